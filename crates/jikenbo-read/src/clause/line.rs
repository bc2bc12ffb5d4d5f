//! Lines: headings, items, rows, notes, and the section each stands in.

use jikenbo_model::{Block, BlockKind, Notice};

use crate::label::{Asks, asks, begins_data};
use crate::lex::Value;
use crate::rule::classes;
use crate::token::Lexed;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Blank,
    /// The level: 1 for `1.` and ■, 2 for `(1)`, 3 for ①.
    Heading(u8),
    Item,
    Row,
    Text,
}

/// A line of the folded text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    /// Where the words begin, after blanks and the mark (1. ・ ■).
    pub(crate) body: u32,
    /// The heading it stands under; a heading's own is the one above it.
    pub(crate) heading: Option<u32>,
}

/// A short line with a mark is a heading; a longer one is an item. Headings in notices are noun phrases: about 30
/// characters hold nearly all of them.
const HEADING_CHARS: usize = 40;

/// The lines of a notice.
pub(crate) fn lines(notice: &Notice, lexed: &Lexed) -> Vec<Line> {
    let text = lexed.text();
    let mut lines: Vec<Line> = Vec::with_capacity(text.len() / 60 + 1);
    let mut start = 0;
    for part in text.split('\n') {
        let markup = block(notice, lexed, start).map_or(BlockKind::Line, |b| b.kind);
        let (kind, body) = classify(lexed, part, start, markup);
        lines.push(Line { start: start as u32, end: (start + part.len()) as u32, kind, body: body as u32, heading: None });
        start += part.len() + 1;
    }
    listed(notice, lexed, &mut lines);
    labels(lexed, &mut lines);
    bare_headings(lexed, &mut lines);
    sections(&mut lines);
    lines
}

/// Marked lines right below one another (●氏名 ⏎ ●住所) are items of a list: a heading has something below it.
fn listed(notice: &Notice, lexed: &Lexed, lines: &mut [Line]) {
    /// Two may be a heading and the first one below it.
    const LEAST: usize = 3;
    let same = |one: &Line, other: &Line| {
        let mark = |line: &Line| lexed.slice(line.start, line.body).trim().chars().next().filter(|c| !c.is_ascii_digit());
        let heads = |line: &Line| matches!(line.kind, Kind::Heading(_)) && mark(line).is_some();
        heads(one) && heads(other) && mark(one) == mark(other)
    };
    for run in lines.chunk_by_mut(same).filter(|run| run.len() >= LEAST) {
        let by_markup = |line: &Line| block(notice, lexed, line.start as usize).is_some_and(|b| b.kind == BlockKind::Heading);
        if !run.iter().any(by_markup) {
            run.iter_mut().for_each(|line| line.kind = Kind::Item);
        }
    }
}

/// What the page said of the line that begins at `start` of the folded text.
fn block<'n>(notice: &'n Notice, lexed: &Lexed, start: usize) -> Option<&'n Block> {
    let source = lexed.source(start as u32, start as u32).start;
    notice.blocks.get(notice.blocks.partition_point(|b| b.span.end < source))
}

/// What sort of line it is, by its mark and by what the page said of it, and where its words begin.
fn classify(lexed: &Lexed, part: &str, start: usize, markup: BlockKind) -> (Kind, usize) {
    let trimmed = part.trim_start();
    let blank = start + part.len() - trimmed.len();
    if trimmed.is_empty() {
        return (Kind::Blank, blank);
    }
    let (level, mark) = mark(trimmed);
    let body = blank + mark;
    let kind = match (markup, level) {
        (BlockKind::Row, _) => Kind::Row,
        (BlockKind::Heading, level) => Kind::Heading(level.unwrap_or(1)),
        _ if trimmed.contains('\t') => Kind::Row,
        (BlockKind::Item, None) | (_, Some(ITEM)) => Kind::Item,
        _ if bracketed_date(lexed, trimmed, blank) => Kind::Item,
        (_, Some(level)) if heading_like(lexed, &trimmed[mark..], body) => Kind::Heading(level),
        (_, Some(_)) => Kind::Item,
        _ if starts_with_date(lexed, body) => Kind::Item,
        _ => Kind::Text,
    };
    (kind, body)
}

/// The level that says: always an item.
const ITEM: u8 = 9;

/// The mark at the head of a line: its level and its length in bytes.
fn mark(line: &str) -> (Option<u8>, usize) {
    let first = line.chars().next().unwrap_or(' ');
    let after_first = first.len_utf8();
    match first {
        '・' | '•' | '‐' | '*' | '※' | '▪' | '‣' | '⁃' | '∙' | '⚫' | '⬤' | '◾' | '⦁' | '◦' | '▸' | '→' | '⇒' | '➢' | '➤'
        | '✓' | '✔' | '❖' => (Some(ITEM), after_first + blanks(&line[after_first..])),
        '-' if line[1..].starts_with(' ') => (Some(ITEM), 1 + blanks(&line[1..])),
        '■' | '◆' | '●' | '◎' | '▼' | '▽' | '□' | '◇' | '★' | '○' | '〇' | '◯' | '▶' | '►' | '【' | '<' | '〈' | '《' | '[' => {
            (
                Some(1),
                if matches!(first, '【' | '<' | '〈' | '《' | '[') { 0 } else { after_first + blanks(&line[after_first..]) },
            )
        }
        '①'..='⑳' => (Some(3), after_first + blanks(&line[after_first..])),
        'Ⅰ'..='Ⅻ' => (Some(1), after_first + dot(&line[after_first..])),
        '(' => numbered(line),
        '0'..='9' => digits(line),
        _ => (None, 0),
    }
}

/// How many bytes of blanks the text begins with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{3000}']).len()
}

/// How many bytes a mark of numbering goes on with: 1. 一、
fn dot(text: &str) -> usize {
    let rest = text.trim_start_matches(['.', '、', ' ']);
    text.len() - rest.len()
}

/// `(1)`, `(ア)`, `(注)`
fn numbered(line: &str) -> (Option<u8>, usize) {
    let Some(close) = line.find(')').filter(|c| *c <= 8) else { return (None, 0) };
    let inner = &line[1..close];
    let number = inner.bytes().all(|b| b.is_ascii_digit()) && inner.len() <= 2 && !inner.is_empty();
    let letter = inner.chars().count() == 1 && inner.chars().all(|c| matches!(c, 'ア'..='ン' | 'a'..='z' | '一'..='十'));
    if number || letter { (Some(2), close + 1 + blanks(&line[close + 1..])) } else { (None, 0) }
}

/// `1.` `2、` `3)` `4 ` `1-2 ` — but not `2024年`, `10月`, `1,200件`, `1.5` or `03-1234`.
fn digits(line: &str) -> (Option<u8>, usize) {
    let run = |at: usize| line.bytes().skip(at).take_while(u8::is_ascii_digit).count();
    let n = run(0);
    if n > 2 {
        return (None, 0);
    }
    let rest = &line[n..];
    let second = run(n + 1);
    match rest.chars().next() {
        Some('.') if second == 0 => (Some(1), n + dot(rest)),
        Some('.' | '-') if second == 1 => {
            // A sub-heading, unless it goes on as a figure.
            let after = &line[n + 2..];
            let figure = after.starts_with(['%', '万', '億', '.', '/', '-', '倍']);
            if figure { (None, 0) } else { (Some(2), n + 2 + dot(after)) }
        }
        Some(c @ ('、' | ')')) => (Some(1), n + c.len_utf8() + blanks(&rest[c.len_utf8()..])),
        Some(' ') if rest.trim_start().starts_with(heads) => (Some(1), n + blanks(rest)),
        // 1経緯, 2原因
        Some('一'..='龠') if rest.chars().count() <= SHORT && rest.starts_with(heads) && !counts(rest) => (Some(1), n),
        _ => (None, 0),
    }
}

/// No heading whose number touches it is longer, in characters.
const SHORT: usize = 12;

/// Whether a short line goes on with a counter after its number, or holds more than a noun: 3台を回収, 2社, 1番窓口.
fn counts(rest: &str) -> bool {
    const COUNTERS: &str = "台社回個枚本校団施店箇番歳才代号条項次級階等円万億千百十冊部通組世週度割倍分秒";
    rest.starts_with(|c| COUNTERS.contains(c)) || rest.contains(['、', '。', 'を', 'が', 'は', '\t'])
}

/// What may follow a number and a blank in a heading: no ASCII, and no counter.
const fn heads(c: char) -> bool {
    !c.is_ascii() && !matches!(c, '年' | '月' | '日' | '件' | '名' | '人' | '時')
}

/// 【令和7年2月17日(月曜日)】: a day in brackets is told under, as an item's is, and is no heading.
fn bracketed_date(lexed: &Lexed, trimmed: &str, start: usize) -> bool {
    let Some(open) = trimmed.chars().next().filter(|c| "【<〈《[(".contains(*c)) else { return false };
    let inside = start + open.len_utf8();
    let at = lexed.forms.partition_point(|f| (f.start as usize) < inside);
    let form = lexed.forms.get(at).filter(|f| f.start as usize == inside && matches!(f.value, Value::Date(_) | Value::Period(_)));
    form.is_some_and(|f| {
        let rest = trimmed.get(f.end as usize - start..).unwrap_or("").trim_end();
        rest.chars().count() == 1 && rest.starts_with(['】', '>', '〉', '》', ']', ')'])
    })
}

/// A line that begins with a date tells what was done then, and is no heading.
fn starts_with_date(lexed: &Lexed, body: usize) -> bool {
    let at = lexed.forms.partition_point(|f| (f.start as usize) < body);
    lexed.forms.get(at).is_some_and(|f| f.start as usize == body && matches!(f.value, Value::Date(_) | Value::Period(_)))
}

/// Whether words could be a heading: short, without a predicate.
fn heading_like(lexed: &Lexed, rest: &str, body: usize) -> bool {
    let chars = rest.chars().count();
    let predicate =
        rest.contains('。') || ["した", "ます", "です", "ました", "した。"].iter().any(|e| rest.trim_end().ends_with(e));
    chars > 0 && chars <= HEADING_CHARS && !predicate && !starts_with_date(lexed, body)
}

/// The line below one, if not too many blank lines part them.
fn below(lines: &[Line], n: usize) -> Option<Line> {
    const APART: usize = 4;
    lines[n + 1..].iter().take(APART).find(|l| l.kind != Kind::Blank).copied()
}

/// Lines that are a label (発覚日, 対象者数, 原因) head what is told below them, wherever they stand: a list of definitions, copied as text, is
/// a label and its answer by turns.
fn labels(lexed: &Lexed, lines: &mut [Line]) {
    for n in 1..lines.len() {
        let line = lines[n];
        // A mark or a row tells of itself whether it heads anything.
        let plain = matches!(line.kind, Kind::Text | Kind::Item) && line.body == line.start;
        let Some(asked) = asks(lexed.slice(line.body, line.end)).filter(|_| plain) else { continue };
        let Some(next) = below(lines, n) else { continue };
        let answer = lexed.slice(next.body, next.end);
        let answered = match asked {
            Asks::Day => starts_with_date(lexed, next.body as usize),
            Asks::Figure => answer.contains(|c: char| c.is_ascii_digit()),
            // 氏名 ⏎ 所属 ⏎ 電話番号: an item of a list of data is followed by the next.
            Asks::Place | Asks::Matter => !begins_data(answer),
        };
        if answered && asks(answer).is_none() && labelled_around(lexed, lines, n) {
            lines[n].kind = Kind::Heading(1);
        }
    }
}

/// Whether another label stands near: one alone may be an item of a list of data (対応, 対象).
fn labelled_around(lexed: &Lexed, lines: &[Line], n: usize) -> bool {
    const NEAR: usize = 6;
    let near = n.saturating_sub(NEAR)..lines.len().min(n + NEAR + 1);
    near.filter(|m| *m != n).any(|m| asks(lexed.slice(lines[m].start, lines[m].end)).is_some())
}

/// Whether a line is the answer to the label over it: 発生場所 ⏎ 青葉支店
fn answers(lexed: &Lexed, lines: &[Line], n: usize) -> bool {
    let asked = asks(lexed.slice(lines[n - 1].start, lines[n - 1].end));
    let next = || below(lines, n).and_then(|l| asks(lexed.slice(l.start, l.end)));
    matches!(asked, Some(Asks::Place | Asks::Figure | Asks::Day))
        && !begins_data(lexed.slice(lines[n].body, lines[n].end))
        && next().is_some()
}

/// Whether a line is of a letterhead, which names who writes.
fn is_letterhead(words: &str, n: usize, next: Option<&Line>) -> bool {
    const LINES: usize = 6;
    let house = words.ends_with(['市', '町', '村', '県', '区', '会', '社', '院']);
    n < LINES && house && next.is_none_or(|l| l.kind != Kind::Item)
}

/// Whether a line goes on with the item above it, further in: 7月23日 警察へ通報 ⏎ (further in) 県へ報告.
fn goes_on(above: &Line, line: &Line) -> bool {
    line.body >= line.start + 2 && above.kind == Kind::Item && above.body < above.start + 2
}

/// Short lines of their own that name what follows (対応の記録, 経緯, 記): no mark, no full stop, no figure.
fn bare_headings(lexed: &Lexed, lines: &mut [Line]) {
    for n in 1..lines.len() {
        let line = lines[n];
        if line.kind != Kind::Text || answers(lexed, lines, n) {
            continue;
        }
        let words = lexed.slice(line.body, line.end).trim_end();
        let words = words.strip_suffix(':').map_or(words, str::trim_end);
        let next = lines.get(n + 1..).and_then(|rest| rest.iter().find(|l| l.kind != Kind::Blank));
        let short = (1..=14).contains(&words.chars().count()) && !words.contains(['。', '、', '「', '@', ' ']);
        let ends_well =
            !["様", "殿", "位", "上", "具", "敬", "司", "者", "課", "室", "係", "班"].iter().any(|e| words.ends_with(e));
        let plain = lexed.within(line.start, line.end).all(|t| lexed.tokens[t].class.0 > classes::TIME.0);
        // A paragraph ends above it, and another begins below.
        let ends = |l: &Line| lexed.slice(l.body, l.end).trim_end().ends_with('。');
        let between = ends(&lines[n - 1]) && next.is_some_and(ends);
        let lone = lines[n - 1].kind != Kind::Text || between || matches!(next.map(|l| l.kind), Some(Kind::Item));
        // 原因 ⏎ 職員の誤操作 ⏎ 【件数】: what stands between two headings is what the first one heads.
        let filling = matches!((lines[n - 1].kind, next.map(|l| l.kind)), (Kind::Heading(_), Some(Kind::Heading(_))));
        let noun = !words.ends_with(['た', 'す', 'い', 'ん']);
        if short
            && ends_well
            && plain
            && lone
            && next.is_some()
            && noun
            && !filling
            && !(goes_on(&lines[n - 1], &line) || is_letterhead(words, n, next))
        {
            lines[n].kind = Kind::Heading(1);
        }
    }
}

/// Gives each line the heading that it stands under: a heading closes those of its level and below.
fn sections(lines: &mut [Line]) {
    let mut open: [Option<u32>; 4] = [None; 4];
    for (n, line) in lines.iter_mut().enumerate() {
        if let Kind::Heading(level) = line.kind {
            let level = usize::from(level.min(3));
            line.heading = open[..level].iter().rev().find_map(|h| *h);
            open[level] = Some(n as u32);
            open[level + 1..].fill(None);
        } else {
            line.heading = open.iter().rev().find_map(|h| *h);
        }
    }
}

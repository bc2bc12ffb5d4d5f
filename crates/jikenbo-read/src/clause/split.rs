//! Where sentences and clauses end.

use super::line::{Kind, Line};
use super::{Clause, Sentence};
use crate::label::answered;
use crate::letter::is_hiragana;
use crate::token::Lexed;

/// Pages that break their lines at a width do so at fewer characters than this; longer lines are whole paragraphs.
const WIDEST: usize = 64;

/// A broken line falls short of the page's width by less than this: no word is longer.
const RAGGED: usize = 8;

/// No sentence of a notice is longer than this many bytes (some 600 characters). What goes on longer (a page without a full stop) is cut, so
/// that the time of reading stays in proportion to the text.
const LONGEST: usize = 1800;

/// The sentences of a text: they end with 。 outside brackets, or with their line, unless the line was broken in mid-sentence.
pub(super) fn sentences(lexed: &Lexed, lines: &[Line]) -> Vec<Sentence> {
    let mut all = Vec::with_capacity(lines.len() * 2);
    let mut open: Option<Sentence> = None;
    let width = lines.iter().filter(|l| l.kind == Kind::Text).map(|l| chars(lexed, l)).max().unwrap_or(0);
    // The first line is a headline, which ends without a full stop.
    let head = lines.iter().position(|l| l.kind != Kind::Blank).unwrap_or(0);
    for (n, line) in lines.iter().enumerate() {
        if line.kind == Kind::Blank {
            all.extend(open.take());
            continue;
        }
        let mut current = open.take().unwrap_or(Sentence { start: line.start, end: line.end, line: n as u32 });
        if (line.end - current.start) as usize > LONGEST && current.start < line.start {
            all.push(current);
            current = Sentence { start: line.start, end: line.end, line: n as u32 };
        }
        for end in stops(lexed.slice(line.start, line.end)) {
            current.end = line.start + end as u32;
            all.push(current);
            current = Sentence { start: current.end, end: line.end, line: n as u32 };
        }
        if matches!(line.kind, Kind::Row | Kind::Item) {
            for end in entries(lexed, current.start.max(line.start), line.end) {
                current.end = end;
                all.push(current);
                current = Sentence { start: end, end: line.end, line: n as u32 };
            }
        }
        current.end = line.end;
        if lexed.slice(current.start, current.end).trim().is_empty() {
            continue;
        }
        if n != head && continues(lexed, lines, n, width) {
            open = Some(current);
        } else {
            all.push(current);
        }
    }
    all.extend(open);
    cut(lexed, all)
}

/// Cuts sentences that are too long, after a comma if there is one.
fn cut(lexed: &Lexed, all: Vec<Sentence>) -> Vec<Sentence> {
    if all.iter().all(|s| (s.end - s.start) as usize <= LONGEST) {
        return all;
    }
    let mut cut = Vec::with_capacity(all.len());
    for mut sentence in all {
        while (sentence.end - sentence.start) as usize > LONGEST {
            let words = lexed.slice(sentence.start, sentence.end);
            let most = words.floor_char_boundary(LONGEST);
            let len = words[..most]
                .rfind(['、', ',', ' '])
                .filter(|at| *at > LONGEST / 2)
                .map_or(most, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
            cut.push(Sentence { end: sentence.start + len as u32, ..sentence });
            sentence.start += len as u32;
        }
        cut.push(sentence);
    }
    cut
}

/// Where entries begin behind the first, in a line or cell that is several of them: 9月24日 紛失に気付く 9月25日 校内を捜索
fn entries(lexed: &Lexed, start: u32, end: u32) -> Vec<u32> {
    let text = lexed.text();
    let day = |t: &usize| {
        let token = lexed.tokens[*t];
        token.is_when() && text[token.end as usize..].starts_with(' ') && text[..token.start as usize].ends_with([' ', '\t'])
    };
    let whens: Vec<usize> = lexed.within(start, end).filter(day).collect();
    let Some(first) = whens.first().map(|t| lexed.tokens[*t]) else { return Vec::new() };
    // 発生日 6月4日 発見日 6月5日: each has a label of its own.
    let heads = first.start == start || text[..first.start as usize].ends_with('\t');
    let own = |t: &usize| {
        let before = text[..lexed.tokens[*t].start as usize].trim_end_matches(' ');
        heads && !before.ends_with([':', '\t', '(', '~', '-', '、']) && lexed.tokens[*t].start > first.end
    };
    whens.iter().skip(1).filter(|t| own(t)).map(|t| lexed.tokens[*t].start).collect()
}

/// Ends (bytes) of the sentences within a line, each after its 。
fn stops(line: &str) -> impl Iterator<Item = usize> {
    let mut depth = 0_i32;
    let mut before = ' ';
    // The last letter that is no blank.
    let mut solid = ' ';
    let speech = is_speech(line);
    line.char_indices().filter_map(move |(at, c)| {
        if speech && at == 0 {
            return None;
        }
        let last = before;
        before = c;
        let word = solid;
        solid = if c.is_whitespace() { solid } else { c };
        match c {
            '「' | '(' | '『' if is_closed(line, at, c) => depth += 1,
            '」' | ')' | '』' => depth = (depth - 1).max(0),
            '。' if depth == 0 => return Some(at + c.len_utf8()),
            '.' if depth == 0 && is_hiragana(last) => return Some(at + 1),
            // 番号、名義、有効期限 ※セキュリティコードは入力を求めておりません: the note is a sentence of its own.
            '※' if depth == 0 && last == ' ' && !matches!(word, ' ' | '、') && is_note(&line[at..]) => return Some(at),
            _ => {}
        }
        None
    })
}

/// Whether a line is all one speech, of sentences of its own: 「…を止めた。…に報告した」.
fn is_speech(line: &str) -> bool {
    let Some(inner) = line.trim_end().strip_prefix('「').and_then(|w| w.strip_suffix('」')) else { return false };
    let mut depth = 0_i32;
    let closed = inner.chars().any(|c| {
        depth += i32::from(c == '「') - i32::from(c == '」');
        depth < 0
    });
    !closed && inner.contains('。')
}

/// Whether words behind a mark begin a note, and no number of one and no particle: ※セキュリティコードは, but not ※1 は or ※ および.
fn is_note(words: &str) -> bool {
    let rest = words.trim_start_matches('※');
    let particle = ["は", "が", "を", "に", "の", "も", "と", "及び", "および"].iter().any(|w| rest.starts_with(w));
    !particle && rest.starts_with(|c: char| !c.is_ascii_digit() && !c.is_whitespace() && !matches!(c, ')' | '(' | '、' | '。'))
}

/// Whether the bracket that opens at `at` is closed on its line, and not too far off: 「24名分の情報(氏名、年齢が記録されていた。」 is not.
fn is_closed(line: &str, at: usize, open: char) -> bool {
    const FAR: usize = 1200;
    let close = match open {
        '「' => '」',
        '『' => '』',
        _ => ')',
    };
    line.get(at..line.floor_char_boundary((at + FAR).min(line.len()))).is_some_and(|rest| rest.contains(close))
}

/// The width of a line: by it is known whether a page broke its lines at a margin.
fn chars(lexed: &Lexed, line: &Line) -> usize {
    lexed.slice(line.start, line.end).trim_end().chars().count()
}

/// Whether the sentence that reaches the end of line `n` goes on in the next.
fn continues(lexed: &Lexed, lines: &[Line], n: usize, width: usize) -> bool {
    let Some(next) = lines.get(n + 1) else { return false };
    let words = lexed.slice(lines[n].body, lines[n].end).trim_end();
    let broken = !words.ends_with(['。', '.', ':', ')', '」', '】', '!', '?', '>']);
    // A list of definitions has lines of one width, too: each is whole.
    if answered(lexed.slice(next.body, next.end)) {
        return false;
    }
    let long = width <= WIDEST && chars(lexed, &lines[n]) + RAGGED >= width || words.ends_with(['、', ',']);
    matches!(lines[n].kind, Kind::Text | Kind::Item) && next.kind == Kind::Text && broken && long
}

/// The clauses of the sentences, and the clause of every token.
pub(super) fn clauses(lexed: &Lexed, sentences: &[Sentence]) -> (Vec<Clause>, Vec<u32>) {
    let mut walker =
        Walker { lexed, clauses: Vec::with_capacity(sentences.len() * 3), clause_of: vec![0; lexed.tokens.len()], token: 0 };
    for (n, sentence) in sentences.iter().enumerate() {
        walker.sentence(n as u32, sentence);
    }
    if walker.clauses.is_empty() {
        walker.clauses.push(Clause::default());
    }
    (walker.clauses, walker.clause_of)
}

struct Walker<'l> {
    lexed: &'l Lexed,
    clauses: Vec<Clause>,
    clause_of: Vec<u32>,
    token: usize,
}

impl Walker<'_> {
    fn open(&mut self, start: u32, sentence: u32) -> u32 {
        self.clauses.push(Clause { start, end: start, sentence, ..Clause::default() });
        (self.clauses.len() - 1) as u32
    }

    fn sentence(&mut self, n: u32, sentence: &Sentence) {
        let mut stack = vec![self.open(sentence.start, n)];
        let words = self.lexed.slice(sentence.start, sentence.end);
        for (at, c) in words.char_indices() {
            if !matches!(c, '(' | ')' | '、' | ',' | '\t') {
                continue;
            }
            let here = sentence.start + at as u32;
            self.assign(here, *stack.last().unwrap_or(&0));
            let next = here + c.len_utf8() as u32;
            match c {
                '(' => stack.push(self.open(next, n)),
                ')' if stack.len() > 1 => self.close(&mut stack, here),
                '、' | ',' | '\t' if c == '\t' || ends_clause(&words[..at]) => {
                    self.close(&mut stack, here);
                    stack.push(self.open(next, n));
                }
                _ => {}
            }
        }
        self.assign(sentence.end.saturating_sub(1), *stack.last().unwrap_or(&0));
        while !stack.is_empty() {
            self.close(&mut stack, sentence.end);
        }
    }

    fn close(&mut self, stack: &mut Vec<u32>, end: u32) {
        if let Some(clause) = stack.pop() {
            self.clauses[clause as usize].end = end;
        }
    }

    fn assign(&mut self, upto: u32, clause: u32) {
        while self.lexed.tokens.get(self.token).is_some_and(|t| t.start <= upto) {
            self.clause_of[self.token] = clause;
            self.token += 1;
        }
    }
}

/// Adverbs that end like a verb: 〜について, 〜に対して …
const NOT_VERBS: &[&str] = &[
    "について",
    "において",
    "に対して",
    "として",
    "としまして",
    "によって",
    "により",
    "に関して",
    "をもって",
    "にて",
    "に際して",
    "に際し",
    "に対し",
    "に関し",
    "より",
    "に加え",
    "および",
    "を通じ",
    "応じ",
    "並びに",
    "または",
    "及び",
    "さらに",
    "なお",
    "また",
    "すでに",
    "既に",
    "新たに",
    "特に",
    "直ちに",
    "併せて",
    "あわせて",
    "改めて",
    "うち",
    "のうち",
    "すべ",
];

/// Words behind a predicate that end its clause: 行うとともに、 調べたところ、 確認できないものの、
const LINKS: &[&str] =
    &["とともに", "と共に", "ものの", "ところ", "ほか", "一方", "一方で", "つつ", "ため", "ことから", "うえ", "うえで", "上で"];

/// Whether the words before a comma end with a predicate.
pub(super) fn ends_clause(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    let verb = match last {
        'し' | 'り' | 'て' | 'れ' | 'め' | 'ず' | 'き' | 'み' | 'け' | 'え' | 'せ' | 'ば' | 'ち' | 'ろ' | 'じ' | 'ぎ' | 'び' => {
            true
        }
        'が' => ["すが", "たが", "るが", "だが", "いが", "んが"].iter().any(|e| before.ends_with(e)),
        'で' => ["んで", "いで", "ので", "ことで", "中で"].iter().any(|e| before.ends_with(e)),
        'い' => ["行い", "ない", "伴い", "従い", "払い", "思い", "使い", "用い", "補い"].iter().any(|e| before.ends_with(e)),
        'と' => ["すると", "たと", "ると"].iter().any(|e| before.ends_with(e)),
        'ら' => ["から", "ながら", "たら"].iter().any(|e| before.ends_with(e)) && !before.ends_with("から"),
        'く' => ["低く", "小さく", "少なく", "なく"].iter().any(|e| before.ends_with(e)),
        '後' | '際' | '果' | '上' => ["た後", "た際", "た結果", "る際", "た上"].iter().any(|e| before.ends_with(e)),
        _ => false,
    };
    verb && !NOT_VERBS.iter().any(|e| before.ends_with(e)) || linked(before)
}

/// Whether the words end with a link behind a verb or adjective in its plain form (行う, 調べた, できない).
fn linked(before: &str) -> bool {
    let link = LINKS.iter().filter_map(|link| before.strip_suffix(link)).next();
    link.is_some_and(|verb| verb.ends_with(['う', 'く', 'す', 'つ', 'ぬ', 'む', 'る', 'ぐ', 'ぶ', 'た', 'い', 'だ']))
}

#[cfg(test)]
mod tests {
    use super::{ends_clause, stops};

    #[test]
    fn a_full_stop_in_brackets_ends_nothing() {
        let line = "会員登録(仮登録を含みます。)をした方です。以上。";
        let ends: Vec<_> = stops(line).map(|e| &line[..e]).collect();
        assert_eq!(ends, ["会員登録(仮登録を含みます。)をした方です。", line]);
        let broken = "24名分の情報(氏名、年齢が記録されていた。以上。";
        let ends: Vec<_> = stops(broken).map(|e| &broken[..e]).collect();
        assert_eq!(ends, ["24名分の情報(氏名、年齢が記録されていた。", broken]);
    }

    #[test]
    fn a_list_of_nouns_is_one_clause() {
        assert!(!ends_clause("氏名"));
        assert!(!ends_clause("本件について"));
        assert!(ends_clause("遮断し"));
        assert!(ends_clause("制限を講じ"));
        assert!(!ends_clause("研修を通じ"));
        assert!(ends_clause("確認しましたが"));
        assert!(!ends_clause("当社が"));
        assert!(ends_clause("お詫びを行うとともに"));
        assert!(ends_clause("確認されていないものの"));
        assert!(!ends_clause("このようなことのないよう、当社のほか"));
    }
}

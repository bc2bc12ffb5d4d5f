//! Which date a predicate belongs to.
//!
//! A date before a comma is the sentence's *topic*: 「8月12日、…連絡を受け、…停止した」 governs both predicates. A date
//! inside (8月1日に導入した機器が…) is *local*: it governs until its verb has become part of a noun (導入した機器), and then the
//! topic governs again. A date at the head of an item or row governs all of it; a line that is only a date governs the lines
//! under it. 「8月12日の懸念」 「8月12日現在」 govern nothing.

use super::line::{Kind, Line};
use super::{NONE, Sentence};
use crate::lex::{DayRef, Value};
use crate::rule::classes;
use crate::token::{Lexed, Token};

/// How a date stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Topic,
    Local,
    /// 〜の懸念, 〜付けの, 〜現在
    Bound,
}

/// For every token, the token of the date or period that governs it.
pub(super) fn governors(lexed: &Lexed, lines: &[Line], sentences: &[Sentence]) -> Vec<u32> {
    let mut governor = vec![NONE; lexed.tokens.len()];
    let mut carried = NONE;
    let mut last_line = NONE;
    for sentence in sentences {
        let line = &lines[sentence.line as usize];
        if sentence.line != last_line {
            carried = carry(lexed, lines, sentence.line as usize, carried);
            last_line = sentence.line;
        }
        let after = walk(lexed, sentence, carried, &mut governor);
        if matches!(line.kind, Kind::Item | Kind::Row) {
            carried = if told_on(lexed, after) { after } else { NONE };
        }
    }
    governor
}

/// Whether a date governs the next sentences of its line too: that of a list (6月3日 …した。…した。), not that of a tale (6月3日、…した。).
fn told_on(lexed: &Lexed, date: u32) -> bool {
    let Some(token) = lexed.tokens.get(date as usize).filter(|_| date != NONE) else { return false };
    !lexed.text()[token.end as usize..].starts_with(['、', ',', 'に', 'は', 'よ', 'か', 'ま'])
}

/// The brackets and marks that may stand before and after a date at the head of a line.
const OPENING: &[char] = &['【', '(', '<', '〈', '《', '[', ' '];
const CLOSING: &[char] = &[':', ' ', '】', ')', '>', '〉', '》', ']', 'ご', 'ろ', '頃'];

/// The date that a line takes over from the lines above: that of a line which was a date alone, or that of the item which it
/// goes on with, further in.
fn carry(lexed: &Lexed, lines: &[Line], n: usize, carried: u32) -> u32 {
    let Some(token) = lexed.tokens.get(carried as usize).filter(|_| carried != NONE) else { return NONE };
    let at = lines.partition_point(|l| l.start <= token.start).saturating_sub(1);
    let before = lexed.slice(lines[at].body.min(token.start), token.start).trim_matches(OPENING).is_empty();
    let alone = before && lexed.slice(token.end, lines[at].end).trim_end_matches(CLOSING).trim().is_empty();
    // A date at the head of a letter is the letter's own; one in a section is that of what is told under it.
    let marked = at >= 3 && lexed.slice(lines[at].start, lines[at].end).trim_start().starts_with(OPENING)
        || lines[at].body > lines[at].start;
    // Items right under a date are what was done on it.
    let listed =
        || lines[at + 1..].iter().find(|l| l.kind != Kind::Blank).is_some_and(|l| l.kind == Kind::Item && l.body > l.start);
    let told = n == at || marked || lines[at].heading.is_some() || matches!(lines[at].kind, Kind::Heading(_)) || listed();
    let no_heading = |between: &[Line]| between.iter().all(|l| !matches!(l.kind, Kind::Heading(_)));
    let near = n - at <= 12 && lines.get(at + 1..n).is_none_or(no_heading);
    let same_block = n == at || told && near;
    let further_in = before && near && n - at <= 4 && goes_on(lines, at, n);
    let governs = alone && same_block || further_in;
    if governs && !matches!(lines[n].kind, Kind::Heading(_)) { carried } else { NONE }
}

/// Whether line `n` goes on with the item at line `at`: it stands further in, and so does all between.
fn goes_on(lines: &[Line], at: usize, n: usize) -> bool {
    let depth = |l: &Line| if l.kind == Kind::Text { l.body - l.start } else { 0 };
    let own = lines[at].body - lines[at].start;
    lines[at].kind == Kind::Item && lines[at + 1..=n].iter().all(|l| l.kind == Kind::Blank || depth(l) > own + 3)
}

/// Walks a sentence; gives the topic at its end.
fn walk(lexed: &Lexed, sentence: &Sentence, carried: u32, governor: &mut [u32]) -> u32 {
    let mut topic = carried;
    // Local dates, the innermost last: where one is released, the one around it governs again.
    let mut locals: Vec<u32> = Vec::new();
    let mut from = sentence.start;
    // What is said in quotation marks dates nothing outside them.
    let mut quoted = 0;
    let mut seen = sentence.start;
    for n in lexed.within(sentence.start, sentence.end) {
        let token = lexed.tokens[n];
        // Each stretch between two tokens is looked at once: reading stays linear.
        let dated = topic != NONE || !locals.is_empty();
        let since = from.max(seen).min(token.start);
        seen = token.start;
        if dated && anew(lexed.slice(since, token.start), lexed.stretch(since.saturating_sub(NEAR), token.start)) {
            (topic, from) = (NONE, token.start);
            locals.clear();
        }
        if !locals.is_empty() {
            let outer = topic != NONE || locals.len() > 1;
            if released(lexed.slice(from.min(token.start), token.start), outer) {
                pop(lexed, &mut locals);
                from = token.start;
            }
        }
        governor[n] = locals.last().copied().unwrap_or(topic);
        if token.class == classes::QUOTED {
            quoted = quoted.max(token.end);
        }
        if !token.is_when() || token.end < quoted && topic != NONE {
            continue;
        }
        if trails(lexed, &token, sentence) {
            date_back(lexed, sentence, n, governor);
            continue;
        }
        match role(lexed, &token, sentence) {
            Role::Topic => {
                topic = n as u32;
                locals.clear();
            }
            Role::Local => {
                if finished(lexed.stretch(token.start.saturating_sub(NEAR), token.start)) {
                    locals.clear();
                }
                locals.push(n as u32);
            }
            Role::Bound => {}
        }
        from = token.end;
    }
    if topic == NONE { locals.last().copied().unwrap_or(NONE) } else { topic }
}

/// Lets go of the innermost local date, and of those that share its verb: 7月19日(第1報)及び8月9日(第2報)でお知らせした本件.
fn pop(lexed: &Lexed, locals: &mut Vec<u32>) {
    const NEAR: usize = 60;
    let mut right = locals.pop();
    while let (Some(left), Some(last)) = (locals.last().copied(), right) {
        let (left, last) = (lexed.tokens[left as usize], lexed.tokens[last as usize]);
        let between = lexed.slice(left.end.min(last.start), last.start);
        let joined = ["及び", "および", "並びに", "と"].iter().any(|w| between.trim_end().ends_with(w));
        if between.len() > NEAR || !joined {
            break;
        }
        right = locals.pop();
    }
}

/// Whether words end what was told of an earlier date: 21日に送付したところ、24日に…との連絡を受けた; but not where what was found
/// out on it follows (調査したところ、前日の31日に…が判明した).
fn finished(before: &str) -> bool {
    if ["調査", "調べ", "確認", "解析", "分析", "精査"].iter().any(|w| before.contains(w)) {
        return false;
    }
    ["ところ、", "し、", "ましたが、", "したが、", "たため、", "ので、", "結果、", "したのち、", "した後、"]
        .iter()
        .any(|w| before.ends_with(w))
}

/// How many bytes before とおり the word of telling may begin.
const NEAR: u32 = 45;

/// Whether words leave what was told before for what is told now: …とお知らせしておりましたが、この度、… …でお知らせしましたとおり、…
fn anew(words: &str, before: &str) -> bool {
    // Every one of them holds a comma: most stretches between two words do not.
    if !words.contains('、') {
        return false;
    }
    let as_told = ["とおり、", "通り、", "ところですが、", "ように、"].iter().any(|w| words.contains(w));
    if as_told && ["知らせ", "公表", "報告", "案内", "発表"].iter().any(|w| before.contains(w)) {
        return true;
    }
    const SHORTEST: usize = "が、今般".len();
    let now = |at: usize| ["この度", "このたび", "今般"].iter().any(|w| words[at..].starts_with(w));
    words.len() >= SHORTEST && words.match_indices("が、").any(|(at, turn)| now(at + turn.len()))
}

/// What may stand in the brackets behind a date that dates what stands before them: (1月6日実施), (4月7日運用開始予定).
const DONE: [&str; 12] = [
    "から実施",
    "より実施",
    "実施済み",
    "実施済",
    "実施予定",
    "実施",
    "開始予定",
    "運用開始予定",
    "運用開始",
    "開始",
    "施行",
    "予定",
];

/// Whether a date stands in brackets of its own after what it dates: 署に相談(7月1日)
fn trails(lexed: &Lexed, token: &Token, sentence: &Sentence) -> bool {
    let head = lexed.slice(sentence.start, token.start);
    let words = head.strip_suffix('(').unwrap_or("");
    // 減給10分の1(1月): so many months.
    let month = lexed.slice(token.start, token.end);
    if names_no_day(lexed, token) && month.len() <= 5 && month.ends_with('月') {
        return false;
    }
    let after = lexed.text()[token.end as usize..].trim_start_matches(['付', 'け']);
    let after = DONE.iter().find_map(|w| after.strip_prefix(w)).unwrap_or(after);
    after.starts_with(')') && words.trim().len() > 12 && !words.ends_with(['」', '』'])
}

/// Gives the words of the clause before a date in brackets that date, if no other governs them.
fn date_back(lexed: &Lexed, sentence: &Sentence, date: usize, governor: &mut [u32]) {
    let end = lexed.tokens[date].start;
    let head = lexed.slice(sentence.start, end);
    let start = sentence.start + head.rfind(['、', '。', ')']).map_or(0, |at| at as u32);
    // Its own day is told: 被害を5月14日に確認しました(6月1日)
    if lexed.within(start, end).any(|n| n < date && lexed.tokens[n].is_when()) {
        return;
    }
    for n in lexed.within(start, end).filter(|n| *n < date) {
        if governor[n] == NONE {
            governor[n] = date as u32;
        }
    }
}

/// What of a day or period its の may name without binding the date: の間, の夜, のうち.
const PARTS: &[&str] = &["間", "あいだ", "期間", "夜", "朝", "深夜", "未明", "時間帯", "うち", "午", "夕", "早朝", "昼", "業"];

/// The date that 及び joins to one that is dated 付.
fn joined(lexed: &Lexed, token: &Token, after: &str) -> Option<Token> {
    let rest = ["及び", "および", "並びに", "と"].iter().find_map(|w| after.trim_start().strip_prefix(w))?;
    let at = token.end + (after.len() - rest.trim_start().len()) as u32;
    let second = lexed.within(at, at + 1).map(|t| lexed.tokens[t]).find(Token::is_when)?;
    lexed.text()[second.end as usize..].starts_with('付').then_some(second)
}

/// Whether a date is the first of two days on which something is held: 12月21日、22日開催の….
pub(crate) fn next_held(lexed: &Lexed, token: &Token, after: &str) -> bool {
    let Some(mark) = after.chars().next().filter(|c| matches!(c, '、' | '・')) else { return false };
    let at = token.end + mark.len_utf8() as u32;
    let second = lexed.within(at, at + 1).map(|t| lexed.tokens[t]).find(Token::is_when);
    second.is_some_and(|t| ["開催", "に開催", "実施予定"].iter().any(|w| lexed.text()[t.end as usize..].starts_with(w)))
}

/// Whether words tell of what was held on a day: 7日の定例会見で, 4日の全校集会において.
fn at_meeting(part: &str) -> bool {
    const LONGEST: usize = 12;
    const HELD: [&str; 9] = ["会見", "集会", "会議", "説明会", "理事会", "保護者会", "委員会", "議会", "総会"];
    let name: usize = part.chars().take(LONGEST).take_while(|c| is_noun_start(*c)).map(char::len_utf8).sum();
    let after = &part[name..];
    const MEANT: [&str; 5] = ["再開", "復旧", "再稼働", "再稼動", "公開"];
    let meant = ["を目指", "を予定", "を見込", "に向け"].iter().any(|w| after.starts_with(w));
    if meant && MEANT.iter().any(|w| part[..name].ends_with(w)) {
        return true;
    }
    HELD.iter().any(|w| part[..name].ends_with(w)) && ["で", "にて", "において", "に"].iter().any(|w| after.starts_with(w))
}

/// What makes the date before it the topic of its sentence.
#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "、", ",", "に、", "には", "は、", "は", ":", ")", "\t", "】", "]", ">", "〉", "》", "頃、", "以降、", "より、", "から、", "まで、", "までに、", "午前、",
    "午後、", "夜、", "朝、", "早朝、", "未明、", "深夜、", "夕方、", "昼、", "中に、", "の",
];

/// Whether a date is a month or a year.
fn names_no_day(lexed: &Lexed, token: &Token) -> bool {
    lexed.form(token).is_some_and(|f| matches!(f.value, Value::Date(date) if date.day == DayRef::Unsaid))
}

fn role(lexed: &Lexed, token: &Token, sentence: &Sentence) -> Role {
    let after = lexed.slice(token.end, sentence.end.max(token.end));
    let starts = |list: &[&str]| list.iter().any(|w| after.starts_with(w));
    if starts(&["付けで、", "付で、", "付けにて、", "付にて、"]) {
        return Role::Topic;
    }
    if starts(&["付けで", "付で", "付けにて", "付にて"]) {
        return Role::Local;
    }
    if starts(&[
        "に開催",
        "に開く「",
        "に開かれる",
        "開催",
        "に予定",
        "実施予定",
        "に実施予定",
        "現在",
        "時点",
        "現時点",
        "公表時点",
        "発表時点",
        "付",
        "の段階",
        "発行",
        "策定",
        "廃棄",
        "締切",
        "必着",
        "生まれ",
    ]) {
        return Role::Bound;
    }
    // 12月21日、22日開催の講習会: neither is a day on which something was done.
    if next_held(lexed, token, after) {
        return Role::Bound;
    }
    // 1月17日及び2月14日付「…」: as the second of the two.
    if let Some(second) = joined(lexed, token, after) {
        return role(lexed, &second, sentence);
    }
    // 去年9月にも、別の学校で…: another matter than this one.
    if after.starts_with("にも") && names_no_day(lexed, token) {
        return Role::Bound;
    }
    // 9月分の報告書, but not 17日分かった.
    if token.class == classes::DATE && starts(&["分の", "分は", "分を", "分が", "分に", "分、", "分("]) {
        return Role::Bound;
    }
    if let Some(part) = after.strip_prefix('の') {
        // から…までの約1年にわたり
        let span = part.starts_with(|c: char| c.is_ascii_digit()) || ["約", "およそ", "計"].iter().any(|w| part.starts_with(w));
        if token.class == classes::PERIOD
            && span
            && ["にわたり", "にわたって", "の間", "間、", "間に"].iter().any(|w| part.contains(w))
        {
            return Role::Local;
        }
        let local = PARTS.iter().any(|w| part.trim_start().starts_with(w)) || at_meeting(part);
        return if local { Role::Local } else { Role::Bound };
    }
    let head = lexed.slice(sentence.start, token.start).trim_start_matches([
        '・', '•', '(', ')', '※', ' ', '\u{3000}', '【', '[', '<', '〈', '《', '■', '○', '●', '□', '◆', '⚫',
    ]);
    let at_head = head.is_empty() || head.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '①'..='⑳'));
    // 発覚した7月1日に…を閉鎖した: the day is that of what follows, whatever stands before it.
    if head.ends_with('た') && after.starts_with('に') {
        return Role::Topic;
    }
    if starts(TOPICS) || after.trim().is_empty() || (at_head && after.starts_with([' ', '\u{3000}', '\n'])) {
        return Role::Topic;
    }
    if token.class == classes::PERIOD || !after.starts_with(' ') { Role::Local } else { Role::Topic }
}

/// Nouns that a finished verb may stand before without becoming part of a noun: 〜した際, 〜したところ, 〜した結果.
#[rustfmt::skip]
const CONJUNCTIONS: &[&str] = &[
    "際", "後", "時", "結果", "上で", "上、", "場合", "直後", "段階", "旨", "と", "た", "ことから", "ことを受け", "ことに伴", "ことを踏まえ",
];

/// Verbs that tell what a thing holds or is, and not what was done on a day.
const HOLDS: &[&str] = &[
    "入れ",
    "記載し",
    "記し",
    "添付し",
    "同封し",
    "載せ",
    "印刷し",
    "書い",
    "装っ",
    "知らせ",
    "まとめ",
    "記録し",
    "求め",
    "添え",
    "名乗っ",
];

/// Whether, in these words, a finished verb has become part of a noun (導入した機器, 送信したこと). A lasting one
/// (攻撃を受けていたこと) does so only where an `outer` date is there to govern what follows.
pub(crate) fn released(words: &str, outer: bool) -> bool {
    let mut from = 0;
    while let Some(at) = words[from..].find('た').map(|a| a + from) {
        let after = &words[at + 'た'.len_utf8()..];
        let before = &words[..at];
        from = at + 'た'.len_utf8();
        let lasting = !outer && (before.ends_with("てい") || before.ends_with("でい")) || before.ends_with("ま");
        // 5日に公表いたしました、…: a polite past before a comma stands before its noun.
        let noun = after.starts_with("こと")
            || before.ends_with("まし") && after.starts_with('、')
            || after.starts_with(|c: char| c.is_ascii_digit())
            || after.starts_with("もの")
            || after.starts_with('お')
            || after.starts_with('ご')
            || after.chars().next().is_some_and(is_noun_start);
        // 15日に案内状を入れた封筒を送った: the verb only tells what the thing holds.
        let holds = !outer && before.contains('を') && HOLDS.iter().any(|v| before.ends_with(v));
        // 16日に職員が受信したメールに入力した: the verb has a subject of its own, and the day is more than the mail's.
        let clause = !outer
            && !after.starts_with("こと")
            && !after.starts_with("もの")
            && (has_subject(before) || before.contains('、') || is_teller(after));
        if noun && !lasting && !clause && !holds && !CONJUNCTIONS.iter().any(|c| after.starts_with(c)) && verb_before(before) {
            return true;
        }
    }
    // …したと発表した: what is quoted is over, and the outer date governs again.
    let quoted = ["たと", "ると", "たことを", "旨を"].iter().any(|w| words.ends_with(w));
    outer && (quoted || ["ていること", "でいること", "ているとの", "ていると"].iter().any(|w| words.contains(w)))
}

/// 11日に書類を受け取った人から連絡があった: the day is that of the call.
fn is_teller(words: &str) -> bool {
    ["人から", "方から", "者から", "人より", "方より", "お客様から", "お客さまから", "住民から", "市民から", "相手から"]
        .iter()
        .any(|w| words.starts_with(w))
}

/// Whether words hold a subject: 職員が, 教員の1人は.
fn has_subject(words: &str) -> bool {
    let noun = |c: char| is_noun_start(c) || matches!(c, ')' | '」' | 'ー');
    words.match_indices(['が', 'は']).any(|(at, _)| words[..at].chars().next_back().is_some_and(noun))
}

/// た as the end of a verb: した, れた, った, いた … and not ため, または, また.
fn verb_before(before: &str) -> bool {
    before.chars().next_back().is_some_and(|c| "しれっいえきせけげりみび".contains(c))
}

const fn is_noun_start(c: char) -> bool {
    matches!(c, '一'..='龠' | 'ァ'..='ヴ' | '「' | '『' | 'A'..='Z' | 'a'..='z' | '々')
}

#[cfg(test)]
mod tests {
    use super::released;

    #[test]
    fn a_verb_before_a_noun_releases_its_date() {
        assert!(released("に導入した機器が", false));
        assert!(!released("に職員が受信したメールに", false));
        assert!(released("に職員が受信したメールに", true));
        assert!(released("に不正ログインがあったことが", false));
        assert!(released("に購入されたお客様", false));
        assert!(!released("に案内状を入れた封筒を", false));
        assert!(!released("に調査したところ", false));
        assert!(!released("に攻撃を受けていたことが", false));
        assert!(!released("に停止いたしました。", false));
        assert!(!released("に発生したため、", false));
        assert!(released("に同教員が迷惑メールを発信していることが", true));
    }
}

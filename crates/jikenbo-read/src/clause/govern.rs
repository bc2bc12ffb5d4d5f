//! Which date a predicate belongs to.
//!
//! A date before a comma is the sentence's *topic*: 「8月12日、…連絡を受け、…停止した」 governs both predicates. A date
//! inside (8月1日に導入した機器が…) is *local*: it governs until its verb has become part of a noun (導入した機器), and then the
//! topic governs again. A date at the head of an item or row governs all of it; a line that is only a date governs the lines
//! under it. 「8月12日の懸念」 「8月12日現在」 govern nothing.

use super::line::{Kind, Line};
use super::{NONE, Sentence};
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
            carried = after;
        }
    }
    governor
}

/// The date that a line takes over from the lines above: only that of a line which was a date alone.
fn carry(lexed: &Lexed, lines: &[Line], n: usize, carried: u32) -> u32 {
    let Some(token) = lexed.tokens.get(carried as usize).filter(|_| carried != NONE) else { return NONE };
    let at = lines.partition_point(|l| l.start <= token.start).saturating_sub(1);
    let before = lexed.slice(lines[at].body.min(token.start), token.start).trim_matches(['【', '(', '<', ' ']).is_empty();
    let alone = before && lexed.slice(token.end, lines[at].end).trim_end_matches([':', ' ', '】', ')', '>']).trim().is_empty();
    // A date at the head of a letter is the letter's own; one in a section is that of what is told under it.
    let told = n == at || lines[at].heading.is_some() || matches!(lines[at].kind, Kind::Heading(_));
    let heading = |between: &[Line]| between.iter().any(|l| matches!(l.kind, Kind::Heading(_)));
    let near = n - at <= 6 && lines.get(at + 1..n).is_none_or(|between| !heading(between));
    let same_block = n == at || told && near;
    if alone && same_block && !matches!(lines[n].kind, Kind::Heading(_)) { carried } else { NONE }
}

/// Walks a sentence; gives the topic at its end.
fn walk(lexed: &Lexed, sentence: &Sentence, carried: u32, governor: &mut [u32]) -> u32 {
    let mut topic = carried;
    // Local dates, the innermost last: where one is released, the one around it governs again.
    let mut locals: Vec<u32> = Vec::new();
    let mut from = sentence.start;
    for n in lexed.within(sentence.start, sentence.end) {
        let token = lexed.tokens[n];
        if !locals.is_empty() {
            let outer = topic != NONE || locals.len() > 1;
            if released(lexed.slice(from.min(token.start), token.start), outer) {
                locals.pop();
                from = token.start;
            }
        }
        governor[n] = locals.last().copied().unwrap_or(topic);
        if !token.is_when() {
            continue;
        }
        match role(lexed, &token, sentence) {
            Role::Topic => {
                topic = n as u32;
                locals.clear();
            }
            Role::Local => locals.push(n as u32),
            Role::Bound => {}
        }
        from = token.end;
    }
    if topic == NONE { locals.last().copied().unwrap_or(NONE) } else { topic }
}

fn role(lexed: &Lexed, token: &Token, sentence: &Sentence) -> Role {
    let after = lexed.slice(token.end, sentence.end.max(token.end));
    let starts = |list: &[&str]| list.iter().any(|w| after.starts_with(w));
    if starts(&["現在", "時点", "付", "の段階", "発行", "策定"]) {
        return Role::Bound;
    }
    if after.starts_with('の') {
        let span = ["の間", "の期間", "の夜", "の朝", "の深夜", "の未明", "の時間帯"];
        return if starts(&span) { Role::Local } else { Role::Bound };
    }
    let head = lexed
        .slice(sentence.start, token.start)
        .trim_start_matches(['・', '•', '(', ')', '※', ' ', '\u{3000}', '【', '■', '○', '●', '□', '◆']);
    let at_head = head.is_empty() || head.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '①'..='⑳'));
    let comma = [
        "、",
        ",",
        "に、",
        "には",
        "は、",
        "は",
        ":",
        ")",
        "\t",
        "】",
        "】",
        "頃、",
        "以降、",
        "より、",
        "から、",
        "まで、",
        "までに、",
        "の",
    ];
    if starts(&comma) || after.trim().is_empty() || (at_head && after.starts_with([' ', '\u{3000}', '\n'])) {
        return Role::Topic;
    }
    if token.class == classes::PERIOD || !after.starts_with(' ') { Role::Local } else { Role::Topic }
}

/// Nouns that a finished verb may stand before without becoming part of a noun: 〜した際, 〜したところ, 〜した結果.
const CONJUNCTIONS: &[&str] = &["際", "後", "時", "結果", "上で", "上、", "場合", "直後", "段階", "旨", "と", "た"];

/// Whether, in these words, a finished verb has become part of a noun (導入した機器, 送信したこと). A lasting one
/// (攻撃を受けていたこと) does so only where an `outer` date is there to govern what follows.
fn released(words: &str, outer: bool) -> bool {
    let mut from = 0;
    while let Some(at) = words[from..].find('た').map(|a| a + from) {
        let after = &words[at + 'た'.len_utf8()..];
        let before = &words[..at];
        from = at + 'た'.len_utf8();
        let lasting = !outer && (before.ends_with("てい") || before.ends_with("でい")) || before.ends_with("ま");
        let noun = after.starts_with("こと")
            || after.starts_with("もの")
            || after.starts_with('お')
            || after.starts_with('ご')
            || after.chars().next().is_some_and(is_noun_start);
        if noun && !lasting && !CONJUNCTIONS.iter().any(|c| after.starts_with(c)) && verb_before(before) {
            return true;
        }
    }
    outer && ["ていること", "でいること", "ているとの", "ていると"].iter().any(|w| words.contains(w))
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
        assert!(released("に不正ログインがあったことが", false));
        assert!(released("に購入されたお客様", false));
        assert!(!released("に調査したところ", false));
        assert!(!released("に攻撃を受けていたことが", false));
        assert!(!released("に停止いたしました。", false));
        assert!(!released("に発生したため、", false));
        assert!(released("に同教員が迷惑メールを発信していることが", true));
    }
}

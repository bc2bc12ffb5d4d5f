//! Days that stand behind their label (サービス停止日:5月10日) or below it: what the label says was done on that day.

use super::super::line::{Kind, Line};
use super::CLOSING;
use crate::label::{Asks, answered, asks};
use crate::token::{Lexed, Token};

/// No label is farther from its day, in bytes.
const FAR: u32 = 90;

/// Gives the words of each label the day that is its answer.
pub(super) fn date_labels(lexed: &Lexed, lines: &[Line], governor: &mut [u32]) {
    for (n, token) in lexed.tokens.iter().enumerate().filter(|(_, t)| t.is_when()) {
        let at = lines.partition_point(|l| l.start <= token.start).saturating_sub(1);
        for word in label(lexed, lines, at, token).into_iter().flat_map(|(from, to)| lexed.within(from, to)) {
            if !lexed.tokens[word].is_when() {
                governor[word] = n as u32;
            }
        }
    }
}

/// Where the label of a day stands: before it in its line, or in the line above if the day is alone.
fn label(lexed: &Lexed, lines: &[Line], at: usize, day: &Token) -> Option<(u32, u32)> {
    let line = lines.get(at)?;
    if day.start > line.body {
        let near = day.start - line.body <= FAR;
        let before = if near { lexed.slice(line.body, day.start).trim_end() } else { "" };
        // 【警察への相談】5月10日
        let bracketed = before.ends_with(['】', '>', '〉', '》', ']']) && before.starts_with(['【', '<', '〈', '《', '[']);
        let beside = bracketed || near && answered(lexed.slice(line.body, line.end));
        let first = bracketed || before.ends_with(':') || asks(before) == Some(Asks::Day);
        // 【サイト停止】5月20日以前に登録した方: the day is that of something else.
        let whole = lexed.text()[day.end as usize..line.end.max(day.end) as usize].trim_start_matches(CLOSING);
        let whole = whole.is_empty() || lexed.text()[day.end as usize..].starts_with([' ', '\t', '(', '・', '、', '~', '\n']);
        return (beside && first && whole).then_some((line.body, day.start));
    }
    let alone = line.end - day.end.min(line.end) <= FAR && lexed.slice(day.end, line.end).trim_end_matches(CLOSING).is_empty();
    let above = lines[..at].iter().rev().find(|l| l.kind != Kind::Blank).filter(|_| alone)?;
    (asks(lexed.slice(above.start, above.end)) == Some(Asks::Day)).then_some((above.start, above.end))
}

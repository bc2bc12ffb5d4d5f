//! Bulletins on one page, each under its day, the newest first: 【3月18日】 … 【3月4日】 …. The day is that of the bulletin, not of what it tells.

use crate::clause::line::{Kind, Line};
use crate::lex::{DayRef, MonthRef, Value};
use crate::rule::classes;
use crate::token::Lexed;

/// No page has more of them.
const MOST: usize = 64;

/// The marks that may stand before the day.
const MARKS: &[char] = &['【', '(', '<', '〈', '《', '[', ' ', '■', '●', '◆', '◇', '○', '□', '▼', '▽'];

/// What tells that a bulletin was put out then.
const PUT_OUT: [&str; 7] = ["報", "更新", "追記", "掲載", "公表", "発表", "公開"];

/// What may stand behind it.
const ENDS: &[char] = &[':', ' ', '】', ')', '>', '〉', '》', ']'];

/// The tokens of the days that head bulletins; none where the days run on as in a tale.
pub(crate) fn bulletins(lexed: &Lexed, lines: &[Line]) -> Vec<u32> {
    let heads: Vec<(usize, bool)> =
        lines.iter().filter(|l| l.kind != Kind::Blank).filter_map(|l| head(lexed, l)).take(MOST).collect();
    let day = |token: usize| match lexed.form(&lexed.tokens[token]).map(|f| f.value) {
        Some(Value::Date(date)) => match (date.month, date.day) {
            (MonthRef::Given(month), DayRef::Given(day)) => Some((month, day)),
            _ => None,
        },
        _ => None,
    };
    let backward = heads.windows(2).all(|w| day(w[0].0).is_some() && day(w[1].0).is_some_and(|next| Some(next) < day(w[0].0)));
    let called = heads.iter().all(|(_, says)| *says);
    if heads.len() < 2 || !(backward || called) {
        return Vec::new();
    }
    heads.into_iter().map(|(token, _)| token as u32).collect()
}

/// The day of a line that says no more than a day, behind a mark, and whether it calls itself a bulletin: ■3月18日 第2報.
fn head(lexed: &Lexed, line: &Line) -> Option<(usize, bool)> {
    const LONGEST: u32 = 90;
    if line.end - line.start > LONGEST {
        return None;
    }
    let token = lexed.within(line.start, line.end).find(|t| lexed.tokens[*t].class == classes::DATE)?;
    let before = lexed.slice(line.start, lexed.tokens[token].start);
    let after = lexed.slice(lexed.tokens[token].end, line.end).trim_matches(ENDS);
    let says = PUT_OUT.iter().any(|w| after.ends_with(w)) && after.chars().count() <= 8;
    // 【第3報】10月7日 17時: its name stands before the day.
    let name = before.trim_start_matches(MARKS).trim_end_matches(ENDS);
    let named = before.len() > name.len() && name.ends_with('報') && name.chars().count() <= 4;
    let marked = !before.trim().is_empty() && (name.is_empty() || named);
    (marked && (after.is_empty() || says)).then_some((token, says || named))
}

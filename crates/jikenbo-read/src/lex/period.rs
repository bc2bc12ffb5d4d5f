//! Periods: two dates joined by ~, から … まで, にかけて.

use super::date::{Partial, date};
use super::number::small;
use super::time::{about, time};
use super::{DateExpr, DayRef, MonthRef, Period, YearRef};

/// The period whose first date is `first`, and its end; `None` if that date stands alone.
pub(super) fn period(text: &str, first: Partial) -> Option<(Period, usize)> {
    let after = text[first.end..].trim_start_matches(' ');
    let from = text.len() - after.len();
    let joint = ["から", "より", "~", "-", "ー", "→"].into_iter().find(|j| after.starts_with(j))?;
    let next = from + joint.len();
    let next = next + text[next..].bytes().take_while(|b| *b == b' ').count();
    // 「から順次」, 「から10日間」 begin nothing; a dash must join like with like.
    let second = second(text, next, &first, matches!(joint, "-" | "ー"))?;
    let blank = text[second.end..].bytes().take_while(|b| *b == b' ').count();
    let stop = second.end + blank;
    let end = ["まで", "にかけて", "迄"].into_iter().find(|w| text[stop..].starts_with(w)).map_or(second.end, |w| stop + w.len());
    // 「8月1日から9月1日に移転した」 is no period; から wants まで or にかけて, or the end of the matter.
    let ends_there = text[end..].is_empty() || text[end..].starts_with(['の', ')', '、', '\n', ' ']);
    let closed = end > second.end || !matches!(joint, "から" | "より") || ends_there;
    closed.then_some((Period { start: Some(first.expr), end: Some(second.expr) }, end))
}

/// The second date: a whole one, one that takes the year or month of the first (~11日), or only a time (~13時00分).
fn second(text: &str, at: usize, first: &Partial, dash: bool) -> Option<Partial> {
    if dash && first.expr.day != DayRef::Unsaid {
        let (day, end) = small(text, at, 31).filter(|(n, _)| *n > 0)?;
        let end = text[end..].strip_prefix('日').map(|_| end + "日".len())?;
        return Some(Partial { expr: DateExpr { day: DayRef::Given(day as u8), ..DateExpr::default() }, end });
    }
    if let Some(found) = date(text, at) {
        return Some(found);
    }
    if first.expr.time.is_none_or(|t| t.hour.is_none()) {
        return None;
    }
    let (expr, end) = time(text, at)?;
    let (about, end) = about(text, end);
    let bare = DateExpr { year: YearRef::Unsaid, month: MonthRef::Unsaid, time: Some(expr), about, ..DateExpr::default() };
    Some(Partial { expr: bare, end })
}

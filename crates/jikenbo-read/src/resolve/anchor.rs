//! The day that dates are counted from where the notice does not tell when it was published.

use jikenbo_model::Date;

use crate::clause::Text;
use crate::lex::{DateExpr, DayRef, MonthRef, Value, YearRef};

/// A day near the publication: what the page knows of it, else what the text or an address in it names.
pub(super) fn anchor(text: &Text<'_>) -> Option<Date> {
    text.notice.near.or_else(|| latest(text)).or_else(|| addressed(text)).or_else(|| of_fiscal_year(text))
}

/// A date whose year, at least, is written out.
pub(crate) fn full(expr: &DateExpr) -> Option<Date> {
    match (expr.year, expr.month, expr.day) {
        (YearRef::Given(y), MonthRef::Given(m), DayRef::Given(d)) => Date::day(y, m, d),
        (YearRef::Given(y), MonthRef::Given(m), DayRef::Unsaid) => Date::month_only(y, m),
        (YearRef::Given(y), MonthRef::Unsaid, DayRef::Unsaid) => Some(Date::year_only(y)),
        _ => None,
    }
}

/// The latest day that the text names in full: notices are written after what they tell.
pub(super) fn latest(text: &Text<'_>) -> Option<Date> {
    let exprs = text.lexed.forms.iter().flat_map(|f| match f.value {
        Value::Date(d) => [Some(d), None],
        Value::Period(p) => [p.start, p.end],
        _ => [None, None],
    });
    exprs.flatten().filter_map(|e| full(&e)).max()
}

/// The end of the latest fiscal year that the text names, where it names no year: 令和3年度分と令和4年度分の名簿.
fn of_fiscal_year(text: &Text<'_>) -> Option<Date> {
    /// How many fiscal years are looked at.
    const MOST: usize = 8;
    let words = text.lexed.text();
    let years = words.match_indices("年度").take(MOST).filter_map(|(at, _)| {
        let head = &words[..at];
        let digits = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let number: i16 = head[digits.len()..].parse().ok()?;
        let era = |name: &str, before: i16| ((1..100).contains(&number) && digits.ends_with(name)).then(|| number + before);
        // 2005年度に受け付けた申請, 2010年度時点の住所: of what time things are.
        let rest = &words[at + "年度".len()..];
        if OF_THINGS.iter().any(|w| rest.starts_with(w)) {
            return None;
        }
        let year =
            Some(number).filter(|y| (2000..2100).contains(y)).or_else(|| era("令和", 2018)).or_else(|| era("平成", 1988))?;
        Date::month_only(year, 12)
    });
    years.max()
}

/// What follows a fiscal year that says how old a thing is, and not when the notice was written.
const OF_THINGS: [&str; 9] = ["時点", "に", "から", "まで", "以前", "以降", "当時", "末", "~"];

/// The day in an address that the text names: https://…/20180531/….
fn addressed(text: &Text<'_>) -> Option<Date> {
    let urls = text.lexed.forms.iter().filter(|f| matches!(f.value, Value::Url));
    urls.filter_map(|f| dated_path(text.lexed.slice(f.start, f.end))).max()
}

/// The part of a path that is eight digits, if they are a day of our time.
fn dated_path(url: &str) -> Option<Date> {
    let parts = url.split(['/', '-', '_', '.']).map(|p| p.trim_start_matches(|c: char| c.is_ascii_alphabetic()));
    let part = parts.into_iter().find(|p| p.len() == 8 && p.bytes().all(|b| b.is_ascii_digit()))?;
    let number = |from: usize, to: usize| part.get(from..to)?.parse::<u16>().ok();
    let year = number(0, 4).filter(|y| (2000..2100).contains(y))?;
    Date::day(i16::try_from(year).ok()?, u8::try_from(number(4, 6)?).ok()?, u8::try_from(number(6, 8)?).ok()?)
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    #[test]
    fn of_fiscal_years_the_latest_is_that_of_the_notice() {
        let text = "青葉市は6月23日、記録媒体を紛失したと発表した。令和3年度分の名簿と令和4年度分の名簿が入っていた。";
        let published = Reader::embedded().read(&Notice::plain(text)).record.published;
        assert_eq!(published.map(|f| f.value.to_string()).as_deref(), Some("2022-06-23"));
    }
}

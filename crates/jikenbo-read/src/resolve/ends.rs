//! What the ends of a period say of one another.

use jikenbo_model::Date;

use crate::lex::{DateExpr, DayRef, MonthRef, YearRef};

/// The end of a period that begins on `start`. An end whose year is not said lies behind it, even where its weekday was written wrong and
/// would fit another year.
pub(super) fn not_before(start: Option<Date>, end: Date, said: &DateExpr) -> Date {
    let Some(start) = start.filter(|start| said.year == YearRef::Unsaid && end < *start) else { return end };
    let in_year = |year: i16| end.month().zip(end.day_of_month()).and_then(|(month, day)| Date::day(year, month, day));
    let years = [Some(start.year()), start.year().checked_add(1)];
    years.into_iter().flatten().filter_map(in_year).find(|end| *end >= start).unwrap_or(end)
}

/// The end of a period whose month alone is said: the next such month from its start on. A weekday may know better.
pub(super) fn after(start: Date, said: &DateExpr) -> Option<Date> {
    let MonthRef::Given(month) = said.month else { return None };
    if said.year != YearRef::Unsaid || said.weekday.is_some() {
        return None;
    }
    let year = start.year() + i16::from(month < start.month()?);
    match said.day {
        DayRef::Given(day) => Date::day(year, month, day),
        DayRef::Unsaid => Date::month_only(year, month),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    /// The start and end of the first period told in a notice.
    fn period(text: &str) -> Option<(String, String)> {
        let timeline = Reader::embedded().read(&Notice::plain(text)).record.timeline;
        timeline.into_iter().find_map(|e| Some((e.value.start.to_string(), e.value.end?.to_string())))
    }

    #[test]
    fn an_end_with_a_wrong_weekday_still_lies_behind_its_start() {
        let head = "青葉県 名簿の公開について 2023年8月10日\n";
        // 3 August 2023 was a Thursday; in 2022 it was a Wednesday.
        let wrong = "2023年7月19日(水)20時以降、8月3日(水)11時頃までの間、名簿が閲覧できる状態でした。";
        assert_eq!(period(&format!("{head}{wrong}")), Some(("2023-07-19".into(), "2023-08-03".into())));
        let turn = "2022年12月19日から1月3日までの間、名簿が閲覧できる状態でした。";
        assert_eq!(period(&format!("{head}{turn}")), Some(("2022-12-19".into(), "2023-01-03".into())));
    }
}

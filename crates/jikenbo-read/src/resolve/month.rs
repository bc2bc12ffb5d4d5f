//! Months: how many, and which one the day of the week tells where it is not said.

use jikenbo_model::Date;

/// A year and a month, if one is meant.
type Month = (i16, Option<u8>);

/// The month meant, or one beside it, in which a day has the weekday that is said of it: 29日(木曜日).
pub(super) fn by_weekday(month: Option<Month>, day: Option<u8>, weekday: Option<u8>) -> Option<Month> {
    let (year, meant) = month?;
    let (Some(meant), Some(day), Some(weekday)) = (meant, day, weekday) else { return month };
    let count = i32::from(year) * 12 + i32::from(meant) - 1;
    let beside = [0, -1, 1].into_iter().filter_map(|by| {
        let at = count + by;
        Some((i16::try_from(at.div_euclid(12)).ok()?, u8::try_from(at.rem_euclid(12) + 1).ok()?))
    });
    let mut fits = beside.filter(|(y, m)| Date::day(*y, *m, day).and_then(Date::weekday) == Some(weekday));
    fits.next().map_or(month, |(y, m)| Some((y, Some(m))))
}

/// Months since the year nought, to tell how far two dates are apart; a year alone counts to its end.
pub(super) fn months(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month().unwrap_or(12))
}

#[cfg(test)]
mod tests {
    use super::by_weekday;

    #[test]
    fn a_weekday_tells_the_month() {
        // 3 June 2024 was a Monday (1), 3 May a Friday.
        let monday = jikenbo_model::Date::day(2024, 6, 3).and_then(jikenbo_model::Date::weekday);
        assert_eq!(by_weekday(Some((2024, Some(6))), Some(3), monday), Some((2024, Some(6))));
        assert_eq!(by_weekday(Some((2024, Some(5))), Some(3), monday), Some((2024, Some(6))));
        assert_eq!(by_weekday(Some((2024, Some(7))), Some(3), monday), Some((2024, Some(6))));
        assert_eq!(by_weekday(Some((2024, Some(2))), Some(3), monday), Some((2024, Some(2))));
        assert_eq!(by_weekday(Some((2024, Some(5))), Some(3), None), Some((2024, Some(5))));
    }
}

//! Dates, figures and lengths of time as each language writes them.

use jikenbo_model::{Date, Event, Money, Precision, Record};

use crate::labels::{Lang, grouped};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A date in full: `2024年6月3日`, `3 Jun 2024`; never more than was said.
#[must_use]
pub fn date(date: Date, lang: Lang) -> String {
    let year = date.year();
    match (date.month(), date.day_of_month(), lang) {
        (None, _, Lang::Ja) => format!("{year}年"),
        (None, _, Lang::En) => year.to_string(),
        (Some(m), None, Lang::Ja) => format!("{year}年{m}月"),
        (Some(m), None, Lang::En) => format!("{} {year}", month_name(m)),
        (Some(m), Some(d), Lang::Ja) => format!("{year}年{m}月{d}日"),
        (Some(m), Some(d), Lang::En) => format!("{d} {} {year}", month_name(m)),
    }
}

/// A date whose year is clear from what stands beside it: `6月3日`, `3 Jun`.
#[must_use]
pub fn short_date(day: Date, lang: Lang) -> String {
    match (day.month(), day.day_of_month(), lang) {
        (Some(m), Some(d), Lang::Ja) => format!("{m}月{d}日"),
        (Some(m), Some(d), Lang::En) => format!("{d} {}", month_name(m)),
        (Some(m), None, Lang::Ja) => format!("{m}月"),
        (Some(m), None, Lang::En) => month_name(m).to_owned(),
        _ => date(day, lang),
    }
}

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?")
}

/// When something happened: a day, or from one to another, with the time of day where it is known.
#[must_use]
pub fn period(event: &Event, lang: Lang) -> String {
    let clock = |time: Option<jikenbo_model::Time>| time.map(|t| format!(" {}", clock(t, lang))).unwrap_or_default();
    let start = format!("{}{}", date(event.start, lang), clock(event.start_time));
    match event.end {
        None => start,
        Some(end) if end == event.start && event.end_time.is_none() => start,
        Some(end) if end == event.start => format!("{start}–{}", clock(event.end_time).trim_start()),
        Some(end) => format!("{start} – {}{}", nearby(end, event.start, lang), clock(event.end_time)),
    }
}

fn nearby(day: Date, other: Date, lang: Lang) -> String {
    let same_year = day.year() == other.year() && lang == Lang::Ja;
    if same_year { short_date(day, lang) } else { date(day, lang) }
}

fn clock(time: jikenbo_model::Time, lang: Lang) -> String {
    match (time.minute, lang) {
        (Some(minute), _) => format!("{}:{minute:02}", time.hour),
        (None, Lang::Ja) => format!("{}時", time.hour),
        (None, Lang::En) => format!("{}:00", time.hour),
    }
}

/// An amount of money: `16,800,000,000円`, `USD 1,000`.
#[must_use]
pub fn money(money: &Money, lang: Lang) -> String {
    let amount = grouped(money.amount);
    match (&*money.currency, lang) {
        ("JPY", Lang::Ja) => format!("{amount}円"),
        (currency, _) => format!("{currency} {amount}"),
    }
}

/// The first and the last day that a date can mean, as days since 1970-01-01.
#[must_use]
pub fn days_of(date: Date) -> (i64, i64) {
    let (y, m) = (date.year(), date.month().unwrap_or(1));
    let start = day_number(Date::day(y, m, date.day_of_month().unwrap_or(1)));
    let end = match date.precision() {
        Precision::Day => start,
        Precision::Month if m < 12 => day_number(Date::day(y, m + 1, 1)) - 1,
        _ => day_number(Date::day(y, 12, 31)),
    };
    (start, end)
}

fn day_number(date: Option<Date>) -> i64 {
    let Some((y, m, d)) = date.and_then(|d| Some((i64::from(d.year()), i64::from(d.month()?), i64::from(d.day_of_month()?))))
    else {
        return 0;
    };
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The days from one date to a later one: fewest and most, where a month or a year is all that was said.
/// `None` if the second lies before the first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> Option<(i64, i64)> {
    let ((a0, a1), (b0, b1)) = (days_of(from), days_of(to));
    (b1 >= a0).then(|| ((b0 - a1).max(0), b1 - a0))
}

/// A length of time: `42日`, `12–42 days`.
#[must_use]
pub fn days((fewest, most): (i64, i64), lang: Lang) -> String {
    let unit = match (lang, most) {
        (Lang::Ja, _) => "日",
        (Lang::En, 1) => " day",
        (Lang::En, _) => " days",
    };
    if fewest == most { format!("{}{unit}", most) } else { format!("{fewest}–{most}{unit}") }
}

/// The three dates by which a case is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Milestones {
    /// The first day of the access, attack or exposure itself.
    pub occurred: Option<Date>,
    /// The first day of the period whose customers or data are affected.
    pub exposed: Option<Date>,
    /// The first day that somebody noticed.
    pub discovered: Option<Date>,
    /// The day of the notice, or the first publication.
    pub published: Option<Date>,
}

/// From one milestone to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The code of the event that it begins with, and its date.
    pub from: (&'static str, Date),
    /// The same of its end.
    pub to: (&'static str, Date),
    /// The days between: fewest and most.
    pub days: (i64, i64),
}

impl Milestones {
    /// The milestones of a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let first = |codes: &[&str]| {
            let events = record.timeline.iter().filter(|f| codes.contains(&f.value.event.as_str()));
            events.map(|f| f.value.start).min_by_key(|d| days_of(*d))
        };
        let said = record.published.as_ref().map(|f| f.value);
        Self {
            occurred: first(&["occurrence"]),
            exposed: first(&["exposure_window"]),
            discovered: first(&["discovery"]),
            published: first(&["publication"]).into_iter().chain(said).min_by_key(|d| days_of(*d)),
        }
    }

    /// When it began: the occurrence; where the notice does not say, the period that is affected.
    #[must_use]
    pub fn began(&self) -> Option<Date> {
        self.occurred.or(self.exposed)
    }

    /// Beginning, discovery and publication, each under the code of its event, as far as they are known.
    #[must_use]
    pub fn named(&self) -> [(&'static str, Option<Date>); 3] {
        let began = if self.occurred.is_none() && self.exposed.is_some() { "exposure_window" } else { "occurrence" };
        [(began, self.began()), ("discovery", self.discovered), ("publication", self.published)]
    }

    /// The steps between those milestones that are known, in order.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let known: Vec<(&'static str, Date)> = self.named().into_iter().filter_map(|(code, day)| Some((code, day?))).collect();
        let step = |w: &[(&'static str, Date)]| {
            let ((from, began), (to, ended)) = (*w.first()?, *w.get(1)?);
            Some(Step { from: (from, began), to: (to, ended), days: days_between(began, ended)? })
        };
        known.windows(2).filter_map(step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn dates_say_no_more_than_was_said() {
        let both = |t: &str| (date(day(t), Lang::Ja), date(day(t), Lang::En));
        assert_eq!(both("2024-06-03"), ("2024年6月3日".into(), "3 Jun 2024".into()));
        assert_eq!(both("2024-06"), ("2024年6月".into(), "Jun 2024".into()));
        assert_eq!(both("2024"), ("2024年".into(), "2024".into()));
    }

    #[test]
    fn days_are_counted_over_leap_years_and_months() {
        assert_eq!(days_of(day("1970-01-01")), (0, 0));
        assert_eq!(days_between(day("2024-02-28"), day("2024-03-01")), Some((2, 2)));
        assert_eq!(days_between(day("2023-12"), day("2024-01-10")), Some((10, 40)));
        assert_eq!(days_between(day("2024-01-10"), day("2024-01")), Some((0, 21)));
        assert_eq!(days_between(day("2024-02-01"), day("2024-01-31")), None);
        assert_eq!(days((3, 3), Lang::Ja), "3日");
        assert_eq!(days((1, 1), Lang::En), "1 day");
        assert_eq!(days((3, 33), Lang::En), "3–33 days");
    }
}

//! When: the day it began, and how long until.

use jikenbo_model::{Date, Time};
use serde_json::{Value, json};

use crate::Case;

/// The years that VERIS takes.
const YEARS: std::ops::RangeInclusive<i16> = 1950..=2050;

/// The timeline: only the beginning is a date, the rest are lengths. What is not told is Unknown.
pub(super) fn timeline(case: &Case) -> Value {
    let facts = &case.facts;
    let began = facts.occurred.filter(|date| YEARS.contains(&date.year()));
    let (date, _) = incident_date(case);
    let mut incident = json!({ "year": date.year() });
    if let Some(month) = date.month() {
        incident["month"] = json!(month);
    }
    if let Some(day) = date.day_of_month() {
        incident["day"] = json!(day);
        if let Some(time) = time(case, "occurrence", date).and_then(twelve_hours) {
            incident["time"] = json!(time);
        }
    }
    let discovery = began.zip(facts.discovered).and_then(|(from, to)| {
        let times = time(case, "occurrence", from).zip(time(case, "discovery", to));
        lapse(from, to, times)
    });
    let contained = facts.discovered.and_then(|from| {
        let to = first_after(case, "containment", from)?;
        lapse(from, to, time(case, "discovery", from).zip(time(case, "containment", to)))
    });
    let unknown = || json!({ "unit": "Unknown" });
    json!({
        "incident": incident,
        "compromise": unknown(),
        "exfiltration": unknown(),
        "discovery": discovery.unwrap_or_else(unknown),
        "containment": contained.unwrap_or_else(unknown),
    })
}

/// The date that stands as VERIS's beginning, and what it is. VERIS must have a year: where no beginning is told it is that of the first
/// thing known, which is not earlier than the beginning; the year alone.
pub(super) fn incident_date(case: &Case) -> (Date, &'static str) {
    let facts = &case.facts;
    let events = |name: &str| case.notices.iter().flat_map(|n| &n.reading.record.timeline).any(|f| *f.value.event == *name);
    let began = if events("occurrence") || !events("exposure_window") { "occurrence" } else { "exposure_window" };
    let year = |date: Date| Date::year_only(date.year());
    let public = public(case);
    let seen = |time: &str| time.get(..4).and_then(|year| year.parse().ok()).map(Date::year_only);
    let clipped = case.notices.iter().filter_map(|notice| seen(&notice.clipped_at)).min().or_else(|| seen(&case.created));
    let candidates = [
        (facts.occurred, began),
        (facts.discovered.map(year), "discovery"),
        (public.map(year), "published"),
        (facts.date.map(year), "date"),
        (clipped, "clipped"),
    ];
    let told = candidates.into_iter().filter_map(|(date, what)| Some((date?, what)));
    // VERIS's first year stands for a year that nothing tells: nobody takes it for one.
    told.into_iter().find(|(date, _)| YEARS.contains(&date.year())).unwrap_or((Date::year_only(*YEARS.start()), "nothing"))
}

/// When it was made public first: the earliest of the dates of its notices and of the publications that they tell of.
pub(super) fn public(case: &Case) -> Option<Date> {
    let records = || case.notices.iter().map(|notice| &notice.reading.record);
    let published = records().filter_map(|record| record.published.as_ref()).map(|fact| fact.value);
    let events = records().flat_map(|record| &record.timeline).filter(|fact| *fact.value.event == *"publication");
    earliest(published.chain(case.facts.published).chain(events.map(|fact| fact.value.start)))
}

/// The earliest date. A month is not earlier than a day of it: the day says more.
pub(super) fn earliest(dates: impl Iterator<Item = Date>) -> Option<Date> {
    let last = dates.filter_map(|date| Some((ends(date)?.1, date)));
    last.min_by_key(|(last, _)| *last).map(|(_, date)| date)
}

/// The time of day of an event on a day, if any notice gives it.
fn time(case: &Case, event: &str, date: Date) -> Option<Time> {
    let events = case.notices.iter().flat_map(|notice| &notice.reading.record.timeline).map(|fact| &fact.value);
    events.filter(|e| *e.event == *event && e.start == date).find_map(|e| e.start_time)
}

fn first_after(case: &Case, event: &str, from: Date) -> Option<Date> {
    let events = case.notices.iter().flat_map(|notice| &notice.reading.record.timeline).map(|fact| &fact.value);
    events.filter(|e| *e.event == *event && e.start >= from).map(|e| e.start).min()
}

/// `HH:MM:SS AM` as VERIS has it; `None` where the minute is not told.
fn twelve_hours(time: Time) -> Option<String> {
    let minute = time.minute.filter(|minute| *minute < 60)?;
    let (hour, half) = match time.hour {
        0 => (12, "AM"),
        hour @ 1..=11 => (hour, "AM"),
        12 => (12, "PM"),
        hour @ 13..=23 => (hour - 12, "PM"),
        _ => return None,
    };
    Some(format!("{hour:02}:{minute:02}:00 {half}"))
}

/// The time from one date to a later one, in the unit people would say it in; with a value only where both are days.
fn lapse(from: Date, to: Date, times: Option<(Time, Time)>) -> Option<Value> {
    if let (Some(first), Some(last)) = (from.civil(), to.civil()) {
        let days = first.until(last).ok()?.get_days();
        if days == 0 {
            return Some(times.and_then(within_a_day).unwrap_or_else(|| json!({ "unit": "Days", "value": 0 })));
        }
        let months = months(first, last);
        return match (days, months) {
            (..0, _) => None,
            (_, ..1) => Some(json!({ "unit": "Days", "value": days })),
            (_, 1..12) => Some(json!({ "unit": "Months", "value": months })),
            _ => Some(json!({ "unit": "Years", "value": months / 12 })),
        };
    }
    let (least, most) = (ends(from)?, ends(to)?);
    let shortest = least.1.until(most.0).ok()?.get_days();
    let unit = |from, to| match months(from, to) {
        ..1 => "Days",
        1..12 => "Months",
        _ => "Years",
    };
    let (short, long) = (unit(least.1, most.0), unit(least.0, most.1));
    (shortest > 0 && short == long).then(|| json!({ "unit": short }))
}

/// Whole months from one day to a later one.
fn months(from: jiff::civil::Date, to: jiff::civil::Date) -> i32 {
    let years = i32::from(to.year()) - i32::from(from.year());
    years * 12 + i32::from(to.month()) - i32::from(from.month()) - i32::from(to.day() < from.day())
}

/// The first and the last day that a date can mean.
fn ends(date: Date) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let month = |month: u8| jiff::civil::Date::new(date.year(), i8::try_from(month).ok()?, 1).ok();
    let first = date.civil().or_else(|| month(date.month().unwrap_or(1)))?;
    let last = date.civil().or_else(|| Some(month(date.month().unwrap_or(12))?.last_of_month()))?;
    Some((first, last))
}

fn within_a_day((from, to): (Time, Time)) -> Option<Value> {
    let minutes = |time: Time| Some(i32::from(time.hour) * 60 + i32::from(time.minute?));
    match minutes(to)? - minutes(from)? {
        ..0 => None,
        value @ 0..60 => Some(json!({ "unit": "Minutes", "value": value })),
        value => Some(json!({ "unit": "Hours", "value": value / 60 })),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn times_are_told_on_a_clock_of_twelve_hours() {
        let told = |hour, minute| twelve_hours(Time { hour, minute });
        assert_eq!(told(0, Some(5)).unwrap(), "12:05:00 AM");
        assert_eq!(told(12, Some(0)).unwrap(), "12:00:00 PM");
        assert_eq!(told(23, Some(59)).unwrap(), "11:59:00 PM");
        assert_eq!((told(24, Some(0)), told(9, None)), (None, None));
    }

    #[test]
    fn lengths_have_a_value_only_between_days() {
        for (from, to, expected) in [
            ("2024-05-01", "2024-05-01", json!({ "unit": "Days", "value": 0 })),
            ("2024-05-01", "2024-05-31", json!({ "unit": "Days", "value": 30 })),
            ("2024-05-01", "2024-06-01", json!({ "unit": "Months", "value": 1 })),
            ("2022-06-15", "2024-06-14", json!({ "unit": "Years", "value": 1 })),
            ("2024-01", "2024-05", json!({ "unit": "Months" })),
            ("2020", "2023", json!({ "unit": "Years" })),
        ] {
            assert_eq!(lapse(date(from), date(to), None), Some(expected), "{from} {to}");
        }
        for (from, to) in [("2024-05-02", "2024-05-01"), ("2024-05", "2024-06"), ("2023", "2024"), ("2024-05", "2024-05-20")] {
            assert_eq!(lapse(date(from), date(to), None), None, "{from} {to}");
        }
        let times = |hour| Some((Time { hour: 9, minute: Some(0) }, Time { hour, minute: Some(30) }));
        let day = date("2024-05-01");
        assert_eq!(lapse(day, day, times(9)), Some(json!({ "unit": "Minutes", "value": 30 })));
        assert_eq!(lapse(day, day, times(12)), Some(json!({ "unit": "Hours", "value": 3 })));
        assert_eq!(lapse(day, day, times(8)), Some(json!({ "unit": "Days", "value": 0 })));
    }
}

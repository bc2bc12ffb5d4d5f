//! The scale: days to places, and the marks for years, months or days.

use jikenbo_model::Date;

use super::super::figures::{date, days_of, short_date};
use super::layout::{GAP, width};
use crate::labels::Lang;

/// Room at both ends of the line.
const MARGIN: f64 = 10.0;

/// A mark on the scale below.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    /// Where.
    pub x: f64,
    /// The year, month or day; empty if there is no room for it.
    pub label: String,
}

/// Days to places.
pub(super) struct Scale {
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) width: f64,
}

impl Scale {
    pub(super) fn new(days: impl Iterator<Item = (i64, i64)>, width: f64) -> Option<Self> {
        let (first, last) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        Some(Self { first, last, width })
    }

    /// The middle of a day.
    pub(super) fn x(&self, day: i64) -> f64 {
        let span = (self.last - self.first) as f64;
        let room = self.width - 2.0 * MARGIN;
        if span == 0.0 { MARGIN } else { MARGIN + (day - self.first) as f64 / span * room }
    }
}

/// Marks for years, months or days, whichever gives a few of them.
pub(super) fn ticks(scale: &Scale, lang: Lang) -> Vec<Tick> {
    let days = scale.last - scale.first;
    let dates = match days {
        0 => return one_day(scale, lang),
        1..=20 => every_day(scale),
        21..=900 => every_month(scale),
        _ => every_year(scale),
    };
    let whole = |d: Date| if days > 900 { Date::year_only(d.year()) } else { d };
    let mut from = f64::MIN;
    let mut year = None;
    let tick = |d: Date| {
        let x = scale.x(days_of(d).0);
        let first = from == f64::MIN;
        let shown = if days <= 20 {
            if first { date(d, lang) } else { short_date(d, lang) }
        } else {
            tick_label(d, &mut year, days > 900, lang)
        };
        let fits = x >= from && x + width(&shown) <= scale.width;
        if fits {
            from = x + width(&shown) + 2.0 * GAP;
            year = Some(whole(d).year());
        }
        Tick { x, label: if fits { shown } else { String::new() } }
    };
    dates.into_iter().map(tick).collect()
}

fn tick_label(d: Date, year: &mut Option<i16>, years: bool, lang: Lang) -> String {
    let month = d.month().and_then(|m| Date::month_only(d.year(), m));
    match month {
        _ if years => date(Date::year_only(d.year()), lang),
        Some(month) if *year == Some(d.year()) => short_date(month, lang),
        Some(month) => date(month, lang),
        None => String::new(),
    }
}

fn one_day(scale: &Scale, lang: Lang) -> Vec<Tick> {
    let day = every_day(scale).first().copied();
    day.map(|d| Tick { x: scale.x(scale.first), label: date(d, lang) }).into_iter().collect()
}

fn epoch_plus(days: i64) -> Option<Date> {
    Date::day(1970, 1, 1)?.plus_days(i32::try_from(days).ok()?)
}

fn every_day(scale: &Scale) -> Vec<Date> {
    (scale.first..=scale.last).filter_map(epoch_plus).collect()
}

fn every_month(scale: &Scale) -> Vec<Date> {
    every_day(scale).into_iter().filter(|d| d.day_of_month() == Some(1)).collect()
}

fn every_year(scale: &Scale) -> Vec<Date> {
    let years = [scale.first, scale.last].map(|day| epoch_plus(day).map_or(1970, Date::year));
    let step = ((years[1] - years[0]) / 12).max(1) as usize;
    let firsts = (years[0]..=years[1]).step_by(step).filter_map(|year| Date::day(year, 1, 1));
    firsts.filter(|d| days_of(*d).0 >= scale.first).collect()
}

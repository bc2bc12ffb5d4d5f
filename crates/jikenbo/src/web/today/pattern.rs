//! The week's pattern: what was published on each of the last 35 days, by kind, and the biggest figure of the last seven.

use std::collections::{BTreeMap, HashSet};

use jikenbo_model::{Code, Count, Date};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::text;
use crate::labels::{figure, grouped};
use crate::store::{self, DayLine};
use crate::web::figures::{date, days_of, short_date};
use crate::web::page::Asked;
use crate::web::shelf::Shelf;
use crate::web::told::organization;

/// The days that are the week, and those before it that it is held against.
const WEEK: usize = 7;
const BEFORE: usize = 28;
const ALL: usize = WEEK + BEFORE;
/// So many kinds have a row of their own.
const KINDS: usize = 6;
/// So many notices are counted, at most.
const MOST: u32 = 20_000;

/// A row of the pattern: cases of each day, the oldest first.
type Days = [u32; ALL];

/// What was published of late.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pattern {
    first: Date,
    last: Date,
    all: Days,
    kinds: Vec<(Code, Days)>,
    biggest: Option<(DayLine, Count)>,
}

fn week(days: &Days) -> u32 {
    days[BEFORE..].iter().sum()
}

fn before(days: &Days) -> u32 {
    days[..BEFORE].iter().sum()
}

/// The pattern of the days up to `today`; `None` if nothing was published in them.
///
/// # Errors
///
/// The store's failure.
pub(crate) async fn pattern(shelf: &Shelf, today: Date) -> Result<Option<Pattern>, store::Error> {
    let Some(first) = today.plus_days(1 - ALL as i32) else { return Ok(None) };
    let lines = match shelf {
        Shelf::Store(store) => store.days(first, today, MOST).await?,
        Shelf::Fixed(_) => Vec::new(),
    };
    Ok(Pattern::of(first, today, lines))
}

impl Pattern {
    fn of(first: Date, last: Date, lines: Vec<DayLine>) -> Option<Self> {
        let start = days_of(first).0;
        let mut all: Days = [0; ALL];
        let mut kinds: BTreeMap<Code, Days> = BTreeMap::new();
        let mut seen = HashSet::new();
        let mut biggest: Option<(DayLine, Count)> = None;
        for line in lines {
            let Some(at) = usize::try_from(days_of(line.day).0 - start).ok().filter(|at| *at < ALL) else { continue };
            // A case counts once a day, however many notices it has.
            if seen.insert((line.case, at)) {
                all[at] += 1;
                line.kinds.iter().for_each(|kind| kinds.entry(kind.clone()).or_insert([0; ALL])[at] += 1);
            }
            let larger = |count: &Count| biggest.as_ref().is_none_or(|(_, most)| count.value > most.value);
            if let Some(count) = line.headline.clone().filter(|c| at >= BEFORE && larger(c)) {
                biggest = Some((line, count));
            }
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|(_, days)| std::cmp::Reverse((week(days), before(days))));
        kinds.truncate(KINDS);
        (all.iter().sum::<u32>() > 0).then_some(Self { first, last, all, kinds, biggest })
    }

    /// The pattern as JSON.
    #[must_use]
    pub(crate) fn as_json(&self) -> Value {
        let row = |days: &Days| json!({ "week": week(days), "four_weeks_before": before(days), "days": days.to_vec() });
        let kinds: serde_json::Map<_, _> = self.kinds.iter().map(|(kind, days)| (kind.to_string(), row(days))).collect();
        let biggest = self.biggest.as_ref().map(|(line, count)| {
            json!({ "case": line.case.to_string(), "organization": line.organization, "published": line.day, "headline": count })
        });
        json!({ "first": self.first, "last": self.last, "all": row(&self.all), "kinds": kinds, "biggest": biggest })
    }
}

/// The section.
pub(crate) fn show(asked: &Asked, pattern: Option<&Pattern>) -> Markup {
    html! {
        section.pattern aria-labelledby="pattern-h" {
            h2 #pattern-h { (asked.t(text::PATTERN)) }
            @match pattern {
                None => p.none { (asked.t(text::PATTERN_NONE)) },
                Some(pattern) => { (table(asked, pattern)) (biggest(asked, pattern)) (by_day(asked, pattern)) }
            }
        }
    }
}

fn table(asked: &Asked, pattern: &Pattern) -> Markup {
    let most = pattern.all.iter().copied().max().unwrap_or(1);
    html! {
        table.kinds {
            caption.hidden { (asked.t(text::PATTERN_ABOUT)) }
            thead {
                tr {
                    th scope="col" { (asked.t(text::PATTERN_KIND)) }
                    th scope="col" { (asked.t(text::PATTERN_DAYS)) }
                    th.figure scope="col" { (asked.t(text::PATTERN_WEEK)) }
                    th.figure scope="col" { (asked.t(text::PATTERN_BEFORE)) }
                }
            }
            tbody {
                (row(asked, html! { (asked.t(text::PATTERN_ALL)) }, &pattern.all, most))
                @for (kind, days) in &pattern.kinds {
                    @let since = pattern.last.plus_days(1 - WEEK as i32).unwrap_or(pattern.last);
                    @let label = html! { a href={ "/cases?q=kind:" (kind) "+since:" (since) } { (asked.label("kinds", kind)) } };
                    (row(asked, label, days, most))
                }
            }
        }
    }
}

fn row(asked: &Asked, label: Markup, days: &Days, most: u32) -> Markup {
    // Four weeks are told as a week of theirs, so that the two figures can be compared.
    let usual = f64::from(before(days)) * WEEK as f64 / BEFORE as f64;
    html! {
        tr {
            th scope="row" { (label) }
            td.spark { (spark(days, most)) }
            td.figure.more[f64::from(week(days)) > usual] { (grouped(u64::from(week(days)))) }
            td.figure title=(asked.t(text::PATTERN_BEFORE)) { (format!("{usual:.1}")) }
        }
    }
}

/// A bar a day, all rows to one scale; the week in ink, what was before it soft. The figures stand beside it.
fn spark(days: &Days, most: u32) -> Markup {
    const BAR: usize = 4;
    const HEIGHT: f64 = 22.0;
    html! {
        svg viewBox={ "0 0 " (ALL * BAR) " 24" } width=(ALL * BAR) height="24" aria-hidden="true" {
            line x1="0" x2=(ALL * BAR) y1="23.5" y2="23.5" {}
            @for (at, n) in days.iter().enumerate().filter(|(_, n)| **n > 0) {
                @let tall = (f64::from(*n) / f64::from(most.max(1)) * HEIGHT).max(2.0);
                rect.now[at >= BEFORE] x=(at * BAR) y=(format!("{:.1}", 23.0 - tall)) width="3" height=(format!("{tall:.1}")) {}
            }
        }
    }
}

fn biggest(asked: &Asked, pattern: &Pattern) -> Markup {
    html! {
        @if let Some((line, count)) = &pattern.biggest {
            p.biggest {
                span.term { (asked.t(text::BIGGEST)) } " "
                a.figure href={ "/cases/" (line.case) } { (figure(count, asked.lang)) } " "
                (organization(asked, line.organization.as_deref())) " "
                time datetime=(line.day) { (short_date(line.day, asked.lang)) }
            }
        }
    }
}

/// The days with something on them, newest first, in figures.
fn by_day(asked: &Asked, pattern: &Pattern) -> Markup {
    let day = |at: usize| pattern.first.plus_days(i32::try_from(at).unwrap_or(0)).unwrap_or(pattern.first);
    html! {
        details {
            summary { (asked.t(text::BY_DAY)) }
            table.days {
                thead { tr { th scope="col" { (asked.t(text::DAY)) } th scope="col" { (asked.t(text::PATTERN_ALL)) } th scope="col" { (asked.t(text::PATTERN_KIND)) } } }
                tbody {
                    @for at in (0..ALL).rev().filter(|at| pattern.all[*at] > 0) {
                        tr {
                            th scope="row" { a href={ "/cases?q=since:" (day(at)) "+until:" (day(at)) } { time datetime=(day(at)) { (date(day(at), asked.lang)) } } }
                            td.figure { (pattern.all[at]) }
                            td { (kinds_of(asked, pattern, at)) }
                        }
                    }
                }
            }
        }
    }
}

fn kinds_of(asked: &Asked, pattern: &Pattern, at: usize) -> String {
    let of_day = pattern.kinds.iter().filter(|(_, days)| days[at] > 0);
    let told: Vec<_> = of_day.map(|(kind, days)| format!("{} {}", asked.label("kinds", kind), days[at])).collect();
    told.join(asked.separator())
}

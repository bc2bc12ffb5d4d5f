//! What is compared: a row for every key of the record, and the days between the milestones.

use jikenbo_model::{Date, Event};
use serde_json::Value;

use super::text::{self, Text};
use crate::changes::{Said, facts_of, facts_told, told};
use crate::labels::{KEYS, Lang};
use crate::web::data::{Case, Version};
use crate::web::figures::{Milestones, days, days_between};

/// The order of the rows; the keys of the record that are not named follow.
const ORDER: &[&str] = &[
    "organization",
    "kinds",
    "published",
    "counts",
    "data_items",
    "leak_status",
    "secondary_damage",
    "timeline",
    "causes",
    "actor",
    "discovered_by",
    "authorities",
    "measures",
    "third_parties",
    "services",
    "money",
    "stage",
    "title",
];

/// A value in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    /// In words.
    pub words: String,
    /// As the record's JSON holds it.
    pub value: Value,
    /// The words of the notice that prove it; empty for what was reckoned.
    pub quote: String,
    /// Days since what stands above it, for a timeline.
    pub since: Option<String>,
    /// Whether every case tells the same.
    pub shared: bool,
}

/// What a case tells of a row. Nothing told is nothing known, and no zero.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Cell {
    /// The values.
    pub told: Vec<Told>,
    /// The date of the notice, where it is not the newest of the case.
    pub earlier: Option<Option<Date>>,
}

/// A row of the comparison.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// The key of the record, or `days`.
    pub key: &'static str,
    /// A cell for every case.
    pub cells: Vec<Cell>,
    /// Whether all cells tell the same.
    pub same: bool,
}

/// The rows of several cases; those of which no case tells anything are left out.
#[must_use]
pub(crate) fn rows(cases: &[Case], lang: Lang) -> Vec<Row> {
    let facts: Vec<Vec<Facts>> = cases.iter().map(facts).collect();
    let rest = KEYS.iter().map(|(key, ..)| *key).filter(|key| !ORDER.contains(key) && *key != "doubts");
    let mut out = Vec::new();
    for key in ORDER.iter().copied().chain(rest) {
        out.extend(row(key, facts.iter().map(|facts| cell(key, facts, lang)).collect()));
        if key == "timeline" {
            out.extend(row("days", cases.iter().map(|case| between(case, lang)).collect()));
        }
    }
    out
}

/// The facts of a notice: the newest version's.
struct Facts {
    published: Option<Date>,
    said: Vec<(String, Said)>,
}

fn newest(case: &Case) -> impl Iterator<Item = &Version> {
    case.notices.iter().filter_map(|filed| filed.versions.first())
}

fn facts(case: &Case) -> Vec<Facts> {
    let of = |v: &Version| Facts {
        published: v.reading.record.published.as_ref().map(|f| f.value),
        said: facts_of((&v.reading, &v.notice.text)),
    };
    match &case.imported {
        Some(from) => vec![Facts { published: from.facts.published, said: facts_told(&from.facts) }],
        None => newest(case).map(of).collect(),
    }
}

/// What the newest notice that tells of a key says.
fn cell(key: &'static str, notices: &[Facts], lang: Lang) -> Cell {
    let under = |facts: &Facts| facts.said.iter().filter(|(k, _)| k == key).map(|(_, said)| said.clone()).collect::<Vec<_>>();
    let found = notices.iter().enumerate().map(|(at, facts)| (at, under(facts))).find(|(_, said)| !said.is_empty());
    let Some((at, said)) = found else { return Cell::default() };
    let earlier = (at > 0).then(|| notices.get(at).and_then(|n| n.published));
    let mut values: Vec<Told> = said.into_iter().map(|said| value(key, said, lang)).collect();
    if key == "timeline" {
        in_order(&mut values, lang);
    }
    Cell { told: values, earlier }
}

fn value(key: &str, said: Said, lang: Lang) -> Told {
    Told {
        words: told(key, &said.value, lang),
        value: said.value,
        quote: said.quote.trim().to_owned(),
        since: None,
        shared: false,
    }
}

/// Events by time, each with the days since the one before it.
fn in_order(values: &mut [Told], lang: Lang) {
    let start = |told: &Told| serde_json::from_value::<Event>(told.value.clone()).ok().map(|event| event.start);
    values.sort_by_key(|told| start(told));
    let mut before: Option<Date> = None;
    for told in values {
        let now = start(told);
        told.since = before.zip(now).and_then(|(a, b)| days_between(a, b)).filter(|d| *d != (0, 0)).map(|d| days(d, lang));
        before = now.or(before);
    }
}

/// The days from one milestone to the next, of the newest notice that tells both.
fn between(case: &Case, lang: Lang) -> Cell {
    let known: Vec<Milestones> = newest(case).map(|v| Milestones::of(&v.reading.record)).collect();
    let find = |get: fn(&Milestones) -> Option<(i64, i64)>| known.iter().find_map(get);
    let reckoned = |days: fn(&jikenbo_search::Facts) -> Option<u32>| {
        case.imported.as_ref().and_then(|from| days(&from.facts)).map(|days| (i64::from(days), i64::from(days)))
    };
    let unseen = find(|m| days_between(m.began()?, m.discovered?)).or_else(|| reckoned(|facts| facts.days_unseen));
    let silent = find(|m| days_between(m.discovered?, m.published?)).or_else(|| reckoned(|facts| facts.days_silent));
    let one = |term: Text, length: Option<(i64, i64)>| {
        let length = length?;
        let term = if lang == Lang::Ja { term.ja } else { term.en };
        let value = Value::from(vec![length.0, length.1]);
        Some(Told { words: format!("{term} {}", days(length, lang)), value, quote: String::new(), since: None, shared: false })
    };
    let told = [one(text::OCCURRED_DISCOVERED, unseen), one(text::DISCOVERED_PUBLISHED, silent)];
    Cell { told: told.into_iter().flatten().collect(), earlier: None }
}

fn row(key: &'static str, mut cells: Vec<Cell>) -> Option<Row> {
    if cells.iter().all(|cell| cell.told.is_empty()) {
        return None;
    }
    let values: Vec<Vec<String>> = cells.iter().map(|cell| cell.told.iter().map(|t| t.words.clone()).collect()).collect();
    let several = cells.len() > 1;
    for cell in &mut cells {
        for told in &mut cell.told {
            told.shared = several && values.iter().all(|all| all.contains(&told.words));
        }
    }
    let same = several && cells.iter().all(|cell| !cell.told.is_empty() && cell.told.iter().all(|t| t.shared));
    Some(Row { key, cells, same })
}

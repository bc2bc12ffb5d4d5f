//! Finding by going over everything: the truth that the index is compared with, and an engine for a few cases.

use std::collections::HashMap;

use crate::ask::{Ask, By, Cursor, FACETS, Facet, Found, Hit, Key, Light, MOST_HITS, Sort, organization_key};
use crate::compare::{FoldedEntry, Test};
use crate::engine::{Engine, Error};
use crate::entry::{Entry, Facts, Texts, month_of};
use crate::field::Field;
use crate::query::Query;

/// Cases in memory.
#[derive(Debug, Clone, Default)]
pub struct Scan {
    entries: Vec<(Entry, FoldedEntry)>,
}

impl Scan {
    /// An engine of these cases.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        let fold = |entry: Entry| {
            let folded = FoldedEntry::new(&entry);
            (entry, folded)
        };
        Self { entries: entries.into_iter().map(fold).collect() }
    }

    fn matches(&self, query: &Query) -> impl Iterator<Item = &(Entry, FoldedEntry)> {
        let test = Test::of(query);
        self.entries.iter().filter(move |(entry, folded)| test.holds(entry, folded))
    }
}

/// How often the words occur; in the title and the organisation's name they count more.
fn score(query: &Query, folded: &FoldedEntry) -> f32 {
    let times = |text: &str| -> usize {
        query.needles().iter().flat_map(|n| n.forms()).map(|form| text.matches(form.as_str()).count()).sum()
    };
    let named = |field: Field| -> usize { folded.names(field).iter().map(|name| times(name)).sum() };
    (times(&folded.all) + 8 * named(Field::Title) + 4 * named(Field::Org)) as f32
}

fn without_texts(entry: &Entry) -> Entry {
    Entry { texts: Texts::default(), ..entry.clone() }
}

fn values<'f>(name: &str, facts: &'f Facts) -> Vec<std::borrow::Cow<'f, str>> {
    let codes = |codes: &'f [jikenbo_model::Code]| codes.iter().map(|c| c.as_str().into()).collect();
    match name {
        "kind" => codes(&facts.kinds),
        "sector" => codes(facts.sector.as_slice()),
        "cause" => codes(&facts.causes),
        "item" => codes(&facts.items),
        "month" => facts.date.map(month_of).map(Into::into).into_iter().collect(),
        _ => facts.organization.as_deref().map(Into::into).into_iter().collect(),
    }
}

fn facets(matches: &[&(Entry, FoldedEntry)]) -> Vec<Facet> {
    let facet = |name: &'static str| {
        let mut counts: HashMap<String, u64> = HashMap::new();
        for value in matches.iter().flat_map(|(entry, _)| values(name, &entry.facts)) {
            *counts.entry(value.into_owned()).or_default() += 1;
        }
        if name == "org" { organizations(counts) } else { Facet::of(name, counts.into_iter().collect()) }
    };
    FACETS.into_iter().map(facet).collect()
}

/// Names that differ in width or case alone are one organisation, under the first of them.
fn organizations(names: HashMap<String, u64>) -> Facet {
    let mut counts: HashMap<u64, (u64, String)> = HashMap::new();
    for (name, count) in names {
        let known = counts.entry(organization_key(&name)).or_insert_with(|| (0, name.clone()));
        known.0 += count;
        if name < known.1 {
            known.1 = name;
        }
    }
    let counts = counts.into_iter().map(|(key, (count, name))| (count, key, name)).collect();
    Facet::organizations(counts, Ok::<_, std::convert::Infallible>).unwrap_or_else(|never| match never {})
}

impl Engine for Scan {
    fn len(&self) -> Result<u64, Error> {
        Ok(self.entries.len() as u64)
    }

    fn find(&self, ask: &Ask) -> Result<Found, Error> {
        let matches: Vec<_> = self.matches(&ask.query).collect();
        let keyed = |(entry, folded): &&(Entry, FoldedEntry)| {
            let score = if ask.sort == Sort::Relevance { score(&ask.query, folded) } else { 0.0 };
            (Key::new(ask.sort, &entry.facts, &entry.changed_at, score, &entry.case), score)
        };
        let mut ordered: Vec<_> = matches.iter().map(|m| (keyed(m), &m.0)).collect();
        ordered.sort_by(|a, b| a.0.0.cmp(&b.0.0));
        let after = ask.after.as_ref().filter(|cursor| cursor.sort == ask.sort);
        let limit = ask.limit.min(MOST_HITS);
        let rest: Vec<_> =
            ordered.into_iter().filter(|((key, _), _)| after.is_none_or(|c| *key > c.key)).take(limit + 1).collect();
        let last = rest.len().min(limit).checked_sub(1).and_then(|n| rest.get(n));
        let next = last.filter(|_| rest.len() > limit).map(|((key, _), _)| Cursor { sort: ask.sort, key: key.clone() });
        Ok(Found {
            hits: rest.iter().take(limit).map(|((_, score), entry)| Hit { entry: without_texts(entry), score: *score }).collect(),
            total: matches.len() as u64,
            notices: matches.iter().map(|(entry, _)| entry.notices.len() as u64).sum(),
            next,
            facets: if ask.facets { facets(&matches) } else { Vec::new() },
        })
    }

    fn count(&self, query: &Query) -> Result<u64, Error> {
        Ok(self.matches(query).count() as u64)
    }

    fn each(&self, query: &Query, by: By, with: &mut dyn FnMut(&Light)) -> Result<(), Error> {
        let mut light = Light::default();
        for (entry, _) in self.matches(query) {
            let lines = entry.notices.iter().map(|line| &line.facts).filter(|_| by == By::Notice);
            for facts in lines.chain(Some(&entry.facts).filter(|_| by == By::Case)) {
                light.set(facts);
                with(&light);
            }
        }
        Ok(())
    }

    fn entry(&self, case: &str) -> Result<Option<Entry>, Error> {
        Ok(self.entries.iter().find(|(entry, _)| entry.case == case).map(|(entry, _)| without_texts(entry)))
    }
}

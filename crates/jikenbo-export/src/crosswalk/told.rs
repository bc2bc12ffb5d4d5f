//! What crosswalks ask of a record or a case: which codes it tells, and which figures.

use jikenbo_model::{Code, Count, Date, Record};
use jikenbo_search::Facts;
use serde::Serialize;

/// What a notice, or all notices of a case together, tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// The codes, each once, with the key that they stand under. Of `data_items` those that were affected; of `counts` the subjects.
    pub codes: Vec<Said>,
    /// The figures, in the order of the record.
    pub counts: Vec<Count>,
    /// Whether data leaked: a code of `leak_status`.
    pub leak: Option<Code>,
    /// The day on which the organisation knew, else on which it told.
    pub date: Option<Date>,
}

/// A code that is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The key of the record: `kinds`, or a part of one: `sector`.
    pub key: &'static str,
    /// The code under it.
    pub code: Code,
}

impl Told {
    /// Whether a code is told under a key.
    #[must_use]
    pub fn has(&self, key: &str, code: &str) -> bool {
        self.codes.iter().any(|said| said.key == key && *said.code == *code)
    }

    fn say<'c>(&mut self, key: &'static str, codes: impl IntoIterator<Item = &'c Code>) {
        for code in codes {
            if !self.has(key, code) {
                self.codes.push(Said { key, code: code.clone() });
            }
        }
    }
}

impl From<&Record> for Told {
    fn from(record: &Record) -> Self {
        let values = |facts: &[jikenbo_model::Fact<Code>]| facts.iter().map(|fact| fact.value.clone()).collect::<Vec<_>>();
        let one = |fact: &Option<jikenbo_model::Fact<Code>>| fact.as_ref().map(|fact| fact.value.clone());
        let first = |event: &str| {
            let dated = record.timeline.iter().filter(|fact| *fact.value.event == *event);
            dated.map(|fact| fact.value.start).min()
        };
        let mut told = Self {
            counts: record.counts.iter().map(|fact| fact.value.clone()).collect(),
            leak: one(&record.leak_status),
            date: first("discovery").or_else(|| record.published.as_ref().map(|fact| fact.value)),
            ..Self::default()
        };
        told.say("kinds", &values(&record.kinds));
        told.say("causes", &values(&record.causes));
        told.say("actor", &one(&record.actor));
        told.say("sector", record.organization.iter().filter_map(|fact| fact.value.sector.as_ref()));
        let affected = record.data_items.iter().filter(|fact| *fact.value.state != *"excluded");
        told.say("data_items", affected.map(|fact| &fact.value.item));
        told.say("secondary_damage", &one(&record.secondary_damage));
        told.say("counts", record.counts.iter().map(|fact| &fact.value.subject));
        told
    }
}

impl From<&Facts> for Told {
    fn from(facts: &Facts) -> Self {
        let mut told = Self {
            counts: figures(facts),
            leak: facts.leak_status.clone(),
            date: facts.discovered.or(facts.published),
            ..Self::default()
        };
        told.say("kinds", &facts.kinds);
        told.say("causes", &facts.causes);
        told.say("actor", &facts.actor);
        told.say("sector", &facts.sector);
        told.say("data_items", &facts.items);
        told.say("secondary_damage", &facts.secondary_damage);
        let subjects: Vec<Code> = told.counts.iter().map(|count| count.subject.clone()).collect();
        told.say("counts", &subjects);
        told
    }
}

/// The figures that a case keeps. Of the largest alone the unit is known; the others are taken for records, which say less than people.
fn figures(facts: &Facts) -> Vec<Count> {
    let mut all: Vec<Count> = facts.headline.clone().into_iter().collect();
    let largest = [("personal", facts.people, &facts.people_bound), ("card", facts.cards, &facts.cards_bound)];
    for (subject, value, bound) in largest {
        let Some(value) = value else { continue };
        if !all.iter().any(|known| *known.subject == *subject && known.value == value) {
            let bound = bound.clone().unwrap_or_else(|| "exact".into());
            all.push(Count { value, bound, unit: "records".into(), subject: subject.into() });
        }
    }
    all
}

//! How many: which figures VERIS can hold, and how they were said.

use std::collections::BTreeMap;

use jikenbo_model::Count;
use jikenbo_model::labels::{Lang, figure, label};
use jikenbo_search::Facts;

use crate::Case;

/// Which subjects are records of data, and of which of VERIS's varieties. Mail addresses are a person's data; accounts, messages and
/// accesses are none: VERIS's amounts are records that were disclosed.
const SUBJECTS: &[(&str, &str)] = &[("card", "Payment"), ("personal", "Personal"), ("email_address", "Personal")];

/// Units in which records of data are counted.
const UNITS: &[&str] = &["people", "records", "emails", "accounts"];

/// The figures of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Figures {
    /// `attribute.confidentiality.data[].amount` by variety; empty unless `total` is known.
    pub(super) amounts: BTreeMap<&'static str, u64>,
    /// `attribute.confidentiality.data_total`, where the whole is known.
    pub(super) total: Option<u64>,
    /// Every figure as it was said, in English.
    pub(super) notes: Vec<String>,
    /// Varieties of which a figure tells.
    varieties: Vec<&'static str>,
}

impl Figures {
    /// The figures of the newest notice that has any; of a case without notices those of its facts.
    pub(super) fn of(case: &Case) -> Self {
        let told = |notice: &crate::Notice| {
            let counts: Vec<Count> = notice.reading.record.counts.iter().map(|fact| fact.value.clone()).collect();
            counts.iter().any(|count| variety(count).is_some()).then_some(counts)
        };
        let newest = case.notices.iter().find_map(told);
        Self::new(&newest.unwrap_or_else(|| if case.notices.is_empty() { of_facts(&case.facts) } else { Vec::new() }))
    }

    fn new(counts: &[Count]) -> Self {
        let mut largest: BTreeMap<&'static str, &Count> = BTreeMap::new();
        for (variety, count) in counts.iter().filter_map(|count| Some((variety(count)?, count))) {
            let known = largest.entry(variety).or_insert(count);
            if count.value > known.value {
                *known = count;
            }
        }
        let mut values: Vec<u64> = counts.iter().filter(|count| variety(count).is_some()).map(|count| count.value).collect();
        values.sort_unstable();
        values.dedup();
        let top = largest.values().max_by_key(|count| count.value);
        // A lower bound is no whole.
        let total = top.filter(|count| *count.bound != *"at_least").and_then(|_| whole(&values));
        let amounts = largest.iter().filter(|_| total.is_some()).map(|(variety, count)| (*variety, count.value)).collect();
        let note = |count: &Count| format!("{}: {}", label("subject", &count.subject, Lang::En), figure(count, Lang::En));
        Self { amounts, total, notes: counts.iter().map(note).collect(), varieties: largest.into_keys().collect() }
    }

    /// The varieties of data of which a figure tells.
    pub(super) fn varieties(&self) -> impl Iterator<Item = &'static str> {
        self.varieties.iter().copied()
    }
}

/// The whole of some figures, smallest first and each once: the largest, where the others, added up, may be its parts; else it is not
/// known whether they are to be added to it.
pub(super) fn whole(figures: &[u64]) -> Option<u64> {
    let (top, others) = figures.split_last()?;
    let parts = others.iter().try_fold(0_u64, |sum, part| sum.checked_add(*part))?;
    (*top > 0 && parts <= *top && i64::try_from(*top).is_ok()).then_some(*top)
}

fn variety(count: &Count) -> Option<&'static str> {
    let counted = UNITS.contains(&count.unit.as_str());
    SUBJECTS.iter().find(|(subject, _)| counted && *subject == count.subject.as_str()).map(|(_, variety)| *variety)
}

fn of_facts(facts: &Facts) -> Vec<Count> {
    let count = |value: Option<u64>, bound: &Option<jikenbo_model::Code>, unit: &str, subject: &str| {
        let bound = bound.clone().unwrap_or_else(|| "exact".into());
        value.map(|value| Count { value, bound, unit: unit.into(), subject: subject.into() })
    };
    let people = count(facts.people, &facts.people_bound, "people", "personal");
    people.into_iter().chain(count(facts.cards, &facts.cards_bound, "records", "card")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(value: u64, bound: &str, subject: &str) -> Count {
        Count { value, bound: bound.into(), unit: "people".into(), subject: subject.into() }
    }

    #[test]
    fn the_whole_is_known_where_the_others_may_be_its_parts() {
        assert_eq!(whole(&[200, 300, 500]), Some(500));
        assert_eq!(whole(&[400, 500]), Some(500));
        assert_eq!(whole(&[300, 400, 500]), None);
        assert_eq!(whole(&[u64::MAX - 1, u64::MAX]), None);
        assert_eq!((whole(&[]), whole(&[0])), (None, None));
    }

    #[test]
    fn a_lower_bound_is_told_and_is_no_total() {
        let least = Figures::new(&[count(500, "at_least", "personal")]);
        assert_eq!((least.total, least.amounts.len()), (None, 0));
        assert_eq!(least.notes, ["personal data: at least 500 people"]);
        let most = Figures::new(&[count(500, "at_most", "personal"), count(40, "exact", "card")]);
        assert_eq!((most.total, most.amounts["Payment"], most.amounts["Personal"]), (Some(500), 40, 500));
        assert_eq!(Figures::new(&[count(3, "exact", "access")]).varieties().count(), 0);
    }
}

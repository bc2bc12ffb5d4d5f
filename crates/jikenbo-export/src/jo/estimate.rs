//! What the table says of a case.

use jikenbo_model::{Code, Count};
use jikenbo_search::Facts;
use serde::Serialize;

use super::{Factors, Model, Row, Together};

/// From the least to the most; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// The least.
    pub least: u64,
    /// The most.
    pub most: u64,
}

/// A range that may be open: `None` is not known, never nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Open {
    /// The least, if it is known.
    pub least: Option<u64>,
    /// The most, if it is known.
    pub most: Option<u64>,
}

/// A factor of an estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Factor {
    /// `base`, `sensitivity`, `identifiability`, `responsibility` or `response`.
    pub name: &'static str,
    /// Its value.
    pub value: Range,
    /// The codes that decided it; none where nothing is told, or nothing can be.
    pub because: Vec<Code>,
}

/// An estimate by the JO model: what might be claimed, never what was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// `JNSA JO`.
    pub model: &'static str,
    /// The version of the table.
    pub version: String,
    /// Every factor.
    pub factors: Vec<Factor>,
    /// The product of the factors: yen a person.
    pub per_person: Range,
    /// How many persons, as the bound of the notice's figure lets them be.
    pub people: Open,
    /// How the figure was said: a code of `bound`.
    pub bound: Code,
    /// What the figure counts: `people` (persons, or records about them) or `cards` (one card taken as one person).
    pub counted: &'static str,
    /// Yen in all.
    pub total: Open,
    /// Data that leaked and could not be counted.
    pub left_out: Vec<Code>,
}

/// The estimate of a case by the built-in table. `None` where the number of persons is not told, or where the notice says that no leak was
/// found: [`why_none`] tells which.
#[must_use]
pub fn estimate(facts: &Facts) -> Option<Estimate> {
    Model::built_in().estimate(facts)
}

/// Why a case has no estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyNone {
    /// No number of persons is told, nor one of cards.
    NoNumber,
    /// The notice says that no leak was found.
    NoLeak,
}

/// Why [`estimate`] gives none; `None` where it gives one.
#[must_use]
pub fn why_none(facts: &Facts) -> Option<WhyNone> {
    if no_leak(facts) {
        return Some(WhyNone::NoLeak);
    }
    persons(facts).is_none().then_some(WhyNone::NoNumber)
}

fn no_leak(facts: &Facts) -> bool {
    facts.leak_status.as_deref() == Some("none_found")
}

impl Model {
    /// The estimate of a case; see [`estimate`].
    #[must_use]
    pub fn estimate(&self, facts: &Facts) -> Option<Estimate> {
        if self.version.is_empty() || no_leak(facts) {
            return None;
        }
        let (number, bound, counted) = persons(facts)?;
        let people = open(number, &bound);
        let factors = vec![
            Factor { name: "base", value: Range::just(self.factors.base), because: Vec::new() },
            self.sensitivity(&facts.items),
            self.identifiability(&facts.items),
            self.responsibility(facts.sector.as_ref()),
            Factor { name: "response", value: Range::just(self.factors.response), because: Vec::new() },
        ];
        let product = |of: fn(&Range) -> u64| {
            let product = factors.iter().fold(1, |product: u64, factor| product.saturating_mul(of(&factor.value)));
            product.min(self.factors.ceiling)
        };
        let per_person = Range { least: product(|range| range.least), most: product(|range| range.most) };
        let total = Open {
            least: people.least.map(|people| people.saturating_mul(per_person.least)),
            most: people.most.map(|people| people.saturating_mul(per_person.most)),
        };
        let left_out = facts.items.iter().filter(|item| !self.items.contains_key(item.as_str())).cloned().collect();
        let version = self.version.clone();
        Some(Estimate { model: "JNSA JO", version, factors, per_person, people, bound, counted, total, left_out })
    }

    /// 10^(x−1) + 5^(y−1), each the highest level among the data.
    fn sensitivity(&self, items: &[Code]) -> Factor {
        let rows: Vec<(&Code, &Row<[u8; 2]>)> =
            items.iter().filter_map(|item| Some((item, self.items.get(item.as_str())?))).collect();
        if rows.is_empty() {
            let value = Range { least: sensitivity([1, 1]), most: sensitivity([3, 3]) };
            return Factor { name: "sensitivity", value, because: Vec::new() };
        }
        let has = |group: &Vec<String>| group.iter().any(|wanted| items.iter().any(|item| **item == **wanted));
        let joined: Vec<&Together> = self.together.iter().filter(|together| together.groups.iter().all(has)).collect();
        let highest = |of: fn(&Row<[u8; 2]>) -> [u8; 2]| {
            let levels = rows.iter().map(|(_, row)| of(row)).chain(joined.iter().map(|together| together.levels));
            levels.fold([1, 1], |[x, y], [a, b]| [x.max(a), y.max(b)])
        };
        let (low, high) = (highest(|row| row.lowest), highest(|row| row.highest));
        let [x, y] = high;
        let in_group = |item: &Code| joined.iter().any(|t| t.groups.iter().flatten().any(|wanted| **wanted == **item));
        let decides = |item: &Code, row: &Row<[u8; 2]>| {
            let [a, b] = row.highest;
            in_group(item) || (x > 1 && a == x) || (y > 1 && b == y)
        };
        let because = rows.iter().filter(|(item, row)| decides(item, row)).map(|(item, _)| (*item).clone()).collect();
        Factor { name: "sensitivity", value: Range { least: sensitivity(low), most: sensitivity(high) }, because }
    }

    fn identifiability(&self, items: &[Code]) -> Factor {
        let told = |wanted: &[&str]| items.iter().find(|item| wanted.contains(&item.as_str())).cloned();
        let (name, address, phone) = (told(&["name", "card_holder"]), told(&["address", "delivery_address"]), told(&["phone"]));
        let Factors { identified, at_a_cost, hardly, .. } = self.factors;
        let (value, because) = match (name, address, phone) {
            (Some(name), Some(address), _) => (Range::just(identified), vec![name, address]),
            (Some(name), None, _) => (Range::just(at_a_cost), vec![name]),
            (None, Some(address), Some(phone)) => (Range::just(at_a_cost), vec![address, phone]),
            _ if items.is_empty() => (Range { least: hardly, most: identified }, Vec::new()),
            _ => (Range::just(hardly), Vec::new()),
        };
        Factor { name: "identifiability", value, because }
    }

    fn responsibility(&self, sector: Option<&Code>) -> Factor {
        let row = sector.and_then(|sector| self.sectors.get(sector.as_str()));
        // Where the sector is not told, it is that of any of them.
        let lowest = row.map(|row| row.lowest).or_else(|| self.sectors.values().map(|row| row.lowest).min());
        let highest = row.map(|row| row.highest).or_else(|| self.sectors.values().map(|row| row.highest).max());
        let value = Range { least: lowest.unwrap_or(1), most: highest.unwrap_or(1) };
        Factor { name: "responsibility", value, because: sector.filter(|_| row.is_some()).cloned().into_iter().collect() }
    }
}

/// How many persons: those of personal data; else a headline that counts persons of other data; else the cards, each of which is taken as
/// one person: a notice often counts them alone, and most people have one in a shop.
fn persons(facts: &Facts) -> Option<(u64, Code, &'static str)> {
    let or_about = |bound: &Option<Code>| bound.clone().unwrap_or_else(|| "about".into());
    let counts_persons = |count: &&Count| *count.unit == *"people" && *count.subject != *"access";
    let people = || facts.people.map(|people| (people, or_about(&facts.people_bound), "people"));
    let headline = || facts.headline.as_ref().filter(counts_persons).map(|count| (count.value, count.bound.clone(), "people"));
    let cards = || facts.cards.map(|cards| (cards, or_about(&facts.cards_bound), "cards"));
    people().or_else(headline).or_else(cards)
}

fn open(number: u64, bound: &Code) -> Open {
    match bound.as_str() {
        "at_most" => Open { least: None, most: Some(number) },
        "at_least" => Open { least: Some(number), most: None },
        _ => Open { least: Some(number), most: Some(number) },
    }
}

/// 10^(x−1) + 5^(y−1).
fn sensitivity([x, y]: [u8; 2]) -> u64 {
    let power = |base: u64, level: u8| base.saturating_pow(u32::from(level.saturating_sub(1)));
    power(10, x).saturating_add(power(5, y))
}

impl Range {
    const fn just(value: u64) -> Self {
        Self { least: value, most: value }
    }
}

//! Scores against their floors.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dev::corpus::sets;
use dev::floor::{EVIDENCE, Floors};
use dev::score::{Score, score};
use dev::{bless, root};

static SCORES: LazyLock<BTreeMap<String, Score>> = LazyLock::new(|| {
    let reader = bless::reader(&root()).unwrap();
    sets(&reader, &root()).unwrap().iter().map(|set| (set.name.clone(), score(set))).collect()
});

#[test]
fn no_score_falls_below_its_floor() {
    let floors = Floors::load(&root()).unwrap();
    let halves: Vec<_> = SCORES.iter().filter(|(name, _)| name.starts_with("corpus")).collect();
    assert_eq!(halves.len(), 2, "{halves:?}");
    let fallen: Vec<_> = halves.iter().flat_map(|(name, score)| floors.fallen(name, score)).collect();
    assert!(
        fallen.is_empty(),
        "{}\n`cargo dev score --misses FIELD` shows why. Floors only rise: `cargo dev score --raise`.",
        fallen.join("\n")
    );
}

/// What the reader must reach on notices that other people labelled: on the page of posts, and on the incidents told anew.
const GOLD: &[(&str, f64, f64)] = &[
    ("ALL", 0.95, 0.95),
    ("organization", 0.9, 0.95),
    ("published", 0.99, 0.99),
    ("timeline", 0.9, 0.9),
    ("timeline dates", 0.95, 0.95),
    ("count values", 0.95, 0.9),
    ("data_items", 0.95, 0.95),
    ("measures", 0.95, 0.95),
];

/// The share of the facts found that must be right there.
const PRECISION: f64 = 0.96;

#[test]
fn the_shared_gold_is_reached_where_it_is() {
    let sets: Vec<_> = SCORES.iter().filter(|(name, _)| name.starts_with("gold")).collect();
    if sets.is_empty() {
        eprintln!("skipped: there is no ../shared/gold beside this repository");
        return;
    }
    let mut short = Vec::new();
    for (name, score) in sets {
        let floor = |(page, told): (f64, f64)| if name.contains("scrapbook") { page } else { told };
        let fields = GOLD.iter().map(|(field, page, told)| (*field, score.field(field).f1(), floor((*page, *told))));
        let whole = [(EVIDENCE, score.evidence(), 1.0), ("precision of ALL", score.field("ALL").precision(), PRECISION)];
        for (field, now, floor) in fields.chain(whole).filter(|(_, now, floor)| now < floor) {
            short.push(format!("{name}: {field} scores {now:.3}, expected {floor}"));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}

#[test]
fn every_notice_of_the_corpus_is_scored() {
    let folders = std::fs::read_dir(root().join("corpus")).unwrap().filter(|e| e.as_ref().unwrap().path().is_dir()).count();
    let reader = bless::reader(&root()).unwrap();
    let halves = sets(&reader, &root()).unwrap();
    let cases: usize = halves.iter().filter(|s| s.name.starts_with("corpus")).map(|s| s.cases.len()).sum();
    assert_eq!(cases, folders, "a folder without a readable source or expected.json is not scored");
}

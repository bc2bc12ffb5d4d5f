//! The files of `told/` hold small notices, with what must be read of them (`+`) and what must not (`-`).
//!
//! What an example of a rule page cannot show (it is one sentence, without a headline or a day) stands there. A notice's lines begin
//! with `>`; `#` says what it shows. Organisations and words are made up.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeSet;

use jikenbo_model::{Notice, Record};
use jikenbo_read::Reader;

#[test]
fn small_notices_are_read_as_they_say() {
    let reader = Reader::embedded();
    let mut wrong = Vec::new();
    let files = [
        include_str!("told/answers.txt"),
        include_str!("told/figures.txt"),
        include_str!("told/names.txt"),
        include_str!("told/timeline.txt"),
    ];
    for case in files.iter().flat_map(|file| cases(file)) {
        let told = facts(&reader.read(&Notice::plain(&case.notice)).record);
        let missing = case.told.iter().filter(|f| !told.contains(**f)).map(|f| format!("not told: {f}"));
        let untrue = case.untold.iter().filter(|f| told.contains(**f)).map(|f| format!("told: {f}"));
        let found: Vec<String> = missing.chain(untrue).collect();
        if !found.is_empty() {
            wrong.push(format!("{}{}\n{told:?}\n", case.notice, found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A notice, what must be told of it and what must not.
#[derive(Default)]
struct Case<'t> {
    notice: String,
    told: Vec<&'t str>,
    untold: Vec<&'t str>,
}

/// The notices of the file; each begins with the first `>` behind another's facts.
fn cases(file: &str) -> Vec<Case<'_>> {
    let mut cases = vec![Case::default()];
    for line in file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let last = cases.last_mut().unwrap();
        match line.split_at(1) {
            (">", words) if last.told.is_empty() && last.untold.is_empty() => last.notice += &format!("{}\n", words.trim_start()),
            (">", words) => cases.push(Case { notice: format!("{}\n", words.trim_start()), ..Case::default() }),
            ("+", fact) => last.told.push(fact.trim()),
            ("-", fact) => last.untold.push(fact.trim()),
            _ => panic!("expected a line that begins with >, +, - or #, found {line:?}"),
        }
    }
    let idle = cases.iter().find(|c| c.notice.is_empty() || c.told.is_empty() && c.untold.is_empty());
    assert!(idle.is_none(), "a notice without facts asserts nothing: {:?}", idle.map(|c| &c.notice));
    cases
}

/// The facts of a record, each as `key value …`.
fn facts(record: &Record) -> BTreeSet<String> {
    let r = record;
    let one =
        |key: &str, fact: &Option<jikenbo_model::Fact<jikenbo_model::Code>>| fact.as_ref().map(|f| format!("{key} {}", f.value));
    let mut facts: BTreeSet<String> = [
        one("leak_status", &r.leak_status),
        one("secondary_damage", &r.secondary_damage),
        one("discovered_by", &r.discovered_by),
        one("stage", &r.stage),
        one("actor", &r.actor),
    ]
    .into_iter()
    .flatten()
    .collect();
    facts.extend(r.organization.iter().filter_map(|o| o.value.name.as_ref()).map(|n| format!("organization {n}")));
    facts.extend(r.timeline.iter().map(|e| format!("timeline {} {}", e.value.event, e.value.start)));
    let ends = r.timeline.iter().filter_map(|e| Some(format!("timeline {} {} {}", e.value.event, e.value.start, e.value.end?)));
    facts.extend(ends);
    facts.extend(r.counts.iter().map(|c| format!("counts {} {}", c.value.value, c.value.subject)));
    facts.extend(r.data_items.iter().map(|d| format!("data_items {} {}", d.value.item, d.value.state)));
    let day = |a: &jikenbo_model::Authority| a.date.map_or(String::new(), |d| format!(" {d}"));
    facts.extend(r.authorities.iter().map(|a| format!("authorities {}{}", a.value.authority, day(&a.value))));
    facts.extend(r.third_parties.iter().map(|p| format!("third_parties {} {}", p.value.name, p.value.role)));
    facts.extend(r.services.iter().map(|s| format!("services {}", s.value.name)));
    facts.extend(r.kinds.iter().map(|k| format!("kinds {}", k.value)));
    facts.extend(r.causes.iter().map(|c| format!("causes {}", c.value)));
    facts.extend(r.measures.iter().map(|m| format!("measures {}", m.value)));
    facts
}

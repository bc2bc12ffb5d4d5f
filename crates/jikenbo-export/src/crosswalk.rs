//! Which techniques (MITRE ATT&CK) and safeguards (CIS Controls) may belong to a record: candidates, each with the way by which it
//! was found. The table is `data/crosswalk-attack.toml`, which tells its sources.
//!
//! Beside it stand the schemes of others ([`Scheme`]: whose labels a record belongs to) and the cases in which a leak must be reported
//! ([`Triggers`]). All of them are asked with what a record or a case tells ([`Told`]), and answer with the facts by which they know.

mod page;
mod scheme;
mod told;
mod trigger;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jikenbo_model::{Code, Fact, Record};
use serde::{Deserialize, Serialize};

use crate::data::{Sources, built_in};

pub use page::{answer_name, match_name, page, section, tables};
pub use scheme::{By, Label, LabelWay, Match, Nowhere, Placed, Scheme, Words};
pub use told::{Said, Told};
pub use trigger::{Answer, ByCode, ByFigure, Judged, Note, Reason, Trigger, Triggers};

/// The most safeguards that are told of one record: the first of each way come first.
const SAFEGUARDS: usize = 9;

static BUILT_IN: LazyLock<Crosswalk> = LazyLock::new(|| built_in(include_str!("../../../data/crosswalk-attack.toml")));

/// The table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// Raised whenever an arrow changes, so that what was exported by it can be told apart.
    pub version: String,
    /// Where its parts come from, by the part's name.
    pub sources: Sources,
    /// What each code of `kinds` is in VERIS's words.
    pub kinds: BTreeMap<String, Way>,
    /// The same of `causes`.
    pub causes: BTreeMap<String, Way>,
    /// What each of VERIS's enumerations leads to.
    pub veris: BTreeMap<String, Targets>,
    /// The names of techniques, by their ids (`T1486`).
    pub techniques: BTreeMap<String, String>,
    /// The names of safeguards, by their numbers (`11.4`).
    pub safeguards: BTreeMap<String, String>,
}

/// From a code of ours to VERIS.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// What the code says.
    #[serde(default)]
    pub is: Vec<String>,
    /// What may be behind it where the notice names no cause.
    #[serde(default)]
    pub may: Vec<String>,
}

/// From VERIS to techniques and safeguards.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// Ids of techniques.
    pub attack: Vec<String>,
    /// Safeguards.
    pub cis: Controls,
}

/// Safeguards, and where they were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controls {
    /// The column of the CIS mapping that marks them: an action of VERIS, or a pattern.
    pub column: String,
    /// Their numbers.
    pub safeguards: Vec<String>,
}

/// A technique or a safeguard that may belong to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Its id or number.
    pub id: String,
    /// Its maker's name for it.
    pub name: String,
    /// By which ways.
    pub because: Vec<Because>,
}

/// A way to a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// `kinds` or `causes`.
    pub key: &'static str,
    /// The code under it.
    pub code: Code,
    /// VERIS's enumeration between.
    pub veris: String,
    /// Whether the code says so; otherwise it is only often behind it.
    pub said: bool,
}

/// What may belong to a record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Candidates {
    /// Techniques of ATT&CK.
    pub techniques: Vec<Candidate>,
    /// Safeguards of the CIS Controls.
    pub safeguards: Vec<Candidate>,
}

impl Crosswalk {
    /// The table that is built into the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// What may belong to a record, what its causes say first. What is only often behind a kind is left out where a cause is told.
    #[must_use]
    pub fn candidates(&self, record: &Record) -> Candidates {
        let ways = self.ways(record);
        let of = |ids: &dyn Fn(&Targets) -> &[String], names: &BTreeMap<String, String>| {
            let mut all: Vec<Candidate> = Vec::new();
            for because in &ways {
                let Some(targets) = self.veris.get(&because.veris) else { continue };
                for id in ids(targets) {
                    let place = all.iter().position(|known| known.id == *id);
                    match place.and_then(|at| all.get_mut(at)) {
                        Some(known) => known.because.push(because.clone()),
                        None => {
                            let name = names.get(id).cloned().unwrap_or_default();
                            all.push(Candidate { id: id.clone(), name, because: vec![because.clone()] });
                        }
                    }
                }
            }
            all
        };
        let techniques = of(&|targets| &targets.attack, &self.techniques);
        let mut safeguards = of(&|targets| &targets.cis.safeguards, &self.safeguards);
        safeguards.truncate(SAFEGUARDS);
        Candidates { techniques, safeguards }
    }

    fn ways(&self, record: &Record) -> Vec<Because> {
        let of = |key: &'static str, facts: &[Fact<Code>], table: &BTreeMap<String, Way>, said: bool| {
            let mut all = Vec::new();
            for code in facts.iter().map(|fact| &fact.value) {
                let Some(way) = table.get(&**code) else { continue };
                let names = if said { &way.is } else { &way.may };
                all.extend(names.iter().map(|veris| Because { key, code: code.clone(), veris: veris.clone(), said }));
            }
            all
        };
        let mut ways = of("causes", &record.causes, &self.causes, true);
        let no_cause = ways.is_empty();
        ways.extend(of("kinds", &record.kinds, &self.kinds, true));
        ways.extend(of("causes", &record.causes, &self.causes, false));
        if no_cause {
            ways.extend(of("kinds", &record.kinds, &self.kinds, false));
        }
        ways
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use jikenbo_model::Span;

    use super::*;
    use crate::data::read;
    use jikenbo_model::labels::codes;

    fn record(kinds: &[&str], causes: &[&str]) -> Record {
        let facts = |codes: &[&str]| codes.iter().map(|c| Fact::new(Code::from(*c), Span::new(0, 1), "x/y".into())).collect();
        Record { kinds: facts(kinds), causes: facts(causes), ..Record::default() }
    }

    #[test]
    fn the_table_has_every_code_and_every_name() {
        let table: Crosswalk = read(include_str!("../../../data/crosswalk-attack.toml")).unwrap();
        assert!(!table.version.is_empty() && ["veris", "attack", "cis"].iter().all(|part| table.sources.contains_key(*part)));
        for (key, ways) in [("kinds", &table.kinds), ("causes", &table.causes)] {
            let known: Vec<&str> = ways.keys().map(String::as_str).collect();
            let mut wanted = codes(key);
            wanted.sort_unstable();
            assert_eq!(known, wanted, "{key}");
            for veris in ways.values().flat_map(|way| way.is.iter().chain(&way.may)) {
                assert!(table.veris.contains_key(veris), "{key}: {veris} leads nowhere");
            }
        }
        for (veris, targets) in &table.veris {
            assert!(targets.attack.iter().all(|id| table.techniques.contains_key(id)), "{veris}");
            assert!(targets.cis.safeguards.iter().all(|id| table.safeguards.contains_key(id)), "{veris}");
        }
    }

    #[test]
    fn a_cause_that_is_told_comes_first_and_keeps_out_what_is_only_often_behind_a_kind() {
        let table = Crosswalk::built_in();
        let ids = |record: &Record| table.candidates(record).techniques.into_iter().map(|c| c.id).collect::<Vec<_>>();
        assert_eq!(ids(&record(&["ransomware"], &[])), ["T1486", "T1490", "T1133", "T1078"]);
        assert_eq!(ids(&record(&["ransomware"], &["third_party_compromise"])), ["T1199", "T1195", "T1486", "T1490"]);
        assert_eq!(ids(&record(&["misdelivery"], &["human_error"])), [] as [&str; 0]);
        let told = table.candidates(&record(&["ransomware"], &[]));
        assert!(told.techniques[0].because[0].said && !told.techniques[2].because[0].said);
        assert!(!told.safeguards.is_empty() && told.safeguards.len() <= SAFEGUARDS);
        assert_eq!(table.candidates(&record(&["a_code_of_tomorrow"], &[])), Candidates::default());
    }
}

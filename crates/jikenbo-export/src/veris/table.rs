//! The table of `data/veris.toml`: our codes in VERIS's words and back, a reason on each row.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::Words;
use crate::crosswalk::Crosswalk;
use crate::data::{Sources, built_in};

static BUILT_IN: LazyLock<Table> = LazyLock::new(|| built_in(include_str!("../../../../data/veris.toml")));

/// The table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Raised whenever a row changes, so that what was exported by it can be told apart.
    pub version: String,
    /// Where its words come from.
    pub sources: Sources,
    /// What each code of `kinds` says.
    pub kinds: BTreeMap<String, Beside>,
    /// The same of `causes`.
    pub causes: BTreeMap<String, Beside>,
    /// The same of `actor`.
    pub actor: BTreeMap<String, Beside>,
    /// The same of `organization.sector`.
    pub sector: BTreeMap<String, Beside>,
    /// The same of `data_items`.
    pub items: BTreeMap<String, Beside>,
    /// The same of `discovered_by`.
    pub discovered_by: BTreeMap<String, Beside>,
    /// The same of `leak_status`.
    pub leak_status: BTreeMap<String, Beside>,
    /// The same of `secondary_damage`.
    pub secondary_damage: BTreeMap<String, Beside>,
    /// What VERIS has one say wherever something else is said.
    pub follows: Vec<Follow>,
    /// Which amounts of money are losses.
    pub losses: Vec<Loss>,
    /// What VERIS's words say in our codes.
    pub read: Vec<Back>,
    /// What NAICS codes say in our codes.
    pub industries: Vec<Industry>,
    /// Old names of words, and today's.
    pub names: BTreeMap<String, String>,
}

/// What a code of ours says in VERIS's words, beside the [`Way`](crate::crosswalk::Way) that the crosswalk has for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The words.
    #[serde(default)]
    pub also: Vec<String>,
    /// Why.
    pub why: String,
}

/// What VERIS has one say, given what is said already.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Follow {
    /// All of these are said.
    pub when: Vec<String>,
    /// None of these is.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Then these are, too.
    pub then: Vec<String>,
    /// Why.
    pub why: String,
}

/// Which words make an amount of money a loss.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Loss {
    /// One of these stands in the sentence.
    pub words: Vec<String>,
    /// VERIS's `impact.loss.variety`.
    pub variety: String,
    /// Why.
    pub why: String,
}

/// From VERIS to codes of ours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    /// The word; with `*` at its end, any enumeration but Unknown.
    pub veris: String,
    /// Enumerations that `*` does not stand for.
    #[serde(default)]
    pub except: Vec<String>,
    /// All of these are said, too.
    #[serde(default)]
    pub with: Vec<String>,
    /// None of these is.
    #[serde(default)]
    pub without: Vec<String>,
    /// The codes, as `key.code`.
    pub gives: Vec<String>,
    /// Why.
    pub why: String,
}

/// From a NAICS code to a sector.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Industry {
    /// How the code begins.
    pub naics: Vec<String>,
    /// One of these stands in `victim.government`; empty where that does not matter.
    #[serde(default)]
    pub government: Vec<String>,
    /// The sector.
    pub sector: String,
    /// Why.
    pub why: String,
}

impl Table {
    /// The table that is built into the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The rows of a key. A key without a table has none.
    #[must_use]
    pub fn rows(&self, key: &str) -> Option<&BTreeMap<String, Beside>> {
        match key {
            "kinds" => Some(&self.kinds),
            "causes" => Some(&self.causes),
            "actor" => Some(&self.actor),
            "sector" => Some(&self.sector),
            "items" => Some(&self.items),
            "discovered_by" => Some(&self.discovered_by),
            "leak_status" => Some(&self.leak_status),
            "secondary_damage" => Some(&self.secondary_damage),
            _ => None,
        }
    }

    /// What a code says in VERIS's words: what the crosswalk has, then what stands here.
    #[must_use]
    pub fn said(&self, key: &str, code: &str) -> Vec<&str> {
        let crosswalk = Crosswalk::built_in();
        let is = match key {
            "kinds" => crosswalk.kinds.get(code),
            "causes" => crosswalk.causes.get(code),
            _ => None,
        };
        let is = is.map(|way| way.is.as_slice()).unwrap_or_default();
        let also = self.rows(key).and_then(|rows| rows.get(code)).map(|way| way.also.as_slice()).unwrap_or_default();
        is.iter().chain(also).map(String::as_str).collect()
    }

    /// Adds what follows from what is said, in the order of the rows.
    pub(super) fn follow(&self, words: &mut Words) {
        for row in &self.follows {
            if row.when.iter().all(|word| words.has(word)) && !row.unless.iter().any(|word| words.has(word)) {
                row.then.iter().for_each(|word| words.add(word));
            }
        }
    }

    /// What VERIS's words say under a key, each code once, in the order of the rows.
    pub(super) fn codes(&self, key: &str, words: &Words) -> Vec<&str> {
        let mut codes: Vec<&str> = Vec::new();
        for row in self.read.iter().filter(|row| row.holds(words)) {
            let of_key = row.gives.iter().filter_map(|code| code.strip_prefix(key)?.strip_prefix('.'));
            for code in of_key {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        codes
    }

    /// The sector of a NAICS code; `None` where the code does not tell it.
    pub(super) fn sector(&self, naics: &str, government: &[&str]) -> Option<&str> {
        self.industries
            .iter()
            .filter_map(|row| row.fits(naics, government))
            .max_by_key(|(length, _)| *length)
            .map(|(_, sector)| sector)
    }
}

impl Industry {
    /// The length of its longest code that fits, and its sector.
    fn fits(&self, naics: &str, government: &[&str]) -> Option<(usize, &str)> {
        let longest = self.naics.iter().filter(|begin| naics.starts_with(begin.as_str())).map(String::len).max()?;
        let told = self.government.is_empty() || self.government.iter().any(|level| government.contains(&level.as_str()));
        told.then_some((longest, self.sector.as_str()))
    }
}

impl Back {
    fn holds(&self, words: &Words) -> bool {
        let said = match self.veris.strip_suffix(".*") {
            Some(path) => words.under(path).any(|word| word != "Unknown" && !self.except.iter().any(|other| other == word)),
            None => words.has(&self.veris),
        };
        said && self.with.iter().all(|word| words.has(word)) && !self.without.iter().any(|word| words.has(word))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use jikenbo_model::labels::codes;

    use super::*;
    use crate::data::read;

    const KEYS: &[(&str, &str)] = &[
        ("kinds", "kinds"),
        ("causes", "causes"),
        ("actor", "actor"),
        ("sector", "sector"),
        ("items", "data_items"),
        ("discovered_by", "discovered_by"),
        ("leak_status", "leak_status"),
        ("secondary_damage", "secondary_damage"),
    ];

    #[test]
    fn the_table_has_every_code_and_a_reason_on_each_row() {
        let table = read::<Table>(include_str!("../../../../data/veris.toml")).unwrap();
        assert!(!table.version.is_empty() && table.sources.contains_key("veris"));
        for (key, labels) in KEYS {
            let rows = table.rows(key).unwrap();
            let mut wanted = codes(labels);
            wanted.sort_unstable();
            assert_eq!(rows.keys().map(String::as_str).collect::<Vec<_>>(), wanted, "{key}");
            assert!(rows.values().all(|way| !way.why.is_empty()), "{key}");
        }
        let reasons = table.follows.iter().map(|row| &row.why).chain(table.losses.iter().map(|row| &row.why));
        assert!(reasons.chain(table.read.iter().map(|row| &row.why)).all(|why| !why.is_empty()));
        for code in table.read.iter().flat_map(|row| &row.gives) {
            let (key, code) = code.split_once('.').unwrap();
            let labels = KEYS.iter().find(|(known, _)| known == &key).unwrap().1;
            assert!(codes(labels).contains(&code), "{key}.{code}");
        }
        assert!(table.industries.iter().all(|row| codes("sector").contains(&row.sector.as_str()) && !row.why.is_empty()));
    }

    #[test]
    fn the_longest_code_of_an_industry_holds() {
        let table = Table::built_in();
        for (naics, government, sector) in [
            ("522110", "NA", Some("financial")),
            ("44-45", "NA", Some("retail")),
            ("611310", "NA", Some("university")),
            ("62", "Unknown", Some("hospital")),
            ("624410", "NA", Some("other")),
            ("813", "NA", Some("nonprofit")),
            ("812", "NA", Some("company")),
            ("923140", "Federal", Some("government")),
            ("921110", "Local", Some("local_government")),
            ("921110", "Unknown", None),
            ("000", "Unknown", None),
            ("", "", None),
        ] {
            assert_eq!(table.sector(naics, &[government]), sector, "{naics} {government}");
        }
    }
}

//! Schemes of others that divide incidents by labels, and which labels our codes belong to: `data/crosswalk-NAME.toml`, which tell
//! their versions and sources. The relations are those of SKOS (<https://www.w3.org/TR/skos-reference/#mapping>).

use std::sync::LazyLock;

use jikenbo_model::labels::Lang;
use serde::{Deserialize, Serialize};

use super::{Said, Told};
use crate::data::{Sources, read};

static BUILT_IN: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
    let tables = [
        include_str!("../../../../data/crosswalk-jnsa-cause.toml"),
        include_str!("../../../../data/crosswalk-tsr-cause.toml"),
        include_str!("../../../../data/crosswalk-tsr-medium.toml"),
        include_str!("../../../../data/crosswalk-ipa-threats.toml"),
    ];
    // A test reads every table: one that could not be read would be missing, and all else would stand.
    tables.iter().filter_map(|table| read(table).ok()).collect()
});

/// Words in Japanese and in English.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "[String; 2]")]
pub struct Words {
    /// 日本語.
    pub ja: String,
    /// English.
    pub en: String,
}

impl From<[String; 2]> for Words {
    fn from([ja, en]: [String; 2]) -> Self {
        Self { ja, en }
    }
}

impl Words {
    /// The words of a language.
    #[must_use]
    pub fn of(&self, lang: Lang) -> &str {
        if lang == Lang::Ja { &self.ja } else { &self.en }
    }
}

/// What a label is to a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// The same.
    Exact,
    /// The label holds the code, and more.
    Broader,
    /// The label holds a part of the code.
    Narrower,
    /// They overlap.
    Related,
}

impl Match {
    /// Its name: `exact`, `broader`, `narrower` or `related`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Broader => "broader",
            Self::Narrower => "narrower",
            Self::Related => "related",
        }
    }

    /// What the code is to the label.
    #[must_use]
    pub const fn back(self) -> Self {
        match self {
            Self::Broader => Self::Narrower,
            Self::Narrower => Self::Broader,
            same => same,
        }
    }

    /// Whether everything that has the one has the other, too: a code whose label is the same or broader is always one of the label's.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Exact | Self::Broader)
    }
}

/// A scheme of labels.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Raised whenever a way changes, so that what was told by it can be told apart.
    pub version: String,
    /// What it is called in commands and addresses.
    pub id: String,
    /// What people call it.
    pub name: Words,
    /// What it is, and how it counts.
    pub about: Words,
    /// The keys whose every code has a label here, or is told to have none.
    pub keys: Vec<String>,
    /// What could not be taken over, and why; empty for nothing.
    pub left_out: Words,
    /// Where its parts come from, by the part's name.
    pub sources: Sources,
    /// Its labels, in its own order.
    pub labels: Vec<Label>,
    /// Codes that no label holds.
    #[serde(default)]
    pub nowhere: Vec<Nowhere>,
}

/// A label of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// In its maker's own words.
    pub label: String,
    /// What that means in English: our translation.
    pub en: String,
    /// From our codes to it.
    #[serde(default)]
    pub ways: Vec<LabelWay>,
    /// Why no code leads to it.
    pub none: Option<Words>,
}

/// From a code of ours to a label.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelWay {
    /// The key of the record.
    pub key: String,
    /// The code under it.
    pub code: String,
    /// What the label is to the code.
    pub is: Match,
    /// Why.
    pub why: Words,
}

/// Codes that no label holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nowhere {
    /// Their key.
    pub key: String,
    /// The codes.
    pub codes: Vec<String>,
    /// Why.
    pub why: Words,
}

/// A label that belongs, or may belong, to what was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed<'s> {
    /// In its maker's own words.
    pub label: &'s str,
    /// Our translation.
    pub en: &'s str,
    /// The closest of its relations to what was told.
    #[serde(rename = "match")]
    pub is: Match,
    /// By which facts.
    pub because: Vec<By<'s>>,
}

/// A fact by which a label was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct By<'s> {
    /// The fact.
    #[serde(flatten)]
    pub said: Said,
    /// What the label is to its code.
    #[serde(rename = "match")]
    pub is: Match,
    /// Why.
    #[serde(skip)]
    pub why: &'s Words,
}

impl Scheme {
    /// The schemes that are built into the program.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &BUILT_IN
    }

    /// The scheme of a name.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::all().iter().find(|scheme| scheme.id == id)
    }

    /// The labels of what was told, the closest first, and else in the scheme's order.
    #[must_use]
    pub fn labels_of(&self, told: &Told) -> Vec<Placed<'_>> {
        let mut placed: Vec<Placed<'_>> = self.labels.iter().filter_map(|label| label.placed(told)).collect();
        placed.sort_by_key(|one| one.is);
        placed
    }

    /// The ways to a label from our codes: the way in, for who has the label and wants a code. `None` for no label of the scheme.
    #[must_use]
    pub fn ways_to(&self, label: &str) -> Option<&[LabelWay]> {
        self.labels.iter().find(|one| one.label == label || one.en == label).map(|one| one.ways.as_slice())
    }
}

impl Label {
    fn placed(&self, told: &Told) -> Option<Placed<'_>> {
        let way = |said: &Said| self.ways.iter().find(|way| way.key == said.key && *way.code == *said.code);
        let by = |said: &Said| way(said).map(|way| By { said: said.clone(), is: way.is, why: &way.why });
        let mut because: Vec<By<'_>> = told.codes.iter().filter_map(by).collect();
        because.sort_by_key(|one| one.is);
        let is = because.first()?.is;
        Some(Placed { label: &self.label, en: &self.en, is, because })
    }
}

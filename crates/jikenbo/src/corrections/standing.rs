//! How the facts of a record stand with persons, and what persons must decide.

use jikenbo_model::Reading;
use serde::{Deserialize, Serialize};

use super::claim::Claim;

/// How a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The reader found it, and nobody has looked at it.
    Read,
    /// A person said that it is right.
    Confirmed,
    /// A person put it in place of what the reader found.
    Corrected,
    /// A person added it.
    Added,
}

/// Who said so, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The step, as the history numbers it.
    pub step: i64,
    /// By whom.
    pub who: String,
    /// When (UTC).
    pub when: String,
    /// Why, if they said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

/// How a fact of the record stands. They come in the record's order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Its name in addresses.
    pub id: String,
    /// Its key.
    pub key: String,
    /// Which of its key's facts it is, counted from 0.
    pub index: usize,
    /// How it stands.
    pub status: Status,
    /// The fact.
    pub claim: Claim,
    /// Who said so; absent for what was only read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Mark>,
    /// What the reader had found, where a person put this in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Claim>,
}

/// A fact that is kept apart from the record, and by whom.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Aside {
    /// Its name in addresses.
    pub id: String,
    /// The fact.
    pub claim: Claim,
    /// Who said so.
    pub by: Mark,
}

/// How what is read now stands to what a person said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueKind {
    /// In the same words, the reader now finds something else.
    Differs,
    /// The reader finds no such fact any more.
    NotFound,
    /// What was rejected is now read from other words.
    Elsewhere,
    /// The words that prove it no longer stand in the text.
    WordsGone,
    /// The reader now says the same by itself.
    Agrees,
}

impl IssueKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Differs, Self::NotFound, Self::Elsewhere, Self::WordsGone, Self::Agrees];

    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::NotFound => "not_found",
            Self::Elsewhere => "elsewhere",
            Self::WordsGone => "words_gone",
            Self::Agrees => "agrees",
        }
    }
}

/// A disagreement, or that one is over: for a person to decide.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Issue {
    /// The name of the person's fact in addresses.
    pub id: String,
    /// What it is.
    pub kind: IssueKind,
    /// What the person said.
    pub verdict: &'static str,
    /// The fact that it was said of.
    pub claim: Claim,
    /// What the reader now finds.
    pub theirs: Vec<Claim>,
    /// Who said so.
    pub by: Mark,
    /// Whether a person has decided it as it is.
    pub settled: bool,
}

/// How the facts of a record stand.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Standings {
    /// Every fact of the record.
    pub facts: Vec<Standing>,
    /// Facts that a person rejected.
    pub rejected: Vec<Aside>,
    /// Facts that a person gave, whose words no longer stand in the text.
    pub aside: Vec<Aside>,
    /// What a person must decide, and what was decided.
    pub issues: Vec<Issue>,
    /// The doubts of the record, as they are pointed at.
    pub doubts: Vec<Claim>,
    /// Doubts of which a person said that they are no facts.
    pub dismissed: Vec<Aside>,
    /// Whether a person has looked at every fact, and nothing is left to decide.
    pub reviewed: bool,
}

impl Standings {
    /// How the fact at `index` under `key` stands.
    #[must_use]
    pub fn of(&self, key: &str, index: usize) -> Option<&Standing> {
        self.facts.iter().find(|f| f.key == key && f.index == index)
    }

    /// What is still to be decided.
    pub fn open(&self) -> impl Iterator<Item = &Issue> {
        self.issues.iter().filter(|issue| !issue.settled)
    }
}

/// The record that holds, and how its facts stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Effective {
    /// The record with what persons put right, and the doubts that nobody has dismissed.
    pub reading: Reading,
    /// How its facts stand.
    pub standings: Standings,
}

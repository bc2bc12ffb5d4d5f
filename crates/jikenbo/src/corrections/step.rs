//! A person's act: added to the others, never changed and never taken away.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::claim::{Claim, Item};
use super::standing::IssueKind;

/// What a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// Says that facts are right as they stand.
    Confirm,
    /// Says that a fact is none.
    Reject,
    /// Puts another value, or other words, in a fact's place.
    Correct,
    /// Adds a fact that was missed.
    Add,
    /// Decides a disagreement: what the person said stands.
    Keep,
    /// Decides a disagreement: what persons said of a fact is taken back.
    Withdraw,
    /// Says that a doubt of the reader's is no fact.
    Dismiss,
    /// Takes an earlier step back. A step that takes back such a step does the first one again.
    Undo,
}

impl Op {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Confirm, Self::Reject, Self::Correct, Self::Add, Self::Keep, Self::Withdraw, Self::Dismiss, Self::Undo];

    /// Its name, as it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Reject => "reject",
            Self::Correct => "correct",
            Self::Add => "add",
            Self::Keep => "keep",
            Self::Withdraw => "withdraw",
            Self::Dismiss => "dismiss",
            Self::Undo => "undo",
        }
    }
}

impl FromStr for Op {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|op| op.name() == name);
        found.ok_or_else(|| format!("expected what was done (confirm, reject, correct, add …), found {name:?}"))
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a step is about.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Change {
    /// The facts that are meant, as they stood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Claim>,
    /// What is put in their place, or added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Claim>,
    /// What the reader found then, under the same key, in the same words or of the same value: only what is not among
    /// these is news later.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<Claim>,
    /// The disagreement that is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<IssueKind>,
}

impl Change {
    /// A change of `facts`, or one that adds `to`, before a reading's own facts.
    #[must_use]
    pub fn new(bare: &[Item], facts: Vec<Claim>, to: Option<Claim>) -> Self {
        let near = |item: &&Item| {
            let claims = facts.iter().chain(&to);
            let mut same_key = claims.filter(|c| c.key == item.claim.key);
            same_key.any(|c| c.meets(item.claim.span) || c.value == item.claim.value || super::keys::is_single(&c.key))
        };
        let known = |claim: &Claim| facts.contains(claim);
        let seen = bare.iter().filter(near).map(|item| item.claim.clone()).filter(|claim| !known(claim)).collect();
        Self { facts, to, seen, issue: None }
    }

    /// The key it is about; empty if it is about several.
    #[must_use]
    pub fn key(&self) -> &str {
        let mut keys = self.facts.iter().chain(&self.to).map(|claim| claim.key.as_str());
        let first = keys.next().unwrap_or("");
        if keys.all(|key| key == first) { first } else { "" }
    }
}

/// A step, as it was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its number: later steps have higher ones.
    pub id: i64,
    /// By whom.
    pub who: String,
    /// When (UTC).
    pub when: String,
    /// What was done.
    pub op: Op,
    /// The step that is taken back, if that is what was done.
    pub undoes: Option<i64>,
    /// Why, in the person's words.
    pub remark: String,
    /// What it is about.
    pub change: Change,
}

impl Step {
    /// The change as it is stored.
    #[must_use]
    pub fn stored(change: &Change) -> Value {
        serde_json::to_value(change).unwrap_or(Value::Null)
    }
}

/// The steps that hold: those that no step that holds takes back. Given in order, by `(id, the step it takes back)`.
#[must_use]
pub fn active(steps: &[(i64, Option<i64>)]) -> BTreeSet<i64> {
    let mut taken_back = BTreeSet::new();
    for (id, undoes) in steps.iter().rev() {
        if !taken_back.contains(id) {
            // Only what came before can be taken back, whatever a damaged row says.
            taken_back.extend(undoes.filter(|earlier| earlier < id));
        }
    }
    steps.iter().map(|(id, _)| *id).filter(|id| !taken_back.contains(id)).collect()
}

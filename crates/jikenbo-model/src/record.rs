//! What was read from a notice: facts, each with its evidence.
//!
//! The keys are fields of [`Record`]; the codes under a key are data, so that a new code needs a rule page and no Rust.
//! The conventions of every key are in `docs/record.md`.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Date, Span, Time};

/// A code under a key: `discovery`, `affected`, `ppc` … lower case ASCII, words joined by `_`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(Arc<str>);

impl Code {
    /// The code's letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Code {
    fn from(code: &str) -> Self {
        Self(code.into())
    }
}

impl Deref for Code {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The rule page that found a fact, as `key/code` (`timeline/discovery`): the page `rules/timeline/discovery.md`.
pub type RuleId = Code;

/// The words that prove a fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// Where in the notice's text.
    pub span: Span,
    /// Which rule page found it.
    pub rule: RuleId,
}

/// A fact, and the words that prove it. There is no fact without evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<T> {
    /// What is said.
    pub value: T,
    /// The words that prove it best.
    pub evidence: Evidence,
    /// Other places that say the same.
    pub also: Vec<Evidence>,
}

impl<T> Fact<T> {
    /// A fact proved in one place.
    pub const fn new(value: T, span: Span, rule: RuleId) -> Self {
        Self { value, evidence: Evidence { span, rule }, also: Vec::new() }
    }
}

/// The organisation whose incident it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Its name as the notice writes it. Absent where the notice shows only of what sort it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `company`, `financial`, `university` …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Code>,
}

/// An affected site, shop, system or product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its name as the notice writes it.
    pub name: String,
    /// Its address, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Something that happened on a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// `occurrence`, `discovery`, `containment` …
    pub event: Code,
    /// When, or when it began.
    pub start: Date,
    /// When it ended, for a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// The time of day of `start`, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_time: Option<Time>,
    /// The time of day of `end`, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_time: Option<Time>,
}

/// A figure that says how much was affected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The figure.
    pub value: u64,
    /// `exact`, `at_most`, `at_least` or `about`.
    pub bound: Code,
    /// `people`, `records`, `emails` …
    pub unit: Code,
    /// `card`, `personal`, `email_address` …
    pub subject: Code,
}

/// A kind of data, and whether it was affected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataItem {
    /// `name`, `address`, `card_number` …
    pub item: Code,
    /// `affected`, or `excluded` where the notice says that it is not included.
    pub state: Code,
}

/// A report to an authority, or what an authority did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// `ppc` (個人情報保護委員会), `police`, `ministry`, `supervisor` or `other`.
    pub authority: Code,
    /// Its name as written.
    pub name: String,
    /// The day of the report, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// A named organisation other than the one whose incident it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Its name as written.
    pub name: String,
    /// `forensics`, `vendor`, `assessor` …
    pub role: Code,
}

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The amount in whole units of the currency.
    pub amount: u64,
    /// ISO 4217: `JPY`, `USD` …
    pub currency: Code,
}

/// Everything read from one notice. A key that the notice does not speak of is empty, never zero.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "one field per key of docs/record.md, under the same name")]
pub struct Record {
    pub title: Option<Fact<String>>,
    pub organization: Option<Fact<Organization>>,
    pub published: Option<Fact<Date>>,
    pub stage: Option<Fact<Code>>,
    pub services: Vec<Fact<Service>>,
    pub kinds: Vec<Fact<Code>>,
    pub causes: Vec<Fact<Code>>,
    pub actor: Option<Fact<Code>>,
    pub discovered_by: Option<Fact<Code>>,
    pub timeline: Vec<Fact<Event>>,
    pub counts: Vec<Fact<Count>>,
    pub data_items: Vec<Fact<DataItem>>,
    pub leak_status: Option<Fact<Code>>,
    pub secondary_damage: Option<Fact<Code>>,
    pub authorities: Vec<Fact<Authority>>,
    pub third_parties: Vec<Fact<Party>>,
    pub money: Vec<Fact<Money>>,
    pub measures: Vec<Fact<Code>>,
}

/// Something the reader saw and did not make a fact of, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The key it would have belonged to (`timeline`, `counts` …).
    pub key: Code,
    /// Where.
    pub span: Span,
    /// Why it is no fact: lower case English, no full stop. What the reader says here is a [`Why`](crate::Why) as text.
    pub why: String,
}

/// The record, and the doubts beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The facts.
    pub record: Record,
    /// What was left out, in reading order.
    pub doubts: Vec<Doubt>,
}

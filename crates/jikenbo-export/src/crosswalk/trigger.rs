//! Whether a leak may be one that must be reported to the Personal Information Protection Commission: the cases of Article 7 of the rules
//! under the Act, and which facts speak for each. The table is `data/crosswalk-appi-rule7.toml`, which tells its sources.
//!
//! It sorts facts. It judges nothing, and is no legal advice.

use std::sync::LazyLock;

use jikenbo_model::{Count, Date};
use serde::{Deserialize, Serialize};

use super::{Said, Told, Words};
use crate::data::{Sources, read};

static BUILT_IN: LazyLock<Option<Triggers>> = LazyLock::new(|| {
    // A test reads the file: if it could not be read, nothing would be told of it, and all else would stand.
    read(include_str!("../../../../data/crosswalk-appi-rule7.toml")).ok()
});

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Triggers {
    /// Raised whenever a row changes.
    pub version: String,
    /// What it is called in commands and addresses.
    pub id: String,
    /// What people call it.
    pub name: Words,
    /// What it is.
    pub about: Words,
    /// The first day of the duty.
    pub since: Date,
    /// With which codes of `leak_status` a case is met; with any other, and with none, it only may be.
    pub leak: Vec<String>,
    /// What is not looked at.
    pub left_out: Words,
    /// Where its parts come from, by the part's name.
    pub sources: Sources,
    /// The cases.
    pub triggers: Vec<Trigger>,
    /// For whom another rule holds.
    #[serde(default)]
    pub notes: Vec<Note>,
}

/// A case of the rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Its number in the article.
    pub number: u8,
    /// What it asks for, in short.
    pub label: String,
    /// The same in English.
    pub en: String,
    /// Codes that speak for it.
    #[serde(default)]
    pub codes: Vec<ByCode>,
    /// Figures that speak for it, or against.
    #[serde(default)]
    pub figures: Vec<ByFigure>,
}

/// A code that speaks for a case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByCode {
    /// The key of the record.
    pub key: String,
    /// The code under it.
    pub code: String,
    /// What it says.
    pub answer: Answer,
    /// Why.
    pub why: Words,
}

/// A figure that speaks for a case, or against it. Of several rows that hold a figure the first one answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByFigure {
    /// Codes of `sector`: for whom the row is; empty for everybody.
    #[serde(default)]
    pub sectors: Vec<String>,
    /// Codes of `subject`.
    pub subjects: Vec<String>,
    /// Codes of `unit`.
    pub units: Vec<String>,
    /// Codes of `bound`.
    pub bounds: Vec<String>,
    /// The smallest value.
    #[serde(default)]
    pub from: u64,
    /// The largest value.
    #[serde(default = "endless")]
    pub to: u64,
    /// What it says.
    pub answer: Answer,
    /// Why.
    pub why: Words,
}

const fn endless() -> u64 {
    u64::MAX
}

/// For whom another rule holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The key of the record.
    pub key: String,
    /// The codes under it.
    pub codes: Vec<String>,
    /// What is to be known.
    pub note: Words,
}

/// What the facts say of a case, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// What is told is what the case asks for.
    Meets,
    /// What is told points that way.
    May,
    /// What is told stays below.
    No,
    /// No fact speaks of it.
    NotTold,
}

impl Answer {
    /// Its name: `meets`, `may`, `no` or `not_told`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meets => "meets",
            Self::May => "may",
            Self::No => "no",
            Self::NotTold => "not_told",
        }
    }
}

/// What is said of a case of the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judged<'t> {
    /// Its number in the article.
    pub number: u8,
    /// What it asks for, in short.
    pub label: &'t str,
    /// The same in English.
    pub en: &'t str,
    /// What the facts say of it.
    pub answer: Answer,
    /// Which facts, the weightiest first.
    pub because: Vec<Reason<'t>>,
}

/// A fact that speaks for a case, or against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason<'t> {
    /// A code that is told.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
    /// A figure that is told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figure: Option<Count>,
    /// What it says.
    pub answer: Answer,
    /// Why.
    #[serde(skip)]
    pub why: &'t Words,
}

impl Triggers {
    /// The table that is built into the program.
    #[must_use]
    pub fn built_in() -> Option<&'static Self> {
        BUILT_IN.as_ref()
    }

    /// What the facts say of each case of the rule, in its order.
    #[must_use]
    pub fn judge(&self, told: &Told) -> Vec<Judged<'_>> {
        let leak = told.leak.as_ref().is_some_and(|leak| self.leak.iter().any(|code| **code == **leak));
        self.triggers.iter().map(|trigger| trigger.judge(told, leak)).collect()
    }

    /// What is to be known of other rules.
    #[must_use]
    pub fn notes_for(&self, told: &Told) -> Vec<&Words> {
        let concerns = |note: &&Note| note.codes.iter().any(|code| told.has(&note.key, code));
        self.notes.iter().filter(concerns).map(|note| &note.note).collect()
    }

    /// Whether the organisation knew before there was the duty.
    #[must_use]
    pub fn before(&self, told: &Told) -> bool {
        // A date that is told less exactly is before only if its last day is.
        let last = |date: Date| (date.year(), date.month().unwrap_or(12), date.day_of_month().unwrap_or(31));
        told.date.is_some_and(|date| last(date) < last(self.since))
    }
}

impl Trigger {
    /// `leak`: whether the notice says that data leaked or may have. Without that nothing is met for certain.
    fn judge(&self, told: &Told, leak: bool) -> Judged<'_> {
        let weigh = |answer| if answer == Answer::Meets && !leak { Answer::May } else { answer };
        let code = |row: &'_ ByCode| told.codes.iter().find(|said| said.key == row.key && *said.code == *row.code).cloned();
        let by_code = self
            .codes
            .iter()
            .filter_map(|row| Some(Reason { said: Some(code(row)?), figure: None, answer: weigh(row.answer), why: &row.why }));
        let by_figure = told.counts.iter().filter_map(|count| {
            let row = self.figures.iter().find(|row| row.concerns(told) && row.holds(count))?;
            Some(Reason { said: None, figure: Some(count.clone()), answer: weigh(row.answer), why: &row.why })
        });
        let mut because: Vec<Reason<'_>> = by_code.chain(by_figure).collect();
        because.sort_by_key(|reason| (reason.answer, reason.figure.as_ref().map(|count| u64::MAX - count.value)));
        let answer = because.first().map_or(Answer::NotTold, |reason| reason.answer);
        because.retain(|reason| answer == Answer::No || reason.answer != Answer::No);
        Judged { number: self.number, label: &self.label, en: &self.en, answer, because }
    }
}

impl ByFigure {
    fn concerns(&self, told: &Told) -> bool {
        self.sectors.is_empty() || self.sectors.iter().any(|code| told.has("sector", code))
    }

    fn holds(&self, count: &Count) -> bool {
        let one_of = |codes: &[String], code: &str| codes.iter().any(|known| known == code);
        one_of(&self.subjects, &count.subject)
            && one_of(&self.units, &count.unit)
            && one_of(&self.bounds, &count.bound)
            && (self.from..=self.to).contains(&count.value)
    }
}

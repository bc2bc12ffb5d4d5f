//! The JO model of JNSA (想定損害賠償額): what an incident might cost its organisation, if every person affected sued. An estimate, off by
//! default, told with every factor; a range where a factor is not known, nothing where the number of persons is not.
//!
//! The table is `data/jo-model.toml`, which tells its sources and the reason of each row; `docs/exports/jo.md` shows it. It stands here; [`estimate()`] goes by it, and how an
//! estimate is told stands in `words.rs`.

mod estimate;
mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::data::{Sources, built_in};

pub use estimate::{Estimate, Factor, Open, Range, WhyNone, estimate, why_none};
pub use words::{CAUTION, NAME};

static BUILT_IN: LazyLock<Model> = LazyLock::new(|| built_in(include_str!("../../../data/jo-model.toml")));

/// The model's table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// Raised whenever a row changes, so that estimates of different tables can be told apart.
    pub version: String,
    /// Where its parts come from, by the part's name.
    pub sources: Sources,
    /// What is the same for every case.
    pub factors: Factors,
    /// The levels of each code of `data_items`.
    pub items: BTreeMap<String, Row<[u8; 2]>>,
    /// Codes of `data_items` of which no level can be told, with the reason.
    pub left_out: BTreeMap<String, String>,
    /// Items that weigh more together.
    pub together: Vec<Together>,
    /// 社会的責任度 of each code of `sector`.
    pub sectors: BTreeMap<String, Row<u64>>,
}

/// What is the same for every case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factors {
    /// 基礎情報価値, in yen.
    pub base: u64,
    /// The most that a person can come to, in yen.
    pub ceiling: u64,
    /// 本人特定容易度 where name and address are told.
    pub identified: u64,
    /// The same of a name, or an address and a telephone number.
    pub at_a_cost: u64,
    /// The same of anything else.
    pub hardly: u64,
    /// 事後対応評価: what the model takes where it is not known.
    pub response: u64,
}

/// What a code is in the model: from the lowest to the highest that it can be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row<T> {
    /// The lowest: of items `[x, y]`.
    pub lowest: T,
    /// The highest.
    pub highest: T,
    /// On what it rests: `published`, `later`, `analogy` or `uncertain`.
    pub basis: String,
    /// Why.
    pub reason: String,
}

/// Items that weigh more together than each of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// One item of each group must be there.
    pub groups: Vec<Vec<String>>,
    /// `[x, y]`.
    pub levels: [u8; 2],
    /// As in [`Row`].
    pub basis: String,
    /// Why.
    pub reason: String,
}

impl Model {
    /// The table that is built into the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }
}

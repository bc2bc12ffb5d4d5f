//! What the charts count, from plain columns: no web, no store, no clock.
//!
//! Every chart answers the same question of each of its bars: of how many *units* (notices, cases or organisations: the
//! reader's choice) does a [`Row`] say this? A unit is counted once in a bar, and in as many bars as its rows say; so bars of
//! kinds, which a case may have several of, add up to more than there are units, and [`Cross::total`] and its like say how
//! many there are. What a row does not say is counted too, in a bar of its own, and never as nought.

mod affected;
mod count;
mod cross;
mod lapse;
mod months;
mod spread;

pub use affected::{Affected, Bin, Bounds, affected};
pub use count::Count;
pub use cross::{Cross, cross};
pub use lapse::{DayBin, Lapse, lapse};
pub use months::{Bucket, Line, Months, Step, months};
pub use spread::{FEW, Spread};

use jikenbo_model::{Code, Date};

/// What one notice or case says, as far as charts ask.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Whom it is counted for: rows of one notice, case or organisation have the same number.
    pub unit: u32,
    /// When it was published, as exact as it was said.
    pub date: Option<Date>,
    /// What happened.
    pub kinds: Vec<Code>,
    /// The organisation's sector.
    pub sectors: Vec<Code>,
    /// Why.
    pub causes: Vec<Code>,
    /// The kinds of data affected; not those said to be left out.
    pub items: Vec<Code>,
    /// How many people.
    pub people: Option<Figure>,
    /// How many payment cards.
    pub cards: Option<Figure>,
    /// Days from the occurrence to its discovery, where both are told to the day.
    pub unseen: Option<u32>,
    /// Days from the discovery to the publication, where both are told to the day.
    pub silent: Option<u32>,
}

/// A figure, and how it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// The figure.
    pub value: u64,
    /// How it was said.
    pub bound: Bound,
}

/// How a figure was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// Just so.
    Exact,
    /// 約.
    About,
    /// 最大: the truth may be less.
    AtMost,
    /// 以上, 少なくとも: the truth may be more.
    AtLeast,
}

impl Bound {
    /// The bound of a code of the record; what is not known counts as `about`.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code {
            "exact" => Self::Exact,
            "at_most" => Self::AtMost,
            "at_least" => Self::AtLeast,
            _ => Self::About,
        }
    }
}

/// Rows in the order of their units, as every function of this crate wants them.
///
/// Then a bar can tell a unit that it has counted by the last one alone, whatever their number.
#[must_use]
pub fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by_key(|row| row.unit);
    rows
}

/// How many units there are.
#[must_use]
pub fn units(rows: &[Row]) -> u64 {
    let mut count = Count::default();
    for row in rows {
        count.add(row.unit);
    }
    count.get()
}

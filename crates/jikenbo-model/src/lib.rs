//! The types that every part of jikenbo speaks: the [`Notice`] that was clipped, the [`Record`] that was read from it,
//! the [`Evidence`] that ties each fact to its words, and the partial [`Date`]s that notices give.
//!
//! Nothing here reads files, asks the clock or knows a database.

mod date;
pub mod labels;
mod notice;
mod record;
mod why;
mod wire;

pub use date::{Date, DateError, Precision, Time};
pub use notice::{Block, BlockKind, Notice, Span};
pub use record::{
    Authority, Code, Count, DataItem, Doubt, Event, Evidence, Fact, Money, Organization, Party, Reading, Record, RuleId, Service,
};
pub use why::{NoReason, Preferred, Why};
pub use wire::{WireError, from_json, to_json};

//! What persons put right, and the record that comes of it. Pure: no clock, no store.
//!
//! A person's acts are [`Step`]s, which are only ever added to. [`apply`] folds them into [`Opinion`]s (what persons now hold of which fact)
//! and lays those over a reading: whatever was read, by whatever rules, from whatever version, each opinion ends as a
//! fact with evidence in that text, as a fact that is set aside, or as an [`Issue`] that a person is asked about. It is
//! never dropped, and never wins unseen where the reader now says something new.

mod apply;
mod claim;
mod gold;
pub mod keys;
mod locate;
mod opinion;
mod standing;
mod step;

pub use apply::apply;
pub use claim::{Claim, Item, items};
pub use gold::gold;
pub use locate::{Place, occurrences};
pub use opinion::{Opinion, Verdict, opinions};
pub use standing::{Aside, Effective, Issue, IssueKind, Mark, Standing, Standings, Status};
pub use step::{Change, Op, Step, active};

/// The `rule` of a fact that a person gave: in place of the rule page that found it.
pub const PERSON: &str = "person";

//! VERIS 1.4.1 (<https://verisframework.org/>): incidents out ([`incident`]), and in ([`read`]).
//!
//! The judgements stand in `data/veris.toml` ([`table`]); [`check()`] holds any incident against VERIS's rules. `docs/exports/veris.md`
//! tells what becomes of what.

mod back;
mod body;
pub mod check;
mod figures;
mod losses;
mod plus;
mod read;
mod shape;
pub mod table;
mod timeline;
mod words;
mod write;

pub use check::{Fault, check};
pub use read::read;
pub use write::incident;

/// The version that is written.
pub const VERSION: &str = "1.4.1";

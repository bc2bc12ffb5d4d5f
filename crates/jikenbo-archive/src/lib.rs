//! Web archives: reading the pages out of WARC and WACZ files, writing both, and verifying what others wrote.
//!
//! ```text
//! WARC file ── Records ── Candidates ──────────────┐
//! WACZ file ── zip ── each WARC in it ── Candidates ┴→ address, time, bytes
//! captures → WarcWriter → .warc.gz
//!          → WaczWriter → Sealed → .wacz            (verify reads it back)
//! ```
//!
//! The crate is pure: no network, no clock; files are readers and writers that the caller opens, and no name from inside an
//! archive is ever a name outside it. Everything read is hostile: [`Limits`] bound it, and each bound has an [`Error`] of its own.

mod candidate;
mod detect;
mod digest;
mod error;
mod http;
mod limits;
mod wacz;
mod warc;

pub use candidate::{Candidate, Candidates, Kind, Passed};
pub use detect::{Form, form};
pub use digest::Digest;
pub use error::Error;
pub use limits::Limits;
pub use wacz::{About, Fault, Note, Page, Report, Sealed, WaczCandidates, WaczWriter, verify};
pub use warc::{Block, Capture, Content, Producer, RecordHead, RecordKind, Records, WarcWriter, Written};

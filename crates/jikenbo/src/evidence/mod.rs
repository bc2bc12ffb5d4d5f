//! Packages of evidence: what the casebook has seen of a case, in a form that others can look at and check without this program.
//!
//! ```text
//! ids → Plan: versions, captures, looks → records → WACZ → digest → (time stamp) → file
//! file → every digest made anew, the time stamp read → what does not hold
//! ```
//!
//! A package is made of nothing but the casebook: no clock and no name of this machine goes into it, so that the same casebook gives
//! the same bytes. Only a time stamp, which is asked for elsewhere, differs from one time to the next.

mod authority;
mod check;
mod documents;
mod error;
mod openssl;
mod package;
mod plan;
mod records;

pub use authority::{Stamped, ask};
pub use check::{Checked, check};
pub use error::Error;
pub use openssl::{commands, verify};
pub use package::{Sealed, Told, write};

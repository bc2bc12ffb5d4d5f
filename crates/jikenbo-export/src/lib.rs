//! A casebook's cases in the forms that other tools accept, and the way in from them.
//!
//! Pure: cases come in as [`Case`]s, bytes go out through [`std::io::Write`], one case after another, so that no form needs
//! more memory than a few cases. Nothing here knows a database, the clock or the network; the same cases give the same bytes.

mod case;
pub mod crosswalk;
pub mod data;
mod form;
pub mod gold;
pub mod jo;
mod kept;
pub mod misp;
mod moments;
pub mod stix;
pub mod table;
mod taken;
mod told;
mod uuids;
pub mod veris;

pub use case::{Capture, Case, Imported, Notice};
pub use form::{Exporter, Options, Stix};
pub use kept::Kept;
pub use taken::{Refused, Taken};

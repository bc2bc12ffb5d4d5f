//! The way in from other collections: files to pieces of JSON ([`each`]), pieces to records ([`Record`]), each within limits.
//!
//! What cannot be taken is told with its place, and the rest goes in.

mod inputs;
mod pieces;
mod record;

use std::fmt;

pub use inputs::{Inputs, each};
pub use pieces::pieces;
pub use record::{Form, Record, looks_like_vcdb, record, taken};

/// The largest record of another collection, in bytes of JSON. VCDB's largest are some hundred thousand.
pub const LARGEST_RECORD: usize = 16 << 20;
/// The largest line of a casebook, in bytes: an original of the largest size that can be clipped without saying so (16 MiB), in base64,
/// and room for larger ones.
pub const LARGEST_LINE: usize = 512 << 20;
/// The most bytes that a compressed input may unpack to.
pub const MOST_UNPACKED: u64 = 64 << 30;
/// The most entries of a ZIP archive.
pub const MOST_ENTRIES: usize = 1_000_000;

/// Where in an input something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, and within an archive the entry after it.
    pub file: String,
    /// Where in it.
    pub at: At,
}

/// Where in a file something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The whole of it.
    Whole,
    /// A line, from 1.
    Line(u64),
    /// An element of the list that it holds, from 1.
    Element(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            At::Whole => f.write_str(&self.file),
            At::Line(n) => write!(f, "{}:{n}", self.file),
            At::Element(n) => write!(f, "{}[{n}]", self.file),
        }
    }
}

/// What is found in an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// JSON, by its looks: it was not parsed yet.
    Piece(Place, Vec<u8>),
    /// What could not be read, and why.
    Fault(Place, String),
}

impl Found {
    /// Where it stands.
    #[must_use]
    pub const fn place(&self) -> &Place {
        match self {
            Self::Piece(place, _) | Self::Fault(place, _) => place,
        }
    }
}

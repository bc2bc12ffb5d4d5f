//! The way in from other collections: files to pieces of JSON ([`each`]), pieces to records ([`Record`]), each within limits.
//!
//! What cannot be taken is told with its place, and the rest goes in.

mod inputs;
mod pieces;
mod record;
mod spot;
mod strange;

use std::fmt;
use std::path::Path;

pub use inputs::{Inputs, each};
pub use pieces::pieces;
pub use record::{Form, Record, looks_like_vcdb, record, taken};
pub use spot::Spot;

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

impl Place {
    /// As readers of the casebook are told: without the folders above the file or folder `root` that was asked for, which say how the
    /// machine is laid out where it was imported.
    #[must_use]
    pub fn within(&self, root: &Path) -> String {
        let above = if root.is_dir() { Some(root) } else { root.parent() };
        // The file is already as it is shown: letters that are none of Unicode stand in it as �, so in what is taken off, too.
        let above = above.map(|above| above.to_string_lossy().into_owned()).unwrap_or_default();
        let file = Path::new(&self.file);
        let below = file.strip_prefix(&above).ok().filter(|below| below.is_relative());
        let shown = below.or_else(|| file.file_name().map(Path::new)).unwrap_or(file);
        Self { file: shown.display().to_string(), at: self.at }.to_string()
    }
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

/// JSON, by its looks: it was not parsed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub place: Place,
    /// Where in the file it begins.
    pub start: Spot,
    /// What stands there.
    pub bytes: Vec<u8>,
}

/// What is found in an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A piece.
    Piece(Piece),
    /// What could not be read, and why.
    Fault(Place, String),
    /// An archive without a file of JSON, and what it has instead: no fault where it stands in a folder among others.
    Nothing(Place, String),
}

impl Found {
    /// Where it stands.
    #[must_use]
    pub const fn place(&self) -> &Place {
        match self {
            Self::Piece(piece) => &piece.place,
            Self::Fault(place, _) | Self::Nothing(place, _) => place,
        }
    }
}

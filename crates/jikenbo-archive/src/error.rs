//! Why an archive cannot be read or written.

use std::{fmt, io};

/// Why an archive cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file below could not be read or written.
    Io {
        /// What sort of failure.
        kind: io::ErrorKind,
        /// What the system said.
        message: String,
    },
    /// The archive ends within something.
    Truncated {
        /// What was being read.
        expected: &'static str,
        /// Where the file ends, in bytes.
        at: u64,
    },
    /// No WARC record where one should begin.
    NotWarc {
        /// What stands there.
        found: String,
        /// Where, in bytes of the file.
        at: u64,
    },
    /// A record's head breaks the format.
    BadHead {
        /// What was expected.
        expected: &'static str,
        /// What stands there.
        found: String,
        /// Where the record begins, in bytes of the file.
        at: u64,
    },
    /// Compressed bytes that do not inflate.
    BadCompression {
        /// What the decoder said.
        found: String,
        /// Where, in bytes of the file.
        at: u64,
    },
    /// A record's head is larger than allowed.
    HeadTooLarge {
        /// Which head: of the record, or of its HTTP message.
        which: &'static str,
        /// Bytes allowed.
        limit: usize,
    },
    /// A body is larger than allowed, as it stands or decoded.
    BodyTooLarge {
        /// The address it was sent from.
        address: String,
        /// Bytes allowed.
        limit: usize,
    },
    /// A body whose content encoding does not decode.
    BadBody {
        /// The address it was sent from.
        address: String,
        /// The encoding.
        encoding: String,
        /// What the decoder said.
        found: String,
    },
    /// More content encodings upon one another than allowed.
    TooManyLayers {
        /// The address it was sent from.
        address: String,
        /// Encodings found.
        found: usize,
        /// Encodings allowed.
        limit: usize,
    },
    /// More records than allowed.
    TooManyRecords {
        /// Records allowed.
        limit: u64,
    },
    /// Bytes that inflate to far more than any text does.
    Bomb {
        /// Inflated bytes when it was stopped.
        inflated: u64,
        /// Compressed bytes read for them.
        compressed: u64,
        /// The ratio allowed.
        limit: u64,
    },
    /// No zip archive, or a broken one.
    NotZip {
        /// What the reader said.
        found: String,
    },
    /// More entries than allowed, or a directory of entries larger than allowed.
    TooManyEntries {
        /// Entries found, where they could be counted.
        found: Option<usize>,
        /// Entries allowed.
        limit: usize,
    },
    /// Several entries of one name: which is meant, readers disagree about.
    DuplicateNames,
    /// Entries that share bytes of the file.
    Overlap {
        /// One of them.
        name: String,
    },
    /// An entry in a form that is not read.
    UnreadableEntry {
        /// Its name.
        name: String,
        /// Its form.
        found: String,
    },
    /// A zip archive without a WARC.
    NoWarc,
    /// A file of the package, or a line of it, is larger than allowed.
    FileTooLarge {
        /// Which.
        name: String,
        /// Bytes allowed.
        limit: usize,
    },
    /// A field that would break the record it is written into.
    BadField {
        /// The field's name.
        name: &'static str,
        /// Its value.
        found: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { message, .. } => write!(f, "{message}"),
            Self::Truncated { expected, at } => write!(f, "cut off: expected {expected}, found the end at byte {at}"),
            Self::NotWarc { found, at } => write!(f, "expected a WARC record at byte {at}, found {found}"),
            Self::BadHead { expected, found, at } => write!(f, "record at byte {at}: expected {expected}, found {found}"),
            Self::BadCompression { found, at } => write!(f, "expected compressed data at byte {at}, found {found}"),
            Self::HeadTooLarge { which, limit } => {
                write!(f, "larger than the limit: expected a {which} of at most {limit} bytes, found more")
            }
            Self::BodyTooLarge { address, limit } => {
                write!(f, "{address}: larger than the limit: expected a body of at most {limit} bytes, found more")
            }
            Self::BadBody { address, encoding, found } => {
                write!(f, "{address}: expected a body in {encoding}, found {found}")
            }
            Self::TooManyLayers { address, found, limit } => {
                write!(f, "{address}: expected at most {limit} content encodings, found {found}")
            }
            Self::TooManyRecords { limit } => write!(f, "more than the limit: expected at most {limit} records, found more"),
            Self::Bomb { inflated, compressed, limit } => write!(
                f,
                "expected data that inflates to at most {limit} times its size, found {inflated} bytes from {compressed}"
            ),
            Self::NotZip { found } => write!(f, "expected a zip archive, found {found}"),
            Self::TooManyEntries { found: Some(found), limit } => {
                write!(f, "expected at most {limit} entries, found {found}")
            }
            Self::TooManyEntries { found: None, limit } => {
                write!(f, "expected at most {limit} entries, found a directory too large to count them")
            }
            Self::DuplicateNames => write!(f, "expected one entry of each name, found several"),
            Self::Overlap { name } => write!(f, "expected entries apart, found that {name} shares bytes with another"),
            Self::UnreadableEntry { name, found } => write!(f, "{name}: expected a stored or deflated entry, found {found}"),
            Self::NoWarc => write!(f, "expected a WARC file in the package, found none"),
            Self::FileTooLarge { name, limit } => {
                write!(f, "{name}: larger than the limit: expected at most {limit} bytes, found more")
            }
            Self::BadField { name, found } => {
                write!(f, "expected a fit value for {name}, found {found:?}")
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    /// An error of this crate that passed through a reader is taken out again.
    fn from(error: io::Error) -> Self {
        if let Some(own) = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()) {
            return own.clone();
        }
        Self::Io { kind: error.kind(), message: error.to_string() }
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}

//! What verifying a package found.

use std::fmt;

use crate::{Digest, Error};

/// The most characters of a name from an archive that a message shows.
const SHOWN: usize = 200;

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The zip archive is one that different readers read differently.
    Ambiguous(Error),
    /// The headers within the zip archive contradict its directory.
    Headers {
        /// What the reader said.
        found: String,
    },
    /// A name that would lead out of a folder.
    Name {
        /// The name.
        name: String,
    },
    /// A file that must be there is not.
    Missing {
        /// Its name.
        name: String,
    },
    /// A file that `datapackage.json` does not list.
    Unlisted {
        /// Its name.
        name: String,
    },
    /// A file that cannot be read to its end.
    Unreadable {
        /// Its name.
        name: String,
        /// Why.
        error: Error,
    },
    /// A compressed file that is compressed once more, so that no part of it can be read alone.
    Deflated {
        /// Its name.
        name: String,
    },
    /// A file of another size than listed.
    Size {
        /// Its name.
        name: String,
        /// Bytes listed.
        listed: u64,
        /// Bytes found.
        found: u64,
    },
    /// A file with another digest than listed.
    Hash {
        /// Its name.
        name: String,
        /// The digest listed.
        listed: String,
        /// The digest found.
        found: Digest,
    },
    /// A list that breaks its format.
    Malformed {
        /// Its name.
        name: String,
        /// Its line, from 1; 0 for the file as a whole.
        line: u64,
        /// What was expected.
        expected: &'static str,
    },
    /// A record whose bytes have another digest than it states.
    BlockDigest {
        /// The WARC.
        name: String,
        /// The record's id, or its place.
        record: String,
    },
    /// A record whose payload has another digest than it states.
    PayloadDigest {
        /// The WARC.
        name: String,
        /// The record's id, or its place.
        record: String,
    },
    /// Two records of one id.
    DuplicateRecord {
        /// The WARC.
        name: String,
        /// The id.
        record: String,
    },
    /// An index line that points at no record of its address.
    Index {
        /// The index.
        name: String,
        /// The line, from 1.
        line: u64,
        /// The address it gives.
        address: String,
    },
    /// A record that no index tells of.
    NotIndexed {
        /// The WARC.
        name: String,
        /// Where it stands in it.
        offset: u64,
    },
    /// A page without a record of its address.
    PageWithoutRecord {
        /// The list.
        name: String,
        /// The line, from 1.
        line: u64,
        /// The address.
        address: String,
    },
}

/// Something that is allowed, and that a careful reader would want to know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// No `datapackage-digest.json`: who changed the package could have changed its list of digests too.
    NoPackageDigest,
    /// Records that state no digest that proves anything (SHA-1 or SHA-256); how many.
    NoRecordDigest(u64),
    /// A page whose address was captured, but at another second; how many.
    PageAtAnotherTime(u64),
}

/// What verifying a package found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// What does not hold, as far as it is named.
    pub faults: Vec<Fault>,
    /// Further faults, which are only counted.
    pub unnamed: u64,
    /// What is allowed, but worth knowing.
    pub notes: Vec<Note>,
    /// Files in the package.
    pub files: u64,
    /// Records in its WARCs.
    pub records: u64,
    /// Pages listed.
    pub pages: u64,
    /// The digest of `datapackage.json` as it is.
    pub digest: Option<Digest>,
    /// The time-stamp token on that digest, if the package has one. It is handed on, not verified.
    pub time_stamp: Option<Vec<u8>>,
}

impl Report {
    /// Whether everything holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && self.unnamed == 0
    }

    pub(super) fn fault(&mut self, fault: Fault, most: usize) {
        if self.faults.len() < most {
            self.faults.push(fault);
        } else {
            self.unnamed += 1;
        }
    }
}

/// A name from an archive, fit for a terminal.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars().take(SHOWN) {
            if c.is_control() { write!(f, "{}", c.escape_default())? } else { write!(f, "{c}")? }
        }
        if self.0.chars().nth(SHOWN).is_some() { write!(f, "…") } else { Ok(()) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ambiguous(error) => write!(f, "{error}"),
            Self::Headers { found } => write!(f, "expected headers that agree with the directory, found: {found}"),
            Self::Name { name } => write!(f, "{}: expected a name within the package, found one that leads out", Shown(name)),
            Self::Missing { name } => write!(f, "expected {}, found none", Shown(name)),
            Self::Unlisted { name } => write!(f, "{}: expected in datapackage.json, found unlisted", Shown(name)),
            Self::Unreadable { name, error } => write!(f, "{}: {error}", Shown(name)),
            Self::Deflated { name } => write!(f, "{}: expected stored, found compressed once more", Shown(name)),
            Self::Size { name, listed, found } => write!(f, "{}: expected {listed} bytes, found {found}", Shown(name)),
            Self::Hash { name, listed, found } => {
                write!(f, "{}: expected the digest {}, found {found}", Shown(name), Shown(listed))
            }
            Self::Malformed { name, line: 0, expected } => write!(f, "{}: expected {expected}, found none", Shown(name)),
            Self::Malformed { name, line, expected } => {
                write!(f, "{}: line {line}: expected {expected}, found none", Shown(name))
            }
            Self::BlockDigest { name, record } => {
                write!(f, "{}: {}: expected its WARC-Block-Digest, found other bytes", Shown(name), Shown(record))
            }
            Self::PayloadDigest { name, record } => {
                write!(f, "{}: {}: expected its WARC-Payload-Digest, found another payload", Shown(name), Shown(record))
            }
            Self::DuplicateRecord { name, record } => {
                write!(f, "{}: {}: expected one record of this id, found another", Shown(name), Shown(record))
            }
            Self::Index { name, line, address } => {
                write!(f, "{}: line {line}: expected a record of {} there, found none", Shown(name), Shown(address))
            }
            Self::NotIndexed { name, offset } => {
                write!(f, "{}: expected the record at byte {offset} in the index, found none", Shown(name))
            }
            Self::PageWithoutRecord { name, line, address } => {
                write!(f, "{}: line {line}: expected a record of {}, found none", Shown(name), Shown(address))
            }
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPackageDigest => write!(f, "no datapackage-digest.json: the list of digests itself is not proved"),
            Self::NoRecordDigest(count) => write!(f, "{count} records without a digest of their own"),
            Self::PageAtAnotherTime(count) => write!(f, "{count} pages with no record of their second, but of their address"),
        }
    }
}

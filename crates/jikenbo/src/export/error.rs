//! Why an export is not whole.

use std::fmt;
use std::io;

/// Why an export is not whole.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The casebook's.
    Store(crate::store::Error),
    /// The search's.
    Search(crate::search::Error),
    /// What the place says that is written to.
    Write(io::Error),
    /// It ended before its time: how.
    Ended(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Search(error) => error.fmt(f),
            Self::Write(error) => write!(f, "the export could not be written: {}", crate::capture::plain(error)),
            Self::Ended(how) => write!(f, "the export ended before its time: {how}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<crate::store::Error> for Error {
    fn from(error: crate::store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<crate::search::Error> for Error {
    fn from(error: crate::search::Error) -> Self {
        Self::Search(error)
    }
}

impl From<jikenbo_search::Error> for Error {
    fn from(error: jikenbo_search::Error) -> Self {
        Self::Search(error.into())
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

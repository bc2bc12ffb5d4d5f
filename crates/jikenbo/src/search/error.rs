//! What can go wrong between a casebook and its index.

use std::fmt;

/// Why there is no answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The casebook's failure.
    Store(crate::store::Error),
    /// The index's.
    Index(jikenbo_search::Error),
    /// The work was given up (why).
    Ended(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => write!(f, "{error}"),
            Self::Index(error) => write!(f, "{error}"),
            Self::Ended(why) => write!(f, "the search index could not be written: {why}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<crate::store::Error> for Error {
    fn from(error: crate::store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<jikenbo_search::Error> for Error {
    fn from(error: jikenbo_search::Error) -> Self {
        Self::Index(error)
    }
}

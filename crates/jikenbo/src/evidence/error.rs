//! Why there is no package, or why one cannot be checked.

use std::fmt;

use crate::store;

/// Why there is no package, or why one cannot be checked.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The casebook's own.
    Store(store::Error),
    /// The package's.
    Archive(jikenbo_archive::Error),
    /// The authority could not be asked.
    Fetch(Box<jikenbo_fetch::Error>),
    /// The authority answered with something else than a time stamp.
    Authority {
        /// Its address.
        address: String,
        /// What was expected.
        expected: &'static str,
        /// What came.
        found: String,
    },
    /// The authority's answer is not one to this question.
    Stamp {
        /// Its address.
        address: String,
        /// Why.
        error: jikenbo_stamp::Error,
    },
    /// OpenSSL could not be asked (why).
    OpenSsl(String),
    /// The system has no chance to give (why).
    Chance(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => write!(f, "{error}"),
            Self::Archive(error) => write!(f, "{error}"),
            Self::Fetch(error) => write!(f, "{error}"),
            Self::Authority { address, expected, found } => write!(f, "{address}: expected {expected}, found {found}"),
            Self::Stamp { address, error } => write!(f, "{address}: {error}"),
            Self::OpenSsl(why) => {
                write!(f, "expected to run openssl, which verifies the signature of a time stamp, found: {why}")
            }
            Self::Chance(why) => write!(f, "expected a number by chance from the system, found: {why}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<jikenbo_archive::Error> for Error {
    fn from(error: jikenbo_archive::Error) -> Self {
        Self::Archive(error)
    }
}

//! Why an answer or a token is not taken.

use std::fmt;

/// Why an answer or a token is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// More bytes than are read.
    TooLarge {
        /// Bytes found.
        found: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Bytes that are not what the standard says.
    Malformed {
        /// What was expected.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// The authority did not grant it.
    Refused {
        /// The status (RFC 3161, 2.4.2): 2 is a rejection, 3 to be waited for, 4 and 5 are warnings of revocation.
        status: u64,
        /// What the authority says, if anything.
        words: String,
    },
    /// The token holds another digest than was asked for.
    OtherDigest {
        /// The digest that was asked for, in hexadecimal.
        expected: String,
        /// The digest that was stamped.
        found: String,
    },
    /// The token answers another query.
    OtherNonce,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { found, limit } => {
                write!(f, "larger than the limit: expected a time stamp of at most {limit} bytes, found {found}")
            }
            Self::Malformed { expected, found } => write!(f, "no time stamp of RFC 3161: expected {expected}, found {found}"),
            Self::Refused { status, words } if words.is_empty() => {
                write!(f, "expected a granted time stamp, found the status {status}")
            }
            Self::Refused { status, words } => write!(f, "expected a granted time stamp, found the status {status}: {words}"),
            Self::OtherDigest { expected, found } => write!(f, "expected a time stamp on {expected}, found one on {found}"),
            Self::OtherNonce => write!(f, "expected an answer to this query, found the nonce of another"),
        }
    }
}

impl std::error::Error for Error {}

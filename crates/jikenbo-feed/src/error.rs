//! Why a feed or sitemap cannot be read.

use std::fmt;

/// Why a feed or sitemap cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// Nothing but blanks.
    Empty,
    /// Larger than can be read.
    TooLarge {
        /// Bytes found.
        found: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Elements nested deeper than can be read.
    TooDeep {
        /// Depth allowed.
        limit: usize,
    },
    /// More elements than can be read.
    TooManyElements {
        /// Elements allowed.
        limit: usize,
    },
    /// More attributes on one element than any feed has.
    TooManyAttributes {
        /// Attributes allowed.
        limit: usize,
    },
    /// More namespaces at one place than any feed has.
    TooManyNamespaces {
        /// Namespaces allowed.
        limit: usize,
    },
    /// More entries or addresses than can be read.
    TooManyEntries {
        /// Entries allowed.
        limit: usize,
    },
    /// XML or JSON that breaks off or does not fit together.
    Malformed {
        /// What the parser said.
        found: String,
        /// Where, in bytes of the text; in lines where it is JSON.
        at: u64,
    },
    /// No feed.
    NotAFeed {
        /// What it begins with.
        found: String,
    },
    /// No sitemap.
    NotASitemap {
        /// What it begins with.
        found: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "expected a feed or sitemap, found nothing but blanks"),
            Self::TooLarge { found, limit } => {
                write!(f, "larger than the limit: expected at most {limit} bytes, found {found}")
            }
            Self::TooDeep { limit } => write!(f, "deeper than the limit: expected elements at most {limit} deep, found deeper"),
            Self::TooManyElements { limit } => {
                write!(f, "more than the limit: expected at most {limit} elements, found more")
            }
            Self::TooManyAttributes { limit } => {
                write!(f, "more than the limit: expected at most {limit} attributes on an element, found more")
            }
            Self::TooManyNamespaces { limit } => {
                write!(f, "more than the limit: expected at most {limit} namespaces at one place, found more")
            }
            Self::TooManyEntries { limit } => write!(f, "more than the limit: expected at most {limit} entries, found more"),
            Self::Malformed { found, at } => write!(f, "expected well-formed markup, found at {at}: {found}"),
            Self::NotAFeed { found } => write!(f, "expected RSS, Atom or JSON Feed, found {found}"),
            Self::NotASitemap { found } => write!(f, "expected a sitemap, found {found}"),
        }
    }
}

impl std::error::Error for Error {}

/// The beginning of a text, for a message.
pub(crate) fn shown(text: &str) -> String {
    let head: String = text.trim_start().chars().take(40).collect();
    format!("{head:?}")
}

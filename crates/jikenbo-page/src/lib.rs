//! Bytes to notices: what a captured page is, and which notices it holds.

use std::fmt;

use jikenbo_model::Notice;

/// A form of page that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// HTML.
    Html,
    /// Plain text.
    Text,
}

/// What is known of a page from outside, and what is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The form, if the user says it; found from the bytes otherwise.
    pub format: Option<Format>,
    /// The page holds one notice: do not split it.
    pub one: bool,
}

/// Why a page gives no notices.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// No bytes, or only blanks.
    Empty,
    /// Neither HTML nor text (what it looks like).
    Binary(String),
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
    /// Text, but no notice in it.
    NoNotice,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}

/// The notices of a page, in page order; at least one.
///
/// # Errors
///
/// See [`Error`].
pub fn notices(bytes: &[u8], _options: &Options) -> Result<Vec<Notice>, Error> {
    Ok(vec![Notice::plain(&String::from_utf8_lossy(bytes))])
}

//! Text that is no query.

use std::fmt;

/// Where a text stops being a query, what was expected there and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// The place: characters from the beginning, the first is 1.
    pub at: usize,
    /// What was expected, in English.
    pub expected: String,
    /// The same in Japanese.
    pub expected_ja: String,
    /// What stood there; empty for the end of the text.
    pub found: String,
}

impl QueryError {
    pub(super) fn new(at: usize, (ja, en): (impl Into<String>, impl Into<String>), found: impl Into<String>) -> Self {
        Self { at: at + 1, expected: en.into(), expected_ja: ja.into(), found: found.into() }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at character {}: expected {}, found ", self.at, self.expected)?;
        if self.found.is_empty() { f.write_str("the end") } else { write!(f, "{:?}", self.found) }
    }
}

impl std::error::Error for QueryError {}

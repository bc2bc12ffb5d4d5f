//! What every engine can be asked.

use std::fmt;

use crate::ask::{Ask, By, Found, Light};
use crate::entry::Entry;
use crate::query::{How, Node, Query};

/// Why an engine could not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The index is no index, or not whole any more (what was found).
    Damaged(String),
    /// The place of the index cannot be used (what the system says).
    Place(String),
    /// Another process writes to the index.
    Busy,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(what) => write!(f, "the search index is damaged ({what}): `jikenbo index --rebuild` makes it again"),
            Self::Place(what) => write!(f, "the search index cannot be used: {what}"),
            Self::Busy => f.write_str("the search index is being written by another process"),
        }
    }
}

impl std::error::Error for Error {}

/// Finds cases.
pub trait Engine: Send + Sync + fmt::Debug {
    /// How many cases there are.
    ///
    /// # Errors
    ///
    /// The engine's.
    fn len(&self) -> Result<u64, Error>;

    /// Whether there is none.
    ///
    /// # Errors
    ///
    /// The engine's.
    fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }

    /// The hits of a question.
    ///
    /// # Errors
    ///
    /// The engine's.
    fn find(&self, ask: &Ask) -> Result<Found, Error>;

    /// How many cases match.
    ///
    /// # Errors
    ///
    /// The engine's.
    fn count(&self, query: &Query) -> Result<u64, Error>;

    /// A bound: no fewer cases than have these words to the letter, found out without comparing texts where an engine can.
    ///
    /// # Errors
    ///
    /// The engine's.
    fn at_most(&self, words: &str) -> Result<u64, Error> {
        self.count(&Query::of([Node::Text(words.to_owned(), How::Exact)]))
    }

    /// Goes over all matches, in no order: what charts know of each.
    ///
    /// # Errors
    ///
    /// The engine's.
    fn each(&self, query: &Query, by: By, with: &mut dyn FnMut(&Light)) -> Result<(), Error>;

    /// A case by its id, without its texts.
    ///
    /// # Errors
    ///
    /// The engine's.
    fn entry(&self, case: &str) -> Result<Option<Entry>, Error>;
}

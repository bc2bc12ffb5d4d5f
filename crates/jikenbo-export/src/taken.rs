//! What comes in: a case as another collection tells it, in facts of ours.

use std::fmt;

use jikenbo_search::Facts;

/// A case that was taken over without a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    /// Its id in the collection: the same case is not taken over twice.
    pub key: String,
    /// What it tells, as far as our keys have a place for it.
    pub facts: Facts,
    /// Addresses that it cites, each once.
    pub references: Vec<String>,
    /// What it says in prose: the text to be searched. Empty where it says nothing.
    pub summary: String,
    /// How sure its maker is that it was an incident, in the collection's own word (`Confirmed`, `Suspected`).
    pub security_incident: String,
}

/// Why something is not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where in the document: a JSON pointer (RFC 6901), empty for all of it.
    pub place: String,
    /// What was expected there, and what was found.
    pub why: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() { f.write_str(&self.why) } else { write!(f, "{}: {}", self.place, self.why) }
    }
}

impl std::error::Error for Refused {}

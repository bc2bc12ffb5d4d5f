//! What is exported: a case with everything that was read of it.

use jikenbo_model::{Notice as Text, Reading};
use jikenbo_search::Facts;
use serde_json::Value;

/// A case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Case {
    /// Its id (`C7GH-2WMX`).
    pub id: String,
    /// When it came into the casebook (UTC, RFC 3339 to the millisecond).
    pub created: String,
    /// When anything of it changed last (the same).
    pub changed: String,
    /// What its notices tell together: of a single value the newest notice that tells it, of lists everything.
    pub facts: Facts,
    /// Its notices, newest first; none where it was imported without a text.
    pub notices: Vec<Notice>,
    /// Where it was taken over from; `None` for what was clipped.
    pub imported: Option<Imported>,
}

/// A notice of a case, in its newest version.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Notice {
    /// Its id (`N3QK-84TC`).
    pub id: String,
    /// The number of its newest version, from 1.
    pub version: i64,
    /// When the notice came into the casebook (UTC).
    pub clipped_at: String,
    /// When its newest version was first seen (UTC).
    pub changed_at: String,
    /// The original of the newest version.
    pub capture: Capture,
    /// Its text, which the spans of the reading point into, and its address if the page says one.
    pub text: Text,
    /// What was read, with what persons put right.
    pub reading: Reading,
}

/// An original, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capture {
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
    /// `text/html`, `application/pdf` …
    pub media_type: String,
    /// The file's name, or the address that was asked.
    pub source: String,
    /// The address that answered; empty for what is not from the web.
    pub address: String,
    /// When (UTC).
    pub captured_at: String,
}

/// Where a case without a text was taken over from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Imported {
    /// The collection, as whoever imported it named it (`VCDB`).
    pub collection: String,
    /// In which form it was there: `veris` or `gold`.
    pub form: String,
    /// Its id there: the same case is not taken over twice.
    pub key: String,
    /// The file, and the place in it, as far as known.
    pub place: String,
    /// Addresses that it cites.
    pub references: Vec<String>,
    /// What it was there, whole.
    pub data: Value,
}

impl Notice {
    /// The address where the notice stands: the page's own word, else where it was fetched from; `None` for a file.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        let fetched = Some(self.capture.address.as_str()).filter(|address| !address.is_empty());
        self.text.url.as_deref().or(fetched)
    }
}

//! What the pages show, apart from where it is kept.

use jikenbo_model::{Notice, Reading};

use crate::corrections::Standings;
use crate::store::ImportedCase;

/// Where a text came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The file's name, or address, as it was given.
    pub source: String,
    /// When it was clipped: RFC 3339.
    pub clipped: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

/// A look at the address where a notice stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// When: RFC 3339.
    pub at: String,
    /// The address that was asked.
    pub url: String,
    /// What it showed: the name of a [`crate::store::Outcome`].
    pub outcome: String,
    /// The status of the answer; 0 if there was none.
    pub status: u16,
}

/// One version of a notice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Version {
    /// Its text.
    pub notice: Notice,
    /// What was read from it.
    pub reading: Reading,
    /// Where it came from.
    pub origin: Origin,
    /// How its facts stand with persons; empty for what is not the newest version.
    pub standings: Standings,
}

/// A notice of a case, with its versions, newest first. There is always one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filed {
    /// The notice's id.
    pub id: String,
    /// Its versions, newest first.
    pub versions: Vec<Version>,
    /// Where still earlier versions came from, whose texts are not at hand; newest first.
    pub earlier: Vec<Origin>,
    /// The newest looks at the addresses where it was found, newest first.
    pub looks: Vec<Look>,
}

/// A case and its notices, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Case {
    /// The case's id.
    pub id: String,
    /// Its notices; none where it was taken over from another collection.
    pub notices: Vec<Filed>,
    /// Where it was taken over from, and what it tells; `None` for what was clipped.
    pub imported: Option<Box<ImportedCase>>,
}

/// The headline: the record's, or the one that the page's structure shows.
#[must_use]
pub fn title(version: &Version) -> Option<&str> {
    let read = version.reading.record.title.as_ref().map(|f| f.value.as_str());
    let shown = || version.notice.title.map(|span| span.of(&version.notice.text));
    read.or_else(shown).map(str::trim).filter(|t| !t.is_empty())
}

//! What can go wrong with a casebook.

use std::fmt;

/// Why the store could not do what was asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Nothing of that id, or no casebook at that place (what was looked for).
    NotFound(String),
    /// Something else has changed it meanwhile (what).
    Conflict(String),
    /// What may not be done (what was expected and what was found).
    Refused(String),
    /// Made by a newer version of the program.
    Newer {
        /// The casebook's schema.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// The place holds something else.
    NotACasebook {
        /// The place.
        place: String,
        /// What it looks like.
        why: String,
    },
    /// A row that this program cannot have written (which, and why).
    Damaged(String),
    /// The database's own words.
    Database(sqlx::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(what) => write!(f, "{what} is not in the casebook"),
            Self::Conflict(what) => write!(f, "{what} was changed by someone else meanwhile: try again"),
            Self::Refused(why) => f.write_str(why),
            Self::Newer { found, known } => write!(
                f,
                "this casebook was made by a newer jikenbo (schema {found}; this one knows up to {known}): upgrade the program"
            ),
            Self::NotACasebook { place, why } => write!(f, "{place} is not a casebook: {why}"),
            Self::Damaged(what) => write!(f, "the casebook is damaged: {what}"),
            Self::Database(error) => write!(f, "the database says: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

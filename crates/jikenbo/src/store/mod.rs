//! The casebook: captures kept as evidence, the notices found in them, and what was read.
//!
//! One [`Store`] for SQLite (the default, embedded) and PostgreSQL, with the same SQL. Everything derived can be made
//! again from the captures; ids and corrections are never derived twice.

mod account;
mod audit;
mod case;
mod changes;
mod clip;
mod correct;
mod derive;
mod effective;
mod error;
mod evidence;
mod export;
mod field;
mod hash;
mod hop;
mod id;
mod imported;
mod line;
mod list;
mod moves;
mod name;
mod names;
mod news;
mod open;
mod place;
mod put;
mod queue;
mod reread;
mod restore;
mod saved;
mod session;
mod source;
mod stamp;
mod token;
mod verify;
mod visit;
mod whole;

use sqlx::AnyConnection;
use sqlx::AnyPool;

pub use account::{Account, Doer};
pub use audit::{Act, Audited, asked_from};
pub use case::{CaptureMeta, Case, StoredNotice, Version};
pub use changes::Change;
pub use clip::{Capture, Clipped, Fate, Prepared};
pub use correct::Correction;
pub use derive::{headline, rules_fingerprint};
pub use error::Error;
pub use hash::{sha256, text_hash};
pub use hop::Hop;
pub use id::{CaseId, Id, IdError, Ids, NoticeId};
pub use imported::{ImportedCase, TakeOver, TakenOver};
pub use line::{Line, MoveLine, in_order};
pub use list::Row;
pub use moves::{Move, Moved};
pub use name::{INITIALS, Named, SERVICE, VICTIM, initial, is_about, name_key};
pub use names::{Mention, NameLine, NameQuery, NameSort};
pub use news::{Arrival, DayLine, Failing};
pub use open::SCHEMA;
pub use place::Casebook;
pub use queue::{Queue, Queued, Waiting};
pub use reread::{Reread, Stale};
pub use restore::Restored;
pub use saved::{SavedQuery, WatchedHit, WatchedName};
pub use session::{NewSession, Session};
pub use source::{Looked, NewSource, Source};
pub use stamp::same_substance;
pub use token::{NewToken, Token};
pub use verify::{Fault, Verified};
pub use visit::{Next, Outcome, PageState, Visit, head_text};
pub use whole::{FORM, Given, ToGive};

/// A casebook that is open. Cheap to share behind an `Arc`.
#[derive(Debug)]
pub struct Store {
    pool: AnyPool,
    dialect: Dialect,
    /// The search of this casebook, from when it is first asked for.
    pub(crate) search: crate::search::Place,
}

/// Where the two databases differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// Begins a transaction that writes. SQLite takes the writer's lock at once, so that it waits for its turn here and
    /// can never fail for it later.
    const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// One writer at a time in PostgreSQL too: two that clip the same notice at once must not make two cases of it.
    async fn take_turn(self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        if self == Self::Postgres {
            sqlx::query("SELECT CAST(pg_advisory_xact_lock(5714243909) AS TEXT)").execute(connection).await?;
        }
        Ok(())
    }

    /// A condition: a column holds the words of a placeholder or of another column.
    fn holds(self, column: &str, words: &str) -> String {
        match self {
            Self::Sqlite => format!("instr({column}, {words}) > 0"),
            Self::Postgres => format!("strpos({column}, {words}) > 0"),
        }
    }
}

impl Store {
    /// Opens the casebook at a place; makes it if nothing is there.
    ///
    /// # Errors
    ///
    /// [`Error::Newer`], [`Error::NotACasebook`], or what the database says.
    pub async fn open(casebook: &Casebook) -> Result<Self, Error> {
        let (pool, dialect) = open::open(casebook).await?;
        let store = Self { pool, dialect, search: crate::search::Place::beside(casebook) };
        store.name_the_unnamed().await?;
        Ok(store)
    }

    /// Closes it: waits for what is under way, and folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    async fn write(&self) -> Result<sqlx::Transaction<'static, sqlx::Any>, Error> {
        let mut writing = self.pool.begin_with(self.dialect.begin()).await?;
        self.dialect.take_turn(&mut writing).await?;
        Ok(writing)
    }
}

/// Now, as the casebook writes it: UTC, to the millisecond, sorted by time as text.
#[must_use]
pub fn now() -> String {
    timestamp(jiff::Timestamp::now())
}

/// A time as the casebook writes it.
#[must_use]
pub fn timestamp(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

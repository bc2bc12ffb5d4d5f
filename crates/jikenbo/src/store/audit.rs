//! The audit log: who did what, when and from where. It is only added to, in the code and by triggers of the database.

use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Error, Store, now};

/// The longest text of an entry, in characters; what is longer is cut.
const LONGEST: usize = 500;

/// Something that was done and is to be kept. Never a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act<'a> {
    /// The user's name; `local` is whoever sits at the machine.
    pub who: &'a str,
    /// The client's address, or `cli`.
    pub from: &'a str,
    /// A name such as `login.good`: what it was done to, a dot, what was done.
    pub what: &'a str,
    /// To whom or what: a user, a case, an address.
    pub subject: &'a str,
    /// More, in a few words; may be empty.
    pub detail: &'a str,
}

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audited {
    /// Its number: later entries have higher ones.
    pub id: i64,
    /// When (UTC).
    pub at: String,
    /// Who did it.
    pub who: String,
    /// The client's address, or `cli`.
    pub from: String,
    /// What was done.
    pub what: String,
    /// To whom or what.
    pub subject: String,
    /// More; may be empty.
    pub detail: String,
}

impl Store {
    /// Adds an entry to the audit log.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn audit(&self, act: &Act<'_>) -> Result<(), Error> {
        let mut writing = self.write().await?;
        write(&mut writing, act).await?;
        Ok(writing.commit().await?)
    }

    /// So many entries, newest first; those before the entry of a number, if one is given.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn audited(&self, before: Option<i64>, many: u32) -> Result<Vec<Audited>, Error> {
        let rows =
            sqlx::query("SELECT id, at, who, origin, what, subject, detail FROM audit WHERE id < $1 ORDER BY id DESC LIMIT $2")
                .bind(before.unwrap_or(i64::MAX))
                .bind(i64::from(many))
                .fetch_all(&self.pool)
                .await?;
        rows.iter().map(entry).collect()
    }
}

tokio::task_local! {
    /// From where the request came that is answered just now.
    static FROM: String;
}

/// Does what a request asks. What is put right meanwhile is in the audit log with the client's address: it is known where the
/// request comes in, and would otherwise be an argument of everything in between.
pub async fn asked_from<W: Future>(address: String, work: W) -> W::Output {
    FROM.scope(address, work).await
}

/// Adds an entry of what a person put right, in the same transaction; from the command line where no request asked for it.
pub(super) async fn put_right(to: &mut AnyConnection, who: &str, what: &str, subject: &str, detail: &str) -> Result<(), Error> {
    let from = FROM.try_with(Clone::clone).unwrap_or_else(|_| "cli".to_owned());
    write(to, &Act { who, from: &from, what, subject, detail }).await
}

/// Adds an entry in the same transaction as what it tells of, so that neither is there without the other.
pub(super) async fn write(connection: &mut AnyConnection, act: &Act<'_>) -> Result<(), Error> {
    let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
    sqlx::query("INSERT INTO audit (at, who, origin, what, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(now())
        .bind(cut(act.who))
        .bind(cut(act.from))
        .bind(cut(act.what))
        .bind(cut(act.subject))
        .bind(cut(act.detail))
        .execute(connection)
        .await?;
    Ok(())
}

fn entry(row: &AnyRow) -> Result<Audited, Error> {
    Ok(Audited {
        id: row.try_get(0)?,
        at: row.try_get(1)?,
        who: row.try_get(2)?,
        from: row.try_get(3)?,
        what: row.try_get(4)?,
        subject: row.try_get(5)?,
        detail: row.try_get(6)?,
    })
}

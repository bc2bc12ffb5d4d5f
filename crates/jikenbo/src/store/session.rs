//! Sessions: who is logged in, by the hash of the secret in the browser's cookie.

use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::account::{COLUMNS, account};
use super::audit::write;
use super::{Account, Doer, Error, Store, now};

/// A session that goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Session {
    /// The number.
    pub id: i64,
    /// When it began (UTC).
    pub made_at: String,
    /// When something was last asked in it, to some minutes (UTC).
    pub seen_at: String,
    /// When it ends at the latest (UTC).
    pub ends_at: String,
    /// The client's address when it began.
    pub address: String,
    /// What the browser called itself then.
    pub agent: String,
}

/// A session to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSession<'a> {
    /// The hash of its secret.
    pub hash: &'a str,
    /// When it ends at the latest (UTC).
    pub ends_at: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
    /// The number of a session of the same browser, which ends; -1 for none.
    pub instead: i64,
}

/// The longest name of a browser that is kept, in characters.
const LONGEST_AGENT: usize = 200;

const SESSION: &str = "s.id, s.made_at, s.seen_at, s.ends_at, s.address, s.agent";

impl Store {
    /// Begins a session of a user who has just shown a password. Sessions that are over are thrown away.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn begin_session(&self, user: &Account, new: &NewSession<'_>, from: &str) -> Result<(), Error> {
        let agent: String = new.agent.chars().take(LONGEST_AGENT).collect();
        let at = now();
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE ends_at <= $1 OR id = $2")
            .bind(&at)
            .bind(new.instead)
            .execute(&mut *writing)
            .await?;
        sqlx::query(
            "INSERT INTO sessions (hash, user_id, made_at, seen_at, ends_at, address, agent) VALUES ($1, $2, $3, $3, $4, $5, $6)",
        )
        .bind(new.hash)
        .bind(user.id)
        .bind(&at)
        .bind(new.ends_at)
        .bind(from)
        .bind(agent)
        .execute(&mut *writing)
        .await?;
        sqlx::query("UPDATE users SET seen_at = $1 WHERE id = $2").bind(&at).bind(user.id).execute(&mut *writing).await?;
        let by = Doer { name: &user.name, from };
        write(&mut writing, &by.act("login.good", &user.name, "")).await?;
        Ok(writing.commit().await?)
    }

    /// The session of a secret's hash and its user, if it goes on: not over by `now`, and something was asked after `quiet`.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn session(&self, hash: &str, now: &str, quiet: &str) -> Result<Option<(Session, Account)>, Error> {
        let sql = format!(
            "SELECT {COLUMNS}, {SESSION} FROM sessions s JOIN users u ON u.id = s.user_id
             WHERE s.hash = $1 AND s.ends_at > $2 AND s.seen_at > $3 AND u.removed_at = ''"
        );
        let row = sqlx::query(AssertSqlSafe(sql)).bind(hash).bind(now).bind(quiet).fetch_optional(&self.pool).await?;
        row.map(|row| Ok((session(&row, 7)?, account(&row)?))).transpose()
    }

    /// Keeps that something was asked in a session.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn session_seen(&self, id: i64) -> Result<(), Error> {
        let mut writing = self.write().await?;
        sqlx::query("UPDATE sessions SET seen_at = $1 WHERE id = $2").bind(now()).bind(id).execute(&mut *writing).await?;
        Ok(writing.commit().await?)
    }

    /// The sessions of a user that go on, the last used first: not over by `now`, and something was asked after `quiet`.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn sessions_of(&self, user: &str, now: &str, quiet: &str) -> Result<Vec<Session>, Error> {
        let id = self.user(user).await?.id;
        let sql = format!(
            "SELECT {SESSION} FROM sessions s WHERE s.user_id = $1 AND s.ends_at > $2 AND s.seen_at > $3
             ORDER BY s.seen_at DESC, s.id DESC"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(id).bind(now).bind(quiet).fetch_all(&self.pool).await?;
        rows.iter().map(|row| session(row, 0)).collect()
    }

    /// Ends a session of a user. `what` is `logout`, or `session.end` where it is another than the one that asks.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the user has none of that number.
    pub async fn end_session(&self, user: &str, id: i64, what: &str, by: &Doer<'_>) -> Result<(), Error> {
        let owner = self.user(user).await?;
        let mut writing = self.write().await?;
        let ended = sqlx::query("DELETE FROM sessions WHERE id = $1 AND user_id = $2")
            .bind(id)
            .bind(owner.id)
            .execute(&mut *writing)
            .await?;
        if ended.rows_affected() == 0 {
            return Err(Error::NotFound(format!("the session {id}")));
        }
        write(&mut writing, &by.act(what, &owner.name, "")).await?;
        Ok(writing.commit().await?)
    }
}

fn session(row: &AnyRow, at: usize) -> Result<Session, Error> {
    Ok(Session {
        id: row.try_get(at)?,
        made_at: row.try_get(at + 1)?,
        seen_at: row.try_get(at + 2)?,
        ends_at: row.try_get(at + 3)?,
        address: row.try_get(at + 4)?,
        agent: row.try_get(at + 5)?,
    })
}

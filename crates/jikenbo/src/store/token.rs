//! API tokens: secrets for programs, of which only the hash is kept.

use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::account::{COLUMNS, account};
use super::audit::write;
use super::{Account, Doer, Error, Store, now};
use crate::users::Role;

/// So many tokens may a user have at a time.
const MOST: i64 = 50;

/// A token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Token {
    /// The number.
    pub id: i64,
    /// What its owner calls it.
    pub label: String,
    /// What may be done with it, if its owner may.
    pub scope: Role,
    /// When it was made (UTC).
    pub made_at: String,
    /// When it ends (UTC).
    pub ends_at: String,
    /// When it was last used, to some minutes (UTC); empty for never.
    pub used_at: String,
    /// When it was revoked (UTC); empty if it was not.
    pub revoked_at: String,
}

/// A token to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewToken<'a> {
    /// The hash of the secret.
    pub hash: &'a str,
    /// What its owner calls it.
    pub label: &'a str,
    /// What may be done with it, if its owner may.
    pub scope: Role,
    /// When it ends (UTC).
    pub ends_at: &'a str,
}

const TOKEN: &str = "t.id, t.label, t.scope, t.made_at, t.ends_at, t.used_at, t.revoked_at";

impl Store {
    /// Keeps a new token of a user.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], or [`Error::Refused`] if the user has too many.
    pub async fn add_token(&self, user: &str, new: &NewToken<'_>, by: &Doer<'_>) -> Result<i64, Error> {
        let owner = self.user(user).await?;
        let mut writing = self.write().await?;
        let good = sqlx::query("SELECT COUNT(*) FROM tokens WHERE user_id = $1 AND revoked_at = '' AND ends_at > $2");
        let found: i64 = good.bind(owner.id).bind(now()).fetch_one(&mut *writing).await?.try_get(0)?;
        if found >= MOST {
            return Err(Error::Refused(format!("expected fewer than {MOST} tokens of a user, found {found}: revoke some first")));
        }
        let row = sqlx::query(
            "INSERT INTO tokens (hash, user_id, label, scope, made_at, ends_at, used_at, revoked_at)
             VALUES ($1, $2, $3, $4, $5, $6, '', '') RETURNING id",
        )
        .bind(new.hash)
        .bind(owner.id)
        .bind(new.label)
        .bind(new.scope.name())
        .bind(now())
        .bind(new.ends_at)
        .fetch_one(&mut *writing)
        .await?;
        let id: i64 = row.try_get(0)?;
        let detail = format!("{id} {}: {}", new.scope.scope(), new.label);
        write(&mut writing, &by.act("token.add", &owner.name, &detail)).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// The token of a secret's hash and its owner, if it is good at `now`.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn token(&self, hash: &str, now: &str) -> Result<Option<(Token, Account)>, Error> {
        let sql = format!(
            "SELECT {COLUMNS}, {TOKEN} FROM tokens t JOIN users u ON u.id = t.user_id
             WHERE t.hash = $1 AND t.ends_at > $2 AND t.revoked_at = '' AND u.removed_at = ''"
        );
        let row = sqlx::query(AssertSqlSafe(sql)).bind(hash).bind(now).fetch_optional(&self.pool).await?;
        row.map(|row| Ok((token(&row, 7)?, account(&row)?))).transpose()
    }

    /// Keeps that a token was used.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn token_used(&self, id: i64) -> Result<(), Error> {
        let mut writing = self.write().await?;
        sqlx::query("UPDATE tokens SET used_at = $1 WHERE id = $2").bind(now()).bind(id).execute(&mut *writing).await?;
        Ok(writing.commit().await?)
    }

    /// The tokens of a user, or of all users, with their owners' names; newest first.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such user.
    pub async fn tokens(&self, user: Option<&str>) -> Result<Vec<(String, Token)>, Error> {
        let id = match user {
            Some(user) => self.user(user).await?.id,
            None => -1,
        };
        let sql = format!(
            "SELECT u.name, {TOKEN} FROM tokens t JOIN users u ON u.id = t.user_id WHERE ($1 = -1 OR t.user_id = $1) ORDER BY t.id DESC"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(id).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, token(row, 1)?))).collect()
    }

    /// Revokes a token, of a user or of anybody.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is none that is good.
    pub async fn revoke_token(&self, id: i64, user: Option<&str>, by: &Doer<'_>) -> Result<(), Error> {
        let none = || Error::NotFound(format!("the token {id}"));
        let (owner, token) = self.tokens(user).await?.into_iter().find(|(_, token)| token.id == id).ok_or_else(none)?;
        let mut writing = self.write().await?;
        let revoked = sqlx::query("UPDATE tokens SET revoked_at = $1 WHERE id = $2 AND revoked_at = ''")
            .bind(now())
            .bind(id)
            .execute(&mut *writing);
        if revoked.await?.rows_affected() == 0 {
            return Err(none());
        }
        write(&mut writing, &by.act("token.revoke", &owner, &format!("{id}: {}", token.label))).await?;
        Ok(writing.commit().await?)
    }
}

fn token(row: &AnyRow, at: usize) -> Result<Token, Error> {
    Ok(Token {
        id: row.try_get(at)?,
        label: row.try_get(at + 1)?,
        scope: row.try_get::<String, _>(at + 2)?.parse().map_err(Error::Damaged)?,
        made_at: row.try_get(at + 3)?,
        ends_at: row.try_get(at + 4)?,
        used_at: row.try_get(at + 5)?,
        revoked_at: row.try_get(at + 6)?,
    })
}

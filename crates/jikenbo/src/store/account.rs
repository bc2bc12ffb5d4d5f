//! Users: who may do what. Every change is in the audit log, written with it.

use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::audit::{Act, write};
use super::{Error, Store, now};
use crate::users::{Role, fold};

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The number.
    pub id: i64,
    /// The name that is kept with what they change.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether the password is one that somebody else has seen.
    pub must_change: bool,
    /// When they were added (UTC).
    pub added_at: String,
    /// When the password was set (UTC).
    pub changed_at: String,
    /// When they last logged in (UTC); empty for never.
    pub seen_at: String,
}

/// Who changes something, for the audit log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doer<'a> {
    /// The user's name; `local` is whoever sits at the machine.
    pub name: &'a str,
    /// The client's address, or `cli`.
    pub from: &'a str,
}

impl Doer<'_> {
    pub(super) fn act<'b>(&'b self, what: &'b str, subject: &'b str, detail: &'b str) -> Act<'b> {
        Act { who: self.name, from: self.from, what, subject, detail }
    }
}

/// The columns of [`account`], of a table named `u`.
pub(super) const COLUMNS: &str = "u.id, u.name, u.role, u.must_change, u.added_at, u.changed_at, u.seen_at";

impl Store {
    /// Adds a user, or one who was removed again. `password` is its hash; `must_change` if somebody else has seen it.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] if there is one of that name.
    pub async fn add_user(
        &self,
        name: &str,
        role: Role,
        password: &str,
        must_change: bool,
        by: &Doer<'_>,
    ) -> Result<Account, Error> {
        let mut writing = self.write().await?;
        let added = sqlx::query(
            "INSERT INTO users (name, folded, role, password, must_change, added_at, changed_at, seen_at, removed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $6, '', '')
             ON CONFLICT (folded) DO UPDATE SET name = $1, role = $3, password = $4, must_change = $5, added_at = $6,
                changed_at = $6, seen_at = '', removed_at = '' WHERE users.removed_at <> ''",
        )
        .bind(name)
        .bind(fold(name))
        .bind(role.name())
        .bind(password)
        .bind(i64::from(must_change))
        .bind(now())
        .execute(&mut *writing)
        .await?;
        if added.rows_affected() == 0 {
            return Err(Error::Refused(format!("expected a name that nobody has, found {name}")));
        }
        write(&mut writing, &by.act("user.add", name, role.name())).await?;
        let account = named(&mut writing, name).await?;
        writing.commit().await?;
        Ok(account)
    }

    /// Every user, by name.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn users(&self) -> Result<Vec<Account>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM users u WHERE u.removed_at = '' ORDER BY u.folded");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(&self.pool).await?;
        rows.iter().map(account).collect()
    }

    /// A user by name.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is none.
    pub async fn user(&self, name: &str) -> Result<Account, Error> {
        let mut connection = self.pool.acquire().await?;
        named(&mut connection, name).await
    }

    /// A user by number.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is none.
    pub async fn user_numbered(&self, id: i64) -> Result<Account, Error> {
        let found = self.users().await?.into_iter().find(|account| account.id == id);
        found.ok_or_else(|| Error::NotFound(format!("the user {id}")))
    }

    /// The hash of a user's password; `None` if there is no such user.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn password(&self, name: &str) -> Result<Option<String>, Error> {
        let row = sqlx::query("SELECT password FROM users WHERE folded = $1 AND removed_at = ''").bind(fold(name));
        Ok(row.fetch_optional(&self.pool).await?.map(|row| row.try_get(0)).transpose()?)
    }

    /// Whether somebody can log in who may do everything.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn has_administrator(&self) -> Result<bool, Error> {
        let mut connection = self.pool.acquire().await?;
        Ok(administrators(&mut connection).await? > 0)
    }

    /// Gives a user another role; their sessions end.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], or [`Error::Refused`] if no administrator would be left.
    pub async fn set_role(&self, name: &str, role: Role, by: &Doer<'_>) -> Result<Account, Error> {
        let mut writing = self.write().await?;
        let before = named(&mut writing, name).await?;
        sqlx::query("UPDATE users SET role = $1 WHERE id = $2").bind(role.name()).bind(before.id).execute(&mut *writing).await?;
        keep_an_administrator(&mut writing, before.role).await?;
        end_sessions(&mut writing, before.id, -1).await?;
        let detail = format!("{} -> {role}", before.role);
        write(&mut writing, &by.act("user.role", &before.name, &detail)).await?;
        writing.commit().await?;
        Ok(Account { role, ..before })
    }

    /// Sets a password's hash and ends the user's sessions, but for the one of the number `but` (-1 for none). Where somebody
    /// else has set it (`must_change`), the tokens are revoked too: whoever had the old password may have made some.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    pub async fn set_password(
        &self,
        name: &str,
        password: &str,
        must_change: bool,
        but: i64,
        by: &Doer<'_>,
    ) -> Result<(), Error> {
        let mut writing = self.write().await?;
        let account = named(&mut writing, name).await?;
        sqlx::query("UPDATE users SET password = $1, must_change = $2, changed_at = $3 WHERE id = $4")
            .bind(password)
            .bind(i64::from(must_change))
            .bind(now())
            .bind(account.id)
            .execute(&mut *writing)
            .await?;
        end_sessions(&mut writing, account.id, but).await?;
        if must_change {
            revoke_tokens(&mut writing, account.id).await?;
        }
        let what = if must_change { "user.reset" } else { "user.password" };
        write(&mut writing, &by.act(what, &account.name, "")).await?;
        Ok(writing.commit().await?)
    }

    /// Removes a user: sessions end, tokens are revoked, the password is forgotten. What they changed keeps their name.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`], or [`Error::Refused`] if no administrator would be left.
    pub async fn remove_user(&self, name: &str, by: &Doer<'_>) -> Result<Account, Error> {
        let mut writing = self.write().await?;
        let account = named(&mut writing, name).await?;
        sqlx::query("UPDATE users SET password = '', removed_at = $1 WHERE id = $2")
            .bind(now())
            .bind(account.id)
            .execute(&mut *writing)
            .await?;
        keep_an_administrator(&mut writing, account.role).await?;
        end_sessions(&mut writing, account.id, -1).await?;
        revoke_tokens(&mut writing, account.id).await?;
        write(&mut writing, &by.act("user.remove", &account.name, account.role.name())).await?;
        writing.commit().await?;
        Ok(account)
    }
}

async fn named(connection: &mut AnyConnection, name: &str) -> Result<Account, Error> {
    let sql = format!("SELECT {COLUMNS} FROM users u WHERE u.folded = $1 AND u.removed_at = ''");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(fold(name)).fetch_optional(connection).await?;
    let shown: String = name.chars().take(crate::users::LONGEST_NAME).collect();
    account(&row.ok_or_else(|| Error::NotFound(format!("the user {shown}")))?)
}

async fn administrators(connection: &mut AnyConnection) -> Result<i64, Error> {
    let count = sqlx::query("SELECT COUNT(*) FROM users WHERE role = 'administrator' AND removed_at = ''");
    Ok(count.fetch_one(connection).await?.try_get(0)?)
}

/// Where the last administrator goes, nobody could ever let one in again.
async fn keep_an_administrator(connection: &mut AnyConnection, before: Role) -> Result<(), Error> {
    if before == Role::Administrator && administrators(connection).await? == 0 {
        return Err(Error::Refused("expected another administrator to be left, found none".to_owned()));
    }
    Ok(())
}

async fn end_sessions(connection: &mut AnyConnection, user: i64, but: i64) -> Result<(), Error> {
    sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND id <> $2").bind(user).bind(but).execute(connection).await?;
    Ok(())
}

async fn revoke_tokens(connection: &mut AnyConnection, user: i64) -> Result<(), Error> {
    sqlx::query("UPDATE tokens SET revoked_at = $1 WHERE user_id = $2 AND revoked_at = ''")
        .bind(now())
        .bind(user)
        .execute(connection)
        .await?;
    Ok(())
}

/// A user, of the first columns of a row.
pub(super) fn account(row: &AnyRow) -> Result<Account, Error> {
    Ok(Account {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        role: row.try_get::<String, _>(2)?.parse().map_err(Error::Damaged)?,
        must_change: row.try_get::<i64, _>(3)? != 0,
        added_at: row.try_get(4)?,
        changed_at: row.try_get(5)?,
        seen_at: row.try_get(6)?,
    })
}

//! What people keep: queries under a name, names that they watch, and since when things are new to them.

use serde::Serialize;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::case::damaged;
use super::name::{is_about, name_key};
use super::{CaseId, Error, NoticeId, Store, now};

/// A query that somebody kept under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedQuery {
    /// Its number.
    pub id: i64,
    /// The name, which no other has.
    pub name: String,
    /// The query, in the language of the search.
    pub query: String,
    /// By whom.
    pub who: String,
    /// When (UTC).
    pub made_at: String,
}

/// A name that somebody wants told first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WatchedName {
    /// Its number.
    pub id: i64,
    /// The name as it was given; another spelling of it is the same name.
    pub name: String,
    /// By whom.
    pub who: String,
    /// When (UTC).
    pub added_at: String,
}

/// A watched name in a notice that came into the casebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchedHit {
    /// The case.
    pub case: CaseId,
    /// The notice.
    pub notice: NoticeId,
    /// The watched name.
    pub watched: String,
    /// The name as the notice writes it.
    pub name: String,
    /// The part it plays there: see [`super::Named`].
    pub role: String,
}

impl Store {
    /// Every saved query, by name.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn saved_queries(&self) -> Result<Vec<SavedQuery>, Error> {
        let rows = sqlx::query("SELECT id, name, query, who, made_at FROM saved_queries ORDER BY name, id")
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(saved).collect()
    }

    /// Keeps a query under a name.
    ///
    /// # Errors
    ///
    /// [`Error::Conflict`] if another has that name.
    pub async fn save_query(&self, name: &str, query: &str, who: &str) -> Result<SavedQuery, Error> {
        let mut writing = self.write().await?;
        let done = sqlx::query(
            "INSERT INTO saved_queries (name, query, who, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
             RETURNING id, name, query, who, made_at",
        )
        .bind(name)
        .bind(query)
        .bind(who)
        .bind(now())
        .fetch_optional(&mut *writing)
        .await?;
        let done = done.ok_or_else(|| Error::Conflict(format!("the saved query {name}")))?;
        let query = saved(&done)?;
        writing.commit().await?;
        Ok(query)
    }

    /// Gives a saved query another name.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is none of that number, [`Error::Conflict`] if another has the name.
    pub async fn rename_query(&self, id: i64, name: &str) -> Result<(), Error> {
        let mut writing = self.write().await?;
        let taken = sqlx::query("SELECT id FROM saved_queries WHERE name = $1 AND id <> $2").bind(name).bind(id);
        if taken.fetch_optional(&mut *writing).await?.is_some() {
            return Err(Error::Conflict(format!("the saved query {name}")));
        }
        let done =
            sqlx::query("UPDATE saved_queries SET name = $1 WHERE id = $2").bind(name).bind(id).execute(&mut *writing).await?;
        writing.commit().await?;
        found(done.rows_affected(), || format!("the saved query {id}"))
    }

    /// Forgets a saved query.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is none of that number.
    pub async fn remove_query(&self, id: i64) -> Result<(), Error> {
        let mut writing = self.write().await?;
        let done = sqlx::query("DELETE FROM saved_queries WHERE id = $1").bind(id).execute(&mut *writing).await?;
        writing.commit().await?;
        found(done.rows_affected(), || format!("the saved query {id}"))
    }

    /// Every watched name, in the order in which they were added.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn watched_names(&self) -> Result<Vec<WatchedName>, Error> {
        let rows = sqlx::query("SELECT id, name, who, added_at FROM watched_names ORDER BY id").fetch_all(&self.pool).await?;
        rows.iter().map(watched).collect()
    }

    /// Watches a name. One that is watched already, in whatever spelling, stays as it is.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn watch_name(&self, name: &str, who: &str) -> Result<WatchedName, Error> {
        let mut writing = self.write().await?;
        sqlx::query("INSERT INTO watched_names (name, name_key, who, added_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
            .bind(name)
            .bind(name_key(name))
            .bind(who)
            .bind(now())
            .execute(&mut *writing)
            .await?;
        let row = sqlx::query("SELECT id, name, who, added_at FROM watched_names WHERE name_key = $1").bind(name_key(name));
        let kept = watched(&row.fetch_one(&mut *writing).await?)?;
        writing.commit().await?;
        Ok(kept)
    }

    /// No longer watches a name, given by its number or in any spelling.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if it is not watched.
    pub async fn unwatch_name(&self, name: &str) -> Result<WatchedName, Error> {
        let key = name_key(name);
        let all = self.watched_names().await?;
        let one = all.into_iter().find(|w| w.id.to_string() == name || (!key.is_empty() && name_key(&w.name) == key));
        let one = one.ok_or_else(|| Error::NotFound(format!("the watched name {name}")))?;
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM watched_names WHERE id = $1").bind(one.id).execute(&mut *writing).await?;
        writing.commit().await?;
        Ok(one)
    }

    /// The watched names in notices that came into the casebook, in any version, after `since` (UTC).
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn watched_since(&self, since: &str) -> Result<Vec<WatchedHit>, Error> {
        let holds = self.dialect.holds("w.name_key", "x.name_key");
        let sql = format!(
            "SELECT DISTINCT n.case_id, n.id, x.name, w.name, w.role, x.id
             FROM versions v JOIN notices n ON n.id = v.notice_id JOIN names w ON w.notice_id = n.id JOIN watched_names x ON {holds}
             WHERE v.arrived_at > $1 ORDER BY x.id, n.id, w.role"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(since).fetch_all(&self.pool).await?;
        let hits = rows.iter().map(hit).collect::<Result<Vec<_>, _>>()?;
        // The database finds letters; whether they are the name is judged here.
        Ok(hits.into_iter().filter(|hit| is_about(&hit.name, &hit.watched)).collect())
    }

    /// Since when things are new to a user, and when they were last here (UTC); `None` for the first time.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn last_visit(&self, who: &str) -> Result<Option<(String, String)>, Error> {
        let row = sqlx::query("SELECT since, last FROM last_visits WHERE who = $1").bind(who).fetch_optional(&self.pool).await?;
        row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
    }

    /// Keeps since when things are new to a user, and when they were last here (UTC).
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn keep_visit(&self, who: &str, since: &str, last: &str) -> Result<(), Error> {
        let mut writing = self.write().await?;
        sqlx::query("INSERT INTO last_visits (who, since, last) VALUES ($1, $2, $3) ON CONFLICT (who) DO UPDATE SET since = $2, last = $3")
            .bind(who)
            .bind(since)
            .bind(last)
            .execute(&mut *writing)
            .await?;
        Ok(writing.commit().await?)
    }
}

fn found(rows: u64, what: impl FnOnce() -> String) -> Result<(), Error> {
    if rows == 0 { Err(Error::NotFound(what())) } else { Ok(()) }
}

fn saved(row: &AnyRow) -> Result<SavedQuery, Error> {
    Ok(SavedQuery {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        query: row.try_get(2)?,
        who: row.try_get(3)?,
        made_at: row.try_get(4)?,
    })
}

fn watched(row: &AnyRow) -> Result<WatchedName, Error> {
    Ok(WatchedName { id: row.try_get(0)?, name: row.try_get(1)?, who: row.try_get(2)?, added_at: row.try_get(3)? })
}

fn hit(row: &AnyRow) -> Result<WatchedHit, Error> {
    Ok(WatchedHit {
        case: row.try_get::<String, _>(0)?.parse().map_err(damaged)?,
        notice: row.try_get::<String, _>(1)?.parse().map_err(damaged)?,
        watched: row.try_get(2)?,
        name: row.try_get(3)?,
        role: row.try_get(4)?,
    })
}

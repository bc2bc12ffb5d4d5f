//! Sources: the addresses that a person wants watched.

use serde::Serialize;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{Error, Store, now};

/// An address that is watched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its number, by which it can be named.
    pub id: i64,
    /// The address.
    pub url: String,
    /// What the person calls it.
    pub label: String,
    /// Seconds from one look to the next.
    pub every_seconds: i64,
    /// How many links deep pages are taken from an index of links.
    pub follow: i64,
    /// Not looked at for now.
    pub paused: bool,
    /// When it was added (UTC).
    pub added_at: String,
    /// When it is due (UTC).
    pub next_at: String,
    /// When it was last looked at; empty for never.
    pub tried_at: String,
    /// When that last succeeded; empty for never.
    pub good_at: String,
    /// Failures one after another.
    pub failures: i64,
    /// Why the last look failed; empty if it did not.
    pub error: String,
    /// The next older page of a paged feed that is still to be walked; empty if there is none.
    pub backfill: String,
    /// Addresses known through it.
    pub pages: i64,
    /// Notices found at these addresses.
    pub notices: i64,
}

/// What a person says of an address to be watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSource {
    /// The address.
    pub url: String,
    /// What to call it; may be empty.
    pub label: String,
    /// Seconds from one look to the next.
    pub every_seconds: i64,
    /// How many links deep pages are taken from an index of links.
    pub follow: i64,
    /// Whether a paged feed is walked to its end.
    pub backfill: bool,
}

/// How a look at a source ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// When (UTC).
    pub at: String,
    /// When to look again (UTC).
    pub next_at: String,
    /// Why it failed; `None` if it did not.
    pub error: Option<String>,
    /// The next older page that is still to be walked; `None` leaves what is known.
    pub backfill: Option<String>,
}

impl Store {
    /// Adds a source, due at once. One that is there already takes the new label, interval and depth.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn add_source(&self, new: &NewSource) -> Result<Source, Error> {
        let mut writing = self.write().await?;
        sqlx::query(
            "INSERT INTO sources (url, label, every_seconds, follow, paused, added_at, next_at, tried_at, good_at, failures, error,
                backfill)
             VALUES ($1, $2, $3, $4, 0, $5, $5, '', '', 0, '', $6)
             ON CONFLICT (url) DO UPDATE SET label = $2, every_seconds = $3, follow = $4, next_at = $5, paused = 0, failures = 0,
                error = '', backfill = CASE WHEN $6 = '' THEN sources.backfill ELSE $6 END",
        )
        .bind(&new.url)
        .bind(&new.label)
        .bind(new.every_seconds)
        .bind(new.follow)
        .bind(now())
        .bind(if new.backfill { new.url.as_str() } else { "" })
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        self.source(&new.url).await
    }

    /// A source by its number or address.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if it is none.
    pub async fn source(&self, name: &str) -> Result<Source, Error> {
        let all = self.sources().await?;
        let found = all.into_iter().find(|s| s.url == name || s.id.to_string() == name);
        found.ok_or_else(|| Error::NotFound(format!("the source {name}")))
    }

    /// Every source, in the order in which they were added.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn sources(&self) -> Result<Vec<Source>, Error> {
        let rows = sqlx::query(
            "SELECT s.id, s.url, s.label, s.every_seconds, s.follow, s.paused, s.added_at, s.next_at, s.tried_at, s.good_at,
                s.failures, s.error, s.backfill, (SELECT COUNT(*) FROM pages p WHERE p.source_id = s.id),
                (SELECT COUNT(DISTINCT a.notice_id) FROM pages p JOIN visits v ON v.url = p.url
                    JOIN appearances a ON a.capture_id = v.capture_id WHERE p.source_id = s.id)
             FROM sources s ORDER BY s.id",
        )
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(source).collect()
    }

    /// Stops watching a source. What came from it stays.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if it is none.
    pub async fn remove_source(&self, name: &str) -> Result<Source, Error> {
        let source = self.source(name).await?;
        let mut writing = self.write().await?;
        // Its pages are no longer asked either.
        sqlx::query("UPDATE pages SET next_at = '', source_id = NULL WHERE source_id = $1")
            .bind(source.id)
            .execute(&mut *writing)
            .await?;
        sqlx::query("DELETE FROM sources WHERE id = $1").bind(source.id).execute(&mut *writing).await?;
        writing.commit().await?;
        Ok(source)
    }

    /// Pauses a source and its pages, or goes on with them.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if it is none.
    pub async fn pause_source(&self, name: &str, paused: bool) -> Result<Source, Error> {
        let source = self.source(name).await?;
        let mut writing = self.write().await?;
        sqlx::query("UPDATE sources SET paused = $1 WHERE id = $2")
            .bind(i64::from(paused))
            .bind(source.id)
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(Source { paused, ..source })
    }

    /// Takes a source that is due, so that no other run looks at it at the same time: puts it off to `until`, unless someone
    /// else has done so since it was seen.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn claim(&self, source: &Source, until: &str) -> Result<bool, Error> {
        let mut writing = self.write().await?;
        let done = sqlx::query("UPDATE sources SET next_at = $1 WHERE id = $2 AND next_at = $3 AND paused = 0")
            .bind(until)
            .bind(source.id)
            .bind(&source.next_at)
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// Keeps how a look at a source ended.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn looked(&self, source: i64, looked: &Looked) -> Result<(), Error> {
        let mut writing = self.write().await?;
        sqlx::query(
            "UPDATE sources SET tried_at = $1, next_at = $2, error = $3,
                good_at = CASE WHEN $3 = '' THEN $1 ELSE good_at END,
                failures = CASE WHEN $3 = '' THEN 0 ELSE failures + 1 END,
                backfill = CASE WHEN $4 = 1 THEN $5 ELSE backfill END
             WHERE id = $6",
        )
        .bind(&looked.at)
        .bind(&looked.next_at)
        .bind(looked.error.as_deref().unwrap_or(""))
        .bind(i64::from(looked.backfill.is_some()))
        .bind(looked.backfill.as_deref().unwrap_or(""))
        .bind(source)
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }
}

fn source(row: &AnyRow) -> Result<Source, Error> {
    Ok(Source {
        id: row.try_get(0)?,
        url: row.try_get(1)?,
        label: row.try_get(2)?,
        every_seconds: row.try_get(3)?,
        follow: row.try_get(4)?,
        paused: row.try_get::<i64, _>(5)? != 0,
        added_at: row.try_get(6)?,
        next_at: row.try_get(7)?,
        tried_at: row.try_get(8)?,
        good_at: row.try_get(9)?,
        failures: row.try_get(10)?,
        error: row.try_get(11)?,
        backfill: row.try_get(12)?,
        pages: row.try_get(13)?,
        notices: row.try_get(14)?,
    })
}

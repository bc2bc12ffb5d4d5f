//! Reading the archive again: the texts out, the new readings in. Corrections, ids and captures are not touched; what a
//! new reading says otherwise than a person did waits for a person.

use jikenbo_model::{Notice, Reading, to_json};
use serde_json::Value;
use sqlx::Row;

use super::case::{damaged, notice};
use super::correct::corrected;
use super::derive::ListRow;
use super::effective::refresh;
use super::put::{put_list_row, put_reading};
use super::queue::{doubts, replace_waiting};
use super::{Error, NoticeId, Store, now};

/// A version that can be read again, and what was read from it before.
#[derive(Debug, Clone, PartialEq)]
pub struct Stale {
    /// Where it stands in the casebook's own order: give the last one's to get the next batch.
    pub seq: i64,
    /// The notice.
    pub id: NoticeId,
    /// Which version of it.
    pub n: i64,
    /// Whether it is the newest, which the list shows.
    pub newest: bool,
    /// Its text.
    pub notice: Notice,
    /// What was read before; null if that is no JSON any more.
    pub record_json: Value,
}

/// A version with its new reading.
#[derive(Debug, Clone)]
pub struct Reread<'a> {
    /// What was read again.
    pub of: &'a Stale,
    /// What was read.
    pub reading: Reading,
}

impl Store {
    /// The versions of the next `limit` notices after `seq` (0 to begin), or of one notice.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn stale(&self, after: i64, limit: u32, only: Option<&NoticeId>) -> Result<Vec<Stale>, Error> {
        let rows = sqlx::query(
            "SELECT v.text, v.marks, v.url, v.near, n.seq, n.id, v.n, r.record,
                (SELECT MAX(w.n) FROM versions w WHERE w.notice_id = n.id)
             FROM notices n JOIN versions v ON v.notice_id = n.id
             LEFT JOIN readings r ON r.notice_id = v.notice_id AND r.n = v.n
             WHERE n.seq IN (SELECT seq FROM notices WHERE seq > $1 AND ($3 = '' OR id = $3) ORDER BY seq LIMIT $2)
             ORDER BY n.seq, v.n",
        )
        .bind(after)
        .bind(i64::from(limit))
        .bind(only.map(ToString::to_string).unwrap_or_default())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(stale).collect()
    }

    /// Stores new readings in place of the old ones: all of them, or nothing.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn put_readings(&self, readings: &[Reread<'_>], rules: &str) -> Result<(), Error> {
        let mut writing = self.write().await?;
        let corrected = corrected(&mut writing).await?;
        for Reread { of, reading } in readings {
            let (id, at) = (of.id.to_string(), now());
            let record = to_json(reading, &of.notice.text);
            put_reading(&mut writing, &id, of.n, &record.to_string(), rules, &at).await?;
            if !of.newest {
                continue;
            }
            if corrected.contains(&id) {
                refresh(&mut writing, &of.id, &at).await?;
                continue;
            }
            put_list_row(&mut writing, &id, &ListRow::new(&of.notice, reading), &at).await?;
            if of.record_json["doubts"] != record["doubts"] {
                replace_waiting(&mut writing, &id, &doubts(reading), &at).await?;
            }
        }
        Ok(writing.commit().await?)
    }
}

fn stale(row: &sqlx::any::AnyRow) -> Result<Stale, Error> {
    let n = row.try_get(6)?;
    let id: String = row.try_get(5)?;
    let record: Option<String> = row.try_get(7)?;
    Ok(Stale {
        seq: row.try_get(4)?,
        id: id.parse().map_err(damaged)?,
        n,
        newest: row.try_get::<i64, _>(8)? == n,
        notice: notice(row)?,
        record_json: record.and_then(|r| serde_json::from_str(&r).ok()).unwrap_or(Value::Null),
    })
}

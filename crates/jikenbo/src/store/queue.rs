//! What waits for a person: doubts, and where a reading disagrees with what persons said. Derived, made anew with the list.

use std::collections::BTreeMap;

use jikenbo_model::Reading;
use serde::Serialize;
use sqlx::{AnyConnection, AssertSqlSafe, Row};

use super::case::damaged;
use super::{CaseId, Error, NoticeId, Store};
use crate::corrections::Effective;

/// The kind of a row that stands for doubts.
const DOUBT: &str = "doubt";
/// The kind of a row that says that a notice is done: nothing waits.
const REVIEWED: &str = "reviewed";

/// So much of one sort waits in a notice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Waiting {
    /// `doubt`, or the name of an [`crate::corrections::IssueKind`].
    pub kind: String,
    /// Under which key of the record.
    pub key: String,
    /// How many.
    pub many: i64,
}

/// A line of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Queued {
    /// The case.
    pub case: CaseId,
    /// The notice.
    pub notice: NoticeId,
    /// What waits there.
    #[serde(flatten)]
    pub waiting: Waiting,
    /// Since when (UTC).
    pub since: String,
    /// The notice's title.
    pub title: String,
    /// Whose incident it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
}

/// Which lines of the queue are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Queue {
    /// `doubt`, the name of a disagreement, or empty for all disagreements.
    pub kind: String,
    /// A key of the record, or empty for any.
    pub key: String,
    /// The cursor of the last line that was seen; empty to begin.
    pub after: String,
    /// At most so many.
    pub limit: u32,
}

impl Queued {
    /// What to give as [`Queue::after`] for the lines behind this one.
    #[must_use]
    pub fn cursor(&self) -> String {
        [&*self.since, &*self.notice.to_string(), &*self.waiting.kind, &*self.waiting.key].join("~")
    }
}

/// The doubts of a reading, by key.
pub(super) fn doubts(reading: &Reading) -> Vec<Waiting> {
    counted(reading.doubts.iter().map(|doubt| (DOUBT, doubt.key.to_string())))
}

/// Everything that waits in a notice; that it is done, if nothing does.
pub(super) fn waiting(of: &Effective) -> Vec<Waiting> {
    let mut all = doubts(&of.reading);
    all.extend(counted(of.standings.open().map(|issue| (issue.kind.name(), issue.claim.key.clone()))));
    if of.standings.reviewed {
        all.push(Waiting { kind: REVIEWED.to_owned(), key: String::new(), many: 1 });
    }
    all
}

fn counted(all: impl Iterator<Item = (&'static str, String)>) -> Vec<Waiting> {
    let mut counts: BTreeMap<(&str, String), i64> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts.into_iter().map(|((kind, key), many)| Waiting { kind: kind.to_owned(), key, many }).collect()
}

/// Stores what waits in a notice that had nothing waiting.
pub(super) async fn put_waiting(to: &mut AnyConnection, notice: &str, all: &[Waiting], since: &str) -> Result<(), Error> {
    for waiting in all {
        put(to, notice, waiting, since).await?;
    }
    Ok(())
}

async fn put(to: &mut AnyConnection, notice: &str, waiting: &Waiting, since: &str) -> Result<(), Error> {
    let insert = sqlx::query("INSERT INTO review_rows (notice_id, kind, record_key, many, since) VALUES ($1, $2, $3, $4, $5)");
    insert.bind(notice).bind(&waiting.kind).bind(&waiting.key).bind(waiting.many).bind(since).execute(to).await?;
    Ok(())
}

/// Stores what waits in a notice in place of what did. What waited before goes on waiting since then.
pub(super) async fn replace_waiting(to: &mut AnyConnection, notice: &str, all: &[Waiting], now: &str) -> Result<(), Error> {
    let rows = sqlx::query("SELECT kind, record_key, many, since FROM review_rows WHERE notice_id = $1");
    let rows = rows.bind(notice).fetch_all(&mut *to).await?;
    let mut before: BTreeMap<(String, String), (i64, String)> = BTreeMap::new();
    for row in rows {
        before.insert((row.try_get(0)?, row.try_get(1)?), (row.try_get(2)?, row.try_get(3)?));
    }
    sqlx::query("DELETE FROM review_rows WHERE notice_id = $1").bind(notice).execute(&mut *to).await?;
    for waiting in all {
        let was = before.get(&(waiting.kind.clone(), waiting.key.clone()));
        let since = was.filter(|(many, _)| *many >= waiting.many).map_or(now, |(_, since)| since.as_str());
        put(to, notice, waiting, since).await?;
    }
    Ok(())
}

impl Store {
    /// What waits, the newest first.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn queue(&self, queue: &Queue) -> Result<Vec<Queued>, Error> {
        let kind = match queue.kind.as_str() {
            "" => "q.kind IN ('differs', 'not_found', 'elsewhere', 'words_gone', 'agrees') AND $1 = ''",
            _ => "q.kind = $1",
        };
        let sql = format!(
            "SELECT n.case_id, q.notice_id, q.kind, q.record_key, q.many, q.since, l.title, l.organization
             FROM review_rows q JOIN notices n ON n.id = q.notice_id JOIN list_rows l ON l.notice_id = q.notice_id
             WHERE {kind} AND ($2 = '' OR q.record_key = $2) AND ($3 = '' OR q.since < $3 OR (q.since = $3
                AND (q.notice_id > $4 OR (q.notice_id = $4 AND (q.kind > $5 OR (q.kind = $5 AND q.record_key > $6))))))
             ORDER BY q.since DESC, q.notice_id, q.kind, q.record_key LIMIT $7"
        );
        let mut after = queue.after.splitn(4, '~').map(str::to_owned);
        let mut part = || after.next().unwrap_or_default();
        let query = sqlx::query(AssertSqlSafe(sql)).bind(&queue.kind).bind(&queue.key);
        let query = query.bind(part()).bind(part()).bind(part()).bind(part()).bind(i64::from(queue.limit));
        query.fetch_all(&self.pool).await?.iter().map(queued).collect()
    }

    /// How much waits, by kind and key.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn waiting(&self) -> Result<Vec<Waiting>, Error> {
        let rows = sqlx::query(
            "SELECT kind, record_key, CAST(SUM(many) AS BIGINT) FROM review_rows WHERE kind <> 'reviewed'
             GROUP BY kind, record_key ORDER BY kind, record_key",
        );
        let rows = rows.fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(Waiting { kind: row.try_get(0)?, key: row.try_get(1)?, many: row.try_get(2)? })).collect()
    }

    /// The notice after this one, in the order of the list, that nobody has reviewed.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn next_to_review(&self, after: &NoticeId) -> Result<Option<(CaseId, NoticeId)>, Error> {
        let row = sqlx::query(
            "SELECT n.case_id, l.notice_id FROM list_rows l JOIN notices n ON n.id = l.notice_id
             JOIN list_rows h ON h.notice_id = $1
             WHERE l.sort_day <= h.sort_day AND (l.sort_day < h.sort_day OR (l.sort_day = h.sort_day AND (l.clipped_at < h.clipped_at
                OR (l.clipped_at = h.clipped_at AND l.notice_id > h.notice_id))))
                AND NOT EXISTS (SELECT 1 FROM review_rows q WHERE q.notice_id = l.notice_id AND q.kind = 'reviewed')
             ORDER BY l.sort_day DESC, l.clipped_at DESC, l.notice_id LIMIT 1",
        );
        let row = row.bind(after.to_string()).fetch_optional(&self.pool).await?;
        let ids = |row: sqlx::any::AnyRow| -> Result<_, Error> {
            let (case, notice): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            Ok((case.parse().map_err(damaged)?, notice.parse().map_err(damaged)?))
        };
        row.map(ids).transpose()
    }

    /// The notices of which persons said anything, and of these, if wanted, only those that are reviewed wholly.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn corrected_notices(&self, only_reviewed: bool) -> Result<Vec<NoticeId>, Error> {
        let sql = if only_reviewed {
            "SELECT n.id FROM notices n JOIN review_rows q ON q.notice_id = n.id AND q.kind = 'reviewed' ORDER BY n.seq"
        } else {
            "SELECT n.id FROM notices n WHERE n.id IN (SELECT notice_id FROM corrections) ORDER BY n.seq"
        };
        let rows = sqlx::query(sql).fetch_all(&self.pool).await?;
        rows.iter().map(|row| row.try_get::<String, _>(0)?.parse().map_err(damaged)).collect()
    }
}

fn queued(row: &sqlx::any::AnyRow) -> Result<Queued, Error> {
    let id = |at: usize| row.try_get::<String, _>(at);
    Ok(Queued {
        case: id(0)?.parse().map_err(damaged)?,
        notice: id(1)?.parse().map_err(damaged)?,
        waiting: Waiting { kind: row.try_get(2)?, key: row.try_get(3)?, many: row.try_get(4)? },
        since: row.try_get(5)?,
        title: row.try_get(6)?,
        organization: row.try_get(7)?,
    })
}

//! What is new: the versions that came into the casebook since some time, the days of the last weeks, the sources that fail.

use jikenbo_model::{Code, Count, Date};
use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use super::{CaseId, Error, NoticeId, Store};

/// A version of a notice that came into the casebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The case.
    pub case: CaseId,
    /// The notice.
    pub notice: NoticeId,
    /// Which version of it, from 1.
    pub n: i64,
    /// When it came (UTC).
    pub at: String,
    /// The day that the notice is sorted by; empty if none is known.
    pub day: String,
    /// Whether something of the case was there before.
    pub known_case: bool,
}

/// A notice of one of the last weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayLine {
    /// The case.
    pub case: CaseId,
    /// The day of publication.
    pub day: Date,
    /// Whose incident it is.
    pub organization: Option<String>,
    /// What happened.
    pub kinds: Vec<Code>,
    /// The figure that tells how large it was.
    pub headline: Option<Count>,
}

/// A source that fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failing {
    /// The address.
    pub url: String,
    /// What the person calls it.
    pub label: String,
    /// Failures one after another.
    pub failures: i64,
    /// Why the last look failed.
    pub error: String,
    /// When a look last succeeded (UTC); empty for never.
    pub good_at: String,
}

impl Store {
    /// The versions that came after `since` (UTC, as [`super::now`] writes it), those of the newest notices first, at most `limit`.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn arrivals(&self, since: &str, limit: u32) -> Result<Vec<Arrival>, Error> {
        let sql = format!(
            "SELECT n.case_id, n.id, v.n, v.arrived_at, COALESCE(r.sort_day, ''),
                (SELECT COUNT(*) FROM notices m JOIN versions o ON o.notice_id = m.id
                    WHERE m.case_id = n.case_id AND o.arrived_at <= $1)
             FROM versions v JOIN notices n ON n.id = v.notice_id LEFT JOIN list_rows r ON r.notice_id = n.id
             WHERE v.arrived_at > $1 ORDER BY 5 DESC, v.arrived_at DESC, n.seq DESC, v.n DESC LIMIT {limit}"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(since).fetch_all(&self.pool).await?;
        rows.iter().map(arrival).collect()
    }

    /// The notices published on a day from `from` to `to`, at most `limit`; those of which only a month is known are on no day.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn days(&self, from: Date, to: Date, limit: u32) -> Result<Vec<DayLine>, Error> {
        let sql = format!(
            "SELECT n.case_id, r.sort_day, r.organization, r.kinds, r.headline FROM list_rows r JOIN notices n ON n.id = r.notice_id
             WHERE r.sort_day >= $1 AND r.sort_day <= $2 AND length(r.sort_day) = 10
             ORDER BY r.sort_day DESC, r.clipped_at DESC LIMIT {limit}"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(from.to_string()).bind(to.to_string()).fetch_all(&self.pool).await?;
        rows.iter().map(day_line).collect()
    }

    /// The sources that have failed at least so often one after another, and are not paused.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn failing_sources(&self, least: i64) -> Result<Vec<Failing>, Error> {
        let sql = "SELECT url, label, failures, error, good_at FROM sources WHERE failures >= $1 AND paused = 0 ORDER BY id";
        let rows = sqlx::query(sql).bind(least).fetch_all(&self.pool).await?;
        let failing = |row: &AnyRow| {
            Ok(Failing {
                url: row.try_get(0)?,
                label: row.try_get(1)?,
                failures: row.try_get(2)?,
                error: row.try_get(3)?,
                good_at: row.try_get(4)?,
            })
        };
        rows.iter().map(failing).collect()
    }
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged(error.to_string())
}

fn arrival(row: &AnyRow) -> Result<Arrival, Error> {
    Ok(Arrival {
        case: row.try_get::<String, _>(0)?.parse().map_err(damaged)?,
        notice: row.try_get::<String, _>(1)?.parse().map_err(damaged)?,
        n: row.try_get(2)?,
        at: row.try_get(3)?,
        day: row.try_get(4)?,
        known_case: row.try_get::<i64, _>(5)? > 0,
    })
}

fn day_line(row: &AnyRow) -> Result<DayLine, Error> {
    let text = |n: usize| row.try_get::<Option<String>, _>(n);
    Ok(DayLine {
        case: row.try_get::<String, _>(0)?.parse().map_err(damaged)?,
        day: row.try_get::<String, _>(1)?.parse().map_err(damaged)?,
        organization: text(2)?,
        kinds: text(3)?.unwrap_or_default().split_whitespace().map(Code::from).collect(),
        headline: text(4)?.and_then(|c| serde_json::from_str(&c).ok()),
    })
}

//! The list: a line per notice, the newest first. Which notices a query finds is asked of the search.

use std::collections::HashMap;

use jikenbo_model::{Code, Count, Date};
use serde::Serialize;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::case::damaged;
use super::{CaseId, Error, NoticeId, Store};

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The case.
    pub case: CaseId,
    /// The notice; `None` where the case was taken over without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<NoticeId>,
    /// The date of the notice, if it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// The date it is sorted by: `published`, else a day near it known from the page, else its first event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Whose incident it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// A code of `organization.sector`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<Code>,
    /// What happened.
    pub kinds: Vec<Code>,
    /// The figure that tells how large it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<Count>,
    /// The headline; the first line where none was read.
    pub title: String,
    /// When the notice came into the casebook (UTC).
    pub clipped_at: String,
}

impl Store {
    /// The lines of the newest notices, those without any date last, at most `limit`.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn list(&self, limit: u32) -> Result<Vec<Row>, Error> {
        let rows = sqlx::query(
            "SELECT n.case_id, n.id, r.published, r.sort_day, r.organization, r.sector, r.kinds, r.headline, r.title, r.clipped_at
             FROM list_rows r JOIN notices n ON n.id = r.notice_id
             ORDER BY r.sort_day DESC, r.clipped_at DESC, n.seq LIMIT $1",
        );
        rows.bind(i64::from(limit)).fetch_all(&self.pool).await?.iter().map(row).collect()
    }

    /// The newest texts of some notices, asked for at once. Of one that is gone there is none.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn texts(&self, ids: &[NoticeId]) -> Result<HashMap<NoticeId, String>, Error> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let places: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT v.notice_id, v.text FROM versions v WHERE v.notice_id IN ({})
             AND v.n = (SELECT MAX(w.n) FROM versions w WHERE w.notice_id = v.notice_id)",
            places.join(", ")
        );
        let query = ids.iter().fold(sqlx::query(sqlx::AssertSqlSafe(sql)), |query, id| query.bind(id.to_string()));
        let text = |row: &AnyRow| Ok((row.try_get::<String, _>(0)?.parse().map_err(damaged)?, row.try_get(1)?));
        query.fetch_all(&self.pool).await?.iter().map(text).collect()
    }

    /// How many notices there are.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn count(&self) -> Result<u64, Error> {
        let row = sqlx::query("SELECT COUNT(*) FROM list_rows").fetch_one(&self.pool).await?;
        Ok(row.try_get::<i64, _>(0)?.unsigned_abs())
    }
}

fn row(row: &AnyRow) -> Result<Row, Error> {
    let id = |n: usize| row.try_get::<String, _>(n);
    let text = |n: usize| row.try_get::<Option<String>, _>(n);
    Ok(Row {
        case: id(0)?.parse().map_err(damaged)?,
        notice: Some(id(1)?.parse().map_err(damaged)?),
        published: text(2)?.and_then(|d| d.parse().ok()),
        date: text(3)?.and_then(|d| d.parse().ok()),
        organization: text(4)?,
        sector: text(5)?.map(|s| Code::from(s.as_str())),
        kinds: text(6)?.unwrap_or_default().split_whitespace().map(Code::from).collect(),
        headline: text(7)?.and_then(|c| serde_json::from_str(&c).ok()),
        title: row.try_get(8)?,
        clipped_at: row.try_get(9)?,
    })
}

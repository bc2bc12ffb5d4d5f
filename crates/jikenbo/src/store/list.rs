//! The list: a line per notice, filtered and sorted.

use jikenbo_model::{Code, Count, Date};
use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use super::derive::{first_day, last_day};
use super::fold::for_search;
use super::{CaseId, Dialect, Error, NoticeId, Store};

/// Which notices are wanted. The default wants all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words that must all occur in title, organisation or text; width and case do not matter.
    pub words: Vec<String>,
    /// A code of `kinds`.
    pub kind: Option<String>,
    /// A code of `organization.sector`.
    pub sector: Option<String>,
    /// A part of the organisation's name; width and case do not matter.
    pub org: Option<String>,
    /// Not before this day (or the first day of this month or year).
    pub since: Option<Date>,
    /// Not after this day (or the last day of this month or year).
    pub until: Option<Date>,
    /// At most so many; all if absent.
    pub limit: Option<u32>,
    /// Leave out so many first.
    pub offset: u32,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The case.
    pub case: CaseId,
    /// The notice.
    pub notice: NoticeId,
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
    /// The lines a query wants: newest first, those without any date last.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn list(&self, query: &Query) -> Result<Vec<Row>, Error> {
        let Filter { condition, values } = Filter::new(self.dialect, query);
        let limit = query.limit.map_or(i64::MAX, i64::from);
        let sql = format!(
            "SELECT n.case_id, n.id, r.published, r.sort_day, r.organization, r.sector, r.kinds, r.headline, r.title, r.clipped_at
             FROM list_rows r JOIN notices n ON n.id = r.notice_id{condition}
             ORDER BY r.sort_day DESC, r.clipped_at DESC, n.seq LIMIT {limit} OFFSET {}",
            query.offset
        );
        let rows = values.iter().fold(sqlx::query(AssertSqlSafe(sql)), |q, v| q.bind(v)).fetch_all(&self.pool).await?;
        rows.iter().map(row).collect()
    }

    /// How many lines a query wants, whatever its `limit` and `offset`.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn count(&self, query: &Query) -> Result<u64, Error> {
        let Filter { condition, values } = Filter::new(self.dialect, query);
        let sql = format!("SELECT COUNT(*) FROM list_rows r{condition}");
        let row = values.iter().fold(sqlx::query(AssertSqlSafe(sql)), |q, v| q.bind(v)).fetch_one(&self.pool).await?;
        Ok(row.try_get::<i64, _>(0)?.unsigned_abs())
    }
}

/// A query's condition, and the values of its placeholders.
struct Filter {
    condition: String,
    values: Vec<String>,
}

impl Filter {
    fn new(dialect: Dialect, query: &Query) -> Self {
        let mut filter = Self { condition: String::new(), values: Vec::new() };
        for word in query.words.iter().map(|w| for_search(w)).filter(|w| !w.is_empty()) {
            filter.and(word, |n| dialect.holds("r.folded", n));
        }
        if let Some(kind) = &query.kind {
            filter.and(format!(" {kind} "), |n| dialect.holds("r.kinds", n));
        }
        if let Some(sector) = &query.sector {
            filter.and(sector.clone(), |n| format!("r.sector = ${n}"));
        }
        if let Some(org) = query.org.as_deref().map(for_search).filter(|o| !o.is_empty()) {
            filter.and(org, |n| dialect.holds("r.organization_folded", n));
        }
        if let Some(since) = query.since {
            filter.and(first_day(since), |n| format!("r.last_day >= ${n}"));
        }
        if let Some(until) = query.until {
            filter.and(last_day(until), |n| format!("r.first_day <> '' AND r.first_day <= ${n}"));
        }
        filter
    }

    fn and(&mut self, value: String, condition: impl FnOnce(usize) -> String) {
        self.values.push(value);
        self.condition.push_str(if self.values.len() == 1 { " WHERE " } else { " AND " });
        self.condition.push_str(&condition(self.values.len()));
    }
}

fn row(row: &AnyRow) -> Result<Row, Error> {
    let id = |n: usize| row.try_get::<String, _>(n);
    let damaged = |error: super::IdError| Error::Damaged(error.to_string());
    let text = |n: usize| row.try_get::<Option<String>, _>(n);
    Ok(Row {
        case: id(0)?.parse().map_err(damaged)?,
        notice: id(1)?.parse().map_err(damaged)?,
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

//! The names in the casebook: who is named, how often, and where. Derived, and made with each line of the list.

use jikenbo_model::{Code, Count, Date};
use jikenbo_search::Facts;
use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};

use super::case::damaged;
use super::derive::ListRow;
use super::name::{INITIALS, SERVICE, VICTIM, name_key, reading};
use super::{CaseId, Error, NoticeId, Store};

/// So many notices are named in one transaction when a casebook of an older layout is opened.
const BATCH: usize = 500;

/// In which order names are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NameSort {
    /// Those of the most cases first.
    #[default]
    Cases,
    /// By reading.
    Reading,
    /// Those named last first.
    Newest,
}

/// Which names are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameQuery {
    /// Part of the name; width, case, blanks and legal forms do not matter. Empty for any.
    pub part: String,
    /// Only those under this one of [`INITIALS`].
    pub initial: Option<usize>,
    /// Whether services are wanted beside organisations.
    pub services: bool,
    /// The order.
    pub sort: NameSort,
    /// At most so many.
    pub limit: u32,
    /// Leave out so many first.
    pub offset: u32,
}

/// A name, over all its spellings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameLine {
    /// What its spellings have in common: see [`name_key`].
    #[serde(skip)]
    pub key: String,
    /// The spelling that occurs most often.
    pub name: String,
    /// In how many cases it is named.
    pub cases: i64,
    /// In how many of them as the organisation whose incident it is.
    pub as_victim: i64,
    /// The first day of a notice that names it, as far as that was read; empty if no notice has a date.
    pub first: String,
    /// The last such day.
    pub last: String,
}

/// A notice that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The case.
    pub case: CaseId,
    /// The notice; `None` where the case was taken over without one.
    pub notice: Option<NoticeId>,
    /// The part that it plays there.
    pub role: Code,
    /// The spelling.
    pub name: String,
    /// The day that the notice is sorted by; empty if none is known.
    pub day: String,
    /// The date of the notice, if it was read.
    pub published: Option<Date>,
    /// Whose incident it is.
    pub organization: Option<String>,
    /// Its sector.
    pub sector: Option<Code>,
    /// What happened.
    pub kinds: Vec<Code>,
    /// The figure that tells how large it was.
    pub headline: Option<Count>,
    /// The notice's headline.
    pub title: String,
}

/// Stores the names of a notice in place of those before.
pub(super) async fn put_names(to: &mut AnyConnection, notice: &str, row: &ListRow) -> Result<(), Error> {
    sqlx::query("DELETE FROM names WHERE notice_id = $1").bind(notice).execute(&mut *to).await?;
    for named in &row.names {
        sqlx::query("INSERT INTO names (notice_id, role, name, name_key, reading, day) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(notice)
            .bind(named.role.as_str())
            .bind(&named.name)
            .bind(name_key(&named.name))
            .bind(reading(&named.name))
            .bind(&row.sort_day)
            .execute(&mut *to)
            .await?;
    }
    Ok(())
}

impl Store {
    /// Finds the names of notices whose lines were written by an older version of the program.
    pub(super) async fn name_the_unnamed(&self) -> Result<(), Error> {
        loop {
            let sql = format!("SELECT notice_id FROM list_rows WHERE named = 0 LIMIT {BATCH}");
            let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&self.pool).await?;
            if rows.is_empty() {
                return Ok(());
            }
            let mut found = Vec::with_capacity(rows.len());
            for row in &rows {
                let id: String = row.try_get(0)?;
                let notice = self.notice(&id.parse().map_err(damaged)?).await?;
                found.push((id, notice.map(|n| ListRow::new(&n.notice, &n.reading))));
            }
            let mut writing = self.write().await?;
            for (id, row) in &found {
                if let Some(row) = row {
                    put_names(&mut writing, id, row).await?;
                }
                sqlx::query("UPDATE list_rows SET named = 1 WHERE notice_id = $1").bind(id).execute(&mut *writing).await?;
            }
            writing.commit().await?;
        }
    }

    /// The names that are wanted, a line a name.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn names(&self, query: &NameQuery) -> Result<Vec<NameLine>, Error> {
        let (condition, values) = self.names_wanted(query);
        let order = match query.sort {
            NameSort::Cases => "3 DESC, 7, 1",
            NameSort::Reading => "7, 1",
            NameSort::Newest => "6 DESC, 7, 1",
        };
        let sql = format!(
            "SELECT w.name_key, MIN(w.name), COUNT(DISTINCT w.case_id),
                COUNT(DISTINCT CASE WHEN w.role = '{VICTIM}' THEN w.case_id END),
                COALESCE(MIN(NULLIF(w.day, '')), ''), MAX(w.day), MIN(w.reading)
             FROM given_names w{condition}
             GROUP BY w.name_key ORDER BY {order} LIMIT {} OFFSET {}",
            query.limit, query.offset
        );
        let rows = values.iter().fold(sqlx::query(AssertSqlSafe(sql)), |q, v| q.bind(v)).fetch_all(&self.pool).await?;
        let mut lines: Vec<NameLine> = rows.iter().map(line).collect::<Result<_, _>>()?;
        for line in &mut lines {
            line.name = self.spellings(&line.key).await?.into_iter().next().map_or_else(String::new, |(name, _)| name);
        }
        Ok(lines)
    }

    /// How many names a query wants, whatever its `limit` and `offset`.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn count_names(&self, query: &NameQuery) -> Result<u64, Error> {
        let (condition, values) = self.names_wanted(query);
        let sql = format!("SELECT COUNT(DISTINCT w.name_key) FROM given_names w{condition}");
        let row = values.iter().fold(sqlx::query(AssertSqlSafe(sql)), |q, v| q.bind(v)).fetch_one(&self.pool).await?;
        Ok(row.try_get::<i64, _>(0)?.unsigned_abs())
    }

    fn names_wanted(&self, query: &NameQuery) -> (String, Vec<String>) {
        let mut conditions = Vec::new();
        let mut values = Vec::new();
        let part = name_key(&query.part);
        if !part.is_empty() {
            values.push(part);
            conditions.push(self.dialect.holds("w.name_key", &format!("${}", values.len())));
        }
        if let Some(initial) = query.initial.filter(|i| *i < INITIALS.len()) {
            values.push(char::from(b'a' + initial as u8).to_string());
            conditions.push(format!("substr(w.reading, 1, 1) = ${}", values.len()));
        }
        if !query.services {
            conditions.push(format!("w.role <> '{SERVICE}'"));
        }
        let condition = if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) };
        (condition, values)
    }

    /// The spellings of a name (a key), and in how many notices each stands, the most frequent first.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn spellings(&self, key: &str) -> Result<Vec<(String, i64)>, Error> {
        let sql = "SELECT name, COUNT(DISTINCT notice_id) FROM given_names WHERE name_key = $1 GROUP BY name ORDER BY 2 DESC, 1 LIMIT 100";
        let rows = sqlx::query(sql).bind(key).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }

    /// Where a name (a key) stands, the newest notices first, at most `limit`.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn mentions(&self, key: &str, limit: u32) -> Result<Vec<Mention>, Error> {
        let sql = format!(
            "SELECT n.case_id, n.id, w.role, w.name, w.day, r.published, r.organization, r.sector, r.kinds, r.headline, r.title
             FROM names w JOIN notices n ON n.id = w.notice_id JOIN list_rows r ON r.notice_id = w.notice_id
             WHERE w.name_key = $1 ORDER BY w.day DESC, n.seq DESC LIMIT {limit}"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(key).fetch_all(&self.pool).await?;
        let mut all = rows.iter().map(mention).collect::<Result<Vec<_>, _>>()?;
        let sql = format!(
            "SELECT w.case_id, w.role, w.name, w.day, i.facts FROM imported_names w JOIN imported i ON i.case_id = w.case_id
             WHERE w.name_key = $1 ORDER BY w.day DESC, w.case_id LIMIT {limit}"
        );
        for row in sqlx::query(AssertSqlSafe(sql)).bind(key).fetch_all(&self.pool).await? {
            all.push(imported_mention(&row)?);
        }
        all.sort_by(|a, b| b.day.cmp(&a.day));
        all.truncate(limit as usize);
        Ok(all)
    }
}

fn imported_mention(row: &AnyRow) -> Result<Mention, Error> {
    let facts: Facts = serde_json::from_str(&row.try_get::<String, _>(4)?)
        .map_err(|error| Error::Damaged(format!("imported facts: {error}")))?;
    Ok(Mention {
        case: row.try_get::<String, _>(0)?.parse().map_err(damaged)?,
        notice: None,
        role: Code::from(row.try_get::<String, _>(1)?.as_str()),
        name: row.try_get(2)?,
        day: row.try_get(3)?,
        published: facts.published,
        organization: facts.organization,
        sector: facts.sector,
        kinds: facts.kinds,
        headline: facts.headline,
        title: facts.title,
    })
}

fn line(row: &AnyRow) -> Result<NameLine, Error> {
    Ok(NameLine {
        key: row.try_get(0)?,
        name: row.try_get(1)?,
        cases: row.try_get(2)?,
        as_victim: row.try_get(3)?,
        first: row.try_get(4)?,
        last: row.try_get(5)?,
    })
}

fn mention(row: &AnyRow) -> Result<Mention, Error> {
    let text = |n: usize| row.try_get::<Option<String>, _>(n);
    Ok(Mention {
        case: row.try_get::<String, _>(0)?.parse().map_err(damaged)?,
        notice: Some(row.try_get::<String, _>(1)?.parse().map_err(damaged)?),
        role: Code::from(row.try_get::<String, _>(2)?.as_str()),
        name: row.try_get(3)?,
        day: row.try_get(4)?,
        published: text(5)?.and_then(|d| d.parse().ok()),
        organization: text(6)?,
        sector: text(7)?.map(|s| Code::from(s.as_str())),
        kinds: text(8)?.unwrap_or_default().split_whitespace().map(Code::from).collect(),
        headline: text(9)?.and_then(|c| serde_json::from_str(&c).ok()),
        title: row.try_get(10)?,
    })
}

//! What persons put right: steps that are only ever added, each with who and when.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::audit::put_right;
use super::case::damaged;
use super::effective::refresh;
use super::{CaseId, Error, NoticeId, Store, now};
use crate::corrections::{Change, Op, Step};

/// What a person put right, or took back. Kept beside the record; no reading touches it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Its number in the casebook; 0 for one that is not stored yet.
    pub id: i64,
    /// Of which notice.
    pub notice: NoticeId,
    /// By whom.
    pub who: String,
    /// When (UTC).
    pub when: String,
    /// Under which key of the record; empty for several.
    pub key: String,
    /// The name of an [`Op`].
    pub op: String,
    /// What it is about, as JSON: a [`Change`].
    pub value: Value,
    /// Why, in the person's words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The correction that is taken back, if that is what was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
}

impl Correction {
    /// What a person does to facts of a notice, to be stored.
    #[must_use]
    pub fn new(notice: NoticeId, who: &str, op: Op, change: &Change, remark: &str) -> Self {
        Self {
            id: 0,
            notice,
            who: who.to_owned(),
            when: String::new(),
            key: change.key().to_owned(),
            op: op.name().to_owned(),
            value: Step::stored(change),
            remark: remark.to_owned(),
            undoes: None,
        }
    }

    /// The step that it is; `None` for what no program of ours wrote.
    #[must_use]
    pub fn step(&self) -> Option<Step> {
        Some(Step {
            id: self.id,
            who: self.who.clone(),
            when: self.when.clone(),
            op: self.op.parse().ok()?,
            undoes: self.undoes,
            remark: self.remark.clone(),
            change: serde_json::from_value(self.value.clone()).ok()?,
        })
    }
}

/// The columns of a [`Correction`], of the table `c`.
const COLUMNS: &str = "c.id, c.notice_id, c.who, c.made_at, c.record_key, c.op, c.value, c.remark, c.undoes";

fn correction(row: &AnyRow) -> Result<Correction, Error> {
    Ok(Correction {
        id: row.try_get(0)?,
        notice: row.try_get::<String, _>(1)?.parse().map_err(damaged)?,
        who: row.try_get(2)?,
        when: row.try_get(3)?,
        key: row.try_get(4)?,
        op: row.try_get(5)?,
        value: serde_json::from_str(&row.try_get::<String, _>(6)?).unwrap_or(Value::Null),
        remark: row.try_get(7)?,
        undoes: Some(row.try_get(8)?).filter(|id| *id != 0),
    })
}

/// The steps of a notice, in the order in which they were taken.
pub(super) async fn steps(from: &mut AnyConnection, notice: &NoticeId) -> Result<Vec<Step>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM corrections c WHERE c.notice_id = $1 ORDER BY c.id");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(notice.to_string()).fetch_all(from).await?;
    let all = rows.iter().map(correction).collect::<Result<Vec<_>, _>>()?;
    Ok(all.iter().filter_map(Correction::step).collect())
}

/// The notices of which persons put something right.
pub(super) async fn corrected(from: &mut AnyConnection) -> Result<HashSet<String>, Error> {
    let rows = sqlx::query("SELECT DISTINCT notice_id FROM corrections").fetch_all(from).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

async fn insert(to: &mut AnyConnection, correction: &Correction) -> Result<i64, Error> {
    let row = sqlx::query(
        "INSERT INTO corrections (notice_id, who, made_at, record_key, op, value, remark, undoes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(correction.notice.to_string())
    .bind(&correction.who)
    .bind(now())
    .bind(&correction.key)
    .bind(&correction.op)
    .bind(correction.value.to_string())
    .bind(&correction.remark)
    .bind(correction.undoes.unwrap_or(0))
    .fetch_one(&mut *to)
    .await?;
    let id: i64 = row.try_get(0)?;
    let what = format!("fact.{}", correction.op);
    let detail = format!("{id} {}", correction.key);
    put_right(to, &correction.who, &what, &correction.notice.to_string(), detail.trim_end()).await?;
    Ok(id)
}

impl Store {
    /// What persons put right in the notices of a case, oldest first.
    pub(super) async fn corrections(&self, case: &CaseId) -> Result<Vec<Correction>, Error> {
        let sql = format!(
            "SELECT {COLUMNS} FROM corrections c JOIN notices n ON n.id = c.notice_id WHERE n.case_id = $1 ORDER BY c.id"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(case.to_string()).fetch_all(&self.pool).await?;
        rows.iter().map(correction).collect()
    }

    /// Keeps what a person put right, and makes the list's line and what waits for a person anew. `id` and `when` are set by
    /// the casebook. Gives the correction's number.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such notice, or what the database says.
    pub async fn correct(&self, correction: &Correction) -> Result<i64, Error> {
        let mut writing = self.write().await?;
        super::moves::case_of(&mut writing, &correction.notice).await?;
        let id = insert(&mut writing, correction).await?;
        refresh(&mut writing, &correction.notice, &now()).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Takes a correction back, as a new step. Taking back such a step does the first one again.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such correction, [`Error::Conflict`] if it is taken back already.
    pub async fn undo(&self, id: i64, who: &str, remark: &str) -> Result<i64, Error> {
        let mut writing = self.write().await?;
        let sql = format!("SELECT {COLUMNS} FROM corrections c WHERE c.id = $1");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut *writing).await?;
        let of = row.as_ref().map(correction).transpose()?.ok_or_else(|| Error::NotFound(format!("correction {id}")))?;
        let steps = steps(&mut writing, &of.notice).await?;
        let holds = crate::corrections::active(&steps.iter().map(|s| (s.id, s.undoes)).collect::<Vec<_>>());
        if !holds.contains(&id) {
            return Err(Error::Conflict(format!("correction {id}")));
        }
        let mut undo = Correction::new(of.notice, who, Op::Undo, &Change::default(), remark);
        (undo.key, undo.undoes) = (of.key, Some(id));
        let done = insert(&mut writing, &undo).await?;
        refresh(&mut writing, &undo.notice, &now()).await?;
        writing.commit().await?;
        Ok(done)
    }
}

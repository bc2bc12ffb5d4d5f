//! A casebook as it is given away whole: originals, looks, moves, and of each notice all versions and what persons said of it.
//! `docs/exports/jsonl.md` is the form; [`super::restore`] reads it.

use std::collections::{BTreeMap, HashSet};

use jikenbo_export::Kept;
use serde_json::{Map, Value, json};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::{CaseId, Error, Store};

/// The form of the lines: counted up when a program that knows the form before could not read them.
pub const FORM: u64 = 1;

/// The addresses at which the notices of a case were found.
const ADDRESSES: &str = "SELECT v.url FROM visits v JOIN appearances a ON a.capture_id = v.capture_id
    JOIN notices n ON n.id = a.notice_id WHERE n.case_id = $1";

/// What was given away already: each thing is given once.
#[derive(Debug, Default)]
pub struct Given {
    captures: HashSet<String>,
    looks: HashSet<i64>,
    moves: HashSet<i64>,
}

fn line(kind: &str) -> Map<String, Value> {
    Map::from_iter([("line".to_owned(), json!(kind)), ("form".to_owned(), json!(FORM))])
}

fn with(kind: &str, rest: Value) -> Value {
    let mut all = line(kind);
    if let Value::Object(rest) = rest {
        all.extend(rest.into_iter().filter(|(_, value)| !value.is_null()));
    }
    Value::Object(all)
}

/// Something to be given away before a case.
#[derive(Debug, Clone, PartialEq)]
pub enum ToGive {
    /// An original, by its SHA-256: it is read when its turn comes.
    Original(String),
    /// A line of its own.
    Line(Value),
}

impl Store {
    /// What has to be given away before a case, and was not yet, in the order in which it is taken in again.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn to_give(&self, case: &CaseId, given: &mut Given) -> Result<Vec<ToGive>, Error> {
        let mut all = Vec::new();
        for sha256 in self.captures_for(case).await? {
            if given.captures.insert(sha256.clone()) {
                all.push(ToGive::Original(sha256));
            }
        }
        let looks = self.looks_for(case).await?;
        all.extend(looks.into_iter().filter(|(id, _)| given.looks.insert(*id)).map(|(_, look)| ToGive::Line(look)));
        let moves = self.moves_for(case).await?;
        all.extend(moves.into_iter().filter(|(id, _)| given.moves.insert(*id)).map(|(_, moved)| ToGive::Line(moved)));
        Ok(all)
    }

    async fn captures_for(&self, case: &CaseId) -> Result<Vec<String>, Error> {
        let sql = format!(
            "SELECT c.sha256, c.captured_at FROM captures c WHERE c.id IN (
                SELECT v.capture_id FROM versions v JOIN notices n ON n.id = v.notice_id WHERE n.case_id = $1
                UNION SELECT a.capture_id FROM appearances a JOIN notices n ON n.id = a.notice_id WHERE n.case_id = $1
                UNION SELECT w.capture_id FROM visits w WHERE w.capture_id IS NOT NULL AND w.url IN ({ADDRESSES}))
             ORDER BY c.captured_at, c.sha256"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(case.to_string()).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// An original with its bytes.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`].
    pub async fn original_to_give(&self, sha256: &str) -> Result<Kept, Error> {
        let missing = || Error::Damaged(format!("the capture {sha256} is gone"));
        let (meta, bytes) = self.original(sha256).await?.ok_or_else(missing)?;
        let row = sqlx::query("SELECT options FROM captures WHERE sha256 = $1").bind(sha256).fetch_one(&self.pool).await?;
        let options: String = row.try_get(0)?;
        let head = json!({
            "sha256": meta.sha256, "media_type": meta.media_type, "source": meta.source, "captured_at": meta.captured_at,
            "options": told(options), "coding": told(meta.coding), "charset": told(meta.charset), "address": told(meta.address),
        });
        Ok(Kept::Original(with("capture", head), bytes))
    }

    async fn looks_for(&self, case: &CaseId) -> Result<Vec<(i64, Value)>, Error> {
        let sql = format!(
            "SELECT w.id, w.url, w.visited_at, w.outcome, w.status, w.address, w.remote, w.request_head, w.response_head, w.hops,
                w.sha256, w.detail, c.sha256
             FROM visits w LEFT JOIN captures c ON c.id = w.capture_id WHERE w.url IN ({ADDRESSES}) ORDER BY w.visited_at, w.id"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(case.to_string()).fetch_all(&self.pool).await?;
        let look = |row: &AnyRow| {
            let text = |n: usize| row.try_get::<String, _>(n);
            let look = json!({
                "url": text(1)?, "at": text(2)?, "outcome": text(3)?, "status": row.try_get::<i64, _>(4)?, "address": text(5)?,
                "remote": text(6)?, "request": text(7)?, "response": text(8)?, "hops": text(9)?, "sha256": text(10)?,
                "detail": text(11)?, "capture": row.try_get::<Option<String>, _>(12)?,
            });
            Ok((row.try_get(0)?, with("look", look)))
        };
        rows.iter().map(look).collect()
    }

    /// The moves that took notices of a case from somewhere to somewhere, each with its place among all moves.
    async fn moves_for(&self, case: &CaseId) -> Result<Vec<(i64, Value)>, Error> {
        let rows = sqlx::query(
            "SELECT m.id, m.who, m.made_at, m.remark, (SELECT COUNT(*) FROM moves o WHERE o.id <= m.id),
                (SELECT COUNT(*) FROM moves o WHERE o.id <= m.undoes)
             FROM moves m WHERE m.id IN (
                SELECT d.move_id FROM moved d JOIN notices n ON n.id = d.notice_id WHERE n.case_id = $1) ORDER BY m.id",
        );
        let rows = rows.bind(case.to_string()).fetch_all(&self.pool).await?;
        let mut all = Vec::with_capacity(rows.len());
        for row in &rows {
            let id: i64 = row.try_get(0)?;
            let undoes: i64 = row.try_get(5)?;
            let text = |n: usize| row.try_get::<String, _>(n);
            let moved = json!({
                "n": row.try_get::<i64, _>(4)?, "who": text(1)?, "at": text(2)?, "remark": told(text(3)?),
                "undoes": (undoes > 0).then_some(undoes), "moved": self.moved_lines(id).await?,
            });
            all.push((id, with("move", moved)));
        }
        Ok(all)
    }

    async fn moved_lines(&self, id: i64) -> Result<Vec<Value>, Error> {
        let rows = sqlx::query(
            "SELECT d.notice_id, d.from_case, f.created, d.to_case, t.created FROM moved d
             JOIN cases f ON f.id = d.from_case JOIN cases t ON t.id = d.to_case WHERE d.move_id = $1",
        );
        let rows = rows.bind(id).fetch_all(&self.pool).await?;
        let text = |row: &AnyRow, n: usize| row.try_get::<String, _>(n);
        let mut all: Vec<(String, Value)> = Vec::with_capacity(rows.len());
        for row in &rows {
            let case =
                |n: usize| -> Result<Value, sqlx::Error> { Ok(json!({ "case": text(row, n)?, "created": text(row, n + 1)? })) };
            let notice = text(row, 0)?;
            all.push((notice.clone(), json!({ "notice": notice, "from": case(1)?, "to": case(3)? })));
        }
        all.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(all.into_iter().map(|(_, moved)| moved).collect())
    }

    /// More of each notice of a case: its place among those of the case, how it is known again, its versions, where it was seen, what
    /// persons said, and since when what waits there.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`].
    pub async fn notices_to_give(&self, case: &CaseId) -> Result<Kept, Error> {
        let rows = sqlx::query(
            "SELECT n.id, n.identity, l.clipped_at FROM notices n LEFT JOIN list_rows l ON l.notice_id = n.id
             WHERE n.case_id = $1 ORDER BY n.seq",
        );
        let rows = rows.bind(case.to_string()).fetch_all(&self.pool).await?;
        let mut all = Map::new();
        for (nth, row) in rows.iter().enumerate() {
            let id: String = row.try_get(0)?;
            let more = json!({
                "nth": nth + 1,
                "identity": row.try_get::<Option<String>, _>(1)?,
                "clipped_at": row.try_get::<Option<String>, _>(2)?,
                "versions": self.version_lines(&id).await?,
                "seen": self.seen_lines(&id).await?,
                "corrections": some(self.correction_lines(&id).await?),
                "waiting": some(self.waiting_lines(&id).await?),
            });
            all.insert(id, more);
        }
        Ok(Kept::Notices(Value::Object(all)))
    }

    async fn version_lines(&self, notice: &str) -> Result<Vec<Value>, Error> {
        let rows = sqlx::query(
            "SELECT v.text, v.marks, v.url, v.near, v.n, c.sha256, v.seen_at, v.arrived_at, r.record, r.rules, r.read_at
             FROM versions v JOIN captures c ON c.id = v.capture_id
             LEFT JOIN readings r ON r.notice_id = v.notice_id AND r.n = v.n WHERE v.notice_id = $1 ORDER BY v.n",
        );
        let rows = rows.bind(notice).fetch_all(&self.pool).await?;
        rows.iter().map(|row| version_line(notice, row)).collect()
    }

    async fn seen_lines(&self, notice: &str) -> Result<Vec<Value>, Error> {
        let rows = sqlx::query(
            "SELECT c.sha256, a.position, a.n, c.captured_at FROM appearances a JOIN captures c ON c.id = a.capture_id
             WHERE a.notice_id = $1 ORDER BY c.captured_at, c.sha256, a.position",
        );
        let rows = rows.bind(notice).fetch_all(&self.pool).await?;
        let seen = |row: &AnyRow| {
            let (capture, position, n): (String, i64, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
            Ok(json!({ "capture": capture, "position": position, "n": n }))
        };
        rows.iter().map(seen).collect()
    }

    /// What persons said, in order. Which step another takes back is told by its place, from 1.
    async fn correction_lines(&self, notice: &str) -> Result<Vec<Value>, Error> {
        let rows = sqlx::query(
            "SELECT id, who, made_at, record_key, op, value, remark, undoes FROM corrections WHERE notice_id = $1 ORDER BY id",
        );
        let rows = rows.bind(notice).fetch_all(&self.pool).await?;
        let ids: Vec<i64> = rows.iter().map(|row| Ok(row.try_get(0)?)).collect::<Result<_, Error>>()?;
        let step = |row: &AnyRow| {
            let text = |n: usize| row.try_get::<String, _>(n);
            let undoes: i64 = row.try_get(7)?;
            let wrong = |error: serde_json::Error| Error::Damaged(format!("a correction of {notice}: {error}"));
            let value: Value = serde_json::from_str(&text(5)?).map_err(wrong)?;
            let mut step = json!({ "who": text(1)?, "at": text(2)?, "key": text(3)?, "op": text(4)?, "value": value });
            step["remark"] = json!(text(6)?);
            if let Some(at) = ids.iter().position(|id| *id == undoes) {
                step["undoes"] = json!(at + 1);
            }
            Ok(step)
        };
        rows.iter().map(step).collect()
    }

    async fn waiting_lines(&self, notice: &str) -> Result<Vec<Value>, Error> {
        let rows = sqlx::query("SELECT kind, record_key, since FROM review_rows WHERE notice_id = $1");
        let rows = rows.bind(notice).fetch_all(&self.pool).await?;
        let mut all: BTreeMap<(String, String), String> = BTreeMap::new();
        for row in &rows {
            all.insert((row.try_get(0)?, row.try_get(1)?), row.try_get(2)?);
        }
        Ok(all.into_iter().map(|((kind, key), since)| json!({ "kind": kind, "key": key, "since": since })).collect())
    }
}

/// A version without what is not told of it.
fn version_line(notice: &str, row: &AnyRow) -> Result<Value, Error> {
    let text = |n: usize| row.try_get::<String, _>(n);
    let some = |n: usize| row.try_get::<Option<String>, _>(n);
    let wrong = |error: serde_json::Error| Error::Damaged(format!("a version of {notice}: {error}"));
    let marks: Value = serde_json::from_str(&text(1)?).map_err(wrong)?;
    let mut version = json!({ "n": row.try_get::<i64, _>(4)?, "capture": text(5)?, "seen_at": text(6)?, "arrived_at": text(7)? });
    for (key, value) in [("url", some(2)?), ("near", some(3)?)] {
        if let Some(value) = value {
            version[key] = json!(value);
        }
    }
    version["text"] = json!(text(0)?);
    version["marks"] = marks;
    if let Some(record) = some(8)? {
        let record: Value = serde_json::from_str(&record).map_err(wrong)?;
        version["reading"] = json!({ "rules": some(9)?, "read_at": some(10)?, "record": record });
    }
    Ok(version)
}

/// A text, if it is not empty.
fn told(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

fn some(all: Vec<Value>) -> Option<Vec<Value>> {
    Some(all).filter(|all| !all.is_empty())
}

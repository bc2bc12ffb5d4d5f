//! Cases as exports want them: many at once, with everything that was read.

use std::collections::{HashMap, HashSet};

use jikenbo_export::{Capture, Case, Notice};
use jikenbo_search::{Entry, Facts, Line};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::case::damaged;
use super::changes::read;
use super::imported::ImportedCase;
use super::{CaseId, Error, NoticeId, Store};

/// What is gathered of a case: when it was made, and its notices with their lines.
type Gathered = (String, Vec<(Line, Notice)>);

impl Store {
    /// Cases with everything that an export may hold, in the order of their ids. One that is gone is left out.
    ///
    /// One question for all of them; so no more than some hundreds should be asked for at once.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`].
    pub async fn exported(&self, ids: &[CaseId]) -> Result<Vec<Case>, Error> {
        let sql = format!(
            "SELECT v.text, v.marks, v.url, v.near, n.case_id, n.id, k.created, r.record, l.clipped_at, v.arrived_at, v.n,
                    c.sha256, c.media_type, c.source, c.address, c.captured_at
             FROM cases k JOIN notices n ON n.case_id = k.id
             JOIN versions v ON v.notice_id = n.id AND v.n = (SELECT MAX(w.n) FROM versions w WHERE w.notice_id = n.id)
             JOIN captures c ON c.id = v.capture_id
             LEFT JOIN readings r ON r.notice_id = v.notice_id AND r.n = v.n
             LEFT JOIN list_rows l ON l.notice_id = n.id
             WHERE k.id IN ({}) ORDER BY n.seq",
            places(ids.len())
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for id in ids {
            query = query.bind(id.to_string());
        }
        let rows = if ids.is_empty() { Vec::new() } else { query.fetch_all(&self.pool).await? };
        let corrected = self.corrected_in(ids).await?;
        let mut gathered: HashMap<String, Gathered> = HashMap::new();
        for row in &rows {
            let (case, created): (String, String) = (row.try_get(4)?, row.try_get(6)?);
            let whole = corrected.contains(&row.try_get::<String, _>(5)?);
            let one = self.exported_notice(row, whole).await?;
            gathered.entry(case).or_insert_with(|| (created, Vec::new())).1.push(one);
        }
        let mut imported: HashMap<CaseId, Case> = HashMap::new();
        for case in self.imported_all(ids).await? {
            imported.insert(case.id, taken_over(case));
        }
        let one = |id: &CaseId| gathered.remove_entry(&id.to_string()).map(case).or_else(|| imported.remove(id));
        Ok(ids.iter().filter_map(one).collect())
    }

    /// The notices of these cases that persons put something right of.
    async fn corrected_in(&self, ids: &[CaseId]) -> Result<HashSet<String>, Error> {
        if ids.is_empty() {
            return Ok(HashSet::new());
        }
        let sql = format!(
            "SELECT n.id FROM notices n WHERE n.case_id IN ({}) AND EXISTS (SELECT 1 FROM corrections c WHERE c.notice_id = n.id)",
            places(ids.len())
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for id in ids {
            query = query.bind(id.to_string());
        }
        query.fetch_all(&self.pool).await?.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// The notice of a row, and its line; read again, where persons put something right.
    async fn exported_notice(&self, row: &AnyRow, corrected: bool) -> Result<(Line, Notice), Error> {
        let id: String = row.try_get(5)?;
        let (text, reading) = if corrected {
            let id: NoticeId = id.parse().map_err(damaged)?;
            let stored = self.notice(&id).await?.ok_or_else(|| Error::NotFound(id.to_string()))?;
            (stored.notice, stored.reading)
        } else {
            read(row)?
        };
        let changed_at: String = row.try_get(9)?;
        let clipped_at = row.try_get::<Option<String>, _>(8)?.unwrap_or_else(|| changed_at.clone());
        let facts = Facts::of(&text, &reading);
        let line = Line { notice: id.clone(), clipped_at: clipped_at.clone(), changed_at: changed_at.clone(), facts };
        let capture = Capture {
            sha256: row.try_get(11)?,
            media_type: row.try_get(12)?,
            source: row.try_get(13)?,
            address: row.try_get(14)?,
            captured_at: row.try_get(15)?,
        };
        Ok((line, Notice { id, version: row.try_get(10)?, clipped_at, changed_at, capture, text, reading }))
    }
}

/// So many places for values in a query: `$1, $2, $3`.
fn places(many: usize) -> String {
    (1..=many).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// A case of what was gathered, its notices in the order in which the search has them.
fn case((id, (created, gathered)): (String, Gathered)) -> Case {
    let (lines, mut notices): (Vec<_>, Vec<_>) =
        gathered.into_iter().map(|(line, notice)| ((line, String::new()), notice)).unzip();
    let entry = Entry::new(&id, lines);
    notices.sort_by_key(|notice| entry.notices.iter().position(|line| line.notice == notice.id));
    Case { id, created, changed: entry.changed_at, facts: entry.facts, notices, imported: None }
}

/// A case without a text.
fn taken_over(case: ImportedCase) -> Case {
    let ImportedCase { id, created, changed, facts, from, .. } = case;
    Case { id: id.to_string(), created, changed, facts, notices: Vec::new(), imported: Some(from) }
}

//! What the search has to look at again: the cases that changed, as it wants them.

use std::collections::{HashMap, HashSet};

use jikenbo_model::{Notice, Reading, from_json};
use jikenbo_search::{Entry, Facts, Line};
use sqlx::Row;
use sqlx::any::AnyRow;

use super::case::{damaged, notice};
use super::correct::corrected;
use super::{CaseId, Error, NoticeId, Store};

/// So many cases are asked for in one question.
const MOST_PLACES: usize = 500;

/// A case that changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Where it stands among the changes.
    pub seq: i64,
    /// The case.
    pub case: CaseId,
    /// What it is like now; `None` if it holds no notice any more, and was not taken over.
    pub entry: Option<Entry>,
}

/// The place of a change, its case, and the lines and texts of the case's notices.
type Gathered = (i64, CaseId, Vec<(Line, String)>);

impl Store {
    /// What tells this casebook from every other.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn identity(&self) -> Result<String, Error> {
        Ok(sqlx::query("SELECT id FROM casebook_identity").fetch_one(&self.pool).await?.try_get(0)?)
    }

    /// The place of the last change; 0 if there was none.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn last_change(&self) -> Result<i64, Error> {
        Ok(sqlx::query("SELECT COALESCE(MAX(seq), 0) FROM case_changes").fetch_one(&self.pool).await?.try_get(0)?)
    }

    /// How many cases changed after a place.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn count_changes(&self, after: i64) -> Result<u64, Error> {
        let row = sqlx::query("SELECT COUNT(*) FROM case_changes WHERE seq > $1").bind(after).fetch_one(&self.pool).await?;
        Ok(row.try_get::<i64, _>(0)?.unsigned_abs())
    }

    /// The next `limit` cases that changed after a place (0 to begin), each once, at its last change.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`].
    pub async fn changes_since(&self, after: i64, limit: u32) -> Result<Vec<Change>, Error> {
        let rows = sqlx::query(
            "SELECT v.text, v.marks, v.url, v.near, c.seq, c.case_id, n.id, r.record, l.clipped_at, v.arrived_at
             FROM (SELECT seq, case_id FROM case_changes WHERE seq > $1 ORDER BY seq LIMIT $2) c
             LEFT JOIN notices n ON n.case_id = c.case_id
             LEFT JOIN versions v ON v.notice_id = n.id AND v.n = (SELECT MAX(w.n) FROM versions w WHERE w.notice_id = n.id)
             LEFT JOIN readings r ON r.notice_id = v.notice_id AND r.n = v.n
             LEFT JOIN list_rows l ON l.notice_id = n.id
             ORDER BY c.seq, n.seq",
        )
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?;
        let corrected = corrected(&mut *self.pool.acquire().await?).await?;
        let mut gathered: Vec<Gathered> = Vec::new();
        for row in &rows {
            let (seq, case) = (row.try_get(4)?, row.try_get::<String, _>(5)?.parse().map_err(damaged)?);
            if gathered.last().is_none_or(|(last, ..)| *last != seq) {
                gathered.push((seq, case, Vec::new()));
            }
            if let Some((_, _, lines)) = gathered.last_mut() {
                lines.extend(self.line(row, &corrected).await?);
            }
        }
        // Those without a notice are gone, or were taken over.
        let bare: Vec<CaseId> = gathered.iter().filter(|(.., lines)| lines.is_empty()).map(|(_, case, _)| *case).collect();
        let mut imported: HashMap<CaseId, Entry> = HashMap::new();
        for some in bare.chunks(MOST_PLACES) {
            imported.extend(self.imported_all(some).await?.iter().map(|case| (case.id, case.entry())));
        }
        let change = |(seq, case, lines): (i64, CaseId, Vec<_>)| {
            let clipped = (!lines.is_empty()).then(|| Entry::new(&case.to_string(), lines));
            Change { seq, case, entry: clipped.or_else(|| imported.remove(&case)) }
        };
        Ok(gathered.into_iter().map(change).collect())
    }

    /// A notice as a line of its case; `None` where the case has none, or nothing was stored of it yet.
    async fn line(&self, row: &AnyRow, corrected: &HashSet<String>) -> Result<Option<(Line, String)>, Error> {
        let Some(id) = row.try_get::<Option<String>, _>(6)? else { return Ok(None) };
        if row.try_get::<Option<String>, _>(0)?.is_none() {
            return Ok(None);
        }
        let (notice, reading) = if corrected.contains(&id) {
            let id: NoticeId = id.parse().map_err(damaged)?;
            match self.notice(&id).await? {
                Some(stored) => (stored.notice, stored.reading),
                None => return Ok(None),
            }
        } else {
            read(row)?
        };
        let changed_at: String = row.try_get(9)?;
        let clipped_at = row.try_get::<Option<String>, _>(8)?.unwrap_or_else(|| changed_at.clone());
        let facts = Facts::of(&notice, &reading);
        Ok(Some((Line { notice: id, clipped_at, changed_at, facts }, notice.text)))
    }
}

/// The notice of a row (text, marks, url, near; the record is column 7) and what was read from it; nothing, where that is damaged: its text is to be found all the same.
pub(super) fn read(row: &AnyRow) -> Result<(Notice, Reading), Error> {
    let notice = notice(row)?;
    let record = row.try_get::<Option<String>, _>(7)?.and_then(|record| serde_json::from_str(&record).ok());
    let reading = record.and_then(|record| from_json(&record, &notice.text).ok()).unwrap_or_default();
    Ok((notice, reading))
}

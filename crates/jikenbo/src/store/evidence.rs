//! What shows a notice: for packages of evidence.

use sqlx::Row;

use super::case::{damaged, meta};
use super::{CaptureMeta, CaseId, Error, NoticeId, Store};

impl Store {
    /// The notices that a capture shows, in page order: the case and the notice of each, and the number of the version.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`].
    pub async fn shown_by(&self, sha256: &str) -> Result<Vec<(CaseId, NoticeId, i64)>, Error> {
        let rows = sqlx::query(
            "SELECT n.case_id, n.id, a.n FROM appearances a JOIN captures c ON c.id = a.capture_id JOIN notices n ON n.id = a.notice_id
             WHERE c.sha256 = $1 ORDER BY a.position",
        )
        .bind(sha256)
        .fetch_all(&self.pool)
        .await?;
        let ids = |row: &sqlx::any::AnyRow| {
            let case = row.try_get::<String, _>(0)?.parse().map_err(damaged)?;
            Ok((case, row.try_get::<String, _>(1)?.parse().map_err(damaged)?, row.try_get(2)?))
        };
        rows.iter().map(ids).collect()
    }

    /// Every capture that shows a notice, in the order in which they were made, each with the number of the version that it shows.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn captures_of(&self, notice: &NoticeId) -> Result<Vec<(i64, CaptureMeta)>, Error> {
        let rows = sqlx::query(
            "SELECT c.sha256, c.media_type, c.source, c.captured_at, c.size, c.coding, c.charset, c.address, a.n
             FROM appearances a JOIN captures c ON c.id = a.capture_id
             WHERE a.notice_id = $1 ORDER BY c.captured_at, c.id, a.position",
        )
        .bind(notice.to_string())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|row| Ok((row.try_get(8)?, meta(row)?))).collect()
    }
}

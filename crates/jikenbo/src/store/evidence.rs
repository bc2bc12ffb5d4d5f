//! What shows a notice: for packages of evidence.

use sqlx::Row;

use super::case::meta;
use super::{CaptureMeta, Error, NoticeId, Store};

impl Store {
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

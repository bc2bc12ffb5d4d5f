//! Looks at addresses: what was asked, what came back, and how each address stands now.

use serde::Serialize;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::{Error, NoticeId, Store, timestamp};

/// What a look at an address showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A notice that was not in the casebook.
    New,
    /// A known notice with another text.
    Changed,
    /// The notices that were known, word for word.
    Same,
    /// The server says that nothing changed since the last look (304).
    NotModified,
    /// A page that leads to others (a feed, a list of links), and holds no notice itself.
    Index,
    /// A page of another kind; `detail` says by which signs.
    NotANotice,
    /// A document without text, such as a scan: kept, not read.
    NoText,
    /// Nothing is there (404 or 410). An observation, never a claim that something was deleted.
    Missing,
    /// The page is there, and the notice that stood on it is not.
    Lost,
    /// It could not be looked at; `detail` says why.
    Failed,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::Changed,
        Self::Same,
        Self::NotModified,
        Self::Index,
        Self::NotANotice,
        Self::NoText,
        Self::Missing,
        Self::Lost,
        Self::Failed,
    ];

    /// Its name in the casebook and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::NotModified => "not_modified",
            Self::Index => "index",
            Self::NotANotice => "not_a_notice",
            Self::NoText => "no_text",
            Self::Missing => "missing",
            Self::Lost => "lost",
            Self::Failed => "failed",
        }
    }

    /// Whether the page answered with what was looked for.
    #[must_use]
    pub const fn is_good(self) -> bool {
        !matches!(self, Self::Missing | Self::Lost | Self::Failed)
    }

    pub(super) fn of(name: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|o| o.name() == name);
        found.ok_or_else(|| Error::Damaged(format!("an outcome of a visit: {name:?}")))
    }
}

/// A look at an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Visit {
    /// The address that was asked.
    pub url: String,
    /// When the answer was complete (UTC).
    pub at: String,
    /// What it showed.
    pub outcome: Outcome,
    /// The status of the answer; 0 if there was none.
    pub status: u16,
    /// The address that answered, after redirects; empty if none did.
    pub address: String,
    /// The network address that was really connected to; empty if none was.
    pub remote: String,
    /// The request's head as it was sent.
    pub request_head: String,
    /// The answer's head as it came, a header a line.
    pub response_head: String,
    /// The redirects on the way, as JSON.
    pub hops: String,
    /// The SHA-256 of the answer's body as it was transferred; empty if there was none.
    pub sha256: String,
    /// Why, where the outcome does not say it all.
    pub detail: String,
}

/// A head as a visit keeps it: a letter a byte (ISO 8859-1), so that the bytes can be had again. NUL, which no head may hold and no
/// database of ours keeps, is left out.
#[must_use]
pub fn head_text(bytes: &[u8]) -> String {
    bytes.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect()
}

impl Visit {
    /// A look that got no answer.
    #[must_use]
    pub fn failed(url: &str, at: jiff::Timestamp, why: &str) -> Self {
        Self {
            url: url.to_owned(),
            at: timestamp(at),
            outcome: Outcome::Failed,
            status: 0,
            address: String::new(),
            remote: String::new(),
            request_head: String::new(),
            response_head: String::new(),
            hops: "[]".to_owned(),
            sha256: String::new(),
            detail: why.to_owned(),
        }
    }
}

/// What the next look at an address needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Next {
    /// The source that led there.
    pub source: Option<i64>,
    /// The answer's `ETag`.
    pub etag: String,
    /// The answer's `Last-Modified`.
    pub last_modified: String,
    /// When to look again (UTC); empty for never by itself.
    pub at: String,
}

/// How an address stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageState {
    /// The address.
    pub url: String,
    /// The source that led there.
    pub source: Option<i64>,
    /// Of the last good answer.
    pub etag: String,
    /// Of the last good answer.
    pub last_modified: String,
    /// Where the last good answer came from, after redirects: validators hold only there.
    pub address: String,
    /// When it was first asked.
    pub first_at: String,
    /// When it last answered with what was looked for; empty for never.
    pub good_at: String,
    /// When it is to be asked again; empty for never by itself.
    pub next_at: String,
    /// Failures one after another.
    pub failures: i64,
    /// What the last look showed.
    pub outcome: Outcome,
    /// And why.
    pub detail: String,
    /// Whether notices were found there before.
    pub held: bool,
}

impl Store {
    /// Keeps a look that brought nothing to store.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn visited(&self, visit: &Visit, next: &Next) -> Result<(), Error> {
        let mut writing = self.write().await?;
        put_visit(&mut writing, visit, next, None).await?;
        Ok(writing.commit().await?)
    }

    /// How an address stands, if it was ever asked.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn page(&self, url: &str) -> Result<Option<PageState>, Error> {
        let sql = format!("{PAGE} WHERE p.url = $1");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(url).fetch_optional(&self.pool).await?;
        row.as_ref().map(page).transpose()
    }

    /// Those of the addresses that were never asked, in the same order.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn unknown(&self, urls: &[String]) -> Result<Vec<String>, Error> {
        let mut known = std::collections::HashSet::new();
        for part in urls.chunks(500) {
            let places: Vec<_> = (1..=part.len()).map(|n| format!("${n}")).collect();
            let sql = format!("SELECT url FROM pages WHERE url IN ({})", places.join(", "));
            let query = part.iter().fold(sqlx::query(sqlx::AssertSqlSafe(sql)), |query, url| query.bind(url));
            for row in query.fetch_all(&self.pool).await? {
                known.insert(row.try_get::<String, _>(0)?);
            }
        }
        Ok(urls.iter().filter(|url| !known.contains(*url)).cloned().collect())
    }

    /// The addresses that are to be asked again by `now`, those that wait longest first.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn due_pages(&self, now: &str, limit: u32) -> Result<Vec<PageState>, Error> {
        let sql = format!(
            "{PAGE} LEFT JOIN sources s ON s.id = p.source_id
             WHERE p.next_at <> '' AND p.next_at <= $1 AND COALESCE(s.paused, 0) = 0 ORDER BY p.next_at, p.url LIMIT $2"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(now).bind(i64::from(limit)).fetch_all(&self.pool).await?;
        rows.iter().map(page).collect()
    }

    /// Every look at the addresses where a notice was found, newest first.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn visits_of(&self, notice: &NoticeId, limit: u32) -> Result<Vec<Visit>, Error> {
        let rows = sqlx::query(
            "SELECT url, visited_at, outcome, status, address, remote, request_head, response_head, hops, sha256, detail
             FROM visits WHERE url IN (
                SELECT v.url FROM visits v JOIN appearances a ON a.capture_id = v.capture_id WHERE a.notice_id = $1)
             ORDER BY visited_at DESC, id DESC LIMIT $2",
        )
        .bind(notice.to_string())
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(visit).collect()
    }

    /// The looks that brought a capture, oldest first.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn visits_to(&self, sha256: &str) -> Result<Vec<Visit>, Error> {
        let rows = sqlx::query(
            "SELECT v.url, v.visited_at, v.outcome, v.status, v.address, v.remote, v.request_head, v.response_head, v.hops,
                v.sha256, v.detail
             FROM visits v JOIN captures c ON c.id = v.capture_id WHERE c.sha256 = $1 ORDER BY v.visited_at, v.id",
        )
        .bind(sha256)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(visit).collect()
    }
}

const PAGE: &str = "SELECT p.url, p.source_id, p.etag, p.last_modified, p.first_at, p.good_at, p.next_at, p.failures, p.outcome,
    p.detail, p.address, (SELECT COUNT(*) FROM appearances a WHERE a.capture_id = p.capture_id) FROM pages p";

fn page(row: &AnyRow) -> Result<PageState, Error> {
    Ok(PageState {
        url: row.try_get(0)?,
        source: row.try_get(1)?,
        etag: row.try_get(2)?,
        last_modified: row.try_get(3)?,
        first_at: row.try_get(4)?,
        good_at: row.try_get(5)?,
        next_at: row.try_get(6)?,
        failures: row.try_get(7)?,
        outcome: Outcome::of(&row.try_get::<String, _>(8)?)?,
        detail: row.try_get(9)?,
        address: row.try_get(10)?,
        held: row.try_get::<i64, _>(11)? > 0,
    })
}

fn visit(row: &AnyRow) -> Result<Visit, Error> {
    Ok(Visit {
        url: row.try_get(0)?,
        at: row.try_get(1)?,
        outcome: Outcome::of(&row.try_get::<String, _>(2)?)?,
        status: u16::try_from(row.try_get::<i64, _>(3)?).unwrap_or(0),
        address: row.try_get(4)?,
        remote: row.try_get(5)?,
        request_head: row.try_get(6)?,
        response_head: row.try_get(7)?,
        hops: row.try_get(8)?,
        sha256: row.try_get(9)?,
        detail: row.try_get(10)?,
    })
}

/// Keeps a look, and how its address stands after it.
pub(super) async fn put_visit(to: &mut AnyConnection, visit: &Visit, next: &Next, capture: Option<i64>) -> Result<(), Error> {
    insert_visit(to, visit, capture).await?;
    // How an address stands is told by the last capture that held notices, whatever came after it.
    let held = matches!(visit.outcome, Outcome::New | Outcome::Changed | Outcome::Same);
    put_page(to, visit, next, capture.filter(|_| held)).await
}

/// Keeps a look alone.
pub(super) async fn insert_visit(to: &mut AnyConnection, visit: &Visit, capture: Option<i64>) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO visits (url, visited_at, outcome, status, address, remote, request_head, response_head, hops, sha256,
            capture_id, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(&visit.url)
    .bind(&visit.at)
    .bind(visit.outcome.name())
    .bind(i64::from(visit.status))
    .bind(&visit.address)
    .bind(&visit.remote)
    .bind(&visit.request_head)
    .bind(&visit.response_head)
    .bind(&visit.hops)
    .bind(&visit.sha256)
    .bind(capture)
    .bind(&visit.detail)
    .execute(&mut *to)
    .await?;
    Ok(())
}

/// A bad look keeps what the last good one said of validators, time and capture.
async fn put_page(to: &mut AnyConnection, visit: &Visit, next: &Next, capture: Option<i64>) -> Result<(), Error> {
    let good = visit.outcome.is_good();
    let failures = i64::from(visit.outcome == Outcome::Failed);
    sqlx::query(
        "INSERT INTO pages (url, source_id, etag, last_modified, first_at, good_at, next_at, failures, outcome, detail, capture_id,
            address)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $13)
         ON CONFLICT (url) DO UPDATE SET source_id = COALESCE(pages.source_id, $2), next_at = $7, outcome = $9, detail = $10,
            etag = CASE WHEN $12 = 1 THEN $3 ELSE pages.etag END,
            last_modified = CASE WHEN $12 = 1 THEN $4 ELSE pages.last_modified END,
            address = CASE WHEN $12 = 1 THEN $13 ELSE pages.address END,
            good_at = CASE WHEN $12 = 1 THEN $6 ELSE pages.good_at END,
            failures = CASE WHEN $8 = 1 THEN pages.failures + 1 ELSE 0 END,
            capture_id = COALESCE($11, pages.capture_id)",
    )
    .bind(&visit.url)
    .bind(next.source)
    .bind(&next.etag)
    .bind(&next.last_modified)
    .bind(&visit.at)
    .bind(if good { visit.at.as_str() } else { "" })
    .bind(&next.at)
    .bind(failures)
    .bind(visit.outcome.name())
    .bind(&visit.detail)
    .bind(capture)
    .bind(i64::from(good))
    .bind(&visit.address)
    .execute(to)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_is_known_by_its_name() {
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::of(outcome.name()).unwrap(), outcome);
            assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.name());
        }
        assert!(Outcome::of("deleted").is_err());
    }
}

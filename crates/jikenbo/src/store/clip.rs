//! Putting captures and their notices into the casebook.

use std::collections::HashMap;

use jikenbo_model::{Notice, Reading, to_json};
use sqlx::AnyConnection;
use sqlx::Row;

use super::case::marks;
use super::derive::ListRow;
use super::fold::{sha256, text_hash};
use super::{CaseId, Error, Ids, NoticeId, Store, timestamp};

/// Bytes as they were found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The original, byte for byte.
    pub bytes: Vec<u8>,
    /// `text/html` or `text/plain`.
    pub media_type: String,
    /// The file's name, or `-` for standard input.
    pub source: String,
    /// How the page was split, if the user said so (JSON: `{"as": "html", "one": true}`), so that it can be split again.
    pub options: String,
    /// When.
    pub captured_at: jiff::Timestamp,
}

/// What became of a capture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clipped {
    /// Notices that made new cases, in page order.
    pub new: Vec<Ids>,
    /// Notices under a known address whose text was new: versions of what was there.
    pub changed: Vec<Ids>,
    /// Notices that were in the casebook already.
    pub known: Vec<Ids>,
    /// What became of each notice, in page order; none if the bytes were known.
    pub fates: Vec<Fate>,
    /// The very same bytes were clipped before: nothing was changed.
    pub same_bytes: bool,
}

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It made a new case.
    New,
    /// It is a new version of what was there.
    Changed,
    /// It was there already.
    Known,
}

/// A capture made ready to be stored. Compressing, hashing and folding happen here, so that threads can share them and
/// the casebook is locked only for the writing itself.
#[derive(Debug)]
pub struct Prepared {
    sha256: String,
    media_type: String,
    source: String,
    options: String,
    captured_at: String,
    size: i64,
    compressed: Vec<u8>,
    rules: String,
    notices: Vec<PreparedNotice>,
}

#[derive(Debug)]
struct PreparedNotice {
    text: String,
    text_hash: String,
    marks: String,
    url: Option<String>,
    /// The address by which a changed text is known as the same notice; only if no other notice of the page has it.
    identity: Option<String>,
    near: Option<String>,
    record: String,
    row: ListRow,
}

impl Prepared {
    /// Makes a capture and its notices ready; `rules` is [`super::rules_fingerprint`] of what they were read by.
    ///
    /// # Errors
    ///
    /// Only if compressing fails, which wants memory.
    pub fn new(capture: &Capture, notices: &[(Notice, Reading)], rules: &str) -> Result<Self, Error> {
        let compressed = zstd::bulk::compress(&capture.bytes, 3).map_err(|error| Error::Database(sqlx::Error::Io(error)))?;
        let mut urls: HashMap<&str, usize> = HashMap::new();
        for url in notices.iter().filter_map(|(n, _)| n.url.as_deref()) {
            *urls.entry(url).or_default() += 1;
        }
        let alone = |url: &&String| urls.get(url.as_str()) == Some(&1);
        Ok(Self {
            sha256: sha256(&capture.bytes),
            media_type: capture.media_type.clone(),
            source: capture.source.clone(),
            options: capture.options.clone(),
            captured_at: timestamp(capture.captured_at),
            size: i64::try_from(capture.bytes.len()).unwrap_or(i64::MAX),
            compressed,
            rules: rules.to_owned(),
            notices: notices.iter().map(|(n, r)| PreparedNotice::new(n, r, n.url.as_ref().filter(alone).cloned())).collect(),
        })
    }

    /// The organisation and the headline of each notice, as the list shows them.
    pub fn titles(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        self.notices.iter().map(|n| (n.row.organization.as_deref(), n.row.title.as_str()))
    }

    /// How many notices it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.notices.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notices.is_empty()
    }
}

impl PreparedNotice {
    fn new(notice: &Notice, reading: &Reading, identity: Option<String>) -> Self {
        Self {
            text_hash: text_hash(&notice.text),
            marks: marks(notice),
            url: notice.url.clone(),
            identity,
            near: notice.near.map(|d| d.to_string()),
            record: to_json(reading, &notice.text).to_string(),
            row: ListRow::new(notice, reading),
            text: notice.text.clone(),
        }
    }
}

impl Store {
    /// Stores one capture with its notices and what was read from them: all of it, or nothing.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn clip(&self, capture: &Capture, notices: &[(Notice, Reading)], rules: &str) -> Result<Clipped, Error> {
        let mut all = self.clip_all(&[Prepared::new(capture, notices, rules)?]).await?;
        Ok(all.pop().unwrap_or_default())
    }

    /// Stores several captures in one transaction: all of them, or nothing. What became of each, in order.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn clip_all(&self, captures: &[Prepared]) -> Result<Vec<Clipped>, Error> {
        let mut writing = self.write().await?;
        let mut all = Vec::with_capacity(captures.len());
        for capture in captures {
            all.push(put_capture(&mut writing, capture).await?);
        }
        writing.commit().await?;
        Ok(all)
    }
}

async fn put_capture(to: &mut AnyConnection, capture: &Prepared) -> Result<Clipped, Error> {
    if let Some(known) = known_bytes(to, &capture.sha256).await? {
        return Ok(Clipped { known, same_bytes: true, ..Clipped::default() });
    }
    let row = sqlx::query(
        "INSERT INTO captures (sha256, media_type, source, options, captured_at, size, bytes)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
    )
    .bind(&capture.sha256)
    .bind(&capture.media_type)
    .bind(&capture.source)
    .bind(&capture.options)
    .bind(&capture.captured_at)
    .bind(capture.size)
    .bind(&*capture.compressed)
    .fetch_one(&mut *to)
    .await?;
    let id: i64 = row.try_get(0)?;
    let mut clipped = Clipped::default();
    for (position, notice) in capture.notices.iter().enumerate() {
        let at = Place { capture, id, position: position as i64 };
        put_notice(to, &at, notice, &mut clipped).await?;
    }
    Ok(clipped)
}

/// Where a notice stands.
struct Place<'a> {
    capture: &'a Prepared,
    id: i64,
    position: i64,
}

/// The notices of a capture with these bytes, if there is one.
async fn known_bytes(to: &mut AnyConnection, sha256: &str) -> Result<Option<Vec<Ids>>, Error> {
    let capture = sqlx::query("SELECT id FROM captures WHERE sha256 = $1").bind(sha256).fetch_optional(&mut *to).await?;
    let Some(capture) = capture else { return Ok(None) };
    let id: i64 = capture.try_get(0)?;
    let rows = sqlx::query(
        "SELECT n.id, n.case_id FROM appearances a JOIN notices n ON n.id = a.notice_id
         WHERE a.capture_id = $1 ORDER BY a.position",
    )
    .bind(id)
    .fetch_all(to)
    .await?;
    rows.iter().map(ids).collect::<Result<_, _>>().map(Some)
}

/// The ids in a row's first two columns: notice, case.
fn ids(row: &sqlx::any::AnyRow) -> Result<Ids, Error> {
    let damaged = |error: super::IdError| Error::Damaged(error.to_string());
    let notice = row.try_get::<String, _>(0)?.parse().map_err(damaged)?;
    let case = row.try_get::<String, _>(1)?.parse().map_err(damaged)?;
    Ok(Ids { case, notice })
}

async fn put_notice(to: &mut AnyConnection, at: &Place<'_>, notice: &PreparedNotice, out: &mut Clipped) -> Result<(), Error> {
    let known =
        sqlx::query("SELECT n.id, n.case_id, v.n FROM versions v JOIN notices n ON n.id = v.notice_id WHERE v.text_hash = $1")
            .bind(&notice.text_hash)
            .fetch_optional(&mut *to)
            .await?;
    let (ids, version) = if let Some(row) = known {
        let ids = ids(&row)?;
        out.known.push(ids);
        out.fates.push(Fate::Known);
        (ids, row.try_get(2)?)
    } else if let Some((ids, newest)) = known_address(to, notice).await? {
        out.changed.push(ids);
        out.fates.push(Fate::Changed);
        put_version(to, at, notice, ids, newest + 1).await?;
        (ids, newest + 1)
    } else {
        let ids = put_new(to, at, notice).await?;
        out.new.push(ids);
        out.fates.push(Fate::New);
        put_version(to, at, notice, ids, 1).await?;
        (ids, 1)
    };
    sqlx::query("INSERT INTO appearances (capture_id, position, notice_id, n) VALUES ($1, $2, $3, $4)")
        .bind(at.id)
        .bind(at.position)
        .bind(ids.notice.to_string())
        .bind(version)
        .execute(to)
        .await?;
    Ok(())
}

/// The notice published at the same address, and its newest version.
async fn known_address(to: &mut AnyConnection, notice: &PreparedNotice) -> Result<Option<(Ids, i64)>, Error> {
    let Some(identity) = &notice.identity else { return Ok(None) };
    let row = sqlx::query(
        "SELECT n.id, n.case_id, v.n FROM notices n JOIN versions v ON v.notice_id = n.id
         WHERE n.identity = $1 ORDER BY n.seq, v.n DESC LIMIT 1",
    )
    .bind(identity)
    .fetch_optional(to)
    .await?;
    row.map(|row| Ok((ids(&row)?, row.try_get(2)?))).transpose()
}

/// A notice and a case of its own, under ids that nobody has.
async fn put_new(to: &mut AnyConnection, at: &Place<'_>, notice: &PreparedNotice) -> Result<Ids, Error> {
    let mut case = None;
    for attempt in 0..64 {
        let id = CaseId::derive(&notice.text_hash, attempt);
        let done = sqlx::query("INSERT INTO cases (id, created) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id.to_string())
            .bind(&at.capture.captured_at)
            .execute(&mut *to)
            .await?;
        if done.rows_affected() == 1 {
            case = Some(id);
            break;
        }
    }
    let case = case.ok_or_else(|| Error::Damaged("no id is free for a new case".to_owned()))?;
    for attempt in 0..64 {
        let id = NoticeId::derive(&notice.text_hash, attempt);
        let done = sqlx::query("INSERT INTO notices (id, case_id, identity) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(id.to_string())
            .bind(case.to_string())
            .bind(notice.identity.clone())
            .execute(&mut *to)
            .await?;
        if done.rows_affected() == 1 {
            return Ok(Ids { case, notice: id });
        }
    }
    Err(Error::Damaged("no id is free for a new notice".to_owned()))
}

async fn put_version(to: &mut AnyConnection, at: &Place<'_>, notice: &PreparedNotice, ids: Ids, n: i64) -> Result<(), Error> {
    let id = ids.notice.to_string();
    sqlx::query(
        "INSERT INTO versions (notice_id, n, capture_id, text, marks, url, near, text_hash, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&id)
    .bind(n)
    .bind(at.id)
    .bind(&notice.text)
    .bind(&notice.marks)
    .bind(notice.url.clone())
    .bind(notice.near.clone())
    .bind(&notice.text_hash)
    .bind(&at.capture.captured_at)
    .execute(&mut *to)
    .await?;
    put_reading(to, &id, n, &notice.record, &at.capture.rules, &at.capture.captured_at).await?;
    put_list_row(to, &id, &notice.row, &at.capture.captured_at).await
}

/// Stores what was read from a version, in place of what was read before.
pub(super) async fn put_reading(
    to: &mut AnyConnection,
    notice: &str,
    n: i64,
    record: &str,
    rules: &str,
    at: &str,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO readings (notice_id, n, record, rules, read_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (notice_id, n) DO UPDATE SET record = $3, rules = $4, read_at = $5",
    )
    .bind(notice)
    .bind(n)
    .bind(record)
    .bind(rules)
    .bind(at)
    .execute(to)
    .await?;
    Ok(())
}

/// Stores a notice's line of the list, in place of the one before.
pub(super) async fn put_list_row(to: &mut AnyConnection, notice: &str, row: &ListRow, clipped_at: &str) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO list_rows (notice_id, published, sort_day, first_day, last_day, organization, organization_folded,
            sector, kinds, headline, title, clipped_at, folded)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (notice_id) DO UPDATE SET published = $2, sort_day = $3, first_day = $4, last_day = $5,
            organization = $6, organization_folded = $7, sector = $8, kinds = $9, headline = $10, title = $11, folded = $13",
    )
    .bind(notice)
    .bind(row.published.clone())
    .bind(&row.sort_day)
    .bind(&row.first_day)
    .bind(&row.last_day)
    .bind(row.organization.clone())
    .bind(&row.organization_folded)
    .bind(row.sector.clone())
    .bind(&row.kinds)
    .bind(row.headline.clone())
    .bind(&row.title)
    .bind(clipped_at)
    .bind(&row.folded)
    .execute(to)
    .await?;
    Ok(())
}

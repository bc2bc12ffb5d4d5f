//! A case: its notices with all their versions, what was read, and what people put right.

use jikenbo_model::{Block, BlockKind, Notice, Reading, Span, to_json};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::correct::Correction;
use super::effective::{Read, read};
use super::moves::notices_in;
use super::{CaseId, Error, Id, IdError, NoticeId, Store};
use crate::corrections::{Effective, Standings};

/// An incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// When it came into the casebook (UTC).
    pub created: String,
    /// Its notices, in the order in which they were clipped.
    pub notices: Vec<StoredNotice>,
    /// What people put right, oldest first.
    pub corrections: Vec<Correction>,
}

/// A notice in its newest version.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredNotice {
    /// Its id.
    pub id: NoticeId,
    /// Every version, oldest first.
    pub versions: Vec<Version>,
    /// The newest text.
    pub notice: Notice,
    /// What was read from it, with what persons put right: the record that is shown anywhere.
    pub reading: Reading,
    /// What was read from it, before anybody put anything right.
    pub bare: Reading,
    /// How the facts of the record stand, and what persons keep apart from it.
    pub standings: Standings,
    /// The record as JSON, as `jikenbo read` prints it.
    pub record_json: Value,
    /// The capture that the newest text came from.
    pub capture: CaptureMeta,
}

/// One text that a notice has had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Counted from 1.
    pub n: i64,
    /// When it was first seen (UTC).
    pub seen_at: String,
    /// The capture it came from.
    pub capture: CaptureMeta,
}

/// What is known of a capture, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaptureMeta {
    /// Of the original bytes, in hexadecimal.
    pub sha256: String,
    /// `text/html` or `text/plain`.
    pub media_type: String,
    /// The file's name, or `-`.
    pub source: String,
    /// When (UTC).
    pub captured_at: String,
    /// Bytes of the original.
    pub size: i64,
    /// How these bytes are coded (`gzip` …); empty if they are not.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub coding: String,
    /// The charset that the answer's header named; empty if none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub charset: String,
    /// The address that answered; empty for what is not from the web.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
}

impl Store {
    /// The case of an id: a case's own, or that of one of its notices. A case whose notices went to another is that one.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if nothing has it.
    pub async fn resolve(&self, id: Id) -> Result<CaseId, Error> {
        let mut connection = self.pool.acquire().await?;
        match id {
            Id::Case(id) => super::moves::follow(&mut connection, &id).await,
            Id::Notice(id) => super::moves::case_of(&mut connection, &id).await,
        }
    }

    /// A case with everything that belongs to it.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`].
    pub async fn case(&self, id: &CaseId) -> Result<Option<Case>, Error> {
        let case = sqlx::query("SELECT created FROM cases WHERE id = $1").bind(id.to_string()).fetch_optional(&self.pool).await?;
        let Some(case) = case else { return Ok(None) };
        let mut notices = Vec::new();
        let ids = notices_in(&mut *self.pool.acquire().await?, id).await?;
        for id in ids {
            notices.extend(self.notice(&id).await?);
        }
        Ok(Some(Case { id: *id, created: case.try_get(0)?, notices, corrections: self.corrections(id).await? }))
    }

    /// The notices of a case, in the order in which they were clipped.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such case.
    pub async fn notices_of(&self, id: &CaseId) -> Result<Vec<NoticeId>, Error> {
        let case = self.resolve(Id::Case(*id)).await?;
        notices_in(&mut *self.pool.acquire().await?, &case).await
    }

    /// A notice in its newest version.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`].
    pub async fn notice(&self, id: &NoticeId) -> Result<Option<StoredNotice>, Error> {
        let versions = self.versions(id).await?;
        let Some(newest) = versions.last() else { return Ok(None) };
        let Read { notice, bare, effective } = self.text_of(id, newest.n).await?;
        let record_json = to_json(&effective.reading, &notice.text);
        let capture = newest.capture.clone();
        let Effective { reading, standings } = effective;
        Ok(Some(StoredNotice { id: *id, versions, notice, reading, bare, standings, record_json, capture }))
    }

    /// A version of a notice, by its number: its text, and what was read from it, with what persons put right.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`].
    pub async fn version(&self, id: &NoticeId, n: i64) -> Result<(Notice, Reading), Error> {
        let read = self.text_of(id, n).await?;
        Ok((read.notice, read.effective.reading))
    }

    async fn text_of(&self, id: &NoticeId, n: i64) -> Result<Read, Error> {
        let mut connection = self.pool.acquire().await?;
        read(&mut connection, id, n).await
    }

    async fn versions(&self, id: &NoticeId) -> Result<Vec<Version>, Error> {
        let rows = sqlx::query(
            "SELECT c.sha256, c.media_type, c.source, c.captured_at, c.size, c.coding, c.charset, c.address, v.n, v.seen_at
             FROM versions v JOIN captures c ON c.id = v.capture_id WHERE v.notice_id = $1 ORDER BY v.n",
        )
        .bind(id.to_string())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(|row| Ok(Version { n: row.try_get(8)?, seen_at: row.try_get(9)?, capture: meta(row)? })).collect()
    }

    /// A capture's original bytes, by their SHA-256.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`] if the bytes are no longer those.
    pub async fn original(&self, sha256: &str) -> Result<Option<(CaptureMeta, Vec<u8>)>, Error> {
        let row = sqlx::query(
            "SELECT sha256, media_type, source, captured_at, size, coding, charset, address, bytes FROM captures WHERE sha256 = $1",
        )
        .bind(sha256)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let (meta, compressed, expected) = (meta(&row)?, row.try_get::<Vec<u8>, _>(8)?, sha256.to_owned());
        // Unpacking is work for a core, not for the thread that answers the network.
        let bytes = tokio::task::spawn_blocking(move || unpacked(&expected, meta.size, &compressed).map(|bytes| (meta, bytes)));
        let bytes = bytes.await.unwrap_or_else(|error| Err(error.to_string()));
        let damaged = |why| Error::Damaged(format!("the bytes of the capture {sha256} are not those that were clipped: {why}"));
        bytes.map(Some).map_err(damaged)
    }
}

/// A capture's bytes, which are to be so many and of this hash: no more than that is unpacked.
pub(super) fn unpacked(expected: &str, size: i64, compressed: &[u8]) -> Result<Vec<u8>, String> {
    let limit = usize::try_from(size).unwrap_or(0);
    let bytes = zstd::bulk::decompress(compressed, limit).map_err(|error| format!("cannot be unpacked: {error}"))?;
    if bytes.len() != limit {
        return Err(format!("expected {limit} bytes, found {}", bytes.len()));
    }
    let found = super::sha256(&bytes);
    if found == expected { Ok(bytes) } else { Err(format!("expected the SHA-256 {expected}, found {found}")) }
}

pub(super) fn damaged(error: IdError) -> Error {
    Error::Damaged(error.to_string())
}

/// The capture in a row that begins with its columns.
pub(super) fn meta(row: &AnyRow) -> Result<CaptureMeta, Error> {
    Ok(CaptureMeta {
        sha256: row.try_get(0)?,
        media_type: row.try_get(1)?,
        source: row.try_get(2)?,
        captured_at: row.try_get(3)?,
        size: row.try_get(4)?,
        coding: row.try_get(5)?,
        charset: row.try_get(6)?,
        address: row.try_get(7)?,
    })
}

/// What the page's markup said, as it is stored: spans in bytes of the text, kinds by their first letter.
#[derive(Serialize, Deserialize)]
struct Marks {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<(u32, u32)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<(u32, u32, char)>,
}

const KINDS: [(BlockKind, char); 5] =
    [(BlockKind::Line, 'l'), (BlockKind::Heading, 'h'), (BlockKind::Item, 'i'), (BlockKind::Row, 'r'), (BlockKind::Site, 's')];

pub(super) fn marks(notice: &Notice) -> String {
    let letter = |kind| KINDS.iter().find(|(k, _)| *k == kind).map_or('l', |(_, letter)| *letter);
    let marks = Marks {
        title: notice.title.map(|s| (s.start, s.end)),
        blocks: notice.blocks.iter().map(|b| (b.span.start, b.span.end, letter(b.kind))).collect(),
    };
    serde_json::to_string(&marks).unwrap_or_else(|_| "{}".to_owned())
}

/// Marks as they are stored, checked against their text: spans stand on letters, blocks in order.
pub(super) fn checked_marks(found: &Value, text: &str) -> Result<String, String> {
    let marks: Marks = serde_json::from_value(found.clone()).map_err(|error| error.to_string())?;
    let fits =
        |start: u32, end: u32| start <= end && text.is_char_boundary(start as usize) && text.is_char_boundary(end as usize);
    let title = marks.title.is_none_or(|(start, end)| fits(start, end));
    let blocks = marks.blocks.iter().all(|(start, end, _)| fits(*start, *end));
    let in_order = marks.blocks.windows(2).all(|pair| pair[0].1 <= pair[1].0);
    if title && blocks && in_order {
        serde_json::to_string(&marks).map_err(|error| error.to_string())
    } else {
        Err("expected places within the text, in order, found others".to_owned())
    }
}

/// The notice in a row that begins with text, marks, url and near.
pub(super) fn notice(row: &AnyRow) -> Result<Notice, Error> {
    let marks: String = row.try_get(1)?;
    let marks: Marks = serde_json::from_str(&marks).map_err(|e| Error::Damaged(format!("a notice's marks: {e}")))?;
    let kind = |letter| KINDS.iter().find(|(_, l)| *l == letter).map_or(BlockKind::Line, |(kind, _)| *kind);
    let span = |start, end| Span { start, end };
    Ok(Notice {
        text: row.try_get(0)?,
        title: marks.title.map(|(start, end)| span(start, end)),
        blocks: marks.blocks.into_iter().map(|(start, end, k)| Block { span: span(start, end), kind: kind(k) }).collect(),
        url: row.try_get(2)?,
        near: row.try_get::<Option<String>, _>(3)?.and_then(|d| d.parse().ok()),
    })
}

//! Putting captures and their notices into the casebook.

use std::collections::HashMap;

use jikenbo_model::{Notice, Reading, to_json};

use super::case::marks;
use super::derive::ListRow;
use super::hash::{sha256, text_hash};
use super::put::put_capture;
use super::queue::{Waiting, doubts};
use super::visit::{Next, Outcome, Visit};
use super::{Error, Ids, Store, timestamp};

/// Bytes as they were found, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capture {
    /// The original, byte for byte: of a page from the web, its body as it was transferred.
    pub bytes: Vec<u8>,
    /// `text/html`, `text/plain`, `application/pdf` …
    pub media_type: String,
    /// The file's name, `-` for standard input, or the address that was asked.
    pub source: String,
    /// How the bytes are coded (`gzip`, `br` …), as the answer's `Content-Encoding` says; empty if they are not.
    pub coding: String,
    /// The charset that the answer's `Content-Type` names; empty if it names none.
    pub charset: String,
    /// The address that answered; empty for what is not from the web.
    pub address: String,
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
    /// Nothing new was seen in it, and so the capture was not kept (see [`Prepared::only_news`]).
    pub not_kept: bool,
}

impl Clipped {
    /// What a look showed that brought it, by what became of the notices; a page of another kind stays what it is.
    #[must_use]
    pub const fn outcome(&self, told: Outcome) -> Outcome {
        match told {
            Outcome::New | Outcome::Changed | Outcome::Same if !self.new.is_empty() => Outcome::New,
            Outcome::New | Outcome::Changed | Outcome::Same if !self.changed.is_empty() => Outcome::Changed,
            Outcome::New | Outcome::Changed | Outcome::Same => Outcome::Same,
            other => other,
        }
    }
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
    pub(super) sha256: String,
    pub(super) media_type: String,
    pub(super) source: String,
    pub(super) coding: String,
    pub(super) charset: String,
    pub(super) address: String,
    pub(super) options: String,
    pub(super) captured_at: String,
    pub(super) size: i64,
    pub(super) compressed: Vec<u8>,
    pub(super) rules: String,
    pub(super) notices: Vec<PreparedNotice>,
    pub(super) visit: Option<(Visit, Next)>,
    pub(super) only_news: bool,
}

#[derive(Debug)]
pub(super) struct PreparedNotice {
    pub(super) text: String,
    pub(super) text_hash: String,
    pub(super) marks: String,
    pub(super) url: Option<String>,
    /// The address by which a changed text is known as the same notice; only if no other notice of the page has it.
    pub(super) identity: Option<String>,
    pub(super) near: Option<String>,
    pub(super) record: String,
    pub(super) row: ListRow,
    pub(super) doubts: Vec<Waiting>,
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
            coding: capture.coding.clone(),
            charset: capture.charset.clone(),
            address: capture.address.clone(),
            options: capture.options.clone(),
            captured_at: timestamp(capture.captured_at),
            size: i64::try_from(capture.bytes.len()).unwrap_or(i64::MAX),
            compressed,
            rules: rules.to_owned(),
            notices: notices.iter().map(|(n, r)| PreparedNotice::new(n, r, n.url.as_ref().filter(alone).cloned())).collect(),
            visit: None,
            only_news: false,
        })
    }

    /// Keeps the look that brought it, in the same transaction. The outcome is `new`, `changed` or `same` by what became of
    /// the notices, unless the visit tells of another kind of page.
    #[must_use]
    pub fn visited(self, visit: Visit, next: Next) -> Self {
        Self { visit: Some((visit, next)), ..self }
    }

    /// Keeps the bytes only if a notice in them is new or changed: a page that is looked at every hour, and whose
    /// advertisements differ each time, must not fill the casebook. The visit is kept all the same.
    #[must_use]
    pub fn only_news(self) -> Self {
        Self { only_news: true, ..self }
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
            doubts: doubts(reading),
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

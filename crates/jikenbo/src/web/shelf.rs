//! Where the pages get their cases.

use std::sync::Arc;

use jikenbo_model::{Notice, Reading};
use jikenbo_search::{Engine, Entry, Facts, Line, Scan, Similar, similar};

use super::case::places::Shows;
use super::data::{Case, Filed, Look, Origin, Version};
use super::error::Error;
use super::figures::days_of;
use crate::store::{self, CaptureMeta, Id, Source, Store, StoredNotice, Visit};

/// The cases behind the pages.
#[derive(Debug, Clone)]
pub enum Shelf {
    /// The casebook.
    Store(Arc<Store>),
    /// Cases held in memory: for tests of the pages apart from the reader.
    Fixed(Arc<Vec<Case>>),
}

impl Shelf {
    /// The casebook, where there is one.
    #[must_use]
    pub fn store(&self) -> Option<&Arc<Store>> {
        match self {
            Self::Store(store) => Some(store),
            Self::Fixed(_) => None,
        }
    }

    /// The case of an id.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub async fn case(&self, id: &str) -> Result<Option<Case>, Error> {
        match self {
            Self::Store(store) => stored_case(store, id).await.map_err(Error::internal),
            Self::Fixed(cases) => Ok(cases.iter().find(|c| c.id == id).cloned()),
        }
    }

    /// The cases that are most like one, by what one of its texts tells; never itself.
    ///
    /// # Errors
    ///
    /// The search's failure.
    pub async fn similar(&self, case: &str, notice: &Notice, reading: &Reading, many: usize) -> Result<Vec<Similar>, Error> {
        self.like(case, Facts::of(notice, reading), notice.text.clone(), many).await
    }

    /// The cases that are most like what some facts and words tell.
    ///
    /// # Errors
    ///
    /// The search's failure.
    pub(in crate::web) async fn like(&self, case: &str, facts: Facts, text: String, many: usize) -> Result<Vec<Similar>, Error> {
        let engine = self.engine().await?;
        let case = case.to_owned();
        // Some dozens of questions to the index, none of which waits for anything else.
        let found = tokio::task::spawn_blocking(move || similar(&*engine, &case, &facts, &text, many)).await;
        found.map_err(Error::internal)?.map_err(Error::internal)
    }

    /// The sources that are watched.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub async fn sources(&self) -> Result<Vec<Source>, Error> {
        match self {
            Self::Store(store) => store.sources().await.map_err(Error::internal),
            Self::Fixed(_) => Ok(Vec::new()),
        }
    }

    /// A capture by the SHA-256 of its bytes: what is known of it, the bytes, and the looks that brought it.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub async fn capture(&self, sha256: &str) -> Result<Option<(CaptureMeta, Vec<u8>, Vec<Visit>)>, Error> {
        let Self::Store(store) = self else { return Ok(None) };
        let Some((meta, bytes)) = store.original(sha256).await.map_err(Error::internal)? else { return Ok(None) };
        let looks = store.visits_to(sha256).await.map_err(Error::internal)?;
        Ok(Some((meta, bytes, looks)))
    }

    /// The notices that a capture shows, and how many there are besides.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub(in crate::web) async fn shown_by(&self, meta: &CaptureMeta) -> Result<(Vec<Shows>, usize), Error> {
        let Self::Store(store) = self else { return Ok((Vec::new(), 0)) };
        let all = store.shown_by(&meta.sha256).await.map_err(Error::internal)?;
        let mut shown = Vec::new();
        for (case, notice, n) in all.iter().take(SHOWN) {
            let (text, reading) = store.version(notice, *n).await.map_err(Error::internal)?;
            let case = format!("/cases/{case}?capture={}", meta.sha256);
            shown.push(Shows { case, version: Version { notice: text, reading, origin: origin(meta), ..Version::default() } });
        }
        Ok((shown, all.len().saturating_sub(SHOWN)))
    }

    /// What finds cases: in step with the casebook, as far as a request may wait for that.
    ///
    /// # Errors
    ///
    /// The index's failure, or the store's.
    pub async fn engine(&self) -> Result<Arc<dyn Engine>, Error> {
        match self {
            Self::Store(store) => Ok(store.engine().await.map_err(Error::internal)?),
            Self::Fixed(cases) => Ok(Arc::new(Scan::new(cases.iter().map(entry).collect()))),
        }
    }

    /// Of which casebook the search knows, and up to which of its changes; `None` where nothing is kept of that.
    ///
    /// # Errors
    ///
    /// The index's failure, or the store's.
    pub async fn stamp(&self) -> Result<Option<String>, Error> {
        let Self::Store(store) = self else { return Ok(None) };
        let stamp = store.engine().await.map_err(Error::internal)?.stamp().map_err(Error::internal)?;
        Ok(stamp.map(|stamp| format!("{} {}", stamp.casebook, stamp.seq)))
    }

    /// How many cases the search has still to take in: more than none for a moment after much has come in.
    ///
    /// # Errors
    ///
    /// The index's failure, or the store's.
    pub async fn behind(&self) -> Result<u64, Error> {
        match self {
            Self::Store(store) => store.behind().await.map_err(Error::internal),
            Self::Fixed(_) => Ok(0),
        }
    }
}

/// A case in memory as it is searched.
fn entry(case: &Case) -> Entry {
    let line = |filed: &Filed| {
        let newest = filed.versions.first()?;
        let clipped_at = filed.versions.last().map(|v| v.origin.clipped.clone()).unwrap_or_default();
        let facts = Facts::of(&newest.notice, &newest.reading);
        let line = Line { notice: filed.id.clone(), clipped_at, changed_at: newest.origin.clipped.clone(), facts };
        Some((line, newest.notice.text.clone()))
    };
    Entry::new(&case.id, case.notices.iter().filter_map(line).collect())
}

/// The case of an id, its own or a notice's; `None` if nothing has it.
async fn stored_case(store: &Store, id: &str) -> Result<Option<Case>, store::Error> {
    let Ok(id) = id.parse::<Id>() else { return Ok(None) };
    let id = match store.resolve(id).await {
        Err(store::Error::NotFound(_)) => return Ok(None),
        found => found?,
    };
    let Some(case) = store.case(&id).await? else { return Ok(None) };
    let mut notices = Vec::with_capacity(case.notices.len());
    for notice in case.notices {
        notices.push(filed(store, notice).await?);
    }
    let imported = if notices.is_empty() { store.imported(&case.id).await?.map(Box::new) } else { None };
    Ok(Some(Case { id: case.id.to_string(), notices: newest_first(notices), imported }))
}

/// So many of a notice's versions are shown with their texts, and so many looks at its addresses.
const SHOWN: usize = 20;

fn newest_first(mut notices: Vec<Filed>) -> Vec<Filed> {
    let day = |f: &Filed| f.versions.first().and_then(|v| v.reading.record.published.as_ref()).map(|f| days_of(f.value));
    notices.sort_by_key(|f| std::cmp::Reverse(day(f)));
    notices
}

async fn filed(store: &Store, notice: StoredNotice) -> Result<Filed, store::Error> {
    let StoredNotice { notice: text, reading, standings, .. } = notice;
    let mut versions = vec![Version { notice: text, reading, origin: origin(&notice.capture), standings }];
    for older in notice.versions.iter().rev().skip(1).take(SHOWN) {
        let (text, reading) = store.version(&notice.id, older.n).await?;
        versions.push(Version { notice: text, reading, origin: origin(&older.capture), ..Version::default() });
    }
    let earlier = notice.versions.iter().rev().skip(versions.len()).map(|v| origin(&v.capture)).collect();
    let looks = store.visits_of(&notice.id, SHOWN as u32).await?;
    let looks = looks.into_iter().map(|v| Look { at: v.at, url: v.url, outcome: v.outcome.name().to_owned(), status: v.status });
    Ok(Filed { id: notice.id.to_string(), versions, earlier, looks: looks.collect() })
}

fn origin(capture: &CaptureMeta) -> Origin {
    Origin { source: capture.source.clone(), clipped: capture.captured_at.clone(), sha256: capture.sha256.clone() }
}

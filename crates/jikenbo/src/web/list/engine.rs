//! The search behind the list.

use std::sync::Arc;

use jikenbo_search::{Ask, Engine, Entry, Facts, Found, Line, Query, Scan};

use super::sentence::sentence;
use crate::store::{self, Store};
use crate::web::App;
use crate::web::data::{Case, Filed};
use crate::web::error::Error;
use crate::web::shelf::Shelf;

/// The engine that knows the casebook as it is now.
async fn engine(app: &App) -> Result<Arc<dyn Engine>, Error> {
    let entries = match &app.shelf {
        Shelf::Store(store) => stored(store).await.map_err(Error::internal)?,
        Shelf::Fixed(cases) => cases.iter().map(entry).collect(),
    };
    Ok(Arc::new(Scan::new(entries)))
}

/// What is found.
///
/// # Errors
///
/// The engine's failure, or the store's.
pub(super) async fn find(app: &App, ask: Ask) -> Result<Found, Error> {
    let engine = engine(app).await?;
    let found = tokio::task::spawn_blocking(move || engine.find(&ask)).await.map_err(Error::internal)?;
    found.map_err(Error::internal)
}

/// How many cases there are.
///
/// # Errors
///
/// The engine's failure, or the store's.
pub(super) async fn all(app: &App) -> Result<u64, Error> {
    count(app, Query::default()).await
}

/// How many cases match.
///
/// # Errors
///
/// The engine's failure, or the store's.
pub(super) async fn count(app: &App, query: Query) -> Result<u64, Error> {
    let engine = engine(app).await?;
    let n = tokio::task::spawn_blocking(move || engine.count(&query)).await.map_err(Error::internal)?;
    n.map_err(Error::internal)
}

/// The sentence of a case in which words stand: of its newest notice that holds them.
///
/// # Errors
///
/// The store's failure.
pub(super) async fn sentence_of(app: &App, entry: &Entry, needles: &[jikenbo_search::Needle]) -> Result<Option<String>, Error> {
    let title = &entry.facts.title;
    match &app.shelf {
        Shelf::Fixed(cases) => {
            let case = cases.iter().find(|case| case.id == entry.case);
            let texts = case.into_iter().flat_map(|c| &c.notices).filter_map(|f| f.versions.first());
            Ok(texts.into_iter().find_map(|version| sentence(&version.notice.text, needles, title)))
        }
        Shelf::Store(store) => {
            for line in &entry.notices {
                let Ok(id) = line.notice.parse() else { continue };
                let notice = store.notice(&id).await.map_err(Error::internal)?;
                if let Some(found) = notice.and_then(|n| sentence(&n.notice.text, needles, title)) {
                    return Ok(Some(found));
                }
            }
            Ok(None)
        }
    }
}

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

async fn stored(store: &Store) -> Result<Vec<Entry>, store::Error> {
    let mut entries: Vec<(store::CaseId, Vec<(Line, String)>)> = Vec::new();
    for row in store.list(&store::Query::default()).await? {
        let Some(notice) = store.notice(&row.notice).await? else { continue };
        let changed_at = notice.versions.last().map(|v| v.seen_at.clone()).unwrap_or_default();
        let facts = Facts::of(&notice.notice, &notice.reading);
        let line = Line { notice: row.notice.to_string(), clipped_at: row.clipped_at, changed_at, facts };
        match entries.iter_mut().find(|(case, _)| *case == row.case) {
            Some((_, lines)) => lines.push((line, notice.notice.text)),
            None => entries.push((row.case, vec![(line, notice.notice.text)])),
        }
    }
    Ok(entries.into_iter().map(|(case, lines)| Entry::new(&case.to_string(), lines)).collect())
}

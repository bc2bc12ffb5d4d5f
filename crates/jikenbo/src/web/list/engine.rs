//! The search behind the list.

use jikenbo_search::{Ask, Entry, Found, Needle, Origin, Query};

use super::sentence::sentence;
use crate::web::App;
use crate::web::error::Error;
use crate::web::shelf::Shelf;

/// What is found.
///
/// # Errors
///
/// The engine's failure, or the store's.
pub(super) async fn find(app: &App, ask: Ask) -> Result<Found, Error> {
    let engine = app.shelf.engine().await?;
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
    let engine = app.shelf.engine().await?;
    let n = tokio::task::spawn_blocking(move || engine.count(&query)).await.map_err(Error::internal)?;
    n.map_err(Error::internal)
}

/// The sentence of a case in which words stand: of its newest notice that holds them.
///
/// # Errors
///
/// The store's failure.
pub(super) async fn sentence_of(app: &App, entry: &Entry, needles: &[Needle]) -> Result<Option<String>, Error> {
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
            let words = match entry.case.parse() {
                Ok(id) if entry.origin == Origin::Imported => store.imported(&id).await.map_err(Error::internal)?,
                _ => None,
            };
            Ok(words.and_then(|case| sentence(&case.words, needles, title)))
        }
    }
}

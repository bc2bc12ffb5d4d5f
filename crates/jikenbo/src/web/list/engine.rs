//! The search behind the list.

use std::collections::HashMap;

use jikenbo_search::{Ask, Entry, Found, Hit, Needle, Origin, Query};

use super::sentence::sentence;
use crate::store::NoticeId;
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

/// For each case the sentence in which words stand: of its newest notice that holds them.
///
/// # Errors
///
/// The store's failure.
pub(super) async fn sentences(app: &App, hits: &[Hit], needles: &[Needle]) -> Result<Vec<Option<String>>, Error> {
    if needles.is_empty() {
        return Ok(vec![None; hits.len()]);
    }
    let newest = match app.shelf.store() {
        // The words nearly always stand in the newest notice: those texts are fetched at once.
        Some(store) => {
            let ids: Vec<NoticeId> = hits.iter().filter_map(|hit| hit.entry.notices.first()?.notice.parse().ok()).collect();
            store.texts(&ids).await.map_err(Error::internal)?
        }
        None => HashMap::new(),
    };
    let mut all = Vec::with_capacity(hits.len());
    for hit in hits {
        all.push(sentence_of(app, &hit.entry, needles, &newest).await?);
    }
    Ok(all)
}

async fn sentence_of(
    app: &App,
    entry: &Entry,
    needles: &[Needle],
    newest: &HashMap<NoticeId, String>,
) -> Result<Option<String>, Error> {
    let title = &entry.facts.title;
    match &app.shelf {
        Shelf::Fixed(cases) => {
            let case = cases.iter().find(|case| case.id == entry.case);
            let texts = case.into_iter().flat_map(|c| &c.notices).filter_map(|f| f.versions.first());
            Ok(texts.into_iter().find_map(|version| sentence(&version.notice.text, needles, title)))
        }
        Shelf::Store(store) => {
            for id in entry.notices.iter().filter_map(|line| line.notice.parse::<NoticeId>().ok()) {
                let text = match newest.get(&id) {
                    Some(text) => Some(text.clone()),
                    None => store.texts(&[id]).await.map_err(Error::internal)?.remove(&id),
                };
                if let Some(found) = text.and_then(|text| sentence(&text, needles, title)) {
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

//! `/cases.atom` and `/cases/feed.json`: the cases of any query as a feed, what changed last first.

mod atom;
mod json;
pub mod text;

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::response::{IntoResponse, Response};
use form_urlencoded::{Serializer, parse};
use jikenbo_search::{Ask, Cursor, Entry, Query, Sort};

use super::App;
use super::access::Access;
use super::error::Error;
use super::list::{asked_for, clipped_unless_asked};
use super::page::{Asked, bare};
use crate::labels::{Lang, figure};
use crate::store::sha256;

/// So many entries a page of a feed has.
const ENTRIES: usize = 50;
/// So many kinds of data a summary names.
const ITEMS: usize = 6;
/// The time of a feed without entries, and of what came in at no known time.
const EPOCH: &str = "1970-01-01T00:00:00Z";

/// A feed, whatever its form.
struct Feed {
    lang: Lang,
    title: String,
    /// Stable: of the query, whatever the address of the casebook.
    id: String,
    /// When anything in it changed last: RFC 3339.
    updated: String,
    /// This page of it, the next, and the list of the same query.
    here: String,
    next: Option<String>,
    list: String,
    entries: Vec<Told>,
}

/// A case, as feeds tell it.
struct Told {
    id: String,
    address: String,
    title: String,
    /// One line that says it all.
    summary: String,
    published: String,
    updated: String,
    kinds: Vec<String>,
    organization: Option<String>,
}

/// `GET /cases.atom`
///
/// # Errors
///
/// What is no query or no cursor, or the search's failure.
pub(crate) async fn atom(
    state: State<App>,
    access: Extension<Arc<Access>>,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Error> {
    let feed = feed(&state, &access, &headers, &asked, "/cases.atom").await?;
    let body = atom::written(&feed).map_err(Error::internal)?;
    Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], body).into_response())
}

/// `GET /cases/feed.json`
///
/// # Errors
///
/// What is no query or no cursor, or the search's failure.
pub(crate) async fn json_feed(
    state: State<App>,
    access: Extension<Arc<Access>>,
    headers: HeaderMap,
    asked: Asked,
) -> Result<Response, Error> {
    let feed = feed(&state, &access, &headers, &asked, "/cases/feed.json").await?;
    Ok(([(CONTENT_TYPE, "application/feed+json; charset=utf-8")], format!("{:#}\n", json::written(&feed))).into_response())
}

async fn feed(app: &App, access: &Access, headers: &HeaderMap, asked: &Asked, path: &str) -> Result<Feed, Error> {
    let (query, after) = wanted(&asked.query)?;
    let origin = origin(access, headers);
    let address = |path: &str, after: Option<&Cursor>| format!("{origin}{}", address(path, &query, after));
    // A feed tells of news, and what is taken over by the thousand is none.
    let ask = Ask {
        query: clipped_unless_asked(query.clone()),
        sort: Sort::Clipped,
        limit: ENTRIES,
        after: after.clone(),
        facets: false,
    };
    let engine = app.shelf.engine().await?;
    let found =
        tokio::task::spawn_blocking(move || engine.find(&ask)).await.map_err(Error::internal)?.map_err(Error::internal)?;
    let entries: Vec<Told> = found.hits.iter().map(|hit| told(asked, &hit.entry, &origin)).collect();
    let words = query.to_string();
    let site = asked.t(super::text::SITE);
    Ok(Feed {
        lang: asked.lang,
        title: if words.is_empty() { site.to_owned() } else { format!("{} — {site}", plain(&words)) },
        id: urn(&format!("feed {words}")),
        updated: entries.iter().map(|e| e.updated.clone()).max().unwrap_or_else(|| EPOCH.to_owned()),
        here: address(path, after.as_ref()),
        next: found.next.as_ref().map(|next| address(path, Some(next))),
        list: address("/cases", None),
        entries,
    })
}

fn wanted(query: &str) -> Result<(Query, Option<Cursor>), Error> {
    let (mut wanted, mut after) = (Query::default(), None);
    for (name, value) in parse(query.as_bytes()) {
        match (&*name, value.trim()) {
            (_, "") => {}
            ("q", value) => wanted = asked_for(value)?,
            ("after", value) => {
                let cursor = value.parse().map_err(|_| Error::bad(text::X_AFTER.ja, text::X_AFTER.en, value))?;
                after = Some(cursor);
            }
            _ => {}
        }
    }
    Ok((wanted, after))
}

fn address(path: &str, query: &Query, after: Option<&Cursor>) -> String {
    let mut out = Serializer::new(String::new());
    if !query.is_all() {
        out.append_pair("q", &query.to_string());
    }
    if let Some(after) = after {
        out.append_pair("after", &after.to_string());
    }
    let query = out.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The feed of a page: of its query, where it has one, and otherwise of everything.
#[must_use]
pub(crate) fn of_page(asked: &Asked) -> String {
    let follows = matches!(asked.path.as_str(), "/cases" | "/charts");
    let query = if follows { wanted(&asked.query).map(|(query, _)| query) } else { Ok(Query::default()) };
    address("/cases.atom", &query.unwrap_or_default(), None)
}

/// The address that links begin with: the one that the settings name, else the one that was asked.
pub(in crate::web) fn origin(access: &Access, headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    access.rules.public.as_ref().map_or_else(|| format!("http://{host}"), |public| public.origin.clone())
}

/// An id that follows from the name of a thing, wherever the casebook is served: a UUID of version 8 (RFC 9562, 5.8), of the
/// SHA-256 of the name.
fn urn(name: &str) -> String {
    let hash = sha256(format!("jikenbo {name}").as_bytes());
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-8{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

fn told(asked: &Asked, entry: &Entry, origin: &str) -> Told {
    let facts = &entry.facts;
    let time = |time: &str| if time.is_empty() { EPOCH.to_owned() } else { time.to_owned() };
    Told {
        id: urn(&format!("case {}", entry.case)),
        address: format!("{origin}/cases/{}", entry.case),
        title: if facts.title.is_empty() { asked.t(super::text::NO_TITLE).to_owned() } else { plain(&facts.title) },
        summary: summary(asked, entry),
        published: time(&entry.clipped_at),
        updated: time(&entry.changed_at),
        kinds: facts.kinds.iter().map(|kind| asked.label("kinds", kind)).collect(),
        organization: facts.organization.as_deref().map(plain),
    }
}

/// Who, what, how many, which data, how long it went unseen: what is not told is said to be unknown, or left out.
fn summary(asked: &Asked, entry: &Entry) -> String {
    let facts = &entry.facts;
    let mut parts = vec![facts.organization.as_deref().map_or_else(|| asked.t(super::text::NO_ORG).to_owned(), plain)];
    if !facts.kinds.is_empty() {
        parts.push(asked.labels("kinds", facts.kinds.iter().map(|kind| &**kind)));
    }
    parts.push(facts.headline.as_ref().map_or_else(|| asked.t(text::NO_FIGURE).to_owned(), |count| figure(count, asked.lang)));
    if !facts.items.is_empty() {
        let more = facts.items.len().saturating_sub(ITEMS);
        let items = asked.labels("data_items", facts.items.iter().take(ITEMS).map(|item| &**item));
        parts.push(if more > 0 { format!("{items} +{more}") } else { items });
    }
    let days = |n: u32, text| format!("{} {}", asked.t(text), super::figures::days((n.into(), n.into()), asked.lang));
    parts.extend(facts.days_unseen.map(|n| days(n, text::UNSEEN)));
    parts.extend(facts.days_silent.map(|n| days(n, text::SILENT)));
    parts.extend(
        facts.published.map(|day| format!("{} {}", asked.t(super::text::COL_DATE), super::figures::date(day, asked.lang))),
    );
    parts.join(" · ")
}

/// Words of a notice for a feed: on one line, and without what XML cannot hold.
fn plain(words: &str) -> String {
    let fits = |c: char| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c };
    bare(words).split_whitespace().collect::<Vec<_>>().join(" ").chars().map(fits).collect()
}

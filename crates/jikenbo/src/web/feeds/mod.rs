//! `/cases.atom` and `/cases/feed.json`: the cases of any query as a feed, what changed last first.

pub(crate) mod atom;
pub(crate) mod json;
pub mod text;

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::response::{IntoResponse, Response};
use form_urlencoded::{Serializer, parse};
use jikenbo_search::{Ask, Cursor, Entry, Facts, Query, Sort};

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

/// A feed, whatever its form, but for its entries.
pub(crate) struct Feed {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    /// Stable: of the query, whatever the address of the casebook.
    pub(crate) id: String,
    /// When anything in it changed last: RFC 3339.
    pub(crate) updated: String,
    /// This page of it, the next, and the list of the same query; `None` for a file.
    pub(crate) here: Option<String>,
    pub(crate) next: Option<String>,
    pub(crate) list: Option<String>,
}

/// A case, as feeds tell it.
pub(crate) struct Told {
    pub(crate) id: String,
    /// Its page, where the casebook is served.
    pub(crate) address: Option<String>,
    /// Where its notice stands.
    pub(crate) source: Option<String>,
    pub(crate) title: String,
    /// One line that says it all.
    pub(crate) summary: String,
    pub(crate) published: String,
    pub(crate) updated: String,
    pub(crate) kinds: Vec<String>,
    pub(crate) organization: Option<String>,
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
    let (feed, entries) = feed(&state, &access, &headers, &asked, "/cases.atom").await?;
    let body = atom::written(&feed, &entries).map_err(Error::internal)?;
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
    let (feed, entries) = feed(&state, &access, &headers, &asked, "/cases/feed.json").await?;
    Ok(([(CONTENT_TYPE, "application/feed+json; charset=utf-8")], format!("{:#}\n", json::written(&feed, &entries)))
        .into_response())
}

async fn feed(app: &App, access: &Access, headers: &HeaderMap, asked: &Asked, path: &str) -> Result<(Feed, Vec<Told>), Error> {
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
    let case = |entry: &Entry| told(asked, (&entry.case, &entry.facts), (&entry.clipped_at, &entry.changed_at), Some(&origin));
    let entries: Vec<Told> = found.hits.iter().map(|hit| case(&hit.entry)).collect();
    let feed = Feed {
        here: Some(address(path, after.as_ref())),
        next: found.next.as_ref().map(|next| address(path, Some(next))),
        list: Some(address("/cases", None)),
        ..Feed::of(asked, &query.to_string(), entries.iter().map(|told| told.updated.as_str()).max())
    };
    Ok((feed, entries))
}

impl Feed {
    /// The feed of a query, of which an entry changed last at `updated`; without addresses.
    pub(crate) fn of(asked: &Asked, query: &str, updated: Option<&str>) -> Self {
        let site = asked.t(super::text::SITE);
        Self {
            lang: asked.lang,
            title: if query.is_empty() { site.to_owned() } else { format!("{} — {site}", plain(query)) },
            id: urn(&format!("feed {query}")),
            updated: updated.unwrap_or(EPOCH).to_owned(),
            here: None,
            next: None,
            list: None,
        }
    }
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

pub(crate) fn address(path: &str, query: &Query, after: Option<&Cursor>) -> String {
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

/// A case as feeds tell it: its id and facts, when it came and changed, and where the casebook is served.
pub(crate) fn told(asked: &Asked, (case, facts): (&str, &Facts), (clipped, changed): (&str, &str), origin: Option<&str>) -> Told {
    let time = |time: &str| if time.is_empty() { EPOCH.to_owned() } else { time.to_owned() };
    Told {
        id: urn(&format!("case {case}")),
        address: origin.map(|origin| format!("{origin}/cases/{case}")),
        source: None,
        title: if facts.title.is_empty() { asked.t(super::text::NO_TITLE).to_owned() } else { plain(&facts.title) },
        summary: summary(asked, facts),
        published: time(clipped),
        updated: time(changed),
        kinds: facts.kinds.iter().map(|kind| asked.label("kinds", kind)).collect(),
        organization: facts.organization.as_deref().map(plain),
    }
}

/// Who, what, how many, which data, how long it went unseen: what is not told is said to be unknown, or left out.
fn summary(asked: &Asked, facts: &Facts) -> String {
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
pub(crate) fn plain(words: &str) -> String {
    let fits = |c: char| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c };
    bare(words).split_whitespace().collect::<Vec<_>>().join(" ").chars().map(fits).collect()
}

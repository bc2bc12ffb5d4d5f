//! `/cases`: the cases that a query finds, with what narrows it; a row a case.

mod columns;
mod engine;
mod facets;
mod sentence;
mod table;
pub(super) mod text;
mod wanted;

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use jikenbo_search::{Ask, Facet, Field, Found, Node, Origin, Query, Sort};
use maud::{Markup, html};
use serde_json::{Map, Value, json};

use self::columns::COLUMNS;
use self::table::Row;
pub(super) use self::wanted::old_address;
pub(super) use self::wanted::sort;
use self::wanted::{Wanted, wrong};
use super::App;
use super::error::Error;
use super::export;
use super::page::{Asked, clipped, page};
use super::saved::{self, Saved};
use super::text as shared;
use super::who::Role;
use crate::labels::{Known, Lang, grouped};

/// So many rows a page has.
const ROWS: usize = 50;
/// The longest query, in characters.
const LONGEST: usize = 1_000;

/// What the page shows.
struct List {
    wanted: Wanted,
    rows: Vec<Row>,
    found: Found,
    all: u64,
    /// How many cases the search has still to take in.
    behind: u64,
    saved: Vec<Saved>,
}

/// `GET /cases`
///
/// # Errors
///
/// A parameter that is none, or the failure of the search or the store.
pub(super) async fn get(State(app): State<App>, headers: HeaderMap, asked: Asked) -> Result<Response, Error> {
    let wanted = Wanted::read(&asked.query, &headers)?;
    if let Some(error) = wanted.wrong.as_ref().filter(|_| asked.json) {
        return Err(wrong(error));
    }
    let list = find(&app, wanted).await?;
    if asked.json {
        return Ok(super::json(&as_json(&list)));
    }
    let mut response = super::html(show(&asked, &list));
    if list.wanted.wrong.is_some() {
        *response.status_mut() = StatusCode::BAD_REQUEST;
    }
    if list.wanted.columns_asked
        && let Ok(cookie) = HeaderValue::from_str(&list.wanted.columns.cookie())
    {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn find(app: &App, wanted: Wanted) -> Result<List, Error> {
    let all = engine::all(app).await?;
    let behind = app.shelf.behind().await?;
    let saved = saved::with_news(app, None).await?;
    if wanted.wrong.is_some() {
        return Ok(List { wanted, rows: Vec::new(), found: Found::default(), all, behind, saved });
    }
    let ask = Ask { query: wanted.query.clone(), sort: wanted.order(), limit: ROWS, after: wanted.after.clone(), facets: true };
    let mut found = engine::find(app, ask).await?;
    let needles = wanted.query.needles();
    let hits = std::mem::take(&mut found.hits);
    let sentences = engine::sentences(app, &hits, &needles).await?;
    let rows = hits.into_iter().zip(sentences).map(|(hit, sentence)| Row { hit, sentence }).collect();
    Ok(List { wanted, rows, found, all, behind, saved })
}

/// How many of the cases that a saved query finds came or changed since a time; `None` if it is no query any more.
///
/// # Errors
///
/// The failure of the search or the store.
pub(super) async fn count_new(app: &App, query: &str, since: Timestamp) -> Result<Option<usize>, Error> {
    let Ok(query) = Query::parse(query, &Known) else { return Ok(None) };
    // What is taken over by the thousand is no news, unless it is what is asked for.
    let query = clipped_unless_asked(query).with(Node::New(crate::store::timestamp(since)));
    let n = engine::count(app, query).await?;
    Ok(usize::try_from(n).ok())
}

/// A query for news: of what was clipped, unless it names an origin itself, or a collection.
pub(super) fn clipped_unless_asked(query: Query) -> Query {
    fn names_origin(node: &Node) -> bool {
        match node {
            Node::All(nodes) | Node::Any(nodes) => nodes.iter().any(names_origin),
            Node::Not(node) => names_origin(node),
            Node::Code(field, _) => *field == Field::Origin,
            Node::Name(field, ..) => *field == Field::Collection,
            _ => false,
        }
    }
    let named = query.conditions().iter().any(names_origin);
    if named { query } else { query.with(Node::code(Field::Origin, Origin::Clipped.name())) }
}

/// A query, where nothing can be shown without one.
///
/// # Errors
///
/// Text that is no query.
pub(super) fn asked_for(query: &str) -> Result<Query, Error> {
    Query::parse(query, &Known).map_err(|error| wrong(&error))
}

/// A query in its canonical form.
///
/// # Errors
///
/// Text that is no query.
pub(super) fn canonical(query: &str) -> Result<String, Error> {
    asked_for(query).map(|query| query.to_string())
}

fn as_json(list: &List) -> Value {
    let values = |facet: &Facet| facet.values.iter().map(|(value, n)| json!({ "value": value, "cases": n })).collect::<Value>();
    let facets: Map<String, Value> = list.found.facets.iter().map(|f| (f.name.to_owned(), values(f))).collect();
    json!({
        "query": list.wanted.query.to_string(),
        "sort": list.wanted.order().name(),
        "hits": list.found.total,
        "notices": list.found.notices,
        "all": list.all,
        "behind": list.behind,
        "cases": list.rows.iter().map(row).collect::<Vec<_>>(),
        "facets": facets,
        "next": list.found.next.as_ref().map(ToString::to_string),
    })
}

/// A row as JSON: what the pages of a case name alike, and the sentence that was found.
fn row(row: &Row) -> Value {
    let entry = &row.hit.entry;
    let mut value = json!(entry.facts);
    // What the list has always told is there, if only to say that it is unknown.
    for key in ["published", "organization", "sector", "headline"] {
        if value.get(key).is_none() {
            value[key] = Value::Null;
        }
    }
    if value.get("kinds").is_none() {
        value["kinds"] = json!([]);
    }
    value["case"] = json!(entry.case);
    value["notices"] = json!(entry.notices.len());
    value["clipped_at"] = json!(entry.clipped_at);
    value["changed_at"] = json!(entry.changed_at);
    value["origin"] = json!(entry.origin.name());
    value["found"] = json!(row.sentence);
    value
}

fn show(asked: &Asked, list: &List) -> Markup {
    let wanted = &list.wanted;
    let body = html! {
        h1.hidden { (asked.t(shared::NAV_CASES)) }
        @if list.all + list.behind == 0 {
            (empty(asked))
        } @else {
            (search(asked, wanted))
            @if let Some(error) = &wanted.wrong {
                div.bad-query role="alert" {
                    p { b { (asked.t(text::BAD_QUERY)) } }
                    p { (place(asked, error)) }
                    p { a href="/help#search" { (asked.t(text::HELP_LINK)) } }
                }
            } @else {
                (summary(asked, list))
                @if list.rows.is_empty() { (no_hits(asked, wanted)) } @else {
                    div.list {
                        (facets::facets(asked, wanted, &list.found.facets))
                        div.list-column {
                            (tools(asked, list))
                            (table::table(asked, wanted, &list.rows))
                            (paging(asked, list))
                        }
                    }
                }
                (beside(asked, list))
            }
        }
    };
    page(asked, &wanted.text, &body)
}

/// Where a query cannot be read, and what was expected there.
fn place(asked: &Asked, error: &jikenbo_search::QueryError) -> Markup {
    let (expected, at) = match asked.lang {
        Lang::Ja => (&error.expected_ja, format!("{}{}", error.at, text::BAD_PLACE.ja)),
        Lang::En => (&error.expected, format!("{} {}", text::BAD_PLACE.en, error.at)),
    };
    html! {
        span.term { (at) } " " (asked.t(shared::E_EXPECTED)) ": " (expected)
        @if !error.found.is_empty() { " / " (asked.t(shared::E_FOUND)) ": " code { bdi { (super::page::words(&error.found)) } } }
    }
}

fn search(asked: &Asked, wanted: &Wanted) -> Markup {
    html! {
        form.search role="search" method="get" action="/cases" {
            div.words {
                label.hidden for="q" { (asked.t(text::SEARCH_HINT)) }
                input #q type="search" name="q" value=(wanted.text) placeholder=(asked.t(text::SEARCH_HINT)) maxlength=(LONGEST)
                    autocomplete="off" enterkeyhint="search";
                @if let Some(sort) = wanted.sort { input type="hidden" name="sort" value=(sort.name()); }
                button { (asked.t(shared::SEARCH)) }
                a.how href="/help#search" { (asked.t(text::HELP_LINK)) }
            }
        }
    }
}

/// How many there are, and the conditions that are set.
fn summary(asked: &Asked, list: &List) -> Markup {
    let unit = asked.t(if list.found.total == 1 { shared::CASE_ONE } else { shared::CASES });
    html! {
        div.summary role="status" {
            p {
                b.figure { (grouped(list.found.total)) } " " (unit)
                @if !list.wanted.query.is_all() { " / " span.figure { (grouped(list.all)) } }
            }
            (facets::chips(asked, &list.wanted))
            @if list.behind > 0 { p { span.figure { (grouped(list.behind)) } " " (asked.t(text::BEHIND)) } }
        }
    }
}

const SORTS: [(Sort, text::Text); 5] = [
    (Sort::Relevance, text::SORT_RELEVANCE),
    (Sort::Newest, text::SORT_NEWEST),
    (Sort::Oldest, text::SORT_OLDEST),
    (Sort::Largest, text::SORT_LARGEST),
    (Sort::Clipped, text::SORT_CLIPPED),
];

/// The orders and the columns.
fn tools(asked: &Asked, list: &List) -> Markup {
    let wanted = &list.wanted;
    let words = !wanted.query.needles().is_empty();
    html! {
        div.list-tools {
            nav.orders aria-label=(asked.t(text::SORT)) {
                @for (sort, label) in SORTS.into_iter().filter(|(sort, _)| words || *sort != Sort::Relevance) {
                    a href=(wanted.with_sort(sort)) aria-current=[(wanted.order() == sort).then_some("true")] { (asked.t(label)) }
                }
            }
            a.to-facets href="#facets" { (asked.t(text::FACETS)) }
            details.columns {
                summary { (asked.t(text::COLUMNS)) }
                form method="get" action="/cases" {
                    @if !wanted.text.is_empty() { input type="hidden" name="q" value=(wanted.text); }
                    @if let Some(sort) = wanted.sort { input type="hidden" name="sort" value=(sort.name()); }
                    input type="hidden" name="col" value="title";
                    @for (column, name, heading) in COLUMNS.iter().filter(|(_, name, _)| *name != "title") {
                        label { input type="checkbox" name="col" value=(name) checked[wanted.columns.described().any(|(c, ..)| c == *column)]; " " (asked.t(*heading)) }
                    }
                    button { (asked.t(text::COLUMNS_KEEP)) }
                }
            }
        }
    }
}

fn paging(asked: &Asked, list: &List) -> Markup {
    let next = list.found.next.as_ref();
    html! {
        @if next.is_some() || list.wanted.after.is_some() {
            nav.paging aria-label=(asked.t(shared::PAGES)) {
                @if list.wanted.after.is_some() { a href=(list.wanted.from(None)) { (asked.t(text::FIRST)) } }
                @if let Some(next) = next { a rel="next" href=(list.wanted.from(Some(next))) { (asked.t(text::MORE)) } }
            }
        }
    }
}

/// Saving this search, its feed and its charts, and the searches that were saved.
fn beside(asked: &Asked, list: &List) -> Markup {
    let wanted = &list.wanted;
    html! {
        div.list-foot {
            div.follow {
                @if !wanted.query.is_all() && asked.may(Role::Reviewer) {
                    details.save {
                        summary { (asked.t(text::SAVE)) }
                        form method="post" action="/saved" {
                            input type="hidden" name="q" value=(wanted.query.to_string());
                            input type="hidden" name="back" value=(wanted.with_query(&wanted.query));
                            label { span { (asked.t(text::SAVE_NAME)) } input name="name" required maxlength=(saved::LONGEST) autocomplete="off"; }
                            button { (asked.t(text::SAVE_DO)) }
                        }
                    }
                }
                a href=(wanted.elsewhere("/cases.atom")) { (asked.t(text::FEED)) }
                a href=(wanted.elsewhere("/charts")) { (asked.t(text::CHARTS)) }
                (export::links(asked, &export::of_query(&wanted.query, wanted.sort), false))
            }
            (saved::beside(asked, &list.saved))
        }
    }
}

/// An empty casebook, and how to begin.
pub(super) fn empty(asked: &Asked) -> Markup {
    let file = if asked.lang == Lang::Ja { "お知らせ.html" } else { "notice.html" };
    html! {
        div.notice-page {
            p.big { (asked.t(shared::EMPTY)) }
            p { (asked.t(shared::EMPTY_HOW)) }
            pre tabindex="0" { code { "jikenbo clip " (clipped(file)) } }
        }
    }
}

fn no_hits(asked: &Asked, wanted: &Wanted) -> Markup {
    html! {
        div.notice-page {
            p.big { (asked.t(shared::NO_HITS)) }
            p { (asked.t(shared::NO_HITS_HOW)) }
            p { a href="/cases" { (asked.t(shared::NO_HITS_ALL)) } }
            @if wanted.after.is_some() { p { a href=(wanted.from(None)) { (asked.t(text::FIRST)) } } }
        }
    }
}

//! `/saved`: queries that are kept under a name, shown on Today and beside the list.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use form_urlencoded::Serializer;
use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::App;
use super::error::Error;
use super::list::text;
use super::names::writable;
use super::page::{Asked, bare, page, words};
use super::shelf::Shelf;
use super::today::text as today;
use super::who::Role;
use crate::labels::grouped;
use crate::store::{self, SavedQuery};

/// The longest name, in characters.
pub(super) const LONGEST: usize = 60;
/// So many saved queries have their new cases counted.
const COUNTED: usize = 30;

/// A saved query, and how many cases that it finds are new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Saved {
    query: SavedQuery,
    new: Option<usize>,
}

impl Saved {
    /// The list of what it finds.
    #[must_use]
    fn address(&self) -> String {
        format!("/cases?{}", Serializer::new(String::new()).append_pair("q", &self.query.query).finish())
    }

    /// The feed of what it finds.
    #[must_use]
    fn feed(&self) -> String {
        format!("/cases.atom?{}", Serializer::new(String::new()).append_pair("q", &self.query.query).finish())
    }

    /// As JSON.
    #[must_use]
    pub(super) fn as_json(&self) -> Value {
        let mut value = json!(self.query);
        value["new"] = json!(self.new);
        value["cases"] = json!(self.address());
        value["feed"] = json!(self.feed());
        value
    }
}

/// Every saved query.
///
/// # Errors
///
/// The store's failure.
async fn all(app: &App) -> Result<Vec<SavedQuery>, Error> {
    match &app.shelf {
        Shelf::Store(store) => store.saved_queries().await.map_err(Error::internal),
        Shelf::Fixed(_) => Ok(Vec::new()),
    }
}

/// Every saved query, and how many of its cases came since a time.
///
/// # Errors
///
/// The store's failure.
pub(super) async fn with_news(app: &App, since: Option<Timestamp>) -> Result<Vec<Saved>, Error> {
    let mut out = Vec::new();
    for (at, query) in all(app).await?.into_iter().enumerate() {
        let new = match since.filter(|_| at < COUNTED) {
            Some(since) => super::list::count_new(app, &query.query, since).await?,
            None => None,
        };
        out.push(Saved { query, new });
    }
    Ok(out)
}

/// `GET /saved`
///
/// # Errors
///
/// The store's failure.
pub(super) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let saved = with_news(&app, None).await?;
    if asked.json {
        return Ok(super::json(&json!({ "saved": saved.iter().map(Saved::as_json).collect::<Vec<_>>() })));
    }
    Ok(super::html(show(&asked, &saved)))
}

fn name_of(form: &Bytes) -> Result<String, Error> {
    let name = super::form_field(form, "name").unwrap_or_default().trim().to_owned();
    let fits = !name.is_empty() && name.chars().count() <= LONGEST && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(Error::bad(text::X_SAVED_NAME.ja, text::X_SAVED_NAME.en, name)) }
}

fn told(error: store::Error, name: &str) -> Error {
    match error {
        store::Error::Conflict(_) => Error::bad(today::X_FREE_NAME.ja, today::X_FREE_NAME.en, name),
        store::Error::NotFound(what) => Error::NotFound(what),
        other => Error::internal(other),
    }
}

/// `POST /saved`: keeps a query under a name.
///
/// # Errors
///
/// A query that is none, a name that is none or taken, or the store's failure.
pub(super) async fn add(State(app): State<App>, asked: Asked, form: Bytes) -> Result<Response, Error> {
    let name = name_of(&form)?;
    let query = super::list::canonical(&super::form_field(&form, "q").unwrap_or_default())?;
    writable(&app)?.save_query(&name, &query, &asked.user.name).await.map_err(|error| told(error, &name))?;
    Ok(super::back(&form, "/saved"))
}

fn number(id: &str) -> Result<i64, Error> {
    id.parse().map_err(|_| Error::NotFound(format!("saved query {id}")))
}

/// `POST /saved/{id}`: gives it another name.
///
/// # Errors
///
/// No such query, a name that is none or taken, or the store's failure.
pub(super) async fn rename(State(app): State<App>, Path(id): Path<String>, form: Bytes) -> Result<Response, Error> {
    let name = name_of(&form)?;
    writable(&app)?.rename_query(number(&id)?, &name).await.map_err(|error| told(error, &name))?;
    Ok(super::back(&form, "/saved"))
}

/// `POST /saved/{id}/remove`
///
/// # Errors
///
/// No such query, or the store's failure.
pub(super) async fn remove(State(app): State<App>, Path(id): Path<String>, form: Bytes) -> Result<Response, Error> {
    writable(&app)?.remove_query(number(&id)?).await.map_err(|error| told(error, &id))?;
    Ok(super::back(&form, "/saved"))
}

/// The saved queries beside other things; nothing where there are none.
pub(super) fn beside(asked: &Asked, saved: &[Saved]) -> Markup {
    html! {
        @if !saved.is_empty() {
            section.saved-beside aria-labelledby="saved-h" {
                h2 #saved-h { a href="/saved" { (asked.t(today::SAVED)) } }
                ul {
                    @for one in saved {
                        li {
                            a href=(one.address()) title=(bare(&one.query.query)) { bdi { (words(&one.query.name)) } }
                            @if let Some(new) = one.new.filter(|n| *n > 0) { " " span.new { (grouped(new as u64)) " " (asked.t(text::SAVED_NEW)) } }
                        }
                    }
                }
            }
        }
    }
}

fn show(asked: &Asked, saved: &[Saved]) -> Markup {
    let body = html! {
        h1.plain { (asked.t(today::SAVED)) }
        p.lead { (asked.t(text::SAVED_ABOUT)) }
        @if saved.is_empty() {
            p.none { (asked.t(text::SAVED_NONE)) }
            p { a href="/cases" { (asked.t(text::SAVED_HOW)) } }
        } @else { (table(asked, saved)) }
    };
    page(asked, asked.t(today::SAVED), &body)
}

fn table(asked: &Asked, saved: &[Saved]) -> Markup {
    html! {
        table.kept {
            thead { tr {
                th scope="col" { (asked.t(text::SAVED_NAME)) } th scope="col" { (asked.t(text::SAVED_QUERY)) }
                th scope="col" { (asked.t(today::NAME_WHO)) } th scope="col" { span.hidden { (asked.t(text::SAVED_CHANGE)) } }
            } }
            tbody { @for one in saved { (row(asked, one)) } }
        }
    }
}

fn row(asked: &Asked, one: &Saved) -> Markup {
    let (id, name) = (one.query.id, bare(&one.query.name));
    html! {
        tr {
            th scope="row" { a href=(one.address()) { bdi { (words(&one.query.name)) } } }
            td { code { bdi { (words(&one.query.query)) } } " " a.feed href=(one.feed()) { "Atom" span.hidden { " " (asked.t(text::SAVED_FEED)) " " (name) } } }
            td { bdi { (words(&one.query.who)) } " " time.small datetime=(one.query.made_at) { (super::case::day(&one.query.made_at)) } }
            td.do {
                @if asked.may(Role::Reviewer) { details {
                    summary { (asked.t(text::SAVED_CHANGE)) span.hidden { " " (name) } }
                    form method="post" action={ "/saved/" (id) } {
                        input name="name" value=(one.query.name) required maxlength=(LONGEST) autocomplete="off" aria-label=(asked.t(text::SAVED_NAME));
                        button { (asked.t(text::SAVED_RENAME)) }
                    }
                    form method="post" action={ "/saved/" (id) "/remove" } {
                        button.quiet { (asked.t(text::SAVED_REMOVE)) }
                    }
                } }
            }
        }
    }
}

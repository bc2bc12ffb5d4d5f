//! `/names`: the names of organisations and services that are told first.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;

use super::App;
use super::error::Error;
use super::page::{Asked, clipped, page, words};
use super::shelf::Shelf;
use super::today::text;
use super::who::Role;
use crate::store::{self, Store, WatchedName, name_key};

/// The longest name, in characters.
pub(super) const LONGEST: usize = 100;

/// `GET /names`
///
/// # Errors
///
/// The store's failure.
pub(super) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let names = match &app.shelf {
        Shelf::Store(store) => store.watched_names().await.map_err(Error::internal)?,
        Shelf::Fixed(_) => Vec::new(),
    };
    if asked.json {
        return Ok(super::json(&json!({ "names": names })));
    }
    Ok(super::html(show(&asked, &names)))
}

/// `POST /names`: watches a name.
///
/// # Errors
///
/// A name that is none, or the store's failure.
pub(super) async fn add(State(app): State<App>, asked: Asked, form: Bytes) -> Result<Response, Error> {
    let name = super::form_field(&form, "name").unwrap_or_default();
    let name = name.trim();
    let fits = name.chars().count() <= LONGEST && !name_key(name).is_empty() && !name.chars().any(char::is_control);
    if !fits {
        return Err(Error::bad(text::X_NAME.ja, text::X_NAME.en, name));
    }
    writable(&app)?.watch_name(name, &asked.user.name).await.map_err(Error::internal)?;
    Ok(super::back(&form, "/names"))
}

/// `POST /names/{id}/remove`: no longer watches a name.
///
/// # Errors
///
/// A number that no watched name has, or the store's failure.
pub(super) async fn remove(State(app): State<App>, Path(id): Path<String>, form: Bytes) -> Result<Response, Error> {
    let gone = writable(&app)?.unwatch_name(&id).await;
    gone.map_err(|error| match error {
        store::Error::NotFound(_) => Error::NotFound(format!("watched name {id}")),
        other => Error::internal(other),
    })?;
    Ok(super::back(&form, "/names"))
}

/// The casebook, where it is one that keeps things.
///
/// # Errors
///
/// If the cases are held in memory.
pub(super) fn writable(app: &App) -> Result<&Store, Error> {
    match &app.shelf {
        Shelf::Store(store) => Ok(store),
        Shelf::Fixed(_) => Err(Error::bad(text::X_WRITABLE.ja, text::X_WRITABLE.en, "")),
    }
}

/// The form that adds a name.
pub(super) fn add_form(asked: &Asked, back: &str) -> Markup {
    html! {
        @if asked.may(Role::Reviewer) { form.add-name method="post" action="/names" {
            label {
                span { (asked.t(text::NAME_LABEL)) }
                input name="name" required maxlength=(LONGEST) autocomplete="off";
            }
            input type="hidden" name="back" value=(back);
            button { (asked.t(text::NAME_ADD)) }
        } }
    }
}

fn show(asked: &Asked, names: &[WatchedName]) -> Markup {
    let body = html! {
        h1.plain { (asked.t(text::NAMES)) }
        p.lead { (asked.t(text::NAMES_ABOUT)) }
        (add_form(asked, "/names"))
        @if names.is_empty() { p.none { (asked.t(text::NAMES_NONE)) } } @else { (table(asked, names)) }
    };
    page(asked, asked.t(text::NAMES), &body)
}

fn table(asked: &Asked, names: &[WatchedName]) -> Markup {
    html! {
        table.kept {
            thead { tr { th scope="col" { (asked.t(text::NAME)) } th scope="col" { (asked.t(text::NAME_WHO)) } th scope="col" { (asked.t(text::NAME_WHEN)) } th scope="col" { span.hidden { (asked.t(text::NAME_REMOVE)) } } } }
            tbody {
                @for name in names {
                    tr {
                        th scope="row" { a href=(super::orgs::link(&name.name)) { (clipped(&name.name)) } }
                        td { bdi { (words(&name.who)) } }
                        td { time datetime=(name.added_at) { (super::case::day(&name.added_at)) } }
                        td {
                            @if asked.may(Role::Reviewer) { form method="post" action={ "/names/" (name.id) "/remove" } {
                                button.quiet aria-label={ (asked.t(text::NAME_REMOVE)) " " (super::page::bare(&name.name)) } { (asked.t(text::NAME_REMOVE)) }
                            } }
                        }
                    }
                }
            }
        }
    }
}

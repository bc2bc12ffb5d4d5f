//! `/users`: who may use the casebook.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;

use super::super::App;
use super::super::access::Access;
use super::super::error::Error;
use super::super::page::{Asked, page, words};
use super::{Fields, busy, expected, failed, once, store, text, to, unkept, unkept_json, when};
use crate::store::{Account, Error as StoreError};
use crate::users::{self, Role};

/// `GET /users`
///
/// # Errors
///
/// The store's failure.
pub(crate) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let all = match app.shelf.store() {
        Some(store) => store.users().await.map_err(failed)?,
        None => Vec::new(),
    };
    if asked.json {
        return Ok(unkept_json(&json!({ "users": all })));
    }
    Ok(unkept(show(&asked, &all)))
}

fn show(asked: &Asked, all: &[Account]) -> Markup {
    let body = html! {
        div.account {
            h1.plain { (asked.t(text::USERS)) }
            @if all.is_empty() {
                p { (asked.t(text::USERS_NONE)) " " (asked.t(text::USERS_WHY)) }
            } @else {
                (table(asked, all))
            }
            section {
                h2 { (asked.t(text::U_ADD)) }
                form.fields.row method="post" action="/users" {
                    label { span { (asked.t(text::NAME)) }
                        input name="name" maxlength=(users::LONGEST_NAME) required autocomplete="off" autocapitalize="none" spellcheck="false"; }
                    label { span { (asked.t(text::ROLE)) } (roles(asked, Role::Reader)) }
                    button.do { (asked.t(text::U_ADD_DO)) }
                }
                p.small { (asked.t(text::U_ADD_HOW)) }
            }
        }
    };
    page(asked, asked.t(text::USERS), &body)
}

fn roles(asked: &Asked, now: Role) -> Markup {
    html! {
        select name="role" {
            @for role in Role::ALL { option value=(role) selected[role == now] { (asked.t(text::role_name(role))) } }
        }
    }
}

fn table(asked: &Asked, all: &[Account]) -> Markup {
    let columns = [text::NAME, text::ROLE, text::U_SEEN, text::U_ADDED, text::U_ACTIONS];
    html! {
        table.people role="table" {
            thead role="rowgroup" { tr role="row" { @for name in columns { th role="columnheader" scope="col" { (asked.t(name)) } } } }
            tbody role="rowgroup" { @for one in all { (line(asked, one)) } }
        }
    }
}

fn line(asked: &Asked, one: &Account) -> Markup {
    let label = |name| html! { span.label { (asked.t(name)) } };
    let named = |what| format!("{} {}", asked.t(what), one.name);
    html! {
        tr role="row" {
            td.wide role="cell" { b { bdi { (words(&one.name)) } } @if one.name == asked.user.name { " " span.small { (asked.t(text::YOU)) } } }
            td role="cell" {
                form.set method="post" action={ "/users/" (one.id) "/role" } {
                    label { span.hidden { (named(text::ROLE)) } (roles(asked, one.role)) }
                    button aria-label=(named(text::U_SET)) { (asked.t(text::U_SET)) }
                }
            }
            td role="cell" { (label(text::U_SEEN)) (when(asked, &one.seen_at)) }
            td role="cell" { (label(text::U_ADDED)) (when(asked, &one.added_at)) }
            td.actions role="cell" {
                form method="post" action={ "/users/" (one.id) "/password" } {
                    button aria-label=(named(text::U_RESET)) { (asked.t(text::U_RESET)) }
                }
                details {
                    summary aria-label=(named(text::U_REMOVE)) { (asked.t(text::U_REMOVE)) "…" }
                    form method="post" action={ "/users/" (one.id) "/remove" } {
                        p.small { (asked.t(text::U_REMOVE_SURE)) }
                        button aria-label=(named(text::U_REMOVE)) { (asked.t(text::U_REMOVE)) }
                    }
                }
            }
        }
    }
}

/// `POST /users`: adds a user with a password to begin with, which the answer shows, this once.
///
/// # Errors
///
/// A name or role that is none, or that somebody has; the store's failure.
pub(crate) async fn add(
    State(app): State<App>,
    Extension(access): Extension<Arc<Access>>,
    asked: Asked,
    form: Bytes,
) -> Result<Response, Error> {
    let (store, fields) = (store(&app)?, Fields::of(&form));
    let name = users::name(fields.get("name").trim()).map_err(|_| expected(text::X_NAME, fields.get("name")))?;
    let role = fields.role("role", str::parse)?;
    let password = users::password().map_err(Error::internal)?;
    let hash = access.hasher.hash(&password).await.map_err(busy)?;
    store.add_user(&name, role, &hash, true, &asked.user.doer()).await.map_err(|error| match error {
        StoreError::Refused(_) => expected(text::X_NAME_FREE, &name),
        other => failed(other),
    })?;
    Ok(unkept(once(&asked, text::U_FIRST, Some(text::U_FIRST_WHY), &name, &password, "/users")))
}

/// `POST /users/{id}/role`
///
/// # Errors
///
/// No such user or role; no administrator would be left; the store's failure.
pub(crate) async fn role(State(app): State<App>, Path(id): Path<i64>, asked: Asked, form: Bytes) -> Result<Response, Error> {
    let store = store(&app)?;
    let role = Fields::of(&form).role("role", str::parse)?;
    let user = store.user_numbered(id).await.map_err(failed)?;
    if user.role != role {
        store.set_role(&user.name, role, &asked.user.doer()).await.map_err(failed)?;
    }
    Ok(to("/users"))
}

/// `POST /users/{id}/password`: gives a user a password to begin with, which the answer shows, this once.
///
/// # Errors
///
/// No such user; the store's failure.
pub(crate) async fn reset(
    State(app): State<App>,
    Extension(access): Extension<Arc<Access>>,
    Path(id): Path<i64>,
    asked: Asked,
) -> Result<Response, Error> {
    let store = store(&app)?;
    let user = store.user_numbered(id).await.map_err(failed)?;
    let password = users::password().map_err(Error::internal)?;
    let hash = access.hasher.hash(&password).await.map_err(busy)?;
    store.set_password(&user.name, &hash, true, -1, &asked.user.doer()).await.map_err(failed)?;
    Ok(unkept(once(&asked, text::U_FIRST, Some(text::U_FIRST_WHY), &user.name, &password, "/users")))
}

/// `POST /users/{id}/remove`
///
/// # Errors
///
/// No such user; no administrator would be left; the store's failure.
pub(crate) async fn remove(State(app): State<App>, Path(id): Path<i64>, asked: Asked) -> Result<Response, Error> {
    let store = store(&app)?;
    let user = store.user_numbered(id).await.map_err(failed)?;
    store.remove_user(&user.name, &asked.user.doer()).await.map_err(failed)?;
    Ok(to("/users"))
}

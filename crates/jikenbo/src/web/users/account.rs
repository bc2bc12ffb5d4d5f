//! `/account`: one's own password, sessions and tokens.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::super::App;
use super::super::access::Access;
use super::super::error::Error;
use super::super::known::times;
use super::super::page::{Asked, page, words};
use super::super::text::Text;
use super::super::who::By;
use super::{Fields, address, busy, failed, session, store, text, to, tokens, unkept, unkept_json, weak, when};
use crate::store::{Session, Token};
use crate::users::check;

/// What a user sees of themselves.
#[derive(Debug, Default)]
pub(super) struct Mine {
    must_change: bool,
    sessions: Vec<Session>,
    tokens: Vec<Token>,
}

impl Mine {
    pub(super) async fn of(app: &App, access: &Access, asked: &Asked) -> Result<Self, Error> {
        let Some(store) = app.shelf.store().filter(|_| asked.user.by != By::Machine) else { return Ok(Self::default()) };
        let (now, quiet) = times(access);
        let user = store.user(&asked.user.name).await.map_err(failed)?;
        let tokens = store.tokens(Some(&user.name)).await.map_err(failed)?;
        Ok(Self {
            must_change: user.must_change,
            sessions: store.sessions_of(&user.name, &now, &quiet).await.map_err(failed)?,
            tokens: tokens.into_iter().map(|(_, token)| token).collect(),
        })
    }

    fn json(&self, asked: &Asked) -> Value {
        let by = match asked.user.by {
            By::Nothing => "nothing",
            By::Machine => "machine",
            By::Session(_) => "session",
            By::Token(_) => "token",
        };
        json!({ "user": { "name": asked.user.name, "role": asked.user.role, "by": by },
            "this": session(&asked.user), "sessions": self.sessions, "tokens": self.tokens })
    }
}

/// `GET /account`
///
/// # Errors
///
/// The store's failure.
pub(crate) async fn get(
    State(app): State<App>,
    Extension(access): Extension<Arc<Access>>,
    asked: Asked,
) -> Result<Response, Error> {
    let mine = Mine::of(&app, &access, &asked).await?;
    if asked.json {
        return Ok(unkept_json(&mine.json(&asked)));
    }
    let done = (asked.query == "done=password").then_some(text::CHANGED);
    Ok(unkept(show(&asked, &mine, done, None)))
}

/// The page again, with what was wrong.
pub(super) fn again(asked: &Asked, mine: &Mine, problem: Text) -> Response {
    (StatusCode::BAD_REQUEST, unkept(show(asked, mine, None, Some(problem)))).into_response()
}

fn show(asked: &Asked, mine: &Mine, done: Option<Text>, problem: Option<Text>) -> Markup {
    let here = session(&asked.user);
    let body = html! {
        div.account {
            h1.plain { (asked.t(text::ACCOUNT)) }
            @if let Some(done) = done { p.done role="status" { (asked.t(done)) } }
            @if let Some(problem) = problem { p.problem role="alert" { (asked.t(problem)) } }
            dl.me {
                dt { (asked.t(text::NAME)) }
                dd { @if asked.user.by == By::Machine { (asked.t(text::MACHINE)) } @else { bdi { (words(&asked.user.name)) } } }
                dt { (asked.t(text::ROLE)) }
                dd { (asked.t(text::role_name(asked.user.role))) }
            }
            @if asked.user.by == By::Machine {
                p { (asked.t(text::NOT_NEEDED)) }
            } @else {
                @if here.is_some() { (password(asked, mine)) }
                @if !mine.must_change {
                    (sessions(asked, mine, here))
                    (tokens::section(asked, &mine.tokens))
                }
            }
        }
    };
    page(asked, asked.t(text::ACCOUNT), &body)
}

fn password(asked: &Asked, mine: &Mine) -> Markup {
    let field = |name: &str, label: Text, complete: &str| {
        html! {
            label { span { (asked.t(label)) }
                input type="password" name=(name) autocomplete=(complete) maxlength="1024" required aria-describedby="password-rule"; }
        }
    };
    html! {
        section {
            @if mine.must_change {
                h2 { (asked.t(text::MUST_CHANGE)) }
                p { (asked.t(text::MUST_WHY)) }
            } @else {
                h2 { (asked.t(text::CHANGE)) }
            }
            form.fields method="post" action="/account/password" {
                // For programs that keep passwords.
                input type="text" name="name" value=(asked.user.name) autocomplete="username" hidden;
                (field("now", text::NOW, "current-password"))
                (field("new", text::NEW, "new-password"))
                (field("again", text::AGAIN, "new-password"))
                button.do { (asked.t(text::CHANGE)) }
            }
            p.small #password-rule { (asked.t(text::PASSWORD_RULE)) }
        }
    }
}

fn sessions(asked: &Asked, mine: &Mine, here: Option<i64>) -> Markup {
    let columns = [text::S_BROWSER, text::S_FROM, text::S_BEGAN, text::S_SEEN, text::S_ENDS];
    let label = |at: usize| html! { span.label { (asked.t(columns[at])) } };
    html! {
        section {
            h2 { (asked.t(text::SESSIONS)) }
            table.people role="table" {
                thead role="rowgroup" { tr role="row" {
                    @for name in columns { th role="columnheader" scope="col" { (asked.t(name)) } }
                    th role="columnheader" scope="col" { span.hidden { (asked.t(text::U_ACTIONS)) } }
                } }
                tbody role="rowgroup" { @for one in &mine.sessions {
                    tr role="row" .this[Some(one.id) == here] {
                        td.wide role="cell" { (words(&one.agent)) @if Some(one.id) == here { " " b { (asked.t(text::S_THIS)) } } }
                        td role="cell" { (label(1)) (words(&one.address)) }
                        td role="cell" { (label(2)) (when(asked, &one.made_at)) }
                        td role="cell" { (label(3)) (when(asked, &one.seen_at)) }
                        td role="cell" { (label(4)) (when(asked, &one.ends_at)) }
                        td.actions role="cell" {
                            form method="post" action={ "/account/sessions/" (one.id) "/end" } { button { (asked.t(text::S_END)) } }
                        }
                    }
                } }
            }
            @if mine.sessions.len() > 1 && here.is_some() {
                form method="post" action="/account/sessions/end" { button.do { (asked.t(text::S_END_OTHERS)) } }
            }
        }
    }
}

/// Only somebody who has logged in changes an account: a token that was stolen must not make others.
pub(super) fn logged_in(asked: &Asked) -> Result<i64, Error> {
    session(&asked.user).ok_or(Error::NoSession)
}

/// `POST /account/password`
///
/// # Errors
///
/// Too many tries; the store's failure. What is wrong with the passwords is told on the page.
pub(crate) async fn change(
    State(app): State<App>,
    Extension(access): Extension<Arc<Access>>,
    asked: Asked,
    form: Bytes,
) -> Result<Response, Error> {
    let here = logged_in(&asked)?;
    let (store, fields, name) = (store(&app)?, Fields::of(&form), &asked.user.name);
    let (new, client) = (fields.get("new"), address(&asked.user));
    let wrong = async |problem: Text| Ok(again(&asked, &Mine::of(&app, &access, &asked).await?, problem));
    if new != fields.get("again") {
        return wrong(text::NOT_SAME).await;
    }
    if let Err(why) = check(new, name) {
        return wrong(weak(why)).await;
    }
    access.backoff.attempt(name, client).map_err(Error::wait)?;
    let kept = store.password(name).await.map_err(Error::internal)?;
    if !access.hasher.verify(fields.get("now"), kept).await.map_err(busy)? {
        return wrong(text::NOW_WRONG).await;
    }
    access.backoff.forgive(name, client);
    if fields.get("now") == new {
        return wrong(text::X_CHANGE).await;
    }
    let hash = access.hasher.hash(new).await.map_err(busy)?;
    store.set_password(name, &hash, false, here, &asked.user.doer()).await.map_err(failed)?;
    Ok(to("/account?done=password"))
}

/// `POST /account/sessions/{id}/end`
///
/// # Errors
///
/// No such session of one's own; the store's failure.
pub(crate) async fn end(State(app): State<App>, Path(id): Path<i64>, asked: Asked) -> Result<Response, Error> {
    let here = logged_in(&asked)?;
    store(&app)?.end_session(&asked.user.name, id, "session.end", &asked.user.doer()).await.map_err(failed)?;
    Ok(to(if id == here { "/login" } else { "/account" }))
}

/// `POST /account/sessions/end`: all but the one that asks.
///
/// # Errors
///
/// The store's failure.
pub(crate) async fn end_others(
    State(app): State<App>,
    Extension(access): Extension<Arc<Access>>,
    asked: Asked,
) -> Result<Response, Error> {
    let here = logged_in(&asked)?;
    let (store, (now, quiet)) = (store(&app)?, times(&access));
    let all = store.sessions_of(&asked.user.name, &now, &quiet).await.map_err(failed)?;
    for other in all.iter().filter(|one| one.id != here) {
        store.end_session(&asked.user.name, other.id, "session.end", &asked.user.doer()).await.map_err(failed)?;
    }
    Ok(to("/account"))
}

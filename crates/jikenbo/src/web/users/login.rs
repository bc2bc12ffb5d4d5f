//! `/login` and `/logout`.

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::{Markup, html};

use super::super::App;
use super::super::access::Access;
use super::super::error::Error;
use super::super::language::is_local;
use super::super::page::{Asked, page, words};
use super::super::who::By;
use super::{Fields, address, busy, session, store, text, to, unkept};
use crate::store::{Act, NewSession, timestamp};
use crate::users::Secret;

/// `GET /login`
pub(crate) async fn get(asked: Asked) -> Response {
    let query = Fields::of(asked.query.as_bytes());
    unkept(show(&asked, query.get("back"), "", false))
}

fn show(asked: &Asked, back: &str, name: &str, wrong: bool) -> Markup {
    let body = html! {
        div.login {
            h1.plain { (asked.t(text::LOGIN)) }
            @if session(&asked.user).is_some() {
                p.small { (asked.t(text::AS_USER)) " " bdi { (words(&asked.user.name)) } }
            } @else if asked.user.by == By::Machine {
                p.small { (asked.t(text::NOT_NEEDED)) }
            }
            @if wrong { p.problem role="alert" { (asked.t(text::WRONG)) } }
            form.fields method="post" action="/login" {
                @if is_local(back) { input type="hidden" name="back" value=(back); }
                label { span { (asked.t(text::NAME)) }
                    input name="name" value=(name) autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64"
                        required autofocus[!wrong]; }
                label { span { (asked.t(text::PASSWORD)) }
                    input type="password" name="password" autocomplete="current-password" maxlength="1024" required autofocus[wrong]; }
                button.do { (asked.t(text::LOGIN)) }
            }
            p.small { (asked.t(text::FORGOT)) }
        }
    };
    page(asked, asked.t(text::LOGIN), &body)
}

/// `POST /login`. The answer, and the work for it, are the same for a name that nobody has and for a wrong password.
///
/// # Errors
///
/// Too many tries; the store's failure.
pub(crate) async fn post(
    State(app): State<App>,
    Extension(access): Extension<Arc<Access>>,
    asked: Asked,
    headers: HeaderMap,
    form: Bytes,
) -> Result<Response, Error> {
    let (store, fields) = (store(&app)?, Fields::of(&form));
    let (name, client) = (fields.get("name"), address(&asked.user));
    access.backoff.attempt(name, client).map_err(Error::wait)?;
    let kept = store.password(name).await.map_err(Error::internal)?;
    let is_user = kept.is_some();
    if !access.hasher.verify(fields.get("password"), kept).await.map_err(busy)? {
        // A name that nobody has may be a password in the wrong field: it is not written down.
        let who = if is_user { name } else { "?" };
        let act = Act { who, from: &asked.user.from, what: "login.bad", subject: "", detail: "" };
        store.audit(&act).await.map_err(Error::internal)?;
        let again = show(&asked, fields.get("back"), name, true);
        return Ok((StatusCode::UNAUTHORIZED, unkept(again)).into_response());
    }
    access.backoff.forgive(name, client);
    let user = store.user(name).await.map_err(super::failed)?;
    let secret = Secret::session().map_err(Error::internal)?;
    let ends = Timestamp::now().checked_add(access.rules.length).map_err(Error::internal)?;
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("");
    let instead = session(&asked.user).unwrap_or(-1);
    let new = NewSession { hash: &secret.hash, ends_at: &timestamp(ends), agent, instead };
    store.begin_session(&user, &new, &asked.user.from).await.map_err(Error::internal)?;
    let back = if is_local(fields.get("back")) { fields.get("back") } else { "/" };
    let cookie = cookie(&access, &secret.text, access.rules.length.as_secs());
    Ok(([(SET_COOKIE, cookie)], to(back)).into_response())
}

/// The session's cookie: no script reads it, and other sites' forms do not bring it along.
fn cookie(access: &Access, secret: &str, seconds: u64) -> String {
    let secure = if access.secure() { "; Secure" } else { "" };
    format!("{}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", access.cookie())
}

/// `POST /logout`
///
/// # Errors
///
/// The store's failure.
pub(crate) async fn logout(
    State(app): State<App>,
    Extension(access): Extension<Arc<Access>>,
    asked: Asked,
) -> Result<Response, Error> {
    if let Some(id) = session(&asked.user) {
        store(&app)?.end_session(&asked.user.name, id, "logout", &asked.user.doer()).await.map_err(super::failed)?;
    }
    let page = if access.rules.login { "/login" } else { "/" };
    Ok(([(SET_COOKIE, cookie(&access, "", 0))], to(page)).into_response())
}

//! Logging in, one's own account, the users, and the audit log. Everything here is a plain form, and works without a script.

pub(crate) mod account;
pub(crate) mod audit;
pub(crate) mod login;
pub(crate) mod people;
pub mod text;
pub(crate) mod tokens;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::App;
use super::case::to_the_second;
use super::error::Error;
use super::page::{Asked, words};
use super::text::Text;
use super::who::{By, Role, User};
use crate::store::{self, Store};
use crate::users::{Busy, Weak};

/// The fields of a form that was sent.
#[derive(Debug, Clone)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(super) fn of(form: &[u8]) -> Self {
        Self(form_urlencoded::parse(form).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// A field's value; empty if it was not sent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that may be sent several times.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The same fields with another value for one.
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        let others = self.0.iter().filter(|(field, _)| field != name).cloned();
        Self(others.chain([(name.to_owned(), value.to_owned())]).collect())
    }

    /// A role that was chosen, read by `of`.
    fn role(&self, name: &str, of: impl Fn(&str) -> Result<Role, String>) -> Result<Role, Error> {
        of(self.get(name)).map_err(|_| expected(text::X_FIELD, self.get(name)))
    }
}

/// A bad request that lacks what a text says.
fn expected(text: Text, found: impl Into<String>) -> Error {
    Error::bad(text.ja, text.en, found)
}

/// The casebook, without which there are no users.
fn store(app: &App) -> Result<&Arc<Store>, Error> {
    app.shelf.store().ok_or_else(|| expected(text::X_STORE, "a demonstration"))
}

/// The store's answer as a page's.
fn failed(error: store::Error) -> Error {
    match error {
        store::Error::NotFound(what) => Error::NotFound(what),
        store::Error::Refused(why) if why.contains("administrator") => expected(text::X_ADMIN_LEFT, ""),
        store::Error::Refused(why) => Error::bad(why.as_str(), why.as_str(), ""),
        other => Error::internal(other),
    }
}

fn busy(error: Busy) -> Error {
    match error {
        Busy::Full => Error::Busy,
        Busy::Failed(why) => Error::internal(why),
    }
}

/// Why a password is not good enough.
const fn weak(why: Weak) -> Text {
    match why {
        Weak::Short(_) | Weak::Long => text::PASSWORD_RULE,
        Weak::Alike(_) => text::W_ALIKE,
        Weak::Name => text::W_NAME,
        Weak::Common => text::W_COMMON,
    }
}

/// The client's address.
fn address(user: &User) -> IpAddr {
    user.from.parse().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// The number of the session that asks.
fn session(user: &User) -> Option<i64> {
    if let By::Session(id) = user.by { Some(id) } else { None }
}

/// A page that no browser keeps: whoever sits there next must not find it.
fn unkept(markup: Markup) -> Response {
    ([(CACHE_CONTROL, "no-store")], super::html(markup)).into_response()
}

/// JSON that nothing keeps.
fn unkept_json(value: &serde_json::Value) -> Response {
    ([(CACHE_CONTROL, "no-store")], super::json(value)).into_response()
}

/// To a page, after a change.
fn to(page: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, page.to_owned())]).into_response()
}

/// Who is logged in, for the masthead; nothing for whoever sits at the machine.
pub(super) fn badge(asked: &Asked) -> Markup {
    let here = asked.path == "/account";
    html! {
        @if session(&asked.user).is_some() {
            a.me href="/account" aria-current=[here.then_some("page")] title=(asked.t(text::ACCOUNT)) {
                bdi { (words(&asked.user.name)) }
            }
            form.leave method="post" action="/logout" { button { (asked.t(text::LOGOUT)) } }
        }
    }
}

/// Links to the pages of administrators, for the foot.
pub(super) fn office(asked: &Asked) -> Markup {
    html! {
        @if asked.user.role == Role::Administrator {
            a href="/users" { (asked.t(text::USERS)) }
            a href="/audit" { (asked.t(text::AUDIT)) }
        }
    }
}

/// A time, or that there was none.
fn when(asked: &Asked, time: &str) -> Markup {
    html! {
        @if time.is_empty() { span.unknown { (asked.t(text::NEVER)) } }
        @else { time datetime=(time) { (to_the_second(time)) } }
    }
}

/// A secret that is shown this once.
fn once(asked: &Asked, title: Text, about: Option<Text>, name: &str, secret: &str, back: &str) -> Markup {
    let body = html! {
        div.notice-page.once {
            h1 { (asked.t(title)) }
            p { bdi { (words(name)) } }
            p.secret { code { (secret) } }
            p { b { (asked.t(text::ONCE)) } @if let Some(about) = about { " " (asked.t(about)) } }
            p { a href=(back) { (asked.t(text::BACK)) } }
        }
    };
    super::page::page(asked, asked.t(title), &body)
}

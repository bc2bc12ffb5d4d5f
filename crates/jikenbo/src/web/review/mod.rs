//! What persons do to the record: confirm, correct, reject and add facts, decide disagreements, join and part cases, and take
//! any of it back. Everything is a plain form, and works without a script.

pub(crate) mod export;
pub(crate) mod fact;
mod form;
pub(crate) mod history;
pub(crate) mod mark;
pub(crate) mod notices;
mod paper;
pub(crate) mod queue;
pub mod text;
pub(crate) mod through;

use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use jikenbo_model::{Doubt, Span};
use maud::{Markup, html};
use serde_json::json;

use super::App;
use super::error::Error;
use super::figures::date;
use super::page::{Asked, words};
use super::text::Text;
use super::users::Fields;
use crate::changes;
use crate::corrections::{Claim, Mark};
use crate::store::{self, Store};

/// The longest remark that is kept, in characters.
const LONGEST_REMARK: usize = 1_000;

/// A bad request that lacks what a text says.
fn expected(text: Text, found: impl Into<String>) -> Error {
    Error::bad(text.ja, text.en, found)
}

/// The casebook that is changed.
fn book(app: &App) -> Result<&Arc<Store>, Error> {
    app.shelf.store().ok_or_else(|| expected(text::X_BOOK, "a demonstration"))
}

/// The store's answer as a page's.
fn failed(error: store::Error) -> Error {
    match error {
        store::Error::NotFound(what) => Error::NotFound(what),
        store::Error::Conflict(what) => expected(text::X_MEANWHILE, what),
        other => Error::internal(other),
    }
}

/// Why, as a form says.
fn remark(form: &Fields) -> Result<&str, Error> {
    let remark = form.get("remark").trim();
    if remark.chars().count() > LONGEST_REMARK { Err(expected(text::X_REMARK, remark)) } else { Ok(remark) }
}

/// To a page of ours after a change: the one that the form names, or another.
fn back(form: &Fields, otherwise: &str) -> Response {
    let asked = form.get("back");
    let to = if super::language::is_local(asked) { asked } else { otherwise };
    (StatusCode::SEE_OTHER, [(LOCATION, to.to_owned())]).into_response()
}

/// A field of an address's query.
fn query(asked: &Asked, name: &str) -> String {
    let mut pairs = form_urlencoded::parse(asked.query.as_bytes());
    pairs.find(|(n, _)| n == name).map(|(_, v)| v.into_owned()).unwrap_or_default()
}

/// A query of names and values; empty values are left out.
fn address(path: &str, fields: &[(&str, &str)]) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        out.append_pair(name, value);
    }
    let query = out.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// What a claim says, in a person's words.
fn told(asked: &Asked, claim: &Claim) -> String {
    match claim.value.as_str() {
        Some(day) if claim.key == "published" => day.parse().map_or_else(|_| day.to_owned(), |day| date(day, asked.lang)),
        Some(code) => changes::told(&claim.key, &json!({ "code": code }), asked.lang),
        None => match claim.value["doubt"].as_str() {
            Some(why) => doubted(asked, claim, why),
            None => changes::told(&claim.key, &claim.value, asked.lang),
        },
    }
}

/// Why a doubt is no fact.
fn doubted(asked: &Asked, claim: &Claim, why: &str) -> String {
    let doubt = Doubt { key: claim.key.as_str().into(), span: Span::default(), why: why.to_owned() };
    crate::doubts::why(&doubt, asked.lang).map_or_else(|| why.to_owned(), Into::into)
}

/// A claim's value and its words.
fn value(asked: &Asked, claim: &Claim) -> Markup {
    html! {
        @if claim.key == "title" { } @else { span.value { bdi { (words(&told(asked, claim))) } } " " }
        (quote(claim))
    }
}

fn quote(claim: &Claim) -> Markup {
    let said: Vec<&str> = claim.quote.split_whitespace().collect();
    html! { @if !said.is_empty() { q lang="ja" { bdi { (words(&said.join(" "))) } } } }
}

/// Who said so, and when; why, if they said.
fn signed(by: &Mark) -> Markup {
    html! {
        span.by { bdi { (words(&by.who)) } " " time datetime=(by.when) { (super::case::to_the_second(&by.when)) } }
        @if !by.remark.is_empty() { " " span.remark { bdi { (words(&by.remark)) } } }
    }
}

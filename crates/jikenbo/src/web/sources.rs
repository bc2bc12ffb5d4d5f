//! `/sources`: what is watched, and how each source fares.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::App;
use super::case::to_the_second;
use super::error::Error;
use super::page::{Asked, outside, page, words};
use super::text::{self, Text};
use crate::labels::{Lang, grouped};
use crate::store::Source;

/// Failures one after another from which a source counts as failing, and is reported.
pub const REPORTED: i64 = 3;

/// `GET /sources`
///
/// # Errors
///
/// The store's failure.
pub(crate) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let sources = app.shelf.sources().await?;
    if asked.json {
        return Ok(super::json(&as_json(&sources)));
    }
    Ok(super::html(show(&asked, &sources)))
}

fn as_json(sources: &[Source]) -> Value {
    let one = |s: &Source| {
        let mut value = json!(s);
        value["state"] = json!(state(s).0);
        value
    };
    json!({ "sources": sources.iter().map(one).collect::<Vec<_>>() })
}

/// How a source fares: a name for machines and styles, and the words.
#[must_use]
pub fn state(source: &Source) -> (&'static str, Text) {
    if source.paused {
        ("paused", text::S_PAUSED)
    } else if source.failures >= REPORTED {
        ("failing", text::S_FAILING)
    } else if source.failures > 0 {
        ("once", text::S_ONCE)
    } else if source.tried_at.is_empty() {
        ("waiting", text::S_WAITING)
    } else {
        ("good", text::S_OK)
    }
}

fn show(asked: &Asked, sources: &[Source]) -> Markup {
    let body = html! {
        h1.plain { (asked.t(text::SOURCES)) }
        @if sources.is_empty() {
            div.notice-page {
                p.big { (asked.t(text::SOURCES_NONE)) }
                p { (asked.t(text::SOURCES_HOW)) }
                pre tabindex="0" { code { "jikenbo watch add https://www.example.jp/news/" } }
            }
        } @else {
            (table(asked, sources))
        }
    };
    page(asked, asked.t(text::SOURCES), &body)
}

fn table(asked: &Asked, sources: &[Source]) -> Markup {
    let columns = [text::S_SOURCE, text::S_STATE, text::S_GOOD, text::S_NEXT, text::S_EVERY, text::S_PAGES, text::S_NOTICES];
    html! {
        table.sources role="table" {
            thead role="rowgroup" { tr role="row" { @for name in columns { th role="columnheader" scope="col" { (asked.t(name)) } } } }
            tbody role="rowgroup" { @for source in sources { (line(asked, source, columns)) } }
        }
    }
}

fn line(asked: &Asked, source: &Source, columns: [Text; 7]) -> Markup {
    let (name, state) = state(source);
    let label = |at: usize| html! { span.label { (asked.t(columns[at])) } };
    html! {
        tr role="row" .(name) {
            td.address role="cell" {
                @if !source.label.is_empty() { b { bdi { (words(&source.label)) } } " " }
                (outside(&source.url))
                @if !source.error.is_empty() { p.error { bdi { (words(&source.error)) } } }
            }
            td.state role="cell" { span.dot aria-hidden="true" {} (asked.t(state)) @if source.failures > 1 { " ×" (source.failures) } }
            td role="cell" { (label(2)) (when(asked, &source.good_at)) }
            td role="cell" { (label(3)) @if source.paused { "—" } @else { (when(asked, &source.next_at)) } }
            td role="cell" { (label(4)) (every(source.every_seconds, asked.lang)) }
            td.figure role="cell" { (label(5)) (grouped(source.pages.unsigned_abs())) }
            td.figure role="cell" { (label(6)) (grouped(source.notices.unsigned_abs())) }
        }
    }
}

fn when(asked: &Asked, time: &str) -> Markup {
    html! {
        @if time.is_empty() { span.unknown { (asked.t(text::S_NEVER)) } }
        @else { time datetime=(time) { (to_the_second(time)) } }
    }
}

/// An interval as people say it.
fn every(seconds: i64, lang: Lang) -> String {
    let units = [(86_400, "日", "d"), (3_600, "時間", "h"), (60, "分", "min"), (1, "秒", "s")];
    let (size, ja, en) = units.into_iter().find(|(size, ..)| seconds >= *size && seconds % size == 0).unwrap_or((1, "秒", "s"));
    if lang == Lang::Ja { format!("{}{ja}", seconds / size) } else { format!("{} {en}", seconds / size) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_told_in_their_largest_unit() {
        for (seconds, ja, en) in [(3600, "1時間", "1 h"), (5400, "90分", "90 min"), (172_800, "2日", "2 d"), (7, "7秒", "7 s")]
        {
            assert_eq!((every(seconds, Lang::Ja), every(seconds, Lang::En)), (ja.to_owned(), en.to_owned()));
        }
    }
}

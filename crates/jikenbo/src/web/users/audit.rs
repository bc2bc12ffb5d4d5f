//! `/audit`: who did what, when and from where.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;

use super::super::App;
use super::super::error::Error;
use super::super::page::{Asked, page, words};
use super::{Fields, expected, failed, text, unkept, unkept_json, when};
use crate::store::Audited;

/// So many entries stand on a page.
const MANY: u32 = 100;

/// `GET /audit`; `after` is the number of the last entry that was seen.
///
/// # Errors
///
/// An `after` that is no number; the store's failure.
pub(crate) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let fields = Fields::of(asked.query.as_bytes());
    let after = match fields.get("after") {
        "" => None,
        number => Some(number.parse::<i64>().map_err(|_| expected(text::X_FIELD, format!("after={number}")))?),
    };
    let mut entries = match app.shelf.store() {
        Some(store) => store.audited(after, MANY + 1).await.map_err(failed)?,
        None => Vec::new(),
    };
    let more = entries.len() > MANY as usize;
    entries.truncate(MANY as usize);
    let next = entries.last().filter(|_| more).map(|entry| entry.id);
    if asked.json {
        return Ok(unkept_json(&json!({ "entries": entries, "next": next })));
    }
    Ok(unkept(show(&asked, &entries, after.is_some(), next)))
}

fn show(asked: &Asked, entries: &[Audited], later: bool, next: Option<i64>) -> Markup {
    let body = html! {
        div.account {
            h1.plain { (asked.t(text::AUDIT)) }
            p.small { (asked.t(text::AUDIT_ABOUT)) }
            @if entries.is_empty() { p.none { (asked.t(text::AUDIT_NONE)) } } @else { (table(asked, entries)) }
            nav.paging aria-label=(asked.t(super::super::text::PAGES)) {
                @if later { a href="/audit" { (asked.t(text::A_NEWEST)) } }
                @if let Some(next) = next { a href={ "/audit?after=" (next) } rel="next" { (asked.t(text::A_OLDER)) } }
            }
        }
    };
    page(asked, asked.t(text::AUDIT), &body)
}

fn table(asked: &Asked, entries: &[Audited]) -> Markup {
    let columns = [text::A_AT, text::A_WHO, text::A_WHAT, text::A_SUBJECT, text::A_DETAIL, text::A_FROM];
    html! {
        table.people.audit role="table" {
            thead role="rowgroup" { tr role="row" { @for name in columns { th role="columnheader" scope="col" { (asked.t(name)) } } } }
            tbody role="rowgroup" { @for entry in entries { (line(asked, entry)) } }
        }
    }
}

fn line(asked: &Asked, entry: &Audited) -> Markup {
    let what = text::DONE.iter().find(|(name, _)| *name == entry.what).map(|(_, words)| asked.t(*words));
    let bad = entry.what == "login.bad";
    html! {
        tr role="row" .bad[bad] {
            td.at role="cell" { (when(asked, &entry.at)) }
            td role="cell" { bdi { (words(&entry.who)) } }
            td role="cell" title=(entry.what) { @match what { Some(what) => (what), None => code { (words(&entry.what)) } } }
            // Whoever logs in does so to themselves: once is enough.
            td.any role="cell" { @if entry.subject != entry.who { bdi { (words(&entry.subject)) } } }
            td.any role="cell" { bdi { (words(&entry.detail)) } }
            td role="cell" { (words(&entry.from)) }
        }
    }
}

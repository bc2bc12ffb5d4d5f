//! `/compare`: up to four cases side by side, row by row.

mod rows;
pub(super) mod text;

use axum::extract::State;
use axum::response::Response;
use form_urlencoded::{Serializer, parse};
use maud::{Markup, html};
use serde_json::{Value, json};

use self::rows::{Cell, Row, Told, rows};
use super::App;
use super::data::{Case, title};
use super::error::Error;
use super::figures::date;
use super::page::{Asked, clipped, page, words};
use super::text as shared;
use crate::labels::{Lang, key_label};

/// So many cases stand side by side.
pub(super) const MOST: usize = 4;

/// `GET /compare`
///
/// # Errors
///
/// Too many cases, one that is not there, or the store's failure.
pub(super) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let mut cases: Vec<Case> = Vec::new();
    for id in ids(&asked.query)? {
        let case = app.shelf.case(&id).await?.ok_or_else(|| Error::NotFound(format!("case {id}")))?;
        if cases.iter().all(|other| other.id != case.id) {
            cases.push(case);
        }
    }
    let rows = rows(&cases, asked.lang);
    if asked.json {
        return Ok(super::json(&as_json(&cases, &rows)));
    }
    Ok(super::html(show(&asked, &cases, &rows)))
}

/// The ids that an address names, each once, without the empty ones that a form sends.
fn ids(query: &str) -> Result<Vec<String>, Error> {
    let mut ids: Vec<String> = Vec::new();
    for (name, value) in parse(query.as_bytes()) {
        let value = value.trim();
        if name == "id" && !value.is_empty() && ids.iter().all(|id| id != value) {
            ids.push(value.to_owned());
        }
    }
    if ids.len() > MOST {
        return Err(Error::bad(text::X_IDS.ja, text::X_IDS.en, ids.len().to_string()));
    }
    Ok(ids)
}

fn as_json(cases: &[Case], rows: &[Row]) -> Value {
    let told = |t: &Told| json!({ "value": t.value, "quote": t.quote, "shared": t.shared });
    let cell = |c: &Cell| json!({ "told": c.told.iter().map(told).collect::<Vec<_>>(), "earlier_notice": c.earlier.is_some() });
    let row = |r: &Row| json!({ "key": r.key, "same": r.same, "cells": r.cells.iter().map(cell).collect::<Vec<_>>() });
    json!({
        "cases": cases.iter().map(|case| json!({ "case": case.id, "notices": case.notices.len() })).collect::<Vec<_>>(),
        "rows": rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn show(asked: &Asked, cases: &[Case], rows: &[Row]) -> Markup {
    let body = html! {
        h1.plain { (asked.t(text::COMPARE)) }
        @if cases.is_empty() {
            div.notice-page {
                p.big { (asked.t(text::HOW)) }
                (add(asked, cases))
                p { a href="/cases" { (asked.t(text::TO_LIST)) } }
            }
        } @else {
            p.lead { (asked.t(text::ABOUT)) }
            div.compare-scroll role="region" tabindex="0" aria-label=(asked.t(text::TABLE)) { (table(asked, cases, rows)) }
            @if cases.len() < MOST { (add(asked, cases)) }
        }
    };
    page(asked, asked.t(text::COMPARE), &body)
}

/// A form that adds a case by its id.
fn add(asked: &Asked, cases: &[Case]) -> Markup {
    html! {
        form.add-case method="get" action="/compare" {
            @for case in cases { input type="hidden" name="id" value=(case.id); }
            label { span { (asked.t(text::ADD_ID)) } input name="id" required maxlength="20" autocomplete="off" placeholder="C7GH-2WMX"; }
            button { (asked.t(text::ADD)) }
        }
    }
}

fn table(asked: &Asked, cases: &[Case], rows: &[Row]) -> Markup {
    html! {
        table.compare {
            thead {
                tr {
                    td {}
                    @for (at, case) in cases.iter().enumerate() { th scope="col" { (head(asked, cases, at, case)) } }
                }
            }
            tbody { @for row in rows { (line(asked, row)) } }
        }
    }
}

fn head(asked: &Asked, cases: &[Case], at: usize, case: &Case) -> Markup {
    let taken = case.imported.as_ref().map(|from| from.facts.title.as_str()).filter(|title| !title.is_empty());
    let heading = case.notices.first().and_then(|f| f.versions.first()).and_then(title).or(taken);
    let mut others = Serializer::new(String::new());
    cases.iter().enumerate().filter(|(other, _)| *other != at).for_each(|(_, case)| {
        others.append_pair("id", &case.id);
    });
    html! {
        a.heading href={ "/cases/" (case.id) } {
            @match heading { Some(heading) => (clipped(heading)), None => span.unknown { (asked.t(shared::NO_TITLE)) } }
        }
        p.small {
            code { (case.id) }
            @if case.imported.is_some() { (super::case::imported::mark(asked)) }
            @if case.notices.len() > 1 { " " (case.notices.len()) " " (asked.t(shared::NOTICE_N)) }
            " " a.take-off href={ "/compare?" (others.finish()) } { (asked.t(text::TAKE_OFF)) span.hidden { " " (case.id) } }
        }
    }
}

fn line(asked: &Asked, row: &Row) -> Markup {
    let several = row.cells.len() > 1;
    let term = if row.key == "days" { asked.t(text::SCALE) } else { key_label(row.key, asked.lang) };
    html! {
        tr.{ "row-" (row.key) }.same[row.same] {
            th scope="row" {
                (term)
                @if several { span.verdict { (asked.t(if row.same { text::SAME } else { text::DIFFERS })) } }
            }
            @for cell in &row.cells { td { (values(asked, row.key, cell)) } }
        }
    }
}

fn values(asked: &Asked, key: &str, cell: &Cell) -> Markup {
    html! {
        @if cell.told.is_empty() { span.unknown { (asked.t(text::NOT_TOLD)) } }
        @if let Some(day) = cell.earlier {
            p.small.earlier { (asked.t(text::EARLIER)) " " @match day { Some(day) => (date(day, asked.lang)), None => (asked.t(shared::NO_DATE)) } }
        }
        @if !cell.told.is_empty() { ul { @for told in &cell.told { (value(asked, key, told)) } } }
    }
}

fn value(asked: &Asked, key: &str, told: &Told) -> Markup {
    html! {
        li.shared[told.shared] {
            @if let Some(since) = &told.since { span.since { "+" (since) } }
            @if key == "organization" { (organization(asked, told)) } @else { bdi { (words(&told.words)) } }
            @if !told.quote.is_empty() {
                details { summary { (asked.t(text::QUOTE)) span.hidden { " " (super::page::bare(&told.words)) } } q lang="ja" { bdi { (words(&told.quote)) } } }
            }
        }
    }
}

/// The organisation leads to all that is known of it.
fn organization(asked: &Asked, told: &Told) -> Markup {
    let name = told.value.get("name").and_then(Value::as_str);
    let sector = told.value.get("sector").and_then(Value::as_str);
    html! {
        @if let Some(name) = name { a href=(super::orgs::link(name)) { (clipped(name)) } }
        @if let Some(sector) = sector { " " span.small { (if asked.lang == Lang::Ja { "" } else { " " }) (asked.label("sector", sector)) } }
    }
}

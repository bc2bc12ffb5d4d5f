//! `/`: the list of cases, newest first, with its filters and its search.

use axum::extract::State;
use axum::response::Response;
use jikenbo_model::Code;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::data::{Row, Rows};
use super::error::Error;
use super::filter::Filter;
use super::form::form;
use super::found::parts;
use super::page::{Asked, clipped, page, words as escaped};
use super::{App, text};
use crate::labels::{Lang, figure, grouped};

/// How many rows a page has.
pub(crate) const ROWS: usize = 50;

/// `GET /`
///
/// # Errors
///
/// A filter out of bounds.
pub(crate) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let filter = Filter::read(&asked.query)?;
    let rows = app.shelf.rows(&filter, ROWS).await?;
    if asked.json {
        return Ok(super::json(&as_json(&filter, &rows)));
    }
    Ok(super::html(show(&asked, &filter, &rows)))
}

/// The list as JSON.
#[must_use]
pub(crate) fn as_json(filter: &Filter, rows: &Rows) -> Value {
    let row = |row: &Row| {
        json!({
            "case": row.id,
            "published": row.published,
            "organization": row.organization,
            "sector": row.sector,
            "kinds": row.kinds,
            "headline": row.count,
            "title": row.title,
            "found": row.found,
        })
    };
    json!({
        "filters": filter.set_fields().into_iter().collect::<std::collections::BTreeMap<_, _>>(),
        "page": filter.page,
        "pages": pages(rows),
        "hits": rows.hits,
        "all": rows.all,
        "cases": rows.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn pages(rows: &Rows) -> usize {
    rows.hits.div_ceil(ROWS).max(1)
}

/// The page of the list.
#[must_use]
pub(crate) fn show(asked: &Asked, filter: &Filter, rows: &Rows) -> Markup {
    let body = html! {
        h1.hidden { (asked.t(text::NAV_CASES)) }
        @if rows.all == 0 {
            (empty(asked))
        } @else {
            (form(asked, filter))
            (summary(asked, filter, rows))
            @if rows.rows.is_empty() { (no_hits(asked)) } @else { (table(asked, filter, rows)) }
            (paging(asked, filter, rows))
        }
    };
    page(asked, "", &body)
}

/// How many there are, and the conditions that are set, each of which can be taken off.
fn summary(asked: &Asked, filter: &Filter, rows: &Rows) -> Markup {
    let set = filter.set_fields();
    let unit = asked.t(if rows.hits == 1 { text::CASE_ONE } else { text::CASES });
    html! {
        div.summary role="status" {
            p { b.figure { (grouped(rows.hits as u64)) } " " (unit) }
            @if !set.is_empty() {
                ul.set {
                    @for (name, value) in &set {
                        li {
                            a href=(filter.address("/", 1, name)) title=(asked.t(text::REMOVE)) {
                                span.term { (asked.t(super::form::name(name))) } " "
                                bdi { (shown_value(asked, name, value)) }
                                span.x aria-hidden="true" { "×" }
                                span.hidden { " " (asked.t(text::REMOVE)) }
                            }
                        }
                    }
                }
                a.clear href="/" { (asked.t(text::CLEAR)) }
            }
        }
    }
}

fn shown_value(asked: &Asked, name: &str, value: &str) -> String {
    match name {
        "kind" => asked.label("kinds", value),
        "sector" => asked.label("sector", value),
        _ => value.to_owned(),
    }
}

fn table(asked: &Asked, filter: &Filter, rows: &Rows) -> Markup {
    let words: Vec<&str> = filter.words().collect();
    let columns = [
        (text::COL_DATE, "date"),
        (text::COL_ORG, "org"),
        (text::COL_KIND, "kind"),
        (text::COL_COUNT, "count"),
        (text::COL_TITLE, "title"),
    ];
    html! {
        table.cases role="table" {
            thead role="rowgroup" {
                tr role="row" { @for (name, class) in columns { th.(class) role="columnheader" scope="col" { (asked.t(name)) } } }
            }
            tbody role="rowgroup" { @for row in &rows.rows { (line(asked, row, &words)) } }
        }
    }
}

fn line(asked: &Asked, row: &Row, words: &[&str]) -> Markup {
    html! {
        tr role="row" {
            td.date role="cell" {
                @match row.published {
                    Some(day) => time datetime=(day) { (day) },
                    None => span.unknown { (asked.t(text::NO_DATE)) },
                }
            }
            td.org role="cell" {
                @match &row.organization {
                    Some(name) => (marked(name, words)),
                    None => span.unknown { (asked.t(text::NO_ORG)) },
                }
            }
            td.kind role="cell" { (kinds(asked, &row.kinds)) }
            td.count role="cell" {
                @match &row.count {
                    Some(count) => (figure(count, asked.lang)),
                    None => span.unknown { (asked.t(text::UNKNOWN)) },
                }
            }
            td.title role="cell" {
                a.open href={ "/cases/" (row.id) } {
                    @match &row.title {
                        Some(title) => (marked(title, words)),
                        None => span.unknown { (asked.t(text::NO_TITLE)) },
                    }
                }
                @if let Some(found) = &row.found { p.found { (marked(found, words)) } }
            }
        }
    }
}

/// Two kinds at most; the rest are counted.
fn kinds(asked: &Asked, kinds: &[Code]) -> Markup {
    html! {
        @if kinds.is_empty() { span.unknown { (asked.t(text::UNKNOWN)) } }
        @for (at, kind) in kinds.iter().take(2).enumerate() {
            span.whole { (asked.label("kinds", kind)) @if at == 0 && kinds.len() > 1 { (asked.separator()) } }
        }
        @if kinds.len() > 2 { span.more title=(asked.labels("kinds", kinds.iter().skip(2).map(|k| &**k))) { " +" (kinds.len() - 2) } }
    }
}

fn marked(text: &str, words: &[&str]) -> Markup {
    html! {
        bdi lang="ja" {
            @for (part, is_match) in parts(text, words) { @if is_match { mark { (escaped(part)) } } @else { (escaped(part)) } }
        }
    }
}

fn paging(asked: &Asked, filter: &Filter, rows: &Rows) -> Markup {
    let last = pages(rows);
    let link = |page: usize, rel: &str, label| {
        html! { a rel=(rel) href=(filter.address("/", page, "")) { (asked.t(label)) } }
    };
    html! {
        @if last > 1 {
            nav.paging aria-label=(asked.t(text::PAGES)) {
                @if filter.page > 1 { (link(filter.page.min(last + 1) - 1, "prev", text::PREVIOUS)) }
                span.figure { (filter.page) " / " (last) }
                @if filter.page < last { (link(filter.page + 1, "next", text::NEXT)) }
            }
        }
    }
}

fn empty(asked: &Asked) -> Markup {
    let file = if asked.lang == Lang::Ja { "お知らせ.html" } else { "notice.html" };
    html! {
        div.notice-page {
            p.big { (asked.t(text::EMPTY)) }
            p { (asked.t(text::EMPTY_HOW)) }
            pre tabindex="0" { code { "jikenbo clip " (clipped(file)) } }
        }
    }
}

fn no_hits(asked: &Asked) -> Markup {
    html! {
        div.notice-page {
            p.big { (asked.t(text::NO_HITS)) }
            p { (asked.t(text::NO_HITS_HOW)) }
            p { a href="/" { (asked.t(text::NO_HITS_ALL)) } }
        }
    }
}

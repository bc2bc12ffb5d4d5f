//! The rows of the list.

use jikenbo_search::{Hit, Needle, Origin};
use maud::{Markup, html};

use super::columns::{Column, cell};
use super::sentence::parts;
use super::text;
use super::wanted::Wanted;
use crate::web::case::imported::mark;
use crate::web::orgs::link;
use crate::web::page::{Asked, words};
use crate::web::text as shared;

/// A hit, and the sentence in which it matches.
pub(super) struct Row {
    /// The hit.
    pub hit: Hit,
    /// The sentence; none if no word was looked for, or the words stand in the title or a name alone.
    pub sentence: Option<String>,
}

/// The table, in a form that compares what is selected.
pub(super) fn table(asked: &Asked, wanted: &Wanted, rows: &[Row]) -> Markup {
    let needles = wanted.query.needles();
    html! {
        form.selecting method="get" action="/compare" {
            table.cases.usual[wanted.columns.is_usual()].free[!wanted.columns.is_usual()] data-rows role="table" {
                thead role="rowgroup" {
                    tr role="row" {
                        th.select role="columnheader" scope="col" { span.hidden #select { (asked.t(text::SELECT_COLUMN)) } }
                        @for (_, name, heading) in wanted.columns.described() { th.(class(name)) role="columnheader" scope="col" { (asked.t(heading)) } }
                    }
                }
                tbody role="rowgroup" { @for (n, row) in rows.iter().enumerate() { (line(asked, wanted, n, row, &needles)) } }
            }
            p.compare-selected { span { (asked.t(text::SELECT_HOW)) } " " button { (asked.t(text::SELECT)) } }
        }
    }
}

fn line(asked: &Asked, wanted: &Wanted, n: usize, row: &Row, needles: &[Needle]) -> Markup {
    let entry = &row.hit.entry;
    html! {
        tr role="row" {
            td.select role="cell" { input type="checkbox" name="id" value=(entry.case) aria-labelledby={ "select t" (n) }; }
            @for (column, name, heading) in wanted.columns.described() {
                td.(class(name)) role="cell" {
                    @match column {
                        Column::Org => (organization(asked, entry.facts.organization.as_deref(), needles)),
                        Column::Title => (title(asked, n, row, needles)),
                        column => {
                            @if !column.is_usual() { span.label { (asked.t(heading)) } }
                            (cell(asked, column, entry))
                        },
                    }
                }
            }
        }
    }
}

/// The class of a column: its name, but for the one that the style sheet knows for letters that are not seen.
fn class(name: &'static str) -> &'static str {
    if name == "unseen" { "went-unseen" } else { name }
}

fn organization(asked: &Asked, name: Option<&str>, needles: &[Needle]) -> Markup {
    html! {
        @match name {
            Some(name) => a.who href=(link(name)) { (marked(name, needles)) },
            None => span.unknown { (asked.t(shared::NO_ORG)) },
        }
    }
}

fn title(asked: &Asked, n: usize, row: &Row, needles: &[Needle]) -> Markup {
    let facts = &row.hit.entry.facts;
    html! {
        a.open id={ "t" (n) } href={ "/cases/" (row.hit.entry.case) } {
            @if facts.title.is_empty() { span.unknown { (asked.t(shared::NO_TITLE)) } } @else { (marked(&facts.title, needles)) }
        }
        @if row.hit.entry.origin == Origin::Imported { (mark(asked)) }
        @if let Some(sentence) = &row.sentence { p.found { (marked(sentence, needles)) } }
    }
}

fn marked(text: &str, needles: &[Needle]) -> Markup {
    html! {
        bdi lang="ja" {
            @for (part, is_match) in parts(text, needles) { @if is_match { mark { (words(part)) } } @else { (words(part)) } }
        }
    }
}

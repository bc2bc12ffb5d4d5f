//! The facets beside the list, which narrow it by a click, and the conditions above it, which a click takes off.

use jikenbo_search::{Facet, Field, Node, Query};
use maud::{Markup, html};

use super::text::{self, Text};
use super::wanted::Wanted;
use crate::labels::grouped;
use crate::web::page::{Asked, bare, words};
use crate::web::text as shared;

/// So many values of each are shown.
const SHOWN: usize = 8;

/// The facets, as the page names them.
const NAMES: &[(&str, Text)] = &[
    ("kind", text::FACET_KIND),
    ("sector", text::FACET_SECTOR),
    ("cause", text::FACET_CAUSE),
    ("item", text::FACET_ITEM),
    ("month", text::FACET_MONTH),
    ("org", text::FACET_ORG),
];

/// The key of the record under which the labels of a facet's codes stand.
fn key(facet: &str) -> Option<&'static str> {
    Field::named(facet).and_then(Field::key)
}

/// The facets; those without a value are left out.
pub(super) fn facets(asked: &Asked, wanted: &Wanted, facets: &[Facet]) -> Markup {
    html! {
        nav.facets #facets aria-labelledby="facets-h" {
            h2 #facets-h { (asked.t(text::FACETS)) }
            @for facet in facets.iter().filter(|f| !f.values.is_empty()) { (one(asked, wanted, facet)) }
        }
    }
}

fn one(asked: &Asked, wanted: &Wanted, facet: &Facet) -> Markup {
    let name = NAMES.iter().find(|(name, _)| *name == facet.name).map_or(facet.name, |(_, name)| asked.t(*name));
    let hidden = facet.more + facet.values.len().saturating_sub(SHOWN);
    html! {
        div.facet {
            h3 { (name) }
            ul {
                @for (value, n) in facet.values.iter().take(SHOWN) { (link(asked, wanted, facet.name, value, *n)) }
                @if facet.name == "org" && hidden > 0 { li.rest { a href="/orgs" { (asked.t(text::FACET_ALL)) } } }
                @else if hidden > 0 { li.rest { "+" (grouped(hidden as u64)) } }
            }
        }
    }
}

fn link(asked: &Asked, wanted: &Wanted, facet: &str, value: &str, n: u64) -> Markup {
    let Some(condition) = Facet::condition(facet, value) else { return html! {} };
    let label = key(facet).map_or_else(|| bare(value), |key| asked.label(key, value));
    let with = wanted.query.clone().with(condition);
    html! {
        li {
            @if with == wanted.query {
                b { bdi { (label) } }
            } @else {
                a href=(wanted.with_query(&with)) { bdi { (label) } }
            }
            " " span.figure { (grouped(n)) }
        }
    }
}

/// The conditions that are set, each of which a click takes off.
pub(super) fn chips(asked: &Asked, wanted: &Wanted) -> Markup {
    html! {
        @if !wanted.query.is_all() {
            ul.set {
                @for condition in wanted.query.conditions() {
                    li { a href=(wanted.with_query(&wanted.query.clone().without(condition))) title=(asked.t(shared::REMOVE)) {
                        (told(asked, condition))
                        span.x aria-hidden="true" { "×" }
                        span.hidden { " " (asked.t(shared::REMOVE)) }
                    } }
                }
            }
            a.clear href=(wanted.with_query(&Query::default())) { (asked.t(shared::CLEAR)) }
        }
    }
}

/// A condition in a person's words, where it is a code; else as it is written.
fn told(asked: &Asked, condition: &Node) -> Markup {
    html! {
        @match condition {
            Node::Code(field, code) => {
                span.term { (field_name(asked, *field)) } " " bdi { (field.key().map_or_else(|| code.clone(), |key| asked.label(key, code))) }
            },
            other => bdi { (words(&other.to_string())) },
        }
    }
}

fn field_name(asked: &Asked, field: Field) -> &'static str {
    match NAMES.iter().find(|(name, _)| *name == field.name()) {
        Some((_, name)) => asked.t(*name),
        None if asked.lang == crate::labels::Lang::Ja => field.name_ja(),
        None => field.name(),
    }
}

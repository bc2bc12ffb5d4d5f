//! Cases like this one, and by what they are like it.

use jikenbo_search::{Origin, Shared, Similar};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::text;
use crate::labels::figure;
use crate::web::figures::date;
use crate::web::page::{Asked, clipped};
use crate::web::text::{self as common, Text};

/// So many are shown.
pub(super) const SHOWN: usize = 8;
/// So many of the rare words that two cases share are shown.
const WORDS: usize = 3;

/// The section; `None` where the search is out of order.
pub(super) fn section(asked: &Asked, all: Option<&[Similar]>) -> Markup {
    html! {
        section.similar aria-labelledby="similar-h" {
            h2 #similar-h { (asked.t(text::SIMILAR)) }
            @match all {
                None => p.none { (asked.t(text::SIMILAR_OUT)) },
                Some([]) => p.none { (asked.t(text::SIMILAR_NONE)) },
                Some(all) => {
                    ol { @for one in all { (row(asked, one)) } }
                    p.small { (asked.t(text::SIMILAR_ABOUT)) }
                }
            }
        }
    }
}

fn row(asked: &Asked, one: &Similar) -> Markup {
    let facts = &one.entry.facts;
    html! {
        li {
            div {
                a href={ "/cases/" (one.entry.case) } {
                    @match facts.organization.as_deref() {
                        Some(name) => (clipped(name)),
                        None => (clipped(&facts.title)),
                    }
                }
                " " span.day { (facts.date.map_or_else(|| asked.t(common::NO_DATE).to_owned(), |day| date(day, asked.lang))) }
                @if let Some(count) = &facts.headline { " " span.figure { (figure(count, asked.lang)) } }
                @if one.entry.origin == Origin::Imported { (super::imported::mark(asked)) }
            }
            div.shared { @for (at, shared) in shared(asked, &one.shared).iter().enumerate() { @if at > 0 { (asked.separator()) } (shared) } }
        }
    }
}

/// What is shared, in words: each sort once, in the order of what weighs most.
fn shared(asked: &Asked, all: &[Shared]) -> Vec<Markup> {
    let mut sorts: Vec<(Text, Vec<Markup>)> = Vec::new();
    for shared in all {
        let (term, what) = told(asked, shared);
        match sorts.iter_mut().find(|(known, _)| *known == term) {
            Some((_, known)) => known.extend(what),
            None => sorts.push((term, what)),
        }
    }
    let words = |(term, what): &(Text, Vec<Markup>)| {
        html! {
            (asked.t(*term))
            @if !what.is_empty() { " (" @for (at, one) in what.iter().enumerate() { @if at > 0 { (asked.separator()) } (one) } ")" }
        }
    };
    sorts.iter().map(words).collect()
}

/// The sort of what is shared, and what of it.
fn told(asked: &Asked, shared: &Shared) -> (Text, Vec<Markup>) {
    let label = |key, code| vec![html! { (asked.label(key, code)) }];
    match shared {
        Shared::Org(_) => (text::SAME_ORG, Vec::new()),
        Shared::Vendor(name) => (text::SAME_VENDOR, vec![clipped(name)]),
        Shared::Kind(code) => (text::SAME_KIND, label("kinds", code)),
        Shared::Cause(code) => (text::SAME_CAUSE, label("causes", code)),
        Shared::Sector(code) => (text::SAME_SECTOR, label("sector", code)),
        Shared::Items(_) => (text::SAME_ITEMS, Vec::new()),
        Shared::Words(words) => {
            (text::SAME_WORDS, words.iter().take(WORDS).map(|word| html! { "「" (clipped(word)) "」" }).collect())
        }
    }
}

/// The same as JSON.
pub(super) fn as_json(all: &[Similar]) -> Value {
    let shared = |shared: &Shared| {
        let (key, values) = match shared {
            Shared::Org(name) => ("organization", json!([name])),
            Shared::Vendor(name) => ("third_parties", json!([name])),
            Shared::Kind(code) => ("kinds", json!([code])),
            Shared::Cause(code) => ("causes", json!([code])),
            Shared::Sector(code) => ("sector", json!([code])),
            Shared::Items(codes) => ("data_items", json!(codes)),
            Shared::Words(words) => ("words", json!(words)),
        };
        json!({ "key": key, "values": values })
    };
    let one = |one: &Similar| {
        let facts = &one.entry.facts;
        let shared: Vec<Value> = one.shared.iter().map(shared).collect();
        json!({ "case": one.entry.case, "organization": facts.organization, "title": facts.title, "date": facts.date, "shared": shared })
    };
    all.iter().map(one).collect()
}

//! The form of the list: it is a plain GET form, and works without a script.

use maud::{Markup, html};

use super::filter::{Filter, LONGEST};
use super::page::Asked;
use super::text::{self, Text};
use crate::labels::codes;

/// What a field is called.
#[must_use]
pub(crate) fn name(field: &str) -> Text {
    match field {
        "q" => text::SEARCH_WORDS,
        "kind" => text::FILTER_KIND,
        "sector" => text::FILTER_SECTOR,
        "org" => text::FILTER_ORG,
        "since" => text::FILTER_SINCE,
        _ => text::FILTER_UNTIL,
    }
}

/// The form, holding what is asked for now.
#[must_use]
pub(crate) fn form(asked: &Asked, filter: &Filter) -> Markup {
    let date = |d: Option<jikenbo_model::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    let narrowed = filter.set_fields().iter().any(|(name, _)| *name != "q");
    html! {
        form.search role="search" method="get" action="/" {
            div.words {
                label.hidden for="q" { (asked.t(text::SEARCH_HINT)) }
                input #q type="search" name="q" value=(filter.q) placeholder=(asked.t(text::SEARCH_HINT)) maxlength=(LONGEST)
                    autocomplete="off" enterkeyhint="search";
                button { (asked.t(text::SEARCH)) }
            }
            details.filters open[narrowed] {
                summary { (asked.t(text::FILTERS)) }
                div.fields {
                    (choice(asked, "kind", "kinds", &filter.kind))
                    (choice(asked, "sector", "sector", &filter.sector))
                    (field(asked, "org", &filter.org))
                    (day(asked, "since", &date(filter.since)))
                    (day(asked, "until", &date(filter.until)))
                }
            }
        }
    }
}

fn choice(asked: &Asked, field: &str, key: &str, now: &str) -> Markup {
    let codes = codes(key);
    let other = !now.is_empty() && !codes.contains(&now);
    html! {
        label { span { (asked.t(name(field))) }
            select name=(field) {
                option value="" { (asked.t(text::FILTER_ALL)) }
                @for code in &codes { option value=(code) selected[*code == now] { (asked.label(key, code)) } }
                @if other { option value=(now) selected { (now) } }
            }
        }
    }
}

fn field(asked: &Asked, field: &str, now: &str) -> Markup {
    html! { label { span { (asked.t(name(field))) } input name=(field) value=(now) maxlength=(LONGEST) autocomplete="off"; } }
}

fn day(asked: &Asked, field: &str, now: &str) -> Markup {
    html! {
        label { span { (asked.t(name(field))) }
            input.day name=(field) value=(now) maxlength="10" inputmode="numeric" pattern="\\d{4}(-\\d{2}(-\\d{2})?)?"
                placeholder="2024-06" title=(asked.t(text::DATE_FORM)) autocomplete="off";
        }
    }
}

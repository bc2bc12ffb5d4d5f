//! The timeline in words: for those who do not see it drawn, for phones and for copying.

use jikenbo_model::{Event, Record};
use maud::{Markup, html};

use super::layout::events;
use crate::web::case::text;
use crate::web::figures::{Milestones, days, days_between, period};
use crate::web::marked::Numbers;
use crate::web::page::Asked;
use crate::web::text as common;

/// The table, folded away; and above it, which of beginning, discovery and publication the notice gives no date for.
#[must_use]
pub(crate) fn table(asked: &Asked, record: &Record, numbers: &Numbers) -> Markup {
    let told = events(record, numbers);
    let unsaid: Vec<String> = Milestones::of(record)
        .named()
        .into_iter()
        .filter(|(_, day)| day.is_none())
        .map(|(code, _)| asked.label("timeline", code))
        .collect();
    let partial =
        told.iter().any(|(event, _)| event.start.civil().is_none() || event.end.is_some_and(|end| end.civil().is_none()));
    html! {
        p.small.unsaid {
            @if !unsaid.is_empty() { span { (asked.t(text::T_UNSAID)) ": " (unsaid.join(asked.separator())) } }
            @if partial { span { (asked.t(text::T_PARTIAL)) } }
        }
        details.as-table {
            summary { (asked.t(text::AS_TABLE)) }
            table.events {
                caption.hidden { (asked.t(common::TIMELINE)) }
                thead {
                    tr { @for head in [text::T_WHEN, text::T_EVENT, text::T_SINCE] { th scope="col" { (asked.t(head)) } } }
                }
                tbody { @for (at, (event, number)) in told.iter().enumerate() { (row(asked, event, *number, at.checked_sub(1).and_then(|at| told.get(at)))) } }
            }
        }
    }
}

fn row(asked: &Asked, event: &Event, number: usize, before: Option<&(Event, usize)>) -> Markup {
    let since = before.and_then(|(before, _)| days_between(before.start, event.start));
    html! {
        tr {
            td { time datetime=(event.start) { (period(event, asked.lang)) } }
            td { a href={ "#f" (number) } { (asked.label("timeline", &event.event)) } }
            td.figure {
                @match since {
                    Some((0, 0)) => (asked.t(common::SAME_DAY)),
                    Some(between) => { "+" (days(between, asked.lang)) }
                    None => {}
                }
            }
        }
    }
}

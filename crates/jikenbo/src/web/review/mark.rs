//! What the page of a case shows of review: how each fact stands, the way to its form, and what waits.

use maud::{Markup, html};

use super::super::data::Version;
use super::super::page::Asked;
use super::super::who::Role;
use super::{address, text};
use crate::corrections::Status;

/// A status's name in the style sheet.
pub(crate) const fn class(status: Status) -> &'static str {
    match status {
        Status::Read => "read",
        Status::Confirmed => "confirmed",
        Status::Corrected => "corrected",
        Status::Added => "added",
    }
}

/// How a fact stands, and for a reviewer the way to its form; nothing for an older version.
pub(crate) fn mark(asked: &Asked, version: &Version, key: &str, index: usize) -> Markup {
    let Some(standing) = version.standings.of(key, index) else { return html! {} };
    let status = asked.t(text::status(standing.status));
    let by = standing.by.as_ref().map(|by| format!("{status} — {}", by.who));
    html! {
        @if standing.status != Status::Read {
            span.{ "seal " (class(standing.status)) } title=[by] {
                @if standing.status == Status::Confirmed { span aria-hidden="true" { "✓" } span.hidden { (status) } } @else { (status) }
            }
        }
        @if asked.user.role >= Role::Reviewer {
            a.edit href=(address(&format!("{}/facts/{}", asked.path, standing.id), &[("back", &asked.path)])) title=(asked.t(text::EDIT)) {
                span aria-hidden="true" { "✎" } span.hidden { (asked.t(text::EDIT)) }
            }
        }
    }
}

/// The way to the review of the notice that is shown, and what waits there.
pub(crate) fn links(asked: &Asked, version: &Version, notice: &str, is_newest: bool) -> Markup {
    let s = &version.standings;
    let waits = s.open().count();
    html! {
        @if asked.user.role >= Role::Reviewer && is_newest {
            p.review-links.small {
                a href=(address(&format!("{}/review", asked.path), &[("notice", notice)])) { (asked.t(text::THROUGH)) }
                a.add-fact href=(address(&format!("{}/facts/new", asked.path), &[("notice", notice), ("back", &asked.path)])) { (asked.t(text::ADD)) }
                a href={ (asked.path) "/history" } { (asked.t(text::HISTORY)) }
                a href={ (asked.path) "/notices" } { (asked.t(text::NOTICES)) }
                @if s.reviewed { b.status.done { (asked.t(text::DONE)) } }
                @if waits > 0 { b.waits { (asked.t(text::DISAGREE)) " " (waits) } }
            }
        }
    }
}

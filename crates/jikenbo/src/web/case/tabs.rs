//! The notices of a case, and the versions of the one that is shown, where there are several.

use maud::{Markup, html};

use super::{Shown, origin, text};
use crate::web::data::Filed;
use crate::web::figures::date;
use crate::web::page::Asked;
use crate::web::text as common;

/// So many stand in a row; the others are folded away, unless what is shown is among them.
const IN_A_ROW: usize = 8;

/// The tabs; nothing where there is but one notice in one version.
pub(super) fn tabs(asked: &Asked, shown: &Shown) -> Markup {
    let notices: Vec<Markup> = shown.case.notices.iter().enumerate().map(|(at, filed)| notice(asked, shown, at, filed)).collect();
    let versions: Vec<Markup> = (0..shown.filed.versions.len()).map(|at| version(shown, at)).collect();
    html! {
        @if notices.len() > 1 {
            nav.tabs aria-label=(asked.t(common::NOTICES)) {
                (row(asked.t(text::MORE_NOTICES), &notices, shown.notice_at))
            }
        }
        @if versions.len() > 1 {
            nav.tabs.versions aria-label=(asked.t(common::VERSIONS)) {
                span { (asked.t(common::VERSIONS)) }
                (row(asked.t(text::MORE_VERSIONS), &versions, shown.version_at))
            }
        }
    }
}

fn row(more: &str, all: &[Markup], shown: usize) -> Markup {
    let (first, rest) = all.split_at(all.len().min(IN_A_ROW));
    html! {
        @for one in first { (one) }
        @if !rest.is_empty() {
            details open[shown >= IN_A_ROW] {
                summary { (more) " " span.figure { (rest.len()) } }
                div.row { @for one in rest { (one) } }
            }
        }
    }
}

/// A notice's tab: its date and how far it is on.
fn notice(asked: &Asked, shown: &Shown, at: usize, filed: &Filed) -> Markup {
    let record = filed.versions.first().map(|v| &v.reading.record);
    let published = record.and_then(|r| r.published.as_ref());
    let stage = record.and_then(|r| r.stage.as_ref());
    html! {
        a href=(shown.address(at, 0)) aria-current=[(at == shown.notice_at).then_some("page")] {
            span.day { (published.map_or_else(|| asked.t(common::NO_DATE).to_owned(), |f| date(f.value, asked.lang))) }
            @if let Some(stage) = stage { " " (asked.label("stage", &stage.value)) }
        }
    }
}

fn version(shown: &Shown, at: usize) -> Markup {
    let clipped = shown.filed.versions.get(at).map_or("", |version| version.origin.clipped.as_str());
    html! {
        a href=(shown.address(shown.notice_at, at)) aria-current=[(at == shown.version_at).then_some("page")] {
            time { (origin::day(clipped)) }
        }
    }
}

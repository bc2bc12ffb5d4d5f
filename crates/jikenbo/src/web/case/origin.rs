//! Where a notice came from, and how that can be checked.

use maud::{Markup, html};

use super::Shown;
use crate::labels::grouped;
use crate::store::Outcome;
use crate::web::data::Look;
use crate::web::page::{Asked, outside};
use crate::web::text;

/// The day of an RFC 3339 time.
pub(in crate::web) fn day(time: &str) -> &str {
    time.split('T').next().unwrap_or(time)
}

/// A time as people read it: a casebook keeps UTC, to the millisecond.
pub(crate) fn to_the_second(time: &str) -> String {
    match (time.strip_suffix('Z'), time.split_once('T')) {
        (Some(utc), Some((day, clock))) if utc.is_ascii() => format!("{day} {} UTC", clock.get(..8).unwrap_or(clock)),
        _ => time.to_owned(),
    }
}

/// Source, place of publication, time of clipping, and the hash of the bytes.
pub(super) fn origin(asked: &Asked, shown: &Shown) -> Markup {
    let version = shown.version;
    let origin = &version.origin;
    html! {
        section.origin aria-labelledby="origin-h" {
            h3 #origin-h { (asked.t(text::PROVENANCE)) }
            dl {
                dt { (asked.t(text::P_ID)) }
                dd { code { (shown.case.id) } }
                dt { (asked.t(text::P_SOURCE)) }
                dd { (outside(&origin.source)) }
                @if let Some(url) = &version.notice.url {
                    dt { (asked.t(text::P_URL)) }
                    dd { (outside(url)) }
                }
                dt { (asked.t(text::P_CLIPPED)) }
                dd { time datetime=(origin.clipped) { (to_the_second(&origin.clipped)) } }
                dt { (asked.t(text::P_LENGTH)) }
                dd { (grouped(version.notice.text.chars().count() as u64)) (asked.t(text::CHARACTERS)) }
                dt { (asked.t(text::P_SHA)) }
                dd { a href={ "/captures/" (origin.sha256) } { code.hash { (origin.sha256) } } }
                @for earlier in &shown.filed.earlier {
                    dt { (asked.t(text::EARLIER)) }
                    dd { (outside(&earlier.source)) " " time datetime=(earlier.clipped) { (to_the_second(&earlier.clipped)) } " " a href={ "/captures/" (earlier.sha256) } { code.hash { (earlier.sha256) } } }
                }
            }
            (looks(asked, &shown.filed.looks))
        }
    }
}

/// How the addresses answered: what is not found now is told with the day when it was last seen, and never as deleted.
fn looks(asked: &Asked, looks: &[Look]) -> Markup {
    let Some(newest) = looks.first() else { return html! {} };
    let gone = newest.outcome == Outcome::Missing.name() || newest.outcome == Outcome::Lost.name();
    let seen = looks.iter().find(|l| !BAD.iter().any(|bad| l.outcome == bad.name()));
    html! {
        h3 { (asked.t(text::LOOKS)) }
        @if gone {
            p.gone {
                (asked.t(text::GONE)) " " time datetime=(newest.at) { (to_the_second(&newest.at)) }
                @if let Some(seen) = seen { " " span.small { (asked.t(text::LAST_SEEN)) " " time datetime=(seen.at) { (to_the_second(&seen.at)) } } }
            }
        }
        ul.looks {
            @for look in looks.iter().take(5) {
                li { time datetime=(look.at) { (to_the_second(&look.at)) } " " (outcome(asked, &look.outcome)) @if look.status > 0 { " " span.figure { (look.status) } } }
            }
            @if looks.len() > 5 { li.more { "+" (looks.len() - 5) } }
        }
    }
}

/// What is no sign of the notice.
const BAD: [Outcome; 3] = [Outcome::Missing, Outcome::Lost, Outcome::Failed];

/// An outcome in words.
pub(in crate::web) fn outcome(asked: &Asked, name: &str) -> &'static str {
    let named = text::OUTCOMES.iter().find(|(code, _)| *code == name);
    named.map_or("", |(_, words)| asked.t(*words))
}

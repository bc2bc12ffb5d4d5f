//! Where a notice came from, and how that can be checked.

use maud::{Markup, html};

use super::Shown;
use crate::labels::grouped;
use crate::web::page::{Asked, outside};
use crate::web::text;

/// The day of an RFC 3339 time.
pub(super) fn day(time: &str) -> &str {
    time.split('T').next().unwrap_or(time)
}

/// A time as people read it: a casebook keeps UTC, to the millisecond.
fn to_the_second(time: &str) -> String {
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
                dd { code.hash { (origin.sha256) } }
                @for earlier in &shown.filed.earlier {
                    dt { (asked.t(text::EARLIER)) }
                    dd { (outside(&earlier.source)) " " time datetime=(earlier.clipped) { (to_the_second(&earlier.clipped)) } " " code.hash { (earlier.sha256) } }
                }
            }
        }
    }
}

//! The JO model's estimate, for whoever asks for it: until then a link, and none where there is no estimate.

use form_urlencoded::parse;
use jikenbo_export::jo;
use jikenbo_search::Facts;
use maud::{Markup, html};

use super::{Shown, text};
use crate::estimate::{caution, name, none, rows};
use crate::web::page::Asked;

/// The link, or the estimate by what the notice that is shown tells.
pub(super) fn section(asked: &Asked, shown: &Shown) -> Markup {
    let facts = Facts::of(&shown.version.notice, &shown.version.reading);
    by(asked, &facts, &shown.address(shown.notice_at, shown.version_at))
}

/// The same by facts that are told at `here`.
pub(super) fn by(asked: &Asked, facts: &Facts, here: &str) -> Markup {
    let wanted = parse(asked.query.as_bytes()).any(|(name, value)| name == "estimate" && value == "1");
    let made = jo::estimate(facts);
    let with = format!("{here}{}estimate=1#estimate", if here.contains('?') { '&' } else { '?' });
    html! {
        @if wanted {
            section.estimate #estimate aria-labelledby="estimate-h" {
                h2 #estimate-h { (name(asked.lang)) }
                @match &made {
                    None => p.none { (none(facts, asked.lang)) },
                    Some(made) => {
                        p.small { (caution(asked.lang)) }
                        table.events {
                            tbody { @for [term, value, why] in rows(made, asked.lang) { tr { th scope="row" { (term) } td { (value) } td { (why) } } } }
                        }
                    }
                }
                p.small { a href=(here) { (asked.t(text::ESTIMATE_HIDE)) } }
            }
        } @else if made.is_some() {
            p.small.estimate-link { a href=(with) rel="nofollow" { (asked.t(text::ESTIMATE)) } }
        }
    }
}

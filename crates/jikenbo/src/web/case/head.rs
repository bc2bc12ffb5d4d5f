//! The head of a case: who, what, how many and since when, to be read in a second.

use jikenbo_model::Date;
use maud::{Markup, html};

use super::Shown;
use crate::labels::figure;
use crate::store::headline;
use crate::web::data::title;
use crate::web::figures::{Milestones, date, days, days_between};
use crate::web::marked::Numbers;
use crate::web::orgs::link;
use crate::web::page::{Asked, clipped};
use crate::web::text::{self, Text};

/// The head of the notice that is shown.
pub(super) fn head(asked: &Asked, shown: &Shown, numbers: &Numbers) -> Markup {
    html! {
        header.head {
            h1 {
                @match title(shown.version) {
                    Some(title) => (clipped(title)),
                    None => span.unknown { (asked.t(text::NO_TITLE)) },
                }
            }
            dl.brief {
                (who(asked, shown, numbers))
                (what(asked, shown, numbers))
                (how_many(asked, shown, numbers))
                (when(asked, shown))
            }
        }
    }
}

fn cell(asked: &Asked, class: &str, term: Text, body: &Markup) -> Markup {
    html! { div.(class) { dt { (asked.t(term)) } dd { (body) } } }
}

fn not_said(asked: &Asked) -> Markup {
    html! { span.unknown { (asked.t(text::UNKNOWN)) } }
}

fn who(asked: &Asked, shown: &Shown, numbers: &Numbers) -> Markup {
    let fact = shown.version.reading.record.organization.as_ref();
    let name = fact.and_then(|f| f.value.name.as_deref());
    let sector = fact.and_then(|f| f.value.sector.as_ref());
    let body = html! {
        @match name {
            Some(name) => a.big href={ "#f" (numbers.number("organization", 0)) } { (clipped(name)) },
            None => (not_said(asked)),
        }
        @if let Some(sector) = sector { span.small { (asked.label("sector", sector)) } }
        @if let Some(name) = name { a.small href=(link(name)) { (asked.t(text::SAME_NAME)) } }
    };
    cell(asked, "who", text::WHO, &body)
}

fn what(asked: &Asked, shown: &Shown, numbers: &Numbers) -> Markup {
    let record = &shown.version.reading.record;
    let status = [(text::LEAK, "leak_status", &record.leak_status), (text::MISUSE, "secondary_damage", &record.secondary_damage)];
    let body = html! {
        @if record.kinds.is_empty() { (not_said(asked)) }
        @for (index, kind) in record.kinds.iter().enumerate() {
            a.big href={ "#f" (numbers.number("kinds", index)) } { (asked.label("kinds", &kind.value)) }
        }
        @for (term, key, fact) in status {
            @if let Some(fact) = fact {
                a.small href={ "#f" (numbers.number(key, 0)) } { (asked.t(term)) " " b { (asked.label(key, &fact.value)) } }
            }
        }
    };
    cell(asked, "what", text::WHAT, &body)
}

fn how_many(asked: &Asked, shown: &Shown, numbers: &Numbers) -> Markup {
    let record = &shown.version.reading.record;
    let best = headline(record);
    let index = best.and_then(|best| record.counts.iter().position(|f| std::ptr::eq(&f.value, best))).unwrap_or(0);
    let body = html! {
        @match best {
            Some(best) => {
                a.big.figure href={ "#f" (numbers.number("counts", index)) } { (figure(best, asked.lang)) }
                span.small { (asked.label("subject", &best.subject)) }
            }
            None => (not_said(asked)),
        }
    };
    cell(asked, "how-many", text::HOW_MANY, &body)
}

fn when(asked: &Asked, shown: &Shown) -> Markup {
    let known = Milestones::of(&shown.version.reading.record);
    let only_exposed = known.occurred.is_none() && known.exposed.is_some();
    let began = if only_exposed { text::EXPOSED } else { text::OCCURRED };
    let steps = [
        (began, known.began(), None),
        (text::DISCOVERED, known.discovered, known.began()),
        (text::PUBLISHED, known.published, known.discovered.or(known.began())),
    ];
    let body = html! {
        ol.steps {
            @for (term, day, before) in steps { (step(asked, term, day, before)) }
        }
    };
    cell(asked, "when", text::WHEN, &body)
}

fn step(asked: &Asked, term: Text, day: Option<Date>, before: Option<Date>) -> Markup {
    let since = before.zip(day).and_then(|(before, day)| days_between(before, day));
    html! {
        li {
            span.term { (asked.t(term)) }
            @match day {
                Some(day) => time datetime=(day) { (date(day, asked.lang)) },
                None => span.unknown { (asked.t(text::NOT_SAID)) },
            }
            @match since {
                Some((0, 0)) => span.since { (asked.t(text::SAME_DAY)) },
                Some(between) => span.since { "+" (days(between, asked.lang)) },
                None => {}
            }
        }
    }
}

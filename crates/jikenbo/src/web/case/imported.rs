//! `/cases/{id}` of a case that was taken over from another collection: what it tells, where it is from, and what it was there. There is
//! no text, so that nothing is proved by words, and nothing of it can be put right here.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jikenbo_export::crosswalk::{Candidates, Crosswalk, Told};
use jikenbo_model::{Code, Fact, Record, Span};
use jikenbo_search::{Facts, Similar};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::{candidates, estimate, schemes, similar, text};
use crate::changes::{Said, facts_told, told};
use crate::import::Form;
use crate::labels::{KEYS, figure, key_label};
use crate::store::ImportedCase;
use crate::web::App;
use crate::web::error::Error;
use crate::web::figures::date;
use crate::web::orgs::link;
use crate::web::page::{Asked, outside, page, words};
use crate::web::text::{self as common, Text};

/// So many addresses that it cites are shown.
const REFERENCES: usize = 100;
/// So much of what it was there is shown, in bytes; the rest can be had as a file.
const SHOWN: usize = 200_000;

/// `GET /cases/{id}/source.json`
///
/// # Errors
///
/// No such case, or one that was clipped.
pub async fn get(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Error> {
    let case = app.shelf.case(&id).await?;
    let missing = || Error::NotFound(format!("source of case {id}"));
    let case = case.and_then(|case| case.imported).ok_or_else(missing)?;
    let named = format!("attachment; filename=\"jikenbo-{}-source.json\"", case.id);
    let headers = [(CONTENT_TYPE, "application/json; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, named)];
    Ok((headers, format!("{:#}\n", case.from.data)).into_response())
}

/// Where it is from, and what it tells, as JSON.
pub(super) fn as_json(case: &ImportedCase) -> Value {
    let from = &case.from;
    json!({
        "collection": from.collection, "form": from.form, "key": from.key, "place": from.place,
        "imported_at": case.created, "changed_at": case.changed,
        "references": from.references, "facts": case.facts, "data": from.data,
    })
}

/// What may belong to it, by its kinds and causes.
pub(super) fn candidates_of(facts: &Facts) -> Candidates {
    let codes =
        |codes: &[Code]| codes.iter().map(|code| Fact::new(code.clone(), Span::new(0, 0), Code::from("imported"))).collect();
    Crosswalk::built_in().candidates(&Record { kinds: codes(&facts.kinds), causes: codes(&facts.causes), ..Record::default() })
}

/// The page.
pub(super) fn show(asked: &Asked, case: &ImportedCase, site: &str, found: Option<&[Similar]>) -> Markup {
    let facts = &case.facts;
    let id = case.id.to_string();
    let heading = if facts.title.is_empty() { asked.t(common::NO_TITLE) } else { facts.title.as_str() };
    let body = html! {
        article.case.taken-over {
            header.head {
                h1 { @if facts.title.is_empty() { span.unknown { (heading) } } @else { bdi { (words(heading)) } } }
                (brief(asked, facts))
            }
            div.tools role="group" aria-label=(asked.t(text::TOOLS)) {
                span.term { (asked.t(text::ADDRESS)) }
                code #address.address { (site) "/cases/" (id) }
            }
            p.big.no-text {
                (asked.t(text::TAKEN_OVER)) " " b { bdi { (words(&case.from.collection)) } } (asked.t(text::TAKEN_OVER_END))
            }
            p.small { (asked.t(text::NO_EVIDENCE)) }
            div.beside {
                section.record #record aria-labelledby="record-h" {
                    h2 #record-h { (asked.t(common::RECORD)) }
                    (record(asked, facts))
                }
                (origin(asked, case))
            }
            div.after {
                (similar::section(asked, found))
                (candidates::of(asked, &candidates_of(facts)))
                (estimate::by(asked, facts, &format!("/cases/{id}")))
                (schemes::section(asked, &Told::from(facts)))
                (exports(asked, &id))
            }
        }
    };
    page(asked, heading, &body)
}

fn cell(asked: &Asked, class: &str, term: Text, body: Option<Markup>) -> Markup {
    html! {
        div.(class) {
            dt { (asked.t(term)) }
            dd { @match body { Some(body) => (body), None => span.unknown { (asked.t(common::UNKNOWN)) } } }
        }
    }
}

/// Who, what, how many and when, as of any case.
fn brief(asked: &Asked, facts: &Facts) -> Markup {
    let who = facts.organization.as_deref().map(|name| {
        html! {
            span.big { bdi { (words(name)) } }
            @if let Some(sector) = &facts.sector { span.small { (asked.label("sector", sector)) } }
            a.small href=(link(name)) { (asked.t(common::SAME_NAME)) }
        }
    });
    let who = who.or_else(|| facts.sector.as_ref().map(|sector| html! { span.big { (asked.label("sector", sector)) } }));
    let what =
        (!facts.kinds.is_empty()).then(|| html! { @for kind in &facts.kinds { span.big { (asked.label("kinds", kind)) } } });
    let how_many = facts.headline.as_ref().map(|count| {
        html! { span.big.figure { (figure(count, asked.lang)) } span.small { (asked.label("subject", &count.subject)) } }
    });
    let steps =
        [(common::OCCURRED, facts.occurred), (common::DISCOVERED, facts.discovered), (common::PUBLISHED, facts.published)];
    let when = html! {
        ol.steps {
            @for (term, day) in steps {
                li {
                    span.term { (asked.t(term)) }
                    @match day {
                        Some(day) => time datetime=(day) { (date(day, asked.lang)) },
                        None => span.unknown { (asked.t(common::NOT_SAID)) },
                    }
                }
            }
        }
    };
    html! {
        dl.brief {
            (cell(asked, "who", common::WHO, who))
            (cell(asked, "what", common::WHAT, what))
            (cell(asked, "how-many", common::HOW_MANY, how_many))
            (cell(asked, "when", common::WHEN, Some(when)))
        }
    }
}

/// What it tells, in the record's order. A key that it does not speak of is left out; the title stands above.
fn record(asked: &Asked, facts: &Facts) -> Markup {
    let mut all = facts_told(facts);
    all.retain(|(key, _)| key != "title");
    let of = |key: &str| all.iter().filter(|(known, _)| known == key).map(|(_, said)| said).collect::<Vec<&Said>>();
    let keys = KEYS.iter().map(|(key, ..)| (*key, of(key))).filter(|(_, said)| !said.is_empty());
    html! {
        @if all.is_empty() { p.none { (asked.t(common::NOTHING_READ)) } }
        @for (key, said) in keys {
            section.facts {
                h3 { (key_label(key, asked.lang)) }
                ul { @for one in said { li.fact { span.value { bdi { (words(&told(key, &one.value, asked.lang))) } } } } }
            }
        }
    }
}

/// Where it is from, what it cites, and what it was there.
fn origin(asked: &Asked, case: &ImportedCase) -> Markup {
    let from = &case.from;
    let rows = [
        (text::COLLECTION, from.collection.as_str()),
        (text::KEY_THERE, &from.key),
        (text::FORM_THERE, form(asked, &from.form)),
        (text::PLACE_THERE, &from.place),
    ];
    html! {
        section.source #source aria-labelledby="source-h" {
            h2 #source-h { (asked.t(text::FROM_WHERE)) }
            dl.origin-facts {
                @for (term, value) in rows { div { dt { (asked.t(term)) } dd { bdi { (words(value)) } } } }
                div { dt { (asked.t(text::IMPORTED_AT)) } dd { time datetime=(case.created) { (super::day(&case.created)) } } }
                @if case.changed != case.created {
                    div { dt { (asked.t(text::CHANGED_AT)) } dd { time datetime=(case.changed) { (super::day(&case.changed)) } } }
                }
            }
            @if !case.words.trim().is_empty() {
                h3 { (asked.t(text::SUMMARY_THERE)) }
                p.summary-there { bdi { (words(&shortened(&case.words))) } }
            }
            @if !from.references.is_empty() {
                h3 { (asked.t(text::REFERENCES)) }
                ul.references { @for reference in from.references.iter().take(REFERENCES) { li { (outside(reference)) } } }
                @if from.references.len() > REFERENCES { p.small { "+" (from.references.len() - REFERENCES) } }
            }
            (data(asked, case))
        }
    }
}

/// What people call the form in which it was taken over.
fn form<'f>(asked: &Asked, name: &'f str) -> &'f str {
    match Form::named(name) {
        Some(Form::Veris) => asked.t(text::FORM_VERIS),
        Some(Form::Gold) => asked.t(text::FORM_GOLD),
        Some(Form::Casebook) | None => name,
    }
}

fn shortened(text: &str) -> String {
    let end = text.floor_char_boundary(SHOWN);
    if end < text.len() { format!("{} …", &text[..end]) } else { text.to_owned() }
}

fn data(asked: &Asked, case: &ImportedCase) -> Markup {
    let whole = format!("{:#}", case.from.data);
    html! {
        h3 { (asked.t(text::DATA_THERE)) }
        p { a href={ "/cases/" (case.id) "/source.json" } download { (asked.t(text::DATA_FILE)) } }
        details {
            summary { (asked.t(text::DATA_SHOW)) }
            pre.data tabindex="0" { bdi { (words(&shortened(&whole))) } }
        }
    }
}

fn exports(asked: &Asked, id: &str) -> Markup {
    html! {
        section.cite #cite aria-labelledby="cite-h" {
            h2 #cite-h { (asked.t(text::EXPORT)) }
            ul.exports {
                li { a href={ "/cases/" (id) ".json" } download={ "jikenbo-" (id) ".json" } { (asked.t(text::EX_JSON)) } }
                li { a href={ "/cases/" (id) "/source.json" } download { (asked.t(text::DATA_FILE)) } }
            }
            (crate::web::export::links(asked, &format!("id={id}"), true))
        }
    }
}

/// How it is told where it comes from, beside its title.
#[must_use]
pub(in crate::web) fn mark(asked: &Asked) -> Markup {
    html! { " " span.sort.from-elsewhere { (asked.t(text::IMPORTED)) } }
}

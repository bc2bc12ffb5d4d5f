//! `/cases/{id}`: a case's record beside its original text, and every fact tied to its words.

pub(crate) mod candidates;
mod changes;
pub(crate) mod cite;
mod estimate;
pub mod export;
mod head;
pub mod imported;
mod origin;
pub mod package;
pub(super) mod places;
mod record;
mod schemes;
mod similar;
mod tabs;
pub mod text;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use form_urlencoded::parse;
use jikenbo_search::Similar;
use maud::{Markup, html};
use serde_json::{Value, json};

pub(crate) use origin::to_the_second;
pub(super) use origin::{day, outcome};

use super::data::{Case, Filed, Look, Version, title};
use super::error::Error;
use super::marked::{self, Numbers};
use super::page::{Asked, clipped, page};
use super::{App, text as common, timeline};
use crate::labels::Lang;
use crate::store::Id;
use jikenbo_export::crosswalk::{Crosswalk, Told};

/// `GET /cases/{id}`
///
/// # Errors
///
/// No such case, or no such notice or version in it.
pub async fn get(State(app): State<App>, Path(id): Path<String>, headers: HeaderMap, asked: Asked) -> Result<Response, Error> {
    let id = id.strip_suffix(".json").unwrap_or(&id);
    let case = app.shelf.case(id).await?.ok_or_else(|| Error::NotFound(format!("case {id}")))?;
    if case.id != id {
        return Ok(Redirect::temporary(&moved(&case, id, &asked)).into_response());
    }
    let site = cite::site(&headers);
    if let Some(from) = &case.imported {
        let similar = app.shelf.like(&case.id, from.facts.clone(), from.words.clone(), similar::SHOWN).await.ok();
        if asked.json {
            return Ok(super::json(&as_json(&case, &site, similar.as_deref())));
        }
        return Ok(super::html(imported::show(&asked, from, &site, similar.as_deref())));
    }
    let shown = Shown::of(&case, &asked.query)?;
    // A case can be read though the search is out of order: what was wrong stands in the log.
    let similar = app.shelf.similar(&case.id, &shown.version.notice, &shown.version.reading, similar::SHOWN).await.ok();
    if asked.json {
        return Ok(super::json(&as_json(&case, &site, similar.as_deref())));
    }
    Ok(super::html(show(&asked, &shown, &site, similar.as_deref())))
}

/// Where a case stands that was asked for by another id: one of its notices', one that it had before, or its own written otherwise.
fn moved(case: &Case, id: &str, asked: &Asked) -> String {
    let form = if asked.json { ".json" } else { "" };
    let notice = case.notices.iter().position(|filed| same_id(&filed.id, id)).filter(|at| *at > 0);
    match notice {
        Some(at) if !asked.json && asked.query.is_empty() => format!("/cases/{}?notice={}", case.id, at + 1),
        _ if asked.query.is_empty() => format!("/cases/{}{form}", case.id),
        _ => format!("/cases/{}{form}?{}", case.id, asked.query),
    }
}

/// Whether two ids are the same, as people write them.
fn same_id(one: &str, other: &str) -> bool {
    one.parse::<Id>().ok().zip(other.parse::<Id>().ok()).is_some_and(|(one, other)| one == other)
}

/// An id for a place that holds only plain letters, such as the name of a file.
fn plain(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
}

/// The notice and the version of a case that a page shows.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'c> {
    case: &'c Case,
    filed: &'c Filed,
    version: &'c Version,
    notice_at: usize,
    version_at: usize,
}

impl<'c> Shown<'c> {
    /// Reads `notice=` and `version=`, both counted from 1, the newest first; or `capture=`, the first digits of the SHA-256 of the
    /// bytes that a text came from, which names the same text for ever.
    ///
    /// # Errors
    ///
    /// A number that the case has not.
    pub fn of(case: &'c Case, query: &str) -> Result<Self, Error> {
        if case.notices.is_empty() {
            return Err(Error::NotFound(format!("notice of case {}", case.id)));
        }
        let at = |name: &str, many: usize| {
            let asked = parse(query.as_bytes()).find(|(n, _)| n == name).map(|(_, v)| v.into_owned());
            let Some(asked) = asked else { return Ok(0) };
            let number = asked.parse::<usize>().ok().filter(|n| (1..=many).contains(n));
            number
                .map(|n| n - 1)
                .ok_or_else(|| Error::bad(format!("1から{many}までの{name}"), format!("a {name} from 1 to {many}"), asked))
        };
        if let Some(wanted) = parse(query.as_bytes()).find(|(name, _)| name == "capture").map(|(_, value)| value.into_owned()) {
            return Self::captured(case, &wanted);
        }
        let notice_at = at("notice", case.notices.len())?;
        let filed = case.notices.get(notice_at).ok_or_else(|| Error::NotFound(format!("notice of case {}", case.id)))?;
        let version_at = at("version", filed.versions.len())?;
        let version = filed.versions.get(version_at).ok_or_else(|| Error::internal(format!("{} has no version", filed.id)))?;
        Ok(Self { case, filed, version, notice_at, version_at })
    }

    fn captured(case: &'c Case, wanted: &str) -> Result<Self, Error> {
        let all = case.notices.iter().enumerate();
        let mut all =
            all.flat_map(|(at, filed)| filed.versions.iter().enumerate().map(move |(n, version)| (at, filed, n, version)));
        let found = all.find(|(.., version)| wanted.len() >= 8 && version.origin.sha256.starts_with(wanted));
        let (notice_at, filed, version_at, version) =
            found.ok_or_else(|| Error::bad(text::X_CAPTURE.ja, text::X_CAPTURE.en, wanted))?;
        Ok(Self { case, filed, version, notice_at, version_at })
    }

    fn address(&self, notice: usize, version: usize) -> String {
        let base = format!("/cases/{}", self.case.id);
        match (notice, version) {
            (0, 0) => base,
            (n, 0) => format!("{base}?notice={}", n + 1),
            (n, v) => format!("{base}?notice={}&version={}", n + 1, v + 1),
        }
    }
}

/// A case as JSON: its notices with their texts, versions, origins and records, how it is cited at `site`, what may belong to it, and
/// what is like it.
#[must_use]
pub fn as_json(case: &Case, site: &str, similar: Option<&[Similar]>) -> Value {
    let version = |v: &Version| {
        json!({
            "text": v.notice.text,
            "url": v.notice.url,
            "source": v.origin.source,
            "clipped": v.origin.clipped,
            "sha256": v.origin.sha256,
            "record": jikenbo_model::to_json(&v.reading, &v.notice.text),
        })
    };
    let look = |l: &Look| json!({ "at": l.at, "url": l.url, "outcome": l.outcome, "status": l.status });
    let notice = |f: &Filed| {
        json!({
            "id": f.id,
            "versions": f.versions.iter().map(version).collect::<Vec<_>>(),
            "changes": f.versions.windows(2).map(|pair| changed(&pair[1], &pair[0])).collect::<Vec<_>>(),
            "looks": f.looks.iter().map(look).collect::<Vec<_>>(),
        })
    };
    let shown = Shown::of(case, "").ok();
    let told = shown
        .map(|shown| Told::from(&shown.version.reading.record))
        .or_else(|| case.imported.as_ref().map(|from| Told::from(&from.facts)));
    json!({
        "id": case.id,
        "notices": case.notices.iter().map(notice).collect::<Vec<_>>(),
        "citation": shown.map(|shown| cite::citation(&shown, site)),
        "similar": similar.map(similar::as_json),
        "candidates": shown.map(|shown| Crosswalk::built_in().candidates(&shown.version.reading.record))
            .or_else(|| case.imported.as_ref().map(|from| imported::candidates_of(&from.facts))),
        "imported": case.imported.as_deref().map(imported::as_json),
        "labels": told.as_ref().map(schemes::labels_as_json),
        "reporting": told.as_ref().map(schemes::reporting_as_json),
    })
}

/// The facts that changed from one version to the next.
fn changed(older: &Version, newer: &Version) -> Value {
    json!(crate::changes::facts((&older.reading, &older.notice.text), (&newer.reading, &newer.notice.text)))
}

/// The page of a case, as it is asked for at `site` (`http://127.0.0.1:8080`).
#[must_use]
pub fn show(asked: &Asked, shown: &Shown, site: &str, similar: Option<&[Similar]>) -> Markup {
    let version = shown.version;
    let numbers = Numbers::of(&version.reading);
    let heading = title(version).unwrap_or(asked.t(common::NO_TITLE));
    let body = html! {
        article.case {
            (head::head(asked, shown, &numbers))
            (cite::tools(asked, shown, site))
            (tabs::tabs(asked, shown))
            (changes::changes(asked, shown))
            (drawn(asked, version, &numbers))
            div.beside {
                section.record #record aria-labelledby="record-h" {
                    h2 #record-h { (asked.t(common::RECORD)) a.jump href="#original" { (asked.t(common::TO_ORIGINAL)) } }
                    (says(asked, version))
                    (super::review::mark::links(asked, version, &shown.filed.id, shown.version_at == 0))
                    (record::record(asked, version, &numbers))
                    (origin::origin(asked, shown))
                }
                (original(asked, version, &numbers))
            }
            div.after {
                (similar::section(asked, similar))
                (candidates::section(asked, shown))
                (estimate::section(asked, shown))
                (schemes::section(asked, &Told::from(&version.reading.record)))
                (cite::section(asked, shown, site))
            }
        }
    };
    page(asked, heading, &body)
}

/// Who says all this: every fact is what a notice says, not what the casebook knows.
fn says(asked: &Asked, version: &Version) -> Markup {
    let name = version.reading.record.organization.as_ref().and_then(|fact| fact.value.name.as_deref());
    html! {
        p.small.says {
            @match (name, asked.lang) {
                (Some(name), Lang::Ja) => { (clipped(name)) (asked.t(text::SAYS)) }
                (Some(name), Lang::En) => { (clipped(name)) " " (asked.t(text::SAYS)) }
                (None, _) => (asked.t(text::SAYS_NOBODY)),
            }
        }
    }
}

/// The text with its evidence marked. The script tells below it what the words pointed at prove, and leads into the capture.
fn original(asked: &Asked, version: &Version, numbers: &Numbers) -> Markup {
    let capture = format!("/captures/{}/original", version.origin.sha256);
    html! {
        section.original #original aria-labelledby="original-h" {
            h2 #original-h { (asked.t(common::ORIGINAL)) a.jump href="#record" { (asked.t(common::TO_RECORD)) } }
            div.text lang="ja" tabindex="0" role="group" aria-labelledby="original-h" { (marked::text(&version.notice, numbers)) }
            div.proves hidden data-capture=(capture) data-there=(asked.t(text::IN_CAPTURE)) { span.term { (asked.t(text::PROVES)) } ul {} }
        }
    }
}

/// The timeline twice, for wide screens and for phones; and the same as a table.
fn drawn(asked: &Asked, version: &Version, numbers: &Numbers) -> Markup {
    let record = &version.reading.record;
    let plan = |width| timeline::plan(record, numbers, asked.lang, width);
    html! {
        section.drawn aria-label=(asked.t(common::TIMELINE)) {
            @match (plan(1176.0), plan(340.0)) {
                (Some(wide), Some(narrow)) => {
                    (timeline::draw(&wide, asked, "wide"))
                    (timeline::draw(&narrow, asked, "narrow"))
                    (timeline::table(asked, record, numbers))
                }
                _ => p.none { (asked.t(common::TIMELINE_NONE)) },
            }
        }
    }
}

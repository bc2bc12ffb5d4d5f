//! `/cases/{id}`: a case's record beside its original text, and every fact tied to its words.

mod changes;
mod head;
mod origin;
mod record;

use axum::extract::{Path, State};
use axum::response::Response;
use form_urlencoded::parse;
use maud::{Markup, html};
use serde_json::{Value, json};

pub(super) use origin::{day, outcome, to_the_second};

use super::data::{Case, Filed, Look, Version, title};
use super::error::Error;
use super::marked::{self, Numbers};
use super::page::{Asked, page};
use super::{App, text, timeline};

/// `GET /cases/{id}`
///
/// # Errors
///
/// No such case, or no such notice or version in it.
pub async fn get(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Error> {
    let id = id.strip_suffix(".json").unwrap_or(&id);
    let case = app.shelf.case(id).await?.ok_or_else(|| Error::NotFound(format!("case {id}")))?;
    if asked.json {
        return Ok(super::json(&as_json(&case)));
    }
    let shown = Shown::of(&case, &asked.query)?;
    Ok(super::html(show(&asked, &shown)))
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
    /// Reads `notice=` and `version=`, both counted from 1, the newest first.
    ///
    /// # Errors
    ///
    /// A number that the case has not.
    pub fn of(case: &'c Case, query: &str) -> Result<Self, Error> {
        let at = |name: &str, many: usize| {
            let asked = parse(query.as_bytes()).find(|(n, _)| n == name).map(|(_, v)| v.into_owned());
            let Some(asked) = asked else { return Ok(0) };
            let number = asked.parse::<usize>().ok().filter(|n| (1..=many).contains(n));
            number
                .map(|n| n - 1)
                .ok_or_else(|| Error::bad(format!("1から{many}までの{name}"), format!("a {name} from 1 to {many}"), asked))
        };
        let notice_at = at("notice", case.notices.len())?;
        let filed = case.notices.get(notice_at).ok_or_else(|| Error::internal(format!("case {} has no notice", case.id)))?;
        let version_at = at("version", filed.versions.len())?;
        let version = filed.versions.get(version_at).ok_or_else(|| Error::internal(format!("{} has no version", filed.id)))?;
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

/// A case as JSON: its notices with their texts, versions, origins and records.
#[must_use]
pub fn as_json(case: &Case) -> Value {
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
    json!({ "id": case.id, "notices": case.notices.iter().map(notice).collect::<Vec<_>>() })
}

/// The facts that changed from one version to the next.
fn changed(older: &Version, newer: &Version) -> Value {
    json!(crate::changes::facts((&older.reading, &older.notice.text), (&newer.reading, &newer.notice.text)))
}

/// The page of a case.
#[must_use]
pub fn show(asked: &Asked, shown: &Shown) -> Markup {
    let version = shown.version;
    let numbers = Numbers::of(&version.reading);
    let heading = title(version).unwrap_or(asked.t(text::NO_TITLE));
    let body = html! {
        article.case {
            (head::head(asked, shown, &numbers))
            (tabs(asked, shown))
            (changes::changes(asked, shown))
            (drawn(asked, version, &numbers))
            div.beside {
                section.record #record aria-labelledby="record-h" {
                    h2 #record-h { (asked.t(text::RECORD)) a.jump href="#original" { (asked.t(text::TO_ORIGINAL)) } }
                    (record::record(asked, version, &numbers))
                    (origin::origin(asked, shown))
                }
                section.original #original aria-labelledby="original-h" {
                    h2 #original-h { (asked.t(text::ORIGINAL)) a.jump href="#record" { (asked.t(text::TO_RECORD)) } }
                    div.text lang="ja" tabindex="0" role="group" aria-labelledby="original-h" { (marked::text(&version.notice, &numbers)) }
                }
            }
        }
    };
    page(asked, heading, &body)
}

/// The case's notices, and the versions of the one that is shown, where there are several.
fn tabs(asked: &Asked, shown: &Shown) -> Markup {
    let notices = shown.case.notices.len();
    let versions = shown.filed.versions.len();
    html! {
        @if notices > 1 {
            nav.tabs aria-label=(asked.t(text::NOTICES)) {
                @for (at, filed) in shown.case.notices.iter().enumerate() {
                    a href=(shown.address(at, 0)) aria-current=[(at == shown.notice_at).then_some("page")] { (tab(asked, filed)) }
                }
            }
        }
        @if versions > 1 {
            nav.tabs.versions aria-label=(asked.t(text::VERSIONS)) {
                span { (asked.t(text::VERSIONS)) }
                @for (at, version) in shown.filed.versions.iter().enumerate() {
                    a href=(shown.address(shown.notice_at, at)) aria-current=[(at == shown.version_at).then_some("page")] {
                        time { (origin::day(&version.origin.clipped)) }
                    }
                }
            }
        }
    }
}

/// A notice's tab: its date and how far it is on.
fn tab(asked: &Asked, filed: &Filed) -> Markup {
    let record = filed.versions.first().map(|v| &v.reading.record);
    let published = record.and_then(|r| r.published.as_ref());
    let stage = record.and_then(|r| r.stage.as_ref());
    html! {
        span.day { (published.map_or_else(|| asked.t(text::NO_DATE).to_owned(), |f| super::figures::date(f.value, asked.lang))) }
        @if let Some(stage) = stage { " " (asked.label("stage", &stage.value)) }
    }
}

/// The timeline twice: for wide screens, and for phones.
fn drawn(asked: &Asked, version: &Version, numbers: &Numbers) -> Markup {
    let plan = |width| timeline::plan(&version.reading.record, numbers, asked.lang, width);
    html! {
        section.drawn aria-label=(asked.t(text::TIMELINE)) {
            @match (plan(1176.0), plan(340.0)) {
                (Some(wide), Some(narrow)) => { (timeline::draw(&wide, asked, "wide")) (timeline::draw(&narrow, asked, "narrow")) }
                _ => p.none { (asked.t(text::TIMELINE_NONE)) },
            }
        }
    }
}

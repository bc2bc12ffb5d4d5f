//! `/orgs/{name}`: all cases that give a name, as the organisation itself, as a third party, or as a service.

use axum::extract::{Path, State};
use axum::response::Response;
use form_urlencoded::Serializer;
use jikenbo_model::Code;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::text::{self, Text};
use super::{address, memory};
use crate::labels::{figure, grouped};
use crate::store::{Mention, SERVICE, VICTIM, name_key};
use crate::web::App;
use crate::web::case::imported::mark;
use crate::web::error::Error;
use crate::web::figures::date;
use crate::web::page::{Asked, clipped, page, words};
use crate::web::shelf::Shelf;
use crate::web::text as shared;
use crate::web::who::Role;

/// So many mentions of a name are looked at, and so many cases of each part are shown.
const MOST: u32 = 5_000;
const SHOWN: usize = 200;

/// A case that gives the name.
struct Line {
    case: String,
    mention: Mention,
    /// The parts that the name plays in it, each once.
    roles: Vec<Code>,
    notices: usize,
}

/// All that is known of a name.
struct Org {
    name: String,
    spellings: Vec<(String, i64)>,
    lines: Vec<Line>,
    /// Whether there are more mentions than were looked at.
    more: bool,
    watched: bool,
}

/// `GET /orgs/{name}`
///
/// # Errors
///
/// A name that no notice gives, or the store's failure.
pub(in crate::web) async fn get(State(app): State<App>, Path(name): Path<String>, asked: Asked) -> Result<Response, Error> {
    let name = if asked.json { name.strip_suffix(".json").unwrap_or(&name) } else { &name };
    let org = match &app.shelf {
        Shelf::Store(store) => stored(store, name).await.map_err(Error::internal)?,
        Shelf::Fixed(cases) => fixed(cases, name),
    };
    let org = org.ok_or_else(|| Error::NotFound(format!("organisation {name}")))?;
    if asked.json {
        return Ok(crate::web::json(&as_json(&org)));
    }
    Ok(crate::web::html(show(&asked, &org)))
}

async fn stored(store: &crate::store::Store, name: &str) -> Result<Option<Org>, crate::store::Error> {
    let key = name_key(name);
    let mentions = store.mentions(&key, MOST + 1).await?;
    let spellings = store.spellings(&key).await?;
    let Some((most, _)) = spellings.first() else { return Ok(None) };
    let name = most.clone();
    let more = mentions.len() > MOST as usize;
    let watched = store.watched_names().await?.iter().any(|w| name_key(&w.name) == key);
    let mentions = mentions.into_iter().map(|m| (m.case.to_string(), m));
    Ok(Some(Org { name, spellings, lines: lines(mentions), more, watched }))
}

fn fixed(cases: &[crate::web::data::Case], name: &str) -> Option<Org> {
    let key = name_key(name);
    let given: Vec<_> = memory::mentions(cases).into_iter().filter(|g| name_key(&g.mention.name) == key).collect();
    let mut spellings: Vec<(String, i64)> = Vec::new();
    for given in &given {
        match spellings.iter_mut().find(|(s, _)| *s == given.mention.name) {
            Some((_, n)) => *n += 1,
            None => spellings.push((given.mention.name.clone(), 1)),
        }
    }
    spellings.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let name = spellings.first()?.0.clone();
    let mentions = given.into_iter().map(|g| (g.case.id.clone(), g.mention));
    Some(Org { name, spellings, lines: lines(mentions), more: false, watched: false })
}

/// A line a case, by its newest notice that gives the name.
fn lines(mentions: impl Iterator<Item = (String, Mention)>) -> Vec<Line> {
    let mut at = std::collections::HashMap::new();
    let mut out: Vec<Line> = Vec::new();
    for (case, mention) in mentions {
        let n = *at.entry(case.clone()).or_insert(out.len());
        match out.get_mut(n) {
            Some(line) => {
                if !line.roles.contains(&mention.role) {
                    line.roles.push(mention.role.clone());
                }
                line.notices += usize::from(line.mention.notice != mention.notice);
            }
            None => out.push(Line { case, roles: vec![mention.role.clone()], mention, notices: 1 }),
        }
    }
    out
}

impl Org {
    /// The cases in which it plays one of the parts.
    fn of(&self, wanted: impl Fn(&Code) -> bool) -> Vec<&Line> {
        self.lines.iter().filter(|line| line.roles.iter().any(&wanted)).collect()
    }

    /// The kinds of its own cases, or else of all, the most frequent first.
    fn kinds(&self) -> Vec<(Code, usize)> {
        let own = self.of(|role| **role == *VICTIM);
        let all = if own.is_empty() { self.of(|_| true) } else { own };
        let mut kinds: Vec<(Code, usize)> = Vec::new();
        for kind in all.iter().flat_map(|line| &line.mention.kinds) {
            match kinds.iter_mut().find(|(k, _)| k == kind) {
                Some((_, n)) => *n += 1,
                None => kinds.push((kind.clone(), 1)),
            }
        }
        kinds.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        kinds
    }

    fn days(&self) -> Option<(&str, &str)> {
        let days = || self.lines.iter().map(|l| l.mention.day.as_str()).filter(|d| !d.is_empty());
        Some((days().min()?, days().max()?))
    }
}

fn as_json(org: &Org) -> Value {
    let line = |line: &Line| {
        let m = &line.mention;
        json!({
            "case": line.case, "roles": line.roles, "name": m.name, "published": m.published, "organization": m.organization,
            "sector": m.sector, "kinds": m.kinds, "headline": m.headline, "title": m.title,
        })
    };
    json!({
        "name": org.name,
        "spellings": org.spellings.iter().map(|(name, notices)| json!({ "name": name, "notices": notices })).collect::<Vec<_>>(),
        "kinds": org.kinds().into_iter().map(|(kind, cases)| json!({ "kind": kind, "cases": cases })).collect::<Vec<_>>(),
        "first": org.days().map(|d| d.0),
        "last": org.days().map(|d| d.1),
        "more": org.more,
        "cases": org.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

fn show(asked: &Asked, org: &Org) -> Markup {
    let sections: [(Text, &str, Vec<&Line>); 3] = [
        (text::ROLE_VICTIM, "victim", org.of(|role| **role == *VICTIM)),
        (text::ROLE_PARTY, "party", org.of(|role| **role != *VICTIM && **role != *SERVICE)),
        (text::ROLE_SERVICE, "service", org.of(|role| **role == *SERVICE)),
    ];
    let body = html! {
        article.org-page {
            h1 { (clipped(&org.name)) }
            (facts(asked, org))
            (actions(asked, org))
            @for (heading, id, lines) in sections.iter().filter(|(.., lines)| !lines.is_empty()) {
                section aria-labelledby=(id) {
                    h2 #(id) { (asked.t(*heading)) " " span.small.figure { (grouped(lines.len() as u64)) } }
                    (table(asked, id, lines))
                }
            }
            @if org.more { p.small { (asked.t(text::ONLY_NEWEST)) } }
        }
    };
    page(asked, &org.name, &body)
}

fn facts(asked: &Asked, org: &Org) -> Markup {
    html! {
        dl.org-facts {
            div {
                dt { (asked.t(text::CASES)) }
                dd { b.figure { (grouped(org.lines.len() as u64)) @if org.more { "+" } } }
            }
            @if let Some((first, last)) = org.days() {
                div {
                    dt { (asked.t(text::PERIOD)) }
                    dd { time datetime=(first) { (first) } @if first != last { " – " time datetime=(last) { (last) } } }
                }
            }
            @let kinds = org.kinds();
            @if !kinds.is_empty() {
                div {
                    dt { (asked.t(text::KINDS)) }
                    dd { @for (at, (kind, n)) in kinds.iter().enumerate() { @if at > 0 { (asked.separator()) } span.whole { (asked.label("kinds", kind)) " " span.figure { (n) } } } }
                }
            }
            @if org.spellings.len() > 1 {
                div.spellings {
                    dt { (asked.t(text::SPELLINGS)) }
                    dd {
                        ul { @for (name, n) in &org.spellings { li { (clipped(name)) " " span.small.figure { (n) " " (asked.t(text::TIMES)) } } } }
                        p.small { (asked.t(text::SPELLINGS_WHY)) }
                    }
                }
            }
        }
    }
}

fn actions(asked: &Asked, org: &Org) -> Markup {
    let quoted = format!("\"{}\"", org.name.replace('"', " "));
    let search = Serializer::new(String::new()).append_pair("q", &quoted).finish();
    html! {
        div.org-actions {
            @if org.watched {
                p.small { a href="/names" { (asked.t(text::WATCHED)) } }
            } @else if asked.may(Role::Reviewer) {
                form method="post" action="/names" {
                    input type="hidden" name="name" value=(org.name);
                    input type="hidden" name="back" value=(address(&org.name));
                    button.quiet { (asked.t(text::WATCH)) }
                }
            }
            a href={ "/cases?" (search) } { (asked.t(text::IN_LIST)) }
        }
    }
}

fn table(asked: &Asked, id: &str, lines: &[&Line]) -> Markup {
    let own = id == "victim";
    html! {
        table.cases.of-org data-rows role="table" aria-labelledby=(id) {
            thead role="rowgroup" { tr role="row" {
                th.date role="columnheader" scope="col" { (asked.t(shared::COL_DATE)) }
                @if !own { th.org role="columnheader" scope="col" { (asked.t(shared::COL_ORG)) } }
                th.kind role="columnheader" scope="col" { (asked.t(shared::COL_KIND)) }
                th.count role="columnheader" scope="col" { (asked.t(shared::COL_COUNT)) }
                th.title role="columnheader" scope="col" { (asked.t(shared::COL_TITLE)) }
            } }
            tbody role="rowgroup" { @for line in lines.iter().take(SHOWN) { (row(asked, line, own)) } }
        }
        @if lines.len() > SHOWN { p.small { (asked.t(text::MORE)) " " (grouped((lines.len() - SHOWN) as u64)) } }
    }
}

fn row(asked: &Asked, line: &Line, own: bool) -> Markup {
    let m = &line.mention;
    html! {
        tr role="row" {
            td.date role="cell" {
                @match m.published.or_else(|| m.day.parse().ok().filter(|_| m.notice.is_none())) { Some(day) => time datetime=(day) title=(date(day, asked.lang)) { (day) }, None => span.unknown { (asked.t(shared::NO_DATE)) } }
            }
            @if !own {
                td.org role="cell" {
                    (crate::web::told::organization(asked, m.organization.as_deref()))
                    p.role { (roles(asked, line)) }
                }
            }
            td.kind role="cell" {
                @if m.kinds.is_empty() { span.unknown { (asked.t(shared::UNKNOWN)) } }
                (asked.labels("kinds", m.kinds.iter().map(|k| &**k)))
            }
            td.count role="cell" {
                @match &m.headline { Some(count) => (figure(count, asked.lang)), None => span.unknown { (asked.t(shared::UNKNOWN)) } }
            }
            td.title role="cell" {
                a.open href={ "/cases/" (line.case) } {
                    @if m.title.is_empty() { span.unknown { (asked.t(shared::NO_TITLE)) } } @else { bdi lang="ja" { (words(&m.title)) } }
                }
                @if m.notice.is_none() { (mark(asked)) }
                @if line.notices > 1 { " " span.small { (line.notices) " " (asked.t(shared::NOTICE_N)) } }
            }
        }
    }
}

/// The parts that the name plays in a case, but for the one that the section tells.
fn roles(asked: &Asked, line: &Line) -> String {
    let parts: Vec<String> = line.roles.iter().map(|role| crate::web::today::role(asked, role)).collect();
    parts.join(asked.separator())
}

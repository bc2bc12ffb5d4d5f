//! `/rules`, `/rules/{key}` and `/rules/{key}/{code}`: the rule pages, as the help of the record and as a manual to browse.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use jikenbo_read::Page;
use maud::{Markup, html};
use serde_json::json;

use super::error::Error;
use super::page::{Asked, page};
use super::{App, markdown, text};
use crate::labels::key_label;

/// `GET /rules`
pub(crate) async fn list(State(app): State<App>, asked: Asked) -> Response {
    let pages = app.reader.rules().pages();
    if asked.json {
        let rules: Vec<_> = pages.iter().map(|p| json!({ "id": p.id, "title": p.title })).collect();
        return super::json(&json!({ "rules": rules }));
    }
    super::html(index(&asked, pages))
}

/// The rules by their keys.
#[must_use]
pub(crate) fn index(asked: &Asked, pages: &[Page]) -> Markup {
    let mut keys: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in pages {
        keys.entry(page.id.split('/').next().unwrap_or("")).or_default().push(page);
    }
    let body = html! {
        div.rules {
            h1 { (asked.t(text::RULES)) }
            p.lead { (asked.t(text::RULES_ABOUT)) }
            @if pages.is_empty() { p.none { (asked.t(text::RULES_NONE)) } }
            @for (key, pages) in keys {
                section {
                    h2 { a href={ "/rules/" (key) } { (key_label(key, asked.lang)) } " " code { (key) } }
                    ul {
                        @for page in pages {
                            li { a href={ "/rules/" (page.id) } { span lang="ja" { (page.title) } } " " code { (code_of(page)) } }
                        }
                    }
                }
            }
        }
    };
    page(asked, asked.t(text::RULES), &body)
}

fn code_of(page: &Page) -> &str {
    page.id.split_once('/').map_or(page.id.as_str(), |(_, code)| code)
}

/// `GET /rules/{key}`: all codes of a key, with what they mean and how they are said.
///
/// # Errors
///
/// No such key.
pub(crate) async fn of_key(State(app): State<App>, Path(key): Path<String>, asked: Asked) -> Result<Response, Error> {
    let key = key.strip_suffix(".json").unwrap_or(&key);
    let pages: Vec<&Page> = app.reader.rules().pages().iter().filter(|p| p.key() == key).collect();
    if pages.is_empty() {
        return Err(Error::NotFound(format!("rules of {key}")));
    }
    if asked.json {
        let example = |e: &jikenbo_read::rule::Example| json!({ "input": e.input, "facts": e.expected });
        let rule = |p: &&Page| {
            let examples: Vec<_> = p.examples.iter().map(example).collect();
            json!({ "id": p.id, "title": p.title, "examples": examples })
        };
        return Ok(super::json(&json!({ "key": key, "rules": pages.iter().map(rule).collect::<Vec<_>>() })));
    }
    Ok(super::html(manual(&asked, key, &pages)))
}

/// The manual of a key: a section a code, its prose and its examples.
#[must_use]
pub(crate) fn manual(asked: &Asked, key: &str, pages: &[&Page]) -> Markup {
    let label = key_label(key, asked.lang);
    let body = html! {
        article.rule-page {
            p.path { a href="/rules" { (asked.t(text::RULES)) } " / " code { (key) } }
            h1 { (label) }
            @for page in pages {
                section {
                    h2 { a href={ "/rules/" (page.id) } { span lang="ja" { (page.title) } } " " code { (code_of(page)) } }
                    div.prose lang="ja" { (markdown::render(asked, &page.told())) }
                }
            }
        }
    };
    page(asked, label, &body)
}

/// `GET /rules/{key}/{code}`
///
/// # Errors
///
/// No such rule.
pub(crate) async fn get(
    State(app): State<App>,
    Path((key, code)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Error> {
    let id = format!("{key}/{}", code.strip_suffix(".json").unwrap_or(&code));
    let rule = app.reader.rules().page(&id).ok_or_else(|| Error::NotFound(format!("rule {id}")))?;
    if asked.json {
        return Ok(super::json(&json!({ "id": rule.id, "title": rule.title, "source": rule.source })));
    }
    Ok(super::html(show(&asked, rule)))
}

/// The page of a rule.
#[must_use]
pub(crate) fn show(asked: &Asked, rule: &Page) -> Markup {
    let prose = rule
        .source
        .trim_start()
        .strip_prefix("# ")
        .and_then(|s| s.split_once('\n'))
        .map_or(rule.source.as_str(), |(_, rest)| rest);
    let body = html! {
        article.rule-page {
            p.path {
                a href="/rules" { (asked.t(text::RULES)) } " / "
                a href={ "/rules/" (rule.key()) } { code { (rule.key()) } } " / " code { (rule.code()) }
            }
            h1 lang="ja" { (rule.title) }
            div.prose lang="ja" { (markdown::render(asked, prose)) }
        }
    };
    page(asked, &rule.title, &body)
}

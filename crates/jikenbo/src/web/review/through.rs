//! `/cases/{id}/review`: all facts of a notice beside its text, to go through quickly.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;

use super::super::App;
use super::super::error::Error;
use super::super::marked::{self, Numbers};
use super::super::page::{Asked, clipped, page};
use super::super::users::Fields;
use super::paper::{Paper, Papers, papers};
use super::{address, back, book, expected, failed, mark, remark, signed, text, value};
use crate::corrections::{Aside, Change, Claim, Op, Standing, Status};
use crate::labels::key_label;
use crate::store::Correction;

/// `GET /cases/{id}/review`: `notice`.
///
/// # Errors
///
/// No such case or notice.
pub(crate) async fn get(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Error> {
    let papers = papers(&app, &id).await?;
    let paper = papers.asked(&asked)?;
    let next = next(&app, paper).await?;
    if asked.json {
        let notices: Vec<_> =
            papers.papers.iter().map(|p| json!({ "notice": p.id, "version": p.n, "standings": p.standings })).collect();
        return Ok(super::super::json(&json!({ "case": papers.case, "notices": notices, "next": next })));
    }
    Ok(super::super::html(show(&asked, &papers, paper, next.as_deref())))
}

/// `POST /cases/{id}/review`: confirms every fact that nobody has looked at; `do` is `all` or `all_next`.
///
/// # Errors
///
/// No such case or notice, or something else to do.
pub(crate) async fn post(State(app): State<App>, Path(id): Path<String>, asked: Asked, body: Bytes) -> Result<Response, Error> {
    let (store, form) = (book(&app)?, Fields::of(&body));
    let papers = papers(&app, &id).await?;
    let paper = papers.of(form.get("notice"))?;
    let next = match form.get("do") {
        "all" => None,
        "all_next" => next(&app, paper).await?,
        other => return Err(expected(text::X_DO, other)),
    };
    // Only what the page showed: what has come since, nobody has looked at.
    let shown: Vec<String> = form.all("fact").map(str::to_owned).collect();
    let facts: Vec<Claim> = left(paper).filter(|f| shown.contains(&f.id)).map(|f| f.claim.clone()).collect();
    if facts.len() == shown.len() {
        let change = Change::new(&paper.found(), facts, None);
        let correction = Correction::new(paper.stored()?, &asked.user.name, Op::Confirm, &change, remark(&form)?);
        store.correct(&correction).await.map_err(failed)?;
    } else {
        return Err(expected(text::X_FACT, format!("{} / {}", facts.len(), shown.len())));
    }
    let here = address(&format!("/cases/{}/review", papers.case), &[("notice", &paper.id)]);
    Ok(back(&form, &next.unwrap_or(here)))
}

fn left(paper: &Paper) -> impl Iterator<Item = &Standing> {
    paper.standings.facts.iter().filter(|f| f.status == Status::Read)
}

/// Where the next notice is reviewed that nobody has.
async fn next(app: &App, paper: &Paper) -> Result<Option<String>, Error> {
    let (Some(store), Ok(id)) = (app.shelf.store(), paper.stored()) else { return Ok(None) };
    let next = store.next_to_review(&id).await.map_err(failed)?;
    Ok(next.map(|(case, notice)| address(&format!("/cases/{case}/review"), &[("notice", &notice.to_string())])))
}

fn show(asked: &Asked, papers: &Papers, paper: &Paper, next: Option<&str>) -> Markup {
    let numbers = Numbers::of(&paper.reading);
    let case = format!("/cases/{}", papers.case);
    let here = address(&format!("{case}/review"), &[("notice", &paper.id)]);
    let add = address(&format!("{case}/facts/new"), &[("notice", &paper.id), ("back", &here)]);
    let body = html! {
        article.review.case {
            nav.path aria-label=(asked.t(text::NAV)) {
                a href=(case) { (asked.t(text::BACK_CASE)) } " › " (asked.t(text::THROUGH))
                span.links {
                    a href={ (case) "/history" } { (asked.t(text::HISTORY)) }
                    a href={ (case) "/notices" } { (asked.t(text::NOTICES)) }
                    a href="/review" { (asked.t(text::QUEUE)) }
                }
            }
            h1.plain { (clipped(paper.title())) }
            (notices(asked, papers, paper))
            div.beside {
                section.desk #record aria-labelledby="record-h" {
                    h2 #record-h { (asked.t(text::THROUGH)) }
                    (bar(asked, &case, paper, next, &add))
                    @for issue in paper.standings.open() { (super::queue::issue(asked, &papers.case, issue, &here)) }
                    (facts(asked, &case, paper, &numbers, &here))
                    (apart(asked, &case, text::REJECTED, &paper.standings.rejected, &here))
                    (apart(asked, &case, text::ASIDE, &paper.standings.aside, &here))
                    (doubts(asked, &case, paper, &numbers, &here))
                }
                section.original #original aria-labelledby="original-h" {
                    h2 #original-h { (asked.t(super::super::text::ORIGINAL)) }
                    div.text.adds lang="ja" tabindex="0" role="group" aria-labelledby="original-h" data-add=(add) data-label=(asked.t(text::ADD)) {
                        (marked::text(&paper.notice, &numbers))
                    }
                }
            }
        }
    };
    page(asked, asked.t(text::THROUGH), &body)
}

/// The case's notices, where there are several.
fn notices(asked: &Asked, papers: &Papers, shown: &Paper) -> Markup {
    html! {
        @if papers.papers.len() > 1 {
            nav.tabs aria-label=(asked.t(text::OF_NOTICE)) {
                @for paper in &papers.papers {
                    a href=(address(&format!("/cases/{}/review", papers.case), &[("notice", &paper.id)])) aria-current=[(paper.id == shown.id).then_some("page")] {
                        (clipped(&paper.title().chars().take(24).collect::<String>()))
                        @if paper.standings.reviewed { " ✓" }
                    }
                }
            }
        }
    }
}

/// How much is left, and what does it all at once.
fn bar(asked: &Asked, case: &str, paper: &Paper, next: Option<&str>, add: &str) -> Markup {
    let left: Vec<&Standing> = left(paper).collect();
    html! {
        form.bar method="post" action={ (case) "/review" } {
            input type="hidden" name="notice" value=(paper.id);
            @for fact in &left { input type="hidden" name="fact" value=(fact.id); }
            @if paper.standings.reviewed { b.status.done { (asked.t(text::DONE)) } }
            @else {
                span.small { (asked.t(text::FACTS_LEFT)) " " b.figure { (left.len()) } " / " (paper.standings.facts.len()) }
                button name="do" value="all" { (asked.t(text::CONFIRM_ALL)) }
                @if next.is_some() { button name="do" value="all_next" { (asked.t(text::ALL_NEXT)) } }
            }
            a.add-fact href=(add) { (asked.t(text::ADD)) }
            @if let Some(next) = next { a.next href=(next) { (asked.t(text::NEXT)) } }
        }
        p.small.keys { (asked.t(text::KEYS_THROUGH)) }
    }
}

fn facts(asked: &Asked, case: &str, paper: &Paper, numbers: &Numbers, here: &str) -> Markup {
    let mut last = "";
    html! {
        @if paper.standings.facts.is_empty() { p.none { (asked.t(text::NO_FACTS)) } }
        ul.review-list {
            @for standing in &paper.standings.facts {
                @let first = std::mem::replace(&mut last, &standing.key) != standing.key;
                (fact(asked, case, standing, first, numbers, here))
            }
        }
    }
}

fn fact(asked: &Asked, case: &str, standing: &Standing, first: bool, numbers: &Numbers, here: &str) -> Markup {
    let number = numbers.number(&standing.key, standing.index);
    let label = key_label(&standing.key, asked.lang);
    html! {
        li.fact.first[first].{ "s-" (mark::class(standing.status)) } id={ "f" (number) } data-f=(number) tabindex="-1" {
            span.term { @if first { (label) } @else { span.hidden { (label) } } }
            a.go href={ "#w" (number) } { (value(asked, &standing.claim)) }
            div.end {
                span.{ "status " (mark::class(standing.status)) } { (asked.t(text::status(standing.status))) }
                form method="post" action={ (case) "/facts/" (standing.id) } {
                    input type="hidden" name="back" value={ (here) "#f" (number + 1) };
                    @if standing.status == Status::Read { button name="do" value="confirm" { (asked.t(text::CONFIRM)) } }
                    a.edit href=(address(&format!("{case}/facts/{}", standing.id), &[("back", here)])) { (asked.t(text::EDIT)) }
                    button name="do" value="reject" { (asked.t(text::REJECT)) }
                }
            }
            @if let Some(by) = &standing.by { p.signed.small { (signed(by)) @if let Some(was) = &standing.was { " " (asked.t(text::WAS)) " " del { (value(asked, was)) } } } }
        }
    }
}

/// Facts that are kept apart, with the way back.
fn apart(asked: &Asked, case: &str, heading: super::super::text::Text, facts: &[Aside], here: &str) -> Markup {
    html! {
        @if !facts.is_empty() {
            section.apart {
                h3 { (asked.t(heading)) }
                ul {
                    @for aside in facts {
                        li {
                            span.term { (key_label(&aside.claim.key, asked.lang)) } " "
                            a href=(address(&format!("{case}/facts/{}", aside.id), &[("back", here)])) { del { (value(asked, &aside.claim)) } } " "
                            span.small { (signed(&aside.by)) }
                        }
                    }
                }
            }
        }
    }
}

fn doubts(asked: &Asked, case: &str, paper: &Paper, numbers: &Numbers, here: &str) -> Markup {
    html! {
        @if !paper.standings.doubts.is_empty() {
            section.doubts aria-labelledby="doubts-h" {
                h3 #doubts-h { (asked.t(text::DOUBTS)) }
                ul { @for (at, doubt) in paper.standings.doubts.iter().enumerate() {
                    @let number = numbers.number("doubts", at);
                    li.fact id={ "f" (number) } data-f=(number) tabindex="-1" {
                        (super::queue::doubt(asked, case, &paper.id, &paper.notice.text, doubt, here))
                    }
                } }
            }
        }
    }
}

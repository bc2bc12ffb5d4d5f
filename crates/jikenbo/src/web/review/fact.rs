//! `/cases/{id}/facts/…`: one fact beside the original, with what can be done about it; and a fact that was missed.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::json;

use super::super::App;
use super::super::error::Error;
use super::super::marked::{self, Numbers};
use super::super::page::{Asked, clipped, page};
use super::super::users::Fields;
use super::form::{self, Filled, Problem};
use super::paper::{Paper, Papers, papers};
use super::{address, back, book, expected, failed, query, remark, signed, text, told, value};
use crate::corrections::keys::{self, Key};
use crate::corrections::{Change, Claim, Op, Status};
use crate::labels::key_label;
use crate::store::Correction;

/// `GET /cases/{id}/facts/{fact}`
///
/// # Errors
///
/// No such case or fact.
pub(crate) async fn get(
    State(app): State<App>,
    Path((id, fact)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Error> {
    let fact = fact.strip_suffix(".json").unwrap_or(&fact);
    let papers = papers(&app, &id).await?;
    let (paper, claim) = papers.claim(fact)?;
    if asked.json {
        let standing = paper.standings.facts.iter().find(|f| f.id == fact);
        let issue = paper.issue(fact);
        return Ok(super::super::json(&json!({
            "case": papers.case, "notice": paper.id, "version": paper.n, "fact": claim, "standing": standing, "issue": issue,
        })));
    }
    let desk = Desk { asked: &asked, papers: &papers, paper, back: &query(&asked, "back") };
    Ok(super::super::html(desk.of_fact(claim, None, None)))
}

/// `POST /cases/{id}/facts/{fact}`: `do`, and what it needs.
///
/// # Errors
///
/// A fact that is not there (any more), or something that cannot be done to it.
pub(crate) async fn post(
    State(app): State<App>,
    Path((id, fact)): Path<(String, String)>,
    asked: Asked,
    body: Bytes,
) -> Result<Response, Error> {
    let (store, form) = (book(&app)?, Fields::of(&body));
    let papers = papers(&app, &id).await?;
    let (paper, claim) = papers.claim(&fact)?;
    let (op, change) = match change(paper, claim, &form) {
        Ok(done) => done,
        Err(Problem::Wrong(error @ Error::Bad { .. })) if form.get("do") == "correct" => {
            let desk = Desk { asked: &asked, papers: &papers, paper, back: form.get("back") };
            let page = desk.of_fact(claim, Some(&form), Some(&Problem::Wrong(error)));
            return Ok((StatusCode::BAD_REQUEST, super::super::html(page)).into_response());
        }
        Err(Problem::Wrong(error)) => return Err(error),
        Err(several) => {
            let desk = Desk { asked: &asked, papers: &papers, paper, back: form.get("back") };
            return Ok(super::super::html(desk.of_fact(claim, Some(&form), Some(&several))));
        }
    };
    let correction = Correction::new(paper.stored()?, &asked.user.name, op, &change, remark(&form)?);
    store.correct(&correction).await.map_err(failed)?;
    Ok(back(&form, &address(&format!("/cases/{}/review", papers.case), &[("notice", &paper.id)])))
}

/// What a form does to a claim.
fn change(paper: &Paper, claim: &Claim, form: &Fields) -> Result<(Op, Change), Problem> {
    let found = paper.found();
    let only = || Change::new(&found, vec![claim.clone()], None);
    let issue = || paper.issue(&claim.id()).ok_or_else(|| Problem::Wrong(expected(text::X_ISSUE, form.get("do"))));
    let is_doubt = claim.value.get("doubt").is_some();
    match form.get("do") {
        "dismiss" if is_doubt => Ok((Op::Dismiss, only())),
        "confirm" if !is_doubt => Ok((Op::Confirm, only())),
        "reject" if !is_doubt => Ok((Op::Reject, only())),
        "keep" => {
            let issue = issue()?;
            let change =
                Change { facts: vec![issue.claim.clone()], to: None, seen: issue.theirs.clone(), issue: Some(issue.kind) };
            Ok((Op::Keep, change))
        }
        "withdraw" => Ok((Op::Withdraw, Change { facts: vec![issue()?.claim.clone()], ..Change::default() })),
        "correct" if !is_doubt => {
            let key = key(&claim.key).map_err(Problem::Wrong)?;
            let to = form::claim(paper, &Filled { key, sent: Some(form), now: Some(claim) })?;
            Ok((Op::Correct, Change::new(&found, vec![claim.clone()], Some(to))))
        }
        other => Err(Problem::Wrong(expected(text::X_DO, other))),
    }
}

fn key(name: &str) -> Result<&'static Key, Error> {
    keys::key(name).ok_or_else(|| expected(text::X_KEY, name))
}

/// `GET /cases/{id}/facts/new`: `notice`, `key`, `quote`, `nth`.
///
/// # Errors
///
/// No such case, notice or key.
pub(crate) async fn new(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Error> {
    let papers = papers(&app, &id).await?;
    let paper = papers.asked(&asked)?;
    let sent = Fields::of(asked.query.as_bytes());
    let key = Some(sent.get("key")).filter(|name| !name.is_empty()).map(key).transpose()?;
    if asked.json {
        let fields = |key: &Key| key.fields.iter().map(|f| json!({ "name": f.name, "optional": f.optional })).collect::<Vec<_>>();
        let keys: Vec<_> = keys::KEYS.iter().map(|k| json!({ "key": k.name, "one": k.single, "fields": fields(k) })).collect();
        return Ok(super::super::json(&json!({ "case": papers.case, "notice": paper.id, "keys": keys })));
    }
    let desk = Desk { asked: &asked, papers: &papers, paper, back: sent.get("back") };
    Ok(super::super::html(desk.of_new(key, &sent, None)))
}

/// `POST /cases/{id}/facts`: adds a fact: `notice`, `key`, `quote`, the key's fields.
///
/// # Errors
///
/// A key or notice that is not there.
pub(crate) async fn add(State(app): State<App>, Path(id): Path<String>, asked: Asked, body: Bytes) -> Result<Response, Error> {
    let (store, form) = (book(&app)?, Fields::of(&body));
    let papers = papers(&app, &id).await?;
    let paper = papers.of(form.get("notice"))?;
    let key = key(form.get("key"))?;
    let desk = Desk { asked: &asked, papers: &papers, paper, back: form.get("back") };
    if desk.taken(key).is_some() {
        return Err(expected(text::ONE_ONLY, key.name));
    }
    let to = match form::claim(paper, &Filled { key, sent: Some(&form), now: None }) {
        Ok(to) => to,
        Err(problem) => {
            let status = if matches!(problem, Problem::Wrong(_)) { StatusCode::BAD_REQUEST } else { StatusCode::OK };
            return Ok((status, super::super::html(desk.of_new(Some(key), &form, Some(&problem)))).into_response());
        }
    };
    let change = Change::new(&paper.found(), Vec::new(), Some(to));
    let correction = Correction::new(paper.stored()?, &asked.user.name, Op::Add, &change, remark(&form)?);
    store.correct(&correction).await.map_err(failed)?;
    Ok(back(&form, &address(&format!("/cases/{}/review", papers.case), &[("notice", &paper.id)])))
}

/// What the pages of a fact are drawn with.
struct Desk<'a> {
    asked: &'a Asked,
    papers: &'a Papers,
    paper: &'a Paper,
    back: &'a str,
}

impl Desk<'_> {
    /// The fact under a key that holds one, if it is there.
    fn taken(&self, key: &Key) -> Option<&Claim> {
        self.paper.standings.facts.iter().find(|f| key.single && f.key == key.name).map(|f| &f.claim)
    }

    fn base(&self) -> String {
        format!("/cases/{}/facts", self.papers.case)
    }

    fn frame(&self, heading: &str, body: &Markup) -> Markup {
        let asked = self.asked;
        let numbers = Numbers::of(&self.paper.reading);
        let case = format!("/cases/{}", self.papers.case);
        let whole = html! {
            article.review.case {
                nav.path aria-label=(asked.t(text::BACK_CASE)) {
                    a href=(case) { (asked.t(text::BACK_CASE)) } " › "
                    a href=(address(&format!("{case}/review"), &[("notice", &self.paper.id)])) { (asked.t(text::THROUGH)) }
                }
                h1.plain { (heading) }
                div.beside {
                    section.desk { (body) }
                    section.original #original aria-labelledby="original-h" {
                        h2 #original-h { (asked.t(super::super::text::ORIGINAL)) }
                        div.text.fills lang="ja" tabindex="0" role="group" aria-labelledby="original-h" { (marked::text(&self.paper.notice, &numbers)) }
                    }
                }
            }
        };
        page(asked, heading, &whole)
    }

    fn of_fact(&self, claim: &Claim, sent: Option<&Fields>, problem: Option<&Problem>) -> Markup {
        let asked = self.asked;
        let heading = format!("{}: {}", asked.t(text::FACT), key_label(&claim.key, asked.lang));
        let body = html! {
            (self.stands(claim))
            (self.verdicts(claim))
            @if let (Ok(key), true) = (key(&claim.key), claim.value.get("doubt").is_none()) {
                (self.correct(claim, &Filled { key, sent, now: Some(claim) }, problem))
            }
        };
        self.frame(&heading, &body)
    }

    /// How the fact stands now.
    fn stands(&self, claim: &Claim) -> Markup {
        let asked = self.asked;
        let id = claim.id();
        let standing = self.paper.standings.facts.iter().find(|f| f.id == id);
        let apart = |of: &[crate::corrections::Aside]| of.iter().find(|a| a.id == id).map(|a| a.by.clone());
        let rejected = apart(&self.paper.standings.rejected);
        let aside = apart(&self.paper.standings.aside);
        html! {
            p.said { (value(asked, claim)) }
            @if let Some(standing) = standing {
                p.small {
                    b.{ "status " (self.class(standing.status)) } { (asked.t(text::status(standing.status))) } " "
                    @if let Some(by) = &standing.by { (signed(by)) }
                }
                @if let Some(was) = &standing.was { p.small { (asked.t(text::WAS)) " " (value(asked, was)) } }
            }
            @if let Some(by) = rejected { p.small { b.status { (asked.t(text::REJECTED)) } " " (signed(&by)) } }
            @if let Some(by) = aside { p.small { b.status { (asked.t(text::ASIDE)) } " " (signed(&by)) } }
        }
    }

    const fn class(&self, status: Status) -> &'static str {
        super::mark::class(status)
    }

    /// What is done with one press.
    fn verdicts(&self, claim: &Claim) -> Markup {
        let asked = self.asked;
        let id = claim.id();
        let is_rejected = self.paper.standings.rejected.iter().any(|a| a.id == id);
        let is_fact = self.paper.standings.facts.iter().any(|f| f.id == id);
        let is_doubt = claim.value.get("doubt").is_some();
        html! {
            @if let Some(issue) = self.paper.issue(&id) { (super::queue::issue(asked, &self.papers.case, issue, self.back)) }
            form.verdicts method="post" action={ (self.base()) "/" (id) } {
                input type="hidden" name="back" value=(self.back);
                @if is_fact { button name="do" value="confirm" { (asked.t(text::CONFIRM)) } }
                @if is_rejected { button name="do" value="confirm" { (asked.t(text::ACCEPT)) } }
                @if is_fact { button name="do" value="reject" { (asked.t(text::REJECT)) } }
                @if is_doubt { button name="do" value="dismiss" { (asked.t(text::DISMISS)) } }
                label.remark { span { (asked.t(text::REMARK)) } input name="remark" maxlength="1000" autocomplete="off"; }
            }
        }
    }

    fn correct(&self, claim: &Claim, filled: &Filled<'_>, problem: Option<&Problem>) -> Markup {
        let asked = self.asked;
        html! {
            form.fact-form method="post" action={ (self.base()) "/" (claim.id()) } {
                h2 { (asked.t(text::EDIT)) }
                input type="hidden" name="back" value=(self.back);
                (self.inside(filled, problem))
                button.main name="do" value="correct" { (asked.t(text::SAVE)) }
            }
        }
    }

    /// The fields, the words, the remark; what is wrong stands above them.
    fn inside(&self, filled: &Filled<'_>, problem: Option<&Problem>) -> Markup {
        let asked = self.asked;
        let remark = filled.sent.map_or("", |sent| sent.get("remark"));
        html! {
            @if let Some(Problem::Wrong(error)) = problem { (form::problem(asked, error)) }
            (form::quote(asked, &filled.quote()))
            @if let Some(Problem::Several(places)) = problem { (form::places(asked, &self.paper.notice.text, places, None)) }
            (form::fields(asked, filled))
            label.remark { span { (asked.t(text::REMARK)) } input name="remark" value=(remark) maxlength="1000" placeholder=(asked.t(text::REMARK_HOW)) autocomplete="off"; }
        }
    }

    /// The form of a new fact: first its key, then its fields.
    fn of_new(&self, key: Option<&'static Key>, sent: &Fields, problem: Option<&Problem>) -> Markup {
        let body = html! {
            (self.choose_key(key, sent))
            @if let Some(key) = key { (self.new_fields(key, sent, problem)) }
        };
        self.frame(self.asked.t(text::NEW_FACT), &body)
    }

    fn choose_key(&self, key: Option<&Key>, sent: &Fields) -> Markup {
        let asked = self.asked;
        html! {
            form.key-form method="get" action={ (self.base()) "/new" } {
                input type="hidden" name="notice" value=(self.paper.id);
                input type="hidden" name="back" value=(self.back);
                @if !sent.get("nth").is_empty() { input type="hidden" name="nth" value=(sent.get("nth")); }
                @if key.is_none() { (form::quote(asked, sent.get("quote"))) } @else { input type="hidden" name="quote" value=(sent.get("quote")); }
                label {
                    span { (asked.t(text::KEY)) }
                    select name="key" required {
                        @for known in keys::KEYS { option value=(known.name) selected[key.is_some_and(|k| k.name == known.name)] { (key_label(known.name, asked.lang)) } }
                    }
                }
                button { (asked.t(text::CHOOSE_KEY)) }
            }
        }
    }

    fn new_fields(&self, key: &'static Key, sent: &Fields, problem: Option<&Problem>) -> Markup {
        let asked = self.asked;
        if let Some(there) = self.taken(key) {
            return html! {
                div.problem role="alert" { (asked.t(text::ONE_ONLY)) " " a href={ (self.base()) "/" (there.id()) } { (told(asked, there)) " " (clipped(&there.quote)) } }
            };
        }
        let with_name = named(key, sent);
        let filled = Filled { key, sent: Some(&with_name), now: None };
        html! {
            form.fact-form method="post" action=(self.base()) {
                input type="hidden" name="notice" value=(self.paper.id);
                input type="hidden" name="back" value=(self.back);
                input type="hidden" name="key" value=(key.name);
                @if !sent.get("nth").is_empty() { input type="hidden" name="place" value=(sent.get("nth")); }
                (self.inside(&filled, problem))
                button.main { (asked.t(text::SAVE_NEW)) }
            }
        }
    }
}

/// A name that nobody has filled in is that of the words.
fn named(key: &Key, sent: &Fields) -> Fields {
    let name = if key.name == "title" { "code" } else { "name" };
    let wanted = key.fields.iter().any(|f| f.name == name) && (key.name == "title" || name == "name");
    if !wanted || !sent.get(name).is_empty() {
        return sent.clone();
    }
    let words: Vec<&str> = sent.get("quote").split_whitespace().collect();
    sent.with(name, &words.join(" "))
}

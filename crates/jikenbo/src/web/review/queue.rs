//! `/review`: what waits for a person: where a reading disagrees with what a person said, and what the reader doubted.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::super::App;
use super::super::error::Error;
use super::super::page::{Asked, clipped, page};
use super::paper::{Paper, paper};
use super::{address, expected, failed, query, quote, signed, text, told, value};
use crate::corrections::{Claim, Issue, IssueKind, keys, occurrences};
use crate::labels::key_label;
use crate::store::{Queue, Queued, Store, Waiting};

/// So many lines stand on a page.
const MANY: u32 = 30;

/// `GET /review`: `kind`, `key`, `after`.
///
/// # Errors
///
/// A kind or key that is none.
pub(crate) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let queue = asked_for(&asked)?;
    let Some(store) = app.shelf.store() else { return Ok(answer(&asked, &queue, &Lines::default())) };
    let mut lines = Lines { waiting: store.waiting().await.map_err(failed)?, ..Lines::default() };
    if queue.kind != "doubt" {
        lines.issues = lined(store, &queue).await?;
    }
    if queue.kind.is_empty() || queue.kind == "doubt" {
        let doubts = Queue { kind: "doubt".to_owned(), ..queue.clone() };
        lines.doubts = lined(store, &doubts).await?;
    }
    Ok(answer(&asked, &queue, &lines))
}

/// What waits, each with the notice it is about.
#[derive(Default)]
struct Lines {
    waiting: Vec<Waiting>,
    issues: Vec<(Queued, Paper)>,
    doubts: Vec<(Queued, Paper)>,
}

fn asked_for(asked: &Asked) -> Result<Queue, Error> {
    let (kind, key, after) = (query(asked, "kind"), query(asked, "key"), query(asked, "after"));
    if !(kind.is_empty() || kind == "doubt" || IssueKind::ALL.iter().any(|k| k.name() == kind)) {
        return Err(expected(text::X_KIND, kind));
    }
    if !(key.is_empty() || keys::key(&key).is_some()) {
        return Err(expected(text::X_KEY, key));
    }
    Ok(Queue { kind, key, after, limit: MANY })
}

async fn lined(store: &Store, queue: &Queue) -> Result<Vec<(Queued, Paper)>, Error> {
    let mut lines = Vec::new();
    for queued in store.queue(queue).await.map_err(failed)? {
        if let Some(stored) = store.notice(&queued.notice).await.map_err(failed)? {
            lines.push((queued, paper(stored)));
        }
    }
    Ok(lines)
}

fn answer(asked: &Asked, queue: &Queue, lines: &Lines) -> Response {
    if asked.json {
        return super::super::json(&as_json(queue, lines));
    }
    super::super::html(show(asked, queue, lines))
}

fn as_json(queue: &Queue, lines: &Lines) -> Value {
    let issue = |(queued, paper): &(Queued, Paper)| json!({ "line": queued, "issues": of_line(queued, paper) });
    let doubt = |(queued, paper): &(Queued, Paper)| {
        let doubts: Vec<_> = paper.standings.doubts.iter().filter(|d| d.key == queued.waiting.key).collect();
        json!({ "line": queued, "doubts": doubts })
    };
    let after =
        |lines: &[(Queued, Paper)]| lines.last().filter(|_| lines.len() == MANY as usize).map(|(queued, _)| queued.cursor());
    let next = if queue.kind == "doubt" { after(&lines.doubts) } else { after(&lines.issues) };
    json!({
        "waiting": lines.waiting,
        "disagreements": lines.issues.iter().map(issue).collect::<Vec<_>>(),
        "doubts": lines.doubts.iter().map(doubt).collect::<Vec<_>>(),
        "after": next,
    })
}

fn of_line<'p>(queued: &Queued, paper: &'p Paper) -> Vec<&'p Issue> {
    let is = |issue: &&Issue| issue.kind.name() == queued.waiting.kind && issue.claim.key == queued.waiting.key;
    paper.standings.open().filter(is).collect()
}

fn show(asked: &Asked, queue: &Queue, lines: &Lines) -> Markup {
    let both = queue.kind.is_empty();
    let body = html! {
        article.review.queue {
            h1.plain { (asked.t(text::QUEUE)) }
            (filter(asked, queue, &lines.waiting))
            @if queue.kind != "doubt" {
                section aria-labelledby="disagree-h" {
                    h2 #disagree-h { (asked.t(text::DISAGREE)) " " span.figure.small { (total(&lines.waiting, |kind| kind != "doubt")) } }
                    p.small { (asked.t(text::DISAGREE_ABOUT)) }
                    @if lines.issues.is_empty() { p.none { (asked.t(text::NONE_WAITS)) } }
                    ul.review-list { @for (queued, paper) in &lines.issues { (issues(asked, queued, paper)) } }
                    (more(asked, queue, &queue.kind, &lines.issues))
                }
            }
            @if both || queue.kind == "doubt" {
                section aria-labelledby="doubts-h" {
                    h2 #doubts-h { (asked.t(text::DOUBTS)) " " span.figure.small { (total(&lines.waiting, |kind| kind == "doubt")) } }
                    p.small { (asked.t(text::DOUBTS_ABOUT)) }
                    @if lines.doubts.is_empty() { p.none { (asked.t(text::NO_DOUBTS)) } }
                    ul.review-list { @for (queued, paper) in &lines.doubts { (doubts(asked, queued, paper)) } }
                    (more(asked, queue, "doubt", &lines.doubts))
                }
            }
            p.small.export { a href="/review/export" { (asked.t(text::EXPORT)) } " " (asked.t(text::EXPORT_ABOUT)) }
        }
    };
    page(asked, asked.t(text::QUEUE), &body)
}

fn total(waiting: &[Waiting], of: impl Fn(&str) -> bool) -> String {
    crate::labels::grouped(waiting.iter().filter(|w| of(&w.kind)).map(|w| w.many.unsigned_abs()).sum())
}

/// A plain form that narrows the queue by kind and key.
fn filter(asked: &Asked, queue: &Queue, waiting: &[Waiting]) -> Markup {
    let mut by_key: BTreeMap<&str, i64> = BTreeMap::new();
    for of in waiting {
        *by_key.entry(&of.key).or_default() += of.many;
    }
    html! {
        form.queue-filter method="get" action="/review" {
            label { span { (asked.t(text::SHOW)) }
                select name="kind" {
                    option value="" { (asked.t(text::QUEUE)) }
                    @for kind in IssueKind::ALL { option value=(kind.name()) selected[queue.kind == kind.name()] { (asked.t(text::issue(kind))) } }
                    option value="doubt" selected[queue.kind == "doubt"] { (asked.t(text::DOUBTS)) }
                }
            }
            label { span { (asked.t(text::KEY)) }
                select name="key" {
                    option value="" { (asked.t(text::ALL_KEYS)) }
                    @for key in keys::KEYS {
                        option value=(key.name) selected[queue.key == key.name] {
                            (key_label(key.name, asked.lang)) @if let Some(many) = by_key.get(key.name) { " (" (many) ")" }
                        }
                    }
                }
            }
            button { (asked.t(text::SHOW)) }
        }
    }
}

fn more(asked: &Asked, queue: &Queue, kind: &str, lines: &[(Queued, Paper)]) -> Markup {
    let last = lines.last().filter(|_| lines.len() == MANY as usize);
    html! {
        @if let Some((last, _)) = last {
            p.paging { a href=(address("/review", &[("kind", kind), ("key", &queue.key), ("after", &last.cursor())])) rel="next" { (asked.t(text::MORE)) } }
        }
    }
}

/// Whose notice it is, and since when it waits.
fn heading(asked: &Asked, queued: &Queued) -> Markup {
    let through = address(&format!("/cases/{}/review", queued.case), &[("notice", &queued.notice.to_string())]);
    html! {
        div.of {
            a.open href=(through) {
                @if let Some(organization) = &queued.organization { b { (clipped(organization)) } " " }
                (clipped(&queued.title))
            }
            " " span.small { time datetime=(queued.since) { (queued.since.split('T').next().unwrap_or("")) } " " (key_label(&queued.waiting.key, asked.lang)) }
        }
    }
}

fn issues(asked: &Asked, queued: &Queued, paper: &Paper) -> Markup {
    let here = address("/review", &[("kind", &query(asked, "kind")), ("key", &query(asked, "key"))]);
    html! {
        li.fact.line tabindex="-1" {
            (heading(asked, queued))
            @for of in of_line(queued, paper) { (issue(asked, &queued.case.to_string(), of, &here)) }
        }
    }
}

fn doubts(asked: &Asked, queued: &Queued, paper: &Paper) -> Markup {
    let here = address("/review", &[("kind", "doubt"), ("key", &query(asked, "key"))]);
    let case = format!("/cases/{}", queued.case);
    html! {
        li.fact.line tabindex="-1" {
            (heading(asked, queued))
            @for claim in paper.standings.doubts.iter().filter(|d| d.key == queued.waiting.key) {
                div.doubt { (doubt(asked, &case, &paper.id, &paper.notice.text, claim, &here)) }
            }
        }
    }
}

/// A disagreement, with both sides and what can be decided.
pub(super) fn issue(asked: &Asked, case: &str, issue: &Issue, back: &str) -> Markup {
    let fact = format!("/cases/{case}/facts/{}", issue.id);
    let settles = matches!(issue.kind, IssueKind::Agrees);
    let rejected = issue.verdict == "rejected";
    html! {
        div.issue {
            p.what { (asked.t(text::issue(issue.kind))) }
            dl {
                dt { (asked.t(text::PERSON_SAYS)) }
                dd { @if rejected { del { (value(asked, &issue.claim)) } } @else { (value(asked, &issue.claim)) } " " span.small { (signed(&issue.by)) } }
                dt { (asked.t(text::READER_SAYS)) }
                dd {
                    @if issue.theirs.is_empty() { span.unknown { (asked.t(text::NOTHING)) } }
                    @for their in &issue.theirs { div { (value(asked, their)) } }
                }
            }
            form.verdicts method="post" action=(fact) {
                input type="hidden" name="back" value=(back);
                button name="do" value="keep" { (asked.t(if settles { text::SETTLE } else { text::KEEP })) }
                @if !settles { button name="do" value="withdraw" { (asked.t(text::TAKE)) } }
                a.edit href=(address(&fact, &[("back", back)])) { (asked.t(text::EDIT)) }
            }
        }
    }
}

/// A doubt, with its words and what can be decided.
pub(super) fn doubt(asked: &Asked, case: &str, notice: &str, text_of: &str, claim: &Claim, back: &str) -> Markup {
    let places = occurrences(text_of, &claim.quote);
    let nth = places.iter().position(|place| place.span == claim.span).map(|at| (at + 1).to_string()).unwrap_or_default();
    let new =
        [("notice", notice), ("key", claim.key.as_str()), ("quote", claim.quote.as_str()), ("nth", nth.as_str()), ("back", back)];
    html! {
        span.term { (key_label(&claim.key, asked.lang)) } " " (quote(claim)) " "
        span.reason { (told(asked, claim)) }
        form.verdicts method="post" action={ (case) "/facts/" (claim.id()) } {
            input type="hidden" name="back" value=(back);
            button name="do" value="dismiss" { (asked.t(text::DISMISS)) }
            a.edit href=(address(&format!("{case}/facts/new"), &new)) { (asked.t(text::MAKE_FACT)) }
        }
    }
}

//! `/cases/{id}/history`: who did what to a case, and when; any of it can be taken back.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;

use super::super::App;
use super::super::error::Error;
use super::super::page::{Asked, page, words};
use super::super::users::Fields;
use super::paper::papers;
use super::{back, book, expected, failed, remark, text, value};
use crate::corrections::{Op, active};
use crate::labels::key_label;
use crate::store::{self, Correction, Id, Move};

/// What was done to a case.
#[derive(Default)]
struct History {
    case: String,
    corrections: Vec<Correction>,
    moves: Vec<Move>,
}

/// `GET /cases/{id}/history`
///
/// # Errors
///
/// No such case.
pub(crate) async fn get(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Error> {
    let history = of(&app, &id).await?;
    if asked.json {
        let holds = |id: i64, all: &[(i64, Option<i64>)]| active(all).contains(&id);
        let (steps, moves) = (steps(&history), moves(&history));
        let corrections: Vec<_> =
            history.corrections.iter().map(|c| json!({ "correction": c, "holds": holds(c.id, &steps) })).collect();
        let moved: Vec<_> = history.moves.iter().map(|m| json!({ "move": m, "holds": holds(m.id, &moves) })).collect();
        return Ok(super::super::json(&json!({ "case": history.case, "corrections": corrections, "moves": moved })));
    }
    Ok(super::super::html(show(&asked, &history)))
}

/// `POST /cases/{id}/history`: takes a step back: `step`, or `move`.
///
/// # Errors
///
/// No such step in this case, or one that is taken back already.
pub(crate) async fn post(State(app): State<App>, Path(id): Path<String>, asked: Asked, body: Bytes) -> Result<Response, Error> {
    let (store, form) = (book(&app)?, Fields::of(&body));
    let history = of(&app, &id).await?;
    let number = |name: &str| form.get(name).parse::<i64>().ok();
    let step = number("step").filter(|id| history.corrections.iter().any(|c| c.id == *id));
    let moved = number("move").filter(|id| history.moves.iter().any(|m| m.id == *id));
    let (who, why) = (&asked.user.name, remark(&form)?);
    match (step, moved) {
        (Some(step), _) => store.undo(step, who, why).await.map_err(failed)?,
        (_, Some(moved)) => store.undo_move(moved, who, why).await.map_err(failed)?,
        _ => return Err(expected(text::X_STEP, [form.get("step"), form.get("move")].concat())),
    };
    Ok(back(&form, &format!("/cases/{}/history", history.case)))
}

async fn of(app: &App, id: &str) -> Result<History, Error> {
    let Some(store) = app.shelf.store() else {
        let papers = papers(app, id).await?;
        return Ok(History { case: papers.case, ..History::default() });
    };
    let missing = || Error::NotFound(format!("case {id}"));
    let case = match store.resolve(id.parse::<Id>().map_err(|_| missing())?).await {
        Err(store::Error::NotFound(_)) => return Err(missing()),
        found => found.map_err(failed)?,
    };
    let whole = store.case(&case).await.map_err(failed)?.ok_or_else(missing)?;
    let moves = store.moves_of(&case).await.map_err(failed)?;
    Ok(History { case: case.to_string(), corrections: whole.corrections, moves })
}

fn steps(history: &History) -> Vec<(i64, Option<i64>)> {
    history.corrections.iter().map(|c| (c.id, c.undoes)).collect()
}

fn moves(history: &History) -> Vec<(i64, Option<i64>)> {
    history.moves.iter().map(|m| (m.id, m.undoes)).collect()
}

fn show(asked: &Asked, history: &History) -> Markup {
    let case = format!("/cases/{}", history.case);
    let (held, moved) = (active(&steps(history)), active(&moves(history)));
    let mut lines: Vec<(&str, Markup)> = Vec::new();
    for correction in &history.corrections {
        lines.push((&correction.when, step(asked, history, correction, held.contains(&correction.id))));
    }
    for one in &history.moves {
        lines.push((&one.when, a_move(asked, history, one, moved.contains(&one.id))));
    }
    lines.sort_by(|a, b| b.0.cmp(a.0));
    let body = html! {
        article.review {
            nav.path aria-label=(asked.t(text::NAV)) { a href=(case) { (asked.t(text::BACK_CASE)) } " › " (asked.t(text::HISTORY)) }
            h1.plain { (asked.t(text::HISTORY)) " " code { (history.case) } }
            p.small { (asked.t(text::H_ABOUT)) }
            @if lines.is_empty() { p.none { (asked.t(text::H_NONE)) } }
            ol.history reversed { @for (_, line) in &lines { (line) } }
        }
    };
    page(asked, asked.t(text::HISTORY), &body)
}

/// A line: who, when, what; and the way back.
struct Line<'a> {
    who: &'a str,
    when: &'a str,
    remark: &'a str,
    holds: bool,
    /// The form's field, the number that it sends, and whether that does something again.
    undo: Option<(&'static str, i64, bool)>,
}

fn line(asked: &Asked, history: &History, line: &Line<'_>, what: &Markup) -> Markup {
    html! {
        li.undone[!line.holds] {
            div.who { bdi { (words(line.who)) } " " time.small datetime=(line.when) { (super::super::case::to_the_second(line.when)) } }
            div.what { (what) @if !line.remark.is_empty() { p.remark { bdi { (words(line.remark)) } } } @if !line.holds { p.small { (asked.t(text::UNDONE)) } } }
            @if let Some((field, id, again)) = line.undo {
                form method="post" action={ "/cases/" (history.case) "/history" } {
                    button name=(field) value=(id) { (asked.t(if again { text::REDO } else { text::UNDO })) }
                }
            }
        }
    }
}

/// What is sent to take a step back, or to do again what was taken back: the step that took it back is taken back.
fn way_back(id: i64, all: &[(i64, Option<i64>)], field: &'static str) -> Option<(&'static str, i64, bool)> {
    let held = active(all);
    if held.contains(&id) {
        return Some((field, id, false));
    }
    let by = all.iter().rev().find(|(other, undoes)| *undoes == Some(id) && held.contains(other));
    by.map(|(other, _)| (field, *other, true))
}

fn step(asked: &Asked, history: &History, correction: &Correction, holds: bool) -> Markup {
    let op = correction.op.parse::<Op>();
    let undo = way_back(correction.id, &steps(history), "step").filter(|_| correction.step().is_some());
    let Correction { who, when, remark, .. } = correction;
    line(
        asked,
        history,
        &Line { who, when, remark, holds, undo },
        &html! {
            @match op {
                Ok(op) => b { (asked.t(text::done(op))) },
                Err(_) => b { (words(&correction.op)) },
            }
            " " span.term { (key_label(&correction.key, asked.lang)) } " "
            (about(asked, history, correction))
        },
    )
}

fn about(asked: &Asked, history: &History, correction: &Correction) -> Markup {
    if let Some(undoes) = correction.undoes {
        let of = history.corrections.iter().find(|c| c.id == undoes);
        return html! {
            span.small {
                @if let Some(of) = of { (of.op.parse::<Op>().map_or("", |op| asked.t(text::done(op)))) " " time { (super::super::case::to_the_second(&of.when)) } }
            }
        };
    }
    let Some(step) = correction.step() else { return html! { code { (words(&correction.value.to_string())) } } };
    let facts = &step.change.facts;
    html! {
        @if facts.len() > 3 { (facts.len()) " " (asked.t(text::FACTS_N)) }
        @else { @for fact in facts { div { @if step.op == Op::Reject { del { (value(asked, fact)) } } @else { (value(asked, fact)) } } } }
        @if let Some(to) = &step.change.to { div { @if !facts.is_empty() { "→ " } (value(asked, to)) } }
    }
}

fn a_move(asked: &Asked, history: &History, one: &Move, holds: bool) -> Markup {
    let undo = way_back(one.id, &moves(history), "move");
    let Move { who, when, remark, .. } = one;
    line(
        asked,
        history,
        &Line { who, when, remark, holds, undo },
        &html! {
            b { @if one.undoes.is_some() { (asked.t(text::O_UNDO)) } @else { (asked.t(text::MOVED)) } }
            @for moved in &one.moved {
                div { code { (moved.notice) } " " a href={ "/cases/" (moved.from) } { (moved.from) } " → " a href={ "/cases/" (moved.to) } { (moved.to) } }
            }
        },
    )
}

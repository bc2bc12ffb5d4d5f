//! `/cases/{id}/notices`: cases joined, and notices parted into a case of their own.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;

use super::super::App;
use super::super::error::Error;
use super::super::page::{Asked, clipped, page};
use super::super::users::Fields;
use super::paper::{Papers, papers};
use super::{back, book, expected, failed, remark, text};
use crate::store::{self, Id, NoticeId};

/// `GET /cases/{id}/notices`
///
/// # Errors
///
/// No such case.
pub(crate) async fn get(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Error> {
    let papers = papers(&app, &id).await?;
    if asked.json {
        let notices: Vec<_> = papers
            .papers
            .iter()
            .map(|p| json!({ "notice": p.id, "title": p.title(), "reviewed": p.standings.reviewed }))
            .collect();
        return Ok(super::super::json(&json!({ "case": papers.case, "notices": notices })));
    }
    Ok(super::super::html(show(&asked, &papers)))
}

/// `POST /cases/{id}/notices`: `do=join` with `case`, or `do=part` with `notice` for each.
///
/// # Errors
///
/// A case or notice that is not there, or nothing to join or part.
pub(crate) async fn post(State(app): State<App>, Path(id): Path<String>, asked: Asked, body: Bytes) -> Result<Response, Error> {
    let (store, form) = (book(&app)?, Fields::of(&body));
    let papers = papers(&app, &id).await?;
    let (who, why) = (&asked.user.name, remark(&form)?);
    match form.get("do") {
        "join" => {
            let typed = form.get("case").trim();
            let typed = typed.rsplit("/cases/").next().unwrap_or(typed);
            let other = typed.parse::<Id>().map_err(|_| expected(text::X_CASE, typed))?;
            let into = papers.case.parse::<Id>().map_err(|_| Error::NotFound(format!("case {}", papers.case)))?;
            let done = store.merge(into, other, who, why).await;
            let is_same = matches!(done, Err(store::Error::Conflict(_) | store::Error::NotFound(_)));
            if is_same {
                return Err(expected(text::X_CASE, typed));
            }
            done.map_err(failed)?;
            Ok(back(&form, &format!("/cases/{}/notices", papers.case)))
        }
        "part" => {
            let wanted: Vec<NoticeId> = form
                .all("notice")
                .map(str::parse)
                .collect::<Result<_, _>>()
                .map_err(|_| expected(text::X_PART, form.get("notice")))?;
            let here = |id: &NoticeId| papers.papers.iter().any(|p| p.id == id.to_string());
            if wanted.is_empty() || !wanted.iter().all(here) || wanted.len() >= papers.papers.len() {
                return Err(expected(text::X_PART, wanted.len().to_string()));
            }
            let (_, to) = store.split(&wanted, who, why).await.map_err(failed)?;
            Ok(back(&form, &format!("/cases/{to}")))
        }
        other => Err(Error::bad("doにjoinかpart", "do as join or part", other)),
    }
}

fn show(asked: &Asked, papers: &Papers) -> Markup {
    let case = format!("/cases/{}", papers.case);
    let action = format!("{case}/notices");
    let body = html! {
        article.review {
            nav.path aria-label=(asked.t(text::NAV)) {
                a href=(case) { (asked.t(text::BACK_CASE)) } " › " (asked.t(text::NOTICES))
                span.links { a href={ (case) "/history" } { (asked.t(text::HISTORY)) } }
            }
            h1.plain { (asked.t(text::NOTICES)) " " code { (papers.case) } }
            form.part method="post" action=(action) {
                h2 { (asked.t(text::PART)) }
                p.small { (asked.t(if papers.papers.len() > 1 { text::PART_ABOUT } else { text::PART_ONE })) }
                ul {
                    @for paper in &papers.papers {
                        li { label {
                            input type="checkbox" name="notice" value=(paper.id) disabled[papers.papers.len() < 2];
                            span { (clipped(paper.title())) " " code.small { (paper.id) } }
                        } }
                    }
                }
                @if papers.papers.len() > 1 {
                    (why(asked))
                    button.main name="do" value="part" { (asked.t(text::PART_DO)) }
                }
            }
            form.join method="post" action=(action) {
                h2 { (asked.t(text::JOIN)) }
                p.small { (asked.t(text::JOIN_ABOUT)) }
                label { span { (asked.t(text::JOIN_ID)) } input name="case" required maxlength="200" placeholder="C7GH-2WMX" autocomplete="off"; }
                (why(asked))
                button.main name="do" value="join" { (asked.t(text::JOIN_DO)) }
            }
        }
    };
    page(asked, asked.t(text::NOTICES), &body)
}

fn why(asked: &Asked) -> Markup {
    html! { label.remark { span { (asked.t(text::REMARK)) } input name="remark" maxlength="1000" placeholder=(asked.t(text::REMARK_HOW)) autocomplete="off"; } }
}

//! `/`: what is new since the last visit, the watched names first, and the week's pattern beside it.

mod news;
pub(super) mod pattern;
pub(super) mod text;
pub(super) mod visit;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::{Value, json};

use self::news::{Change, Item, News, SHOWN, news};
use self::pattern::{Pattern, pattern};
use self::text::Text;
use self::visit::{Visit, date_of, in_japan};
use super::error::Error;
use super::figures::date;
use super::page::{Asked, clipped, outside, page, words};
use super::saved::{self, Saved};
use super::told::line;
use super::{App, list, text as shared};
use crate::changes::{FactChange, Said, told};
use crate::labels::{Lang, grouped, key_label};
use crate::store::{Failing, SERVICE, VICTIM};

/// What the page shows.
struct Today {
    now: Timestamp,
    since: Option<Timestamp>,
    /// Whether the address names the time, so that no visit is kept.
    asked_since: bool,
    news: News,
    pattern: Option<Pattern>,
    saved: Vec<Saved>,
}

/// `GET /`
///
/// # Errors
///
/// A `since` that is no time, or the store's failure.
pub(super) async fn get(State(app): State<App>, headers: HeaderMap, asked: Asked) -> Result<Response, Error> {
    if !asked.json
        && let Some(moved) = list::old_address(&asked.query)?
    {
        return Ok((StatusCode::SEE_OTHER, [(LOCATION, moved)]).into_response());
    }
    let now = Timestamp::now();
    let wanted = since_of(&asked.query)?;
    let kept = visit::kept(&app.shelf, &asked, &headers).await?;
    let visit = Visit::after(kept, now);
    let since = wanted.or(visit.since);
    let news = news(&app.shelf, since).await.map_err(Error::internal)?;
    let pattern = match date_of(now) {
        Some(today) => pattern(&app.shelf, today).await.map_err(Error::internal)?,
        None => None,
    };
    let saved = saved::with_news(&app, since).await?;
    let today = Today { now, since, asked_since: wanted.is_some(), news, pattern, saved };
    if asked.json {
        return Ok(super::json(&as_json(&today)));
    }
    let mut response = super::html(show(&asked, &today));
    if wanted.is_none()
        && let Some(cookie) = visit::keep(&app.shelf, &asked, kept, visit).await?
    {
        set_cookie(&mut response, &cookie);
    }
    Ok(response)
}

fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

/// `POST /seen`: what came until the page was made is no longer new.
///
/// # Errors
///
/// A form without the time, or the store's failure.
pub(super) async fn seen(State(app): State<App>, headers: HeaderMap, asked: Asked, form: Bytes) -> Result<Response, Error> {
    let now = Timestamp::now();
    let at = super::form_field(&form, "at").unwrap_or_default();
    let at: Timestamp = at.parse().map_err(|_| Error::bad(text::X_TIME.ja, text::X_TIME.en, &at))?;
    let kept = visit::kept(&app.shelf, &asked, &headers).await?;
    let visit = Visit { since: Some(at.min(now)), last: now };
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response();
    if let Some(cookie) = visit::keep(&app.shelf, &asked, kept, visit).await? {
        set_cookie(&mut response, &cookie);
    }
    Ok(response)
}

/// The time that the address names: a time, or a day (its beginning in Japan).
fn since_of(query: &str) -> Result<Option<Timestamp>, Error> {
    let Some(value) = super::query_field(query, "new").filter(|v| !v.trim().is_empty()) else { return Ok(None) };
    let value = value.trim().to_owned();
    let day = || format!("{value}T00:00:00+09:00").parse::<Timestamp>();
    value.parse().or_else(|_| day()).map(Some).map_err(|_| Error::bad(text::X_TIME.ja, text::X_TIME.en, &value))
}

fn as_json(today: &Today) -> Value {
    let items = |items: &[Item]| items.iter().map(Item::as_json).collect::<Vec<_>>();
    json!({
        "since": today.since.map(crate::store::timestamp),
        "counts": {
            "fresh": today.news.all_fresh, "changed": today.news.all_changed, "watched": today.news.all_watched,
            "all_notices": today.news.all, "more_came": today.news.more,
        },
        "watched": items(&today.news.watched),
        "fresh": items(&today.news.fresh),
        "changed": items(&today.news.changed),
        "failing": today.news.failing,
        "week": today.pattern.as_ref().map(Pattern::as_json),
        "saved": today.saved.iter().map(Saved::as_json).collect::<Vec<_>>(),
        "names": today.news.names,
    })
}

fn show(asked: &Asked, today: &Today) -> Markup {
    let body = html! {
        @if today.news.all == 0 {
            h1.hidden { (asked.t(text::TODAY)) }
            (failing(asked, &today.news.failing))
            (list::empty(asked))
        } @else {
            (head(asked, today))
            div.today {
                div.news-column {
                    (failing(asked, &today.news.failing))
                    (watched(asked, today))
                    (fresh(asked, today))
                    (changed(asked, &today.news))
                }
                div.beside-news {
                    (pattern::show(asked, today.pattern.as_ref()))
                    (saved::beside(asked, &today.saved))
                    (names(asked, &today.news))
                }
            }
        }
    };
    page(asked, asked.t(text::TODAY), &body)
}

fn head(asked: &Asked, today: &Today) -> Markup {
    let day = date_of(today.now);
    let weekday = day.and_then(|d| text::WEEKDAYS.get(usize::from(d.weekday()?) - 1)).map(|day| asked.t(*day));
    html! {
        header.today-head {
            h1 { @if let Some(day) = day { (date(day, asked.lang)) } @if let Some(weekday) = weekday { " " span.weekday { (weekday) } } }
            (counts(asked, today))
            @if today.since.is_some() && !today.asked_since {
                form.seen method="post" action="/seen" {
                    input type="hidden" name="at" value=(crate::store::timestamp(today.now));
                    button title=(asked.t(text::SEEN_WHY)) { (asked.t(text::SEEN)) }
                }
            }
        }
    }
}

fn counts(asked: &Asked, today: &Today) -> Markup {
    let news = &today.news;
    let figures = [(news.all_fresh, text::N_FRESH), (news.all_changed, text::N_CHANGED), (news.all_watched, text::N_WATCHED)];
    html! {
        div.counts role="status" {
            @match today.since {
                None => p.first-visit { (asked.t(text::FIRST_VISIT)) },
                Some(since) => {
                    p {
                        (asked.t(if today.asked_since { text::SINCE_ASKED } else { text::SINCE })) " "
                        time datetime=(since) { (in_japan(since)) " JST" }
                    }
                    @if news.all_fresh + news.all_changed > 0 {
                        ul.figures {
                            @for (n, label) in figures.into_iter().filter(|(n, _)| *n > 0) {
                                li { b.figure { (grouped(n as u64)) @if news.more { "+" } } " " (asked.t(label)) }
                            }
                        }
                    }
                    @if news.more { p.small { (asked.t(text::MORE_CAME)) } }
                }
            }
        }
    }
}

fn failing(asked: &Asked, failing: &[Failing]) -> Markup {
    html! {
        @if !failing.is_empty() {
            section.failing-sources aria-labelledby="failing-h" {
                h2 #failing-h { a href="/sources" { (asked.t(text::FAILING)) } }
                ul {
                    @for source in failing {
                        li {
                            b { @if source.label.is_empty() { (outside(&source.url)) } @else { bdi { (words(&source.label)) } } } " "
                            span.figure { (source.failures) } (asked.t(SPACE)) (asked.t(text::FAILED_TIMES)) " "
                            span.small {
                                @if source.good_at.is_empty() { (asked.t(text::NEVER_GOOD)) }
                                @else { (asked.t(text::LAST_GOOD)) " " time datetime=(source.good_at) { (super::case::to_the_second(&source.good_at)) } }
                            }
                            p.error { bdi lang="en" { (words(&source.error)) } }
                        }
                    }
                }
            }
        }
    }
}

/// What stands between a figure and its unit.
const SPACE: Text = Text { ja: "", en: " " };

fn watched(asked: &Asked, today: &Today) -> Markup {
    let news = &today.news;
    html! {
        @if !news.names.is_empty() {
            section.watched-news aria-labelledby="watched-h" {
                h2 #watched-h { (asked.t(text::WATCHED)) }
                (items(asked, &news.watched))
                (rest(asked, news.all_watched, news.watched.len()))
                @let quiet: Vec<_> = news.names.iter().filter(|n| !news.watched.iter().any(|i| i.hits.iter().any(|h| h.watched == n.name))).collect();
                @if !quiet.is_empty() && news.all_watched <= news.watched.len() {
                    p.none.quiet-names {
                        (asked.t(text::NO_NEWS_OF)) " "
                        @for (at, name) in quiet.iter().take(30).enumerate() {
                            @if at > 0 { (asked.separator()) }
                            a href=(super::orgs::link(&name.name)) { (clipped(&name.name)) }
                        }
                        @if quiet.len() > 30 { " +" (quiet.len() - 30) }
                    }
                }
            }
        }
    }
}

fn fresh(asked: &Asked, today: &Today) -> Markup {
    let news = &today.news;
    let nothing = news.all_fresh + news.all_changed == 0;
    let told = news.watched.iter().filter(|i| i.change.is_none()).count();
    html! {
        @if nothing {
            div.nothing-new {
                p.big { (asked.t(if today.asked_since { text::NOTHING_SINCE } else { text::NOTHING })) }
                p { a href="/cases" { (asked.t(text::NOTHING_NEWEST)) } }
            }
        } @else if !news.fresh.is_empty() {
            section.fresh-news aria-labelledby="fresh-h" {
                h2 #fresh-h { (asked.t(if today.since.is_none() { text::NEWEST } else { text::FRESH })) }
                (items(asked, &news.fresh))
                @if today.since.is_none() {
                    p.rest { a href="/cases" { (asked.t(text::NOTHING_NEWEST)) } }
                } @else { (rest(asked, news.all_fresh, news.fresh.len() + told)) }
            }
        }
    }
}

fn changed(asked: &Asked, news: &News) -> Markup {
    let told = news.watched.iter().filter(|i| i.change.is_some()).count();
    html! {
        @if !news.changed.is_empty() {
            section.changed-news aria-labelledby="changed-h" {
                h2 #changed-h { (asked.t(text::CHANGED)) }
                (items(asked, &news.changed))
                (rest(asked, news.all_changed, news.changed.len() + told))
            }
        }
    }
}

/// Where the others are, if not all are shown.
fn rest(asked: &Asked, all: usize, shown: usize) -> Markup {
    html! {
        @if all > shown {
            p.rest { a href="/cases?sort=clipped" { (asked.t(text::AND_REST)) " " b.figure { (grouped((all - shown) as u64)) } (asked.t(SPACE)) (asked.t(text::REST_CASES)) } }
        }
    }
}

fn items(asked: &Asked, items: &[Item]) -> Markup {
    html! {
        ol.news {
            @for item in items.iter().take(SHOWN) {
                li {
                    span.date { @match item.told.published { Some(day) => time datetime=(day) { (day) }, None => span.unknown { (asked.t(shared::NO_DATE)) } } }
                    div {
                        (line(asked, &item.told))
                        @if let Some(change) = &item.change { (change_in_a_word(asked, change)) }
                        (hits(asked, item))
                    }
                }
            }
        }
    }
}

/// As what a watched name stands in the case; a name in the line itself needs no words.
fn hits(asked: &Asked, item: &Item) -> Markup {
    let told: Vec<_> = item.hits.iter().filter(|hit| hit.role != VICTIM).collect();
    html! {
        @if !told.is_empty() {
            p.hits {
                @for (at, hit) in told.into_iter().enumerate() {
                    @if at > 0 { (asked.separator()) }
                    mark { bdi lang="ja" { (words(&hit.name)) } } " " span.role { (role(asked, &hit.role)) }
                }
            }
        }
    }
}

/// A role in words.
#[must_use]
pub(super) fn role(asked: &Asked, role: &str) -> String {
    match role {
        VICTIM => asked.t(text::AS_VICTIM).to_owned(),
        SERVICE => asked.t(text::AS_SERVICE).to_owned(),
        role => asked.label("third_parties", role),
    }
}

/// So many facts tell what changed.
const TOLD: usize = 2;

fn change_in_a_word(asked: &Asked, change: &Change) -> Markup {
    let facts = change.telling();
    html! {
        p.change {
            span.sort { (asked.t(if change.another { text::ANOTHER_NOTICE } else { text::NEW_VERSION })) } " "
            @for (at, fact) in facts.iter().take(TOLD).enumerate() {
                @if at > 0 { span.between { (if asked.lang == Lang::Ja { "　" } else { "; " }) } }
                (fact_in_a_word(asked, fact))
            }
            @if facts.len() > TOLD { " " span.small { "+" (facts.len() - TOLD) } }
            @if facts.is_empty() { (asked.t(if change.another { text::NOTHING_ELSE } else { text::ONLY_WORDS })) }
        }
    }
}

fn fact_in_a_word(asked: &Asked, fact: &FactChange) -> Markup {
    let value = |said: &Said| told(&fact.key, &said.value, asked.lang);
    html! {
        span.term { (key_label(&fact.key, asked.lang)) } " "
        @match (&fact.before, &fact.after) {
            (Some(before), Some(after)) => { del { bdi { (words(&value(before))) } } " → " ins { bdi { (words(&value(after))) } } },
            (None, Some(after)) => { span.sign { (asked.t(shared::ADDED)) } " " ins { bdi { (words(&value(after))) } } },
            (Some(before), None) => { span.sign { (asked.t(shared::WITHDRAWN)) } " " del { bdi { (words(&value(before))) } } },
            (None, None) => {}
        }
    }
}

/// The watched names, with a form to add one.
fn names(asked: &Asked, news: &News) -> Markup {
    html! {
        section.names-beside aria-labelledby="names-h" {
            h2 #names-h { (asked.t(text::NAMES_WATCH)) }
            @if news.names.is_empty() { p.small { (asked.t(text::NAMES_NONE)) } }
            (super::names::add_form(asked, "/"))
            p.small { a href="/names" { (asked.t(text::NAMES_OTHER)) } @if !news.names.is_empty() { " (" (news.names.len()) ")" } }
        }
    }
}

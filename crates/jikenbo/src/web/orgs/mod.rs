//! `/orgs`: every name that notices give, and `/orgs/{name}`: all cases that give it, in whatever spelling and part.

mod memory;
mod org;
pub(super) mod text;

use axum::extract::State;
use axum::response::Response;
use form_urlencoded::{Serializer, byte_serialize};
use maud::{Markup, html};
use serde_json::{Value, json};

pub(super) use self::org::get as one;
use self::text::Text;
use super::App;
use super::error::Error;
use super::page::{Asked, clipped, page};
use super::shelf::Shelf;
use crate::labels::grouped;
use crate::store::{INITIALS, NameLine, NameQuery, NameSort};

/// So many names stand on a page.
const ROWS: u32 = 100;
/// The longest part of a name that is looked for, in characters.
const LONGEST: usize = 100;
/// So many names are passed over at most.
const LAST: u32 = 10_000_000;

/// Where all that is known of a name stands.
#[must_use]
pub(super) fn address(name: &str) -> String {
    let encoded: String = byte_serialize(name.as_bytes()).collect();
    // Within a path a plus sign is a plus sign.
    format!("/orgs/{}", encoded.replace('+', "%20"))
}

/// The same for a page: shorter, for browsers code the letters themselves.
#[must_use]
pub(super) fn link(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 8);
    out.push_str("/orgs/");
    for c in name.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else {
            byte_serialize(c.encode_utf8(&mut [0; 4]).as_bytes()).for_each(|part| out.push_str(&part.replace('+', "%20")));
        }
    }
    out
}

const SORTS: [(NameSort, &str, Text); 3] = [
    (NameSort::Cases, "cases", text::SORT_CASES),
    (NameSort::Reading, "reading", text::SORT_READING),
    (NameSort::Newest, "newest", text::SORT_NEWEST),
];

/// A page of the index.
struct Names {
    query: NameQuery,
    lines: Vec<NameLine>,
    hits: u64,
}

/// `GET /orgs`
///
/// # Errors
///
/// A parameter out of bounds, or the store's failure.
pub(super) async fn get(State(app): State<App>, asked: Asked) -> Result<Response, Error> {
    let query = read(&asked.query)?;
    let names = match &app.shelf {
        Shelf::Store(store) => {
            let lines = store.names(&query).await.map_err(Error::internal)?;
            let hits = store.count_names(&query).await.map_err(Error::internal)?;
            Names { query, lines, hits }
        }
        Shelf::Fixed(cases) => {
            let (lines, hits) = memory::names(cases, &query);
            Names { query, lines, hits }
        }
    };
    if asked.json {
        return Ok(super::json(&as_json(&names)));
    }
    Ok(super::html(show(&asked, &names)))
}

fn read(query: &str) -> Result<NameQuery, Error> {
    let field = |name: &str| super::query_field(query, name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let part = field("q").unwrap_or_default();
    if part.chars().count() > LONGEST {
        let found = part.chars().count().to_string();
        return Err(Error::bad(format!("{LONGEST}字までの名前"), format!("a name of at most {LONGEST} characters"), found));
    }
    let sort = match field("sort") {
        None => NameSort::default(),
        Some(name) => SORTS
            .iter()
            .find(|(_, n, _)| *n == name)
            .map(|(sort, ..)| *sort)
            .ok_or_else(|| Error::bad("cases、reading、newest のどれか", "one of cases, reading, newest", name))?,
    };
    let initial = field("initial").map(|i| {
        INITIALS.iter().position(|head| *head == i).ok_or_else(|| {
            Error::bad(format!("頭の音 ({})", INITIALS.join("・")), format!("an initial ({})", INITIALS.join(", ")), i)
        })
    });
    let after = field("after").map(|after| {
        after
            .parse::<u32>()
            .ok()
            .filter(|n| *n <= LAST)
            .ok_or_else(|| Error::bad("前のページが示した続きの印", "a cursor that a page before this gave", after))
    });
    let services = field("services").is_some();
    Ok(NameQuery { part, initial: initial.transpose()?, services, sort, limit: ROWS, offset: after.transpose()?.unwrap_or(0) })
}

impl Names {
    /// The cursor of the next page, if there is one.
    fn next(&self) -> Option<u32> {
        let shown = self.query.offset.saturating_add(self.lines.len() as u32);
        (u64::from(shown) < self.hits && !self.lines.is_empty()).then_some(shown)
    }

    /// The address of this index with another order, initial or place.
    fn address(&self, change: impl FnOnce(&mut NameQuery)) -> String {
        let mut query = self.query.clone();
        query.offset = 0;
        change(&mut query);
        let mut out = Serializer::new(String::new());
        if !query.part.is_empty() {
            out.append_pair("q", &query.part);
        }
        if query.services {
            out.append_pair("services", "1");
        }
        if query.sort != NameSort::default()
            && let Some((_, name, _)) = SORTS.iter().find(|(sort, ..)| *sort == query.sort)
        {
            out.append_pair("sort", name);
        }
        if let Some(initial) = query.initial.and_then(|i| INITIALS.get(i)) {
            out.append_pair("initial", initial);
        }
        if query.offset > 0 {
            out.append_pair("after", &query.offset.to_string());
        }
        let query = out.finish();
        if query.is_empty() { "/orgs".to_owned() } else { format!("/orgs?{query}") }
    }
}

fn as_json(names: &Names) -> Value {
    let line = |line: &NameLine| {
        let mut value = json!(line);
        value["page"] = json!(address(&line.name));
        value
    };
    json!({
        "hits": names.hits,
        "names": names.lines.iter().map(line).collect::<Vec<_>>(),
        "next": names.next().map(|after| after.to_string()),
    })
}

fn show(asked: &Asked, names: &Names) -> Markup {
    let narrowed = !names.query.part.is_empty() || names.query.initial.is_some();
    let body = html! {
        h1.plain { (asked.t(text::ORGS)) }
        p.lead { (asked.t(text::ORGS_ABOUT)) }
        (form(asked, names))
        (orders(asked, names))
        @if names.lines.is_empty() && !narrowed && names.query.offset == 0 {
            div.notice-page { p.big { (asked.t(text::NONE)) } }
        } @else if names.lines.is_empty() {
            div.notice-page { p.big { (asked.t(text::NO_HITS)) } p { a href="/orgs" { (asked.t(text::NO_HITS_ALL)) } } }
        } @else {
            p.small role="status" { b.figure { (grouped(names.hits)) } " " (asked.t(text::NAMES_N)) }
            (table(asked, names))
            (paging(asked, names))
        }
    };
    page(asked, asked.t(text::ORGS), &body)
}

fn form(asked: &Asked, names: &Names) -> Markup {
    html! {
        form.find-name role="search" method="get" action="/orgs" {
            label.hidden for="q" { (asked.t(text::SEARCH)) }
            input #q type="search" name="q" value=(names.query.part) placeholder=(asked.t(text::SEARCH)) maxlength=(LONGEST) autocomplete="off";
            @if let Some((_, name, _)) = SORTS.iter().find(|(sort, ..)| *sort == names.query.sort && *sort != NameSort::default()) {
                input type="hidden" name="sort" value=(name);
            }
            label.check { input type="checkbox" name="services" value="1" checked[names.query.services]; " " (asked.t(text::SERVICES)) }
            button { (asked.t(text::SEARCH_DO)) }
        }
    }
}

fn orders(asked: &Asked, names: &Names) -> Markup {
    html! {
        nav.orders aria-label=(asked.t(text::SORT)) {
            @for (sort, _, label) in SORTS {
                a href=(names.address(|q| q.sort = sort)) aria-current=[(names.query.sort == sort).then_some("true")] { (asked.t(label)) }
            }
        }
        nav.initials aria-label=(asked.t(text::INITIALS)) title=(asked.t(text::INITIALS_WHY)) {
            a href=(names.address(|q| q.initial = None)) aria-current=[names.query.initial.is_none().then_some("true")] { (asked.t(text::ANY)) }
            @for (at, initial) in INITIALS.iter().enumerate() {
                @let last = at + 1 == INITIALS.len();
                a href=(names.address(|q| q.initial = Some(at))) aria-current=[(names.query.initial == Some(at)).then_some("true")]
                    lang=[(!last).then_some("ja")] { (if last { asked.t(text::OTHER) } else { initial }) }
            }
        }
    }
}

fn table(asked: &Asked, names: &Names) -> Markup {
    let columns = [text::NAME, text::CASES, text::AS_VICTIM, text::FIRST, text::LAST];
    html! {
        table.names data-rows {
            thead { tr { @for (at, name) in columns.into_iter().enumerate() { th.figure[at == 1 || at == 2] scope="col" { (asked.t(name)) } } } }
            tbody {
                @for line in &names.lines {
                    tr {
                        th scope="row" { a.open href=(link(&line.name)) { (clipped(&line.name)) } }
                        td.figure { (grouped(line.cases.unsigned_abs())) }
                        td.figure { @if line.as_victim == 0 { span.unknown { "—" } } @else { (grouped(line.as_victim.unsigned_abs())) } }
                        td { (day(&line.first)) }
                        td { (day(&line.last)) }
                    }
                }
            }
        }
    }
}

fn day(day: &str) -> Markup {
    html! { @if day.is_empty() { span.unknown { "—" } } @else { time datetime=(day) { (day) } } }
}

fn paging(asked: &Asked, names: &Names) -> Markup {
    let next = names.next();
    html! {
        @if next.is_some() || names.query.offset > 0 {
            nav.paging aria-label=(asked.t(super::text::PAGES)) {
                @if names.query.offset > 0 {
                    a rel="prev" href=(names.address(|q| q.offset = names.query.offset.saturating_sub(ROWS))) { (asked.t(text::PREVIOUS)) }
                }
                @if let Some(next) = next { a rel="next" href=(names.address(|q| q.offset = next)) { (asked.t(text::NEXT)) } }
            }
        }
    }
}

//! The columns of the list: which there are, and which somebody chose.

use jikenbo_search::{Entry, Origin};
use maud::{Markup, html};

use super::text::{self, Text};
use crate::labels::{figure, grouped};
use crate::web::error::Error;
use crate::web::page::{Asked, words};
use crate::web::text as shared;

const COOKIE: &str = "jikenbo_cols";
const A_YEAR: u32 = 31_536_000;
/// So many names or codes are written into a cell.
const MOST: usize = 3;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named by COLUMNS, with its heading")]
pub(crate) enum Column {
    Date,
    Org,
    Sector,
    Kind,
    Count,
    Items,
    Cause,
    Unseen,
    Silent,
    Leak,
    Vendor,
    Service,
    Notices,
    Clipped,
    Title,
}

/// Every column with its name in addresses and its heading, in the order in which they stand.
pub(crate) const COLUMNS: &[(Column, &str, Text)] = &[
    (Column::Date, "date", shared::COL_DATE),
    (Column::Org, "org", shared::COL_ORG),
    (Column::Sector, "sector", text::COL_SECTOR),
    (Column::Kind, "kind", shared::COL_KIND),
    (Column::Count, "count", shared::COL_COUNT),
    (Column::Items, "items", text::COL_ITEMS),
    (Column::Cause, "cause", text::COL_CAUSE),
    (Column::Unseen, "unseen", text::COL_UNSEEN),
    (Column::Silent, "silent", text::COL_SILENT),
    (Column::Leak, "leak", text::COL_LEAK),
    (Column::Vendor, "vendor", text::COL_VENDOR),
    (Column::Service, "service", text::COL_SERVICE),
    (Column::Notices, "notices", text::COL_NOTICES),
    (Column::Clipped, "clipped", text::COL_CLIPPED),
    (Column::Title, "title", shared::COL_TITLE),
];

const USUAL: [Column; 5] = [Column::Date, Column::Org, Column::Kind, Column::Count, Column::Title];

impl Column {
    /// Whether it is one of the usual columns, which need no words on a narrow screen.
    #[must_use]
    pub(crate) fn is_usual(self) -> bool {
        USUAL.contains(&self)
    }
}

/// The columns of a list. The title is always among them, for it leads to the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns(Vec<Column>);

impl Default for Columns {
    fn default() -> Self {
        Self(USUAL.to_vec())
    }
}

impl Columns {
    /// The columns of these names.
    ///
    /// # Errors
    ///
    /// A name that no column has.
    pub(crate) fn named(names: &[String]) -> Result<Self, Error> {
        if let Some(odd) = names.iter().find(|name| COLUMNS.iter().all(|(_, known, _)| known != name)) {
            let known: Vec<&str> = COLUMNS.iter().map(|(_, name, _)| *name).collect();
            let known = known.join(", ");
            return Err(Error::bad(format!("{} ({known})", text::X_COLS.ja), format!("{} ({known})", text::X_COLS.en), odd));
        }
        let wanted = |name: &str, column| column == Column::Title || names.iter().any(|n| n == name);
        Ok(Self(COLUMNS.iter().filter(|(column, name, _)| wanted(name, *column)).map(|(column, ..)| *column).collect()))
    }

    /// The columns that a cookie keeps, or else the usual ones.
    #[must_use]
    pub(crate) fn kept(cookies: &str) -> Self {
        let kept = cookies.split(';').filter_map(|c| c.trim().split_once('=')).find(|(name, _)| *name == COOKIE);
        let names: Vec<String> = kept.map(|(_, v)| v.split('.').map(str::to_owned).collect()).unwrap_or_default();
        if names.is_empty() { Self::default() } else { Self::named(&names).unwrap_or_default() }
    }

    /// The header that keeps them.
    #[must_use]
    pub(crate) fn cookie(&self) -> String {
        let names: Vec<&str> = self.described().map(|(_, name, _)| name).collect();
        format!("{COOKIE}={}; Path=/; Max-Age={A_YEAR}; SameSite=Lax; HttpOnly", names.join("."))
    }

    /// The columns with their names and headings.
    pub(crate) fn described(&self) -> impl Iterator<Item = (Column, &'static str, Text)> {
        COLUMNS.iter().copied().filter(|(column, ..)| self.0.contains(column))
    }

    /// Whether they are the usual ones, for which the style sheet knows the widths.
    #[must_use]
    pub(crate) fn is_usual(&self) -> bool {
        self.0 == USUAL
    }
}

/// What stands in the cell of a column; the title has a cell of its own making.
pub(crate) fn cell(asked: &Asked, column: Column, entry: &Entry) -> Markup {
    let facts = &entry.facts;
    let unknown = || html! { span.unknown { (asked.t(shared::UNKNOWN)) } };
    let days = |days: Option<u32>| {
        days.map_or_else(unknown, |n| html! { (crate::web::figures::days((n.into(), n.into()), asked.lang)) })
    };
    match column {
        // What was taken over has no notice whose day it could be: its own date is shown.
        Column::Date => match facts.published.or(facts.date.filter(|_| entry.origin == Origin::Imported)) {
            Some(day) => html! { time datetime=(day) { (day) } },
            None => html! { span.unknown { (asked.t(shared::NO_DATE)) } },
        },
        Column::Sector => facts.sector.as_ref().map_or_else(unknown, |s| html! { (asked.label("sector", s)) }),
        Column::Kind => codes(asked, "kinds", facts.kinds.iter().map(|k| &**k), 2),
        Column::Count => facts.headline.as_ref().map_or_else(unknown, |count| html! { (figure(count, asked.lang)) }),
        Column::Items => codes(asked, "data_items", facts.items.iter().map(|k| &**k), MOST),
        Column::Cause => codes(asked, "causes", facts.causes.iter().map(|k| &**k), MOST),
        Column::Unseen => days(facts.days_unseen),
        Column::Silent => days(facts.days_silent),
        Column::Leak => facts.leak_status.as_ref().map_or_else(unknown, |s| html! { (asked.label("leak_status", s)) }),
        Column::Vendor => names(asked, facts.parties.iter().map(|p| p.name.as_str())),
        Column::Service => names(asked, facts.services.iter().map(String::as_str)),
        Column::Notices => html! { (grouped(entry.notices.len() as u64)) },
        Column::Clipped => html! { time datetime=(entry.clipped_at) { (crate::web::case::day(&entry.clipped_at)) } },
        Column::Org | Column::Title => html! {},
    }
}

/// A few labels; the rest are counted.
fn codes<'c>(asked: &Asked, key: &str, codes: impl Iterator<Item = &'c str>, most: usize) -> Markup {
    let codes: Vec<&str> = codes.collect();
    html! {
        @if codes.is_empty() { span.unknown { (asked.t(shared::UNKNOWN)) } }
        @for (at, code) in codes.iter().take(most).enumerate() {
            span.whole { (asked.label(key, code)) @if at + 1 < codes.len().min(most) { (asked.separator()) } }
        }
        @if codes.len() > most { span.more title=(asked.labels(key, codes[most..].iter().copied())) { " +" (codes.len() - most) } }
    }
}

/// A few names, each of which leads to all that is known of it.
fn names<'n>(asked: &Asked, names: impl Iterator<Item = &'n str>) -> Markup {
    let names: Vec<&str> = names.collect();
    html! {
        @if names.is_empty() { span.unknown { (asked.t(super::super::compare::text::NOT_TOLD)) } }
        @for (at, name) in names.iter().take(MOST).enumerate() {
            @if at > 0 { (asked.separator()) }
            a.who href=(crate::web::orgs::link(name)) { bdi lang="ja" { (words(name)) } }
        }
        @if names.len() > MOST { span.more { " +" (names.len() - MOST) } }
    }
}

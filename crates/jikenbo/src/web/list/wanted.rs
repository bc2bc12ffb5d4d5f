//! What a list's address asks for: the query, the order, the place, the columns; and addresses that ask for a little else.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use form_urlencoded::{Serializer, parse};
use jikenbo_model::Date;
use jikenbo_search::{Cursor, Field, How, Node, Query, QueryError, Sort};

use super::columns::Columns;
use super::text;
use crate::labels::Known;
use crate::web::error::Error;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wanted {
    /// The query as it was written.
    pub text: String,
    /// The query as it was read; everything, where it could not be.
    pub query: Query,
    /// Why it could not be read.
    pub wrong: Option<QueryError>,
    /// The order, if one is asked for.
    pub sort: Option<Sort>,
    /// Where to go on.
    pub after: Option<Cursor>,
    /// The columns.
    pub columns: Columns,
    /// Whether the address names the columns, which are then kept.
    pub columns_asked: bool,
}

impl Wanted {
    /// Reads a query string, and the columns that were kept.
    ///
    /// # Errors
    ///
    /// A parameter that is none; a query that is none is told in [`Wanted::wrong`], so that it can be shown where it was written.
    pub(crate) fn read(query: &str, headers: &HeaderMap) -> Result<Self, Error> {
        let mut wanted = Self {
            text: String::new(),
            query: Query::default(),
            wrong: None,
            sort: None,
            after: None,
            columns: Columns::kept(headers.get(COOKIE).and_then(|v| v.to_str().ok()).unwrap_or("")),
            columns_asked: false,
        };
        let mut columns = Vec::new();
        for (name, value) in parse(query.as_bytes()) {
            let value = value.trim();
            match &*name {
                _ if value.is_empty() => {}
                "q" => value.clone_into(&mut wanted.text),
                "sort" => wanted.sort = Some(sort(value)?),
                "after" => wanted.after = Some(value.parse().map_err(|_| Error::bad(text::X_AFTER.ja, text::X_AFTER.en, value))?),
                "cols" | "col" => columns.extend(value.split(',').map(|c| c.trim().to_owned()).filter(|c| !c.is_empty())),
                _ => {}
            }
        }
        if !columns.is_empty() {
            wanted.columns = Columns::named(&columns)?;
            wanted.columns_asked = true;
        }
        match Query::parse(&wanted.text, &Known) {
            Ok(query) => wanted.query = query,
            Err(wrong) => wanted.wrong = Some(wrong),
        }
        Ok(wanted)
    }

    /// The order: the best match first where words are looked for, unless another is asked for.
    #[must_use]
    pub(crate) fn order(&self) -> Sort {
        let words = || !self.query.needles().is_empty();
        self.sort.unwrap_or_else(|| if words() { Sort::Relevance } else { Sort::Newest })
    }

    /// The list of another query, in the same order.
    #[must_use]
    pub(crate) fn with_query(&self, query: &Query) -> String {
        address(&query.to_string(), self.sort, None)
    }

    /// The same list in another order.
    #[must_use]
    pub(crate) fn with_sort(&self, sort: Sort) -> String {
        address(&self.text, Some(sort), None)
    }

    /// The same list from another place on.
    #[must_use]
    pub(crate) fn from(&self, after: Option<&Cursor>) -> String {
        address(&self.text, self.sort, after)
    }

    /// Another page that follows the same query, such as its feed.
    #[must_use]
    pub(crate) fn elsewhere(&self, path: &str) -> String {
        let query = self.query.to_string();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", pair("q", &query)) }
    }
}

fn pair(name: &str, value: &str) -> String {
    Serializer::new(String::new()).append_pair(name, value).finish()
}

/// The list's address.
#[must_use]
pub(crate) fn address(query: &str, sort: Option<Sort>, after: Option<&Cursor>) -> String {
    let mut out = Serializer::new(String::new());
    if !query.is_empty() {
        out.append_pair("q", query);
    }
    if let Some(sort) = sort {
        out.append_pair("sort", sort.name());
    }
    if let Some(after) = after {
        out.append_pair("after", &after.to_string());
    }
    let query = out.finish();
    if query.is_empty() { "/cases".to_owned() } else { format!("/cases?{query}") }
}

/// An order by its name.
pub(crate) fn sort(value: &str) -> Result<Sort, Error> {
    Sort::named(value).ok_or_else(|| Error::bad(text::X_SORT.ja, text::X_SORT.en, value))
}

/// What is wrong with a query, as an error.
#[must_use]
pub(crate) fn wrong(error: &QueryError) -> Error {
    let at = |place: &str| if error.found.is_empty() { place.to_owned() } else { format!("{place}: {}", error.found) };
    Error::bad(
        format!("{}{} {}", error.at, text::BAD_PLACE.ja, error.expected_ja),
        format!("at {} {}: {}", text::BAD_PLACE.en, error.at, error.expected),
        at(&error.at.to_string()),
    )
}

/// Where a list stands now whose address is of an older form, with a parameter for each filter; `None` if this is no such address.
///
/// # Errors
///
/// A date that is none.
pub(crate) fn old_address(query: &str) -> Result<Option<String>, Error> {
    let mut conditions = Vec::new();
    let mut old = false;
    for (name, value) in parse(query.as_bytes()) {
        let value = value.trim();
        old |= ["q", "kind", "sector", "org", "since", "until", "page"].contains(&&*name);
        match &*name {
            _ if value.is_empty() => {}
            "q" => conditions.extend(value.split_whitespace().map(|word| Node::Text(word.to_owned(), How::Word))),
            "kind" => conditions.push(Node::code(Field::Kind, value)),
            "sector" => conditions.push(Node::code(Field::Sector, value)),
            "org" => conditions.push(Node::Name(Field::Org, value.to_owned(), How::Word)),
            "since" => conditions.push(Node::Since(date(&name, value)?)),
            "until" => conditions.push(Node::Until(date(&name, value)?)),
            _ => {}
        }
    }
    Ok(old.then(|| address(&Query::of(conditions).to_string(), None, None)))
}

fn date(name: &str, value: &str) -> Result<Date, Error> {
    value.parse().map_err(|_| {
        Error::bad(format!("{name}の日付 (YYYY、YYYY-MM、YYYY-MM-DD)"), format!("{name} as YYYY, YYYY-MM or YYYY-MM-DD"), value)
    })
}

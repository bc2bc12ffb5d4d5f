//! Where the pages get their cases.

use std::sync::Arc;

use super::data::{Case, Filed, Row, Rows, headline, title};
use super::error::Error;
use super::figures::days_of;
use super::filter::Filter;
use super::found::{parts, sentence};

/// The cases behind the pages.
#[derive(Debug, Clone)]
pub enum Shelf {
    /// Cases held in memory: for tests of the pages.
    Fixed(Arc<Vec<Case>>),
}

impl Shelf {
    /// The case of an id.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub async fn case(&self, id: &str) -> Result<Option<Case>, Error> {
        match self {
            Self::Fixed(cases) => Ok(cases.iter().find(|c| c.id == id).cloned()),
        }
    }

    /// One page of the list.
    ///
    /// # Errors
    ///
    /// The store's failure.
    pub async fn rows(&self, filter: &Filter, many: usize) -> Result<Rows, Error> {
        match self {
            Self::Fixed(cases) => Ok(fixed_rows(cases, filter, many)),
        }
    }
}

fn fixed_rows(cases: &[Case], filter: &Filter, many: usize) -> Rows {
    let mut rows: Vec<Row> = cases.iter().filter_map(|case| row(case, filter)).collect();
    rows.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id)));
    let hits = rows.len();
    let rows = rows.into_iter().skip((filter.page - 1) * many).take(many).collect();
    Rows { rows, hits, all: cases.len() }
}

/// A case as a row, if the filter lets it through.
fn row(case: &Case, filter: &Filter) -> Option<Row> {
    let version = case.notices.first().map(|f: &Filed| &f.versions[0])?;
    let record = &version.reading.record;
    let organization = record.organization.as_ref();
    let words: Vec<&str> = filter.words().collect();
    let row = Row {
        id: case.id.clone(),
        published: record.published.as_ref().map(|f| f.value),
        organization: organization.and_then(|f| f.value.name.clone()),
        sector: organization.and_then(|f| f.value.sector.clone()),
        kinds: record.kinds.iter().map(|f| f.value.clone()).collect(),
        count: headline(record).map(|f| f.value.clone()),
        title: title(version).map(str::to_owned),
        found: if words.is_empty() { None } else { sentence(&version.notice.text, &words, title(version).unwrap_or_default()) },
    };
    let has = |text: &str, word: &str| parts(text, &[word]).iter().any(|(_, is_match)| *is_match);
    let fits = words.iter().all(|w| has(&version.notice.text, w))
        && (filter.org.is_empty() || row.organization.as_deref().is_some_and(|name| has(name, &filter.org)))
        && (filter.kind.is_empty() || row.kinds.iter().any(|k| **k == *filter.kind))
        && (filter.sector.is_empty() || row.sector.as_ref().is_some_and(|s| **s == *filter.sector))
        && filter.since.is_none_or(|since| row.published.is_some_and(|d| days_of(d).1 >= days_of(since).0))
        && filter.until.is_none_or(|until| row.published.is_some_and(|d| days_of(d).0 <= days_of(until).1));
    fits.then_some(row)
}

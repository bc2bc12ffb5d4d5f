//! `jikenbo list`: what the casebook holds.

use std::io::{self, Write};

use jikenbo_model::Date;
use jikenbo_search::{Ask, Engine, Facts, Field, How, Node, Origin, Query, Sort};

use super::options::code;
use super::table::{Align, table};
use super::terminal::{line, width};
use super::{Context, Fail, Outcome, tell};
use crate::labels::{Known, Lang, figure, label};
use crate::store::{self, Row, Store};

/// List what the casebook holds, newest first
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo list --kind ransomware --since 2024
  jikenbo list --org 大学 --limit 10
  jikenbo list --sort largest
  jikenbo list --json | jq -r .organization

With --json, one object a line.")]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) filter: Filter,
}

/// Which lines are wanted, and how.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Filter {
    /// Only this kind of incident (a code: ransomware, misdelivery …)
    #[arg(long, value_name = "CODE", value_parser = |text: &str| code("kinds", text))]
    kind: Option<String>,
    /// Only organisations of this sector (a code: university, retail …)
    #[arg(long, value_name = "CODE", value_parser = |text: &str| code("sector", text))]
    sector: Option<String>,
    /// Only organisations whose name holds this
    #[arg(long, value_name = "NAME")]
    org: Option<String>,
    /// Not published before this date (YYYY, YYYY-MM or YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// Not published after this date
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// The order: newest, oldest, relevance, largest or clipped
    #[arg(long, value_name = "ORDER", value_parser = |text: &str| order(text))]
    sort: Option<Sort>,
    /// At most so many lines
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

pub(super) fn order(text: &str) -> Result<Sort, String> {
    let names = || Sort::all().map(Sort::name).collect::<Vec<_>>().join(", ");
    Sort::named(text).ok_or_else(|| format!("expected one of {}, found {text:?}", names()))
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        self.filter.run(context, "")
    }
}

impl Filter {
    /// Prints the notices of the cases that a query finds; the flags are conditions more.
    pub(super) fn run(&self, context: &Context, query: &str) -> Outcome {
        let query = self.conditions().into_iter().fold(parsed(query)?, Query::with);
        let Some(store) = context.open_existing()? else {
            tell(&format!("there is no casebook at {} yet: `jikenbo clip FILE` makes it", context.place()));
            return Ok(());
        };
        let engine = in_step(context, &store)?;
        let rows = self.rows(&*engine, &query)?;
        if rows.is_empty() && self.limit != Some(0) {
            let all = context.wait(async { Ok::<_, store::Error>(store.count().await? + store.count_imported().await?) })?;
            let nothing = "the casebook is empty: `jikenbo clip FILE` puts a page into it".to_owned();
            let cases = engine.len().map_err(|error| Fail::Message(error.to_string()))?;
            tell(&if all == 0 { nothing } else { format!("none of the {cases} cases in the casebook is like that") });
        }
        context.wait(store.close());
        print(&rows, self.json)
    }

    fn conditions(&self) -> Vec<Node> {
        let code = |field, code: &Option<String>| code.as_ref().map(|code| Node::Code(field, code.clone()));
        let org = self.org.as_ref().map(|name| Node::Name(Field::Org, name.clone(), How::Word));
        let dates = [self.since.map(Node::Since), self.until.map(Node::Until)];
        [code(Field::Kind, &self.kind), code(Field::Sector, &self.sector), org].into_iter().chain(dates).flatten().collect()
    }

    /// The lines, a page of hits after another, so that no order is lost and memory stays small until they are wanted.
    fn rows(&self, engine: &dyn Engine, query: &Query) -> Outcome<Vec<Row>> {
        let most = self.limit.map_or(usize::MAX, |limit| limit as usize);
        let sort = self.sort.unwrap_or_default();
        let mut ask = Ask { query: query.clone(), sort, limit: most.min(1_000), ..Ask::default() };
        let mut rows = Vec::new();
        while rows.len() < most {
            let found = engine.find(&ask).map_err(|error| Fail::Message(error.to_string()))?;
            for hit in &found.hits {
                for line in &hit.entry.notices {
                    rows.push(row(&hit.entry.case, Some(&line.notice), &line.facts, &line.clipped_at)?);
                }
                if hit.entry.origin == Origin::Imported {
                    rows.push(row(&hit.entry.case, None, &hit.entry.facts, &hit.entry.clipped_at)?);
                }
            }
            match found.next {
                Some(next) => ask.after = Some(next),
                None => break,
            }
        }
        rows.truncate(most);
        Ok(rows)
    }
}

/// A query, in words where it is none.
pub(super) fn parsed(text: &str) -> Result<Query, String> {
    Query::parse(text, &Known).map_err(|error| format!("the query: {error}"))
}

/// The search, when it has seen every change.
pub(super) fn in_step(context: &Context, store: &Store) -> Outcome<std::sync::Arc<jikenbo_search::Index>> {
    let behind = context.wait(store.behind())?;
    if behind > 2_000 {
        tell(&format!("taking {behind} cases into the search index first"));
    }
    match context.wait(store.catch_up(u64::MAX)) {
        Err(crate::search::Error::Index(jikenbo_search::Error::Busy)) => {
            tell("another process is writing the search index: what came in just now may be missing");
        }
        other => drop(other?),
    }
    Ok(context.wait(store.engine())?)
}

/// A notice of a case as a line, or a case that has none.
fn row(case: &str, notice: Option<&str>, facts: &Facts, clipped_at: &str) -> Outcome<Row> {
    let id = |error: crate::store::IdError| Fail::Message(error.to_string());
    Ok(Row {
        case: case.parse().map_err(id)?,
        notice: notice.map(str::parse).transpose().map_err(id)?,
        published: facts.published,
        date: facts.date,
        organization: facts.organization.clone(),
        sector: facts.sector.clone(),
        kinds: facts.kinds.clone(),
        headline: facts.headline.clone(),
        title: facts.title.clone(),
        clipped_at: clipped_at.to_owned(),
    })
}

/// A line as JSON, with where its case comes from.
#[derive(serde::Serialize)]
struct Marked<'r> {
    #[serde(flatten)]
    row: &'r Row,
    /// `clipped` or `imported`.
    origin: &'static str,
}

/// Where a line's case comes from: only what was taken over has no notice.
fn origin(row: &Row) -> Origin {
    if row.notice.is_some() { Origin::Clipped } else { Origin::Imported }
}

/// Prints lines as a table, or as JSON.
pub(super) fn print(rows: &[Row], json: bool) -> Outcome {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if json {
        for row in rows {
            serde_json::to_writer(&mut out, &Marked { row, origin: origin(row).name() }).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    } else {
        let cells: Vec<_> = rows.iter().map(cells).collect();
        write!(out, "{}", table(&COLUMNS, &cells, width()))?;
    }
    Ok(out.flush()?)
}

const COLUMNS: [(Align, usize); 6] =
    [(Align::Left, 0), (Align::Left, 0), (Align::Left, 30), (Align::Left, 30), (Align::Right, 24), (Align::Left, 0)];

fn cells(row: &Row) -> Vec<String> {
    let kinds: Vec<_> = row.kinds.iter().map(|kind| label("kinds", kind, Lang::Ja)).collect();
    vec![
        row.case.to_string(),
        // What was taken over has no notice, and so no day of one: it is listed by its own date.
        row.published
            .or(row.date.filter(|_| row.notice.is_none()))
            .map_or_else(|| "日付不明".to_owned(), |date| date.to_string()),
        row.organization.as_deref().map_or_else(|| "—".to_owned(), line),
        if kinds.is_empty() { "—".to_owned() } else { kinds.join("・") },
        row.headline.as_ref().map_or_else(|| "—".to_owned(), |count| figure(count, Lang::Ja)),
        match origin(row) {
            Origin::Clipped => line(&row.title),
            Origin::Imported => format!("取り込み: {}", line(&row.title)),
        },
    ]
}

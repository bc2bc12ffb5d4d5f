//! `jikenbo list`: what the casebook holds.

use std::io::{self, Write};

use jikenbo_model::Date;

use super::options::code;
use super::table::{Align, table};
use super::terminal::{line, width};
use super::{Context, Outcome, tell};
use crate::labels::{Lang, figure, label};
use crate::store::{Query, Row};

/// List what the casebook holds, newest first
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo list --kind ransomware --since 2024
  jikenbo list --org 大学 --limit 10
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
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        self.filter.run(context, Vec::new())
    }
}

impl Filter {
    /// Prints the lines in which all `words` occur.
    pub(super) fn run(&self, context: &Context, words: Vec<String>) -> Outcome {
        let query = self.query(words);
        let Some(store) = context.open_existing()? else {
            tell(&format!("there is no casebook at {} yet: `jikenbo clip FILE` makes it", context.place()));
            return Ok(());
        };
        let rows = context.wait(store.list(&query))?;
        if rows.is_empty() {
            let all = context.wait(store.count(&Query::default()))?;
            let nothing = "the casebook is empty: `jikenbo clip FILE` puts a page into it".to_owned();
            tell(&if all == 0 { nothing } else { format!("none of the {all} notices in the casebook is like that") });
        }
        context.wait(store.close());
        print(&rows, self.json)
    }

    fn query(&self, words: Vec<String>) -> Query {
        Query {
            words,
            kind: self.kind.clone(),
            sector: self.sector.clone(),
            org: self.org.clone(),
            since: self.since,
            until: self.until,
            limit: self.limit,
            offset: 0,
        }
    }
}

/// Prints lines as a table, or as JSON.
pub(super) fn print(rows: &[Row], json: bool) -> Outcome {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if json {
        for row in rows {
            serde_json::to_writer(&mut out, row).map_err(io::Error::from)?;
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
        row.published.map_or_else(|| "日付不明".to_owned(), |date| date.to_string()),
        row.organization.as_deref().map_or_else(|| "—".to_owned(), line),
        if kinds.is_empty() { "—".to_owned() } else { kinds.join("・") },
        row.headline.as_ref().map_or_else(|| "—".to_owned(), |count| figure(count, Lang::Ja)),
        line(&row.title),
    ]
}

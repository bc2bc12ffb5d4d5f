//! `jikenbo audit`: who did what, when and from where.

use std::io::{self, Write};

use serde_json::json;

use super::terminal::line;
use super::{Context, Outcome};
use crate::store::Audited;

/// Print the audit log: logins, changes of users, tokens and sources, and what persons corrected
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo audit
  jikenbo audit --limit 1000
  jikenbo audit --json | head")]
pub(super) struct Args {
    /// Only the newest N entries; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u64,
    /// An entry a line, as JSON
    #[arg(long)]
    json: bool,
}

/// So many entries are held at a time.
const AT_ONCE: u32 = 1_000;

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let Some(store) = context.open_existing()? else { return Ok(()) };
        let mut out = io::stdout().lock();
        let mut left = if self.limit == 0 { u64::MAX } else { self.limit };
        let mut before = None;
        while left > 0 {
            let entries = context.wait(store.audited(before, u32::try_from(left).map_or(AT_ONCE, |left| left.min(AT_ONCE))))?;
            let Some(last) = entries.last() else { break };
            before = Some(last.id);
            left -= entries.len() as u64;
            entries
                .iter()
                .try_for_each(|entry| writeln!(out, "{}", if self.json { json!(entry).to_string() } else { text(entry) }))?;
        }
        out.flush()?;
        context.wait(store.close());
        Ok(())
    }
}

/// An entry on one line, with nothing in it that could steer a terminal.
fn text(entry: &Audited) -> String {
    let rest = [&entry.subject, &entry.detail].map(|text| line(text)).join("  ");
    format!("{}  {:<12}  {}  {:<14}  {}", entry.at, line(&entry.what), line(&entry.from), line(&entry.who), rest)
        .trim_end()
        .to_owned()
}

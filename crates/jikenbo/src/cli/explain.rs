//! `jikenbo explain`: every stage of a reading.

use std::io::{self, Write};

use jikenbo_read::Reader;
use jikenbo_read::explain::{Stage, explain};

use super::options::Pages;
use super::terminal::line;
use super::{Context, Fail, Outcome, tell};
use crate::capture::open;

/// Explain a reading: what the reader saw and found at each stage
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo explain notice.txt                  every stage
  jikenbo explain notice.txt --stage finds    what the rules found, and what became of it")]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) pages: Pages,
    /// Only this stage
    #[arg(long, value_enum, value_name = "STAGE")]
    stage: Option<StageName>,
}

/// The stages by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum StageName {
    /// Words, and the closed forms: dates, numbers, money
    Tokens,
    /// Sentences and clauses, and what holds in them
    Clauses,
    /// What the rules found; then the facts, and the doubts
    Finds,
}

const STAGES: [(StageName, Stage, &str); 3] = [
    (StageName::Tokens, Stage::Tokens, "tokens"),
    (StageName::Clauses, Stage::Clauses, "clauses"),
    (StageName::Finds, Stage::Finds, "finds"),
];

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let options = self.pages.options(context)?;
        let reader = Reader::embedded();
        let mut out = io::BufWriter::new(io::stdout().lock());
        let mut failed = false;
        for input in self.pages.inputs() {
            match open(&input, &options) {
                Ok(opened) => {
                    for (n, notice) in opened.notices.iter().enumerate() {
                        let first = line(notice.text.lines().next().unwrap_or(""));
                        writeln!(out, "# {input}, notice {} of {}: {first}", n + 1, opened.notices.len())?;
                        for (_, stage, name) in STAGES.iter().filter(|(s, ..)| self.stage.is_none_or(|only| only == *s)) {
                            writeln!(out, "\n## {name}\n{}", explain(&reader, notice, *stage).trim_end())?;
                        }
                        writeln!(out)?;
                    }
                }
                Err(error) => {
                    tell(&format!("{input}: {error}"));
                    failed = true;
                }
            }
        }
        out.flush()?;
        if failed { Err(Fail::Told) } else { Ok(()) }
    }
}

//! `jikenbo verify`: whether the archive is still what was clipped.

use std::io::{self, IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Context, Fail, Outcome};
use crate::labels::grouped;

/// Check the whole casebook: hash every original again, cut out every span of every fact again
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo verify            what does not hold is named; the exit status is 1 if there is anything
  jikenbo verify --quiet    print only what does not hold")]
pub(super) struct Args {
    /// Print only what does not hold
    #[arg(short, long)]
    quiet: bool,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let missing = || format!("there is no casebook at {}", context.place());
        let store = context.open_existing()?.ok_or_else(missing)?;
        let bar = bar();
        let verified =
            context.wait(store.verify(|done| bar.set_message(format!("{} captures, {} texts", done.captures, done.texts))));
        bar.finish_and_clear();
        context.wait(store.close());
        let verified = verified?;
        let mut out = io::stdout().lock();
        for fault in &verified.faults {
            writeln!(out, "{}: {}", super::terminal::line(&fault.place), super::terminal::line(&fault.why))?;
        }
        if !self.quiet {
            writeln!(
                out,
                "checked {} captures ({} bytes), {} texts with {} spans, {} looks{}: {} do not hold",
                grouped(verified.captures),
                grouped(verified.bytes),
                grouped(verified.texts),
                grouped(verified.spans),
                grouped(verified.visits),
                imported(verified.imported),
                grouped(verified.faults.len() as u64)
            )?;
        }
        if verified.faults.is_empty() { Ok(out.flush()?) } else { Err(Fail::Told) }
    }
}

/// Cases without a text have no words to be cut out; where there are any, it is told how many records were hashed.
fn imported(cases: u64) -> String {
    match cases {
        0 => String::new(),
        n => format!(", {} cases taken over", grouped(n)),
    }
}

fn bar() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner:.red} {msg}") {
        bar.set_style(style);
    }
    bar
}

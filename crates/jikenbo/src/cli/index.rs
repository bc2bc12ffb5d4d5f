//! `jikenbo index`: the search index, brought in step or made anew.

use std::io::{self, Write};

use jikenbo_search::Engine;

use super::{Context, Outcome, tell};

/// Bring the search index in step with the casebook, or make it anew
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo index              take in what has changed
  jikenbo index --rebuild    make it anew

Nothing is lost with an index: whatever searches brings it in step, and makes it anew if it is damaged. This does it beforehand.")]
pub(super) struct Args {
    /// Throw the index away and make it anew
    #[arg(long)]
    rebuild: bool,
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let Some(store) = context.open_existing()? else {
            tell(&format!("there is no casebook at {} yet: `jikenbo clip FILE` makes it", context.place()));
            return Ok(());
        };
        let done =
            context.wait(async { if self.rebuild { store.rebuild_index().await } else { store.catch_up(u64::MAX).await } })?;
        let engine = context.wait(store.engine())?;
        let cases = engine.len().map_err(|error| error.to_string())?;
        let size = context.wait(store.index_size())? as f64 / 1e6;
        let place = store.search.folder().map(|folder| format!(" at {}", folder.display())).unwrap_or_default();
        context.wait(store.close());
        let took = done.took.as_secs_f64();
        let mut out = io::stdout().lock();
        writeln!(out, "took in {} cases in {took:.1} s; the index holds {cases} cases in {size:.1} MB{place}", done.cases)?;
        Ok(())
    }
}

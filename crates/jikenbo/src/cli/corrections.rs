//! `jikenbo corrections`: what persons put right, for the rules to be scored by.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use serde_json::json;

use super::{Context, Outcome};
use crate::capture::plain;
use crate::corrections::{Effective, gold};
use crate::store::{Id, NoticeId, Store, StoredNotice};

/// What persons put right
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    Export(Export),
}

/// Write what persons checked as gold facts: NAME.txt and NAME.json for each notice
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo corrections export -o checked            every notice that was reviewed wholly
  jikenbo corrections export --all -o corrected    also those of which a part was
  jikenbo corrections export C7GH-2WMX | jq .facts

The rules are scored by such a folder with `cargo dev score --in checked`.")]
pub(super) struct Export {
    /// Ids of cases or notices; all if none is given
    #[arg(value_name = "ID")]
    ids: Vec<Id>,
    /// Write into this folder; without it, a JSON object a line is printed: notice, text, facts
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Also notices of which persons have looked at only some facts; the rest stands as it was read
    #[arg(long)]
    all: bool,
}

impl Command {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        match self {
            Self::Export(export) => export.run(context),
        }
    }
}

impl Export {
    fn run(&self, context: &Context) -> Outcome {
        let place = context.place();
        let store = context.open_existing()?.ok_or_else(|| format!("there is no casebook at {place} yet"))?;
        if let Some(folder) = &self.output {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {}", folder.display(), plain(&error)))?;
        }
        let mut written = 0;
        for id in self.notices(context, &store)? {
            if let Some(notice) = context.wait(store.notice(&id))? {
                self.write(notice)?;
                written += 1;
            }
        }
        context.wait(store.close());
        if let Some(folder) = &self.output {
            writeln!(io::stdout(), "wrote {written} notices into {}", folder.display())?;
        }
        Ok(())
    }

    /// The notices that are meant, of those that persons have looked at.
    fn notices(&self, context: &Context, store: &Store) -> Outcome<Vec<NoticeId>> {
        let mut wanted = context.wait(store.corrected_notices(!self.all))?;
        let mut named = Vec::new();
        for id in &self.ids {
            match id {
                Id::Notice(notice) => {
                    context.wait(store.resolve(*id))?;
                    named.push(*notice);
                }
                Id::Case(case) => named.extend(context.wait(store.notices_of(case))?),
            }
        }
        if !self.ids.is_empty() {
            wanted.retain(|id| named.contains(id));
        }
        Ok(wanted)
    }

    fn write(&self, notice: StoredNotice) -> Outcome {
        let Some(folder) = &self.output else {
            let (id, text) = (notice.id, notice.notice.text.clone());
            let facts = gold(&Effective { reading: notice.reading, standings: notice.standings }, &text);
            return Ok(writeln!(io::stdout(), "{}", json!({ "notice": id, "text": text, "facts": facts }))?);
        };
        for (name, body) in crate::web::review::export::files(notice) {
            let path = folder.join(&name);
            fs::write(&path, body).map_err(|error| format!("{}: {}", path.display(), plain(&error)))?;
        }
        Ok(())
    }
}

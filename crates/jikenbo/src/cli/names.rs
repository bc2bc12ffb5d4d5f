//! `jikenbo names`: the names that are told first.

use std::io::{self, Write};

use serde_json::json;

use super::terminal::line;
use super::{Context, Outcome};
use crate::store::name_key;

/// Names of your vendors and group companies: cases that name them come first
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    Add(Add),
    List(List),
    Remove(Remove),
}

/// Watch names; legal forms, blanks and width of letters do not matter
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo names add 青葉商会 '北灯システムズ'
  jikenbo names add 'Aoba Cloud'")]
pub(super) struct Add {
    /// Names of organisations or services
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
}

/// Show the names that are watched
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo names list
  jikenbo names list --json")]
pub(super) struct List {
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

/// No longer watch a name
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo names remove 2
  jikenbo names remove 青葉商会")]
pub(super) struct Remove {
    /// Its number in `jikenbo names list`, or the name in any spelling
    #[arg(value_name = "N|NAME")]
    name: String,
}

/// The longest name, in characters.
const LONGEST: usize = 100;
/// Who is kept with a name that was added here.
const WHO: &str = "command line";

impl Command {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        match self {
            Self::Add(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Remove(Remove { name }) => {
                let store = context.open()?;
                let removed = context.wait(store.unwatch_name(name))?;
                context.wait(store.close());
                done(&format!("no longer watching {}", line(&removed.name)))
            }
        }
    }
}

fn done(words: &str) -> Outcome {
    writeln!(io::stdout(), "{words}")?;
    Ok(())
}

impl Add {
    fn run(&self, context: &Context) -> Outcome {
        for name in &self.names {
            if name_key(name).is_empty() || name.trim().chars().count() > LONGEST || name.chars().any(char::is_control) {
                return Err(format!("expected a name of 1 to {LONGEST} characters, found {name:?}").into());
            }
        }
        let store = context.open()?;
        for name in &self.names {
            let watched = context.wait(store.watch_name(name.trim(), WHO))?;
            done(&format!("watching {}  {}", watched.id, line(&watched.name)))?;
        }
        context.wait(store.close());
        Ok(())
    }
}

impl List {
    fn run(&self, context: &Context) -> Outcome {
        let nothing = "no name is watched yet: `jikenbo names add NAME`";
        let names = match context.open_existing()? {
            Some(store) => {
                let names = context.wait(store.watched_names())?;
                context.wait(store.close());
                names
            }
            None => Vec::new(),
        };
        if self.json {
            return done(&format!("{:#}", json!({ "names": names })));
        }
        if names.is_empty() {
            return done(nothing);
        }
        names.iter().try_for_each(|name| done(&format!("{:>3}  {}", name.id, line(&name.name))))
    }
}

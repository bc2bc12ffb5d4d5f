//! The command line: one file per command.

mod audit;
mod clip;
mod corrections;
mod crosswalk;
mod demo;
mod evidence;
mod explain;
mod export;
mod import;
mod index;
mod list;
mod looks;
mod names;
mod network;
mod options;
mod others;
mod output;
mod read;
mod read_lines;
mod record_text;
mod reread;
mod rules;
mod search;
mod serve;
mod settings;
mod show;
mod table;
mod terminal;
mod user;
mod verify;
mod watch;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::settings::{Settings, Sources};
use crate::store::{self, Casebook, Store};

/// A casebook of security-incident notices: clip them, read them into records whose every fact shows its words, look.
#[derive(Debug, Parser)]
#[command(name = "jikenbo", version, arg_required_else_help = true, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    /// The casebook: a file, or a PostgreSQL database (postgres://…)
    #[arg(long, global = true, value_name = "PATH|URL")]
    casebook: Option<String>,
    /// The settings file
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of the search index
    #[arg(long = "index", id = "index-folder", global = true, value_name = "FOLDER")]
    index: Option<String>,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  jikenbo demo                        look at the samples in a browser
  jikenbo clip page.html notes.txt    clip two pages into the casebook
  jikenbo list --kind ransomware      what it holds
  jikenbo search 不正アクセス 大学    where these words occur
  jikenbo read page.html              read without a casebook";

#[derive(Debug, Subcommand)]
enum Command {
    Clip(clip::Args),
    #[command(subcommand)]
    Watch(watch::Command),
    #[command(subcommand)]
    Names(names::Command),
    List(list::Args),
    Show(show::Args),
    Search(search::Args),
    Index(index::Args),
    Read(read::Args),
    Explain(explain::Args),
    #[command(subcommand)]
    Rules(rules::Command),
    Reread(reread::Args),
    #[command(subcommand)]
    Corrections(corrections::Command),
    Verify(verify::Args),
    Evidence(evidence::Args),
    Export(export::Args),
    Import(import::Args),
    Crosswalk(crosswalk::Args),
    Serve(serve::Args),
    Demo(demo::Args),
    #[command(subcommand)]
    User(user::Command),
    Audit(audit::Args),
    Settings(settings::Args),
    /// Read a PDF document from standard input (for the program itself)
    #[command(name = crate::capture::pdfs::CHILD, hide = true, after_help = "Examples:\n  jikenbo clip page.pdf    does it by itself")]
    PdfChild,
}

/// Why a command ended without success.
#[derive(Debug)]
enum Fail {
    /// What to tell.
    Message(String),
    /// It was told already; only the exit status is left.
    Told,
    /// Whoever read the output has closed it.
    Closed,
}

type Outcome<T = ()> = Result<T, Fail>;

impl From<io::Error> for Fail {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Message(crate::capture::plain(&error)),
        }
    }
}

impl From<store::Error> for Fail {
    fn from(error: store::Error) -> Self {
        Self::Message(error.to_string())
    }
}

impl From<crate::search::Error> for Fail {
    fn from(error: crate::search::Error) -> Self {
        Self::Message(error.to_string())
    }
}

impl From<crate::export::Error> for Fail {
    fn from(error: crate::export::Error) -> Self {
        match error {
            crate::export::Error::Write(error) => error.into(),
            other => Self::Message(other.to_string()),
        }
    }
}

impl From<String> for Fail {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

/// So many new cases a clip takes into the search index by itself.
const FEW: u64 = 500;

/// What commands share: the settings, and the way to the casebook.
struct Context {
    settings: Settings,
    runtime: tokio::runtime::Runtime,
}

impl Context {
    fn new(cli: &Cli) -> Outcome<Self> {
        let mut flags = Vec::new();
        flags.extend(cli.casebook.clone().map(|place| ("casebook", place)));
        flags.extend(cli.index.clone().map(|folder| ("index", folder)));
        flags.extend(cli.command.settings());
        let env = |name: &str| std::env::var_os(name);
        let settings = Settings::new(&Sources { flags, config: cli.config.clone(), env: &env })?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        Ok(Self { settings, runtime })
    }

    fn place(&self) -> Casebook {
        Casebook::from(self.settings.get("casebook"))
    }

    fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// Opens the casebook; makes it if there is none.
    fn open(&self) -> Outcome<Store> {
        let mut store = self.wait(Store::open(&self.place()))?;
        let folder = self.settings.get("index");
        if !folder.is_empty() {
            store.put_index(PathBuf::from(folder));
        }
        Ok(store)
    }

    /// Takes what just came into the search index too, if it is little; much is left to whoever searches.
    fn index_few(&self, store: &Store) {
        let few = async {
            let behind = store.behind().await?;
            if behind > 0 && behind <= FEW { store.catch_up(u64::MAX).await.map(|_| ()) } else { Ok(()) }
        };
        match self.wait(few) {
            Ok(()) | Err(crate::search::Error::Index(jikenbo_search::Error::Busy)) => {}
            Err(error) => tell(&error.to_string()),
        }
    }

    /// Opens the casebook if there is one.
    fn open_existing(&self) -> Outcome<Option<Store>> {
        match self.place() {
            Casebook::File(path) if !path.exists() => Ok(None),
            _ => self.open().map(Some),
        }
    }
}

impl Command {
    /// The settings that the command's own flags give.
    fn settings(&self) -> Vec<(&'static str, String)> {
        let max_size = |pages: &options::Pages| pages.max_size.clone().map(|size| ("max-size", size));
        match self {
            Self::Clip(args) => max_size(&args.pages).into_iter().chain(args.network.settings()).collect(),
            Self::Watch(command) => command.settings(),
            Self::Read(args) => max_size(&args.pages).into_iter().collect(),
            Self::Explain(args) => max_size(&args.pages).into_iter().collect(),
            Self::Evidence(args) => args.settings(),
            Self::Serve(args) => args.settings(),
            _ => Vec::new(),
        }
    }

    fn run(&self, context: &Context) -> Outcome {
        match self {
            Self::Clip(args) => args.run(context),
            Self::Watch(command) => command.run(context),
            Self::Names(command) => command.run(context),
            Self::List(args) => args.run(context),
            Self::Show(args) => args.run(context),
            Self::Search(args) => args.run(context),
            Self::Index(args) => args.run(context),
            Self::Read(args) => args.run(context),
            Self::Explain(args) => args.run(context),
            Self::Rules(command) => command.run(),
            Self::Reread(args) => args.run(context),
            Self::Corrections(command) => command.run(context),
            Self::Verify(args) => args.run(context),
            Self::Evidence(args) => args.run(context),
            Self::Export(args) => args.run(context),
            Self::Import(args) => args.run(context),
            Self::Crosswalk(args) => args.run(),
            Self::Serve(args) => args.run(context),
            Self::Demo(args) => args.run(context),
            Self::User(command) => command.run(context),
            Self::Audit(args) => args.run(context),
            Self::Settings(args) => args.run(context),
            Self::PdfChild => Ok(jikenbo_pdf::serve_stdin()?),
        }
    }
}

/// Runs the program with this process's arguments.
#[must_use]
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match Context::new(&cli).and_then(|context| cli.command.run(&context)) {
        Ok(()) | Err(Fail::Closed) => ExitCode::SUCCESS,
        Err(Fail::Told) => ExitCode::FAILURE,
        Err(Fail::Message(message)) => {
            tell(&message);
            ExitCode::FAILURE
        }
    }
}

/// Says something on standard error, where nobody may be listening.
fn tell(message: &str) {
    let _ = writeln!(io::stderr(), "jikenbo: {message}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    /// Every command, and the commands below it.
    fn all(command: &clap::Command) -> Vec<clap::Command> {
        command
            .get_subcommands()
            .flat_map(|c| std::iter::once(c.clone()).chain(all(c)))
            .filter(|c| c.get_name() != "help")
            .collect()
    }

    #[test]
    fn every_command_and_flag_has_help_and_every_command_an_example() {
        let cli = Cli::command();
        cli.clone().debug_assert();
        for command in all(&cli) {
            let name = command.get_name().to_owned();
            assert!(command.get_about().is_some(), "{name} says nothing of itself");
            if command.get_subcommands().next().is_none() {
                assert!(command.get_after_help().is_some_and(|h| h.to_string().contains("jikenbo ")), "{name} has no example");
            }
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{name} {} has no help", argument.get_id());
            }
        }
    }

    #[test]
    fn ids_in_examples_are_ids() {
        let is_id = |word: &&str| word.len() >= 8 && word.starts_with(['C', 'N', 'n']) && word.contains(char::is_numeric);
        let mut seen = 0;
        for command in all(&Cli::command()) {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            for word in help.split_whitespace().filter(is_id) {
                assert!(word.parse::<store::Id>().is_ok(), "{word}");
                seen += 1;
            }
        }
        assert!(seen >= 3, "{seen}");
    }

    #[test]
    fn every_setting_has_its_flag() {
        let cli = Cli::command();
        let flags: Vec<_> = all(&cli)
            .into_iter()
            .chain([cli.clone()])
            .flat_map(|c| c.get_arguments().filter_map(|a| a.get_long().map(ToOwned::to_owned)).collect::<Vec<_>>())
            .collect();
        for setting in crate::settings::SETTINGS {
            assert!(flags.iter().any(|f| f == setting.name), "--{} is no flag", setting.name);
        }
    }
}

//! `jikenbo watch`: addresses that are looked at again and again.

use std::io::{self, Write};
use std::sync::Arc;

use serde_json::json;
use url::Url;

use super::looks::Looks;
use super::network::Network;
use super::terminal::line;
use super::user::HERE;
use super::{Context, Outcome, tell};
use crate::gather::{News, Watching};
use crate::settings::duration;
use crate::store::{Act, NewSource, Source, Store};
use crate::web::sources::state;

/// The shortest interval: no notice is so urgent that its site must be asked more often.
const LEAST: u64 = 60;

/// Watch addresses: fetch new notices, changes and disappearances by themselves
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    Add(Add),
    List(List),
    Remove(Remove),
    Pause(Pause),
    Resume(Resume),
    Run(Run),
}

/// Watch an address: a page, a list of news, a feed, or a map of a site
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo watch add https://www.example.jp/news/ --label 例の会社
  jikenbo watch add https://blog.example.jp/feeds/posts/default --every 6h --backfill")]
pub(super) struct Add {
    /// The address
    #[arg(value_name = "URL")]
    url: String,
    /// The time from one look to the next (15m, 1h, 1d)
    #[arg(long, value_name = "TIME", default_value = "1h")]
    every: String,
    /// What to call it
    #[arg(long, value_name = "WORDS", default_value = "")]
    label: String,
    /// How many links deep notices are taken from a list of links
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(0..=3))]
    follow: u8,
    /// Walk a feed in pages to its end, once
    #[arg(long)]
    backfill: bool,
}

/// Show what is watched, and how it fares
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo watch list
  jikenbo watch list --json")]
pub(super) struct List {
    /// As one JSON object
    #[arg(long)]
    json: bool,
}

/// Stop watching an address; what came from it stays
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo watch remove 2
  jikenbo watch remove https://www.example.jp/news/")]
pub(super) struct Remove {
    /// Its number in `jikenbo watch list`, or the address
    #[arg(value_name = "N|URL")]
    source: String,
}

/// Do not look at an address for now
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo watch pause 2")]
pub(super) struct Pause {
    /// Its number in `jikenbo watch list`, or the address
    #[arg(value_name = "N|URL")]
    source: String,
}

/// Go on looking at an address
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo watch resume 2")]
pub(super) struct Resume {
    /// Its number in `jikenbo watch list`, or the address
    #[arg(value_name = "N|URL")]
    source: String,
}

/// Look once at everything that is due: for cron and systemd timers
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo watch run                 every few minutes; what is not due is left alone
  jikenbo watch run --all           look at every source now")]
pub(super) struct Run {
    /// Look at every source now, due or not
    #[arg(long)]
    all: bool,
    /// Print only what failed
    #[arg(short, long)]
    quiet: bool,
    /// Report a source after so many failures one after another
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(i64).range(1..=1000))]
    report_after: i64,
    #[command(flatten)]
    pub(super) network: Network,
}

impl Command {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        match self {
            Self::Add(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Remove(Remove { source }) => {
                let store = context.open()?;
                let removed = context.wait(store.remove_source(source))?;
                audit(context, &store, "source.remove", &removed.url)?;
                done(&format!("no longer watching {}", line(&removed.url)))
            }
            Self::Pause(Pause { source }) => pause(context, source, true),
            Self::Resume(Resume { source }) => pause(context, source, false),
            Self::Run(args) => args.run(context),
        }
    }

    /// The settings that the flags give.
    pub(super) fn settings(&self) -> Vec<(&'static str, String)> {
        if let Self::Run(args) = self { args.network.settings() } else { Vec::new() }
    }
}

fn done(words: &str) -> Outcome {
    writeln!(io::stdout(), "{words}")?;
    Ok(())
}

/// Keeps what was done to a source.
fn audit(context: &Context, store: &Store, what: &str, url: &str) -> Outcome {
    Ok(context.wait(store.audit(&Act { who: HERE.name, from: HERE.from, what, subject: url, detail: "" }))?)
}

fn pause(context: &Context, source: &str, paused: bool) -> Outcome {
    let store = context.open()?;
    let source = context.wait(store.pause_source(source, paused))?;
    audit(context, &store, if paused { "source.pause" } else { "source.resume" }, &source.url)?;
    done(&format!("{} {}", if paused { "paused" } else { "watching again" }, line(&source.url)))
}

impl Add {
    fn run(&self, context: &Context) -> Outcome {
        let every = duration(&self.every).map_err(|error| format!("--every: {error}"))?.as_secs();
        if every < LEAST {
            return Err(format!("--every: expected at least {LEAST}s, found {:?}", self.every).into());
        }
        let new = NewSource {
            url: address(&self.url)?,
            label: self.label.clone(),
            every_seconds: i64::try_from(every).unwrap_or(i64::MAX),
            follow: i64::from(self.follow),
            backfill: self.backfill,
        };
        let store = context.open()?;
        let source = context.wait(store.add_source(&new))?;
        audit(context, &store, "source.add", &source.url)?;
        context.wait(store.close());
        done(&format!(
            "watching {}  {}: `jikenbo watch run` or `jikenbo serve --watch` looks at it",
            source.id,
            line(&source.url)
        ))
    }
}

/// An address of the web, as it is asked.
fn address(text: &str) -> Result<String, String> {
    let wrong = |why: &str| format!("expected an address (https://…), found {text:?}{why}");
    let mut url = Url::parse(text.trim()).map_err(|error| wrong(&format!(": {error}")))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return Err(wrong(""));
    }
    url.set_fragment(None);
    Ok(url.into())
}

impl List {
    fn run(&self, context: &Context) -> Outcome {
        let Some(store) = context.open_existing()? else { return done("nothing is watched yet: `jikenbo watch add URL`") };
        let sources = context.wait(store.sources())?;
        context.wait(store.close());
        if self.json {
            return done(&format!("{:#}", json!({ "sources": sources })));
        }
        if sources.is_empty() {
            return done("nothing is watched yet: `jikenbo watch add URL`");
        }
        sources.iter().try_for_each(|source| done(&row(source)))
    }
}

fn row(source: &Source) -> String {
    let time = |text: &str| text.get(..16).map_or_else(|| "never".to_owned(), |t| t.replace('T', " "));
    let label = if source.label.is_empty() { String::new() } else { format!("{}  ", line(&source.label)) };
    let failed = if source.failures > 0 {
        format!("\n    failed {} times: {}", source.failures, line(&source.error))
    } else {
        String::new()
    };
    format!(
        "{:>3}  {:<8} last good {}  next {}  {} pages, {} notices  {label}{}{failed}",
        source.id,
        state(source).0,
        time(&source.good_at),
        if source.paused { "-".to_owned() } else { time(&source.next_at) },
        source.pages,
        source.notices,
        line(&source.url)
    )
}

impl Run {
    fn run(&self, context: &Context) -> Outcome {
        let store = Arc::new(context.open()?);
        let page = super::options::page_options(context)?;
        let gatherer = self.network.gatherer(context, Arc::clone(&store), page)?;
        let mut looks = Looks::new(self.quiet, false);
        let watching = Watching { all: self.all, report_after: self.report_after, ..Watching::default() };
        let done = context.wait(gatherer.watch(watching, |news| told(&news, &mut looks)));
        context.wait(store.close());
        let looked = done?;
        if !self.quiet {
            writeln!(io::stdout(), "looked at {looked} pages: {}", looks.summary())?;
        }
        Ok(())
    }
}

/// Tells a piece of news. A source that fails is told once it has failed often enough; what failed once is in the list.
pub(super) fn told(news: &News, looks: &mut Looks) {
    match news {
        News::Look(look) => looks.add(look),
        News::Failing(source, times, why) => tell(&format!("{}: failed {times} times: {}", line(&source.url), line(why))),
        News::Recovered(source) => tell(&format!("{}: works again", line(&source.url))),
    }
}

//! `jikenbo clip`: pages into the casebook.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jikenbo_read::Reader;

use super::looks::Looks;
use super::network::Network;
use super::options::Pages;
use super::terminal::line;
use super::{Context, Fail, Outcome, tell};
use crate::capture::{Input, Options, in_order, open, read_all};
use crate::gather::{Bounds, Plan, judged};
use crate::store::{Clipped, Fate, Prepared, Store, rules_fingerprint};

/// Clip pages into the casebook: keep the originals, and read every notice in them
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo clip page.html                            a page, with one notice or many
  jikenbo clip https://www.example.jp/news/1.html   the same from the web
  jikenbo clip --follow 1 https://www.example.jp/news/
                                                    and the notices that a list links to
  jikenbo clip --one archive/*.txt                  every file is one notice")]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) pages: Pages,
    /// Take in also what does not read like a notice
    #[arg(long)]
    any: bool,
    /// How many links deep notices are taken from a list of links, on the same site
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=3))]
    follow: u8,
    /// Look at so many pages of the web at most
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    max_pages: u32,
    /// Walk a feed in pages to its end
    #[arg(long)]
    backfill: bool,
    #[command(flatten)]
    pub(super) network: Network,
    /// Print only what failed, and the summary
    #[arg(short, long)]
    quiet: bool,
}

/// What takes longer than this shows how far it is.
const MOMENT: Duration = Duration::from_millis(500);

/// So many notices, or so many bytes, are stored in one go.
const BATCH: (usize, usize) = (500, 16 << 20);

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let (urls, inputs) = self.pages.split();
        if urls.is_empty() {
            return self.files(context, &inputs);
        }
        let files = if inputs.is_empty() { Ok(()) } else { self.files(context, &inputs) };
        let web = self.web(context, &urls);
        files.and(web)
    }

    /// Clips pages from the web, and what they lead to.
    fn web(&self, context: &Context, urls: &[String]) -> Outcome {
        let store = Arc::new(context.open()?);
        let options = self.pages.options(context)?;
        let max_bytes = usize::try_from(options.max_size).unwrap_or(usize::MAX);
        let page =
            jikenbo_page::Options { format: options.format, one: options.one, max_bytes, ..jikenbo_page::Options::default() };
        let gatherer = self.network.gatherer(context, Arc::clone(&store), page)?;
        let plan = Plan { source: None, every: None, any: self.any || self.pages.one, is_source: false };
        let from: Vec<_> = urls.iter().map(|url| (url.clone(), plan)).collect();
        let bounds = Bounds {
            depth: u32::from(self.follow),
            pages: usize::try_from(self.max_pages).unwrap_or(usize::MAX).max(from.len()),
            at_once: 16,
            only_unknown: false,
            older: if self.backfill { usize::MAX } else { 0 },
        };
        let mut looks = Looks::new(self.quiet, true);
        let rest = context.wait(gatherer.crawl(&from, bounds, |look| looks.add(look)));
        context.wait(store.close());
        let rest = rest?;
        looks.tell_failed();
        let left =
            if rest.left > 0 { format!("; {} more pages were left: --max-pages takes more", rest.left) } else { String::new() };
        writeln!(io::stdout(), "{}{left}", looks.summary())?;
        if looks.failed().is_empty() { Ok(()) } else { Err(Fail::Told) }
    }

    /// Clips files and standard input.
    fn files(&self, context: &Context, inputs: &[Input]) -> Outcome {
        let options = self.pages.options(context)?;
        let store = context.open()?;
        let mut clip = Clip::new(context, &store, inputs.len(), self.quiet);
        let reader = Reader::embedded();
        let rules = rules_fingerprint(reader.rules());
        let work = |input: &Input| (input.to_string(), prepare(input, &options, self.any, &reader, &rules));
        in_order(inputs, work, |ready| {
            while let Some(done) = ready.next() {
                clip.add(done);
                while let Some(done) = clip.room().then(|| ready.at_once()).flatten() {
                    clip.add(done);
                }
                clip.store_batch();
            }
        });
        context.wait(store.close());
        clip.end()
    }
}

/// A page ready to be stored, with what is told of each of its notices.
struct Page {
    prepared: Prepared,
    lines: Vec<String>,
    bytes: usize,
}

fn prepare(input: &Input, options: &Options, any: bool, reader: &Reader, rules: &str) -> Result<Page, String> {
    let opened = open(input, options).map_err(|error| error.to_string())?;
    let read = read_all(reader, opened.notices);
    let (read, why) = judged(read, any || options.one);
    if read.is_empty() {
        return Err(format!("{why}; --any takes it all the same"));
    }
    let prepared = Prepared::new(&opened.capture, &read, rules).map_err(|error| error.to_string())?;
    Ok(Page {
        lines: prepared.titles().map(|(org, title)| describe(org, title)).collect(),
        bytes: opened.capture.bytes.len(),
        prepared,
    })
}

fn describe(organization: Option<&str>, title: &str) -> String {
    match organization {
        Some(name) => format!("{}  {}", line(name), line(title)),
        None => line(title),
    }
}

/// A clip under way: what waits to be stored, and what was done so far.
struct Clip<'a> {
    context: &'a Context,
    store: &'a Store,
    quiet: bool,
    /// Shown once it takes more than [`MOMENT`].
    bar: ProgressBar,
    begun: Instant,
    waiting: Vec<(String, Page)>,
    clipped: usize,
    changed: usize,
    known: usize,
    failed: Vec<String>,
}

impl<'a> Clip<'a> {
    fn new(context: &'a Context, store: &'a Store, inputs: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(inputs as u64), ProgressDrawTarget::hidden());
        Self {
            context,
            store,
            quiet,
            bar,
            begun: Instant::now(),
            waiting: Vec::new(),
            clipped: 0,
            changed: 0,
            known: 0,
            failed: Vec::new(),
        }
    }

    fn add(&mut self, (source, done): (String, Result<Page, String>)) {
        match done {
            Ok(page) => self.waiting.push((source, page)),
            Err(why) => self.fail(&source, &why),
        }
    }

    fn step(&self) {
        self.bar.inc(1);
        if self.bar.is_hidden() && self.begun.elapsed() > MOMENT && io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
            if let Ok(style) = ProgressStyle::with_template("{wide_bar:.red} {pos}/{len} pages, {eta} left") {
                self.bar.set_style(style);
            }
        }
    }

    /// Whether more may be put into the same go.
    fn room(&self) -> bool {
        let (notices, bytes) =
            self.waiting.iter().fold((0, 0), |(n, b), (_, page)| (n + page.prepared.len().max(1), b + page.bytes));
        notices < BATCH.0 && bytes < BATCH.1
    }

    fn fail(&mut self, source: &str, why: &str) {
        self.bar.suspend(|| tell(&format!("{source}: {why}")));
        self.step();
        self.failed.push(format!("{source}: {why}"));
    }

    /// Stores what waits. Only then is it told as done.
    fn store_batch(&mut self) {
        let (told, prepared): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waiting).into_iter().map(|(source, page)| ((source, page.lines), page.prepared)).unzip();
        if prepared.is_empty() {
            return;
        }
        match self.context.wait(self.store.clip_all(&prepared)) {
            Ok(all) => {
                for ((_, lines), clipped) in told.iter().zip(&all) {
                    self.done(lines, clipped);
                }
            }
            Err(error) => {
                for (source, _) in &told {
                    self.fail(source, &error.to_string());
                }
            }
        }
    }

    fn done(&mut self, lines: &[String], clipped: &Clipped) {
        self.clipped += clipped.new.len();
        self.changed += clipped.changed.len();
        self.known += clipped.known.len();
        self.step();
        if self.quiet {
            return;
        }
        let (mut new, mut changed) = (clipped.new.iter(), clipped.changed.iter());
        let told = clipped.fates.iter().zip(lines).filter_map(|(fate, line)| match fate {
            Fate::New => Some(("clipped", new.next()?, line)),
            Fate::Changed => Some(("changed", changed.next()?, line)),
            Fate::Known => None,
        });
        self.bar.suspend(|| {
            for (what, ids, line) in told {
                // Whoever listened may be gone; the clipping goes on.
                let _ = writeln!(io::stdout(), "{what} {}  {line}", ids.case);
            }
        });
    }

    fn end(self) -> Outcome {
        self.bar.finish_and_clear();
        let mut summary = format!("clipped {}", self.clipped);
        if self.changed > 0 {
            summary.push_str(&format!(", changed {}", self.changed));
        }
        summary.push_str(&format!(", already known {}, failed {}", self.known, self.failed.len()));
        match self.failed.as_slice() {
            [] if self.clipped + self.changed == 0 => summary.push_str(": nothing changed"),
            [] => {}
            few if few.len() <= 3 => summary.push_str(&format!(" ({})", few.join("; "))),
            few => summary.push_str(&format!(" ({}; and {} more, named above)", few[0], few.len() - 1)),
        }
        let _ = writeln!(io::stdout(), "{summary}");
        if self.failed.is_empty() { Ok(()) } else { Err(Fail::Told) }
    }
}

//! `jikenbo clip`: pages into the casebook.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jikenbo_read::Reader;

use super::looks::Looks;
use super::network::Network;
use super::options::Pages;
use super::terminal::line;
use super::{Context, Fail, Outcome, tell};
use crate::capture::{Archived, Input, Options, candidates, in_order, is_archive, open, read_all, walk};
use crate::gather::{Bounds, Plan, judged};
use crate::store::{self, Clipped, Fate, Next, Prepared, Store, rules_fingerprint};

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
            return self.files(context, inputs);
        }
        let files = if inputs.is_empty() { Ok(()) } else { self.files(context, inputs) };
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
        let rest = context.wait(gatherer.crawl(&from, bounds, |look| {
            looks.add(look);
            if self.follow == 0 && !look.feed && look.outcome == store::Outcome::Index {
                let leads = look.leads.len();
                tell(&format!(
                    "{}: a list of links, {leads} of them to what may be notices; --follow 1 takes them in",
                    line(&look.url)
                ));
            }
        }));
        context.index_few(&store);
        context.wait(store.close());
        let rest = rest?;
        looks.tell_failed();
        let left =
            if rest.left > 0 { format!("; {} more pages were left: --max-pages takes more", rest.left) } else { String::new() };
        writeln!(io::stdout(), "{}{left}", looks.summary())?;
        if looks.failed().is_empty() && !looks.missing() { Ok(()) } else { Err(Fail::Told) }
    }

    /// Clips files, folders, archives and standard input.
    fn files(&self, context: &Context, inputs: Vec<Input>) -> Outcome {
        let options = self.pages.options(context)?;
        let sorted = Sorted::new(inputs);
        let store = context.open()?;
        let mut clip = Clip::new(context, &store, sorted.pages.len() + sorted.archives.len(), self.quiet);
        let reader = Reader::embedded();
        let rules = rules_fingerprint(reader.rules());
        for (path, why) in &sorted.failed {
            clip.fail(&path.display().to_string(), why);
        }
        let read = Read { reader: &reader, rules: &rules, any: self.any || options.one };
        let work = |input: &Input| (input.to_string(), read.input(input, &options));
        in_order(&sorted.pages, work, |ready| {
            while let Some(done) = ready.next() {
                clip.add(done);
                while let Some(done) = clip.room().then(|| ready.at_once()).flatten() {
                    clip.add(done);
                }
                clip.store_batch();
            }
        });
        for archive in &sorted.archives {
            clip_archive(&mut clip, archive, &read);
        }
        context.index_few(&store);
        context.wait(store.close());
        clip.end()
    }
}

/// Inputs by how they are taken in: folders are gone through, archives are streamed.
#[derive(Default)]
struct Sorted {
    pages: Vec<Input>,
    archives: Vec<PathBuf>,
    failed: Vec<(PathBuf, String)>,
}

impl Sorted {
    fn new(inputs: Vec<Input>) -> Self {
        let mut sorted = Self::default();
        for input in inputs {
            match input {
                Input::File(path) if path.is_dir() => {
                    let walked = walk(&path);
                    sorted.failed.extend(walked.failed);
                    walked.files.into_iter().for_each(|file| sorted.file(file));
                }
                Input::File(path) => sorted.file(path),
                Input::Stdin => sorted.pages.push(input),
            }
        }
        sorted
    }

    fn file(&mut self, path: PathBuf) {
        if is_archive(&path) { self.archives.push(path) } else { self.pages.push(Input::File(path)) }
    }
}

/// Clips each page of an archive, with memory for a batch of them at a time.
fn clip_archive(clip: &mut Clip<'_>, path: &Path, read: &Read<'_>) {
    let name = path.display().to_string();
    let pages = match candidates(path) {
        Ok(pages) => pages,
        Err(why) => return clip.fail(&name, &why),
    };
    for page in pages {
        match page {
            Ok(page) => match read.candidate(&page) {
                Ok(Some(done)) => clip.add((page.address.clone(), Ok(done))),
                // An archive of a crawl is full of pages that are no notices: that is no failure.
                Ok(None) => {}
                Err(why) => clip.add((format!("{name}: {}", page.address), Err(why))),
            },
            Err(why) => clip.add((name.clone(), Err(why))),
        }
        if !clip.room() {
            clip.store_batch();
        }
    }
    clip.store_batch();
    clip.step();
}

/// What reading a page needs.
struct Read<'a> {
    reader: &'a Reader,
    rules: &'a str,
    /// Take in also what does not read like a notice.
    any: bool,
}

impl Read<'_> {
    fn input(&self, input: &Input, options: &Options) -> Result<Page, String> {
        let opened = open(input, options).map_err(|error| error.to_string())?;
        let (read, why) = judged(read_all(self.reader, opened.notices), self.any);
        if read.is_empty() && opened.no_text.is_none() {
            return Err(format!("{why}; --any takes it all the same"));
        }
        let note = opened.no_text.filter(|_| read.is_empty());
        let prepared = Prepared::new(&opened.capture, &read, self.rules).map_err(|error| error.to_string())?;
        Ok(Page::new(prepared, opened.capture.bytes.len(), note))
    }

    /// A page of an archive; `None` if it is no notice.
    fn candidate(&self, page: &Archived) -> Result<Option<Page>, String> {
        let opened = page.open()?;
        let (read, _) = judged(read_all(self.reader, opened.notices), self.any);
        if read.is_empty() && opened.no_text.is_none() {
            return Ok(None);
        }
        let note = opened.no_text.filter(|_| read.is_empty());
        let prepared = Prepared::new(&opened.capture, &read, self.rules).map_err(|error| error.to_string())?;
        let prepared = prepared.visited(page.visit(&opened.capture), Next::default());
        Ok(Some(Page::new(prepared, opened.capture.bytes.len(), note)))
    }
}

/// A page ready to be stored, with what is told of each of its notices.
struct Page {
    prepared: Prepared,
    lines: Vec<String>,
    bytes: usize,
    /// Why it is kept although it has no text.
    note: Option<String>,
}

impl Page {
    fn new(prepared: Prepared, bytes: usize, note: Option<String>) -> Self {
        let lines = prepared.titles().map(|(org, title)| describe(org, title)).collect();
        Self { prepared, lines, bytes, note }
    }
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
    /// Documents without text.
    kept: usize,
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
            kept: 0,
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
        let (told, prepared): (Vec<_>, Vec<_>) = std::mem::take(&mut self.waiting)
            .into_iter()
            .map(|(source, page)| ((source, page.lines, page.note), page.prepared))
            .unzip();
        if prepared.is_empty() {
            return;
        }
        match self.context.wait(self.store.clip_all(&prepared)) {
            Ok(all) => {
                for ((source, lines, note), clipped) in told.iter().zip(&all) {
                    self.done(lines, clipped);
                    if let Some(why) = note {
                        self.kept += 1;
                        self.say(&format!("kept  {}: {}", line(source), line(why)));
                    }
                }
            }
            Err(error) => {
                for (source, ..) in &told {
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

    fn say(&self, words: &str) {
        if !self.quiet {
            self.bar.suspend(|| drop(writeln!(io::stdout(), "{words}")));
        }
    }

    fn end(self) -> Outcome {
        self.bar.finish_and_clear();
        let mut summary = format!("clipped {}", self.clipped);
        if self.changed > 0 {
            summary.push_str(&format!(", changed {}", self.changed));
        }
        if self.kept > 0 {
            summary.push_str(&format!(", kept without text {}", self.kept));
        }
        summary.push_str(&format!(", already known {}, failed {}", self.known, self.failed.len()));
        match self.failed.as_slice() {
            [] if self.clipped + self.changed + self.kept == 0 => summary.push_str(": nothing changed"),
            [] => {}
            few if few.len() <= 3 => summary.push_str(&format!(" ({})", few.join("; "))),
            few => summary.push_str(&format!(" ({}; and {} more, named above)", few[0], few.len() - 1)),
        }
        let _ = writeln!(io::stdout(), "{summary}");
        if self.failed.is_empty() { Ok(()) } else { Err(Fail::Told) }
    }
}

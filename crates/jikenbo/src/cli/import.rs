//! `jikenbo import`: what other collections, or another casebook, hold.

mod batch;

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use batch::Batch;

use super::terminal::line;
use super::{Context, Fail, Outcome, tell};
use crate::capture::Input;
use crate::import::{Form, Found, Inputs, Piece, Place, Record, each, looks_like_vcdb, record, taken};
use crate::labels::grouped;
use crate::store::{Act, Line, MoveLine, Restored, Store, TakeOver, TakenOver, in_order, sha256};

/// Take in what other collections hold (VERIS, gold facts), as cases without a text; or another casebook, whole
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo import VCDB/data/json/validated            a folder of incidents in VERIS, a file each
  jikenbo import --collection ours incidents.jsonl   a name for where they come from
  jikenbo import casebook.jsonl                      what `jikenbo export --format jsonl` wrote

What is refused is named with its place and why, and the rest goes in; the exit status is then 1.
The same import twice changes nothing. docs/exports/import.md tells which forms there are, and what
of them is kept.")]
pub(super) struct Args {
    /// Files (.json, .jsonl, also .gz and .zip), folders of them, or - for standard input
    #[arg(required = true, value_name = "FILE|FOLDER|-")]
    inputs: Vec<PathBuf>,
    /// What the collection is called; without it VCDB, if it is that, else the folder's or the file's name
    #[arg(long, value_name = "NAME", value_parser = |text: &str| collection(text))]
    collection: Option<String>,
    /// The form, if it is not to be told by what stands there: veris, gold or jsonl
    #[arg(long = "as", value_name = "FORM", value_parser = |text: &str| form(text))]
    form: Option<Form>,
    /// Print only what was refused, and the summary
    #[arg(short, long)]
    quiet: bool,
}

/// The longest name of a collection, in characters.
const LONGEST: usize = 100;
/// So many records are stored in one go, if they are not large.
const RECORDS: usize = 500;
/// So many lines of a casebook are.
const LINES: usize = 100;
/// What takes longer than this shows how far it is.
const MOMENT: Duration = Duration::from_millis(500);
/// So many of what was refused are told again in the summary.
const TOLD: usize = 3;

fn collection(text: &str) -> Result<String, String> {
    let name = text.trim();
    let fits = !name.is_empty() && name.chars().count() <= LONGEST && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err(format!("expected a name of 1 to {LONGEST} characters, found {text:?}")) }
}

fn form(text: &str) -> Result<Form, String> {
    let names = Form::ALL.map(|(_, name)| name).join(", ");
    Form::named(text).ok_or_else(|| format!("expected one of {names}, found {text:?}"))
}

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let all: Vec<Inputs> = self.inputs.iter().map(|path| Inputs::new(Input::from(path.as_path()))).collect();
        let store = context.open()?;
        let mut import = Import::new(context, &store, self.quiet, all.iter().map(|inputs| inputs.bytes).sum());
        for (root, inputs) in self.inputs.iter().zip(&all) {
            for (path, why) in &inputs.failed {
                import.refuse(&path.display().to_string(), why);
            }
            let source = Source { root, inputs, said: self.collection.as_deref(), form: self.form };
            if inputs.files.is_empty() {
                import.refuse(&inputs.name, "expected files of JSON (.json, .jsonl, .gz, .zip), found none");
            }
            for file in &inputs.files {
                import.file(&source, file);
            }
        }
        import.store_batch();
        import.audit();
        context.index_few(&store);
        context.wait(store.close());
        import.end()
    }
}

/// Where records come from.
struct Source<'a> {
    root: &'a Path,
    inputs: &'a Inputs,
    said: Option<&'a str>,
    form: Option<Form>,
}

impl Source<'_> {
    /// What the collection of a record is called: as the user says, else VCDB for a record of VCDB's, else as the folder is.
    fn collection(&self, form: Form, data: &serde_json::Value) -> String {
        match self.said {
            Some(said) => said.to_owned(),
            None if form == Form::Veris && looks_like_vcdb(data) => "VCDB".to_owned(),
            None => collection(&line(&self.inputs.name)).unwrap_or_else(|_| "imported".to_owned()),
        }
    }
}

/// An import under way: what waits to be stored, and what was done so far.
struct Import<'a> {
    context: &'a Context,
    store: &'a Store,
    quiet: bool,
    /// Shown once it takes more than [`MOMENT`].
    bar: ProgressBar,
    begun: Instant,
    waiting: Batch<TakeOver>,
    lines: Batch<Line>,
    moves: Vec<MoveLine>,
    /// What each key of a collection told in this import.
    seen: HashMap<[u8; 16], [u8; 16]>,
    done: Done,
}

/// What was done.
#[derive(Debug, Default)]
struct Done {
    new: u64,
    changed: u64,
    known: u64,
    refused: u64,
    originals: u64,
    /// The first of what was refused.
    told: Vec<String>,
    collections: Vec<String>,
}

impl Done {
    /// Counts a line of a casebook: its cases are counted as cases, its originals apart; what else changed is a change.
    fn restored(&mut self, line: &Line, done: Restored) {
        match (line, done) {
            (Line::Original(_), Restored::New) => self.originals += 1,
            (Line::Case(_), Restored::New) => self.new += 1,
            (Line::Case(_), Restored::Changed) | (Line::Move(_), Restored::New) => self.changed += 1,
            (Line::Case(_), Restored::Same) => self.known += 1,
            _ => {}
        }
    }
}

fn half(text: &str) -> [u8; 16] {
    let digits = sha256(text.as_bytes());
    let mut out = [0; 16];
    out.copy_from_slice(&digits.as_bytes()[..16]);
    out
}

impl<'a> Import<'a> {
    fn new(context: &'a Context, store: &'a Store, quiet: bool, bytes: u64) -> Self {
        Self {
            context,
            store,
            quiet,
            bar: ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden()),
            begun: Instant::now(),
            waiting: Batch::of(RECORDS),
            lines: Batch::of(LINES),
            moves: Vec::new(),
            seen: HashMap::new(),
            done: Done::default(),
        }
    }

    fn file(&mut self, source: &Source<'_>, file: &Input) {
        let bar = self.bar.clone();
        let told = move |bytes| bar.inc(bytes);
        each(file, &mut |found| self.found(source, found), &told);
        self.store_lines();
        self.store_moves(file);
        self.show();
    }

    fn found(&mut self, source: &Source<'_>, found: Found) {
        let piece = match found {
            Found::Piece(piece) => piece,
            Found::Nothing(..) if source.root.is_dir() => return,
            Found::Fault(place, why) | Found::Nothing(place, why) => return self.refuse(&place.to_string(), &why),
        };
        let record = record(&piece, source.form);
        let Piece { place, bytes, .. } = piece;
        match record {
            Err(refused) => self.refuse(&place.to_string(), &refused.to_string()),
            Ok(Record::Line(value)) => self.line(place, &value, bytes.len()),
            Ok(Record::Taken { form, taken, data }) => {
                let collection = source.collection(form, &data);
                let (form, shown) = (form.name().to_owned(), place.within(source.root));
                let from = TakeOver { collection, form, place: shown, taken: *taken, data };
                self.add(place, from, bytes.len());
            }
        }
    }

    /// Puts a line of a casebook among those that wait; moves wait until all notices are here.
    fn line(&mut self, place: Place, value: &serde_json::Value, bytes: usize) {
        match Line::read(value, &taken) {
            Err(why) => self.refuse(&place.to_string(), &why),
            Ok(Line::Move(moved)) => self.moves.push(moved),
            Ok(line) => {
                if self.lines.add(place, line, bytes) {
                    self.store_lines();
                }
            }
        }
    }

    /// Stores the lines that wait; if one of them does not fit, one by one.
    fn store_lines(&mut self) {
        let (places, all) = self.lines.take();
        if all.is_empty() {
            return;
        }
        if let Ok(done) = self.context.wait(self.store.restore(&all)) {
            all.iter().zip(done).for_each(|(line, done)| self.done.restored(line, done));
            return self.show();
        }
        for (place, line) in places.iter().zip(&all) {
            match self.context.wait(self.store.restore(std::slice::from_ref(line))) {
                Ok(done) => done.into_iter().for_each(|done| self.done.restored(line, done)),
                Err(error) => self.refuse(&place.to_string(), &error.to_string()),
            }
        }
    }

    /// Stores the moves of a file, in their order.
    fn store_moves(&mut self, file: &Input) {
        for moved in in_order(std::mem::take(&mut self.moves)) {
            let n = moved.n;
            let line = Line::Move(moved);
            match self.context.wait(self.store.restore(std::slice::from_ref(&line))) {
                Ok(done) => done.into_iter().for_each(|done| self.done.restored(&line, done)),
                Err(error) => self.refuse(&format!("{file}: move {n}"), &error.to_string()),
            }
        }
    }

    /// Puts a record among those that wait. A key that this import has seen is known, or told twice.
    fn add(&mut self, place: Place, one: TakeOver, bytes: usize) {
        let (key, told) = (half(&format!("{}\n{}", one.collection, one.taken.key)), half(&one.data.to_string()));
        match self.seen.insert(key, told) {
            Some(before) if before == told => self.done.known += 1,
            Some(before) => {
                self.seen.insert(key, before);
                let why = format!("expected each key once, found {:?} again, with something else under it", one.taken.key);
                self.refuse(&place.to_string(), &why);
            }
            None => {
                if self.waiting.add(place, one, bytes) {
                    self.store_batch();
                }
            }
        }
    }

    /// Stores what waits; if that fails for some reason of one record, one by one.
    fn store_batch(&mut self) {
        let (places, all) = self.waiting.take();
        if all.is_empty() {
            return;
        }
        if let Ok(done) = self.context.wait(self.store.take_over(&all)) {
            for (one, done) in all.iter().zip(done) {
                self.count(&one.collection, done);
            }
            return self.show();
        }
        for (place, one) in places.iter().zip(&all) {
            match self.context.wait(self.store.take_over(std::slice::from_ref(one))) {
                Ok(done) => done.into_iter().for_each(|done| self.count(&one.collection, done)),
                Err(error) => self.refuse(&place.to_string(), &error.to_string()),
            }
        }
    }

    fn count(&mut self, collection: &str, done: TakenOver) {
        match done {
            TakenOver::New(_) => self.done.new += 1,
            TakenOver::Changed(_) => self.done.changed += 1,
            TakenOver::Same(_) => self.done.known += 1,
        }
        if !self.done.collections.iter().any(|known| known == collection) {
            self.done.collections.push(collection.to_owned());
        }
    }

    fn refuse(&mut self, place: &str, why: &str) {
        let said = format!("{}: {}", line(place), line(why));
        self.bar.suspend(|| tell(&format!("refused {said}")));
        self.done.refused += 1;
        if self.done.told.len() < TOLD {
            self.done.told.push(said);
        }
    }

    /// Writes down that something came in, if anything did.
    fn audit(&mut self) {
        let Done { new, changed, originals, collections, .. } = &self.done;
        if new + changed + originals == 0 {
            return;
        }
        let from = if collections.is_empty() { "casebook".to_owned() } else { collections.join(", ") };
        let detail = format!("new {new}, changed {changed}, originals {originals}");
        let act = Act { who: "local", from: "cli", what: "casebook.import", subject: &from, detail: &detail };
        if let Err(error) = self.context.wait(self.store.audit(&act)) {
            tell(&error.to_string());
        }
    }

    fn show(&self) {
        if self.bar.is_hidden() && !self.quiet && self.begun.elapsed() > MOMENT && io::stderr().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
            if let Ok(style) = ProgressStyle::with_template("{wide_bar:.red} {bytes}/{total_bytes}, {eta} left") {
                self.bar.set_style(style);
            }
        }
    }

    fn end(self) -> Outcome {
        self.bar.finish_and_clear();
        let Done { new, changed, known, refused, originals, told, collections } = self.done;
        let of = if collections.is_empty() { String::new() } else { format!(" of {}", line(&collections.join(", "))) };
        let mut summary = format!("imported {} case{}{of}", grouped(new), if new == 1 { "" } else { "s" });
        if originals > 0 {
            summary.push_str(&format!(" with {} originals", grouped(originals)));
        }
        if changed > 0 {
            summary.push_str(&format!(", changed {}", grouped(changed)));
        }
        summary.push_str(&format!(", already known {}, refused {}", grouped(known), grouped(refused)));
        match refused {
            0 if new + changed + originals == 0 => summary.push_str(": nothing changed"),
            0 => {}
            few if few as usize <= told.len() => summary.push_str(&format!(" ({})", told.join("; "))),
            many => summary.push_str(&format!(" ({}; and {} more, named above)", told[0], grouped(many - 1))),
        }
        let _ = writeln!(io::stdout(), "{summary}");
        if refused == 0 { Ok(()) } else { Err(Fail::Told) }
    }
}

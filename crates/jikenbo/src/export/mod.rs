//! Exports: which forms there are, and how cases come from the casebook into them.
//!
//! A thread writes while the casebook is read; between them wait a few batches and no more, so that memory does not grow with
//! the casebook, and whoever reads slowly slows the reading down.

mod csv;
mod error;
mod feeds;
mod lines;
mod misp;
mod parquet;
pub(crate) mod report;
mod sqlite;
mod stix;
mod veris;

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;

pub use error::Error;
use jikenbo_export::{Case, Exporter, Kept, Options};
use jikenbo_search::{Ask, Cursor, Engine, Query, Sort};
use tokio::sync::mpsc;

use crate::store::{CaseId, Given, Id, Store, ToGive};

/// So many cases are read at once.
const BATCH: usize = 100;
/// So many batches wait for the writer.
const WAITING: usize = 2;

/// Where an export goes.
pub type Out = Box<dyn Write + Send>;

/// A form in which cases are written.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What it is called in commands and addresses.
    pub name: &'static str,
    /// The ending of a file's name, without the dot.
    pub extension: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Whether it is text that a terminal may show.
    pub text: bool,
    /// What it is for, in Japanese and in English.
    pub about: (&'static str, &'static str),
    /// Begins an export.
    pub begin: fn(&Options, Out) -> io::Result<Box<dyn Exporter>>,
}

/// Every form.
pub const FORMATS: &[Format] = &[
    lines::FORMAT,
    veris::ARRAY,
    veris::LINES,
    stix::FORMAT,
    misp::FORMAT,
    csv::CASES,
    csv::FACTS,
    parquet::FORMAT,
    sqlite::FORMAT,
    report::MARKDOWN,
    report::HTML,
    feeds::ATOM,
    feeds::JSON,
];

/// The names of every form.
pub const NAMES: &[&str] = &{
    let mut names = [""; FORMATS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = FORMATS[at].name;
        at += 1;
    }
    names
};

impl Format {
    /// The form of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Whether it writes everything that the casebook keeps, and not what is read of it alone.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.name == lines::FORMAT.name
    }
}

/// Which cases are exported.
#[derive(Debug, Clone, PartialEq)]
pub enum Which {
    /// Those that a query finds, in an order.
    Query(Query, Sort),
    /// These, or those of these notices, each once, in this order.
    Ids(Vec<Id>),
}

/// How far an export has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Cases written.
    pub done: u64,
    /// Cases in all.
    pub total: u64,
}

impl Store {
    /// Writes cases in a form. Gives how many.
    ///
    /// # Errors
    ///
    /// What the casebook, the search or the place says that is written to; an id of nothing is of these. What was
    /// written by then is not whole, and whoever reads it must be told so.
    pub async fn export(
        &self,
        which: &Which,
        format: &'static Format,
        options: Options,
        out: Out,
        told: &(dyn Fn(Progress) + Sync),
    ) -> Result<u64, Error> {
        let (to, from) = mpsc::channel(WAITING);
        // Without the texts the originals, which hold them, are not given either.
        let whole = format.is_whole().then_some(options.originals && options.texts);
        let writer = tokio::task::spawn_blocking(move || write(format, &options, out, from));
        let sent = self.send_cases(which, &to, told, whole).await;
        if sent.is_ok() {
            let _ = to.send(Message::End).await;
        }
        drop(to);
        let wrote = writer.await.map_err(|error| Error::Ended(error.to_string()))?;
        // Where the writer could not go on, that is why nothing more could be sent.
        match (wrote, sent) {
            (Err(Error::Ended(_)) | Ok(()), Err(error)) => Err(error),
            (wrote, sent) => wrote.and(sent),
        }
    }

    async fn send_cases(
        &self,
        which: &Which,
        to: &mpsc::Sender<Message>,
        told: &(dyn Fn(Progress) + Sync),
        whole: Option<bool>,
    ) -> Result<u64, Error> {
        let (mut given, mut sent) = (Given::default(), Sent::default());
        let mut pages = Pages::new(self, which).await?;
        let mut progress = Progress::default();
        told(Progress { total: pages.total, ..progress });
        while let Some(ids) = pages.next().await? {
            // Of what is given whole, a case may be large: one comes after another.
            for ids in ids.chunks(if whole.is_some() { 1 } else { BATCH }) {
                let cases = sent.new_of(self.exported(ids).await?);
                progress = Progress { done: progress.done + cases.len() as u64, total: pages.total };
                if let (Some(originals), [id], false) = (whole, ids, cases.is_empty())
                    && !self.send_kept(id, originals, &mut given, to).await?
                {
                    return Ok(progress.done);
                }
                if to.send(Message::Cases(cases)).await.is_err() {
                    return Ok(progress.done);
                }
                told(progress);
            }
        }
        Ok(progress.done)
    }
}

impl Store {
    /// Sends what is kept of a case; whether anybody still listens.
    async fn send_kept(
        &self,
        case: &CaseId,
        originals: bool,
        given: &mut Given,
        to: &mpsc::Sender<Message>,
    ) -> Result<bool, Error> {
        let before = if originals { self.to_give(case, given).await? } else { Vec::new() };
        for one in before {
            let kept = match one {
                ToGive::Original(sha256) => self.original_to_give(&sha256).await?,
                ToGive::Line(line) => Kept::Line(line),
            };
            if to.send(Message::Kept(kept)).await.is_err() {
                return Ok(false);
            }
        }
        let notices = self.notices_to_give(case).await?;
        Ok(to.send(Message::Kept(notices)).await.is_ok())
    }
}

/// What was sent to the writer.
///
/// Batches are read one after another, and the casebook may change between them: a merge brings a notice that was written in one
/// case into a later one, and a change moves a case to a place that comes yet. Forms whose ids must be unique (SQLite, STIX) would
/// not hold that. An id takes ten bytes here: of 100,000 cases and their notices a few MB.
#[derive(Default)]
struct Sent(HashSet<Id>);

impl Sent {
    /// What was not sent yet: a case comes once, and a notice in the first case that has it. A case of which every notice was sent
    /// is left out with them; one that was taken over has none, and stays.
    fn new_of(&mut self, mut cases: Vec<Case>) -> Vec<Case> {
        cases.retain_mut(|case| {
            let new = self.add(&case.id);
            if new {
                case.notices.retain(|notice| self.add(&notice.id));
            }
            new && (case.imported.is_some() || !case.notices.is_empty())
        });
        cases
    }

    /// Whether it is new. The store gives no other ids than its own; what is none could not be told again, and passes.
    fn add(&mut self, id: &str) -> bool {
        id.parse::<Id>().ok().is_none_or(|id| self.0.insert(id))
    }
}

/// What the writer is told.
enum Message {
    /// Cases, in order.
    Cases(Vec<Case>),
    /// What is kept beside the case that comes next.
    Kept(Kept),
    /// That was all; without it something went wrong.
    End,
}

/// The ids of the cases, a page after another.
enum Source {
    Search { engine: Arc<jikenbo_search::Index>, query: Query, sort: Sort, after: Option<Cursor> },
    Ids(Vec<CaseId>),
    End,
}

struct Pages {
    source: Source,
    total: u64,
}

/// So many hits are asked of the search at once.
const HITS: usize = 1_000;

impl Pages {
    async fn new(store: &Store, which: &Which) -> Result<Self, Error> {
        match which {
            Which::Query(query, sort) => {
                let engine = store.engine().await?;
                let (counted, asked) = (Arc::clone(&engine), query.clone());
                let total = blocking(move || counted.count(&asked)).await??;
                Ok(Self { source: Source::Search { engine, query: query.clone(), sort: *sort, after: None }, total })
            }
            Which::Ids(ids) => {
                let mut cases = Vec::new();
                for id in ids {
                    let case = store.resolve(*id).await?;
                    if !cases.contains(&case) {
                        cases.push(case);
                    }
                }
                Ok(Self { total: cases.len() as u64, source: Source::Ids(cases) })
            }
        }
    }

    async fn next(&mut self) -> Result<Option<Vec<CaseId>>, Error> {
        match std::mem::replace(&mut self.source, Source::End) {
            Source::End => Ok(None),
            Source::Ids(ids) => Ok(Some(ids)),
            Source::Search { engine, query, sort, after } => {
                let ask = Ask { query: query.clone(), sort, limit: HITS, after, facets: false };
                let asked = Arc::clone(&engine);
                let found = blocking(move || asked.find(&ask)).await??;
                if let Some(after) = found.next {
                    self.source = Source::Search { engine, query, sort, after: Some(after) };
                }
                let id = |case: &str| case.parse().map_err(|error: crate::store::IdError| Error::Ended(error.to_string()));
                found.hits.iter().map(|hit| id(&hit.entry.case)).collect::<Result<Vec<_>, _>>().map(Some)
            }
        }
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Ended(error.to_string()))
}

/// Writes what comes. Without the last word something went wrong, and the export is left unfinished.
fn write(format: &Format, options: &Options, out: Out, mut from: mpsc::Receiver<Message>) -> Result<(), Error> {
    let mut exporter = (format.begin)(options, out)?;
    while let Some(message) = from.blocking_recv() {
        match message {
            Message::Cases(cases) => cases.iter().try_for_each(|case| exporter.put(case))?,
            Message::Kept(kept) => exporter.keep(kept)?,
            Message::End => return Ok(exporter.finish()?),
        }
    }
    Err(Error::Ended("what was to be exported did not come to its end".to_owned()))
}

#[cfg(test)]
mod tests {
    use jikenbo_export::{Imported, Notice};

    use super::*;
    use crate::store::NoticeId;

    fn notice(seed: &str) -> String {
        NoticeId::derive(seed, 0).to_string()
    }

    fn case(seed: &str, notices: &[&str]) -> Case {
        let notices = notices.iter().map(|seed| Notice { id: notice(seed), ..Notice::default() }).collect();
        Case { id: CaseId::derive(seed, 0).to_string(), notices, ..Case::default() }
    }

    #[test]
    fn a_merge_between_batches_brings_nothing_twice() {
        let mut sent = Sent::default();
        let told = |cases: Vec<Case>| {
            let one = |case: Case| (case.id, case.notices.into_iter().map(|notice| notice.id).collect::<Vec<_>>());
            cases.into_iter().map(one).collect::<Vec<_>>()
        };
        let taken = || Case { imported: Some(Imported::default()), ..case("taken over", &[]) };
        let first = sent.new_of(vec![case("a", &["1", "2"]), case("b", &["3"]), taken()]);
        assert_eq!(first, [case("a", &["1", "2"]), case("b", &["3"]), taken()], "what is new is sent as it is");
        // Notice 2 has come into c, all of b into d, and a was moved to where the export comes yet.
        let later = sent.new_of(vec![case("c", &["2", "4"]), case("d", &["3"]), case("a", &["1", "5"]), taken()]);
        assert_eq!(told(later), [(CaseId::derive("c", 0).to_string(), vec![notice("4")])]);
    }

    /// Bytes that went out.
    #[derive(Clone, Default)]
    struct Counted(Arc<std::sync::atomic::AtomicUsize>);

    impl Counted {
        fn bytes(&self) -> usize {
            self.0.load(std::sync::atomic::Ordering::Relaxed)
        }
    }

    impl Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.fetch_add(bytes.len(), std::sync::atomic::Ordering::Relaxed);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Memory does not grow with the cases: what was put is out but for the last few KB.
    #[test]
    fn forms_that_are_written_from_first_to_last_keep_no_case_back() {
        for name in ["jsonl", "veris", "veris-lines", "stix", "misp", "csv", "json-feed"] {
            let format = Format::named(name).unwrap_or_else(|| panic!("no form {name}"));
            let out = Counted::default();
            let Ok(mut exporter) = (format.begin)(&Options::default(), Box::new(out.clone())) else { panic!("{name}") };
            for n in 0..2_000 {
                let mut one = case(&n.to_string(), &[&n.to_string()]);
                one.facts.title = format!("夕霧商会のお知らせ {n}");
                assert!(exporter.put(&one).is_ok(), "{name}");
            }
            let before = out.bytes();
            assert!(exporter.finish().is_ok(), "{name}");
            let whole = out.bytes();
            assert!(whole > 2_000 * 50 && whole - before < 16 * 1024, "{name}: {before} of {whole} bytes before the end");
        }
    }
}

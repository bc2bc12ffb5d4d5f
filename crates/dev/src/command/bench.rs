//! `cargo dev bench`: the reader's speed beside a plain scan for the same words, in one run.
//!
//! Both sides go over the same texts in turn, on one core, and the processor's time is taken, not the wall's: what else the
//! machine does shifts both alike.

use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use daachorse::CharwiseDoubleArrayAhoCorasick;
use dev::corpus::sets;
use dev::root;
use jikenbo_model::Notice;
use jikenbo_read::Reader;
use serde_json::json;

use super::{Outcome, cargo, unknown};

/// How long one side runs in one round, and how often.
const ROUND: Duration = Duration::from_millis(400);
const ROUNDS: usize = 11;

pub(super) fn run(args: &[&str]) -> Outcome {
    match args {
        [] | ["--json"] | ["--long", ..] if cfg!(debug_assertions) => optimised(args),
        [] => {
            let figures = measure()?;
            println!("{}", told(&figures));
            Ok(())
        }
        ["--json"] => {
            println!("{}", measure()?.json());
            Ok(())
        }
        ["--long", name @ ..] if name.len() < 2 => {
            let reader = Reader::embedded();
            super::long::run(&reader, &notices(&reader)?, name.first().unwrap_or(&""));
            Ok(())
        }
        ["--texts"] => {
            notices(&Reader::embedded())?.iter().for_each(|n| println!("{}", json!(n.text)));
            Ok(())
        }
        _ => Err(unknown("bench")),
    }
}

/// The notices that are read, from both halves of the corpus.
fn notices(reader: &Reader) -> Result<Vec<Notice>, String> {
    let halves = sets(reader, &root())?.into_iter().filter(|s| s.name.starts_with("corpus"));
    Ok(halves.flat_map(|s| s.cases).map(|case| case.notice).collect())
}

/// The same command, built as users build it.
fn optimised(args: &[&str]) -> Outcome {
    let mut command = Command::new(cargo());
    command.args(["run", "--quiet", "--release", "--package", "dev", "--", "bench"]).args(args).current_dir(root());
    let status = command.status().map_err(|e| format!("cargo run: {e}"))?;
    if status.success() { Ok(()) } else { Err("the benchmark did not run".to_owned()) }
}

/// What was measured.
struct Figures {
    notices: usize,
    bytes: usize,
    words: usize,
    /// Median bytes a second.
    read: f64,
    scan: f64,
    /// Median of the rounds' own ratios.
    ratio: f64,
    /// Peak memory of this process in KiB, if the system tells.
    peak: Option<u64>,
}

impl Figures {
    fn json(&self) -> serde_json::Value {
        json!({"notices": self.notices, "bytes": self.bytes, "words": self.words, "read_bytes_per_second": self.read,
            "scan_bytes_per_second": self.scan, "read_to_scan": self.ratio, "peak_kib": self.peak})
    }
}

fn told(f: &Figures) -> String {
    let peak = f.peak.map_or("unknown".to_owned(), |kib| format!("{:.1} MiB", kib as f64 / 1024.0));
    format!(
        "{} notices of the corpus, {} bytes, one core, median of {ROUNDS} rounds\n\
         reading everything        {:>7.1} MB/s\n\
         daachorse, {:>5} words   {:>7.1} MB/s (charwise, overlapping)\n\
         reading to scanning       {:>7.1} %\n\
         peak memory               {peak}",
        f.notices,
        f.bytes,
        f.read / 1e6,
        f.words,
        f.scan / 1e6,
        f.ratio * 100.0
    )
}

fn measure() -> Result<Figures, String> {
    let reader = Reader::embedded();
    let notices = notices(&reader)?;
    let read = |notice: &Notice| drop(black_box(reader.read(notice)));
    notices.iter().for_each(read);
    // What the reader takes, before the automaton is built that it is compared with.
    let peak = peak();
    let words = reader.rules().words();
    let automaton = CharwiseDoubleArrayAhoCorasick::<u32>::new(&words).map_err(|e| e.to_string())?;
    let bytes: usize = notices.iter().map(|n| n.text.len()).sum();
    let scan =
        |notice: &Notice| _ = black_box(automaton.find_overlapping_iter(&notice.text).map(|m| u64::from(m.value())).sum::<u64>());
    let rounds: Vec<(f64, f64)> = (0..ROUNDS).map(|_| (speed(&notices, bytes, read), speed(&notices, bytes, scan))).collect();
    Ok(Figures {
        notices: notices.len(),
        bytes,
        words: words.len(),
        read: median(rounds.iter().map(|r| r.0)),
        scan: median(rounds.iter().map(|r| r.1)),
        ratio: median(rounds.iter().map(|r| r.0 / r.1)),
        peak,
    })
}

/// Bytes a second.
fn speed(notices: &[Notice], bytes: usize, work: impl Fn(&Notice)) -> f64 {
    let (wall, start) = (Instant::now(), processor());
    let mut passes = 0;
    while wall.elapsed() < ROUND {
        notices.iter().for_each(&work);
        passes += 1;
    }
    let taken = match (start, processor()) {
        (Some(start), Some(end)) => end.saturating_sub(start),
        _ => wall.elapsed(),
    };
    (bytes * passes) as f64 / taken.as_secs_f64()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The processor time that this thread has had, where the system tells.
pub(super) fn processor() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn peak() -> Option<u64> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

//! Measures the index on made-up notices: `scripts/bench-search` runs it, and SQLite's FTS5 over the same texts and queries.
//!
//! `bench N FOLDER` writes `texts.jsonl` (folded texts, one a line), `queries.json` (each with its count and times) and
//! `figures.json` into FOLDER. Times are the processor's, in milliseconds, the least of several runs: what else the machine
//! does does not count.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark")]

#[path = "../../dev/src/generate/mod.rs"]
mod generate;
#[path = "../../dev/src/random.rs"]
mod random;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use jikenbo_model::{Count, Date};
use jikenbo_search::{Ask, Effort, Engine, Entry, Facts, How, Index, Line, Node, Query, Sort, Stamp, fold};
use random::Random;
use serde_json::{Value, json};

const KINDS: [&str; 8] =
    ["ransomware", "malware", "misdelivery", "loss_or_theft", "unauthorized_access", "phishing", "insider_misuse", "other"];
const SECTORS: [&str; 6] = ["company", "university", "hospital", "retail", "financial", "local_government"];
const CAUSES: [&str; 6] = ["human_error", "vulnerability", "unknown", "misconfiguration", "stolen_credentials", "insider"];
const ITEMS: [&str; 8] = ["name", "email", "card_number", "medical", "address", "phone", "birth_date", "password"];

/// A notice is as long as those that organisations publish: about 3,400 bytes.
const LENGTH: usize = 3_200;

fn text(number: u64) -> String {
    let mut text = generate::notice(number);
    let mut more = 1;
    while text.len() < LENGTH {
        let other = generate::notice(number + more * 1_000_003);
        let (_, body) = other.split_once('\n').unwrap_or(("", ""));
        text.push('\n');
        text.push_str(body);
        more += 1;
    }
    let end = text.floor_char_boundary(LENGTH + 400);
    text[..end].to_owned()
}

fn entry(number: u64, text: &str) -> Entry {
    let mut random = Random::new(number ^ 0xabcd);
    let codes = |random: &mut Random, all: &[&str], one_in: usize| -> Vec<jikenbo_model::Code> {
        all.iter().filter(|_| random.below(one_in) == 0).map(|code| (*code).into()).collect()
    };
    let title = text.lines().next().unwrap_or("").to_owned();
    let organization = title.split(['、', 'に', 'の', ' ', '　']).next().unwrap_or("").to_owned();
    let date = Date::day(2018 + random.below(8) as i16, 1 + random.below(12) as u8, 1 + random.below(28) as u8);
    let many = 1 + random.below(100_000) as u64;
    let count = Count { value: many, bound: "at_most".into(), unit: "people".into(), subject: "personal".into() };
    let facts = Facts {
        title,
        organization: Some(organization),
        sector: random.pick(&SECTORS).map(|code| (*code).into()),
        kinds: codes(&mut random, &KINDS, 5),
        causes: codes(&mut random, &CAUSES, 5),
        items: codes(&mut random, &ITEMS, 3),
        published: date,
        date,
        headline: (random.below(3) > 0).then_some(count),
        people: (random.below(3) > 0).then_some(many),
        days_unseen: (random.below(2) > 0).then(|| random.below(300) as u32),
        ..Facts::default()
    };
    let at = format!("2025-01-{:02}T00:00:00.{:03}Z", 1 + random.below(28), random.below(1000));
    let line = Line { notice: format!("N{number:07}"), clipped_at: at.clone(), changed_at: at, facts };
    Entry::new(&format!("C{number:07}"), vec![(line, text.to_owned())])
}

/// The processor time that this thread has had.
fn processor() -> Duration {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|n| n.parse().ok()).map_or(Duration::ZERO, Duration::from_nanos)
}

/// The processor time of the whole process, in seconds.
fn whole() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> = text.rsplit(')').next().unwrap_or("").split_whitespace().filter_map(|f| f.parse().ok()).collect();
    // utime and stime in hundredths; the state before them is no number.
    fields.get(10).zip(fields.get(11)).map_or(0.0, |(user, system)| (user + system) / 100.0)
}

fn least<T>(runs: usize, work: impl Fn() -> T) -> (f64, T) {
    let run = || {
        let begun = processor();
        let out = work();
        (processor().saturating_sub(begun).as_secs_f64() * 1e3, out)
    };
    (0..runs).map(|_| run()).min_by(|a, b| a.0.total_cmp(&b.0)).unwrap()
}

/// Stretches of some texts, forty of each length.
fn stretches(random: &mut Random, texts: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    for (fewest, more) in [(2, 1), (3, 1), (4, 1), (5, 2), (7, 2)] {
        while out.len() % 40 != 0
            || out.iter().filter(|q: &&String| (fewest..fewest + more).contains(&q.chars().count())).count() < 40
        {
            let text: Vec<char> = random.pick(texts).unwrap().chars().collect();
            let len = fewest + random.below(more);
            let from = random.below(text.len().saturating_sub(len).max(1));
            let words: String = text[from..(from + len).min(text.len())].iter().collect();
            let plain = words.chars().all(|c| c.is_alphanumeric() || "・ー、。".contains(c));
            if plain && words.chars().count() == len && !out.contains(&words) {
                out.push(words);
            }
        }
    }
    out
}

fn measure(index: &Index, set: &str, words: &str) -> Value {
    let exact = Query::of([Node::Text(words.to_owned(), How::Exact)]);
    let spelled = Query::of([Node::Text(words.to_owned(), How::Word)]);
    let (count_ms, count) = least(5, || index.count(&exact).unwrap());
    let (spelled_ms, spelled_count) = least(5, || index.count(&spelled).unwrap());
    let page = |sort| Ask { query: exact.clone(), sort, limit: 50, facets: true, ..Ask::default() };
    let (page_ms, _) = least(3, || index.find(&page(Sort::Newest)).unwrap());
    let (ranked_ms, _) = least(3, || index.find(&page(Sort::Relevance)).unwrap());
    json!({"set": set, "words": words, "count": count, "ms": count_ms, "spelled_count": spelled_count, "spelled_ms": spelled_ms,
        "page_ms": page_ms, "ranked_ms": ranked_ms})
}

fn build(index: &Index, notices: u64, folder: &Path) -> (usize, Vec<String>) {
    let mut writer = index.writer(Effort::Whole).unwrap();
    let mut out = BufWriter::new(File::create(folder.join("texts.jsonl")).unwrap());
    let (mut bytes, mut some) = (0, Vec::new());
    for number in 0..notices {
        let text = text(number);
        bytes += text.len();
        writer.add(&entry(number, &text)).unwrap();
        let folded = fold(&text);
        writeln!(out, "{}", json!(folded)).unwrap();
        if number % (notices / 500).max(1) == 0 {
            some.push(folded);
        }
    }
    out.flush().unwrap();
    writer.commit(&Stamp::new("bench", 1)).unwrap();
    writer.join().unwrap();
    writer.finish().unwrap();
    (bytes, some)
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let notices: u64 = args.get(1).and_then(|n| n.parse().ok()).expect("usage: bench N FOLDER");
    let folder = Path::new(args.get(2).expect("usage: bench N FOLDER"));
    let place = folder.join("index");
    let _ = fs::remove_dir_all(&place);
    let (index, _) = Index::open(&place, "bench").unwrap();
    let (begun, used) = (Instant::now(), whole());
    let (bytes, some) = build(&index, notices, folder);
    let (built, used) = (begun.elapsed().as_secs_f64(), whole() - used);
    drop(index);
    let begun = Instant::now();
    let (index, why) = Index::open(&place, "bench").unwrap();
    assert_eq!(why, None);
    let opened = begun.elapsed().as_secs_f64();
    let mut random = Random::new(1);
    let templates: Vec<String> = include_str!("../../dev/src/generate/notices.txt")
        .split(['{', '}', '|', '<', '>', '\n', '='])
        .map(fold)
        .filter(|t| t.chars().count() >= 9)
        .collect();
    let sets = [("A", stretches(&mut random, &some)), ("B", stretches(&mut random, &templates))];
    let queries: Vec<Value> = sets.iter().flat_map(|(set, all)| all.iter().map(|words| measure(&index, set, words))).collect();
    let first = |facets| least(5, || index.find(&Ask { limit: 50, facets, ..Ask::default() }).unwrap()).0;
    let (each, _) = least(3, || {
        let mut n = 0_u64;
        index.each(&Query::default(), jikenbo_search::By::Case, &mut |l| n += l.people.unwrap_or(0)).unwrap();
        n
    });
    let figures = json!({"notices": notices, "text_bytes": bytes, "index_bytes": index.size(), "build_s": built, "build_processor_s": used,
        "open_s": opened, "first_page_ms": first(false), "first_page_with_facets_ms": first(true), "all_light_ms": each});
    fs::write(folder.join("figures.json"), figures.to_string()).unwrap();
    fs::write(folder.join("queries.json"), json!(queries).to_string()).unwrap();
    println!("{figures}");
}

//! 100,000 cases in bounded memory: a form that is written from first to last keeps no case back.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jikenbo_export::misp::Events;
use jikenbo_export::stix::Bundle;
use jikenbo_export::table::{CsvCases, CsvFacts};
use jikenbo_export::{Case, Exporter, Notice, Options};
use jikenbo_model::{Fact, Notice as Text, Reading, Record, Span};
use jikenbo_search::Facts;

const TEXT: &str = "不正アクセスに関するお知らせ";
const CASES: usize = 3_000;
/// The buffer of the library that writes CSV has 8 KiB; an ending has a few bytes.
const KEPT: usize = 16 * 1024;

/// Counts the bytes and forgets them.
#[derive(Clone, Default)]
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn bytes(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.fetch_add(bytes.len(), Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A case of one notice that tells one fact.
fn case(n: usize) -> Case {
    let text = Text { text: TEXT.to_owned(), ..Text::default() };
    let kind = Fact::new("unauthorized_access".into(), Span::new(0, "不正アクセス".len()), "kinds/unauthorized_access".into());
    let reading = Reading { record: Record { kinds: vec![kind], ..Record::default() }, doubts: Vec::new() };
    let facts = Facts { organization: Some(format!("夕霧商会 {n}")), ..Facts::of(&text, &reading) };
    let notice = Notice { id: format!("N{n}"), version: 1, text, reading, ..Notice::default() };
    Case { id: format!("C{n}"), facts, notices: vec![notice], ..Case::default() }
}

fn keeps_nothing_back(name: &str, begin: impl FnOnce(Counted) -> Box<dyn Exporter>) {
    let out = Counted::default();
    let mut exporter = begin(out.clone());
    let mut most = 0;
    let mut put = 0;
    for n in 0..CASES {
        exporter.put(&case(n)).unwrap();
        // At half of the way, half of the whole is out.
        if n + 1 == CASES / 2 {
            put = out.bytes();
        }
        most = out.bytes();
    }
    exporter.finish().unwrap();
    let whole = out.bytes();
    assert!(whole > CASES * 50, "{name}: {whole} bytes are too few to tell");
    assert!(whole - most <= KEPT, "{name}: {most} of {whole} bytes before the end");
    assert!(put * 2 + 2 * KEPT > whole / 10 * 9, "{name}: {put} of {whole} bytes at half of the way");
}

#[test]
fn what_was_put_is_written() {
    let options = Options { identity: "a casebook".to_owned(), ..Options::default() };
    keeps_nothing_back("csv", |out| Box::new(CsvCases::new(&options, out).unwrap()));
    keeps_nothing_back("csv-facts", |out| Box::new(CsvFacts::new(&options, out).unwrap()));
    keeps_nothing_back("stix", |out| Box::new(Bundle::begin(&options, out).unwrap()));
    keeps_nothing_back("misp", |out| Box::new(Events::begin(&options, out).unwrap()));
}

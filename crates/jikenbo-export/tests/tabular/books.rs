//! Casebooks to write, and readers of what was written.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use jikenbo_export::table::cell::{items, unguard};
use jikenbo_export::table::{Column, Field, Kind, fields};
use jikenbo_export::{Capture, Case, Exporter, Notice};
use jikenbo_model::{Block, BlockKind, Notice as Text, Span};
use jikenbo_read::Reader;
use jikenbo_search::{Entry, Facts, Line};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::{Map, Value, json};

/// A place that is written to, and can be looked at afterwards.
#[derive(Clone, Default)]
pub(crate) struct Place(Arc<Mutex<Vec<u8>>>);

impl Place {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A place that takes so many bytes and is closed then, as a pipe to `head` is.
pub(crate) struct Closing(pub(crate) usize);

impl Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        if taken == 0 && !bytes.is_empty() { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(taken) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What an exporter makes of cases.
pub(crate) fn written(begin: impl FnOnce(Place) -> Box<dyn Exporter>, cases: &[Case]) -> Vec<u8> {
    let place = Place::default();
    let mut exporter = begin(place.clone());
    cases.iter().for_each(|case| exporter.put(case).unwrap());
    exporter.finish().unwrap();
    place.bytes()
}

/// A case of one notice, read.
pub(crate) fn case(id: &str, text: &str) -> Case {
    read(&Reader::embedded(), id, text)
}

fn read(reader: &Reader, id: &str, text: &str) -> Case {
    let mut text = Text::plain(text);
    let first = text.text.lines().next().unwrap_or_default().len();
    text.blocks = vec![Block { span: Span::new(0, first), kind: BlockKind::Heading }];
    let reading = reader.read(&text);
    let line = Line { notice: format!("N{}", &id[1..]), facts: Facts::of(&text, &reading), ..Line::default() };
    let capture = Capture { sha256: "0123456789abcdef".repeat(4), media_type: "text/plain".to_owned(), ..Capture::default() };
    let notice = Notice { id: line.notice.clone(), version: 1, capture, text, reading, ..Notice::default() };
    let facts = Entry::new(id, vec![(line, String::new())]).facts;
    let created = "2024-06-05T01:02:03.004Z".to_owned();
    Case { id: id.to_owned(), created: created.clone(), changed: created, facts, notices: vec![notice], imported: None }
}

/// A case of a long text in which nothing is read; no two have the same, and none can be packed.
pub(crate) fn with_text(n: u64, bytes: usize) -> Case {
    let mut state = n + 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'!' + ((state >> 33) % 90) as u8)
    };
    let text = Text { text: (0..bytes).map(|_| next()).collect(), ..Text::default() };
    let notice = Notice { id: format!("N{n}"), version: 1, text, ..Notice::default() };
    Case { id: format!("C{n}"), notices: vec![notice], ..Case::default() }
}

/// The notices of the corpus, a case each.
pub(crate) fn book() -> Vec<Case> {
    let reader = Reader::embedded();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut names: Vec<_> = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path().join("source.txt")).collect();
    names.retain(|path| path.is_file());
    names.sort();
    names.iter().enumerate().map(|(n, path)| read(&reader, &format!("C{n:04}"), &fs::read_to_string(path).unwrap())).collect()
}

/// The rows of a CSV file as objects with the columns' types.
pub(crate) fn csv_rows<T>(bytes: &[u8], columns: &[Column<T>]) -> Vec<Value> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(bytes);
    let names = reader.headers().unwrap().clone();
    let known = fields(columns);
    let value = |name: &str, cell: &str| {
        let text = unguard(cell);
        match known.iter().find(|field| field.name == name).map(|field| field.kind) {
            _ if text.is_empty() => Value::Null,
            Some(Kind::Integer) => json!(cell.parse::<u64>().unwrap()),
            Some(Kind::Texts | Kind::Codes(_)) => items(text).into_iter().map(|mut item| json!(item.remove(0))).collect(),
            Some(Kind::Rows(fields)) => items(text).into_iter().map(|item| object(&fields(), item)).collect(),
            _ => json!(text),
        }
    };
    let row = |row: csv::StringRecord| names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), value(name, cell))).collect();
    reader.records().map(|record| Value::Object(row(record.unwrap()))).collect()
}

fn object(fields: &[Field], item: Vec<String>) -> Value {
    assert_eq!(fields.len(), item.len());
    let told = fields.iter().zip(item).filter(|(_, cell)| !cell.is_empty());
    let value = |field: &Field, cell: String| match field.kind {
        Kind::Integer => json!(cell.parse::<u64>().unwrap()),
        _ => json!(cell),
    };
    Value::Object(told.map(|(field, cell)| (field.name.to_owned(), value(field, cell))).collect::<Map<_, _>>())
}

/// The rows of a Parquet file, by another part of the library than wrote it; without moments, of whose zone (`UTC`) arrow's JSON
/// knows nothing here: DuckDB and pandas look at them.
pub(crate) fn parquet_rows(bytes: &[u8]) -> Vec<Value> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::copy_from_slice(bytes)).unwrap();
    let schema = reader.parquet_schema();
    let leaves = (0..schema.num_columns()).filter(|n| !schema.column(*n).name().ends_with("_at"));
    let mask = ProjectionMask::leaves(schema, leaves);
    let reader = reader.with_projection(mask).build().unwrap();
    let mut out = arrow_json::ArrayWriter::new(Vec::new());
    for batch in reader {
        out.write(&batch.unwrap()).unwrap();
    }
    out.finish().unwrap();
    serde_json::from_slice(&out.into_inner()).unwrap()
}

/// How many rows each row group has.
pub(crate) fn parquet_groups(bytes: &[u8]) -> Vec<i64> {
    let reader = SerializedFileReader::new(bytes::Bytes::copy_from_slice(bytes)).unwrap();
    reader.metadata().row_groups().iter().map(|group| group.num_rows()).collect()
}

//! CSV for people with a spreadsheet: UTF-8 with a byte order mark, lines ending as Excel ends them, labels beside codes.

use std::io::{self, Write};

use csv::{ErrorKind, Terminator, Writer, WriterBuilder};
use jikenbo_model::labels::{Lang, label};
use serde_json::Value;

use super::cell::{cell, guard};
use super::{CASES, Column, FACTS, Field, Kind, Where, facts};
use crate::{Case, Exporter, Options};

/// Without it Excel takes UTF-8 for the code page of the machine.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A row a case.
pub struct Cases<W: Write> {
    table: Table<W>,
}

/// A row a fact.
pub struct Facts<W: Write> {
    table: Table<W>,
}

struct Table<W: Write> {
    out: Writer<W>,
    options: Options,
}

impl<W: Write> Cases<W> {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// What the place says that is written to.
    pub fn new(options: &Options, out: W) -> io::Result<Self> {
        Table::new(CASES, options, out).map(|table| Self { table })
    }
}

impl<W: Write> Facts<W> {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// What the place says that is written to.
    pub fn new(options: &Options, out: W) -> io::Result<Self> {
        Table::new(FACTS, options, out).map(|table| Self { table })
    }
}

impl<W: Write> Exporter for Cases<W> {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        self.table.row(CASES, case)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.table.out.flush()
    }
}

impl<W: Write> Exporter for Facts<W> {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        let mut all = case.notices.iter().flat_map(|notice| facts(case, notice));
        all.try_for_each(|fact| self.table.row(FACTS, &fact))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.table.out.flush()
    }
}

/// The names of the columns: a column of codes is followed by one of its labels.
#[must_use]
pub fn header<T>(columns: &[Column<T>]) -> Vec<String> {
    let mut names = Vec::new();
    for field in columns.iter().map(|column| column.field).filter(in_csv) {
        names.push(field.name.to_owned());
        if group(&field).is_some() {
            names.push(format!("{}_label", field.name));
        }
    }
    names
}

fn in_csv(field: &Field) -> bool {
    matches!(field.at, Where::Every | Where::Csv)
}

/// The group of the codes in a column.
const fn group(field: &Field) -> Option<&'static str> {
    match field.kind {
        Kind::Code(group) | Kind::Codes(group) => Some(group),
        _ => None,
    }
}

fn labels(group: &str, value: &Value, language: Lang) -> String {
    let one = |code: &Value| code.as_str().map(|code| label(group, code, language).to_owned()).unwrap_or_default();
    match value {
        Value::Array(all) => guard(&all.iter().map(one).collect::<Vec<_>>().join("; ")),
        code => guard(&one(code)),
    }
}

/// What the place said that is written to, as it said it: whoever closed a pipe wants no message.
fn written(error: csv::Error) -> io::Error {
    if !error.is_io_error() {
        return io::Error::other(error);
    }
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl<W: Write> Table<W> {
    fn new<T>(columns: &[Column<T>], options: &Options, mut out: W) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK)?;
        let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        out.write_record(header(columns)).map_err(written)?;
        Ok(Self { out, options: options.clone() })
    }

    fn row<T>(&mut self, columns: &[Column<T>], of: &T) -> io::Result<()> {
        let mut cells = Vec::new();
        for column in columns.iter().filter(|column| in_csv(&column.field)) {
            let value = (column.take)(of, &self.options);
            cells.push(cell(&column.field, &value));
            if let Some(group) = group(&column.field) {
                cells.push(labels(group, &value, self.options.language));
            }
        }
        self.out.write_record(cells).map_err(written)
    }
}

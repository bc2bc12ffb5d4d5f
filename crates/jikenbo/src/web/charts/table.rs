//! The figures of a chart as a table: from it the CSV, the JSON and the table on the page are made.

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::labels::grouped;

/// A value of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Words: a head.
    Words(String),
    /// A code of the record, and its label.
    Code(Option<String>, String),
    /// A count.
    Count(u64),
    /// A number that need not be whole.
    Real(f64),
    /// Nothing is known.
    Nothing,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Table {
    /// The columns' names for machines, and their heads.
    pub(crate) columns: Vec<(String, String)>,
    /// The lines.
    pub(crate) lines: Vec<Vec<Cell>>,
}

impl Cell {
    /// As people read it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Words(words) | Self::Code(_, words) => words.clone(),
            Self::Count(n) => grouped(*n),
            Self::Real(n) => decimal(*n),
            Self::Nothing => "–".to_owned(),
        }
    }

    fn csv(&self) -> String {
        match self {
            Self::Words(words) | Self::Code(_, words) => words.clone(),
            Self::Count(n) => n.to_string(),
            Self::Real(n) => decimal(*n),
            Self::Nothing => String::new(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Words(words) => json!(words),
            Self::Code(code, _) => json!(code),
            Self::Count(n) => json!(n),
            Self::Real(n) => json!(n),
            Self::Nothing => Value::Null,
        }
    }

    /// Whether it is a figure, or the want of one.
    pub(crate) const fn is_number(&self) -> bool {
        !matches!(self, Self::Words(_) | Self::Code(..))
    }
}

/// A number with at most one decimal place.
pub(crate) fn decimal(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

impl Table {
    /// On the page.
    pub(crate) fn show(&self, name: &str) -> Markup {
        html! {
            div.scroll tabindex="0" role="group" aria-label=(name) {
                table.data {
                    thead { tr { @for (_, head) in &self.columns { th scope="col" { (head) } } } }
                    tbody {
                        @for line in &self.lines {
                            tr {
                                @for (at, cell) in line.iter().enumerate() {
                                    @if at == 0 { th scope="row" { (cell.shown()) } }
                                    @else { td.figure[cell.is_number()] { (cell.shown()) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// As CSV (RFC 4180), with the mark by which spreadsheets know UTF-8.
    ///
    /// # Errors
    ///
    /// None where memory suffices.
    pub(crate) fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
        out.write_record(self.columns.iter().map(|(_, head)| head))?;
        for line in &self.lines {
            out.write_record(line.iter().map(Cell::csv))?;
        }
        out.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }

    /// As JSON: a list of objects, by the columns' names for machines.
    pub(crate) fn json(&self) -> Value {
        let line = |cells: &Vec<Cell>| {
            Value::Object(self.columns.iter().zip(cells).map(|((name, _), cell)| (name.clone(), cell.json())).collect())
        };
        self.lines.iter().map(line).collect()
    }
}

//! Cases as tables: what the columns are, once, for every form that has columns (CSV, Parquet, SQLite).
//!
//! A column is a small value in a list: its name, its type, what it means, and how it is taken of a case ([`CASES`]), of a notice
//! ([`NOTICES`]) or of a fact ([`FACTS`]). What is not told is null, never zero and never a guess.

mod back;
mod cases;
pub mod cell;
mod csv;
mod facts;
mod notices;
mod parquet;
mod parts;

use jikenbo_model::Date;
use serde_json::{Map, Value};

pub use self::back::record;
pub use self::cases::CASES;
pub use self::csv::{Cases as CsvCases, Facts as CsvFacts, header};
pub use self::facts::{FACTS, FactRow, facts};
pub use self::notices::NOTICES;
pub use self::parquet::{ROW_GROUP_BYTES, ROW_GROUP_ROWS, Writer as Parquet};
use crate::Options;

/// The number of the columns' schema: it rises when a column goes or changes its meaning, not when one is added.
pub const VERSION: u32 = 1;

/// What stands in a column.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text as it was told, or an id.
    Text,
    /// A code of a group of `docs/record.md` (`sector`, `kinds` …).
    Code(&'static str),
    /// A whole number up to 9,223,372,036,854,775,807.
    Integer,
    /// A day.
    Date,
    /// A moment (UTC, to the millisecond).
    Time,
    /// JSON as text.
    Json,
    /// Several texts.
    Texts,
    /// Several codes of a group.
    Codes(&'static str),
    /// Several rows of a table of their own.
    Rows(fn() -> Vec<Field>),
}

/// Which forms have a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// All of them.
    Every,
    /// CSV alone: what another form holds in a table of its own, or in columns of its own.
    Csv,
    /// Parquet and SQLite: what is too much for a cell of a spreadsheet.
    Typed,
    /// Parquet alone: what SQLite and CSV hold in a table of their own.
    Parquet,
}

/// What a column is.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name, the same in every form and language.
    pub name: &'static str,
    /// What stands in it.
    pub kind: Kind,
    /// What it means, in Japanese and in English.
    pub about: (&'static str, &'static str),
    /// Which forms have it.
    pub at: Where,
    /// Whether it is never null.
    pub required: bool,
}

/// A column, and how it is taken of a `T`.
#[derive(Debug)]
pub struct Column<T> {
    /// What it is.
    pub field: Field,
    /// Its value; null for what is not told.
    pub take: fn(&T, &Options) -> Value,
}

impl<T> Column<T> {
    /// A column of every form.
    const fn new(name: &'static str, kind: Kind, about: (&'static str, &'static str), take: fn(&T, &Options) -> Value) -> Self {
        Self { field: Field { name, kind, about, at: Where::Every, required: false }, take }
    }

    const fn at(mut self, at: Where) -> Self {
        self.field.at = at;
        self
    }

    const fn required(mut self) -> Self {
        self.field.required = true;
        self
    }
}

/// What the columns of a list are.
#[must_use]
pub fn fields<T>(columns: &[Column<T>]) -> Vec<Field> {
    columns.iter().map(|column| column.field).collect()
}

/// A row as an object, with the columns that are asked for.
pub fn row<T>(columns: &[Column<T>], of: &T, options: &Options, wanted: impl Fn(Where) -> bool) -> Value {
    let cells = columns.iter().filter(|column| wanted(column.field.at));
    Value::Object(cells.map(|column| (column.field.name.to_owned(), (column.take)(of, options))).collect::<Map<_, _>>())
}

/// Several rows; null where there are none.
fn rows<'a, T: 'a>(columns: &[Column<T>], all: impl IntoIterator<Item = &'a T>, options: &Options) -> Value {
    some(all.into_iter().map(|of| row(columns, of, options, |_| true)).collect())
}

/// A list; null where it is empty, as a notice that is silent has none.
fn some(all: Vec<Value>) -> Value {
    if all.is_empty() { Value::Null } else { Value::Array(all) }
}

fn text(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}

fn maybe(text: Option<&str>) -> Value {
    text.map_or(Value::Null, self::text)
}

fn texts<'a>(all: impl IntoIterator<Item = &'a str>) -> Value {
    some(all.into_iter().map(Value::from).collect())
}

/// A number; null beyond what a signed number of 64 bits can tell. The fact's `value` tells it all the same.
fn integer(number: u64) -> Value {
    i64::try_from(number).map_or(Value::Null, Value::from)
}

/// The day, where a date is told to the day.
fn day(date: Option<Date>) -> Value {
    date.and_then(Date::civil).map_or(Value::Null, |day| day.to_string().into())
}

/// A date as it is told: `2024-06-03`, `2024-06` or `2024`.
fn told(date: Option<Date>) -> Value {
    date.map_or(Value::Null, |date| date.to_string().into())
}

/// How exactly a date is told.
fn precision(date: Option<Date>) -> Value {
    use jikenbo_model::Precision::{Day, Month, Year};
    let name = |date: Date| match date.precision() {
        Day => "day",
        Month => "month",
        Year => "year",
    };
    date.map_or(Value::Null, |date| name(date).into())
}

/// A moment to the millisecond; null for what is none.
fn moment(time: &str) -> Value {
    let moment = time.parse::<jiff::Timestamp>().ok();
    moment.map_or(Value::Null, |moment| moment.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string().into())
}

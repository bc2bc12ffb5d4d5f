//! Parquet for DuckDB, pandas and their like: a row a case, its notices and facts as lists of structs.

use std::io::{self, Write};
use std::sync::Arc;

use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{DataType, Field as ArrowField, Fields, Schema, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use serde_json::Value;

use super::{CASES, Field, Kind, VERSION, Where, fields, row};
use crate::{Case, Exporter, Options};

/// So many cases a row group holds at most.
pub const ROW_GROUP_ROWS: usize = 10_000;
/// So many bytes a row group holds, about, before it is written.
pub const ROW_GROUP_BYTES: usize = 32 << 20;

/// So many cases wait as rows before they become columns.
const BATCH: usize = 64;
/// So many bytes of text they have at most, but for the last of them.
const BATCH_BYTES: usize = 4 << 20;

/// Writes a file.
pub struct Writer<W: Write + Send> {
    columns: ArrowWriter<W>,
    decoder: Decoder,
    rows: Vec<Value>,
    /// Bytes of text in the rows.
    bytes: usize,
    options: Options,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// What the place says that is written to.
    pub fn new(options: &Options, out: W) -> io::Result<Self> {
        let schema = Arc::new(Schema::new(columns(fields(CASES).into_iter().filter(|field| field.at != Where::Csv))));
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
            .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
            .set_key_value_metadata(Some(vec![
                KeyValue::new("jikenbo.schema".to_owned(), VERSION.to_string()),
                KeyValue::new("jikenbo.query".to_owned(), options.query.clone()),
            ]))
            .build();
        // Arrow's own schema beside Parquet's would say nothing more, and readers would show its names.
        let how = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
        let columns = ArrowWriter::try_new_with_options(out, Arc::clone(&schema), how).map_err(written)?;
        let decoder = ReaderBuilder::new(schema).with_batch_size(BATCH).build_decoder().map_err(io::Error::other)?;
        Ok(Self { columns, decoder, rows: Vec::new(), bytes: 0, options: options.clone() })
    }

    /// So many cases are kept and not yet written.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.rows.len() + self.columns.in_progress_rows()
    }

    fn flush(&mut self) -> io::Result<()> {
        self.decoder.serialize(&self.rows).map_err(io::Error::other)?;
        self.rows.clear();
        self.bytes = 0;
        match self.decoder.flush().map_err(io::Error::other)? {
            Some(batch) => self.columns.write(&batch).map_err(written),
            None => Ok(()),
        }
    }
}

impl<W: Write + Send> Exporter for Writer<W> {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        let row = row(CASES, case, &self.options, |at| at != Where::Csv);
        self.bytes += text_bytes(&row);
        self.rows.push(row);
        if self.rows.len() >= BATCH || self.bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.flush()?;
        self.columns.into_inner().map_err(written)?.flush()
    }
}

/// What the place said that is written to, as it said it: whoever closed a pipe wants no message.
fn written(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => source.downcast::<io::Error>().map_or_else(io::Error::other, |error| *error),
        other => io::Error::other(other),
    }
}

/// Bytes of all texts in a row: those of notices, of facts, and of what was taken over (its JSON is a text here).
fn text_bytes(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(all) => all.iter().map(text_bytes).sum(),
        Value::Object(fields) => fields.values().map(text_bytes).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn columns(fields: impl Iterator<Item = Field>) -> Fields {
    fields.map(|field| ArrowField::new(field.name, kind(field.kind), !field.required)).collect()
}

fn kind(kind: Kind) -> DataType {
    let list = |of: DataType| DataType::List(Arc::new(ArrowField::new("element", of, false)));
    match kind {
        Kind::Text | Kind::Code(_) | Kind::Json => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Date => DataType::Date32,
        Kind::Time => DataType::Timestamp(TimeUnit::Millisecond, Some("+00:00".into())),
        Kind::Texts | Kind::Codes(_) => list(DataType::Utf8),
        Kind::Rows(fields) => list(DataType::Struct(columns(fields().into_iter()))),
    }
}

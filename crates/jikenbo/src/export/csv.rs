//! CSV, for spreadsheets: a row a case, or a row a fact.

use jikenbo_export::table::{CsvCases, CsvFacts};

use super::Format;

pub(super) const CASES: Format = Format {
    name: "csv",
    extension: "csv",
    media_type: "text/csv; charset=utf-8",
    text: true,
    about: ("CSV：1行に1事案。Excelでそのまま開ける", "CSV: a row a case; Excel opens it as it is"),
    begin: |options, out| Ok(Box::new(CsvCases::new(options, out)?)),
};

pub(super) const FACTS: Format = Format {
    name: "csv-facts",
    extension: "csv",
    media_type: "text/csv; charset=utf-8",
    text: true,
    about: ("CSV：1行に1つの事実。根拠の引用つき", "CSV: a row a fact, with the words that prove it"),
    begin: |options, out| Ok(Box::new(CsvFacts::new(options, out)?)),
};

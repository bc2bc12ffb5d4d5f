//! The docs of the forms that are made of lists: what is generated is compared, and with `JIKENBO_DOCS=write` (`cargo dev docs`) written.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use std::fmt::Write;
use std::fs;

use jikenbo_export::table::{CASES, Column, FACTS, Kind, NOTICES, Where, fields};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/exports/tables.md");

/// What is said of a type.
fn kind(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Code(group) => format!("code (`{group}`)"),
        Kind::Integer => "integer".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Time => "time".to_owned(),
        Kind::Json => "JSON".to_owned(),
        Kind::Texts => "list of texts".to_owned(),
        Kind::Codes(group) => format!("list of codes (`{group}`)"),
        Kind::Rows(fields) => {
            let names: Vec<&str> = fields().iter().filter(|field| field.at != Where::Csv).map(|field| field.name).collect();
            if names.len() > 10 { "list of rows, as below".to_owned() } else { format!("list of rows: `{}`", names.join("`, `")) }
        }
    }
}

fn table<T>(columns: &[Column<T>]) -> String {
    let mut out = "| column | type | in | meaning | 意味 |\n|---|---|---|---|---|\n".to_owned();
    for field in fields(columns) {
        let forms = match field.at {
            Where::Every => "all",
            Where::Csv => "CSV",
            Where::Typed => "Parquet, SQLite",
            Where::Parquet => "Parquet",
        };
        let never = if field.required { ", never null" } else { "" };
        writeln!(out, "| `{}` | {}{never} | {forms} | {} | {} |", field.name, kind(field.kind), field.about.1, field.about.0)
            .unwrap();
    }
    out
}

#[test]
fn the_page_on_tables_has_every_column() {
    let page = fs::read_to_string(PAGE).unwrap();
    let mut wanted = page.clone();
    for (name, table) in [("cases", table(CASES)), ("notices", table(NOTICES)), ("facts", table(FACTS))] {
        let (begin, end) = (format!("<!-- columns of {name}, made by `cargo dev docs` -->\n"), format!("<!-- end of {name} -->"));
        let (before, rest) = wanted.split_once(&begin).expect("a mark before the table");
        let (_, after) = rest.split_once(&end).expect("a mark after the table");
        wanted = format!("{before}{begin}{table}{end}{after}");
    }
    if page != wanted {
        let writes = std::env::var("JIKENBO_DOCS").as_deref() == Ok("write");
        assert!(writes, "docs/exports/tables.md is not current: `cargo dev docs` writes it");
        fs::write(PAGE, wanted).unwrap();
    }
}

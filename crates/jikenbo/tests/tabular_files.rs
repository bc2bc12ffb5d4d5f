//! Tables that the program writes, read by those they are for: SQLite itself, DuckDB, pandas and Datasette.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;
#[path = "common/python.rs"]
mod python;

use std::path::Path;
use std::process::Command;

use common::Book;
use jikenbo_export::table::record;
use jikenbo_model::from_json;
use serde_json::{Map, Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{Column, ConnectOptions, Connection, Row, SqliteConnection, TypeInfo, ValueRef};

/// A notice that tells no day.
const UNDATED: &str = "株式会社なぎさ工房\n\n個人情報を含む書類の紛失に関するお詫びとお知らせ\n\n2024年6月、お客様の個人情報（氏名、住所）を\
                       記載した書類約20名分を紛失したことが判明いたしました。深くお詫び申し上げます。\n";

/// A casebook of the samples, and every table of it.
fn exported() -> (Book, Vec<Value>) {
    let book = Book::new();
    let samples = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples")).unwrap();
    let mut files: Vec<String> = samples.map(|entry| entry.unwrap().path().to_str().unwrap().to_owned()).collect();
    files.retain(|file| !file.ends_with(".md"));
    files.sort();
    files.push(book.file("aoba.txt", common::notice(7)));
    files.push(book.file("nagisa.txt", UNDATED));
    book.run(&["clip"].into_iter().chain(files.iter().map(String::as_str)).collect::<Vec<_>>(), 0);
    for (form, file) in
        [("csv", "cases.csv"), ("csv-facts", "facts.csv"), ("parquet", "cases.parquet"), ("sqlite", "cases.sqlite")]
    {
        book.run(&["export", "--format", form, "-o", file], 0);
    }
    let lines = book.run(&["export", "--format", "jsonl"], 0).out;
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let cases: Vec<Value> = lines.filter(|line| line["line"] == "case").collect();
    assert!(cases.len() > 5);
    (book, cases)
}

fn notices(cases: &[Value]) -> impl Iterator<Item = (&Value, &Value)> {
    cases.iter().flat_map(|case| case["notices"].as_array().unwrap().iter().map(move |notice| (case, notice)))
}

fn object(row: &SqliteRow) -> Value {
    let value = |n: usize| {
        let raw = row.try_get_raw(n).unwrap();
        match raw.type_info().name() {
            _ if raw.is_null() => Value::Null,
            "INTEGER" => json!(row.get::<i64, _>(n)),
            _ if row.column(n).name() == "also" => serde_json::from_str(row.get(n)).unwrap(),
            _ => json!(row.get::<String, _>(n)),
        }
    };
    let columns = row.columns().iter().enumerate();
    Value::Object(columns.map(|(n, column)| (column.name().to_owned(), value(n))).collect::<Map<_, _>>())
}

async fn open(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).read_only(true).immutable(true).connect().await.unwrap()
}

async fn all(database: &mut SqliteConnection, sql: &'static str) -> Vec<Value> {
    sqlx::query(sql).fetch_all(database).await.unwrap().iter().map(object).collect()
}

#[tokio::test]
async fn the_facts_of_a_casebook_come_back_from_sqlite() {
    let (book, cases) = exported();
    let mut database = open(&book.path("cases.sqlite")).await;
    let rows = all(&mut database, "SELECT * FROM facts ORDER BY notice_id, n").await;
    let mut compared = 0;
    for (case, notice) in notices(&cases) {
        let of: Vec<Value> = rows.iter().filter(|row| row["notice_id"] == notice["notice"]).cloned().collect();
        assert!(of.iter().all(|row| row["case_id"] == case["case"]));
        let text = notice["text"].as_str().unwrap();
        assert_eq!(from_json(&record(&of), text).unwrap().record, from_json(&notice["record"], text).unwrap().record);
        compared += of.len();
    }
    assert!(compared == rows.len() && compared > 100, "{compared} of {} facts", rows.len());
    let kept = all(&mut database, "SELECT * FROM notices").await;
    assert_eq!(kept.len(), notices(&cases).count());
    for row in kept {
        let (_, notice) = notices(&cases).find(|(_, notice)| notice["notice"] == row["notice_id"]).unwrap();
        assert_eq!((&row["text"], &row["address"], &row["version"]), (&notice["text"], &notice["url"], &notice["version"]));
    }
    for row in all(&mut database, "SELECT * FROM cases").await {
        let case = cases.iter().find(|case| case["case"] == row["case_id"]).unwrap();
        let facts = &case["facts"];
        let told = |name: &str| facts.get(name).cloned().unwrap_or_default();
        assert_eq!((&row["people"], &row["organization"]), (&told("people"), &told("organization")));
        assert_eq!((&row["published_told"], &row["sector"]), (&told("published"), &told("sector")));
        let kinds = row["kinds"].as_str().map(|json| serde_json::from_str::<Value>(json).unwrap()).unwrap_or_default();
        assert_eq!(kinds, told("kinds"));
    }
    database.close().await.unwrap();
}

#[tokio::test]
async fn the_database_tells_of_itself_and_cannot_be_half() {
    let (book, cases) = exported();
    let mut database = open(&book.path("cases.sqlite")).await;
    assert_eq!(all(&mut database, "PRAGMA user_version").await[0]["user_version"], jikenbo_export::table::VERSION);
    assert_eq!(all(&mut database, "PRAGMA integrity_check").await[0]["integrity_check"], "ok");
    assert!(all(&mut database, "PRAGMA foreign_key_check").await.is_empty());
    // Every column that stands there is told of, and no other.
    for table in ["cases", "notices", "facts"] {
        let names = "SELECT name FROM pragma_table_info(?1) WHERE NOT (?1 = 'notices' AND name = 'case_id') ORDER BY name";
        let told = "SELECT name FROM columns WHERE \"table\" = ?1 ORDER BY name";
        let mut both = Vec::new();
        for sql in [names, told] {
            both.push(sqlx::query_scalar::<_, String>(sql).bind(table).fetch_all(&mut database).await.unwrap());
        }
        assert!(both[0] == both[1] && !both[0].is_empty(), "{both:?}");
    }
    let view = all(&mut database, "SELECT * FROM cases_view WHERE kinds LIKE '%ransomware%'").await;
    assert!(view[0]["kinds_label"].as_str().unwrap().contains("ランサムウェア"), "{}", view[0]);
    let view = all(&mut database, "SELECT * FROM facts_view WHERE key = 'counts' AND bound = 'at_most'").await;
    assert_eq!((&view[0]["key_label"], &view[0]["bound_label"]), (&json!("件数"), &json!("最大")));
    assert_eq!(view[0]["capture_sha256"].as_str().unwrap().len(), 64);
    assert!(sqlx::query("DELETE FROM cases").execute(&mut database).await.is_err(), "it is opened read-only");
    database.close().await.unwrap();
    for (form, file) in
        [("csv", "cases.csv"), ("csv-facts", "facts.csv"), ("parquet", "cases.parquet"), ("sqlite", "cases.sqlite")]
    {
        let before = std::fs::read(book.path(file)).unwrap();
        book.run(&["export", "--format", form, "-o", file, "--force"], 0);
        assert!(before == std::fs::read(book.path(file)).unwrap(), "{form}: the same cases give other bytes");
    }
    book.run(&["export", "--format", "sqlite", "--lang", "en", "--without-texts", "-o", "en.sqlite"], 0);
    let mut database = open(&book.path("en.sqlite")).await;
    let view = all(&mut database, "SELECT * FROM cases_view WHERE kinds LIKE '%ransomware%'").await;
    assert!(view[0]["kinds_label"].as_str().unwrap().contains("ransomware"));
    assert_eq!(all(&mut database, "SELECT count(*) AS n FROM notices WHERE text IS NOT NULL").await[0]["n"], 0);
    assert_eq!(all(&mut database, "SELECT count(*) AS n FROM cases").await[0]["n"], cases.len());
}

/// The recipe for Datasette that the docs show.
fn recipe() -> String {
    let page = include_str!("../../../docs/exports/tables.md");
    page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap().to_owned()
}

#[test]
fn duckdb_pandas_and_datasette_find_the_same_figures() {
    let Some(interpreter) = python::with_tables() else { return };
    let (book, cases) = exported();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tabular/judge.py");
    let output = Command::new(interpreter).arg(script).arg(book.path(".")).arg(recipe()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let judged: Value = serde_json::from_slice(&output.stdout).unwrap();
    let numbers = |all: Vec<u64>| all.into_iter().sum::<u64>();
    let people = numbers(cases.iter().filter_map(|case| case["facts"]["people"].as_u64()).collect());
    let untold = cases.iter().filter(|case| case["facts"]["published"].as_str().is_none_or(|date| date.len() < 10)).count();
    let list = |record: &Value, key: &str| record[key].as_array().cloned().unwrap_or_default();
    let figures = notices(&cases).flat_map(|(_, notice)| list(&notice["record"], "counts"));
    let figures = numbers(figures.map(|count| count["value"].as_u64().unwrap()).collect());
    let facts: usize = notices(&cases).map(|(_, notice)| facts_of(&notice["record"])).sum();
    let ransomware = cases.iter().filter(|case| list(&case["facts"], "kinds").contains(&json!("ransomware"))).count();
    assert!(people > 0 && untold > 0 && ransomware > 0 && figures > people / 2);
    let truth = json!([cases.len(), people, untold, facts, figures, ransomware]);
    for tool in ["duckdb", "pandas", "csv", "sqlite", "datasette"] {
        assert_eq!(judged["found"][tool], truth, "{tool}");
    }
    let types = judged["types"]["duckdb"].as_array().unwrap();
    assert_eq!(types[..], ["DATE", "TIMESTAMP WITH TIME ZONE", "BIGINT", "VARCHAR[]", "DATE"].map(Value::from));
    let types = judged["types"]["pandas"].as_array().unwrap();
    assert_eq!(types[..], ["date32[day][pyarrow]", "timestamp[ms, tz=UTC][pyarrow]", "int64[pyarrow]"].map(Value::from));
    assert_eq!(judged["codec"], "ZSTD");
    assert_eq!(judged["facets"]["ransomware"], ransomware);
    assert!(judged["view"]["quote"].is_string() && judged["view"]["key_label"] == "件数", "{}", judged["view"]);
    assert!(!judged["largest"].as_array().unwrap().is_empty());
}

/// How many facts the JSON of a record has.
fn facts_of(record: &Value) -> usize {
    let keys = record.as_object().unwrap().iter().filter(|(key, _)| !matches!(key.as_str(), "evidence" | "doubts"));
    keys.map(|(_, value)| value.as_array().map_or(1, Vec::len)).sum()
}

//! What stands in the database: tables made of the lists of columns, labels, and views that join them.

use jikenbo_export::Options;
use jikenbo_export::table::{CASES, Column, FACTS, Field, Kind, NOTICES, VERSION, fields};
use jikenbo_model::labels::{CODES, KEYS, Lang};

use super::here;

/// Tells files of ours from others' (`jikb`; see SQLite's `PRAGMA application_id`).
const APPLICATION: u32 = 0x6A69_6B62;

/// What is set before anything is written.
pub(super) fn pragmas() -> Vec<String> {
    vec![format!("PRAGMA application_id = {APPLICATION}"), format!("PRAGMA user_version = {VERSION}")]
}

fn own<T>(columns: &[Column<T>]) -> Vec<Field> {
    fields(columns).into_iter().filter(|field| here(field.at)).collect()
}

/// The tables. What refers to another row may come before it: the end of the transaction checks.
pub(super) fn tables() -> Vec<String> {
    let case = "REFERENCES cases(case_id) DEFERRABLE INITIALLY DEFERRED";
    let notice = "REFERENCES notices(notice_id) DEFERRABLE INITIALLY DEFERRED";
    let more = |name: &str, table: &str| match (table, name) {
        ("cases", "case_id") | ("notices", "notice_id") => " PRIMARY KEY".to_owned(),
        ("facts", "case_id") => format!(" {case}"),
        ("facts", "notice_id") => format!(" {notice}"),
        _ => String::new(),
    };
    let columns = |table: &str, fields: Vec<Field>| {
        let one = |field: &Field| format!("\"{}\" {}{}", field.name, definition(field), more(field.name, table));
        fields.iter().map(one).collect::<Vec<_>>().join(",\n  ")
    };
    vec![
        format!("CREATE TABLE cases (\n  {}\n) STRICT", columns("cases", own(CASES))),
        format!("CREATE TABLE notices (\n  case_id TEXT NOT NULL {case},\n  {}\n) STRICT", columns("notices", own(NOTICES))),
        format!("CREATE TABLE facts (\n  {},\n  PRIMARY KEY (notice_id, n)\n) STRICT", columns("facts", own(FACTS))),
        "CREATE TABLE codes (\n  \"group\" TEXT NOT NULL, code TEXT NOT NULL, ja TEXT NOT NULL, en TEXT NOT NULL,\n  PRIMARY KEY (\"group\", code)\n) STRICT".to_owned(),
        "CREATE TABLE columns (\n  \"table\" TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, ja TEXT NOT NULL, en TEXT NOT NULL,\n  PRIMARY KEY (\"table\", name)\n) STRICT".to_owned(),
        "CREATE TABLE export (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT".to_owned(),
    ]
}

fn definition(field: &Field) -> &'static str {
    match (field.kind, field.required) {
        (Kind::Integer, true) => "INTEGER NOT NULL",
        (Kind::Integer, false) => "INTEGER",
        (_, true) => "TEXT NOT NULL",
        (_, false) => "TEXT",
    }
}

/// What a column's type is called in the table `columns`.
fn type_name(kind: Kind) -> String {
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Code(group) => format!("code of {group}"),
        Kind::Integer => "integer".to_owned(),
        Kind::Date => "date (YYYY-MM-DD)".to_owned(),
        Kind::Time => "time (UTC, RFC 3339)".to_owned(),
        Kind::Json => "JSON".to_owned(),
        Kind::Texts => "JSON array of texts".to_owned(),
        Kind::Codes(group) => format!("JSON array of codes of {group}"),
        Kind::Rows(_) => "JSON array of objects".to_owned(),
    }
}

/// The rows of the tables that tell of the others, each with its statement.
pub(super) fn told(options: &Options) -> Vec<(&'static str, Vec<String>)> {
    let mut all = Vec::new();
    let mut code = |group: &str, (code, ja, en): &(&str, &str, &str)| {
        let row = [group, code, ja, en].map(str::to_owned).to_vec();
        all.push(("INSERT INTO codes VALUES (?, ?, ?, ?)", row));
    };
    for (group, table) in CODES {
        table.iter().for_each(|one| code(group, one));
    }
    KEYS.iter().for_each(|one| code("key", one));
    for (table, fields) in [("cases", own(CASES)), ("notices", own(NOTICES)), ("facts", own(FACTS))] {
        for field in fields {
            let row = vec![
                table.to_owned(),
                field.name.to_owned(),
                type_name(field.kind),
                field.about.0.to_owned(),
                field.about.1.to_owned(),
            ];
            all.push(("INSERT INTO columns VALUES (?, ?, ?, ?, ?)", row));
        }
    }
    for (name, value) in [("schema", VERSION.to_string()), ("query", options.query.clone())] {
        all.push(("INSERT INTO export VALUES (?, ?)", vec![name.to_owned(), value]));
    }
    all
}

/// Indexes and views, once the rows stand: an index is made faster of all rows than row by row.
pub(super) fn end(language: Lang) -> Vec<String> {
    let index =
        |(table, columns): (&str, &str)| format!("CREATE INDEX {table}_{} ON {table} ({columns})", columns.replace(", ", "_"));
    let indexes = [
        ("cases", "published"),
        ("cases", "organization"),
        ("cases", "sector"),
        ("cases", "people"),
        ("notices", "case_id"),
        ("notices", "capture_sha256"),
        ("facts", "case_id"),
        ("facts", "key, code"),
    ];
    let words = if language == Lang::Ja { "ja" } else { "en" };
    indexes.map(index).into_iter().chain([cases_view(words), facts_view(words)]).collect()
}

/// A column's value, and beside codes their labels.
fn shown(field: &Field, words: &str) -> Vec<String> {
    let name = field.name;
    let labels = match field.kind {
        Kind::Code(group) => Some(labelled(&format!("'{group}'"), &format!("t.{name}"), words)),
        Kind::Codes(group) => {
            let one = labelled(&format!("'{group}'"), "j.value", words);
            Some(format!("(SELECT group_concat({one}, '; ') FROM json_each(t.{name}) j)"))
        }
        _ => None,
    };
    let label = labels.map(|labels| format!("{labels} AS {name}_label"));
    [Some(format!("t.\"{name}\""))].into_iter().chain([label]).flatten().collect()
}

/// The label of a code; a code without one is its own.
fn labelled(group: &str, code: &str, words: &str) -> String {
    format!("coalesce((SELECT c.{words} FROM codes c WHERE c.\"group\" = {group} AND c.code = {code}), {code})")
}

fn cases_view(words: &str) -> String {
    let columns: Vec<String> = own(CASES).iter().flat_map(|field| shown(field, words)).collect();
    format!(
        "CREATE VIEW cases_view AS SELECT\n  {},\n  (SELECT count(*) FROM notices n WHERE n.case_id = t.case_id) AS notices,\n  \
         (SELECT n.address FROM notices n WHERE n.case_id = t.case_id ORDER BY n.rowid LIMIT 1) AS address\nFROM cases t",
        columns.join(",\n  ")
    )
}

fn facts_view(words: &str) -> String {
    let group = "CASE t.key WHEN 'organization' THEN 'sector' WHEN 'counts' THEN 'subject' ELSE t.key END";
    let mut columns = vec!["k.organization".to_owned(), "k.title AS case_title".to_owned()];
    for field in own(FACTS) {
        columns.extend(shown(&field, words));
        match field.name {
            "key" => columns.push(format!("{} AS key_label", labelled("'key'", "t.key", words))),
            "code" => columns.push(format!("{} AS code_label", labelled(group, "t.code", words))),
            _ => {}
        }
    }
    columns.extend(["n.version AS notice_version", "n.address", "n.capture_sha256"].map(str::to_owned));
    format!(
        "CREATE VIEW facts_view AS SELECT\n  {}\nFROM facts t JOIN notices n ON n.notice_id = t.notice_id JOIN cases k ON k.case_id = t.case_id",
        columns.join(",\n  ")
    )
}

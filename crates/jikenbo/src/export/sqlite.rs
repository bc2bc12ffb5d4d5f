//! SQLite, for Datasette and whoever asks in SQL: a database that nobody has to fill, with views to read.
//!
//! It is made in a temporary file and goes out when it is whole: a database is written here and there, an export from front to back.

mod schema;

use std::fs::File;
use std::io::{self, Write};

use jikenbo_export::table::{CASES, Column, FACTS, FactRow, Kind, NOTICES, Where, facts};
use jikenbo_export::{Case, Exporter, Notice, Options};
use serde_json::Value;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};
use tempfile::TempDir;
use tokio::runtime::Handle;

use super::{Format, Out};

pub(super) const FORMAT: Format = Format {
    name: "sqlite",
    extension: "sqlite",
    media_type: "application/vnd.sqlite3",
    text: false,
    about: (
        "SQLite：事案・告知・事実の表と、読むためのビュー。Datasette用",
        "SQLite: tables of cases, notices and facts, and views to read them by; for Datasette",
    ),
    begin: |options, out| Ok(Box::new(Sqlite::new(options, out)?)),
};

/// So many rows are inserted at once: each statement is a way to the database's thread and back.
const TOGETHER: usize = 50;

struct Sqlite {
    out: Out,
    options: Options,
    runtime: Handle,
    database: SqliteConnection,
    /// Holds the file, and takes it away in the end, whatever happens.
    folder: TempDir,
    cases: Table,
    notices: Table,
    facts: Table,
}

/// Rows that wait to be inserted.
struct Table {
    name: &'static str,
    /// The columns, after which the row's own are named.
    columns: Vec<(&'static str, Kind)>,
    rows: Vec<Vec<Value>>,
}

impl Sqlite {
    fn new(options: &Options, out: Out) -> io::Result<Self> {
        let runtime = Handle::try_current().map_err(io::Error::other)?;
        let folder = tempfile::Builder::new().prefix("jikenbo-").tempdir()?;
        let how = SqliteConnectOptions::new()
            .filename(folder.path().join("export.sqlite"))
            .create_if_missing(true)
            // Nobody else sees the file, and a half one is thrown away: there is nothing to roll back to.
            .journal_mode(SqliteJournalMode::Off)
            .synchronous(SqliteSynchronous::Off)
            .foreign_keys(true);
        let mut database = runtime.block_on(how.connect()).map_err(io::Error::other)?;
        runtime.block_on(begin(&mut database, options)).map_err(io::Error::other)?;
        let (cases, notices, facts) =
            (Table::of("cases", CASES, None), Table::of("notices", NOTICES, Some("case_id")), Table::of("facts", FACTS, None));
        Ok(Self { out, options: options.clone(), runtime, database, folder, cases, notices, facts })
    }

    fn insert(&mut self, least: usize) -> io::Result<()> {
        let Self { runtime, database, cases, notices, facts, .. } = self;
        for table in [cases, notices, facts] {
            while table.rows.len() >= least.max(1) {
                let rows: Vec<_> = table.rows.drain(..table.rows.len().min(TOGETHER)).collect();
                runtime.block_on(insert(database, table, &rows)).map_err(io::Error::other)?;
            }
        }
        Ok(())
    }
}

impl Exporter for Sqlite {
    fn put(&mut self, case: &Case) -> io::Result<()> {
        self.cases.rows.push(cells(CASES, case, &self.options));
        for notice in &case.notices {
            let mut row = vec![Value::from(case.id.as_str())];
            row.extend(cells::<Notice>(NOTICES, notice, &self.options));
            self.notices.rows.push(row);
            self.facts.rows.extend(facts(case, notice).iter().map(|fact| cells::<FactRow>(FACTS, fact, &self.options)));
        }
        self.insert(TOGETHER)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.insert(1)?;
        let Self { mut out, options, runtime, mut database, folder, .. } = *self;
        let end = async {
            for statement in schema::end(options.language) {
                database.execute(AssertSqlSafe(statement)).await?;
            }
            database.execute("COMMIT").await?;
            database.close().await
        };
        runtime.block_on(end).map_err(io::Error::other)?;
        io::copy(&mut File::open(folder.path().join("export.sqlite"))?, &mut out)?;
        out.flush()
    }
}

async fn begin(database: &mut SqliteConnection, options: &Options) -> Result<(), sqlx::Error> {
    for statement in schema::pragmas() {
        database.execute(AssertSqlSafe(statement)).await?;
    }
    database.execute("BEGIN").await?;
    for statement in schema::tables() {
        database.execute(AssertSqlSafe(statement)).await?;
    }
    for (sql, row) in schema::told(options) {
        let mut query = sqlx::query(sql);
        for cell in row {
            query = query.bind(cell);
        }
        query.execute(&mut *database).await?;
    }
    Ok(())
}

async fn insert(database: &mut SqliteConnection, table: &Table, rows: &[Vec<Value>]) -> Result<(), sqlx::Error> {
    let mut query = sqlx::query(AssertSqlSafe(table.statement(rows.len())));
    for row in rows {
        for ((_, kind), cell) in table.columns.iter().zip(row) {
            query = match (kind, cell) {
                (Kind::Integer, cell) => query.bind(cell.as_i64()),
                (_, Value::Null) => query.bind(None::<String>),
                (_, Value::String(text)) => query.bind(text.as_str()),
                // Lists, as JSON: Datasette makes facets of them.
                (_, list) => query.bind(list.to_string()),
            };
        }
    }
    query.execute(database).await.map(drop)
}

/// Whether a column stands in SQLite.
pub(super) const fn here(at: Where) -> bool {
    matches!(at, Where::Every | Where::Typed)
}

fn cells<T>(columns: &[Column<T>], of: &T, options: &Options) -> Vec<Value> {
    columns.iter().filter(|column| here(column.field.at)).map(|column| (column.take)(of, options)).collect()
}

impl Table {
    fn of<T>(name: &'static str, columns: &[Column<T>], first: Option<&'static str>) -> Self {
        let own = columns.iter().map(|column| column.field).filter(|field| here(field.at)).map(|field| (field.name, field.kind));
        Self { name, columns: first.map(|name| (name, Kind::Text)).into_iter().chain(own).collect(), rows: Vec::new() }
    }

    fn statement(&self, rows: usize) -> String {
        let names: Vec<String> = self.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        let places = format!("({})", vec!["?"; names.len()].join(", "));
        format!("INSERT INTO {} ({}) VALUES {}", self.name, names.join(", "), vec![places; rows].join(", "))
    }
}

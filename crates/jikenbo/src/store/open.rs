//! Opening a casebook: the connection's settings, and the steps from an older layout to today's.

use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Connection, Executor, Row};

use super::{Casebook, Dialect, Error};

/// A step in both dialects.
macro_rules! step {
    ($name:literal) => {
        (
            include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        )
    };
}

/// The steps from nothing to today's layout, in order: for SQLite and for PostgreSQL.
const MIGRATIONS: &[(&str, &str)] = &[
    step!("0001_casebook"),
    step!("0002_sources"),
    step!("0003_search"),
    step!("0004_users"),
    step!("0005_review"),
    step!("0006_saved"),
    step!("0007_unfolded"),
    step!("0008_imported"),
];

/// The newest layout this program knows.
pub const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// How long a writer waits for its turn.
const PATIENCE: Duration = Duration::from_secs(120);

const SQLITE_SETTINGS: &[&str] = &["PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", "PRAGMA cache_size = -32000"];

/// Marks a SQLite file as ours ("JIKE").
const APPLICATION_ID: i64 = 0x4A49_4B45;

pub(super) async fn open(casebook: &Casebook) -> Result<(AnyPool, Dialect), Error> {
    sqlx::any::install_default_drivers();
    let dialect = match casebook {
        Casebook::File(_) => Dialect::Sqlite,
        Casebook::Postgres(_) => Dialect::Postgres,
    };
    prepare_place(casebook)?;
    let not_utf8 = || Error::NotACasebook { place: casebook.to_string(), why: "expected a path in UTF-8".to_owned() };
    let url = casebook.url().ok_or_else(not_utf8)?;
    first_look(&url, dialect, casebook).await?;
    let pool = AnyPoolOptions::new()
        .max_connections(4)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| Box::pin(async move { settle(connection, dialect).await }))
        .connect_lazy(&url)?;
    Ok((pool, dialect))
}

/// Opens it once by hand: the pool would try again and again where a file is no casebook.
async fn first_look(url: &str, dialect: Dialect, casebook: &Casebook) -> Result<(), Error> {
    let mut connection = AnyConnection::connect(url).await.map_err(|error| explain(error, casebook))?;
    settle(&mut connection, dialect).await.map_err(|error| explain(error, casebook))?;
    migrate(&mut connection, dialect, casebook).await?;
    Ok(connection.close().await?)
}

/// Makes the folder, and refuses early what can be no casebook.
fn prepare_place(casebook: &Casebook) -> Result<(), Error> {
    let Casebook::File(path) = casebook else { return Ok(()) };
    let no = |why: &str| Error::NotACasebook { place: casebook.to_string(), why: why.to_owned() };
    if path.is_dir() {
        return Err(no("it is a directory; expected a file"));
    }
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| no(&format!("cannot make its folder: {error}")))?;
    }
    Ok(())
}

async fn settle(connection: &mut AnyConnection, dialect: Dialect) -> Result<(), sqlx::Error> {
    if dialect == Dialect::Postgres {
        return Ok(());
    }
    connection.execute(AssertSqlSafe(format!("PRAGMA busy_timeout = {}", PATIENCE.as_millis()))).await?;
    for setting in SQLITE_SETTINGS {
        connection.execute(*setting).await?;
    }
    write_ahead(connection).await
}

/// Turns to the write-ahead log. SQLite does not wait by itself while another process does the same to a new file.
async fn write_ahead(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    for _ in 0..600 {
        match connection.execute("PRAGMA journal_mode = WAL").await {
            Err(sqlx::Error::Database(error)) if error.message().contains("locked") => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            other => return other.map(drop),
        }
    }
    connection.execute("PRAGMA journal_mode = WAL").await.map(drop)
}

/// The driver's words, in the casebook's terms where they mean something there.
fn explain(error: sqlx::Error, casebook: &Casebook) -> Error {
    let text = error.to_string();
    let why = |why: &str| Error::NotACasebook { place: casebook.to_string(), why: why.to_owned() };
    if text.contains("file is not a database") || text.contains("file is encrypted") {
        why("expected a SQLite file that jikenbo made, found something else")
    } else if text.contains("unable to open database file") {
        why("cannot open or make the file there")
    } else {
        Error::Database(error)
    }
}

/// The layout of the casebook; `None` for a new one.
async fn schema(connection: &mut AnyConnection, dialect: Dialect) -> Result<Option<i64>, sqlx::Error> {
    let exists = match dialect {
        Dialect::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_version'",
        Dialect::Postgres => {
            "SELECT COUNT(*) FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name = 'schema_version'"
        }
    };
    if sqlx::query(exists).fetch_one(&mut *connection).await?.try_get::<i64, _>(0)? == 0 {
        return Ok(None);
    }
    let row = sqlx::query("SELECT version FROM schema_version").fetch_optional(connection).await?;
    row.map(|row| row.try_get(0)).transpose()
}

async fn migrate(connection: &mut AnyConnection, dialect: Dialect, casebook: &Casebook) -> Result<(), Error> {
    if is_current(schema(connection, dialect).await?)? {
        return Ok(());
    }
    let mut writing = connection.begin_with(dialect.begin()).await?;
    dialect.take_turn(&mut writing).await?;
    let found = schema(&mut writing, dialect).await?;
    if is_current(found)? {
        return Ok(());
    }
    if found.is_none() {
        refuse_strangers(&mut writing, dialect, casebook).await?;
        writing.execute("CREATE TABLE schema_version (version BIGINT NOT NULL)").await?;
        writing.execute("INSERT INTO schema_version (version) VALUES (0)").await?;
    }
    for (sqlite, postgres) in &MIGRATIONS[found.unwrap_or(0) as usize..] {
        let step = if dialect == Dialect::Sqlite { *sqlite } else { *postgres };
        for statement in statements(step) {
            writing.execute(AssertSqlSafe(statement)).await?;
        }
    }
    sqlx::query("UPDATE schema_version SET version = $1").bind(SCHEMA).execute(&mut *writing).await?;
    Ok(writing.commit().await?)
}

fn is_current(found: Option<i64>) -> Result<bool, Error> {
    match found {
        Some(found) if found > SCHEMA => Err(Error::Newer { found, known: SCHEMA }),
        found => Ok(found == Some(SCHEMA)),
    }
}

/// A SQLite file that holds someone else's tables is left alone.
async fn refuse_strangers(connection: &mut AnyConnection, dialect: Dialect, casebook: &Casebook) -> Result<(), Error> {
    if dialect == Dialect::Postgres {
        return Ok(());
    }
    let tables = sqlx::query("SELECT COUNT(*) FROM sqlite_master").fetch_one(&mut *connection).await?;
    if tables.try_get::<i64, _>(0)? > 0 {
        let why = "it is a SQLite file of another program".to_owned();
        return Err(Error::NotACasebook { place: casebook.to_string(), why });
    }
    connection.execute(AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION_ID}"))).await?;
    Ok(())
}

/// The statements of a migration, which end with `;` at the end of a line.
fn statements(step: &str) -> impl Iterator<Item = String> {
    let code: Vec<_> = step.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    let code = code.join("\n");
    code.split(";\n").map(|s| s.trim().trim_end_matches(';').to_owned()).filter(|s| !s.is_empty()).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_dialects_make_the_same_tables() {
        for (sqlite, postgres) in MIGRATIONS {
            // Triggers and the functions that PostgreSQL wants for them are each database's own.
            let shared =
                |head: &String| !head.contains(" TRIGGER ") && !head.contains(" FUNCTION ") && !head.starts_with("INSERT ");
            let heads = |step: &str| {
                let heads = statements(step).map(|s| s.lines().next().unwrap_or("").to_owned());
                heads.filter(shared).collect::<Vec<_>>()
            };
            assert_eq!(heads(sqlite), heads(postgres));
        }
    }
}

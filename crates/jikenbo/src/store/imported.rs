//! Cases that were taken over from another collection: without a text, so without notices, versions and evidence.

use jikenbo_export::{Imported, Taken};
use jikenbo_search::{Entry, Facts};
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row};

use super::case::damaged;
use super::name::{Named, SERVICE, VICTIM, name_key, reading};
use super::{CaseId, Error, Store, now, sha256};

/// The longest name that the index of names keeps, in characters: longer ones are no names, and no database likes them as keys.
const LONGEST_NAME: usize = 300;

/// A record of another collection, ready to be taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct TakeOver {
    /// The collection (`VCDB`).
    pub collection: String,
    /// The form in which it was there: `veris` or `gold`.
    pub form: String,
    /// The file, and the place in it.
    pub place: String,
    /// What was taken from it. Its key tells it from the other records of the collection.
    pub taken: Taken,
    /// What it was there, whole.
    pub data: Value,
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenOver {
    /// It made a new case.
    New(CaseId),
    /// Its case was there, and is changed now.
    Changed(CaseId),
    /// Its case was there, and nothing is changed.
    Same(CaseId),
}

impl TakenOver {
    /// The case.
    #[must_use]
    pub const fn case(self) -> CaseId {
        match self {
            Self::New(case) | Self::Changed(case) | Self::Same(case) => case,
        }
    }
}

/// A case that was taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedCase {
    /// Its id.
    pub id: CaseId,
    /// When it came into the casebook (UTC).
    pub created: String,
    /// When it came in or changed last (UTC).
    pub changed: String,
    /// What it tells.
    pub facts: Facts,
    /// What is searched beside its facts.
    pub words: String,
    /// Where it is from, and what it was there.
    pub from: Imported,
}

/// The times of a case that another casebook took over; without them, it is now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times<'a> {
    pub(super) case: CaseId,
    pub(super) created: &'a str,
    pub(super) changed: &'a str,
}

/// A record as its columns.
struct Columns<'a> {
    of: &'a TakeOver,
    sha256: String,
    facts: String,
    refs: String,
    words: String,
    data: String,
}

impl<'a> Columns<'a> {
    fn new(of: &'a TakeOver) -> Result<Self, Error> {
        let json = |value: &dyn erased::Json| value.text().map_err(|error| Error::Damaged(error.to_string()));
        let data = of.data.to_string();
        Ok(Self {
            sha256: sha256(data.as_bytes()),
            facts: json(&of.taken.facts)?,
            refs: json(&of.taken.references)?,
            words: plain(&of.taken.summary),
            data,
            of,
        })
    }
}

/// Writing JSON, whatever it is of.
mod erased {
    pub(super) trait Json {
        fn text(&self) -> serde_json::Result<String>;
    }
    impl<T: serde::Serialize> Json for T {
        fn text(&self) -> serde_json::Result<String> {
            serde_json::to_string(self)
        }
    }
}

/// A text without NUL, which no column of PostgreSQL can hold.
pub(super) fn plain(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// The names that facts give, each once in each role.
pub(crate) fn names_of(facts: &Facts) -> Vec<Named> {
    let victim = facts.organization.as_deref().map(|name| (VICTIM, name));
    let parties = facts.parties.iter().map(|party| (&*party.role, party.name.as_str()));
    let services = facts.services.iter().map(|name| (SERVICE, name.as_str()));
    let mut out: Vec<Named> = Vec::new();
    for (role, name) in victim.into_iter().chain(parties).chain(services) {
        let named = Named { role: role.into(), name: plain(name.trim()) };
        let fits = named.name.chars().count() <= LONGEST_NAME && !name_key(&named.name).is_empty();
        if fits && !out.contains(&named) {
            out.push(named);
        }
    }
    out
}

/// The columns of an imported case, of the table `i`, and of the case itself.
const COLUMNS: &str =
    "i.case_id, k.created, i.changed_at, i.facts, i.words, i.collection, i.form, i.record_key, i.place, i.refs, i.data";

fn imported(row: &AnyRow) -> Result<ImportedCase, Error> {
    let text = |n: usize| row.try_get::<String, _>(n);
    let id: CaseId = text(0)?.parse().map_err(damaged)?;
    let wrong = |what: &str, error: serde_json::Error| Error::Damaged(format!("the {what} of the imported case {id}: {error}"));
    Ok(ImportedCase {
        id,
        created: text(1)?,
        changed: text(2)?,
        facts: serde_json::from_str(&text(3)?).map_err(|error| wrong("facts", error))?,
        words: text(4)?,
        from: Imported {
            collection: text(5)?,
            form: text(6)?,
            key: text(7)?,
            place: text(8)?,
            references: serde_json::from_str(&text(9)?).map_err(|error| wrong("references", error))?,
            data: serde_json::from_str(&text(10)?).map_err(|error| wrong("data", error))?,
        },
    })
}

impl ImportedCase {
    /// The case as it is searched.
    #[must_use]
    pub fn entry(&self) -> Entry {
        let (case, collection) = (self.id.to_string(), self.from.collection.as_str());
        Entry::imported((&case, collection), self.facts.clone(), self.words.clone(), &self.created, &self.changed)
    }
}

/// Whether a case was taken over.
pub(super) async fn is_imported(from: &mut AnyConnection, id: &CaseId) -> Result<bool, Error> {
    let row = sqlx::query("SELECT case_id FROM imported WHERE case_id = $1").bind(id.to_string());
    Ok(row.fetch_optional(from).await?.is_some())
}

impl Store {
    /// Takes records over: all of them, or none. A record that was taken over before, by its collection and key, keeps its case.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn take_over(&self, all: &[TakeOver]) -> Result<Vec<TakenOver>, Error> {
        let columns = all.iter().map(Columns::new).collect::<Result<Vec<_>, _>>()?;
        let mut writing = self.write().await?;
        let mut done = Vec::with_capacity(all.len());
        for one in &columns {
            done.push(put(&mut writing, one, None).await?);
        }
        writing.commit().await?;
        Ok(done)
    }

    /// A case that was taken over; `None` if it was not.
    ///
    /// # Errors
    ///
    /// What the database says, or [`Error::Damaged`].
    pub async fn imported(&self, id: &CaseId) -> Result<Option<ImportedCase>, Error> {
        Ok(self.imported_all(&[*id]).await?.pop())
    }

    /// Those of some cases that were taken over.
    pub(super) async fn imported_all(&self, ids: &[CaseId]) -> Result<Vec<ImportedCase>, Error> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let places: Vec<String> = (1..=ids.len()).map(|n| format!("${n}")).collect();
        let places = places.join(", ");
        let sql = format!("SELECT {COLUMNS} FROM imported i JOIN cases k ON k.id = i.case_id WHERE i.case_id IN ({places})");
        let query = ids.iter().fold(sqlx::query(sqlx::AssertSqlSafe(sql)), |query, id| query.bind(id.to_string()));
        query.fetch_all(&self.pool).await?.iter().map(imported).collect()
    }

    /// How many cases were taken over.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn count_imported(&self) -> Result<u64, Error> {
        let row = sqlx::query("SELECT COUNT(*) FROM imported").fetch_one(&self.pool).await?;
        Ok(row.try_get::<i64, _>(0)?.unsigned_abs())
    }
}

/// Takes over a record of another casebook, which has its id and its times already.
pub(super) async fn put_as_it_was(to: &mut AnyConnection, of: &TakeOver, times: Times<'_>) -> Result<TakenOver, Error> {
    put(to, &Columns::new(of)?, Some(times)).await
}

async fn put(to: &mut AnyConnection, one: &Columns<'_>, times: Option<Times<'_>>) -> Result<TakenOver, Error> {
    let known = sqlx::query("SELECT case_id, sha256, facts, refs, words FROM imported WHERE collection = $1 AND record_key = $2")
        .bind(&one.of.collection)
        .bind(&one.of.taken.key)
        .fetch_optional(&mut *to)
        .await?;
    let Some(row) = known else { return put_new(to, one, times).await };
    let text = |n: usize| row.try_get::<String, _>(n);
    let case: CaseId = text(0)?.parse().map_err(damaged)?;
    // What the program takes from the same record may have changed, too.
    if (text(1)?, text(2)?, text(3)?, text(4)?) == (one.sha256.clone(), one.facts.clone(), one.refs.clone(), one.words.clone()) {
        return Ok(TakenOver::Same(case));
    }
    let at = times.map_or_else(now, |times| times.changed.to_owned());
    sqlx::query(
        "UPDATE imported SET form = $2, place = $3, changed_at = $4, sha256 = $5, facts = $6, refs = $7, words = $8, data = $9
         WHERE case_id = $1",
    )
    .bind(case.to_string())
    .bind(&one.of.form)
    .bind(plain(&one.of.place))
    .bind(at)
    .bind(&one.sha256)
    .bind(&one.facts)
    .bind(&one.refs)
    .bind(&one.words)
    .bind(&one.data)
    .execute(&mut *to)
    .await?;
    put_names(to, &case, &one.of.taken.facts).await?;
    Ok(TakenOver::Changed(case))
}

async fn put_new(to: &mut AnyConnection, one: &Columns<'_>, times: Option<Times<'_>>) -> Result<TakenOver, Error> {
    let at = now();
    let (created, changed) = times.map_or((at.as_str(), at.as_str()), |times| (times.created, times.changed));
    let case = new_case(to, one.of, times.map(|times| times.case), created).await?;
    sqlx::query(
        "INSERT INTO imported (case_id, collection, form, record_key, place, imported_at, changed_at, sha256, facts, refs, words, data)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(case.to_string())
    .bind(&one.of.collection)
    .bind(&one.of.form)
    .bind(&one.of.taken.key)
    .bind(plain(&one.of.place))
    .bind(created)
    .bind(changed)
    .bind(&one.sha256)
    .bind(&one.facts)
    .bind(&one.refs)
    .bind(&one.words)
    .bind(&one.data)
    .execute(&mut *to)
    .await?;
    put_names(to, &case, &one.of.taken.facts).await?;
    Ok(TakenOver::New(case))
}

/// A case under an id that nobody has: the one that it had elsewhere, or one that its collection and key give.
async fn new_case(to: &mut AnyConnection, of: &TakeOver, wanted: Option<CaseId>, created: &str) -> Result<CaseId, Error> {
    let seed = sha256(format!("imported\n{}\n{}", of.collection, of.taken.key).as_bytes());
    for id in wanted.into_iter().chain((0..64).map(|attempt| CaseId::derive(&seed, attempt))) {
        let done = sqlx::query("INSERT INTO cases (id, created) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id.to_string())
            .bind(created)
            .execute(&mut *to)
            .await?;
        if done.rows_affected() == 1 {
            return Ok(id);
        }
    }
    Err(Error::Damaged("no id is free for a new case".to_owned()))
}

async fn put_names(to: &mut AnyConnection, case: &CaseId, facts: &Facts) -> Result<(), Error> {
    let id = case.to_string();
    sqlx::query("DELETE FROM imported_names WHERE case_id = $1").bind(&id).execute(&mut *to).await?;
    let day = facts.date.map(|date| date.to_string()).unwrap_or_default();
    for named in names_of(facts) {
        sqlx::query("INSERT INTO imported_names (case_id, role, name, name_key, reading, day) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(&id)
            .bind(named.role.as_str())
            .bind(&named.name)
            .bind(name_key(&named.name))
            .bind(reading(&named.name))
            .bind(&day)
            .execute(&mut *to)
            .await?;
    }
    Ok(())
}

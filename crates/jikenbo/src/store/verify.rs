//! The whole archive, checked: every capture hashed again, every span of every fact cut out again.

use std::collections::BTreeMap;

use jikenbo_model::from_json;
use jikenbo_search::Facts;
use sqlx::Row;
use sqlx::any::AnyRow;

use super::case::{damaged, notice, unpacked};
use super::correct::steps;
use super::hash::{sha256, text_hash};
use super::{Error, NoticeId, Store};
use crate::corrections::Claim;

/// What does not hold: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The capture, notice or look.
    pub place: String,
    /// What was expected and found.
    pub why: String,
}

/// What was checked, and what does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Captures hashed.
    pub captures: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Texts of notices.
    pub texts: u64,
    /// Spans cut out and compared with their quotes.
    pub spans: u64,
    /// Looks at addresses.
    pub visits: u64,
    /// Cases that were taken over.
    pub imported: u64,
    /// What does not hold.
    pub faults: Vec<Fault>,
}

/// So many rows are read in one go, so that memory stays small however large the casebook is.
const BATCH: i64 = 64;

impl Store {
    /// Checks everything that is kept as evidence, and tells how far it is after each batch.
    ///
    /// # Errors
    ///
    /// What the database says. What does not hold is no error: it is in the result.
    pub async fn verify(&self, mut step: impl FnMut(&Verified)) -> Result<Verified, Error> {
        let mut done = Verified::default();
        let mut after = 0;
        while let Some(last) = self.verify_captures(after, &mut done).await? {
            after = last;
            step(&done);
        }
        let mut after = (0, 0);
        while let Some(last) = self.verify_texts(after, &mut done).await? {
            after = last;
            step(&done);
        }
        self.verify_visits(&mut done).await?;
        self.verify_corrections(&mut done).await?;
        let mut after = String::new();
        while let Some(last) = self.verify_imported(&after, &mut done).await? {
            after = last;
            step(&done);
        }
        Ok(done)
    }

    async fn verify_captures(&self, after: i64, done: &mut Verified) -> Result<Option<i64>, Error> {
        let rows = sqlx::query("SELECT id, sha256, size, bytes FROM captures WHERE id > $1 ORDER BY id LIMIT $2")
            .bind(after)
            .bind(BATCH)
            .fetch_all(&self.pool)
            .await?;
        for row in &rows {
            let (expected, size): (String, i64) = (row.try_get(1)?, row.try_get(2)?);
            done.captures += 1;
            done.bytes += size.unsigned_abs();
            if let Err(why) = unpacked(&expected, size, &row.try_get::<Vec<u8>, _>(3)?) {
                done.faults.push(Fault { place: format!("capture {expected}"), why });
            }
        }
        rows.last().map(|row| Ok(row.try_get(0)?)).transpose()
    }

    async fn verify_texts(&self, after: (i64, i64), done: &mut Verified) -> Result<Option<(i64, i64)>, Error> {
        let rows = sqlx::query(
            "SELECT v.text, v.marks, v.url, v.near, n.seq, v.n, n.id, v.text_hash, r.record
             FROM notices n JOIN versions v ON v.notice_id = n.id
             LEFT JOIN readings r ON r.notice_id = v.notice_id AND r.n = v.n
             WHERE n.seq > $1 OR (n.seq = $1 AND v.n > $2) ORDER BY n.seq, v.n LIMIT $3",
        )
        .bind(after.0)
        .bind(after.1)
        .bind(BATCH)
        .fetch_all(&self.pool)
        .await?;
        for row in &rows {
            let place = format!("notice {} version {}", row.try_get::<String, _>(6)?, row.try_get::<i64, _>(5)?);
            done.texts += 1;
            match text(row) {
                Ok(spans) => done.spans += spans,
                Err(why) => done.faults.push(Fault { place, why }),
            }
        }
        rows.last().map(|row| Ok((row.try_get(4)?, row.try_get(5)?))).transpose()
    }

    /// A look that brought a capture names that capture's hash.
    async fn verify_visits(&self, done: &mut Verified) -> Result<(), Error> {
        done.visits =
            sqlx::query("SELECT COUNT(*) FROM visits").fetch_one(&self.pool).await?.try_get::<i64, _>(0)?.unsigned_abs();
        let rows = sqlx::query(
            "SELECT v.url, v.visited_at, v.sha256, c.sha256 FROM visits v JOIN captures c ON c.id = v.capture_id
             WHERE v.sha256 <> c.sha256 AND v.sha256 <> '' ORDER BY v.id",
        )
        .fetch_all(&self.pool)
        .await?;
        for row in rows {
            let text = |n: usize| row.try_get::<String, _>(n);
            let place = format!("look at {} of {}", text(0)?, text(1)?);
            done.faults.push(Fault { place, why: format!("expected the capture {}, found {}", text(2)?, text(3)?) });
        }
        Ok(())
    }
}

impl Store {
    /// What was taken over is what it was then, and can be read.
    async fn verify_imported(&self, after: &str, done: &mut Verified) -> Result<Option<String>, Error> {
        let sql = "SELECT case_id, sha256, data, facts FROM imported WHERE case_id > $1 ORDER BY case_id LIMIT $2";
        let rows = sqlx::query(sql).bind(after).bind(BATCH).fetch_all(&self.pool).await?;
        for row in &rows {
            let text = |n: usize| row.try_get::<String, _>(n);
            let (case, expected, data, facts) = (text(0)?, text(1)?, text(2)?, text(3)?);
            done.imported += 1;
            let found = sha256(data.as_bytes());
            let why = if found == expected {
                serde_json::from_str::<Facts>(&facts).err().map(|error| format!("its facts are none: {error}"))
            } else {
                Some(format!("expected the record's SHA-256 {expected}, found {found}"))
            };
            done.faults.extend(why.map(|why| Fault { place: format!("imported case {case}"), why }));
        }
        rows.last().map(|row| Ok(row.try_get(0)?)).transpose()
    }

    /// What a person said carries evidence, too: its spans cut its quotes out of the versions that it was said of.
    async fn verify_corrections(&self, done: &mut Verified) -> Result<(), Error> {
        let rows = sqlx::query("SELECT DISTINCT notice_id FROM corrections ORDER BY notice_id").fetch_all(&self.pool).await?;
        let mut connection = self.pool.acquire().await?;
        for row in rows {
            let id: String = row.try_get(0)?;
            let notice: NoticeId = id.parse().map_err(damaged)?;
            let texts =
                sqlx::query("SELECT n, text FROM versions WHERE notice_id = $1").bind(&id).fetch_all(&mut *connection).await?;
            let texts: BTreeMap<i64, String> =
                texts.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect::<Result<_, sqlx::Error>>()?;
            for step in steps(&mut connection, &notice).await? {
                for claim in step.change.facts.iter().chain(&step.change.to) {
                    done.spans += 1;
                    if let Err(why) = cuts(claim, texts.get(&claim.n)) {
                        done.faults.push(Fault { place: format!("correction {} of notice {id}", step.id), why });
                    }
                }
            }
        }
        Ok(())
    }
}

pub(super) fn cuts(claim: &Claim, text: Option<&String>) -> Result<(), String> {
    let text = text.ok_or_else(|| format!("expected a version {} of the notice, found none", claim.n))?;
    let [start, end] = claim.span;
    let found: String = text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect();
    if found == claim.quote {
        Ok(())
    } else {
        Err(format!("{}: expected the span to cut out {:?}, found {found:?}", claim.key, claim.quote))
    }
}

/// The spans that were cut out of a text and are the quotes they are said to be.
fn text(row: &AnyRow) -> Result<u64, String> {
    let notice = notice(row).map_err(|error| error.to_string())?;
    let get = |n: usize| row.try_get::<String, _>(n).map_err(|error| error.to_string());
    let (expected, found) = (get(7)?, text_hash(&notice.text));
    if expected != found {
        return Err(format!("expected the text's hash {expected}, found {found}"));
    }
    let record = row.try_get::<Option<String>, _>(8).map_err(|error| error.to_string())?;
    let record = record.ok_or("was never read: `jikenbo reread` reads it")?;
    let record = serde_json::from_str(&record).map_err(|error| format!("its record is no JSON: {error}"))?;
    // Cuts out every span, and compares it with its quote.
    from_json(&record, &notice.text).map_err(|error| error.to_string())?;
    Ok(spans(&record))
}

fn spans(value: &serde_json::Value) -> u64 {
    match value {
        serde_json::Value::Object(parts) => u64::from(parts.contains_key("span")) + parts.values().map(spans).sum::<u64>(),
        serde_json::Value::Array(all) => all.iter().map(spans).sum(),
        _ => 0,
    }
}

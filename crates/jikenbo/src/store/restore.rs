//! A casebook that was given away whole, taken in again: the lines that [`super::whole`] makes. Each is checked by itself (ids, hashes,
//! times, spans) before anything is written, and then against what is here.

use sqlx::{AnyConnection, Row};

use super::effective::refresh;
use super::imported::{TakenOver, Times, is_imported, put_as_it_was};
use super::line::{CaseLine, Correction, Line, LookLine, MoveLine, MovedLine, NoticeLine, Original, Version};
use super::moves::notices_in;
use super::put::put_reading;
use super::visit::insert_visit;
use super::{CaseId, Error, NoticeId, Store};

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restored {
    /// It is here now, and was not.
    New,
    /// Something of it is new.
    Changed,
    /// All of it was here.
    Same,
}

impl Store {
    /// Takes lines in: all of them, or none. Moves come last, in the order of their numbers.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for what does not fit to what is here; what the database says.
    pub async fn restore(&self, lines: &[Line]) -> Result<Vec<Restored>, Error> {
        let mut writing = self.write().await?;
        let mut done = Vec::with_capacity(lines.len());
        for line in lines {
            done.push(match line {
                Line::Original(original) => put_original(&mut writing, original).await?,
                Line::Look(look) => put_look(&mut writing, look).await?,
                Line::Move(moved) => put_move(&mut writing, moved).await?,
                Line::Case(case) => put_case(&mut writing, case).await?,
            });
        }
        writing.commit().await?;
        Ok(done)
    }
}

fn refused(why: String) -> Error {
    Error::Refused(why)
}

async fn capture(from: &mut AnyConnection, sha256: &str) -> Result<Option<i64>, Error> {
    let row = sqlx::query("SELECT id FROM captures WHERE sha256 = $1").bind(sha256).fetch_optional(from).await?;
    row.map(|row| Ok(row.try_get(0)?)).transpose()
}

async fn needed(from: &mut AnyConnection, sha256: &str) -> Result<i64, Error> {
    let found = capture(from, sha256).await?;
    let why = || format!("expected the original {sha256} before it, found none (an export without originals cannot be taken in)");
    found.ok_or_else(|| refused(why()))
}

async fn put_original(to: &mut AnyConnection, original: &Original) -> Result<Restored, Error> {
    if capture(to, &original.sha256).await?.is_some() {
        return Ok(Restored::Same);
    }
    let sql = "INSERT INTO captures (sha256, media_type, source, options, captured_at, size, bytes, coding, charset, address)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let query = sqlx::query(sql).bind(&original.sha256).bind(&original.media_type).bind(&original.source);
    let query = query.bind(&original.options).bind(&original.captured_at).bind(original.size).bind(&*original.compressed);
    query.bind(&original.coding).bind(&original.charset).bind(&original.address).execute(to).await?;
    Ok(Restored::New)
}

async fn put_look(to: &mut AnyConnection, line: &LookLine) -> Result<Restored, Error> {
    let look = &line.look;
    let known = sqlx::query("SELECT id FROM visits WHERE url = $1 AND visited_at = $2 AND outcome = $3 AND sha256 = $4");
    let known = known.bind(&look.url).bind(&look.at).bind(look.outcome.name()).bind(&look.sha256);
    if known.fetch_optional(&mut *to).await?.is_some() {
        return Ok(Restored::Same);
    }
    let capture = match &line.capture {
        Some(sha256) => Some(needed(to, sha256).await?),
        None => None,
    };
    insert_visit(to, look, capture).await?;
    Ok(Restored::New)
}

/// Makes sure that a case is there, to be pointed at.
async fn stand(to: &mut AnyConnection, case: &CaseId, created: &str) -> Result<(), Error> {
    let insert = sqlx::query("INSERT INTO cases (id, created) VALUES ($1, $2) ON CONFLICT DO NOTHING");
    insert.bind(case.to_string()).bind(created).execute(to).await?;
    Ok(())
}

/// Writes a move down and carries it out. A notice that came in with it stands already where the last move took it; one that was
/// here before may stand where this move found it, and goes to where the last one took it.
async fn put_move(to: &mut AnyConnection, line: &MoveLine) -> Result<Restored, Error> {
    if known_move(to, &line.key()).await?.is_some() {
        return Ok(Restored::Same);
    }
    let undoes = match &line.undone {
        None => 0,
        Some(key) => {
            known_move(to, key).await?.ok_or_else(|| refused("expected the move that it takes back before it".to_owned()))?
        }
    };
    let row = sqlx::query("INSERT INTO moves (who, made_at, remark, undoes) VALUES ($1, $2, $3, $4) RETURNING id");
    let row = row.bind(&line.who).bind(&line.at).bind(&line.remark).bind(undoes).fetch_one(&mut *to).await?;
    let id: i64 = row.try_get(0)?;
    for moved in &line.moved {
        let there = sqlx::query("SELECT id FROM notices WHERE id = $1").bind(moved.notice.to_string());
        if there.fetch_optional(&mut *to).await?.is_none() {
            return Err(refused(format!("expected the notice {} before it, found none", moved.notice)));
        }
        stand(to, &moved.from.0, &moved.from.1).await?;
        stand(to, &moved.to.0, &moved.to.1).await?;
        let insert = sqlx::query("INSERT INTO moved (move_id, notice_id, from_case, to_case) VALUES ($1, $2, $3, $4)");
        let insert = insert.bind(id).bind(moved.notice.to_string()).bind(moved.from.0.to_string());
        insert.bind(moved.to.0.to_string()).execute(&mut *to).await?;
        carry(to, moved, &line.at).await?;
    }
    Ok(Restored::New)
}

/// Takes a notice to where it ends, if it stands where the move found it; what is derived of it follows it into its case. It goes there
/// at once: a later move may be refused, and would leave it halfway.
async fn carry(to: &mut AnyConnection, moved: &MovedLine, at: &str) -> Result<(), Error> {
    if moved.ends.0 == moved.from.0 {
        return Ok(());
    }
    if is_imported(to, &moved.ends.0).await? {
        let why = format!("expected a move to a case with notices, found that {} was taken over here", moved.ends.0);
        return Err(refused(why));
    }
    stand(to, &moved.ends.0, &moved.ends.1).await?;
    let update = sqlx::query("UPDATE notices SET case_id = $1 WHERE id = $2 AND case_id = $3");
    let update = update.bind(moved.ends.0.to_string()).bind(moved.notice.to_string()).bind(moved.from.0.to_string());
    if update.execute(&mut *to).await?.rows_affected() > 0 {
        refresh(to, &moved.notice, at).await?;
    }
    Ok(())
}

/// What tells a move from others: when, by whom, and the first notice with where it came from and went.
pub(super) type MoveKey = (String, String, NoticeId, CaseId, CaseId);

async fn known_move(from: &mut AnyConnection, (at, who, notice, case, to): &MoveKey) -> Result<Option<i64>, Error> {
    let row = sqlx::query(
        "SELECT m.id FROM moves m JOIN moved d ON d.move_id = m.id
         WHERE m.made_at = $1 AND m.who = $2 AND d.notice_id = $3 AND d.from_case = $4 AND d.to_case = $5 ORDER BY m.id LIMIT 1",
    );
    let row = row.bind(at).bind(who).bind(notice.to_string()).bind(case.to_string()).bind(to.to_string());
    row.fetch_optional(from).await?.map(|row| Ok(row.try_get(0)?)).transpose()
}

async fn put_case(to: &mut AnyConnection, line: &CaseLine) -> Result<Restored, Error> {
    if let Some(taken) = &line.imported {
        if let Some(owner) = other_owner(to, &line.case, taken).await? {
            return Err(refused(owner));
        }
        let times = Times { case: line.case, created: &line.created, changed: &line.changed };
        return Ok(match put_as_it_was(to, taken, times).await? {
            TakenOver::New(_) => Restored::New,
            TakenOver::Changed(_) => Restored::Changed,
            TakenOver::Same(_) => Restored::Same,
        });
    }
    if is_imported(to, &line.case).await? {
        return Err(refused(format!(
            "expected a case with notices, found that {} was taken over from a collection here",
            line.case
        )));
    }
    if is_anothers(to, line).await? {
        let why = format!("expected {} to be this case, found that it is another's here", line.case);
        return Err(refused(why));
    }
    stand(to, &line.case, &line.created).await?;
    let (mut new, mut changed) = (false, false);
    for notice in &line.notices {
        match put_notice(to, &line.case, notice).await? {
            Restored::New => new = true,
            Restored::Changed => changed = true,
            Restored::Same => {}
        }
    }
    Ok(match (new, changed) {
        (true, _) => Restored::New,
        (false, true) => Restored::Changed,
        (false, false) => Restored::Same,
    })
}

/// Whether the id of a case is that of another one here: it has notices, and none of those that the line tells of is known.
async fn is_anothers(from: &mut AnyConnection, line: &CaseLine) -> Result<bool, Error> {
    if notices_in(from, &line.case).await?.is_empty() {
        return Ok(false);
    }
    for notice in &line.notices {
        let known = sqlx::query("SELECT id FROM notices WHERE id = $1").bind(notice.id.to_string());
        if known.fetch_optional(&mut *from).await?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Why a case that was taken over elsewhere cannot be here: its id is another's.
async fn other_owner(from: &mut AnyConnection, case: &CaseId, taken: &super::TakeOver) -> Result<Option<String>, Error> {
    let row = sqlx::query("SELECT collection, record_key FROM imported WHERE case_id = $1").bind(case.to_string());
    let Some(row) = row.fetch_optional(&mut *from).await? else {
        let clipped = !notices_in(from, case).await?.is_empty();
        return Ok(clipped.then(|| format!("expected a case without a text, found that {case} has notices here")));
    };
    let (collection, key): (String, String) = (row.try_get(0)?, row.try_get(1)?);
    let same = collection == taken.collection && key == taken.taken.key;
    Ok((!same)
        .then(|| format!("expected {case} to be {} of {}, found {key} of {collection} here", taken.taken.key, taken.collection)))
}

async fn put_notice(to: &mut AnyConnection, case: &CaseId, notice: &NoticeLine) -> Result<Restored, Error> {
    let id = notice.id.to_string();
    let known = sqlx::query("SELECT case_id FROM notices WHERE id = $1").bind(&id).fetch_optional(&mut *to).await?;
    let is_new = known.is_none();
    if is_new {
        sqlx::query("INSERT INTO notices (id, case_id, identity) VALUES ($1, $2, $3)")
            .bind(&id)
            .bind(case.to_string())
            .bind(notice.identity.clone())
            .execute(&mut *to)
            .await?;
    }
    let versions = put_versions(to, notice).await?;
    let steps = put_corrections(to, notice).await?;
    let seen = put_seen(to, notice).await?;
    if versions || steps {
        refresh(to, &notice.id, &notice.clipped_at).await?;
        put_since(to, notice).await?;
    }
    Ok(match (is_new, versions || steps || seen) {
        (true, _) => Restored::New,
        (false, true) => Restored::Changed,
        (false, false) => Restored::Same,
    })
}

/// Puts the versions that are not here. Those that are must be the same texts, in the same order.
async fn put_versions(to: &mut AnyConnection, notice: &NoticeLine) -> Result<bool, Error> {
    let id = notice.id.to_string();
    let rows =
        sqlx::query("SELECT text_hash FROM versions WHERE notice_id = $1 ORDER BY n").bind(&id).fetch_all(&mut *to).await?;
    let here: Vec<String> = rows.iter().map(|row| Ok(row.try_get(0)?)).collect::<Result<_, Error>>()?;
    for (at, (here, there)) in here.iter().zip(&notice.versions).enumerate() {
        if *here != there.text_hash {
            return Err(refused(format!("expected version {} of {id} to be the text that is here, found another", at + 1)));
        }
    }
    let mut any = false;
    for version in notice.versions.iter().skip(here.len()) {
        put_version(to, &id, version).await?;
        any = true;
    }
    Ok(any)
}

async fn put_version(to: &mut AnyConnection, id: &str, version: &Version) -> Result<(), Error> {
    let row = sqlx::query("SELECT notice_id FROM versions WHERE text_hash = $1").bind(&version.text_hash);
    if let Some(row) = row.fetch_optional(&mut *to).await? {
        let other: String = row.try_get(0)?;
        return Err(refused(format!(
            "expected a text that is not here, found that version {} of {id} is one of {other}",
            version.n
        )));
    }
    let capture = needed(to, &version.capture).await?;
    sqlx::query(
        "INSERT INTO versions (notice_id, n, capture_id, text, marks, url, near, text_hash, seen_at, arrived_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(version.n)
    .bind(capture)
    .bind(&version.text)
    .bind(&version.marks)
    .bind(version.url.clone())
    .bind(version.near.clone())
    .bind(&version.text_hash)
    .bind(&version.seen_at)
    .bind(&version.arrived_at)
    .execute(&mut *to)
    .await?;
    put_reading(to, id, version.n, &version.record, &version.rules, &version.read_at).await
}

/// Adds the steps that are not here behind those that are, which must be the same.
async fn put_corrections(to: &mut AnyConnection, notice: &NoticeLine) -> Result<bool, Error> {
    let id = notice.id.to_string();
    let rows = sqlx::query("SELECT id, who, made_at, op, value FROM corrections WHERE notice_id = $1 ORDER BY id");
    let rows = rows.bind(&id).fetch_all(&mut *to).await?;
    let mut ids: Vec<i64> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let text = |n: usize| row.try_get::<String, _>(n);
        let here = (text(1)?, text(2)?, text(3)?, text(4)?);
        let same = |step: &Correction| here == (step.who.clone(), step.at.clone(), step.op.clone(), step.value.clone());
        if notice.corrections.get(at).is_some_and(|step| !same(step)) {
            let why = format!(
                "expected the corrections of {id} to go on from those that are here, found step {} to be another",
                at + 1
            );
            return Err(refused(why));
        }
        ids.push(row.try_get(0)?);
    }
    let known = ids.len();
    for step in notice.corrections.iter().skip(known) {
        let undoes = step.undoes.and_then(|at| ids.get(at.saturating_sub(1))).copied().unwrap_or(0);
        let row = sqlx::query(
            "INSERT INTO corrections (notice_id, who, made_at, record_key, op, value, remark, undoes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
        );
        let row =
            row.bind(&id).bind(&step.who).bind(&step.at).bind(&step.key).bind(&step.op).bind(&step.value).bind(&step.remark);
        ids.push(row.bind(undoes).fetch_one(&mut *to).await?.try_get(0)?);
    }
    Ok(ids.len() > known)
}

async fn put_seen(to: &mut AnyConnection, notice: &NoticeLine) -> Result<bool, Error> {
    let mut any = false;
    for seen in &notice.seen {
        let capture = needed(to, &seen.capture).await?;
        let done = sqlx::query(
            "INSERT INTO appearances (capture_id, position, notice_id, n) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        );
        let done = done.bind(capture).bind(seen.position).bind(notice.id.to_string()).bind(seen.n).execute(&mut *to).await?;
        any |= done.rows_affected() == 1;
    }
    Ok(any)
}

/// What waits goes on waiting since then.
async fn put_since(to: &mut AnyConnection, notice: &NoticeLine) -> Result<(), Error> {
    for waiting in &notice.waiting {
        let update = sqlx::query("UPDATE review_rows SET since = $1 WHERE notice_id = $2 AND kind = $3 AND record_key = $4");
        let update = update.bind(&waiting.since).bind(notice.id.to_string()).bind(&waiting.kind).bind(&waiting.key);
        update.execute(&mut *to).await?;
    }
    Ok(())
}

//! Notices that persons moved from case to case: cases joined, and a notice parted into a case of its own. Ids stay good: a
//! case whose notices went elsewhere leads there.

use std::collections::BTreeSet;

use serde::Serialize;
use sqlx::{AnyConnection, Row};

use super::audit::put_right;
use super::case::damaged;
use super::effective::refresh;
use super::imported::is_imported;
use super::{CaseId, Error, Id, NoticeId, Store, now};

/// A move, as a person made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Its number.
    pub id: i64,
    /// By whom.
    pub who: String,
    /// When (UTC).
    pub when: String,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The move that it takes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
    /// What went where.
    pub moved: Vec<Moved>,
}

/// A notice that went from one case to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The notice.
    pub notice: NoticeId,
    /// Where it was.
    pub from: CaseId,
    /// Where it went.
    pub to: CaseId,
}

/// The case of a notice.
pub(super) async fn case_of(from: &mut AnyConnection, id: &NoticeId) -> Result<CaseId, Error> {
    let row = sqlx::query("SELECT case_id FROM notices WHERE id = $1").bind(id.to_string()).fetch_optional(from).await?;
    let row = row.ok_or_else(|| Error::NotFound(id.to_string()))?;
    row.try_get::<String, _>(0)?.parse().map_err(damaged)
}

/// A case that holds notices or was taken over, or the one where its notices went.
pub(super) async fn follow(from: &mut AnyConnection, id: &CaseId) -> Result<CaseId, Error> {
    let full = sqlx::query("SELECT case_id FROM notices WHERE case_id = $1 LIMIT 1").bind(id.to_string());
    if full.fetch_optional(&mut *from).await?.is_some() || is_imported(&mut *from, id).await? {
        return Ok(*id);
    }
    let went = sqlx::query(
        "SELECT n.case_id FROM moved m JOIN notices n ON n.id = m.notice_id
         WHERE m.from_case = $1 ORDER BY m.move_id DESC, n.seq LIMIT 1",
    );
    let row = went.bind(id.to_string()).fetch_optional(from).await?.ok_or_else(|| Error::NotFound(id.to_string()))?;
    row.try_get::<String, _>(0)?.parse().map_err(damaged)
}

/// The notices of a case, in the order in which they were clipped.
pub(super) async fn notices_in(from: &mut AnyConnection, case: &CaseId) -> Result<Vec<NoticeId>, Error> {
    let rows =
        sqlx::query("SELECT id FROM notices WHERE case_id = $1 ORDER BY seq").bind(case.to_string()).fetch_all(from).await?;
    rows.iter().map(|row| row.try_get::<String, _>(0)?.parse().map_err(damaged)).collect()
}

/// The case to part a notice into: the one that it was clipped into, if that stands empty, else one under an id that nobody has.
async fn own_case(to: &mut AnyConnection, notice: &NoticeId) -> Result<CaseId, Error> {
    let row = sqlx::query("SELECT text_hash FROM versions WHERE notice_id = $1 ORDER BY n LIMIT 1").bind(notice.to_string());
    let hash: String = row.fetch_one(&mut *to).await?.try_get(0)?;
    for attempt in 0..64 {
        let id = CaseId::derive(&hash, attempt);
        let new = sqlx::query("INSERT INTO cases (id, created) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id.to_string())
            .bind(now())
            .execute(&mut *to)
            .await?;
        if new.rows_affected() == 1 || (is_empty(to, &id).await? && was_in(to, notice, &id).await?) {
            return Ok(id);
        }
    }
    Err(Error::Damaged("no id is free for a new case".to_owned()))
}

async fn is_empty(from: &mut AnyConnection, case: &CaseId) -> Result<bool, Error> {
    Ok(notices_in(from, case).await?.is_empty())
}

async fn was_in(from: &mut AnyConnection, notice: &NoticeId, case: &CaseId) -> Result<bool, Error> {
    let row = sqlx::query("SELECT move_id FROM moved WHERE notice_id = $1 AND from_case = $2 LIMIT 1");
    Ok(row.bind(notice.to_string()).bind(case.to_string()).fetch_optional(from).await?.is_some())
}

/// Writes a move down and carries it out.
async fn carry(to: &mut AnyConnection, moved: &[Moved], who: &str, remark: &str, undoes: i64) -> Result<i64, Error> {
    let row = sqlx::query("INSERT INTO moves (who, made_at, remark, undoes) VALUES ($1, $2, $3, $4) RETURNING id");
    let id: i64 = row.bind(who).bind(now()).bind(remark).bind(undoes).fetch_one(&mut *to).await?.try_get(0)?;
    for Moved { notice, from, to: case } in moved {
        let insert = sqlx::query("INSERT INTO moved (move_id, notice_id, from_case, to_case) VALUES ($1, $2, $3, $4)");
        insert.bind(id).bind(notice.to_string()).bind(from.to_string()).bind(case.to_string()).execute(&mut *to).await?;
        let update = sqlx::query("UPDATE notices SET case_id = $1 WHERE id = $2");
        update.bind(case.to_string()).bind(notice.to_string()).execute(&mut *to).await?;
        // Whatever is derived of the notice follows it into its case.
        refresh(to, notice, &now()).await?;
    }
    Ok(id)
}

impl Store {
    /// Joins a case to another: its notices go there, and its id leads there. Gives the move's number.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such case; [`Error::Conflict`] if they are one case already;
    /// [`Error::Refused`] if one of them was taken over.
    pub async fn merge(&self, into: Id, from: Id, who: &str, remark: &str) -> Result<i64, Error> {
        let mut writing = self.write().await?;
        let mut cases = Vec::new();
        for id in [into, from] {
            cases.push(match id {
                Id::Case(id) => follow(&mut writing, &id).await?,
                Id::Notice(id) => case_of(&mut writing, &id).await?,
            });
        }
        let [into, from] = cases[..] else { return Err(Error::NotFound(from.to_string())) };
        for case in [into, from] {
            if is_imported(&mut writing, &case).await? {
                let why = "was taken over from another collection, and has none";
                return Err(Error::Refused(format!("expected cases with notices to be joined; {case} {why}")));
            }
        }
        if into == from {
            return Err(Error::Conflict(format!("case {into}")));
        }
        let notices = notices_in(&mut writing, &from).await?;
        let moved: Vec<_> = notices.into_iter().map(|notice| Moved { notice, from, to: into }).collect();
        let id = carry(&mut writing, &moved, who, remark, 0).await?;
        put_right(&mut writing, who, "case.merge", &into.to_string(), &format!("{id} {from}")).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Parts notices from their case into one of their own. Gives the move's number and the case they went to.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such notice; [`Error::Conflict`] if they are not of one case, or are all of it.
    pub async fn split(&self, notices_of: &[NoticeId], who: &str, remark: &str) -> Result<(i64, CaseId), Error> {
        let mut writing = self.write().await?;
        let wanted: BTreeSet<NoticeId> = notices_of.iter().copied().collect();
        let first = wanted.first().ok_or_else(|| Error::NotFound("a notice to part from its case".to_owned()))?;
        let from = case_of(&mut writing, first).await?;
        let all = notices_in(&mut writing, &from).await?;
        let parted: Vec<_> = all.iter().filter(|notice| wanted.contains(notice)).copied().collect();
        let Some(oldest) = parted.first().filter(|_| parted.len() == wanted.len() && parted.len() < all.len()) else {
            return Err(Error::Conflict(format!("case {from}")));
        };
        let to = own_case(&mut writing, oldest).await?;
        let moved: Vec<_> = parted.iter().map(|notice| Moved { notice: *notice, from, to }).collect();
        let id = carry(&mut writing, &moved, who, remark, 0).await?;
        put_right(&mut writing, who, "case.split", &from.to_string(), &format!("{id} {to}")).await?;
        writing.commit().await?;
        Ok((id, to))
    }

    /// Takes a move back: its notices go where they came from. Taking that back does the move again.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if there is no such move; [`Error::Conflict`] if it is taken back already, or one of its notices
    /// has gone elsewhere since.
    pub async fn undo_move(&self, id: i64, who: &str, remark: &str) -> Result<i64, Error> {
        let mut writing = self.write().await?;
        let moved = moved(&mut writing, id).await?;
        if moved.is_empty() {
            return Err(Error::NotFound(format!("move {id}")));
        }
        let undone = sqlx::query("SELECT id, undoes FROM moves ORDER BY id").fetch_all(&mut *writing).await?;
        let steps: Vec<(i64, Option<i64>)> = undone
            .iter()
            .map(|row| Ok((row.try_get(0)?, Some(row.try_get(1)?).filter(|of| *of != 0))))
            .collect::<Result<_, sqlx::Error>>()?;
        if !crate::corrections::active(&steps).contains(&id) {
            return Err(Error::Conflict(format!("move {id}")));
        }
        let mut back = Vec::with_capacity(moved.len());
        for Moved { notice, from, to } in moved {
            if case_of(&mut writing, &notice).await? != to {
                return Err(Error::Conflict(format!("notice {notice}")));
            }
            back.push(Moved { notice, from: to, to: from });
        }
        let done = carry(&mut writing, &back, who, remark, id).await?;
        let case = back.first().map(|moved| moved.to.to_string()).unwrap_or_default();
        put_right(&mut writing, who, "case.undo", &case, &format!("{done} {id}")).await?;
        writing.commit().await?;
        Ok(done)
    }

    /// The moves that took notices from a case or to it, oldest first.
    ///
    /// # Errors
    ///
    /// What the database says.
    pub async fn moves_of(&self, case: &CaseId) -> Result<Vec<Move>, Error> {
        let mut connection = self.pool.acquire().await?;
        let rows = sqlx::query(
            "SELECT m.id, m.who, m.made_at, m.remark, m.undoes FROM moves m
             WHERE m.id IN (SELECT move_id FROM moved WHERE from_case = $1 OR to_case = $1) ORDER BY m.id",
        );
        let rows = rows.bind(case.to_string()).fetch_all(&mut *connection).await?;
        let mut moves = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.try_get(0)?;
            moves.push(Move {
                id,
                who: row.try_get(1)?,
                when: row.try_get(2)?,
                remark: row.try_get(3)?,
                undoes: Some(row.try_get(4)?).filter(|of| *of != 0),
                moved: moved(&mut connection, id).await?,
            });
        }
        Ok(moves)
    }
}

async fn moved(from: &mut AnyConnection, id: i64) -> Result<Vec<Moved>, Error> {
    let rows = sqlx::query(
        "SELECT m.notice_id, m.from_case, m.to_case FROM moved m JOIN notices n ON n.id = m.notice_id
         WHERE m.move_id = $1 ORDER BY n.seq",
    );
    let rows = rows.bind(id).fetch_all(from).await?;
    let text = |row: &sqlx::any::AnyRow, at: usize| row.try_get::<String, _>(at);
    rows.iter()
        .map(|row| {
            Ok(Moved {
                notice: text(row, 0)?.parse().map_err(damaged)?,
                from: text(row, 1)?.parse().map_err(damaged)?,
                to: text(row, 2)?.parse().map_err(damaged)?,
            })
        })
        .collect()
}

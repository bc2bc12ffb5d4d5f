//! The record that holds: what was read from a version, with what persons put right laid over it.

use std::collections::{BTreeMap, BTreeSet};

use jikenbo_model::{Notice, Reading, from_json};
use sqlx::{AnyConnection, Row};

use super::case::notice;
use super::correct::steps;
use super::derive::ListRow;
use super::put::put_list_row;
use super::queue::{replace_waiting, waiting};
use super::{Error, NoticeId};
use crate::corrections::{self, Effective, Step};

/// A version, what was read from it, and what holds.
pub(super) struct Read {
    pub(super) notice: Notice,
    pub(super) bare: Reading,
    pub(super) effective: Effective,
}

/// Reads a version of a notice out of the casebook.
pub(super) async fn read(from: &mut AnyConnection, id: &NoticeId, n: i64) -> Result<Read, Error> {
    let row = sqlx::query(
        "SELECT v.text, v.marks, v.url, v.near, r.record FROM versions v
         JOIN readings r ON r.notice_id = v.notice_id AND r.n = v.n WHERE v.notice_id = $1 AND v.n = $2",
    )
    .bind(id.to_string())
    .bind(n)
    .fetch_one(&mut *from)
    .await?;
    let notice = notice(&row)?;
    let wrong = |why: String| Error::Damaged(format!("the record of {id} ({why}): `jikenbo reread {id}` makes it again"));
    let record = serde_json::from_str(&row.try_get::<String, _>(4)?).map_err(|e| wrong(e.to_string()))?;
    let bare = from_json(&record, &notice.text).map_err(|e| wrong(e.to_string()))?;
    let steps = steps(from, id).await?;
    let texts = texts(from, id, n, &steps).await?;
    let effective = corrections::apply(&bare, &notice.text, n, &steps, &texts);
    Ok(Read { notice, bare, effective })
}

/// The texts of the other versions that steps speak of.
async fn texts(from: &mut AnyConnection, id: &NoticeId, n: i64, steps: &[Step]) -> Result<BTreeMap<i64, String>, Error> {
    let claims = steps.iter().flat_map(|s| s.change.facts.iter().chain(&s.change.to));
    let others: BTreeSet<i64> = claims.map(|claim| claim.n).filter(|other| *other != n).collect();
    let mut texts = BTreeMap::new();
    for other in others {
        let row = sqlx::query("SELECT text FROM versions WHERE notice_id = $1 AND n = $2").bind(id.to_string()).bind(other);
        if let Some(row) = row.fetch_optional(&mut *from).await? {
            texts.insert(other, row.try_get(0)?);
        }
    }
    Ok(texts)
}

/// Makes everything anew that follows from the newest version of a notice and from what persons said of it: its line of
/// the list, and what waits for a person.
pub(super) async fn refresh(to: &mut AnyConnection, id: &NoticeId, at: &str) -> Result<(), Error> {
    let row = sqlx::query("SELECT MAX(n) FROM versions WHERE notice_id = $1").bind(id.to_string());
    let newest: Option<i64> = row.fetch_one(&mut *to).await?.try_get(0)?;
    let newest = newest.ok_or_else(|| Error::NotFound(id.to_string()))?;
    let Read { notice, effective, .. } = read(to, id, newest).await?;
    put_list_row(to, &id.to_string(), &ListRow::new(&notice, &effective.reading), at).await?;
    replace_waiting(to, &id.to_string(), &waiting(&effective), at).await
}

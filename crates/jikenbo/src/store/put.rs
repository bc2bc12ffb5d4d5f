//! The writing itself: captures, notices and versions into the tables.

use sqlx::{AnyConnection, Row};

use super::case::damaged;
use super::clip::{Clipped, Fate, Prepared, PreparedNotice};
use super::derive::ListRow;
use super::effective::refresh;
use super::names::put_names;
use super::queue::put_waiting;
use super::stamp::same_substance;
use super::visit::{Visit, put_visit};
use super::{CaseId, Error, Ids, NoticeId, now};

/// Stores a capture, its notices, and the look that brought it.
pub(super) async fn put_capture(to: &mut AnyConnection, capture: &Prepared) -> Result<Clipped, Error> {
    let (clipped, id) = put_bytes(to, capture).await?;
    if let Some((visit, next)) = &capture.visit {
        let visit = Visit { outcome: clipped.outcome(visit.outcome), ..visit.clone() };
        put_visit(to, &visit, next, id).await?;
    }
    Ok(clipped)
}

/// Stores a capture and its notices, and tells under which number the capture is kept.
async fn put_bytes(to: &mut AnyConnection, capture: &Prepared) -> Result<(Clipped, Option<i64>), Error> {
    if let Some((id, known)) = known_bytes(to, &capture.sha256).await? {
        return Ok((Clipped { known, same_bytes: true, ..Clipped::default() }, Some(id)));
    }
    if capture.only_news
        && let Some(known) = all_known(to, &capture.notices).await?
    {
        let fates = vec![Fate::Known; known.len()];
        return Ok((Clipped { known, fates, not_kept: true, ..Clipped::default() }, None));
    }
    let id = insert_capture(to, capture).await?;
    let mut clipped = Clipped::default();
    for (position, notice) in capture.notices.iter().enumerate() {
        let at = Place { capture, id, position: position as i64 };
        put_notice(to, &at, notice, &mut clipped).await?;
    }
    Ok((clipped, Some(id)))
}

async fn insert_capture(to: &mut AnyConnection, capture: &Prepared) -> Result<i64, Error> {
    let row = sqlx::query(
        "INSERT INTO captures (sha256, media_type, source, options, captured_at, size, bytes, coding, charset, address)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(&capture.sha256)
    .bind(&capture.media_type)
    .bind(&capture.source)
    .bind(&capture.options)
    .bind(&capture.captured_at)
    .bind(capture.size)
    .bind(&*capture.compressed)
    .bind(&capture.coding)
    .bind(&capture.charset)
    .bind(&capture.address)
    .fetch_one(&mut *to)
    .await?;
    Ok(row.try_get(0)?)
}

/// The notices, if every one of them is in the casebook as it is; `None` if one is new or changed, or there are none.
async fn all_known(to: &mut AnyConnection, notices: &[PreparedNotice]) -> Result<Option<Vec<Ids>>, Error> {
    let mut known = Vec::with_capacity(notices.len());
    for notice in notices {
        match standing(to, notice).await? {
            Standing::Known(ids, _) => known.push(ids),
            _ => return Ok(None),
        }
    }
    Ok((!known.is_empty()).then_some(known))
}

/// How a notice stands to the casebook.
enum Standing {
    /// It is there, as this version of its texts.
    Known(Ids, i64),
    /// Another text stands under its address, in so many versions.
    Changed(Ids, i64),
    /// It is not there.
    New,
}

async fn standing(to: &mut AnyConnection, notice: &PreparedNotice) -> Result<Standing, Error> {
    let known =
        sqlx::query("SELECT n.id, n.case_id, v.n FROM versions v JOIN notices n ON n.id = v.notice_id WHERE v.text_hash = $1")
            .bind(&notice.text_hash)
            .fetch_optional(&mut *to)
            .await?;
    if let Some(row) = known {
        return Ok(Standing::Known(ids(&row)?, row.try_get(2)?));
    }
    Ok(match known_address(to, notice).await? {
        Some((ids, n, text)) if same_substance(&text, &notice.text) => Standing::Known(ids, n),
        Some((ids, n, _)) => Standing::Changed(ids, n),
        None => Standing::New,
    })
}

/// Where a notice stands.
struct Place<'a> {
    capture: &'a Prepared,
    id: i64,
    position: i64,
}

/// The notices of a capture with these bytes, if there is one.
async fn known_bytes(to: &mut AnyConnection, sha256: &str) -> Result<Option<(i64, Vec<Ids>)>, Error> {
    let capture = sqlx::query("SELECT id FROM captures WHERE sha256 = $1").bind(sha256).fetch_optional(&mut *to).await?;
    let Some(capture) = capture else { return Ok(None) };
    let id: i64 = capture.try_get(0)?;
    let rows = sqlx::query(
        "SELECT n.id, n.case_id FROM appearances a JOIN notices n ON n.id = a.notice_id
         WHERE a.capture_id = $1 ORDER BY a.position",
    )
    .bind(id)
    .fetch_all(to)
    .await?;
    let known = rows.iter().map(ids).collect::<Result<_, _>>()?;
    Ok(Some((id, known)))
}

/// The ids in a row's first two columns: notice, case.
fn ids(row: &sqlx::any::AnyRow) -> Result<Ids, Error> {
    let notice = row.try_get::<String, _>(0)?.parse().map_err(damaged)?;
    let case = row.try_get::<String, _>(1)?.parse().map_err(damaged)?;
    Ok(Ids { case, notice })
}

async fn put_notice(to: &mut AnyConnection, at: &Place<'_>, notice: &PreparedNotice, out: &mut Clipped) -> Result<(), Error> {
    let (ids, version) = match standing(to, notice).await? {
        Standing::Known(ids, n) => {
            out.known.push(ids);
            out.fates.push(Fate::Known);
            (ids, n)
        }
        Standing::Changed(ids, newest) => {
            out.changed.push(ids);
            out.fates.push(Fate::Changed);
            put_version(to, at, notice, ids, newest + 1).await?;
            (ids, newest + 1)
        }
        Standing::New => {
            let ids = put_new(to, at, notice).await?;
            out.new.push(ids);
            out.fates.push(Fate::New);
            put_version(to, at, notice, ids, 1).await?;
            (ids, 1)
        }
    };
    sqlx::query("INSERT INTO appearances (capture_id, position, notice_id, n) VALUES ($1, $2, $3, $4)")
        .bind(at.id)
        .bind(at.position)
        .bind(ids.notice.to_string())
        .bind(version)
        .execute(to)
        .await?;
    Ok(())
}

/// The notice published at the same address, its newest version, and the text of that.
async fn known_address(to: &mut AnyConnection, notice: &PreparedNotice) -> Result<Option<(Ids, i64, String)>, Error> {
    let Some(identity) = &notice.identity else { return Ok(None) };
    let row = sqlx::query(
        "SELECT n.id, n.case_id, v.n, v.text FROM notices n JOIN versions v ON v.notice_id = n.id
         WHERE n.identity = $1 ORDER BY n.seq, v.n DESC LIMIT 1",
    )
    .bind(identity)
    .fetch_optional(to)
    .await?;
    row.map(|row| Ok((ids(&row)?, row.try_get(2)?, row.try_get(3)?))).transpose()
}

/// A notice and a case of its own, under ids that nobody has.
async fn put_new(to: &mut AnyConnection, at: &Place<'_>, notice: &PreparedNotice) -> Result<Ids, Error> {
    let mut case = None;
    for attempt in 0..64 {
        let id = CaseId::derive(&notice.text_hash, attempt);
        let done = sqlx::query("INSERT INTO cases (id, created) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id.to_string())
            .bind(&at.capture.captured_at)
            .execute(&mut *to)
            .await?;
        if done.rows_affected() == 1 {
            case = Some(id);
            break;
        }
    }
    let case = case.ok_or_else(|| Error::Damaged("no id is free for a new case".to_owned()))?;
    for attempt in 0..64 {
        let id = NoticeId::derive(&notice.text_hash, attempt);
        let done = sqlx::query("INSERT INTO notices (id, case_id, identity) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(id.to_string())
            .bind(case.to_string())
            .bind(notice.identity.clone())
            .execute(&mut *to)
            .await?;
        if done.rows_affected() == 1 {
            return Ok(Ids { case, notice: id });
        }
    }
    Err(Error::Damaged("no id is free for a new notice".to_owned()))
}

async fn put_version(to: &mut AnyConnection, at: &Place<'_>, notice: &PreparedNotice, ids: Ids, n: i64) -> Result<(), Error> {
    let id = ids.notice.to_string();
    sqlx::query(
        "INSERT INTO versions (notice_id, n, capture_id, text, marks, url, near, text_hash, seen_at, arrived_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&id)
    .bind(n)
    .bind(at.id)
    .bind(&notice.text)
    .bind(&notice.marks)
    .bind(notice.url.clone())
    .bind(notice.near.clone())
    .bind(&notice.text_hash)
    .bind(&at.capture.captured_at)
    .bind(now())
    .execute(&mut *to)
    .await?;
    put_reading(to, &id, n, &notice.record, &at.capture.rules, &at.capture.captured_at).await?;
    put_list_row(to, &id, &notice.row, &at.capture.captured_at).await?;
    if n > 1 {
        // Persons may have put right what an earlier version said.
        return refresh(to, &ids.notice, &at.capture.captured_at).await;
    }
    put_waiting(to, &id, &notice.doubts, &at.capture.captured_at).await
}

/// Stores what was read from a version, in place of what was read before.
pub(super) async fn put_reading(
    to: &mut AnyConnection,
    notice: &str,
    n: i64,
    record: &str,
    rules: &str,
    at: &str,
) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO readings (notice_id, n, record, rules, read_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (notice_id, n) DO UPDATE SET record = $3, rules = $4, read_at = $5",
    )
    .bind(notice)
    .bind(n)
    .bind(record)
    .bind(rules)
    .bind(at)
    .execute(to)
    .await?;
    Ok(())
}

/// Stores a notice's line of the list and the names in it, in place of those before.
pub(super) async fn put_list_row(to: &mut AnyConnection, notice: &str, row: &ListRow, clipped_at: &str) -> Result<(), Error> {
    sqlx::query(
        "INSERT INTO list_rows (notice_id, published, sort_day, organization, sector, kinds, headline, title, clipped_at, named)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
         ON CONFLICT (notice_id) DO UPDATE SET published = $2, sort_day = $3, organization = $4, sector = $5, kinds = $6,
            headline = $7, title = $8, named = 1",
    )
    .bind(notice)
    .bind(row.published.clone())
    .bind(&row.sort_day)
    .bind(row.organization.clone())
    .bind(row.sector.clone())
    .bind(&row.kinds)
    .bind(row.headline.clone())
    .bind(&row.title)
    .bind(clipped_at)
    .execute(&mut *to)
    .await?;
    put_names(to, notice, row).await
}

//! A line of a casebook that was given away whole, checked by itself: ids, times, hashes, spans. What passes can be written.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jikenbo_model::{Date, from_json};
use serde::Deserialize;
use serde_json::Value;

use super::case::checked_marks;
use super::field::{each, get, get_all, hash, id, list, maybe, name, no_nul, some, text, time, time_or_none, told};
use super::hop::checked_hops;
use super::restore::MoveKey;
use super::verify::cuts;
use super::visit::{Outcome, Visit};
use super::whole::FORM;
use super::{CaseId, NoticeId, TakeOver, sha256, text_hash};
use crate::corrections::{Change, Op};

/// A line.
#[derive(Debug, Clone)]
pub enum Line {
    /// An original.
    Original(Original),
    /// A look at an address.
    Look(LookLine),
    /// Notices that a person moved from case to case.
    Move(MoveLine),
    /// A case with its notices.
    Case(Box<CaseLine>),
}

/// An original, compressed already.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the columns of captures")]
pub struct Original {
    pub(super) sha256: String,
    pub(super) media_type: String,
    pub(super) source: String,
    pub(super) options: String,
    pub(super) captured_at: String,
    pub(super) size: i64,
    pub(super) compressed: Vec<u8>,
    pub(super) coding: String,
    pub(super) charset: String,
    pub(super) address: String,
}

/// A look, and the original that it brought.
#[derive(Debug, Clone)]
pub struct LookLine {
    pub(super) look: Visit,
    pub(super) capture: Option<String>,
}

/// A move.
#[derive(Debug, Clone)]
pub struct MoveLine {
    /// Its place among the moves of the casebook.
    pub n: u64,
    /// The place of the move that it takes back.
    pub undoes: Option<u64>,
    /// That move, when it is known.
    pub(super) undone: Option<MoveKey>,
    pub(super) who: String,
    pub(super) at: String,
    pub(super) remark: String,
    pub(super) moved: Vec<MovedLine>,
}

#[derive(Debug, Clone)]
pub(super) struct MovedLine {
    pub(super) notice: NoticeId,
    pub(super) from: (CaseId, String),
    pub(super) to: (CaseId, String),
    /// Where the last move that is known took it.
    pub(super) ends: (CaseId, String),
}

/// A case.
#[derive(Debug, Clone)]
pub struct CaseLine {
    pub(super) case: CaseId,
    pub(super) created: String,
    pub(super) changed: String,
    pub(super) imported: Option<TakeOver>,
    /// In the order in which they were clipped.
    pub(super) notices: Vec<NoticeLine>,
}

#[derive(Debug, Clone)]
pub(super) struct NoticeLine {
    pub(super) id: NoticeId,
    pub(super) identity: Option<String>,
    pub(super) clipped_at: String,
    pub(super) versions: Vec<Version>,
    pub(super) seen: Vec<Seen>,
    pub(super) corrections: Vec<Correction>,
    pub(super) waiting: Vec<Since>,
}

#[derive(Debug, Clone)]
pub(super) struct Version {
    pub(super) n: i64,
    pub(super) capture: String,
    pub(super) text: String,
    pub(super) text_hash: String,
    pub(super) marks: String,
    pub(super) url: Option<String>,
    pub(super) near: Option<String>,
    pub(super) seen_at: String,
    pub(super) arrived_at: String,
    pub(super) record: String,
    pub(super) rules: String,
    pub(super) read_at: String,
}

/// Where a notice was seen.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Seen {
    pub(super) capture: String,
    pub(super) position: i64,
    pub(super) n: i64,
}

/// A step that a person took.
#[derive(Debug, Clone)]
pub(super) struct Correction {
    pub(super) who: String,
    pub(super) at: String,
    pub(super) key: String,
    pub(super) op: String,
    pub(super) value: String,
    pub(super) remark: String,
    /// The place of the step that it takes back, from 1.
    pub(super) undoes: Option<usize>,
}

/// Since when something waits.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Since {
    pub(super) kind: String,
    pub(super) key: String,
    pub(super) since: String,
}

/// Takes a record of another collection out of a case: the data and the key.
type Take = dyn Fn(&str, &str, &Value) -> Result<jikenbo_export::Taken, String>;

impl Line {
    /// Reads a line; `take` reads what was taken over from a collection (its form, its key, the data) again.
    ///
    /// # Errors
    ///
    /// What is not as a casebook writes it, and where.
    pub fn read(value: &Value, take: &Take) -> Result<Self, String> {
        let form = value.get("form").ok_or("form: expected the form of the lines, found none")?;
        if form.as_u64() != Some(FORM) {
            let why = if form.as_u64() > Some(FORM) { ": a newer jikenbo wrote it, upgrade the program" } else { "" };
            return Err(format!("form: expected {FORM}, found {form}{why}"));
        }
        match value.get("line").and_then(Value::as_str).unwrap_or_default() {
            "capture" => original(value).map(Self::Original),
            "look" => look(value).map(Self::Look),
            "move" => moved(value).map(Self::Move),
            "case" => case(value, take).map(|case| Self::Case(Box::new(case))),
            other => Err(format!("line: expected capture, look, move or case, found {other:?}")),
        }
    }
}

impl MoveLine {
    pub(super) fn key(&self) -> MoveKey {
        let first = self.moved.first().map(|moved| (moved.notice, moved.from.0, moved.to.0));
        // There is one: what moves nothing is refused when it is read.
        let (notice, from, to) = first.unwrap_or((NoticeId::derive("", 0), CaseId::derive("", 0), CaseId::derive("", 0)));
        (self.at.clone(), self.who.clone(), notice, from, to)
    }
}

/// Moves in their order, each knowing which one it takes back, and where its notices end.
#[must_use]
pub fn in_order(mut all: Vec<MoveLine>) -> Vec<MoveLine> {
    all.sort_by_key(|line| line.n);
    let keys: BTreeMap<u64, MoveKey> = all.iter().map(|line| (line.n, line.key())).collect();
    let took = all.iter().flat_map(|line| &line.moved).map(|moved| (moved.notice, moved.to.clone()));
    let ends: BTreeMap<NoticeId, (CaseId, String)> = took.collect();
    for line in &mut all {
        line.undone = line.undoes.and_then(|n| keys.get(&n)).cloned();
        for moved in &mut line.moved {
            if let Some(end) = ends.get(&moved.notice) {
                moved.ends = end.clone();
            }
        }
    }
    all
}

fn original(of: &Value) -> Result<Original, String> {
    let expected = hash(of, "sha256")?;
    let coded = of.get("bytes").and_then(Value::as_str).ok_or("bytes: expected the original's bytes in base64, found none")?;
    let bytes = STANDARD.decode(coded).map_err(|error| format!("bytes: expected base64: {error}"))?;
    let found = sha256(&bytes);
    if found != expected {
        return Err(format!("bytes: expected the SHA-256 {expected}, found {found}"));
    }
    Ok(Original {
        sha256: expected,
        media_type: text(of, "media_type")?,
        source: text(of, "source")?,
        options: told(of, "options")?,
        captured_at: time(of, "captured_at")?,
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        compressed: zstd::bulk::compress(&bytes, 3).map_err(|error| format!("bytes: cannot be compressed: {error}"))?,
        coding: told(of, "coding")?,
        charset: told(of, "charset")?,
        address: told(of, "address")?,
    })
}

fn look(of: &Value) -> Result<LookLine, String> {
    let outcome = Outcome::of(&text(of, "outcome")?).map_err(|error| format!("outcome: {error}"))?;
    let look = Visit {
        url: text(of, "url")?,
        at: time(of, "at")?,
        outcome,
        status: get(of, "status")?,
        address: text(of, "address")?,
        remote: text(of, "remote")?,
        request_head: text(of, "request")?,
        response_head: text(of, "response")?,
        hops: checked_hops(text(of, "hops")?).map_err(|why| format!("hops: {why}"))?,
        sha256: text(of, "sha256")?,
        detail: text(of, "detail")?,
    };
    let capture = if of.get("capture").is_some_and(|c| !c.is_null()) { Some(hash(of, "capture")?) } else { None };
    Ok(LookLine { look, capture })
}

fn moved(of: &Value) -> Result<MoveLine, String> {
    let stand = |of: &Value, key: &str| -> Result<(CaseId, String), String> {
        let case = of.get(key).ok_or_else(|| format!("{key}: expected a case, found none"))?;
        let within = |why: String| format!("{key}/{why}");
        Ok((id(case, "case").map_err(within)?, time(case, "created").map_err(within)?))
    };
    let one = |of: &Value| {
        let to = stand(of, "to")?;
        Ok(MovedLine { notice: id(of, "notice")?, from: stand(of, "from")?, ends: to.clone(), to })
    };
    let line = MoveLine {
        n: get(of, "n")?,
        undoes: some(of, "undoes")?,
        undone: None,
        who: name(of, "who")?,
        at: time(of, "at")?,
        remark: told(of, "remark")?,
        moved: each(of, "moved", one)?,
    };
    let distinct: BTreeSet<NoticeId> = line.moved.iter().map(|moved| moved.notice).collect();
    if line.moved.is_empty() || distinct.len() < line.moved.len() {
        return Err("moved: expected notices, each once, found none or one twice".to_owned());
    }
    if line.undoes.is_some_and(|earlier| earlier >= line.n) {
        return Err("undoes: expected an earlier move, found a later one".to_owned());
    }
    Ok(line)
}

fn case(of: &Value, take: &Take) -> Result<CaseLine, String> {
    let mut numbered: Vec<(u64, NoticeLine)> = each(of, "notices", |of| Ok((get(of, "nth")?, notice(of)?)))?;
    numbered.sort_by_key(|(nth, _)| *nth);
    if numbered.iter().zip(1..).any(|((nth, _), expected)| *nth != expected) {
        return Err("notices: expected their places (nth) to be 1, 2, 3 …, found others".to_owned());
    }
    let notices: Vec<NoticeLine> = numbered.into_iter().map(|(_, notice)| notice).collect();
    let distinct: BTreeSet<NoticeId> = notices.iter().map(|notice| notice.id).collect();
    let taken = of.get("imported").filter(|taken| !taken.is_null());
    let imported = taken.map(|of| imported(of, take).map_err(|why| format!("imported/{why}"))).transpose()?;
    if distinct.len() < notices.len() || notices.is_empty() == imported.is_none() {
        return Err("notices: expected notices, each once, or where the case was taken over from".to_owned());
    }
    Ok(CaseLine { case: id(of, "case")?, created: time(of, "created")?, changed: time(of, "changed")?, imported, notices })
}

fn imported(of: &Value, take: &Take) -> Result<TakeOver, String> {
    let (form, key) = (name(of, "form")?, name(of, "key")?);
    let data = of.get("data").ok_or("data: expected what it was there, found nothing")?;
    let taken = take(&form, &key, data).map_err(|why| format!("data: {why}"))?;
    let collection = name(of, "collection")?;
    if collection.trim().is_empty() || taken.key.trim().is_empty() {
        return Err("collection: expected a name and a key, found an empty one".to_owned());
    }
    Ok(TakeOver { collection, form, place: text(of, "place")?, taken, data: data.clone() })
}

fn notice(of: &Value) -> Result<NoticeLine, String> {
    let last = list(of, "versions")?.len().saturating_sub(1);
    let versions: Vec<Version> = list(of, "versions")?
        .iter()
        .enumerate()
        .map(|(at, one)| version(one, (at == last).then_some(of)).map_err(|why| format!("versions/{at}/{why}")))
        .collect::<Result<_, _>>()?;
    if versions.is_empty() || versions.iter().zip(1..).any(|(version, n)| version.n != n) {
        return Err("versions: expected versions 1, 2, 3 …, found others".to_owned());
    }
    let seen: Vec<Seen> = get_all(of, "seen")?;
    let known = |n: i64| n >= 1 && n <= versions.len() as i64;
    if seen.iter().any(|seen| !known(seen.n) || seen.position < 0) {
        return Err("seen: expected versions of the notice and places from 0, found others".to_owned());
    }
    let corrections = each(of, "corrections", |step| correction(step, &versions))?;
    for (at, step) in corrections.iter().enumerate() {
        if step.undoes.is_some_and(|earlier| earlier == 0 || earlier > at)
            || (step.op == Op::Undo.name()) != step.undoes.is_some()
        {
            return Err(format!("corrections/{at}/undoes: expected the place of an earlier step, if it takes one back"));
        }
    }
    for waiting in list(of, "waiting")? {
        time(waiting, "since").map_err(|why| format!("waiting/{why}"))?;
    }
    Ok(NoticeLine {
        id: id(of, "notice")?,
        identity: maybe(of, "identity")?,
        clipped_at: time(of, "clipped_at")?,
        versions,
        seen,
        corrections,
        waiting: get_all(of, "waiting")?,
    })
}

/// A version. What is left out of the newest stands at the notice itself.
fn version(of: &Value, newest: Option<&Value>) -> Result<Version, String> {
    let text = match (maybe(of, "text")?, newest) {
        (Some(text), _) => text,
        (None, Some(notice)) => text_of(notice)?,
        (None, None) => return Err("text: expected the text, found none (an export without texts cannot be taken in)".to_owned()),
    };
    let marks = checked_marks(of.get("marks").unwrap_or(&Value::Null), &text).map_err(|why| format!("marks: {why}"))?;
    let near = maybe(of, "near")?;
    if near.as_deref().is_some_and(|day| day.parse::<Date>().is_err()) {
        return Err("near: expected a date, found none".to_owned());
    }
    let reading = of.get("reading").ok_or("reading: expected what was read, found nothing")?;
    let record = reading.get("record").or_else(|| newest.and_then(|notice| notice.get("record")));
    let record = record.ok_or("reading/record: expected a record, found none")?;
    from_json(record, &text).map_err(|error| format!("reading/record: {error}"))?;
    Ok(Version {
        n: get(of, "n")?,
        capture: hash(of, "capture")?,
        text_hash: text_hash(&text),
        text,
        marks,
        url: maybe(of, "url")?,
        near,
        seen_at: time(of, "seen_at")?,
        arrived_at: time_or_none(of, "arrived_at")?,
        record: no_nul("reading", record.to_string())?,
        rules: self::text(reading, "rules")?,
        read_at: time(reading, "read_at")?,
    })
}

fn text_of(notice: &Value) -> Result<String, String> {
    maybe(notice, "text")?
        .ok_or_else(|| "text: expected the text, found none (an export without texts cannot be taken in)".to_owned())
}

fn correction(of: &Value, versions: &[Version]) -> Result<Correction, String> {
    let op: Op = text(of, "op")?.parse().map_err(|why| format!("op: {why}"))?;
    let value = of.get("value").ok_or("value: expected what it is about, found nothing")?;
    let change: Change = serde_json::from_value(value.clone()).map_err(|error| format!("value: {error}"))?;
    for claim in change.facts.iter().chain(&change.to) {
        let version = versions.iter().find(|version| version.n == claim.n);
        cuts(claim, version.map(|version| &version.text)).map_err(|why| format!("value: {why}"))?;
    }
    Ok(Correction {
        who: name(of, "who")?,
        at: time(of, "at")?,
        key: told(of, "key")?,
        op: op.name().to_owned(),
        value: value.to_string(),
        remark: told(of, "remark")?,
        undoes: some(of, "undoes")?,
    })
}

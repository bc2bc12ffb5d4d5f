//! What was read, beside what it was read from: documents in JSON that are part of a package.

use jikenbo_archive::{Capture, Content, WaczWriter};
use serde_json::{Value, json};
use std::io::{Seek, Write};

use super::Error;
use super::plan::{Plan, Text, time};
use crate::store::{CaptureMeta, Case, NoticeId, Visit};

/// Writes a document for each case (which notices, what people put right), version (its text and record) and notice (every look at
/// where it stands).
pub(super) fn add<W: Write + Seek>(to: &mut WaczWriter<W>, plan: &Plan) -> Result<(), Error> {
    for case in &plan.cases {
        put(to, &format!("urn:jikenbo:{}", case.id), plan.newest, &of_case(case))?;
    }
    for text in &plan.texts {
        put(to, &format!("urn:jikenbo:{}:{}", text.notice, text.n), time(&text.seen_at)?, &of_text(text))?;
    }
    for (notice, looks, more) in plan.looks.iter().filter(|(_, looks, _)| !looks.is_empty()) {
        put(to, &format!("urn:jikenbo:{notice}:looks"), plan.newest, &of_looks(notice, looks, *more))?;
    }
    Ok(())
}

fn put<W: Write + Seek>(to: &mut WaczWriter<W>, address: &str, time: jiff::Timestamp, json: &Value) -> Result<(), Error> {
    let body = format!("{json:#}\n");
    let content = Content::Resource { media_type: "application/json", body: body.as_bytes() };
    Ok(to.add(&Capture { address, time, ip: None, request: None, content }, None)?)
}

fn of_case(case: &Case) -> Value {
    let notice = |notice: &crate::store::StoredNotice| json!({"notice": notice.id, "versions": notice.versions.len()});
    json!({
        "case": case.id,
        "created": case.created,
        "notices": case.notices.iter().map(notice).collect::<Vec<_>>(),
        "corrections": case.corrections,
    })
}

fn of_text(text: &Text) -> Value {
    json!({
        "notice": text.notice,
        "version": text.n,
        "seen_at": text.seen_at,
        "url": text.url,
        "captures": text.captures.iter().map(of_capture).collect::<Vec<_>>(),
        "text": text.text,
        "record": text.record,
    })
}

/// A capture's source is an address, or the name of a file without the folders that it lay in.
fn of_capture(meta: &CaptureMeta) -> CaptureMeta {
    let is_address = ["http://", "https://"].iter().any(|scheme| meta.source.starts_with(scheme));
    let name = meta.source.rsplit(['/', '\\']).next().unwrap_or_default();
    CaptureMeta { source: if is_address { meta.source.clone() } else { name.to_owned() }, ..meta.clone() }
}

fn of_looks(notice: &NoticeId, looks: &[Visit], more: bool) -> Value {
    json!({"notice": notice, "more_in_the_casebook": more, "looks": looks})
}

//! `plus`: VERIS's own room for what others add. Here stand the notice's dates, the facts in our codes, and the evidence of each.

use jikenbo_model::{Date, to_json};
use serde_json::{Map, Value, json};

use super::table::Table;
use super::timeline::{earliest, incident_date, public};
use super::words::Words;
use crate::{Case, Notice};

/// Raised whenever the shape of `plus.jikenbo` changes.
pub(super) const SHAPE: u64 = 1;

/// What VERIS has no field for.
pub(super) fn plus(case: &Case, words: &Words, fingerprint: &str) -> Value {
    let mut out = Map::new();
    out.insert("master_id".to_owned(), json!(case.id));
    for (key, time) in [("created", &case.created), ("modified", &case.changed)] {
        if !time.is_empty() {
            out.insert(key.to_owned(), json!(time));
        }
    }
    if let Some(date) = disclosed(case) {
        out.insert("timeline".to_owned(), json!({ "notification": parts(date) }));
    }
    let abuse = words.under("plus.attribute.confidentiality.data_abuse").next();
    if let Some(abuse) = abuse.filter(|_| words.has("attribute.confidentiality")) {
        out.insert("attribute".to_owned(), json!({ "confidentiality": { "data_abuse": abuse } }));
    }
    out.insert("jikenbo".to_owned(), own(case, fingerprint));
    Value::Object(out)
}

/// The day on which it was made public first, as a page and a report of the case tell it: the only date of disclosure that VCDB knows. A
/// publication before the year in which it began is not of this incident, and VERIS refuses it; then it is the day of the first notice, or
/// nothing if that is earlier, too: one of the two dates was misread.
fn disclosed(case: &Case) -> Option<Date> {
    let (began, _) = incident_date(case);
    let published = case.notices.iter().filter_map(|notice| notice.reading.record.published.as_ref()).map(|fact| fact.value);
    let after = |date: &Date| date.year() >= began.year();
    public(case).filter(after).or_else(|| earliest(published.chain(case.facts.published)).filter(after))
}

/// A date as VERIS writes it.
fn parts(date: Date) -> Value {
    let mut out = json!({ "year": date.year() });
    if let Some(month) = date.month() {
        out["month"] = json!(month);
    }
    if let Some(day) = date.day_of_month() {
        out["day"] = json!(day);
    }
    out
}

fn own(case: &Case, fingerprint: &str) -> Value {
    let notices: Vec<Value> = case.notices.iter().map(notice).collect();
    json!({
        "shape": SHAPE,
        "table": Table::built_in().version,
        "fingerprint": fingerprint,
        "case": case.id,
        "incident_date_is": incident_date(case).1,
        "facts": case.facts,
        "notices": notices,
    })
}

/// A notice with the record of `docs/record.md`: every fact with its words, where they stand, and the rule that found it.
fn notice(notice: &Notice) -> Value {
    let mut record = to_json(&notice.reading, &notice.text.text);
    if let Some(record) = record.as_object_mut() {
        // Doubts are no facts.
        record.remove("doubts");
    }
    let mut out = json!({ "notice": notice.id, "version": notice.version });
    if let Some(address) = notice.address() {
        out["address"] = json!(address);
    }
    out["capture"] = json!({
        "sha256": notice.capture.sha256,
        "media_type": notice.capture.media_type,
        "captured_at": notice.capture.captured_at,
    });
    out["record"] = record;
    out
}

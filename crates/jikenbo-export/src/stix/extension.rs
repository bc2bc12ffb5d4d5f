//! The extensions of STIX that are used on request: incident-core, and a property extension of our own.

use jikenbo_model::{Count, to_json};
use serde_json::{Map, Value, json};

use super::vocabulary::{DETECTION, INCIDENT_TYPES, words};
use crate::told::file_name;
use crate::{Case, Notice};

/// The key of the incident-core extension (OASIS, `cti-stix-common-objects`, `incident-core`).
pub const INCIDENT_CORE: &str = "extension-definition--ef765651-680c-498d-9894-99799f2fa126";
/// The key of our own extension: `docs/exports/extension-definition--3a0f5c3e-5d0a-4a86-9c47-0d5a6be0c1f7.json` is its schema.
pub const OURS: &str = "extension-definition--3a0f5c3e-5d0a-4a86-9c47-0d5a6be0c1f7";
/// Whoever defined our extension: this project, not a casebook.
pub(super) const PROJECT: &str = "identity--5b7a1d34-6c0f-4e43-8a0c-2f9b7f1c9d10";
/// When that was. It changes with the definition, as `VERSION` does.
const DEFINED: &str = "2026-11-26T00:00:00.000Z";
const VERSION: &str = "1.0.0";

/// The objects that define our extension. They are the same in every export.
pub(super) fn definitions() -> [Value; 2] {
    let project = json!({
        "type": "identity", "spec_version": "2.1", "id": PROJECT, "created_by_ref": PROJECT,
        "created": DEFINED, "modified": DEFINED,
        "name": "jikenbo", "description": "The project that makes jikenbo (事件簿), a casebook of security incidents.",
        "identity_class": "system",
    });
    let definition = json!({
        "type": "extension-definition", "spec_version": "2.1", "id": OURS, "created_by_ref": PROJECT,
        "created": DEFINED, "modified": DEFINED,
        "name": "jikenbo record",
        "description": "What a casebook knows of an incident (on incident objects: case, facts, imported) and of a notice of it (on report \
                        objects: notice, version, capture, record). Every fact of a record has the words that prove it (quote), where they \
                        stand in the notice's text, which is the report's description (span: start and end in Unicode code points, the end \
                        exclusive), and the rule that found them (rule).",
        "schema": format!("JSON Schema: docs/exports/{OURS}.json of the jikenbo project. The keys and codes of a record: docs/record.md there."),
        "version": VERSION,
        "extension_types": ["property-extension"],
    });
    [project, definition]
}

/// What an incident object has beyond STIX itself.
pub(super) fn of_case(case: &Case) -> Value {
    let mut ours = json!({ "extension_type": "property-extension", "case": case.id, "facts": case.facts });
    if let Some(from) = &case.imported {
        ours["imported"] = json!({
            "collection": from.collection, "form": from.form, "key": from.key, "place": file_name(&from.place),
            "references": from.references, "data": from.data,
        });
    }
    json!({ INCIDENT_CORE: incident_core(case), OURS: ours })
}

/// What a report object has beyond STIX itself: the notice with its whole record.
pub(super) fn of_notice(notice: &Notice) -> Value {
    let capture = &notice.capture;
    let mut ours = json!({
        "extension_type": "property-extension", "notice": notice.id, "version": notice.version,
        "clipped_at": notice.clipped_at, "changed_at": notice.changed_at,
        "capture": {
            "sha256": capture.sha256, "media_type": capture.media_type, "source": file_name(&capture.source), "address": capture.address,
            "captured_at": capture.captured_at,
        },
        "record": to_json(&notice.reading, &notice.text.text),
    });
    if let Some(url) = notice.address() {
        ours["url"] = json!(url);
    }
    json!({ OURS: ours })
}

fn incident_core(case: &Case) -> Value {
    let mut core = Map::new();
    core.insert("extension_type".to_owned(), json!("property-extension"));
    // The prose of the extension knows `confirmed`, its schema `successful-attempt`; both know `suspected`, which the prose wants
    // until “a well researched result”: a notice is the victim's own word.
    core.insert("determination".to_owned(), json!("suspected"));
    core.insert("investigation_status".to_owned(), json!(investigation(case)));
    let facts = &case.facts;
    let kinds = facts.kinds.iter().map(|code| ("kinds", code)).chain(facts.causes.iter().map(|code| ("causes", code)));
    let types = distinct(kinds.flat_map(|(key, code)| words(INCIDENT_TYPES, key, code)));
    let detection = distinct(facts.discovered_by.iter().flat_map(|code| words(DETECTION, "discovered_by", code)));
    let counts = impacted(case);
    core.extend((!types.is_empty()).then(|| ("incident_types".to_owned(), json!(types))));
    core.extend((!detection.is_empty()).then(|| ("detection_methods".to_owned(), json!(detection))));
    core.extend((!counts.is_empty()).then(|| ("impacted_entity_counts".to_owned(), Value::Object(counts))));
    Value::Object(core)
}

/// `closed` where the newest notice tells that the investigation ended, not later than the notice itself, and leaves nothing
/// open; else `open`: a notice is published because somebody works on it.
pub(crate) fn investigation(case: &Case) -> &'static str {
    let Some(record) = case.notices.first().map(|notice| &notice.reading.record) else { return "open" };
    let told = record.published.as_ref().map(|fact| fact.value);
    let ended =
        record.timeline.iter().map(|fact| &fact.value).any(|event| {
            *event.event == *"investigation_end" && told.is_some_and(|told| event.end.unwrap_or(event.start) <= told)
        });
    let pending = record.leak_status.as_ref().is_some_and(|fact| *fact.value == *"under_investigation")
        || record.causes.iter().any(|fact| *fact.value == *"unknown");
    if ended && !pending { "closed" } else { "open" }
}

/// How many persons and organisations were affected, of the newest notice that tells: the largest figure of each. The form holds
/// numbers alone and calls them estimates; how each was said stands in our own extension.
fn impacted(case: &Case) -> Map<String, Value> {
    let of = |unit: &str| {
        let mut told = case.notices.iter().map(|notice| &notice.reading.record.counts);
        let affected = |count: &&Count| *count.unit == *unit && *count.subject != *"access";
        let largest =
            told.find_map(|counts| counts.iter().map(|fact| &fact.value).filter(affected).map(|count| count.value).max());
        largest.or_else(|| case.facts.headline.as_ref().filter(affected).map(|count| count.value))
    };
    let keys = [("individual", "people"), ("organization", "organizations")];
    keys.into_iter().filter_map(|(key, unit)| Some((key.to_owned(), json!(of(unit)?)))).collect()
}

fn distinct<'w>(all: impl Iterator<Item = &'w &'w str>) -> Vec<&'w str> {
    let mut out: Vec<&str> = Vec::new();
    for word in all {
        if !out.contains(word) {
            out.push(word);
        }
    }
    out
}

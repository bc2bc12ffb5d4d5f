//! A case as an event of MISP.

use std::collections::HashSet;

use jikenbo_model::labels::{Lang, label};
use serde_json::{Value, json};

use super::parts::{INCIDENT, INHERIT, ORGANIZATION, Parts, REPORT, VICTIM};
use super::tags::{self, DETECTION, TAGS, VICTIM_SECTORS};
use crate::moments::{EPOCH, seconds, utc};
use crate::stix::vocabulary::{INCIDENT_TYPES, Row, words};
use crate::stix::{investigation, is_uri};
use crate::told;
use crate::uuids::Uuids;
use crate::{Case, Imported, Notice, Options};

/// The event of a case.
pub(super) fn event(case: &Case, options: &Options, uuids: Uuids) -> Value {
    let timestamp = seconds(&case.changed).max(seconds(&case.created)).to_string();
    let parts = Parts { uuids, case: &case.id, timestamp };
    let title = if case.facts.title.trim().is_empty() { &case.id } else { &case.facts.title };
    let reports: Vec<Value> =
        if options.texts { case.notices.iter().filter_map(|n| text(n, &parts)).collect() } else { Vec::new() };
    json!({ "Event": {
        "uuid": uuids.of("misp-event", &[&case.id]),
        "info": super::parts::clipped(title),
        "date": day(case),
        "timestamp": parts.timestamp,
        "publish_timestamp": "0",
        "published": false,
        // Only the casebook's owner knows who may see it: your organisation only.
        "distribution": "0",
        // Undefined: no notice tells a level of threat.
        "threat_level_id": "4",
        "analysis": if investigation(case) == "closed" { "2" } else { "1" },
        "Orgc": { "name": "jikenbo casebook", "uuid": uuids.casebook() },
        "Tag": tags_of(case).iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
        "Attribute": facts(case, options.language, &parts),
        "Object": objects(case, title, options, &parts),
        "EventReport": reports,
    }})
}

/// The day by which the casebook sorts the case, if one is told; else the day on which it came in.
fn day(case: &Case) -> String {
    let told = case.facts.date.filter(|date| date.civil().is_some()).map(|date| date.to_string());
    told.unwrap_or_else(|| utc(&case.created).split('T').next().unwrap_or(EPOCH).to_owned())
}

fn tags_of(case: &Case) -> Vec<&'static str> {
    let facts = &case.facts;
    let lists = [("kinds", &facts.kinds), ("causes", &facts.causes), ("data_items", &facts.items)];
    let single = [("actor", &facts.actor), ("discovered_by", &facts.discovered_by), ("leak_status", &facts.leak_status)];
    let codes = lists.into_iter().flat_map(|(key, codes)| codes.iter().map(move |code| (key, code)));
    let codes = codes.chain(single.into_iter().filter_map(|(key, code)| Some((key, code.as_ref()?))));
    let person =
        |notice: &Notice| told::of_notice(notice).iter().any(|fact| fact.proofs.iter().any(|proof| proof.rule == "person"));
    let level = match &case.notices[..] {
        [] => None,
        notices if notices.iter().any(person) => Some(tags::REVIEWED),
        _ => Some(tags::UNSUPERVISED),
    };
    let mut all: Vec<&'static str> = [tags::INCIDENT].into_iter().chain(level).collect();
    for tag in codes.flat_map(|(key, code)| words(TAGS, key, code)) {
        if !all.contains(tag) {
            all.push(tag);
        }
    }
    all
}

/// Every fact as an attribute, with the words that prove it; what several notices tell is one, proved by each.
fn facts(case: &Case, lang: Lang, parts: &Parts<'_>) -> Vec<Value> {
    let mut all: Vec<(String, String)> = Vec::new();
    let told = case.notices.iter().flat_map(|notice| told::of_notice(notice).into_iter().map(move |fact| (Some(notice), fact)));
    let untold = if case.notices.is_empty() { told::of_facts(&case.facts) } else { Vec::new() };
    for (notice, fact) in told.chain(untold.into_iter().map(|fact| (None, fact))) {
        let proofs: Vec<String> = fact.proofs.iter().map(told::Proof::words).collect();
        let notice = notice.map_or_else(String::new, |notice| format!("{} v{}: ", notice.id, notice.version));
        let comment = format!("{notice}{}: {} {}", fact.name(lang), fact.words(lang), proofs.join(" "));
        let value = fact.codes();
        match all.iter_mut().find(|(known, _)| *known == value) {
            Some((_, comments)) => *comments = format!("{comments}\n{}", comment.trim()),
            None => all.push((value, comment.trim().to_owned())),
        }
    }
    let originals = case.notices.iter().filter(|notice| notice.capture.sha256.len() == 64);
    let original = |notice: &Notice| {
        let capture = &notice.capture;
        let comment = format!("{} {} {} {}", notice.id, capture.media_type, capture.captured_at, address(capture));
        parts.attribute(&[&notice.id, "sha256"], "sha256", "External analysis", &capture.sha256, comment.trim())
    };
    let mut originals: Vec<Value> = originals.map(original).collect();
    // MISP takes no attribute twice: two notices of one page have one original, whatever stands between them.
    let mut known = HashSet::new();
    originals.retain(|original| known.insert(original["value"].as_str().unwrap_or_default().to_owned()));
    let facts = all.iter().map(|(value, comment)| parts.attribute(&["fact", value], "text", "Other", value, comment));
    facts.chain(originals).collect()
}

fn address(capture: &crate::Capture) -> &str {
    if capture.address.is_empty() { told::file_name(&capture.source) } else { &capture.address }
}

fn objects(case: &Case, title: &str, options: &Options, parts: &Parts<'_>) -> Vec<Value> {
    let lang = options.language;
    let mut incident = incident(case, title, parts);
    let victim = victim(case, parts);
    if let (Some(incident), Some(victim)) = (&mut incident, &victim) {
        parts.refer(incident, victim, "impacts", "");
    }
    let mut others: Vec<Value> = Vec::new();
    let about = incident.clone().unwrap_or(Value::Null);
    for party in &case.facts.parties {
        let role = label("third_parties", &party.role, lang);
        let fields = [("name", "text", "Other", party.name.as_str()), ("description", "text", "Other", role)];
        let of = format!("{} {}", party.role, party.name);
        if let Some(mut organization) = parts.object(ORGANIZATION, &of, &fields, role) {
            parts.refer(&mut organization, &about, "involved-in", role);
            others.push(organization);
        }
    }
    let page = options.address.as_ref().map(|address| format!("{address}/cases/{}", case.id));
    let notices = case.notices.iter().filter_map(|notice| report(notice, page.as_deref(), parts));
    let imported = case.imported.iter().filter_map(|from| cited(from, title, parts));
    for mut report in notices.chain(imported) {
        parts.refer(&mut report, &about, "describes", "");
        others.push(report);
    }
    incident.into_iter().chain(victim).chain(others).collect()
}

fn incident(case: &Case, title: &str, parts: &Parts<'_>) -> Option<Value> {
    let facts = &case.facts;
    let mut fields = vec![
        ("name", "text", "Other", title),
        ("determination", "text", "Other", "suspected"),
        ("investigation_status", "text", "Other", investigation(case)),
    ];
    let codes = facts.kinds.iter().map(|code| ("kinds", code)).chain(facts.causes.iter().map(|code| ("causes", code)));
    let types = every(INCIDENT_TYPES, codes);
    let methods = every(DETECTION, facts.discovered_by.iter().map(|code| ("discovered_by", code)));
    fields.extend(types.iter().map(|word| ("incident_type", "text", "Other", *word)));
    fields.extend(methods.iter().map(|word| ("detection_method", "text", "Other", *word)));
    parts.object(INCIDENT, "", &fields, &case.id)
}

fn victim(case: &Case, parts: &Parts<'_>) -> Option<Value> {
    let facts = &case.facts;
    let name = facts.organization.as_deref().unwrap_or_default();
    let sectors = every(VICTIM_SECTORS, facts.sector.iter().map(|code| ("sector", code)));
    if name.trim().is_empty() && sectors.is_empty() {
        return None;
    }
    let mut fields = vec![("name", "target-org", "Targeting data", name), ("classification", "text", "Other", "organization")];
    fields.extend(sectors.iter().map(|word| ("sectors", "text", "Other", *word)));
    parts.object(VICTIM, "", &fields, "")
}

/// The notice; its text is an event report, where texts may be long.
fn report(notice: &Notice, page: Option<&str>, parts: &Parts<'_>) -> Option<Value> {
    let title = notice.reading.record.title.as_ref().map_or("", |fact| fact.value.as_str());
    let title = if title.trim().is_empty() { notice.id.as_str() } else { title };
    let mut fields = vec![("title", "text", "Other", title), ("case-number", "text", "Internal reference", notice.id.as_str())];
    let links = notice.address().into_iter().chain(page).filter(|link| is_uri(link));
    fields.extend(links.map(|link| ("link", "link", "External analysis", link)));
    fields.extend(tags::report_type(&notice.capture.media_type).map(|kind| ("type", "text", "Other", kind)));
    let comment = format!("{} v{} {}", notice.id, notice.version, address(&notice.capture));
    parts.object(REPORT, &notice.id, &fields, comment.trim())
}

/// What a case that was taken over was there, and what it cited.
fn cited(from: &Imported, title: &str, parts: &Parts<'_>) -> Option<Value> {
    let mut fields = vec![("title", "text", "Other", title), ("case-number", "text", "Internal reference", from.key.as_str())];
    let (links, others): (Vec<&str>, Vec<&str>) = from.references.iter().map(|link| link.trim()).partition(|link| is_uri(link));
    fields.extend(links.into_iter().map(|link| ("link", "link", "External analysis", link)));
    let comment = format!("{} {} {} {}", from.collection, from.form, told::file_name(&from.place), others.join(" "));
    parts.object(REPORT, &from.key, &fields, comment.trim())
}

fn text(notice: &Notice, parts: &Parts<'_>) -> Option<Value> {
    let content = &notice.text.text;
    let name = format!("{} v{}", notice.id, notice.version);
    (!content.trim().is_empty()).then(|| {
        json!({
            "uuid": parts.uuids.of("misp-report", &[parts.case, &notice.id]), "name": name, "content": content,
            "distribution": INHERIT, "timestamp": parts.timestamp, "deleted": false,
        })
    })
}

fn every<'c>(table: &[Row], codes: impl Iterator<Item = (&'c str, &'c jikenbo_model::Code)>) -> Vec<&'static str> {
    let mut all = Vec::new();
    for word in codes.flat_map(|(key, code)| words(table, key, code)) {
        if !all.contains(word) {
            all.push(*word);
        }
    }
    all
}

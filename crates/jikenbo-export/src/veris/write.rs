//! A case as an incident of VERIS.

use jikenbo_search::Facts;
use serde_json::{Map, Value, json};

use super::figures::Figures;
use super::shape::shape;
use super::table::Table;
use super::words::Words;
use super::{VERSION, back, body, losses, plus, timeline};
use crate::Case;

/// The region of Japan in VERIS: UN M49's Asia (142) and Eastern Asia (030).
const REGION: &str = "142030";

/// A case as an incident of VERIS 1.4.1. One that was taken over from VERIS is given as it was, in the version it had; unless its shape is
/// none of VERIS's, as older programs took it over, too: then it is made of its facts.
#[must_use]
pub fn incident(case: &Case) -> Value {
    if let Some(own) = case.imported.as_ref().filter(|from| from.form == "veris" && as_it_came(&from.data)) {
        return own.data.clone();
    }
    let table = Table::built_in();
    let figures = Figures::of(case);
    let words = words(table, &case.facts, &figures);
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_owned(), value);
    put("schema_version", json!(VERSION));
    put("schema_name", json!("verisc"));
    put("incident_id", json!(case.id));
    put("source_id", json!("jikenbo"));
    // A notice is the organisation's own word that something happened; where none says what, it may have.
    put("security_incident", json!(if case.facts.kinds.is_empty() { "Suspected" } else { "Confirmed" }));
    put("summary", json!(summary(&case.facts)));
    if let Some(reference) = reference(case) {
        put("reference", json!(reference));
    }
    put("victim", victim(&case.facts, &words));
    put("actor", body::section("actor", &words));
    put("action", body::section("action", &words));
    put("asset", body::asset(&words));
    put("attribute", body::attribute(&words, &figures, &case.facts));
    put("timeline", timeline::timeline(case));
    put("discovery_method", body::discovery(&words));
    if words.has("value_chain") {
        put("value_chain", body::section("value_chain", &words));
    }
    if let Some(impact) = losses::impact(case, table) {
        put("impact", impact);
    }
    let mut incident = Value::Object(out);
    incident["plus"] = plus::plus(case, &words, &back::fingerprint(&incident));
    incident
}

/// Whether an incident can go out as it came: rules of 1.4.1 may be broken, since other versions have others; the shape may not.
fn as_it_came(data: &Value) -> bool {
    data.is_object() && shape(data).is_ok()
}

/// What the facts say in VERIS's words, with what follows.
fn words(table: &Table, facts: &Facts, figures: &Figures) -> Words {
    let mut words = Words::default();
    let lists = [("kinds", &facts.kinds), ("causes", &facts.causes), ("items", &facts.items)];
    let single = [
        ("actor", &facts.actor),
        ("sector", &facts.sector),
        ("discovered_by", &facts.discovered_by),
        ("leak_status", &facts.leak_status),
        ("secondary_damage", &facts.secondary_damage),
    ];
    let listed = lists.iter().flat_map(|(key, codes)| codes.iter().map(move |code| (*key, code)));
    for (key, code) in listed.chain(single.iter().filter_map(|(key, code)| Some((*key, code.as_ref()?)))) {
        table.said(key, code).into_iter().for_each(|word| words.add(word));
    }
    figures.varieties().for_each(|variety| words.add(&format!("attribute.confidentiality.data.variety.{variety}")));
    table.follow(&mut words);
    words
}

/// The headline; else what is known instead of it, since VERIS must have something.
fn summary(facts: &Facts) -> String {
    let name = || facts.organization.clone().filter(|name| !name.is_empty());
    Some(facts.title.clone()).filter(|title| !title.is_empty()).or_else(name).unwrap_or_else(|| "Unknown".to_owned())
}

/// The addresses of the notices, and those that an imported case cites, each once.
fn reference(case: &Case) -> Option<String> {
    let mut all: Vec<&str> = Vec::new();
    let cited = case.imported.iter().flat_map(|from| from.references.iter().map(String::as_str));
    for address in case.notices.iter().filter_map(|notice| notice.address()).chain(cited) {
        if !address.is_empty() && !all.contains(&address) {
            all.push(address);
        }
    }
    (!all.is_empty()).then(|| all.join("; "))
}

fn victim(facts: &Facts, words: &Words) -> Value {
    let mut out = Map::new();
    if let Some(name) = facts.organization.as_ref().filter(|name| !name.is_empty()) {
        out.insert("victim_id".to_owned(), json!(name));
    }
    let industry = words.under("victim.industry").next().unwrap_or("000");
    let local = facts.sector.as_deref() == Some("local_government");
    let government = if local { vec![level(facts).to_owned()] } else { words.values("victim.government", "Unknown") };
    out.insert("industry".to_owned(), json!(industry));
    out.insert("employee_count".to_owned(), json!("Unknown"));
    out.insert("country".to_owned(), json!(["JP"]));
    out.insert("region".to_owned(), json!([REGION]));
    out.insert("government".to_owned(), json!(government));
    Value::Object(out)
}

/// Whether a local government is that of a region or of a place, by how its name ends (地方自治法1条の3: 都道府県; 市町村, 特別区).
fn level(facts: &Facts) -> &'static str {
    match facts.organization.as_deref().and_then(|name| name.trim().chars().next_back()) {
        Some('都' | '道' | '府' | '県') => "Regional",
        Some('市' | '区' | '町' | '村') => "Local",
        _ => "Unknown",
    }
}

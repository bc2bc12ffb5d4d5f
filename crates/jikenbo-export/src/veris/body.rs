//! The sections of an incident that are built from words.

use jikenbo_model::labels::{Lang, label};
use jikenbo_search::Facts;
use serde_json::{Map, Value, json};

use super::figures::Figures;
use super::words::Words;

/// A part of a section, and the fields that it must have, with what they hold where nothing is told.
type Part = (&'static str, &'static [(&'static str, &'static str)]);

/// The parts of each section in the order in which they are written, with the fields that VERIS asks for.
const SECTIONS: &[(&str, &[Part])] = &[
    (
        "actor",
        &[
            ("external", &[("variety", "Unknown"), ("motive", "Unknown")]),
            ("internal", &[("variety", "Unknown"), ("motive", "Unknown")]),
            ("partner", &[("country", "Unknown"), ("motive", "Unknown")]),
            ("unknown", &[]),
        ],
    ),
    (
        "action",
        &[
            ("malware", &[("variety", "Unknown"), ("vector", "Unknown")]),
            ("hacking", &[("variety", "Unknown"), ("vector", "Unknown")]),
            ("social", &[("variety", "Unknown"), ("vector", "Unknown"), ("target", "Unknown")]),
            ("misuse", &[("variety", "Unknown"), ("vector", "Unknown")]),
            ("physical", &[("variety", "Unknown"), ("vector", "Unknown")]),
            ("error", &[("variety", "Unknown"), ("vector", "Unknown")]),
            ("environmental", &[("variety", "Unknown")]),
            ("unknown", &[]),
        ],
    ),
    (
        "value_chain",
        &[
            ("development", &[("variety", "Unknown")]),
            ("targeting", &[("variety", "Unknown")]),
            ("cash-out", &[("variety", "Unknown")]),
        ],
    ),
];

/// A section of words; `{"unknown": {}}` where nothing of it is told.
pub(super) fn section(name: &str, words: &Words) -> Value {
    let parts = SECTIONS.iter().find(|(section, _)| *section == name).map(|(_, parts)| *parts).unwrap_or_default();
    let mut out = Map::new();
    for (part, fields) in parts.iter().filter(|(part, _)| words.has(&format!("{name}.{part}"))) {
        let value = |(field, default): &(&str, &str)| {
            ((*field).to_owned(), json!(words.values(&format!("{name}.{part}.{field}"), default)))
        };
        out.insert((*part).to_owned(), Value::Object(fields.iter().map(value).collect()));
    }
    if out.is_empty() { json!({ "unknown": {} }) } else { Value::Object(out) }
}

/// Which things were affected. A notice that names them does so by names of its own, which VERIS has no place for.
pub(super) fn asset(words: &Words) -> Value {
    let assets: Vec<Value> =
        words.values("asset.assets.variety", "Unknown").iter().map(|variety| json!({ "variety": variety })).collect();
    json!({ "assets": assets, "cloud": ["Unknown"] })
}

/// Who noticed.
pub(super) fn discovery(words: &Words) -> Value {
    let of = |who: &str| {
        let path = format!("discovery_method.{who}");
        words.has(&path).then(|| (who.to_owned(), json!({ "variety": words.values(&format!("{path}.variety"), "Unknown") })))
    };
    let told: Map<String, Value> = ["external", "internal", "partner"].into_iter().filter_map(of).collect();
    if told.is_empty() { json!({ "unknown": true }) } else { Value::Object(told) }
}

/// What was hurt: confidentiality, integrity, availability.
pub(super) fn attribute(words: &Words, figures: &Figures, facts: &Facts) -> Value {
    let mut out = Map::new();
    if words.has("attribute.confidentiality") {
        out.insert("confidentiality".to_owned(), confidentiality(words, figures, facts));
    }
    for part in ["integrity", "availability"] {
        let path = format!("attribute.{part}");
        if words.has(&path) {
            out.insert(part.to_owned(), json!({ "variety": words.values(&format!("{path}.variety"), "Unknown") }));
        }
    }
    if out.is_empty() { json!({ "unknown": {} }) } else { Value::Object(out) }
}

fn confidentiality(words: &Words, figures: &Figures, facts: &Facts) -> Value {
    let path = "attribute.confidentiality";
    let mut out = Map::new();
    let disclosure = words.values(&format!("{path}.data_disclosure"), "Unknown");
    out.insert("data_disclosure".to_owned(), json!(disclosure.first()));
    if let Some(total) = figures.total {
        out.insert("data_total".to_owned(), json!(total));
    }
    let datum = |variety: &String| match figures.amounts.get(variety.as_str()) {
        Some(amount) => json!({ "variety": variety, "amount": amount }),
        None => json!({ "variety": variety }),
    };
    let data: Vec<Value> = words.values(&format!("{path}.data.variety"), "Unknown").iter().map(datum).collect();
    out.insert("data".to_owned(), json!(data));
    out.insert("data_victim".to_owned(), json!(words.values(&format!("{path}.data_victim"), "Unknown")));
    let leak = facts.leak_status.as_deref().map(|code| format!("disclosure as told: {}", label("leak_status", code, Lang::En)));
    let notes: Vec<String> = leak.into_iter().chain(figures.notes.iter().cloned()).collect();
    if !notes.is_empty() {
        out.insert("notes".to_owned(), json!(notes.join("; ")));
    }
    Value::Object(out)
}

//! The way back: rows of facts to the record that they were made of.

use jikenbo_model::labels::KEYS;
use serde_json::{Map, Value, json};

/// The JSON of a record ([`jikenbo_model::from_json`] reads it) from the rows of one notice's facts, in their order, as any of the
/// forms holds them: objects with the columns' names. Columns that are null or absent are not told.
///
/// Nothing but the columns is used; `value` only for a number that its column could not hold.
#[must_use]
pub fn record(rows: &[Value]) -> Value {
    let (mut out, mut beside) = (Map::new(), Map::new());
    for (key, ..) in KEYS {
        let of: Vec<&Value> = rows.iter().filter(|row| row["key"] == *key).collect();
        let Some(first) = of.first() else { continue };
        match *key {
            "title" | "published" | "stage" | "actor" | "discovered_by" | "leak_status" | "secondary_damage" => {
                out.insert((*key).to_owned(), plain(first).clone());
                beside.insert((*key).to_owned(), evidence(first));
            }
            "kinds" => {
                out.insert((*key).to_owned(), of.iter().map(|row| plain(row).clone()).collect());
                beside.insert((*key).to_owned(), of.iter().map(|row| evidence(row)).collect());
            }
            "organization" => drop(out.insert((*key).to_owned(), full(first))),
            _ => drop(out.insert((*key).to_owned(), of.iter().map(|row| full(row)).collect())),
        }
    }
    if !beside.is_empty() {
        out.insert("evidence".to_owned(), Value::Object(beside));
    }
    Value::Object(out)
}

fn plain(row: &Value) -> &Value {
    match row["key"].as_str() {
        Some("title") => &row["name"],
        Some("published") => &row["date_told"],
        _ => &row["code"],
    }
}

fn full(row: &Value) -> Value {
    let parts: &[(&str, &str)] = match row["key"].as_str().unwrap_or_default() {
        "organization" => &[("name", "name"), ("sector", "code")],
        "services" => &[("name", "name"), ("url", "url")],
        "timeline" => {
            &[("event", "code"), ("start", "date_told"), ("end", "end_told"), ("start_time", "time"), ("end_time", "end_time")]
        }
        "counts" => &[("value", "number"), ("bound", "bound"), ("unit", "unit"), ("subject", "code")],
        "data_items" => &[("item", "code"), ("state", "state")],
        "authorities" => &[("authority", "code"), ("name", "name"), ("date", "date_told")],
        "third_parties" => &[("name", "name"), ("role", "code")],
        "money" => &[("amount", "number"), ("currency", "currency")],
        _ => &[("code", "code")],
    };
    let mut object: Map<String, Value> = Map::new();
    for (part, column) in parts {
        let value = if *column == "number" { number(row, part) } else { row[*column].clone() };
        if !value.is_null() {
            object.insert((*part).to_owned(), value);
        }
    }
    if let Value::Object(evidence) = evidence(row) {
        object.extend(evidence);
    }
    Value::Object(object)
}

fn number(row: &Value, part: &str) -> Value {
    if !row["number"].is_null() {
        return row["number"].clone();
    }
    let value = row["value"].as_str().and_then(|json| serde_json::from_str::<Value>(json).ok());
    value.map_or(Value::Null, |value| value[part].clone())
}

fn evidence(row: &Value) -> Value {
    let one = |row: &Value| json!({ "quote": row["quote"], "span": [row["span_start"], row["span_end"]], "rule": row["rule"] });
    let mut evidence = one(row);
    if let Some(also) = row["also"].as_array().filter(|also| !also.is_empty()) {
        evidence["also"] = also.iter().map(one).collect();
    }
    evidence
}

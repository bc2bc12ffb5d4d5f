//! `/cases/{id}/facts.json`: what was read of a case, as gold facts are written: a record a notice, values and quotes alone.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jikenbo_model::to_json;
use jikenbo_search::Facts;
use serde_json::{Map, Value};

use crate::changes::facts_told;
use crate::web::App;
use crate::web::data::{Case, Version};
use crate::web::error::Error;

/// `GET /cases/{id}/facts.json`
///
/// # Errors
///
/// No such case.
pub async fn get(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Error> {
    let case = app.shelf.case(&id).await?.ok_or_else(|| Error::NotFound(format!("case {id}")))?;
    let named = format!("attachment; filename=\"jikenbo-{}-facts.json\"", super::plain(&case.id));
    let headers = [(CONTENT_TYPE, "application/json; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, named)];
    Ok((headers, format!("{:#}\n", facts(&case))).into_response())
}

/// A record for each notice, newest first, each in its newest version.
fn facts(case: &Case) -> Value {
    if let Some(from) = &case.imported {
        return Value::Array(vec![taken_over(&from.facts)]);
    }
    case.notices.iter().filter_map(|notice| notice.versions.first()).map(gold).collect()
}

/// What a case without a text tells: values, and no quotes.
fn taken_over(facts: &Facts) -> Value {
    let mut record = Map::new();
    for (key, said) in facts_told(facts) {
        let plain = |value: &Value| value.get("code").cloned().unwrap_or_else(|| value.clone());
        match key.as_str() {
            "title" | "published" | "stage" | "actor" | "discovered_by" | "leak_status" | "secondary_damage" => {
                record.insert(key, plain(&said.value));
            }
            "organization" => {
                record.insert(key, said.value);
            }
            _ => {
                let value = if key == "kinds" { plain(&said.value) } else { said.value };
                if let Some(all) = record.entry(key).or_insert_with(|| Value::Array(Vec::new())).as_array_mut() {
                    all.push(value);
                }
            }
        }
    }
    Value::Object(record)
}

/// A record without what only a program needs: spans, rules, further places and doubts.
fn gold(version: &Version) -> Value {
    let mut record = to_json(&version.reading, &version.notice.text);
    if let Some(keys) = record.as_object_mut() {
        keys.shift_remove("evidence");
        keys.shift_remove("doubts");
        for value in keys.values_mut() {
            strip(value);
        }
    }
    record
}

fn strip(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(strip),
        Value::Object(keys) => keys.retain(|key, _| !matches!(key.as_str(), "span" | "rule" | "also")),
        _ => {}
    }
}

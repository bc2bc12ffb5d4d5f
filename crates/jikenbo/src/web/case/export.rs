//! `/cases/{id}/facts.json`: what was read of a case, as gold facts are written: a record a notice, values and quotes alone.

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jikenbo_model::to_json;
use serde_json::Value;

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
    case.notices.iter().filter_map(|notice| notice.versions.first()).map(gold).collect()
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

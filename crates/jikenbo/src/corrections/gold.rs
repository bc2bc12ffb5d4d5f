//! A record that persons checked, in the form by which the rules are scored.

use jikenbo_model::to_json;
use serde_json::{Value, json};

use super::standing::Effective;

/// The facts of a record as `cargo dev score --in FOLDER` takes them: `jikenbo read`'s form without the rules that found
/// them, with the lines of the text, and whether a person has looked at all of it.
#[must_use]
pub fn gold(of: &Effective, text: &str) -> Value {
    let mut record = to_json(&of.reading, text);
    bare(&mut record);
    let last = text.trim_end().lines().count().max(1);
    if let Some(parts) = record.as_object_mut() {
        parts.remove("doubts");
        parts.insert("lines".to_owned(), json!([1, last]));
        parts.insert("reviewed".to_owned(), json!(of.standings.reviewed));
    }
    record
}

/// Without the marks of the reader; what a person says is expected, whoever found it.
fn bare(value: &mut Value) {
    match value {
        Value::Object(parts) => {
            parts.remove("rule");
            parts.values_mut().for_each(bare);
        }
        Value::Array(all) => all.iter_mut().for_each(bare),
        _ => {}
    }
}

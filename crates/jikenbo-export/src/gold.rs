//! Gold facts: a record with the quotes that prove it, and without a text to cut them out of. What `jikenbo corrections export` and
//! `/cases/{id}/facts.json` write is of this form, and what persons labelled by hand.

use jikenbo_model::{Code, Fact, Notice, Reading, Record, Span};
use jikenbo_search::Facts;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Refused, Taken};

/// The keys of which one has to be there: without any, it is some other document.
const TELLING: &[&str] = &["organization", "kinds", "timeline", "counts"];
/// The most entries of a list.
const MOST: usize = 1_000;
/// The longest text of a value, in characters.
const LONGEST: usize = 10_000;
/// So much of the quotes is searched, in bytes.
const SEARCHED: usize = 100_000;

/// Whether a value may be gold facts.
#[must_use]
pub fn is_gold(value: &Value) -> bool {
    TELLING.iter().any(|key| facts_of(value).1.get(key).is_some())
}

/// The facts of an object, and where they stand in it: at its top, or under `facts`, as a line of `jikenbo corrections export` has them.
fn facts_of(value: &Value) -> (&'static str, &Value) {
    match value.get("facts") {
        Some(facts) if facts.is_object() => ("/facts", facts),
        _ => ("", value),
    }
}

/// Takes gold facts over. The key is the `notice` that a line of `jikenbo corrections export` names, or else empty: whoever knows the
/// file gives its name then.
///
/// # Errors
///
/// A key that is of another shape than docs/record.md says, with its place; an object without any of the keys.
pub fn read(value: &Value) -> Result<Taken, Refused> {
    let (base, facts) = facts_of(value);
    let wrong = |why: String| Refused { place: base.to_owned(), why };
    if !facts.is_object() {
        return Err(wrong(format!("expected an object of facts, found {}", kind(facts))));
    }
    if !is_gold(value) {
        return Err(wrong(format!("expected gold facts with one of {}, found none of them", TELLING.join(", "))));
    }
    let of = Keys { base, facts };
    let record = of.record()?;
    let reading = Reading { record, ..Reading::default() };
    let mut words = Vec::new();
    quotes(facts, &mut words);
    let mut references: Vec<String> = reading.record.services.iter().filter_map(|f| f.value.url.clone()).collect();
    references.extend(value.get("url").and_then(Value::as_str).map(str::to_owned));
    references.dedup();
    Ok(Taken {
        key: value.get("notice").and_then(Value::as_str).unwrap_or_default().to_owned(),
        facts: Facts::of(&Notice::plain(""), &reading),
        references,
        summary: within(words),
        security_incident: "Confirmed".to_owned(),
    })
}

struct Keys<'v> {
    base: &'static str,
    facts: &'v Value,
}

impl Keys<'_> {
    fn record(&self) -> Result<Record, Refused> {
        Ok(Record {
            title: self.one("title", text)?,
            organization: self.one("organization", typed)?,
            published: self.one("published", typed)?,
            stage: self.one("stage", code)?,
            services: self.list("services", typed)?,
            kinds: self.list("kinds", code)?,
            causes: self.list("causes", coded)?,
            actor: self.one("actor", code)?,
            discovered_by: self.one("discovered_by", code)?,
            timeline: self.list("timeline", typed)?,
            counts: self.list("counts", typed)?,
            data_items: self.list("data_items", typed)?,
            leak_status: self.one("leak_status", code)?,
            secondary_damage: self.one("secondary_damage", code)?,
            authorities: self.list("authorities", typed)?,
            third_parties: self.list("third_parties", typed)?,
            money: self.list("money", typed)?,
            measures: self.list("measures", coded)?,
        })
    }

    fn one<T>(&self, key: &str, read: fn(&Value) -> Result<T, String>) -> Result<Option<Fact<T>>, Refused> {
        match self.facts.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => self.fact(key, None, value, read).map(Some),
        }
    }

    fn list<T>(&self, key: &str, read: fn(&Value) -> Result<T, String>) -> Result<Vec<Fact<T>>, Refused> {
        let refused = |why: String| Refused { place: format!("{}/{key}", self.base), why };
        let Some(value) = self.facts.get(key).filter(|value| !value.is_null()) else { return Ok(Vec::new()) };
        let all = value.as_array().ok_or_else(|| refused(format!("expected a list, found {}", kind(value))))?;
        if all.len() > MOST {
            return Err(refused(format!("expected at most {MOST} entries, found {}", all.len())));
        }
        all.iter().enumerate().map(|(at, value)| self.fact(key, Some(at), value, read)).collect()
    }

    fn fact<T>(
        &self,
        key: &str,
        at: Option<usize>,
        value: &Value,
        read: fn(&Value) -> Result<T, String>,
    ) -> Result<Fact<T>, Refused> {
        let place = || at.map_or_else(|| format!("{}/{key}", self.base), |at| format!("{}/{key}/{at}", self.base));
        // There is no text that a span could point into: the quotes stay in the data.
        let fact = |value| Fact::new(value, Span::new(0, 0), Code::from("gold"));
        short(value).and_then(|()| read(value)).map(fact).map_err(|why| Refused { place: place(), why })
    }
}

/// Refuses a value with a text that is longer than any of ours.
fn short(value: &Value) -> Result<(), String> {
    match value {
        Value::String(text) if text.len() > LONGEST && text.chars().count() > LONGEST => {
            Err(format!("expected at most {LONGEST} characters, found {}", text.chars().count()))
        }
        Value::Object(keys) => keys.values().try_for_each(short),
        Value::Array(all) => all.iter().try_for_each(short),
        _ => Ok(()),
    }
}

fn text(value: &Value) -> Result<String, String> {
    value.as_str().map(str::to_owned).ok_or_else(|| format!("expected a text, found {}", kind(value)))
}

/// Codes are added to docs/record.md, so that one this program does not know may well be one.
fn code(value: &Value) -> Result<Code, String> {
    let code = text(value)?;
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    let is_code = !code.is_empty() && code.len() <= 40 && code.bytes().all(fits);
    if is_code { Ok(Code::from(code.as_str())) } else { Err(format!("expected a code of docs/record.md, found {code:?}")) }
}

fn coded(value: &Value) -> Result<Code, String> {
    code(value.get("code").ok_or_else(|| format!("expected an object with a code, found {}", kind(value)))?)
}

fn typed<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    if !value.is_object() && !value.is_string() {
        return Err(format!("expected an object, found {}", kind(value)));
    }
    for key in ["event", "bound", "unit", "subject", "item", "state", "authority", "role", "sector"] {
        value.get(key).map(code).transpose().map_err(|why| format!("{key}: {why}"))?;
    }
    serde_json::from_value(value.clone()).map_err(|error| error.to_string())
}

fn quotes(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                match value {
                    Value::String(quote) if key == "quote" && !words.contains(quote) => words.push(quote.clone()),
                    value => quotes(value, words),
                }
            }
        }
        Value::Array(all) => all.iter().take(MOST).for_each(|value| quotes(value, words)),
        _ => {}
    }
}

fn within(words: Vec<String>) -> String {
    let mut out = words.join("\n");
    out.truncate(out.floor_char_boundary(SEARCHED));
    out
}

/// What a value is, in words.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

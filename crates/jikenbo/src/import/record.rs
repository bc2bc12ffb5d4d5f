//! A piece of JSON to a record: which form it has, and what it tells.

use std::borrow::Cow;

use jikenbo_export::{Refused, Taken, gold, veris};
use serde_json::Value;

use super::strange::{no_json, no_record};
use super::{At, LARGEST_RECORD, Piece, Place, inputs::stem};

/// The longest key, in characters.
const LONGEST_KEY: usize = 200;
/// The longest text that is searched of a record, in bytes.
const LONGEST_SUMMARY: usize = 1 << 20;

/// The forms of records that are taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An incident in VERIS 1.3 or 1.4.
    Veris,
    /// Gold facts.
    Gold,
    /// A line of a casebook.
    Casebook,
}

impl Form {
    /// Every form, with the name by which it is asked for.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Veris, "veris"), (Self::Gold, "gold"), (Self::Casebook, "jsonl")];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(form, _)| *form == self).map_or("", |(_, name)| name)
    }

    /// The form of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(form, _)| *form)
    }

    /// The form that an object looks to be of.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        let has = |key: &str| value.get(key).is_some();
        if value.get("line").is_some_and(Value::is_string) {
            Some(Self::Casebook)
        } else if has("incident_id") || has("schema_version") || (has("actor") && has("action")) {
            Some(Self::Veris)
        } else if gold::is_gold(value) {
            Some(Self::Gold)
        } else {
            None
        }
    }
}

/// Something to be taken in.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A record of another collection.
    Taken {
        /// Its form.
        form: Form,
        /// What it tells.
        taken: Box<Taken>,
        /// What it was, whole.
        data: Value,
    },
    /// A line of a casebook, which the casebook reads.
    Line(Value),
}

/// Reads a piece; in the form that the user says, or the one that it looks to be of.
///
/// # Errors
///
/// What is no JSON, of no form, or not as its form says: where in it, what was expected, what was found.
pub fn record(piece: &Piece, said: Option<Form>) -> Result<Record, Refused> {
    let whole = |why: String| Refused { place: String::new(), why };
    let bytes = piece.bytes.as_slice();
    // Only what a casebook wrote is larger: an original is one line.
    if bytes.len() > LARGEST_RECORD && !bytes.trim_ascii_start().starts_with(b"{\"line\":") {
        return Err(whole(format!("expected a record of at most {LARGEST_RECORD} bytes, found {}", bytes.len())));
    }
    let value: Value = serde_json::from_slice(bytes).map_err(|error| whole(no_json(piece, &error)))?;
    let form = said.or_else(|| Form::of(&value)).ok_or_else(|| whole(no_record(&value)))?;
    let mut taken = match form {
        Form::Casebook => return Ok(Record::Line(value)),
        Form::Veris => veris::read(&legible(&value))?,
        Form::Gold => gold::read(&legible(&value))?,
    };
    if taken.key.is_empty() {
        taken.key = named(&piece.place);
    }
    let fits = taken.key.chars().count() <= LONGEST_KEY && !taken.key.chars().any(char::is_control);
    if !fits || taken.key.trim().is_empty() {
        let found: String = taken.key.chars().take(40).collect();
        return Err(whole(format!("expected a key of 1 to {LONGEST_KEY} characters, none of them a control, found {found:?}")));
    }
    taken.summary.truncate(taken.summary.floor_char_boundary(LONGEST_SUMMARY));
    Ok(Record::Taken { form, taken: Box::new(taken), data: value })
}

/// A key by the file's name, and the place within it.
fn named(place: &Place) -> String {
    let name = place.file.rsplit(['/', '\\']).next().unwrap_or(&place.file);
    match place.at {
        At::Whole => stem(name).to_owned(),
        At::Line(n) | At::Element(n) => format!("{}/{n}", stem(name)),
    }
}

/// The record as it is read: with U+FFFD in place of NUL, which no column of PostgreSQL can hold and no table should. What is kept
/// of it stays as it came.
fn legible(value: &Value) -> Cow<'_, Value> {
    fn broken(value: &Value) -> bool {
        match value {
            Value::String(text) => text.contains('\0'),
            Value::Array(all) => all.iter().any(broken),
            Value::Object(keys) => keys.values().any(broken),
            _ => false,
        }
    }
    fn mended(value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(text.replace('\0', "\u{fffd}")),
            Value::Array(all) => all.iter().map(mended).collect(),
            // A key tells one record from another: none is made up.
            Value::Object(keys) => {
                let mend = |key: &str, value: &Value| if key == "incident_id" { value.clone() } else { mended(value) };
                keys.iter().map(|(key, value)| (key.clone(), mend(key, value))).collect()
            }
            other => other.clone(),
        }
    }
    if broken(value) { Cow::Owned(mended(value)) } else { Cow::Borrowed(value) }
}

/// Whether a record of VERIS is one of VCDB's: only there has it a `plus.master_id`, and in what a casebook exported for it.
#[must_use]
pub fn looks_like_vcdb(data: &Value) -> bool {
    data.pointer("/plus/jikenbo").is_none()
        && data.pointer("/plus/master_id").is_some_and(|id| id.as_str().is_some_and(|id| !id.is_empty()))
}

/// Reads again what another casebook took over: as this program takes it.
///
/// # Errors
///
/// What is not as its form says, or of no form that is taken over.
pub fn taken(form: &str, key: &str, data: &Value) -> Result<Taken, String> {
    let taken = match Form::named(form) {
        Some(Form::Veris) => veris::read(&legible(data)),
        Some(Form::Gold) => gold::read(&legible(data)),
        Some(Form::Casebook) | None => return Err(format!("expected veris or gold, found {form:?}")),
    };
    Ok(Taken { key: key.to_owned(), ..taken.map_err(|refused| refused.to_string())? })
}

//! The values of a line of a casebook, each checked as it is taken out.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{IdError, timestamp};

/// The longest name of a person, in characters.
const LONGEST_NAME: usize = 200;

/// What stands under a key; nothing of it may hold NUL, which PostgreSQL cannot keep.
pub(super) fn get<T: DeserializeOwned>(of: &Value, key: &str) -> Result<T, String> {
    let value = of.get(key).ok_or_else(|| format!("{key}: expected a value, found none"))?;
    serde_json::from_value(value.clone()).map_err(|error| format!("{key}: {error}"))
}

pub(super) fn some<T: DeserializeOwned>(of: &Value, key: &str) -> Result<Option<T>, String> {
    match of.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(_) => get(of, key).map(Some),
    }
}

pub(super) fn text(of: &Value, key: &str) -> Result<String, String> {
    no_nul(key, get(of, key)?)
}

/// A text that may be left out where it is empty.
pub(super) fn told(of: &Value, key: &str) -> Result<String, String> {
    no_nul(key, some(of, key)?.unwrap_or_default())
}

pub(super) fn maybe(of: &Value, key: &str) -> Result<Option<String>, String> {
    some::<String>(of, key)?.map(|text| no_nul(key, text)).transpose()
}

pub(super) fn no_nul(key: &str, text: String) -> Result<String, String> {
    if text.contains('\0') { Err(format!("{key}: expected a text without NUL, found one")) } else { Ok(text) }
}

/// A time as the casebook writes it.
pub(super) fn time(of: &Value, key: &str) -> Result<String, String> {
    let text = text(of, key)?;
    let fits = text.parse().is_ok_and(|at| timestamp(at) == text);
    if fits { Ok(text) } else { Err(format!("{key}: expected a time (UTC, to the millisecond), found {text:?}")) }
}

/// A time, or nothing.
pub(super) fn time_or_none(of: &Value, key: &str) -> Result<String, String> {
    if told(of, key)?.is_empty() { Ok(String::new()) } else { time(of, key) }
}

pub(super) fn hash(of: &Value, key: &str) -> Result<String, String> {
    let text = text(of, key)?;
    let fits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if fits { Ok(text) } else { Err(format!("{key}: expected a SHA-256 in hexadecimal, found {text:?}")) }
}

pub(super) fn id<T: std::str::FromStr<Err = IdError>>(of: &Value, key: &str) -> Result<T, String> {
    text(of, key)?.parse().map_err(|error| format!("{key}: {error}"))
}

pub(super) fn name(of: &Value, key: &str) -> Result<String, String> {
    let name = text(of, key)?;
    let fits = name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(format!("{key}: expected a name of at most {LONGEST_NAME} characters, found {name:?}")) }
}

pub(super) fn list<'v>(of: &'v Value, key: &str) -> Result<&'v [Value], String> {
    match of.get(key) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(all)) => Ok(all),
        Some(_) => Err(format!("{key}: expected a list, found something else")),
    }
}

pub(super) fn each<'v, T>(of: &'v Value, key: &str, read: impl Fn(&'v Value) -> Result<T, String>) -> Result<Vec<T>, String> {
    let all = list(of, key)?.iter().enumerate();
    all.map(|(at, value)| read(value).map_err(|why| format!("{key}/{at}/{why}"))).collect()
}

pub(super) fn get_all<T: DeserializeOwned>(of: &Value, key: &str) -> Result<Vec<T>, String> {
    Ok(some(of, key)?.unwrap_or_default())
}

//! The shape of an incident that comes in: what no version of VERIS has is refused, since everything behind it relies on it.
//!
//! A word that is in no enumeration is no matter of shape: other versions have other words. Nor is a number that is a text, or a field that
//! is null.

use serde_json::Value;

use super::read::{cut, kind};
use crate::Refused;

type Shape = Result<(), Refused>;

/// Sections, and those of their parts that are objects in every version.
const OBJECTS: &[(&str, &[&str])] = &[
    ("action", &["malware", "hacking", "social", "misuse", "physical", "error", "environmental"]),
    ("actor", &["external", "internal", "partner"]),
    ("asset", &[]),
    ("attribute", &["confidentiality", "integrity", "availability"]),
    ("timeline", &["incident", "compromise", "exfiltration", "discovery", "containment"]),
    ("impact", &[]),
    ("value_chain", &[]),
    ("plus", &[]),
];

/// Fields of those parts that hold words: a text, or a list of texts.
const WORDS: &[&str] = &["variety", "vector", "motive", "target"];

/// Lists of objects.
const ROWS: &[&str] = &["/attribute/confidentiality/data", "/asset/assets", "/impact/loss"];

/// Figures that are nought or more, beside those in rows.
const FIGURES: &[&str] = &[
    "/attribute/confidentiality/data_total",
    "/asset/total_amount",
    "/victim/secondary/amount",
    "/impact/overall_amount",
    "/impact/overall_min_amount",
    "/impact/overall_max_amount",
    "/timeline/compromise/value",
    "/timeline/exfiltration/value",
    "/timeline/discovery/value",
    "/timeline/containment/value",
];

/// The parts of the date of an incident, and what VERIS's schema lets them be.
const DATE: &[(&str, i64, i64)] = &[("year", 1950, 2050), ("month", 1, 12), ("day", 1, 31)];

/// Whether an incident has the shape that every version of VERIS has.
///
/// # Errors
///
/// The first place where it has not, with what was expected and what was found.
pub(super) fn shape(incident: &Value) -> Shape {
    for (section, parts) in OBJECTS {
        let place = format!("/{section}");
        let Some(value) = there(incident, &place) else { continue };
        object(&place, value)?;
        for part in *parts {
            self::part(&format!("{place}/{part}"), value.get(*part))?;
        }
    }
    victim(incident)?;
    if let Some(method) = there(incident, "/discovery_method").filter(|method| !method.is_object() && !method.is_string()) {
        return Err(wrong("/discovery_method", "an object or a text", method));
    }
    ROWS.iter().try_for_each(|place| rows(incident, place))?;
    FIGURES.iter().try_for_each(|place| figure(place, incident.pointer(place)))?;
    DATE.iter().try_for_each(|part| date(incident, *part))
}

fn wrong(place: &str, expected: &str, found: &Value) -> Refused {
    // A list or an object can be of any length: its kind says enough.
    let found = if found.is_array() || found.is_object() { kind(found).to_owned() } else { cut(&found.to_string(), 60) };
    Refused { place: place.to_owned(), why: format!("expected {expected}, found {found}") }
}

/// What stands at a place, unless it is null.
fn there<'v>(incident: &'v Value, place: &str) -> Option<&'v Value> {
    incident.pointer(place).filter(|value| !value.is_null())
}

fn object(place: &str, value: &Value) -> Shape {
    if value.is_object() { Ok(()) } else { Err(wrong(place, "an object", value)) }
}

/// A part of a section, with its words.
fn part(place: &str, part: Option<&Value>) -> Shape {
    let Some(part) = part.filter(|part| !part.is_null()) else { return Ok(()) };
    object(place, part)?;
    WORDS.iter().try_for_each(|field| words(&format!("{place}/{field}"), part.get(*field)))
}

fn words(place: &str, value: Option<&Value>) -> Shape {
    match value {
        None | Some(Value::Null | Value::String(_)) => Ok(()),
        Some(Value::Array(all)) => match all.iter().enumerate().find(|(_, one)| !one.is_string()) {
            Some((n, one)) => Err(wrong(&format!("{place}/{n}"), "a text", one)),
            None => Ok(()),
        },
        Some(other) => Err(wrong(place, "a text or a list of texts", other)),
    }
}

/// The victim: an object; of old incidents, a list of them.
fn victim(incident: &Value) -> Shape {
    match there(incident, "/victim") {
        Some(Value::Array(all)) => all.iter().enumerate().try_for_each(|(n, victim)| object(&format!("/victim/{n}"), victim)),
        Some(victim) => object("/victim", victim),
        None => Ok(()),
    }
}

fn rows(incident: &Value, place: &str) -> Shape {
    let Some(value) = there(incident, place) else { return Ok(()) };
    let all = value.as_array().ok_or_else(|| wrong(place, "a list", value))?;
    for (n, row) in all.iter().enumerate().filter(|(_, row)| !row.is_null()) {
        let place = format!("{place}/{n}");
        object(&place, row)?;
        if let Some(variety) = row.get("variety").filter(|variety| !variety.is_string() && !variety.is_null()) {
            return Err(wrong(&format!("{place}/variety"), "a text", variety));
        }
        for field in ["amount", "min_amount", "max_amount"] {
            figure(&format!("{place}/{field}"), row.get(field))?;
        }
    }
    Ok(())
}

/// A figure is nought or more. A text is one where it is a number, and else passed over.
fn figure(place: &str, value: Option<&Value>) -> Shape {
    let good = match value {
        None | Some(Value::Null) => true,
        Some(Value::Number(number)) => number.as_f64().is_some_and(|number| number >= 0.0),
        Some(Value::String(text)) => !text.trim().replace(',', "").parse::<f64>().is_ok_and(|number| number < 0.0),
        Some(_) => false,
    };
    match value {
        Some(value) if !good => Err(wrong(place, "a number, 0 or more", value)),
        _ => Ok(()),
    }
}

/// A part of the date of the incident. Whether the calendar has the day is for whoever reads it.
fn date(incident: &Value, (name, least, most): (&str, i64, i64)) -> Shape {
    let place = format!("/timeline/incident/{name}");
    let Some(value) = there(incident, &place) else { return Ok(()) };
    let number = match value {
        Value::Number(number) => number.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as i64),
        Value::String(text) if ["", "unknown", "na"].iter().any(|word| text.trim().eq_ignore_ascii_case(word)) => return Ok(()),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    if number.is_some_and(|number| (least..=most).contains(&number)) {
        return Ok(());
    }
    Err(wrong(&place, &format!("a whole number from {least} to {most}"), value))
}

//! Rules of VERIS that any incident can be held against, without its JSON Schema: what must be there, and what must agree.
//!
//! Those across fields are VERIS's own (`checkValidity.py` of 1.4.1); those about single fields are the parts of the schema that are
//! missed most easily. What `checkValidity.py` only recommends is no rule here.

mod across;
mod fields;

use std::fmt;

use serde_json::Value;

/// What is wrong with an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The rule's name.
    pub rule: &'static str,
    /// Where: a JSON pointer (RFC 6901).
    pub place: String,
    /// What was expected there, and what was found.
    pub why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.place, self.why, self.rule)
    }
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// What it asks for.
    pub about: &'static str,
    /// Where an incident breaks it, and how: places and reasons.
    test: fn(&Value) -> Vec<(String, String)>,
}

/// Every rule.
pub const RULES: &[Rule] = &[
    fields::REQUIRED,
    fields::VERSION,
    fields::CHOICES,
    fields::LISTS,
    fields::DATE,
    fields::TIME,
    fields::UNITS,
    fields::INDUSTRY,
    fields::AMOUNTS,
    across::ATTRIBUTE,
    across::SOFTWARE,
    across::BEHAVIOR,
    across::REPURPOSE,
    across::LOSS,
    across::MISUSE,
    across::TOTAL,
    across::IMPACT,
    across::REGION,
    across::SECONDARY,
    across::VALUE_CHAIN,
    across::DEFACEMENT,
    across::PLUS,
    across::NOTIFICATION,
];

/// Everything that is wrong with an incident; nothing, where it keeps every rule.
#[must_use]
pub fn check(incident: &Value) -> Vec<Fault> {
    let faults = |rule: &Rule| {
        let name = rule.name;
        (rule.test)(incident).into_iter().map(move |(place, why)| Fault { rule: name, place, why })
    };
    RULES.iter().flat_map(faults).collect()
}

/// The texts of a list; nothing where it is none.
fn texts<'v>(incident: &'v Value, place: &str) -> Vec<&'v str> {
    incident.pointer(place).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Whether a list has a text.
fn has(incident: &Value, place: &str, text: &str) -> bool {
    texts(incident, place).contains(&text)
}

/// How a value is told in a reason: shortly.
fn told(value: Option<&Value>) -> String {
    match value {
        None => "nothing".to_owned(),
        Some(value) => {
            let text = value.to_string();
            if text.chars().count() > 60 { format!("{}…", text.chars().take(60).collect::<String>()) } else { text }
        }
    }
}

//! The keys of the record as a person fills them in: which fields a fact has, and what each may hold. The table is that of
//! `docs/record.md`.

use jikenbo_model::{Date, Time};
use serde_json::{Map, Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::labels::codes;

/// A key of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether a record holds at most one fact under it.
    pub single: bool,
    /// Whether the value is no object but stands for itself, with its evidence beside it.
    pub plain: bool,
    /// The parts of a value.
    pub fields: &'static [Field],
}

/// A part of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in the record's JSON; `code` for what stands for itself.
    pub name: &'static str,
    /// What it may hold.
    pub holds: Holds,
    /// Whether it may be left out.
    pub optional: bool,
}

/// What a field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A name or a title, as the notice writes it.
    Words,
    /// An address.
    Address,
    /// A code; its labels stand under this key in `labels.rs`.
    Code(&'static str),
    /// A date, as exact as it was said.
    Day,
    /// A time of day.
    Clock,
    /// A whole number, not below zero.
    Number,
    /// A currency of ISO 4217.
    Currency,
}

/// The longest words that a field takes, in characters.
pub const LONGEST: usize = 500;

const fn must(name: &'static str, holds: Holds) -> Field {
    Field { name, holds, optional: false }
}

const fn may(name: &'static str, holds: Holds) -> Field {
    Field { name, holds, optional: true }
}

const fn one(name: &'static str, fields: &'static [Field]) -> Key {
    Key { name, single: true, plain: true, fields }
}

const fn many(name: &'static str, fields: &'static [Field]) -> Key {
    Key { name, single: false, plain: false, fields }
}

/// Every key, in the order of the record.
pub const KEYS: &[Key] = &[
    one("title", &[must("code", Holds::Words)]),
    Key {
        name: "organization",
        single: true,
        plain: false,
        fields: &[may("name", Holds::Words), may("sector", Holds::Code("sector"))],
    },
    one("published", &[must("code", Holds::Day)]),
    one("stage", &[must("code", Holds::Code("stage"))]),
    many("services", &[must("name", Holds::Words), may("url", Holds::Address)]),
    Key { name: "kinds", single: false, plain: true, fields: &[must("code", Holds::Code("kinds"))] },
    many("causes", &[must("code", Holds::Code("causes"))]),
    one("actor", &[must("code", Holds::Code("actor"))]),
    one("discovered_by", &[must("code", Holds::Code("discovered_by"))]),
    many(
        "timeline",
        &[
            must("event", Holds::Code("timeline")),
            must("start", Holds::Day),
            may("start_time", Holds::Clock),
            may("end", Holds::Day),
            may("end_time", Holds::Clock),
        ],
    ),
    many(
        "counts",
        &[
            must("value", Holds::Number),
            must("bound", Holds::Code("bound")),
            must("unit", Holds::Code("unit")),
            must("subject", Holds::Code("subject")),
        ],
    ),
    many("data_items", &[must("item", Holds::Code("data_items")), must("state", Holds::Code("state"))]),
    one("leak_status", &[must("code", Holds::Code("leak_status"))]),
    one("secondary_damage", &[must("code", Holds::Code("secondary_damage"))]),
    many("authorities", &[must("authority", Holds::Code("authorities")), must("name", Holds::Words), may("date", Holds::Day)]),
    many("third_parties", &[must("name", Holds::Words), must("role", Holds::Code("third_parties"))]),
    many("money", &[must("amount", Holds::Number), must("currency", Holds::Currency)]),
    many("measures", &[must("code", Holds::Code("measures"))]),
];

/// The key of a name.
#[must_use]
pub fn key(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// Whether a record holds at most one fact under a key.
#[must_use]
pub fn is_single(name: &str) -> bool {
    key(name).is_some_and(|key| key.single)
}

/// Whether a record may hold the same value twice, for two things that the notice speaks of: one entry a measure, and
/// what has no code of its own.
pub(super) fn repeats(name: &str, value: &Value) -> bool {
    name == "measures" || value["item"] == "other"
}

/// A value that is not one: which field, what was expected, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The field.
    pub field: &'static str,
    /// What it may hold.
    pub holds: Holds,
    /// What was found.
    pub found: String,
}

impl Key {
    /// The value that filled-in fields make, in the shape of the record's JSON. `given` tells what stands in a field;
    /// `now` is the value that is corrected: a code of it may stay, even where it is none of today's.
    ///
    /// # Errors
    ///
    /// The first field that holds what it may not, or lacks what it must hold.
    pub fn value(&self, given: &dyn Fn(&str) -> String, now: Option<&Value>) -> Result<Value, Wrong> {
        let mut parts = Map::new();
        for field in self.fields {
            let text = given(field.name);
            let text = text.trim();
            if text.is_empty() && field.optional {
                continue;
            }
            let before = now.map(|now| self.part(now, field.name));
            let value = field.holds.value(text, before).ok_or_else(|| field.wrong(text))?;
            parts.insert(field.name.to_owned(), value);
        }
        self.agrees(&parts)?;
        Ok(match parts.remove("code") {
            Some(code) if self.plain => code,
            Some(code) => json!({ "code": code }),
            None => Value::Object(parts),
        })
    }

    /// A part of a value.
    #[must_use]
    pub fn part<'v>(&self, value: &'v Value, field: &str) -> &'v Value {
        if self.plain { value } else { &value[field] }
    }

    /// What no field can tell alone: an organisation has a name or a sector, and nothing ends before it begins.
    fn agrees(&self, parts: &Map<String, Value>) -> Result<(), Wrong> {
        let Some(first) = self.fields.first().filter(|_| parts.is_empty()) else {
            let day = |name| parts.get(name).and_then(Value::as_str).and_then(|d| d.parse::<Date>().ok());
            let wrong = |name, found: String| self.fields.iter().find(|f| f.name == name).map(|f| f.wrong(&found));
            let backwards = day("start").zip(day("end")).filter(|(start, end)| {
                let shown = start.to_string().len().min(end.to_string().len());
                end.to_string().get(..shown) < start.to_string().get(..shown)
            });
            let backwards = backwards.and_then(|(start, end)| wrong("end", format!("{start} – {end}")));
            let alone = parts.contains_key("end_time") && !parts.contains_key("end");
            let alone = if alone { wrong("end", String::new()) } else { None };
            return backwards.or(alone).map_or(Ok(()), Err);
        };
        Err(first.wrong(""))
    }
}

impl Field {
    fn wrong(&self, found: &str) -> Wrong {
        Wrong { field: self.name, holds: self.holds, found: found.to_owned() }
    }
}

impl Holds {
    fn value(self, text: &str, now: Option<&Value>) -> Option<Value> {
        let stays = now.and_then(Value::as_str) == Some(text);
        match self {
            Self::Words => words(text).map(Value::from),
            Self::Address => words(text).filter(|t| !t.contains(char::is_whitespace)).map(Value::from),
            Self::Code(key) => (!text.is_empty() && (stays || codes(key).contains(&text))).then(|| text.into()),
            Self::Day => day(text).map(|day| json!(day)),
            Self::Clock => clock(text).map(|time| json!(time)),
            Self::Number => number(text).map(Value::from),
            Self::Currency => currency(text).map(Value::from),
        }
    }
}

fn words(text: &str) -> Option<&str> {
    let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(|c| c.is_control() && c != '\n');
    fits.then_some(text)
}

fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// 2024-06-03, 2024/6/3, 2024年6月, ２０２４ …
fn day(text: &str) -> Option<Date> {
    let text = folded(text);
    let text = text.trim_end_matches(['日', '月', '年']);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let number = |at: usize| parts.get(at).filter(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    let year = number(0).filter(|y| y.len() == 4)?.parse().ok()?;
    let short = |at| number(at).and_then(|p| p.parse::<u8>().ok());
    match parts.len() {
        1 => Some(Date::year_only(year)),
        2 => Date::month_only(year, short(1)?),
        3 => Date::day(year, short(1)?, short(2)?),
        _ => None,
    }
}

/// 9, 9:05, 9時5分, 24.
fn clock(text: &str) -> Option<Time> {
    let text = folded(text);
    let text = text.trim_end_matches(['時', '分']);
    let (hour, minute) = text.split_once([':', '時']).map_or((text, None), |(h, m)| (h, Some(m)));
    let part = |t: &str| t.bytes().all(|b| b.is_ascii_digit()).then(|| t.parse::<u8>().ok()).flatten();
    let minute = match minute {
        Some(text) => Some(part(text).filter(|m| *m < 60)?),
        None => None,
    };
    part(hour).filter(|h| *h <= 24).map(|hour| Time { hour, minute })
}

/// 1234, 1,234, １，２３４.
fn number(text: &str) -> Option<u64> {
    let digits: String = folded(text).chars().filter(|c| *c != ',').collect();
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

fn currency(text: &str) -> Option<String> {
    let text = folded(text).to_uppercase();
    (text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(name: &str, fields: &[(&str, &str)]) -> Result<Value, Wrong> {
        let given = |field: &str| fields.iter().find(|(f, _)| *f == field).map(|(_, v)| (*v).to_owned()).unwrap_or_default();
        key(name).unwrap().value(&given, None)
    }

    #[test]
    fn values_are_taken_as_people_write_them() {
        for (name, fields, expected) in [
            ("published", &[("code", "2024/6/3")][..], json!("2024-06-03")),
            ("published", &[("code", "２０２４年６月")], json!("2024-06")),
            ("published", &[("code", "2024")], json!("2024")),
            ("kinds", &[("code", "ransomware")], json!("ransomware")),
            ("causes", &[("code", "unknown")], json!({"code": "unknown"})),
            (
                "timeline",
                &[("event", "occurrence"), ("start", "2024-06-03"), ("start_time", "9時5分"), ("end", "2024-06")],
                json!({"event": "occurrence", "start": "2024-06-03", "start_time": "09:05", "end": "2024-06"}),
            ),
            (
                "counts",
                &[("value", "１，２３４"), ("bound", "about"), ("unit", "people"), ("subject", "personal")],
                json!({"value": 1234, "bound": "about", "unit": "people", "subject": "personal"}),
            ),
            (
                "money",
                &[("amount", "16,800,000,000"), ("currency", "jpy")],
                json!({"amount": 16_800_000_000_u64, "currency": "JPY"}),
            ),
            ("organization", &[("sector", "school")], json!({"sector": "school"})),
        ] {
            assert_eq!(value(name, fields).unwrap(), expected, "{name}");
        }
    }

    #[test]
    fn nonsense_is_named_by_its_field() {
        for (name, fields, wrong) in [
            ("published", &[("code", "きのう")][..], ("code", "きのう")),
            ("published", &[("code", "2024-02-30")], ("code", "2024-02-30")),
            ("published", &[], ("code", "")),
            ("kinds", &[("code", "sabotage")], ("code", "sabotage")),
            ("counts", &[("value", "-3")], ("value", "-3")),
            ("counts", &[("value", "99999999999999999999")], ("value", "99999999999999999999")),
            ("organization", &[], ("name", "")),
            (
                "timeline",
                &[("event", "discovery"), ("start", "2024-06-03"), ("end", "2024-05-30")],
                ("end", "2024-06-03 – 2024-05-30"),
            ),
            ("timeline", &[("event", "discovery"), ("start", "2024-06-03"), ("start_time", "25:00")], ("start_time", "25:00")),
            ("timeline", &[("event", "discovery"), ("start", "2024-06-03"), ("end_time", "9:00")], ("end", "")),
            ("money", &[("amount", "1"), ("currency", "円")], ("currency", "円")),
        ] {
            let found = value(name, fields).unwrap_err();
            assert_eq!((found.field, found.found.as_str()), wrong, "{name}");
        }
    }

    #[test]
    fn every_key_of_the_record_stands_in_the_table_once() {
        let known: Vec<_> = crate::labels::KEYS.iter().map(|(key, ..)| *key).filter(|key| *key != "doubts").collect();
        assert_eq!(KEYS.iter().map(|key| key.name).collect::<Vec<_>>(), known);
        for key in KEYS {
            for field in key.fields {
                assert!(!matches!(field.holds, Holds::Code(of) if codes(of).is_empty()), "{}.{}", key.name, field.name);
            }
        }
    }
}

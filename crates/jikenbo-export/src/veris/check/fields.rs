//! Rules about single fields.

use serde_json::Value;

use super::{Rule, told};

type Found = Vec<(String, String)>;

/// What must be there, and what it must be.
pub(super) const REQUIRED: Rule = Rule {
    name: "required",
    about: "every section that VERIS asks for is there, and every field that a section asks for",
    test: |incident| {
        let missing = |(section, fields): &(&str, &[&str])| {
            let there = section.is_empty() || incident.pointer(section).is_some();
            let absent = fields.iter().filter(|field| there && incident.pointer(&format!("{section}/{field}")).is_none());
            absent.map(|field| (format!("{section}/{field}"), "expected this field, found nothing".to_owned())).collect::<Found>()
        };
        REQUIRED_FIELDS.iter().flat_map(missing).collect()
    },
};

/// Sections, and the fields that each must have where it is there.
const REQUIRED_FIELDS: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "schema_version",
            "incident_id",
            "security_incident",
            "summary",
            "actor",
            "action",
            "asset",
            "timeline",
            "discovery_method",
        ],
    ),
    ("/timeline", &["incident"]),
    ("/timeline/incident", &["year"]),
    ("/asset", &["assets", "cloud"]),
    ("/victim", &["country", "employee_count", "industry", "government"]),
    ("/action/malware", &["variety", "vector"]),
    ("/action/hacking", &["variety", "vector"]),
    ("/action/misuse", &["variety", "vector"]),
    ("/action/physical", &["variety", "vector"]),
    ("/action/error", &["variety", "vector"]),
    ("/action/social", &["variety", "vector", "target"]),
    ("/action/environmental", &["variety"]),
    ("/actor/external", &["variety", "motive"]),
    ("/actor/internal", &["variety", "motive"]),
    ("/actor/partner", &["country", "motive"]),
    ("/attribute/confidentiality", &["data_disclosure"]),
    ("/attribute/integrity", &["variety"]),
    ("/attribute/availability", &["variety"]),
    ("/impact", &["overall_rating"]),
];

pub(super) const VERSION: Rule = Rule {
    name: "version",
    about: "`schema_version` is 1.4.1: VERIS's own schema still says 1.4.0 where none is given",
    test: |incident| {
        let version = incident.get("schema_version");
        let wrong = version.is_some_and(|version| version != super::super::VERSION);
        wrong
            .then(|| ("/schema_version".to_owned(), format!("expected \"1.4.1\", found {}", told(version))))
            .into_iter()
            .collect()
    },
};

/// Fields of one enumeration, and what it has.
const CHOSEN: &[(&str, &[&str])] = &[
    ("/security_incident", &["Confirmed", "Suspected", "Near miss", "False positive"]),
    ("/confidence", &["High", "Medium", "Low", "None"]),
    ("/attribute/confidentiality/data_disclosure", &["No", "Potentially", "Yes", "Unknown"]),
    ("/impact/overall_rating", &["Catastrophic", "Damaging", "Painful", "Distracting", "Insignificant", "Unknown"]),
    (
        "/plus/attribute/confidentiality/data_abuse",
        &[
            "Yes",
            "Yes - Data ransomed",
            "Yes - Identity theft",
            "Yes - Financial fraud",
            "Yes - Posted on personal forum",
            "No",
            "Other",
            "Unknown",
        ],
    ),
];

pub(super) const CHOICES: Rule = Rule {
    name: "choices",
    about: "fields of one enumeration hold a word of it",
    test: |incident| {
        let wrong = |(place, words): &(&str, &[&str])| {
            let found = incident.pointer(place)?;
            let known = found.as_str().is_some_and(|found| words.contains(&found));
            (!known).then(|| ((*place).to_owned(), format!("expected one of {}, found {}", words.join(", "), told(Some(found)))))
        };
        CHOSEN.iter().filter_map(wrong).collect()
    },
};

pub(super) const LISTS: Rule = Rule {
    name: "lists",
    about: "lists of enumerations hold something, and nothing twice",
    test: |incident| {
        let sections = ["action", "actor", "attribute", "discovery_method", "value_chain"];
        let parts = sections.iter().filter_map(|name| Some((*name, incident.get(*name)?.as_object()?)));
        let fields = parts.flat_map(|(name, parts)| parts.iter().map(move |(part, fields)| (format!("/{name}/{part}"), fields)));
        let mut found = Found::new();
        for (place, fields) in fields {
            for (field, value) in fields.as_object().into_iter().flatten() {
                let list = ["variety", "vector", "motive", "target", "country"].contains(&field.as_str());
                if list && !is_set(value) {
                    let why = format!("expected a list of texts, each once and at least one, found {}", told(Some(value)));
                    found.push((format!("{place}/{field}"), why));
                }
            }
        }
        found
    },
};

fn is_set(value: &Value) -> bool {
    let Some(all) = value.as_array() else { return false };
    let mut seen: Vec<&str> = Vec::new();
    for one in all {
        match one.as_str() {
            Some(one) if !seen.contains(&one) => seen.push(one),
            _ => return false,
        }
    }
    !seen.is_empty()
}

pub(super) const DATE: Rule = Rule {
    name: "date",
    about: "the incident's year is one of 1950 to 2050; its month and day, where given, are of the calendar, and no day is without a month",
    test: |incident| {
        let Some(began) = incident.pointer("/timeline/incident") else { return Found::new() };
        let part = |name: &str| began.get(name).map(|value| value.as_i64().unwrap_or(-1));
        let (year, month, day) = (part("year"), part("month"), part("day"));
        let good = match (year, month, day) {
            (Some(1950..=2050), None, None) => true,
            (Some(1950..=2050), Some(1..=12), None) => true,
            (Some(year @ 1950..=2050), Some(month @ 1..=12), Some(day @ 1..=31)) => {
                jiff::civil::Date::new(year as i16, month as i8, day as i8).is_ok()
            }
            _ => false,
        };
        let why = || format!("expected a date from 1950 to 2050, found {}", told(Some(began)));
        if good { Found::new() } else { vec![("/timeline/incident".to_owned(), why())] }
    },
};

pub(super) const TIME: Rule = Rule {
    name: "time",
    about: "a time of day is `HH:MM:SS AM` or `PM` on a clock of twelve hours, wholly: VERIS's pattern lets `05garbage` pass",
    test: |incident| {
        let place = "/timeline/incident/time";
        let wrong = incident.pointer(place).filter(|time| !time.as_str().is_some_and(is_time));
        let why = |time| format!("expected HH:MM:SS AM or PM, found {}", told(Some(time)));
        wrong.map(|time| (place.to_owned(), why(time))).into_iter().collect()
    },
};

fn is_time(time: &str) -> bool {
    let Some((clock, half)) = time.split_once(' ') else { return false };
    let parts: Vec<&str> = clock.split(':').collect();
    let number =
        |part: &str| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u8>().ok()).flatten();
    let [hour, minute, second] = parts.as_slice() else { return false };
    let inside = number(hour).is_some_and(|h| (1..=12).contains(&h));
    inside && [minute, second].iter().all(|part| number(part).is_some_and(|n| n < 60)) && ["AM", "PM"].contains(&half)
}

/// VERIS's units of time.
const UNIT: &[&str] = &["Seconds", "Minutes", "Hours", "Days", "Weeks", "Months", "Years", "Never", "NA", "Unknown"];

pub(super) const UNITS: Rule = Rule {
    name: "units",
    about: "lengths of time have a unit, and a value that is no negative number; Unknown, NA and Never have none",
    test: |incident| {
        let lengths = ["compromise", "exfiltration", "discovery", "containment"].map(|part| format!("/timeline/{part}"));
        let wrong = |place: &String| {
            let length = incident.pointer(place)?;
            let unit = length.get("unit").and_then(Value::as_str).filter(|unit| UNIT.contains(unit));
            let value = length.get("value");
            let plain = value.is_none() || value.and_then(Value::as_f64).is_some_and(|value| value >= 0.0);
            let fits = value.is_none() || !unit.is_some_and(|unit| ["Unknown", "NA", "Never"].contains(&unit));
            let good = unit.is_some() && plain && fits;
            (!good)
                .then(|| (place.clone(), format!("expected a unit, and a value where it has one, found {}", told(Some(length)))))
        };
        lengths.iter().chain(&["/attribute/availability/duration".to_owned()]).filter_map(wrong).collect()
    },
};

pub(super) const INDUSTRY: Rule = Rule {
    name: "industry",
    about: "`victim.industry` is a NAICS code of 2 to 6 digits, or 000 for unknown: VERIS's pattern looks at a part of it only",
    test: |incident| {
        let place = "/victim/industry";
        let code = |text: &str| (2..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let wrong = incident.pointer(place).filter(|found| !found.as_str().is_some_and(code));
        let why = |found| format!("expected a code of 2 to 6 digits, found {}", told(Some(found)));
        wrong.map(|found| (place.to_owned(), why(found))).into_iter().collect()
    },
};

pub(super) const AMOUNTS: Rule = Rule {
    name: "amounts",
    about: "amounts of data are whole numbers, and none is 0: what is not known is left out",
    test: |incident| {
        let path = "/attribute/confidentiality";
        let rows = incident.pointer(&format!("{path}/data")).and_then(Value::as_array).map_or(0, Vec::len);
        let places = (0..rows).map(|n| format!("{path}/data/{n}/amount")).chain([format!("{path}/data_total")]);
        let wrong = |place: String| {
            let found = incident.pointer(&place).filter(|found| found.as_i64().is_none_or(|found| found <= 0))?;
            Some((place, format!("expected a whole number above 0, found {}", told(Some(found)))))
        };
        places.filter_map(wrong).collect()
    },
};

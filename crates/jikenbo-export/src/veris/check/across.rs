//! Rules across fields, as VERIS's `checkValidity.py` has them.

use serde_json::Value;

use super::{Rule, has, texts, told};

type Found = Vec<(String, String)>;

/// What a rule finds where something is said, and something else that must stand beside it is not.
fn lacks(said: bool, incident: &Value, place: &str, word: &str, because: &str) -> Option<(String, String)> {
    let why = || format!("expected {word} because of {because}, found {}", told(incident.pointer(place)));
    (said && !has(incident, place, word)).then(|| (place.to_owned(), why()))
}

pub(super) const ATTRIBUTE: Rule = Rule {
    name: "attribute",
    about: "a Confirmed incident tells which attribute was hurt, be it unknown",
    test: |incident| {
        let lacks =
            incident.get("security_incident").is_some_and(|sure| sure == "Confirmed") && incident.get("attribute").is_none();
        let why = || "expected an attribute because the incident is Confirmed, found nothing".to_owned();
        lacks.then(|| ("/attribute".to_owned(), why())).into_iter().collect()
    },
};

pub(super) const SOFTWARE: Rule = Rule {
    name: "software",
    about: "malware has the integrity variety Software installation",
    test: |incident| {
        let said = incident.pointer("/action/malware").is_some();
        lacks(said, incident, "/attribute/integrity/variety", "Software installation", "action.malware").into_iter().collect()
    },
};

pub(super) const BEHAVIOR: Rule = Rule {
    name: "behavior",
    about: "social actions have the integrity variety Alter behavior",
    test: |incident| {
        let said = incident.pointer("/action/social").is_some();
        lacks(said, incident, "/attribute/integrity/variety", "Alter behavior", "action.social").into_iter().collect()
    },
};

pub(super) const REPURPOSE: Rule = Rule {
    name: "repurpose",
    about: "SQLi has the integrity variety Repurpose",
    test: |incident| {
        let said = has(incident, "/action/hacking/variety", "SQLi");
        lacks(said, incident, "/attribute/integrity/variety", "Repurpose", "SQLi").into_iter().collect()
    },
};

pub(super) const LOSS: Rule = Rule {
    name: "loss",
    about: "theft and loss have the availability variety Loss",
    test: |incident| {
        let said = has(incident, "/action/physical/variety", "Theft") || has(incident, "/action/error/variety", "Loss");
        lacks(said, incident, "/attribute/availability/variety", "Loss", "theft or loss").into_iter().collect()
    },
};

pub(super) const MISUSE: Rule = Rule {
    name: "misuse",
    about: "misuse has an internal actor or a partner",
    test: |incident| {
        let actors = ["/actor/internal", "/actor/partner"].iter().any(|place| incident.pointer(place).is_some());
        let lacks = incident.pointer("/action/misuse").is_some() && !actors;
        let why = || format!("expected internal or partner because of misuse, found {}", told(incident.get("actor")));
        lacks.then(|| ("/actor".to_owned(), why())).into_iter().collect()
    },
};

pub(super) const TOTAL: Rule = Rule {
    name: "total",
    about: "`data_total` is at least the largest amount of `data`",
    test: |incident| {
        let path = "/attribute/confidentiality";
        let rows = incident.pointer(&format!("{path}/data")).and_then(Value::as_array).into_iter().flatten();
        let largest = rows.filter_map(|row| row.get("amount")?.as_f64()).fold(0.0, f64::max);
        let place = format!("{path}/data_total");
        let total = incident.pointer(&place);
        let lacks = largest > total.and_then(Value::as_f64).unwrap_or(0.0);
        let why = || format!("expected at least {largest}, found {}", told(total));
        lacks.then(|| (place.clone(), why())).into_iter().collect()
    },
};

pub(super) const IMPACT: Rule = Rule {
    name: "impact",
    about: "`overall_amount` is at least the sum of the losses",
    test: |incident| {
        let losses = incident.pointer("/impact/loss").and_then(Value::as_array).into_iter().flatten();
        let sum: f64 = losses.filter_map(|loss| loss.get("amount")?.as_f64()).sum();
        let place = "/impact/overall_amount";
        let overall = incident.pointer(place);
        let lacks = sum > overall.and_then(Value::as_f64).unwrap_or(0.0);
        let why = || format!("expected at least {sum}, found {}", told(overall));
        lacks.then(|| (place.to_owned(), why())).into_iter().collect()
    },
};

/// Regions of UN M49 and their parts.
const REGIONS: &[(&str, &[&str])] = &[
    ("000", &["000"]),
    ("002", &["000", "011", "014", "015", "017", "018"]),
    ("009", &["000", "053", "054", "057", "061"]),
    ("010", &["000"]),
    ("019", &["000", "005", "013", "021", "029", "419"]),
    ("142", &["000", "030", "034", "035", "143", "145"]),
    ("150", &["000", "039", "151", "154", "155", "830"]),
    ("419", &["005", "013", "029"]),
];

pub(super) const REGION: Rule = Rule {
    name: "region",
    about: "regions are six digits: a region of UN M49, and a part of it",
    test: |incident| {
        let known = |code: &str| {
            let parts = code.get(..3).zip(code.get(3..)).filter(|_| code.len() == 6);
            parts.is_some_and(|(region, part)| REGIONS.iter().any(|(known, parts)| *known == region && parts.contains(&part)))
        };
        let wrong = |(n, code): (usize, &str)| {
            let why = || format!("expected a region of UN M49 and its part, found {code:?}");
            (!known(code)).then(|| (format!("/victim/region/{n}"), why()))
        };
        texts(incident, "/victim/region").into_iter().enumerate().filter_map(wrong).collect()
    },
};

pub(super) const SECONDARY: Rule = Rule {
    name: "secondary",
    about: "`secondary.amount` is at least the number of secondary victims that are named",
    test: |incident| {
        let place = "/victim/secondary/amount";
        let named = texts(incident, "/victim/secondary/victim_id").len();
        let amount = incident.pointer(place);
        let lacks = named as f64 > amount.and_then(Value::as_f64).unwrap_or(0.0);
        lacks.then(|| (place.to_owned(), format!("expected at least {named}, found {}", told(amount)))).into_iter().collect()
    },
};

pub(super) const VALUE_CHAIN: Rule = Rule {
    name: "value chain",
    about: "what VERIS derives from an action alone stands in the value chain: of ransomware, phishing, C2, e-mail",
    test: |incident| {
        let said = |part: &str, word: &str| has(incident, &format!("/action/{part}"), word);
        let phishing = said("social/variety", "Phishing");
        let rows = [
            (said("malware/variety", "Ransomware"), "cash-out", "Cryptocurrency", "Ransomware"),
            (phishing, "development", "Email", "Phishing"),
            (phishing, "targeting", "Email addresses", "Phishing"),
            (said("malware/vector", "C2"), "non-distribution services", "C2", "C2"),
            (said("social/vector", "Email"), "distribution", "Email", "social Email"),
        ];
        let lacking = |(said, part, word, because): (bool, &str, &str, &str)| {
            lacks(said, incident, &format!("/value_chain/{part}/variety"), word, because)
        };
        rows.into_iter().filter_map(lacking).collect()
    },
};

pub(super) const DEFACEMENT: Rule = Rule {
    name: "defacement",
    about: "defacement has the availability variety Interruption",
    test: |incident| {
        let said = has(incident, "/attribute/integrity/variety", "Defacement");
        lacks(said, incident, "/attribute/availability/variety", "Interruption", "Defacement").into_iter().collect()
    },
};

pub(super) const PLUS: Rule = Rule {
    name: "plus",
    about: "`plus.attribute.confidentiality` stands only beside `attribute.confidentiality`",
    test: |incident| {
        let place = "/plus/attribute/confidentiality";
        let lacks = incident.pointer(place).is_some() && incident.pointer("/attribute/confidentiality").is_none();
        let why = || "expected attribute.confidentiality beside it, found nothing".to_owned();
        lacks.then(|| (place.to_owned(), why())).into_iter().collect()
    },
};

pub(super) const NOTIFICATION: Rule = Rule {
    name: "notification",
    about: "it was not made public in a year before it began",
    test: |incident| {
        let year = |place: &str| incident.pointer(place).and_then(Value::as_i64);
        let (began, told) = (year("/timeline/incident/year"), year("/plus/timeline/notification/year"));
        let wrong = began.zip(told).filter(|(began, told)| told < began);
        let why = |(began, told)| format!("expected {began} or later, found {told}");
        wrong.map(|years| ("/plus/timeline/notification/year".to_owned(), why(years))).into_iter().collect::<Found>()
    },
};

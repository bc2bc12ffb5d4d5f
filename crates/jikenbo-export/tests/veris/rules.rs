//! Each rule finds what it is for, and nothing else.

use jikenbo_export::veris::check;
use jikenbo_export::veris::check::RULES;
use serde_json::{Value, json};

fn good() -> Value {
    json!({
        "schema_version": "1.4.1", "incident_id": "1", "security_incident": "Confirmed", "summary": "",
        "timeline": { "incident": { "year": 2025, "month": 2, "day": 28, "time": "02:30:00 PM" }, "discovery": { "unit": "Days", "value": 3 } },
        "actor": { "internal": { "variety": ["Unknown"], "motive": ["NA"] } },
        "action": { "error": { "variety": ["Misdelivery"], "vector": ["Unknown"] } },
        "asset": { "assets": [{ "variety": "Unknown" }], "cloud": ["Unknown"] },
        "attribute": { "confidentiality": { "data_disclosure": "Yes", "data_total": 5, "data": [{ "variety": "Personal", "amount": 5 }] } },
        "victim": { "country": ["JP"], "region": ["142030"], "employee_count": "Unknown", "industry": "611310", "government": ["NA"] },
        "discovery_method": { "unknown": true }
    })
}

/// A rule, where it is broken, and what is put where so that it is.
type Broken<'b> = (&'b str, &'b str, &'b [(&'b str, Value)]);

#[test]
fn each_rule_finds_its_fault() {
    assert_eq!(check(&good()), []);
    let both = json!({ "variety": ["Ransomware"], "vector": ["Unknown"] });
    let social = json!({ "variety": ["Pretexting"], "vector": ["Phone"], "target": ["Unknown"] });
    let hacking = json!({ "variety": ["SQLi"], "vector": ["Web application"] });
    let misuse = json!({ "variety": ["Privilege abuse"], "vector": ["Unknown"] });
    let loss = json!({ "variety": ["Loss"], "vector": ["Unknown"] });
    let malware = json!({ "variety": ["Software installation"] });
    #[rustfmt::skip]
    let broken: &[Broken<'_>] = &[
        ("required", "/victim/government", &[("/victim", json!({ "country": ["JP"], "employee_count": "Unknown", "industry": "00" }))]),
        ("version", "/schema_version", &[("/schema_version", json!("1.4.0"))]),
        ("choices", "/security_incident", &[("/security_incident", json!("Yes"))]),
        ("lists", "/action/error/variety", &[("/action/error/variety", json!(["Loss of face", "Loss of face"]))]),
        ("lists", "/action/error/variety", &[("/action/error/variety", json!([]))]),
        ("date", "/timeline/incident", &[("/timeline/incident", json!({ "year": 2025, "month": 2, "day": 29 }))]),
        ("date", "/timeline/incident", &[("/timeline/incident", json!({ "year": 1949 }))]),
        ("date", "/timeline/incident", &[("/timeline/incident", json!({ "year": 2025, "day": 3 }))]),
        ("time", "/timeline/incident/time", &[("/timeline/incident/time", json!("05garbage"))]),
        ("time", "/timeline/incident/time", &[("/timeline/incident/time", json!("14:30:00 PM"))]),
        ("units", "/timeline/discovery", &[("/timeline/discovery", json!({ "unit": "Fortnights" }))]),
        ("units", "/timeline/discovery", &[("/timeline/discovery", json!({ "unit": "Unknown", "value": 3 }))]),
        ("industry", "/victim/industry", &[("/victim/industry", json!("Unknown"))]),
        ("amounts", "/attribute/confidentiality/data/0/amount", &[("/attribute/confidentiality/data/0/amount", json!(0))]),
        ("attribute", "/attribute", &[("/attribute", Value::Null)]),
        ("software", "/attribute/integrity/variety", &[("/action/malware", json!({ "variety": ["Worm"], "vector": ["Unknown"] }))]),
        ("behavior", "/attribute/integrity/variety", &[("/action/social", social)]),
        ("repurpose", "/attribute/integrity/variety", &[("/action/hacking", hacking)]),
        ("loss", "/attribute/availability/variety", &[("/action/error", loss)]),
        ("misuse", "/actor", &[("/action/misuse", misuse), ("/actor", json!({ "external": { "variety": ["Unknown"], "motive": ["Unknown"] } }))]),
        ("total", "/attribute/confidentiality/data_total", &[("/attribute/confidentiality/data_total", json!(4))]),
        ("impact", "/impact/overall_amount", &[("/impact", json!({ "overall_rating": "Unknown", "loss": [{ "variety": "Other", "amount": 2 }] }))]),
        ("region", "/victim/region/0", &[("/victim/region", json!(["030142"]))]),
        ("secondary", "/victim/secondary/amount", &[("/victim/secondary", json!({ "victim_id": ["A", "B"], "amount": 1 }))]),
        ("value chain", "/value_chain/cash-out/variety", &[("/action/malware", both), ("/attribute/integrity", malware)]),
        ("defacement", "/attribute/availability/variety", &[("/attribute/integrity", json!({ "variety": ["Defacement"] }))]),
        ("plus", "/plus/attribute/confidentiality", &[("/attribute", json!({ "unknown": {} })), ("/plus", json!({ "attribute": { "confidentiality": {} } }))]),
        ("notification", "/plus/timeline/notification/year", &[("/plus", json!({ "timeline": { "notification": { "year": 2024 } } }))]),
    ];
    for (rule, place, changes) in broken {
        let mut incident = good();
        for (at, value) in *changes {
            let (parent, key) = at.rsplit_once('/').unwrap();
            let parent = incident.pointer_mut(parent).unwrap();
            match parent.as_array_mut() {
                Some(list) => list[key.parse::<usize>().unwrap()] = value.clone(),
                None if value.is_null() => drop(parent.as_object_mut().unwrap().remove(key)),
                None => parent[key] = value.clone(),
            }
        }
        let found: Vec<(&str, String)> = check(&incident).into_iter().map(|fault| (fault.rule, fault.place)).collect();
        assert_eq!(found, [(*rule, (*place).to_owned())], "{changes:?}");
    }
    for rule in RULES {
        assert!(broken.iter().any(|(name, ..)| *name == rule.name), "{} is never broken here", rule.name);
        assert!(!rule.about.is_empty());
    }
}

#[test]
fn what_is_no_incident_has_faults_and_ends_nothing() {
    for odd in [json!(null), json!([]), json!("x"), json!({ "attribute": [], "timeline": 3, "victim": { "region": "x" } })] {
        assert!(!check(&odd).is_empty(), "{odd}");
    }
}

//! What is taken over from others, in the dress in which their incidents come.

use jikenbo_export::veris::read;
use jikenbo_model::Code;
use serde_json::{Value, json};

/// An incident as VCDB writes them in 1.3.7 and 1.4, about an organisation that does not exist.
fn incident() -> Value {
    json!({
        "action": { "malware": { "variety": ["Ransomware"], "vector": ["Unknown"] }, "hacking": { "variety": ["Use of stolen creds"], "vector": ["VPN"], "notes": "a contractor's account" } },
        "actor": { "external": { "motive": ["Financial"], "variety": ["Organized crime"] } },
        "asset": { "assets": [{ "amount": 1, "variety": "S - File" }], "cloud": ["Unknown"], "total_amount": 1 },
        "attribute": {
            "availability": { "variety": ["Obscuration"] },
            "confidentiality": {
                "data": [{ "variety": "Personal", "amount": 1200 }, { "variety": "Payment" }, { "variety": "Medical" }],
                "data_disclosure": "Yes", "data_total": 1200, "data_victim": ["Patient"]
            },
            "integrity": { "variety": ["Software installation"] }
        },
        "confidence": "High",
        "discovery_method": { "external": { "variety": ["Security researcher"] } },
        "discovery_notes": "told by mail",
        "impact": { "overall_rating": "Unknown" },
        "incident_id": "5C0FFEE0-0000-4000-8000-000000000001",
        "plus": { "analyst": "nobody", "dbir_year": 2025, "timeline": { "notification": { "year": 2024, "month": 9, "day": 23 } }, "unheard_of": [1] },
        "reference": "https://news.example/1; https://news.example/2;https://news.example/1",
        "schema_name": "vcdb", "schema_version": "1.4.0", "security_incident": "Confirmed", "source_id": "vcdb",
        "summary": "Files of Imaginary Clinic were encrypted.\nIt paid nothing.",
        "timeline": { "incident": { "year": 2024, "month": 8, "day": 30 }, "discovery": { "unit": "Days", "value": 2 } },
        "victim": {
            "country": ["US"], "employee_count": "101 to 1000", "government": ["NA"], "industry": "622110", "region": ["019021"],
            "secondary": { "amount": 2, "victim_id": ["Imaginary Lab; 621511", "Unknown"] }, "victim_id": "Imaginary Clinic"
        }
    })
}

fn codes(codes: &[Code]) -> Vec<&str> {
    codes.iter().map(|code| &**code).collect()
}

#[test]
fn an_incident_becomes_facts() {
    let taken = read(&incident()).unwrap();
    assert_eq!(taken.key, "5C0FFEE0-0000-4000-8000-000000000001");
    assert_eq!(taken.security_incident, "Confirmed");
    assert_eq!(taken.references, ["https://news.example/1", "https://news.example/2"]);
    for words in ["Files of Imaginary Clinic", "It paid nothing", "a contractor's account", "told by mail"] {
        assert!(taken.summary.contains(words), "{}", taken.summary);
    }
    let facts = taken.facts;
    assert_eq!(facts.title, "Files of Imaginary Clinic were encrypted.");
    assert_eq!((facts.organization.as_deref(), facts.sector.as_deref()), (Some("Imaginary Clinic"), Some("hospital")));
    assert_eq!(codes(&facts.kinds), ["ransomware", "account_takeover", "unauthorized_access"]);
    assert_eq!(codes(&facts.causes), ["stolen_credentials"]);
    assert_eq!(codes(&facts.items), ["card_number", "medical"], "Personal alone names no item");
    assert_eq!((facts.actor.as_deref(), facts.leak_status.as_deref()), (Some("external"), Some("confirmed")));
    assert_eq!(facts.discovered_by.as_deref(), Some("other_outsider"));
    assert_eq!((facts.people, facts.people_bound.as_deref(), facts.cards), (Some(1200), Some("exact"), None));
    assert_eq!(facts.headline.unwrap().value, 1200);
    let day = |date: Option<jikenbo_model::Date>| date.map(|date| date.to_string());
    assert_eq!(day(facts.occurred).unwrap(), "2024-08-30");
    assert_eq!(
        (day(facts.discovered).unwrap(), facts.days_unseen, facts.days_silent),
        ("2024-09-01".to_owned(), Some(2), Some(22))
    );
    assert_eq!((day(facts.published).unwrap(), day(facts.date).unwrap()), ("2024-09-23".to_owned(), "2024-09-23".to_owned()));
    assert_eq!(facts.parties.len(), 1);
    assert_eq!((facts.parties[0].name.as_str(), &*facts.parties[0].role), ("Imaginary Lab", "other"));
}

#[test]
fn old_dress_and_odd_shapes_are_read_as_far_as_they_go() {
    let old = json!({
        "schema_version": 1.3, "incident_id": 17, "security_incident": "Suspected", "reference": ["https://news.example/3", 4],
        "discovery_method": "Ext - law enforcement", "summary": null,
        "timeline": { "incident": { "year": "2013", "month": "2", "day": 30, "time": "Unknown" }, "discovery": { "unit": "soon" } },
        "victim": [{ "victim_id": "Unknown", "industry": 921110, "government": ["Local"], "country": "US" }, { "victim_id": "Other Hall" }],
        "action": { "misuse": { "variety": "Privilege abuse" }, "unheard_of": 5 }, "actor": { "internal": null },
        "attribute": { "confidentiality": { "data_disclosure": "Potentially", "data": [{ "variety": "Personal", "amount": "1,500" }, null, { "amount": 9 }], "data_total": 0 } },
        "plus": { "attribute": { "confidentiality": { "data_misuse": "Y" } }, "timeline": { "notification": { "year": 0 } } },
        "notes": ["no text"]
    });
    let taken = read(&old).unwrap();
    assert_eq!((taken.key.as_str(), taken.security_incident.as_str()), ("17", "Suspected"));
    assert_eq!(taken.references, ["https://news.example/3"]);
    assert_eq!(taken.summary, "");
    let facts = taken.facts;
    assert_eq!(facts.title, "17", "where there is no summary and no name");
    assert_eq!((facts.organization, facts.sector.as_deref()), (None, Some("local_government")));
    assert_eq!((codes(&facts.kinds), codes(&facts.causes)), (vec!["insider_misuse"], vec!["insider"]));
    assert_eq!(facts.occurred.unwrap().to_string(), "2013-02", "there is no 30 February");
    assert_eq!((facts.published, facts.days_unseen), (None, None));
    assert_eq!(facts.discovered_by.as_deref(), Some("police"));
    assert_eq!((facts.people, facts.secondary_damage.as_deref()), (Some(1500), Some("confirmed")));
    for (method, code) in [
        ("Int - reported by user", Some("employee")),
        ("Ext - customer", Some("customer")),
        ("Ext - fraud detection", Some("card_company")),
        ("Ext - unknown", Some("other_outsider")),
        ("Prt - audit", Some("vendor")),
        ("Int - log review", Some("own_monitoring")),
        ("Unknown", None),
    ] {
        let mut incident = incident();
        incident["discovery_method"] = json!(method);
        assert_eq!(read(&incident).unwrap().facts.discovered_by.as_deref(), code, "{method}");
    }
}

#[test]
fn nothing_known_is_nothing_told_and_zero_is_no_figure() {
    let bare = json!({
        "schema_version": "1.3.7", "incident_id": "a", "security_incident": "Confirmed", "summary": "Something happened",
        "action": { "unknown": {} }, "actor": { "unknown": {} }, "asset": { "assets": [{ "variety": "Unknown" }] },
        "attribute": { "confidentiality": { "data_disclosure": "Unknown", "data": [{ "variety": "Unknown", "amount": 0 }], "data_total": 0 } },
        "discovery_method": { "unknown": true }, "timeline": { "incident": { "year": 2020 } },
        "victim": { "victim_id": "unknown", "industry": "000", "government": ["Unknown"] }
    });
    let facts = read(&bare).unwrap().facts;
    let expected = jikenbo_search::Facts {
        title: "Something happened".to_owned(),
        occurred: Some("2020".parse().unwrap()),
        date: Some("2020".parse().unwrap()),
        ..jikenbo_search::Facts::default()
    };
    assert_eq!(facts, expected);
}

#[test]
fn who_did_it_is_the_worst_that_is_told() {
    let actor = |actor: Value, action: Value| {
        let mut incident = incident();
        (incident["actor"], incident["action"]) = (actor, action);
        read(&incident).unwrap().facts.actor.map(|code| code.to_string())
    };
    let error = json!({ "error": { "variety": ["Misconfiguration"], "vector": ["Carelessness"] } });
    let both = json!({ "error": { "variety": ["Misconfiguration"] }, "hacking": { "variety": ["Exploit misconfig"] } });
    assert_eq!(actor(json!({ "internal": { "motive": ["NA"] } }), error.clone()).as_deref(), Some("none"));
    assert_eq!(actor(json!({ "internal": { "variety": ["System admin"] } }), error).as_deref(), Some("none"));
    assert_eq!(actor(json!({ "internal": {}, "external": {} }), both).as_deref(), Some("external"));
    assert_eq!(actor(json!({ "internal": {}, "external": {} }), json!({ "misuse": {} })).as_deref(), Some("insider"));
    assert_eq!(actor(json!({ "partner": { "name": ["Imaginary Host"] } }), json!({ "error": {} })).as_deref(), Some("partner"));
    assert_eq!(actor(json!({ "unknown": {} }), json!({ "unknown": {} })), None);
}

#[test]
fn what_is_no_incident_is_refused_with_place_and_reason() {
    let without = |key: &str| {
        let mut incident = incident();
        incident.as_object_mut().unwrap().remove(key);
        incident
    };
    let with = |key: &str, value: Value| {
        let mut incident = incident();
        incident[key] = value;
        incident
    };
    for (document, expected) in [
        (json!([incident()]), "expected an incident (an object), found a list"),
        (json!("x"), "expected an incident (an object), found a text"),
        (without("incident_id"), "/incident_id: expected an id, found none"),
        (with("incident_id", json!("x".repeat(301))), "/incident_id: expected an id of at most 300 characters, found more"),
        (without("security_incident"), "/security_incident: expected Confirmed or Suspected, found nothing"),
        (
            with("security_incident", json!("False positive")),
            "/security_incident: expected Confirmed or Suspected, found \"False positive\"",
        ),
        (
            with("security_incident", json!("Near miss")),
            "/security_incident: expected Confirmed or Suspected, found \"Near miss\"",
        ),
        (with("schema_version", json!("1.2.1")), "/schema_version: expected VERIS 1.3 or 1.4, found \"1.2.1\""),
        (with("schema_version", json!("1.30")), "/schema_version: expected VERIS 1.3 or 1.4, found \"1.30\""),
        (
            json!({ "incident_id": "a", "security_incident": "Confirmed", "schema_version": "1.4.1" }),
            "expected an incident with an action, an actor or a timeline, found none of them",
        ),
    ] {
        assert_eq!(read(&document).unwrap_err().to_string(), expected);
    }
}

#[test]
fn shapes_that_no_version_has_are_refused_with_their_place() {
    #[rustfmt::skip]
    let wrong: &[(&str, Value, &str)] = &[
        ("/action", json!("hack"), "/action: expected an object, found \"hack\""),
        ("/action/malware", json!(["Ransomware"]), "/action/malware: expected an object, found a list"),
        ("/action/malware/variety", json!(5), "/action/malware/variety: expected a text or a list of texts, found 5"),
        ("/action/malware/variety", json!(["Ransomware", 5]), "/action/malware/variety/1: expected a text, found 5"),
        ("/timeline/incident/month", json!(13), "/timeline/incident/month: expected a whole number from 1 to 12, found 13"),
        ("/timeline/incident/year", json!(99999), "/timeline/incident/year: expected a whole number from 1950 to 2050, found 99999"),
        ("/timeline/discovery/value", json!(-1), "/timeline/discovery/value: expected a number, 0 or more, found -1"),
        ("/attribute/confidentiality/data/0/amount", json!(-5), "/attribute/confidentiality/data/0/amount: expected a number, 0 or more, found -5"),
        ("/attribute/confidentiality/data/1/variety", json!(["x"]), "/attribute/confidentiality/data/1/variety: expected a text, found a list"),
        ("/attribute/confidentiality/data_total", json!("-5"), "/attribute/confidentiality/data_total: expected a number, 0 or more, found \"-5\""),
        ("/victim", json!("Imaginary Clinic"), "/victim: expected an object, found \"Imaginary Clinic\""),
        ("/discovery_method", json!(7), "/discovery_method: expected an object or a text, found 7"),
    ];
    for (place, value, expected) in wrong {
        let mut incident = incident();
        *incident.pointer_mut(place).unwrap() = value.clone();
        assert_eq!(read(&incident).unwrap_err().to_string(), *expected);
    }
    // A word that no enumeration has is another version's: it stays with the incident, and tells nothing.
    let known = read(&incident()).unwrap().facts;
    let mut other = incident();
    other["action"]["hacking"]["variety"] = json!(["Use of stolen creds", "A word of tomorrow"]);
    assert_eq!(read(&other).unwrap().facts, known);
}

#[test]
fn what_is_too_long_is_cut_and_what_is_too_much_is_left() {
    let mut large = incident();
    large["summary"] = json!("あ".repeat(200_000));
    large["victim"]["victim_id"] = json!("い".repeat(5_000));
    large["victim"]["secondary"]["victim_id"] = (0..5_000).map(|n| json!(format!("Company {n}"))).collect();
    large["reference"] = json!((0..5_000).map(|n| format!("https://news.example/{n}")).collect::<Vec<_>>().join(" "));
    let taken = read(&large).unwrap();
    assert_eq!((taken.summary.chars().count(), taken.facts.title.chars().count()), (100_000, 300));
    assert_eq!(taken.facts.organization.unwrap().chars().count(), 300);
    assert_eq!((taken.facts.parties.len(), taken.references.len()), (100, 100));
}

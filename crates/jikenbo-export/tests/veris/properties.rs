//! Any facts go out and come back; anything at all may come in.

use jikenbo_export::Case;
use jikenbo_export::veris::{check, incident, read};
use jikenbo_model::labels::codes;
use jikenbo_model::{Code, Count, Date};
use jikenbo_search::Facts;
use proptest::prelude::*;
use serde_json::{Value, json};

fn some(key: &'static str) -> impl Strategy<Value = Vec<Code>> {
    proptest::sample::subsequence(codes(key), 0..=3).prop_map(|codes| codes.into_iter().map(Code::from).collect())
}

fn one(key: &'static str) -> impl Strategy<Value = Option<Code>> {
    proptest::option::of(proptest::sample::select(codes(key)).prop_map(Code::from))
}

fn date() -> impl Strategy<Value = Option<Date>> {
    let day = (1940_i16..2060, 0_u8..=12, 0_u8..=28).prop_map(|(year, month, day)| match (month, day) {
        (0, _) => Date::year_only(year),
        (month, 0) => Date::month_only(year, month).unwrap(),
        (month, day) => Date::day(year, month, day).unwrap(),
    });
    proptest::option::of(day)
}

fn facts() -> impl Strategy<Value = Facts> {
    let codes = (some("kinds"), some("causes"), some("data_items"), some("measures"), one("actor"), one("sector"));
    let single = (one("discovered_by"), one("leak_status"), one("secondary_damage"), one("bound"));
    let figures = (proptest::option::of(any::<u64>()), proptest::option::of(0_u64..10_000));
    let plain = ("[^\\x00]{0,40}", proptest::option::of("[^\\x00]{0,20}"), date(), date(), date());
    (codes, single, figures, plain).prop_map(|(codes, single, figures, plain)| {
        let (kinds, causes, items, measures, actor, sector) = codes;
        let (discovered_by, leak_status, secondary_damage, bound) = single;
        let (title, organization, occurred, discovered, published) = plain;
        let (people, cards) = figures;
        let bound = bound.unwrap_or_else(|| "exact".into());
        let headline =
            people.map(|value| Count { value, bound: bound.clone(), unit: "people".into(), subject: "personal".into() });
        Facts {
            title,
            organization,
            sector,
            kinds,
            causes,
            items,
            measures,
            actor,
            discovered_by,
            leak_status,
            secondary_damage,
            occurred,
            discovered,
            published,
            date: published.or(occurred),
            headline,
            people,
            people_bound: people.map(|_| bound.clone()),
            cards,
            cards_bound: cards.map(|_| bound),
            ..Facts::default()
        }
    })
}

/// Any JSON, in which VERIS's own keys and words are frequent.
fn anything() -> impl Strategy<Value = Value> {
    let words = vec![
        "schema_version",
        "1.4.1",
        "1.3",
        "incident_id",
        "security_incident",
        "Confirmed",
        "action",
        "actor",
        "attribute",
        "timeline",
        "incident",
        "year",
        "month",
        "day",
        "discovery",
        "unit",
        "Days",
        "value",
        "victim",
        "victim_id",
        "industry",
        "government",
        "confidentiality",
        "data",
        "data_total",
        "variety",
        "amount",
        "Personal",
        "Payment",
        "plus",
        "jikenbo",
        "facts",
        "shape",
        "fingerprint",
        "notification",
        "reference",
        "https://a.example/;",
        "summary",
        "secondary",
        "discovery_method",
        "Ext - ",
        "notes",
    ];
    let word = proptest::sample::select(words).prop_map(str::to_owned);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (0_i64..3000).prop_map(Value::from),
        word.clone().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 80, 8, move |inner| {
        let key = prop_oneof![4 => word.clone(), 1 => ".{0,6}"];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((key, inner), 0..8).prop_map(|all| Value::Object(all.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_facts_keep_the_rules_and_come_back(facts in facts()) {
        let case = Case { id: "C000-PROP".to_owned(), created: "2026-01-01T00:00:00.000Z".to_owned(), facts, ..Case::default() };
        let told = incident(&case);
        // Dates of invented facts need not be in order: that alone may be found.
        let faults: Vec<_> = check(&told).into_iter().filter(|fault| fault.rule != "notification").collect();
        prop_assert!(faults.is_empty(), "{:?}", faults);
        prop_assert_eq!(read(&told).unwrap().facts, case.facts);
    }

    #[test]
    fn anything_may_come_in(value in anything(), section in "action|actor|attribute|timeline|victim|plus|reference|discovery_method") {
        let _ = (read(&value), check(&value));
        let mut incident = json!({ "incident_id": "a", "security_incident": "Confirmed", "schema_version": "1.4.1", "timeline": {}, "actor": {} });
        incident[section.as_str()] = value;
        // Taken or refused; where it is taken, it is within the limits.
        if let Ok(taken) = read(&incident) {
            prop_assert!(taken.key == "a" && taken.references.len() <= 100 && taken.facts.title.chars().count() <= 2_000);
        }
        let _ = check(&incident);
    }

    #[test]
    fn our_own_part_may_hold_anything(value in anything()) {
        let mut told = incident(&Case { id: "C000-PROP".to_owned(), ..Case::default() });
        told["plus"]["jikenbo"]["facts"] = value;
        prop_assert!(read(&told).is_ok());
    }
}

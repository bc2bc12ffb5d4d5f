//! Gold facts come in: what is told is taken, and what is of another shape is refused with its place.

#![allow(clippy::unwrap_used, reason = "a test")]

use jikenbo_export::gold;
use proptest::prelude::*;
use serde_json::{Value, json};

fn told() -> Value {
    json!({
        "title": "不正アクセスに関するお知らせ",
        "lines": [1, 12],
        "organization": { "name": "株式会社あおば第一商店", "sector": "retail" },
        "published": "2024-06-05",
        "kinds": ["payment_page_tampering", "unauthorized_access"],
        "causes": [{ "code": "vulnerability", "quote": "脆弱性を突いた" }],
        "timeline": [
            { "event": "occurrence", "start": "2024-05-01", "end": "2024-05-20", "quote": "5月1日から" },
            { "event": "discovery", "start": "2024-05-21", "quote": "5月21日に判明" },
        ],
        "counts": [{ "value": 120, "bound": "at_most", "unit": "records", "subject": "card", "quote": "最大120件" }],
        "data_items": [
            { "item": "card_number", "state": "affected", "quote": "カード番号" },
            { "item": "name", "state": "excluded", "quote": "氏名は含まれません" },
        ],
        "services": [{ "name": "あおば便", "url": "https://aoba.example/", "quote": "あおば便" }],
        "money": [{ "amount": 16_800_000_000_u64, "currency": "JPY", "quote": "168億円" }],
        "leak_status": "possible",
    })
}

#[test]
fn what_is_told_is_taken() {
    let taken = gold::read(&told()).unwrap();
    let facts = &taken.facts;
    assert_eq!(
        (facts.title.as_str(), facts.organization.as_deref()),
        ("不正アクセスに関するお知らせ", Some("株式会社あおば第一商店"))
    );
    assert_eq!((facts.cards, facts.cards_bound.as_deref()), (Some(120), Some("at_most")), "a bound stays with its figure");
    assert_eq!(facts.people, None, "what is not told is not zero");
    assert_eq!((facts.days_unseen, facts.days_silent), (Some(20), Some(15)));
    assert_eq!(facts.items.iter().map(|code| &**code).collect::<Vec<_>>(), ["card_number"], "what is excluded is not affected");
    assert_eq!(taken.references, ["https://aoba.example/"]);
    assert!(["脆弱性を突いた", "5月21日に判明"].iter().all(|quote| taken.summary.contains(quote)), "quotes are searched");
    assert_eq!(taken.key, "", "a file's name is known elsewhere");
    let line = json!({ "notice": "N9XW-0RTJ", "text": "…", "facts": told() });
    assert_eq!(gold::read(&line).unwrap(), jikenbo_export::Taken { key: "N9XW-0RTJ".to_owned(), ..taken });
}

#[test]
fn what_is_of_another_shape_is_refused_with_its_place() {
    let with = |key: &str, value: Value| {
        let mut facts = told();
        facts[key] = value;
        gold::read(&facts).unwrap_err().to_string()
    };
    for (key, value, place, why) in [
        ("counts", json!([{ "value": -1, "bound": "exact", "unit": "people", "subject": "card" }]), "/counts/0", "-1"),
        ("counts", json!({}), "/counts", "expected a list, found an object"),
        ("published", json!("soon"), "/published", "soon"),
        ("kinds", json!(["ransomware", 7]), "/kinds/1", "expected a text, found a number"),
        ("kinds", json!(["../../etc"]), "/kinds/0", "expected a code"),
        ("causes", json!(["insider"]), "/causes/0", "expected an object with a code"),
        ("title", json!("あ".repeat(10_001)), "/title", "at most 10000 characters, found 10001"),
        ("measures", json!(vec![json!({ "code": "mfa" }); 1_001]), "/measures", "at most 1000 entries, found 1001"),
    ] {
        let said = with(key, value);
        assert!(said.starts_with(&format!("{place}: ")) && said.contains(why), "{said}");
    }
    for other in [json!(null), json!([]), json!({}), json!({ "name": "package", "title": "a page" })] {
        assert!(gold::read(&other).unwrap_err().why.starts_with("expected"), "{other}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        Just(Value::from("2024-06-05")),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((prop_oneof!["[a-z_]{1,8}", Just("code".to_owned()), Just("quote".to_owned())], inner), 0..6)
                .prop_map(|keys| Value::Object(keys.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_value_under_any_key_is_taken_or_refused(value in any_json(), key in 0..18_usize) {
        let keys = ["title", "organization", "published", "stage", "services", "kinds", "causes", "actor", "discovered_by", "timeline",
            "counts", "data_items", "leak_status", "secondary_damage", "authorities", "third_parties", "money", "measures"];
        let mut facts = told();
        facts[keys[key]] = value;
        if let Err(refused) = gold::read(&facts) {
            prop_assert!(refused.place.starts_with(&format!("/{}", keys[key])), "{refused}");
        }
    }
}

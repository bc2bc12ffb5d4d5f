//! Out and back in: what comes back, wholly and by VERIS's own fields alone.

use jikenbo_export::Case;
use jikenbo_export::veris::{incident, read};
use jikenbo_model::Code;
use jikenbo_search::Facts;
use serde_json::{Value, json};

use crate::cases::{all, plain};

/// As other tools write it again: keys in another order, and no other number.
fn through_other_tools(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by(|a, b| b.0.cmp(a.0));
            fields
                .into_iter()
                .map(|(key, value)| (key.clone(), through_other_tools(value)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        Value::Array(all) => all.iter().map(through_other_tools).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_case_comes_back_with_all_its_facts() {
    for case in all() {
        let text = serde_json::to_string(&incident(&case)).unwrap();
        assert_eq!(text, serde_json::to_string(&incident(&case)).unwrap(), "the same case gives the same bytes");
        let taken = read(&through_other_tools(&serde_json::from_str(&text).unwrap())).unwrap();
        assert_eq!(taken.facts, case.facts, "{}", case.id);
        assert_eq!(taken.key, case.id);
        assert!(taken.summary.starts_with(case.facts.title.trim()), "{}", case.id);
    }
}

/// Codes that VERIS's own fields cannot tell back: `docs/exports/veris.md` lists them.
const LOST: &[(&str, &[&str])] = &[
    ("kinds", &["other"]),
    ("causes", &["application_tampering", "weak_or_default_password", "process_violation", "malware", "phishing", "unknown"]),
    ("sector", &["company", "other"]),
    ("discovered_by", &["own_monitoring"]),
    ("leak_status", &["none_found", "under_investigation"]),
    ("secondary_damage", &["possible", "none_found"]),
];

fn lost(key: &str, code: &Code) -> bool {
    LOST.iter().any(|(known, codes)| *known == key && codes.contains(&&**code))
}

#[test]
fn what_the_page_says_comes_back_by_the_fields_of_veris_alone() {
    let mut told = 0;
    for case in all() {
        let mut bare = incident(&case);
        bare["plus"].as_object_mut().unwrap().remove("jikenbo");
        let back = read(&bare).unwrap().facts;
        let facts = &case.facts;
        assert_eq!(back.organization, facts.organization, "{}", case.id);
        if facts.occurred.is_some() {
            assert_eq!(back.occurred, facts.occurred, "{}", case.id);
        }
        for kind in facts.kinds.iter().filter(|kind| !lost("kinds", kind)) {
            assert!(back.kinds.contains(kind), "{}: {kind} of {:?}", case.id, back.kinds);
            told += 1;
        }
        for cause in facts.causes.iter().filter(|cause| !lost("causes", cause)) {
            assert!(back.causes.contains(cause), "{}: {cause} of {:?}", case.id, back.causes);
        }
        let single: [(&str, &Option<Code>, &Option<Code>); 4] = [
            ("sector", &facts.sector, &back.sector),
            ("discovered_by", &facts.discovered_by, &back.discovered_by),
            ("leak_status", &facts.leak_status, &back.leak_status),
            ("secondary_damage", &facts.secondary_damage, &back.secondary_damage),
        ];
        for (key, own, back) in single {
            // What is said of misused data stands beside a leak, and a local government is known by the level its name ends with.
            let placed = match key {
                "secondary_damage" => bare["attribute"].get("confidentiality").is_some(),
                "sector" => own.as_deref() != Some("local_government") || bare["victim"]["government"] != json!(["Unknown"]),
                _ => true,
            };
            if let Some(code) = own.as_ref().filter(|code| !lost(key, code) && placed) {
                assert_eq!(back.as_ref(), Some(code), "{} {key}", case.id);
            }
        }
    }
    assert!(told > 150, "{told}");
}

#[test]
fn who_did_it_comes_back_where_what_was_done_agrees() {
    let mut told = 0;
    for case in all() {
        let mut bare = incident(&case);
        bare["plus"].as_object_mut().unwrap().remove("jikenbo");
        let misuse = bare["action"].get("misuse").is_some();
        let agrees = match case.facts.actor.as_deref() {
            Some("external" | "partner" | "none") => !misuse,
            Some("insider") => misuse,
            _ => false,
        };
        if agrees {
            assert_eq!(read(&bare).unwrap().facts.actor, case.facts.actor, "{}", case.id);
            told += 1;
        }
    }
    assert!(told > 100, "{told}");
}

fn edited(change: impl FnOnce(&mut Value)) -> (Facts, Facts) {
    let case: Case = plain(
        "2024年6月5日\n株式会社あおば堂\n\n個人情報を含むメールの誤送信について\n\n2024年6月3日、担当者の不注意により、\
         お客様500名の氏名と住所を記したメールを別のお客様に誤って送信しました。お客様からのご指摘により判明しました。\n\
         再発防止のため、社員教育を徹底いたします。\n",
    );
    let mut told = incident(&case);
    change(&mut told);
    (case.facts, read(&told).unwrap().facts)
}

#[test]
fn what_somebody_changed_in_the_fields_of_veris_wins_and_the_rest_stays() {
    let (own, back) = edited(|_| {});
    assert_eq!(own, back);
    assert!(own.items.len() == 2 && own.people == Some(500) && !own.measures.is_empty(), "{own:?}");
    let (own, back) = edited(|told| told["victim"]["victim_id"] = json!("株式会社ゆうなぎ"));
    assert_eq!(back, Facts { organization: Some("株式会社ゆうなぎ".to_owned()), ..own });
    let (own, back) = edited(|told| {
        told["action"]["hacking"] = json!({ "variety": ["DoS"], "vector": ["Unknown"] });
        told["confidence"] = json!("High");
    });
    let kinds = own.kinds.iter().cloned().chain(["denial_of_service".into()]).collect();
    assert_eq!(back, Facts { kinds, ..own });
    let (own, back) = edited(|told| told["action"] = json!({ "error": { "variety": ["Loss"], "vector": ["Unknown"] } }));
    assert_eq!(back.kinds, ["loss_or_theft".into()]);
    assert!(back.causes.is_empty() && back.items == own.items && back.measures == own.measures, "{back:?}");
    let (own, back) = edited(|told| {
        told["attribute"]["confidentiality"]["data"] = json!([{ "variety": "Personal", "amount": 80 }]);
        told["attribute"]["confidentiality"]["data_total"] = json!(80);
    });
    assert_eq!((back.people, back.people_bound.as_deref(), own.people), (Some(80), Some("exact"), Some(500)));
    let (_, back) = edited(|told| told["plus"]["jikenbo"]["facts"] = json!({ "kinds": 5 }));
    assert_eq!(back.kinds, ["misdelivery".into()], "where our part cannot be read, VERIS's own can");
    let (_, back) = edited(|told| told["plus"]["jikenbo"]["shape"] = json!(99));
    assert!(back.measures.is_empty(), "a shape of tomorrow is not guessed at");
    let (own, back) = edited(|told| {
        told["plus"]["jikenbo"]["facts"]["kinds"] = json!(["misdelivery", "<script>", "x".repeat(10_000), "a_code_of_tomorrow"]);
        told["plus"]["jikenbo"]["facts"]["stage"] = json!("No Code");
    });
    assert_eq!(back.kinds, ["misdelivery".into(), "a_code_of_tomorrow".into()], "what is no code is left");
    assert_eq!(back, Facts { kinds: back.kinds.clone(), stage: None, ..own });
}

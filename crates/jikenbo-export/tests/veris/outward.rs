//! What a case becomes.

use jikenbo_export::veris::{check, incident};
use jikenbo_export::{Case, Imported, veris};
use jikenbo_model::Notice as Text;
use jikenbo_read::Reader;
use serde_json::{Value, json};

use crate::cases::{all, case, plain, shared};

/// Broken rules, and what the JSON Schema of VERIS says where it is there.
fn faults(incidents: &[Value]) -> Vec<String> {
    let schema = shared("verisc-merged.json").map(|schema| jsonschema::draft4::options().build(&schema).unwrap());
    let mut out = Vec::new();
    for incident in incidents {
        let id = &incident["incident_id"];
        out.extend(check(incident).iter().map(|fault| format!("{id} {fault}")));
        let errors = schema.iter().flat_map(|schema| schema.iter_errors(incident));
        out.extend(errors.map(|error| format!("{id} {}: {error}", error.instance_path())));
    }
    out
}

#[test]
fn every_case_is_an_incident_that_veris_accepts() {
    let incidents: Vec<Value> = all().iter().map(incident).collect();
    let faults = faults(&incidents);
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(12)]);
    let confirmed = incidents.iter().filter(|incident| incident["security_incident"] == "Confirmed").count();
    assert!(confirmed > incidents.len() / 2, "{confirmed}");
}

#[test]
fn a_case_of_nothing_is_accepted_too() {
    let empty = Case { id: "C000-NONE".to_owned(), ..Case::default() };
    let mut dated = empty.clone();
    dated.created = "2026-03-01T00:00:00.000Z".to_owned();
    let mut old = empty.clone();
    old.facts.occurred = Some("1912-07".parse().unwrap());
    old.facts.published = Some("2024-06-05".parse().unwrap());
    let incidents = [empty, dated, old].map(|case| incident(&case));
    assert_eq!(faults(&incidents), [] as [&str; 0]);
    let [empty, dated, old] = incidents;
    assert_eq!(empty["action"], json!({ "unknown": {} }));
    assert_eq!(empty["actor"], json!({ "unknown": {} }));
    assert_eq!(empty["discovery_method"], json!({ "unknown": true }));
    assert_eq!(empty["security_incident"], "Suspected");
    assert!(empty["victim"].get("victim_id").is_none(), "no name is not a name");
    assert_eq!(empty["plus"]["jikenbo"]["incident_date_is"], "nothing");
    assert_eq!(dated["timeline"]["incident"], json!({ "year": 2026 }));
    assert_eq!(dated["plus"]["jikenbo"]["incident_date_is"], "clipped");
    assert_eq!(old["timeline"]["incident"], json!({ "year": 2024 }), "VERIS begins in 1950");
    assert_eq!(old["plus"]["jikenbo"]["facts"]["occurred"], "1912-07");
}

const SHOP: &str = "2024年6月5日\n株式会社あおば堂\n\n不正アクセスによる個人情報漏えいに関するお詫びとお知らせ\n\n\
    このたび、弊社が運営するオンラインショップ「あおば便」が第三者による不正アクセスを受け、\
    お客様のクレジットカード情報（最大1,234件）が漏えいした可能性があることが判明いたしました。\n\n\
    1. 経緯\n2024年5月20日、一部のクレジットカード会社から連絡を受け、2024年5月21日にカード決済を停止いたしました。\n\
    2. 原因\nシステムの脆弱性をついた第三者の不正アクセスにより、ペイメントアプリケーションの改ざんが行われたため。\n\
    3. 対象\n2024年2月1日から2024年5月20日の期間中に購入されたお客様。\
    漏えいした可能性のある情報は、カード名義人名、クレジットカード番号、有効期限、セキュリティコードです。\n";

#[test]
fn a_shop_is_told_in_the_words_of_veris() {
    let case = plain(SHOP);
    let told = incident(&case);
    assert_eq!(told["schema_version"], veris::VERSION);
    assert_eq!(told["summary"], "不正アクセスによる個人情報漏えいに関するお詫びとお知らせ");
    assert_eq!(told["victim"]["victim_id"], "株式会社あおば堂");
    assert_eq!((&told["victim"]["country"], &told["victim"]["region"]), (&json!(["JP"]), &json!(["142030"])));
    assert_eq!((&told["victim"]["industry"], &told["victim"]["employee_count"]), (&json!("44"), &json!("Unknown")));
    assert_eq!(told["action"]["hacking"]["variety"], json!(["Exploit vuln"]), "Unknown is said only where nothing else is");
    assert_eq!(told["action"]["malware"]["variety"], json!(["Capture app data"]));
    assert_eq!(told["attribute"]["integrity"]["variety"], json!(["Software installation"]));
    let leak = &told["attribute"]["confidentiality"];
    assert_eq!((&leak["data_disclosure"], &leak["data_total"]), (&json!("Potentially"), &json!(1234)));
    assert_eq!(leak["data"], json!([{ "variety": "Payment", "amount": 1234 }]));
    assert!(leak["notes"].as_str().unwrap().contains("payment cards: up to 1,234 records"), "{leak}");
    assert_eq!(leak["data_victim"], json!(["Customer"]));
    assert_eq!(told["discovery_method"], json!({ "external": { "variety": ["Fraud detection"] } }));
    let timeline = &told["timeline"];
    assert_eq!(timeline["incident"], json!({ "year": 2024, "month": 2, "day": 1 }));
    assert_eq!(timeline["discovery"], json!({ "unit": "Months", "value": 3 }));
    assert_eq!(timeline["containment"], json!({ "unit": "Days", "value": 1 }));
    assert_eq!(told["plus"]["jikenbo"]["incident_date_is"], "exposure_window");
    assert_eq!(told["plus"]["timeline"]["notification"], json!({ "year": 2024, "month": 6, "day": 5 }));
}

#[test]
fn evidence_goes_along_and_cuts_its_words_out_of_the_text() {
    let case = plain(SHOP);
    let told = incident(&case);
    let notice = &told["plus"]["jikenbo"]["notices"][0];
    assert_eq!((&notice["notice"], &notice["capture"]["sha256"]), (&json!("N000-0000"), &json!("0".repeat(64))));
    let text: Vec<char> = case.notices[0].text.text.chars().collect();
    let facts = ["counts", "causes", "timeline", "data_items"].map(|key| notice["record"][key].as_array().unwrap());
    for fact in facts.into_iter().flatten() {
        let (from, to) = (fact["span"][0].as_u64().unwrap() as usize, fact["span"][1].as_u64().unwrap() as usize);
        assert_eq!(text[from..to].iter().collect::<String>(), fact["quote"].as_str().unwrap());
        assert!(fact["rule"].as_str().unwrap().contains('/'));
    }
    assert_eq!(notice["record"]["counts"][0]["bound"], "at_most");
    assert!(notice["record"].get("doubts").is_none());
}

#[test]
fn several_notices_are_one_incident_with_the_first_day_of_publication() {
    let later = "2024年7月1日\n株式会社あおば堂\n\n不正アクセスによる個人情報漏えいに関するお知らせ（第二報）\n\n\
        調査の結果、個人情報2,000件の漏えいを確認しました。\n";
    let case = case(&Reader::embedded(), 0, vec![Text::plain(SHOP), Text::plain(later)]);
    let told = incident(&case);
    assert_eq!(told["plus"]["jikenbo"]["notices"].as_array().unwrap().len(), 2);
    assert_eq!(told["plus"]["timeline"]["notification"], json!({ "year": 2024, "month": 6, "day": 5 }));
    let leak = &told["attribute"]["confidentiality"];
    assert_eq!((&leak["data_disclosure"], &leak["data_total"]), (&json!("Yes"), &json!(2000)), "the newest word holds");
    assert_eq!(faults(&[told]), [] as [&str; 0]);
}

#[test]
fn money_is_a_loss_only_where_the_sentence_says_so() {
    let told =
        |words: &str| incident(&plain(&format!("2024年6月5日\n株式会社あおば堂\n\n不正アクセスに関するお知らせ\n\n{words}\n")));
    let loss = told("弊社の口座から1億2,000万円が不正に送金されました。");
    assert_eq!(loss["impact"]["loss"], json!([{ "variety": "Asset and fraud", "amount": 120_000_000_u64 }]));
    assert_eq!(
        (&loss["impact"]["iso_currency_code"], &loss["impact"]["overall_amount"]),
        (&json!("JPY"), &json!(120_000_000_u64))
    );
    assert!(loss["impact"]["notes"].as_str().unwrap().contains("1億2,000万円"));
    let plan = told("セキュリティ対策に3億円を投じる計画です。");
    assert!(plan["impact"].get("loss").is_none() && plan["impact"]["notes"].is_string(), "{}", plan["impact"]);
    assert!(told("情報は含まれていません。").get("impact").is_none());
    assert_eq!(faults(&[loss, plan]), [] as [&str; 0]);
}

#[test]
fn a_government_is_of_the_level_that_its_name_ends_with() {
    let mut case = Case { id: "C000-GOVT".to_owned(), ..Case::default() };
    case.facts.sector = Some("local_government".into());
    for (name, level) in [("架空県", "Regional"), ("朝霧市", "Local"), ("架空町", "Local"), ("朝霧市教育委員会", "Unknown")]
    {
        case.facts.organization = Some(name.to_owned());
        let told = incident(&case);
        assert_eq!((&told["victim"]["government"], &told["victim"]["industry"]), (&json!([level]), &json!("92")), "{name}");
    }
}

#[test]
fn what_came_from_veris_goes_out_as_it_came() {
    let own =
        json!({ "schema_version": "1.3.1", "incident_id": "X-1", "security_incident": "Confirmed", "plus": { "analyst": "x" } });
    let mut case = plain(SHOP);
    case.notices.clear();
    let from = Imported { collection: "VCDB".to_owned(), form: "veris".to_owned(), data: own.clone(), ..Imported::default() };
    case.imported = Some(from.clone());
    assert_eq!(incident(&case), own);
    case.imported = Some(Imported { form: "gold".to_owned(), references: vec!["https://aoba.example/1".to_owned()], ..from });
    let built = incident(&case);
    assert_eq!((&built["schema_version"], &built["reference"]), (&json!("1.4.1"), &json!("https://aoba.example/1")));
    assert_eq!(faults(&[built]), [] as [&str; 0]);
}

#[test]
fn what_is_of_no_shape_of_veris_is_made_of_its_facts() {
    // An older program took such incidents over.
    for (section, value) in [
        ("action", json!("hack")),
        ("timeline", json!({ "incident": { "year": 99_999, "month": 13 } })),
        ("attribute", json!({ "confidentiality": { "data": [{ "variety": "Personal", "amount": -5 }] } })),
    ] {
        let mut case = plain(SHOP);
        let mut data = json!({ "schema_version": "1.3.1", "incident_id": "X-1", "security_incident": "Confirmed" });
        data[section] = value;
        case.notices.clear();
        case.imported = Some(Imported { collection: "VCDB".to_owned(), form: "veris".to_owned(), data, ..Imported::default() });
        let built = incident(&case);
        assert_eq!((&built["incident_id"], &built["schema_version"]), (&json!(case.id), &json!("1.4.1")), "{section}");
        assert_eq!(faults(&[built]), [] as [&str; 0], "{section}");
    }
}

#[test]
fn it_was_made_public_when_the_first_notice_or_the_notice_itself_says() {
    let mut case = plain(SHOP);
    let notification = |case: &Case| incident(case)["plus"]["timeline"]["notification"].clone();
    assert_eq!(notification(&case), json!({ "year": 2024, "month": 6, "day": 5 }), "the day of the notice");
    let mut told = |date: &str| {
        let timeline = &mut case.notices[0].reading.record.timeline;
        let mut event = timeline[0].clone();
        event.value.event = "publication".into();
        event.value.start = date.parse().unwrap();
        timeline.push(event);
        notification(&case)
    };
    assert_eq!(told("2024-07-01"), json!({ "year": 2024, "month": 6, "day": 5 }), "a later one changes nothing");
    assert_eq!(told("2024-06"), json!({ "year": 2024, "month": 6, "day": 5 }), "a month is not before its days");
    assert_eq!(told("2024-05-30"), json!({ "year": 2024, "month": 5, "day": 30 }));
    // Whoever changes something else has not changed that.
    let mut edited = incident(&case);
    assert_eq!(faults(&[edited.clone()]), [] as [&str; 0]);
    edited["victim"]["victim_id"] = json!("株式会社ゆうなぎ");
    let back = veris::read(&edited).unwrap().facts;
    assert_eq!((back.published, back.date), (case.facts.published, case.facts.date));
    assert_eq!(back.organization.as_deref(), Some("株式会社ゆうなぎ"));
}

#[test]
fn every_word_of_the_table_is_one_of_veris() {
    let Some(words) = shared("verisc-enum.json") else { return };
    let table = veris::table::Table::built_in();
    let keys = ["kinds", "causes", "actor", "items", "discovered_by", "leak_status", "secondary_damage"];
    let ways = keys.iter().flat_map(|key| table.rows(key).unwrap().values().flat_map(|way| &way.also));
    let follows = table.follows.iter().flat_map(|row| row.when.iter().chain(&row.unless).chain(&row.then));
    let exact = table.read.iter().filter(|row| !row.veris.ends_with(".*") && !row.veris.contains("data_misuse"));
    let read = exact.map(|row| &row.veris).chain(table.read.iter().flat_map(|row| row.with.iter().chain(&row.without)));
    let excepted = table
        .read
        .iter()
        .flat_map(|row| row.except.iter().map(|word| format!("{}.{word}", row.veris.trim_end_matches(".*"))).collect::<Vec<_>>());
    let losses = table.losses.iter().map(|row| format!("impact.loss.variety.{}", row.variety));
    let today = table.names.values().cloned();
    let all: Vec<String> = ways.chain(follows).chain(read).cloned().chain(excepted).chain(losses).chain(today).collect();
    assert!(all.len() > 150);
    for word in all {
        // Sections alone, and lists of objects, are no enumerations.
        let mut at = &words;
        let parts: Vec<&str> = word.split('.').collect();
        let mut rest = parts.as_slice();
        while let [part, others @ ..] = rest {
            match at.get(*part) {
                Some(inner) => (at, rest) = (inner, others),
                None => break,
            }
        }
        let known = rest.is_empty() || at.as_array().is_some_and(|all| all.iter().any(|value| *value == rest.join(".")));
        // The schema knows a section without a field; the list of enumerations does not.
        assert!(known || ["actor.unknown", "action.unknown"].contains(&word.as_str()), "{word}");
    }
}

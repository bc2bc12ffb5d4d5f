//! STIX and MISP from cases that stand here: what is kept, what becomes of it, and the docs' tables.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

use jikenbo_export::misp::{Events, tags};
use jikenbo_export::stix::{Bundle, INCIDENT_CORE, OURS, vocabulary};
use jikenbo_export::{Capture, Case, Exporter, Imported, Notice, Options, Stix};
use jikenbo_model::{Code, Count, Doubt, Event, Fact, Notice as Text, Organization, Party, Reading, Record, Span, from_json};
use jikenbo_search::Facts;
use proptest::prelude::*;
use serde_json::{Value, json};

const TEXT: &str = "夕霧商会 不正アクセスに関するお知らせ\n2024年6月5日\n2024年5月20日に発覚。最大1,234名の氏名。調査は潮路調査社が行い、2024年6月1日に完了。";

fn at(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn fact<T>(value: T, words: &str, rule: &str) -> Fact<T> {
    Fact::new(value, at(words), rule.into())
}

fn event(event: &str, date: &str) -> Event {
    Event { event: event.into(), start: date.parse().unwrap(), end: None, start_time: None, end_time: None }
}

fn record() -> Record {
    let count = Count { value: 1234, bound: "at_most".into(), unit: "people".into(), subject: "personal".into() };
    let mut counts = vec![fact(count, "最大1,234名", "counts/personal")];
    counts[0].also.push(fact((), "1,234名", "counts/personal").evidence);
    let organization = Organization { name: Some("夕霧商会".to_owned()), sector: Some("retail".into()) };
    Record {
        title: Some(fact(
            "夕霧商会 不正アクセスに関するお知らせ".to_owned(),
            "夕霧商会 不正アクセスに関するお知らせ",
            "title/headline",
        )),
        organization: Some(fact(organization, "夕霧商会", "organization/name")),
        published: Some(fact("2024-06-05".parse().unwrap(), "2024年6月5日", "published/date")),
        kinds: vec![fact("unauthorized_access".into(), "不正アクセス", "kinds/unauthorized_access")],
        causes: vec![fact("stolen_credentials".into(), "不正アクセス", "causes/stolen_credentials")],
        discovered_by: Some(fact("customer".into(), "発覚", "discovered_by/customer")),
        timeline: vec![
            fact(event("discovery", "2024-05-20"), "2024年5月20日に発覚", "timeline/discovery"),
            fact(event("investigation_end", "2024-06-01"), "2024年6月1日に完了", "timeline/investigation_end"),
        ],
        counts,
        third_parties: vec![fact(
            Party { name: "潮路調査社".to_owned(), role: "forensics".into() },
            "潮路調査社",
            "third_parties/forensics",
        )],
        ..Record::default()
    }
}

fn case(id: &str) -> Case {
    let doubts = vec![Doubt { key: "counts".into(), span: at("氏名"), why: "no figure beside it".to_owned() }];
    let reading = Reading { record: record(), doubts };
    let text = Text { text: TEXT.to_owned(), url: Some("https://yugiri.example.jp/news/1".to_owned()), ..Text::default() };
    let capture = Capture {
        sha256: "ab".repeat(32),
        media_type: "text/html".to_owned(),
        source: "https://yugiri.example.jp/news".to_owned(),
        address: "https://yugiri.example.jp/news".to_owned(),
        captured_at: "2024-06-06T00:00:00Z".to_owned(),
    };
    let facts = Facts::of(&text, &reading);
    let notice = Notice {
        id: format!("N{}", &id[1..]),
        version: 2,
        clipped_at: "2024-06-06T00:00:00Z".to_owned(),
        changed_at: "2024-06-07T00:00:00.5Z".to_owned(),
        capture,
        text,
        reading,
    };
    let (created, changed) = ("2024-06-06T00:00:00Z".to_owned(), "2024-06-07T00:00:00.5Z".to_owned());
    Case { id: id.to_owned(), created, changed, facts, notices: vec![notice], imported: None }
}

fn imported() -> Case {
    let facts = Facts {
        title: "A public incident".to_owned(),
        organization: Some("夕霧商会".to_owned()),
        stage: Some("follow_up".into()),
        kinds: vec!["ransomware".into()],
        people: Some(0),
        people_bound: Some("exact".into()),
        ..Facts::default()
    };
    let from = Imported {
        collection: "VCDB".to_owned(),
        form: "veris".to_owned(),
        key: "0001".to_owned(),
        place: "a.json".to_owned(),
        references: vec!["https://news.example.org/1".to_owned(), "a paper, page 3".to_owned()],
        data: json!({ "schema_version": "1.4.1" }),
    };
    Case { id: "CIMP-0001".to_owned(), facts, imported: Some(from), ..Case::default() }
}

/// Bytes that can be looked at after the exporter is gone.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn written(cases: &[Case], begin: impl FnOnce(Shared) -> Box<dyn Exporter>) -> Vec<u8> {
    let out = Shared::default();
    let mut exporter = begin(out.clone());
    cases.iter().for_each(|case| exporter.put(case).unwrap());
    exporter.finish().unwrap();
    out.0.lock().unwrap().clone()
}

fn options(stix: Stix) -> Options {
    Options { stix, identity: "a casebook".to_owned(), ..Options::default() }
}

fn stix(cases: &[Case], options: &Options) -> Value {
    serde_json::from_slice(&written(cases, |out| Box::new(Bundle::begin(options, out).unwrap()))).unwrap()
}

fn misp(cases: &[Case], options: &Options) -> Value {
    serde_json::from_slice(&written(cases, |out| Box::new(Events::begin(options, out).unwrap()))).unwrap()
}

fn of<'b>(bundle: &'b Value, kind: &str) -> Vec<&'b Value> {
    bundle["objects"].as_array().unwrap().iter().filter(|object| object["type"] == kind).collect()
}

#[test]
fn an_extended_bundle_gives_the_record_back_whole() {
    let case = case("C7GH-2WMX");
    let bundle = stix(std::slice::from_ref(&case), &options(Stix::Extended));
    let report = of(&bundle, "report")[0];
    let text = report["description"].as_str().unwrap();
    assert_eq!(from_json(&report["extensions"][OURS]["record"], text).unwrap(), case.notices[0].reading);
    let facts: Facts = serde_json::from_value(of(&bundle, "incident")[0]["extensions"][OURS]["facts"].clone()).unwrap();
    assert_eq!(facts, case.facts);
    let back: Case = imported();
    let bundle = stix(std::slice::from_ref(&back), &options(Stix::Extended));
    let from = &of(&bundle, "incident")[0]["extensions"][OURS]["imported"];
    assert_eq!(from["data"], back.imported.unwrap().data);
}

#[test]
fn the_extension_is_as_its_schema_says_and_no_other() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/exports/{OURS}.json"));
    let mut schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    schema.as_object_mut().unwrap().remove("$id");
    let schema = jsonschema::validator_for(&schema).unwrap();
    let bundle = stix(&[case("C7GH-2WMX"), imported()], &options(Stix::Extended));
    let extended = |object: &&Value| object["extensions"].get(OURS).is_some();
    let mut objects: Vec<Value> = bundle["objects"].as_array().unwrap().iter().filter(extended).cloned().collect();
    assert_eq!(objects.len(), 3, "two incidents, one notice");
    for object in &objects {
        assert!(schema.is_valid(object), "{:?}", schema.iter_errors(object).map(|e| e.to_string()).collect::<Vec<_>>());
    }
    objects[0]["extensions"][OURS]["more"] = json!(1);
    assert!(!schema.is_valid(&objects[0]));
}

#[test]
fn the_core_needs_no_extension_and_keeps_every_quote() {
    let case = case("C7GH-2WMX");
    let bundle = stix(std::slice::from_ref(&case), &options(Stix::Core));
    assert!(bundle["objects"].as_array().unwrap().iter().all(|object| object.get("extensions").is_none()));
    assert!(of(&bundle, "extension-definition").is_empty());
    let note = of(&bundle, "note")[0]["content"].as_str().unwrap();
    let record = jikenbo_model::to_json(&case.notices[0].reading, TEXT);
    for proof in [&record["counts"][0], &record["counts"][0]["also"][0], &record["evidence"]["kinds"][0], &record["timeline"][1]]
    {
        let (quote, span) = (proof["quote"].as_str().unwrap(), proof["span"].as_array().unwrap());
        let line = format!("「{quote}」 [{}–{}] {}", span[0], span[1], proof["rule"].as_str().unwrap());
        assert!(note.contains(&line), "{line} in {note}");
    }
    assert!(note.contains("最大1,234名") && note.contains(&"ab".repeat(32)));
    let incident = of(&bundle, "incident")[0];
    assert_eq!(
        (&incident["created"], &incident["modified"]),
        (&json!("2024-06-06T00:00:00.000Z"), &json!("2024-06-07T00:00:00.500Z"))
    );
    assert!(incident["labels"].as_array().unwrap().contains(&json!("kinds:unauthorized_access")));
    let references = incident["external_references"].as_array().unwrap();
    let permalink = references.iter().find(|one| one["url"] == "https://yugiri.example.jp/news/1").unwrap();
    assert!(permalink.get("hashes").is_none(), "the hash is of the listing's bytes");
    let listing = references.iter().find(|one| one["url"] == "https://yugiri.example.jp/news").unwrap();
    assert_eq!(listing["hashes"]["SHA-256"], "ab".repeat(32));
    assert_eq!(of(&bundle, "report")[0]["published"], "2024-06-04T15:00:00.000Z", "midnight in Japan");
}

#[test]
fn an_organisation_of_several_cases_is_one_identity() {
    let bundle = stix(&[case("C7GH-2WMX"), case("C7GH-3AAA"), imported()], &options(Stix::Core));
    let named: Vec<&Value> = of(&bundle, "identity").into_iter().filter(|one| one["name"] == "夕霧商会").collect();
    assert_eq!(named.len(), 1);
    assert_eq!(named[0]["sectors"], json!(["retail"]));
    assert_eq!(of(&bundle, "relationship").len(), 5, "victim and investigator of two cases, victim of one");
    let all = bundle["objects"].as_array().unwrap();
    let ids: Vec<&Value> = all.iter().map(|object| &object["id"]).collect();
    assert!(ids.iter().enumerate().all(|(n, id)| !ids[..n].contains(id)), "no id twice");
    for object in all {
        let refs = ["created_by_ref", "source_ref", "target_ref"].map(|name| &object[name]);
        let refs = refs.into_iter().filter(|one| !one.is_null()).chain(object["object_refs"].as_array().into_iter().flatten());
        refs.for_each(|one| assert!(ids.contains(&one), "{one} is not in the bundle"));
        assert!(object["modified"].as_str() >= object["created"].as_str());
    }
}

#[test]
fn ids_and_bytes_follow_from_the_casebook_and_the_cases_alone() {
    let cases = [case("C7GH-2WMX")];
    let bytes = |options: &Options| written(&cases, |out| Box::new(Bundle::begin(options, out).unwrap()));
    let one = options(Stix::Core);
    assert_eq!(bytes(&one), bytes(&Options { now: "2030-01-01T00:00:00Z".to_owned(), ..one.clone() }));
    let other = stix(&cases, &Options { identity: "another casebook".to_owned(), ..one.clone() });
    let this = stix(&cases, &one);
    assert_ne!(of(&this, "incident")[0]["id"], of(&other, "incident")[0]["id"]);
    assert_ne!(this["id"], other["id"]);
    assert_ne!(this["id"], stix(&[], &one)["id"], "a bundle's id is of what it holds");
}

#[test]
fn a_case_is_written_when_it_comes_and_not_kept() {
    let out = Shared::default();
    let mut bundle = Bundle::begin(&options(Stix::Core), out.clone()).unwrap();
    let mut events = Events::begin(&options(Stix::Core), out.clone()).unwrap();
    let length = || out.0.lock().unwrap().len();
    let exporters: [&mut dyn Exporter; 2] = [&mut bundle, &mut events];
    for exporter in exporters {
        let before = length();
        exporter.put(&case("C7GH-2WMX")).unwrap();
        let one = length() - before;
        exporter.put(&case("C7GH-3AAA")).unwrap();
        assert!(one > TEXT.len() && length() > before + one + TEXT.len());
    }
}

#[test]
fn incident_core_says_only_what_is_told() {
    let told = case("C7GH-2WMX");
    let core = |case: &Case| {
        let bundle = stix(std::slice::from_ref(case), &options(Stix::Extended));
        of(&bundle, "incident")[0]["extensions"][INCIDENT_CORE].clone()
    };
    let said = core(&told);
    assert_eq!(said["determination"], "suspected");
    assert_eq!(said["investigation_status"], "closed", "it ended before the notice");
    assert_eq!(said["incident_types"], json!(["unauthorized-access-system", "theft-access-credentials"]));
    assert_eq!(said["detection_methods"], json!(["user-reporting"]));
    assert_eq!(said["impacted_entity_counts"], json!({ "individual": 1234 }));
    let mut planned = told.clone();
    planned.notices[0].reading.record.timeline[1].value.start = "2024-06-30".parse().unwrap();
    assert_eq!(core(&planned)["investigation_status"], "open", "it is to end after the notice");
    let mut unknown = told;
    unknown.notices[0].reading.record.causes[0].value = "unknown".into();
    assert_eq!(core(&unknown)["investigation_status"], "open", "a cause is still looked for");
    let bare = core(&Case { id: "C0".to_owned(), ..Case::default() });
    let keys: Vec<&String> = bare.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["extension_type", "determination", "investigation_status"]);
}

#[test]
fn texts_are_left_out_where_they_are_not_wanted() {
    let without = Options { texts: false, ..options(Stix::Core) };
    assert!(of(&stix(&[case("C7GH-2WMX")], &without), "report")[0].get("description").is_none());
    assert_eq!(misp(&[case("C7GH-2WMX")], &without)["response"][0]["Event"]["EventReport"], json!([]));
    let with = misp(&[case("C7GH-2WMX")], &options(Stix::Core));
    assert_eq!(with["response"][0]["Event"]["EventReport"][0]["content"], TEXT);
}

#[test]
fn a_misp_event_has_every_fact_with_its_evidence() {
    let events = misp(&[case("C7GH-2WMX"), imported()], &options(Stix::Core));
    let event = &events["response"][0]["Event"];
    let attributes = event["Attribute"].as_array().unwrap();
    let count =
        attributes.iter().find(|one| one["value"] == "counts: value=1234, bound=at_most, unit=people, subject=personal").unwrap();
    let comment = count["comment"].as_str().unwrap();
    assert!(
        comment.contains("N7GH-2WMX v2") && comment.contains("「最大1,234名」") && comment.contains("「1,234名」"),
        "{comment}"
    );
    assert!(attributes.iter().any(|one| one["type"] == "sha256" && one["value"] == "ab".repeat(32) && one["to_ids"] == false));
    assert_eq!(
        (&event["date"], &event["distribution"], &event["threat_level_id"]),
        (&json!("2024-06-05"), &json!("0"), &json!("4"))
    );
    assert_eq!((&event["published"], &event["analysis"]), (&json!(false), &json!("2")));
    let names: Vec<&Value> = event["Object"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert_eq!(names, ["incident", "victim", "organization", "report"]);
    let tags: Vec<&Value> = event["Tag"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
    assert!(
        tags.contains(&&json!(r#"veris:action:hacking:variety="Use of stolen creds""#))
            && tags.contains(&&json!(tags::UNSUPERVISED))
    );
    let taken = &events["response"][1]["Event"];
    assert!(!taken["Tag"].as_array().unwrap().iter().any(|one| one["name"] == tags::UNSUPERVISED), "not read here");
    let report = taken["Object"].as_array().unwrap().iter().find(|one| one["name"] == "report").unwrap();
    assert!(
        report["comment"].as_str().unwrap().contains("VCDB") && report["comment"].as_str().unwrap().contains("a paper, page 3")
    );
    let none = "counts: value=0, bound=exact, unit=other, subject=personal";
    assert!(taken["Attribute"].as_array().unwrap().iter().any(|one| one["value"] == none), "0 is told, and no unknown");
}

#[test]
fn an_original_of_several_notices_is_one_attribute() {
    let mut case = case("C7GH-2WMX");
    for (id, sha256) in [("N7GH-3AAA", "cd"), ("N7GH-4BBB", "ab")] {
        let mut notice = case.notices[0].clone();
        (notice.id, notice.capture.sha256) = (id.to_owned(), sha256.repeat(32));
        case.notices.push(notice);
    }
    let events = misp(&[case], &options(Stix::Core));
    let attributes = events["response"][0]["Event"]["Attribute"].as_array().unwrap();
    let originals: Vec<&Value> = attributes.iter().filter(|one| one["type"] == "sha256").map(|one| &one["value"]).collect();
    assert_eq!(originals, [&json!("ab".repeat(32)), &json!("cd".repeat(32))]);
    let both: Vec<_> = attributes.iter().map(|one| (&one["type"], &one["value"])).collect();
    assert!(both.iter().enumerate().all(|(n, one)| !both[..n].contains(one)), "no attribute twice");
}

#[test]
fn an_imported_case_tells_its_stage() {
    let bundle = stix(&[imported()], &options(Stix::Core));
    assert!(of(&bundle, "incident")[0]["labels"].as_array().unwrap().contains(&json!("stage:follow_up")));
    let note = of(&bundle, "note")[0]["content"].as_str().unwrap();
    assert!(note.contains("報の別: 続報"), "{note}");
    let events = misp(&[imported()], &options(Stix::Core));
    let attributes = events["response"][0]["Event"]["Attribute"].as_array().unwrap();
    assert!(attributes.iter().any(|one| one["value"] == "stage: follow_up"));
}

#[test]
fn an_address_that_is_no_uri_is_told_in_words() {
    let link = |address: &str| {
        let options = Options { address: Some(address.to_owned()), ..options(Stix::Core) };
        let bundle = stix(&[case("C7GH-2WMX")], &options);
        let references = of(&bundle, "incident")[0]["external_references"].as_array().unwrap().clone();
        references.into_iter().find(|one| one["source_name"] == "jikenbo").unwrap()
    };
    assert_eq!(link("https://book.example.jp")["url"], "https://book.example.jp/cases/C7GH-2WMX");
    let other = link("https://事件簿.example.jp");
    assert!(other.get("url").is_none(), "{other}");
    assert_eq!(other["description"], "https://事件簿.example.jp/cases/C7GH-2WMX");
}

#[test]
fn what_a_person_put_right_is_tagged_as_reviewed() {
    let mut case = case("C7GH-2WMX");
    case.notices[0].reading.record.counts[0].evidence.rule = "person".into();
    let events = misp(&[case], &options(Stix::Core));
    let tags = events["response"][0]["Event"]["Tag"].as_array().unwrap();
    assert!(tags.iter().any(|tag| tag["name"] == tags::REVIEWED) && !tags.iter().any(|tag| tag["name"] == tags::UNSUPERVISED));
}

#[test]
fn the_docs_show_the_very_tables() {
    let page = |name: &str| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/exports").join(name)).unwrap()
    };
    let (stix, misp) = (page("stix.md"), page("misp.md"));
    for table in [vocabulary::SECTORS, vocabulary::INCIDENT_TYPES, vocabulary::DETECTION] {
        let table = vocabulary::markdown(table);
        assert!(stix.contains(&table), "docs/exports/stix.md lacks this table:\n{table}");
    }
    for table in [tags::VICTIM_SECTORS, tags::DETECTION, tags::TAGS] {
        let table = vocabulary::markdown(table);
        assert!(misp.contains(&table), "docs/exports/misp.md lacks this table:\n{table}");
    }
}

proptest! {
    /// Whatever stands in a case: whole JSON, times that STIX accepts, no address that is none, nothing empty where a name is wanted.
    #[test]
    fn any_case_gives_objects_that_hold(
        title in ".{0,20}", name in ".{0,12}", url in "(https?://)?.{0,20}", time in ".{0,24}", code in "[a-z_]{0,12}", sha in ".{0,70}"
    ) {
        let mut one = case("C7GH-2WMX");
        one.facts.title.clone_from(&title);
        one.facts.organization = Some(name.clone());
        one.facts.kinds = vec![Code::from(code.as_str())];
        one.facts.parties = vec![Party { name, role: code.as_str().into() }];
        (one.created, one.changed) = (time.clone(), "2024-01-01T00:00:00Z".to_owned());
        one.notices[0].text.url = Some(url.clone());
        (one.notices[0].capture.address, one.notices[0].capture.sha256) = (url, sha);
        one.notices[0].clipped_at = time;
        let bundle = stix(std::slice::from_ref(&one), &options(Stix::Extended));
        for object in bundle["objects"].as_array().unwrap() {
            for name in ["created", "modified"] {
                let time = object[name].as_str().unwrap();
                prop_assert!(time.len() == 24 && time.ends_with('Z') && time.parse::<jiff::Timestamp>().is_ok(), "{}", time);
            }
            prop_assert!(object["modified"].as_str() >= object["created"].as_str());
            for name in ["name", "content"].map(|name| &object[name]).into_iter().filter(|name| !name.is_null()) {
                prop_assert!(!name.as_str().unwrap().trim().is_empty());
            }
            for reference in object["external_references"].as_array().into_iter().flatten() {
                let url = reference["url"].as_str().unwrap_or("https://a");
                prop_assert!(url.starts_with("http") && url.is_ascii() && !url.contains(' '), "{}", url);
                prop_assert!(["url", "description", "external_id"].iter().any(|name| reference[*name].is_string()));
            }
        }
        let events = misp(&[one], &options(Stix::Core));
        let event = &events["response"][0]["Event"];
        for attribute in event["Object"].as_array().unwrap().iter().flat_map(|one| one["Attribute"].as_array().unwrap()) {
            prop_assert!(!attribute["value"].as_str().unwrap().is_empty());
        }
    }
}

//! The schemes of others and the cases to be reported: what is told of a record, because of what, and that the tables are whole.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use jikenbo_export::crosswalk::{Answer, Match, Scheme, Told, Triggers};
use jikenbo_model::labels::codes;
use jikenbo_model::{Code, Count, DataItem, Event, Fact, Organization, Record, Span};
use jikenbo_search::{Entry, Facts, Line};
use proptest::prelude::*;

fn fact<T>(value: T) -> Fact<T> {
    Fact::new(value, Span::new(0, 1), "x/y".into())
}

fn record(kinds: &[&str], causes: &[&str]) -> Record {
    let facts = |codes: &[&str]| codes.iter().map(|code| fact(Code::from(*code))).collect();
    Record { kinds: facts(kinds), causes: facts(causes), ..Record::default() }
}

fn count(value: u64, bound: &str, unit: &str, subject: &str) -> Count {
    Count { value, bound: bound.into(), unit: unit.into(), subject: subject.into() }
}

fn item(item: &str, state: &str) -> Fact<DataItem> {
    fact(DataItem { item: item.into(), state: state.into() })
}

fn labels(scheme: &str, record: &Record) -> Vec<(String, &'static str)> {
    let placed = Scheme::named(scheme).unwrap().labels_of(&Told::from(record));
    placed.iter().map(|one| (one.label.to_owned(), one.is.name())).collect()
}

/// The answers to the four cases.
fn answers(record: &Record) -> [&'static str; 4] {
    let judged = Triggers::built_in().unwrap().judge(&Told::from(record));
    assert_eq!(judged.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    for one in &judged {
        assert_eq!(one.because.is_empty(), one.answer == Answer::NotTold, "{one:?}");
        assert!(one.because.iter().all(|reason| reason.said.is_some() != reason.figure.is_some()));
    }
    [0, 1, 2, 3].map(|n| judged[n].answer.name())
}

/// Every file of `data/` is one of the tables that are built in.
#[test]
fn every_table_is_built_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let mut built: BTreeSet<String> = Scheme::all().iter().map(|scheme| scheme.id.clone()).collect();
    built.extend(["attack".to_owned(), Triggers::built_in().unwrap().id.clone()]);
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<String> =
        names.filter_map(|name| Some(name.strip_prefix("crosswalk-")?.strip_suffix(".toml")?.to_owned())).collect();
    assert_eq!(there, built);
    assert_eq!(there.len(), 6);
}

#[test]
fn every_code_has_a_label_or_a_reason_for_none_and_not_both() {
    for scheme in Scheme::all() {
        assert!(!scheme.version.is_empty() && !scheme.sources.is_empty(), "{}", scheme.id);
        for key in &scheme.keys {
            let known: BTreeSet<&str> = codes(key).into_iter().collect();
            assert!(!known.is_empty(), "{key}");
            let ways = scheme.labels.iter().flat_map(|label| &label.ways).filter(|way| way.key == *key);
            let placed: BTreeSet<&str> = ways.map(|way| way.code.as_str()).collect();
            let none: Vec<&str> = scheme
                .nowhere
                .iter()
                .filter(|row| row.key == *key)
                .flat_map(|row| row.codes.iter().map(String::as_str))
                .collect();
            let distinct: BTreeSet<&str> = none.iter().copied().collect();
            assert_eq!(none.len(), distinct.len(), "{}: {none:?}", scheme.id);
            assert!(placed.is_disjoint(&distinct), "{}: {placed:?} {distinct:?}", scheme.id);
            assert_eq!(placed.union(&distinct).copied().collect::<BTreeSet<_>>(), known, "{} {key}", scheme.id);
        }
        for label in &scheme.labels {
            assert_ne!(label.ways.is_empty(), label.none.is_none(), "{}: {}", scheme.id, label.label);
            assert!(!label.en.is_empty() && label.ways.iter().all(|way| !way.why.ja.is_empty() && !way.why.en.is_empty()));
            assert!(label.ways.iter().all(|way| scheme.keys.contains(&way.key)), "{}: {}", scheme.id, label.label);
        }
    }
}

#[test]
fn every_code_of_the_cases_is_one_of_ours() {
    let table = Triggers::built_in().unwrap();
    let known = |key: &str, code: &str| {
        let key = if key == "counts" { "subject" } else { key };
        assert!(codes(key).contains(&code), "{key}: {code}");
    };
    for trigger in &table.triggers {
        assert!(!trigger.codes.is_empty() || !trigger.figures.is_empty());
        trigger.codes.iter().for_each(|row| known(&row.key, &row.code));
        for row in &trigger.figures {
            row.subjects.iter().for_each(|code| known("subject", code));
            row.units.iter().for_each(|code| known("unit", code));
            row.bounds.iter().for_each(|code| known("bound", code));
            row.sectors.iter().for_each(|code| known("sector", code));
            assert!(row.from <= row.to);
        }
    }
    table.leak.iter().for_each(|code| known("leak_status", code));
    table.notes.iter().flat_map(|note| note.codes.iter().map(|code| (note.key.as_str(), code))).for_each(|(k, c)| known(k, c));
}

#[test]
fn labels_keep_their_makers_words_and_say_how_close_they_are() {
    let loss = record(&["loss_or_theft"], &[]);
    assert_eq!(labels("jnsa-cause", &loss), [("紛失・置忘れ".into(), "narrower"), ("盗難".into(), "narrower")]);
    assert_eq!(labels("tsr-cause", &loss), [("紛失・誤廃棄".into(), "related"), ("不正持ち出し・盗難".into(), "related")]);
    let ransom = record(&["ransomware", "unauthorized_access"], &["third_party_compromise"]);
    assert_eq!(labels("jnsa-cause", &ransom), [("不正アクセス".into(), "exact")]);
    assert_eq!(
        labels("ipa-threats", &ransom),
        [("サプライチェーンや委託先を狙った攻撃".into(), "exact"), ("ランサム攻撃による被害".into(), "broader")]
    );
    let placed = Scheme::named("jnsa-cause").unwrap().labels_of(&Told::from(&ransom));
    let because: Vec<(&str, &str)> = placed[0].because.iter().map(|by| (by.said.key, by.said.code.as_str())).collect();
    assert_eq!(
        because,
        [("kinds", "unauthorized_access"), ("causes", "third_party_compromise"), ("kinds", "ransomware")],
        "the closest first"
    );
    assert_eq!(labels("tsr-cause", &record(&["a_code_of_tomorrow"], &[])), []);
    assert!(Scheme::named("papyrus").is_none());
}

#[test]
fn a_label_leads_back_to_our_codes() {
    let scheme = Scheme::named("tsr-cause").unwrap();
    let back = |label: &str| {
        let ways = scheme.ways_to(label)?;
        Some(ways.iter().map(|way| (way.code.clone(), way.is.back().name())).collect::<Vec<_>>())
    };
    let found = back("誤表示・誤送信").unwrap();
    assert_eq!(found[0], ("misdelivery".into(), "narrower"), "a code says less than a label of two halves");
    assert_eq!(back("wrongly shown, wrongly sent").unwrap(), found);
    assert_eq!(back("その他"), None, "what the sources do not name is no label");
    assert_eq!(Match::Exact.back(), Match::Exact);
}

#[test]
fn a_case_is_met_by_what_is_told_and_a_leak_that_is_told() {
    let mut shop = record(&["payment_page_tampering"], &[]);
    assert_eq!(answers(&shop), ["not_told", "may", "may", "not_told"], "no word of a leak");
    shop.leak_status = Some(fact("possible".into()));
    shop.data_items = vec![item("card_number", "affected"), item("medical", "excluded")];
    shop.counts = vec![fact(count(2_345, "at_most", "records", "card"))];
    assert_eq!(
        answers(&shop),
        ["not_told", "meets", "meets", "may"],
        "records are not always people, and what is excluded is not told"
    );
    shop.leak_status = Some(fact("none_found".into()));
    assert_eq!(answers(&shop), ["not_told", "may", "may", "may"]);
    let mut clinic = record(&["loss_or_theft"], &["human_error"]);
    clinic.leak_status = Some(fact("possible".into()));
    clinic.organization = Some(fact(Organization { name: None, sector: Some("hospital".into()) }));
    assert_eq!(answers(&clinic), ["may", "not_told", "may", "not_told"]);
    clinic.data_items = vec![item("medical", "affected")];
    assert_eq!(answers(&clinic)[0], "meets");
}

#[test]
fn more_than_a_thousand_people_is_read_with_its_bound() {
    let answer = |value, bound: &str, unit: &str, subject: &str| {
        let mut record = record(&["misdelivery"], &[]);
        record.leak_status = Some(fact("confirmed".into()));
        record.counts = vec![fact(count(value, bound, unit, subject))];
        answers(&record)[3]
    };
    for (value, bound, unit, wanted) in [
        (1_001, "exact", "people", "meets"),
        (1_000, "exact", "people", "no"),
        (5_000, "at_least", "people", "meets"),
        (800, "at_least", "people", "not_told"),
        (5_000, "at_most", "people", "may"),
        (1_000, "at_most", "people", "no"),
        (1_000, "about", "people", "may"),
        (900, "about", "people", "no"),
        (1_001, "exact", "records", "may"),
        (999, "exact", "records", "not_told"),
        (0, "exact", "people", "no"),
    ] {
        assert_eq!(answer(value, bound, unit, "personal"), wanted, "{bound} {value} {unit}");
    }
    assert_eq!(answer(9_999, "exact", "people", "access"), "not_told", "who saw the data is not whose data they were");
    let mut parts = record(&[], &[]);
    parts.leak_status = Some(fact("confirmed".into()));
    parts.counts = vec![fact(count(300, "exact", "people", "personal")), fact(count(1_200, "exact", "people", "personal"))];
    let told = Told::from(&parts);
    let judged = Triggers::built_in().unwrap().judge(&told);
    assert_eq!(judged[3].answer, Answer::Meets);
    assert_eq!(judged[3].because.len(), 1, "a part below the figure says nothing against the whole");
}

/// Article 43 of the rules: of public bodies more than 100 people count.
#[test]
fn of_public_bodies_more_than_a_hundred_people_may_have_to_be_reported() {
    let judged = |sector: &str, value, bound: &str, unit: &str| {
        let mut record = record(&["misdelivery"], &[]);
        record.leak_status = Some(fact("confirmed".into()));
        record.organization = Some(fact(Organization { name: None, sector: Some(sector.into()) }));
        record.counts = vec![fact(count(value, bound, unit, "personal"))];
        answers(&record)[3]
    };
    for (value, bound, unit, wanted) in [
        (500, "exact", "people", "may"),
        (101, "at_most", "people", "may"),
        (300, "at_least", "people", "may"),
        (100, "about", "people", "may"),
        (1_000, "exact", "people", "may"),
        (1_000, "about", "people", "may"),
        (500, "exact", "records", "may"),
        (1_001, "exact", "people", "meets"),
        (100, "exact", "people", "no"),
        (99, "about", "people", "no"),
        (100, "exact", "records", "not_told"),
    ] {
        for sector in ["local_government", "government"] {
            assert_eq!(judged(sector, value, bound, unit), wanted, "{sector}: {bound} {value} {unit}");
        }
    }
    assert_eq!(judged("hospital", 500, "exact", "people"), "no", "of others more than 1,000 count");
}

#[test]
fn public_bodies_and_old_cases_are_told_apart() {
    let table = Triggers::built_in().unwrap();
    let mut city = record(&["misdelivery"], &[]);
    city.organization = Some(fact(Organization { name: None, sector: Some("local_government".into()) }));
    assert!(table.notes_for(&Told::from(&city))[0].en.contains("100 people"));
    assert!(table.notes_for(&Told::from(&record(&["misdelivery"], &[]))).is_empty());
    for (date, before) in [("2022-03-31", true), ("2022-04-01", false), ("2022-03", true), ("2022", false), ("2021", true)] {
        let start = date.parse().unwrap();
        city.timeline = vec![fact(Event { event: "discovery".into(), start, end: None, start_time: None, end_time: None })];
        assert_eq!(table.before(&Told::from(&city)), before, "{date}");
    }
    assert!(!table.before(&Told::default()));
}

/// A case keeps less than a record; what it tells is the same, or less certain.
#[test]
fn a_case_tells_what_its_record_tells() {
    let mut record = record(&["unauthorized_access"], &["vulnerability"]);
    record.leak_status = Some(fact("confirmed".into()));
    record.counts = vec![fact(count(1_500, "exact", "people", "personal")), fact(count(40, "exact", "records", "card"))];
    record.data_items = vec![item("medical", "affected")];
    let reading = jikenbo_model::Reading { record, doubts: Vec::new() };
    let facts = Facts::of(&jikenbo_model::Notice::plain("x"), &reading);
    let line = Line { notice: "N1".into(), facts, ..Line::default() };
    let case = Entry::new("C1", vec![(line, String::new())]);
    let (of_record, of_case) = (Told::from(&reading.record), Told::from(&case.facts));
    assert_eq!(of_record, of_case);
    let table = Triggers::built_in().unwrap();
    assert_eq!(table.judge(&of_record).iter().map(|one| one.answer).collect::<Vec<_>>(), [Answer::Meets; 4]);
    assert_eq!(Scheme::all().iter().map(|s| s.labels_of(&of_case).len()).collect::<Vec<_>>(), [2, 1, 1, 1]);
}

proptest! {
    /// More facts never make an answer less: a case that is met stays met.
    #[test]
    fn a_figure_more_takes_no_answer_away(values in prop::collection::vec((0..5_000_u64, 0..4_usize, 0..8_usize, 0..7_usize), 1..6)) {
        let of = |key: &str, n: usize| codes(key).get(n).copied().unwrap_or("other");
        let mut whole = record(&["misdelivery"], &[]);
        whole.leak_status = Some(fact("possible".into()));
        let mut last = Answer::NotTold;
        for (value, bound, unit, subject) in values {
            whole.counts.push(fact(count(value, of("bound", bound), of("unit", unit), of("subject", subject))));
            let answer = Triggers::built_in().unwrap().judge(&Told::from(&whole))[3].answer;
            prop_assert!(answer <= last, "{:?} after {:?}", answer, last);
            last = answer;
        }
    }
}

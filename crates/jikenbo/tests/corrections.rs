//! What persons put right, laid over readings: of the same text by other rules, and of other versions.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;

use jikenbo::corrections::{Change, Claim, Effective, IssueKind, Item, Op, PERSON, Status, Step, apply, items, occurrences};
use jikenbo_model::{Code, Count, DataItem, Doubt, Event, Fact, Reading, Record, Span, from_json, to_json};
use proptest::prelude::*;
use serde_json::{Value, json};

const TEXT: &str = "白樺商店 お詫び\n2024年6月3日に検知しました。氏名、住所と３名の情報。外部の攻撃です。氏名は公開。";

fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    Span::new(start, start + words.len())
}

fn item(text: &str, code: &str, words: &str) -> Fact<DataItem> {
    let value = DataItem { item: code.into(), state: "affected".into() };
    Fact::new(value, at(text, words), "data_items/any".into())
}

fn count(text: &str, value: u64, words: &str) -> Fact<Count> {
    let value = Count { value, bound: "exact".into(), unit: "people".into(), subject: "personal".into() };
    Fact::new(value, at(text, words), "counts/personal".into())
}

fn reading(text: &str) -> Reading {
    let record = Record {
        actor: Some(Fact::new("external".into(), at(text, "外部の攻撃"), "actor/external".into())),
        data_items: vec![item(text, "name", "氏名"), item(text, "address", "住所")],
        counts: vec![count(text, 3, "３名")],
        ..Record::default()
    };
    Reading { record, doubts: vec![Doubt { key: "timeline".into(), span: at(text, "検知"), why: "no subject".into() }] }
}

/// What a person does, step by step, looking at a text and what was read from it.
struct Person {
    steps: Vec<Step>,
}

impl Person {
    fn new() -> Self {
        Self { steps: Vec::new() }
    }

    fn step(&mut self, op: Op, change: Change, undoes: Option<i64>) -> i64 {
        let id = self.steps.len() as i64 + 1;
        let (who, when) = ("kana".to_owned(), format!("2024-06-0{}T00:00:00.000Z", id.min(9)));
        self.steps.push(Step { id, who, when, op, undoes, remark: String::new(), change });
        id
    }

    fn does(&mut self, op: Op, bare: &[Item], facts: &[Claim], to: Option<Claim>) -> i64 {
        self.step(op, Change::new(bare, facts.to_vec(), to), None)
    }

    fn undo(&mut self, step: i64) -> i64 {
        self.step(Op::Undo, Change::default(), Some(step))
    }

    fn sees(&self, reading: &Reading, text: &str) -> Effective {
        apply(reading, text, 1, &self.steps, &BTreeMap::new())
    }

    /// What comes of another version's reading.
    fn sees_version(&self, reading: &Reading, text: &str, before: &str) -> Effective {
        apply(reading, text, 2, &self.steps, &BTreeMap::from([(1, before.to_owned())]))
    }
}

fn claim(reading: &Reading, text: &str, key: &str, index: usize) -> Claim {
    items(reading, text, 1).into_iter().filter(|i| i.claim.key == key).nth(index).unwrap().claim
}

fn said(text: &str, key: &str, value: Value, words: &str) -> Claim {
    let place = occurrences(text, words).swap_remove(0);
    Claim { key: key.to_owned(), value, quote: place.words, span: place.span, n: 1 }
}

fn people(text: &str, value: u64, words: &str) -> Claim {
    said(text, "counts", json!({"value": value, "bound": "exact", "unit": "people", "subject": "personal"}), words)
}

fn issues(of: &Effective) -> Vec<(IssueKind, bool)> {
    of.standings.issues.iter().map(|i| (i.kind, i.settled)).collect()
}

fn status(of: &Effective, key: &str) -> Vec<Status> {
    of.standings.facts.iter().filter(|f| f.key == key).map(|f| f.status).collect()
}

#[test]
fn without_steps_the_record_is_what_was_read() {
    let seen = Person::new().sees(&reading(TEXT), TEXT);
    assert_eq!(seen.reading, reading(TEXT));
    assert!(seen.standings.facts.iter().all(|f| f.status == Status::Read && f.by.is_none()));
    assert!(!seen.standings.reviewed);
}

#[test]
fn each_verdict_shows_in_the_record() {
    let (bare, mut kana) = (reading(TEXT), Person::new());
    let found = items(&bare, TEXT, 1);
    kana.does(Op::Confirm, &found, &[claim(&bare, TEXT, "actor", 0)], None);
    kana.does(Op::Reject, &found, &[claim(&bare, TEXT, "data_items", 1)], None);
    kana.does(Op::Correct, &found, &[claim(&bare, TEXT, "counts", 0)], Some(people(TEXT, 5, "３名の情報")));
    kana.does(
        Op::Add,
        &found,
        &[],
        Some(said(TEXT, "timeline", json!({"event": "discovery", "start": "2024-06-03"}), "2024年6月3日に検知")),
    );
    let seen = kana.sees(&bare, TEXT);
    let record = &seen.reading.record;
    assert_eq!(record.actor, bare.record.actor);
    assert_eq!(record.data_items, bare.record.data_items[..1]);
    assert_eq!((record.counts[0].value.value, record.counts[0].evidence.span.of(TEXT)), (5, "３名の情報"));
    assert_eq!(&*record.counts[0].evidence.rule, PERSON);
    let event: &Event = &record.timeline[0].value;
    assert_eq!(
        (event.start.to_string().as_str(), record.timeline[0].evidence.span.of(TEXT)),
        ("2024-06-03", "2024年6月3日に検知")
    );
    assert_eq!((status(&seen, "actor"), status(&seen, "counts")), (vec![Status::Confirmed], vec![Status::Corrected]));
    assert_eq!((status(&seen, "timeline"), status(&seen, "data_items")), (vec![Status::Added], vec![Status::Read]));
    assert_eq!(seen.standings.rejected[0].claim.quote, "住所");
    assert_eq!(seen.reading.doubts, [], "the doubt's words are a fact now");
    assert_eq!((issues(&seen), seen.standings.reviewed), (vec![], false));
    kana.does(Op::Confirm, &found, &[claim(&bare, TEXT, "data_items", 0)], None);
    assert!(kana.sees(&bare, TEXT).standings.reviewed, "every fact was looked at");
}

#[test]
fn any_step_can_be_taken_back_and_done_again() {
    let (bare, mut kana) = (reading(TEXT), Person::new());
    let found = items(&bare, TEXT, 1);
    let first = kana.does(Op::Correct, &found, &[claim(&bare, TEXT, "counts", 0)], Some(people(TEXT, 5, "３名")));
    let five = claim(&kana.sees(&bare, TEXT).reading, TEXT, "counts", 0);
    kana.does(Op::Reject, &found, &[claim(&bare, TEXT, "actor", 0)], None);
    let second = kana.does(Op::Correct, &found, std::slice::from_ref(&five), Some(people(TEXT, 7, "３名")));
    let figures = |kana: &Person| kana.sees(&bare, TEXT).reading.record.counts.iter().map(|c| c.value.value).collect::<Vec<_>>();
    assert_eq!(figures(&kana), [7]);
    let undo = kana.undo(second);
    assert_eq!(figures(&kana), [5]);
    let redo = kana.undo(undo);
    assert_eq!(figures(&kana), [7]);
    kana.undo(redo);
    kana.undo(first);
    assert_eq!(kana.sees(&bare, TEXT).reading.record.counts, bare.record.counts);
    assert_eq!(kana.sees(&bare, TEXT).reading.record.actor, None, "the step between them stands");
    kana.does(Op::Reject, &found, &[claim(&bare, TEXT, "counts", 0)], None);
    assert_eq!(figures(&kana), [] as [u64; 0]);
    kana.does(Op::Confirm, &found, &[claim(&bare, TEXT, "counts", 0)], None);
    assert_eq!(figures(&kana), [3], "whoever confirms what was rejected has changed their mind");
}

#[test]
fn a_rereading_that_finds_something_else_is_a_question_until_it_is_decided() {
    let (bare, mut kana) = (reading(TEXT), Person::new());
    let found = items(&bare, TEXT, 1);
    kana.does(Op::Correct, &found, &[claim(&bare, TEXT, "counts", 0)], Some(people(TEXT, 5, "３名")));
    let mut other = bare.clone();
    other.record.counts = vec![count(TEXT, 30, "と３名")];
    let seen = kana.sees(&other, TEXT);
    assert_eq!(issues(&seen), [(IssueKind::Differs, false)]);
    assert_eq!(seen.reading.record.counts.len(), 1);
    assert_eq!(
        (seen.reading.record.counts[0].value.value, seen.standings.issues[0].theirs[0].value["value"].as_u64()),
        (5, Some(30))
    );
    let ours = seen.standings.issues[0].claim.clone();
    let mut keeps = Person { steps: kana.steps.clone() };
    let mut change = Change::new(&[], vec![ours.clone()], None);
    (change.issue, change.seen) = (Some(IssueKind::Differs), seen.standings.issues[0].theirs.clone());
    keeps.step(Op::Keep, change, None);
    assert_eq!(issues(&keeps.sees(&other, TEXT)), [(IssueKind::Differs, true)]);
    other.record.counts = vec![count(TEXT, 31, "と３名")];
    assert_eq!(issues(&keeps.sees(&other, TEXT)), [(IssueKind::Differs, false)], "another figure is another question");
    kana.does(Op::Withdraw, &[], &[ours], None);
    let seen = kana.sees(&other, TEXT);
    assert_eq!((issues(&seen), seen.reading.record.counts[0].value.value), (vec![], 31));
}

#[test]
fn what_the_reader_no_longer_finds_or_finds_by_itself_is_a_question() {
    let (bare, mut kana) = (reading(TEXT), Person::new());
    let found = items(&bare, TEXT, 1);
    kana.does(Op::Confirm, &found, &[claim(&bare, TEXT, "counts", 0)], None);
    kana.does(Op::Reject, &found, &[claim(&bare, TEXT, "data_items", 1)], None);
    kana.does(Op::Add, &found, &[], Some(said(TEXT, "leak_status", json!("confirmed"), "公開")));
    let mut other = Reading::default();
    let seen = kana.sees(&other, TEXT);
    assert_eq!(issues(&seen), [(IssueKind::NotFound, false), (IssueKind::Agrees, false)]);
    assert_eq!(seen.reading.record.counts[0].value.value, 3, "a confirmed fact stays");
    other = bare.clone();
    other.record.leak_status = Some(Fact::new("confirmed".into(), at(TEXT, "氏名は公開"), "leak_status/confirmed".into()));
    let seen = kana.sees(&other, TEXT);
    assert_eq!(issues(&seen), [(IssueKind::Agrees, false)]);
    assert_eq!(seen.reading.record.leak_status.as_ref().unwrap().also.len(), 1, "told with the reader's words");
    other.record.leak_status = Some(Fact::new("possible".into(), at(TEXT, "攻撃"), "leak_status/possible".into()));
    let seen = kana.sees(&other, TEXT);
    assert_eq!(issues(&seen), [(IssueKind::Differs, false)]);
    assert_eq!(&*seen.reading.record.leak_status.as_ref().unwrap().value, "confirmed");
}

#[test]
fn what_was_rejected_and_is_now_read_elsewhere_is_a_question() {
    let (bare, mut kana) = (reading(TEXT), Person::new());
    kana.does(Op::Reject, &items(&bare, TEXT, 1), &[claim(&bare, TEXT, "data_items", 0)], None);
    let mut other = bare.clone();
    other.record.data_items = vec![item(TEXT, "name", "氏名は公開")];
    let seen = kana.sees(&other, TEXT);
    assert_eq!((issues(&seen), seen.reading.record.data_items.len()), (vec![(IssueKind::Elsewhere, false)], 1));
}

#[test]
fn a_new_version_carries_the_words_along_or_asks() {
    let (bare, mut kana) = (reading(TEXT), Person::new());
    let found = items(&bare, TEXT, 1);
    kana.does(Op::Correct, &found, &[claim(&bare, TEXT, "counts", 0)], Some(people(TEXT, 5, "３名")));
    kana.does(Op::Add, &found, &[], Some(said(TEXT, "data_items", json!({"item": "phone", "state": "affected"}), "公開")));
    let moved = format!("続報\n{}", TEXT.replace("と３名", "、\nと３名"));
    let seen = kana.sees_version(&reading(&moved), &moved, TEXT);
    assert_eq!((issues(&seen), seen.reading.record.counts[0].evidence.span.of(&moved)), (vec![], "３名"));
    assert_eq!(status(&seen, "data_items"), [Status::Read, Status::Read, Status::Added]);
    let gone = TEXT.replace("３名", "８名").replace("氏名は公開。", "");
    let mut new = Reading::default();
    new.record.counts = vec![count(&gone, 8, "８名")];
    let seen = kana.sees_version(&new, &gone, TEXT);
    assert_eq!(issues(&seen), [(IssueKind::WordsGone, false), (IssueKind::WordsGone, false)]);
    assert_eq!(seen.standings.aside.len(), 2);
    assert_eq!(seen.reading.record.counts[0].value.value, 8, "no evidence, no fact");
}

#[test]
fn a_doubt_can_be_dismissed() {
    let (bare, mut kana) = (reading(TEXT), Person::new());
    let doubt = kana.sees(&bare, TEXT).standings.doubts[0].clone();
    kana.does(Op::Dismiss, &[], &[doubt], None);
    let seen = kana.sees(&bare, TEXT);
    assert_eq!((seen.reading.doubts.len(), seen.standings.dismissed.len()), (0, 1));
}

#[test]
fn a_casebook_that_holds_nonsense_loses_nothing_else() {
    let (bare, mut kana) = (reading(TEXT), Person::new());
    let nonsense = [
        Claim { key: "counts".into(), value: json!("many"), quote: "３名".into(), span: [0, 2], n: 1 },
        Claim { key: "nothing".into(), value: json!(1), quote: "３名".into(), span: [9, 1], n: 1 },
        Claim { key: "actor".into(), value: json!({"code": 3}), quote: String::new(), span: [0, 4_000_000_000], n: 7 },
    ];
    for claim in &nonsense {
        kana.does(Op::Add, &[], &[], Some(claim.clone()));
        kana.does(Op::Correct, &[], std::slice::from_ref(claim), Some(claim.clone()));
    }
    kana.undo(99);
    let seen = kana.sees(&bare, TEXT);
    assert_eq!(seen.reading, bare);
    assert_eq!(seen.standings.aside.len(), 3);
}

/// Letters of which texts are made, so that words occur again and again.
fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec(prop_oneof!["氏名", "３名", "検知", "\n", "𠮷", "。", "公開"], 1..20)
        .prop_map(|parts| parts.concat())
}

const CODES: [&str; 3] = ["external", "insider", "unknown"];

/// Any reading of a text: facts at any words.
fn reads(text: &str, facts: &[(u8, usize, usize)]) -> Reading {
    let points: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut record = Record::default();
    for (n, start, length) in facts {
        let start = start % (points.len() - 1);
        let span = Span::new(points[start], points[(start + length).min(points.len() - 1)]);
        let code = Code::from(CODES[usize::from(*n) % 3]);
        match n % 4 {
            0 => record.actor = Some(Fact::new(code, span, "r/a".into())),
            1 => record.measures.push(Fact::new(code, span, "r/m".into())),
            2 => record.kinds.push(Fact::new(code, span, "r/k".into())),
            _ => {
                let value = DataItem { item: code, state: "affected".into() };
                record.data_items.push(Fact::new(value, span, "r/d".into()));
            }
        }
    }
    Reading { record, doubts: Vec::new() }
}

fn facts() -> impl Strategy<Value = Vec<(u8, usize, usize)>> {
    proptest::collection::vec((0u8..12, 0usize..40, 1usize..4), 0..8)
}

/// Acts by number: what, of which fact, and what it becomes.
fn acts(person: &mut Person, acts: &[(u8, usize, usize)], bare: &Reading, text: &str) {
    for (what, which, other) in acts {
        let seen = person.sees(bare, text);
        let found = items(bare, text, 1);
        let all: Vec<Claim> = seen.standings.facts.iter().map(|f| f.claim.clone()).collect();
        let to = found.get(other % found.len().max(1)).map(|i| Claim { value: json!(null), ..i.claim.clone() });
        let Some(fact) = all.get(which % all.len().max(1)).cloned() else { continue };
        let value = if fact.key == "data_items" { json!({"item": "phone", "state": "affected"}) } else { json!("partner") };
        let value = if fact.key == "measures" { json!({"code": "mfa"}) } else { value };
        let to = to.map(|to| Claim { key: fact.key.clone(), value, ..to });
        match (what % 6, to) {
            (0, _) => person.does(Op::Confirm, &found, &all, None),
            (1, _) => person.does(Op::Reject, &found, &[fact], None),
            (2, Some(to)) => person.does(Op::Correct, &found, &[fact], Some(to)),
            (3, Some(to)) => person.does(Op::Add, &found, &[], Some(to)),
            (4, _) => person.does(Op::Confirm, &found, &[fact], None),
            _ => person.undo(*which as i64 % (person.steps.len() as i64 + 1)),
        };
    }
}

proptest! {
    #[test]
    fn in_any_reading_every_span_holds_and_no_opinion_is_lost(
        old in texts(), new in texts(), before in facts(), after in facts(),
        done in proptest::collection::vec((0u8..6, 0usize..8, 0usize..8), 1..8),
    ) {
        let mut person = Person::new();
        acts(&mut person, &done, &reads(&old, &before), &old);
        for (bare, text, n) in [(reads(&old, &before), &old, 1), (reads(&old, &after), &old, 1), (reads(&new, &after), &new, 2)] {
            let texts = BTreeMap::from([(1, old.clone()), (2, new.clone())]);
            let seen = apply(&bare, text, n, &person.steps, &texts);
            let json = to_json(&seen.reading, text);
            prop_assert_eq!(from_json(&json, text).unwrap(), seen.reading.clone());
            prop_assert_eq!(items(&seen.reading, text, n).len(), seen.standings.facts.len());
            for opinion in jikenbo::corrections::opinions(&person.steps) {
                let of = |step: &i64| *step == opinion.step;
                let s = &seen.standings;
                let told = match &opinion.result {
                    Some(result) => {
                        s.facts.iter().any(|f| f.key == result.key && f.claim.value == result.value && f.by.as_ref().is_some_and(|b| of(&b.step)))
                            || (s.aside.iter().any(|a| a.claim.value == result.value && of(&a.by.step))
                                && s.issues.iter().any(|i| i.kind == IssueKind::WordsGone && of(&i.by.step)))
                    }
                    None => s.rejected.iter().any(|r| of(&r.by.step)),
                };
                prop_assert!(told, "{opinion:?} is lost: {s:?}");
                if let (Some(subject), None) = (&opinion.subject, &opinion.result) {
                    let again = s.facts.iter().any(|f| f.status == Status::Read && f.claim == *subject);
                    prop_assert!(!again, "{subject:?} was rejected and is a fact again");
                }
            }
        }
    }
}

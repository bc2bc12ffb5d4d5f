//! What persons put right: it is shown, counted and listed, and outlives every re-reading and new version.

use jikenbo::corrections::{Change, Claim, IssueKind, Op, PERSON, Status, items, occurrences};
use jikenbo::store::{CaseId, Clipped, Correction, Error, NoticeId, Queue, Reread, Store, StoredNotice};
use jikenbo_model::{Doubt, Fact, Notice, Organization, Reading, Record};
use jikenbo_read::{Reader, Rules};
use serde_json::{Value, json};

use super::{at, capture, found};

const URL: &str = "https://example.jp/tsubame/1";
const FIRST: &str = "つばめ印刷 お詫び\n2024年7月1日、外部の者が侵入し、氏名と住所が漏えいしました。対象は１２０名です。";
const SECOND: &str =
    "つばめ印刷 お詫び（第二報）\n2024年7月1日、外部の者が侵入し、氏名と住所が漏えいしました。対象は１５０名です。";

fn read(text: &str) -> (Notice, Reading) {
    let notice = Notice { url: Some(URL.to_owned()), ..Notice::plain(text) };
    let organization = Organization { name: Some("つばめ印刷".into()), sector: Some("retail".into()) };
    let record = Record {
        organization: Some(Fact::new(organization, at(text, "つばめ印刷"), "organization/name".into())),
        kinds: vec![Fact::new("malware".into(), at(text, "侵入"), "kinds/malware".into())],
        ..Record::default()
    };
    let doubts = vec![Doubt { key: "counts".into(), span: at(text, "０名"), why: "two subjects".into() }];
    (notice, Reading { record, doubts })
}

async fn clip(store: &Store, text: &str) -> Clipped {
    store.clip(&capture(text, text), &[read(text)], "r1").await.unwrap()
}

async fn shown(store: &Store, id: &NoticeId) -> StoredNotice {
    store.notice(id).await.unwrap().unwrap()
}

async fn does(store: &Store, of: &StoredNotice, op: Op, facts: Vec<Claim>, to: Option<Claim>) -> i64 {
    let n = of.versions.last().unwrap().n;
    let change = Change::new(&items(&of.bare, &of.notice.text, n), facts, to);
    store.correct(&Correction::new(of.id, "kana", op, &change, "電話で確かめた")).await.unwrap()
}

fn said(of: &StoredNotice, key: &str, value: Value, words: &str) -> Claim {
    let place = occurrences(&of.notice.text, words).swap_remove(0);
    Claim { key: key.to_owned(), value, quote: place.words, span: place.span, n: of.versions.last().unwrap().n }
}

fn fact(of: &StoredNotice, key: &str) -> Claim {
    of.standings.facts.iter().find(|f| f.key == key).unwrap().claim.clone()
}

async fn reread(store: &Store, id: &NoticeId, reading: impl Fn(&Notice) -> Reading) {
    let stale = store.stale(0, 10, Some(id)).await.unwrap();
    let new: Vec<_> = stale.iter().map(|of| Reread { of, reading: reading(&of.notice) }).collect();
    store.put_readings(&new, "r2").await.unwrap();
}

async fn listed(store: &Store, kind: &str) -> Vec<NoticeId> {
    found(store, &format!("kind:{kind} org:つばめ")).await.into_iter().map(|(_, line)| line.notice.parse().unwrap()).collect()
}

async fn waits(store: &Store, kind: &str) -> Vec<(NoticeId, String, i64)> {
    let queue = Queue { kind: kind.to_owned(), limit: 100, ..Queue::default() };
    store.queue(&queue).await.unwrap().into_iter().map(|q| (q.notice, q.waiting.key, q.waiting.many)).collect()
}

pub(crate) async fn story(store: &Store) {
    let id = clip(store, FIRST).await.new[0].notice;
    assert_eq!(waits(store, "doubt").await, [(id, "counts".to_owned(), 1)]);
    what_a_person_says_is_shown_and_listed(store, &id).await;
    other_rules_ask_where_they_disagree(store, &id).await;
    any_step_can_be_taken_back(store, &id).await;
    a_new_version_carries_it_along(store, &id).await;
    the_queue_is_paged(store).await;
}

async fn what_a_person_says_is_shown_and_listed(store: &Store, id: &NoticeId) {
    let before = shown(store, id).await;
    assert_eq!((before.reading == before.bare, listed(store, "malware").await), (true, vec![*id]));
    does(
        store,
        &before,
        Op::Correct,
        vec![fact(&before, "kinds")],
        Some(said(&before, "kinds", json!("unauthorized_access"), "外部の者が侵入")),
    )
    .await;
    let people = json!({"value": 120, "bound": "exact", "unit": "people", "subject": "personal"});
    does(store, &before, Op::Add, vec![], Some(said(&before, "counts", people, "１２０名"))).await;
    let after = shown(store, id).await;
    assert_eq!((after.bare, after.reading.record.counts[0].value.value), (before.bare, 120));
    assert_eq!(after.record_json["counts"][0]["rule"], PERSON);
    assert_eq!((listed(store, "malware").await, listed(store, "unauthorized_access").await), (vec![], vec![*id]));
    let (case, line) = found(store, "org:つばめ").await.swap_remove(0);
    assert_eq!(line.facts.headline.map(|c| c.value), Some(120), "the search knows what holds");
    let rows = store.list(100).await.unwrap();
    let row = rows.iter().find(|row| row.case == case).unwrap();
    assert_eq!(row.headline.as_ref().map(|c| c.value), Some(120), "the list's line is of what holds");
    assert_eq!(waits(store, "doubt").await, [], "the doubt's words are a fact now");
    let case = store.case(&row.case).await.unwrap().unwrap();
    let told: Vec<_> =
        case.corrections.iter().map(|c| (c.who.as_str(), c.op.as_str(), c.key.as_str(), c.remark.as_str())).collect();
    assert_eq!(told, [("kana", "correct", "kinds", "電話で確かめた"), ("kana", "add", "counts", "電話で確かめた")]);
    assert!(case.corrections.iter().all(|c| c.when.ends_with('Z')));
    let nobody = NoticeId::derive("nobody", 9);
    let unknown = Correction::new(nobody, "kana", Op::Confirm, &Change::default(), "");
    assert!(matches!(store.correct(&unknown).await, Err(Error::NotFound(_))));
}

/// Rules of a folder: a page of a person's own, read anew.
fn other_rules() -> Reader {
    let page = "# kinds.ransomware — ランサムウェア\n\nことば。\n\n```words\n侵入\n```\n```rule\nwhen = \"@words\"\n```\n";
    Reader::new(Rules::load(&[("rules/kinds/ransomware.md".to_owned(), page.to_owned())]).unwrap())
}

async fn other_rules_ask_where_they_disagree(store: &Store, id: &NoticeId) {
    let reader = other_rules();
    reread(store, id, |notice| reader.read(notice)).await;
    let now = shown(store, id).await;
    assert_eq!(now.bare.record.kinds[0].value.as_str(), "ransomware", "the folder's rule reads something else");
    let kinds: Vec<_> = now.reading.record.kinds.iter().map(|k| k.value.as_str()).collect();
    assert_eq!(kinds, ["unauthorized_access"], "what the person said stands");
    assert_eq!(now.reading.record.counts[0].value.value, 120);
    assert_eq!(waits(store, "").await, [(*id, "kinds".to_owned(), 1)]);
    let issue = now.standings.open().next().unwrap().clone();
    assert_eq!((issue.kind, issue.theirs[0].value.clone()), (IssueKind::Differs, json!("ransomware")));
    let change = Change { facts: vec![issue.claim], seen: issue.theirs, issue: Some(issue.kind), to: None };
    store.correct(&Correction::new(*id, "ren", Op::Keep, &change, "")).await.unwrap();
    assert_eq!(waits(store, "").await, []);
    assert!(shown(store, id).await.standings.issues[0].settled);
    reread(store, id, |notice| read(&notice.text).1).await;
    assert_eq!((waits(store, "").await, listed(store, "unauthorized_access").await), (vec![], vec![*id]));
}

async fn any_step_can_be_taken_back(store: &Store, id: &NoticeId) {
    let case = store.case(&store.resolve(jikenbo::store::Id::Notice(*id)).await.unwrap()).await.unwrap().unwrap();
    let correct = case.corrections.iter().find(|c| c.op == "correct").unwrap().id;
    let undo = store.undo(correct, "ren", "早まった").await.unwrap();
    assert_eq!(listed(store, "malware").await, [*id]);
    assert!(matches!(store.undo(correct, "ren", "").await, Err(Error::Conflict(_))), "it is taken back already");
    assert!(matches!(store.undo(9_999_999, "ren", "").await, Err(Error::NotFound(_))));
    store.undo(undo, "ren", "").await.unwrap();
    assert_eq!((listed(store, "malware").await, listed(store, "unauthorized_access").await), (vec![], vec![*id]));
    let after = store.case(&case.id).await.unwrap().unwrap();
    assert_eq!(after.corrections.len(), case.corrections.len() + 2, "nothing is ever deleted");
    assert_eq!(&after.corrections[..case.corrections.len()], case.corrections);
}

async fn a_new_version_carries_it_along(store: &Store, id: &NoticeId) {
    assert_eq!(clip(store, SECOND).await.changed[0].notice, *id);
    let now = shown(store, id).await;
    let kinds: Vec<_> = now.standings.facts.iter().filter(|f| f.key == "kinds").map(|f| f.status).collect();
    assert_eq!((kinds, now.reading.record.counts.len()), (vec![Status::Corrected], 0));
    assert_eq!(now.standings.aside[0].claim.quote, "１２０名", "its words are gone, and it is kept");
    assert_eq!(waits(store, "words_gone").await, [(*id, "counts".to_owned(), 1)]);
    assert_eq!(waits(store, "doubt").await, [(*id, "counts".to_owned(), 1)]);
    let (_, older) = store.version(id, 1).await.unwrap();
    assert_eq!(older.record.counts[0].value.value, 120, "the older version still says so");
    let people = json!({"value": 150, "bound": "exact", "unit": "people", "subject": "personal"});
    does(store, &now, Op::Correct, vec![now.standings.aside[0].claim.clone()], Some(said(&now, "counts", people, "１５０名")))
        .await;
    let now = shown(store, id).await;
    assert_eq!((now.reading.record.counts[0].value.value, waits(store, "").await), (150, vec![]));
    assert_eq!(store.corrected_notices(true).await.unwrap(), []);
    let all = now.standings.facts.iter().map(|f| f.claim.clone()).collect();
    does(store, &now, Op::Confirm, all, None).await;
    assert!(shown(store, id).await.standings.reviewed);
    assert_eq!(store.corrected_notices(true).await.unwrap(), [*id]);
    assert_eq!(store.corrected_notices(false).await.unwrap(), [*id]);
}

async fn the_queue_is_paged(store: &Store) {
    let mut seen = Vec::new();
    for n in 0..5 {
        let text = format!("第{n}支店のお知らせ 対象は{n}０名です。");
        let keys = if n % 2 == 0 { &["counts", "timeline"][..] } else { &["counts"] };
        let doubts = keys.iter().map(|key| Doubt { key: (*key).into(), span: at(&text, "０名"), why: "why".into() }).collect();
        let reading = Reading { record: Record::default(), doubts };
        store.clip(&capture(&text, &text), &[(Notice::plain(&text), reading)], "r1").await.unwrap();
    }
    let mut queue = Queue { kind: "doubt".to_owned(), limit: 2, ..Queue::default() };
    loop {
        let lines = store.queue(&queue).await.unwrap();
        let Some(last) = lines.last() else { break };
        queue.after = last.cursor();
        seen.extend(lines.into_iter().map(|q| (q.since, q.notice, q.waiting.key)));
    }
    assert_eq!(seen.len(), 8);
    assert!(seen.windows(2).all(|pair| pair[0].0 >= pair[1].0), "the newest first");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 8);
    let only = Queue { kind: "doubt".to_owned(), key: "timeline".to_owned(), limit: 10, ..Queue::default() };
    assert_eq!(store.queue(&only).await.unwrap().len(), 3);
    let told: Vec<_> = store.waiting().await.unwrap().into_iter().map(|w| (w.kind, w.key, w.many)).collect();
    assert_eq!(told, [("doubt".to_owned(), "counts".to_owned(), 5), ("doubt".to_owned(), "timeline".to_owned(), 3)]);
    let first = store.list(100).await.unwrap();
    let next = store.next_to_review(&first[0].notice.unwrap()).await.unwrap().unwrap();
    assert_eq!(next, (first[1].case, first[1].notice.unwrap()));
}

/// A casebook of the first layout, with what persons put right then.
pub(crate) async fn older_rows(pool: &sqlx::AnyPool) {
    let (case, notice) = (CaseId::derive("old", 0).to_string(), NoticeId::derive("old", 0).to_string());
    for statement in [
        "INSERT INTO cases VALUES ('C0000000', '2023-01-01T00:00:00.000Z')",
        "INSERT INTO notices VALUES (1, 'N0000000', 'C0000000', NULL)",
        "INSERT INTO versions VALUES ('N0000000', 1, 1, '旧い告知', '{}', NULL, NULL, 'h', '2023-01-01T00:00:00.000Z')",
        r#"INSERT INTO readings VALUES ('N0000000', 1, '{"doubts":[{"key":"counts","quote":"旧","span":[0,1],"why":"w"}]}', 'r', '2023-01-01T00:00:00.000Z')"#,
        "INSERT INTO list_rows VALUES ('N0000000', NULL, '', '', '', NULL, '', NULL, ' ', NULL, '旧い告知', '2023-01-01T00:00:00.000Z', '旧い告知')",
        r#"INSERT INTO corrections VALUES (7, 'N0000000', 'mei', '2023-01-02T00:00:00.000Z', 'actor', 'add', '"external"')"#,
    ] {
        let statement = statement.replace("C0000000", &case).replace("N0000000", &notice);
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(pool).await.unwrap();
    }
}

pub(crate) async fn older_rows_are_kept(store: &Store) {
    assert_eq!(waits(store, "doubt").await.len(), 1, "what waits is found in what was read before");
    let row = store.list(100).await.unwrap().swap_remove(0);
    let case = store.case(&row.case).await.unwrap().unwrap();
    assert_eq!((case.corrections[0].who.as_str(), &case.corrections[0].value), ("mei", &json!("external")));
    assert_eq!(case.notices[0].reading, case.notices[0].bare, "what says no fact changes none");
}

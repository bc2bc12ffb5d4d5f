//! The part of the story that tells of what people keep, of names, and of what is new.

use jikenbo::store::{Capture, Error, NameQuery, NameSort, Reread, Store, name_key, now};
use jikenbo_model::{Fact, Notice, Organization, Party, Reading, Record, Span};

use super::capture;

fn reading(org: &str, vendor: &str, day: &str) -> Reading {
    let fact = |n: usize| Span::new(0, n);
    let organization = Organization { name: Some(org.to_owned()), sector: None };
    let party = Party { name: vendor.to_owned(), role: "vendor".into() };
    let record = Record {
        organization: Some(Fact::new(organization, fact(3), "organization/name".into())),
        third_parties: vec![Fact::new(party, fact(3), "third_parties/vendor".into())],
        published: Some(Fact::new(day.parse().unwrap(), fact(3), "published/date".into())),
        ..Record::default()
    };
    Reading { record, doubts: Vec::new() }
}

pub(crate) async fn story(store: &Store) {
    let before = now();
    while now() == before {}
    let archived = Capture { captured_at: jiff::Timestamp::UNIX_EPOCH, ..capture("old.warc", "archived") };
    let notice = |text: &str| Notice::plain(text);
    let first = (notice("汐見工業のお知らせ"), reading("株式会社汐見工業", "ソラニワ(株)", "2024-05-01"));
    let second = (notice("帆影市のお知らせ"), reading("帆影市", "汐見工業", "2024-05-03"));
    store.clip(&archived, &[first, second], "r1").await.unwrap();
    what_came_is_known_by_when_it_came(store, &before).await;
    names_are_one_in_all_spellings(store).await;
    names_are_watched_once(store, &before).await;
    names_follow_a_new_reading(store).await;
    searches_are_kept_under_one_name(store).await;
    a_visit_is_kept_for_each_user(store).await;
}

/// Though both were captured in 1970.
async fn what_came_is_known_by_when_it_came(store: &Store, before: &str) {
    let arrivals = store.arrivals(before, 10).await.unwrap();
    let told: Vec<_> = arrivals.iter().map(|a| (a.day.as_str(), a.n, a.known_case)).collect();
    assert_eq!(told, [("2024-05-03", 1, false), ("2024-05-01", 1, false)]);
    assert_eq!(store.arrivals(&now(), 10).await.unwrap(), []);
    let day = |d: &str| d.parse().unwrap();
    let days = store.days(day("2024-05-02"), day("2024-05-31"), 10).await.unwrap();
    assert_eq!(days.iter().map(|d| d.organization.as_deref()).collect::<Vec<_>>(), [Some("帆影市")]);
}

async fn names_are_one_in_all_spellings(store: &Store) {
    let query = NameQuery { part: "(株)汐見 工業".to_owned(), limit: 10, ..NameQuery::default() };
    let lines = store.names(&query).await.unwrap();
    assert_eq!((lines.len(), store.count_names(&query).await.unwrap()), (1, 1));
    assert_eq!((lines[0].cases, lines[0].as_victim), (2, 1));
    assert_eq!((lines[0].first.as_str(), lines[0].last.as_str()), ("2024-05-01", "2024-05-03"));
    let key = name_key("汐見工業");
    let mentions = store.mentions(&key, 10).await.unwrap();
    assert_eq!(mentions.iter().map(|m| m.role.as_str()).collect::<Vec<_>>(), ["vendor", "victim"]);
    let spellings = store.spellings(&key).await.unwrap();
    assert_eq!(spellings, [("株式会社汐見工業".to_owned(), 1), ("汐見工業".to_owned(), 1)]);
    for sort in [NameSort::Cases, NameSort::Reading, NameSort::Newest] {
        let one = |offset| NameQuery { sort, limit: 1, offset, ..NameQuery::default() };
        let (a, b) = (store.names(&one(0)).await.unwrap(), store.names(&one(1)).await.unwrap());
        assert!(a.len() == 1 && b.len() == 1 && a != b, "{sort:?}");
    }
}

async fn names_are_watched_once(store: &Store, before: &str) {
    let added = store.watch_name("汐見工業㈱", "kana").await.unwrap();
    assert_eq!(store.watch_name("汐見 工業", "ren").await.unwrap(), added);
    let hits = store.watched_since(before).await.unwrap();
    let mut told: Vec<_> = hits.iter().map(|h| (h.role.as_str(), h.name.as_str(), h.watched.as_str())).collect();
    told.sort_unstable();
    assert_eq!(told, [("vendor", "汐見工業", "汐見工業㈱"), ("victim", "株式会社汐見工業", "汐見工業㈱")]);
    assert_eq!(store.watched_since(&now()).await.unwrap(), []);
    assert_eq!(store.unwatch_name("株式会社汐見工業").await.unwrap(), added);
    assert!(matches!(store.unwatch_name("汐見工業").await, Err(Error::NotFound(_))));
    assert_eq!(store.watched_names().await.unwrap(), []);
}

async fn names_follow_a_new_reading(store: &Store) {
    let wrong = store.mentions(&name_key("ソラニワ"), 10).await.unwrap();
    let stale = store.stale(0, 100, wrong[0].notice.as_ref()).await.unwrap();
    let new: Vec<_> = stale.iter().map(|of| Reread { of, reading: reading("汐見工業", "空庭調査", "2024-05-01") }).collect();
    store.put_readings(&new, "r3").await.unwrap();
    assert_eq!(store.mentions(&name_key("ソラニワ"), 10).await.unwrap(), []);
    assert_eq!(store.mentions(&name_key("空庭調査"), 10).await.unwrap().len(), 1);
}

async fn searches_are_kept_under_one_name(store: &Store) {
    let one = store.save_query("身代金", "kind:ransomware", "kana").await.unwrap();
    assert!(matches!(store.save_query("身代金", "x", "ren").await, Err(Error::Conflict(_))));
    let two = store.save_query("市", "org:市", "ren").await.unwrap();
    assert!(matches!(store.rename_query(two.id, "身代金").await, Err(Error::Conflict(_))));
    store.rename_query(one.id, "身代金").await.unwrap();
    store.rename_query(one.id, "暗号化").await.unwrap();
    assert!(matches!(store.rename_query(99, "何か").await, Err(Error::NotFound(_))));
    store.remove_query(two.id).await.unwrap();
    assert!(matches!(store.remove_query(two.id).await, Err(Error::NotFound(_))));
    let all = store.saved_queries().await.unwrap();
    assert_eq!(all.iter().map(|q| (q.name.as_str(), q.query.as_str())).collect::<Vec<_>>(), [("暗号化", "kind:ransomware")]);
}

async fn a_visit_is_kept_for_each_user(store: &Store) {
    assert_eq!(store.last_visit("kana").await.unwrap(), None);
    store.keep_visit("kana", "", "2024-06-05T00:00:00.000Z").await.unwrap();
    store.keep_visit("kana", "2024-06-05T00:00:00.000Z", "2024-06-06T00:00:00.000Z").await.unwrap();
    let kept = ("2024-06-05T00:00:00.000Z".to_owned(), "2024-06-06T00:00:00.000Z".to_owned());
    assert_eq!((store.last_visit("kana").await.unwrap(), store.last_visit("ren").await.unwrap()), (Some(kept), None));
}

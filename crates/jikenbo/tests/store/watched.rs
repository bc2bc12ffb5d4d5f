//! The part of the story that tells of addresses: sources, looks, and how pages stand.

use jikenbo::store::{Looked, NewSource, Next, Outcome, Prepared, Store, Visit};
use jikenbo_model::{Notice, Reading};

use super::capture;

const SOURCE: &str = "https://example.jp/news/";
const PAGE: &str = "https://example.jp/news/7";

fn visit(at: &str, outcome: Outcome) -> Visit {
    let status = if outcome == Outcome::Missing { 404 } else { 200 };
    Visit { at: at.to_owned(), outcome, status, detail: String::new(), ..Visit::failed(PAGE, jiff::Timestamp::UNIX_EPOCH, "") }
}

fn prepared(at: &str, bytes: &str, text: &str, next: Next) -> Prepared {
    let notice = Notice { url: Some(PAGE.to_owned()), ..Notice::plain(text) };
    let capture = capture(PAGE, bytes);
    Prepared::new(&capture, &[(notice, Reading::default())], "r1").unwrap().visited(visit(at, Outcome::New), next).only_news()
}

pub(crate) async fn story(store: &Store) {
    let source = a_source_is_added_once(store).await;
    looks_are_kept_and_only_news_is_stored(store, source).await;
    a_failure_keeps_what_was_known(store, source).await;
    a_source_is_paused_and_removed(store, source).await;
}

async fn a_source_is_added_once(store: &Store) -> i64 {
    let new =
        |every_seconds| NewSource { url: SOURCE.to_owned(), label: "例".to_owned(), every_seconds, follow: 1, backfill: true };
    let first = store.add_source(&new(3600)).await.unwrap();
    let again = store.add_source(&new(60)).await.unwrap();
    assert_eq!((first.id, first.every_seconds, again.every_seconds), (again.id, 3600, 60));
    assert_eq!((again.backfill.as_str(), again.paused, store.sources().await.unwrap().len()), (SOURCE, false, 1));
    again.id
}

async fn looks_are_kept_and_only_news_is_stored(store: &Store, source: i64) {
    let next = |etag: &str, at: &str| Next {
        source: Some(source),
        etag: etag.to_owned(),
        last_modified: String::new(),
        at: at.to_owned(),
    };
    let batch = [
        prepared("2024-06-01T00:00:00.000Z", "<p>1", "つばめ便 お詫び 100件", next("a", "2024-06-02")),
        // Other bytes, the same words: an advertisement.
        prepared("2024-06-02T00:00:00.000Z", "<p>2", "つばめ便 お詫び 100件", next("b", "2024-06-03")),
        // A page that dates itself anew.
        prepared("2024-06-03T00:00:00.000Z", "<p>3", "つばめ便 お詫び 100件\n最終更新日：2024年6月3日", next("c", "2024-06-04")),
        prepared("2024-06-04T00:00:00.000Z", "<p>4", "つばめ便 お詫び 250件", next("d", "2024-06-05")),
    ];
    let all = store.clip_all(&batch).await.unwrap();
    let what = |n: usize| (all[n].new.len(), all[n].changed.len(), all[n].not_kept);
    assert_eq!([what(0), what(1), what(2), what(3)], [(1, 0, false), (0, 0, true), (0, 0, true), (0, 1, false)]);
    let case = store.case(&all[0].new[0].case).await.unwrap().unwrap();
    assert_eq!(case.notices[0].versions.len(), 2);
    let looks = store.visits_of(&all[0].new[0].notice, 100).await.unwrap();
    let outcomes: Vec<_> = looks.iter().map(|v| v.outcome).collect();
    assert_eq!(outcomes, [Outcome::Changed, Outcome::Same, Outcome::Same, Outcome::New]);
    let brought = store.visits_to(&case.notices[0].capture.sha256).await.unwrap();
    assert_eq!(brought.iter().map(|v| v.outcome).collect::<Vec<_>>(), [Outcome::Changed]);
    let shown = store.captures_of(&all[0].new[0].notice).await.unwrap();
    assert_eq!(shown.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1, 2], "what was not kept shows nothing");
    assert_eq!(shown[1].1, case.notices[0].capture);
    let page = store.page(PAGE).await.unwrap().unwrap();
    assert_eq!((page.etag.as_str(), page.source, page.held), ("d", Some(source), true));
    let source = store.source(SOURCE).await.unwrap();
    assert_eq!((source.pages, source.notices), (1, 1));
}

async fn a_failure_keeps_what_was_known(store: &Store, source: i64) {
    let next = Next { source: Some(source), at: "2024-06-06".to_owned(), ..Next::default() };
    for (at, outcome, failures) in
        [("2024-06-05", Outcome::Failed, 1), ("2024-06-06", Outcome::Failed, 2), ("2024-06-07", Outcome::Missing, 0)]
    {
        store.visited(&visit(at, outcome), &next).await.unwrap();
        let page = store.page(PAGE).await.unwrap().unwrap();
        assert_eq!((page.outcome, page.failures), (outcome, failures));
        assert_eq!((page.etag.as_str(), page.good_at.as_str(), page.held), ("d", "2024-06-04T00:00:00.000Z", true));
    }
    let due = |now: &'static str| async move { store.due_pages(now, 10).await.unwrap().len() };
    assert_eq!((due("2024-06-05").await, due("2024-06-06").await), (0, 1));
    let looked = |error: Option<&str>| Looked {
        at: "2024-06-07".to_owned(),
        next_at: "2024-06-08".to_owned(),
        error: error.map(str::to_owned),
        backfill: None,
    };
    for (error, failures) in [(Some("timed out"), 1), (Some("timed out"), 2), (None, 0)] {
        store.looked(source, &looked(error)).await.unwrap();
        let now = store.source(SOURCE).await.unwrap();
        assert_eq!((now.failures, now.error.as_str(), now.backfill.as_str()), (failures, error.unwrap_or(""), SOURCE));
        assert_eq!(now.good_at, if error.is_some() { "" } else { "2024-06-07" });
    }
    store.looked(source, &Looked { backfill: Some(String::new()), ..looked(None) }).await.unwrap();
    assert_eq!(store.source(SOURCE).await.unwrap().backfill, "");
}

async fn a_source_is_paused_and_removed(store: &Store, source: i64) {
    assert!(store.pause_source(SOURCE, true).await.unwrap().paused);
    assert_eq!(store.due_pages("2030", 10).await.unwrap(), []);
    assert!(!store.pause_source(&source.to_string(), false).await.unwrap().paused);
    assert_eq!(store.due_pages("2030", 10).await.unwrap().len(), 1);
    store.remove_source(SOURCE).await.unwrap();
    assert_eq!(store.source(SOURCE).await.unwrap_err().to_string(), format!("the source {SOURCE} is not in the casebook"));
    assert_eq!(store.due_pages("2030", 10).await.unwrap(), []);
    assert!(store.page(PAGE).await.unwrap().is_some(), "what came from it stays");
}

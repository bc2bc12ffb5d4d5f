//! The feeds: read back by our own reader of feeds, whole, in order, with ids that stay.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "browser/cases.rs"]
mod cases;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use jikenbo::web::access::{Access, Public, Rules};
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, guarded, router};
use jikenbo_feed::{Feed, FeedKind, Limits, feed};
use jikenbo_read::Reader;
use serde_json::Value;
use tower::ServiceExt;

static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

const BOTH: [(&str, FeedKind, &str); 2] = [
    ("/cases.atom", FeedKind::Atom, "application/atom+xml; charset=utf-8"),
    ("/cases/feed.json", FeedKind::Json, "application/feed+json; charset=utf-8"),
];

fn app(n: usize) -> App {
    App { shelf: Shelf::Fixed(Arc::new(cases::many(n))), reader: READER.clone(), loopback_only: true }
}

async fn get(router: &Router, path: &str, host: &str, held: &str) -> (StatusCode, String, String, String) {
    let request = Request::builder().uri(path).header("host", host).header("if-none-match", held);
    let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let header = |name: &str| answer.headers().get(name).map_or("", |v| v.to_str().unwrap()).to_owned();
    let (status, media, tag) = (answer.status(), header("content-type"), header("etag"));
    let body = to_bytes(answer.into_body(), 10_000_000).await.unwrap();
    (status, media, tag, String::from_utf8(body.to_vec()).unwrap())
}

async fn read(router: &Router, path: &str) -> Feed {
    let (status, _, _, body) = get(router, path, "127.0.0.1:1234", "").await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    feed(&body, "http://elsewhere.example/", &Limits::default()).unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[tokio::test]
async fn both_forms_tell_the_same_cases_what_changed_last_first() {
    let router = router(app(0));
    let mut told = Vec::new();
    for (path, kind, media) in BOTH {
        assert_eq!(get(&router, path, "localhost", "").await.1, media);
        let feed = read(&router, path).await;
        assert_eq!((feed.kind, feed.entries.len()), (kind, 7), "{path}");
        assert_eq!(feed.address.as_deref(), Some("http://127.0.0.1:1234/cases"), "{path}");
        let times: Vec<_> = feed.entries.iter().map(|entry| entry.updated.unwrap()).collect();
        assert!(times.is_sorted_by(|a, b| a >= b), "{path}: {times:?}");
        for entry in &feed.entries {
            let address = entry.address.as_deref().unwrap();
            assert!(address.starts_with("http://127.0.0.1:1234/cases/"), "{path}: {address}");
            assert!(entry.id.as_deref().unwrap().starts_with("urn:uuid:"), "{path}");
            assert!(entry.published.is_some() && entry.title.is_some(), "{path}");
        }
        told.push(feed.entries.iter().map(|e| (e.id.clone(), e.title.clone(), e.updated)).collect::<Vec<_>>());
    }
    assert_eq!(told[0], told[1]);
    let ids: BTreeSet<_> = told[0].iter().map(|(id, ..)| id).collect();
    assert_eq!(ids.len(), 7);
}

#[tokio::test]
async fn the_summary_says_it_all_and_unknown_is_said() {
    let feed = read(&router(app(0)), "/cases.atom").await;
    let of = |id: &str| feed.entries.iter().find(|e| e.address.as_deref().unwrap().ends_with(id)).unwrap();
    let summary = &of("/cases/minato").summary.as_ref().unwrap().text;
    for words in ["最大5,521件", "発覚まで", "公表日"] {
        assert!(summary.contains(words), "{words}: {summary}");
    }
    assert!(of("/cases/blank").summary.as_ref().unwrap().text.contains("規模不明"));
}

#[tokio::test]
async fn a_feed_follows_its_query_and_has_an_id_of_its_own() {
    let router = router(app(20));
    let feed = read(&router, "/cases.atom?q=kind%3Aransomware").await;
    assert_eq!(feed.entries.len(), 1);
    assert!(feed.title.as_deref().unwrap().contains("kind:ransomware"));
    let body = |path: &'static str, host: &'static str| {
        let router = router.clone();
        async move { get(&router, path, host, "").await.3 }
    };
    let id = |xml: &str| xml.split("<id>").nth(1).and_then(|rest| rest.split("</id>").next()).unwrap().to_owned();
    let (here, there) = (body("/cases.atom", "127.0.0.1:1").await, body("/cases.atom", "localhost:2").await);
    assert_eq!(id(&here), id(&there), "an id does not depend on the address");
    assert_ne!(here, there, "links do");
    assert_ne!(id(&here), id(&body("/cases.atom?q=VPN", "localhost").await));
    for (path, status) in [("/cases.atom?q=%22", 400), ("/cases/feed.json?after=x", 400)] {
        assert_eq!(get(&router, path, "localhost", "").await.0, status, "{path}");
    }
}

#[tokio::test]
async fn the_pages_of_a_feed_hold_every_case_once() {
    let router = router(app(113));
    for (path, ..) in BOTH {
        let (mut next, mut ids, mut pages) = (Some(path.to_owned()), Vec::new(), 0);
        while let Some(path) = next {
            let feed = read(&router, &path).await;
            ids.extend(feed.entries.into_iter().filter_map(|e| e.id));
            next = feed.next.map(|next| next.trim_start_matches("http://127.0.0.1:1234").to_owned());
            pages += 1;
        }
        let all: BTreeSet<_> = ids.iter().collect();
        assert_eq!((pages, ids.len(), all.len()), (3, 120, 120), "{path}");
    }
}

#[tokio::test]
async fn links_lead_to_the_public_address_where_one_is_set() {
    let public = Public::parse("https://casebook.example.jp").unwrap();
    let rules = Rules { public: Some(public), ..Rules::default() };
    let router = guarded(app(0), Arc::new(Access::new(rules)));
    let (_, _, _, body) = get(&router, "/cases/feed.json", "127.0.0.1:1", "").await;
    let feed: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://casebook.example.jp/cases/feed.json");
    assert!(feed["items"][0]["url"].as_str().unwrap().starts_with("https://casebook.example.jp/cases/"));
}

#[tokio::test]
async fn a_feed_that_did_not_change_is_not_sent_again() {
    let router = router(app(0));
    for (path, ..) in BOTH {
        let (_, _, tag, body) = get(&router, path, "localhost", "").await;
        assert!(!body.is_empty());
        let (status, _, again, body) = get(&router, path, "localhost", &tag).await;
        assert_eq!((status, again, body.as_str()), (StatusCode::NOT_MODIFIED, tag, ""), "{path}");
    }
}

#[tokio::test]
async fn hostile_titles_leave_the_feed_whole() {
    let (_, _, _, xml) = get(&router(app(0)), "/cases.atom", "localhost", "").await;
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e}: {xml}")) {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(!xml.contains("<script") && !xml.chars().any(|c| matches!(c, '\u{202a}'..='\u{202e}')));
    assert!(!xml.chars().any(|c| c.is_control() && c != '\n'), "XML holds no control character");
}

//! The pages of a casebook that was watched: versions and their differences, looks, originals in their frame, sources.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "browser/watched.rs"]
mod watched;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jikenbo::store::sha256;
use jikenbo::web::captures::CAPTURE_POLICY;
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, router};
use jikenbo_read::Reader;
use serde_json::Value;
use tower::ServiceExt;

struct Site {
    _folder: tempfile::TempDir,
    router: axum::Router,
    case: String,
}

impl Site {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (store, case) = watched::book(folder.path()).await;
        let app = App { shelf: Shelf::Store(Arc::new(store)), reader: Arc::new(Reader::embedded()), loopback_only: true };
        Self { _folder: folder, router: router(app), case }
    }

    async fn get(&self, path: &str) -> (StatusCode, HeaderMap, String) {
        let request = Request::builder().uri(path).header("host", "127.0.0.1:1").header("accept-language", "en");
        let answer = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, 10_000_000).await.unwrap();
        (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.get(path).await.2).unwrap()
    }
}

fn capture() -> String {
    format!("/captures/{}", sha256(watched::page("2,311", "氏名、電話番号").as_bytes()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_notice_tells_which_facts_and_words_changed() {
    let site = Site::new().await;
    let json = site.json(&format!("/cases/{}.json", site.case)).await;
    let changes = json["notices"][0]["changes"][0].as_array().unwrap();
    let count = changes.iter().find(|c| c["key"] == "counts").unwrap();
    assert_eq!((&count["before"]["value"]["value"], &count["after"]["value"]["value"]), (&1200.into(), &2311.into()));
    assert!(count["before"]["quote"].as_str().unwrap().contains("1,200件"));
    let items: Vec<_> = changes.iter().filter(|c| c["key"] == "data_items").collect();
    assert!(items.iter().any(|c| c["before"]["value"]["item"] == "address" && c["after"].is_null()), "{items:?}");
    assert!(items.iter().any(|c| c["before"].is_null() && c["after"]["value"]["item"] == "phone"), "{items:?}");
    let page = site.get(&format!("/cases/{}", site.case)).await.2;
    assert!(page.contains("<del>1,200</del><ins>2,311</ins>"), "the words that changed");
    let first = site.get(&format!("/cases/{}?version=2", site.case)).await.2;
    assert!(first.contains("1,200件") && !first.contains("id=\"changes-h\""), "the first version changed nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_notice_that_is_not_found_is_told_as_an_observation() {
    let site = Site::new().await;
    let page = site.get(&format!("/cases/{}", site.case)).await.2;
    assert!(page.contains("Not found on") && page.contains("2024-06-08 03:00:00 UTC"));
    assert!(page.contains("last seen on") && page.contains("2024-06-04 03:00:00 UTC"));
    assert!(!page.contains("deleted") && page.contains("2,311件"), "the text is kept");
    let json = site.json(&format!("/cases/{}.json", site.case)).await;
    assert_eq!(json["notices"][0]["looks"][0]["outcome"], "missing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_original_is_framed_so_that_nothing_of_it_runs_or_loads() {
    let site = Site::new().await;
    let (status, headers, page) = site.get(&capture()).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("<iframe src=\"") && page.contains("sandbox=\"\""), "{page}");
    assert!(page.contains("&lt;script&gt;alert(3)") && !page.contains("<script>alert"), "heads are text");
    assert_eq!(headers["x-frame-options"], "DENY");
    let (status, headers, body) = site.get(&format!("{}/original", capture())).await;
    assert_eq!((status, body), (StatusCode::OK, watched::page("2,311", "氏名、電話番号")));
    assert_eq!(headers["content-security-policy"], CAPTURE_POLICY);
    for part in ["sandbox;", "default-src 'none'", "script-src 'none'", "form-action 'none'", "frame-ancestors 'self'"] {
        assert!(CAPTURE_POLICY.contains(part), "{part}");
    }
    assert!(!CAPTURE_POLICY.contains("allow-"), "a sandbox without holes");
    assert_eq!(
        (&headers["x-content-type-options"], &headers["x-frame-options"]),
        (&"nosniff".parse().unwrap(), &"SAMEORIGIN".parse().unwrap())
    );
    assert_eq!(headers["content-type"], "text/html");
    for wrong in ["/captures/00", "/captures/..%2F..", &format!("/captures/{}", "0".repeat(64)), "/captures/x/original"] {
        assert_eq!(site.get(wrong).await.0, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sources_show_how_they_fare() {
    let site = Site::new().await;
    let page = site.get("/sources").await.2;
    for words in ["つばめ便のお知らせ", "failing", "failed for now", "paused", "2024-06-01 06:00:00 UTC", "found none"] {
        assert!(page.contains(words), "{words}");
    }
    let json = site.json("/sources.json").await;
    let states: Vec<_> = json["sources"].as_array().unwrap().iter().map(|s| s["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["good", "failing", "once", "paused"]);
    assert_eq!(json["sources"][0]["notices"], 1);
}

//! The pages, asked for in process: every address and its JSON, both languages, hostile text, filters, errors, headers.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "browser/cases.rs"]
mod cases;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, ROUTES, guard::POLICY, router};
use jikenbo_read::Reader;
use serde_json::Value;
use tower::ServiceExt;

/// Costly to make, so made once.
static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
}

fn casebook() -> Router {
    with(cases::many(60))
}

fn with(cases: Vec<jikenbo::web::data::Case>) -> Router {
    router(App { shelf: Shelf::Fixed(Arc::new(cases)), reader: READER.clone(), loopback_only: true })
}

async fn send(router: Router, request: Request<Body>) -> Answer {
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 10_000_000).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() }
}

fn asking(path: &str, lang: &str) -> Request<Body> {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:1234").header("accept-language", lang);
    request.body(Body::empty()).unwrap()
}

async fn get(path: &str) -> Answer {
    send(casebook(), asking(path, "ja")).await
}

/// A path that answers for each route.
fn example(path: &str) -> Option<String> {
    let rule = READER.rules().pages().first().map(|p| p.id.clone());
    match path {
        "/rules/{key}/{code}" => rule.map(|id| format!("/rules/{id}")),
        "/rules/{key}" => rule.map(|id| format!("/rules/{}", id.split('/').next().unwrap())),
        // Only a casebook with captures answers: tests/watched_pages.rs.
        path if path.starts_with("/captures/") => None,
        // Of a fact that is there: tests/web_review.rs.
        path if path.contains("{fact}") => None,
        path => Some(path.replace("{id}", "minato")),
    }
}

#[tokio::test]
async fn every_page_answers_in_both_languages_and_as_json() {
    for route in ROUTES.iter().filter(|r| r.json.is_some()) {
        assert!(!route.doc.is_empty(), "{}", route.path);
        let Some(path) = example(route.path) else { continue };
        for lang in ["ja", "en"] {
            let answer = send(casebook(), asking(&path, lang)).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.body.contains(&format!("<html lang=\"{lang}\">")), "{path}");
            assert!(!answer.body.contains(" style=") && !answer.body.contains("<style"), "{path} has a style of its own");
        }
        let json = if path == "/" { "/index.json".to_owned() } else { format!("{path}.json") };
        let answer = get(&json).await;
        assert_eq!(answer.status, StatusCode::OK, "{json}");
        assert_eq!(answer.headers["content-type"], "application/json; charset=utf-8");
        answer.json();
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_it_harmless() {
    for path in ["/", "/cases/minato", "/cases/minato.json", "/nowhere", "/?page=x", "/assets/none.css", "/language"] {
        let answer = get(path).await;
        assert_eq!(answer.headers["content-security-policy"], POLICY, "{path}");
        assert!(!POLICY.contains("unsafe"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.headers[name], value, "{path}");
        }
    }
}

#[tokio::test]
async fn assets_are_found_by_their_hashed_names_and_kept() {
    let page = get("/").await.body;
    let assets: Vec<&str> = page.split('"').filter(|s| s.starts_with("/assets/")).collect();
    assert_eq!(assets.len(), 3);
    let mut size = page.len();
    for asset in assets {
        let answer = get(asset).await;
        assert_eq!(answer.status, StatusCode::OK, "{asset}");
        assert!(answer.headers["cache-control"].to_str().unwrap().contains("immutable"));
        size += answer.body.len();
    }
    assert!(size < 100_000, "the first load of the list is {size} bytes");
}

#[tokio::test]
async fn the_list_is_newest_first_and_says_unknown_where_no_figure_is_told() {
    let page = get("/").await.body;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} in the list"));
    assert!(at("2025-02-14") < at("2024-09-09") && at("2024-09-09") < at("2024-07-02"));
    assert!(page.contains("不明") && page.contains("最大5,521件"));
    assert!(!page.contains(">0件") && !page.contains(">0名"));
    let english = send(casebook(), asking("/", "en")).await.body;
    assert!(english.contains("unknown") && english.contains("up to 5,521 records"));
}

#[tokio::test]
async fn filters_narrow_the_list_and_can_be_taken_off() {
    for (query, hits) in [
        ("", 67),
        ("?kind=ransomware", 1),
        ("?sector=hospital", 16),
        ("?org=%E9%9D%92%E6%9E%9C", 16),
        ("?since=2024-07-02", 18),
        ("?until=2023", 32),
        ("?since=2023-11-15&until=2023-11-20", 16),
        ("?q=%EF%BC%B5%EF%BC%B3%EF%BC%A2+%E7%B4%9B%E5%A4%B1", 16),
        ("?q=%E3%81%AA%E3%81%84%E3%81%93%E3%81%A8%E3%81%B0", 0),
    ] {
        let json = get(&format!("/index.json{query}")).await.json();
        assert_eq!(json["hits"], hits, "{query}");
        assert_eq!(json["all"], 67);
    }
    let page = get("/?kind=ransomware&q=VPN").await.body;
    assert!(
        page.contains("<a href=\"/?q=VPN\"") && page.contains("<a href=\"/?kind=ransomware\""),
        "each condition can be taken off"
    );
    assert!(page.contains("<mark>VPN</mark>装置"), "the match is shown in its sentence");
}

#[tokio::test]
async fn pages_of_the_list_hold_every_case_once() {
    let mut ids = Vec::new();
    for page in 1..=2 {
        let json = get(&format!("/index.json?page={page}")).await.json();
        ids.extend(json["cases"].as_array().unwrap().iter().map(|c| c["case"].as_str().unwrap().to_owned()));
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 67);
    assert!(get("/?page=9999").await.body.contains("条件に合う事件はありません"));
}

#[tokio::test]
async fn an_empty_casebook_says_how_to_begin() {
    let answer = send(with(Vec::new()), asking("/", "ja")).await;
    assert!(answer.status.is_success() && answer.body.contains("jikenbo clip"));
}

#[tokio::test]
async fn every_fact_leads_to_its_words_and_back() {
    for case in cases::cases() {
        let page = get(&format!("/cases/{}", case.id)).await.body;
        for link in page.split("href=\"#").skip(1).filter_map(|s| s.split('"').next()) {
            assert!(page.contains(&format!("id=\"{link}\"")), "{}: #{link} leads nowhere", case.id);
        }
        let words = page.matches(" id=\"w").count();
        let facts = page.matches("<li class=\"fact").count();
        assert_eq!(words, facts, "{}", case.id);
    }
}

#[tokio::test]
async fn a_cases_json_is_its_record_and_its_text() {
    let json = get("/cases/minato.json").await.json();
    let version = &json["notices"][0]["versions"][0];
    assert_eq!(version["record"]["counts"][0]["value"], 5521);
    let span = &version["record"]["counts"][0]["span"];
    let (start, end) = (span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize);
    let words: String = version["text"].as_str().unwrap().chars().skip(start).take(end - start).collect();
    assert_eq!(words, "最大5,521件");
}

#[tokio::test]
async fn notices_and_versions_of_a_case_are_each_shown() {
    let first = get("/cases/kita").await.body;
    assert!(first.contains("href=\"/cases/kita?notice=2\"") && first.contains("ランサムウェアに感染"));
    let second = get("/cases/kita?notice=2&version=2").await.body;
    assert!(second.contains("2025-01-31T19:00:00+09:00") && !second.contains("ランサムウェア"));
    for query in ["notice=0", "notice=3", "notice=x", "version=2"] {
        assert_eq!(get(&format!("/cases/kita?{query}")).await.status, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn hostile_text_is_only_ever_text() {
    for path in ["/", "/cases/odd", "/?q=%3Cscript%3E", "/?org=%22%3E%3Cimg+src%3Dx%3E", "/cases/%3Cscript%3E", "/?kind=%3Cb%3E"]
    {
        let page = get(path).await.body;
        assert_eq!(page.matches("<script").count(), 1, "{path}: only our own script");
        assert!(!page.contains("<img") && !page.contains("<style") && !page.contains("<b>商事"), "{path}");
        assert!(!page.contains("href=\"javascript") && !page.contains("evil.example/\""), "{path}");
        assert!(!page.chars().any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')), "{path}: turned text");
    }
    let page = get("/cases/odd").await.body;
    assert!(page.contains("U+202E") && page.contains("&lt;script&gt;") && page.contains("&amp;amp;lt;"));
    let safe = get("/cases/minato").await.body;
    assert!(safe.contains("<a class=\"url\" href=\"https://shop.minato-seika.example/\" rel=\"noopener noreferrer nofollow\">"));
}

#[tokio::test]
async fn the_manual_of_a_key_tells_each_code_with_its_examples_and_no_rule() {
    let answer = get("/rules/causes").await;
    let codes = READER.rules().pages().iter().filter(|p| p.key() == "causes");
    for page in codes {
        assert!(answer.body.contains(&format!("href=\"/rules/{}\"", page.id)), "{}", page.id);
        let input = page.examples.first().and_then(|e| e.input.lines().next()).unwrap_or_default();
        assert!(answer.body.contains(input), "{} lacks {input}", page.id);
    }
    assert!(!answer.body.contains("@words"));
}

#[tokio::test]
async fn what_is_not_there_or_not_understood_gets_a_page_that_says_so() {
    let long = format!("/?q={}", "a".repeat(300));
    for (path, status, says) in [
        ("/nowhere", StatusCode::NOT_FOUND, "見つかりません"),
        ("/cases/none", StatusCode::NOT_FOUND, "case none"),
        ("/rules/no/such", StatusCode::NOT_FOUND, "rule no/such"),
        ("/rules/nothing", StatusCode::NOT_FOUND, "rules of nothing"),
        ("/?page=0", StatusCode::BAD_REQUEST, "1から10000までのページ"),
        ("/?since=yesterday", StatusCode::BAD_REQUEST, "yesterday"),
        (&long, StatusCode::BAD_REQUEST, "qは200字まで"),
        ("/language", StatusCode::METHOD_NOT_ALLOWED, "GET"),
    ] {
        let answer = get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.body.contains(says) && answer.body.contains("<html"), "{path}: {}", answer.body);
    }
    let json = get("/cases/none.json").await;
    assert_eq!((json.status, &json.json()["error"]["found"]), (StatusCode::NOT_FOUND, &Value::from("case none")));
}

#[tokio::test]
async fn nothing_but_reading_is_answered() {
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let request =
            Request::builder().method(method).uri("/cases/minato").header("host", "localhost").body(Body::empty()).unwrap();
        assert_eq!(send(casebook(), request).await.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    let head = Request::builder().method("HEAD").uri("/").header("host", "localhost").body(Body::empty()).unwrap();
    let answer = send(casebook(), head).await;
    assert!(answer.status.is_success() && answer.body.is_empty());
}

#[tokio::test]
async fn only_this_machines_names_are_answered() {
    for host in ["evil.example", "evil.example:1234", "192.0.2.7", "127.0.0.1.evil.example"] {
        let request = Request::builder().uri("/").header("host", host).body(Body::empty()).unwrap();
        let answer = send(casebook(), request).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert!(!answer.body.contains("5,521"));
    }
    let request = Request::builder().uri("/").body(Body::empty()).unwrap();
    assert_eq!(send(casebook(), request).await.status, StatusCode::MISDIRECTED_REQUEST);
}

async fn switch(body: &str, site: &str) -> Answer {
    let request = Request::builder().method("POST").uri("/language").header("host", "localhost").header("sec-fetch-site", site);
    send(casebook(), request.body(Body::from(body.to_owned())).unwrap()).await
}

#[tokio::test]
async fn the_language_is_kept_and_leads_back_to_the_page() {
    let answer = switch("lang=en&back=%2Fcases%2Fminato", "same-origin").await;
    assert_eq!((answer.status, &answer.headers["location"]), (StatusCode::SEE_OTHER, &"/cases/minato".parse().unwrap()));
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("SameSite=Lax") && cookie.contains("HttpOnly"));
    let request = Request::builder().uri("/").header("host", "localhost").header("accept-language", "ja");
    let request = request.header("cookie", cookie.split(';').next().unwrap()).body(Body::empty()).unwrap();
    assert!(send(casebook(), request).await.body.contains("<html lang=\"en\">"));
    for back in ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example"] {
        assert_eq!(switch(&format!("lang=ja&back={back}"), "same-origin").await.headers["location"], "/");
    }
    assert_eq!(switch("lang=en", "cross-site").await.status, StatusCode::FORBIDDEN);
    assert_eq!(switch("lang=xx", "same-origin").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(switch(&"x".repeat(100_000), "same-origin").await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn english_pages_have_no_japanese_of_their_own() {
    let page = send(casebook(), asking("/help", "en")).await.body;
    let own = page.replace("事件簿", "").replace("日本語", "");
    assert!(!own.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c)), "{own}");
}

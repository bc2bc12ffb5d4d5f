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
        path => Some(path.replace("{id}", "minato").replace("{name}", "%E3%81%BF%E3%81%AA%E3%81%A8%E9%9D%92%E6%9E%9C%E5%A0%82")),
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
    for path in
        ["/", "/cases", "/cases/minato", "/cases/minato.json", "/nowhere", "/cases?sort=x", "/assets/none.css", "/language"]
    {
        let answer = get(path).await;
        assert_eq!(answer.headers["content-security-policy"], POLICY, "{path}");
        assert!(!POLICY.contains("unsafe"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            // The first page keeps when this visit began, in a cookie: its answer is for nobody else and for no other time.
            ("cache-control", if answer.status.is_success() && path != "/" { "private, no-cache" } else { "no-store" }),
        ] {
            assert_eq!(answer.headers[name], value, "{path}");
        }
    }
}

#[tokio::test]
async fn assets_are_found_by_their_hashed_names_and_kept_and_a_list_of_fifty_rows_is_light() {
    let page = get("/cases").await.body;
    assert_eq!(page.matches("<td class=\"select\"").count(), 50);
    let assets: Vec<&str> = page.split('"').filter(|s| s.starts_with("/assets/")).collect();
    assert_eq!(assets.len(), 3);
    let mut size = page.len();
    for asset in assets {
        let answer = get(asset).await;
        assert_eq!(answer.status, StatusCode::OK, "{asset}");
        assert!(answer.headers["cache-control"].to_str().unwrap().contains("immutable"));
        let request = Request::builder().uri(asset).header("host", "localhost").header("accept-encoding", "br;q=1, gzip;q=0.8");
        let packed = casebook().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(packed.headers()["content-encoding"], "gzip", "{asset}");
        assert!(packed.headers()["vary"].to_str().unwrap().contains("Accept-Encoding"));
        let mut unpacked = String::new();
        let bytes = to_bytes(packed.into_body(), 10_000_000).await.unwrap();
        std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut unpacked).unwrap();
        assert_eq!(unpacked, answer.body, "{asset}");
        size += bytes.len();
    }
    assert!(size < 100_000, "the first load of the list is {size} bytes");
}

#[tokio::test]
async fn the_list_is_newest_first_and_says_unknown_where_no_figure_is_told() {
    let page = get("/cases").await.body;
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} in the list"));
    assert!(at("2025-02-14") < at("2024-09-09") && at("2024-09-09") < at("2024-07-02"));
    assert!(page.contains("不明") && page.contains("最大5,521件"));
    assert!(!page.contains(">0件") && !page.contains(">0名"));
    let english = send(casebook(), asking("/cases", "en")).await.body;
    assert!(english.contains("unknown") && english.contains("up to 5,521 records"));
}

#[tokio::test]
async fn a_query_narrows_the_list_and_each_condition_can_be_taken_off() {
    for (query, hits) in [
        ("", 67),
        ("?q=kind:ransomware", 1),
        ("?q=sector:hospital", 16),
        ("?q=org:%E9%9D%92%E6%9E%9C", 16),
        ("?q=since:2024-07-02", 18),
        ("?q=until:2023", 32),
        ("?q=since:2023-11-15+until:2023-11-20", 16),
        ("?q=%EF%BC%B5%EF%BC%B3%EF%BC%A2+%E7%B4%9B%E5%A4%B1", 16),
        ("?q=-%E7%B4%9B%E5%A4%B1", 51),
        ("?q=%E3%81%AA%E3%81%84%E3%81%93%E3%81%A8%E3%81%B0", 0),
    ] {
        let json = get(&format!("/cases.json{query}")).await.json();
        assert_eq!(json["hits"], hits, "{query}");
        assert_eq!(json["all"], 67);
    }
    let page = get("/cases?q=kind:ransomware+VPN").await.body;
    let set = &page[page.find("<ul class=\"set\">").unwrap()..];
    assert!(set.contains("<a href=\"/cases?q=VPN\"") && set.contains("<a href=\"/cases?q=kind%3Aransomware\""));
    assert!(page.contains("<mark>VPN</mark>装置"), "the match is shown in its sentence");
}

#[tokio::test]
async fn facets_count_the_matches_and_narrow_by_a_link() {
    let json = get("/cases.json?q=sector:hospital").await.json();
    assert_eq!(json["facets"]["sector"], serde_json::json!([{ "value": "hospital", "cases": 16 }]));
    let page = get("/cases?q=sector:hospital&sort=oldest").await.body;
    let facets = &page[page.find("<nav class=\"facets\"").unwrap()..page.find("</nav><div class=\"list-column\"").unwrap()];
    assert!(facets.contains("<b><bdi>医療機関</bdi></b>"), "what is set is no link: {facets}");
    let link = facets.split("href=\"").nth(1).and_then(|s| s.split('"').next()).unwrap().replace("&amp;", "&");
    assert!(link.starts_with("/cases?q=sector%3Ahospital+") && link.ends_with("&sort=oldest"), "{link}");
    let narrowed = get(&link.replace("/cases?", "/cases.json?")).await.json();
    assert!(narrowed["hits"].as_u64().unwrap() > 0);
}

#[tokio::test]
async fn old_addresses_of_the_list_lead_to_the_new_ones() {
    for (old, new) in [
        ("/?q=USB+%E7%B4%9B%E5%A4%B1", "/cases?q=USB+%E7%B4%9B%E5%A4%B1"),
        ("/?kind=ransomware&since=2024-07&q=", "/cases?q=kind%3Aransomware+since%3A2024-07"),
        ("/?org=a+b&sector=hospital", "/cases?q=org%3A%22a+b%22+sector%3Ahospital"),
        ("/?page=3", "/cases"),
    ] {
        let answer = get(old).await;
        let to =
            answer.headers.get("location").map(|l| l.to_str().unwrap().replace("%E3%80%8C", "%22").replace("%E3%80%8D", "%22"));
        assert_eq!((answer.status, to.as_deref()), (StatusCode::SEE_OTHER, Some(new)), "{old}");
    }
}

#[tokio::test]
async fn a_query_that_is_none_is_told_where_it_stands() {
    let answer = get("/cases?q=kind:DROP").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.body.contains("読み取れない検索です") && answer.body.contains("value=\"kind:DROP\""), "it can be mended");
    let json = get("/cases.json?q=count%3Ex").await;
    assert_eq!(json.status, StatusCode::BAD_REQUEST);
    assert!(json.json()["error"]["expected"].as_str().unwrap().contains("character"), "{}", json.body);
}

#[tokio::test]
async fn columns_are_chosen_and_kept() {
    let answer = get("/cases?cols=org,unseen,items").await;
    let head = &answer.body[answer.body.find("<thead").unwrap()..answer.body.find("</thead>").unwrap()];
    assert!(head.contains("発覚まで") && head.contains("題") && !head.contains("公表日"), "{head}");
    let cookie = answer.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let request = Request::builder().uri("/cases").header("host", "localhost").header("accept-language", "ja");
    let kept = send(casebook(), request.header("cookie", cookie).body(Body::empty()).unwrap()).await;
    assert!(kept.body.contains("発覚まで</th>") && kept.headers.get("set-cookie").is_none());
    let wrong = get("/cases?cols=org,price").await;
    assert!(wrong.status == StatusCode::BAD_REQUEST && wrong.body.contains("price") && wrong.body.contains("unseen"));
}

#[tokio::test]
async fn pages_of_the_list_hold_every_case_once() {
    for sort in ["newest", "oldest", "largest", "clipped"] {
        let mut ids = Vec::new();
        let mut after = String::new();
        loop {
            let json = get(&format!("/cases.json?sort={sort}{after}")).await.json();
            ids.extend(json["cases"].as_array().unwrap().iter().map(|c| c["case"].as_str().unwrap().to_owned()));
            let Some(next) = json["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        let seen = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!((seen, ids.len()), (67, 67), "{sort}");
    }
    assert!(get("/cases").await.body.contains("rel=\"next\""));
}

#[tokio::test]
async fn cases_stand_side_by_side_with_what_differs() {
    let json = get("/compare.json?id=minato&id=gakuen&id=minato").await.json();
    assert_eq!(json["cases"].as_array().unwrap().len(), 2, "each once");
    let row = |key: &str| json["rows"].as_array().unwrap().iter().find(|r| r["key"] == key).cloned().unwrap_or_default();
    assert_eq!(row("organization")["same"], false);
    assert_eq!(row("counts")["cells"][0]["told"][0]["quote"], "最大5,521件");
    assert_eq!(row("days")["cells"][0]["told"][0]["value"], serde_json::json!([282, 282]), "from exposure to discovery");
    let page = get("/compare?id=minato&id=gakuen").await.body;
    assert!(page.contains("記載なし") && page.contains("<details>") && page.contains("href=\"/compare?id=gakuen\""));
    let alone = get("/compare?id=minato").await.body;
    assert!(!alone.contains("class=\"verdict\""), "one case alone differs from nothing");
    let mut short = cases::cases().into_iter().find(|c| c.id == "kita").unwrap();
    short.notices.reverse();
    let short = send(with(vec![short]), asking("/compare?id=kita", "ja")).await.body;
    assert!(short.contains("前のお知らせから"), "what the newest notice does not tell, and another does");
    assert!(get("/compare?id=").await.body.contains("4件まで"));
    for (query, status) in [("id=none", StatusCode::NOT_FOUND), ("id=a&id=b&id=c&id=d&id=e", StatusCode::BAD_REQUEST)] {
        assert_eq!(get(&format!("/compare?{query}")).await.status, status, "{query}");
    }
}

#[tokio::test]
async fn names_lead_to_all_cases_that_give_them() {
    let json = get("/orgs.json?q=%E3%81%BF%E3%81%AA%E3%81%A8").await.json();
    assert_eq!(json["names"][0]["name"], "株式会社みなと青果堂");
    let page = json["names"][0]["page"].as_str().unwrap();
    let org = get(&format!("{page}.json")).await.json();
    assert_eq!(org["cases"].as_array().unwrap().len(), 16);
    assert!(org["cases"].as_array().unwrap().iter().all(|c| c["roles"][0] == "victim"));
    let list = get("/cases").await.body;
    assert!(list.contains("<a class=\"who\" href=\"/orgs/株式会社みなと青果堂\">"), "the list leads there");
    assert!(page.starts_with("/orgs/%E6%A0%AA"), "{page}");
    assert_eq!(get("/orgs/nobody").await.status, StatusCode::NOT_FOUND);
    for query in ["sort=x", "initial=x", "after=-1"] {
        assert_eq!(get(&format!("/orgs?{query}")).await.status, StatusCode::BAD_REQUEST, "{query}");
    }
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
    for path in [
        "/",
        "/cases",
        "/cases/odd",
        "/cases?q=%3Cscript%3E",
        "/cases?q=org:%22%3E%3Cimg+src%3Dx%3E",
        "/cases/%3Cscript%3E",
        "/cases?q=kind:%3Cb%3E",
        "/cases?cols=%3Cb%3E",
        "/compare?id=odd&id=minato",
        "/compare?id=%3Cscript%3E",
        "/orgs",
        "/orgs?q=%3Cscript%3E",
        "/orgs/%3Cscript%3E",
        "/?new=%3Cscript%3E",
    ] {
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
    let long = format!("/cases?q={}", "a".repeat(13_000));
    for (path, status, says) in [
        ("/nowhere", StatusCode::NOT_FOUND, "見つかりません"),
        ("/cases/none", StatusCode::NOT_FOUND, "case none"),
        ("/rules/no/such", StatusCode::NOT_FOUND, "rule no/such"),
        ("/rules/nothing", StatusCode::NOT_FOUND, "rules of nothing"),
        ("/cases?sort=x", StatusCode::BAD_REQUEST, "relevance"),
        ("/cases?after=x", StatusCode::BAD_REQUEST, "続きの印"),
        ("/?new=yesterday", StatusCode::BAD_REQUEST, "yesterday"),
        ("/?since=yesterday", StatusCode::BAD_REQUEST, "yesterday"),
        (&long, StatusCode::URI_TOO_LONG, "8192バイトまで"),
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

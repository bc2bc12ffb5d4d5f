//! Today and what people keep: what is new since a visit, watched names, saved searches; in process and from the command line.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "browser/cases.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod cases;
mod common;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jiff::{Timestamp, ToSpan};
use jikenbo::store::{Capture, Casebook, Looked, NewSource, Prepared, Store, now};
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, router};
use jikenbo_model::{Code, Count, Fact, Notice, Organization, Party, Reading, Record, Service, Span};
use jikenbo_read::Reader;
use serde_json::Value;
use tower::ServiceExt;

static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

struct Site {
    _folder: tempfile::TempDir,
    store: Arc<Store>,
    router: Router,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    fn cookie(&self) -> String {
        self.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
    }

    fn location(&self) -> &str {
        self.headers["location"].to_str().unwrap()
    }
}

impl Site {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(&Casebook::File(folder.path().join("book.db"))).await.unwrap());
        let app = App { shelf: Shelf::Store(Arc::clone(&store)), reader: READER.clone(), loopback_only: true };
        Self { _folder: folder, store, router: router(app) }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, 10_000_000).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    async fn get(&self, path: &str) -> Answer {
        self.get_with(path, "").await
    }

    async fn get_with(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::builder().uri(path).header("host", "localhost").header("accept-language", "ja");
        self.send(request.header("cookie", cookie).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        fields.iter().for_each(|(name, value)| {
            form.append_pair(name, value);
        });
        let request = Request::builder().method("POST").uri(path).header("host", "localhost").header("accept-language", "ja");
        self.send(request.header("sec-fetch-site", "same-origin").body(Body::from(form.finish())).unwrap()).await
    }

    /// Clips one notice, and tells the case's id.
    async fn clip(&self, told: &Told<'_>) -> String {
        let (notice, reading) = told.notice();
        let clipped = self.store.clip(&capture(&notice.text), &[(notice, reading)], "r").await.unwrap();
        clipped.new.first().or(clipped.changed.first()).unwrap().case.to_string()
    }
}

fn capture(text: &str) -> Capture {
    // A page of an archive was captured long before it came into the casebook.
    let captured_at = "2020-01-01T00:00:00Z".parse().unwrap();
    Capture {
        bytes: text.as_bytes().to_vec(),
        media_type: "text/plain".to_owned(),
        source: "a.txt".to_owned(),
        captured_at,
        ..Capture::default()
    }
}

/// What a made-up notice tells.
#[derive(Default, Clone)]
struct Told<'t> {
    org: &'t str,
    kind: &'t str,
    count: u64,
    day: Option<jikenbo_model::Date>,
    vendor: Option<&'t str>,
    service: Option<&'t str>,
    address: Option<&'t str>,
}

fn fact<T>(value: T) -> Fact<T> {
    Fact::new(value, Span::new(0, 3), "test/test".into())
}

impl Told<'_> {
    fn notice(&self) -> (Notice, Reading) {
        let text =
            format!("{}のお知らせ {} {}件 {:?} {:?} {:?}", self.org, self.kind, self.count, self.day, self.vendor, self.service);
        let notice = Notice { url: self.address.map(str::to_owned), ..Notice::plain(&text) };
        let figure = Count { value: self.count, bound: "at_most".into(), unit: "people".into(), subject: "personal".into() };
        let party = |name: &str| fact(Party { name: name.to_owned(), role: "vendor".into() });
        let record = Record {
            title: Some(fact(format!("{}のお知らせ", self.org))),
            organization: Some(fact(Organization { name: Some(self.org.to_owned()), sector: Some("retail".into()) })),
            published: self.day.map(fact),
            kinds: vec![fact(Code::from(self.kind))],
            counts: if self.count > 0 { vec![fact(figure)] } else { Vec::new() },
            third_parties: self.vendor.iter().map(|v| party(v)).collect(),
            services: self.service.iter().map(|s| fact(Service { name: (*s).to_owned(), url: None })).collect(),
            ..Record::default()
        };
        (notice, Reading { record, doubts: Vec::new() })
    }
}

fn aoba() -> Told<'static> {
    Told { org: "株式会社青葉商会", kind: "ransomware", count: 12_000, day: "2024-06-05".parse().ok(), ..Told::default() }
}

fn minato() -> Told<'static> {
    Told {
        org: "みなと市",
        kind: "misdelivery",
        count: 0,
        day: "2024-06-04".parse().ok(),
        vendor: Some("(株)ソラニワ"),
        ..Told::default()
    }
}

/// A cookie of somebody who was here so many hours ago, and to whom things are new since a time before that.
fn was_here(hours: i64) -> String {
    let last = Timestamp::now() - hours.hours();
    format!("jikenbo_seen={}.{}", (last - 1.hours()).as_millisecond(), last.as_millisecond())
}

/// Waits until the clock, to the millisecond, shows another time, and tells the one in between.
fn tick() -> String {
    let at = now();
    while now() == at {}
    at
}

#[tokio::test]
async fn an_empty_casebook_says_how_to_begin() {
    let answer = Site::new().await.get("/").await;
    assert!(answer.status.is_success() && answer.body.contains("jikenbo clip"));
}

#[tokio::test]
async fn the_first_day_shows_the_newest_and_begins_to_count() {
    let site = Site::new().await;
    site.clip(&aoba()).await;
    let answer = site.get("/").await;
    assert!(answer.body.contains("はじめての日です") && answer.body.contains("株式会社青葉商会"), "{}", answer.body);
    let again = site.get_with("/", &answer.cookie()).await;
    assert!(again.body.contains("はじめての日です"), "the same day is still the first");
    let json = site.get("/index.json").await;
    assert!(json.headers.get("set-cookie").is_none(), "a program's question is no visit");
    assert_eq!(json.json()["fresh"][0]["line"]["ja"], "株式会社青葉商会　ランサムウェア　個人情報 最大12,000名");
}

#[tokio::test]
async fn another_day_tells_what_came_since_the_last_visit() {
    let site = Site::new().await;
    site.clip(&aoba()).await;
    let answer = site.get_with("/", &was_here(30)).await;
    assert!(answer.body.contains("前回から") && answer.body.contains("<b class=\"figure\">1</b> 新しい事案"), "{}", answer.body);
    // Within the day the time stays, whatever came to be seen.
    let again = site.get_with("/", &answer.cookie()).await;
    assert!(again.body.contains("<b class=\"figure\">1</b> 新しい事案"));
}

#[tokio::test]
async fn what_was_seen_is_no_longer_new_and_what_comes_later_is() {
    let site = Site::new().await;
    site.clip(&aoba()).await;
    let seen = site.post("/seen", &[("at", &tick())]).await;
    assert_eq!((seen.status, seen.location()), (StatusCode::SEE_OTHER, "/"));
    let page = site.get_with("/", &seen.cookie()).await.body;
    assert!(page.contains("前回のあとに来たものはありません"), "{page}");
    site.clip(&minato()).await;
    let page = site.get_with("/", &seen.cookie()).await.body;
    assert!(page.contains("みなと市") && !page.contains("青葉商会") && page.contains("規模不明"), "{page}");
    assert_eq!(site.post("/seen", &[("at", "soon")]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_new_version_is_told_with_what_changed() {
    let site = Site::new().await;
    let address = Some("https://www.aoba.example/1");
    let case = site.clip(&Told { address, ..aoba() }).await;
    let between = tick();
    let same = site.clip(&Told { address, count: 15_000, ..aoba() }).await;
    assert_eq!(case, same);
    let json = site.get(&format!("/index.json?new={between}")).await.json();
    assert_eq!((&json["counts"]["fresh"], &json["counts"]["changed"]), (&0.into(), &1.into()));
    assert_eq!(json["changed"][0]["change"]["what"], "version");
    let page = site.get(&format!("/?new={between}")).await.body;
    assert!(page.contains("変わった事案") && page.contains("最大12,000名") && page.contains("最大15,000名"), "{page}");
    assert!(page.contains("<del>") && page.contains("改版"), "{page}");
}

#[tokio::test]
async fn watched_names_come_first_as_organisation_third_party_or_service() {
    let site = Site::new().await;
    let before = tick();
    site.clip(&Told { day: "2025-01-01".parse().ok(), org: "若葉堂", ..aoba() }).await;
    site.clip(&Told { service: Some("みなと便オンライン"), org: "汐見工業", ..minato() }).await;
    site.clip(&aoba()).await;
    for name in ["青葉商会（株）", "ソラニワ", "みなと便"] {
        assert_eq!(site.post("/names", &[("name", name), ("back", "/")]).await.location(), "/");
    }
    let json = site.get(&format!("/index.json?new={before}")).await.json();
    let watched: Vec<_> = json["watched"].as_array().unwrap().iter().map(|i| i["organization"].as_str().unwrap()).collect();
    assert_eq!(watched, ["株式会社青葉商会", "汐見工業"]);
    let roles: Vec<_> = json["watched"][1]["watched"].as_array().unwrap().iter().map(|h| h["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["vendor", "service"]);
    assert_eq!(json["fresh"].as_array().unwrap().len(), 1, "what is told on top is not told again");
    let page = site.get(&format!("/?new={before}")).await.body;
    assert!(page.find("青葉商会").unwrap() < page.find("若葉堂").unwrap(), "though its notice is older");
    assert!(page.contains("<mark><bdi lang=\"ja\">(株)ソラニワ</bdi></mark>") && page.contains("委託先・業者"), "{page}");
}

#[tokio::test]
async fn names_are_kept_once_and_can_be_removed() {
    let site = Site::new().await;
    for name in ["青葉商会", "株式会社 青葉商会"] {
        assert_eq!(site.post("/names", &[("name", name), ("back", "//evil.example")]).await.location(), "/names");
    }
    let names = site.get("/names.json").await.json();
    assert_eq!((names["names"].as_array().unwrap().len(), &names["names"][0]["who"]), (1, &"local".into()));
    for name in ["", " 　", "a\nb", &"字".repeat(101)] {
        assert_eq!(site.post("/names", &[("name", name)]).await.status, StatusCode::BAD_REQUEST, "{name}");
    }
    assert!(site.get("/names").await.body.contains("action=\"/names/1/remove\""));
    assert_eq!(site.post("/names/1/remove", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.post("/names/1/remove", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn searches_are_saved_renamed_and_removed_and_tell_what_is_new() {
    let site = Site::new().await;
    site.clip(&aoba()).await;
    let saved = site.post("/saved", &[("name", "身代金"), ("q", "kind:ランサムウェア"), ("back", "/cases?q=x")]).await;
    assert_eq!(saved.location(), "/cases?q=x");
    let one = site.get("/saved.json").await.json()["saved"][0].clone();
    assert_eq!((&one["query"], &one["who"]), (&"kind:ransomware".into(), &"local".into()));
    assert_eq!(one["cases"], "/cases?q=kind%3Aransomware");
    assert_eq!(one["feed"], "/cases.atom?q=kind%3Aransomware");
    for (fields, status) in [
        ([("name", "身代金"), ("q", "x")], StatusCode::BAD_REQUEST),
        ([("name", "x"), ("q", "kind:nothing")], StatusCode::BAD_REQUEST),
        ([("name", ""), ("q", "x")], StatusCode::BAD_REQUEST),
        ([("name", "誤送信"), ("q", "kind:misdelivery")], StatusCode::SEE_OTHER),
    ] {
        assert_eq!(site.post("/saved", &fields).await.status, status, "{fields:?}");
    }
    assert_eq!(site.post("/saved/1", &[("name", "誤送信")]).await.status, StatusCode::BAD_REQUEST, "taken");
    assert_eq!(site.post("/saved/1", &[("name", "暗号化")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.post("/saved/99", &[("name", "y")]).await.status, StatusCode::NOT_FOUND);
    for page in ["/saved", "/cases", "/"] {
        assert!(site.get(page).await.body.contains("暗号化"), "{page}");
    }
    let new = site.get("/index.json?new=2019-01-01").await.json()["saved"].clone();
    let count = |name: &str| new.as_array().unwrap().iter().find(|s| s["name"] == name).map(|s| s["new"].clone());
    assert_eq!((count("暗号化"), count("誤送信")), (Some(1.into()), Some(0.into())));
    assert_eq!(site.post("/saved/1/remove", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.post("/saved/1/remove", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_thousand_new_cases_are_counted_and_the_newest_are_shown() {
    let site = Site::new().await;
    let before = tick();
    let orgs: Vec<String> = (0..1000).map(|n| format!("第{n}商店")).collect();
    let notices: Vec<_> = orgs.iter().map(|org| Told { org, ..aoba() }.notice()).collect();
    let page = Prepared::new(&capture("a page of a thousand notices"), &notices, "r").unwrap();
    site.store.clip_all(&[page]).await.unwrap();
    let answer = site.get(&format!("/?new={before}")).await;
    assert_eq!(answer.body.matches("<a class=\"open\"").count(), 50);
    assert!(
        answer.body.contains("1,000</b> 新しい事案") && answer.body.contains("<b class=\"figure\">950</b>"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn the_week_is_held_against_the_four_before_it() {
    let site = Site::new().await;
    let today: jikenbo_model::Date = (Timestamp::now() + 9.hours()).strftime("%Y-%m-%d").to_string().parse().unwrap();
    let ago = |days: i32| today.plus_days(-days);
    site.clip(&Told { day: ago(0), ..aoba() }).await;
    site.clip(&Told { day: ago(6), count: 90_000, org: "若葉堂", ..aoba() }).await;
    site.clip(&Told { day: ago(7), count: 99_000, org: "汐見工業", ..aoba() }).await;
    site.clip(&Told { day: ago(34), ..minato() }).await;
    site.clip(&Told { day: ago(35), org: "遠い市", ..minato() }).await;
    let week = site.get("/index.json").await.json()["week"].clone();
    assert_eq!((&week["all"]["week"], &week["all"]["four_weeks_before"]), (&2.into(), &2.into()));
    assert_eq!(week["kinds"]["ransomware"]["week"], 2);
    assert_eq!(week["biggest"]["organization"], "若葉堂");
    let page = site.get("/").await.body;
    assert!(page.contains("<svg") && page.contains("href=\"/cases?q=kind:ransomware+since:"), "{page}");
}

#[tokio::test]
async fn sources_that_fail_are_told() {
    let site = Site::new().await;
    let url = "https://www.example.jp/news/";
    let new =
        NewSource { url: url.to_owned(), label: "例の会社".to_owned(), every_seconds: 3600, follow: 1, backfill: false };
    let source = site.store.add_source(&new).await.unwrap();
    for times in 0..3 {
        assert!(!site.get("/").await.body.contains("取れない見張り先"), "after {times} failures");
        let error = Some("expected an answer within 30 s, found none".to_owned());
        let looked = Looked { at: now(), next_at: now(), error, backfill: None };
        site.store.looked(source.id, &looked).await.unwrap();
    }
    let page = site.get("/").await.body;
    assert!(page.contains("取れない見張り先") && page.contains("例の会社") && page.contains("found none"));
    assert_eq!(site.get("/index.json").await.json()["failing"][0]["failures"], 3);
}

#[tokio::test]
async fn spellings_of_a_name_are_one_organisation_in_every_part() {
    let site = Site::new().await;
    site.clip(&aoba()).await;
    site.clip(&Told { org: "青葉商会　株式会社", count: 5, ..aoba() }).await;
    site.clip(&Told { vendor: Some("㈱青葉 商会"), ..minato() }).await;
    site.clip(&Told { service: Some("青葉商会"), vendor: None, count: 3, ..minato() }).await;
    for name in ["%E9%9D%92%E8%91%89%E5%95%86%E4%BC%9A", "%E9%9D%92%E8%91%89%20%E5%95%86%E4%BC%9A%E3%88%B1"] {
        let org = site.get(&format!("/orgs/{name}.json")).await.json();
        assert_eq!(org["spellings"].as_array().unwrap().len(), 4, "{org}");
        let roles: Vec<_> = org["cases"].as_array().unwrap().iter().map(|c| c["roles"][0].as_str().unwrap()).collect();
        assert_eq!((roles.len(), roles.iter().filter(|r| **r == "victim").count()), (4, 2), "{roles:?}");
        assert_eq!((&org["first"], &org["last"]), (&"2024-06-04".into(), &"2024-06-05".into()));
    }
    let page = site.get("/orgs/%E9%9D%92%E8%91%89%E5%95%86%E4%BC%9A").await.body;
    for words in ["当事者としての事案", "関係する会社として", "サービスとして", "まとめた書き方", "㈱青葉 商会"]
    {
        assert!(page.contains(words), "{words}");
    }
    let index = site.get("/orgs.json?q=%E9%9D%92%E8%91%89%E5%95%86%E4%BC%9A").await.json();
    assert_eq!((&index["hits"], &index["names"][0]["cases"], &index["names"][0]["as_victim"]), (&1.into(), &3.into(), &2.into()));
    let with_services = site.get("/orgs.json?services=1").await.json();
    assert_eq!(with_services["names"][0]["cases"], 4);
}

#[tokio::test]
async fn the_index_of_names_goes_on_where_it_stopped() {
    let site = Site::new().await;
    let orgs: Vec<String> = (0..150).map(|n| format!("第{n}商店")).collect();
    let notices: Vec<_> = orgs.iter().map(|org| Told { org, ..aoba() }.notice()).collect();
    site.store.clip(&capture("a page of names"), &notices, "r").await.unwrap();
    let mut names = Vec::new();
    let mut after = String::new();
    loop {
        let json = site.get(&format!("/orgs.json?sort=reading{after}")).await.json();
        names.extend(json["names"].as_array().unwrap().iter().map(|n| n["name"].as_str().unwrap().to_owned()));
        let Some(next) = json["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 150);
    assert_eq!(site.get("/orgs.json?initial=%E3%81%9F").await.json()["hits"], 150, "第 is read with た");
    assert_eq!(site.get("/orgs.json?initial=%E3%81%82").await.json()["hits"], 0);
}

#[tokio::test]
async fn cases_in_memory_are_new_too() {
    let app = App { shelf: Shelf::Fixed(Arc::new(cases::cases())), reader: READER.clone(), loopback_only: true };
    let request = |path: &str| {
        Request::builder().uri(path).header("host", "localhost").header("accept-language", "ja").body(Body::empty()).unwrap()
    };
    let answer = router(app).oneshot(request("/?new=2025-02-10")).await.unwrap();
    let body = String::from_utf8(to_bytes(answer.into_body(), 10_000_000).await.unwrap().to_vec()).unwrap();
    assert!(body.contains("変わった事案") && body.contains("続報"), "{body}");
}

#[test]
fn names_are_watched_from_the_command_line() {
    let book = common::Book::new();
    assert!(book.run(&["names", "list"], 0).out.contains("no name is watched yet"));
    let added = book.run(&["names", "add", "青葉商会", "Aoba Cloud", "(株)青葉商会"], 0).out;
    assert_eq!(added.lines().collect::<Vec<_>>(), ["watching 1  青葉商会", "watching 2  Aoba Cloud", "watching 1  青葉商会"]);
    let json: Value = serde_json::from_str(&book.run(&["names", "list", "--json"], 0).out).unwrap();
    assert_eq!(json["names"].as_array().unwrap().len(), 2);
    assert!(book.run(&["names", "remove", "AOBA CLOUD, Inc."], 0).out.contains("Aoba Cloud"));
    assert!(book.run(&["names", "remove", "Aoba Cloud"], 1).err.contains("the watched name Aoba Cloud"));
    assert!(book.run(&["names", "add", " "], 1).err.contains("expected a name"));
}

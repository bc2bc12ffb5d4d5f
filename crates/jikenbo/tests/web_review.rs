//! Reviewing in the browser's own forms: every verdict, nonsense that is named, history, joining and parting, export.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::sync::{Arc, LazyLock};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jikenbo::store::{Capture, Casebook, Ids, Store, rules_fingerprint};
use jikenbo::web::{App, router, shelf::Shelf};
use jikenbo_model::Notice;
use jikenbo_read::Reader;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

const TEXT: &str = "不正アクセスによる個人情報漏えいに関するお詫び\n2024年6月5日\n株式会社あおばつばめ\n\n\
    2024年6月3日、弊社のサーバーが第三者による不正アクセスを受けたことを確認いたしました。\n\
    お客様1,200名の氏名、住所が漏えいしました。氏名は会員の方のものです。<b>重要</b>\n2024年6月4日に監督官庁の窓口へ相談しました。";

struct Desk {
    store: Arc<Store>,
    app: App,
    ids: Ids,
    _folder: TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(&Casebook::File(folder.path().join("book.db"))).await.unwrap());
        let ids = clip(&store, TEXT).await;
        let app = App { shelf: Shelf::Store(store.clone()), reader: READER.clone(), loopback_only: true };
        Self { store, app, ids, _folder: folder }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = router(self.app.clone()).oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, 10_000_000).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    async fn get(&self, path: &str) -> Answer {
        let request = Request::builder().uri(path).header("host", "localhost").header("accept-language", "ja");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        for (name, value) in fields {
            form.append_pair(name, value);
        }
        let request =
            Request::builder().method("POST").uri(path).header("host", "localhost").header("sec-fetch-site", "same-origin");
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.finish())).unwrap()).await
    }

    /// Sends a form that is taken, and gives the address that it leads to.
    async fn done(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {fields:?}: {}", answer.body);
        answer.headers["location"].to_str().unwrap().to_owned()
    }

    /// Sends a form that is not, and gives the page that says why.
    async fn refused(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path} {fields:?}: {}", answer.body);
        answer.body
    }

    fn case(&self, rest: &str) -> String {
        format!("/cases/{}{rest}", self.ids.case)
    }

    async fn facts(&self) -> Vec<Value> {
        let review = self.json(&self.case("/review.json")).await;
        review["notices"][0]["standings"]["facts"].as_array().unwrap().clone()
    }

    async fn fact(&self, key: &str) -> Value {
        let facts = self.facts().await;
        facts.iter().find(|f| f["key"] == key).cloned().unwrap_or_else(|| panic!("{key} in {facts:?}"))
    }

    async fn address(&self, key: &str) -> String {
        self.case(&format!("/facts/{}", self.fact(key).await["id"].as_str().unwrap()))
    }
}

async fn clip(store: &Store, text: &str) -> Ids {
    let notice = Notice::plain(text);
    let reading = READER.read(&notice);
    let capture = Capture {
        bytes: text.as_bytes().to_vec(),
        media_type: "text/plain".into(),
        source: "a.txt".into(),
        captured_at: jiff::Timestamp::now(),
        ..Capture::default()
    };
    store.clip(&capture, &[(notice, reading)], &rules_fingerprint(READER.rules())).await.unwrap().new[0]
}

#[tokio::test]
async fn every_page_of_review_answers_in_both_languages() {
    let desk = Desk::new().await;
    let fact = desk.address("counts").await;
    for path in [
        desk.case("/review"),
        fact,
        desk.case("/facts/new"),
        desk.case("/facts/new?key=timeline"),
        desk.case("/history"),
        desk.case("/notices"),
        "/review".into(),
    ] {
        for lang in ["ja", "en"] {
            let request = Request::builder().uri(&path).header("host", "localhost").header("accept-language", lang);
            let answer = desk.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.body.contains(&format!("<html lang=\"{lang}\">")) && !answer.body.contains(" style="), "{path}");
            assert!(!answer.body.contains("<b>重要"), "{path}: a notice's words are only words");
        }
    }
}

#[tokio::test]
async fn a_fact_is_confirmed_corrected_and_rejected() {
    let desk = Desk::new().await;
    let counts = desk.address("counts").await;
    desk.done(&counts, &[("do", "confirm")]).await;
    assert_eq!(desk.fact("counts").await["status"], "confirmed");
    let form = [
        ("do", "correct"),
        ("quote", "お客様1,200名"),
        ("value", "１，２００"),
        ("bound", "about"),
        ("unit", "people"),
        ("subject", "personal"),
        ("remark", "約と読む"),
        ("back", "/cases/x"),
    ];
    assert_eq!(desk.done(&counts, &form).await, "/cases/x");
    let fact = desk.fact("counts").await;
    assert_eq!(
        (&fact["status"], &fact["claim"]["quote"], &fact["claim"]["value"]["bound"]),
        (&"corrected".into(), &"お客様1,200名".into(), &"about".into())
    );
    assert_eq!(
        (&fact["by"]["who"], &fact["by"]["remark"], &fact["was"]["value"]["bound"]),
        (&"local".into(), &"約と読む".into(), &"exact".into())
    );
    let page = desk.get(&desk.case("")).await.body;
    assert!(page.contains("約1,200名") && page.contains("class=\"seal corrected\""));
    let gone = desk.post(&counts, &[("do", "reject")]).await;
    assert!(
        gone.status == StatusCode::BAD_REQUEST && gone.body.contains("だれかが先に変えた"),
        "the fact of that name is no more"
    );
    desk.done(&desk.address("counts").await, &[("do", "reject")]).await;
    assert!(desk.facts().await.iter().all(|f| f["key"] != "counts"));
    let json = desk.json(&desk.case(".json")).await;
    assert!(json["notices"][0]["versions"][0]["record"].get("counts").is_none(), "what holds is shown anywhere");
    let review = desk.json(&desk.case("/review.json")).await;
    let rejected = review["notices"][0]["standings"]["rejected"][0]["id"].as_str().unwrap();
    desk.done(&desk.case(&format!("/facts/{rejected}")), &[("do", "confirm")]).await;
    assert_eq!(desk.fact("counts").await["status"], "confirmed", "whoever changes their mind has it back");
}

#[tokio::test]
async fn a_missed_fact_is_added_by_its_words() {
    let desk = Desk::new().await;
    let add = desk.case("/facts");
    let named = |quote: &'static str| [("key", "data_items"), ("item", "member_id"), ("state", "affected"), ("quote", quote)];
    let page = desk.post(&add, &named("氏名")).await;
    assert!(page.status.is_success() && page.body.matches("type=\"radio\"").count() == 2, "{}", page.body);
    assert!(page.body.contains("<option value=\"member_id\" selected>"), "what was chosen stays");
    desk.done(&add, &[&named("氏名")[..], &[("place", "2")]].concat()).await;
    let facts = desk.facts().await;
    let added = facts.iter().find(|f| f["status"] == "added").unwrap();
    let second = TEXT.chars().collect::<Vec<_>>().windows(2).enumerate().filter(|(_, w)| w == &['氏', '名']).nth(1).unwrap().0;
    assert_eq!(added["claim"]["span"][0], second);
    // Words over a line break, as a browser sends them.
    desk.done(&add, &[&named("2024年6月5日\r\n株式会社あおばつばめ")[..], &[("item", "points")]].concat()).await;
    let form = desk.get(&desk.case("/facts/new?key=third_parties&quote=%E7%9B%A3%E7%9D%A3%E5%AE%98%E5%BA%81")).await.body;
    assert!(form.contains("name=\"name\" value=\"監督官庁\""), "the name is that of the words");
    assert!(desk.refused(&add, &[("key", "title"), ("quote", "不正アクセス"), ("place", "1")]).await.contains("一つだけ"));
}

#[tokio::test]
async fn nonsense_is_named_with_what_was_expected() {
    let desk = Desk::new().await;
    let counts = desk.address("counts").await;
    let good = [
        ("do", "correct"),
        ("quote", "1,200名"),
        ("value", "1200"),
        ("bound", "exact"),
        ("unit", "people"),
        ("subject", "personal"),
    ];
    for (field, value, says) in [
        ("value", "たくさん", "「数」に0以上の整数 / <bdi>たくさん"),
        ("value", "-1", "整数"),
        ("value", "", "整数"),
        ("unit", "parsecs", "「単位」に一覧にある値 / <bdi>parsecs"),
        ("quote", "どこにもないことば", "お知らせの原文にあることば"),
        ("quote", "", "お知らせの原文にあることば"),
        ("quote", "<script>alert(1)</script>", "&lt;script&gt;"),
    ] {
        let form: Vec<_> = good.iter().map(|(f, v)| (*f, if *f == field { value } else { *v })).collect();
        let page = desk.refused(&counts, &form).await;
        assert!(page.contains(says) && page.contains("role=\"alert\""), "{field}={value}: {page}");
        assert!(page.contains("name=\"value\""), "the form stays");
    }
    let event =
        |start, end| [("key", "timeline"), ("event", "discovery"), ("start", start), ("end", end), ("quote", "2024年6月3日")];
    assert!(desk.refused(&desk.case("/facts"), &event("2024-02-30", "")).await.contains("2024-02-30"));
    assert!(desk.refused(&desk.case("/facts"), &event("2024-06-03", "2024-06-01")).await.contains("始まりより後の日付"));
    for (path, form, says) in [
        (counts.clone(), vec![("do", "explode")], "行うこと"),
        (counts.clone(), vec![("do", "keep")], "決めるべき食い違い"),
        (counts.clone(), vec![("do", "dismiss")], "行うこと"),
        (counts.clone(), vec![("do", "confirm"), ("remark", &*"あ".repeat(1001))], "備考"),
        (desk.case("/facts/0000000000000000"), vec![("do", "confirm")], "いま記録にある事実"),
        (desk.case("/facts"), vec![("key", "weather"), ("quote", "氏名")], "記録の項目"),
        (desk.case("/facts"), vec![("key", "kinds"), ("quote", "氏名"), ("place", "9")], "場所の番号"),
        (desk.case("/facts"), vec![("key", "kinds"), ("notice", "N0000000")], "この事案のお知らせ"),
        (desk.case("/review"), vec![("do", "all"), ("fact", "none")], "いま記録にある事実"),
        (desk.case("/history"), vec![("step", "999")], "取り消せる操作"),
        (desk.case("/notices"), vec![("do", "join"), ("case", "いつもの")], "別の事案の番号"),
        (desk.case("/notices"), vec![("do", "join"), ("case", &*desk.ids.case.to_string())], "別の事案の番号"),
        (desk.case("/notices"), vec![("do", "part"), ("notice", &*desk.ids.notice.to_string())], "全部ではない"),
    ] {
        assert!(desk.refused(&path, &form).await.contains(says), "{path} {form:?}");
    }
    assert!(desk.facts().await.iter().all(|f| f["status"] == "read"), "nothing was changed");
    assert_eq!(desk.get("/review?kind=x").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.get("/cases/C0000000/review").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_notice_is_gone_through_and_leads_to_the_next() {
    let desk = Desk::new().await;
    let other = clip(&desk.store, "個人情報漏えいのお詫び\n2023年4月1日\nみなと市立図書館\n3名の氏名が漏えいしました。").await;
    let facts: Vec<String> = desk.facts().await.iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect();
    let mut form: Vec<(&str, &str)> = facts.iter().map(|id| ("fact", id.as_str())).collect();
    form.push(("do", "all_next"));
    let next = desk.done(&desk.case("/review"), &form).await;
    assert_eq!(next, format!("/cases/{}/review?notice={}", other.case, other.notice));
    let review = desk.json(&desk.case("/review.json")).await;
    assert_eq!(review["notices"][0]["standings"]["reviewed"], true);
    assert!(desk.get(&desk.case("")).await.body.contains("見直し済み"));
}

#[tokio::test]
async fn every_step_stands_in_the_history_and_can_be_taken_back() {
    let desk = Desk::new().await;
    desk.done(&desk.address("counts").await, &[("do", "reject"), ("remark", "別件")]).await;
    let page = desk.get(&desk.case("/history")).await.body;
    assert!(page.contains("却下") && page.contains("別件") && page.contains("local"), "{page}");
    let step = |history: &Value, at: usize| history["corrections"][at]["correction"]["id"].to_string();
    let history = desk.json(&desk.case("/history.json")).await;
    desk.done(&desk.case("/history"), &[("step", &step(&history, 0))]).await;
    assert_eq!(desk.fact("counts").await["status"], "read");
    assert!(desk.get(&desk.case("/history")).await.body.contains("やり直す"));
    assert!(desk.refused(&desk.case("/history"), &[("step", &step(&history, 0))]).await.contains("まだだれも変えていない"));
    let history = desk.json(&desk.case("/history.json")).await;
    assert_eq!((history["corrections"].as_array().unwrap().len(), &history["corrections"][0]["holds"]), (2, &false.into()));
    desk.done(&desk.case("/history"), &[("step", &step(&history, 1))]).await;
    assert!(desk.facts().await.iter().all(|f| f["key"] != "counts"), "it is done again");
}

#[tokio::test]
async fn a_disagreement_and_a_doubt_wait_and_are_decided() {
    let desk = Desk::new().await;
    let kinds = desk.address("kinds").await;
    desk.done(&kinds, &[("do", "correct"), ("quote", "第三者による不正アクセス"), ("code", "malware")]).await;
    let stale = desk.store.stale(0, 10, None).await.unwrap();
    let mut reading = READER.read(&stale[0].notice);
    let text = &stale[0].notice.text;
    let words = text.find("第三者による不正アクセス").unwrap();
    reading.record.kinds = vec![jikenbo_model::Fact::new(
        "ransomware".into(),
        jikenbo_model::Span::new(words, words + 12),
        "kinds/ransomware".into(),
    )];
    reading.doubts = vec![jikenbo_model::Doubt {
        key: "money".into(),
        span: jikenbo_model::Span::new(words, words + 12),
        why: "<i>why</i>".into(),
    }];
    desk.store.put_readings(&[jikenbo::store::Reread { of: &stale[0], reading }], "r2").await.unwrap();
    let page = desk.get("/review").await.body;
    assert!(
        page.contains("同じことばから、別の値が読まれています") && page.contains("ランサムウェア") && page.contains("マルウェア"),
        "{page}"
    );
    assert!(page.contains("&lt;i&gt;why") && page.contains("あおばつばめ"));
    let queue = desk.json("/review.json").await;
    let issue = queue["disagreements"][0]["issues"][0].clone();
    let fact = desk.case(&format!("/facts/{}", issue["id"].as_str().unwrap()));
    assert_eq!(desk.done(&fact, &[("do", "keep"), ("back", "/review")]).await, "/review");
    assert_eq!(desk.json("/review.json?kind=differs").await["disagreements"], serde_json::json!([]));
    assert_eq!(desk.json("/cases.json?q=kind:malware").await["hits"], 1);
    let doubt = queue["doubts"][0]["doubts"][0].clone();
    let review = desk.get(&desk.case("/review")).await.body;
    let id = review
        .split("/facts/")
        .filter(|rest| rest.contains("value=\"dismiss\""))
        .find_map(|rest| rest.get(..16).filter(|id| id.bytes().all(|b| b.is_ascii_hexdigit())))
        .unwrap()
        .to_owned();
    assert_eq!(doubt["quote"], "第三者による不正アクセス".chars().take(4).collect::<String>());
    desk.done(&desk.case(&format!("/facts/{id}")), &[("do", "dismiss")]).await;
    assert_eq!(desk.json("/review.json?kind=doubt").await["doubts"], serde_json::json!([]));
}

#[tokio::test]
async fn cases_are_joined_and_parted_and_old_addresses_lead_on() {
    let desk = Desk::new().await;
    let other =
        clip(&desk.store, "個人情報漏えいのお詫び（第二報）\n2024年7月1日\n株式会社あおばつばめ\n3名の氏名が漏えいしました。")
            .await;
    desk.done(
        &desk.case("/notices"),
        &[("do", "join"), ("case", &format!("https://example.jp/cases/{}", other.case)), ("remark", "続報")],
    )
    .await;
    let moved = desk.get(&format!("/cases/{}", other.case)).await;
    assert!(
        moved.status.is_redirection() && moved.headers["location"].to_str().unwrap().starts_with(&desk.case("")),
        "{:?}",
        moved.headers
    );
    let history = desk.json(&desk.case("/history.json")).await;
    assert_eq!((&history["moves"][0]["move"]["remark"], &history["moves"][0]["move"]["who"]), (&"続報".into(), &"local".into()));
    let parted = desk.done(&desk.case("/notices"), &[("do", "part"), ("notice", &other.notice.to_string())]).await;
    assert_eq!(parted, format!("/cases/{}", other.case));
    assert_eq!(desk.get(&parted).await.status, StatusCode::OK);
    let last = desk.json(&desk.case("/history.json")).await["moves"][1]["move"]["id"].to_string();
    desk.done(&desk.case("/history"), &[("move", &last)]).await;
    assert_eq!(desk.json(&desk.case("/notices.json")).await["notices"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_was_checked_is_exported() {
    let desk = Desk::new().await;
    let empty = desk.get("/review/export").await;
    assert_eq!((empty.status, &empty.headers["content-type"]), (StatusCode::OK, &"application/zip".parse().unwrap()));
    assert!(!empty.body.contains(".json"));
    desk.done(&desk.address("counts").await, &[("do", "confirm")]).await;
    assert!(!desk.get("/review/export").await.body.contains(".json"), "not all of it was checked");
    let some = desk.get("/review/export?all=1").await.body;
    assert!(some.starts_with("PK") && some.contains(&format!("{}.txt", desk.ids.notice)) && some.contains("\"reviewed\": false"));
}

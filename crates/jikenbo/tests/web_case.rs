//! A case's page, asked for in process: who says it, how it is cited, where it leads, what it weighs, and what can be taken away.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "browser/cases.rs"]
mod cases;
#[path = "browser/watched.rs"]
mod watched;

use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jikenbo::doubts;
use jikenbo::labels::Lang;
use jikenbo::web::data::{Case, Filed, Origin, Version};
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, router};
use jikenbo_model::{Count, Event, Fact, Notice, Reading, Record, Span};
use jikenbo_read::Reader;
use serde_json::Value;
use tower::ServiceExt;

/// Costly to make, so made once.
static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }
}

fn of(shelf: Shelf) -> Router {
    router(App { shelf, reader: READER.clone(), loopback_only: true })
}

fn casebook() -> Router {
    of(Shelf::Fixed(Arc::new(cases::cases())))
}

async fn ask(router: &Router, path: &str, lang: &str) -> Answer {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:1234").header("accept-language", lang);
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 50_000_000).await.unwrap().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

async fn page(path: &str, lang: &str) -> String {
    let answer = ask(&casebook(), path, lang).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.text().to_owned()
}

/// A case of one notice.
fn single(id: &str, text: &str, record: Record) -> Case {
    let origin = Origin { source: "a.txt".to_owned(), clipped: "2024-06-06T03:00:00.000Z".to_owned(), sha256: "ab".repeat(32) };
    let version =
        Version { notice: Notice::plain(text), reading: Reading { record, doubts: Vec::new() }, origin, ..Version::default() };
    Case {
        id: id.to_owned(),
        notices: vec![Filed { id: format!("{id}-1"), versions: vec![version], ..Filed::default() }],
        ..Case::default()
    }
}

#[tokio::test]
async fn a_citation_says_who_what_when_where_and_which_bytes_in_both_languages() {
    let json = ask(&casebook(), "/cases/minato.json", "ja").await.json();
    let sha256 = json["notices"][0]["versions"][0]["sha256"].as_str().unwrap().to_owned();
    let address = "http://127.0.0.1:1234/cases/minato";
    for (lang, day) in [("ja", "2024年3月18日公表"), ("en", "published 18 Mar 2024")] {
        let cited = json["citation"][lang].as_str().unwrap();
        let url = "https://www.minato-seika.example/news/20240318.html";
        for part in ["株式会社みなと青果堂", "不正アクセスによるお客様情報漏えい", day, url, &sha256, address]
        {
            assert!(cited.contains(part), "{lang}: {part} in {cited}");
        }
        assert!(page("/cases/minato", lang).await.contains(address));
    }
    let unknown = json_of(single("bare", "何も読めない。", Record::default())).await;
    assert!(unknown["citation"]["ja"].as_str().unwrap().starts_with("公表日不明，"), "{unknown}");
}

async fn json_of(case: Case) -> Value {
    let path = format!("/cases/{}.json", case.id);
    ask(&of(Shelf::Fixed(Arc::new(vec![case]))), &path, "ja").await.json()
}

#[tokio::test]
async fn the_address_of_a_citation_leads_to_the_text_that_was_cited() {
    let mut case = cases::cases().into_iter().find(|case| case.id == "kita").unwrap();
    let digits = |at: usize| format!("{at:064x}");
    let versions = case.notices.iter_mut().flat_map(|filed| filed.versions.iter_mut());
    versions.enumerate().for_each(|(at, version)| version.origin.sha256 = digits(at + 1).chars().rev().collect());
    let wanted = case.notices[1].versions[1].origin.sha256.clone();
    let text: String = case.notices[1].versions[1].origin.clipped.chars().take(10).collect();
    let router = of(Shelf::Fixed(Arc::new(vec![case])));
    let found = ask(&router, &format!("/cases/kita?capture={}", &wanted[..16]), "ja").await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.text().contains(&format!("?capture={}", &wanted[..16])), "the address is told again");
    assert!(found.text().contains(&format!("aria-current=\"page\"><time>{text}")), "the version of that day is shown");
    for wrong in ["0", "ffffffffffffffff", "%E3%81%82"] {
        let answer = ask(&router, &format!("/cases/kita?capture={wrong}"), "en").await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        assert!(answer.text().contains("the SHA-256 of a capture of this case"));
    }
}

#[tokio::test]
async fn facts_are_taken_away_as_gold_facts_are_written() {
    let answer = ask(&casebook(), "/cases/minato/facts.json", "ja").await;
    assert!(answer.headers["content-disposition"].to_str().unwrap().contains("jikenbo-minato-facts.json"));
    let facts = answer.json();
    let record = facts[0].as_object().unwrap();
    assert_eq!(record["kinds"], serde_json::json!(["payment_page_tampering", "unauthorized_access"]));
    assert_eq!(record["counts"][0]["value"], 5521);
    for (key, value) in record {
        for fact in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
            assert!(fact.contains_key("quote"), "{key}");
            assert!(["span", "rule", "also"].iter().all(|part| !fact.contains_key(*part)), "{key}: {fact:?}");
        }
    }
    assert!(!record.contains_key("evidence") && !record.contains_key("doubts"));
    assert_eq!(ask(&casebook(), "/cases/none/facts.json", "ja").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_of_evidence_can_be_taken_away_and_holds() {
    let folder = tempfile::tempdir().unwrap();
    let (store, case) = watched::book(folder.path()).await;
    let router = of(Shelf::Store(Arc::new(store)));
    let answer = ask(&router, &format!("/cases/{case}/evidence.wacz"), "ja").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["content-length"].to_str().unwrap(), answer.bytes.len().to_string());
    assert!(answer.headers["content-disposition"].to_str().unwrap().contains(&format!("jikenbo-{case}.wacz")));
    let checked = jikenbo::evidence::check(Cursor::new(answer.bytes)).unwrap();
    assert!(checked.holds() && checked.report.records > 3, "{:?}", checked.faults);
    for missing in ["/cases/C222-2222/evidence.wacz", "/cases/nonsense/evidence.wacz"] {
        assert_eq!(ask(&router, missing, "ja").await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    assert_eq!(ask(&casebook(), "/cases/minato/evidence.wacz", "ja").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_ids_of_a_case_lead_to_its_address() {
    let folder = tempfile::tempdir().unwrap();
    let (store, case) = watched::book(folder.path()).await;
    let router = of(Shelf::Store(Arc::new(store)));
    let json = ask(&router, &format!("/cases/{case}.json"), "ja").await.json();
    let notice = json["notices"][0]["id"].as_str().unwrap();
    for (asked, leads) in [
        (format!("/cases/{notice}"), format!("/cases/{case}")),
        (format!("/cases/{notice}.json"), format!("/cases/{case}.json")),
        (format!("/cases/{}", case.to_lowercase()), format!("/cases/{case}")),
        (format!("/cases/{}?version=2", case.to_lowercase()), format!("/cases/{case}?version=2")),
    ] {
        let answer = ask(&router, &asked, "ja").await;
        assert_eq!(
            (answer.status, answer.headers["location"].to_str().unwrap()),
            (StatusCode::TEMPORARY_REDIRECT, &*leads),
            "{asked}"
        );
        assert_eq!(ask(&router, &leads, "ja").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn techniques_and_controls_are_told_as_candidates_with_their_reason() {
    let japanese = page("/cases/minato", "ja").await;
    let at = japanese.find("技術と対策の候補").unwrap();
    let section = &japanese[at..at + japanese[at..].find("</section>").unwrap()];
    assert!(section.contains("お知らせがそう述べているわけではありません"));
    assert!(
        section.contains("T1056") && section.contains("Input Capture") && section.contains("原因「プログラムの改ざん」"),
        "{section}"
    );
    assert!(page("/cases/minato", "en").await.contains("cause \u{201c}vulnerability\u{201d}"));
    let json = ask(&casebook(), "/cases/minato.json", "ja").await.json();
    assert_eq!(json["candidates"]["techniques"][0]["because"][0]["key"], "causes");
    let nothing = ask(&casebook(), "/cases/blank", "ja").await;
    assert!(!nothing.text().contains("技術と対策の候補"), "nothing known, nothing guessed");
}

#[tokio::test]
async fn a_case_is_told_in_the_terms_of_others_with_the_facts_that_say_so() {
    let section = |page: &str, name: &str| {
        let at = page.find(name).unwrap_or_else(|| panic!("{name} is not there: {page}"));
        page[at..at + page[at..].find("</section>").unwrap()].to_owned()
    };
    let japanese = section(&page("/cases/minato", "ja").await, "ほかの分け方では");
    for words in [
        "施行規則 第7条",
        "当たる 2号・3号",
        "当たりうる 4号",
        "述べていない",
        "情報の項目「カード番号」",
        "最大5,521件",
        "助言ではありません",
    ] {
        assert!(japanese.contains(words), "{words}: {japanese}");
    }
    for words in [
        "JNSA 漏えい原因",
        "不正アクセス",
        "東京商工リサーチ 原因",
        "ウイルス感染・不正アクセス",
        "システムの脆弱性を悪用した攻撃",
    ] {
        assert!(japanese.contains(words), "{words}: {japanese}");
    }
    let english = section(&page("/cases/minato", "en").await, "In the terms of others");
    for words in
        ["met no. 2, no. 3; may be no. 4", "kind \u{201c}unauthorised access\u{201d}", "up to 5,521 records", "no legal advice"]
    {
        assert!(english.contains(words), "{words}: {english}");
    }
    assert!(
        english.contains("<span lang=\"ja\">不正アクセス</span> (unauthorised access)"),
        "the maker's words are kept: {english}"
    );
    let json = ask(&casebook(), "/cases/minato.json", "ja").await.json();
    assert_eq!(json["labels"][0]["scheme"], "jnsa-cause");
    assert_eq!(json["labels"][0]["labels"][0]["match"], "exact");
    let answers: Vec<&str> =
        json["reporting"]["cases"].as_array().unwrap().iter().map(|c| c["answer"].as_str().unwrap()).collect();
    assert_eq!(answers, ["not_told", "meets", "meets", "may"]);
    let nothing = ask(&casebook(), "/cases/blank", "ja").await;
    assert!(!nothing.text().contains("ほかの分け方では"), "nothing known, nothing told");
}

#[tokio::test]
async fn the_tables_are_a_page_in_both_languages_and_data_for_programs() {
    let (japanese, english) = (page("/crosswalks", "ja").await, page("/crosswalks", "en").await);
    let cell = |heading: &str, words: &str| format!("<td><span class=\"label\">{heading}</span>{words}</td>");
    assert!(japanese.contains(&cell("ラベル", "紛失・置忘れ")) && japanese.contains("符号は盗難も含みます"));
    assert!(english.contains(&cell("label", "紛失・置忘れ")) && english.contains("the code holds thefts, too"));
    assert!(
        japanese.contains(&cell("項目", "種別 (kinds)")) && japanese.contains(&cell("根拠", "多い")),
        "keys have their labels"
    );
    assert!(english.contains(&cell("key", "kinds")) && english.contains(&cell("how", "often")));
    let json = ask(&casebook(), "/crosswalks.json", "en").await.json();
    let jnsa = json["tables"].as_array().unwrap().iter().find(|table| table["id"] == "jnsa-cause").unwrap();
    let way = jnsa["ways"].as_array().unwrap().iter().find(|way| way["label"] == "盗難").unwrap();
    assert_eq!((&way["code"], &way["match"]), (&"loss_or_theft".into(), &"narrower".into()));
}

#[tokio::test]
async fn similar_cases_say_what_they_share_and_a_case_is_not_like_itself() {
    let router = of(Shelf::Fixed(Arc::new(cases::many(8))));
    let json = ask(&router, "/cases/minato.json", "ja").await.json();
    let similar = json["similar"].as_array().unwrap();
    assert!(similar.iter().all(|one| one["case"] != "minato"));
    let copy = similar.iter().find(|one| one["case"] == "copy-0").expect("a copy of it");
    assert!(copy["shared"].as_array().unwrap().iter().any(|shared| shared["key"] == "organization"));
    let japanese = ask(&router, "/cases/minato", "ja").await;
    let shared = |page: &str, words: [&str; 3]| words.iter().all(|word| page.contains(word));
    assert!(shared(japanese.text(), ["同じ組織", "同じ種別 (", "決済画面の改ざん"]), "{}", japanese.text());
    let english = ask(&router, "/cases/minato", "en").await;
    assert!(shared(english.text(), ["same organisation", "same kind (", "payment page tampering"]), "{}", english.text());
    let alone = of(Shelf::Fixed(Arc::new(vec![single("bare", "何も読めない。", Record::default())])));
    assert!(ask(&alone, "/cases/bare", "ja").await.text().contains("似た事案は、事件簿にまだありません"));
}

fn event(event: &str, start: &str, end: Option<&str>, span: Span) -> Fact<Event> {
    let event = Event {
        event: event.into(),
        start: start.parse().unwrap(),
        end: end.map(|day| day.parse().unwrap()),
        start_time: None,
        end_time: None,
    };
    Fact::new(event, span, "timeline/x".into())
}

#[tokio::test]
async fn the_timeline_is_drawn_and_told_and_says_what_is_not_stated() {
    let text = "対象期間は2024年1月から4月、5月10日に停止しました。";
    let record = Record {
        timeline: vec![
            event("exposure_window", "2024-01", Some("2024-04"), Span::new(0, 15)),
            event("containment", "2024-05-10", None, Span::new(0, 15)),
        ],
        ..Record::default()
    };
    let router = of(Shelf::Fixed(Arc::new(vec![single("line", text, record)])));
    let page = ask(&router, "/cases/line", "ja").await;
    assert_eq!(page.text().matches("class=\"band\"").count(), 2, "wide and narrow");
    assert!(page.text().contains("日付の記載なし: 発覚・公表"), "what is not stated is said");
    assert!(page.text().contains("inexact") && page.text().contains("月や年だけの日付は"));
    let table = page.text().split("<table class=\"events\">").nth(1).unwrap().split("</table>").next().unwrap().to_owned();
    assert!(table.contains("2024年1月 – 4月") && table.contains("遮断・停止") && table.contains("+100–130日"), "{table}");
    let japanese = self::page("/cases/minato", "ja").await;
    assert!(japanese.contains("対象期間→発覚") && japanese.contains("発覚→公表 63日"));
}

#[tokio::test]
async fn words_of_several_facts_lead_to_each_without_a_script() {
    let text = "2024年5月10日、氏名1,200件の漏えいが発覚しました。";
    let at = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    };
    let count = Count { value: 1200, bound: "exact".into(), unit: "records".into(), subject: "personal".into() };
    let record = Record {
        timeline: vec![event("discovery", "2024-05-10", None, at("2024年5月10日、氏名1,200件の漏えいが発覚"))],
        counts: vec![Fact::new(count, at("1,200件"), "counts/x".into())],
        ..Record::default()
    };
    let router = of(Shelf::Fixed(Arc::new(vec![single("both", text, record)])));
    let page = ask(&router, "/cases/both", "ja").await.text().to_owned();
    let noscript = page.split("<noscript>").nth(1).unwrap().split("</noscript>").next().unwrap();
    let number = |key: &str| {
        let fact = page.split("<li class=\"fact\" id=\"f").skip(1).find(|fact| fact.contains(key)).unwrap();
        fact.split('"').next().unwrap().to_owned()
    };
    assert!(noscript.contains(&format!("href=\"#f{}\"", number("2024年5月10日"))), "{noscript}");
    assert!(page.contains(&format!("id=\"w{}\"", number("1,200件"))));
    assert!(page.contains("お知らせの文面によります"), "it is said who says it");
}

/// A notice of a merchant with a list of all its shops: 48 KiB and 600 facts.
fn long() -> Case {
    let (mut text, mut counts) = (String::new(), Vec::new());
    for n in 0..600 {
        write!(text, "第{n:03}店におきまして、お客様の個人情報").unwrap();
        let start = text.len();
        write!(text, "{}件", n + 1).unwrap();
        let count = Count { value: n + 1, bound: "exact".into(), unit: "records".into(), subject: "personal".into() };
        counts.push(Fact::new(count, Span::new(start, text.len()), "counts/personal_records".into()));
        text.push_str("でございます。\n");
    }
    single("long", &text, Record { counts, ..Record::default() })
}

#[tokio::test]
async fn a_long_notice_with_hundreds_of_facts_stays_light() {
    let case = long();
    let text = case.notices[0].versions[0].notice.text.len();
    assert!((45_000..55_000).contains(&text), "{text}");
    let router = of(Shelf::Fixed(Arc::new(vec![case])));
    let page = ask(&router, "/cases/long", "ja").await;
    assert_eq!(page.text().matches("<li class=\"fact\"").count(), 600);
    println!("{} bytes for a text of {text} bytes with 600 facts", page.bytes.len());
    assert!(page.bytes.len() < 500_000, "{} bytes", page.bytes.len());
}

#[tokio::test]
async fn many_notices_are_folded_away() {
    let mut case = cases::cases().remove(0);
    case.notices = (0..40).map(|n| Filed { id: format!("n{n}"), ..case.notices[0].clone() }).collect();
    let router = of(Shelf::Fixed(Arc::new(vec![case])));
    let first = ask(&router, "/cases/minato", "en").await;
    let nav = |page: &Answer| page.text().split("<nav class=\"tabs\"").nth(1).unwrap().split("</nav>").next().unwrap().to_owned();
    assert!(nav(&first).contains("<details><summary>More notices <span class=\"figure\">32</span>"), "{}", nav(&first));
    assert!(nav(&ask(&router, "/cases/minato?notice=30", "en").await).contains("<details open>"));
}

#[test]
fn no_doubt_lacks_a_reason_in_either_language() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut doubts = 0;
    for folder in fs::read_dir(root.join("corpus")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let Ok(text) = fs::read_to_string(folder.join("source.txt")) else { continue };
        for doubt in READER.read(&Notice::plain(&text)).doubts {
            for lang in [Lang::Ja, Lang::En] {
                let why = doubts::why(&doubt, lang).unwrap_or_else(|| panic!("{}: {}", folder.display(), doubt.why));
                assert!(!why.contains('_') && (lang == Lang::Ja) == why.ends_with('。'), "{why}");
            }
            doubts += 1;
        }
    }
    assert!(doubts > 20, "{doubts} doubts");
}

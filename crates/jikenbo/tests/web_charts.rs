//! The charts: nothing is lost or counted twice, every bar opens the cases it counts, and what is not told is said.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "browser/cases.rs"]
mod cases;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use jikenbo::web::data::Case;
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, charts, router};
use jikenbo_read::Reader;
use serde_json::Value;
use tower::ServiceExt;

static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

fn with(cases: Vec<Case>) -> Router {
    router(App { shelf: Shelf::Fixed(Arc::new(cases)), reader: READER.clone(), loopback_only: true })
}

fn casebook() -> Router {
    with(cases::many(20))
}

async fn ask(router: &Router, path: &str, lang: &str) -> (StatusCode, HeaderMap, String) {
    let request = Request::builder().uri(path).header("host", "127.0.0.1:1").header("accept-language", lang);
    let answer = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    let body = to_bytes(body, 10_000_000).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
}

async fn json(router: &Router, path: &str) -> Value {
    let (status, _, body) = ask(router, path, "ja").await;
    assert_eq!(status, StatusCode::OK, "{path}: {body}");
    serde_json::from_str(&body).unwrap()
}

/// The lines of a chart.
fn lines(charts: &Value, name: &str) -> Vec<Value> {
    let chart = charts["charts"].as_array().unwrap().iter().find(|chart| chart["name"] == name);
    chart.unwrap_or_else(|| panic!("no chart {name}"))["lines"].as_array().unwrap().clone()
}

fn number(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Every link of a page that opens cases, with the figure of its bar.
fn bars(page: &str) -> Vec<(String, u64)> {
    let section = &page[page.find("<section class=\"chart\"").unwrap()..];
    let links = section.split("<a ").skip(1).filter(|link| link.contains("href=\"/cases"));
    let bar = |link: &str| {
        let href = link.split("href=\"").nth(1)?.split('"').next()?.replace("&amp;", "&");
        let told = link
            .split("aria-label=\"")
            .nth(1)
            .filter(|_| link.find("aria-label") < link.find('>'))
            .and_then(|l| l.split('"').next());
        let inner = link.split('>').nth(1)?.split('<').next()?;
        let figure = match told {
            Some(told) => number(told.rsplit(' ').next()?),
            None if link.starts_with("class=\"open\"") => {
                number(link.split("</tr>").next()?.rsplit("<td class=\"figure\">").next()?.split('<').next()?)
            }
            None if inner.chars().all(|c| c.is_ascii_digit() || c == ',') => number(inner),
            None => None,
        };
        Some((href, figure?))
    };
    links.filter_map(bar).collect()
}

#[tokio::test]
async fn every_bar_opens_as_many_cases_as_it_counts() {
    let router = casebook();
    for query in ["", "?q=kind%3Aunauthorized_access"] {
        let (_, _, page) = ask(&router, &format!("/charts{query}"), "ja").await;
        let bars = bars(&page);
        assert!(bars.len() > 40, "only {} bars were found", bars.len());
        for (href, counted) in bars {
            let found = json(&router, &href.replace("/cases", "/charts.json")).await;
            // The median's table counts those that tell the days; its link asks for them.
            assert_eq!(found["cases"], counted, "{href}");
        }
    }
}

#[tokio::test]
async fn both_languages_tell_every_chart_with_its_table_and_csv() {
    let router = casebook();
    for lang in ["ja", "en"] {
        let (status, _, page) = ask(&router, "/charts?by=org", lang).await;
        assert_eq!(status, StatusCode::OK);
        for name in charts::names() {
            assert!(page.contains(&format!("<section class=\"chart\" id=\"{name}\" aria-labelledby=\"{name}-h\">")), "{name}");
            assert!(page.contains(&format!("href=\"/charts/{name}.csv?by=org\" download")), "{name}: the CSV counts the same");
        }
        assert!(!page.contains(" style=") && !page.contains("<style"));
        assert!(page.len() < 250_000, "{} bytes", page.len());
        if lang == "en" {
            let own = page.replace("事件簿", "").replace("日本語", "");
            assert!(!own.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c)), "{own}");
        }
    }
}

#[tokio::test]
async fn what_is_not_told_is_a_bar_of_its_own_and_never_nought() {
    let router = with(cases::cases());
    let charts = json(&router, "/charts.json").await;
    assert_eq!((&charts["count"], &charts["cases"], &charts["by"]), (&7.into(), &7.into(), &"case".into()));
    for name in ["people", "cards"] {
        let lines = lines(&charts, name);
        let (last, told) = lines.split_last().unwrap();
        let all: u64 = lines.iter().map(|line| line["all"].as_u64().unwrap()).sum();
        assert_eq!(all, 7, "{name}: each case is in one bar");
        assert!(last["all"].as_u64().unwrap() > 0 && last["from"].is_null(), "{name}: the last bar is for those who do not tell");
        assert!(told.iter().all(|line| line["from"].as_u64() > Some(0)), "{name}: nobody said nought");
    }
    let months = lines(&charts, "months");
    let all: u64 = months.iter().map(|line| line["all"].as_u64().unwrap()).sum();
    assert_eq!(all, 7, "each case is in one month, or in none");
    let (_, _, page) = ask(&router, "/charts", "ja").await;
    assert!(page.contains("7件のうち ") && page.contains("記載なし") && page.contains("n = "));
}

#[tokio::test]
async fn the_reader_says_what_is_counted() {
    let router = with(cases::cases());
    let count = |by: &'static str| {
        let router = router.clone();
        async move { json(&router, &format!("/charts.json?by={by}")).await["count"].as_u64().unwrap() }
    };
    assert_eq!((count("case").await, count("notice").await), (7, 8), "one case has a follow-up");
    let copies = with(cases::many(20));
    let organizations = json(&copies, "/charts.json?by=org").await;
    let named = json(&copies, "/charts.json").await;
    assert!(organizations["count"].as_u64() < named["count"].as_u64(), "copies are of the same organisations");
    assert!(organizations["nameless"].as_u64() > Some(0), "those without a name are told");
    let (_, _, page) = ask(&copies, "/charts?by=org", "ja").await;
    assert!(page.contains("組織名のないものは数えていません") && page.contains("一つの組織を"));
    assert!(page.contains("<a href=\"/charts?by=org\" aria-current=\"true\">"));
}

#[tokio::test]
async fn charts_follow_the_query_and_each_condition_can_be_taken_off() {
    let router = casebook();
    let (_, _, page) = ask(&router, "/charts?q=kind%3Aransomware+VPN", "ja").await;
    assert!(page.contains("<a href=\"/charts?q=VPN\"") && page.contains("<a href=\"/charts?q=kind%3Aransomware\""));
    assert!(page.contains("<b class=\"figure\">1件</b>"));
    let (status, _, page) = ask(&router, "/charts?q=%E3%81%AA%E3%81%84%E3%81%93%E3%81%A8%E3%81%B0", "ja").await;
    assert!(status.is_success() && page.contains("条件に合う事案はありません"));
    let (status, _, page) = ask(&with(Vec::new()), "/charts", "ja").await;
    assert!(status.is_success() && page.contains("事件簿はまだ空です"));
}

#[tokio::test]
async fn what_is_not_understood_is_told() {
    let router = casebook();
    for (path, says) in
        [("/charts?by=moon", "moon"), ("/charts?q=kind%3Anothing", "nothing"), ("/charts/months.csv?q=%22", "閉じる引用符")]
    {
        let (status, _, page) = ask(&router, path, "ja").await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{path}");
        assert!(page.contains(says), "{path}");
    }
    for path in ["/charts/nothing.csv", "/charts/months", "/charts/months.json"] {
        assert_eq!(ask(&router, path, "ja").await.0, StatusCode::NOT_FOUND, "{path}");
    }
    let (status, _, _) = ask(&router, &format!("/charts?q={}", "a".repeat(2_000)), "ja").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_csv_is_what_the_page_tells() {
    let router = casebook();
    let charts = json(&router, "/charts.json").await;
    for name in charts::names() {
        let (status, headers, body) = ask(&router, &format!("/charts/{name}.csv"), "ja").await;
        assert_eq!(status, StatusCode::OK);
        assert!(headers["content-type"].to_str().unwrap().starts_with("text/csv; charset=utf-8"));
        assert_eq!(headers["content-disposition"], format!("attachment; filename=\"jikenbo-{name}.csv\""));
        let text = body.strip_prefix('\u{feff}').expect("the mark by which spreadsheets know UTF-8");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns = reader.headers().unwrap().len();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let lines = lines(&charts, name);
        assert!(!lines.is_empty(), "{name} has lines");
        assert_eq!(records.len(), lines.len(), "{name}");
        for (record, line) in records.iter().zip(&lines) {
            let line: Vec<&Value> = line.as_object().unwrap().values().collect();
            assert_eq!((record.len(), line.len()), (columns, columns), "{name}");
            for (cell, value) in record.iter().zip(line).skip(2) {
                match value {
                    Value::Null => assert_eq!(cell, "", "{name}: what is not told has no figure"),
                    Value::String(_) => {}
                    Value::Number(n) if n.is_u64() => assert_eq!(cell, n.to_string(), "{name}"),
                    value => {
                        assert!((cell.parse::<f64>().unwrap() - value.as_f64().unwrap()).abs() <= 0.05, "{name}: {cell} {value}")
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn hostile_words_of_a_query_are_only_ever_text() {
    let (_, _, page) = ask(&casebook(), "/charts?q=%3Cscript%3E+%22%3E%3Cimg+src%3Dx%3E%22", "ja").await;
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("<img"));
}

//! Reports and feeds as files, and the way to them from the pages: what is told of one case and of many, that nothing of a notice acts,
//! that an estimate is told only to those who ask for it.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "browser/cases.rs"]
#[allow(dead_code, reason = "each test file uses its part")]
mod cases;
mod common;

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use jikenbo::export::{FORMATS, Format, NAMES};
use jikenbo::labels::Lang;
use jikenbo::web::shelf::Shelf;
use jikenbo::web::{App, router};
use jikenbo_export::{Capture, Case, Notice, Options};
use jikenbo_feed::{FeedKind, Limits, feed};
use jikenbo_model::Notice as Text;
use jikenbo_read::Reader;
use jikenbo_search::{Facts, Query};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options as Extensions, Parser, Tag};
use tower::ServiceExt;

static READER: LazyLock<Arc<Reader>> = LazyLock::new(|| Arc::new(Reader::embedded()));

#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn written(form: &str, options: &Options, cases: &[Case]) -> String {
    let sink = Sink::default();
    let mut exporter = (Format::named(form).unwrap().begin)(options, Box::new(sink.clone())).unwrap();
    cases.iter().for_each(|case| exporter.put(case).unwrap());
    exporter.finish().unwrap();
    String::from_utf8(sink.0.lock().unwrap().clone()).unwrap()
}

/// A case as the casebook would export it, read from a text.
fn case(id: &str, text: &str) -> Case {
    let text = Text { url: Some(format!("https://notices.example/{id}")), ..Text::plain(text) };
    let reading = READER.read(&text);
    let capture = Capture {
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        media_type: "text/html".to_owned(),
        captured_at: "2024-06-06T01:02:03.000Z".to_owned(),
        source: "/home/somebody/clipped/notice.html".to_owned(),
        ..Capture::default()
    };
    Case {
        id: id.to_owned(),
        created: "2024-06-06T01:02:03.000Z".to_owned(),
        changed: "2024-06-07T01:02:03.000Z".to_owned(),
        facts: Facts::of(&text, &reading),
        notices: vec![Notice { id: format!("N{id}"), version: 1, capture, text, reading, ..Notice::default() }],
        imported: None,
    }
}

fn many(n: usize) -> Vec<Case> {
    (1..=n).map(|n| case(&format!("C{n}"), &common::notice(n))).collect()
}

fn options(lang: Lang) -> Options {
    Options { language: lang, now: "2024-07-01T00:00:00.000Z".to_owned(), ..Options::default() }
}

#[test]
fn a_report_of_one_case_tells_every_fact_with_its_words_and_where_they_stood() {
    let one = case("C7GH-2WMX", &common::notice(1_234));
    let record = jikenbo_model::to_json(&one.notices[0].reading, &one.notices[0].text.text);
    let mut quotes = Vec::new();
    quotes_of(&record, &mut quotes);
    assert!(quotes.len() > 8, "{quotes:?}");
    for (form, open, close) in [("html", "<bdi>", "</bdi>"), ("markdown", "「", "」")] {
        let made = written(form, &options(Lang::Ja), std::slice::from_ref(&one));
        for quote in &quotes {
            let quote: String = quote.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(made.contains(&format!("{open}{quote}{close}")), "{form} lacks {quote}");
        }
        let capture = &one.notices[0].capture;
        assert!(made.contains(&capture.sha256) && made.contains("2024-06-06 01:02:03 UTC"), "{form}");
        assert!(made.contains("notices.example/C7GH-2WMX"), "{form} lacks where it stood");
        for words in ["最大1,234件", "記載のない項目", "候補", "引用", "事件簿，C7GH-2WMX", "記載なし"] {
            assert!(made.contains(words), "{form} lacks {words}");
        }
        assert!(!made.contains("/home/somebody"), "{form} tells folders of this machine");
        let english = written(form, &options(Lang::En), std::slice::from_ref(&one));
        for words in ["Overview", "up to 1,234 records", "not told", "candidates", "Captured 2024-06-06"] {
            assert!(english.contains(words), "{form} lacks {words}");
        }
    }
    assert!(written("html", &options(Lang::Ja), &[one]).contains("<svg class=\"timeline paper\""));
}

fn quotes_of(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(keys) => {
            for (key, value) in keys {
                match (key.as_str(), value.as_str()) {
                    ("also", _) => {}
                    ("quote", Some(quote)) => out.push(quote.to_owned()),
                    _ => quotes_of(value, out),
                }
            }
        }
        serde_json::Value::Array(all) => all.iter().for_each(|value| quotes_of(value, out)),
        _ => {}
    }
}

#[test]
fn an_html_report_is_one_file_that_asks_for_nothing() {
    for cases in [many(0), many(1), many(12)] {
        for lang in [Lang::Ja, Lang::En] {
            let page = written("html", &options(lang), &cases);
            assert!(page.starts_with("<!DOCTYPE html><html lang=") && page.ends_with("</html>\n"));
            for outside in ["<script", "<img", "<link", "<iframe", "@import", "url(http", " src=", "onload=", "href=\"/"] {
                assert!(!page.contains(outside), "{outside} with {} cases", cases.len());
            }
            assert!(page.contains("@page") && page.contains("default-src 'none'"));
            assert_eq!(page, written("html", &options(lang), &cases), "the same cases, the same bytes");
        }
    }
    let page = written("html", &Options { address: Some("https://book.example".into()), ..options(Lang::En) }, &many(12));
    assert!(page.contains("href=\"https://book.example/cases?q=kind%3A"), "bars open the casebook where it is served");
}

#[test]
fn a_report_of_many_counts_all_of_them_and_says_what_it_leaves_out() {
    let mut cases = many(60);
    cases.insert(0, Case { id: "CNONE".into(), ..Case::default() });
    let query = Query::parse("kind:unauthorized_access since:2024", &jikenbo::labels::Known).unwrap().to_string();
    let asked = Options { query, ..options(Lang::Ja) };
    for form in ["html", "markdown"] {
        let made = written(form, &asked, &cases);
        for words in ["種別", "不正アクセス", "2024年以降", "61件の事案", "60通のお知らせ", "11件は、この報告には載せていません"]
        {
            assert!(made.contains(words), "{form} lacks {words}");
        }
        for title in [
            "時期と種別",
            "種別と業種",
            "業種と原因",
            "影響を受けた人",
            "影響を受けたカード",
            "発生から発覚まで",
            "発覚から公表まで",
        ] {
            assert!(made.contains(title), "{form} lacks the chart {title}");
        }
        assert!(made.contains("株式会社あおば第60商店") && made.contains("株式会社あおば第1商店"), "{form}: the list has all");
        assert!(made.contains("題なし"), "{form}: a case of which nothing is told is told so");
    }
    let bars = written("markdown", &asked, &cases);
    let months: Vec<&str> = bars.lines().filter(|line| line.starts_with("| 2024年6月")).collect();
    assert!(months[0].starts_with("| 2024年6月 | 60 | ████"), "{months:?}");
    let imported = jikenbo_export::Imported {
        collection: "VCDB".into(),
        key: "0123-4567".into(),
        references: vec!["https://news.example/1".into(), "javascript:alert(1)".into()],
        ..jikenbo_export::Imported::default()
    };
    let taken_over = Case { id: "CVCDB".into(), imported: Some(imported), ..Case::default() };
    let made = written("html", &options(Lang::En), &[taken_over.clone(), cases[1].clone()]);
    assert!(made.contains("VCDB"), "what was not clipped is marked");
    let alone = written("html", &options(Lang::En), &[taken_over]);
    assert!(
        alone.contains("Taken over from") && alone.contains("0123-4567") && alone.contains("href=\"https://news.example/1\"")
    );
    assert!(!alone.contains("href=\"javascript"));
    let none = written("markdown", &asked, &[]);
    assert!(none.contains("当てはまる事案はありません") && !none.contains("█"));
    let endless: Vec<Case> = std::iter::repeat_n(cases[1].clone(), 620).collect();
    let long = written("markdown", &options(Lang::En), &endless);
    assert!(long.contains("620 cases") && long.contains("**120 more are not told here.**") && long.contains("**570 more"));
    let docs = include_str!("../../../docs/exports/reports.md");
    assert!(docs.contains("names the first 500") && docs.contains("first 50 are told in short"));
}

#[test]
fn a_report_says_what_was_taken_over_and_that_no_notice_tells_it() {
    let taken = |n: usize| {
        let mut one = case(&format!("CV{n}"), &common::notice(n));
        one.notices.clear();
        one.imported = Some(jikenbo_export::Imported {
            collection: "VCDB".into(),
            key: format!("key-{n}"),
            ..jikenbo_export::Imported::default()
        });
        one
    };
    let clipped = case("C1", &common::notice(1));
    for form in ["html", "markdown"] {
        let alone = written(form, &options(Lang::En), &[taken(1)]);
        for words in [
            "those of the collection’s record",
            "as the collection’s record tells them",
            "What the collection’s record does not tell.",
            "The collection’s record does not say so itself.",
            "Techniques (MITRE ATT&",
        ] {
            assert!(alone.contains(words), "{form} lacks {words}: {alone}");
        }
        assert!(!alone.contains("from any notice") && !alone.contains("The notice does not say so"), "{form}");
        assert!(written(form, &options(Lang::Ja), &[taken(1)]).contains("取り込み元の記録にない項目です。"), "{form}");
        let all = written(form, &options(Lang::En), &[taken(1), taken(2)]);
        assert!(all.contains("2 cases (2 taken over from other collections)") && !all.contains("own notices"), "{form}");
        assert!(all.contains("as the records of other collections tell them") && all.contains("key-2"), "{form}");
        let mixed = [taken(1), clipped.clone(), taken(2)];
        let both = written(form, &options(Lang::En), &mixed);
        assert!(both.contains("3 cases (1 notice, 2 taken over from other collections)"), "{form}");
        assert!(both.contains("own notices or, for cases taken over"), "{form}");
        let both = written(form, &options(Lang::Ja), &mixed);
        assert!(both.contains("3件の事案 (1通のお知らせ、2件はほかの集まりから取り込み)"), "{form}");
        let none = written(form, &options(Lang::En), &[clipped.clone(), clipped.clone()]);
        assert!(none.contains("2 cases (2 notices), published") && !none.contains("other collections"), "{form}");
    }
}

/// What Markdown makes of a text: how many headings, tables and links, and whether anything of HTML or a picture is in it.
fn acts(text: &str) -> (usize, usize, Vec<String>, bool) {
    let (mut headings, mut tables, mut links, mut wild) = (0, 0, Vec::new(), false);
    for event in Parser::new_ext(text, Extensions::all() - Extensions::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::Start(Tag::Table(_)) => tables += 1,
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_)) => {
                wild = true
            }
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => wild = true,
            _ => {}
        }
    }
    (headings, tables, links, wild)
}

fn hostile(words: &str) -> Case {
    let mut one = case("C7GH-2WMX", &common::notice(5));
    one.facts.title = words.to_owned();
    one.facts.organization = Some(words.to_owned());
    let notice = &mut one.notices[0];
    if let Some(fact) = notice.reading.record.organization.as_mut() {
        fact.value.name = Some(words.to_owned());
    }
    one
}

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script> | a | b\n# 見出し\n- x",
    "[押す](javascript:alert(1)) ![絵](https://evil.example/x.png) <https://evil.example>",
    "www.evil.example http://evil.example mail@evil.example @everyone #123 :bomb: $x$ `a` ~~b~~ **c** __d__",
    "1. 一つ目\n\n> 引用\n\n```\nコード\n```\n\n| a |\n|---|\n| b |",
    "--- \u{202e}逆\u{2069}\u{7} &lt;b&gt; \\[x\\](y) [^1] - [ ] ^a^",
];

#[test]
fn nothing_of_a_notice_acts_in_markdown_or_html() {
    let plain = acts(&written("markdown", &options(Lang::Ja), &[hostile("ただの名前")]));
    for words in HOSTILE {
        let made = written("markdown", &options(Lang::Ja), &[hostile(words)]);
        assert_eq!(acts(&made), plain, "{words}\n{made}");
        assert!(!made.contains("mail@evil") && !made.contains("@everyone"), "{made}");
        let page = written("html", &options(Lang::Ja), &[hostile(words)]);
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202e}'), "{words}");
        let many = acts(&written("markdown", &options(Lang::Ja), &[hostile(words), hostile("ただの名前")]));
        assert_eq!(
            many,
            acts(&written("markdown", &options(Lang::Ja), &[hostile("ただの名前"), hostile("ただの名前")])),
            "{words}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn no_words_at_all_act_in_markdown(words in "[\\PC\n\t\\\\`*_{}<>#+.!|~&:$^@()0-9=-]{1,40}") {
        static PLAIN: LazyLock<(usize, usize, Vec<String>, bool)> =
            LazyLock::new(|| acts(&written("markdown", &options(Lang::Ja), &[hostile("ただの名前")])));
        let made = written("markdown", &options(Lang::Ja), &[hostile(&words)]);
        prop_assert_eq!(acts(&made), PLAIN.clone(), "{}", made);
    }
}

#[test]
fn feeds_as_files_are_read_back_with_every_case() {
    let cases = many(3);
    for (form, kind) in [("atom", FeedKind::Atom), ("json-feed", FeedKind::Json)] {
        for address in [None, Some("https://book.example".to_owned())] {
            let asked = Options { address: address.clone(), ..options(Lang::Ja) };
            let made = written(form, &asked, &cases);
            let read =
                feed(&made, "https://elsewhere.example/", &Limits::default()).unwrap_or_else(|e| panic!("{form}: {e}\n{made}"));
            assert_eq!((read.kind, read.entries.len()), (kind, 3), "{form}");
            assert!(made.contains("2024-06-07T01:02:03.000Z") && made.contains("あおば第2商店"), "{form}");
            assert!(made.contains("https://notices.example/C2"), "{form} leads to the notice");
            assert_eq!(made.contains("https://book.example/cases/C2"), address.is_some(), "{form}");
            assert_eq!(made, written(form, &asked, &cases));
        }
        let none = written(form, &options(Lang::En), &[]);
        let read =
            feed(&none, "https://elsewhere.example/", &Limits::default()).unwrap_or_else(|e| panic!("{form}: {e}\n{none}"));
        assert!(read.entries.is_empty());
    }
}

#[test]
fn an_estimate_is_told_only_to_those_who_ask_and_always_with_its_caution() {
    let text = "2024年6月5日\n青葉市立病院\n\n個人情報の漏えいについて\n\n当院の患者100名分の氏名、住所が漏えいしたことが判明しました。深くお詫び申し上げます。\n";
    let one = case("C7GH-2WMX", text);
    assert_eq!(one.facts.people, Some(100), "{:?}", one.facts);
    for form in ["html", "markdown", "jsonl"] {
        let without = written(form, &options(Lang::Ja), std::slice::from_ref(&one));
        assert!(!without.contains("想定損害賠償額") && !without.contains("estimate\":"), "{form}");
    }
    let asked = Options { estimate: true, ..options(Lang::Ja) };
    for form in ["html", "markdown"] {
        let with = written(form, &asked, std::slice::from_ref(&one));
        for words in [
            "想定損害賠償額の推計",
            "推計です。",
            "基礎情報価値",
            "機微情報度",
            "本人特定容易度",
            "社会的責任度",
            "事後対応評価",
            "1,200,000円",
        ] {
            assert!(with.contains(words), "{form} lacks {words}");
        }
        let silent = written(form, &asked, &[Case { id: "CNONE".into(), ..Case::default() }]);
        assert!(silent.contains("推計はありません") && !silent.contains("基礎情報価値"), "{form}");
    }
    let line: serde_json::Value = serde_json::from_str(&written("jsonl", &asked, &[one])).unwrap();
    assert_eq!(line["estimate"]["total"]["most"], 1_200_000);
}

async fn page(path: &str, lang: &str) -> String {
    let shelf = Shelf::Fixed(Arc::new(cases::cases()));
    let router = router(App { shelf, reader: READER.clone(), loopback_only: true });
    let request = Request::builder().uri(path).header("host", "127.0.0.1:1").header("accept-language", lang);
    let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    String::from_utf8(to_bytes(answer.into_body(), 10_000_000).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn every_form_can_be_had_from_the_list_the_charts_and_a_case() {
    for lang in ["ja", "en"] {
        for (path, query) in [
            ("/cases?q=kind:unauthorized_access&sort=oldest", "?q=kind%3Aunauthorized_access&amp;sort=oldest"),
            ("/cases", ""),
            ("/charts?q=kind:unauthorized_access", "?q=kind%3Aunauthorized_access"),
            ("/cases/minato", "?id=minato"),
        ] {
            let made = page(path, lang).await;
            let ways = made.split("<details class=\"export-as\">").nth(1).unwrap_or_else(|| panic!("{path}"));
            for format in FORMATS {
                let about = if lang == "ja" { format.about.0 } else { format.about.1 };
                assert!(ways.contains(&format!("href=\"/export/{}{query}\" download", format.name)), "{path}: {}", format.name);
                assert!(ways.contains(about), "{path}: {about}");
            }
        }
        assert!(page("/help", lang).await.contains("id=\"export\""), "what the links lead to");
    }
    let api = page("/openapi.json", "en").await;
    assert!(NAMES.iter().all(|name| api.contains(&format!("\"{name}\""))), "the document names every form");
}

#[test]
fn the_docs_tell_every_form_once() {
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/exports.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    let rows = docs.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(rows.collect::<Vec<_>>(), NAMES, "docs/exports.md tells the forms, in the order of `jikenbo export --list`");
}

#[tokio::test]
async fn the_page_of_a_case_estimates_nothing_unless_asked() {
    let mut asked = 0;
    for id in cases::cases().iter().map(|case| case.id.clone()) {
        let plain = page(&format!("/cases/{id}"), "ja").await;
        assert!(!plain.contains("機微情報度"), "{id}");
        let with = page(&format!("/cases/{id}?estimate=1"), "ja").await;
        assert!(with.contains("想定損害賠償額の推計"), "{id}");
        // Where nothing can be told, no link offers it.
        assert_eq!(with.contains("機微情報度"), plain.contains("estimate=1#estimate"), "{id}");
        assert_eq!(with.contains("機微情報度"), with.contains("推計です。"), "{id}");
        asked += usize::from(with.contains("機微情報度"));
    }
    assert!(asked > 0, "some case tells how many persons");
}

#[test]
fn the_command_line_makes_reports_and_shows_an_estimate() {
    let book = common::Book::new();
    let file = book.file("notice.txt", common::notice(77));
    book.run(&["clip", &file], 0);
    let id = book.run(&["list", "--json"], 0).out;
    let id = id.split("\"C").nth(1).unwrap().split('"').next().unwrap();
    let id = format!("C{id}");
    let report = book.run(&["export", "--format", "markdown", "--lang", "en", &id], 0).out;
    assert!(report.contains("## Overview") && report.contains(&id) && report.contains("up to 77 records"), "{report}");
    assert!(!report.contains("only case that matches"), "it was asked for by its id");
    let found = book.run(&["export", "--format", "markdown", "--lang", "en", "org:あおば"], 0).out;
    assert!(found.contains("only case that matches"), "{found}");
    assert!(!book.run(&["show", &id], 0).out.contains("推計"));
    assert!(book.run(&["show", "--estimate", &id], 0).out.contains("想定損害賠償額の推計 (JOモデル)"));
    let json: serde_json::Value = serde_json::from_str(&book.run(&["show", "--estimate", "--json", &id], 0).out).unwrap();
    assert!(json.as_object().unwrap().contains_key("estimate"));
}

//! `list`, `search`, `show`, `reread` and `settings` from outside, on a casebook whose facts the test itself put in.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Book, notice};
use jikenbo::store::{Capture, Casebook, Store};
use jikenbo_model::{Count, Event, Fact, Notice, Organization, Reading, Record, Span};
use serde_json::Value;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

/// Name, sector, kind, day as in the text, day, figure as in the text, figure.
type Sample = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, u64);

const SAMPLES: [Sample; 3] = [
    ("白樺県立病院", "hospital", "ransomware", "令和6年5月1日", "2024-05-01", "患者３，０００名", 3000),
    ("かもめ通販", "retail", "payment_page_tampering", "2023年12月24日", "2023-12-24", "1,500件", 1500),
    ("すみれ学園", "school", "misdelivery", "2025年1月", "2025-01", "7名", 7),
];

fn fact<T>(text: &str, words: &str, value: T, rule: &str) -> Fact<T> {
    let start = text.find(words).unwrap();
    Fact::new(value, Span::new(start, start + words.len()), rule.into())
}

fn sample((name, sector, kind, said, day, figure, value): Sample) -> (Notice, Reading) {
    let text = format!("{name}　お詫びとお知らせ\n{said}\n{figure}の情報が対象です。\u{1b}[31m");
    let organization = Organization { name: Some(name.to_owned()), sector: Some(sector.into()) };
    let count = Count { value, bound: "at_most".into(), unit: "people".into(), subject: "personal".into() };
    let event = Event { event: "publication".into(), start: day.parse().unwrap(), end: None, start_time: None, end_time: None };
    let record = Record {
        organization: Some(fact(&text, name, organization, "organization/name")),
        published: Some(fact(&text, said, day.parse().unwrap(), "published/date")),
        kinds: vec![fact(&text, "お詫び", kind.into(), "kinds/any")],
        counts: vec![fact(&text, figure, count, "counts/people")],
        timeline: vec![fact(&text, said, event, "timeline/publication")],
        ..Record::default()
    };
    (Notice::plain(&text), Reading { record, doubts: Vec::new() })
}

fn filled() -> Book {
    let book = Book::new();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&Casebook::File(book.casebook())).await.unwrap();
        let capture = Capture {
            bytes: b"page".to_vec(),
            media_type: "text/plain".into(),
            source: "page.txt".into(),
            options: "{}".into(),
            captured_at: jiff::Timestamp::now(),
            ..Capture::default()
        };
        store.clip(&capture, &SAMPLES.map(sample), "r").await.unwrap();
        store.close().await;
    });
    book
}

fn names(out: &str) -> Vec<&str> {
    out.lines().map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).nth(2).unwrap()).collect()
}

#[test]
fn the_list_is_a_table_newest_first() {
    let book = filled();
    let out = book.run(&["list"], 0).out;
    assert_eq!(names(&out), ["すみれ学園", "白樺県立病院", "かもめ通販"]);
    let first: Vec<_> = out.lines().next().unwrap().split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(first[1..], ["2025-01", "すみれ学園", "誤送信・誤配", "最大7名", "すみれ学園 お詫びとお知らせ"]);
    let starts: BTreeSet<_> = out.lines().map(|line| line.find('最').map(|at| line[..at].width())).collect();
    assert!(starts.len() > 1, "figures stand at the right of their column: {out}");
    let titles: BTreeSet<_> = out.lines().map(|line| line.rfind("  ").map(|at| line[..at].width())).collect();
    assert_eq!(titles.len(), 1, "{out}");
}

#[test]
fn filters_narrow_the_list() {
    let book = filled();
    for (filter, expected) in [
        (&["--kind", "ransomware"][..], &["白樺県立病院"][..]),
        (&["--sector", "retail"], &["かもめ通販"]),
        (&["--org", "学園"], &["すみれ学園"]),
        (&["--since", "2024-05-01"], &["すみれ学園", "白樺県立病院"]),
        (&["--since", "2025-01-15"], &["すみれ学園"]),
        (&["--until", "2024"], &["白樺県立病院", "かもめ通販"]),
        (&["--since", "2024", "--until", "2024"], &["白樺県立病院"]),
        (&["--limit", "1"], &["すみれ学園"]),
        (&["--kind", "phishing"], &[]),
    ] {
        let arguments: Vec<_> = ["list"].iter().chain(filter).copied().collect();
        assert_eq!(names(&book.run(&arguments, 0).out), expected, "{filter:?}");
    }
    assert!(book.run(&["list", "--kind", "phishing"], 0).err.contains("none of the 3 cases"));
    let unknown = book.run(&["list", "--kind", "ransom"], 2).err;
    assert!(unknown.contains("expected one of payment_page_tampering, ") && unknown.contains("ransomware"), "{unknown}");
    assert!(book.run(&["list", "--sector", "bank"], 2).err.contains("expected one of company, financial"));
    assert!(book.run(&["list", "--since", "June"], 2).err.contains("expected a date"));
}

#[test]
fn the_list_as_json_is_an_object_a_line() {
    let out = filled().run(&["list", "--json"], 0).out;
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((rows.len(), &rows[1]["organization"], &rows[1]["kinds"][0]), (3, &"白樺県立病院".into(), &"ransomware".into()));
    assert_eq!((&rows[1]["published"], &rows[1]["headline"]["value"]), (&"2024-05-01".into(), &3000.into()));
}

#[test]
fn search_takes_words_of_one_letter() {
    let book = filled();
    for (words, expected) in [
        (&["県"][..], &["白樺県立病院"][..]),
        (&["情報"], &["すみれ学園", "白樺県立病院", "かもめ通販"]),
        (&["情報", "通販"], &["かもめ通販"]),
        (&["3,000"], &["白樺県立病院"]),
        (&["情報", "--since", "2025"], &["すみれ学園"]),
        (&["海"], &[]),
    ] {
        let arguments: Vec<_> = ["search"].iter().chain(words).copied().collect();
        assert_eq!(names(&book.run(&arguments, 0).out), expected, "{words:?}");
    }
    assert!(book.run(&["search", "　"], 1).err.contains("found only blanks"));
}

#[test]
fn show_gives_every_fact_with_its_words() {
    let book = filled();
    let id = book.run(&["search", "県"], 0).out[..9].to_owned();
    let out = book.run(&["show", &id.to_lowercase().replace('-', "")], 0).out;
    for words in [
        "白樺県立病院(医療機関)  「白樺県立病院」",
        "2024-05-01  公表  「令和6年5月1日」",
        "最大3,000名 個人情報  「患者３，０００名」",
    ] {
        assert!(out.contains(words), "{words} in {out}");
    }
    assert!(!out.contains('\u{1b}'));
    let json: Value = serde_json::from_str(&book.run(&["show", "--json", &id], 0).out).unwrap();
    assert_eq!(json["case"], id);
    let notice = &json["notices"][0];
    assert_eq!(notice["record"]["counts"][0]["quote"], "患者３，０００名");
    let by_notice = book.run(&["show", notice["notice"].as_str().unwrap()], 0).out;
    assert_eq!(by_notice, out);
    assert!(book.run(&["show", "C7GH-2WMX"], 1).err.contains("C7GH-2WMX is not in the casebook at "));
    assert!(book.run(&["show", "C7GH-2WMY"], 2).err.contains("mistyped"));
    assert!(book.run(&["show", "7"], 2).err.contains("expected the id of a case"));
}

#[test]
fn an_empty_casebook_says_how_to_fill_it() {
    let book = Book::new();
    assert!(book.run(&["list"], 0).err.contains("there is no casebook at "));
    assert!(!book.casebook().exists());
    book.run(&["clip", "missing"], 1);
    assert!(book.run(&["list"], 0).err.contains("the casebook is empty: `jikenbo clip FILE`"));
    assert_eq!(book.run(&["list", "--json"], 0).out, "");
}

#[test]
fn rereading_tells_what_changed_and_keeps_ids() {
    let book = filled();
    let ids = |book: &Book| book.run(&["list"], 0).out.lines().map(|l| l[..9].to_owned()).collect::<BTreeSet<_>>();
    let before = ids(&book);
    let one = before.first().unwrap();
    assert!(book.run(&["reread", one], 0).summary().starts_with("read again 1, changed 1 ("));
    let said = book.run(&["reread"], 0);
    assert!(said.summary().starts_with("read again 3, changed 2 ("), "{}", said.out);
    assert!(said.out.lines().next().unwrap().starts_with("changed N"), "{}", said.out);
    assert_eq!(book.run(&["reread"], 0).out, "read again 3, changed 0 (facts added 0, withdrawn 0)\n");
    assert_eq!(ids(&book), before);
    book.run(&["reread", "C7GH-2WMX"], 1);
}

#[test]
fn settings_tell_where_they_came_from() {
    let book = Book::new();
    let file = book.file("config/jikenbo/config.toml", "casebook = \"file.db\"\nlisten = \"[::1]:1\"\n");
    let mut command = book.jikenbo(&["settings", "--casebook", "flag.db"]);
    let out = common::Said::of(&command.env("JIKENBO_MAX_SIZE", "9M").output().unwrap(), 0).out;
    let line = |name: &str| {
        out.lines()
            .find(|l| l.starts_with(name))
            .unwrap()
            .split("  ")
            .map(str::trim)
            .filter(|c| !c.is_empty())
            .collect::<Vec<_>>()
    };
    assert_eq!(line("casebook"), ["casebook", "flag.db", "(flag)"]);
    assert_eq!(line("max-size"), ["max-size", "9M", "(environment: JIKENBO_MAX_SIZE)"]);
    assert!(line("listen")[2].starts_with("(file: ") && line("listen")[2].ends_with("config.toml)"), "{out}");
    let mut bare = book.jikenbo(&["settings"]);
    let out = common::Said::of(&bare.env_remove("JIKENBO_CASEBOOK").env_remove("XDG_CONFIG_HOME").output().unwrap(), 0).out;
    assert!(out.contains("data/jikenbo/casebook.db"), "{out}");
    std::fs::write(book.path(&file), "colour = 3").unwrap();
    let why = book.run(&["settings"], 1).err;
    assert!(why.contains("expected one of casebook, ") && why.contains(", found \"colour\""), "{why}");
    assert!(book.run(&["settings", "--config", "none.toml"], 1).err.contains("none.toml: no such file"));
}

#[test]
fn the_flag_chooses_the_casebook() {
    let book = Book::new();
    let page = book.file("page.txt", notice(1));
    book.run(&["clip", &page, "--casebook", "other.db"], 0);
    assert!(book.path("other.db").is_file() && !book.casebook().exists());
    assert_eq!(book.run(&["--casebook", "other.db", "list"], 0).out.lines().count(), 1);
}

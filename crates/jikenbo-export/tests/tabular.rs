//! Tables, read back by other readers than the writers: nothing is lost of what they say they hold, and nothing runs.
#![allow(clippy::unwrap_used, reason = "the helpers of a test may panic as the tests do")]

#[path = "tabular/books.rs"]
mod books;

use std::collections::BTreeSet;
use std::io;

use books::{Closing, book, case, csv_rows, parquet_groups, parquet_rows, written};
use jikenbo_export::misp::Events;
use jikenbo_export::stix::Bundle;
use jikenbo_export::table::cell::{guard, items, unguard};
use jikenbo_export::table::{self, CASES, Column, CsvCases, CsvFacts, FACTS, Kind, NOTICES, Parquet, Where, fields, record};
use jikenbo_export::{Case, Exporter, Imported, Options};
use jikenbo_model::labels::{Lang, codes};
use jikenbo_model::{Count, Fact, Span, from_json};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn every_column_has_a_name_of_its_own_and_both_meanings() {
    fn check<T>(table: &str, columns: &[Column<T>]) {
        let fields = fields(columns);
        let names: BTreeSet<&str> = fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), fields.len(), "{table}: a name stands twice");
        for field in fields {
            assert!(field.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{}", field.name);
            assert!(!field.about.0.is_empty() && !field.about.1.is_empty(), "{table}.{} says nothing", field.name);
            if let Kind::Code(group) | Kind::Codes(group) = field.kind {
                assert!(!codes(group).is_empty(), "{table}.{}: there is no group {group}", field.name);
            }
        }
    }
    check("cases", CASES);
    check("notices", NOTICES);
    check("facts", FACTS);
    let header = table::header(CASES);
    assert_eq!(header.iter().collect::<BTreeSet<_>>().len(), header.len(), "labels have names of their own");
}

/// What the notices of a book tell, as `from_json` reads it, is what the rows of facts tell.
fn same_facts(book: &[Case], rows: &[Value]) {
    let mut compared = 0;
    for case in book {
        for notice in &case.notices {
            let of: Vec<Value> = rows.iter().filter(|row| row["notice_id"] == notice.id).cloned().collect();
            assert!(of.iter().all(|row| row["case_id"] == case.id));
            let back = from_json(&record(&of), &notice.text.text).unwrap();
            assert_eq!(back.record, notice.reading.record, "{}", notice.id);
            compared += of.len();
        }
    }
    assert_eq!(compared, rows.len());
    assert!(compared > 500, "{compared} facts");
}

#[test]
fn the_facts_of_the_corpus_come_back_from_csv() {
    let book = book();
    let rows = csv_rows(&written(|out| Box::new(CsvFacts::new(&Options::default(), out).unwrap()), &book), FACTS);
    same_facts(&book, &rows);
    assert!(rows.iter().any(|row| row["also"].is_array()), "further places are among them");
    assert!(rows.iter().any(|row| row["section"].is_string()), "headings are among them");
    let first = rows.iter().find(|row| row["key"] == "kinds").unwrap();
    assert_eq!(first["key_label"], "種別");
    assert_eq!(first["capture_sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn the_facts_of_the_corpus_come_back_from_parquet() {
    let book = book();
    let bytes = written(|out| Box::new(Parquet::new(&Options::default(), out).unwrap()), &book);
    let cases = parquet_rows(&bytes);
    assert_eq!(cases.len(), book.len());
    let rows: Vec<Value> = cases.iter().flat_map(|case| case["facts"].as_array().unwrap().clone()).collect();
    same_facts(&book, &rows);
    for (row, case) in cases.iter().zip(&book) {
        assert_eq!(row["notices"][0]["text"], case.notices[0].text.text.as_str());
        assert_eq!(row["people"].as_u64(), case.facts.people, "{}", case.id);
        assert_eq!(
            row["published"].as_str(),
            case.facts.published.filter(|d| d.day_of_month().is_some()).map(|d| d.to_string()).as_deref()
        );
        let kinds: Vec<&str> = case.facts.kinds.iter().map(|code| code.as_str()).collect();
        assert_eq!(row["kinds"].as_array().map_or(0, Vec::len), kinds.len());
        assert!(kinds.is_empty() || row["kinds"] == json!(kinds));
    }
    let without = Options { texts: false, ..Options::default() };
    let cases = parquet_rows(&written(|out| Box::new(Parquet::new(&without, out).unwrap()), &book));
    assert!(cases.iter().all(|case| case["notices"][0]["text"].is_null()));
}

#[test]
fn a_row_a_case_tells_what_the_case_tells_in_both_languages() {
    let book = book();
    for (language, label) in [(Lang::Ja, "ランサムウェア"), (Lang::En, "ransomware")] {
        let options = Options { language, address: Some("https://casebook.example.jp".to_owned()), ..Options::default() };
        let bytes = written(|out| Box::new(CsvCases::new(&options, out).unwrap()), &book);
        assert!(bytes.starts_with("\u{feff}case_id,origin,link,title".as_bytes()));
        assert_eq!(bytes.windows(2).filter(|two| *two == b"\r\n").count(), book.len() + 1, "a line a case, as Excel ends them");
        let rows = csv_rows(&bytes, CASES);
        for (row, case) in rows.iter().zip(&book) {
            assert_eq!(row["case_id"], case.id.as_str());
            assert_eq!(row["link"], format!("https://casebook.example.jp/cases/{}", case.id));
            assert_eq!(row["organization"].as_str(), case.facts.organization.as_deref());
            assert_eq!(row["people"].as_u64(), case.facts.people);
            let parties = case.facts.parties.iter().map(|p| json!({ "role": p.role, "name": p.name })).collect::<Vec<_>>();
            assert_eq!(row["third_parties"], if parties.is_empty() { Value::Null } else { json!(parties) });
        }
        let ransom = rows.iter().find(|row| row["kinds"].as_array().is_some_and(|all| all[0] == "ransomware")).unwrap();
        assert!(ransom["kinds_label"].as_str().unwrap().starts_with(label), "{}", ransom["kinds_label"]);
    }
}

#[test]
fn the_same_cases_give_the_same_bytes() {
    let book = book();
    let options = Options::default();
    let once = || {
        [
            written(|out| Box::new(CsvCases::new(&options, out).unwrap()), &book),
            written(|out| Box::new(CsvFacts::new(&options, out).unwrap()), &book),
            written(|out| Box::new(Parquet::new(&options, out).unwrap()), &book),
        ]
    };
    assert_eq!(once(), once());
}

#[test]
fn what_is_not_told_is_null_and_what_is_told_in_part_keeps_its_part() {
    let empty = Case { id: "C7GH-2WMX".to_owned(), ..Case::default() };
    let mut partly = empty.clone();
    partly.facts.published = Some("2024-06".parse().unwrap());
    partly.facts.people = Some(0);
    let book = [empty, partly];
    let typed = parquet_rows(&written(|out| Box::new(Parquet::new(&Options::default(), out).unwrap()), &book));
    let cells = csv_rows(&written(|out| Box::new(CsvCases::new(&Options::default(), out).unwrap()), &book), CASES);
    for rows in [typed, cells] {
        for name in ["published", "published_told", "people", "kinds", "title", "count", "leak_status"] {
            assert!(rows[0][name].is_null(), "{name}: {}", rows[0][name]);
        }
        assert_eq!((&rows[1]["people"], &rows[1]["published_told"]), (&json!(0), &json!("2024-06")), "0 is told");
        assert!(rows[1]["published"].is_null() && rows[1]["published_precision"] == "month");
    }
}

#[test]
fn a_case_without_a_text_is_told_as_what_it_is() {
    let data = json!({ "incident_id": "A-1", "victim": { "victim_id": "=cmd" } });
    let imported = Imported {
        collection: "VCDB".to_owned(),
        form: "veris".to_owned(),
        key: "A-1".to_owned(),
        references: vec!["https://a.example/;|\\".to_owned(), "https://b.example/".to_owned()],
        data: data.clone(),
        ..Imported::default()
    };
    let book = [Case { id: "C7GH-2WMX".to_owned(), imported: Some(imported), ..Case::default() }];
    let row = parquet_rows(&written(|out| Box::new(Parquet::new(&Options::default(), out).unwrap()), &book)).remove(0);
    assert_eq!((&row["origin"], &row["collection"]), (&json!("imported"), &json!("VCDB")));
    assert_eq!((&row["facts"], &row["notices"]), (&json!([]), &json!([])), "that it has none is known");
    assert_eq!(serde_json::from_str::<Value>(row["imported_data"].as_str().unwrap()).unwrap(), data);
    let cells = csv_rows(&written(|out| Box::new(CsvCases::new(&Options::default(), out).unwrap()), &book), CASES).remove(0);
    assert_eq!(cells["references"], json!(["https://a.example/;|\\", "https://b.example/"]));
}

#[test]
fn a_figure_beyond_every_column_is_kept_in_the_value() {
    let mut one = case("C7GH-2WMX", "株式会社あおば\nお知らせ");
    let count = Count { value: u64::MAX, bound: "at_most".into(), unit: "people".into(), subject: "personal".into() };
    one.notices[0].reading.record = jikenbo_model::Record::default();
    one.notices[0].reading.record.counts = vec![Fact::new(count, Span::new(0, 12), "counts/personal".into())];
    one.facts.people = Some(u64::MAX);
    let book = [one];
    let row = parquet_rows(&written(|out| Box::new(Parquet::new(&Options::default(), out).unwrap()), &book)).remove(0);
    assert!(row["people"].is_null() && row["facts"][0]["number"].is_null());
    let back = from_json(&record(row["facts"].as_array().unwrap()), &book[0].notices[0].text.text).unwrap();
    assert_eq!(back.record, book[0].notices[0].reading.record);
}

/// Cells that would run, or break the row.
const HOSTILE: &[&str] = &[
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1+1",
    "　＝1+1",
    "\u{feff}=1",
    "＝cmd",
    "＠x",
    "'=1",
    "'",
    "a,b\"c\r\nd",
    "a;b|c\\d",
];

#[test]
fn no_cell_begins_a_formula_and_every_text_comes_back() {
    for hostile in HOSTILE {
        let mut one = case("C7GH-2WMX", "株式会社あおば\nお知らせ");
        one.facts.organization = Some((*hostile).to_owned());
        one.facts.services = vec![(*hostile).to_owned(), "b".to_owned()];
        let bytes = written(|out| Box::new(CsvCases::new(&Options::default(), out).unwrap()), &[one]);
        let rows = csv_rows(&bytes, CASES);
        assert_eq!(rows.len(), 1, "{hostile:?} broke the row");
        assert_eq!(rows[0]["organization"], *hostile);
        assert_eq!(rows[0]["services"][0]["name"], *hostile);
        let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap());
        for cell in reader.records().next().unwrap().unwrap().iter() {
            let first = cell.chars().find(|c| !matches!(c, ' ' | '\u{3000}' | '\u{feff}' | '\u{a0}'));
            assert!(!first.is_some_and(|c| "=+-@\t\r\n＝＋－＠".contains(c)), "{cell:?} would run");
        }
    }
}

proptest! {
    #[test]
    fn a_guarded_cell_comes_back_and_never_runs(text in "[ =+'＝@\\-\t\r\n　a事]{0,8}|.*") {
        let cell = guard(&text);
        prop_assert_eq!(unguard(&cell), text.as_str());
        prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{:?}", cell);
        prop_assert!(!cell.starts_with(['\t', '\r', '\n']));
    }

    #[test]
    fn lists_come_back_whatever_stands_in_them(all in prop::collection::vec("[;|\\\\ a事\n]{0,6}", 2..6)) {
        let mut one = Case { id: "C7GH-2WMX".to_owned(), ..Case::default() };
        one.imported = Some(Imported { references: all.clone(), ..Imported::default() });
        let rows = csv_rows(&written(|out| Box::new(CsvCases::new(&Options::default(), out).unwrap()), &[one]), CASES);
        prop_assert_eq!(&rows[0]["references"], &json!(all));
    }

    #[test]
    fn any_cell_is_a_list_of_something(text in "[;|\\\\ a]{0,20}") {
        prop_assert_eq!(items(&text).is_empty(), text.is_empty());
    }
}

#[test]
fn a_row_group_is_bounded_and_no_more_than_it_is_kept() {
    let small = Case { id: "C7GH-2WMX".to_owned(), ..Case::default() };
    let place = books::Place::default();
    let mut writer = Box::new(Parquet::new(&Options::default(), place.clone()).unwrap());
    let mut most = 0;
    for _ in 0..table::ROW_GROUP_ROWS * 2 + 100 {
        jikenbo_export::Exporter::put(&mut *writer, &small).unwrap();
        most = most.max(writer.waiting());
    }
    assert!(most > 1_000 && most <= table::ROW_GROUP_ROWS + 64, "{most} cases were kept");
    jikenbo_export::Exporter::finish(writer).unwrap();
    let groups = parquet_groups(&place.bytes());
    assert_eq!(groups, [10_000, 10_000, 100]);
    // Cases with long texts fill a group by their bytes.
    let long: Vec<Case> = (0..12).map(|n| books::with_text(n, 4 << 20)).collect();
    let groups = parquet_groups(&written(|out| Box::new(Parquet::new(&Options::default(), out).unwrap()), &long));
    assert!(groups.len() > 1, "48 MiB of text in {} group", groups.len());
    assert_eq!(groups.iter().sum::<i64>(), 12);
    // So do cases that were taken over, by what they were.
    let taken = long.into_iter().map(|mut case| {
        let data = case.notices.pop().unwrap().text.text.into();
        Case { imported: Some(Imported { data, ..Imported::default() }), ..case }
    });
    let taken: Vec<Case> = taken.collect();
    let groups = parquet_groups(&written(|out| Box::new(Parquet::new(&Options::default(), out).unwrap()), &taken));
    assert!(groups.len() > 1, "48 MiB of data in {} group", groups.len());
    assert_eq!(groups.iter().sum::<i64>(), 12);
    assert!(fields(CASES).iter().any(|field| field.at == Where::Parquet));
}

type Begin = fn(Closing) -> io::Result<Box<dyn Exporter>>;

/// Every form that is written here: what begins it in a place that closes.
const FORMS: [(&str, Begin); 5] = [
    ("csv", |out| Ok(Box::new(CsvCases::new(&Options::default(), out)?))),
    ("facts", |out| Ok(Box::new(CsvFacts::new(&Options::default(), out)?))),
    ("parquet", |out| Ok(Box::new(Parquet::new(&Options::default(), out)?))),
    ("stix", |out| Ok(Box::new(Bundle::begin(&Options::default(), out)?))),
    ("misp", |out| Ok(Box::new(Events::begin(&Options::default(), out)?))),
];

#[test]
fn a_place_that_is_closed_is_told_as_it_said_it() {
    let one = case("C7GH-2WMX", "不正アクセスのお知らせ\n2024年6月5日\n株式会社あおば\n1,234名の氏名が漏えいしました。");
    for (form, begin) in FORMS {
        // At once, after the mark, and in the midst of what stands in a buffer.
        for bytes in [0, 3, 5, 500] {
            let failed = begin(Closing(bytes)).and_then(|mut exporter| {
                (0..200).try_for_each(|_| exporter.put(&one))?;
                exporter.finish()
            });
            let kind = failed.err().map(|error| error.kind());
            assert_eq!(kind, Some(io::ErrorKind::BrokenPipe), "{form} after {bytes} bytes");
        }
    }
}

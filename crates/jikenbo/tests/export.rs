//! `jikenbo export`, from the outside: what is chosen, where it goes, and what is said when it cannot.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::Book;
use serde_json::Value;

/// The cases of JSON Lines: originals and the like stand between them.
fn lines(text: &str) -> Vec<Value> {
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["line"] == "case").collect()
}

fn samples(book: &Book) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/");
    let files =
        ["scrapbook.html", "yunagi-hospital.html", "shioji-bank.txt", "otsukimi-app.txt"].map(|file| format!("{folder}{file}"));
    let words: Vec<&str> = ["clip"].into_iter().chain(files.iter().map(String::as_str)).collect();
    book.run(&words, 0);
}

#[test]
fn cases_are_chosen_by_query_or_id_and_written_to_a_file() {
    let book = Book::new();
    samples(&book);
    let all = lines(&book.run(&["export", "--format", "jsonl"], 0).out);
    assert!(all.len() > 5, "{}", all.len());
    let some = lines(&book.run(&["export", "--format", "jsonl", "kind:ransomware"], 0).out);
    assert!(!some.is_empty() && some.len() < all.len());
    assert!(some.iter().all(|case| case["facts"]["kinds"].as_array().unwrap().contains(&"ransomware".into())));
    let (first, last) = (all[0]["case"].as_str().unwrap(), all[all.len() - 1]["case"].as_str().unwrap());
    let asked = lines(&book.run(&["export", "--format", "jsonl", last, first, last], 0).out);
    assert_eq!(asked.iter().map(|case| &case["case"]).collect::<Vec<_>>(), [last, first], "in the order asked for, each once");
    let file = book.path("cases.jsonl");
    let path = file.to_str().unwrap();
    assert!(book.run(&["export", "--format", "jsonl", "-o", path], 0).err.contains(&format!("{} cases", all.len())));
    assert_eq!(lines(&std::fs::read_to_string(&file).unwrap()), all, "the same bytes, wherever they go");
    assert!(book.run(&["export", "--format", "jsonl", "-o", path], 1).err.contains("is there already: --force writes over it"));
}

#[test]
fn a_flag_that_the_form_does_not_know_is_told() {
    let book = Book::new();
    samples(&book);
    let said = |form: &str, flag: &str| book.run(&["export", "--format", form, flag, "kind:ransomware"], 0).err;
    for (flag, forms) in [("--estimate", "jsonl, markdown, html"), ("--extended", "stix"), ("--without-originals", "jsonl")] {
        let other = said("csv", flag);
        assert!(other.contains(&format!("warning: {flag} changes nothing of csv; it is for {forms}")), "{other}");
        for form in forms.split(", ") {
            assert!(!said(form, flag).contains("warning"), "{form} knows {flag}");
        }
    }
}

#[test]
fn what_cannot_be_exported_is_said() {
    let book = Book::new();
    assert!(book.run(&["export", "--format", "jsonl"], 1).err.contains("there is no casebook at"));
    samples(&book);
    let said = book.run(&["export", "--format", "papyrus"], 2).err;
    assert!(said.contains("expected one of jsonl") && said.contains("papyrus"), "{said}");
    assert!(book.run(&["export", "--format", "jsonl", "kind:papyrus"], 1).err.contains("expected a code of kind"));
    let case = lines(&book.run(&["export", "--format", "jsonl"], 0).out)[0]["case"].as_str().unwrap().to_owned();
    let mistyped = format!("{}{}", &case[..case.len() - 1], if case.ends_with('0') { '1' } else { '0' });
    assert!(book.run(&["export", "--format", "jsonl", &mistyped], 1).err.contains("mistyped"));
    let none = book.run(&["export", "--format", "jsonl", "ありえないことばの並び"], 0);
    assert!(none.out.is_empty() && none.err.contains("no case is like that"), "{}", none.err);
    for wrong in ["javascript:alert(1)", "casebook.example.jp", "https://", "http:///cases", "https://a b"] {
        let said = book.run(&["export", "--format", "jsonl", "--address", wrong], 2).err;
        assert!(said.contains("expected an address that begins with http:// or https://") && said.contains(wrong), "{said}");
    }
    let stix = book.run(&["export", "--format", "stix", "--address", "https://casebook.example.jp/", &case], 0).out;
    assert!(stix.contains(&format!("\"https://casebook.example.jp/cases/{case}\"")), "{stix}");
    assert!(book.run(&["export"], 2).err.contains("--format"));
    assert!(book.run(&["export", "--list"], 0).out.contains("jsonl"));
}

//! `jikenbo corrections export`: what persons checked, as files that the scorer takes.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Book, notice};
use jikenbo::corrections::{Change, Op, items};
use jikenbo::store::{Casebook, Correction, Id, Store};
use serde_json::Value;

/// Confirms the facts of a case: all of them, or the first alone.
fn confirm(book: &Book, case: &str, all: bool) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&Casebook::File(book.casebook())).await.unwrap();
        let case = store.resolve(case.parse::<Id>().unwrap()).await.unwrap();
        let notice = store.case(&case).await.unwrap().unwrap().notices.swap_remove(0);
        let found = items(&notice.bare, &notice.notice.text, 1);
        let facts = found.iter().take(if all { usize::MAX } else { 1 }).map(|item| item.claim.clone()).collect();
        let change = Change::new(&found, facts, None);
        store.correct(&Correction::new(notice.id, "kana", Op::Confirm, &change, "")).await.unwrap();
        store.close().await;
        notice.id.to_string()
    })
}

#[test]
fn what_was_reviewed_wholly_is_written_and_the_rest_on_request() {
    let book = Book::new();
    let files: Vec<String> = (1..=3).map(|n| book.file(&format!("{n}.txt"), notice(n))).collect();
    let said = book.run(&["clip", &files[0], &files[1], &files[2]], 0);
    let cases = said.clipped();
    let (whole, part) = (confirm(&book, &cases[0], true), confirm(&book, &cases[1], false));
    assert_eq!(book.run(&["corrections", "export", "-o", "checked"], 0).summary(), "wrote 1 notices into checked");
    let text = std::fs::read_to_string(book.path(&format!("checked/{whole}.txt"))).unwrap();
    let facts: Value = serde_json::from_slice(&std::fs::read(book.path(&format!("checked/{whole}.json"))).unwrap()).unwrap();
    assert_eq!((&facts["reviewed"], facts["lines"][1].as_u64()), (&true.into(), Some(text.trim_end().lines().count() as u64)));
    let quote = facts["counts"][0]["quote"].as_str().unwrap();
    assert!(text.contains(quote) && facts["counts"][0].get("rule").is_none());
    // The exported text is read as the clipped one was.
    let again: Value = serde_json::from_str(&book.run(&["read", "--one", &format!("checked/{whole}.txt")], 0).out).unwrap();
    assert_eq!(again["counts"][0]["value"], facts["counts"][0]["value"]);
    assert_eq!(book.run(&["corrections", "export", "--all", "-o", "some"], 0).summary(), "wrote 2 notices into some");
    assert!(book.path(&format!("some/{part}.json")).is_file());
    let lines = book.run(&["corrections", "export", "--all", &cases[1]], 0).out;
    let line: Value = serde_json::from_str(lines.trim()).unwrap();
    assert_eq!((line["notice"].as_str(), &line["facts"]["reviewed"]), (Some(part.as_str()), &false.into()));
    assert_eq!(book.run(&["corrections", "export", &cases[2]], 0).out, "");
}

#[test]
fn without_a_casebook_or_a_case_it_says_so() {
    let book = Book::new();
    assert!(book.run(&["corrections", "export"], 1).err.contains("there is no casebook at"));
    book.run(&["clip", &book.file("1.txt", notice(1))], 0);
    assert!(book.run(&["corrections", "export", "C7GH-2WMX"], 1).err.contains("is not in the casebook"));
}

//! `jikenbo crosswalk`, from the outside.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::Book;

#[test]
fn tables_are_listed_shown_and_read_backwards() {
    let book = Book::new();
    let list = book.run(&["crosswalk"], 0).out;
    for id in ["attack", "jnsa-cause", "tsr-cause", "tsr-medium", "ipa-threats", "appi-rule7"] {
        assert!(list.lines().any(|line| line.starts_with(id)), "{id}: {list}");
    }
    let shown = book.run(&["crosswalk", "appi-rule7", "--lang", "en"], 0).out;
    assert!(shown.contains("more than 1,000 people") && shown.contains("no legal advice") && shown.contains("laws.e-gov.go.jp"));
    assert!(book.run(&["crosswalk", "appi-rule7"], 0).out.contains("当たりうる"));
    let back = book.run(&["crosswalk", "jnsa-cause", "誤操作", "--lang", "en"], 0).out;
    let words: Vec<Vec<&str>> = back.lines().map(|line| line.split_whitespace().take(3).collect()).collect();
    assert_eq!(words[0], ["kinds", "misdelivery", "narrower"], "{back}");
    assert_eq!(words[2], ["causes", "human_error", "broader"], "{back}");
}

#[test]
fn what_is_not_there_is_said() {
    let book = Book::new();
    assert!(book.run(&["crosswalk", "papyrus"], 1).err.contains("expected a table (attack, jnsa-cause, "));
    assert!(book.run(&["crosswalk", "appi-rule7", "x"], 1).err.contains("expected a table of labels (jnsa-cause, "));
    assert!(book.run(&["crosswalk", "jnsa-cause", "その他"], 1).err.contains("expected a label of jnsa-cause (紛失・置忘れ, "));
    assert!(book.run(&["crosswalk", "--lang", "fr"], 2).err.contains("expected ja or en"));
}

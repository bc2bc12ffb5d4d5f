//! A notice says the same in other words: `reword.txt` holds words and others that mean the same. Every notice of the corpus is said in each of
//! them and must be read as before. (Spellings are equal as soon as the fold has their row: those pairs guard the rows, the others the pages.) `cargo dev reword` tells what a new pair would change.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use dev::reword::{Texts, pairs};
use jikenbo_read::Reader;

/// A pair that stands in fewer notices shows little.
const LEAST: usize = 8;

#[test]
fn other_words_for_the_same_are_read_as_the_same() {
    let reader = Reader::embedded();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let texts = Texts::corpus(&reader, &root).unwrap();
    let pairs = pairs(include_str!("reword.txt")).unwrap();
    assert!(pairs.len() > 200, "{}", pairs.len());
    let mut wrong = Vec::new();
    for pair in &pairs {
        let found = texts.reword(pair);
        if found.notices < LEAST || found.differ > 0 {
            wrong.push(format!("{pair}: {} of {} differ {:?}", found.differ, found.notices, found.changes));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

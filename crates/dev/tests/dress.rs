//! A notice says the same in another dress: full-width figures, commas for 、, letters set apart. Every notice of the corpus is put into each
//! dress and must be read as before.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use dev::corpus::{Case, sets};
use jikenbo_model::{Notice, to_json};
use jikenbo_read::Reader;
use jikenbo_read::fold::Folded;
use serde_json::Value;

/// What a record says: its values, without the places and letters of its evidence.
fn said(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map
                .into_iter()
                .filter(|(key, _)| !["quote", "span", "also", "evidence", "doubts", "title"].contains(&key.as_str()));
            Value::Object(kept.map(|(key, value)| (key, said(value))).collect())
        }
        Value::Array(all) => Value::Array(all.into_iter().map(said).collect()),
        Value::String(text) => Value::String(Folded::new(&text).text),
        other => other,
    }
}

fn read(reader: &Reader, text: &str) -> Value {
    let notice = Notice::plain(text);
    said(to_json(&reader.read(&notice), &notice.text))
}

/// The notices of the corpus that `dress` changes and that are then read as something else.
fn differing(dress: impl Fn(&str) -> String) -> (usize, Vec<String>) {
    let reader = Reader::embedded();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let corpus = sets(&reader, &root).unwrap().into_iter().filter(|set| set.name.starts_with("corpus"));
    let cases: Vec<Case> = corpus.flat_map(|set| set.cases).collect();
    let dressed: Vec<_> =
        cases.iter().map(|case| (case, dress(&case.notice.text))).filter(|(case, text)| *text != case.notice.text).collect();
    let differ = dressed.iter().filter(|(case, text)| read(&reader, text) != read(&reader, &case.notice.text));
    (dressed.len(), differ.map(|(case, _)| case.name.clone()).collect())
}

#[test]
fn full_width_figures_say_the_same() {
    let wide = |c: char| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c };
    let (dressed, differ) = differing(|text| text.chars().map(wide).collect());
    assert!(dressed > 300 && differ.is_empty(), "{dressed}: {differ:?}");
}

#[test]
fn commas_say_the_same_as_touten() {
    let (dressed, differ) = differing(|text| text.replace('、', "，"));
    assert!(dressed > 300 && differ.is_empty(), "{dressed}: {differ:?}");
}

#[test]
fn words_whose_letters_are_set_apart_say_the_same() {
    let (dressed, differ) = differing(|text| text.replace("、氏名、", "、氏　名、").replace("、住所、", "、住 所、"));
    assert!(dressed > 50 && differ.is_empty(), "{dressed}: {differ:?}");
}

#[test]
fn years_of_eras_say_the_same() {
    let (dressed, differ) = differing(|text| {
        (2019..=2030).fold(text.to_owned(), |text, year| text.replace(&format!("{year}年"), &format!("令和{}年", year - 2018)))
    });
    assert!(dressed > 100 && differ.is_empty(), "{dressed}: {differ:?}");
}

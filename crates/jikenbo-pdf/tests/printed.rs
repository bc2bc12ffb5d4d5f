//! Documents as a browser prints them: embedded fonts, tables, furigana, columns. `fixtures/NAME.html` is what was printed.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use jikenbo_model::BlockKind;
use jikenbo_pdf::{Document, Limits, read};

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn opened(name: &str) -> Document {
    read(&bytes(name), &Limits::default()).unwrap()
}

#[test]
fn a_letter_is_read_as_it_was_written() {
    let document = opened("letter.pdf");
    let expected = String::from_utf8(bytes("letter.txt")).unwrap();
    assert_eq!(document.notice.text, expected.trim_end());
    assert_eq!(
        document.notice.title.unwrap().of(&document.notice.text),
        "不正アクセスによる個人情報漏えいに関するお詫びとお知らせ"
    );
    assert!(document.pages == 2 && document.blank_pages == 0 && !document.vertical);
    let rows = document.notice.blocks.iter().filter(|block| block.kind == BlockKind::Row).count();
    assert_eq!(rows, 3);
}

#[test]
fn a_font_is_read_by_its_own_table_where_nothing_else_tells() {
    let mut stripped = bytes("letter.pdf");
    let mut at = 0;
    while let Some(found) = stripped[at..].windows(10).position(|window| window == b"/ToUnicode") {
        stripped[at + found + 9] = b'X';
        at += found + 10;
    }
    assert!(at > 0);
    // Either the words or an error; rubbish must not pass.
    if let Ok(document) = read(&stripped, &Limits::default()) {
        assert!(document.notice.text.contains("個人情報が外部に漏えいした可能性"), "{}", document.notice.text);
    }
}

#[test]
fn columns_are_read_one_after_the_other() {
    let document = opened("columns.pdf");
    let expected = String::from_utf8(bytes("columns.txt")).unwrap();
    assert_eq!(document.notice.text, expected.trim_end());
}

#[test]
fn vertical_text_is_told() {
    let document = opened("vertical.pdf");
    let expected = String::from_utf8(bytes("vertical.txt")).unwrap();
    assert!(document.vertical);
    assert_eq!(document.notice.text, expected.trim_end());
}

//! Fonts as Japanese documents have them: what is promised is that the words come out, or an error, never rubbish.

#![allow(clippy::unwrap_used, reason = "a test")]

mod support;

use std::path::Path;

use jikenbo_pdf::{Error, Limits, read};
use support::{NOTICE, Writer, document, notice, plain_document};

fn text(bytes: &[u8]) -> String {
    read(bytes, &Limits::default()).unwrap().notice.text
}

#[test]
fn predefined_cmaps_are_read() {
    for cmap in ["90ms-RKSJ-H", "90msp-RKSJ-H", "UniJIS-UTF16-H", "UniJIS-UCS2-H", "UniJIS2004-UTF16-H"] {
        assert_eq!(text(&document(cmap, &[notice()])), NOTICE, "{cmap}");
    }
}

#[test]
fn plain_jis_is_read() {
    let words = vec![
        (70.0, 700.0, 10.0, "個人情報の漏えいに関するお知らせ"),
        (70.0, 670.0, 10.0, "ご迷惑をおかけしましたことを、深くお詫びいたします。"),
    ];
    assert_eq!(
        text(&document("H", &[words])),
        "個人情報の漏えいに関するお知らせ\n\nご迷惑をおかけしましたことを、深くお詫びいたします。"
    );
}

#[test]
fn cmaps_that_are_not_read_are_named() {
    for cmap in ["EUC-H", "UniJIS-UTF8-H", "UniJIS-UTF32-H", "78-EUC-H", "Ext-H"] {
        assert_eq!(read(&document(cmap, &[notice()]), &Limits::default()), Err(Error::Font(cmap.to_owned())));
    }
}

#[test]
fn a_font_without_any_meaning_is_refused() {
    let mut writer = Writer::default();
    let descendant = writer.object(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>",
    );
    let font = writer.object(format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] >>"
    ));
    let codes: String = (0..80u32).map(|n| format!("{:04x}", 40 + n * 97 % 4000)).collect();
    let content = writer.stream("", format!("BT /F 10 Tf 50 700 Td <{codes}> Tj ET").as_bytes());
    let root = writer.pages(font, &[content]);
    let found = read(&writer.finish(root), &Limits::default());
    assert!(matches!(found, Err(Error::Garbage { .. } | Error::NoText { .. })), "{found:?}");
}

#[test]
fn two_thousand_characters_of_latin_text_are_text() {
    let line = "We have found that a third party gained access to our server and apologise to everyone concerned.";
    let mut writer = Writer::default();
    let font = writer.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    let lines: String = (0..20).map(|n| format!("BT /F 10 Tf 50 {} Td ({line}) Tj ET\n", 780 - 14 * n)).collect();
    let content = writer.stream("", lines.as_bytes());
    let root = writer.pages(font, &[content]);
    assert!(text(&writer.finish(root)).contains(line));
}

/// Small documents in files, from which the fuzzer begins. `JIKENBO_FIXTURES=write` writes them.
#[test]
fn the_fixtures_are_what_the_writer_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    for cmap in ["90ms-RKSJ-H", "UniJIS-UTF16-H"] {
        let path = folder.join(format!("{cmap}.pdf"));
        let expected = plain_document(cmap, &notice());
        if std::env::var("JIKENBO_FIXTURES").as_deref() == Ok("write") {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &expected).unwrap();
        }
        assert!(std::fs::read(&path).unwrap() == expected, "{}", path.display());
    }
}

/// Firms forbid printing and copying their letters, which encrypts them under the empty password: they open everywhere, and here.
#[test]
fn documents_that_open_without_a_password_are_read() {
    for name in ["restricted-rc4-128", "restricted-aes-128", "restricted-aes-256"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.pdf"));
        assert_eq!(text(&std::fs::read(path).unwrap()), NOTICE, "{name}");
    }
}

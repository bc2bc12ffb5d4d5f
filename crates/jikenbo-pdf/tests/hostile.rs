//! Documents made to hurt: each is refused with its own error, or read for what it is worth, and never ends the process.

#![allow(clippy::unwrap_used, reason = "a test")]

mod support;

use jikenbo_pdf::{Document, Error, Limits, read};
use proptest::prelude::*;
use support::{NOTICE, Writer, content, deflate, document, drawn, notice};

const CMAP: &str = "UniJIS-UTF16-H";

fn refused(bytes: &[u8], limits: &Limits) -> Error {
    read(bytes, limits).unwrap_err()
}

/// What every reader relies on, and that errors are told as ours are.
fn holds_together(found: &Result<Document, Error>) {
    match found {
        Ok(document) => {
            let text = &document.notice.text;
            assert!(!text.trim().is_empty() && !text.ends_with('\n') && !text.contains('\r'));
            let lines: Vec<&str> = text.split('\n').collect();
            let blocks: Vec<&str> = document.notice.blocks.iter().map(|block| block.span.of(text)).collect();
            assert_eq!(blocks, lines);
            assert!(document.notice.title.is_none_or(|title| !title.of(text).is_empty()));
        }
        Err(error) => assert!(!error.to_string().ends_with('.')),
    }
}

#[test]
fn what_is_no_document_is_refused() {
    for bytes in [&b""[..], b"<html>", b"%PD", &[0; 4096]] {
        assert_eq!(refused(bytes, &Limits::default()), Error::NotPdf);
    }
    for bytes in [&b"%PDF-1.7"[..], b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"] {
        let error = refused(bytes, &Limits::default());
        assert!(matches!(error, Error::Broken(_) | Error::NoText { .. }), "{error:?}");
    }
}

#[test]
fn a_document_with_a_password_is_told() {
    let mut writer = Writer::default();
    let font = writer.font(CMAP);
    let content = writer.stream("", content(CMAP, &notice()).as_bytes());
    let root = writer.pages(font, &[content]);
    let key = "5a".repeat(32);
    let encrypt = writer.object(format!("<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{key}> /U <{key}> >>"));
    writer
        .trailer(&format!("/Encrypt {encrypt} 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"));
    assert_eq!(refused(&writer.finish(root), &Limits::default()), Error::Encrypted);
}

#[test]
fn each_limit_has_its_error() {
    let bytes = document(CMAP, &[notice(), notice(), notice()]);
    let limits = Limits::default();
    let with = |change: fn(&mut Limits)| {
        let mut limits = limits.clone();
        change(&mut limits);
        refused(&bytes, &limits)
    };
    assert_eq!(with(|l| l.max_bytes = 100), Error::TooLarge { found: bytes.len(), limit: 100 });
    assert_eq!(with(|l| l.max_pages = 2), Error::TooManyPages { found: 3, limit: 2 });
    assert!(matches!(with(|l| l.max_objects = 5), Error::TooManyObjects { limit: 5, .. }));
    assert_eq!(with(|l| l.max_marks = 20), Error::TooManyMarks { limit: 20 });
    assert_eq!(with(|l| l.max_chars = 300), Error::TooManyMarks { limit: 300 });
    assert_eq!(with(|l| l.max_depth = 1), Error::TooDeep { limit: 1 });
    assert!(read(&bytes, &limits).is_ok());
}

#[test]
fn objects_without_end_are_refused() {
    let mut many = b"%PDF-1.7\n".to_vec();
    (0..30_000).for_each(|n| many.extend_from_slice(format!("{n} 0 obj 0 endobj\n").as_bytes()));
    let limits = Limits { max_objects: 20_000, ..Limits::default() };
    assert_eq!(refused(&many, &limits), Error::TooManyObjects { found: 20_001, limit: 20_000 });
    let deep = [b"%PDF-1.7\n1 0 obj\n".to_vec(), vec![b'['; 1 << 20]].concat();
    assert_eq!(refused(&deep, &Limits::default()), Error::TooDeep { limit: 64 });
    let strings = [b"%PDF-1.7\n1 0 obj\n".to_vec(), vec![b'('; 1 << 20]].concat();
    holds_together(&read(&strings, &Limits::default()));
}

#[test]
fn streams_in_streams_are_read_or_refused() {
    let mut inner = content(CMAP, &notice()).into_bytes();
    for _ in 0..8 {
        inner = deflate(&inner);
    }
    let mut writer = Writer::default();
    let font = writer.font(CMAP);
    let content = writer.stream(&format!("/Filter [{}]", "/FlateDecode ".repeat(8)), &inner);
    let root = writer.pages(font, &[content]);
    assert_eq!(read(&writer.finish(root), &Limits::default()).unwrap().notice.text, NOTICE);
}

#[test]
fn forms_that_draw_themselves_end() {
    let mut writer = Writer::default();
    let font = writer.font(CMAP);
    let form = writer.stream(
        &format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {} 0 R >> >>", font + 1),
        b"/X Do /X Do",
    );
    assert_eq!(form, font + 1);
    let content = writer.stream("", format!("{}\n/X Do", content(CMAP, &notice())).as_bytes());
    let tree = content + 2;
    let page = writer.object(format!(
        "<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F {font} 0 R >> /XObject << /X {form} 0 R >> >> /Contents {content} 0 R >>"
    ));
    writer.object(format!("<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>"));
    let root = writer.object(format!("<< /Type /Catalog /Pages {tree} 0 R >>"));
    assert_eq!(read(&writer.finish(root), &Limits::default()).unwrap().notice.text, NOTICE);
}

#[test]
fn odd_numbers_of_places_do_no_harm() {
    for place in ["1e38 -1e38", "99999999999999999999 1", "0 0", "-5000 90000", "nan inf"] {
        let page = format!(
            "BT /F 1e30 Tf 1 0 0 1 {place} Tm {} Tj ET\n{}",
            support::shown(CMAP, "異常な位置"),
            content(CMAP, &notice())
        );
        holds_together(&read(&drawn(&page), &Limits::default()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn broken_documents_do_no_harm(cut in 0usize..4000, flips in proptest::collection::vec((0usize..4000, any::<u8>()), 0..12)) {
        let mut bytes = document(CMAP, &[notice()]);
        for (at, byte) in flips {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        holds_together(&read(&bytes, &Limits::default()));
        bytes.truncate(cut.min(bytes.len()));
        holds_together(&read(&bytes, &Limits::default()));
    }

    #[test]
    fn any_drawing_does_no_harm(content in "(BT|ET|q|Q|/F 10 Tf|/F 0 Tf|1 0 0 1 [0-9]{1,3} [0-9]{1,3} Tm|-1 0 0 -1 9 9 cm|0 1 -1 0 50 50 Tm|<30423044> Tj|\\[<3042> -5000 <3044>\\] TJ|[0-9]{1,3} [0-9]{1,3} m|[0-9]{1,3} [0-9]{1,3} l|S|f|70 600 100 20 re|T\\*|[( \\n]){0,60}") {
        holds_together(&read(&drawn(&content.replace("Tm", "Tm ").replace("Tf", "Tf ").replace("TJ", "TJ ")), &Limits::default()));
    }
}

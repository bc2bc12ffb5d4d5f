//! Documents read by a child: the same text, and an end for what would not end.

#![allow(clippy::unwrap_used, reason = "a test")]

mod support;

use std::path::PathBuf;
use std::time::Duration;

use jikenbo_pdf::{Child, Error, Limits, read, read_in_child};
use support::{NOTICE, Writer, document, notice};

const CMAP: &str = "90ms-RKSJ-H";

fn child() -> Child {
    Child { program: PathBuf::from(env!("CARGO_BIN_EXE_jikenbo-pdf-child")), arguments: Vec::new(), pdftotext: None }
}

#[test]
fn the_child_reads_what_the_parent_would() {
    let bytes = document(CMAP, &[notice()]);
    let limits = Limits { time: Duration::from_secs(300), ..Limits::default() };
    let found = read_in_child(&bytes, &limits, &child()).unwrap();
    assert_eq!(found.notice.text, NOTICE);
    assert_eq!(found, read(&bytes, &limits).unwrap());
}

#[test]
fn errors_come_back_typed() {
    let limits = Limits { time: Duration::from_secs(300), max_pages: 1, ..Limits::default() };
    assert_eq!(read_in_child(b"<html>", &limits, &child()), Err(Error::NotPdf));
    let bytes = document(CMAP, &[notice(), notice()]);
    assert_eq!(read_in_child(&bytes, &limits, &child()), Err(Error::TooManyPages { found: 2, limit: 1 }));
    let small = Limits { max_bytes: 10, ..limits };
    assert_eq!(read_in_child(&bytes, &small, &child()), Err(Error::TooLarge { found: bytes.len(), limit: 10 }));
}

#[test]
fn a_stream_that_swells_is_refused() {
    let mut writer = Writer::default();
    let font = writer.font(CMAP);
    let bomb = writer.deflated("", &vec![b' '; 40 << 20]);
    let root = writer.pages(font, &[bomb]);
    let bytes = writer.finish(root);
    assert!(bytes.len() < 1 << 20);
    let limits = Limits { time: Duration::from_secs(300), max_stream: 8 << 20, ..Limits::default() };
    assert_eq!(read_in_child(&bytes, &limits, &child()), Err(Error::StreamTooLarge { limit: 8 << 20 }));
}

#[test]
#[cfg(target_os = "linux")]
fn memory_is_bounded() {
    let mut writer = Writer::default();
    let font = writer.font(CMAP);
    let bomb = writer.deflated("", &vec![b' '; 400 << 20]);
    let root = writer.pages(font, &[bomb]);
    let bytes = writer.finish(root);
    let limits = Limits { time: Duration::from_secs(300), memory: 256 << 20, max_stream: 4 << 30, ..Limits::default() };
    assert_eq!(read_in_child(&bytes, &limits, &child()), Err(Error::TooMuchMemory { limit: 256 << 20 }));
}

#[test]
#[cfg(unix)]
fn a_child_that_hangs_is_ended() {
    let hangs =
        Child { program: PathBuf::from("/bin/sh"), arguments: vec!["-c".into(), "sleep 600; echo".into()], pdftotext: None };
    let limits = Limits { time: Duration::from_millis(200), ..Limits::default() };
    assert_eq!(read_in_child(&document(CMAP, &[notice()]), &limits, &hangs), Err(Error::TooSlow { limit: 200 }));
}

#[test]
#[cfg(unix)]
fn a_child_that_answers_nonsense_is_no_answer() {
    let limits = Limits { time: Duration::from_secs(60), ..Limits::default() };
    for script in [
        "echo x",
        "exit 3",
        "kill -9 $$",
        "printf '{\"document\":{\"text\":\"a\",\"title\":[0,9],\"blocks\":[],\"near\":null,\"pages\":1,\"blank_pages\":0,\"vertical\":false}}'",
    ] {
        let odd = Child { program: PathBuf::from("/bin/sh"), arguments: vec!["-c".into(), script.into()], pdftotext: None };
        let found = read_in_child(&document(CMAP, &[notice()]), &limits, &odd);
        assert!(matches!(found, Err(Error::Crashed(_))), "{script}: {found:?}");
    }
    let none = Child { program: PathBuf::from("/nonexistent"), arguments: Vec::new(), pdftotext: None };
    assert!(matches!(read_in_child(b"%PDF-", &limits, &none), Err(Error::Process(_))));
}

/// The library never ends on this one: the reason for the child.
#[test]
fn a_tree_of_pages_that_holds_itself_ends() {
    let mut writer = Writer::default();
    writer.object("<< /Type /Pages /Kids [1 0 R 1 0 R] /Count 1000000000 >>");
    let root = writer.object("<< /Type /Catalog /Pages 1 0 R >>");
    let limits = Limits { time: Duration::from_secs(2), ..Limits::default() };
    let found = read_in_child(&writer.finish(root), &limits, &child());
    assert!(
        matches!(found, Err(Error::TooSlow { .. } | Error::TooManyPages { .. } | Error::TooDeep { .. } | Error::Broken(_))),
        "{found:?}"
    );
}

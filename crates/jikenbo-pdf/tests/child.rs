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

/// A stand-in for `pdftotext`, so that the test needs none: what it prints is the text, lines joined and judged.
#[test]
#[cfg(unix)]
fn vertical_text_is_given_to_pdftotext_where_one_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = std::env::temp_dir().join(format!("jikenbo-pdf-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let program = folder.join("pdftotext");
    let says = "#!/bin/sh\ncat >/dev/null\nprintf 'お詫びとお知らせ\\nこのたび、当社のサーバーが不正アクセスを受\\nけたことが判明しました。\\n'\n";
    std::fs::write(&program, says).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    let words = vec![(500.0, 800.0, 12.0, "お詫びとお知らせについて"), (476.0, 800.0, 12.0, "不正アクセスを受けました。")];
    let with = Child { pdftotext: Some(program), ..child() };
    let limits = Limits { time: Duration::from_secs(300), ..Limits::default() };
    let found = read_in_child(&document("UniJIS-UTF16-V", &[words]), &limits, &with);
    std::fs::remove_dir_all(&folder).unwrap();
    let found = found.unwrap();
    assert!(found.vertical);
    assert_eq!(found.notice.text, "お詫びとお知らせ\nこのたび、当社のサーバーが不正アクセスを受けたことが判明しました。");
    let level = read_in_child(&document(CMAP, &[notice()]), &limits, &with).unwrap();
    assert_eq!(level.notice.text, NOTICE);
}

//! A folder per mail: `source.eml`, and what it must give in `expected.txt`: sender, day, text, and what is attached.

// A test that cannot read its mail has failed.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;

use jikenbo_page::mail::{MAX_DEPTH, MAX_PARTS, Mail, read};
use jikenbo_page::{Error, Format, Options, format, notices};
use proptest::prelude::*;

fn told(mail: &Mail) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "from: {}", mail.from.as_deref().unwrap_or("-"));
    let _ = writeln!(out, "date: {}", mail.date.map_or_else(|| "-".to_owned(), |date| date.to_string()));
    let _ = writeln!(out, "{}", mail.notice.as_ref().map_or("-", |notice| &notice.text));
    for part in &mail.attachments {
        let _ = writeln!(out, "attached: {} {:?} {} bytes", part.name.as_deref().unwrap_or("-"), part.format, part.bytes.len());
    }
    out
}

#[test]
fn mails_give_what_is_expected() {
    let mut count = 0;
    for entry in Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mails").read_dir().unwrap() {
        let folder = entry.unwrap().path();
        let source = std::fs::read(folder.join("source.eml")).unwrap();
        let expected = std::fs::read_to_string(folder.join("expected.txt")).unwrap();
        assert_eq!(format(&source, &Options::default()), Ok(Format::Mail), "{}", folder.display());
        let mail = read(&source, &Options::default()).unwrap();
        assert_eq!(told(&mail), expected, "{}", folder.display());
        let notice = mail.notice.clone().unwrap();
        assert_eq!(notice.title.map(|title| title.of(&notice.text)), mail.subject.as_deref());
        assert_eq!(notice.near, mail.date);
        assert_eq!(notices(&source, &Options::default()), Ok(vec![notice]));
        count += 1;
    }
    assert!(count >= 4);
}

#[test]
fn an_attached_mail_is_read_in_its_turn() {
    let source = include_bytes!("mails/attachments/source.eml");
    let mail = read(source, &Options::default()).unwrap();
    let inner = mail.attachments.iter().find(|part| part.format == Format::Mail).unwrap();
    assert_eq!(read(&inner.bytes, &Options::default()).unwrap().notice.unwrap().text, "inner notice\n\nInner words.");
    let page = mail.attachments.iter().find(|part| part.format == Format::Html).unwrap();
    let options = Options { media_type: Some(page.media_type.clone()), ..Options::default() };
    assert_eq!(
        notices(&page.bytes, &options).unwrap()[0].text,
        "添付のページです。2024年2月14日にサーバーの障害が発生し、翌日に復旧しました。"
    );
}

#[test]
fn parts_and_depth_are_bounded() {
    let head = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n";
    let many = format!(
        "{head}Content-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\nContent-Type: text/plain\n\nx\n".repeat(MAX_PARTS + 1)
    );
    assert_eq!(read(many.as_bytes(), &Options::default()), Err(Error::TooManyParts { limit: MAX_PARTS }));
    let bare = format!("{head}Content-Type: multipart/mixed; boundary=b\n\n{}", "--b\n\n".repeat(50_000));
    assert_eq!(read(bare.as_bytes(), &Options::default()), Err(Error::TooManyParts { limit: MAX_PARTS }));
    let deep = format!("{head}{}From: c@d.example\n\nwords", "Content-Type: message/rfc822\n\n".repeat(MAX_DEPTH + 1));
    assert_eq!(read(deep.as_bytes(), &Options::default()), Err(Error::TooDeep { limit: MAX_DEPTH }));
    let fits = format!("{head}{}From: c@d.example\n\nwords", "Content-Type: message/rfc822\n\n".repeat(MAX_DEPTH));
    assert_eq!(read(fits.as_bytes(), &Options::default()).unwrap().attachments.len(), 1);
    let large = Options { max_bytes: 100, ..Options::default() };
    assert_eq!(read(many.as_bytes(), &large), Err(Error::TooLarge { found: many.len(), limit: 100 }));
}

#[test]
fn what_is_no_mail_is_refused() {
    for bytes in [&b""[..], b"\n\n", b"words alone"] {
        assert_eq!(read(bytes, &Options::default()), Err(Error::NotMail), "{bytes:?}");
    }
    let blank = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\n \n";
    assert_eq!(notices(blank, &Options::default()), Err(Error::NoNotice));
}

proptest! {
    #[test]
    fn any_mail_does_no_harm(lines in proptest::collection::vec(
        "(Subject: |From: |Date: |Content-Type: (text/(plain|html); charset=(utf-8|iso-2022-jp|x)|multipart/(mixed|alternative|digest); boundary=b|message/rfc822)|Content-Transfer-Encoding: (base64|quoted-printable)|--b|--b--|=\\?UTF-8\\?B\\?[A-Za-z=]{0,8}\\?=|<p>[あ-ん]{0,6}|[ -~あ-ん\u{1b}]{0,20}|)",
        0..30,
    ), crlf in any::<bool>()) {
        let mail = lines.join(if crlf { "\r\n" } else { "\n" });
        match read(mail.as_bytes(), &Options::default()) {
            Ok(mail) => {
                if let Some(notice) = mail.notice {
                    prop_assert!(!notice.text.trim().is_empty() && !notice.text.ends_with('\n'));
                    prop_assert!(notice.title.is_none_or(|title| !title.of(&notice.text).is_empty()));
                    let blocks: Vec<&str> = notice.blocks.iter().map(|block| block.span.of(&notice.text)).collect();
                    prop_assert!(blocks.is_empty() || blocks == notice.text.split('\n').collect::<Vec<_>>());
                }
                prop_assert!(mail.attachments.iter().all(|part| part.name.as_deref().is_none_or(|name| !name.contains(['/', '\\']))));
            }
            Err(error) => prop_assert!(!error.to_string().ends_with('.')),
        }
    }
}

//! Every form that is clipped: documents, mails, folders, web archives.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::Write;
use std::path::{Path, PathBuf};

use common::{Book, notice};

fn document(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../jikenbo-pdf/tests/fixtures").join(name)
}

/// A document with a page and no text on it, as a scanner makes it.
fn scan() -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        "<< /Length 18 >>\nstream\n0 0 100 100 re f  \nendstream",
    ];
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1).unwrap();
    }
    let xref = out.len();
    write!(out, "xref\n0 5\n0000000000 65535 f \n").unwrap();
    places.iter().for_each(|at| writeln!(out, "{at:010} 00000 n ").unwrap());
    write!(out, "trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n").unwrap();
    out
}

#[test]
fn a_pdf_document_is_read_by_a_child_of_the_program() {
    let book = Book::new();
    let path = document("letter.pdf");
    let said = book.run(&["clip", "--any", path.to_str().unwrap()], 0);
    assert!(said.summary().starts_with("clipped 1"), "{}", said.out);
    let read = book.run(&["read", path.to_str().unwrap()], 0);
    assert!(read.out.contains("\"title\""), "{}", read.out);
    book.run(&["verify"], 0);
}

#[test]
fn a_scan_is_kept_and_said_to_have_no_text() {
    let book = Book::new();
    let file = book.file("scan.pdf", scan());
    let said = book.run(&["clip", &file], 0);
    assert!(said.out.contains("kept  scan.pdf: expected text, found 1 pages that have no text (a scan?)"), "{}", said.out);
    assert_eq!(said.summary(), "clipped 0, kept without text 1, already known 0, failed 0");
    assert!(book.run(&["verify"], 0).out.starts_with("checked 1 captures"));
    let broken = book.file("broken.pdf", "%PDF-1.7\n broken");
    assert!(book.run(&["clip", &broken], 1).err.contains("broken.pdf: expected"));
}

#[test]
fn a_mail_is_a_notice() {
    let book = Book::new();
    let text = notice(5).replace('\n', "\r\n");
    let (jis, _, _) = encoding_rs::ISO_2022_JP.encode(&text);
    let mut mail =
        b"From: info@aoba.example\r\nSubject: =?ISO-2022-JP?B?GyRCJCpPTSRTGyhC?=\r\nDate: Wed, 5 Jun 2024 09:00:00 +0900\r\n\
        MIME-Version: 1.0\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
            .to_vec();
    mail.extend_from_slice(&jis);
    let file = book.file("notice.eml", mail);
    let said = book.run(&["clip", &file], 0);
    let show = book.run(&["show", "--json", &said.clipped()[0]], 0).out;
    assert!(show.contains("message/rfc822") && show.contains("あおば第5商店") && show.contains("お詫び"), "{show}");
}

#[test]
fn a_folder_is_taken_with_all_that_is_below() {
    let book = Book::new();
    for n in 0..3 {
        book.file(&format!("notices/{n}/page.txt"), notice(n));
    }
    book.file("notices/picture.png", b"\x89PNG\r\n\x1a\n");
    let said = book.run(&["clip", "notices"], 1);
    assert_eq!(said.clipped().len(), 3);
    assert!(said.err.contains("notices/picture.png: expected HTML or plain text, found a PNG image"), "{}", said.err);
}

/// A WARC record of a response.
fn record(address: &str, body: &str) -> Vec<u8> {
    let http =
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:6f1a7b1e-0000-4000-8000-{:012}>\r\nWARC-Target-URI: {address}\r\n\
         WARC-Date: 2024-06-05T01:02:03Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        body.len(),
        http.len()
    )
    .into_bytes()
}

#[test]
fn a_web_archive_gives_its_notices_with_their_addresses_and_days() {
    let book = Book::new();
    let html = |n: usize| {
        let text: String = notice(n).lines().map(|line| format!("<p>{line}</p>")).collect();
        format!("<!DOCTYPE html><body><main>{text}</main>")
    };
    let mut warc = record("https://www.aoba.example/news/1", &html(1));
    warc.extend(record(
        "https://www.aoba.example/recruit",
        "<!DOCTYPE html><main><h1>採用情報</h1><p>一緒に働きませんか。</p></main>",
    ));
    warc.extend(record("https://www.aoba.example/news/2", &html(2)));
    let file = book.file("crawl.warc", &warc);
    let said = book.run(&["clip", &file], 0);
    assert_eq!(said.summary(), "clipped 2, already known 0, failed 0");
    let show = book.run(&["show", "--json", &said.clipped()[0]], 0).out;
    assert!(show.contains("https://www.aoba.example/news/1") && show.contains("2024-06-05T01:02:03"), "{show}");
    book.run(&["verify"], 0);
    let cut = book.file("cut.warc", &warc[..warc.len() - 200]);
    let said = book.run(&["clip", &cut], 1);
    assert!(said.err.contains("cut.warc: cut off: expected the rest of a record"), "{}", said.err);
}

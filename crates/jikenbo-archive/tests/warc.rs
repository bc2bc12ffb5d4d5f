//! WARC: what is written is read back, and what other programs write is read.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::{Read, Write};

use common::{ADDRESS, BODY, HEAD, PDF_ADDRESS, again, gzip, mail, page, pdf, record, response, time};
use jikenbo_archive::{
    Candidate, Candidates, Capture, Content, Digest, Error, Form, Kind, Limits, Passed, Producer, RecordKind, Records,
    WarcWriter, form,
};

fn producer() -> Producer<'static> {
    Producer { software: "jikenbo-test 1\r\ninjected: x", operator: Some("青葉"), time: time("2024-06-01T00:00:00Z") }
}

fn written(captures: &[Capture<'_>]) -> Vec<u8> {
    let mut writer = WarcWriter::new(Vec::new(), &producer()).unwrap();
    for capture in captures {
        writer.add(capture).unwrap();
    }
    writer.finish().unwrap()
}

fn candidates(warc: &[u8]) -> Vec<Candidate> {
    Candidates::new(warc, &Limits::default()).collect::<Result<_, _>>().unwrap()
}

/// A page behind a Content-Encoding.
fn encoded(encoding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n");
    response(ADDRESS, &[head.as_bytes(), body].concat())
}

#[test]
fn captures_come_back() {
    let warc = written(&[page(), pdf(), mail(), again()]);
    let mut all = Candidates::new(&warc[..], &Limits::default());
    let found: Vec<Candidate> = all.by_ref().map(Result::unwrap).collect();
    assert_eq!(all.passed(), Passed { no_content: 2, revisit: 1, ..Passed::default() });
    let [html, pdf, mail] = &found[..] else { panic!("{found:?}") };
    assert_eq!((html.address.as_str(), html.kind, html.status), (ADDRESS, Kind::Html, Some(200)));
    assert_eq!(html.time, Some(time("2024-05-01T01:02:03.123456Z")));
    assert_eq!((html.charset.as_deref(), html.head.as_slice(), html.body.as_slice()), (Some("UTF-8"), HEAD, BODY.as_bytes()));
    assert_eq!(html.ip, Some("203.0.113.7".parse().unwrap()));
    assert_eq!((pdf.address.as_str(), pdf.kind, pdf.body.starts_with(b"%PDF-")), (PDF_ADDRESS, Kind::Pdf, true));
    assert_eq!((mail.kind, mail.status, mail.body.as_slice()), (Kind::Text, None, "続報です。".as_bytes()));
}

#[test]
fn the_same_captures_give_the_same_bytes() {
    assert_eq!(written(&[page(), pdf()]), written(&[page(), pdf()]));
    let id = |capture| {
        let mut writer = WarcWriter::new(Vec::new(), &producer()).unwrap();
        writer.add(&capture).unwrap().id
    };
    assert_eq!(id(page()), id(page()));
    // Whatever differs, even by a microsecond, is another record.
    let later = Capture { time: time("2024-05-01T01:02:03.123457Z"), ..page() };
    let other = Capture { content: Content::Response { head: HEAD, body: b"x" }, ..page() };
    for capture in [later, other, Capture { ip: None, ..page() }, Capture { address: PDF_ADDRESS, ..page() }] {
        assert_ne!(id(page()), id(capture));
    }
}

#[test]
fn records_say_what_they_must() {
    let warc = written(&[page()]);
    let mut records = Records::new(&warc[..], &Limits::default());
    let info = records.next_record().unwrap().unwrap();
    assert_eq!((info.kind, info.offset), (RecordKind::Warcinfo, Some(0)));
    let mut text = String::new();
    records.block().read_to_string(&mut text).unwrap();
    assert!(text.contains("software: jikenbo-test 1  injected: x\r\n"), "{text}");

    let response = records.next_record().unwrap().unwrap();
    assert_eq!(response.kind, RecordKind::Response);
    assert_eq!(response.field("warc-date"), Some("2024-05-01T01:02:03.123456Z"));
    assert_eq!(response.field("WARC-Payload-Digest"), Some(Digest::of(BODY.as_bytes()).to_string().as_str()));
    let block = [HEAD, BODY.as_bytes()].concat();
    assert_eq!(response.field("WARC-Block-Digest"), Some(Digest::of(&block).to_string().as_str()));
    let id = response.field("WARC-Record-ID").unwrap().to_owned();
    // Version 8, variant 10: made by a rule of one's own (RFC 9562).
    assert!(id.starts_with("<urn:uuid:") && &id[24..25] == "8" && "89ab".contains(&id[29..30]), "{id}");

    let request = records.next_record().unwrap().unwrap();
    assert_eq!((request.kind, request.field("WARC-Concurrent-To")), (RecordKind::Request, Some(id.as_str())));
    // The offsets are those of gzip members that can be read alone.
    let from = usize::try_from(request.offset.unwrap()).unwrap();
    let alone = Records::new(&warc[from..], &Limits::default()).next_record().unwrap().unwrap();
    assert_eq!(alone.field("WARC-Record-ID"), request.field("WARC-Record-ID"));
    assert_eq!(records.next_record().unwrap(), None);
}

#[test]
fn what_would_break_a_record_is_refused() {
    let mut writer = WarcWriter::new(Vec::new(), &producer()).unwrap();
    let mut add = |capture: Capture<'_>| writer.add(&capture).unwrap_err();
    for address in ["", "https://a.example/\r\nWARC-Type: x", "https://a.example/a b", "https://a.example/\u{85}"] {
        let error = add(Capture { address, ..page() });
        assert_eq!(error, Error::BadField { name: "WARC-Target-URI", found: address.to_owned() });
    }
    let head = Content::Response { head: b"HTTP/1.1 200 OK\r\n", body: b"x" };
    assert!(matches!(add(Capture { content: head, ..page() }), Error::BadField { .. }));
    let early = Content::Response { head: b"HTTP/1.1 200 OK\r\n\r\nX: y\r\n\r\n", body: b"x" };
    assert!(matches!(add(Capture { content: early, ..page() }), Error::BadField { .. }));
    let media = Content::Resource { media_type: "text/html\r\nX: y", body: b"x" };
    assert!(matches!(add(Capture { content: media, ..page() }), Error::BadField { name: "Content-Type", .. }));
}

#[test]
fn every_dress_of_a_file_is_read() {
    let plain =
        [response(ADDRESS, &[HEAD, BODY.as_bytes()].concat()), response(PDF_ADDRESS, b"HTTP/2 200\r\n\r\n%PDF-1")].concat();
    let each: Vec<u8> =
        [gzip(&response(ADDRESS, &[HEAD, BODY.as_bytes()].concat())), gzip(&response(PDF_ADDRESS, b"HTTP/2 200\r\n\r\n%PDF-1"))]
            .concat();
    let odd_ends = String::from_utf8(plain.clone()).unwrap().replace("%PDF-1\r\n\r\n", "%PDF-1");
    for (name, warc) in
        [("plain", plain.clone()), ("a member each", each), ("one member", gzip(&plain)), ("ends", odd_ends.into())]
    {
        let found = candidates(&warc);
        assert_eq!(found.len(), 2, "{name}");
        assert_eq!((found[0].body.as_slice(), found[1].kind), (BODY.as_bytes(), Kind::Pdf), "{name}");
    }
}

#[test]
fn codings_are_taken_off() {
    let body = BODY.as_bytes();
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(body).unwrap();
    let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    raw.write_all(body).unwrap();
    let brotli: &[u8] = include_bytes!("data/page.br");
    let zstd = zstd::encode_all(body, 3).unwrap();
    let cases: [(&str, Vec<u8>); 11] = [
        ("gzip", gzip(body)),
        ("GZIP", gzip(body)),
        ("x-gzip", gzip(body)),
        ("deflate", zlib.finish().unwrap()),
        ("deflate", raw.finish().unwrap()),
        ("zstd", zstd.clone()),
        ("br", brotli.to_vec()),
        ("zstd, gzip", gzip(&zstd)),
        ("identity", body.to_vec()),
        // Stored decoded, with the header left as it was.
        ("gzip", body.to_vec()),
        ("br", body.to_vec()),
    ];
    for (encoding, bytes) in cases {
        assert_eq!(candidates(&encoded(encoding, &bytes))[0].body, body, "{encoding}");
    }
    let chunked =
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n2\r\nhi\r\n0\r\n\r\n";
    assert_eq!(candidates(&response(ADDRESS, chunked))[0].body, b"<p>hi");
}

#[test]
fn an_archive_is_known_by_its_first_bytes() {
    let warc = written(&[page()]);
    assert_eq!((form(&warc[..200]), form(&gzip(b"<html>"))), (Some(Form::Warc), None));
    assert_eq!((form(&common::wacz(None)), form(b""), form(b"\x1f\x8b")), (Some(Form::Zip), None, None));
}

#[test]
fn only_pages_are_candidates() {
    let answer =
        |status: &str, media: &str, body: &str| response(ADDRESS, format!("HTTP/1.1 {status}\r\n{media}\r\n{body}").as_bytes());
    let warc = [
        answer("404 Not Found", "Content-Type: text/html\r\n", "<p>"),
        answer("206 Partial Content", "Content-Type: text/html\r\n", "<p>"),
        answer("301 Moved", "Location: /\r\n", ""),
        answer("200 OK", "Content-Type: image/png\r\n", "\u{fffd}PNG"),
        answer("200 OK", "Content-Type: application/octet-stream\r\n", "{}"),
        response(ADDRESS, b"no head"),
        response("urn:text:x", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nx"),
        response("file:///etc/passwd", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nx"),
        record("WARC-Type: metadata\r\n", b"x"),
        answer("200 OK", "", " <!DOCTYPE HTML>"),
        answer("200 OK", "Content-Type: application/octet-stream\r\n", "%PDF-1.4"),
        answer("203 OK", "Content-Type: text/plain; charset=Shift_JIS\r\n", "x"),
    ]
    .concat();
    let mut all = Candidates::new(&warc[..], &Limits::default());
    let found: Vec<_> = all.by_ref().map(|found| found.unwrap().kind).collect();
    assert_eq!(found, [Kind::Html, Kind::Pdf, Kind::Text]);
    let expected = Passed { no_content: 1, revisit: 0, status: 3, media: 2, address: 2, malformed: 1 };
    assert_eq!(all.passed(), expected);
}

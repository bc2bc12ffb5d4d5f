//! Captures and archives for the tests: all of organisations that do not exist.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a test")]

use std::io::{Cursor, Read, Write};

use jiff::Timestamp;
use jikenbo_archive::{About, Capture, Content, Digest, Page, WaczWriter};
use zip::write::SimpleFileOptions;

pub(crate) const ADDRESS: &str = "https://www.aoba-kikai.example/news/2024/0501.html";
pub(crate) const PDF_ADDRESS: &str = "https://www.aoba-kikai.example/pdf/20240501.pdf";
pub(crate) const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nServer: x\r\n\r\n";
pub(crate) const PDF_HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n";
pub(crate) const BODY: &str =
    "<!DOCTYPE html><title>お知らせ</title><p>青葉機械株式会社のサーバーに不正アクセスがありました。</p>";
pub(crate) const REQUEST: &[u8] = b"GET /news/2024/0501.html HTTP/1.1\r\nHost: www.aoba-kikai.example\r\n\r\n";

pub(crate) fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn page() -> Capture<'static> {
    Capture {
        address: ADDRESS,
        time: time("2024-05-01T01:02:03.123456Z"),
        ip: Some("203.0.113.7".parse().unwrap()),
        request: Some(REQUEST),
        content: Content::Response { head: HEAD, body: BODY.as_bytes() },
    }
}

pub(crate) fn pdf() -> Capture<'static> {
    Capture {
        address: PDF_ADDRESS,
        time: time("2024-05-01T01:02:05Z"),
        ip: Some("2001:db8::7".parse().unwrap()),
        request: None,
        content: Content::Response { head: PDF_HEAD, body: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" },
    }
}

pub(crate) fn mail() -> Capture<'static> {
    Capture {
        address: "https://mail.aoba-kikai.example/1.txt",
        time: time("2024-05-02T00:00:00Z"),
        ip: None,
        request: None,
        content: Content::Resource { media_type: "text/plain; charset=UTF-8", body: "続報です。".as_bytes() },
    }
}

/// The page once more, unchanged a day later.
pub(crate) fn again() -> Capture<'static> {
    Capture {
        time: time("2024-05-02T01:02:03.5Z"),
        request: None,
        content: Content::Revisit {
            head: HEAD,
            body: Digest::of(BODY.as_bytes()),
            address: ADDRESS,
            time: time("2024-05-01T01:02:03.123456Z"),
        },
        ..page()
    }
}

pub(crate) fn about() -> About {
    About {
        title: "青葉機械株式会社の事案".to_owned(),
        description: Some("1 件の告知と続報".to_owned()),
        software: "jikenbo-test 1".to_owned(),
        created: time("2024-06-01T00:00:00Z"),
        main_page: Some((ADDRESS.to_owned(), time("2024-05-01T01:02:03.123456Z"))),
    }
}

/// A package of all sorts of captures.
pub(crate) fn wacz(token: Option<&[u8]>) -> Vec<u8> {
    let mut writer = WaczWriter::new(Cursor::new(Vec::new()), about()).unwrap();
    let text = Page {
        title: Some("お知らせ"), text: Some("青葉機械株式会社のサーバーに\n不正アクセスがありました。")
    };
    writer.add(&page(), Some(text)).unwrap();
    writer.add(&pdf(), Some(Page::default())).unwrap();
    writer.add(&mail(), None).unwrap();
    writer.add(&again(), None).unwrap();
    writer.seal().unwrap().finish(token).unwrap().into_inner()
}

/// The files of a zip archive.
pub(crate) fn files(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut all = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        all.push((file.name().unwrap().into_owned(), bytes));
    }
    all
}

/// A zip archive of files.
pub(crate) fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// One entry of a zip archive made by hand, which may say of itself what it likes.
#[derive(Clone)]
pub(crate) struct RawEntry {
    pub(crate) name: Vec<u8>,
    pub(crate) method: u16,
    pub(crate) flags: u16,
    /// The bytes written behind its local header; nothing: no local header of its own, but the one of the entry before.
    pub(crate) data: Option<Vec<u8>>,
    /// The compressed size stated, if another.
    pub(crate) compressed: Option<u32>,
    pub(crate) size: u32,
}

impl RawEntry {
    pub(crate) fn stored(name: &str, data: &[u8]) -> Self {
        let (name, data) = (name.as_bytes().to_vec(), Some(data.to_vec()));
        Self { name, method: 0, flags: 0x800, size: data.as_ref().unwrap().len() as u32, data, compressed: None }
    }
}

/// A zip archive byte by byte (APPNOTE 4.3).
pub(crate) fn raw_zip(entries: &[RawEntry]) -> Vec<u8> {
    let (mut out, mut directory, mut offset) = (Vec::new(), Vec::new(), 0);
    let mut last = 0;
    for entry in entries {
        let crc = entry.data.as_ref().map_or(0, |data| {
            let mut crc = flate2::Crc::new();
            crc.update(data);
            crc.sum()
        });
        let compressed = entry.compressed.unwrap_or_else(|| entry.data.as_ref().map_or(last, |data| data.len() as u32));
        let mut common = Vec::new();
        common.extend(20u16.to_le_bytes());
        common.extend(entry.flags.to_le_bytes());
        common.extend(entry.method.to_le_bytes());
        common.extend([0, 0, 0x21, 0]);
        common.extend(crc.to_le_bytes());
        common.extend(compressed.to_le_bytes());
        common.extend(entry.size.to_le_bytes());
        common.extend((entry.name.len() as u16).to_le_bytes());
        common.extend(0u16.to_le_bytes());
        if let Some(data) = &entry.data {
            offset = out.len() as u32;
            last = data.len() as u32;
            out.extend(b"PK\x03\x04");
            out.extend(&common);
            out.extend(&entry.name);
            out.extend(data);
        }
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(&entry.name);
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend(0u16.to_le_bytes());
    out
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

/// A WARC record by hand, its length right.
pub(crate) fn record(fields: &str, block: &[u8]) -> Vec<u8> {
    let mut all = format!("WARC/1.0\r\n{fields}Content-Length: {}\r\n\r\n", block.len()).into_bytes();
    all.extend_from_slice(block);
    all.extend_from_slice(b"\r\n\r\n");
    all
}

/// A response record by hand.
pub(crate) fn response(address: &str, message: &[u8]) -> Vec<u8> {
    let fields = format!(
        "WARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\n"
    );
    record(&fields, message)
}

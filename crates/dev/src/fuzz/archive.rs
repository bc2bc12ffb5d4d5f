//! Archives and feeds from anywhere.

use std::io::Cursor;
use std::sync::LazyLock;

use jiff::Timestamp;
use jikenbo_archive::{About, Candidates, Capture, Content, Limits, Page, WaczCandidates, WaczWriter, verify};
use jikenbo_feed::{Sitemap, sitemap};

const ADDRESS: &str = "https://aoba.example/news/1";
const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

/// A package that holds.
static PACKAGE: LazyLock<Vec<u8>> = LazyLock::new(|| package("<p>青葉機械のサーバーに不正アクセスがありました。".as_bytes()));

fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.body, limits.records) = (1 << 16, 1_000);
    limits
}

fn package(body: &[u8]) -> Vec<u8> {
    let about = About {
        title: "青葉".to_owned(),
        description: None,
        software: "fuzz".to_owned(),
        created: Timestamp::UNIX_EPOCH,
        main_page: None,
    };
    let content = Content::Response { head: HEAD, body };
    let capture = Capture { address: ADDRESS, time: Timestamp::UNIX_EPOCH, ip: None, request: None, content };
    let mut writer = WaczWriter::new(Cursor::new(Vec::new()), about).expect("memory");
    writer.add(&capture, Some(Page::default())).expect("a sound capture");
    writer.seal().and_then(|sealed| sealed.finish(None)).expect("memory").into_inner()
}

/// WARC and WACZ: any bytes as a file, as a message in a record, as a body that is written and read back, and as changes to a
/// package that held.
pub fn archive(bytes: &[u8]) {
    read(bytes);
    for coding in ["gzip", "deflate", "br", "zstd", "x"] {
        let head = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: {coding}\r\n\r\n");
        read(&record(&[head.as_bytes(), bytes].concat()));
    }
    read(&record(bytes));

    let written = package(bytes);
    let report = verify(Cursor::new(&written), &limits()).expect("what was written can be read");
    assert!(report.holds() && report.records == 2, "what was written holds: {report:?}");
    let mut all = WaczCandidates::open(Cursor::new(&written), &limits()).expect("what was written can be opened");
    assert_eq!(all.next().and_then(Result::ok).map(|found| found.body).as_deref(), Some(bytes), "a body comes back");

    let mut changed = PACKAGE.clone();
    for change in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_be_bytes([change[0], change[1]])) % changed.len();
        changed[at] = change[2];
    }
    read(&changed);
}

fn record(message: &[u8]) -> Vec<u8> {
    let fields = format!("WARC-Type: response\r\nWARC-Target-URI: {ADDRESS}\r\nContent-Type: application/http\r\n");
    let head = format!("WARC/1.1\r\n{fields}Content-Length: {}\r\n\r\n", message.len());
    [head.as_bytes(), message, b"\r\n\r\n"].concat()
}

fn read(bytes: &[u8]) {
    for found in Candidates::new(bytes, &limits()).flatten() {
        assert!(found.body.len() <= 1 << 16 && found.address.to_ascii_lowercase().starts_with("http"), "{found:?}");
    }
    if let Ok(all) = WaczCandidates::open(Cursor::new(bytes), &limits()) {
        all.for_each(drop);
    }
    if let Ok(report) = verify(Cursor::new(bytes), &limits()) {
        assert!(report.faults.iter().all(|fault| !fault.to_string().contains('\n')), "a fault is one line: {report:?}");
    }
}

/// Feeds and sitemaps: any text as one, and within the elements of one.
pub fn feed(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    assert!(jikenbo_feed::declared_encoding(bytes).is_none_or(|name| !name.is_empty()), "an encoding has a name");
    let _days: Vec<_> = text.lines().map(jikenbo_feed::parse_date).collect();
    let entry = format!("<rss><channel><item>{text}</item></channel></rss>");
    let atom = format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>{text}</content></entry></feed>");
    let json =
        serde_json::json!({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": text, "url": text}]}).to_string();
    for text in [&*text, &entry, &atom, &json] {
        let found = jikenbo_feed::feed(text, ADDRESS, &jikenbo_feed::Limits::default());
        let entries = found.map(|feed| feed.entries).unwrap_or_default();
        let web = |address: &str| address.starts_with("http://") || address.starts_with("https://");
        assert!(entries.iter().all(|entry| entry.address.as_deref().is_none_or(web)), "{entries:?}");
    }
    for text in [text.to_string(), format!("<urlset><url><loc>{text}</loc></url></urlset>")] {
        if let Ok(Sitemap::Pages(all) | Sitemap::Index(all)) = sitemap(&text, ADDRESS, &jikenbo_feed::Limits::default()) {
            assert!(all.iter().all(|page| page.address.starts_with("http")), "{all:?}");
        }
    }
}

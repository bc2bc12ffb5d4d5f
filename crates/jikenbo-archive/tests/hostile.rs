//! Whatever an archive holds: a typed error or less than asked for, never a panic, an endless run or memory without bound.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::{BufReader, Cursor, Read, Write};

use common::{ADDRESS, BODY, HEAD, RawEntry, files, gzip, raw_zip, record, response, wacz, zipped};
use jikenbo_archive::{Candidates, Error, Fault, Limits, Records, WaczCandidates, verify};

fn small() -> Limits {
    let mut limits = Limits::default();
    (limits.body, limits.http_head, limits.record_head) = (1_000, 500, 500);
    (limits.records, limits.indexed, limits.entries) = (100, 50, 20);
    (limits.ratio_from, limits.ratio) = (100_000, 50);
    limits
}

/// What reading a WARC gives in the end.
fn last(warc: impl Read, limits: &Limits) -> Result<usize, Error> {
    let mut count = 0;
    for found in Candidates::new(BufReader::new(warc), limits) {
        found?;
        count += 1;
    }
    Ok(count)
}

fn good() -> Vec<u8> {
    response(ADDRESS, &[HEAD, BODY.as_bytes()].concat())
}

/// Bytes again and again, without holding them.
struct Repeated {
    bytes: Vec<u8>,
    at: usize,
}

impl Read for Repeated {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let read = (&self.bytes[self.at..]).read(out)?;
        self.at = (self.at + read) % self.bytes.len();
        Ok(read)
    }
}

fn repeated(bytes: Vec<u8>) -> Repeated {
    Repeated { bytes, at: 0 }
}

#[test]
fn endless_files_come_to_an_end() {
    let tiny = record("WARC-Type: metadata\r\n", b"");
    assert_eq!(last(repeated(tiny.clone()), &small()), Err(Error::TooManyRecords { limit: 100 }));
    assert_eq!(last(repeated(gzip(&tiny)), &small()), Err(Error::TooManyRecords { limit: 100 }));
    // Members that hold nothing.
    assert_eq!(last(repeated(gzip(b"")), &small()), Err(Error::TooManyRecords { limit: 100 }));
    // A head, a version line, and line ends that never stop.
    let endless = |start: &str, more: &str| last(start.as_bytes().chain(repeated(more.into())), &small());
    let head = Error::HeadTooLarge { which: "WARC head", limit: 500 };
    assert_eq!(endless("WARC/1.1\r\n", "X-A: b\r\n"), Err(head.clone()));
    assert_eq!(endless("WARC/1.1\r\n", "x"), Err(head));
    assert!(matches!(endless("WARC/1.1", "x"), Err(Error::NotWarc { .. })));
    assert!(matches!(endless("", "\r\n"), Err(Error::NotWarc { .. })));
}

#[test]
fn a_million_tiny_records_are_read_one_at_a_time() {
    let tiny = record("WARC-Type: metadata\r\n", b"x");
    let length = tiny.len() as u64 * 1_000_000;
    let mut records = Records::new(BufReader::new(repeated(tiny).take(length)), &Limits::default());
    let mut count = 0;
    while records.next_record().unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 1_000_000);
}

#[test]
fn a_length_that_is_not_there_asks_for_no_memory() {
    let huge = |length: &str| {
        let head = format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}\r\nContent-Length: {length}\r\n\r\n");
        last([head.as_bytes(), HEAD, b"x"].concat().as_slice(), &Limits::default())
    };
    assert!(matches!(huge("18446744073709551615"), Err(Error::Truncated { .. })));
    for length in ["18446744073709551616", "-1", "+1", "1e9", "0x10", "", "1 1", "1\r\nContent-Length: 2"] {
        assert!(matches!(huge(length), Err(Error::BadHead { .. })), "{length}");
    }
    assert!(matches!(last(&b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"[..], &small()), Err(Error::BadHead { .. })));
    assert!(matches!(last(&b"WARC/1.0\r\nContent-Length: 0\r\n\r\n"[..], &small()), Err(Error::BadHead { .. })));
}

#[test]
fn large_bodies_are_told_and_passed_over() {
    let large = response(ADDRESS, &[HEAD, &[b'x'; 2_000]].concat());
    let bomb = encoded("gzip", &gzip(&[b'x'; 100_000]));
    let zstd = encoded("zstd", &zstd::encode_all(&[b'x'; 100_000][..], 3).unwrap());
    for warc in [large, bomb, zstd] {
        let warc = [warc, good()].concat();
        let all: Vec<_> = Candidates::new(&warc[..], &small()).collect();
        assert_eq!(all[0], Err(Error::BodyTooLarge { address: ADDRESS.to_owned(), limit: 1_000 }));
        assert!(all[1].is_ok() && all.len() == 2);
    }
    let head = [response(ADDRESS, &b"HTTP/1.1 200 OK\r\nX: y\r\n".repeat(1_000)), good()].concat();
    let all: Vec<_> = Candidates::new(&head[..], &small()).collect();
    assert_eq!(all[0], Err(Error::HeadTooLarge { which: "HTTP head", limit: 500 }));
    assert!(all[1].is_ok() && all.len() == 2);
}

fn encoded(encoding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n");
    response(ADDRESS, &[head.as_bytes(), body].concat())
}

#[test]
fn codings_upon_codings_are_counted() {
    let mut body = BODY.as_bytes().to_vec();
    for _ in 0..4 {
        body = gzip(&body);
    }
    let warc = [encoded("gzip, gzip, gzip, gzip", &body), good()].concat();
    let all: Vec<_> = Candidates::new(&warc[..], &Limits::default()).collect();
    assert_eq!(all[0], Err(Error::TooManyLayers { address: ADDRESS.to_owned(), found: 4, limit: 3 }));
    assert!(all[1].is_ok());
    let broken = [encoded("gzip", &gzip(BODY.as_bytes())[..40]), good()].concat();
    let all: Vec<_> = Candidates::new(&broken[..], &Limits::default()).collect();
    assert!(matches!(&all[0], Err(Error::BadBody { encoding, .. }) if encoding == "gzip") && all[1].is_ok());
    // A window that asks for more memory than any page needs.
    let mut wide = zstd::Encoder::new(Vec::new(), 1).unwrap();
    wide.window_log(27).unwrap();
    wide.long_distance_matching(true).unwrap();
    wide.write_all(&vec![b'x'; 1 << 20]).unwrap();
    let warc = encoded("zstd", &wide.finish().unwrap());
    assert!(matches!(last(&warc[..], &Limits::default()), Err(Error::BadBody { .. })));
}

#[test]
fn what_inflates_without_end_is_stopped() {
    let head = format!("WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: {}\r\n\r\n", 1_u64 << 40);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(head.as_bytes()).unwrap();
    gzip.write_all(&vec![0; 1_000_000]).unwrap();
    let bomb = gzip.finish().unwrap();
    assert!(matches!(last(&bomb[..], &small()), Err(Error::Bomb { limit: 50, .. })));
}

#[test]
fn broken_gzip_is_told() {
    let whole = [gzip(&good()), gzip(&good())].concat();
    for cut in [1, 5, 11, 30, whole.len() - 1, whole.len() - 8] {
        let found = last(&whole[..cut], &Limits::default());
        assert!(matches!(found, Err(Error::Truncated { .. } | Error::NotWarc { .. })), "{cut}: {found:?}");
    }
    let mut flipped = whole.clone();
    flipped[60] ^= 0x55;
    assert!(matches!(last(&flipped[..], &Limits::default()), Err(Error::BadCompression { .. } | Error::Truncated { .. })));
    // Compressed twice.
    let twice = last(&gzip(&whole)[..], &Limits::default());
    assert_eq!(twice, Err(Error::NotWarc { found: "gzip data".to_owned(), at: 0 }));
    assert_eq!(last(&b""[..], &Limits::default()), Ok(0));
    assert!(matches!(last(&b"<html>"[..], &Limits::default()), Err(Error::NotWarc { .. })));
}

fn open(zip: &[u8], limits: &Limits) -> Result<usize, Error> {
    let mut count = 0;
    for found in WaczCandidates::open(Cursor::new(zip), limits)? {
        found?;
        count += 1;
    }
    Ok(count)
}

fn faults(zip: &[u8]) -> Vec<Fault> {
    verify(Cursor::new(zip), &Limits::default()).unwrap().faults
}

#[test]
fn names_are_never_followed() {
    let warc = gzip(&good());
    for name in ["archive/../../../tmp/x.warc.gz", "/archive/x.warc.gz", "archive\\x.warc.gz", "C:x", "archive//x", "a\u{0}b"] {
        let zip = raw_zip(&[RawEntry::stored(name, &warc)]);
        assert!(faults(&zip).contains(&Fault::Name { name: name.to_owned() }), "{name}");
        // Read at most, since nothing is ever written under it.
        assert!(
            open(&zip, &Limits::default()).is_ok_and(|count| count == 1) || open(&zip, &Limits::default()) == Err(Error::NoWarc)
        );
    }
}

#[test]
fn zip_archives_that_readers_disagree_about_are_refused() {
    let warc = gzip(&good());
    let twice = raw_zip(&[RawEntry::stored("archive/a.warc.gz", &warc), RawEntry::stored("archive/a.warc.gz", &warc)]);
    assert_eq!(open(&twice, &Limits::default()), Err(Error::DuplicateNames));
    assert!(faults(&twice).contains(&Fault::Ambiguous(Error::DuplicateNames)));

    // Many entries that are one: the zip bomb that needs no nesting.
    let shared = RawEntry { data: None, ..RawEntry::stored("archive/b.warc.gz", &warc) };
    let overlap = raw_zip(&[RawEntry::stored("archive/a.warc.gz", &warc), shared]);
    assert!(matches!(open(&overlap, &Limits::default()), Err(Error::Overlap { .. })));
    assert!(faults(&overlap).iter().any(|fault| matches!(fault, Fault::Ambiguous(Error::Overlap { .. }))));
    // An entry that reaches into the next, or into the directory.
    let long = RawEntry { compressed: Some(warc.len() as u32 + 40), ..RawEntry::stored("archive/a.warc.gz", &warc) };
    for zip in [raw_zip(&[long.clone(), RawEntry::stored("x", b"y")]), raw_zip(&[long])] {
        assert!(matches!(open(&zip, &Limits::default()), Err(Error::Overlap { .. })), "{:?}", open(&zip, &Limits::default()));
    }
}

#[test]
fn entries_are_counted_and_their_form_is_looked_at() {
    let many: Vec<RawEntry> = (0..30).map(|n| RawEntry::stored(&format!("{n}"), b"")).collect();
    assert_eq!(open(&raw_zip(&many), &small()), Err(Error::TooManyEntries { found: Some(30), limit: 20 }));
    let mut limits = small();
    limits.directory = 0;
    let long: Vec<RawEntry> = (0..9).map(|n| RawEntry::stored(&format!("{n}{}", "x".repeat(40_000)), b"")).collect();
    assert_eq!(open(&raw_zip(&long), &limits), Err(Error::TooManyEntries { found: None, limit: 20 }));

    let warc = gzip(&good());
    let locked = RawEntry { flags: 0x801, ..RawEntry::stored("archive/a.warc.gz", &warc) };
    let lzma = RawEntry { method: 14, ..RawEntry::stored("archive/a.warc.gz", &warc) };
    for entry in [locked, lzma] {
        let zip = raw_zip(&[entry]);
        assert!(matches!(open(&zip, &Limits::default()), Err(Error::UnreadableEntry { .. })));
        assert!(faults(&zip).iter().any(|fault| matches!(fault, Fault::Unreadable { .. })));
    }
    assert_eq!(open(&raw_zip(&[RawEntry::stored("x", b"y")]), &Limits::default()), Err(Error::NoWarc));
    for bytes in [&b""[..], b"PK", b"PK\x05\x06", b"<html>", &[0; 100]] {
        assert!(matches!(open(bytes, &Limits::default()), Err(Error::NotZip { .. })), "{bytes:?}");
    }
}

#[test]
fn deflated_entries_are_bound_too() {
    let mut deflate = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    deflate.write_all(&vec![b' '; 30 << 20]).unwrap();
    let bomb = deflate.finish().unwrap();
    let entry = |name: &str| RawEntry { method: 8, size: 30 << 20, ..RawEntry::stored(name, &bomb) };
    let mut package: Vec<RawEntry> = files(&wacz(None)).iter().map(|(name, bytes)| RawEntry::stored(name, bytes)).collect();
    package[2] = entry("pages/pages.jsonl");
    let found = faults(&raw_zip(&package));
    let bombs = found.iter().filter(|fault| matches!(fault, Fault::Unreadable { error: Error::Bomb { .. }, .. })).count();
    assert_eq!(bombs, 1, "{found:?}");
    package[2] = entry("archive/a.warc");
    assert!(matches!(open(&raw_zip(&package), &Limits::default()), Err(Error::NotWarc { .. })));
}

#[test]
fn verifying_keeps_a_bounded_number_of_records_and_faults() {
    let warc: Vec<u8> = (0..80).flat_map(|n| response(&format!("https://a.example/{n}"), HEAD)).collect();
    let mut all = files(&wacz(None));
    all[0] = ("archive/data.warc".to_owned(), warc);
    assert_eq!(verify(Cursor::new(zipped(&all)), &small()), Err(Error::TooManyRecords { limit: 50 }));
    let mut limits = Limits::default();
    limits.faults = 3;
    let report = verify(Cursor::new(zipped(&all)), &limits).unwrap();
    assert!(report.faults.len() == 3 && report.unnamed > 50 && !report.holds(), "{report:?}");
}

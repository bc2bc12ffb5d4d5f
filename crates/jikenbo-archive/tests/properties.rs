//! Any bytes, and good archives with some bytes changed: an answer or a typed error, never a panic.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::Cursor;

use common::{ADDRESS, BODY, HEAD, gzip, record, response, wacz};
use jikenbo_archive::{Candidates, Capture, Content, Limits, Page, Producer, WaczCandidates, WaczWriter, WarcWriter, verify};
use proptest::prelude::*;

fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.body, limits.records) = (1 << 20, 1_000);
    limits
}

fn try_all(bytes: &[u8]) {
    for found in Candidates::new(bytes, &limits()) {
        match found {
            Ok(found) => assert!(found.address.starts_with("http") && found.body.len() <= 1 << 20),
            Err(error) => assert!(!error.to_string().ends_with('.')),
        }
    }
    if let Ok(all) = WaczCandidates::open(Cursor::new(bytes), &limits()) {
        all.for_each(drop);
    }
    if let Ok(report) = verify(Cursor::new(bytes), &limits()) {
        report.faults.iter().for_each(|fault| assert!(!fault.to_string().is_empty()));
    }
}

fn changed(mut bytes: Vec<u8>, changes: &[(usize, u8)]) -> Vec<u8> {
    for &(at, byte) in changes {
        let at = at % bytes.len();
        bytes[at] = byte;
    }
    bytes
}

/// Pieces of records in any order.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(response(ADDRESS, &[HEAD, BODY.as_bytes()].concat())),
        Just(gzip(&response(ADDRESS, &[HEAD, BODY.as_bytes()].concat()))),
        Just(record("WARC-Type: resource\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: text/plain\r\n", b"a")),
        Just(b"WARC/1.1\r\n".to_vec()),
        Just(b"Content-Length: 9\r\n".to_vec()),
        Just(b"WARC-Type: response\r\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"\x1f\x8b\x08\0".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..20),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        try_all(&bytes);
    }

    #[test]
    fn any_records(pieces in proptest::collection::vec(piece(), 0..12)) {
        try_all(&pieces.concat());
    }

    #[test]
    fn a_package_with_bytes_changed(changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8)) {
        let good = wacz(None);
        let bad = changed(good.clone(), &changes);
        try_all(&bad);
        // Whatever differs behind the first byte of a file's content is found, unless the zip archive itself cannot be read.
        if bad != good && let Ok(report) = verify(Cursor::new(&bad), &limits()) {
            prop_assert!(!report.holds() || contents(&bad) == contents(&good));
        }
    }

    #[test]
    fn what_is_written_is_read(
        host in "[a-z]{1,10}\\.example",
        path in "[a-zA-Z0-9ぁ-ん/?&=%._~-]{0,40}",
        body in proptest::collection::vec(any::<u8>(), 0..400),
        seconds in 0_i64..4_000_000_000,
    ) {
        let address = format!("https://{host}/{path}");
        let time = jiff::Timestamp::from_second(seconds).unwrap();
        let capture = Capture { address: &address, time, ip: None, request: None, content: Content::Response { head: HEAD, body: &body } };
        let producer = Producer { software: "x", operator: None, time };
        let mut writer = WarcWriter::new(Vec::new(), &producer).unwrap();
        writer.add(&capture).unwrap();
        let warc = writer.finish().unwrap();
        let found: Vec<_> = Candidates::new(&warc[..], &limits()).map(Result::unwrap).collect();
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!((&found[0].address, &found[0].body, found[0].time), (&address, &body, Some(time)));

        let mut writer = WaczWriter::new(Cursor::new(Vec::new()), common::about()).unwrap();
        writer.add(&capture, Some(Page { title: Some(&path), text: None })).unwrap();
        let package = writer.seal().unwrap().finish(None).unwrap().into_inner();
        let report = verify(Cursor::new(package), &limits()).unwrap();
        prop_assert!(report.holds() && report.pages == 1, "{:?}", report);
    }
}

/// The files, or nothing where they cannot all be read.
fn contents(zip: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    std::panic::catch_unwind(|| common::files(zip)).ok()
}

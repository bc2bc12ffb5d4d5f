//! WACZ: what is written holds, and whatever is changed afterwards is named.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::Cursor;

use common::{ADDRESS, BODY, PDF_ADDRESS, about, again, files, gzip, page, wacz, zipped};
use jikenbo_archive::{Digest, Error, Fault, Limits, Note, Page, Passed, Report, WaczCandidates, WaczWriter, verify};

const WARC: &str = "archive/data.warc.gz";
const INDEX: &str = "indexes/index.cdx";
const PAGES: &str = "pages/pages.jsonl";
const MANIFEST: &str = "datapackage.json";
const DIGEST: &str = "datapackage-digest.json";

fn verified(package: &[u8]) -> Report {
    verify(Cursor::new(package), &Limits::default()).unwrap()
}

/// The package with one file changed, its digests as they were.
fn tampered(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut all = files(&wacz(None));
    change(&mut all.iter_mut().find(|(have, _)| have == name).unwrap().1);
    zipped(&all)
}

/// The package with one file changed, and all digests made anew: a careful forger's.
fn forged(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut all = files(&wacz(None));
    change(&mut all.iter_mut().find(|(have, _)| have == name).unwrap().1);
    reseal(&mut all);
    zipped(&all)
}

fn reseal(all: &mut [(String, Vec<u8>)]) {
    let position = |all: &[(String, Vec<u8>)], name: &str| all.iter().position(|(have, _)| have == name).unwrap();
    let at = position(all, MANIFEST);
    let mut manifest: serde_json::Value = serde_json::from_slice(&all[at].1).unwrap();
    for resource in manifest["resources"].as_array_mut().unwrap() {
        let bytes = &all[position(all, resource["path"].as_str().unwrap())].1;
        resource["bytes"] = bytes.len().into();
        resource["hash"] = Digest::of(bytes).to_string().into();
    }
    all[at].1 = manifest.to_string().into_bytes();
    let digest = serde_json::json!({"path": MANIFEST, "hash": Digest::of(&all[at].1).to_string()});
    let at = position(all, DIGEST);
    all[at].1 = digest.to_string().into_bytes();
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Each gzip member of the WARC by itself, inflated.
fn members(warc: &[u8]) -> Vec<Vec<u8>> {
    let mut rest = warc;
    let mut all = Vec::new();
    while !rest.is_empty() {
        let mut member = Vec::new();
        let mut decoder = flate2::bufread::GzDecoder::new(rest);
        std::io::Read::read_to_end(&mut decoder, &mut member).unwrap();
        rest = decoder.into_inner();
        all.push(member);
    }
    all
}

#[test]
fn a_package_holds() {
    let package = wacz(None);
    let report = verified(&package);
    assert_eq!((&report.faults[..], &report.notes[..]), (&[][..], &[][..]));
    assert!(report.holds());
    // warcinfo, page and request, PDF, mail, revisit.
    assert_eq!((report.files, report.records, report.pages, report.time_stamp), (5, 6, 2, None));
    let all = files(&package);
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [WARC, INDEX, PAGES, MANIFEST, DIGEST]);
    assert_eq!(report.digest, Some(Digest::of(&all[3].1)));
    assert!(text(&all[4].1).contains(&Digest::of(&all[3].1).to_string()));
}

#[test]
fn the_files_say_what_other_programs_ask_for() {
    let all = files(&wacz(None));
    let index = text(&all[1].1);
    let lines: Vec<&str> = index.lines().collect();
    assert!(lines.is_sorted() && lines.len() == 4, "{index}");
    assert!(
        lines.iter().any(|line| line.starts_with("example,aoba-kikai)/pdf/20240501.pdf 20240501010205 {\"url\":")),
        "{index}"
    );
    assert!(lines.iter().all(|line| line.contains("\"filename\":\"data.warc.gz\"") && line.contains("\"offset\":\"")), "{index}");
    assert!(index.contains("\"mime\":\"warc/revisit\""), "{index}");
    let pages = text(&all[2].1);
    let second: serde_json::Value = serde_json::from_str(pages.lines().nth(1).unwrap()).unwrap();
    assert_eq!((second["url"].as_str(), second["ts"].as_str()), (Some(ADDRESS), Some("2024-05-01T01:02:03.123456Z")));
    assert_eq!(second["text"], "青葉機械株式会社のサーバーに\n不正アクセスがありました。");
    let manifest: serde_json::Value = serde_json::from_slice(&all[3].1).unwrap();
    assert_eq!((&manifest["profile"], &manifest["wacz_version"]), (&"data-package".into(), &"1.1.1".into()));
    assert_eq!(manifest["mainPageUrl"], ADDRESS);
    // Stored, so that readers may take a part of the WARC.
    let mut zip = zip::ZipArchive::new(Cursor::new(wacz(None))).unwrap();
    for index in 0..zip.len() {
        let file = zip.by_index(index).unwrap();
        assert_eq!((file.compression(), file.compressed_size()), (zip::CompressionMethod::Stored, file.size()));
    }
}

#[test]
fn packages_are_deterministic_and_take_a_capture_once() {
    assert_eq!(wacz(None), wacz(None));
    let write = |times: usize| {
        let mut writer = WaczWriter::new(Cursor::new(Vec::new()), about()).unwrap();
        for _ in 0..times {
            writer.add(&page(), Some(Page::default())).unwrap();
            writer.add(&again(), None).unwrap();
        }
        writer.seal().unwrap().finish(None).unwrap().into_inner()
    };
    assert_eq!(write(1), write(3));
}

#[test]
fn a_time_stamp_goes_beside_the_digest_that_it_is_for() {
    let mut writer = WaczWriter::new(Cursor::new(Vec::new()), about()).unwrap();
    writer.add(&page(), None).unwrap();
    let sealed = writer.seal().unwrap();
    let digest = sealed.digest();
    let package = sealed.finish(Some(b"token")).unwrap().into_inner();
    let report = verified(&package);
    assert!(report.holds(), "{report:?}");
    assert_eq!((report.digest, report.time_stamp.as_deref()), (Some(digest), Some(&b"token"[..])));
    assert_eq!(digest, Digest::of(&files(&package)[3].1));
}

#[test]
fn pages_come_out_of_a_package() {
    let package = wacz(None);
    let mut all = WaczCandidates::open(Cursor::new(&package), &Limits::default()).unwrap();
    let found: Vec<_> = all.by_ref().map(Result::unwrap).collect();
    assert_eq!(found.len(), 3);
    assert_eq!((found[0].address.as_str(), found[0].body.as_slice()), (ADDRESS, BODY.as_bytes()));
    assert_eq!(all.passed(), Passed { no_content: 2, revisit: 1, ..Passed::default() });

    // Two WARCs, one deflated and one broken: what can be read is.
    let warc = files(&package).swap_remove(0).1;
    let cut = warc[..warc.len() - 8].to_vec();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("archive/a.warc.gz", &cut), ("archive/b.warc.gz", &warc), ("other/c.warc.gz", &warc)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored))
            .unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    let all: Vec<_> = WaczCandidates::open(Cursor::new(zip), &Limits::default()).unwrap().collect();
    assert_eq!(all.iter().filter(|found| found.is_ok()).count(), 6);
    assert!(matches!(all[3], Err(Error::Truncated { .. })), "{:?}", all[3]);
}

#[test]
fn a_changed_file_is_named() {
    for name in [WARC, INDEX, PAGES] {
        let report = verified(&tampered(name, |bytes| bytes.extend_from_slice(b" ")));
        let sizes = report.faults.iter().filter(|fault| matches!(fault, Fault::Size { name: of, .. } if of == name)).count();
        let hashes = report.faults.iter().filter(|fault| matches!(fault, Fault::Hash { name: of, .. } if of == name)).count();
        assert_eq!((sizes, hashes), (1, 1), "{name}: {report:?}");
    }
    // datapackage.json itself is held by the digest beside it.
    let report = verified(&tampered(MANIFEST, |bytes| bytes.push(b'\n')));
    assert!(matches!(&report.faults[..], [Fault::Hash { name, .. }] if name == MANIFEST), "{report:?}");
    let report = verified(&tampered(DIGEST, |bytes| *bytes = b"{}".to_vec()));
    assert!(matches!(&report.faults[..], [Fault::Malformed { name, .. }] if name == DIGEST), "{report:?}");
}

#[test]
fn a_forger_who_makes_the_digests_anew_is_still_found() {
    // The text of the page, within its record.
    let report = verified(&forged(WARC, |warc| {
        let swap = |member: Vec<u8>| text_swapped(member, "不正アクセス", "不正サクセス");
        *warc = members(warc).into_iter().flat_map(|member| gzip(&swap(member))).collect();
    }));
    let of = |test: fn(&Fault) -> bool| report.faults.iter().filter(|fault| test(fault)).count();
    assert_eq!(of(|fault| matches!(fault, Fault::BlockDigest { .. })), 1, "{report:?}");
    assert_eq!(of(|fault| matches!(fault, Fault::PayloadDigest { .. })), 1, "{report:?}");
    // Compressed anew, the records stand elsewhere.
    assert!(of(|fault| matches!(fault, Fault::Index { .. })) > 0, "{report:?}");

    // An index line and a page that point at nothing.
    let report = verified(&forged(INDEX, |index| *index = text(index).replace("\"offset\":\"", "\"offset\":\"9").into_bytes()));
    assert!(report.faults.iter().all(|fault| matches!(fault, Fault::Index { .. } | Fault::NotIndexed { .. })), "{report:?}");
    assert_eq!(report.faults.len(), 8);
    let report = verified(&forged(PAGES, |pages| *pages = text(pages).replace(PDF_ADDRESS, "https://x.example/").into_bytes()));
    let address = "https://x.example/".to_owned();
    assert_eq!(report.faults, [Fault::PageWithoutRecord { name: PAGES.to_owned(), line: 3, address }]);
    let report = verified(&forged(PAGES, |pages| *pages = text(pages).replace("01:02:05", "09:00:00").into_bytes()));
    assert_eq!((report.holds(), &report.notes[..]), (true, &[Note::PageAtAnotherTime(1)][..]));

    // A record twice.
    let report = verified(&forged(WARC, |warc| warc.extend_from_within(..)));
    assert!(report.faults.iter().any(|fault| matches!(fault, Fault::DuplicateRecord { .. })), "{report:?}");
}

/// Characters swapped for as many bytes of others.
fn text_swapped(bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes());
    let mut bytes = bytes;
    if let Some(at) = at {
        bytes.splice(at..at + from.len(), to.bytes());
    }
    bytes
}

#[test]
fn files_that_are_missing_or_too_many_are_named() {
    let package = wacz(None);
    let without = |name: &str| {
        let mut all = files(&package);
        all.retain(|(have, _)| have != name);
        verified(&zipped(&all)).faults
    };
    for name in [WARC, INDEX, PAGES, MANIFEST] {
        let missing = without(name).into_iter().any(|fault| matches!(fault, Fault::Missing { name: of } if of == name));
        assert!(missing, "{name}");
    }
    let mut all = files(&package);
    all.push(("fonts/x".to_owned(), vec![1]));
    assert_eq!(verified(&zipped(&all)).faults, [Fault::Unlisted { name: "fonts/x".to_owned() }]);
    let mut all = files(&package);
    all.retain(|(name, _)| name != DIGEST);
    let report = verified(&zipped(&all));
    assert_eq!((report.holds(), &report.notes[..]), (true, &[Note::NoPackageDigest][..]));
}

#[test]
fn messages_say_what_was_expected_and_found() {
    let fault = Fault::Size { name: "a\u{1b}[2J".to_owned(), listed: 3, found: 4 };
    assert_eq!(fault.to_string(), "a\\u{1b}[2J: expected 3 bytes, found 4");
    let long = Fault::Unlisted { name: "x".repeat(10_000) };
    assert!(long.to_string().len() < 300);
    let error = Error::TooManyRecords { limit: 5 };
    assert_eq!(error.to_string(), "more than the limit: expected at most 5 records, found more");
}

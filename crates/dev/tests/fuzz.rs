//! The fuzz targets on a bounded count of inputs, and the targets of `fuzz/` against the list.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;

use dev::fuzz::{TARGETS, archive, feed, fetch, fold_lex, import, query, read, read_mail, read_pdf, split_page, stamp};
use dev::mutate::Inputs;
use dev::root;

/// Runs a target on `count` inputs; tells the input that it failed on.
fn run(target: fn(&[u8]), seed: u64, count: usize) {
    run_on(target, Inputs::new(&root(), seed).unwrap(), seed, count);
}

fn run_on(target: fn(&[u8]), inputs: Inputs, seed: u64, count: usize) {
    for input in inputs.take(count) {
        if std::panic::catch_unwind(|| target(&input)).is_err() {
            let text = String::from_utf8_lossy(&input);
            panic!("seed {seed}: {} bytes: {:?}\n{text}", input.len(), input.escape_ascii().to_string());
        }
    }
}

#[test]
fn folding_and_lexing_withstand_anything() {
    run(fold_lex, 1, 6_000);
}

#[test]
fn splitting_withstands_anything() {
    run(split_page, 2, 3_000);
}

#[test]
fn reading_withstands_anything() {
    run(read, 3, 2_000);
}

/// The files below a folder whose names end so.
fn files(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let mut open = vec![root().join(folder)];
    let mut paths = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
        } else if path.to_string_lossy().ends_with(ending) {
            paths.push(path);
        }
    }
    paths.sort();
    assert!(!paths.is_empty(), "no {ending} in {folder}");
    paths.iter().map(|p| fs::read(p).unwrap()).collect()
}

#[test]
fn mails_are_withstood() {
    run_on(read_mail, Inputs::whole(files("crates/jikenbo-page/tests/mails", ".eml"), 4), 4, 1_500);
    run(read_mail, 5, 1_000);
}

#[test]
fn pdf_documents_are_withstood() {
    run_on(read_pdf, Inputs::whole(files("crates/jikenbo-pdf/tests/fixtures/small", ".pdf"), 6), 6, 300);
}

#[test]
fn fetching_withstands_anything() {
    run(fetch, 4, 3_000);
}

#[test]
fn archives_withstand_anything() {
    run(archive, 5, 1_500);
}

#[test]
fn feeds_withstand_anything() {
    run(feed, 6, 3_000);
}

#[test]
fn time_stamps_withstand_anything() {
    run(stamp, 7, 2_000);
}

#[test]
fn queries_withstand_anything() {
    run(query, 8, 3_000);
}

/// Records in the forms that come in, of organisations that do not exist.
fn records() -> Vec<Vec<u8>> {
    let veris = serde_json::json!({
        "schema_version": "1.3.7", "incident_id": "0A0B0C0D-0000-4000-8000-000000000001", "security_incident": "Confirmed",
        "summary": "Heron Valley Clinic told patients.", "reference": "https://news.example/1; https://news.example/2",
        "timeline": { "incident": { "year": 2019, "month": 4, "day": 30 }, "discovery": { "unit": "Months", "value": 2 } },
        "victim": { "victim_id": "Heron Valley Clinic", "country": ["US"], "industry": "621111", "employee_count": "11 to 100" },
        "actor": { "external": { "variety": ["Unknown"], "motive": ["Financial"] } },
        "action": { "malware": { "variety": ["Ransomware"], "vector": ["Unknown"] } },
        "asset": { "assets": [{ "variety": "S - Database" }] },
        "attribute": { "confidentiality": { "data_disclosure": "Yes", "data_total": 9, "data": [{ "variety": "Medical", "amount": 9 }] } },
        "discovery_method": { "external": { "variety": ["Customer"] } }, "plus": { "timeline": { "notification": { "year": 2019 } } },
    });
    let gold = files("corpus", "expected.json");
    gold.into_iter().chain([veris.to_string().into_bytes(), format!("{veris:#}").into_bytes()]).collect()
}

#[test]
fn records_of_other_collections_are_withstood() {
    run_on(import, Inputs::whole(records(), 9), 9, 3_000);
}

#[test]
fn every_target_has_its_file() {
    let folder = root().join("fuzz/fuzz_targets");
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    let mut expected: Vec<_> = TARGETS.iter().map(|t| format!("{}.rs", t.name)).collect();
    files.sort();
    expected.sort();
    assert_eq!(files, expected);
    let manifest = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    for target in TARGETS {
        assert!(manifest.contains(&format!("name = \"{}\"", target.name)), "{} is not in fuzz/Cargo.toml", target.name);
        let body = fs::read_to_string(folder.join(format!("{}.rs", target.name))).unwrap();
        assert!(body.contains(&format!("dev::fuzz::{}(", target.name)), "{} does not call its function", target.name);
    }
}

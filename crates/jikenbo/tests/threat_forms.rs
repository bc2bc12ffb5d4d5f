//! STIX and MISP, judged by the tools of those who take them in: what the program writes from the samples and the corpus.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;
#[path = "common/python.rs"]
mod python;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::Book;
use serde_json::{Value, json};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// A casebook of the samples and of some texts of the corpus.
fn book() -> Book {
    let book = Book::new();
    let samples = ["scrapbook.html", "yunagi-hospital.html", "shioji-bank.txt", "otsukimi-app.txt"];
    let samples = samples.map(|name| format!("{ROOT}/samples/{name}"));
    let mut corpus: Vec<PathBuf> =
        std::fs::read_dir(format!("{ROOT}/corpus")).unwrap().map(|entry| entry.unwrap().path()).collect();
    corpus.sort();
    let sources = corpus.iter().flat_map(|folder| ["source.txt", "source.html"].map(|name| folder.join(name)));
    let corpus: Vec<String> = sources.filter(|path| path.is_file()).take(20).map(|path| path.display().to_string()).collect();
    assert_eq!(corpus.len(), 20);
    let words: Vec<&str> = ["clip"].into_iter().chain(samples.iter().chain(&corpus).map(String::as_str)).collect();
    book.run(&words, 0);
    book
}

fn export(book: &Book, format: &str, more: &[&str]) -> (PathBuf, Value) {
    let path = book.path(&format!("{format}-{}.json", more.len()));
    let words: Vec<&str> = ["export", "--format", format, "-o", path.to_str().unwrap()].iter().chain(more).copied().collect();
    book.run(&words, 0);
    let bytes = std::fs::read(&path).unwrap();
    let said = String::from_utf8_lossy(&bytes);
    assert!(
        !["/samples/", "/corpus/"].iter().any(|folder| said.contains(folder)),
        "whoever gets it learns nothing of the folders here"
    );
    (path, serde_json::from_slice(&bytes).unwrap())
}

fn judged(python: &Path, script: &str, arguments: &[&str]) -> Value {
    let script = format!("{}/tests/common/{script}", env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(python).arg(script).args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    serde_json::from_str(text(&output.stdout).lines().last().unwrap()).unwrap()
}

#[test]
fn stix_is_accepted_by_its_validator_and_its_library() {
    let Some(python) = python::with_stix() else { return };
    let book = book();
    for (more, schemas) in [(&[][..], "-"), (&["--extended"], concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/exports"))] {
        let (path, bundle) = export(&book, "stix", more);
        let said = judged(&python, "judge_stix.py", &[path.to_str().unwrap(), schemas]);
        assert_eq!(said["errors"], json!([]), "{more:?}");
        assert_eq!(said["valid"], true, "{more:?}");
        // 103: ids are made of ours (UUID version 5), so that an export taken in twice is one; STIX advises random ones.
        // 302: the address of a notice in a listing has no original of its own to take a hash of.
        let warnings: Vec<&String> = said["warnings"].as_object().unwrap().keys().collect();
        assert!(warnings.iter().all(|code| ["103", "302"].contains(&code.as_str())), "{more:?}: {warnings:?}");
        let objects = bundle["objects"].as_array().unwrap();
        let parsed: u64 = said["types"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
        assert_eq!(parsed, objects.len() as u64, "every object comes through");
        for kind in ["incident", "identity", "report", "note", "relationship"] {
            assert!(said["types"][kind].as_u64().unwrap() > 10, "{kind}: {}", said["types"]);
        }
        assert_eq!(said["types"]["extension-definition"].as_u64().is_some(), !more.is_empty());
    }
    // Addresses of the casebook's pages have no hash either: the pages change.
    let (path, _) = export(&book, "stix", &["--address", "https://casebook.example.jp", "kind:misdelivery"]);
    let said = judged(&python, "judge_stix.py", &[path.to_str().unwrap(), "-"]);
    assert_eq!(said["errors"], json!([]));
    assert!(said["warnings"]["302"].as_u64().unwrap() >= said["types"]["incident"].as_u64().unwrap());
}

#[test]
fn misp_events_are_loaded_by_pymisp_and_every_object_is_as_its_template() {
    let Some(python) = python::with_misp() else { return };
    let book = book();
    let (path, events) = export(&book, "misp", &[]);
    let said = judged(&python, "judge_misp.py", &[path.to_str().unwrap()]);
    assert_eq!(said["wrong"], json!([]));
    let written = events["response"].as_array().unwrap();
    assert_eq!(said["events"].as_array().unwrap().len(), written.len());
    let mut seen: Vec<String> = Vec::new();
    for (event, said) in written.iter().zip(said["events"].as_array().unwrap()) {
        assert_eq!(said["attributes"].as_u64().unwrap() as usize, event["Event"]["Attribute"].as_array().unwrap().len());
        assert_eq!(said["published"], false);
        seen.extend(said["objects"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()));
    }
    for template in ["incident", "victim", "report", "organization"] {
        assert!(seen.iter().any(|name| name == template), "{template}");
    }
}

#[test]
fn the_same_casebook_gives_the_same_bytes() {
    let book = book();
    for format in ["stix", "misp"] {
        let words = ["export", "--format", format, "kind:misdelivery"];
        assert_eq!(book.run(&words, 0).out, book.run(&words, 0).out, "{format}");
    }
}

#[test]
fn an_export_of_nothing_is_whole_all_the_same() {
    let book = book();
    let bundle: Value =
        serde_json::from_str(&book.run(&["export", "--format", "stix", "ありえないことばの並び"], 0).out).unwrap();
    assert_eq!(bundle["objects"].as_array().unwrap().len(), 1, "the casebook itself");
    let events: Value =
        serde_json::from_str(&book.run(&["export", "--format", "misp", "ありえないことばの並び"], 0).out).unwrap();
    assert_eq!(events, json!({ "response": [] }));
}

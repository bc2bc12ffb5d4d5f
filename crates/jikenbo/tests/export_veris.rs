//! `jikenbo export --format veris`, from the outside.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Book, notice};
use jikenbo_export::veris::{check, read};
use serde_json::Value;

#[test]
fn a_casebook_is_written_as_an_array_and_line_by_line() {
    let book = Book::new();
    let files: Vec<String> = (1..=3).map(|n| book.file(&format!("{n}.txt"), notice(n))).collect();
    let said = book.run(&["clip", &files[0], &files[1], &files[2]], 0);
    let array = book.run(&["export", "--format", "veris"], 0).out;
    let incidents: Vec<Value> = serde_json::from_str(&array).unwrap();
    let lines = book.run(&["export", "--format", "veris-lines"], 0).out;
    let by_line: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((incidents.len(), &incidents), (3, &by_line));
    let mut ids: Vec<&str> = incidents.iter().map(|incident| incident["incident_id"].as_str().unwrap()).collect();
    let mut cases = said.clipped();
    ids.sort_unstable();
    cases.sort_unstable();
    assert_eq!(ids, cases);
    for incident in &incidents {
        assert_eq!(check(incident), []);
        let digest = incident["plus"]["jikenbo"]["notices"][0]["capture"]["sha256"].as_str().unwrap();
        assert_eq!(digest.len(), 64, "the original can be found again");
        let facts = read(incident).unwrap().facts;
        assert_eq!(facts.cards_bound.as_deref(), Some("at_most"), "bounds come back");
    }
    assert_eq!(book.run(&["export", "--format", "veris"], 0).out, array, "the same cases give the same bytes");
    let nothing = book.run(&["export", "--format", "veris", "ありえないことばの並び"], 0).out;
    assert_eq!(serde_json::from_str::<Value>(&nothing).unwrap(), serde_json::json!([]), "no case is an array of none");
}

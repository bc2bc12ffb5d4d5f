//! `read`, `explain`, `rules`, `serve` and `demo` from outside.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Book, notice};
use serde_json::Value;

#[test]
fn records_are_json_an_object_a_line() {
    let book = Book::new();
    let (one, two) = (book.file("a.txt", notice(1)), book.file("b.txt", notice(2)));
    let out = book.run(&["read", "--one", &one, &two], 0).out;
    assert_eq!(out.lines().count(), 2);
    assert!(out.lines().all(|line| serde_json::from_str::<Value>(line).unwrap().is_object()));
    assert!(!book.casebook().exists());
}

#[test]
fn a_stream_of_notices_gives_a_record_a_line() {
    let book = Book::new();
    let line = |n: usize| format!("{}\n", serde_json::json!({"id": n, "text": notice(n % 7)}));
    let mut stream: String = (0..3000).map(line).collect();
    stream.insert_str(0, "not JSON\n");
    let file = book.file("notices.jsonl", stream);
    let said = book.run(&["read", "--lines", &file], 1);
    let ids: Vec<u64> = said.out.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, (0..3000).collect::<Vec<_>>());
    assert!(said.err.starts_with("jikenbo: notices.jsonl:1: expected a JSON object with a text"), "{}", said.err);
}

#[test]
fn out_writes_a_file_a_notice() {
    let book = Book::new();
    let (one, two) = (book.file("a.txt", notice(1)), book.file("b.txt", notice(2)));
    book.run(&["read", "--one", "--out", "new/records", &one, &two], 0);
    for name in ["a.json", "b.json"] {
        let text = std::fs::read_to_string(book.path("new/records").join(name)).unwrap();
        assert!(serde_json::from_str::<Value>(&text).unwrap().is_object() && text.ends_with('\n'), "{text}");
    }
}

#[test]
fn out_refuses_two_inputs_of_one_name() {
    let book = Book::new();
    let (one, two) = (book.file("a/x.txt", notice(1)), book.file("b/x.txt", notice(2)));
    let said = book.run(&["read", "--one", "--out", "records", &one, &two], 1);
    assert!(said.err.contains("b/x.txt: its record would be x.json, which is that of a/x.txt"), "{}", said.err);
    assert!(book.path("records/x.json").is_file());
    book.file("file", "x");
    book.run(&["read", "--out", "file", &one], 1);
}

#[test]
fn what_cannot_be_read_is_named() {
    let book = Book::new();
    let one = book.file("a.txt", notice(1));
    let said = book.run(&["read", "missing", &one], 1);
    assert_eq!((said.out.lines().count(), said.err.as_str()), (1, "jikenbo: missing: no such file\n"));
    assert_eq!(book.run(&["explain", "missing"], 1).err, "jikenbo: missing: no such file\n");
}

#[test]
fn explain_prints_the_stage_that_is_asked_for() {
    let book = Book::new();
    let one = book.file("a.txt", notice(1));
    let all = book.run(&["explain", &one], 0).out;
    for stage in ["## tokens", "## clauses", "## finds"] {
        assert!(all.contains(stage), "{all}");
    }
    let finds = book.run(&["explain", &one, "--stage", "finds"], 0).out;
    assert!(finds.contains("## finds") && !finds.contains("## tokens"), "{finds}");
    assert!(book.run(&["explain", &one, "--stage", "words"], 2).err.contains("tokens, clauses, finds"));
}

#[test]
fn rules_are_checked_from_a_folder() {
    let book = Book::new();
    assert!(book.run(&["rules", "check", "none"], 1).err.contains("none: expected a directory of rule pages"));
    std::fs::create_dir(book.path("empty")).unwrap();
    assert!(book.run(&["rules", "check", "empty"], 1).err.contains("expected rule pages (rules/KEY/CODE.md), found none"));
    assert!(book.run(&["rules", "show", "no/such"], 1).err.contains("expected the id of a rule page"));
    for page in book.run(&["rules", "list"], 0).out.lines().take(2) {
        let id = page.split_whitespace().next().unwrap();
        assert!(book.run(&["rules", "show", id], 0).out.starts_with("# "));
    }
}

#[test]
fn only_this_machine_is_served() {
    let book = Book::new();
    let why = "0.0.0.0 is reached from other machines: expected an administrator among the users, found none";
    for (command, why) in [("serve", why), ("demo", "expected a loopback address (127.0.0.1 or [::1]), found 0.0.0.0")] {
        let said = book.run(&[command, "--listen", "0.0.0.0:0"], 1);
        assert!(said.err.contains(why), "{}", said.err);
        assert!(book.run(&[command, "--listen", "here"], 1).err.contains("expected an address and a port"));
    }
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let said = book.run(&["serve", "--listen", &taken.local_addr().unwrap().to_string()], 1);
    assert!(said.err.contains("is in use by another program"), "{}", said.err);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let book = Book::new();
    let one = book.file("a.txt", notice(1));
    for arguments in [&["read", &one][..], &["--help"], &["settings"]] {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("jikenbo"));
        command.args(arguments).current_dir(book.path("")).stdout(std::process::Stdio::piped());
        let mut child = command.stderr(std::process::Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

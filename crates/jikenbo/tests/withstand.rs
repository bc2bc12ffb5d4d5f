//! What the program must withstand: hostile pages, two at once, and being killed at any moment.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{Book, clipped_lines, notice};
use jikenbo::store::SCHEMA;

/// Every hostile page fails with a message of its own, and a good page beside them is clipped.
#[test]
fn hostile_pages_fail_and_the_rest_is_clipped() {
    let book = Book::new();
    let deep = "<div>".repeat(100_000) + "x" + &"</div>".repeat(100_000);
    let pages = [
        book.file("empty.txt", ""),
        book.file("blank.txt", " \n\t\n　\n"),
        book.file("binary.bin", (0..40_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect::<Vec<_>>()),
        book.file("deep.html", deep),
        book.file("menu.txt", "今週の献立\n\nカレーライスとサラダをご用意します。どうぞお召し上がりください。\n"),
        book.file("none.html", "<!DOCTYPE html><title>x</title><nav><a href=/>ホーム</a></nav><script>1</script>"),
    ];
    let good = book.file("good.txt", notice(1));
    let arguments: Vec<_> = ["clip"].into_iter().chain(pages.iter().map(String::as_str)).chain([good.as_str()]).collect();
    let said = book.run(&arguments, 1);
    assert!(said.summary().starts_with("clipped 1, already known 0, failed 6 ("), "{}", said.out);
    for page in &pages {
        assert!(said.err.contains(&format!("jikenbo: {page}: ")), "{page}: {}", said.err);
    }
}

#[test]
fn large_and_badly_written_pages_are_taken_or_refused_but_never_break() {
    let book = Book::new();
    let mut bad = notice(2).into_bytes();
    bad.extend(b"\xFF\xFE\xC3(\xE3\x81");
    let pages = [book.file("large.txt", notice(1).repeat(50_000_000 / notice(1).len())), book.file("bad.txt", bad)];
    let large = book.run(&["clip", "-q", "--one", &pages[0]], 1);
    assert!(large.err.contains("large.txt: larger than 16777216 bytes; --max-size allows more"), "{}", large.err);
    let bad = book.run(&["clip", "-q", "--one", &pages[1]], 0);
    assert!(bad.summary().starts_with("clipped 1, "), "{}", bad.out);
    let allowed = book.run(&["clip", "--one", "--max-size", "64M", &pages[0]], 0);
    assert!(allowed.summary().starts_with("clipped 1, "), "{}", allowed.out);
    assert_eq!(book.run(&["clip", &book.file("good.txt", notice(3))], 0).clipped().len(), 1);
}

#[test]
fn two_at_once_into_a_casebook_that_is_not_there_yet() {
    for _ in 0..3 {
        let book = Book::new();
        let pages: Vec<_> = (0..40).map(|n| book.file(&format!("{n}.txt"), notice(n))).collect();
        let start = |pages: &[String]| {
            let mut command = Command::new(assert_cmd::cargo::cargo_bin("jikenbo"));
            command.args(["clip", "--casebook", "book.db"]).args(pages).current_dir(book.path(""));
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        // They share ten pages: whoever comes second finds them known.
        let all = [start(&pages[..25]), start(&pages[15..]), start(&pages[10..30])];
        for child in all {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(book.run(&["list"], 0).out.lines().count(), 40);
    }
}

/// Kills a clip when it has reported `lines` pages, or a moment later; gives all that it had reported as done.
fn killed(book: &Book, pages: &[String], lines: usize, wait: Duration) -> Vec<String> {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("jikenbo"));
    command.args(["clip", "--casebook", "book.db"]).args(pages).current_dir(book.path(""));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut from = BufReader::new(child.stdout.take().unwrap());
    let mut out = String::new();
    for _ in 0..lines {
        from.read_line(&mut out).unwrap();
    }
    std::thread::sleep(wait);
    child.kill().unwrap();
    from.read_to_string(&mut out).unwrap();
    child.wait().unwrap();
    // The last line may have been cut off in the middle.
    let whole = out.rfind('\n').map_or("", |end| &out[..=end]);
    clipped_lines(whole)
}

#[test]
fn a_killed_clip_loses_nothing_it_reported() {
    let book = Book::new();
    let mut reported = Vec::new();
    for round in 0..12 {
        let pages: Vec<_> = (0..120).map(|n| book.file(&format!("{round}-{n}.txt"), notice(round * 1000 + n))).collect();
        let lines = [0, 1, 3, 10, 30, 60][round % 6];
        reported.extend(killed(&book, &pages, lines, Duration::from_millis(round as u64 * 7)));
    }
    let last = book.file("last.txt", notice(99_999));
    reported.extend(book.run(&["clip", &last], 0).clipped());
    let listed = book.run(&["list"], 0).out;
    let listed: std::collections::BTreeSet<_> = listed.lines().map(|line| line[..9].to_owned()).collect();
    for id in &reported {
        assert!(listed.contains(id), "{id} was reported and is not there");
    }
    for id in reported.iter().step_by(41) {
        book.run(&["show", id], 0);
    }
    assert!(reported.len() > 50, "every clip was killed before it reported anything");
}

#[test]
fn a_casebook_that_is_none_or_newer_is_refused() {
    let book = Book::new();
    let page = book.file("page.txt", notice(1));
    std::fs::write(book.casebook(), "買い物の一覧\n".repeat(500)).unwrap();
    assert!(book.run(&["clip", &page], 1).err.contains("is not a casebook: expected a SQLite file that jikenbo made"));
    assert!(book.run(&["list", "--casebook", "."], 1).err.contains("is a directory; expected a file"));
    let newer = book.path("newer.db");
    book.run(&["clip", &page, "--casebook", "newer.db"], 0);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&format!("sqlite:{}", newer.display())).await.unwrap();
        sqlx::query("UPDATE schema_version SET version = $1").bind(SCHEMA + 1).execute(&pool).await.unwrap();
        pool.close().await;
    });
    for command in [&["clip", page.as_str()][..], &["list"], &["reread"]] {
        let said = book.run(&[command, &["--casebook", "newer.db"]].concat(), 1);
        let newer =
            format!("made by a newer jikenbo (schema {}; this one knows up to {SCHEMA}): upgrade the program", SCHEMA + 1);
        assert!(said.err.contains(&newer), "{}", said.err);
    }
}

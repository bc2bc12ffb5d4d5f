//! What is kept as evidence, and how that is checked.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Book, notice};

fn sql(book: &Book, statement: &'static str) {
    let url = format!("sqlite:{}", book.casebook().display());
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        sqlx::any::install_default_drivers();
        let pool = sqlx::AnyPool::connect(&url).await.unwrap();
        sqlx::query(statement).execute(&pool).await.unwrap();
        pool.close().await;
    });
}

#[test]
fn a_casebook_that_nobody_touched_holds() {
    let book = Book::new();
    let files: Vec<_> = (1..=3).map(|n| book.file(&format!("{n}.txt"), notice(n))).collect();
    book.run(&[&["clip", "--one"][..], &files.iter().map(String::as_str).collect::<Vec<_>>()].concat(), 0);
    let said = book.run(&["verify"], 0);
    assert!(said.out.starts_with("checked 3 captures") && said.out.ends_with("0 do not hold\n"), "{}", said.out);
    assert!(!said.out.contains(" 0 spans"), "{}", said.out);
    assert_eq!(book.run(&["verify", "--quiet"], 0).out, "");
}

#[test]
fn whatever_was_touched_is_named() {
    for (statement, words) in [
        ("UPDATE captures SET bytes = x'00' WHERE id = 1", "cannot be unpacked"),
        ("UPDATE captures SET size = size + 1 WHERE id = 1", "bytes, found"),
        ("UPDATE captures SET sha256 = 'ff' WHERE id = 1", "expected the SHA-256 ff, found"),
        ("UPDATE versions SET text = replace(text, '最大1件', '最大9件') WHERE n = 1", "expected the text's hash"),
        ("UPDATE readings SET record = replace(record, '最大1件', '最大9件') WHERE n = 1", "expected the span to cut out"),
        ("UPDATE readings SET record = 'x' WHERE n = 1", "no JSON"),
        ("DELETE FROM readings", "was never read"),
    ] {
        let book = Book::new();
        let file = book.file("1.txt", notice(1));
        book.run(&["clip", "--one", &file], 0);
        sql(&book, statement);
        let said = book.run(&["verify"], 1);
        assert!(said.out.contains(words) && said.out.ends_with(": 1 do not hold\n"), "{statement}: {}", said.out);
    }
}

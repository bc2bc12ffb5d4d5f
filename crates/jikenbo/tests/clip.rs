//! `jikenbo clip` from outside: what is new, what is known, what fails and what then still works.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::{Book, notice};

#[test]
fn the_same_bytes_change_nothing() {
    let book = Book::new();
    let page = book.file("page.txt", notice(1));
    let first = book.run(&["clip", &page], 0);
    assert_eq!(first.summary(), "clipped 1, already known 0, failed 0");
    assert_eq!(first.clipped().len(), 1);
    let again = book.run(&["clip", &page, &page], 0);
    assert_eq!(again.out, "clipped 0, already known 2, failed 0: nothing changed\n");
    assert_eq!(book.run(&["list"], 0).out.lines().count(), 1);
}

#[test]
fn the_same_text_through_another_file_is_known() {
    let book = Book::new();
    let page = book.file("page.txt", notice(1));
    let copy = book.file("copy.txt", format!("\u{feff}\r\n{}\r\n\r\n", notice(1).replace('\n', "\r\n")));
    let id = book.run(&["clip", &page], 0).clipped();
    assert_eq!(book.run(&["clip", &copy], 0).summary(), "clipped 0, already known 1, failed 0: nothing changed");
    assert!(book.run(&["list"], 0).out.starts_with(&id[0]));
}

#[test]
fn standard_input_is_a_page() {
    let book = Book::new();
    let said = book.jikenbo(&["clip", "-"]).write_stdin(notice(3)).output().unwrap();
    assert_eq!(common::Said::of(&said, 0).summary(), "clipped 1, already known 0, failed 0");
}

#[test]
fn what_fails_is_named_and_the_rest_is_clipped() {
    let book = Book::new();
    let (good, last) = (book.file("good.txt", notice(1)), book.file("last.txt", notice(2)));
    std::fs::create_dir(book.path("folder")).unwrap();
    let said = book.run(&["clip", &good, "missing.html", "folder", &last], 1);
    assert_eq!(said.summary(), "clipped 2, already known 0, failed 1 (missing.html: no such file)");
    assert!(said.err.contains("jikenbo: missing.html: no such file\n"), "{}", said.err);
    assert_eq!(book.run(&["list"], 0).out.lines().count(), 2);
    let many: Vec<_> = (0..9).map(|n| format!("none{n}")).collect();
    let many: Vec<_> = ["clip"].into_iter().chain(many.iter().map(String::as_str)).collect();
    assert!(book.run(&many, 1).summary().ends_with("failed 9 (none0: no such file; and 8 more, named above)"));
}

#[test]
fn quiet_says_only_the_summary() {
    let book = Book::new();
    let page = book.file("page.txt", notice(1));
    assert_eq!(book.run(&["clip", "-q", &page], 0).out, "clipped 1, already known 0, failed 0\n");
}

#[test]
fn cases_are_told_in_the_order_of_the_pages() {
    let book = Book::new();
    let pages: Vec<_> = (0..60).map(|n| book.file(&format!("{n}.txt"), notice(n))).collect();
    let arguments: Vec<_> = ["clip"].into_iter().chain(pages.iter().map(String::as_str)).collect();
    let told = book.run(&arguments, 0).clipped();
    assert_eq!(told.len(), 60);
    for (n, id) in told.iter().enumerate().step_by(20) {
        assert!(book.run(&["show", id], 0).out.lines().next().unwrap().ends_with(&format!("from {n}.txt")));
    }
}

#[test]
fn a_page_larger_than_allowed_is_refused_unread() {
    let book = Book::new();
    let page = book.file("page.txt", notice(1));
    let said = book.run(&["clip", "--max-size", "100", &page], 1);
    assert!(said.summary().ends_with("(page.txt: larger than 100 bytes; --max-size allows more)"), "{}", said.out);
    assert!(book.run(&["clip", "--max-size", "lots", &page], 1).err.contains("expected a size (500K, 64M, 1G), found \"lots\""));
}

#[test]
fn whoever_stops_listening_stops_no_clipping() {
    let book = Book::new();
    let pages: Vec<_> = (0..30).map(|n| book.file(&format!("{n}.txt"), notice(n))).collect();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("jikenbo"));
    command.args(["clip", "--casebook", "book.db"]).args(&pages).current_dir(book.path("")).stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
    assert_eq!(book.run(&["list"], 0).out.lines().count(), 30);
}

#[test]
fn a_collection_keeps_every_post_that_its_author_chose() {
    let post = |title: &str, body: &str| {
        let body = body.replace('\n', "<br>");
        format!(
            "<div class='post hentry'><h3 class='post-title'><a href='/{}'>{title}</a></h3><div class='post-body'>{body}</div></div>",
            title.len()
        )
    };
    let aside = post(
        "駅前の大型画面が一時停止",
        "ひばり台駅前の大型画面が3日の夕方に止まり、通行人が足を止めた。\n管理する組合によると、電源の部品が古くなっていたという。4日の朝に直った。",
    );
    let book = Book::new();
    let page = |posts: &[&str]| format!("<!DOCTYPE html><meta charset=utf-8><body>{}</body>", posts.concat());
    let (first, second) = (post("第一のお知らせ", &notice(1)), post("二番目のお知らせです", &notice(2)));
    let alone = book.file("alone.html", page(&[&aside]));
    assert!(book.run(&["clip", &alone], 1).summary().contains("expected a notice"), "by itself it is none");
    let collection = book.file("scrapbook.html", page(&[&first, &aside, &second]));
    assert_eq!(book.run(&["clip", &collection], 0).clipped().len(), 3);
}

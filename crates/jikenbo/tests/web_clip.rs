//! Clipping and watching addresses, from outside: a site of our own on the loopback address.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;
#[path = "common/site.rs"]
mod site;

use common::{Book, Said, notice};
use serde_json::Value;
use site::{Page, Site};

/// A notice as a page, with what stands around it on a real site.
fn page(n: usize, around: &str) -> Page {
    let text: String = notice(n).lines().map(|line| format!("<p>{line}</p>")).collect();
    Page::html(format!(
        "<!DOCTYPE html><html><head><title>お知らせ</title></head><body><nav><a href=/>ホーム</a><a href=/company>会社案内</a></nav>\
         <main><article>{text}</article></main><aside>{around}</aside><footer>Copyright</footer></body></html>"
    ))
}

fn index(links: &[(&str, &str)]) -> Page {
    let items: String = links.iter().map(|(href, text)| format!("<li><a href=\"{href}\">{text}</a></li>")).collect();
    Page::html(format!("<!DOCTYPE html><body><main><h1>お知らせ</h1><ul>{items}</ul></main></body>"))
}

/// Runs a command that goes to the network, with the flags by which it may come to the site.
fn run(book: &Book, site: &Site, arguments: &[&str], code: i32) -> Said {
    let flags = site.flags();
    let all: Vec<&str> = arguments.iter().copied().chain(flags.iter().map(String::as_str)).collect();
    book.run(&all, code)
}

fn json(book: &Book, arguments: &[&str]) -> Value {
    serde_json::from_str(&book.run(arguments, 0).out).unwrap()
}

#[test]
fn a_page_from_the_web_is_clipped_with_its_evidence() {
    let (book, site) = (Book::new(), Site::new());
    site.put("/news/1", page(7, ""));
    let said = run(&book, &site, &["clip", &site.url("/news/1")], 0);
    assert_eq!(said.summary(), "clipped 1, already known 0, failed 0");
    let show = json(&book, &["show", "--json", &said.clipped()[0]]);
    assert_eq!(show["notices"][0]["url"], site.url("/news/1"));
    assert!(!show["notices"][0]["text"].as_str().unwrap().contains("会社案内"), "the menu is left out");
    let version = &show["notices"][0]["versions"][0]["capture"];
    assert_eq!((&version["address"], &version["media_type"]), (&site.url("/news/1").into(), &"text/html".into()));
    assert!(site.head("/news/1").to_lowercase().contains("user-agent: jikenbo"), "{}", site.head("/news/1"));
    assert_eq!(run(&book, &site, &["clip", &site.url("/news/1")], 0).summary(), "clipped 0, already known 1, failed 0");
    book.run(&["verify"], 0);
}

#[test]
fn a_list_of_links_gives_its_notices_when_they_are_followed() {
    let (book, site) = (Book::new(), Site::new());
    site.put(
        "/news/",
        index(&[
            ("1", "2024.6.5 不正アクセスによる個人情報漏えいに関するお詫び"),
            ("2", "2024.6.6 個人情報漏えいのお知らせ（第2報）"),
            ("3", "夏季休業のお知らせ"),
            ("http://127.0.0.2:9/4", "情報流出のお詫び"),
        ]),
    );
    site.put("/news/1", page(1, ""));
    site.put("/news/2", page(2, ""));
    let plain = run(&book, &site, &["clip", &site.url("/news/")], 0);
    assert_eq!(plain.clipped(), [] as [String; 0]);
    let said = run(&book, &site, &["clip", "--follow", "1", &site.url("/news/")], 0);
    assert_eq!(said.clipped().len(), 2, "{}", said.out);
    let asked = site.asked();
    assert!(!asked.contains(&"/news/3".to_owned()) && !asked.iter().any(|path| path.contains('4')), "{asked:?}");
    let one = run(&book, &site, &["clip", "--follow", "1", "--max-pages", "2", &site.url("/news/")], 0);
    assert!(one.summary().ends_with("1 more pages were left: --max-pages takes more"), "{}", one.out);
}

#[test]
fn the_own_network_is_not_reached_unless_it_is_opened() {
    let (book, site) = (Book::new(), Site::new());
    site.put("/secret", page(1, ""));
    let ports = site.port.to_string();
    let said = book.run(&["clip", "--ports", &ports, &site.url("/secret")], 1);
    assert!(said.err.contains("127.0.0.1"), "{}", said.err);
    assert_eq!(site.asked(), [] as [String; 0]);
    // A page of the opened network cannot lead into the rest of it.
    site.put("/away", Page::status(302).header("Location", "http://10.0.0.1/admin"));
    site.put("/file", Page::status(302).header("Location", "file:///etc/passwd"));
    for path in ["/away", "/file"] {
        let said = run(&book, &site, &["clip", &site.url(path)], 1);
        assert!(said.summary().ends_with("failed 1"), "{}", said.out);
    }
    for wrong in
        ["http://localhost/", "http://[::1]/", "http://0x7f.1/", "http://user@example.com/", "http://169.254.169.254/latest"]
    {
        let said = book.run(&["clip", wrong], 1);
        assert!(said.err.starts_with("jikenbo: "), "{wrong}: {}", said.err);
    }
}

#[test]
fn a_watched_page_that_changes_gives_a_version_and_one_that_does_not_gives_none() {
    let (book, site) = (Book::new(), Site::new());
    site.put("/news/1", page(1, "広告 A").header("ETag", "\"a\""));
    book.run(&["watch", "add", &site.url("/news/1"), "--label", "あおば"], 0);
    let first = run(&book, &site, &["watch", "run"], 0);
    assert!(first.out.contains("clipped 1"), "{}", first.out);
    let look = |what: &str| {
        let said = run(&book, &site, &["watch", "run", "--all"], 0);
        assert!(said.out.contains(what), "expected {what}: {}", said.out);
    };
    look("clipped 0, already known 1");
    assert!(site.head("/news/1").to_lowercase().contains("if-none-match: \"a\""), "{}", site.head("/news/1"));
    site.put("/news/1", page(1, "広告 B").header("ETag", "\"b\""));
    look("clipped 0, already known 1");
    let stamped = page(1, "");
    let body = String::from_utf8(stamped.body).unwrap().replace("</article>", "<p>最終更新日：2024年6月9日</p></article>");
    site.put("/news/1", Page::html(body));
    look("clipped 0, already known 1");
    site.put("/news/1", page(2, ""));
    look("clipped 0, changed 1");
    site.remove("/news/1");
    let gone = run(&book, &site, &["watch", "run", "--all"], 0);
    assert!(gone.out.contains("missing  ") && gone.out.contains(", last seen on "), "{}", gone.out);
    site.put("/news/1", Page::html("<!DOCTYPE html><main><h1>採用情報</h1><p>私たちと一緒に働きませんか。</p></main>"));
    let lost = run(&book, &site, &["watch", "run", "--all"], 0);
    assert!(lost.out.contains("the notice is not on the page now"), "{}", lost.out);
    assert_eq!(book.run(&["list"], 0).out.lines().count(), 1);
    let id = book.run(&["list"], 0).out.split_whitespace().next().unwrap().to_owned();
    let versions = json(&book, &["show", "--json", &id])["notices"][0]["versions"].as_array().unwrap().len();
    assert_eq!(versions, 2);
    book.run(&["verify"], 0);
}

#[test]
fn only_what_is_due_is_asked_and_new_links_are_taken_in() {
    let (book, site) = (Book::new(), Site::new());
    site.put("/news/", index(&[("1", "個人情報漏えいのお詫び")]));
    site.put("/news/1", page(1, ""));
    book.run(&["watch", "add", &site.url("/news/"), "--every", "1d"], 0);
    assert!(run(&book, &site, &["watch", "run"], 0).out.contains("clipped 1"));
    let asked = site.asked().len();
    run(&book, &site, &["watch", "run"], 0);
    assert_eq!(site.asked().len(), asked, "nothing was due");
    site.put("/news/", index(&[("2", "個人情報漏えいのお詫び（続報）"), ("1", "個人情報漏えいのお詫び")]));
    site.put("/news/2", page(2, ""));
    assert!(run(&book, &site, &["watch", "run", "--all"], 0).out.contains("clipped 1"));
    assert_eq!(site.asked().iter().filter(|path| *path == "/news/1").count(), 1, "a known page has its own time");
    let list = json(&book, &["watch", "list", "--json"]);
    assert_eq!((&list["sources"][0]["pages"], &list["sources"][0]["notices"]), (&3.into(), &2.into()));
}

#[test]
fn a_source_is_reported_after_several_failures_and_when_it_works_again() {
    let (book, site) = (Book::new(), Site::new());
    site.put("/news/1", Page::status(503).header("Retry-After", "0"));
    book.run(&["watch", "add", &site.url("/news/1")], 0);
    let look = || run(&book, &site, &["watch", "run", "--all"], 0);
    assert_eq!((look().err, look().err), (String::new(), String::new()));
    let third = look();
    assert!(third.err.contains("failed 3 times: expected a page, found the status 503"), "{}", third.err);
    assert!(book.run(&["watch", "list"], 0).out.contains("failing"));
    site.put("/news/1", page(1, ""));
    assert!(look().err.contains("works again"));
    assert!(book.run(&["watch", "list"], 0).out.contains("good"));
}

#[test]
fn sources_are_added_paused_and_removed() {
    let (book, site) = (Book::new(), Site::new());
    assert!(book.run(&["watch", "list"], 0).out.contains("nothing is watched yet"));
    let url = site.url("/news/1");
    book.run(&["watch", "add", &url], 0);
    book.run(&["watch", "pause", "1"], 0);
    assert!(run(&book, &site, &["watch", "run", "--all"], 0).out.contains("looked at 0 pages"));
    book.run(&["watch", "resume", &url], 0);
    site.put("/news/1", page(1, ""));
    assert!(run(&book, &site, &["watch", "run"], 0).out.contains("clipped 1"));
    assert!(book.run(&["watch", "remove", "1"], 0).out.contains(&url));
    assert!(book.run(&["watch", "remove", "1"], 1).err.contains("the source 1 is not in the casebook"));
    assert_eq!(book.run(&["list"], 0).out.lines().count(), 1, "what came from it stays");
    for wrong in ["ftp://example.jp/", "news", "file:///etc/passwd"] {
        assert!(book.run(&["watch", "add", wrong], 1).err.contains("expected an address"), "{wrong}");
    }
    assert!(book.run(&["watch", "add", &url, "--every", "5s"], 1).err.contains("expected at least 60s"));
}

#[test]
fn robots_are_heeded_unless_told_otherwise() {
    let (book, site) = (Book::new(), Site::new());
    site.put("/robots.txt", Page { body: b"User-agent: *\nDisallow: /private/\n".to_vec(), ..Page::status(200) });
    site.put("/private/1", page(1, ""));
    let said = run(&book, &site, &["clip", &site.url("/private/1")], 1);
    assert!(said.err.contains("robots.txt"), "{}", said.err);
    assert_eq!(site.asked(), [] as [String; 0]);
    let said = run(&book, &site, &["clip", "--ignore-robots", &site.url("/private/1")], 0);
    assert!(said.err.contains("warning: --ignore-robots") && said.out.contains("clipped 1"), "{}", said.err);
}

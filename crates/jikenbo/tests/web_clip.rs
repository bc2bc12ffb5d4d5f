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
    let gone = run(&book, &site, &["clip", &site.url("/news/none")], 1);
    assert!(
        gone.out.starts_with("missing  ") && gone.summary() == "clipped 0, missing 1, already known 0, failed 0",
        "{}",
        gone.out
    );
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
    assert!(
        plain.err.contains("/news/: a list of links, 2 of them to what may be notices; --follow 1 takes them in"),
        "{}",
        plain.err
    );
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

fn entry(n: usize, site: &Site) -> String {
    let text: String = notice(n).lines().map(|line| format!("&lt;p&gt;{line}&lt;/p&gt;")).collect();
    format!(
        "<entry><id>tag:{n}</id><title>あおば第{n}商店 お詫び</title><link href='{}'/><published>2024-06-05T00:00:00Z</published>\
         <content type='html'>{text}</content></entry>",
        site.url(&format!("/post/{n}"))
    )
}

fn atom(site: &Site, entries: &[usize], next: Option<&str>) -> Page {
    let next = next.map(|path| format!("<link rel='next' href='{}'/>", site.url(path).replace('&', "&amp;"))).unwrap_or_default();
    let entries: String = entries.iter().map(|n| entry(*n, site)).collect();
    Page::html(format!("<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'><title>切り抜き</title>{next}{entries}</feed>"))
        .header("Content-Type", "application/atom+xml")
}

#[test]
fn a_feed_in_pages_is_walked_to_its_end_once_and_then_only_what_is_new() {
    let (book, site) = (Book::new(), Site::new());
    site.put("/feed", atom(&site, &[9, 8], Some("/feed?start=3")));
    site.put("/feed?start=3", atom(&site, &[7, 6], Some("/feed?start=5")));
    site.put("/feed?start=5", atom(&site, &[5], None));
    book.run(&["watch", "add", &site.url("/feed"), "--backfill"], 0);
    let first = run(&book, &site, &["watch", "run"], 0);
    assert!(first.out.contains("clipped 5,"), "{}", first.out);
    site.put("/feed", atom(&site, &[10, 9], Some("/feed?start=3")));
    let next = run(&book, &site, &["watch", "run", "--all"], 0);
    assert!(next.out.contains("clipped 1, already known 1"), "{}", next.out);
    assert_eq!(site.asked().iter().filter(|path| path.contains("start")).count(), 2, "{:?}", site.asked());
    assert_eq!(book.run(&["list"], 0).out.lines().count(), 6);
}

#[test]
fn a_feed_of_bare_links_and_a_map_lead_to_their_pages() {
    let (book, site) = (Book::new(), Site::new());
    let rss = format!(
        "<rss version='2.0'><channel><title>新着</title><item><title>お詫び</title><link>{}</link></item>\
         <item><title>採用</title><link>{}</link></item></channel></rss>",
        site.url("/news/1"),
        site.url("/news/2")
    );
    site.put("/rss", Page::html(rss).header("Content-Type", "application/rss+xml"));
    site.put("/news/1", page(1, ""));
    site.put("/news/2", Page::html("<!DOCTYPE html><main><h1>採用情報</h1><p>私たちと一緒に働きませんか。</p></main>"));
    let said = run(&book, &site, &["clip", &site.url("/rss")], 0);
    assert!(said.summary().starts_with("clipped 1, already known 0, not notices 1"), "{}", said.out);
    let map = format!("<urlset><url><loc>{}</loc></url><url><loc>http://10.0.0.1/</loc></url></urlset>", site.url("/news/3"));
    site.put("/sitemap.xml", Page::html(map).header("Content-Type", "application/xml"));
    site.put("/news/3", page(3, ""));
    assert!(run(&book, &site, &["clip", &site.url("/sitemap.xml")], 0).summary().starts_with("clipped 1"));
}

#[test]
fn pages_in_old_encodings_and_coded_for_the_way_are_read_and_kept_as_they_came() {
    let (book, site) = (Book::new(), Site::new());
    let text: String = notice(4).lines().map(|line| format!("<p>{line}</p>")).collect();
    let html = format!("<html><body><main>{text}</main></body></html>");
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(&html);
    let zipped = zstd::bulk::compress(&sjis, 3).unwrap();
    let sent = Page::html(&zipped).header("Content-Type", "text/html; charset=Shift_JIS").header("Content-Encoding", "zstd");
    site.put("/news/4", sent);
    let said = run(&book, &site, &["clip", &site.url("/news/4")], 0);
    let show = json(&book, &["show", "--json", &said.clipped()[0]]);
    assert!(show["notices"][0]["text"].as_str().unwrap().contains("あおば第4商店"));
    let capture = &show["notices"][0]["versions"][0]["capture"];
    assert_eq!((&capture["coding"], &capture["charset"]), (&"zstd".into(), &"Shift_JIS".into()));
    assert_eq!(capture["size"], zipped.len());
    book.run(&["verify"], 0);
}

/// Kills a watch run when it has told `lines` of what it clipped, or a moment later; gives all that it had told.
fn killed(book: &Book, site: &Site, lines: usize, wait: u64) -> Vec<String> {
    use std::io::{BufRead, BufReader, Read};
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("jikenbo"));
    command.args(["watch", "run", "--all", "--casebook", "book.db"]).args(site.flags()).current_dir(book.path(""));
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::null()).spawn().unwrap();
    let mut from = BufReader::new(child.stdout.take().unwrap());
    let mut out = String::new();
    for _ in 0..lines {
        from.read_line(&mut out).unwrap();
    }
    std::thread::sleep(std::time::Duration::from_millis(wait));
    child.kill().unwrap();
    from.read_to_string(&mut out).unwrap();
    child.wait().unwrap();
    common::clipped_lines(out.rfind('\n').map_or("", |end| &out[..=end]))
}

#[test]
fn a_watch_run_that_is_killed_loses_nothing_it_told_and_takes_nothing_twice() {
    let (book, site) = (Book::new(), Site::new());
    let mut links = Vec::new();
    let mut told = Vec::new();
    book.run(&["watch", "add", &site.url("/news/")], 0);
    for round in 0..50usize {
        for n in round * 3..round * 3 + 3 {
            site.put(&format!("/news/{n}"), page(n, ""));
            links.push((n.to_string(), format!("個人情報漏えいのお詫び（第{n}号）")));
        }
        site.put("/news/", index(&links.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>()));
        told.extend(killed(&book, &site, [0, 1, 0, 2][round % 4], (round as u64 % 13) * 9));
    }
    for _ in 0..5 {
        told.extend(run(&book, &site, &["watch", "run", "--all"], 0).clipped());
    }
    let listed = book.run(&["list"], 0).out;
    let mut ids: Vec<_> = listed.lines().map(|line| line[..9].to_owned()).collect();
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!((ids.len(), all), (150, 150), "every notice once");
    told.iter().for_each(|id| assert!(ids.contains(id), "{id} was told and is not there"));
    assert!(told.len() > 20, "every run was killed before it told anything");
    assert!(book.run(&["verify"], 0).out.ends_with(" 0 do not hold\n"));
}

//! Feeds and sitemaps that ask for too much.

#![allow(clippy::unwrap_used, reason = "a test")]

use jikenbo_feed::{Error, Feed, Limits, Sitemap, feed, parse_date, sitemap};
use proptest::prelude::*;

const AT: &str = "https://aoba.example/feed";

fn read(text: &str) -> Result<Feed, Error> {
    feed(text, AT, &Limits::default())
}

#[test]
fn every_bound_has_an_error_of_its_own() {
    let error = |text: &str| read(text).unwrap_err();
    assert_eq!(error(&"<a>".repeat(100_000)), Error::TooDeep { limit: 256 });
    let wide: String = (0..200).map(|n| format!(" a{n}='1'")).collect();
    assert_eq!(error(&format!("<rss{wide}/>")), Error::TooManyAttributes { limit: 128 });
    let spaces: String = (0..100).map(|n| format!(" xmlns:a{n}='u'")).collect();
    assert_eq!(error(&format!("<rss{spaces}>{}", format!("<a{spaces}>").repeat(2))), Error::TooManyNamespaces { limit: 256 });
    let mut limits = Limits::default();
    (limits.elements, limits.entries, limits.bytes) = (10, 2, 1_000);
    let error = |text: &str| feed(text, AT, &limits).unwrap_err();
    assert_eq!(error(&format!("<rss>{}</rss>", "<a/>".repeat(10))), Error::TooManyElements { limit: 10 });
    assert_eq!(error(&format!("<rss>{}</rss>", "<item><title>x</title></item>".repeat(3))), Error::TooManyEntries { limit: 2 });
    assert_eq!(error(&" ".repeat(1_001)), Error::TooLarge { found: 1_001, limit: 1_000 });
    let items = "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{}, {}, {}]}";
    assert_eq!(error(items), Error::TooManyEntries { limit: 2 });
    let urls = format!("<urlset>{}</urlset>", "<url><loc>/a</loc></url>".repeat(3));
    assert_eq!(sitemap(&urls, AT, &limits), Err(Error::TooManyEntries { limit: 2 }));
    assert_eq!(sitemap(&"https://a.example/\n".repeat(3), AT, &limits), Err(Error::TooManyEntries { limit: 2 }));
    assert_eq!(sitemap(&" ".repeat(2_000), AT, &limits), Err(Error::TooLarge { found: 2_000, limit: 1_000 }));
}

#[test]
fn entities_are_never_expanded() {
    let mut laughs = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..30 {
        laughs += &format!("<!ENTITY a{n} \"&a{0};&a{0};&a{0};\">", n - 1);
    }
    laughs +=
        "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a29;&file;</title></item></channel></rss>";
    let found = read(&laughs).unwrap();
    assert_eq!(found.entries[0].title.as_deref(), Some("&a29;&file;"));
    let map = "<!DOCTYPE urlset [<!ENTITY x \"https://a.example/\">]><urlset><url><loc>&x;</loc></url></urlset>";
    let Ok(Sitemap::Pages(pages)) = sitemap(map, AT, &Limits::default()) else { panic!() };
    assert!(pages.iter().all(|page| !page.address.contains("a.example/") || page.address.contains("aoba")), "{pages:?}");
}

#[test]
fn addresses_do_not_multiply() {
    // A base as long as a book, joined to every link.
    let base = format!("https://aoba.example/{}/", "x".repeat(1_000_000));
    let links = "<entry><link href='y'/></entry>".repeat(2_000);
    let found = read(&format!("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{base}'>{links}</feed>")).unwrap();
    assert!(found.entries.iter().all(|entry| entry.address.as_deref().is_none_or(|address| address.len() <= 4 << 10)));
    for address in ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//", "http://", "https:///", "http://[::1"]
    {
        let found = read(&format!("<rss><channel><item><title>x</title><link>{address}</link></item></channel></rss>")).unwrap();
        let address = found.entries[0].address.as_deref();
        assert!(
            address.is_none_or(|address| address.starts_with("https://aoba.example/") || address.starts_with("https://")),
            "{address:?}"
        );
        assert!(address.is_none_or(|address| !address.contains("passwd")), "{address:?}");
    }
}

#[test]
fn json_that_grows_when_parsed_is_not_kept() {
    let version = "\"version\": \"https://jsonfeed.org/version/1\"";
    let many = format!("{{{version}, \"items\": [{}{{}}]}}", "{},".repeat(200_000));
    assert_eq!(read(&many), Err(Error::TooManyEntries { limit: 50_000 }));
    let odd =
        format!("{{{version}, \"items\": [{{\"id\": [{}0], \"title\": {{\"a\": 1}}, \"url\": true}}]}}", "0,".repeat(100_000));
    assert_eq!(read(&odd).unwrap().entries, [jikenbo_feed::Entry::default()]);
}

#[test]
fn nested_json_ends() {
    let deep = format!("{{\"version\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(read(&deep), Err(Error::NotAFeed { .. })));
    let cut = format!("{{\"x\": {}", "[{\"a\":".repeat(100_000));
    assert!(matches!(read(&cut), Err(Error::Malformed { .. })));
}

fn try_all(text: &str) {
    if let Ok(found) = read(text) {
        for entry in found.entries {
            assert!(entry.address.is_none_or(|address| address.starts_with("http")));
            assert!(entry.content.is_none_or(|content| !content.text.is_empty()));
        }
    }
    if let Ok(Sitemap::Pages(all) | Sitemap::Index(all)) = sitemap(text, AT, &Limits::default()) {
        assert!(all.iter().all(|page| page.address.starts_with("http")));
    }
}

/// Pieces of feeds in any order.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "<rss version='2.0'>",
        "<channel>",
        "<item>",
        "</item>",
        "</channel>",
        "</rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        "<entry>",
        "</entry>",
        "</feed>",
        "<title>",
        "</title>",
        "<link>",
        "</link>",
        "<link href='/a'/>",
        "<link rel='next' href='?p=2'/>",
        "<urlset>",
        "</urlset>",
        "<url>",
        "</url>",
        "<loc>",
        "</loc>",
        "<content type='xhtml'>",
        "</content>",
        "<content:encoded>",
        "</content:encoded>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?xml version='1.0'?>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "&b;",
        "&amp;",
        "&#x3042;",
        "&",
        "<rdf:RDF>",
        "</rdf:RDF>",
        "<pubDate>2024年5月1日</pubDate>",
        "https://a.example/",
        "お知らせ",
        "\u{0}",
        "<br/>",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
        "{\"id\":\"1\"}",
        "]}",
        "<guid>",
        "</guid>",
    ];
    prop_oneof![proptest::sample::select(PIECES).prop_map(str::to_owned), "[ -~ぁ-ん]{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        try_all(&text);
        let _ = parse_date(&text);
    }

    #[test]
    fn any_feed(pieces in proptest::collection::vec(piece(), 0..40)) {
        try_all(&pieces.concat());
    }

    #[test]
    fn any_feed_within(pieces in proptest::collection::vec(piece(), 0..12)) {
        let within = pieces.concat();
        try_all(&format!("<rss><channel><item>{within}</item></channel></rss>"));
        try_all(&format!("<urlset><url>{within}</url></urlset>"));
    }

    #[test]
    fn any_date(text in "[0-9０-９年月日時分秒令和平成元午前後/.:TZ+, -]{0,30}") {
        let _ = parse_date(&text);
    }
}

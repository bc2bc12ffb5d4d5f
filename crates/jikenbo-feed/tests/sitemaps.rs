//! Sitemaps, as sites write them.

#![allow(clippy::unwrap_used, reason = "a test")]

use jikenbo_feed::{Error, Limits, Listed, Sitemap, sitemap};

const AT: &str = "https://aoba.example/sitemap.xml";

fn read(text: &str) -> Sitemap {
    sitemap(text, AT, &Limits::default()).unwrap()
}

fn listed(address: &str, modified: Option<&str>) -> Listed {
    Listed { address: address.to_owned(), modified: modified.map(|text| text.parse().unwrap()) }
}

#[test]
fn pages_with_their_days() {
    let found = read(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
        <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">
          <url><image:image><image:loc>https://aoba.example/a.png</image:loc></image:image>
            <loc> https://aoba.example/news/?a=1&amp;b=2 </loc><lastmod>2024-05-01T10:00:00+09:00</lastmod><priority>1</priority></url>
          <url><loc><![CDATA[https://aoba.example/お知らせ]]></loc><lastmod>いつか</lastmod></url>
          <url><loc>ftp://aoba.example/</loc></url>
          <url><lastmod>2024</lastmod></url>
          <url/>
        </urlset>",
    );
    let expected = vec![
        listed("https://aoba.example/news/?a=1&b=2", Some("2024-05-01T01:00:00Z")),
        listed("https://aoba.example/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B", None),
    ];
    assert_eq!(found, Sitemap::Pages(expected));
}

#[test]
fn an_index_lists_sitemaps() {
    let found = read(
        "<sitemapindex><sitemap><loc>/sitemap-1.xml</loc><lastmod>2024-05-01</lastmod></sitemap><url><loc>/x</loc></url></sitemapindex>",
    );
    let expected = vec![listed("https://aoba.example/sitemap-1.xml", Some("2024-04-30T15:00:00Z"))];
    assert_eq!(found, Sitemap::Index(expected));
}

#[test]
fn a_plain_list() {
    let found = read("\u{feff}https://aoba.example/1\r\n\r\nhttp://aoba.example/2\n");
    assert_eq!(found, Sitemap::Pages(vec![listed("https://aoba.example/1", None), listed("http://aoba.example/2", None)]));
}

#[test]
fn what_is_no_sitemap_is_told() {
    let error = |text: &str| sitemap(text, AT, &Limits::default()).unwrap_err();
    assert_eq!(error("<rss></rss>"), Error::NotASitemap { found: "<rss>".to_owned() });
    assert_eq!(error("お知らせ\nhttps://a.example/"), Error::NotASitemap { found: "\"お知らせ\"".to_owned() });
    assert_eq!(error(""), Error::Empty);
    assert!(matches!(error("<urlset><url>"), Error::Malformed { .. }));
}

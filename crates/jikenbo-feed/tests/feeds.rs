//! Feeds of every form, as sites write them. The organisations do not exist.

#![allow(clippy::unwrap_used, reason = "a test")]

use jikenbo_feed::{Content, Entry, Error, Feed, FeedKind, Limits, feed};

const AT: &str = "https://aoba.example/feed/index.xml";

fn read(text: &str) -> Feed {
    feed(text, AT, &Limits::default()).unwrap()
}

fn html(text: &str) -> Option<Content> {
    Some(Content { html: true, text: text.to_owned() })
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn at(text: &str) -> Option<jiff::Timestamp> {
    Some(text.parse().unwrap())
}

#[test]
fn rss_2() {
    let found = read(
        "\u{feff}<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>
        <rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:atom=\"http://www.w3.org/2005/Atom\"
             xmlns:media=\"http://search.yahoo.com/mrss/\">
        <channel>
          <title>青葉機械 お知らせ</title><link>https://aoba.example/</link>
          <atom:link rel=\"self\" href=\"/feed/index.xml\"/><atom:link rel=\"next\" href=\"?page=2\"/>
          <lastBuildDate>Thu, 02 May 2024 10:00:00 +0900</lastBuildDate>
          <image><title>印</title><link>https://aoba.example/logo</link></image>
          <item>
            <title>不正アクセスに関する
              お詫び &amp; お知らせ</title>
            <link>/news/1</link><guid isPermaLink=\"false\">tag:1</guid>
            <pubDate>Wed, 01 May 2024 10:00:00 +0900</pubDate>
            <media:title>写真</media:title>
            <description>&lt;p&gt;概要&lt;/p&gt;</description>
            <content:encoded><![CDATA[<p>全文 &amp; 表</p>]]></content:encoded>
          </item>
          <item><title>続報</title><guid>https://aoba.example/news/2</guid><pubDate>2024年5月2日</pubDate></item>
          <item></item>
        </channel></rss>",
    );
    assert_eq!((found.kind, found.title.as_deref()), (FeedKind::Rss, Some("青葉機械 お知らせ")));
    assert_eq!((found.address, found.next), (some("https://aoba.example/"), some("https://aoba.example/feed/index.xml?page=2")));
    assert_eq!(found.updated, at("2024-05-02T01:00:00Z"));
    let first = Entry {
        id: some("tag:1"),
        address: some("https://aoba.example/news/1"),
        title: some("不正アクセスに関する お詫び & お知らせ"),
        published: at("2024-05-01T01:00:00Z"),
        updated: None,
        content: html("<p>全文 &amp; 表</p>"),
        summary: html("<p>概要</p>"),
    };
    let second = Entry {
        id: some("https://aoba.example/news/2"),
        address: some("https://aoba.example/news/2"),
        title: some("続報"),
        published: at("2024-05-01T15:00:00Z"),
        ..Entry::default()
    };
    assert_eq!(found.entries, [first, second]);
    assert_eq!(found.entries[0].key(), Some("tag:1"));
}

#[test]
fn rss_1() {
    let found = read(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"
                  xmlns:dc=\"http://purl.org/dc/elements/1.1/\">
          <channel rdf:about=\"x\"><title>若葉市</title><link>https://wakaba.example/</link><dc:date>2024-05-03T00:00:00+09:00</dc:date>
            <items><rdf:Seq><rdf:li rdf:resource=\"x\"/></rdf:Seq></items></channel>
          <item rdf:about=\"x\"><title>個人情報の漏えいについて</title><link>https://wakaba.example/1.html</link>
            <description>本文</description><dc:date>2024-05-01T09:00:00+09:00</dc:date></item>
        </rdf:RDF>",
    );
    assert_eq!((found.kind, &found.title, found.updated), (FeedKind::Rdf, &some("若葉市"), at("2024-05-02T15:00:00Z")));
    let [entry] = &found.entries[..] else { panic!("{found:?}") };
    assert_eq!((entry.published, &entry.summary), (at("2024-05-01T00:00:00Z"), &html("本文")));
    assert_eq!(entry.address.as_deref(), Some("https://wakaba.example/1.html"));
}

#[test]
fn atom_in_pages_as_bloggers() {
    let found = read(
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'>
          <id>tag:blog-1</id><updated>2024-05-04T00:00:00.000+09:00</updated><title type='text'>事案の切り抜き</title>
          <link rel='http://schemas.google.com/g/2005#feed' type='application/atom+xml' href='https://kiji.example/feeds/posts/default'/>
          <link rel='alternate' type='text/html' href='https://kiji.example/'/>
          <link rel='next' type='application/atom+xml' href='https://kiji.example/feeds/posts/default?start-index=26&amp;max-results=25'/>
          <openSearch:totalResults>60</openSearch:totalResults>
          <entry><id>tag:blog-1.post-2</id><published>2024-05-01T10:00:00.000+09:00</published><updated>2024-05-02T10:00:00.001+09:00</updated>
            <title type='html'>&lt;b&gt;青葉&lt;/b&gt; &amp;amp; 若葉</title><content type='html'>&lt;div&gt;本文&lt;/div&gt;</content>
            <link rel='replies' type='text/html' href='https://kiji.example/2#comment'/>
            <link rel='alternate' type='text/html' href='https://kiji.example/2' title='x'/></entry>
          <entry><id>3</id><title>図</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>本<br/>文 &lt;</div></content>
            <summary>平文 &lt;b&gt;</summary></entry>
          <entry><id>4</id><content type='image/png'>AAAA</content><link href='javascript:alert(1)'/></entry>
        </feed>",
    );
    assert_eq!((found.kind, found.address.as_deref()), (FeedKind::Atom, Some("https://kiji.example/")));
    assert_eq!(found.next.as_deref(), Some("https://kiji.example/feeds/posts/default?start-index=26&max-results=25"));
    let [first, second, third] = &found.entries[..] else { panic!("{found:?}") };
    assert_eq!((first.title.as_deref(), first.address.as_deref()), (Some("青葉 & 若葉"), Some("https://kiji.example/2")));
    assert_eq!((&first.content, first.updated), (&html("<div>本文</div>"), at("2024-05-02T01:00:00.001Z")));
    assert_eq!(second.content, html("<div xmlns='http://www.w3.org/1999/xhtml'>本<br/>文 &lt;</div>"));
    assert_eq!(second.summary, Some(Content { html: false, text: "平文 <b>".to_owned() }));
    assert_eq!((&third.content, &third.address), (&None, &None));
}

#[test]
fn json_feed() {
    let found = read(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "青葉機械", "home_page_url": "/", "next_url": "/feed/2.json",
            "authors": [{"name": "広報"}],
            "items": [
              {"id": 7, "url": "/news/7", "title": "お知らせ", "content_html": "<p>全文</p>", "summary": "概要",
               "date_published": "2024-05-01T10:00:00+09:00"},
              {"id": "8", "external_url": "https://b.example/8", "content_text": "平文", "title": null, "date_modified": "令和6年5月2日"},
              {"id": {"odd": true}, "url": ["x"]}]}"#,
    );
    assert_eq!((found.kind, found.next.as_deref()), (FeedKind::Json, Some("https://aoba.example/feed/2.json")));
    assert_eq!(found.address.as_deref(), Some("https://aoba.example/"));
    assert_eq!(found.entries[0].id.as_deref(), Some("7"));
    assert_eq!(found.entries[0].content, html("<p>全文</p>"));
    assert_eq!(found.entries[1].content, Some(Content { html: false, text: "平文".to_owned() }));
    assert_eq!(found.entries[1].updated, at("2024-05-01T15:00:00Z"));
    assert_eq!(found.entries[2], Entry::default());
}

#[test]
fn feeds_made_by_hand() {
    // Markup that was not escaped, an & that is none, a prefix that is not declared, entities of HTML.
    let found = read(
        "<rss><channel><item><title>A & B&nbsp;社&copy;</title><description><p>概要<br></br></p></description>
         <dc:date>2024/5/1</dc:date><content:encoded>全文</content:encoded></item></channel></rss>",
    );
    let [entry] = &found.entries[..] else { panic!("{found:?}") };
    assert_eq!(entry.title.as_deref(), Some("A & B 社©"));
    assert_eq!((&entry.summary, &entry.content), (&html("<p>概要<br></br></p>"), &html("全文")));
    assert_eq!(entry.published, at("2024-04-30T15:00:00Z"));
}

#[test]
fn what_is_no_feed_is_told() {
    let error = |text: &str| feed(text, AT, &Limits::default()).unwrap_err();
    assert_eq!(error(" \n\u{feff}"), Error::Empty);
    assert_eq!(error("<html><body>"), Error::Malformed { found: "the end, with 2 elements open".to_owned(), at: 12 });
    assert_eq!(error("<html></html>"), Error::NotAFeed { found: "<html>".to_owned() });
    assert_eq!(error("お知らせ"), Error::NotAFeed { found: "\"お知らせ\"".to_owned() });
    assert!(matches!(error("{\"items\": []}"), Error::NotAFeed { .. }));
    assert!(matches!(error("{\"items\": "), Error::Malformed { at: 1, .. }));
    assert!(matches!(error("<rss><channel></rss>"), Error::Malformed { .. }));
    assert!(matches!(error("<!-- -->"), Error::NotAFeed { .. }));
}

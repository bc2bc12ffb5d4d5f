//! Feeds and maps of sites: entries that bring their text are notices, the others are ways to them.

use jikenbo_feed::{Content, Entry, Limits, Sitemap};
use jikenbo_model::{Block, BlockKind, Date, Notice, Span};
use jikenbo_page::{Format, Options};
use url::Url;

use super::found::{Found, Given};
use super::leads::{Lead, absolute, same_site};

/// A text of an entry that is shorter, in letters, is only the beginning of a page, and the page itself is asked.
const WHOLE: usize = 200;

/// The entries of a feed or of a map of a site; `None` if the bytes are neither.
///
/// # Errors
///
/// In words: a feed that cannot be read.
pub(super) fn find(given: &Given<'_>, options: &Options) -> Result<Option<Found>, String> {
    if options.format.is_some() || !may_be(given.bytes) {
        return Ok(None);
    }
    let Ok(text) = jikenbo_page::decoded(given.bytes, options) else { return Ok(None) };
    let address = given.address.map_or("", Url::as_str);
    let limits = Limits::default();
    let found = match root(&text) {
        Root::Feed => jikenbo_feed::feed(&text, address, &limits).map(|feed| entries(given, feed, options)),
        Root::Sitemap => jikenbo_feed::sitemap(&text, address, &limits).map(|map| listed(given, map)),
        Root::Other => return Ok(None),
    };
    match found {
        Ok(found) => Ok(Some(found)),
        // What nobody calls a feed, and what is none, is a text that begins oddly.
        Err(_) if !is_said(given.content_type) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

fn is_said(content_type: &str) -> bool {
    let said = content_type.to_ascii_lowercase();
    ["xml", "rss", "atom", "json"].iter().any(|word| said.contains(word))
}

/// A first look, so that not every page is decoded twice.
fn may_be(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().copied().filter(|b| *b != 0).take(2_048).collect::<Vec<_>>().to_ascii_lowercase();
    let has = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    [&b"<rss"[..], b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex", b"jsonfeed.org/version"].iter().any(|word| has(word))
}

#[derive(PartialEq, Eq)]
enum Root {
    Feed,
    Sitemap,
    Other,
}

/// The first element, by its name; a page that only speaks of feeds begins otherwise.
fn root(text: &str) -> Root {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        let Some(at) = rest.find(end) else { return Root::Other };
        rest = rest[at + end.len()..].trim_start();
    }
    if rest.starts_with('{') {
        let head = rest.char_indices().nth(2_000).map_or(rest, |(at, _)| &rest[..at]);
        return if head.contains("jsonfeed.org/version") { Root::Feed } else { Root::Other };
    }
    let name = rest.strip_prefix('<').unwrap_or("").split(|c: char| c.is_whitespace() || c == '>' || c == '/').next();
    let name = name.unwrap_or("").to_ascii_lowercase();
    match name.rsplit(':').next().unwrap_or("") {
        "rss" | "feed" => Root::Feed,
        "rdf" if name.contains(':') => Root::Feed,
        "urlset" | "sitemapindex" => Root::Sitemap,
        _ => Root::Other,
    }
}

fn entries(given: &Given<'_>, feed: jikenbo_feed::Feed, options: &Options) -> Found {
    let json = feed.kind == jikenbo_feed::FeedKind::Json;
    let mut found = Found {
        media_type: if json { "application/feed+json" } else { "application/xml" }.to_owned(),
        feed: true,
        // Round in a circle or to another site leads nowhere.
        older: feed.next.filter(|next| near(given.address, next) && Some(next.as_str()) != given.address.map(Url::as_str)),
        ..Found::default()
    };
    for entry in &feed.entries {
        match notice(entry, options) {
            Some(notice) => found.notices.push(notice),
            None => found.leads.extend(lead(given.address, entry)),
        }
    }
    found
}

/// A way to the page of an entry. A feed may name pages of other sites (one that collects news does), but is not followed there:
/// whoever watches a feed did not ask for the whole web.
fn lead(from: Option<&Url>, entry: &Entry) -> Option<Lead> {
    let address = entry.address.clone().filter(|address| near(from, address))?;
    Some(Lead { address, words: entry.title.clone().unwrap_or_default() })
}

fn near(from: Option<&Url>, address: &str) -> bool {
    from.is_none_or(|from| absolute(from, address).is_some_and(|url| same_site(from, &url)))
}

/// The notice that an entry brings, if it brings the whole text.
fn notice(entry: &Entry, options: &Options) -> Option<Notice> {
    let content = entry.content.as_ref().or(entry.summary.as_ref())?;
    let inner = text_of(content, options)?;
    let letters = inner.text.chars().filter(|c| !c.is_whitespace()).count();
    if letters < WHOLE && entry.address.is_some() {
        return None;
    }
    let near = entry.published.or(entry.updated).and_then(day);
    let titled = titled(entry.title.as_deref(), inner);
    Some(Notice { url: entry.address.clone(), near, ..titled })
}

fn text_of(content: &Content, options: &Options) -> Option<Notice> {
    if !content.html {
        return Some(Notice::plain(&content.text));
    }
    let options = Options { format: Some(Format::Html), media_type: None, name: None, one: true, ..options.clone() };
    jikenbo_page::notices(content.text.as_bytes(), &options).ok()?.pop()
}

/// The text below its headline, unless it begins with it.
fn titled(title: Option<&str>, text: Notice) -> Notice {
    let Some(title) = title.map(str::trim).filter(|title| !title.is_empty()) else { return text };
    if text.text.trim_start().starts_with(title) {
        return text;
    }
    let before = format!("{title}\n\n");
    let shift = |span: Span| Span::new(span.start as usize + before.len(), span.end as usize + before.len());
    let head = Span::new(0, title.len());
    let gap = Span::new(title.len() + 1, title.len() + 1);
    let mut blocks = vec![Block { span: head, kind: BlockKind::Heading }, Block { span: gap, kind: BlockKind::Line }];
    blocks.extend(text.blocks.iter().map(|block| Block { span: shift(block.span), kind: block.kind }));
    Notice { text: before + &text.text, title: Some(head), blocks, ..text }
}

/// The day in Japan.
fn day(time: jiff::Timestamp) -> Option<Date> {
    let japan = jiff::tz::Offset::constant(9).to_datetime(time);
    format!("{:04}-{:02}-{:02}", japan.year(), japan.month(), japan.day()).parse().ok()
}

/// The pages of a map. Maps list whole sites: only what is of the same site is taken, the newest first.
fn listed(given: &Given<'_>, map: Sitemap) -> Found {
    let (Sitemap::Pages(mut all) | Sitemap::Index(mut all)) = map;
    all.retain(|listed| near(given.address, &listed.address));
    all.sort_by_key(|listed| std::cmp::Reverse(listed.modified));
    let leads = all.into_iter().map(|listed| Lead { address: listed.address, words: String::new() });
    Found { media_type: "application/xml".to_owned(), leads: leads.collect(), feed: true, ..Found::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(address: &str, text: &str) -> Option<Found> {
        let address = Url::parse(address).unwrap();
        find(&Given { bytes: text.as_bytes(), address: Some(&address), content_type: "" }, &Options::default()).unwrap()
    }

    const SITE: &str = "https://blog.example.jp/feeds/posts/default";

    #[test]
    fn an_entry_with_its_text_is_a_notice_and_one_without_is_a_lead() {
        let body = "&lt;p&gt;2024年6月1日、お客様の個人情報100件が漏えいしたことが判明いたしました。&lt;/p&gt;".repeat(6);
        let feed = format!(
            "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>切り抜き</title>\
             <link rel='next' href='{SITE}?start-index=26'/>\
             <entry><title>つばめ便 お詫び</title><link href='https://blog.example.jp/a.html'/><published>2024-06-01T20:00:00Z</published>\
             <content type='html'>{body}</content></entry>\
             <entry><title>短いもの</title><link href='https://blog.example.jp/b.html'/><summary>個人情報の漏えい</summary></entry>\
             <entry><title>よその</title><link href='https://other.example/c.html'/></entry></feed>"
        );
        let found = found(SITE, &feed).unwrap();
        assert!(found.feed && found.notices.len() == 1, "{found:?}");
        let notice = &found.notices[0];
        assert_eq!((notice.url.as_deref(), notice.near.unwrap().to_string()), (Some("https://blog.example.jp/a.html"), "2024-06-02".into()));
        assert_eq!(notice.title.unwrap().of(&notice.text), "つばめ便 お詫び");
        assert!(notice.blocks.iter().all(|block| notice.text.get(block.span.start as usize..block.span.end as usize).is_some()));
        assert_eq!(found.leads.iter().map(|lead| lead.address.as_str()).collect::<Vec<_>>(), ["https://blog.example.jp/b.html"]);
        assert_eq!(found.older.as_deref(), Some("https://blog.example.jp/feeds/posts/default?start-index=26"));
    }

    #[test]
    fn a_map_gives_the_pages_of_its_own_site_the_newest_first() {
        let map = "<urlset><url><loc>https://www.example.jp/1</loc><lastmod>2024-01-01</lastmod></url>\
            <url><loc>https://evil.example/2</loc></url><url><loc>https://www.example.jp/3</loc><lastmod>2024-06-01</lastmod></url></urlset>";
        let found = found("https://www.example.jp/sitemap.xml", map).unwrap();
        assert_eq!(found.leads.iter().map(|l| l.address.as_str()).collect::<Vec<_>>(), ["https://www.example.jp/3", "https://www.example.jp/1"]);
    }

    #[test]
    fn what_only_speaks_of_feeds_is_none() {
        for text in ["<!DOCTYPE html><p>&lt;rss> <rss> の購読</p>", "{\"a\": \"jsonfee\"}", "<rss の使い方", "お知らせ <feed>"] {
            assert!(found(SITE, text).is_none_or(|found| found.notices.is_empty() && found.leads.is_empty()), "{text}");
        }
    }
}

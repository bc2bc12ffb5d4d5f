//! Feeds: what a site announces, entry by entry.

mod json;
mod xml;

use jiff::Timestamp;

use crate::address::Base;
use crate::error::shown;
use crate::scan::{begin, size};
use crate::{Error, Limits};

/// Which form a feed has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FeedKind {
    /// RSS 0.91 to 2.0.
    Rss,
    /// RSS 1.0 and 0.9, which are RDF.
    Rdf,
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its form.
    pub kind: FeedKind,
    /// Its title.
    pub title: Option<String>,
    /// The page that it is the feed of.
    pub address: Option<String>,
    /// When it changed last, by its own word.
    pub updated: Option<Timestamp>,
    /// The next page of a feed in pages: `rel="next"` of Atom (Blogger's among them), `next_url` of JSON Feed, or the archive before
    /// this one (RFC 5005). Whether it leads elsewhere, or round in a circle, is for the caller to see.
    pub next: Option<String>,
    /// Its entries, in its order.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Its id, by the feed's own word; not always an address.
    pub id: Option<String>,
    /// Where it stands: whole, of http or https.
    pub address: Option<String>,
    /// Its headline, as plain text.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it changed last.
    pub updated: Option<Timestamp>,
    /// Its whole text, where the feed has a place for that and used it.
    pub content: Option<Content>,
    /// Its beginning or abstract. RSS has one place for both, so that the whole text may stand here.
    pub summary: Option<Content>,
}

impl Entry {
    /// What tells it from others: its id, else its address, else its headline.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        [&self.id, &self.address, &self.title].into_iter().find_map(Option::as_deref)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A text in a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Whether it is HTML, or plain text.
    pub html: bool,
    /// The text.
    pub text: String,
}

impl Content {
    /// Nothing if it is all blanks.
    fn new(html: bool, text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self { html, text: text.to_owned() })
    }
}

/// Reads a feed: RSS 0.9 to 2.0, Atom, JSON Feed. `address` is where it came from, for what is relative in it.
///
/// The text must be decoded already; the encoding that an XML declaration names (see
/// [`declared_encoding`](crate::declared_encoding)) is passed over here.
///
/// # Errors
///
/// See [`Error`].
///
/// ```
/// use jikenbo_feed::{Limits, feed};
///
/// let text = "<rss version='2.0'><channel><title>青葉機械</title>
///     <item><title>不正アクセスについて</title><link>/news/1</link><pubDate>2024年5月1日</pubDate></item></channel></rss>";
/// let feed = feed(text, "https://aoba.example/rss", &Limits::default()).unwrap();
/// assert_eq!(feed.entries[0].address.as_deref(), Some("https://aoba.example/news/1"));
/// ```
pub fn feed(text: &str, address: &str, limits: &Limits) -> Result<Feed, Error> {
    size(text, limits)?;
    let text = begin(text);
    let base = Base::new(address, limits);
    match text.chars().next() {
        Some('<') => xml::feed(text, &base, limits),
        Some('{') => json::feed(text, &base, limits),
        _ => Err(Error::NotAFeed { found: shown(text) }),
    }
}

/// Blanks as one space each, none at the ends; nothing if nothing is left.
fn line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

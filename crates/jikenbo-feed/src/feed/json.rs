//! JSON Feed 1 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Content, Entry, Feed, FeedKind, line};
use crate::address::Base;
use crate::{Error, Limits, date};

/// The most items that are kept while the text is parsed, whatever the limit: an item of three bytes takes hundreds once parsed.
const ITEMS: usize = 50_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Read {
    version: Text,
    title: Text,
    home_page_url: Text,
    next_url: Text,
    items: Items,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Item {
    id: Text,
    url: Text,
    external_url: Text,
    title: Text,
    content_html: Text,
    content_text: Text,
    summary: Text,
    date_published: Text,
    date_modified: Text,
}

/// A text, or a number written as one. What else a program gives is passed over, so that the field alone is lost and not the feed.
#[derive(Debug, Default)]
struct Text(Option<String>);

impl Text {
    fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(TextVisitor).map(Self)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

/// Items; one more than are kept is counted.
#[derive(Debug, Default)]
struct Items {
    kept: Vec<Item>,
    count: usize,
}

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(ItemsVisitor)
    }
}

struct ItemsVisitor;

impl<'de> Visitor<'de> for ItemsVisitor {
    type Value = Items;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Items::default();
        while items.count < ITEMS {
            let Some(item) = seq.next_element()? else { return Ok(items) };
            items.kept.push(item);
            items.count += 1;
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {
            items.count += 1;
        }
        Ok(items)
    }
}

pub(super) fn feed(text: &str, base: &Base, limits: &Limits) -> Result<Feed, Error> {
    let read: Read =
        serde_json::from_str(text).map_err(|error| Error::Malformed { found: error.to_string(), at: error.line() as u64 })?;
    if !read.version.get().is_some_and(|version| version.contains("jsonfeed.org/version/1")) {
        return Err(Error::NotAFeed { found: "JSON without the version of a JSON Feed".to_owned() });
    }
    let limit = limits.entries.min(ITEMS);
    if read.items.count > limit {
        return Err(Error::TooManyEntries { limit });
    }
    Ok(Feed {
        kind: FeedKind::Json,
        title: read.title.get().and_then(line),
        address: address(&read.home_page_url, base),
        updated: None,
        next: address(&read.next_url, base),
        entries: read.items.kept.iter().map(|item| entry(item, base)).collect(),
    })
}

fn entry(item: &Item, base: &Base) -> Entry {
    let content = |text: &Text, html| text.get().and_then(|text| Content::new(html, text));
    let time = |text: &Text| text.get().and_then(date::parse);
    Entry {
        id: item.id.get().and_then(line),
        address: address(&item.url, base).or_else(|| address(&item.external_url, base)),
        title: item.title.get().and_then(line),
        published: time(&item.date_published),
        updated: time(&item.date_modified),
        content: content(&item.content_html, true).or_else(|| content(&item.content_text, false)),
        summary: content(&item.summary, false),
    }
}

fn address(text: &Text, base: &Base) -> Option<String> {
    text.get().and_then(|text| base.whole(text))
}

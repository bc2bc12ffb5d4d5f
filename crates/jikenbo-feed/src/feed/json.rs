//! JSON Feed 1 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::Deserialize;
use serde_json::Value;

use super::{Content, Entry, Feed, FeedKind, line};
use crate::address::Base;
use crate::{Error, Limits, date};

/// Where programs give a number or an object for a text, the field alone is lost and not the feed: so all are [`Value`]s.
#[derive(Debug, Deserialize)]
struct Read {
    #[serde(default)]
    version: Value,
    #[serde(default)]
    title: Value,
    #[serde(default)]
    home_page_url: Value,
    #[serde(default)]
    next_url: Value,
    #[serde(default)]
    items: Vec<Item>,
}

#[derive(Debug, Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Item {
    id: Value,
    url: Value,
    external_url: Value,
    title: Value,
    content_html: Value,
    content_text: Value,
    summary: Value,
    date_published: Value,
    date_modified: Value,
}

pub(super) fn feed(text: &str, base: &Base, limits: &Limits) -> Result<Feed, Error> {
    let read: Read =
        serde_json::from_str(text).map_err(|error| Error::Malformed { found: error.to_string(), at: error.line() as u64 })?;
    if !read.version.as_str().is_some_and(|version| version.contains("jsonfeed.org/version/1")) {
        return Err(Error::NotAFeed { found: "JSON without the version of a JSON Feed".to_owned() });
    }
    if read.items.len() > limits.entries {
        return Err(Error::TooManyEntries { limit: limits.entries });
    }
    Ok(Feed {
        kind: FeedKind::Json,
        title: read.title.as_str().and_then(line),
        address: address(&read.home_page_url, base),
        updated: None,
        next: address(&read.next_url, base),
        entries: read.items.iter().map(|item| entry(item, base)).collect(),
    })
}

fn entry(item: &Item, base: &Base) -> Entry {
    let content = |value: &Value, html| value.as_str().and_then(|text| Content::new(html, text));
    let time = |value: &Value| value.as_str().and_then(date::parse);
    Entry {
        id: match &item.id {
            Value::Number(number) => Some(number.to_string()),
            other => other.as_str().and_then(line),
        },
        address: address(&item.url, base).or_else(|| address(&item.external_url, base)),
        title: item.title.as_str().and_then(line),
        published: time(&item.date_published),
        updated: time(&item.date_modified),
        content: content(&item.content_html, true).or_else(|| content(&item.content_text, false)),
        summary: content(&item.summary, false),
    }
}

fn address(value: &Value, base: &Base) -> Option<String> {
    value.as_str().and_then(|text| base.whole(text))
}

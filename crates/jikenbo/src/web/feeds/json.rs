//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Value, json};

use super::{Feed, Told};
use crate::web::page::code;

/// The feed as JSON.
pub(super) fn written(feed: &Feed) -> Value {
    let mut out = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.list,
        "feed_url": feed.here,
        "language": code(feed.lang),
        "authors": [{ "name": "jikenbo" }],
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    });
    if let Some(next) = &feed.next {
        out["next_url"] = json!(next);
    }
    out
}

fn item(told: &Told) -> Value {
    let mut out = json!({
        "id": told.id,
        "url": told.address,
        "title": told.title,
        "content_text": told.summary,
        "summary": told.summary,
        "date_published": told.published,
        "date_modified": told.updated,
        "tags": told.kinds,
    });
    if let Some(name) = &told.organization {
        out["authors"] = json!([{ "name": name }]);
    }
    out
}

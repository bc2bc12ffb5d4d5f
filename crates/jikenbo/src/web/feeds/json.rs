//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Value, json};

use super::{Feed, Told};
use crate::web::page::code;

/// The feed as JSON.
pub(super) fn written(feed: &Feed, entries: &[Told]) -> Value {
    let mut out = head(feed);
    out["items"] = entries.iter().map(item).collect();
    out
}

/// Everything but the items.
pub(crate) fn head(feed: &Feed) -> Value {
    let mut out = json!({ "version": "https://jsonfeed.org/version/1.1", "title": feed.title });
    for (name, address) in [("home_page_url", &feed.list), ("feed_url", &feed.here)] {
        if let Some(address) = address {
            out[name] = json!(address);
        }
    }
    out["language"] = json!(code(feed.lang));
    out["authors"] = json!([{ "name": "jikenbo" }]);
    if let Some(next) = &feed.next {
        out["next_url"] = json!(next);
    }
    out
}

/// An item.
pub(crate) fn item(told: &Told) -> Value {
    let mut out = json!({
        "id": told.id,
        "title": told.title,
        "content_text": told.summary,
        "summary": told.summary,
        "date_published": told.published,
        "date_modified": told.updated,
        "tags": told.kinds,
    });
    for (name, address) in [("url", &told.address), ("external_url", &told.source)] {
        if let Some(address) = address {
            out[name] = json!(address);
        }
    }
    if let Some(name) = &told.organization {
        out["authors"] = json!([{ "name": name }]);
    }
    out
}

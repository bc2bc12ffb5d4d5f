//! RSS and Atom.

use super::{Content, Entry, Feed, FeedKind, line};
use crate::address::Base;
use crate::scan::scan;
use crate::walk::{Element, Inner, Space, Walk, unescaped};
use crate::{Error, Limits, date};

pub(super) fn feed(text: &str, base: &Base, limits: &Limits) -> Result<Feed, Error> {
    scan(text, limits)?;
    let mut walk = Walk::new(text);
    let none = || Error::NotAFeed { found: crate::error::shown(text) };
    let root = walk.child()?.ok_or_else(none)?;
    let kind = match root.name().as_str() {
        "rss" => FeedKind::Rss,
        "RDF" => FeedKind::Rdf,
        "feed" => FeedKind::Atom,
        name => return Err(Error::NotAFeed { found: format!("<{name}>") }),
    };
    let base = root.attribute("xml:base").map_or_else(|| base.clone(), |to| base.moved(&to));
    let feed = Feed { kind, title: None, address: None, updated: None, next: None, entries: Vec::new() };
    let mut reading = Reading { feed, base, limits };
    reading.level(&mut walk, &root)?;
    Ok(reading.feed)
}

struct Reading<'a> {
    feed: Feed,
    base: Base,
    limits: &'a Limits,
}

impl Reading<'_> {
    /// The feed's own elements: in the root with Atom, in `channel` with RSS; the items of RDF stand beside that.
    fn level(&mut self, walk: &mut Walk<'_>, parent: &Element<'_>) -> Result<(), Error> {
        walk.children(parent, |walk, child| {
            if matches!(child.space, Space::Other | Space::Content | Space::Sitemap) {
                return walk.skip(&child);
            }
            match child.name().as_str() {
                // Within it, no other is looked for: so this goes one level deep.
                "channel" if self.feed.kind != FeedKind::Atom && parent.name() != "channel" => self.level(walk, &child),
                "item" | "entry" => self.entry(walk, &child),
                "title" => {
                    let title = title(&child, &walk.inner(&child)?);
                    self.feed.title = self.feed.title.take().or(title);
                    Ok(())
                }
                "link" => self.link(walk, &child),
                "updated" | "lastBuildDate" | "modified" | "date" | "pubDate" => {
                    let time = date::parse(&walk.inner(&child)?.text);
                    self.feed.updated = self.feed.updated.max(time);
                    Ok(())
                }
                _ => walk.skip(&child),
            }
        })
    }

    fn link(&mut self, walk: &mut Walk<'_>, element: &Element<'_>) -> Result<(), Error> {
        let (relation, address) = link(walk, element, &self.base)?;
        match relation.as_str() {
            "alternate" if self.feed.address.is_none() => self.feed.address = address,
            "next" => self.feed.next = address.or(self.feed.next.take()),
            "prev-archive" if self.feed.next.is_none() => self.feed.next = address,
            _ => {}
        }
        Ok(())
    }

    fn entry(&mut self, walk: &mut Walk<'_>, parent: &Element<'_>) -> Result<(), Error> {
        if self.feed.entries.len() >= self.limits.entries {
            return Err(Error::TooManyEntries { limit: self.limits.entries });
        }
        let mut entry = Entry::default();
        let mut permanent = None;
        walk.children(parent, |walk, child| part(walk, &child, &self.base, &mut entry, &mut permanent))?;
        // A guid is an address if it says so, or says nothing.
        entry.address = entry.address.or(permanent);
        if !entry.is_empty() {
            self.feed.entries.push(entry);
        }
        Ok(())
    }
}

/// One element of an entry.
fn part(
    walk: &mut Walk<'_>,
    child: &Element<'_>,
    base: &Base,
    entry: &mut Entry,
    permanent: &mut Option<String>,
) -> Result<(), Error> {
    match (child.space, child.name().as_str()) {
        (Space::Other | Space::Sitemap, _) => walk.skip(child)?,
        (Space::Content, "encoded") => entry.content = Content::new(true, &html(walk.inner(child)?)),
        (_, "title") => entry.title = entry.title.take().or(title(child, &walk.inner(child)?)),
        (_, "link") => {
            let (relation, address) = link(walk, child, base)?;
            if relation == "alternate" {
                entry.address = entry.address.take().or(address);
            }
        }
        (_, "guid" | "id") => {
            let id = walk.inner(child)?.text;
            if child.name() == "guid" && child.attribute("isPermaLink").as_deref() != Some("false") {
                *permanent = base.whole(&id).filter(|_| id.contains("://"));
            }
            entry.id = line(&id);
        }
        (_, "pubDate" | "published" | "issued" | "created") | (Space::Dublin, "date") => {
            entry.published = date::parse(&walk.inner(child)?.text).or(entry.published);
        }
        (_, "updated" | "modified") => entry.updated = date::parse(&walk.inner(child)?.text),
        (_, "description") => entry.summary = Content::new(true, &html(walk.inner(child)?)),
        (_, "summary") => entry.summary = construct(child, walk.inner(child)?),
        (_, "content") => entry.content = construct(child, walk.inner(child)?),
        _ => walk.skip(child)?,
    }
    Ok(())
}

/// The relation and address of a link. RSS writes the address inside; Atom in an attribute.
fn link(walk: &mut Walk<'_>, element: &Element<'_>, base: &Base) -> Result<(String, Option<String>), Error> {
    let inside = walk.inner(element)?.text;
    let href = element.attribute("href").unwrap_or(inside);
    let relation = element.attribute("rel").unwrap_or_else(|| "alternate".to_owned());
    Ok((relation.trim().to_ascii_lowercase(), base.whole(&href)))
}

/// A text of Atom, by its type.
fn construct(element: &Element<'_>, inner: Inner) -> Option<Content> {
    let kind = element.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "xhtml" | "application/xhtml+xml" => Content::new(true, &inner.markup),
        "html" | "text/html" => Content::new(true, &html(inner)),
        "" | "text" | "text/plain" if !inner.tags => Content::new(false, &inner.text),
        "" | "text" | "text/plain" => Content::new(true, &inner.markup),
        // Images and the like, in base64.
        _ => None,
    }
}

/// HTML is written as escaped text; some feeds forget to escape it.
fn html(inner: Inner) -> String {
    if inner.tags { inner.markup } else { inner.text }
}

/// A headline as plain text.
fn title(element: &Element<'_>, inner: &Inner) -> Option<String> {
    match element.attribute("type").as_deref() {
        Some("html" | "text/html") => line(&without_tags(&inner.text)),
        _ => line(&inner.text),
    }
}

fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        match rest[at..].find('>') {
            Some(end) => rest = &rest[at + end + 1..],
            None => {
                out.push_str(&rest[at..]);
                rest = "";
            }
        }
    }
    out.push_str(rest);
    unescaped(&out)
}

//! Sitemaps: the addresses of a site, as it lists them for search engines (<https://www.sitemaps.org/protocol.html>).

use jiff::Timestamp;

use crate::address::Base;
use crate::error::shown;
use crate::scan::{begin, scan, size};
use crate::walk::{Element, Space, Walk};
use crate::{Error, Limits, date};

/// A sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sitemap {
    /// Pages.
    Pages(Vec<Listed>),
    /// Further sitemaps. An index lists no index, by the protocol: whoever walks it need not go deeper than one step.
    Index(Vec<Listed>),
}

/// An address in a sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The address: whole, of http or https. Whether it is one of the same site is for the caller to see.
    pub address: String,
    /// When what stands there changed last, by the site's own word.
    pub modified: Option<Timestamp>,
}

/// Reads a sitemap: XML of pages or of sitemaps, or plain text with an address a line.
///
/// # Errors
///
/// See [`Error`].
///
/// ```
/// use jikenbo_feed::{Limits, Sitemap, sitemap};
///
/// let text = "<urlset><url><loc>https://aoba.example/news/1</loc><lastmod>2024-05-01</lastmod></url></urlset>";
/// let Sitemap::Pages(pages) = sitemap(text, "https://aoba.example/sitemap.xml", &Limits::default()).unwrap() else { panic!() };
/// assert_eq!(pages[0].address, "https://aoba.example/news/1");
/// ```
pub fn sitemap(text: &str, address: &str, limits: &Limits) -> Result<Sitemap, Error> {
    size(text, limits)?;
    let text = begin(text);
    let base = Base::new(address, limits);
    if !text.starts_with('<') {
        return plain(text, &base, limits);
    }
    scan(text, limits)?;
    let mut walk = Walk::new(text);
    let Some(root) = walk.child()? else { return Err(Error::NotASitemap { found: shown(text) }) };
    let index = match (own(&root), root.name().as_str()) {
        (true, "urlset") => false,
        (true, "sitemapindex") => true,
        (_, name) => return Err(Error::NotASitemap { found: format!("<{name}>") }),
    };
    let unit = if index { "sitemap" } else { "url" };
    let mut all = Vec::new();
    walk.children(&root, |walk, child| {
        if !own(&child) || child.name() != unit {
            return walk.skip(&child);
        }
        if all.len() >= limits.entries {
            return Err(Error::TooManyEntries { limit: limits.entries });
        }
        all.extend(listed(walk, &child, &base)?);
        Ok(())
    })?;
    Ok(if index { Sitemap::Index(all) } else { Sitemap::Pages(all) })
}

/// Of the sitemap's namespace, or of none. Images and videos have `loc`s too.
fn own(element: &Element<'_>) -> bool {
    matches!(element.space, Space::Sitemap | Space::Plain)
}

fn listed(walk: &mut Walk<'_>, unit: &Element<'_>, base: &Base) -> Result<Option<Listed>, Error> {
    let (mut address, mut modified) = (None, None);
    walk.children(unit, |walk, child| {
        match child.name().as_str() {
            "loc" if own(&child) => address = base.whole(&walk.inner(&child)?.text),
            "lastmod" if own(&child) => modified = date::parse(&walk.inner(&child)?.text),
            _ => walk.skip(&child)?,
        }
        Ok(())
    })?;
    Ok(address.map(|address| Listed { address, modified }))
}

/// One address a line; anything else on a line, and it is none of these lists.
fn plain(text: &str, base: &Base, limits: &Limits) -> Result<Sitemap, Error> {
    let mut all = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let whole = ["http://", "https://"].iter().any(|scheme| line.starts_with(scheme));
        let Some(address) = base.whole(line).filter(|_| whole) else {
            return Err(Error::NotASitemap { found: shown(line) });
        };
        if all.len() >= limits.entries {
            return Err(Error::TooManyEntries { limit: limits.entries });
        }
        all.push(Listed { address, modified: None });
    }
    Ok(Sitemap::Pages(all))
}

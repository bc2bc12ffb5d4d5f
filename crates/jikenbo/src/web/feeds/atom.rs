//! Atom (RFC 4287).

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{Feed, Told};
use crate::web::page::code;

/// The feed as XML.
///
/// # Errors
///
/// None where memory suffices.
pub(super) fn written(feed: &Feed, entries: &[Told]) -> io::Result<Vec<u8>> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
    begin(&mut out, feed)?;
    entries.iter().try_for_each(|told| entry(&mut out, told))?;
    end(&mut out)?;
    Ok(out.into_inner())
}

/// Everything before the first entry.
///
/// # Errors
///
/// What the place says that is written to.
pub(crate) fn begin<W: Write>(out: &mut Writer<W>, feed: &Feed) -> io::Result<()> {
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", code(feed.lang))];
    out.write_event(Event::Start(BytesStart::new("feed").with_attributes(attributes)))?;
    text(out, "id", &feed.id)?;
    text(out, "title", &feed.title)?;
    text(out, "updated", &feed.updated)?;
    out.create_element("author").write_inner_content(|out| text(out, "name", "jikenbo"))?;
    text(out, "generator", "jikenbo")?;
    for (rel, media, address) in [
        ("self", "application/atom+xml", &feed.here),
        ("alternate", "text/html", &feed.list),
        ("next", "application/atom+xml", &feed.next),
    ] {
        if let Some(address) = address {
            link(out, rel, Some(media), address)?;
        }
    }
    Ok(())
}

/// Everything after the last entry.
///
/// # Errors
///
/// What the place says that is written to.
pub(crate) fn end<W: Write>(out: &mut Writer<W>) -> io::Result<()> {
    out.write_event(Event::End(BytesEnd::new("feed")))?;
    out.get_mut().write_all(b"\n")
}

/// An entry. Without an address it must hold its content itself (RFC 4287, 4.1.2).
///
/// # Errors
///
/// What the place says that is written to.
pub(crate) fn entry<W: Write>(out: &mut Writer<W>, told: &Told) -> io::Result<()> {
    out.create_element("entry").write_inner_content(|out| {
        text(out, "id", &told.id)?;
        text(out, "title", &told.title)?;
        text(out, "published", &told.published)?;
        text(out, "updated", &told.updated)?;
        if let Some(address) = &told.address {
            link(out, "alternate", Some("text/html"), address)?;
        }
        if let Some(source) = &told.source {
            link(out, "via", None, source)?;
        }
        for kind in &told.kinds {
            out.create_element("category").with_attribute(("term", &**kind)).write_empty()?;
        }
        text(out, if told.address.is_some() { "summary" } else { "content" }, &told.summary)
    })?;
    Ok(())
}

fn text<W: Write>(out: &mut Writer<W>, name: &str, words: &str) -> io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(words))?;
    Ok(())
}

fn link<W: Write>(out: &mut Writer<W>, rel: &str, media: Option<&str>, address: &str) -> io::Result<()> {
    let mut element = out.create_element("link").with_attribute(("rel", rel));
    if let Some(media) = media {
        element = element.with_attribute(("type", media));
    }
    element.with_attribute(("href", address)).write_empty()?;
    Ok(())
}

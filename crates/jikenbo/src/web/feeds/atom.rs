//! Atom (RFC 4287).

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Feed, Told};
use crate::web::page::code;

type Out = Writer<Vec<u8>>;

/// The feed as XML.
///
/// # Errors
///
/// None where memory suffices.
pub(super) fn written(feed: &Feed) -> io::Result<Vec<u8>> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", code(feed.lang))];
    out.create_element("feed").with_attributes(attributes).write_inner_content(|out| {
        text(out, "id", &feed.id)?;
        text(out, "title", &feed.title)?;
        text(out, "updated", &feed.updated)?;
        out.create_element("author").write_inner_content(|out| text(out, "name", "jikenbo"))?;
        text(out, "generator", "jikenbo")?;
        link(out, "self", "application/atom+xml", &feed.here)?;
        link(out, "alternate", "text/html", &feed.list)?;
        if let Some(next) = &feed.next {
            link(out, "next", "application/atom+xml", next)?;
        }
        feed.entries.iter().try_for_each(|told| entry(out, told))
    })?;
    let mut bytes = out.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn entry(out: &mut Out, told: &Told) -> io::Result<()> {
    out.create_element("entry").write_inner_content(|out| {
        text(out, "id", &told.id)?;
        text(out, "title", &told.title)?;
        text(out, "published", &told.published)?;
        text(out, "updated", &told.updated)?;
        link(out, "alternate", "text/html", &told.address)?;
        for kind in &told.kinds {
            out.create_element("category").with_attribute(("term", &**kind)).write_empty()?;
        }
        text(out, "summary", &told.summary)
    })?;
    Ok(())
}

fn text(out: &mut Out, name: &str, words: &str) -> io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(words))?;
    Ok(())
}

fn link(out: &mut Out, rel: &str, media: &str, address: &str) -> io::Result<()> {
    let attributes = [("rel", rel), ("type", media), ("href", address)];
    out.create_element("link").with_attributes(attributes).write_empty()?;
    Ok(())
}

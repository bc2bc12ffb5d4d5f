//! Going through XML element by element, without holding a tree.

use quick_xml::NsReader;
use quick_xml::events::{BytesCData, BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;

use crate::Error;
use crate::scan::malformed;

/// Whose element it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    Atom,
    /// Any of RSS, or an element without a namespace.
    Plain,
    /// `content:`, of RSS.
    Content,
    /// Dublin Core.
    Dublin,
    Sitemap,
    Other,
}

impl Space {
    fn of(resolved: &ResolveResult<'_>) -> Self {
        match resolved {
            ResolveResult::Unbound => Self::Plain,
            // Feeds made by hand forget to declare these.
            ResolveResult::Unknown(prefix) => match prefix.as_str() {
                "content" => Self::Content,
                "dc" => Self::Dublin,
                "atom" => Self::Atom,
                _ => Self::Other,
            },
            ResolveResult::Bound(name) => match name.0.trim_end_matches('/') {
                "http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns#" => Self::Atom,
                "http://purl.org/rss/1.0"
                | "http://my.netscape.com/rdf/simple/0.9"
                | "http://backend.userland.com/rss2"
                | "http://channel.netscape.com/rdf/simple/0.9" => Self::Plain,
                "http://purl.org/rss/1.0/modules/content" => Self::Content,
                "http://purl.org/dc/elements/1.1" | "http://purl.org/dc/terms" => Self::Dublin,
                "http://www.sitemaps.org/schemas/sitemap/0.9"
                | "http://www.google.com/schemas/sitemap/0.84"
                | "https://www.sitemaps.org/schemas/sitemap/0.9" => Self::Sitemap,
                _ => Self::Other,
            },
        }
    }
}

/// An element that was entered.
#[derive(Debug)]
pub(crate) struct Element<'i> {
    pub(crate) space: Space,
    start: BytesStart<'i>,
    empty: bool,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(crate) fn name(&self) -> String {
        self.start.local_name().as_ref().to_owned()
    }

    /// The value of an attribute, its references resolved.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        let mut sound = all.with_checks(false).map_while(Result::ok);
        sound.find(|attribute| attribute.key.as_ref() == name).map(|found| unescaped(&found.value))
    }
}

/// What stands in an element.
#[derive(Debug, Default)]
pub(crate) struct Inner {
    /// Its text, references resolved, tags left out.
    pub(crate) text: String,
    /// As markup: tags kept, the text escaped.
    pub(crate) markup: String,
    /// Whether it has tags.
    pub(crate) tags: bool,
}

/// A place in the XML. Bounds are looked at beforehand, by [`scan`](crate::scan::scan).
#[derive(Debug)]
pub(crate) struct Walk<'i> {
    reader: NsReader<&'i [u8]>,
}

impl<'i> Walk<'i> {
    pub(crate) fn new(text: &'i str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Self { reader }
    }

    fn event(&mut self) -> Result<(Space, Event<'i>), Error> {
        let at = self.reader.error_position();
        match self.reader.read_resolved_event() {
            Ok((resolved, event)) => Ok((Space::of(&resolved), event)),
            Err(error) => Err(malformed(&error, at)),
        }
    }

    /// Enters the next element within this one; nothing at its end. What is entered must be left, by any of the other functions.
    pub(crate) fn child(&mut self) -> Result<Option<Element<'i>>, Error> {
        loop {
            match self.event()? {
                (space, Event::Start(start)) => return Ok(Some(Element { space, start, empty: false })),
                (space, Event::Empty(start)) => return Ok(Some(Element { space, start, empty: true })),
                (_, Event::End(_) | Event::Eof) => return Ok(None),
                _ => {}
            }
        }
    }

    /// Calls `each` with every element within this one, and leaves it.
    pub(crate) fn children(
        &mut self,
        element: &Element<'_>,
        mut each: impl FnMut(&mut Self, Element<'i>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if element.empty {
            return Ok(());
        }
        while let Some(child) = self.child()? {
            each(self, child)?;
        }
        Ok(())
    }

    /// Leaves an element.
    pub(crate) fn skip(&mut self, element: &Element<'_>) -> Result<(), Error> {
        let mut depth = usize::from(!element.empty);
        while depth > 0 {
            match self.event()?.1 {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Leaves an element, with what stands in it.
    pub(crate) fn inner(&mut self, element: &Element<'_>) -> Result<Inner, Error> {
        let mut inner = Inner::default();
        let mut depth = usize::from(!element.empty);
        while depth > 0 {
            match self.event()?.1 {
                Event::Start(start) => {
                    depth += 1;
                    inner.tag(&["<", &start, ">"]);
                }
                Event::Empty(start) => inner.tag(&["<", &start, "/>"]),
                Event::End(end) => {
                    depth -= 1;
                    if depth > 0 {
                        inner.tag(&["</", &end, ">"]);
                    }
                }
                Event::Text(text) => {
                    inner.text.push_str(&text);
                    inner.markup.push_str(&text);
                }
                Event::CData(data) => inner.data(&data),
                Event::GeneralRef(reference) => inner.reference(&reference),
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(inner)
    }
}

impl Inner {
    fn tag(&mut self, parts: &[&str]) {
        self.tags = true;
        parts.iter().for_each(|part| self.markup.push_str(part));
    }

    fn data(&mut self, data: &BytesCData<'_>) {
        self.text.push_str(data);
        self.markup.push_str(&quick_xml::escape::escape(&**data));
    }

    fn reference(&mut self, reference: &BytesRef<'_>) {
        match resolved(reference) {
            Some(text) => self.text.push_str(&text),
            None => self.text.extend(["&", &**reference, ";"]),
        }
        self.markup.extend(["&", &**reference, ";"]);
    }
}

/// What `&name;` stands for: a character, or one of HTML's. What a document declares itself is never expanded.
fn resolved(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = char::from_u32(code)?;
    // Characters that XML forbids; they would only make trouble further on.
    Some(if c.is_control() && !matches!(c, '\t' | '\n' | '\r') { String::new() } else { c.to_string() })
}

/// Text with its references resolved.
pub(crate) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        // No reference is longer; so a text of nothing but & is read once.
        let end = rest.bytes().take(34).position(|byte| byte == b';');
        match end.and_then(|end| resolved(&rest[..end]).map(|text| (text, end))) {
            Some((text, end)) => {
                out.push_str(&text);
                rest = &rest[end + 1..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn references_are_resolved_once() {
        for (text, expected) in [
            ("a &amp; b", "a & b"),
            ("&amp;lt;", "&lt;"),
            ("&#x3042;&#12356;", "あい"),
            ("&nbsp;&copy;", "\u{a0}©"),
            ("&unknown; & &; &#0; &#x110000; &#xfffffffff;", "&unknown; & &;  &#x110000; &#xfffffffff;"),
            ("あ&い;", "あ&い;"),
        ] {
            assert_eq!(unescaped(text), expected, "{text}");
        }
    }
}

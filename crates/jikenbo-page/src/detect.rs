//! What bytes are: HTML, plain text, or neither. By the bytes alone, since names and headers are often wrong.

use crate::{Error, Format};

/// First bytes of forms that are neither HTML nor text, and what they are called in the message.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"WARC/", "a WARC archive"),
    (b"SQLite format 3", "an SQLite database"),
];

/// Tags with which a page or a fragment of one begins.
const TAGS: &[&str] = &[
    "!doctype html",
    "html",
    "head",
    "body",
    "title",
    "meta",
    "link",
    "script",
    "style",
    "div",
    "p",
    "article",
    "main",
    "section",
    "header",
    "nav",
    "table",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "dl",
    "span",
    "center",
    "font",
    "a",
    "br",
    "base",
    "frameset",
    "form",
    "aside",
    "footer",
    "b",
    "strong",
    "img",
];

/// An error if the bytes are plainly no text.
pub(crate) fn refuse_binary(bytes: &[u8]) -> Result<(), Error> {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Error::Binary((*what).to_owned()));
    }
    // UTF-16 is full of NUL bytes; only its byte order mark tells it from data.
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let nuls = bytes.iter().filter(|&&byte| byte == 0).count();
    // A stray NUL in a long page is a slip of whoever made it; the decoder drops it.
    if !utf16 && nuls * 1000 > bytes.len() {
        return Err(Error::Binary("data with NUL bytes".to_owned()));
    }
    Ok(())
}

/// HTML or plain text; an error for the other forms of markup that begin like HTML.
pub(crate) fn format(text: &str) -> Result<Format, Error> {
    let head = skip_prologue(text);
    let Some(tag) = head.strip_prefix('<') else { return Ok(Format::Text) };
    for (name, what) in [("rss", "an RSS feed"), ("feed", "an Atom feed"), ("rdf:rdf", "an RSS 1.0 feed")] {
        if begins_with_tag(tag, name) {
            return Err(Error::Binary(what.to_owned()));
        }
    }
    if TAGS.iter().any(|name| begins_with_tag(tag, name)) { Ok(Format::Html) } else { Ok(Format::Text) }
}

/// What follows blanks, an XML declaration and comments.
fn skip_prologue(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let end = match () {
            () if rest.starts_with("<!--") => "-->",
            () if rest.starts_with("<?") => ">",
            () => return rest,
        };
        match rest.find(end) {
            Some(at) => rest = rest[at + end.len()..].trim_start(),
            None => return rest,
        }
    }
}

fn begins_with_tag(tag: &str, name: &str) -> bool {
    let Some(start) = tag.get(..name.len()) else { return false };
    let ends = tag[name.len()..].chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '>' | '/'));
    start.eq_ignore_ascii_case(name) && ends
}

#[cfg(test)]
mod tests {
    use super::{format, refuse_binary};
    use crate::{Error, Format};

    #[test]
    fn markup_is_html_and_the_rest_is_text() {
        for html in
            ["<!DOCTYPE html><p>", " \n<html lang=ja>", "<!-- a --><div>", "<?xml version='1.0'?>\n<HTML>", "<p\nclass=a>"]
        {
            assert_eq!(format(html), Ok(Format::Html), "{html}");
        }
        for text in ["お知らせ", "<重要> お知らせ", "<pの件>", "1 < 2", "<", "<!--"] {
            assert_eq!(format(text), Ok(Format::Text), "{text}");
        }
    }

    #[test]
    fn other_forms_are_named() {
        let what = |bytes: &[u8]| refuse_binary(bytes).map_err(|e| e.to_string());
        assert_eq!(what(b"%PDF-1.7"), Err("expected HTML or plain text, found a PDF document".to_owned()));
        assert_eq!(what(b"a\0b\0"), Err("expected HTML or plain text, found data with NUL bytes".to_owned()));
        assert_eq!(what(b"\xff\xfea\0b\0"), Ok(()));
        assert_eq!(format("<?xml version='1.0'?><rss version='2.0'>"), Err(Error::Binary("an RSS feed".to_owned())));
    }
}

//! What bytes are. By the bytes first, since names and headers are often wrong; by what the server said and by the name where
//! the bytes could be anything.

use crate::{Error, Format, Options, decode, mail};

/// First bytes of forms that are neither HTML nor text, and what they are called in the message.
const MAGIC: &[(&[u8], &str)] = &[
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

/// Readers of PDF take the mark anywhere in the first 1024 bytes (ISO 32000-1, annex H.3.4.1), since some servers put blanks or
/// headers before it.
const PDF_WINDOW: usize = 1024;

/// Media types that tell a form.
const MEDIA_TYPES: &[(&str, Format)] = &[
    ("text/html", Format::Html),
    ("application/xhtml+xml", Format::Html),
    ("message/rfc822", Format::Mail),
    ("message/global", Format::Mail),
];

/// Endings of names that tell a form.
const ENDINGS: &[(&str, Format)] =
    &[(".html", Format::Html), (".htm", Format::Html), (".xhtml", Format::Html), (".eml", Format::Mail)];

/// The form of the bytes.
pub(crate) fn format(bytes: &[u8], options: &Options) -> Result<Format, Error> {
    if is_pdf(bytes) {
        return Ok(Format::Pdf);
    }
    refuse_binary(bytes)?;
    if mail::is_mail(bytes) {
        return Ok(Format::Mail);
    }
    match markup(&crate::text(bytes, options)?)? {
        Some(format) => Ok(format),
        None => Ok(said(options).unwrap_or(Format::Text)),
    }
}

/// Whether a PDF document begins near the start of the bytes.
fn is_pdf(bytes: &[u8]) -> bool {
    let mut rest = &bytes[..bytes.len().min(PDF_WINDOW)];
    while let Some(at) = rest.windows(5).position(|window| window == b"%PDF-") {
        // A text about PDF says "%PDF-" too; a document begins with it, or has a version behind it at the start of a line.
        let starts_line = at == 0 || rest[at - 1] == b'\n' || rest[at - 1] == b'\r';
        let version = rest.get(at + 5).is_some_and(u8::is_ascii_digit) && rest.get(at + 6) == Some(&b'.');
        if at == 0 && rest.len() == bytes.len().min(PDF_WINDOW) || starts_line && version {
            return true;
        }
        rest = &rest[at + 5..];
    }
    false
}

/// What the media type says, or the name.
fn said(options: &Options) -> Option<Format> {
    let essence = options.media_type.as_deref().map(|said| said.split(';').next().unwrap_or("").trim().to_ascii_lowercase());
    let by_type = MEDIA_TYPES.iter().find(|(name, _)| essence.as_deref() == Some(name));
    let name = options.name.as_deref().map(str::to_ascii_lowercase);
    let by_name = || ENDINGS.iter().find(|(ending, _)| name.as_deref().is_some_and(|name| name.ends_with(ending)));
    by_type.or_else(by_name).map(|&(_, format)| format)
}

/// An error if the bytes are plainly no text.
pub(crate) fn refuse_binary(bytes: &[u8]) -> Result<(), Error> {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Error::Binary((*what).to_owned()));
    }
    if is_pdf(bytes) {
        return Err(Error::Binary("a PDF document".to_owned()));
    }
    // UTF-16 is full of NUL bytes; its byte order mark tells it from data, or that nearly all units are Japanese text.
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let utf16 = marked || decode::unmarked_utf16(bytes).is_some();
    let nuls = bytes.iter().filter(|&&byte| byte == 0).count();
    // A stray NUL in a long page is a slip of whoever made it; the decoder drops it.
    if !utf16 && nuls * 1000 > bytes.len() {
        return Err(Error::Binary("data with NUL bytes".to_owned()));
    }
    Ok(())
}

/// HTML if the text begins like it; an error for the other forms of markup that do.
fn markup(text: &str) -> Result<Option<Format>, Error> {
    let head = skip_prologue(text);
    let Some(tag) = head.strip_prefix('<') else { return Ok(None) };
    for (name, what) in [("rss", "an RSS feed"), ("feed", "an Atom feed"), ("rdf:rdf", "an RSS 1.0 feed")] {
        if begins_with_tag(tag, name) {
            return Err(Error::Binary(what.to_owned()));
        }
    }
    Ok(TAGS.iter().any(|name| begins_with_tag(tag, name)).then_some(Format::Html))
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
    use crate::{Error, Format, Options};

    fn by_bytes(bytes: &[u8]) -> Result<Format, Error> {
        format(bytes, &Options::default())
    }

    #[test]
    fn markup_is_html_and_the_rest_is_text() {
        for html in
            ["<!DOCTYPE html><p>", " \n<html lang=ja>", "<!-- a --><div>", "<?xml version='1.0'?>\n<HTML>", "<p\nclass=a>"]
        {
            assert_eq!(by_bytes(html.as_bytes()), Ok(Format::Html), "{html}");
        }
        for text in ["お知らせ", "<重要> お知らせ", "<pの件>", "1 < 2", "<", "<!--"] {
            assert_eq!(by_bytes(text.as_bytes()), Ok(Format::Text), "{text}");
        }
    }

    #[test]
    fn a_pdf_document_is_told_by_its_mark() {
        for pdf in [&b"%PDF-1.7\n"[..], b"\xef\xbb\xbf\r\n%PDF-1.4", b"HTTP junk\n%PDF-2.0\n"] {
            assert_eq!(by_bytes(pdf), Ok(Format::Pdf));
        }
        let far = [&[b' '; 2000][..], b"\n%PDF-1.4"].concat();
        for text in [&b"see %PDF-1.4 for it"[..], b"a\n%PDF-x", &far] {
            assert_ne!(by_bytes(text), Ok(Format::Pdf));
        }
    }

    #[test]
    fn bytes_go_before_the_media_type_and_that_before_the_name() {
        let said = |bytes: &[u8], media_type: &str, name: &str| {
            let options = Options { media_type: Some(media_type.to_owned()), name: Some(name.to_owned()), ..Options::default() };
            format(bytes, &options)
        };
        assert_eq!(said(b"%PDF-1.7", "text/html", "a.html"), Ok(Format::Pdf));
        assert_eq!(said(b"<html>", "application/pdf", "a.eml"), Ok(Format::Html));
        assert_eq!(said(b"plain words", "Text/HTML; charset=utf-8", "a.eml"), Ok(Format::Html));
        assert_eq!(said(b"plain words", "application/octet-stream", "A.EML"), Ok(Format::Mail));
        assert_eq!(said(b"plain words", "", "a.pdf"), Ok(Format::Text));
    }

    #[test]
    fn other_forms_are_named() {
        let what = |bytes: &[u8]| refuse_binary(bytes).map_err(|e| e.to_string());
        assert_eq!(what(b"%PDF-1.7"), Err("expected HTML or plain text, found a PDF document".to_owned()));
        assert_eq!(what(b"a\0b\0\0\0"), Err("expected HTML or plain text, found data with NUL bytes".to_owned()));
        assert_eq!(what(b"\xff\xfea\0b\0"), Ok(()));
        assert_eq!(by_bytes(b"<?xml version='1.0'?><rss version='2.0'>"), Err(Error::Binary("an RSS feed".to_owned())));
    }
}

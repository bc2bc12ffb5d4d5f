//! The charset that a page or a header names.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8};

use super::{find, narrow};

/// Browsers look for the charset in the first 1024 bytes; real pages sometimes put it a little later.
const META_WINDOW: usize = 4096;

/// Labels of Japanese pages and mails that the [Encoding Standard](https://encoding.spec.whatwg.org/#names-and-labels)
/// does not list.
const LABELS: &[(&str, &Encoding)] = &[
    ("cp932", SHIFT_JIS),
    ("cp943", SHIFT_JIS),
    ("x-ms-cp932", SHIFT_JIS),
    ("shiftjis", SHIFT_JIS),
    ("x-shift-jis", SHIFT_JIS),
    ("eucjp", EUC_JP),
    ("euc_jp", EUC_JP),
    ("eucjp-ms", EUC_JP),
    ("cp51932", EUC_JP),
    ("jis", ISO_2022_JP),
    ("iso-2022-jp-1", ISO_2022_JP),
    ("iso-2022-jp-ms", ISO_2022_JP),
    ("cp50220", ISO_2022_JP),
    ("cp50221", ISO_2022_JP),
    ("utf8n", UTF_8),
    ("utf-8n", UTF_8),
];

/// The encoding of a label.
pub(super) fn encoding(label: &[u8]) -> Option<&'static Encoding> {
    let label = label.trim_ascii();
    let known = |name: &str| name.as_bytes().eq_ignore_ascii_case(label);
    Encoding::for_label(label).or_else(|| LABELS.iter().find(|(name, _)| known(name)).map(|&(_, encoding)| encoding))
}

/// The charset of a media type (`text/html; charset=Shift_JIS`).
pub(crate) fn charset_of(media_type: &str) -> Option<&str> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then_some(value)
    })
}

/// The charset of `<meta charset=…>` or `<meta http-equiv content="…; charset=…">`, or of an XML declaration.
pub(super) fn of_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes[..bytes.len().min(META_WINDOW)].to_ascii_lowercase();
    let xml = window.starts_with(b"<?xml").then(|| label_after(&window, b"encoding")).flatten();
    let label = xml.or_else(|| metas(&window).find_map(|tag| label_after(tag, b"charset")))?;
    // A page that can be searched for an ASCII "<meta" is not UTF-16, whatever it says.
    encoding(label).map(narrow)
}

fn metas(window: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = window;
    std::iter::from_fn(move || {
        let start = find(rest, b"<meta")?;
        let tag = &rest[start..];
        let end = tag.iter().position(|&byte| byte == b'>').unwrap_or(tag.len());
        rest = &tag[end..];
        Some(&tag[..end])
    })
}

fn label_after<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let rest = &tag[find(tag, name)? + name.len()..];
    let value = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:.".contains(byte)).unwrap_or(value.len());
    (end > 0).then_some(&value[..end])
}

#[cfg(test)]
mod tests {
    use super::{charset_of, encoding};

    #[test]
    fn the_charset_of_a_header() {
        for header in ["text/html; charset=Shift_JIS", "text/html;CHARSET=\"Shift_JIS\"", "text/html; v=1; charset = Shift_JIS "]
        {
            assert_eq!(charset_of(header), Some("Shift_JIS"), "{header}");
        }
        for header in ["", "text/html", "charset=x", "text/html; charset=", "text/html; charset", "text/html; x-charset=utf-8"] {
            assert_eq!(charset_of(header), None, "{header}");
        }
    }

    #[test]
    fn labels_beside_the_standard_are_known() {
        for (label, name) in [("CP932", "Shift_JIS"), (" eucJP-ms ", "EUC-JP"), ("cp50221", "ISO-2022-JP"), ("UTF-8N", "UTF-8")] {
            assert_eq!(encoding(label.as_bytes()).map(encoding_rs::Encoding::name), Some(name));
        }
        assert_eq!(encoding(b"klingon"), None);
    }
}

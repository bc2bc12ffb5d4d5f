//! Bytes to text. Order: byte order mark, the page's own charset, valid UTF-8, statistics.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::Error;

/// Browsers look for the charset in the first 1024 bytes; real pages sometimes put it a little later.
const META_WINDOW: usize = 4096;

/// The detector reads about 5 MB/s and has made up its mind long before this.
const DETECT_WINDOW: usize = 64 << 10;

/// The text of the bytes, lines divided by `\n`, without byte order mark and NULs.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Error> {
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (guess(bytes), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[skip..]);
    refuse_garbage(&text)?;
    Ok(tidy(&text))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let declared = meta_charset(bytes);
    // Pages saved anew in UTF-8 keep the old meta tag. Legacy Japanese text is never valid UTF-8 by chance for more than a
    // character or two, so valid UTF-8 wins over a declaration, and over a declaration that does not fit.
    match std::str::from_utf8(bytes) {
        Ok(text) if text.chars().filter(|c| !c.is_ascii()).take(3).count() == 3 => return UTF_8,
        _ => {}
    }
    if let Some(encoding) = declared {
        let (_, errors) = encoding.decode_without_bom_handling(bytes);
        if !errors {
            return encoding;
        }
    }
    // ISO-2022-JP is ASCII in its bytes: without this it would pass as UTF-8.
    if bytes.is_ascii() && [&b"\x1b$B"[..], b"\x1b$@", b"\x1b(J"].iter().any(|escape| find(bytes, escape).is_some()) {
        return ISO_2022_JP;
    }
    if nearly_utf8(bytes) { UTF_8 } else { best(bytes, declared) }
}

/// Whether the bytes are UTF-8 but for a few (a page cut in the middle of a character, a slip of a template).
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || bad * 20 <= good
}

/// The declared encoding or the detector's, whichever leaves fewer bytes unread.
fn best(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    // The scripts at the head of a page are ASCII and say nothing: begin where the text does.
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let window = &bytes[start..bytes.len().min(start + DETECT_WINDOW)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(window, start + window.len() == bytes.len());
    let found = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    match declared {
        Some(declared) if unread(declared, bytes) <= unread(found, bytes) => declared,
        _ => found,
    }
}

fn unread(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    if errors { text.matches('\u{fffd}').count() } else { 0 }
}

/// The charset of `<meta charset=…>` or `<meta http-equiv content="…; charset=…">`, or of an XML declaration.
fn meta_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let window = bytes[..bytes.len().min(META_WINDOW)].to_ascii_lowercase();
    let xml = window.starts_with(b"<?xml").then(|| label_after(&window, b"encoding")).flatten();
    let label = xml.or_else(|| metas(&window).find_map(|tag| label_after(tag, b"charset")))?;
    let encoding = Encoding::for_label(label)?;
    // A page that can be searched for an ASCII "<meta" is not UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
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

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

/// An error if a tenth of the characters are no characters of any text.
fn refuse_garbage(text: &str) -> Result<(), Error> {
    let total = text.chars().count();
    let odd = |c: &char| {
        let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c');
        control || matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}')
    };
    if text.chars().filter(odd).count() * 10 > total {
        return Err(Error::Binary("bytes that are no text in a known encoding".to_owned()));
    }
    Ok(())
}

fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
}

#[cfg(test)]
mod tests {
    use encoding_rs::{EUC_JP, SHIFT_JIS};

    use super::decode;
    use crate::Error;

    const TEXT: &str = "委託先のサーバーで不正なログインが見つかり、現在調査しています。";

    #[test]
    fn legacy_encodings_are_found_with_and_without_a_declaration() {
        for encoding in [SHIFT_JIS, EUC_JP, encoding_rs::ISO_2022_JP] {
            let (bytes, ..) = encoding.encode(TEXT);
            assert_eq!(decode(&bytes).unwrap(), TEXT, "{}", encoding.name());
            let page = format!("<meta http-equiv=content-type content=\"text/html; charset={}\"><p>{TEXT}", encoding.name());
            let (bytes, ..) = encoding.encode(&page);
            assert_eq!(decode(&bytes).unwrap(), page, "{}", encoding.name());
        }
    }

    #[test]
    fn utf8_wins_over_an_old_declaration() {
        let page = format!("<meta charset=shift_jis><p>{TEXT}");
        assert_eq!(decode(page.as_bytes()).unwrap(), page);
    }

    #[test]
    fn utf16_needs_its_mark() {
        let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(TEXT.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&bytes).unwrap(), TEXT);
    }

    #[test]
    fn a_few_bad_bytes_are_replaced_and_many_are_refused() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.pop();
        assert!(decode(&bytes).unwrap().starts_with("委託先のサーバー"));
        let noise: Vec<u8> = (0..2000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 1).collect();
        assert!(matches!(decode(&noise), Err(Error::Binary(_))));
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(decode("一\r\n二\r三\n".as_bytes()).unwrap(), "一\n二\n三\n");
    }
}

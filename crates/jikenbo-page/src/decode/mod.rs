//! Bytes to text. Order: byte order mark, the charset of the HTTP header, the page's own charset, statistics. A declaration
//! holds only while the bytes bear it out: servers name ISO-8859-1 by habit, and pages saved anew keep their old `meta`.

mod declared;
mod utf16;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::Error;

pub(crate) use self::declared::charset_of;
pub(crate) use self::utf16::unmarked as unmarked_utf16;

/// The detector reads about 5 MB/s and has made up its mind long before this.
const DETECT_WINDOW: usize = 64 << 10;

/// The text of the bytes, lines divided by `\n`, without byte order mark and NULs. `charset` is the label that the HTTP
/// header gave.
pub(crate) fn decode(bytes: &[u8], charset: Option<&str>) -> Result<String, Error> {
    let (encoding, skip) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (guess(bytes, charset), 0),
    };
    let (text, _) = encoding.decode_without_bom_handling(&bytes[skip..]);
    refuse_garbage(&text)?;
    Ok(tidy(&text))
}

fn guess(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    if let Some(encoding) = unmarked_utf16(bytes) {
        return encoding;
    }
    // Pages saved anew in UTF-8 keep the old declaration. Legacy Japanese text is never valid UTF-8 by chance for more than a
    // character or two, so valid UTF-8 wins over a declaration, and over a declaration that does not fit.
    match std::str::from_utf8(bytes) {
        Ok(text) if text.chars().filter(|c| !c.is_ascii()).take(3).count() == 3 => return UTF_8,
        _ => {}
    }
    // ISO-2022-JP is ASCII in its bytes: every other encoding would read it without an error, as rubbish.
    if bytes.is_ascii() && [&b"\x1b$B"[..], b"\x1b$@", b"\x1b(J", b"\x1b(I"].iter().any(|escape| find(bytes, escape).is_some()) {
        return ISO_2022_JP;
    }
    let header = charset.and_then(|label| declared::encoding(label.as_bytes())).map(narrow);
    let declared: Vec<_> = header.into_iter().chain(declared::of_page(bytes)).collect();
    if let Some(&trusted) = declared.iter().find(|encoding| bears_out(encoding, bytes)) {
        return trusted;
    }
    if nearly_utf8(bytes) { UTF_8 } else { best(bytes, &declared) }
}

/// What is not UTF-16 by its bytes is read as UTF-8 where it says UTF-16, as browsers do.
fn narrow(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding }
}

/// Whether the declared encoding reads all bytes, and as text that is not plainly another encoding's.
fn bears_out(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    if errors {
        return false;
    }
    let marked = text.chars().filter(|c| !c.is_ascii()).count();
    // Half-width kana are rare in true Shift_JIS, and what EUC-JP becomes when it is read so: then the detector is asked.
    if marked == 0 || odd(&text) * 20 > marked {
        return marked == 0;
    }
    // An encoding of single bytes reads anything. Where the bytes are Japanese in another, that is no accident.
    !encoding.is_single_byte() || !is_japanese(detect(bytes), bytes)
}

/// Whether the encoding is a Japanese one, and reads the bytes as Japanese: without errors, and with hiragana.
fn is_japanese(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    if ![SHIFT_JIS, EUC_JP, ISO_2022_JP].contains(&encoding) {
        return false;
    }
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    let marked = text.chars().filter(|c| !c.is_ascii()).count();
    let hiragana = text.chars().filter(|c| ('ぁ'..='ん').contains(c)).count();
    !errors && hiragana * 20 > marked
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

/// Of the declared encodings and the detector's the one that leaves the fewest bytes unread or odd; the first of equals.
fn best(bytes: &[u8], declared: &[&'static Encoding]) -> &'static Encoding {
    let found = detect(bytes);
    // A declaration of single bytes has already been weighed, and would win here by reading anything.
    let fit = declared.iter().copied().filter(|encoding| !encoding.is_single_byte());
    fit.chain([found]).min_by_key(|encoding| odd(&encoding.decode_without_bom_handling(bytes).0)).unwrap_or(found)
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    // The scripts at the head of a page are ASCII and say nothing: begin where the text does.
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let window = &bytes[start..bytes.len().min(start + DETECT_WINDOW)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // A window that ends inside a character must not be told to be the whole.
    detector.feed(window, start + window.len() == bytes.len());
    detector.guess(Some(b"jp"), Utf8Detection::Allow)
}

/// How many characters stand in no Japanese text, or seldom: unread bytes, private use, controls, half-width kana.
fn odd(text: &str) -> usize {
    text.chars().filter(|&c| is_no_text(c) || ('\u{ff61}'..='\u{ff9f}').contains(&c)).count()
}

fn is_no_text(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c');
    control || matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}')
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

/// An error if a tenth of the characters are no characters of any text.
fn refuse_garbage(text: &str) -> Result<(), Error> {
    let total = text.chars().count();
    if text.chars().filter(|&c| is_no_text(c)).count() * 10 > total {
        return Err(Error::Binary("bytes that are no text in a known encoding".to_owned()));
    }
    Ok(())
}

fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "")
}

#[cfg(test)]
mod tests;

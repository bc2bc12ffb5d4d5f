//! UTF-16 without its byte order mark.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many code units are looked at.
const WINDOW: usize = 4096;

/// UTF-16 of either order if the bytes can hardly be anything else: nearly all code units are ASCII or of Japanese text, and
/// the other order makes few of them so.
pub(crate) fn unmarked(bytes: &[u8]) -> Option<&'static Encoding> {
    // Kana in UTF-16 can be ASCII letters in its bytes ("0B" is あ): text that is ASCII is taken for ASCII.
    // So is what is UTF-8 and has no NUL: kanji in UTF-16 are not, and line ends have one.
    if bytes.len() < 4 || !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let orders = [(UTF_16LE, u16::from_le_bytes as fn([u8; 2]) -> u16), (UTF_16BE, u16::from_be_bytes)];
    orders.into_iter().find(|(_, unit)| fits(bytes, *unit)).map(|(encoding, _)| encoding)
}

fn fits(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let (mut total, mut ascii, mut kana, mut text) = (0, 0, 0, 0);
    for unit in bytes.chunks_exact(2).take(WINDOW).map(|pair| unit([pair[0], pair[1]])) {
        total += 1;
        ascii += usize::from(is_ascii(unit));
        kana += usize::from(is_kana(unit));
        text += usize::from(is_text(unit));
    }
    // Legacy Japanese text read in pairs is spread over all planes; kana or ASCII with its NULs are what tells.
    text * 100 >= total * 97 && (ascii * 2 >= total || kana * 8 >= total)
}

fn is_ascii(unit: u16) -> bool {
    matches!(unit, 0x20..=0x7e | 0x09 | 0x0a | 0x0d)
}

fn is_kana(unit: u16) -> bool {
    matches!(unit, 0x3041..=0x30ff)
}

/// Letters, Japanese marks, kana, kanji, enclosed figures and full-width forms; a soft hyphen's block is not among them, since
/// bytes of other encodings fall there.
fn is_text(unit: u16) -> bool {
    is_ascii(unit)
        || is_kana(unit)
        || matches!(unit, 0xa0..=0x17f | 0x2010..=0x2040 | 0x2100..=0x27bf)
        || matches!(unit, 0x3000..=0x3020 | 0x3200..=0x33ff | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff01..=0xffe5)
}

#[cfg(test)]
mod tests {
    use super::unmarked;
    use encoding_rs::{EUC_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

    const TEXT: &str = "委託先のサーバーで不正なログインが見つかり、現在調査しています。\n2024年6月3日";

    #[test]
    fn both_orders_are_told() {
        for text in [TEXT, "<!DOCTYPE html><title>お知らせ</title>", "plain English text"] {
            let units = || text.encode_utf16();
            assert_eq!(unmarked(&units().flat_map(u16::to_le_bytes).collect::<Vec<_>>()), Some(UTF_16LE), "{text}");
            assert_eq!(unmarked(&units().flat_map(u16::to_be_bytes).collect::<Vec<_>>()), Some(UTF_16BE), "{text}");
        }
    }

    #[test]
    fn nothing_else_is() {
        assert_eq!(unmarked(TEXT.as_bytes()), None);
        assert_eq!(unmarked(&SHIFT_JIS.encode(TEXT).0), None);
        assert_eq!(unmarked(&EUC_JP.encode(TEXT).0), None);
        assert_eq!(unmarked(b"0B0D0F0B0D0F"), None);
        assert_eq!(unmarked("氏名、住所".as_bytes()), None);
        assert_eq!(unmarked(&[0; 64]), None);
        let noise: Vec<u8> = (0..2000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(unmarked(&noise), None);
    }
}

//! Hashes, by which bytes and texts are known again.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Whether a line's first letter is only the mark of a list item.
const fn is_bullet(c: char) -> bool {
    matches!(c, '・' | '･' | '■' | '□' | '●' | '○' | '◆' | '◇' | '▼' | '▪' | '•' | '※' | '*' | '-' | '–' | '—')
}

/// The hash by which a text is known again, whatever page it came through: width, case, blanks and the marks of list
/// items do not count, every other letter does.
#[must_use]
pub fn text_hash(text: &str) -> String {
    let mut hash = Sha256::new();
    for line in text.lines() {
        let line = line.trim_start().trim_start_matches(is_bullet);
        let folded: String = line.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
        hash.update(folded.as_bytes());
    }
    hex(&hash.finalize())
}

/// The SHA-256 of bytes, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_again_by_its_words() {
        assert_eq!(text_hash("お知らせ\n・氏名\n １０件"), text_hash("お知らせ\n氏名 10件\n"));
        assert_ne!(text_hash("1.5万件"), text_hash("15万件"));
    }
}

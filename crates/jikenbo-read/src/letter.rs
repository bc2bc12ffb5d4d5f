//! What sort of letter a character is.

/// Hiragana: the letters of endings and particles, which names hold too.
pub(crate) const fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ん' | 'ゝ' | 'ゞ')
}

/// The letters of nouns: ideographs, katakana and Latin ones.
pub(crate) const fn is_noun(c: char) -> bool {
    matches!(c, '一'..='龠' | '々' | 'ァ'..='ヴ' | 'ー' | 'A'..='Z' | 'a'..='z')
}

/// Ideographs, and the marks that stand for one.
pub(crate) const fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '々' | '〇')
}

/// Whether the letters of a short form stand in the long one in their order: 住基 in 住民基本台帳.
pub(crate) fn in_order(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|r| r == c))
}

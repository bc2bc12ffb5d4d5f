//! What single letters fold to.

use super::compat;
use crate::letter::{is_hiragana, is_noun};

/// Kanji and kana.
pub(super) fn is_japanese(c: char) -> bool {
    is_hiragana(c) || is_noun(c) && !c.is_ascii()
}

/// Characters that show nothing and mean nothing: they would part a word from itself.
pub(super) fn is_nothing(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// ASCII that may stand beside a hyphen (no line end, no tab).
pub(super) fn plain_ascii(c: char) -> bool {
    c.is_ascii_graphic() || c == ' '
}

/// What a character folds to wherever it stands.
pub(super) fn simple(c: char) -> Option<char> {
    match c {
        '\u{FF5E}' | '\u{301C}' | '\u{223C}' | '\u{2DC}' => Some('~'),
        '\u{FF01}'..='\u{FF5D}' => char::from_u32(c as u32 - 0xFEE0),
        '\u{3000}' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{0B}' | '\u{0C}' => Some(' '),
        '〔' => Some('('),
        '〕' => Some(')'),
        '\u{FFE5}' => Some('¥'),
        '\u{FFE1}' => Some('£'),
        _ => compat::plain(c),
    }
}

/// The full-width forms of U+FF61 to U+FF9F, in order.
const KANA: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ', 'エ', 'オ',
    'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ',
    'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// Half-width katakana in full width: old systems write them so.
pub(super) fn full_width(c: char) -> Option<char> {
    KANA.get((c as usize).checked_sub(0xFF61)?).copied()
}

/// A kana with its (semi-)voiced mark, half-width or combining.
pub(super) fn compose(kana: char, mark: char) -> Option<char> {
    const VOICED: &str = "かきくけこさしすせそたちつてとはひふへほゝカキクケコサシスセソタチツテトハヒフヘホヽ";
    const SEMIVOICED: &str = "はひふへほハヒフヘホ";
    match (mark, kana) {
        ('\u{FF9E}' | '\u{3099}', 'う') => Some('ゔ'),
        ('\u{FF9E}' | '\u{3099}', 'ウ') => Some('ヴ'),
        ('\u{FF9E}' | '\u{3099}', _) if VOICED.contains(kana) => char::from_u32(kana as u32 + 1),
        ('\u{FF9F}' | '\u{309A}', _) if SEMIVOICED.contains(kana) => char::from_u32(kana as u32 + 2),
        _ => None,
    }
}

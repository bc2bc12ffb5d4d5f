//! What is folded when the text of a document is taken: only what a font's tables do to characters, never what a writer chose.
//! Full-width forms, half-width kana and compatibility kanji stay as they were published; the reader folds them for itself.

use unicode_normalization::UnicodeNormalization;

/// Radicals that stand for a kanji of common use and have no decomposition in Unicode, or one to another form of the kanji.
/// One glyph serves both in Adobe-Japan1, so a font may name either.
const RADICALS: &[(char, char)] = &[
    ('⺟', '母'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻆', '角'),
    ('⻑', '長'),
    ('⻘', '青'),
    ('⻝', '食'),
    ('⻤', '鬼'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻫', '斉'),
    ('⻭', '歯'),
    ('⻯', '竜'),
    ('⻲', '亀'),
    ('⼾', '戸'),
    ('⿊', '黒'),
];

/// The character as it is kept; none if it is invisible.
///
/// Folded are Kangxi and CJK radicals (⽴⼤⼈ to 立大人), Latin ligatures (ﬁ), and the presentation forms of vertical text;
/// dropped are soft hyphens, zero-width characters and variation selectors.
pub(crate) fn fold(c: char, out: &mut String) {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {}
        '\u{2e80}'..='\u{2fdf}' => match RADICALS.iter().find(|(radical, _)| *radical == c) {
            Some(&(_, kanji)) => out.push(kanji),
            None => out.extend(std::iter::once(c).nfkc()),
        },
        '\u{fb00}'..='\u{fb06}' | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe4f}' => out.extend(std::iter::once(c).nfkc()),
        '\u{a0}' | '\t' | '\n' | '\r' => out.push(' '),
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    fn folded(text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|c| fold(c, &mut out));
        out
    }

    #[test]
    fn radicals_become_kanji_and_nothing_else_is_changed() {
        assert_eq!(folded("⽴⼤⼈⻑⼾⿊⻘"), "立大人長戸黒青");
        assert_eq!(folded("ﬁle\u{ad}\u{200b}\u{fe0e}"), "file");
        for kept in ["２０２４年", "ｻｰﾊﾞｰ", "㈱①髙﨑", "神", "～−－", "　字下げ"] {
            assert_eq!(folded(kept), kept);
        }
    }
}

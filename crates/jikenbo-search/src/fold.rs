//! Folding: text as searching sees it, the same for what is searched and for what is asked.
//!
//! Every character is folded for itself (width, case, small katakana, old forms of kanji, dashes), so that whatever stretch of a
//! text is asked for is found in it. What folds only as a word (漏洩 for 漏えい) is no part of this: see [`crate::Needle`].

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Counts up with every change of what [`fold`] gives: an index made by another fold is made again.
pub(crate) const FOLD_VERSION: u32 = 1;

/// Old and variant forms of kanji and what they are folded to; `data/characters.txt`.
const CHARACTERS: &str = include_str!("../data/characters.txt");

/// A character that is dropped wherever it stands: soft hyphen, zero-width characters, variation selectors.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// A folded text and where each of its characters comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each character of `text`: its first byte there, and the bytes of the source that it stands for.
    map: Vec<(u32, u32, u32)>,
}

impl Folded {
    /// The stretch of the source (bytes) that a stretch of the folded text (bytes) stands for.
    #[must_use]
    pub fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.map.partition_point(|(at, ..)| (*at as usize) < start);
        let after = self.map.partition_point(|(at, ..)| (*at as usize) < end);
        let from = self.map.get(first).map_or(0, |m| m.1 as usize);
        let to = after.checked_sub(1).and_then(|n| self.map.get(n)).map_or(from, |m| m.2 as usize);
        (from, to.max(from))
    }
}

/// Text as searching sees it. Blanks are dropped beside Japanese, where a line break means nothing, and are one space
/// between other words. The result holds no control character.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = Out { text: String::with_capacity(text.len()), map: None, blank: false };
    run(text, &mut out);
    out.text
}

/// The same, with the way back.
#[must_use]
pub fn fold_with_map(text: &str) -> Folded {
    let mut out = Out { text: String::with_capacity(text.len()), map: Some(Vec::with_capacity(text.len() / 3)), blank: false };
    run(text, &mut out);
    Folded { text: out.text, map: out.map.unwrap_or_default() }
}

struct Out {
    text: String,
    map: Option<Vec<(u32, u32, u32)>>,
    blank: bool,
}

impl Out {
    fn put(&mut self, c: char, start: usize, end: usize) {
        if c.is_whitespace() || c.is_control() {
            self.blank = true;
            return;
        }
        if self.blank && c.is_ascii() && self.text.as_bytes().last().is_some_and(u8::is_ascii) {
            self.push(' ', start, start);
        }
        self.blank = false;
        self.push(c, start, end);
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        if let Some(map) = &mut self.map {
            map.push((self.text.len() as u32, start as u32, end as u32));
        }
        self.text.push(c);
    }
}

/// Whether a character joins the one before it in NFKC (か + ゛, ｶ + ﾞ).
fn is_mark(c: char) -> bool {
    match c {
        '\0'..='\u{2ff}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' => false,
        '\u{ff9e}' | '\u{ff9f}' => true,
        c if is_unseen(c) => true,
        c => canonical_combining_class(c) != 0,
    }
}

fn run(text: &str, out: &mut Out) {
    let table = &*TABLE;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().copied();
        if !after.is_some_and(|(_, next)| is_mark(next)) {
            let single = table.get(c as usize).copied().filter(|folded| *folded != '\0');
            match single {
                Some(folded) => out.put(folded, at, at + c.len_utf8()),
                None => slow(&text[at..at + c.len_utf8()], at, out),
            }
            continue;
        }
        while chars.next_if(|(_, next)| is_mark(*next)).is_some() {}
        let end = chars.peek().map_or(text.len(), |(end, _)| *end);
        slow(&text[at..end], at, out);
    }
}

/// A character with its marks: any number of characters come of it, all standing for the whole. A mark without a letter is
/// dropped, or else it would join the letter before it when it is folded again.
fn slow(cluster: &str, at: usize, out: &mut Out) {
    let mut bare = true;
    for c in cluster.chars().filter(|c| !is_unseen(*c)).map(one).nfkc().flat_map(char::to_lowercase).filter(|c| !is_unseen(*c)) {
        if bare && is_mark(c) {
            continue;
        }
        bare = c.is_whitespace() || c.is_control();
        out.put(one(c), at, at + cluster.len());
    }
}

/// What a character becomes after NFKC and lower case.
fn one(c: char) -> char {
    match c {
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' => {
            char::from_u32(c as u32 + 1).unwrap_or(c)
        }
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '━' => '-',
        '〜' => '~',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '\u{3400}'..='\u{fa6d}' => OLD.iter().find(|(old, _)| *old == c).map_or(c, |(_, new)| *new),
        c => c,
    }
}

/// Old form, new form.
static OLD: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let lines = CHARACTERS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let pairs = lines.flat_map(|line| {
        let mut chars = line.chars().filter(|c| !c.is_whitespace());
        let new = chars.next();
        chars.filter_map(move |old| Some((old, new?))).collect::<Vec<_>>()
    });
    pairs.collect()
});

/// By code point: what a character alone becomes, where that is one character; `\0` where it is none or several.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let single = |code: u32| {
        let c = char::from_u32(code).filter(|c| !is_mark(*c))?;
        if ('\u{4e00}'..='\u{9fff}').contains(&c) {
            return Some(one(c));
        }
        let mut folded = c.nfkc().flat_map(char::to_lowercase).filter(|c| !is_unseen(*c));
        let first = folded.next()?;
        folded.next().is_none().then(|| one(first))
    };
    (0..0x1_0000).map(|code| single(code).unwrap_or('\0')).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn width_case_blanks_and_forms_do_not_count() {
        for (text, folded) in [
            ("個人\n情報", "個人情報"),
            ("Ｈｏｎｙａ　Club\nＡ", "honya club a"),
            ("ｶｰﾄﾞ 番号", "カード番号"),
            ("件数：１，２３４件", "件数:1,234件"),
            (" a ", "a"),
            ("霞ヶ関のヵ", "霞ケ関のカ"),
            ("ウィルス・ソフトウェア・キャノン", "ウイルス・ソフトウエア・キヤノン"),
            ("髙島・齋藤・國學院", "高島・斎藤・国学院"),
            ("㈱青葉①", "(株)青葉1"),
            ("０３－１２３４―５６", "03-1234-56"),
            ("葛\u{e0100}城", "葛城"),
            ("か\u{3099}く", "がく"),
            ("メール", "メール"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn a_match_is_found_again_in_its_source() {
        let text = "（株）ｶﾞｽ　会社ＡＢ";
        let folded = fold_with_map(text);
        let at = folded.text.find("ガス会社a").unwrap();
        let (start, end) = folded.source(at, at + "ガス会社a".len());
        assert_eq!(&text[start..end], "ｶﾞｽ　会社Ａ");
    }

    proptest! {
        #[test]
        fn folding_is_folded_and_its_map_fits(text in "[a-zA-Zア-ンｱ-ﾟぁ-ん一-龠 　\n０-９㈱\u{3099}\u{fe0f}é]{0,40}") {
            let folded = fold_with_map(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            prop_assert_eq!(&fold(&folded.text), &folded.text);
            for (at, c) in folded.text.char_indices() {
                let (start, end) = folded.source(at, at + c.len_utf8());
                prop_assert!(text.get(start..end).is_some());
            }
        }
    }
}

//! Lists of words that a shape or stage looks for in a stretch of text.
//!
//! Each word of a list by itself would go over the whole stretch. Here it is gone over once, and a word is compared only where a
//! character stands that one of the list begins (or ends) with.

/// Words to look for: a `const` or `static`, made when the program is compiled.
#[derive(Debug)]
pub(crate) struct Sought {
    words: &'static [&'static str],
    first: Letters,
    last: Letters,
}

/// Characters by the low byte of their number: it tells the few of a list from most others.
#[derive(Debug, Clone, Copy)]
struct Letters([u64; 4]);

impl Letters {
    const fn with(mut self, low: u8) -> Self {
        self.0[low as usize / 64] |= 1 << (low % 64);
        self
    }

    #[inline]
    const fn holds(&self, low: u8) -> bool {
        self.0[low as usize / 64] >> (low % 64) & 1 == 1
    }

    const fn may_hold(&self, letter: char) -> bool {
        self.holds(letter as u32 as u8)
    }
}

/// How many bytes the character has that begins with a byte.
#[inline]
const fn length(lead: u8) -> usize {
    match lead {
        0..0x80 => 1,
        0x80..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// The low byte of the number of the character that begins at `at`.
#[inline]
const fn low_byte(bytes: &[u8], at: usize) -> u8 {
    match bytes[at] {
        lead @ 0..0x80 => lead,
        lead @ 0x80..0xE0 => lead << 6 | bytes[at + 1] & 0x3F,
        0xE0..0xF0 => bytes[at + 1] << 6 | bytes[at + 2] & 0x3F,
        _ => bytes[at + 2] << 6 | bytes[at + 3] & 0x3F,
    }
}

impl Sought {
    /// The words, none of them empty.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let (mut first, mut last) = (Letters([0; 4]), Letters([0; 4]));
        let mut n = 0;
        while n < words.len() {
            let bytes = words[n].as_bytes();
            first = first.with(low_byte(bytes, 0));
            let mut at = bytes.len() - 1;
            while bytes[at] & 0xC0 == 0x80 {
                at -= 1;
            }
            last = last.with(low_byte(bytes, at));
            n += 1;
        }
        Self { words, first, last }
    }

    /// The words, in the list's order.
    pub(crate) const fn words(&self) -> &'static [&'static str] {
        self.words
    }

    /// Whether the text holds one of them.
    pub(crate) fn within(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }

    /// The first place where one of them begins, and which: of several there, the one that begins the others.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let at = self.places(text).next()?;
        let here = self.words.iter().filter(|word| begins(&text[at..], word));
        let len = here.map(|word| word.len()).min()?;
        Some((at, &text[at..at + len]))
    }

    /// Where one of them begins.
    pub(crate) fn places<'s>(&'s self, text: &'s str) -> impl Iterator<Item = usize> + 's {
        let bytes = text.as_bytes();
        let mut next = 0;
        std::iter::from_fn(move || {
            while next < bytes.len() {
                let at = next;
                next += length(bytes[at]);
                if self.first.holds(low_byte(bytes, at)) && self.words.iter().any(|word| begins(&text[at..], word)) {
                    return Some(at);
                }
            }
            None
        })
    }

    /// Whether the text begins with one of them.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.prefix(text).is_some()
    }

    /// The first of the list that the text begins with.
    pub(crate) fn prefix(&self, text: &str) -> Option<&'static str> {
        let letter = text.chars().next()?;
        if !self.first.may_hold(letter) {
            return None;
        }
        self.words.iter().copied().find(|word| begins(text, word))
    }

    /// Whether the text ends with one of them.
    pub(crate) fn end(&self, text: &str) -> bool {
        let letter = text.chars().next_back();
        letter.is_some_and(|letter| self.last.may_hold(letter)) && self.words.iter().any(|word| text.ends_with(word))
    }
}

/// Whether the text begins with a word. The last byte of the first kanji or kana tells most words apart, without the call that comparing
/// all of them is.
#[inline]
fn begins(text: &str, word: &str) -> bool {
    let third = |words: &str| words.as_bytes().get(2).copied();
    third(word).is_none_or(|byte| third(text) == Some(byte)) && text.starts_with(word)
}

/// The text behind `word`, however often it begins with that: without the preparation of a search, which is for long texts.
pub(crate) fn past<'t>(mut text: &'t str, word: &str) -> &'t str {
    while let Some(rest) = text.strip_prefix(word) {
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Sought;
    use proptest::prelude::*;

    const LIST: &[&str] = &["影響は", "影", "対象外", "ご利用", "A", "é市", "𠮷田", "外"];
    static SOUGHT: Sought = Sought::new(LIST);

    proptest! {
        /// It finds what looking for each word by itself finds.
        #[test]
        fn it_finds_what_each_word_would(letters in prop::collection::vec(prop::sample::select("影響は対象外ご利用Aé市𠮷田a壱吉\n".chars().collect::<Vec<_>>()), 0..12)) {
            let text: String = letters.into_iter().collect();
            prop_assert_eq!(SOUGHT.within(&text), LIST.iter().any(|w| text.contains(w)));
            prop_assert_eq!(SOUGHT.begin(&text), LIST.iter().any(|w| text.starts_with(w)));
            prop_assert_eq!(SOUGHT.end(&text), LIST.iter().any(|w| text.ends_with(w)));
            prop_assert_eq!(SOUGHT.prefix(&text), LIST.iter().copied().find(|w| text.starts_with(w)));
            prop_assert_eq!(SOUGHT.find(&text), LIST.iter().filter_map(|w| text.find(w).map(|at| (at, *w))).min());
        }
    }
}

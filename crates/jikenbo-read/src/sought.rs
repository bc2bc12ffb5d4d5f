//! Lists of words that a shape or stage looks for in a stretch of text.
//!
//! Each word of a list by itself would go over the whole stretch. Here it is gone over once, and words are compared only where two
//! characters stand that one of the list begins with, and of the list only those with the first of them.

/// Words to look for: a `static`, made when the program is compiled.
#[derive(Debug)]
pub(crate) struct Sought {
    words: &'static [&'static str],
    filed: Filed,
    first: Letters,
    last: Letters,
    pairs: Pairs,
}

/// Words by the low byte of their first character.
#[derive(Debug)]
struct Filed {
    /// The places of the words in their list; those of one byte stand together, in the list's order.
    order: [u8; MOST],
    /// For each byte, where its words begin; and one more, the end.
    from: [u8; 257],
}

/// The most words of a list.
const MOST: usize = u8::MAX as usize;

impl Filed {
    const fn new(words: &[&str]) -> Self {
        assert!(words.len() <= MOST, "a list of too many words");
        let mut new = Self { order: [0; MOST], from: [0; 257] };
        let (mut low, mut filed) = (0, 0);
        while low < 256 {
            new.from[low] = filed as u8;
            let mut n = 0;
            while n < words.len() {
                if low_byte(words[n].as_bytes(), 0) as usize == low {
                    new.order[filed] = n as u8;
                    filed += 1;
                }
                n += 1;
            }
            low += 1;
        }
        new.from[256] = filed as u8;
        new
    }

    /// The places of the words that a character of this low byte may begin.
    #[inline]
    fn under(&self, low: u8) -> &[u8] {
        let low = usize::from(low);
        &self.order[usize::from(self.from[low])..usize::from(self.from[low + 1])]
    }
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

/// The first two characters of words by their low bytes: hardly any two of a text are those of a word that is not there.
#[derive(Debug, Clone, Copy)]
struct Pairs([u64; 64]);

impl Pairs {
    const fn place(first: u8, second: u8) -> usize {
        (first as usize) << 4 ^ second as usize
    }

    /// A word; one of a single character with whatever may stand behind it.
    const fn with(mut self, word: &str) -> Self {
        let bytes = word.as_bytes();
        let (first, next) = (low_byte(bytes, 0), length(bytes[0]));
        let (mut second, most) = if next < bytes.len() { (low_byte(bytes, next), 0) } else { (0, u8::MAX) };
        loop {
            let place = Self::place(first, second);
            self.0[place / 64] |= 1 << (place % 64);
            if second >= most {
                return self;
            }
            second += 1;
        }
    }

    #[inline]
    const fn holds(&self, first: u8, second: u8) -> bool {
        let place = Self::place(first, second);
        self.0[place / 64] >> (place % 64) & 1 == 1
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

/// The low byte of the first character's number, and what stands behind that character. The hot loop: what most letters of Japanese text are,
/// three bytes, is asked first.
#[inline]
const fn split_low(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [0xE0..0xF0, second, third, rest @ ..] => Some((*second << 6 | *third & 0x3F, rest)),
        [letter @ 0..0x80, rest @ ..] => Some((*letter, rest)),
        [lead @ 0x80..0xE0, second, rest @ ..] => Some((*lead << 6 | *second & 0x3F, rest)),
        [_, _, third, fourth, rest @ ..] => Some((*third << 6 | *fourth & 0x3F, rest)),
        _ => None,
    }
}

impl Sought {
    /// The words, none of them empty.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let (mut first, mut last, mut pairs) = (Letters([0; 4]), Letters([0; 4]), Pairs([0; 64]));
        let mut n = 0;
        while n < words.len() {
            let bytes = words[n].as_bytes();
            first = first.with(low_byte(bytes, 0));
            pairs = pairs.with(words[n]);
            let mut at = bytes.len() - 1;
            while bytes[at] & 0xC0 == 0x80 {
                at -= 1;
            }
            last = last.with(low_byte(bytes, at));
            n += 1;
        }
        Self { words, filed: Filed::new(words), first, last, pairs }
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
        let here = self.filed(low_byte(text.as_bytes(), at)).filter(|word| text[at..].starts_with(word));
        let len = here.map(str::len).min()?;
        Some((at, &text[at..at + len]))
    }

    /// Where one of them begins.
    pub(crate) fn places<'s>(&'s self, text: &'s str) -> impl Iterator<Item = usize> + 's {
        let mut rest = text.as_bytes();
        std::iter::from_fn(move || {
            while let Some((letter, behind)) = split_low(rest) {
                let at = text.len() - rest.len();
                rest = behind;
                if self.first.holds(letter)
                    && self.pair(letter, behind)
                    && self.filed(letter).any(|word| text[at..].starts_with(word))
                {
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
        let (first, rest) = split_low(text.as_bytes())?;
        let may = self.first.holds(first) && self.pair(first, rest);
        may.then(|| self.filed(first).find(|word| text.starts_with(word))).flatten()
    }

    /// Whether a word may begin with a character and what stands behind it.
    #[inline]
    fn pair(&self, first: u8, rest: &[u8]) -> bool {
        self.pairs.holds(first, split_low(rest).map_or(0, |(second, _)| second))
    }

    /// Which words of the list begin at a place, in the list's order.
    pub(crate) fn at(&self, text: &str, at: usize) -> impl Iterator<Item = usize> {
        let rest = &text.as_bytes()[at..];
        let filed = split_low(rest).map_or(&[][..], |(letter, _)| self.filed.under(letter));
        filed.iter().map(|n| usize::from(*n)).filter(move |n| rest.starts_with(self.words[*n].as_bytes()))
    }

    /// The words that a character of this low byte may begin, in the list's order.
    #[inline]
    fn filed(&self, low: u8) -> impl Iterator<Item = &'static str> {
        self.filed.under(low).iter().map(|n| self.words[usize::from(*n)])
    }

    /// Whether the text ends with one of them.
    pub(crate) fn end(&self, text: &str) -> bool {
        let (letter, byte) = (text.chars().next_back(), text.as_bytes().last());
        // The last byte parts most letters from each other.
        let same = |word: &&&str| word.as_bytes().last() == byte;
        letter.is_some_and(|letter| self.last.may_hold(letter)) && self.words.iter().filter(same).any(|word| text.ends_with(word))
    }
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

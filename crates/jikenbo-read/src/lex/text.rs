//! A text and the small steps the lexer takes through it. Every step is given a byte offset and gives one back.

/// The folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The text from `at` on; empty past the end.
    pub(super) fn rest(self, at: usize) -> &'a str {
        self.0.get(at..).unwrap_or("")
    }

    /// The text before `at`.
    pub(super) fn head(self, at: usize) -> &'a str {
        self.0.get(..at).unwrap_or("")
    }

    /// The character at `at`.
    pub(super) fn next(self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The character before `at`.
    pub(super) fn prev(self, at: usize) -> Option<char> {
        self.head(at).chars().next_back()
    }

    /// The character before `at`, blanks apart.
    pub(super) fn prev_solid(self, at: usize) -> Option<char> {
        self.head(at).trim_end_matches(' ').chars().next_back()
    }

    /// The byte at `at`; 0 past the end.
    pub(super) fn byte(self, at: usize) -> u8 {
        self.0.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// After the blanks at `at`.
    pub(super) fn blanks(self, mut at: usize) -> usize {
        while self.byte(at) == b' ' {
            at += 1;
        }
        at
    }

    /// After `word`, if it stands at `at`.
    pub(super) fn eat(self, at: usize, word: &str) -> Option<usize> {
        // most words part at their last byte: the first two of a kanji say little
        let (words, last) = (self.0.as_bytes(), at + word.len());
        let near = word.as_bytes().last().is_none_or(|byte| words.get(last - 1) == Some(byte));
        (near && words.get(at..last)?.iter().eq(word.as_bytes())).then_some(last)
    }

    /// After the first of `words` that stands at `at`: list the longer before the shorter.
    pub(super) fn any(self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().find_map(|word| self.eat(at, word))
    }

    /// Whether one of `words` (blanks between them) stands at `at`.
    pub(super) fn starts(self, at: usize, words: &str) -> bool {
        words.split(' ').any(|word| self.eat(at, word).is_some())
    }

    /// Whether one of `words` (blanks between them) ends at `at`.
    pub(super) fn closes(self, at: usize, words: &str) -> bool {
        words.split(' ').any(|word| self.ends(at, word).is_some())
    }

    /// Whether the character at `at` is one of `letters`.
    pub(super) fn next_in(self, at: usize, letters: &str) -> bool {
        self.next(at).is_some_and(|c| letters.contains(c))
    }

    /// Whether the character before `at` is one of `letters`.
    pub(super) fn prev_in(self, at: usize, letters: &str) -> bool {
        self.prev(at).is_some_and(|c| letters.contains(c))
    }

    /// Where `word` begins, if it ends at `at`.
    pub(super) fn ends(self, at: usize, word: &str) -> Option<usize> {
        let (words, start) = (self.0.as_bytes(), at.checked_sub(word.len())?);
        let near = words.get(at.checked_sub(1)?) == word.as_bytes().last();
        (near && words.get(start..at) == Some(word.as_bytes())).then_some(start)
    }
}

/// Whether `c` is a hyphen, dash or minus: the fold leaves them alone between Japanese letters.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

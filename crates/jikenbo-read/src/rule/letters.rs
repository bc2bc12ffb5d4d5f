//! A text as the trie of words walks it.

/// A text's letters by their numbers, and where they begin: decoded once, as most are passed several times.
#[derive(Debug)]
pub(crate) struct Letters {
    numbers: Vec<u16>,
    /// One more than the letters: the end.
    starts: Vec<u32>,
}

impl Letters {
    pub(super) fn new(text: &str, number: impl Fn(char) -> u16) -> Self {
        let mut new = Self { numbers: Vec::with_capacity(text.len() / 2), starts: Vec::with_capacity(text.len() / 2) };
        for (start, letter) in text.char_indices() {
            new.numbers.push(number(letter));
            new.starts.push(start as u32);
        }
        new.starts.push(text.len() as u32);
        new
    }

    /// How many there are.
    pub(crate) const fn count(&self) -> usize {
        self.numbers.len()
    }

    /// The numbers from letter `n` on.
    #[inline]
    pub(super) fn from(&self, n: usize) -> &[u16] {
        &self.numbers[n..]
    }

    /// The byte at which letter `n` begins; behind the last letter, the text's end.
    #[inline]
    pub(crate) fn start(&self, n: usize) -> usize {
        self.starts[n] as usize
    }
}

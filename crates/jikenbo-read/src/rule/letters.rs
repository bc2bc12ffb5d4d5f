//! A text as the trie of words walks it.

use super::trie::{Node, Trie};

/// A text's letters by their numbers, where they begin, and the first two steps from each.
///
/// What is looked up here was to be waited for: one by one between all else that a walk does, or, as here, many at a time.
#[derive(Debug)]
pub(crate) struct Letters {
    numbers: Vec<u16>,
    /// One more than the letters: the end.
    starts: Vec<u32>,
    /// The node to which each letter leads from the root, and that to which the next leads from there.
    steps: Vec<[Node; 2]>,
}

impl Letters {
    pub(super) fn new(text: &str, trie: &Trie, root: u32) -> Self {
        let most = text.len() / 2;
        let (mut numbers, mut starts) = (Vec::with_capacity(most), Vec::with_capacity(most));
        for (start, letter) in text.char_indices() {
            numbers.push(trie.number(letter));
            starts.push(start as u32);
        }
        starts.push(text.len() as u32);
        let seconds = numbers.iter().skip(1).chain([&0]);
        let steps = numbers.iter().zip(seconds).map(|(number, second)| {
            let first = trie.step_or_none(root, *number);
            [first, trie.step_or_none(first.base, *second)]
        });
        Self { steps: steps.collect(), numbers, starts }
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

    /// The number of letter `n`.
    #[inline]
    pub(super) fn number(&self, n: usize) -> Option<u16> {
        self.numbers.get(n).copied()
    }

    /// The first two steps from letter `n`.
    #[inline]
    pub(super) fn steps(&self, n: usize) -> [Node; 2] {
        self.steps[n]
    }

    /// The byte at which letter `n` begins; behind the last letter, the text's end.
    #[inline]
    pub(crate) fn start(&self, n: usize) -> usize {
        self.starts[n] as usize
    }
}

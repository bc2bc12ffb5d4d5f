//! A text as the trie of words walks it.

use super::trie::{Base, Node, Trie};

/// How many steps are taken from every letter beforehand.
pub(super) const STEPS: usize = 3;

/// A text's letters by their numbers, where they begin, and the first steps from each.
///
/// What is looked up here was to be waited for: one by one between all else that a walk does, or, as here, many at a time.
#[derive(Debug)]
pub(crate) struct Letters {
    numbers: Vec<u16>,
    /// One more than the letters: the end.
    starts: Vec<u32>,
    /// The node to which each letter leads from the root, that to which the next leads from there, and so on.
    steps: [Vec<Node>; STEPS],
}

impl Letters {
    pub(super) fn new(text: &str, trie: &Trie, root: Base) -> Self {
        let most = text.len() / 2;
        let (mut numbers, mut starts) = (Vec::with_capacity(most), Vec::with_capacity(most));
        for (start, letter) in text.char_indices() {
            numbers.push(trie.number(letter));
            starts.push(start as u32);
        }
        starts.push(text.len() as u32);
        let ahead = |by: usize| numbers.iter().skip(by).copied().chain(std::iter::repeat_n(0, by));
        let firsts: Vec<Node> = numbers.iter().map(|number| trie.step_or_none(root, *number)).collect();
        let next = |nodes: &[Node], by: usize| {
            nodes.iter().zip(ahead(by)).map(|(node, number)| trie.step_or_none(node.base, number)).collect()
        };
        let seconds: Vec<Node> = next(&firsts, 1);
        let thirds = next(&seconds, 2);
        Self { steps: [firsts, seconds, thirds], numbers, starts }
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

    /// The first steps from letter `n`.
    #[inline]
    pub(super) fn steps(&self, n: usize) -> [Node; STEPS] {
        self.steps.each_ref().map(|steps| steps[n])
    }

    /// The byte at which letter `n` begins; behind the last letter, the text's end.
    #[inline]
    pub(crate) fn start(&self, n: usize) -> usize {
        self.starts[n] as usize
    }
}

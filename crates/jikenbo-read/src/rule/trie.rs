//! A trie: from any place of a text, one walk down finds every word that begins there.

/// Words filed by their letters, and a value for each. It may hold several sets of words, each below a root of its own.
///
/// The children of a node lie side by side, their letters apart from all else: to see that no word goes on, which is what is seen
/// most often, touches little memory. That is what a walk through a text costs.
#[derive(Debug)]
pub(super) struct Trie<T> {
    nodes: Vec<Node<T>>,
    /// The letter that leads to each node.
    letters: Vec<char>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node<T> {
    /// Where its children begin, and how many there are.
    from: u32,
    count: u16,
    value: T,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self { nodes: Vec::new(), letters: Vec::new() }
    }
}

impl<T: Copy + Default> Trie<T> {
    /// Adds a set of words: sorted, none twice, none empty. Gives its root. Where no word ends, the value is the default.
    pub(super) fn grow(&mut self, words: &[(&str, T)]) -> u32 {
        let root = self.push('\0');
        let mut open = vec![(root, words, 0)];
        // By breadth: what is near the root lies together, since it is asked for most.
        while !open.is_empty() {
            let mut below = Vec::new();
            for (node, words, depth) in open {
                self.branch(node, words, depth, &mut below);
            }
            open = below;
        }
        root
    }

    /// Gives a node its value and its children; `words` have their first `depth` bytes in common.
    fn branch<'w, 's>(&mut self, node: u32, words: &'w [(&'s str, T)], depth: usize, below: &mut Vec<Open<'w, 's, T>>) {
        let ends = words.first().is_some_and(|(word, _)| word.len() == depth);
        let longer = &words[usize::from(ends)..];
        let letter = |(word, _): &(&str, T)| word[depth..].chars().next().unwrap_or_default();
        let from = self.nodes.len();
        for words in longer.chunk_by(|one, other| letter(one) == letter(other)) {
            let letter = letter(&words[0]);
            below.push((self.push(letter), words, depth + letter.len_utf8()));
        }
        let count = (self.nodes.len() - from) as u16;
        let value = if ends { words[0].1 } else { T::default() };
        self.nodes[node as usize] = Node { from: from as u32, count, value };
    }

    fn push(&mut self, letter: char) -> u32 {
        self.nodes.push(Node::default());
        self.letters.push(letter);
        (self.nodes.len() - 1) as u32
    }

    /// The node that `letter` leads to.
    pub(super) fn child(&self, node: u32, letter: char) -> Option<u32> {
        let Node { from, count, .. } = self.nodes[node as usize];
        let letters = &self.letters[from as usize..from as usize + usize::from(count)];
        letters.binary_search(&letter).ok().map(|at| from + at as u32)
    }

    /// The children of a node, by letter.
    pub(super) fn children(&self, node: u32) -> impl Iterator<Item = (char, u32)> + '_ {
        let Node { from, count, .. } = self.nodes[node as usize];
        (from..from + u32::from(count)).map(|child| (self.letters[child as usize], child))
    }

    pub(super) fn value(&self, node: u32) -> T {
        self.nodes[node as usize].value
    }
}

/// A node that has no children yet, the words below it, and how many of their bytes lead to it.
type Open<'w, 's, T> = (u32, &'w [(&'s str, T)], usize);

#[cfg(test)]
mod tests {
    use super::Trie;

    #[test]
    fn a_walk_passes_every_word_that_begins_there() {
        let mut trie = Trie::default();
        trie.grow(&[("発", 9)]);
        let root = trie.grow(&[("個人", 1), ("個人情報", 2), ("個別", 3), ("情報", 4)]);
        let walk = |text: &str| {
            let mut node = Some(root);
            let mut step = |letter| {
                node = trie.child(node?, letter);
                node.map(|n| trie.value(n))
            };
            text.chars().map_while(&mut step).collect::<Vec<i32>>()
        };
        assert_eq!(walk("個人情報保護"), [0, 1, 0, 2]);
        assert_eq!(walk("個別の"), [0, 3]);
        assert!(walk("発覚").is_empty());
        assert_eq!(trie.children(root).map(|(letter, _)| letter).collect::<String>(), "個情");
    }
}

//! A trie: from any place of a text, one walk down finds every word that begins there.

/// Words filed by their letters, and a value for each. It may hold several sets of words, each below a root of its own.
///
/// A text is walked through as fast as the nodes come from memory. So all that is known of a node stands together, the children of
/// one node side by side, and what is near the roots, which is asked for most, together too.
#[derive(Debug)]
pub(super) struct Trie<T> {
    nodes: Vec<Node<T>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node<T> {
    /// The letter that leads to it.
    letter: char,
    /// Where its children begin, and how many there are.
    from: u32,
    count: u16,
    value: T,
}

/// A node that has no children yet, the words below it, and how many of their bytes lead to it.
type Open<'w, 's, T> = (u32, &'w [(&'s str, T)], usize);

impl<T: Copy + Default> Trie<T> {
    /// A trie of some sets of words, each sorted, with no word twice and none empty. The root of each is the node of its number. Where no
    /// word ends, the value is the default.
    pub(super) fn new(sets: &[Vec<(&str, T)>]) -> Self {
        let mut new = Self { nodes: vec![Node::default(); sets.len()] };
        let mut open: Vec<Open<'_, '_, T>> = (0..).zip(sets).map(|(root, words)| (root, words.as_slice(), 0)).collect();
        while !open.is_empty() {
            let mut below = Vec::new();
            for (node, words, depth) in open {
                new.branch(node, words, depth, &mut below);
            }
            open = below;
        }
        new
    }

    /// Gives a node its value and its children; `words` have their first `depth` bytes in common.
    fn branch<'w, 's>(&mut self, node: u32, words: &'w [(&'s str, T)], depth: usize, below: &mut Vec<Open<'w, 's, T>>) {
        let ends = words.first().is_some_and(|(word, _)| word.len() == depth);
        let longer = &words[usize::from(ends)..];
        let letter = |(word, _): &(&str, T)| word[depth..].chars().next().unwrap_or_default();
        let from = self.nodes.len() as u32;
        for words in longer.chunk_by(|one, other| letter(one) == letter(other)) {
            let letter = letter(&words[0]);
            below.push((self.nodes.len() as u32, words, depth + letter.len_utf8()));
            self.nodes.push(Node { letter, ..Node::default() });
        }
        let count = (self.nodes.len() as u32 - from) as u16;
        let here = &mut self.nodes[node as usize];
        (here.from, here.count) = (from, count);
        if ends {
            here.value = words[0].1;
        }
    }

    /// The children of a node, by letter.
    fn below(&self, node: u32) -> &[Node<T>] {
        let Node { from, count, .. } = self.nodes[node as usize];
        &self.nodes[from as usize..from as usize + usize::from(count)]
    }

    /// The node that `letter` leads to.
    pub(super) fn child(&self, node: u32, letter: char) -> Option<u32> {
        let at = self.below(node).binary_search_by_key(&letter, |child| child.letter).ok()?;
        Some(self.nodes[node as usize].from + at as u32)
    }

    /// The children of a node, and their letters.
    pub(super) fn children(&self, node: u32) -> impl Iterator<Item = (char, u32)> + '_ {
        (self.nodes[node as usize].from..).zip(self.below(node)).map(|(child, known)| (known.letter, child))
    }

    pub(super) fn value(&self, node: u32) -> T {
        self.nodes[node as usize].value
    }
}

#[cfg(test)]
mod tests {
    use super::Trie;

    #[test]
    fn a_walk_passes_every_word_that_begins_there() {
        let trie = Trie::new(&[vec![("発", 9)], vec![("個人", 1), ("個人情報", 2), ("個別", 3), ("情報", 4)]]);
        let walk = |root: u32, text: &str| {
            let mut node = Some(root);
            let mut step = |letter| {
                node = trie.child(node?, letter);
                node.map(|n| trie.value(n))
            };
            text.chars().map_while(&mut step).collect::<Vec<i32>>()
        };
        assert_eq!(walk(1, "個人情報保護"), [0, 1, 0, 2]);
        assert_eq!(walk(1, "個別の"), [0, 3]);
        assert_eq!(walk(0, "発覚"), [9]);
        assert!(walk(1, "発覚").is_empty());
        assert_eq!(trie.children(1).map(|(letter, _)| letter).collect::<String>(), "個情");
    }
}

//! A trie: from any place of a text, one walk down finds every word that begins there.
//!
//! It is laid out as a double array (Aoe 1989): the child that a letter leads to stands at the node's base plus the letter's number, so that
//! a step is one look at one place, whether it leads somewhere or not.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::room::Room;

/// Words filed by their letters, and a value for each. It may hold several sets of words, each below a root of its own.
///
/// A text is walked through as fast as the nodes come from memory. So a node is eight bytes, and frequent letters have small numbers: the
/// nodes they lead to share lines of the cache.
#[derive(Debug)]
pub(super) struct Trie {
    /// The number of each letter; 0 for those of no word.
    numbers: Vec<u16>,
    nodes: Vec<Node>,
}

/// A place of the array, and the node that stands there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// The number of the letter that leads here, or [`FREE`]. As no two nodes share a base, it tells whose child this is.
    number: u16,
    /// What its word is; 0 if none ends here.
    pub(super) value: u16,
    /// Its children stand from here on; 0 if it has none.
    pub(super) base: u32,
}

const FREE: u16 = u16::MAX;

/// A node that has no children yet, the words below it, and how many of their bytes lead to it.
type Open<'w, 's> = (usize, &'w [(&'s str, u16)], usize);

impl Trie {
    /// A trie of some sets of words, each sorted, with no word twice and none empty, and no value 0; and the base of each set's root.
    pub(super) fn new(sets: &[Vec<(&str, u16)>]) -> Result<(Self, Vec<u32>), String> {
        let numbers = numbers(sets.iter().flatten().map(|(word, _)| *word))?;
        let mut new = Self { numbers, nodes: vec![Node { number: FREE, value: 0, base: 0 }; sets.len()] };
        let mut room = Room::new(sets.len());
        let mut open: Vec<Open<'_, '_>> = sets.iter().enumerate().map(|(root, words)| (root, words.as_slice(), 0)).collect();
        while !open.is_empty() {
            let mut below = Vec::new();
            for (node, words, depth) in open {
                new.branch(node, words, depth, &mut room, &mut below);
            }
            open = below;
        }
        let roots = new.nodes[..sets.len()].iter().map(|root| root.base).collect();
        Ok((new, roots))
    }

    /// Gives a node its value and its children; `words` have their first `depth` bytes in common.
    fn branch<'w, 's>(
        &mut self,
        node: usize,
        words: &'w [(&'s str, u16)],
        depth: usize,
        room: &mut Room,
        below: &mut Vec<Open<'w, 's>>,
    ) {
        let ends = words.first().filter(|(word, _)| word.len() == depth);
        self.nodes[node].value = ends.map_or(0, |(_, value)| *value);
        let letter = |(word, _): &(&str, u16)| word[depth..].chars().next().unwrap_or_default();
        let longer = &words[usize::from(ends.is_some())..];
        let children: Vec<_> =
            longer.chunk_by(|one, other| letter(one) == letter(other)).map(|words| (letter(&words[0]), words)).collect();
        if children.is_empty() {
            return;
        }
        let numbers: Vec<u16> = children.iter().map(|(letter, _)| self.number(*letter)).collect();
        let base = room.take(&numbers);
        self.nodes[node].base = base as u32;
        self.nodes.resize(self.nodes.len().max(room.len()), Node { number: FREE, value: 0, base: 0 });
        for (number, (letter, words)) in numbers.into_iter().zip(children) {
            let child = base + usize::from(number);
            self.nodes[child].number = number;
            below.push((child, words, depth + letter.len_utf8()));
        }
    }

    /// The number of a letter.
    #[inline]
    pub(super) fn number(&self, letter: char) -> u16 {
        self.numbers.get(letter as usize).copied().unwrap_or(0)
    }

    /// The node to which the letter of a number leads from the node of a base.
    #[inline]
    pub(super) fn step(&self, base: u32, number: u16) -> Option<Node> {
        self.nodes.get(base as usize + usize::from(number)).copied().filter(|node| node.number == number)
    }
}

/// A number for each letter of some words, from 1 on, the most frequent first.
fn numbers<'s>(words: impl Iterator<Item = &'s str>) -> Result<Vec<u16>, String> {
    let mut times: HashMap<char, u32> = HashMap::new();
    words.flat_map(str::chars).for_each(|letter| *times.entry(letter).or_default() += 1);
    let mut letters: Vec<(Reverse<u32>, char)> = times.into_iter().map(|(letter, times)| (Reverse(times), letter)).collect();
    letters.sort_unstable();
    let mut numbers = vec![0; letters.iter().map(|(_, letter)| *letter as usize + 1).max().unwrap_or(0)];
    for (number, (_, letter)) in (1..).zip(letters) {
        let small = u16::try_from(number).ok().filter(|number| *number < FREE);
        numbers[letter as usize] = small.ok_or("expected fewer than 65,535 different letters")?;
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::Trie;

    #[test]
    fn a_walk_passes_every_word_that_begins_there() {
        let sets = [vec![("発", 9)], vec![("個人", 1), ("個人情報", 2), ("個別", 3), ("情報", 4), ("𠮷", 5)]];
        let (trie, roots) = Trie::new(&sets).unwrap();
        let walk = |root: usize, text: &str| {
            let mut base = roots[root];
            let step = |letter| {
                let node = trie.step(base, trie.number(letter))?;
                base = node.base;
                Some(node.value)
            };
            text.chars().map_while(step).collect::<Vec<u16>>()
        };
        assert_eq!(walk(1, "個人情報保護"), [0, 1, 0, 2]);
        assert_eq!(walk(1, "個別の"), [0, 3]);
        assert_eq!(walk(0, "発覚"), [9]);
        assert_eq!(walk(1, "𠮷田"), [5]);
        assert!(walk(1, "発覚").is_empty() && walk(0, "個人").is_empty() && walk(1, "無").is_empty());
    }
}

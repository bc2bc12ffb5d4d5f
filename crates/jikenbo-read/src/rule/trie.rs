//! A trie: from any place of a text, one walk down finds every word that begins there.
//!
//! It is laid out as a double array (Aoe 1989): the child that a letter leads to stands at the node's base plus the letter's number, so that
//! a step is one look at one place, whether it leads somewhere or not. Nodes below which the same words are found are one node.

use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt};

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
    /// The number of the letter that leads here. As different nodes have different bases, it tells whose child this is.
    number: u16,
    /// What its word is; 0 if none ends here.
    pub(super) value: u16,
    /// Its children; 0 if it has none.
    pub(super) base: Base,
}

/// Where a node's children stand, and some bits of what letters lead to them: most letters of a text lead nowhere, and to look would be to wait
/// for a place of the array that is not at hand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Base(u32);

impl Base {
    /// The bits above these are of the letters.
    const PLACE: u32 = (1 << 24) - 1;

    /// What stands from a place on, by letters of these numbers; too far away for none.
    fn new(place: u32, numbers: impl Iterator<Item = u16>) -> Option<Self> {
        let bits = numbers.fold(0, |bits, number| bits | Self::bit(number));
        (place <= Self::PLACE).then_some(Self(place | bits))
    }

    const fn bit(number: u16) -> u32 {
        1 << (24 + number % 8)
    }

    /// Whether there are children.
    #[inline]
    pub(super) const fn is_some(self) -> bool {
        self.0 != 0
    }

    /// Where the child stands to which the letter of a number may lead.
    #[inline]
    const fn child(self, number: u16) -> Option<usize> {
        if self.0 & Self::bit(number) == 0 { None } else { Some((self.0 & Self::PLACE) as usize + number as usize) }
    }
}

impl Node {
    /// What stands at a free place: no letter leads there.
    const NONE: Self = Self { number: u16::MAX, value: 0, base: Base(0) };
}

/// A child as its parent knows it: the number of its letter, its value and its base.
type Child = (u16, u16, Base);

impl Trie {
    /// A trie of some sets of words, each sorted, with no word twice and none empty, and no value 0; and the base of each set's root.
    pub(super) fn new(sets: &[Vec<(&str, u16)>]) -> Result<(Self, Vec<Base>), String> {
        let numbers = numbers(sets.iter().flatten().map(|(word, _)| *word))?;
        let mut new = Self { numbers, nodes: Vec::new() };
        let (mut room, mut known) = (Room::default(), HashMap::with_capacity(sets.iter().map(Vec::len).sum()));
        let roots: Option<Vec<Base>> = sets.iter().map(|words| new.branch(words, 0, &mut room, &mut known)).collect();
        Ok((new, roots.ok_or_else(|| format!("expected words of at most {} different beginnings", Base::PLACE))?))
    }

    /// The base of a node below which are `words`, whose first `depth` bytes lead to it; none if it would lie too far. Nodes with the same below
    /// them share theirs. As deep as the longest word.
    fn branch(
        &mut self,
        words: &[(&str, u16)],
        depth: usize,
        room: &mut Room,
        known: &mut HashMap<Vec<Child>, Base>,
    ) -> Option<Base> {
        let letter = |(word, _): &(&str, u16)| word[depth..].chars().next().unwrap_or_default();
        let mut children: Vec<Child> = Vec::new();
        for words in words.chunk_by(|one, other| letter(one) == letter(other)) {
            let (letter, (first, value)) = (letter(&words[0]), words[0]);
            let depth = depth + letter.len_utf8();
            let (value, below) = if first.len() == depth { (value, &words[1..]) } else { (0, words) };
            children.push((self.number(letter), value, self.branch(below, depth, room, known)?));
        }
        if children.is_empty() {
            return Some(Base::default());
        }
        if let Some(base) = known.get(&children) {
            return Some(*base);
        }
        let place = room.take(children.iter().map(|(number, ..)| *number));
        self.nodes.resize(room.len().max(self.nodes.len()), Node::NONE);
        for (number, value, below) in &children {
            self.nodes[place as usize + usize::from(*number)] = Node { number: *number, value: *value, base: *below };
        }
        let base = Base::new(place, children.iter().map(|(number, ..)| *number))?;
        known.insert(children, base);
        Some(base)
    }

    /// The number of a letter.
    #[inline]
    pub(super) fn number(&self, letter: char) -> u16 {
        self.numbers.get(letter as usize).copied().unwrap_or(0)
    }

    /// The node to which the letter of a number leads from the node of a base.
    #[inline]
    pub(super) fn step(&self, base: Base, number: u16) -> Option<Node> {
        self.nodes.get(base.child(number)?).copied().filter(|node| node.number == number)
    }

    /// The same; a node that is nothing and has no children where it leads nowhere.
    #[inline]
    pub(super) fn step_or_none(&self, base: Base, number: u16) -> Node {
        self.step(base, number).unwrap_or(Node::NONE)
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
        let small = u16::try_from(number).ok().filter(|number| *number < u16::MAX);
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

//! All words of all pages and lexicons, found in one pass over a text.
//!
//! The walk begins anew at every character, so that the words of one place come together, and none is looked for that the place cannot
//! begin. Where a head stands (see [`super::words`]), what may follow it is a walk too.

use std::collections::{BTreeMap, BTreeSet};

use super::trie::Trie;
use super::words::{Entries, Head, Member, Part, products};

/// What may follow a head: a first choice of one of its tails, and what comes after.
#[derive(Debug)]
struct Next {
    tail: u32,
    /// The parts of the tail that come after the choice.
    rest: u8,
    member: Member,
}

/// What a head is, by places in [`Vocabulary`]'s lists; 0 is nothing.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    members: u16,
    /// What it begins.
    begins: u16,
    /// Whether it begins, and ends, with an ASCII letter or digit: then it must not touch another one.
    edges: (bool, bool),
}

/// Every word, and how to find it.
pub(crate) struct Vocabulary {
    words: Trie<Word>,
    /// The root's child for each character of the basic plane, or 0: most walks end right there.
    first: Vec<u16>,
    sieve: Sieve,
    /// The classes that words are members of; words of one page share a list.
    members: Vec<Box<[Member]>>,
    /// Where the first choices of each list of tails are in `choices`.
    begins: Vec<u32>,
    choices: Trie<u16>,
    /// What the choices lead to.
    nexts: Vec<Box<[Next]>>,
    tails: Vec<Vec<Part>>,
    heads: BTreeMap<String, Head>,
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vocabulary").field("words", &self.heads.len()).finish()
    }
}

/// Lets through every letter that may follow a first letter, or a head that begins something, and few others: a bit each in so
/// little memory that it stays at hand, while the tries do not. Three of five letters end a walk right here.
#[derive(Debug)]
struct Sieve(Box<[u64]>);

/// Sets of letters from here on are those that may follow a head; below it, those that may follow a character.
const BEGINS: u32 = char::MAX as u32 + 1;

impl Default for Sieve {
    fn default() -> Self {
        Self(vec![0; 1 << 10].into_boxed_slice())
    }
}

impl Sieve {
    /// The place of a letter's bit: any two odd factors that mix well.
    const fn bit(set: u32, letter: char) -> (usize, u32) {
        let mixed = set.wrapping_mul(0x9E37_79B1) ^ (letter as u32).wrapping_mul(0x85EB_CA77);
        ((mixed >> 16) as usize / 64, mixed >> 16 & 63)
    }

    fn add(&mut self, set: u32, letter: char) {
        let (word, bit) = Self::bit(set, letter);
        self.0[word] |= 1 << bit;
    }

    fn may_hold(&self, set: u32, letter: char) -> bool {
        let (word, bit) = Self::bit(set, letter);
        self.0[word] >> bit & 1 == 1
    }
}

/// A word found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit<'v> {
    pub(crate) end: usize,
    pub(crate) members: &'v [Member],
}

impl Vocabulary {
    pub(super) fn new(entries: Entries) -> Result<Self, String> {
        let Entries { heads, tails } = entries;
        let (mut members, mut begins) = (Lists::default(), Lists::default());
        let mut words = Vec::with_capacity(heads.len());
        for (word, head) in &heads {
            let edges = (alphanumeric(word.as_bytes().first()), alphanumeric(word.as_bytes().last()));
            let mut classes = head.members.clone();
            classes.sort_unstable();
            let (members, begins) = (members.id(classes)?, begins.id(head.begins.clone())?);
            words.push((word.as_str(), Word { members, begins, edges }));
        }
        let mut trie = Trie::default();
        let root = trie.grow(&words);
        let mut first = vec![0; 1 << 16];
        for (letter, node) in trie.children(root) {
            if let (Some(place), Ok(node)) = (first.get_mut(letter as usize), u16::try_from(node)) {
                *place = node;
            }
        }
        let mut sieve = Sieve::default();
        for (first, node) in trie.children(root) {
            trie.children(node).for_each(|(second, _)| sieve.add(u32::from(first), second));
        }
        let members = members.in_order().into_iter().map(Vec::into_boxed_slice).collect();
        let (choices, nexts) = (Trie::default(), vec![Box::default()]);
        let mut new = Self { words: trie, first, sieve, members, begins: vec![0], choices, nexts, tails, heads };
        for list in begins.in_order().into_iter().skip(1) {
            new.file(&list)?;
        }
        Ok(new)
    }

    /// Files what the tails of a list may begin with.
    fn file(&mut self, list: &[(u32, Member)]) -> Result<(), String> {
        let mut filed: BTreeMap<&str, Vec<Next>> = BTreeMap::new();
        for (tail, member) in list {
            for (n, part) in self.tails[*tail as usize].iter().enumerate() {
                for (_, choice) in &part.choices {
                    filed.entry(choice).or_default().push(Next { tail: *tail, rest: n as u8 + 1, member: *member });
                }
                if !part.empty {
                    break;
                }
            }
        }
        let mut words = Vec::with_capacity(filed.len());
        for (choice, nexts) in filed {
            words.push((choice, id(self.nexts.len())?));
            self.nexts.push(nexts.into_boxed_slice());
        }
        let (id, root) = (self.begins.len() as u32, self.choices.grow(&words));
        self.choices.children(root).for_each(|(letter, _)| self.sieve.add(BEGINS + id, letter));
        self.begins.push(root);
        Ok(())
    }

    /// Gives `see` every word of `text` that begins at `start` with the character `first`, the shorter before the longer.
    pub(crate) fn at<'v>(&'v self, text: &str, start: usize, first: char, mut see: impl FnMut(Hit<'v>)) {
        let Some(mut node) = self.first(first) else { return };
        let second = start + first.len_utf8();
        let mut end = second;
        self.seen(self.words.value(node), text, (start, end), &mut see);
        for letter in text[second..].chars() {
            if end == second && !self.sieve.may_hold(u32::from(first), letter) {
                return;
            }
            let Some(child) = self.words.child(node, letter) else { return };
            node = child;
            end += letter.len_utf8();
            self.seen(self.words.value(node), text, (start, end), &mut see);
        }
    }

    /// Gives `see` what the head at `start..end` is, and what it begins.
    fn seen<'v>(&'v self, word: Word, text: &str, (start, end): (usize, usize), see: &mut impl FnMut(Hit<'v>)) {
        let bytes = text.as_bytes();
        let touches = |at: Option<usize>| alphanumeric(at.and_then(|at| bytes.get(at)));
        if word.edges.0 && touches(start.checked_sub(1)) {
            return;
        }
        if word.members != 0 && !(word.edges.1 && touches(Some(end))) {
            see(Hit { end, members: &self.members[usize::from(word.members)] });
        }
        if word.begins != 0 {
            self.follow(text, word.begins, end, see);
        }
    }

    fn first(&self, letter: char) -> Option<u32> {
        match self.first.get(letter as usize) {
            Some(0) => None,
            Some(node) => Some(u32::from(*node)),
            None => self.words.child(0, letter),
        }
    }

    /// Compares what may follow a head that ends at `at` with what does.
    fn follow<'v>(&'v self, text: &str, begins: u16, mut at: usize, see: &mut impl FnMut(Hit<'v>)) {
        let bytes = text.as_bytes();
        let first = text[at..].chars().next();
        if !first.is_some_and(|letter| self.sieve.may_hold(BEGINS + u32::from(begins), letter)) {
            return;
        }
        let mut node = self.begins[usize::from(begins)];
        for letter in text[at..].chars() {
            let Some(child) = self.choices.child(node, letter) else { return };
            node = child;
            at += letter.len_utf8();
            for next in &self.nexts[usize::from(self.choices.value(node))] {
                let parts = &self.tails[next.tail as usize][usize::from(next.rest)..];
                follow(parts, text, at, &mut |end| {
                    if !(alphanumeric(bytes.get(end - 1)) && alphanumeric(bytes.get(end))) {
                        see(Hit { end, members: std::slice::from_ref(&next.member) });
                    }
                });
            }
        }
    }

    /// Every distinct word, all products of choices written out: what a plain automaton would have to hold. For measuring.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut all = BTreeSet::new();
        for (word, head) in &self.heads {
            if !head.members.is_empty() {
                all.insert(word.clone());
            }
            for (tail, _) in &head.begins {
                let choices = |p: &Part| {
                    let said = p.choices.iter().map(|(_, c)| c.to_string());
                    said.chain(p.empty.then(String::new)).collect::<Vec<_>>()
                };
                let mut parts = vec![vec![word.clone()]];
                parts.extend(self.tails[*tail as usize].iter().map(choices));
                all.extend(products(&parts));
            }
        }
        all.into_iter().collect()
    }
}

/// Lists that many words share, by number; the first is empty.
#[derive(Debug)]
struct Lists<T>(BTreeMap<Vec<T>, u16>);

impl<T: Ord> Default for Lists<T> {
    fn default() -> Self {
        Self(BTreeMap::from([(Vec::new(), 0)]))
    }
}

impl<T: Ord> Lists<T> {
    fn id(&mut self, list: Vec<T>) -> Result<u16, String> {
        let next = self.0.len();
        Ok(match self.0.get(&list) {
            Some(id) => *id,
            None => *self.0.entry(list).or_insert(id(next)?),
        })
    }

    fn in_order(self) -> Vec<Vec<T>> {
        let mut all: Vec<_> = self.0.into_iter().map(|(list, id)| (id, list)).collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        all.into_iter().map(|(_, list)| list).collect()
    }
}

/// Numbers are kept small because a text is read as fast as the words' tables fit into the processor's caches.
fn id(n: usize) -> Result<u16, String> {
    u16::try_from(n).map_err(|_| format!("expected at most {} different lists of classes and choices", u16::MAX))
}

fn alphanumeric(byte: Option<&u8>) -> bool {
    byte.is_some_and(u8::is_ascii_alphanumeric)
}

/// Tells where the parts end that stand one after another from `at` on. As deep as an entry has brackets.
fn follow(parts: &[Part], text: &str, at: usize, end: &mut dyn FnMut(usize)) {
    let Some((part, rest)) = parts.split_first() else { return end(at) };
    for len in part.matches(&text[at..]) {
        follow(rest, text, at + len, end);
    }
}

#[cfg(test)]
mod tests {
    use super::super::compile::Class;
    use super::{Entries, Vocabulary};

    /// Heads and tails find what the written-out products would find.
    #[test]
    fn long_products_are_found_as_if_written_out() {
        let entry = "[サーバー|サイト|元の|VPN][を|の|][停止|一時停止|閉鎖]";
        let mut entries = Entries::default();
        entries.add(Class(9), entry).unwrap();
        let vocabulary = Vocabulary::new(entries).unwrap();
        assert_eq!(vocabulary.words().len(), 4 * 3 * 3);
        let text = "サーバーを一時停止し、サイト閉鎖後、VPNの停止とAVPNの停止、サーバーと停止、サイトを";
        let mut found = Vec::new();
        for (start, first) in text.char_indices() {
            vocabulary.at(text, start, first, |hit| found.push(&text[start..hit.end]));
        }
        let mut plain: Vec<&str> = Vec::new();
        for word in vocabulary.words() {
            plain.extend(text.match_indices(&word).map(|(at, w)| &text[at..at + w.len()]));
        }
        plain.retain(|w| !w.starts_with("VPN"));
        plain.push("VPNの停止");
        found.sort_unstable();
        plain.sort_unstable();
        assert_eq!(found, plain);
    }

    /// As a plain search for each word of the pages and lexicons finds them: the same words at the same places.
    #[test]
    fn every_word_of_the_pages_is_found() {
        let rules = crate::Rules::embedded();
        let vocabulary = &rules.vocabulary;
        for word in vocabulary.words() {
            let first = word.chars().next().unwrap();
            let mut found = false;
            vocabulary.at(&word, 0, first, |hit| found |= hit.end == word.len());
            assert!(found, "{word}");
        }
    }
}

//! All words of all pages and lexicons, found in one pass over a text.
//!
//! The walk begins anew at every character, so that the words of one place come together, and none is looked for that the place cannot
//! begin. Where a head stands (see [`super::words`]), what may follow it is a walk too.

use std::collections::{BTreeMap, BTreeSet};

use super::near::Near;
use super::trie::Trie;
use super::words::{Entries, Head, Member, Part, products};

/// A stretch of one of [`Vocabulary`]'s lists.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    from: u16,
    len: u8,
}

impl Stretch {
    fn of<T>(self, list: &[T]) -> &[T] {
        &list[usize::from(self.from)..][..usize::from(self.len)]
    }
}

/// What a head is.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    members: Stretch,
    edges: Edges,
    /// What it begins: a root of `choices`; 0 is nothing.
    begins: u16,
}

/// Whether a word begins, and ends, with an ASCII letter or digit: then it must not touch another one.
#[derive(Debug, Clone, Copy, Default)]
struct Edges(u8);

impl Edges {
    const FIRST: u8 = 1;
    const LAST: u8 = 2;

    fn new(word: &str) -> Self {
        let bytes = word.as_bytes();
        let first = if alphanumeric(bytes.first()) { Self::FIRST } else { 0 };
        Self(first | if alphanumeric(bytes.last()) { Self::LAST } else { 0 })
    }

    const fn has(self, edge: u8) -> bool {
        self.0 & edge != 0
    }
}

/// What may follow a head's first choice: the parts of its tail that come after.
#[derive(Debug, Clone, Copy)]
struct Next {
    parts: (u32, u8),
    member: Member,
}

/// Every word, and how to find it. The numbers are small and what belongs together is near, because a text is read as fast as these lists
/// come from memory.
pub(crate) struct Vocabulary {
    words: Trie<Word>,
    /// The root's child for each character of the basic plane, or 0: most walks end right there.
    first: Vec<u16>,
    near: Near,
    /// The classes that words are members of; words of one page share theirs.
    members: Vec<Member>,
    /// What may follow the heads, a root for each list of tails.
    choices: Trie<Stretch>,
    nexts: Vec<Next>,
    parts: Vec<Part>,
    /// Where the parts of each tail are, and all heads: for measuring.
    tails: Vec<(u32, u8)>,
    heads: BTreeMap<String, Head>,
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vocabulary").field("words", &self.heads.len()).finish()
    }
}

/// Sets of steps from here on are those from the roots of `choices`; below it, those from the root's child for a character.
const BEGINS: u32 = char::MAX as u32 + 1;

/// What is told of a node beside its number, so that one that is only passed is never fetched from memory.
const ENDS: u32 = 1 << 31;
const GOES_ON: u32 = 1 << 30;
const NUMBER: u32 = GOES_ON - 1;

/// The same beside the number of a child of the root.
const FIRST_ENDS: u16 = 1 << 15;

/// A word found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit<'v> {
    pub(crate) end: usize,
    pub(crate) members: &'v [Member],
}

impl Vocabulary {
    pub(super) fn new(entries: Entries) -> Result<Self, String> {
        let Entries { heads, tails: entries } = entries;
        let mut lists = Lists::default();
        let mut begins: BTreeMap<&[(u32, Member)], u16> = BTreeMap::from([(&[][..], 0)]);
        let mut words = Vec::with_capacity(heads.len());
        for (word, head) in &heads {
            let next = begins.len();
            let begins = match begins.get(head.begins.as_slice()) {
                Some(root) => *root,
                None => *begins.entry(&head.begins).or_insert(small(next)?),
            };
            words.push((word.as_str(), Word { members: lists.add(&head.members)?, edges: Edges::new(word), begins }));
        }
        let mut filed = Filed::new(entries);
        let mut by_root: Vec<_> = begins.into_iter().map(|(list, root)| (root, list)).collect();
        by_root.sort_unstable_by_key(|(root, _)| *root);
        let sets = by_root.into_iter().map(|(_, list)| filed.add(list)).collect::<Result<Vec<_>, _>>()?;
        let sets: Vec<Vec<(&str, Stretch)>> =
            sets.iter().map(|set| set.iter().map(|(choice, nexts)| (choice.as_str(), *nexts)).collect()).collect();
        let (words, choices) = (Trie::new(&[words]), Trie::new(&sets));
        let ends = |word: Word| word.members.len > 0 || word.begins != 0;
        let seconds = words.children(0).flat_map(|(first, node)| steps(&words, u32::from(first), node, ends));
        let followed = |nexts: Stretch| nexts.len > 0;
        let begun = (0..sets.len() as u32).flat_map(|root| steps(&choices, BEGINS + root, root, followed));
        let near = Near::new(seconds.chain(begun).collect());
        let Filed { parts, tails, nexts } = filed;
        Ok(Self { first: first(&words, ends)?, words, near, members: lists.members, choices, nexts, parts, tails, heads })
    }

    /// Gives `see` every word of `text` that begins at `start` with the character `first`, the shorter before the longer.
    pub(crate) fn at<'v>(&'v self, text: &str, start: usize, first: char, mut see: impl FnMut(Hit<'v>)) {
        let Some((node, ends)) = self.first(first) else { return };
        let mut end = start + first.len_utf8();
        if ends {
            self.seen(self.words.value(node), text, (start, end), &mut see);
        }
        let mut rest = text[end..].chars();
        let Some((letter, step)) = rest.next().and_then(|l| Some((l, self.near.get(u32::from(first), l)?))) else { return };
        let mut node = step & NUMBER;
        end += letter.len_utf8();
        if step & ENDS != 0 {
            self.seen(self.words.value(node), text, (start, end), &mut see);
        }
        if step & GOES_ON == 0 {
            return;
        }
        for letter in rest {
            let Some(child) = self.words.child(node, letter) else { return };
            node = child;
            end += letter.len_utf8();
            self.seen(self.words.value(node), text, (start, end), &mut see);
        }
    }

    /// The root's child for a letter, and whether a word ends there.
    #[inline]
    fn first(&self, letter: char) -> Option<(u32, bool)> {
        match self.first.get(letter as usize) {
            Some(0) => None,
            Some(node) => Some((u32::from(*node & !FIRST_ENDS), *node & FIRST_ENDS != 0)),
            None => Some((self.words.child(0, letter)?, true)),
        }
    }

    /// Gives `see` what the head at `start..end` is, and what it begins.
    fn seen<'v>(&'v self, word: Word, text: &str, (start, end): (usize, usize), see: &mut impl FnMut(Hit<'v>)) {
        let bytes = text.as_bytes();
        let touches = |at: Option<usize>| alphanumeric(at.and_then(|at| bytes.get(at)));
        if word.edges.has(Edges::FIRST) && touches(start.checked_sub(1)) {
            return;
        }
        if word.members.len > 0 && !(word.edges.has(Edges::LAST) && touches(Some(end))) {
            see(Hit { end, members: word.members.of(&self.members) });
        }
        if word.begins != 0 {
            self.follow(text, u32::from(word.begins), end, see);
        }
    }

    /// Compares what may follow a head that ends at `at` with what does.
    fn follow<'v>(&'v self, text: &str, root: u32, mut at: usize, see: &mut impl FnMut(Hit<'v>)) {
        let bytes = text.as_bytes();
        let mut rest = text[at..].chars();
        let mut step = rest.next().and_then(|l| Some((l, self.near.get(BEGINS + root, l)?)));
        while let Some((letter, found)) = step {
            let node = found & NUMBER;
            at += letter.len_utf8();
            step = match found & GOES_ON {
                0 => None,
                _ => rest.next().and_then(|l| Some((l, self.choices.child(node, l)? | ENDS | GOES_ON))),
            };
            if found & ENDS == 0 {
                continue;
            }
            for next in self.choices.value(node).of(&self.nexts) {
                let (from, len) = next.parts;
                let parts = &self.parts[from as usize..][..usize::from(len)];
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
                parts.extend(self.tail(*tail).iter().map(choices));
                all.extend(products(&parts));
            }
        }
        all.into_iter().collect()
    }

    fn tail(&self, tail: u32) -> &[Part] {
        let (from, len) = self.tails[tail as usize];
        &self.parts[from as usize..][..usize::from(len)]
    }
}

/// The steps from a node of a trie, as those of `set`, with what is told beside the nodes' numbers.
fn steps<T: Copy + Default>(
    trie: &Trie<T>,
    set: u32,
    from: u32,
    ends: impl Fn(T) -> bool + Copy,
) -> impl Iterator<Item = (u32, char, u32)> {
    trie.children(from).map(move |(letter, node)| {
        let ended = if ends(trie.value(node)) { ENDS } else { 0 };
        let goes_on = if trie.children(node).next().is_some() { GOES_ON } else { 0 };
        (set, letter, node | ended | goes_on)
    })
}

/// The root's children by character.
fn first(words: &Trie<Word>, ends: impl Fn(Word) -> bool) -> Result<Vec<u16>, String> {
    let mut first = vec![0; 1 << 16];
    for (letter, node) in words.children(0) {
        // They come right behind the root, so that their numbers are small.
        if let Some(place) = first.get_mut(letter as usize) {
            let number = small(node as usize)?;
            if number >= FIRST_ENDS {
                return Err(format!("expected words of fewer than {FIRST_ENDS} first letters"));
            }
            *place = number | if ends(words.value(node)) { FIRST_ENDS } else { 0 };
        }
    }
    Ok(first)
}

/// Members of words; words with the same share them.
#[derive(Debug, Default)]
struct Lists {
    members: Vec<Member>,
    known: BTreeMap<Vec<Member>, Stretch>,
}

impl Lists {
    fn add(&mut self, members: &[Member]) -> Result<Stretch, String> {
        let mut list = members.to_vec();
        list.sort_unstable();
        if let Some(known) = self.known.get(&list) {
            return Ok(*known);
        }
        let new = stretch(&self.members, list.len())?;
        self.members.extend(&list);
        self.known.insert(list, new);
        Ok(new)
    }
}

/// The tails, laid out for finding them.
struct Filed {
    parts: Vec<Part>,
    tails: Vec<(u32, u8)>,
    nexts: Vec<Next>,
}

impl Filed {
    fn new(entries: Vec<Vec<Part>>) -> Self {
        let mut new = Self { parts: Vec::new(), tails: Vec::new(), nexts: Vec::new() };
        for tail in entries {
            new.tails.push((new.parts.len() as u32, tail.len() as u8));
            new.parts.extend(tail);
        }
        new
    }

    /// Files what the tails of a list may begin with: the choices of their first part, and of the next where a part may be empty.
    fn add(&mut self, list: &[(u32, Member)]) -> Result<Vec<(String, Stretch)>, String> {
        let mut filed: BTreeMap<String, Vec<Next>> = BTreeMap::new();
        for (tail, member) in list {
            let (from, len) = self.tails[*tail as usize];
            for (n, part) in (1..).zip(&self.parts[from as usize..][..usize::from(len)]) {
                for (_, choice) in &part.choices {
                    let parts = (from + u32::from(n), len - n);
                    filed.entry(choice.to_string()).or_default().push(Next { parts, member: *member });
                }
                if !part.empty {
                    break;
                }
            }
        }
        let mut choices = Vec::with_capacity(filed.len());
        for (choice, nexts) in filed {
            choices.push((choice, stretch(&self.nexts, nexts.len())?));
            self.nexts.extend(nexts);
        }
        Ok(choices)
    }
}

/// The next `len` places of a list.
fn stretch<T>(list: &[T], len: usize) -> Result<Stretch, String> {
    let len = u8::try_from(len).map_err(|_| format!("expected a word in at most {} classes, found {len}", u8::MAX))?;
    Ok(Stretch { from: small(list.len())?, len })
}

/// Numbers are kept in two bytes, so that the whole trie stays small.
fn small(n: usize) -> Result<u16, String> {
    u16::try_from(n).map_err(|_| format!("expected at most {} different lists of classes and choices", u16::MAX))
}

/// Whether a letter or digit of ASCII stands there: a Latin word must not go on.
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

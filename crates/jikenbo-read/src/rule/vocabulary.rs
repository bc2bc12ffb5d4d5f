//! All words of all pages and lexicons, found in one pass over a text.
//!
//! The walk begins anew at every character, so that the words of one place come together, and none is looked for that the place cannot
//! begin. Where a head stands (see [`super::words`]), what may follow it is a walk too.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use foldhash::{HashMap, HashMapExt};

use super::letters::{Letters, STEPS};
use super::trie::{Base, Node, Trie};
use super::words::{Entries, Head, Member, Part, products};

/// A stretch of one of [`Vocabulary`]'s lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, Copy)]
struct Word {
    members: Stretch,
    edges: Edges,
    /// What it begins: the base of a root of choices.
    begins: Base,
    /// What may come next there: a bit for each remainder of the letters' numbers. Most heads are followed by something else.
    next: u32,
}

/// Whether a word begins, and ends, with an ASCII letter or digit: then it must not touch another one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Next {
    parts: (u32, u8),
    member: Member,
}

/// Every word, and how to find it. What the nodes of the trie tell are numbers of short lists, because a text is read as fast as all this
/// comes from memory.
pub(crate) struct Vocabulary {
    /// The heads below one root, and below others what may follow them.
    trie: Trie,
    heads_from: Base,
    /// What the heads are: many are the same.
    words: Vec<Word>,
    /// The classes that words are members of.
    members: Vec<Member>,
    /// What the choices behind a head are: stretches of `nexts`.
    choices: Vec<Stretch>,
    nexts: Vec<Next>,
    parts: Vec<Part>,
    /// Where the parts of each tail are, and all heads: for measuring.
    tails: Vec<(u32, u8)>,
    heads: Vec<(String, Head)>,
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vocabulary").field("words", &self.heads.len()).finish()
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
        let Entries { heads, tails: entries, .. } = entries;
        let mut heads: Vec<(String, Head)> = heads.into_iter().collect();
        heads.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut lists = Lists::new();
        let mut words = Numbered::new((Stretch::default(), Edges::default(), 0));
        let mut begins: HashMap<&[(u32, Member)], usize> = [(&[][..], 0)].into_iter().collect();
        let (parts, tails) = laid_out(entries);
        let mut filed = Filed::new(&parts, &tails);
        // The first set is that of the heads; the tails that a head begins are told by their set until its root is known.
        let mut sets = vec![Vec::with_capacity(heads.len())];
        for (word, head) in &heads {
            let begun = match begins.get(head.begins.as_slice()) {
                Some(set) => *set,
                None => {
                    sets.push(filed.add(&head.begins)?);
                    *begins.entry(&head.begins).or_insert(sets.len() - 1)
                }
            };
            sets[0].push((word.as_str(), words.add((lists.add(head.members.clone())?, Edges::new(word), begun))?));
        }
        let (trie, roots) = Trie::new(&sets)?;
        let words = words.list.into_iter().map(|(members, edges, set)| {
            // Set 0 is that of the heads: it is begun by none.
            let (firsts, begins) = if set == 0 { (&[][..], Base::default()) } else { (&sets[set][..], roots[set]) };
            let firsts = firsts.iter().filter_map(|(choice, _)| choice.chars().next());
            Word { members, edges, begins, next: firsts.fold(0, |bits, letter| bits | bit(trie.number(letter))) }
        });
        let words = words.collect();
        let Filed { nexts, choices, .. } = filed;
        let (members, nexts, choices) = (lists.all, nexts.all, choices.list);
        Ok(Self { trie, heads_from: roots[0], words, members, choices, nexts, parts, tails, heads })
    }

    /// The letters of a text, as [`Self::at`] wants them.
    pub(crate) fn letters(&self, text: &str) -> Letters {
        Letters::new(text, &self.trie, self.heads_from)
    }

    /// Gives `see` every word of `text` that begins with its letter `n`, the shorter before the longer.
    #[inline]
    pub(crate) fn at<'v>(&'v self, text: &str, letters: &Letters, n: usize, mut see: impl FnMut(Hit<'v>)) {
        let mut seen = |value: u16, end| self.seen(self.words[usize::from(value)], text, letters, (n, end), &mut see);
        let steps = letters.steps(n);
        for (end, step) in (n + 1..).zip(steps) {
            if step.value != 0 {
                seen(step.value, end);
            }
        }
        let last = steps[STEPS - 1];
        if last.base.is_some() {
            self.walk(last.base, letters, n + STEPS, seen);
        }
    }

    /// Tells of each node with a value that the letters from `n` on lead to from a base: its value, and the letter behind.
    #[inline]
    fn walk(&self, mut base: Base, letters: &Letters, n: usize, mut see: impl FnMut(u16, usize)) {
        for (end, number) in (n + 1..).zip(letters.from(n)) {
            let Some(Node { value, base: below, .. }) = self.trie.step(base, *number) else { return };
            if value != 0 {
                see(value, end);
            }
            if !below.is_some() {
                return;
            }
            base = below;
        }
    }

    /// Gives `see` what the head from letter `start` to before letter `end` is, and what it begins.
    fn seen<'v>(
        &'v self,
        word: Word,
        text: &str,
        letters: &Letters,
        (start, end): (usize, usize),
        see: &mut impl FnMut(Hit<'v>),
    ) {
        let bytes = text.as_bytes();
        let at = letters.start(end);
        if word.edges.has(Edges::FIRST) && alphanumeric(letters.start(start).checked_sub(1).and_then(|at| bytes.get(at))) {
            return;
        }
        if word.members.len > 0 && !(word.edges.has(Edges::LAST) && alphanumeric(bytes.get(at))) {
            see(Hit { end: at, members: word.members.of(&self.members) });
        }
        if word.next & letters.number(end).map_or(0, bit) != 0 {
            self.walk(word.begins, letters, end, |value, end| self.follow(value, text, letters.start(end), see));
        }
    }

    /// Compares what may follow a choice behind a head with what does.
    fn follow<'v>(&'v self, value: u16, text: &str, at: usize, see: &mut impl FnMut(Hit<'v>)) {
        let bytes = text.as_bytes();
        for next in self.choices[usize::from(value)].of(&self.nexts) {
            let (from, len) = next.parts;
            let parts = &self.parts[from as usize..][..usize::from(len)];
            follow(parts, text, at, &mut |end| {
                if !(alphanumeric(bytes.get(end - 1)) && alphanumeric(bytes.get(end))) {
                    see(Hit { end, members: std::slice::from_ref(&next.member) });
                }
            });
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

/// Values and their numbers: equal ones have one.
#[derive(Debug)]
struct Numbered<T> {
    list: Vec<T>,
    known: HashMap<T, u16>,
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    /// Number 0 is `none`'s.
    fn new(none: T) -> Self {
        Self { list: vec![none], known: HashMap::new() }
    }

    fn add(&mut self, value: T) -> Result<u16, String> {
        if let Some(known) = self.known.get(&value) {
            return Ok(*known);
        }
        let number = small(self.list.len())?;
        self.list.push(value.clone());
        self.known.insert(value, number);
        Ok(number)
    }
}

/// Short lists, one behind the other; equal ones share their place.
#[derive(Debug)]
struct Lists<T> {
    all: Vec<T>,
    known: HashMap<Vec<T>, Stretch>,
}

impl<T: Clone + Ord + Hash> Lists<T> {
    fn new() -> Self {
        Self { all: Vec::new(), known: HashMap::new() }
    }

    fn add(&mut self, mut list: Vec<T>) -> Result<Stretch, String> {
        list.sort_unstable();
        if let Some(known) = self.known.get(&list) {
            return Ok(*known);
        }
        let new = stretch(&self.all, list.len())?;
        self.all.extend_from_slice(&list);
        self.known.insert(list, new);
        Ok(new)
    }
}

/// The parts of all tails, and where those of each are.
fn laid_out(entries: Vec<Vec<Part>>) -> (Vec<Part>, Vec<(u32, u8)>) {
    let (mut parts, mut tails) = (Vec::new(), Vec::new());
    for tail in entries {
        tails.push((parts.len() as u32, tail.len() as u8));
        parts.extend(tail);
    }
    (parts, tails)
}

/// The tails, filed for finding them.
struct Filed<'p> {
    parts: &'p [Part],
    tails: &'p [(u32, u8)],
    nexts: Lists<Next>,
    choices: Numbered<Stretch>,
}

impl<'p> Filed<'p> {
    fn new(parts: &'p [Part], tails: &'p [(u32, u8)]) -> Self {
        Self { parts, tails, nexts: Lists::new(), choices: Numbered::new(Stretch::default()) }
    }

    /// Files what the tails of a list may begin with: the choices of their first part, and of the next where a part may be empty.
    fn add(&mut self, list: &[(u32, Member)]) -> Result<Vec<(&'p str, u16)>, String> {
        let mut filed: BTreeMap<&str, Vec<Next>> = BTreeMap::new();
        for (tail, member) in list {
            let (from, len) = self.tails[*tail as usize];
            for (n, part) in (1..).zip(&self.parts[from as usize..][..usize::from(len)]) {
                for (_, choice) in &part.choices {
                    // Where nothing more may follow, it is all one from where on.
                    let parts = if len == n { (0, 0) } else { (from + u32::from(n), len - n) };
                    filed.entry(choice).or_default().push(Next { parts, member: *member });
                }
                if !part.empty {
                    break;
                }
            }
        }
        let mut choices = Vec::with_capacity(filed.len());
        for (choice, nexts) in filed {
            choices.push((choice, self.choices.add(self.nexts.add(nexts)?)?));
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

/// The bit of a letter's number.
const fn bit(number: u16) -> u32 {
    1 << (number % u32::BITS as u16)
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
        let letters = vocabulary.letters(text);
        for n in 0..letters.count() {
            vocabulary.at(text, &letters, n, |hit| found.push(&text[letters.start(n)..hit.end]));
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
            let mut found = false;
            vocabulary.at(&word, &vocabulary.letters(&word), 0, |hit| found |= hit.end == word.len());
            assert!(found, "{word}");
        }
    }
}

//! All words of all pages and lexicons in one automaton.
//!
//! An entry such as `[サーバー|サイト][を|の][停止|閉鎖]` stands for every product of its choices. To put them all into the automaton would make
//! it a hundred times as large as the words that people write; so the automaton knows the heads (サーバー, サイト), and where one of them
//! stands the tails are compared right there. What is found is the same.

use std::collections::{BTreeMap, BTreeSet};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};

use super::compile::Class;
use crate::fold::Folded;

/// A word's membership in a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Member {
    pub(crate) class: Class,
    /// `停止~`: only where the noun is used as a verb.
    pub(crate) verbal: bool,
}

/// Entries with at most this many words go into the automaton whole.
const FEW: usize = 4;

/// The entries of all word lists, before the automaton is built.
#[derive(Debug, Default)]
pub(super) struct Entries {
    heads: BTreeMap<String, Head>,
    tails: Vec<Vec<Part>>,
}

/// A word of the automaton: what it is by itself, and what it begins.
#[derive(Debug, Default)]
struct Head {
    members: Vec<Member>,
    /// Indices into the tails, and the member that the whole is.
    begins: Vec<(u32, Member)>,
}

impl Entries {
    /// Adds an entry to a class.
    pub(super) fn add(&mut self, class: Class, entry: &str) -> Result<(), String> {
        let (parts, verbal) = parts(entry)?;
        let member = Member { class, verbal };
        let product: usize = parts.iter().map(Vec::len).product();
        if product <= FEW {
            for word in products(&parts) {
                let members = &mut self.heads.entry(word).or_default().members;
                if !members.contains(&member) {
                    members.push(member);
                }
            }
            return Ok(());
        }
        let (head, tail) = parts.split_at(1);
        let bare = tail.iter().all(|choices| choices.iter().any(String::is_empty));
        let tail_id = self.tails.len() as u32;
        self.tails.push(tail.iter().map(|choices| Part::new(choices)).collect());
        for word in &head[0] {
            let head = self.heads.entry(word.clone()).or_default();
            head.begins.push((tail_id, member));
            if bare && !head.members.contains(&member) {
                head.members.push(member);
            }
        }
        Ok(())
    }
}

/// The choices of one bracket, filed by their first character.
#[derive(Debug)]
struct Part {
    choices: Vec<(char, Box<str>)>,
    /// Whether nothing is a choice too.
    empty: bool,
}

impl Part {
    fn new(choices: &[String]) -> Self {
        let mut filed: Vec<(char, Box<str>)> =
            choices.iter().filter_map(|c| Some((c.chars().next()?, c.as_str().into()))).collect();
        filed.sort();
        Self { choices: filed, empty: choices.iter().any(String::is_empty) }
    }

    /// The lengths of the choices that `rest` begins with.
    fn matches<'p>(&'p self, rest: &'p str) -> impl Iterator<Item = usize> + 'p {
        let first = rest.chars().next().unwrap_or('\0');
        let from = self.choices.partition_point(|(c, _)| *c < first);
        let here = self.choices[from..].iter().take_while(move |(c, _)| *c == first);
        let said = here.filter(move |(_, choice)| rest.starts_with(&**choice)).map(|(_, choice)| choice.len());
        said.chain(self.empty.then_some(0))
    }
}

/// What may follow a head: a first choice of one of its tails. Heads that begin the same tails share their list.
#[derive(Debug)]
struct Next {
    choice: Box<str>,
    tail: u32,
    /// The parts of the tail that come after the choice.
    rest: u8,
    member: Member,
}

/// What one word of the automaton is: places in [`Vocabulary::members`] and [`Vocabulary::next`].
#[derive(Debug, Clone, Copy)]
struct Word {
    members: (u32, u32),
    next: (u32, u32),
    /// Whether it begins, and ends, with an ASCII letter or digit: then it must not touch another one.
    edges: (bool, bool),
}

impl Next {
    fn first(&self) -> char {
        self.choice.chars().next().unwrap_or_default()
    }
}

/// Every word, and the automaton that finds them all in one pass.
pub(crate) struct Vocabulary {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    words: Vec<Word>,
    members: Vec<Member>,
    /// By head, then by first character.
    next: Vec<Next>,
    /// The first character of each choice of `next`, apart, so that looking for it touches little memory.
    first: Vec<char>,
    tails: Vec<Vec<Part>>,
    spelled: Vec<String>,
    heads: Vec<Head>,
}

impl std::fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vocabulary").field("words", &self.words.len()).finish()
    }
}

/// A word found in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit<'v> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) members: &'v [Member],
}

impl Vocabulary {
    pub(super) fn new(entries: Entries) -> Result<Self, String> {
        let (spelled, heads): (Vec<_>, Vec<_>) = entries.heads.into_iter().unzip();
        let automaton = if spelled.is_empty() {
            None
        } else {
            let pairs = spelled.iter().zip(0..);
            Some(CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(pairs).map_err(|e| e.to_string())?)
        };
        let mut new = Self {
            automaton,
            words: Vec::new(),
            members: Vec::new(),
            next: Vec::new(),
            first: Vec::new(),
            tails: entries.tails,
            spelled,
            heads,
        };
        new.lay_out();
        Ok(new)
    }

    /// Lays what belongs to each word side by side.
    fn lay_out(&mut self) {
        let mut lists: BTreeMap<&[(u32, Member)], (u32, u32)> = BTreeMap::new();
        for (word, head) in self.spelled.iter().zip(&self.heads) {
            let members = (self.members.len() as u32, head.members.len() as u32);
            self.members.extend(&head.members);
            let next = *lists.entry(&head.begins).or_insert_with(|| {
                let from = self.next.len();
                head.begins.iter().for_each(|(tail, member)| nexts(&self.tails[*tail as usize], *tail, *member, &mut self.next));
                self.next[from..].sort_by_key(Next::first);
                self.first.extend(self.next[from..].iter().map(Next::first));
                (from as u32, (self.next.len() - from) as u32)
            });
            let edges = (alphanumeric(word.as_bytes().first()), alphanumeric(word.as_bytes().last()));
            self.words.push(Word { members, next, edges });
        }
    }

    /// Gives `see` every word in `text`, overlapping ones too.
    pub(crate) fn find<'a>(&'a self, text: &str, mut see: impl FnMut(Hit<'a>)) {
        let Some(automaton) = &self.automaton else { return };
        let bytes = text.as_bytes();
        let touches = |at: Option<usize>| alphanumeric(at.and_then(|at| bytes.get(at)));
        for found in automaton.find_overlapping_iter(text) {
            let (start, end) = (found.start(), found.end());
            let word = self.words[found.value() as usize];
            if word.edges.0 && touches(start.checked_sub(1)) {
                continue;
            }
            if word.members.1 > 0 && !(word.edges.1 && touches(Some(end))) {
                see(Hit { start, end, members: part(&self.members, word.members) });
            }
            if word.next.1 > 0 {
                self.follow(text, word.next, start, end, &mut see);
            }
        }
    }

    /// Compares what may follow a head with what does.
    fn follow<'a>(&'a self, text: &str, nexts: (u32, u32), start: usize, end: usize, see: &mut impl FnMut(Hit<'a>)) {
        let bytes = text.as_bytes();
        let rest = &text[end..];
        let Some(first) = rest.chars().next() else { return };
        let firsts = part(&self.first, nexts);
        let from = firsts.partition_point(|c| *c < first);
        let here = firsts[from..].iter().take_while(|c| **c == first).count();
        for next in &part(&self.next, nexts)[from..from + here] {
            if !rest.starts_with(&*next.choice) {
                continue;
            }
            let parts = &self.tails[next.tail as usize][next.rest as usize..];
            follow(parts, text, end + next.choice.len(), &mut |end| {
                if !(alphanumeric(bytes.get(end - 1)) && alphanumeric(bytes.get(end))) {
                    see(Hit { start, end, members: std::slice::from_ref(&next.member) });
                }
            });
        }
    }

    /// Every distinct word, all products of choices written out: what a plain automaton would have to hold. For measuring.
    pub(crate) fn words(&self) -> Vec<String> {
        let mut all = BTreeSet::new();
        for (word, head) in self.spelled.iter().zip(&self.heads) {
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

fn part<T>(all: &[T], (from, len): (u32, u32)) -> &[T] {
    &all[from as usize..from as usize + len as usize]
}

/// The choices that a tail may begin with: those of its first part, and of the next where a part may be empty.
fn nexts(tail: &[Part], id: u32, member: Member, all: &mut Vec<Next>) {
    for (n, part) in tail.iter().enumerate() {
        let next = |(_, choice): &(char, Box<str>)| Next { choice: choice.clone(), tail: id, rest: n as u8 + 1, member };
        all.extend(part.choices.iter().map(next));
        if !part.empty {
            break;
        }
    }
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

fn products(parts: &[Vec<String>]) -> Vec<String> {
    let join = |words: Vec<String>, choices: &Vec<String>| {
        words.iter().flat_map(|w| choices.iter().map(move |c| format!("{w}{c}"))).collect()
    };
    parts.iter().fold(vec![String::new()], join)
}

/// Adds a part. What all words have in common belongs to the choices before it, and so does what follows a first part that may be empty.
fn add(parts: &mut Vec<Vec<String>>, choices: Vec<String>) {
    let first_is_empty = parts.len() == 1 && parts[0].iter().any(String::is_empty);
    match parts.pop() {
        Some(last) if choices.len() == 1 || first_is_empty => parts.push(products(&[last, choices])),
        Some(last) => parts.extend([last, choices]),
        None => parts.push(choices),
    }
}

/// The parts of one entry of a word list: of `[気|きが]付[き|い]` 気付 and きが付, then き and い; folded as the text is. The first is never empty.
/// And whether it ends with `~`.
fn parts(entry: &str) -> Result<(Vec<Vec<String>>, bool), String> {
    let (body, verbal) = entry.strip_suffix('~').map_or((entry, false), |e| (e, true));
    let mut parts: Vec<Vec<String>> = Vec::new();
    let fold = |text: &str| Folded::new(text).text;
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('[') {
        let (choices, after) = after.split_once(']').ok_or_else(|| format!("expected ] after [ in {entry:?}"))?;
        if !before.is_empty() {
            add(&mut parts, vec![fold(before)]);
        }
        add(&mut parts, choices.split('|').map(fold).collect());
        rest = after;
    }
    if rest.contains(']') {
        return Err(format!("expected [ before ] in {entry:?}"));
    }
    if !rest.is_empty() {
        add(&mut parts, vec![fold(rest)]);
    }
    if parts.is_empty() || parts[0].iter().any(|w| w.trim().is_empty()) {
        return Err(format!("expected a word, found {entry:?}"));
    }
    Ok((parts, verbal))
}

#[cfg(test)]
mod tests {
    use super::{Class, Entries, Vocabulary, parts, products};

    #[test]
    fn choices_multiply() {
        let (all, verbal) = parts("[気|きが]付[き|い]").unwrap();
        assert_eq!((products(&all), verbal), (["気付き", "気付い", "きが付き", "きが付い"].map(str::to_owned).to_vec(), false));
        assert_eq!(parts("停止~").unwrap(), (vec![vec!["停止".to_owned()]], true));
        assert_eq!(products(&parts("[元|][職員|社員]が").unwrap().0), ["元職員が", "元社員が", "職員が", "社員が"]);
        assert!(parts("見つか[り").is_err() && parts("り]").is_err() && parts("[|]").is_err() && parts("~").is_err());
    }

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
        vocabulary.find(text, |hit| found.push(&text[hit.start..hit.end]));
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
}

//! All words of all pages and lexicons in one automaton.

use std::collections::BTreeMap;

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

/// Every word, and the automaton that finds them all in one pass.
pub(crate) struct Vocabulary {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    words: Vec<String>,
    members: Vec<Vec<Member>>,
    /// Whether the word begins, and ends, with an ASCII letter or digit: then it must not touch another one.
    edges: Vec<(bool, bool)>,
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
    pub(super) fn new(words: BTreeMap<String, Vec<Member>>) -> Result<Self, String> {
        let (words, members): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let pairs = words.iter().zip(0..);
        let automaton = if words.is_empty() {
            None
        } else {
            Some(CharwiseDoubleArrayAhoCorasickBuilder::new().build_with_values(pairs).map_err(|e| e.to_string())?)
        };
        let word_byte = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
        let edges = words.iter().map(|w| (word_byte(w.as_bytes().first()), word_byte(w.as_bytes().last()))).collect();
        Ok(Self { automaton, words, members, edges })
    }

    /// Gives `see` every word in `text`, overlapping ones too, in order of their ends.
    pub(crate) fn find<'a>(&'a self, text: &str, mut see: impl FnMut(Hit<'a>)) {
        let Some(automaton) = &self.automaton else { return };
        let bytes = text.as_bytes();
        let alone =
            |edge: bool, at: Option<usize>| !edge || at.and_then(|at| bytes.get(at)).is_none_or(|b| !b.is_ascii_alphanumeric());
        for found in automaton.find_overlapping_iter(text) {
            let id = found.value() as usize;
            let (first, last) = self.edges[id];
            if alone(first, found.start().checked_sub(1)) && alone(last, Some(found.end())) {
                see(Hit { start: found.start(), end: found.end(), members: &self.members[id] });
            }
        }
    }

    pub(crate) fn words(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).collect()
    }
}

/// The words that one entry of a word list stands for: `見つか[り|っ]` is 見つかり and 見つかっ; folded as the text is.
pub(super) fn expand(entry: &str) -> Result<(Vec<String>, bool), String> {
    let (entry, verbal) = entry.strip_suffix('~').map_or((entry, false), |e| (e, true));
    let mut words = vec![String::new()];
    let mut rest = entry;
    while let Some((before, after)) = rest.split_once('[') {
        let (choices, after) = after.split_once(']').ok_or_else(|| format!("expected ] after [ in {entry:?}"))?;
        words = words.iter().flat_map(|w| choices.split('|').map(move |c| format!("{w}{before}{c}"))).collect();
        rest = after;
    }
    if rest.contains(']') {
        return Err(format!("expected [ before ] in {entry:?}"));
    }
    let words: Vec<String> = words.iter().map(|w| Folded::new(&format!("{w}{rest}")).text).collect();
    if words.iter().any(|w| w.trim().is_empty()) {
        return Err(format!("expected a word, found {entry:?}"));
    }
    Ok((words, verbal))
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn choices_multiply() {
        assert_eq!(expand("[気|きが]付[き|い]").unwrap().0, ["気付き", "気付い", "きが付き", "きが付い"]);
        assert_eq!(expand("停止~").unwrap(), (vec!["停止".to_owned()], true));
        assert!(expand("見つか[り").is_err());
    }
}

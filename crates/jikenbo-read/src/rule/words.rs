//! The entries of word lists: what each stands for.
//!
//! An entry such as `[サーバー|サイト][を|の][停止|閉鎖]` stands for every product of its choices. All together they would be a hundred times
//! the words that people write; so an entry of many is kept as its heads (サーバー, サイト) and the tail that follows them.

use foldhash::HashMap;

use super::compile::Class;
use crate::fold::Folded;

/// A word's membership in a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Member {
    pub(crate) class: Class,
    /// `停止~`: only where the noun is used as a verb.
    pub(crate) verbal: bool,
}

/// Entries with at most this many words are written out.
const FEW: usize = 4;

/// The entries of all word lists.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) heads: HashMap<String, Head>,
    pub(super) tails: Vec<Vec<Part>>,
    /// Choices and what they fold to: entries share most of theirs.
    folded: HashMap<String, String>,
}

/// A word: what it is by itself, and what it begins.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) members: Vec<Member>,
    /// Indices into the tails, and the member that the whole is.
    pub(super) begins: Vec<(u32, Member)>,
}

impl Entries {
    /// Adds an entry to a class.
    pub(super) fn add(&mut self, class: Class, entry: &str) -> Result<(), String> {
        let (parts, verbal) = self.parts(entry)?;
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

    /// The parts of one entry of a word list: of `[気|きが]付[き|い]` 気付 and きが付, then き and い; folded as the text is. The first is never empty.
    /// And whether it ends with `~`.
    fn parts(&mut self, entry: &str) -> Result<(Vec<Vec<String>>, bool), String> {
        let (body, verbal) = entry.strip_suffix('~').map_or((entry, false), |e| (e, true));
        let mut parts: Vec<Vec<String>> = Vec::new();
        let mut fold = |text: &str| match self.folded.get(text) {
            Some(known) => known.clone(),
            None => self.folded.entry(text.to_owned()).or_insert(Folded::new(text).text).clone(),
        };
        let mut rest = body;
        while let Some((before, after)) = rest.split_once('[') {
            let (choices, after) = after.split_once(']').ok_or_else(|| format!("expected ] after [ in {entry:?}"))?;
            if !before.is_empty() {
                add(&mut parts, vec![fold(before)]);
            }
            add(&mut parts, choices.split('|').map(&mut fold).collect());
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
        let longest = parts.iter().flatten().map(String::len).max().unwrap_or(0);
        if parts.len() > MOST || longest > LONGEST {
            return Err(format!(
                "expected at most {MOST} brackets and {LONGEST} bytes, found {} parts, one of {longest} bytes",
                parts.len()
            ));
        }
        Ok((parts, verbal))
    }
}

/// The choices of one bracket, filed by their first character.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) choices: Vec<(char, Box<str>)>,
    /// Whether nothing is a choice too.
    pub(super) empty: bool,
    /// With which characters they begin, by their low bits: what stands in a text is mostly none of them.
    firsts: u64,
}

/// The bit of a character.
const fn low(letter: char) -> u64 {
    1 << (letter as u32 % u64::BITS)
}

impl Part {
    fn new(choices: &[String]) -> Self {
        let mut filed: Vec<(char, Box<str>)> =
            choices.iter().filter_map(|c| Some((c.chars().next()?, c.as_str().into()))).collect();
        filed.sort();
        let firsts = filed.iter().fold(0, |bits, (first, _)| bits | low(*first));
        Self { choices: filed, empty: choices.iter().any(String::is_empty), firsts }
    }

    /// The lengths of the choices that `rest` begins with.
    pub(super) fn matches<'p>(&'p self, rest: &'p str) -> impl Iterator<Item = usize> + 'p {
        let first = rest.chars().next().unwrap_or('\0');
        let choices = if self.firsts & low(first) == 0 { &[][..] } else { &self.choices[..] };
        let from = choices.partition_point(|(c, _)| *c < first);
        let here = choices[from..].iter().take_while(move |(c, _)| *c == first);
        let said = here.filter(move |(_, choice)| rest.starts_with(&**choice)).map(|(_, choice)| choice.len());
        said.chain(self.empty.then_some(0))
    }
}

/// Every word that the choices make.
pub(super) fn products(parts: &[Vec<String>]) -> Vec<String> {
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

/// How many parts an entry may have, and how many bytes one choice of a part: what is longer no notice says, and the trie is as deep as that.
const MOST: usize = 64;
const LONGEST: usize = 512;

#[cfg(test)]
mod tests {
    use super::{Entries, products};

    #[test]
    fn choices_multiply() {
        let parts = |entry: &str| Entries::default().parts(entry);
        let (all, verbal) = parts("[気|きが]付[き|い]").unwrap();
        assert_eq!((products(&all), verbal), (["気付き", "気付い", "きが付き", "きが付い"].map(str::to_owned).to_vec(), false));
        assert_eq!(parts("停止~").unwrap(), (vec![vec!["停止".to_owned()]], true));
        assert_eq!(products(&parts("[元|][職員|社員]が").unwrap().0), ["元職員が", "元社員が", "職員が", "社員が"]);
        assert!(parts(&"あ".repeat(200)).is_err() && parts(&"[あ|い][う|え]".repeat(40)).is_err());
        assert!(parts("見つか[り").is_err() && parts("り]").is_err() && parts("[|]").is_err() && parts("~").is_err());
    }
}

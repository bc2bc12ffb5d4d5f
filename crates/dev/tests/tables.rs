//! The tables that the reader goes by: pages, words and codes are unique, sorted, used, and as the contract says.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use dev::contract::contract;
use dev::{bless, root};
use jikenbo_read::{Page, Rules};

/// Codes that are facts without words of their own: the reader concludes them, or does not find them yet. To be shrunk.
const CODES_WITHOUT_PAGE: &[&str] = &[];

/// Pages that are ways to a value, or blockers, and no codes.
const PAGES_WITHOUT_CODE: &[&str] = &["counts/none"];

/// Classes that nothing asks for and that hide nothing. To be shrunk.
const IDLE: &[&str] = &[];

/// Keys whose pages are ways to a free value.
const FREE: &[&str] = &["title", "organization", "published", "services", "money"];

/// Pages with rules that lack a positive or a negative example. To be shrunk.
const HALF_SHOWN: &str = include_str!("half_shown.txt");

fn rules() -> Rules {
    Rules::load(&bless::files(&root()).unwrap()).unwrap_or_else(|errors| panic!("{}", errors[0]))
}

fn has_rule(page: &Page) -> bool {
    page.source.lines().any(|l| l == "```rule")
}

#[test]
fn ids_are_unique_sorted_and_well_named() {
    let rules = rules();
    let ids: Vec<&str> = rules.pages().iter().map(|p| p.id.as_str()).collect();
    assert!(ids.len() > 100 && ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    let named = |id: &str| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'/'));
    let odd: Vec<_> = ids.iter().filter(|id| !named(id) || id.split('/').count() != 2).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn every_page_with_rules_shows_what_is_found_and_what_is_not() {
    let rules = rules();
    let half = |page: &&Page| {
        let found = page.examples.iter().filter(|e| !e.expected.is_empty()).count();
        has_rule(page) && (found == 0 || found == page.examples.len())
    };
    let half: BTreeSet<&str> = rules.pages().iter().filter(half).map(|p| p.id.as_str()).collect();
    let known: BTreeSet<&str> = HALF_SHOWN.lines().filter(|l| !l.starts_with('#')).collect();
    let new: Vec<_> = half.difference(&known).collect();
    assert!(new.is_empty(), "these pages need an example that gives a fact, and one that gives none: {new:?}");
    let whole: Vec<_> = known.difference(&half).collect();
    assert!(whole.is_empty(), "take these off crates/dev/tests/half_shown.txt, they show both now: {whole:?}");
}

#[test]
fn lexicons_are_sorted_and_every_word_stands_once() {
    let mut seen = 0;
    for (file, text) in bless::files(&root()).unwrap().iter().filter(|(file, _)| file.ends_with(".txt")) {
        assert!(text.lines().take(2).any(|l| l.starts_with("# ")), "{file} does not say what its words are");
        let words: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "{file}: {} stands before {}", pair[0], pair[1]);
        }
        let several = words.iter().find(|w| w.is_empty() || w.contains(char::is_whitespace));
        assert_eq!(several, None, "{file}: expected one word a line");
        seen += 1;
    }
    assert!(seen > 20, "{seen} lexicons");
}

/// The names of classes that a page's rules ask for.
fn asked(page: &Page) -> BTreeSet<String> {
    let mut block = "";
    let mut asked = BTreeSet::new();
    for line in page.source.lines() {
        match line.strip_prefix("```") {
            Some(info) => block = info,
            None if block == "rule" => {
                let names = line.split([' ', '"', '|']).filter_map(|w| w.strip_prefix('@'));
                asked.extend(names.map(str::to_owned));
            }
            None => {}
        }
    }
    asked
}

/// The classes of a page: their names, and the fixed beginnings of their words (`気付[い|き]` begins with 気付, and goes on: `気付…`).
fn classes(page: &Page) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open: Option<String> = None;
    for line in page.source.lines() {
        if let Some(info) = line.strip_prefix("```") {
            let name = info.strip_prefix("words").map(|n| n.trim().trim_end_matches(" open"));
            open = name.map(|n| if n.is_empty() { "words".to_owned() } else { n.to_owned() });
        } else if let Some(name) = &open {
            let words = line.split('#').next().unwrap_or("").split_whitespace();
            let start = |w: &str| {
                let fixed = w.split(['[', '~']).next().filter(|fixed| !fixed.is_empty())?;
                let more = w[fixed.len()..].starts_with('[') && !w.contains("[|") && !w.contains("|]");
                Some(if more { format!("{fixed}…") } else { fixed.to_owned() })
            };
            all.entry(name.clone()).or_default().extend(words.filter_map(start));
        }
    }
    all
}

/// A class is used if a rule or a shape asks for it, or if its words are blockers: they hide shorter words of their key.
/// People read the pages without their rules: what a sentence announces must not be among what is left out.
#[test]
fn every_sentence_with_a_colon_is_followed_by_its_words() {
    for page in rules().pages() {
        let told = page.told();
        let lines: Vec<&str> = told.lines().filter(|line| !line.is_empty()).collect();
        for (n, line) in lines.iter().enumerate().filter(|(_, line)| line.ends_with(':') && !line.starts_with('>')) {
            assert!(lines.get(n + 1).is_some_and(|next| next.starts_with('「')), "{}: nothing follows {line:?}", page.id);
        }
    }
}

#[test]
fn no_class_of_words_is_unused() {
    let (rules, source) = (rules(), reader_source());
    let in_rust = |name: &str| source.contains(&format!("\"{name}\"")) || source.contains(&format!("#{name}\""));
    let asked: Vec<(&Page, BTreeSet<String>)> = rules.pages().iter().map(|p| (p, asked(p))).collect();
    let blocks = |page: &Page, words: &[String]| {
        let others = asked.iter().filter(|(p, _)| p.key() == page.key());
        let others = others.flat_map(|(p, names)| classes(p).into_iter().filter(|(n, _)| names.contains(n)).flat_map(|(_, w)| w));
        let mut others = others.into_iter().map(|other| other.trim_end_matches('…').to_owned());
        others.any(|other| words.iter().any(|w| w.contains(&other) && *w != other))
    };
    let mut unused = Vec::new();
    for (page, names) in &asked {
        let idle =
            classes(page).into_iter().filter(|(name, words)| !names.contains(name) && !in_rust(name) && !blocks(page, words));
        unused.extend(idle.map(|(name, _)| format!("{} @{name}", page.id)));
    }
    for (file, text) in bless::files(&root()).unwrap().iter().filter(|(file, _)| file.ends_with(".txt")) {
        let name = file.rsplit('/').next().unwrap_or_default().trim_end_matches(".txt");
        let by_page = asked.iter().any(|(_, names)| names.contains(name));
        if !by_page && !in_rust(name) && !text.starts_with("#! solid") {
            unused.push(format!("lexicon/{name}.txt"));
        }
    }
    let new: Vec<_> = unused.iter().filter(|u| !IDLE.contains(&u.as_str())).collect();
    assert!(new.is_empty(), "no rule and no shape asks for these, and they hide nothing: {new:?}");
    let used: Vec<_> = IDLE.iter().filter(|i| !unused.iter().any(|u| u == *i)).collect();
    assert!(used.is_empty(), "take these off IDLE, they are used or gone: {used:?}");
}

/// The reader's own source, where shapes ask for classes by name.
fn reader_source() -> String {
    fn add(folder: &std::path::Path, all: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { add(&path, all) } else { all.push_str(&fs::read_to_string(&path).unwrap()) }
        }
    }
    let mut all = String::new();
    add(&root().join("crates/jikenbo-read/src"), &mut all);
    all
}

#[test]
fn every_code_of_the_contract_has_a_page_and_every_page_a_code() {
    let (rules, contract) = (rules(), contract(&root()).unwrap());
    let pages: BTreeSet<String> = rules.pages().iter().map(|p| p.id.clone()).collect();
    let keys: BTreeMap<&str, ()> = rules.pages().iter().map(|p| (p.key(), ())).collect();
    let named = contract.iter().filter(|(key, _)| keys.contains_key(key.as_str()));
    let codes: BTreeSet<String> =
        named.flat_map(|(key, codes)| codes.iter().map(move |(code, _)| format!("{key}/{code}"))).collect();
    let missing: Vec<_> = codes.difference(&pages).filter(|c| !CODES_WITHOUT_PAGE.contains(&c.as_str())).collect();
    assert!(missing.is_empty(), "codes of docs/record.md without a page: {missing:?}");
    let free =
        |id: &&String| FREE.iter().any(|key| id.split('/').next() == Some(key)) || PAGES_WITHOUT_CODE.contains(&id.as_str());
    let unnamed: Vec<_> = pages.difference(&codes).filter(|id| !free(id)).collect();
    assert!(unnamed.is_empty(), "pages without a code in docs/record.md: {unnamed:?}");
    let there: Vec<_> = CODES_WITHOUT_PAGE.iter().filter(|c| pages.contains(**c) || !codes.contains(**c)).collect();
    assert!(there.is_empty(), "take these off CODES_WITHOUT_PAGE: {there:?}");
}

#[test]
fn the_contract_names_every_key_of_the_record() {
    let contract = contract(&root()).unwrap();
    let source = fs::read_to_string(root().join("crates/jikenbo-model/src/record.rs")).unwrap();
    let record = source.split("pub struct Record {").nth(1).and_then(|s| s.split('}').next()).unwrap();
    let keys: Vec<&str> = record.lines().filter_map(|l| l.trim().strip_prefix("pub ")?.split(':').next()).collect();
    assert!(keys.len() > 15, "{keys:?}");
    let missing: Vec<_> = keys.iter().filter(|key| !contract.contains_key(**key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

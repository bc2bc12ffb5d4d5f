//! Cases like another one: of the same organisation or vendor, of the same kind for the same cause or in the same sector, or told in the
//! same rare words. A fixed number of questions to the engine, however large the casebook is.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use jikenbo_model::Code;

use crate::ask::{Ask, Sort};
use crate::engine::{Engine, Error};
use crate::entry::{Entry, Facts};
use crate::field::Field;
use crate::fold::fold;
use crate::query::{How, Node, Query};

/// So many cases are looked at for each thing that may be shared, the newest.
const EACH: usize = 12;
/// So many vendors, kinds and causes of the case are gone by.
const FEW: usize = 2;
/// So many words of the text are looked at, the longest.
const WORDS: usize = 200;
/// So many of them, by a bound that costs little the rarest, are asked for how rare they are.
const ASKED: usize = 12;
/// So many of them, the rarest, are gone by.
const RAREST: usize = 6;
/// Of the text so much is looked at, in characters: a longer one tells no more of what happened.
const READ: usize = 20_000;
/// What is shared by every so many cases is not rare: of twenty cases one may share a rare word, and never more than so many.
const RARE: (u64, u64) = (20, 500);

/// Something that two cases share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shared {
    /// The organisation.
    Org(String),
    /// A vendor or platform that both name.
    Vendor(String),
    /// A kind.
    Kind(Code),
    /// A cause.
    Cause(Code),
    /// The sector.
    Sector(Code),
    /// Data items, if most of either's are the other's.
    Items(Vec<Code>),
    /// Rare words.
    Words(Vec<String>),
}

/// A case like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Similar {
    /// It, without its texts.
    pub entry: Entry,
    /// What they share, what weighs most first.
    pub shared: Vec<Shared>,
    /// How much that weighs: the rarer what is shared, the more. It compares the cases of one answer, and nothing else.
    pub score: f32,
}

/// The cases that are most like `case`, which tells `facts` in `text`; never itself.
///
/// # Errors
///
/// The engine's.
pub fn similar(engine: &dyn Engine, case: &str, facts: &Facts, text: &str, limit: usize) -> Result<Vec<Similar>, Error> {
    let all = engine.len()?;
    let words = rare_words(engine, facts, text, all)?;
    let mut known = Known::new();
    for query in questions(facts) {
        ask(engine, query, None, &mut known)?;
    }
    for word in words.keys() {
        ask(engine, Query::of([Node::Text(word.clone(), How::Exact)]), Some(word), &mut known)?;
    }
    known.remove(case);
    let mut weights = Weights { engine, all, known: HashMap::new() };
    let mut found = Vec::with_capacity(known.len());
    for (entry, shared_words) in known.into_values() {
        found.extend(compared(&mut weights, facts, entry, &shared_words, &words)?);
    }
    let order = |a: &Similar, b: &Similar| {
        let score = b.score.partial_cmp(&a.score).unwrap_or(Ordering::Equal);
        score.then_with(|| b.entry.facts.date.cmp(&a.entry.facts.date)).then_with(|| a.entry.case.cmp(&b.entry.case))
    };
    found.sort_by(order);
    found.truncate(limit);
    Ok(found)
}

/// What may be asked for: the organisation, each vendor, each kind with a cause or with the sector.
fn questions(facts: &Facts) -> Vec<Query> {
    let mut out = Vec::new();
    out.extend(facts.organization.as_deref().map(|name| Query::of([Node::whole(Field::Org, name)])));
    out.extend(vendors(facts).map(|name| Query::of([Node::whole(Field::Vendor, name)])));
    for kind in facts.kinds.iter().take(FEW) {
        let kind = || Node::code(Field::Kind, kind);
        out.extend(facts.causes.iter().take(FEW).map(|cause| Query::of([kind(), Node::code(Field::Cause, cause)])));
        out.extend(facts.sector.as_ref().map(|sector| Query::of([kind(), Node::code(Field::Sector, sector)])));
    }
    out
}

fn vendors(facts: &Facts) -> impl Iterator<Item = &str> {
    let is_vendor = |role: &str| matches!(role, "vendor" | "platform");
    facts.parties.iter().filter(move |party| is_vendor(&party.role)).take(FEW).map(|party| party.name.as_str())
}

/// The cases that share something, by id, with the rare words that they share.
type Known = HashMap<String, (Entry, Vec<String>)>;

fn ask(engine: &dyn Engine, query: Query, word: Option<&String>, known: &mut Known) -> Result<(), Error> {
    let ask = Ask { query, sort: Sort::Newest, limit: EACH, after: None, facets: false };
    for hit in engine.find(&ask)?.hits {
        let (_, words) = known.entry(hit.entry.case.clone()).or_insert_with(|| (hit.entry, Vec::new()));
        words.extend(word.cloned());
    }
    Ok(())
}

/// How much things weigh, each asked for once.
struct Weights<'e> {
    engine: &'e dyn Engine,
    all: u64,
    known: HashMap<Node, f32>,
}

impl Weights<'_> {
    fn of(&mut self, node: Node) -> Result<f32, Error> {
        if let Some(weight) = self.known.get(&node) {
            return Ok(*weight);
        }
        let weight = rarity(self.all, self.engine.count(&Query::of([node.clone()]))?);
        self.known.insert(node, weight);
        Ok(weight)
    }
}

/// The rarer, the more: nothing for what all have.
fn rarity(all: u64, having: u64) -> f32 {
    (all as f32 / having.max(1) as f32).max(1.0).ln()
}

/// What a case shares with the facts; `None` where that is too little to speak of.
fn compared(
    weights: &mut Weights<'_>,
    facts: &Facts,
    entry: Entry,
    words: &[String],
    rarities: &BTreeMap<String, f32>,
) -> Result<Option<Similar>, Error> {
    let other = &entry.facts;
    let mut shared: Vec<(f32, Shared)> = Vec::new();
    if let Some(name) = facts.organization.as_deref().filter(|name| other.organization.as_deref().is_some_and(|o| same(o, name)))
    {
        shared.push((1.5 * (1.0 + weights.of(Node::whole(Field::Org, name))?), Shared::Org(name.to_owned())));
    }
    for name in vendors(facts).filter(|name| vendors(other).any(|o| same(o, name))) {
        shared.push((2.0 * (1.0 + weights.of(Node::whole(Field::Vendor, name))?), Shared::Vendor(name.to_owned())));
    }
    for kind in facts.kinds.iter().filter(|kind| other.kinds.contains(kind)) {
        shared.push((1.0 + weights.of(Node::code(Field::Kind, kind))?, Shared::Kind(kind.clone())));
    }
    for cause in facts.causes.iter().filter(|cause| cause.as_str() != "unknown" && other.causes.contains(cause)) {
        shared.push((1.0 + weights.of(Node::code(Field::Cause, cause))?, Shared::Cause(cause.clone())));
    }
    if let Some(sector) = facts.sector.as_ref().filter(|sector| other.sector.as_ref() == Some(*sector)) {
        shared.push((0.5 * (1.0 + weights.of(Node::code(Field::Sector, sector))?), Shared::Sector(sector.clone())));
    }
    shared.extend(items(facts, other));
    if !words.is_empty() {
        let weight: f32 = words.iter().filter_map(|word| rarities.get(word)).sum();
        shared.push((0.5 * weight, Shared::Words(words.to_vec())));
    }
    shared.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal));
    // A sector, some data items or one word alone are chance.
    let speaks = |shared: &Shared| match shared {
        Shared::Sector(_) | Shared::Items(_) => false,
        Shared::Words(words) => words.len() > 1,
        _ => true,
    };
    let worth = shared.iter().any(|(_, shared)| speaks(shared));
    let score = shared.iter().map(|(weight, _)| weight).sum();
    Ok(worth.then(|| Similar { entry, shared: shared.into_iter().map(|(_, shared)| shared).collect(), score }))
}

fn same(one: &str, other: &str) -> bool {
    one == other || fold(one) == fold(other)
}

/// The items that both have, if they are most of what either has.
fn items(facts: &Facts, other: &Facts) -> Option<(f32, Shared)> {
    let both: Vec<Code> = facts.items.iter().filter(|item| other.items.contains(item)).cloned().collect();
    let either = facts.items.len() + other.items.len() - both.len();
    let part = both.len() as f32 / either.max(1) as f32;
    (both.len() > 1 && part > 0.5).then_some((part, Shared::Items(both)))
}

/// The rarest words of a text that another case has too, with how much each weighs.
fn rare_words(engine: &dyn Engine, facts: &Facts, text: &str, all: u64) -> Result<BTreeMap<String, f32>, Error> {
    let mut bounded: Vec<(u64, String)> = Vec::new();
    for word in words(facts, text) {
        let most = engine.at_most(&word)?;
        bounded.extend((most > 1).then_some((most, word)));
    }
    // Stable: of words that are equally rare, the longest first.
    bounded.sort_by_key(|(most, _)| *most);
    let mut rare: Vec<(u64, String)> = Vec::new();
    for (_, word) in bounded.into_iter().take(ASKED) {
        let having = engine.count(&Query::of([Node::Text(word.clone(), How::Exact)]))?;
        if having > 1 && having <= (all / RARE.0).clamp(2, RARE.1) {
            rare.push((having, word));
        }
    }
    rare.sort();
    rare.truncate(RAREST);
    Ok(rare.into_iter().map(|(having, word)| (word, rarity(all, having))).collect())
}

/// Runs of kanji or katakana that are long enough to mean something, the longest first; none of the names that are compared as names.
fn words(facts: &Facts, text: &str) -> Vec<String> {
    let names: Vec<&str> =
        facts.organization.as_deref().into_iter().chain(facts.parties.iter().map(|p| p.name.as_str())).collect();
    let mut out: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut sort = Script::Other;
    for c in text.chars().take(READ).chain(['\n']) {
        let script = Script::of(c);
        if script == sort && script != Script::Other {
            run.push(c);
            continue;
        }
        let letters = run.chars().count();
        let long = match sort {
            Script::Kanji => (4..=12).contains(&letters),
            Script::Katakana => (5..=20).contains(&letters),
            Script::Other => false,
        };
        if long && !out.contains(&run) && !names.iter().any(|name| name.contains(&run)) {
            out.push(std::mem::take(&mut run));
        }
        run.clear();
        run.push(c);
        sort = script;
        if out.len() >= WORDS * 4 {
            break;
        }
    }
    out.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    out.truncate(WORDS);
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Other,
}

impl Script {
    const fn of(c: char) -> Self {
        match c {
            '\u{4e00}'..='\u{9fff}' | '々' => Self::Kanji,
            '\u{30a1}'..='\u{30fa}' | 'ー' => Self::Katakana,
            _ => Self::Other,
        }
    }
}

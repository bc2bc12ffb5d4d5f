//! What is asked of an engine, and what it answers.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use jikenbo_model::{Code, Date};

use crate::entry::{Entry, Facts, case_key, date_key, month_of, time_key};
use crate::field::Field;
use crate::query::{How, Node, Query};

/// The most hits that are given at once.
pub(crate) const MOST_HITS: usize = 1_000;
/// The most values of a facet.
pub(crate) const MOST_VALUES: usize = 50;

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Newest first, by the date of the notice; those without one last.
    #[default]
    Newest,
    /// Oldest first; those without a date last.
    Oldest,
    /// The best match first, by where and how often the words occur; the newest where that is equal.
    Relevance,
    /// The largest figure first; those without one last.
    Largest,
    /// What came in or changed last.
    Clipped,
}

const SORTS: &[(Sort, &str)] = &[
    (Sort::Newest, "newest"),
    (Sort::Oldest, "oldest"),
    (Sort::Relevance, "relevance"),
    (Sort::Largest, "largest"),
    (Sort::Clipped, "clipped"),
];

impl Sort {
    /// Every order.
    pub fn all() -> impl Iterator<Item = Self> {
        SORTS.iter().map(|(sort, _)| *sort)
    }

    /// Its name in an address: `newest`.
    #[must_use]
    pub fn name(self) -> &'static str {
        SORTS.iter().find(|(sort, _)| *sort == self).map_or("", |(_, name)| name)
    }

    /// The order of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        SORTS.iter().find(|(_, known)| *known == name).map(|(sort, _)| *sort)
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum By {
    /// Each case once.
    #[default]
    Case,
    /// Each notice of a case.
    Notice,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// Which cases.
    pub query: Query,
    /// In which order.
    pub sort: Sort,
    /// At most so many hits (never more than 1,000 at once); 0 asks for the figures alone.
    pub limit: usize,
    /// Those after this one.
    pub after: Option<Cursor>,
    /// Whether the facets are wanted.
    pub facets: bool,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// The hits, in order.
    pub hits: Vec<Hit>,
    /// How many cases match, wherever the page begins.
    pub total: u64,
    /// How many notices they have.
    pub notices: u64,
    /// Where to go on; `None` at the end.
    pub next: Option<Cursor>,
    /// What the matches are like; empty unless asked for.
    pub facets: Vec<Facet>,
}

/// A case that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The case, without its texts.
    pub entry: Entry,
    /// How well it matches; 0 unless relevance was asked for.
    pub score: f32,
}

/// The values that the matches have in one respect, the most frequent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// `kind`, `sector`, `cause`, `item`, `month` or `org`.
    pub name: &'static str,
    /// A code, a month (`2024-06`) or a name, and how many cases have it.
    pub values: Vec<(String, u64)>,
    /// How many values there are besides.
    pub more: usize,
}

/// The facets, in the order in which they are given.
pub(crate) const FACETS: [&str; 6] = ["kind", "sector", "cause", "item", "month", "org"];

impl Facet {
    /// The condition that narrows to one of a facet's values.
    #[must_use]
    pub fn condition(name: &str, value: &str) -> Option<Node> {
        match name {
            "month" => value.parse().ok().map(Node::Month),
            "org" => Some(Node::Name(Field::Org, value.to_owned(), How::Whole)),
            "kind" | "sector" | "cause" | "item" => Some(Node::Code(Field::named(name)?, value.to_owned())),
            _ => None,
        }
    }

    /// From values and counts: the most frequent first, equal ones by name, months by time (the newest first).
    pub(crate) fn of(name: &'static str, mut values: Vec<(String, u64)>) -> Self {
        values.sort_by(|a, b| match name {
            "month" => b.0.cmp(&a.0),
            _ => b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)),
        });
        let more = values.len().saturating_sub(MOST_VALUES);
        values.truncate(MOST_VALUES);
        Self { name, values, more }
    }

    /// The organisations from how often each stands there, its key, and where an example of it is. Only those that are shown are
    /// looked up.
    pub(crate) fn organizations<T, E>(mut counts: Vec<(u64, u64, T)>, name: impl Fn(T) -> Result<String, E>) -> Result<Self, E> {
        counts.sort_by_key(|(count, key, _)| (std::cmp::Reverse(*count), *key));
        let more = counts.len().saturating_sub(MOST_VALUES);
        counts.truncate(MOST_VALUES);
        let values = counts.into_iter().map(|(count, _, example)| Ok((name(example)?, count))).collect::<Result<_, E>>()?;
        Ok(Self { more, ..Self::of("org", values) })
    }
}

/// A place in an order: the sort keys of a hit and its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) sort: Sort,
    pub(crate) key: Key,
}

/// What hits are sorted by: the larger keys first, the smaller case id first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) first: u64,
    pub(crate) second: u64,
    pub(crate) case: String,
}

impl Key {
    pub(crate) fn new(sort: Sort, facts: &Facts, changed_at: &str, score: f32, case: &str) -> Self {
        let date = facts.date.map_or(0, date_key);
        let (first, second) = keys(sort, date, facts.headline.as_ref().map(|c| c.value), time_key(changed_at), score);
        Self { first, second, case: case.to_owned() }
    }
}

/// The sort keys: unknown is 0, the last of all.
pub(crate) fn keys(sort: Sort, date: u64, count: Option<u64>, changed: u64, score: f32) -> (u64, u64) {
    match sort {
        Sort::Newest => (date, changed),
        Sort::Oldest => (if date == 0 { 0 } else { u64::MAX - date }, changed),
        Sort::Relevance => (u64::from(score.max(0.0).to_bits()), date),
        Sort::Largest => (count.map_or(0, |n| n.saturating_add(1)), date),
        Sort::Clipped => (changed, date),
    }
}

impl Ord for Key {
    /// What stands earlier in the list is less.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.first, other.second)
            .cmp(&(self.first, self.second))
            .then_with(|| (case_key(&self.case), &self.case).cmp(&(case_key(&other.case), &other.case)))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:x}.{:x}.{}", self.sort.name(), self.key.first, self.key.second, self.key.case)
    }
}

impl FromStr for Cursor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found: String = text.chars().take(40).collect();
        let wrong = || format!("expected a cursor that a page of results gave, found {found:?}");
        let mut parts = text.splitn(4, '.');
        let mut part = || parts.next().ok_or_else(wrong);
        let sort = Sort::named(part()?).ok_or_else(wrong)?;
        let hex = |text: &str| u64::from_str_radix(text, 16).map_err(|_| wrong());
        let (first, second) = (hex(part()?)?, hex(part()?)?);
        let case = part()?;
        let fits = !case.is_empty() && case.len() <= 64 && case.bytes().all(|b| b.is_ascii_graphic());
        if !fits {
            return Err(wrong());
        }
        Ok(Self { sort, key: Key { first, second, case: case.to_owned() } })
    }
}

/// What charts know of a match: of a case, or of one of its notices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Light {
    /// The date it is filtered by.
    pub date: Option<Date>,
    /// Which organisation: the same number for the same name; 0 if it is not told.
    pub organization: u64,
    /// Its sector.
    pub sector: Option<Code>,
    /// What happened.
    pub kinds: Vec<Code>,
    /// What made it possible.
    pub causes: Vec<Code>,
    /// Which data.
    pub items: Vec<Code>,
    /// The figure that tells how large it was.
    pub count: Option<u64>,
    /// People affected.
    pub people: Option<u64>,
    /// How that figure was said: a code of `bound`.
    pub people_bound: Option<Code>,
    /// Cards affected.
    pub cards: Option<u64>,
    /// How that figure was said.
    pub cards_bound: Option<Code>,
    /// Days from occurrence to discovery.
    pub days_unseen: Option<u32>,
    /// Days from discovery to publication.
    pub days_silent: Option<u32>,
}

impl Light {
    /// Takes over what facts tell, in place.
    pub(crate) fn set(&mut self, facts: &Facts) {
        self.date = facts.date;
        self.organization = facts.organization.as_deref().map_or(0, organization_key);
        self.sector.clone_from(&facts.sector);
        self.kinds.clone_from(&facts.kinds);
        self.causes.clone_from(&facts.causes);
        self.items.clone_from(&facts.items);
        self.count = facts.headline.as_ref().map(|c| c.value);
        self.people = facts.people;
        self.people_bound.clone_from(&facts.people_bound);
        self.cards = facts.cards;
        self.cards_bound.clone_from(&facts.cards_bound);
        self.days_unseen = facts.days_unseen;
        self.days_silent = facts.days_silent;
    }

    /// Its month, as facets name it.
    #[must_use]
    pub fn month(&self) -> Option<String> {
        self.date.map(month_of)
    }
}

/// A number for an organisation's name, the same on every machine (FNV-1a of the folded name); never 0.
#[must_use]
pub(crate) fn organization_key(name: &str) -> u64 {
    let hash =
        crate::fold(name).bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    hash.max(1)
}

//! A query compared with one case: the definition of what matches.

use jikenbo_model::{Code, Date};

use crate::entry::{Entry, date_key, day_keys, time_key};
use crate::field::{Field, Figure};
use crate::fold::fold;
use crate::query::{How, Node, Op, needle};
use crate::{Needle, Query};

/// Between parts of a folded text; folding leaves no control character.
pub(crate) const BETWEEN: char = '\u{1f}';

/// A case's texts, folded once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoldedEntry {
    /// Every part that words are looked for in.
    pub(crate) all: String,
    /// The names of each field that is compared with words, folded.
    pub(crate) names: Vec<(Field, Vec<String>)>,
}

impl FoldedEntry {
    pub(crate) fn new(entry: &Entry) -> Self {
        let mut all = String::new();
        for part in entry.parts().map(fold).filter(|p| !p.is_empty()) {
            // What stands in the texts already need not be looked for twice.
            if !all.contains(&part) {
                if !all.is_empty() {
                    all.push(BETWEEN);
                }
                all.push_str(&part);
            }
        }
        let names = Field::all().filter(|f| f.has_words()).map(|field| (field, names_of(entry, field))).collect();
        Self { all, names }
    }

    pub(crate) fn names(&self, field: Field) -> &[String] {
        self.names.iter().find(|(known, _)| *known == field).map_or(&[], |(_, names)| names)
    }
}

/// The folded names that a field holds, of the case and of each of its notices.
fn names_of(entry: &Entry, field: Field) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for facts in entry.notices.iter().map(|line| &line.facts).chain([&entry.facts]) {
        match field {
            Field::Org => names.extend(facts.organization.as_deref().map(fold)),
            Field::Title => names.push(fold(&facts.title)),
            Field::Vendor => names.extend(facts.parties.iter().map(|p| fold(&p.name))),
            Field::Service => names.extend(facts.services.iter().map(|s| fold(s))),
            Field::Authority => names.extend(facts.authorities.iter().map(|a| fold(&a.name))),
            _ => {}
        }
    }
    if field == Field::Collection {
        names.extend(entry.collection.as_deref().map(fold));
    }
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    names
}

/// The codes that a field holds.
pub(crate) fn codes_of(entry: &Entry, field: Field) -> Vec<&str> {
    let facts = &entry.facts;
    let many: &[Code] = match field {
        Field::Kind => &facts.kinds,
        Field::Item => &facts.items,
        Field::Cause => &facts.causes,
        Field::Measure => &facts.measures,
        Field::Sector => facts.sector.as_slice(),
        Field::Stage => facts.stage.as_slice(),
        Field::Actor => facts.actor.as_slice(),
        Field::Discoverer => facts.discovered_by.as_slice(),
        Field::Leak => facts.leak_status.as_slice(),
        Field::Damage => facts.secondary_damage.as_slice(),
        Field::Authority => return facts.authorities.iter().map(|a| a.authority.as_str()).collect(),
        Field::Origin => return vec![entry.origin.name()],
        Field::Org | Field::Vendor | Field::Service | Field::Title | Field::Collection => &[],
    };
    many.iter().map(Code::as_str).collect()
}

/// The figure of a case.
pub(crate) fn figure_of(entry: &Entry, figure: Figure) -> Option<u64> {
    let facts = &entry.facts;
    match figure {
        Figure::Count => facts.headline.as_ref().map(|c| c.value),
        Figure::People => facts.people,
        Figure::Cards => facts.cards,
        Figure::Unseen => facts.days_unseen.map(u64::from),
        Figure::Silent => facts.days_silent.map(u64::from),
        Figure::Notices => Some(entry.notices.len() as u64),
    }
}

/// A query, made ready to be compared with many cases.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    Text(Needle),
    Name(Field, Needle),
    Whole(Field, String),
    Code(Field, String),
    Lacks(Field),
    Number(Figure, Op, u64),
    NoFigure(Figure),
    Month(Date),
    NoMonth,
    NoDate,
    Since(u64),
    Until(u64),
    New(u64),
}

impl Test {
    pub(crate) fn of(query: &Query) -> Self {
        Self::All(query.conditions().iter().map(Self::node).collect())
    }

    fn node(node: &Node) -> Self {
        // Words of which folding leaves nothing ask for nothing.
        let words = |words: &str, how, make: &dyn Fn(Needle) -> Self| needle(words, how).map_or(Self::All(Vec::new()), make);
        match node {
            Node::All(nodes) => Self::All(nodes.iter().map(Self::node).collect()),
            Node::Any(nodes) => Self::Any(nodes.iter().map(Self::node).collect()),
            Node::Not(node) => Self::Not(Box::new(Self::node(node))),
            Node::Text(text, how) => words(text, *how, &Self::Text),
            Node::Name(field, text, How::Whole) => Self::Whole(*field, fold(text)),
            Node::Name(field, text, how) => words(text, *how, &|needle| Self::Name(*field, needle)),
            Node::Code(field, code) => Self::Code(*field, code.clone()),
            Node::Lacks(field) => Self::Lacks(*field),
            Node::Number(figure, op, value) => Self::Number(*figure, *op, *value),
            Node::NoFigure(figure) => Self::NoFigure(*figure),
            Node::Month(date) => Self::Month(*date),
            Node::NoMonth => Self::NoMonth,
            Node::NoDate => Self::NoDate,
            Node::Since(date) => Self::Since(day_keys(*date).0),
            Node::Until(date) => Self::Until(day_keys(*date).1),
            Node::New(at) => Self::New(time_key(at)),
        }
    }

    pub(crate) fn holds(&self, entry: &Entry, folded: &FoldedEntry) -> bool {
        let date = || entry.facts.date.filter(|d| date_key(*d) > 0);
        let day = || date().map(day_keys);
        match self {
            Self::All(tests) => tests.iter().all(|test| test.holds(entry, folded)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(entry, folded)),
            Self::Not(test) => !test.holds(entry, folded),
            Self::Text(needle) => needle.is_in(&folded.all),
            Self::Name(field, needle) => folded.names(*field).iter().any(|name| needle.is_in(name)),
            Self::Whole(field, words) => folded.names(*field).contains(words),
            Self::Code(field, code) => codes_of(entry, *field).contains(&code.as_str()),
            Self::Lacks(field) => codes_of(entry, *field).is_empty() && folded.names(*field).is_empty(),
            Self::Number(figure, op, value) => figure_of(entry, *figure).is_some_and(|n| op.holds(n, *value)),
            Self::NoFigure(figure) => figure_of(entry, *figure).is_none(),
            Self::Month(month) => date().is_some_and(|d| (d.year(), d.month()) == (month.year(), month.month())),
            Self::NoMonth => date().is_none_or(|d| d.month().is_none()),
            Self::NoDate => date().is_none(),
            Self::Since(first) => day().is_some_and(|(_, last)| last >= *first),
            Self::Until(last) => day().is_some_and(|(first, _)| first <= *last),
            Self::New(at) => time_key(&entry.changed_at) >= *at,
        }
    }
}

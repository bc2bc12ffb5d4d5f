//! A query of ours as a query of tantivy's: the same cases match as in [`crate::Scan`].

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as Asked, RangeQuery, TermQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};

use super::grams::cover;
use super::schema::{Fields, NO_DATE, NO_MONTH, code_term, lacks_term, no_figure_term, whole_term};
use crate::Needle;
use crate::entry::{date_key, day_keys, time_key};
use crate::field::Field;
use crate::fold::fold;
use crate::query::{How, Node, Op, Query, needle};

/// How much more words count in the title and in the organisation's name than in the text.
const TITLE: f32 = 4.0;
const ORGANIZATION: f32 = 3.0;

/// Makes queries; with scores or without them.
pub(super) struct Lower<'f> {
    pub(super) fields: &'f Fields,
    pub(super) scored: bool,
}

type Boxed = Box<dyn Asked>;

impl Lower<'_> {
    pub(super) fn query(&self, query: &Query) -> Boxed {
        self.all(query.conditions())
    }

    fn all(&self, nodes: &[Node]) -> Boxed {
        let mut clauses: Vec<(Occur, Boxed)> = Vec::with_capacity(nodes.len() + 1);
        for node in nodes {
            match node {
                Node::Not(inner) => clauses.push((Occur::MustNot, Lower { scored: false, ..*self }.node(inner))),
                node => clauses.push((Occur::Must, self.node(node))),
            }
        }
        if clauses.len() == 1 && clauses[0].0 == Occur::Must {
            return clauses.remove(0).1;
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            clauses.push((Occur::Must, everything()));
        }
        if clauses.len() == 1 {
            return everything();
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn node(&self, node: &Node) -> Boxed {
        match node {
            Node::All(nodes) => self.all(nodes),
            Node::Any(nodes) => union(nodes.iter().map(|node| self.node(node)).collect()),
            Node::Not(_) => self.all(std::slice::from_ref(node)),
            Node::Text(words, how) => needle(words, *how).map_or_else(everything, |needle| self.text(&needle)),
            Node::Name(field, words, How::Whole) => self.term(whole_term(*field, &fold(words))),
            Node::Name(field, words, how) => needle(words, *how).map_or_else(everything, |needle| {
                let field = self.fields.name(*field);
                self.unscored(words_in(field, field, &needle))
            }),
            Node::Code(field, code) => self.term(code_term(*field, code)),
            Node::Lacks(field) => self.term(lacks_term(*field)),
            Node::Number(figure, op, value) => self.number(figure.name(), *op, *value),
            Node::NoFigure(figure) => self.term(no_figure_term(*figure)),
            Node::Month(date) => {
                let last = if date.month().is_some() { date_key(*date) + 31 } else { date_key(*date) };
                self.between("date", date_key(*date), last)
            }
            Node::NoMonth => self.term(NO_MONTH.to_owned()),
            Node::NoDate => self.term(NO_DATE.to_owned()),
            Node::Since(date) => self.number("last_day", Op::AtLeast, day_keys(*date).0),
            Node::Until(date) => self.number("first_day", Op::AtMost, day_keys(*date).1),
            Node::New(at) => self.number("changed", Op::AtLeast, time_key(at)),
        }
    }

    /// Words anywhere; they count more where they stand in the title or in the organisation's name.
    fn text(&self, needle: &Needle) -> Boxed {
        let body = words_in(self.fields.body, self.fields.letters, needle);
        if !self.scored {
            return body;
        }
        let named = |field: Field, weight: f32| -> (Occur, Boxed) {
            let field = self.fields.name(field);
            (Occur::Should, Box::new(BoostQuery::new(words_in(field, field, needle), weight)))
        };
        Box::new(BooleanQuery::new(vec![(Occur::Must, body), named(Field::Title, TITLE), named(Field::Org, ORGANIZATION)]))
    }

    fn term(&self, term: String) -> Boxed {
        self.unscored(Box::new(TermQuery::new(Term::from_field_text(self.fields.terms, &term), IndexRecordOption::Basic)))
    }

    fn number(&self, name: &str, op: Op, value: u64) -> Boxed {
        let term = |value| Term::from_field_u64(self.fields.number(name), value);
        let at = Bound::Included(term(value));
        let (from, to) = match op {
            Op::Equal => (at.clone(), at),
            Op::AtLeast => (at, Bound::Unbounded),
            Op::AtMost => (Bound::Unbounded, at),
            Op::Greater if value == u64::MAX => return Box::new(EmptyQuery),
            Op::Less if value == 0 => return Box::new(EmptyQuery),
            Op::Greater => (Bound::Included(term(value + 1)), Bound::Unbounded),
            Op::Less => (Bound::Unbounded, Bound::Included(term(value - 1))),
        };
        self.unscored(Box::new(RangeQuery::new(from, to)))
    }

    fn between(&self, name: &str, from: u64, to: u64) -> Boxed {
        let term = |value| Bound::Included(Term::from_field_u64(self.fields.number(name), value));
        self.unscored(Box::new(RangeQuery::new(term(from), term(to))))
    }

    /// What is no word says nothing of how well a case matches.
    fn unscored(&self, query: Boxed) -> Boxed {
        if self.scored { Box::new(ConstScoreQuery::new(query, 0.0)) } else { query }
    }
}

fn everything() -> Boxed {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}

fn union(mut queries: Vec<Boxed>) -> Boxed {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

/// Where any form of the words stands in a field; `letters` is the field of words of one character.
fn words_in(field: IndexField, letters: IndexField, needle: &Needle) -> Boxed {
    let form = |word: &String| -> Boxed {
        let pairs = cover(word);
        let term = |text: &str| Term::from_field_text(field, text);
        match &pairs[..] {
            [] => Box::new(TermQuery::new(Term::from_field_text(letters, word), IndexRecordOption::Basic)),
            [(_, pair)] => Box::new(TermQuery::new(term(pair), IndexRecordOption::WithFreqs)),
            pairs => Box::new(PhraseQuery::new_with_offset(pairs.iter().map(|(at, pair)| (*at, term(pair))).collect())),
        }
    };
    union(needle.forms().iter().map(form).collect())
}

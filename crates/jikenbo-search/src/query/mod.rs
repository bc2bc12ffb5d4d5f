//! The query language: `org:青葉 kind:ransomware 漏えい -訓練 count>1000 since:2024-04`.
//!
//! | written | means |
//! |---|---|
//! | `漏えい カード` | both words, anywhere in title, text and facts, in any of their spellings |
//! | `「個人情報」`, `"個人情報"` | these words to the letter |
//! | `漏えい OR 紛失 大学` | one of the two, and 大学: OR joins its neighbours before the blank does |
//! | `-訓練` | not this |
//! | `(a b) OR c` | parentheses |
//! | `org:青葉`, `org="青葉堂"` | a field holds the words; a field is these words |
//! | `kind:ransomware`, `kind:ランサムウェア` | a code, or its label |
//! | `kind:-` | the field is not told |
//! | `count>1000`, `people<=1万` | figures: `>`, `>=`, `<`, `<=`, `=`; what is not told is never a match |
//! | `since:2024-04`, `until:2024` | dates: that can be on or after, on or before |
//! | `people:-` | the figure is not told |
//! | `month:2024-06`, `month:2024` | dates told to that month; dates of which only that year is told |
//! | `month:-`, `date:-` | no month is told; no date is told |
//! | `new:2024-06-01` | that came in or changed since (UTC) |
//!
//! Signs may be full-width, and fields may be named in Japanese (`組織：青葉`).

mod display;
mod error;
mod parse;
mod when;

use jikenbo_model::Date;

pub use error::QueryError;

use crate::Needle;
use crate::field::{Field, Figure, Labels};

/// The longest query, in characters.
pub(crate) const LONGEST: usize = 1_000;
/// The most conditions of a query.
pub(crate) const MOST: usize = 64;
/// The deepest parentheses.
pub(crate) const DEEPEST: usize = 8;

/// How words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// They occur, in any of their spellings.
    Word,
    /// They occur to the letter (width, case and blanks do not count).
    Exact,
    /// They are all that stands there.
    Whole,
}

/// A comparison of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is its sign")]
pub enum Op {
    Equal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Op {
    /// Its sign: `>=`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Whether `figure` stands so to `value`.
    #[must_use]
    pub const fn holds(self, figure: u64, value: u64) -> bool {
        match self {
            Self::Equal => figure == value,
            Self::Less => figure < value,
            Self::AtMost => figure <= value,
            Self::Greater => figure > value,
            Self::AtLeast => figure >= value,
        }
    }
}

/// A condition, or several joined.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// All of them.
    All(Vec<Node>),
    /// One of them.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// Words anywhere: `How::Word` or `How::Exact`.
    Text(String, How),
    /// A field's words.
    Name(Field, String, How),
    /// A field's code.
    Code(Field, String),
    /// A field that is not told.
    Lacks(Field),
    /// A figure.
    Number(Figure, Op, u64),
    /// A figure that is not told.
    NoFigure(Figure),
    /// A date told to this month; of a year, a date of which only this year is told. So each date is of one month.
    Month(Date),
    /// A date of which no month is told, or none.
    NoMonth,
    /// No date.
    NoDate,
    /// A date that can be on or after this one's first day.
    Since(Date),
    /// A date that can be on or before this one's last day.
    Until(Date),
    /// Came in or changed at this time (UTC, ISO 8601 to any precision) or later.
    New(String),
}

impl Node {
    /// A field's code: `kind:ransomware`.
    #[must_use]
    pub fn code(field: Field, code: &str) -> Self {
        Self::Code(field, code.to_owned())
    }

    /// A field that is just these words: `org="青葉堂"`.
    #[must_use]
    pub fn whole(field: Field, words: &str) -> Self {
        Self::Name(field, words.trim().to_owned(), How::Whole)
    }
}

/// What is asked for: the conditions that must all hold. The default asks for everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Query {
    conditions: Vec<Node>,
}

impl Query {
    /// Reads a query. Blank text asks for everything.
    ///
    /// # Errors
    ///
    /// The first place that is no query: where, what was expected, what was found.
    pub fn parse(text: &str, labels: &dyn Labels) -> Result<Self, QueryError> {
        parse::parse(text, labels)
    }

    /// A query of conditions that must all hold.
    #[must_use]
    pub fn of(conditions: impl IntoIterator<Item = Node>) -> Self {
        conditions.into_iter().fold(Self::default(), Self::with)
    }

    /// The conditions that must all hold, in order: each can be shown (it has `Display`) and taken off.
    #[must_use]
    pub fn conditions(&self) -> &[Node] {
        &self.conditions
    }

    /// Whether everything is asked for.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.conditions.is_empty()
    }

    /// With one condition more; the same if it has it.
    #[must_use]
    pub fn with(mut self, condition: Node) -> Self {
        match condition {
            Node::All(all) => return all.into_iter().fold(self, Self::with),
            condition if self.conditions.contains(&condition) => {}
            condition => self.conditions.push(condition),
        }
        self
    }

    /// Without one condition; the same if it has it not.
    #[must_use]
    pub fn without(mut self, condition: &Node) -> Self {
        self.conditions.retain(|c| c != condition);
        self
    }

    /// The words that a match is to be marked by: all that are asked for anywhere, not those that must be missing.
    #[must_use]
    pub fn needles(&self) -> Vec<Needle> {
        let mut out = Vec::new();
        self.conditions.iter().for_each(|node| node.needles(&mut out));
        out
    }
}

impl Node {
    fn needles(&self, out: &mut Vec<Needle>) {
        match self {
            Self::All(nodes) | Self::Any(nodes) => nodes.iter().for_each(|node| node.needles(out)),
            Self::Text(words, how) | Self::Name(_, words, how) => out.extend(needle(words, *how)),
            _ => {}
        }
    }
}

/// What words are looked for as.
pub(crate) fn needle(words: &str, how: How) -> Option<Needle> {
    if how == How::Word { Needle::word(words) } else { Needle::exact(words) }
}

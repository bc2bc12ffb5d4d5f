//! What a report is made of, whatever its form: blocks of lines, lines of runs. What a notice said is a run of its own, so that each
//! form can keep it from acting as anything but words.

use maud::Markup;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    /// Words of ours.
    Own(String),
    /// The same, strong.
    Strong(String),
    /// The same, soft: what is not told, and what stands beside.
    Soft(String),
    /// Words of a notice.
    Said(String),
    /// Words of a notice that prove a fact, to the letter but for its line breaks.
    Quote(String),
    /// An id or a hash.
    Code(String),
    /// An address: a link where it leads to the web.
    Address(String),
    /// A link of ours: where it leads, and its words, which are a notice's.
    Link(String, String),
}

/// A line.
pub(super) type Line = Vec<Run>;

/// A row of a table: the number by which a drawing leads to it, and its cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Row {
    pub(super) number: Option<usize>,
    pub(super) cells: Vec<Line>,
}

/// A part of a report.
#[derive(Debug, Clone)]
pub(super) enum Block {
    /// The report's title.
    Title(Line),
    /// A heading: 2 for a part, 3 for a case or a section, 4 below it.
    Heading(u8, Line),
    /// A paragraph.
    Words(Line),
    /// A paragraph that is read after the others.
    Small(Line),
    /// Things in a row, a line each.
    List(Vec<Line>),
    /// Terms and what they are, below each other.
    Terms(Vec<(String, Line)>),
    /// A table: its looks, its heads (a leading `>` sets a column of figures), its rows.
    Table(&'static str, Vec<String>, Vec<Row>),
    /// What is drawn: only where there is room for drawings.
    Drawing(Markup),
    /// What stands in place of a drawing where there is none.
    Instead(Vec<Block>),
    /// A case's page break, where there are pages.
    Break,
}

pub(super) fn own(words: impl Into<String>) -> Run {
    Run::Own(words.into())
}

pub(super) fn said(words: &str) -> Run {
    Run::Said(one_line(words))
}

pub(super) fn soft(words: impl Into<String>) -> Run {
    Run::Soft(words.into())
}

/// Words on one line.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A row of cells without a number.
pub(super) fn row(cells: Vec<Line>) -> Row {
    Row { number: None, cells }
}

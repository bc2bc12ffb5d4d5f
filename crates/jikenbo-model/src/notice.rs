//! One text as published, and the spans that point into it.

use crate::Date;

/// A stretch of a [`Notice`]'s text: byte offsets, start inclusive, end exclusive, both on character boundaries.
///
/// In JSON spans are counted in Unicode code points instead; see [`crate::to_json`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte `start` to byte `end` (exclusive).
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The words the span points at; empty if the span does not fit `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies wholly within.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// What the page's markup says a line of the notice is. Plain text says nothing: there every line is a `Line`, and the
/// reader goes by the marks (1. ・ ■ ※) alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BlockKind {
    /// Nothing known from markup.
    #[default]
    Line,
    /// A heading (h1 … h6, caption, a bold line of its own).
    Heading,
    /// An item of a list, or a definition.
    Item,
    /// A row of a table; its cells are separated by tabs.
    Row,
    /// Whose page it is, as the page's title, head or foot says: set below the text, which leaves it out.
    Site,
}

/// A line of the notice's text and what its markup says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The line, without its line break.
    pub span: Span,
    /// What the markup said.
    pub kind: BlockKind,
}

/// One text as published: one organisation's words about one incident.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// The archived text that every span points into: lines divided by `\n`, no trailing line break.
    pub text: String,
    /// The headline, where the page's structure shows it (a post's title, an `h1`).
    pub title: Option<Span>,
    /// The lines in order, where the page's markup was known; empty for plain text.
    pub blocks: Vec<Block>,
    /// Where it was published, if the page says so (a post's permanent link).
    pub url: Option<String>,
    /// A day near which the notice was published, known from outside its text (a feed's or listing's time stamp, or
    /// the posts beside it). It settles years that the text leaves out; it is never itself a fact.
    pub near: Option<Date>,
}

impl Notice {
    /// A notice of plain text: line breaks are made `\n`, blank lines at both ends are dropped.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        Self { text: text.trim_matches('\n').trim_end().to_owned(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_loses_only_blank_ends() {
        assert_eq!(Notice::plain("\r\n\r\n 一\r\n二\r三 \n\n").text, " 一\n二\n三");
    }

    #[test]
    fn a_span_that_does_not_fit_is_empty() {
        assert_eq!(Span::new(1, 3).of("事件"), "");
        assert_eq!(Span::new(0, 3).of("事件"), "事");
    }
}

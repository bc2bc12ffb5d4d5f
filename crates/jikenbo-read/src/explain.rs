//! Every stage of reading as text, for whoever asks why.

use jikenbo_model::Notice;

use crate::Reader;

/// A stage that can be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Words and closed forms.
    Tokens,
    /// Sentences and clauses with what holds in them.
    Clauses,
    /// What rules found, before resolving; then the facts and the doubts.
    Finds,
}

/// The stage as text, a line each.
#[must_use]
pub fn explain(_reader: &Reader, _notice: &Notice, _stage: Stage) -> String {
    String::new()
}

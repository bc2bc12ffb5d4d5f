//! Reads a notice into a record: fold → lex → clause → apply → shape → resolve.

pub mod explain;
pub mod fold;
pub mod lex;
pub mod rule;

use jikenbo_model::{Notice, Reading};

pub use rule::{Failure, Page, RuleError, Rules};

/// Reads notices by a set of rules. Cheap to share between threads; costly (milliseconds) to make.
#[derive(Debug)]
pub struct Reader {
    rules: Rules,
}

impl Reader {
    /// A reader that goes by `rules`.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self { rules }
    }

    /// A reader that goes by the rule pages built into the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self::new(Rules::embedded())
    }

    /// The rules it goes by.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Reads a notice. Total: odd text gives doubts, never an error or a panic.
    #[must_use]
    pub fn read(&self, _notice: &Notice) -> Reading {
        Reading::default()
    }
}

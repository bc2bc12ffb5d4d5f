//! Reads a notice into a record in which every fact points at the words that prove it.
//!
//! The flow has one direction: [`fold`] → [`lex`] → clause → apply → shape → resolve. What it goes by are the rule pages
//! ([`rule`]) and lexicons of the repository, built in; [`explain`] prints every stage. Pure: no network, clock, files or
//! database; the same text gives the same record.

mod apply;
mod clause;
pub mod explain;
pub mod fold;
pub mod lex;
mod resolve;
pub mod rule;
mod shape;
mod token;

use jikenbo_model::{Notice, Reading};

pub use rule::{Failure, Page, RuleError, Rules};

/// Reads notices by a set of rules. Cheap to share between threads; costly (milliseconds) to make.
#[derive(Debug)]
pub struct Reader {
    rules: Rules,
    modal: clause::Modal,
}

impl Reader {
    /// A reader that goes by `rules`.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        let modal = clause::Modal::new(&rules);
        Self { rules, modal }
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
    pub fn read(&self, notice: &Notice) -> Reading {
        shape::read(&self.rules, clause::Text::new(&self.rules, self.modal, notice))
    }
}

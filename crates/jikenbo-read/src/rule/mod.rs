//! Rule pages and lexicons: what they are, and how they are loaded.
//!
//! The language of the pages is described in `docs/rules.md`.

mod check;
pub(crate) mod classes;
mod compile;
mod letters;
mod needs;
mod page;
mod patterns;
mod room;
mod terms;
mod told;
mod trie;
mod vocabulary;
mod words;

use std::fmt;

pub use check::{Failure, check, lines as fact_lines};
pub(crate) use compile::{ByLast, Class, Condition, Element, Rule, Section, Take};
pub(crate) use needs::Needs;
pub use page::{Example, Page};
pub(crate) use patterns::Patterns;
pub(crate) use terms::Terms;
pub(crate) use vocabulary::Vocabulary;

use compile::Compiler;
use page::RawPage;

/// A set of rule pages and lexicons, ready to read by.
#[derive(Debug)]
pub struct Rules {
    pages: Vec<Page>,
    pub(crate) rules: Vec<Rule>,
    /// Rules by the class of their last element.
    pub(crate) by_last: ByLast,
    pub(crate) needs: Needs,
    pub(crate) patterns: Patterns,
    pub(crate) terms: Terms,
    pub(crate) names: classes::Names,
    pub(crate) vocabulary: Vocabulary,
}

/// What is wrong with a rule page, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// The file, as it was given.
    pub file: String,
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// What was expected and found.
    pub what: String,
    /// The line itself, for the caret.
    pub text: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = self.text.chars().take(self.column.saturating_sub(1));
        let blanks: String = before.map(|c| if c.is_ascii() { ' ' } else { '\u{3000}' }).collect();
        write!(f, "{}:{}:{}: {}\n  {}\n  {blanks}^", self.file, self.line, self.column, self.what, self.text)
    }
}

impl std::error::Error for RuleError {}

impl Rules {
    /// The pages and lexicons built into the program.
    ///
    /// # Panics
    ///
    /// Never in a program whose tests passed: they load the same pages.
    #[must_use]
    #[allow(clippy::expect_used, reason = "the pages are part of the program and tested with it")]
    pub fn embedded() -> Self {
        let files: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/pages.rs"));
        let files: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Self::load(&files).map_err(|e| e.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")).expect("embedded pages")
    }

    /// Loads pages and lexicons: pairs of a path (`…/rules/key/code.md`, `…/lexicon/class.txt`) and its text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn load(files: &[(String, String)]) -> Result<Self, Vec<RuleError>> {
        let mut errors = Vec::new();
        let mut compiler = Compiler::default();
        let mut raw = Vec::new();
        for (file, text) in files {
            if file.ends_with(".txt") {
                compiler.lexicon(file, text, &mut errors);
            } else {
                match RawPage::parse(file, text) {
                    Ok(page) => raw.push(page),
                    Err(error) => errors.push(error),
                }
            }
        }
        raw.sort_by(|a, b| a.page.id.cmp(&b.page.id));
        for page in &raw {
            compiler.page(page, &mut errors);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        compiler.finish(raw.into_iter().map(|r| r.page).collect())
    }

    /// The pages, sorted by id.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The page of a fact's rule.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.binary_search_by(|page| page.id.as_str().cmp(id)).ok().map(|at| &self.pages[at])
    }

    /// The distinct words of all pages and lexicons, every choice written out, for measuring.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        self.vocabulary.words()
    }
}

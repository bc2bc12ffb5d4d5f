//! Rule pages: loading, and checking them against their own examples.

use std::fmt;

/// A rule page: one code of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// `key/code`: `timeline/discovery`.
    pub id: String,
    /// The heading, without the id: `発覚`.
    pub title: String,
    /// The whole page as Markdown.
    pub source: String,
}

/// A set of rule pages and lexicons, ready to read by.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    pages: Vec<Page>,
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
        write!(
            f,
            "{}:{}:{}: {}\n  {}\n  {}^",
            self.file,
            self.line,
            self.column,
            self.what,
            self.text,
            " ".repeat(self.column.saturating_sub(1))
        )
    }
}

impl std::error::Error for RuleError {}

/// An example of a page that the reader reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The page's file.
    pub file: String,
    /// Line of the example's input, 1-based.
    pub line: usize,
    /// The example's input.
    pub input: String,
    /// What the page says should be found, one fact a line.
    pub expected: Vec<String>,
    /// What was found.
    pub found: Vec<String>,
}

impl Rules {
    /// The pages and lexicons built into the program.
    #[must_use]
    pub fn embedded() -> Self {
        Self::default()
    }

    /// Loads pages and lexicons: pairs of a path relative to the folder that holds `rules/` and `lexicon/`, and its text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with them.
    pub fn load(_files: &[(String, String)]) -> Result<Self, Vec<RuleError>> {
        Ok(Self::default())
    }

    /// The pages, sorted by id.
    #[must_use]
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The page of a fact's rule.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.id == id)
    }
}

/// Reads every example of every page and tells which do not give what the page expects.
#[must_use]
pub fn check(_reader: &crate::Reader) -> Vec<Failure> {
    Vec::new()
}

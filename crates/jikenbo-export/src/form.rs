//! What every form is to whoever writes it.

use std::io;

use jikenbo_model::labels::Lang;

use crate::{Case, Kept};

/// Writes cases in one form. Cases come in the order in which they shall stand; nothing is whole before [`Exporter::finish`].
pub trait Exporter {
    /// Writes a case.
    ///
    /// # Errors
    ///
    /// What the place says that is written to.
    fn put(&mut self, case: &Case) -> io::Result<()>;

    /// Takes what the casebook keeps beside a case, for the one form that writes it; it comes before the case.
    ///
    /// # Errors
    ///
    /// What the place says that is written to.
    fn keep(&mut self, kept: Kept) -> io::Result<()> {
        let _ = kept;
        Ok(())
    }

    /// Writes what stands after the last case, and everything that was kept back.
    ///
    /// # Errors
    ///
    /// What the place says that is written to.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// What somebody wishes of an export. Each form takes what concerns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The language of headings and labels. Codes and the notices' own words stay as they are.
    pub language: Lang,
    /// How much of STIX is used.
    pub stix: Stix,
    /// Whether the JO model's estimate is told, labelled as one.
    pub estimate: bool,
    /// Whether the notices' texts are written, where the form can hold them.
    pub texts: bool,
    /// Whether the originals are written, where the form can hold them.
    pub originals: bool,
    /// Where the casebook is served (`https://casebook.example.jp`), for links back; `None` for no links.
    pub address: Option<String>,
    /// What tells the casebook from every other: ids that a form makes of ours are made with it.
    pub identity: String,
    /// When it is made (UTC, RFC 3339): told in reports alone.
    pub now: String,
    /// The query by which the cases were chosen, as its own text; empty for all of them.
    pub query: String,
    /// Whether the cases were chosen by their ids: `query` is none then.
    pub chosen: bool,
}

/// How much of STIX is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stix {
    /// What stands in STIX 2.1 itself: every tool reads it.
    #[default]
    Core,
    /// The incident-core extension and a property extension of our own beside it.
    Extended,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            language: Lang::default(),
            stix: Stix::default(),
            estimate: false,
            texts: true,
            originals: true,
            address: None,
            identity: String::new(),
            now: String::new(),
            query: String::new(),
            chosen: false,
        }
    }
}

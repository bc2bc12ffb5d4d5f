//! PDF documents to notices.
//!
//! ```text
//! bytes → scan (limits) → extract (pdf_oxide: runs, rules) → gate (is it text?) → layout → Notice
//! ```
//!
//! [`read`] does it in this process, [`read_in_child`] in another. Parsers of a format as old and wide as PDF hang, recurse
//! and allocate on documents made for it, and no bound inside a parser holds for all of them; a process can be ended. So
//! documents from outside are read by a child, which is this program again: it calls [`serve_stdin`].
//!
//! A crate of its own because its library takes minutes to compile, and nothing else of the project needs it.

mod child;
mod error;
mod extract;
mod fold;
mod fonts;
mod gate;
mod layout;
mod limits;
mod notice;
mod page;
mod scan;
mod spawn;
mod vertical;
mod wire;

use jikenbo_model::Notice;

pub use child::serve_stdin;
pub use error::Error;
pub use limits::Limits;
pub use spawn::{Child, read_in_child};

use crate::page::Run;

/// A document as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its text: paragraphs are lines, rows of tables have tabs between their cells. The whole document is one notice.
    pub notice: Notice,
    /// How many pages it has.
    pub pages: usize,
    /// How many of them have no text: pictures, or nothing at all. What is said there was not read.
    pub blank_pages: usize,
    /// A page or more is set from top to bottom, so the order of its text is doubtful.
    pub vertical: bool,
}

/// Reads a document in this process: for documents of one's own, and for the child.
///
/// # Errors
///
/// See [`Error`]. [`Limits::time`] and [`Limits::memory`] are not kept here.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let mut extracted = extract::extract(bytes, limits)?;
    let pages = extracted.pages.len();
    let blank_pages = extracted.pages.iter().filter(|page| page.runs.is_empty()).count();
    let runs: Vec<&Run> = extracted.pages.iter().flat_map(|page| &page.runs).collect();
    gate::check(pages, &runs)?;
    let turned = extracted.pages.iter_mut().filter_map(|page| vertical::turned(page).then_some(())).count();
    let lines = layout::lines(extracted.pages);
    if lines.iter().all(|line| line.text.is_empty()) {
        return Err(Error::NoText { pages });
    }
    Ok(Document { notice: notice::notice(&lines, extracted.made.as_deref()), pages, blank_pages, vertical: turned > 0 })
}

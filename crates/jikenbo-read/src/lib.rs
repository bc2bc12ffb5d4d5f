//! Reads a notice into a record in which every fact points at the words that prove it.
//!
//! The flow has one direction: [`fold`] → [`lex`] → clause → apply → shape → resolve. What it goes by are the rule pages
//! ([`rule`]) and lexicons of the repository, built in; [`explain`] prints every stage. Pure: no network, clock, files or
//! database; the same text gives the same record.

mod apply;
mod clause;
pub mod explain;
pub mod fold;
mod label;
mod letter;
pub mod lex;
mod resolve;
pub mod rule;
mod shape;
mod sought;
mod token;
mod verdict;

use std::borrow::Cow;

use jikenbo_model::{Block, Doubt, Notice, Reading, Span, Why};

pub use rule::{Failure, Page, RuleError, Rules};
pub use verdict::{Verdict, verdict};

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

    /// Reads a notice. Total: odd text gives doubts, never an error or a panic. Of a text longer than [`LONGEST`] only the
    /// beginning is read, and a doubt says so.
    #[must_use]
    pub fn read(&self, notice: &Notice) -> Reading {
        let head = head(notice);
        let mut reading = shape::read(&self.rules, clause::Text::new(&self.rules, self.modal, &head));
        if head.text.len() < notice.text.len() {
            let from = head.text.rfind('\n').map_or(0, |at| at + 1);
            let why = Why::TooLong { bytes: notice.text.len(), read: head.text.len() }.to_string();
            reading.doubts.push(Doubt { key: "text".into(), span: Span::new(from, head.text.len()), why });
        }
        reading
    }
}

/// The most bytes of a text that are read: several times the longest notice known, so that a page that is none cannot hold up
/// the reading of those that are.
pub const LONGEST: usize = 4 * 1024 * 1024;

/// The notice, or as much of it as is read, to the end of a line or at least of a character.
fn head(notice: &Notice) -> Cow<'_, Notice> {
    if notice.text.len() <= LONGEST {
        return Cow::Borrowed(notice);
    }
    let cut = notice.text.floor_char_boundary(LONGEST);
    let cut = notice.text[..cut].rfind('\n').filter(|at| *at > LONGEST / 2).unwrap_or(cut);
    let within = |span: Span| span.end as usize <= cut;
    let blocks: Vec<Block> = notice.blocks.iter().copied().filter(|b| within(b.span)).collect();
    let title = notice.title.filter(|t| within(*t));
    Cow::Owned(Notice { text: notice.text[..cut].to_owned(), title, blocks, url: notice.url.clone(), near: notice.near })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Reader};
    use jikenbo_model::Notice;

    #[test]
    fn of_a_text_too_long_the_beginning_is_read() {
        let mut text =
            "青葉堂株式会社 不正アクセスのお知らせ 2024年6月5日\n2024年6月3日、不正アクセスを検知しました。\n".to_owned();
        text.push_str(&"ここには何もない。\n".repeat(LONGEST / 20));
        let reading = Reader::embedded().read(&Notice::plain(&text));
        assert_eq!(reading.record.published.map(|f| f.value.to_string()).as_deref(), Some("2024-06-05"));
        assert!(reading.doubts.iter().any(|d| d.key.as_str() == "text" && d.why.contains("only the first")));
    }
}

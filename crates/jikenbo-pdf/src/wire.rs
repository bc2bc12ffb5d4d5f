//! What the child answers: one JSON object, `{"document": …}` or `{"error": …}`.

use jikenbo_model::{Block, BlockKind, Date, Notice, Span};
use serde::{Deserialize, Serialize};

use crate::{Document, Error};

/// The answer of the child.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Answer {
    /// The document.
    Document(Text),
    /// Why there is none.
    Error(Error),
}

/// A [`Document`] in JSON. Spans are byte offsets here.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Text {
    text: String,
    title: Option<(u32, u32)>,
    blocks: Vec<(u32, u32, u8)>,
    near: Option<String>,
    pages: usize,
    blank_pages: usize,
    vertical: bool,
}

const KINDS: [BlockKind; 4] = [BlockKind::Line, BlockKind::Heading, BlockKind::Item, BlockKind::Row];

impl From<Document> for Text {
    fn from(document: Document) -> Self {
        let Document { notice, pages, blank_pages, vertical } = document;
        let kind = |kind: BlockKind| KINDS.iter().position(|&known| known == kind).unwrap_or(0) as u8;
        Self {
            title: notice.title.map(|span| (span.start, span.end)),
            blocks: notice.blocks.iter().map(|block| (block.span.start, block.span.end, kind(block.kind))).collect(),
            near: notice.near.map(|day| day.to_string()),
            text: notice.text,
            pages,
            blank_pages,
            vertical,
        }
    }
}

impl Text {
    /// The document, if its spans fit its text: the child's memory was in the hands of whoever made the document.
    pub(crate) fn document(self) -> Option<Document> {
        let fits = |start: u32, end: u32| self.text.get(start as usize..end as usize).map(|_| Span { start, end });
        let title = match self.title {
            Some((start, end)) => Some(fits(start, end)?),
            None => None,
        };
        let blocks: Option<Vec<Block>> = self
            .blocks
            .iter()
            .map(|&(start, end, kind)| Some(Block { span: fits(start, end)?, kind: *KINDS.get(usize::from(kind))? }))
            .collect();
        let near = self.near.as_deref().and_then(|day| day.parse::<Date>().ok());
        let notice = Notice { title, blocks: blocks?, near, text: self.text, url: None };
        Some(Document { notice, pages: self.pages, blank_pages: self.blank_pages, vertical: self.vertical })
    }
}

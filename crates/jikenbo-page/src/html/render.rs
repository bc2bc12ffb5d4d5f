//! A part of the tree as lines of text.

use ego_tree::NodeId;
use jikenbo_model::BlockKind;

use super::dom::{Node, Visit, attr, is_heading, tag, visit};
use super::inline::Inline;
use super::lists::Lists;
use super::page::Page;
use super::tables::{self, Table};

/// A line as it will stand in the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) kind: BlockKind,
}

/// Elements that stand in lines of their own, with a blank line around.
const PARAGRAPHS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "figure",
    "section",
    "article",
    "hr",
    "address",
    "fieldset",
    "details",
    "menu",
];

/// Elements that stand in lines of their own.
const BLOCKS: &[&str] = &[
    "div",
    "li",
    "dt",
    "dd",
    "tr",
    "td",
    "th",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "main",
    "header",
    "footer",
    "figcaption",
    "legend",
    "summary",
    "center",
    "form",
    "body",
    "html",
    "hgroup",
    "nav",
    "aside",
    "search",
    "dir",
    "listing",
    "xmp",
    "title",
];

/// At most so many blank lines are kept between two lines.
const MAX_BLANKS: usize = 2;

/// The lines of `root`, without the page's own parts and without what `skip` says.
pub(super) fn render(page: &Page, root: Node<'_>, skip: &dyn Fn(Node<'_>) -> bool) -> Vec<Row> {
    let mut renderer = Renderer::new(page, skip, root.id());
    visit(root, &mut renderer);
    renderer.flush();
    renderer.rows
}

/// The words of `root` in one line.
pub(super) fn line(page: &Page, root: Node<'_>) -> String {
    let rows = render(page, root, &|_| false);
    rows.iter().map(|row| row.text.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

struct Renderer<'s> {
    page: &'s Page,
    skip: &'s dyn Fn(Node<'_>) -> bool,
    root: NodeId,
    rows: Vec<Row>,
    inline: Inline,
    /// Blank lines due before the next line.
    blanks: usize,
    kinds: Vec<BlockKind>,
    lists: Lists,
    tables: Vec<Table>,
    /// Open elements whose blanks count.
    pre: usize,
}

impl<'s> Renderer<'s> {
    fn new(page: &'s Page, skip: &'s dyn Fn(Node<'_>) -> bool, root: NodeId) -> Self {
        let inline = Inline::default();
        let (rows, kinds, tables) = (Vec::new(), Vec::new(), Vec::new());
        Self { page, skip, root, rows, inline, blanks: 0, kinds, lists: Lists::default(), tables, pre: 0 }
    }

    /// Ends the line.
    fn flush(&mut self) {
        let written = self.inline.take();
        if written.text.is_empty() {
            // A line of nothing but a no-break space is how editors make a blank line.
            self.blanks = self.blanks.max(usize::from(written.spaced));
            return;
        }
        if !self.rows.is_empty() {
            let blank = Row { text: String::new(), kind: BlockKind::Line };
            self.rows.extend(std::iter::repeat_n(blank, self.blanks.min(MAX_BLANKS)));
        }
        self.blanks = 0;
        let kind = match self.kinds.last() {
            _ if self.in_row() => BlockKind::Row,
            Some(kind) => *kind,
            None if written.bold && !written.text.contains('。') => BlockKind::Heading,
            None => BlockKind::Line,
        };
        let text = if self.in_row() { written.text } else { self.lists.mark(written.text) };
        self.rows.push(Row { text, kind });
    }

    fn in_row(&self) -> bool {
        self.tables.last().is_some_and(|table| table.in_row)
    }

    /// Ends the line, or inside a table's row only the word.
    fn break_line(&mut self) {
        if self.in_row() { self.inline.space() } else { self.flush() }
    }

    fn break_paragraph(&mut self) {
        self.break_line();
        if !self.in_row() && !self.lists.inside() {
            self.blanks = self.blanks.max(1);
        }
    }

    fn line_break(&mut self) {
        if self.in_row() {
            self.inline.space();
        } else if self.inline.is_blank() {
            self.inline.take();
            self.blanks += 1;
        } else {
            self.flush();
        }
    }

    fn open_table_part(&mut self, name: &str) {
        let Some(table) = self.tables.last_mut().filter(|table| !table.layout) else { return };
        match name {
            "tr" => (table.in_row, table.cells) = (true, 0),
            "td" | "th" if table.in_row => {
                table.cells += 1;
                if table.cells > 1 {
                    self.inline.cell();
                }
            }
            _ => {}
        }
    }

    fn open_item(&mut self, node: Node<'_>) {
        if self.in_row() {
            self.inline.word("・");
        } else {
            self.lists.item(attr(node, "value"));
        }
    }

    fn pre(&mut self, text: &str) {
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.line_break();
            }
            self.inline.raw(line);
        }
    }
}

/// The kind of lines an element makes, if it says so.
fn kind_of(node: Node<'_>) -> Option<BlockKind> {
    match tag(node) {
        "caption" => Some(BlockKind::Heading),
        "li" | "dt" | "dd" => Some(BlockKind::Item),
        _ if is_heading(node) => Some(BlockKind::Heading),
        _ => None,
    }
}

fn is_pre(name: &str) -> bool {
    matches!(name, "pre" | "xmp" | "listing")
}

impl<'a> Visit<'a> for Renderer<'_> {
    fn open(&mut self, node: Node<'a>) -> bool {
        if let Some(text) = node.value().as_text() {
            if self.pre > 0 && !self.in_row() {
                self.pre(text)
            } else {
                self.inline.text(text)
            }
            return false;
        }
        if node.id() != self.root && (self.page.is_out(node) || (self.skip)(node)) {
            return false;
        }
        let name = tag(node);
        if PARAGRAPHS.contains(&name) {
            self.break_paragraph();
        } else if BLOCKS.contains(&name) {
            self.break_line();
        }
        match name {
            "br" => self.line_break(),
            "b" | "strong" => self.inline.bold += 1,
            "ul" | "ol" | "menu" if !self.in_row() => self.lists.open(node),
            "li" => self.open_item(node),
            "table" => self.tables.push(tables::look(node)),
            "tr" | "td" | "th" => self.open_table_part(name),
            _ => {}
        }
        self.pre += usize::from(is_pre(name));
        self.kinds.extend(kind_of(node));
        true
    }

    fn close(&mut self, node: Node<'a>) {
        let name = tag(node);
        let paragraph = PARAGRAPHS.contains(&name);
        if (paragraph || BLOCKS.contains(&name)) && !matches!(name, "td" | "th") {
            self.break_line();
        }
        match name {
            "tr" => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.in_row = false;
                }
            }
            "td" | "th" => self.break_line(),
            "table" => drop(self.tables.pop()),
            "ul" | "ol" | "menu" if !self.in_row() => self.lists.close(),
            "b" | "strong" => self.inline.bold = self.inline.bold.saturating_sub(1),
            _ => {}
        }
        self.pre -= usize::from(is_pre(name));
        if kind_of(node).is_some() {
            self.kinds.pop();
        }
        if paragraph {
            self.break_paragraph();
        }
    }
}

//! Tables of facts and tables of layout.

use super::dom::{Node, attr, is_heading, tag, walk};

/// A table that is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    /// Cells are parts of the page and not facts in a row.
    pub(super) layout: bool,
    pub(super) in_row: bool,
    pub(super) cells: usize,
}

/// Paragraphs in one cell from which on it is a part of the page.
const PARAGRAPHS: usize = 3;

/// What a table is for. A table that holds tables, headings or many paragraphs sets out a page, and so does one of a
/// single column.
pub(super) fn look(table: Node<'_>) -> Table {
    let mut widest = 0;
    let mut cells = 0;
    let mut paragraphs = 0;
    let mut layout = attr(table, "role") == Some("presentation");
    for node in walk(table, |n| n.id() == table.id() || tag(n) != "table").skip(1) {
        match tag(node) {
            "table" => layout = true,
            "tr" => cells = 0,
            "td" | "th" => {
                cells += 1;
                paragraphs = 0;
            }
            "p" => paragraphs += 1,
            _ if is_heading(node) => layout = true,
            _ => {}
        }
        widest = widest.max(cells);
        layout |= paragraphs >= PARAGRAPHS;
    }
    Table { layout: layout || widest < 2, in_row: false, cells: 0 }
}

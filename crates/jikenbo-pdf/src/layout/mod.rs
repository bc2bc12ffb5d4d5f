//! Pages of runs to the lines of a text, in reading order.
//!
//! ```text
//! runs → ruby taken out → ruled tables → lines → running heads taken out → columns → paragraphs joined
//! ```

mod columns;
mod furniture;
mod grid;
mod line;
mod paragraphs;
mod ruby;

use crate::page::Page;

pub(crate) use self::line::{Kind, Line};
pub(crate) use self::paragraphs::{begins_anew, body_size};

/// The lines of a document.
pub(crate) fn lines(pages: Vec<Page>) -> Vec<Line> {
    let edges: Vec<(f32, f32)> = pages.iter().map(|page| (page.bottom, page.top)).collect();
    let mut sheets: Vec<Vec<Line>> = pages.into_iter().map(page_lines).collect();
    // Before the columns are looked for: running heads are wider than the text.
    furniture::remove(&mut sheets, &edges);
    paragraphs::join(sheets.into_iter().map(columns::order).collect())
}

fn page_lines(page: Page) -> Vec<Line> {
    let runs = ruby::without(page.runs);
    let (tables, rest) = grid::tables(&page.rules, runs);
    let mut lines = line::build(rest);
    lines.extend(tables);
    lines.sort_by(|a, b| b.base.total_cmp(&a.base));
    lines
}

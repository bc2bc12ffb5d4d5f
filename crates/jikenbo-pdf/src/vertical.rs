//! Text set from top to bottom: the page is turned, so that its columns are lines from right to left, and told as doubtful.

use crate::page::{Page, Run};

/// The page with its columns as lines, if a third of its characters or more are set from top to bottom. Some programs say so in
/// the font; others place each character by itself, below the one before.
pub(crate) fn turned(page: &mut Page) -> bool {
    let total: usize = page.runs.iter().map(|run| run.glyphs.len()).sum();
    let said: usize = page.runs.iter().filter(|run| run.vertical).map(|run| run.glyphs.len()).sum();
    if (said + placed(&page.runs)) * 3 < total || total == 0 {
        return false;
    }
    let top = page.top;
    for run in &mut page.runs {
        turn(run, top);
    }
    // What was a rule between rows is one between columns; and no page number stands where it is looked for.
    page.rules.clear();
    true
}

fn turn(run: &mut Run, top: f32) {
    let (left, base, size) = (run.left(), run.base, run.size);
    if run.vertical {
        for glyph in &mut run.glyphs {
            glyph.left += top - base - left;
            glyph.right += top - base - left;
        }
    } else {
        // A character, or a figure of two set upright: its height is its way along the column.
        let step = size / run.glyphs.len().max(1) as f32;
        for (n, glyph) in run.glyphs.iter_mut().enumerate() {
            glyph.left = top - base - size + step * n as f32;
            glyph.right = glyph.left + step;
        }
    }
    run.base = left;
}

/// How many single characters stand under another, with nothing close beside them.
fn placed(runs: &[Run]) -> usize {
    let single: Vec<&Run> = runs.iter().filter(|run| run.glyphs.len() <= 2).collect();
    let mut across = single.clone();
    across.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left().total_cmp(&b.left())));
    let beside = across.windows(2).filter(|pair| {
        let gap = pair[1].left() - pair[0].right();
        (pair[0].base - pair[1].base).abs() < 1.0 && gap.abs() < 0.4 * pair[1].size
    });
    let beside = beside.count();
    let mut down = single;
    down.sort_by(|a, b| a.left().total_cmp(&b.left()).then(b.base.total_cmp(&a.base)));
    let below = down.windows(2).filter(|pair| {
        let step = pair[0].base - pair[1].base;
        (pair[0].left() - pair[1].left()).abs() < 0.3 * pair[1].size && step > 0.5 * pair[1].size && step < 2.0 * pair[1].size
    });
    below.count().saturating_sub(beside)
}

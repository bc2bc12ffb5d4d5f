//! Runs on one baseline make a line.

use crate::page::Run;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words.
    Words,
    /// A row of a table: cells divided by tabs.
    Row,
}

/// A line of a page, or a row of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) base: f32,
    pub(crate) size: f32,
    pub(crate) bold: bool,
    /// The edges of the column it stands in.
    pub(crate) column: (f32, f32),
    /// The page, counted from 0.
    pub(crate) page: usize,
    /// Where its last cell begins, if a wide gap parts it.
    pub(crate) cell: Option<f32>,
    /// More room above than between lines of one paragraph.
    pub(crate) apart: bool,
    /// What it is made of, while the columns of the page are looked for.
    pub(crate) runs: Vec<Run>,
}

/// Gaps from this many ems on part what stands beside one another.
const WIDE: f32 = 1.6;

/// Gaps from this many ems on are a blank between words of Latin letters.
const BLANK: f32 = 0.18;

/// The same where one side is Japanese: a quarter of an em is set there without a blank.
const MIXED_BLANK: f32 = 0.45;

/// Gaps from this many ems on are a full-width blank between words of Japanese.
const FULL_BLANK: f32 = 0.7;

/// The lines that runs make.
pub(crate) fn build(mut runs: Vec<Run>) -> Vec<Line> {
    runs.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.left().total_cmp(&b.left())));
    // A group keeps the baseline and the size of its largest run.
    let mut groups: Vec<(f32, f32, Vec<Run>)> = Vec::new();
    for run in runs {
        match groups.last_mut() {
            // Signs set a little higher or lower (notes, units) belong to the line.
            Some((base, size, group)) if (*base - run.base).abs() < 0.4 * size.max(run.size) => {
                if run.size > *size {
                    (*base, *size) = (run.base, run.size);
                }
                group.push(run);
            }
            _ => groups.push((run.base, run.size, vec![run])),
        }
    }
    groups.into_iter().filter_map(|(.., runs)| line(runs)).collect()
}

/// A line of the runs; none if there are none.
pub(crate) fn line(mut runs: Vec<Run>) -> Option<Line> {
    runs.sort_by(|a, b| a.left().total_cmp(&b.left()));
    let largest = runs.iter().max_by(|a, b| a.glyphs.len().cmp(&b.glyphs.len()).then(a.size.total_cmp(&b.size)))?;
    let (size, base) = (largest.size, largest.base);
    let (left, right) =
        (runs.iter().map(Run::left).fold(f32::MAX, f32::min), runs.iter().map(Run::right).fold(f32::MIN, f32::max));
    let bold = runs.iter().all(|run| run.bold);
    let text = text(&runs, size);
    let cell = runs.windows(2).rfind(|pair| pair[1].left() - pair[0].right() > WIDE * size).map(|pair| pair[1].left());
    Some(Line {
        text,
        kind: Kind::Words,
        left,
        right,
        base,
        size,
        bold,
        column: (left, right),
        page: 0,
        cell,
        apart: false,
        runs,
    })
}

/// The words of the runs, with what the gaps between them mean.
fn text(runs: &[Run], size: f32) -> String {
    let mut out = String::new();
    let mut last: Option<&Run> = None;
    for run in runs {
        if let Some(last) = last {
            let gap = run.left() - last.right();
            let (before, after) = (out.chars().last(), run.glyphs.first().map(|glyph| glyph.char));
            let (before, after) = (tight(before), tight(after));
            if gap > WIDE * size {
                out.push('\t');
            } else if (before || after) && gap > FULL_BLANK * size {
                out.push('\u{3000}');
            } else if gap > size * if before || after { MIXED_BLANK } else { BLANK } && !(before && after) {
                out.push(' ');
            }
        }
        out.push_str(&run.text());
        last = Some(run);
    }
    out
}

/// Whether a character is set without blanks around it.
fn tight(c: Option<char>) -> bool {
    c.is_none_or(|c| c as u32 >= 0x2e80)
}

impl Line {
    /// The places inside the line where nothing stands for at least `width`.
    pub(crate) fn gaps(&self, width: f32) -> Vec<(f32, f32)> {
        let mut gaps = Vec::new();
        let mut right = self.left;
        for run in &self.runs {
            if run.left() - right >= width {
                gaps.push((right, run.left()));
            }
            right = right.max(run.right());
        }
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::build;
    use crate::page::Run;

    #[test]
    fn runs_on_one_baseline_are_one_line() {
        let runs = vec![
            Run::sample("件", 130.0, 700.2, 10.0),
            Run::sample("会員", 100.0, 700.0, 10.0),
            Run::sample("※1", 120.0, 703.0, 6.0),
            Run::sample("氏名", 100.0, 680.0, 10.0),
            Run::sample("電話番号", 160.0, 680.0, 10.0),
        ];
        let texts: Vec<String> = build(runs).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["会員※1件", "氏名\t電話番号"]);
    }
}

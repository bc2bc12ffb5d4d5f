//! Ruled tables: rules that cross make cells, and what stands in the cells of a row makes a row.

use super::line::{self, Kind, Line};
use crate::page::{Rule, Run};

/// How far apart two rules may lie and be one, and how far rules may miss one another at a corner.
const NEAR: f32 = 3.0;

/// More rules than any page of tables has: charts and maps are left alone.
const MOST: usize = 4000;

/// The rows and columns of a table.
#[derive(Debug, Default)]
struct Grid {
    /// Edges from left to right.
    xs: Vec<f32>,
    /// Edges from top to bottom.
    ys: Vec<f32>,
    rules: Vec<Rule>,
}

/// The rows of the page's ruled tables, and the runs that stand in none.
pub(crate) fn tables(rules: &[Rule], runs: Vec<Run>) -> (Vec<Line>, Vec<Run>) {
    let mut rest = runs;
    let mut rows = Vec::new();
    for grid in grids(rules) {
        let (inside, outside): (Vec<Run>, Vec<Run>) = rest.into_iter().partition(|run| grid.holds(run));
        rest = outside;
        rows.extend(grid.rows(inside));
    }
    (rows, rest)
}

/// Rules that touch, level and upright, as grids of at least two columns.
fn grids(rules: &[Rule]) -> Vec<Grid> {
    if rules.len() > MOST {
        return Vec::new();
    }
    let mut group: Vec<usize> = (0..rules.len()).collect();
    for (n, a) in rules.iter().enumerate() {
        for (m, b) in rules.iter().enumerate().skip(n + 1) {
            if touch(a, b) {
                let (into, from) = (root(&mut group, n), root(&mut group, m));
                group[from] = into;
            }
        }
    }
    let mut grids: Vec<(usize, Grid)> = Vec::new();
    for (n, rule) in rules.iter().enumerate() {
        let root = root(&mut group, n);
        match grids.iter_mut().find(|(of, _)| *of == root) {
            Some((_, grid)) => grid.rules.push(*rule),
            None => grids.push((root, Grid { rules: vec![*rule], ..Grid::default() })),
        }
    }
    grids.into_iter().map(|(_, grid)| grid.measured()).filter(|grid| grid.xs.len() >= 3 && grid.ys.len() >= 2).collect()
}

fn root(group: &mut [usize], mut of: usize) -> usize {
    while group[of] != of {
        group[of] = group[group[of]];
        of = group[of];
    }
    of
}

fn touch(a: &Rule, b: &Rule) -> bool {
    let within = |at: f32, rule: &Rule| at > rule.from - NEAR && at < rule.to + NEAR;
    if a.upright == b.upright {
        return (a.at - b.at).abs() < NEAR && a.from < b.to + NEAR && b.from < a.to + NEAR;
    }
    within(a.at, b) && within(b.at, a)
}

impl Grid {
    fn measured(mut self) -> Self {
        let edges = |upright: bool| {
            let mut at: Vec<f32> = self.rules.iter().filter(|rule| rule.upright == upright).map(|rule| rule.at).collect();
            at.sort_by(f32::total_cmp);
            at.dedup_by(|next, last| *next - *last < NEAR);
            at
        };
        let (xs, mut ys) = (edges(true), edges(false));
        ys.reverse();
        // Tables open at their sides are closed where their level rules end.
        self.xs = xs;
        self.ys = ys;
        if !self.xs.is_empty() {
            let level = self.rules.iter().filter(|rule| !rule.upright);
            let (from, to) = level.fold((f32::MAX, f32::MIN), |(from, to), rule| (from.min(rule.from), to.max(rule.to)));
            if from < self.xs[0] - 2.0 * NEAR {
                self.xs.insert(0, from);
            }
            if to > self.xs[self.xs.len() - 1] + 2.0 * NEAR {
                self.xs.push(to);
            }
        }
        self
    }

    fn holds(&self, run: &Run) -> bool {
        let (left, right) = (self.xs[0], self.xs[self.xs.len() - 1]);
        let (top, bottom) = (self.ys[0], self.ys[self.ys.len() - 1]);
        let middle = (run.left() + run.right()) / 2.0;
        middle > left && middle < right && run.middle() < top && run.middle() > bottom
    }

    /// The rows, each with the text of its cells.
    fn rows(&self, runs: Vec<Run>) -> Vec<Line> {
        let (columns, height) = (self.xs.len() - 1, self.ys.len() - 1);
        let mut cells: Vec<Vec<Run>> = vec![Vec::new(); columns * height];
        let mut open = runs;
        while let Some(run) = open.pop() {
            let y = run.middle();
            let row = self.ys.iter().skip(1).position(|&edge| y > edge).unwrap_or(height - 1);
            // A run over an upright rule is two cells' text that the library took for one.
            let crossed = self.xs.iter().copied().find(|&x| run.left() < x - 1.0 && run.right() > x + 1.0 && self.upright(x, y));
            if let Some(x) = crossed {
                let (left, right) = run.split_at(x);
                if !left.glyphs.is_empty() && !right.glyphs.is_empty() {
                    open.extend([left.trimmed(), right.trimmed()].into_iter().filter(|run| !run.glyphs.is_empty()));
                    continue;
                }
                cells[self.cell(&left, &right, row, columns)].push(if left.glyphs.is_empty() { right } else { left });
                continue;
            }
            cells[self.cell(&run, &run, row, columns)].push(run);
        }
        cells.chunks_mut(columns).enumerate().filter_map(|(n, cells)| self.row(n, cells)).collect()
    }

    /// Which cell a run belongs to: that of its left end, and the first row of cells that no rule parts.
    fn cell(&self, run: &Run, other: &Run, mut row: usize, columns: usize) -> usize {
        let run = if run.glyphs.is_empty() { other } else { run };
        let x = run.left() + run.size.min(run.right() - run.left()) / 2.0;
        let mut column = self.xs.iter().skip(1).position(|&edge| x < edge).unwrap_or(columns - 1);
        while row > 0 && !self.level(self.ys[row], x) {
            row -= 1;
        }
        while column > 0 && !self.upright(self.xs[column], run.middle()) {
            column -= 1;
        }
        row * columns + column
    }

    fn upright(&self, x: f32, y: f32) -> bool {
        self.rules.iter().any(|rule| rule.upright && (rule.at - x).abs() < NEAR && rule.from - NEAR < y && y < rule.to + NEAR)
    }

    fn level(&self, y: f32, x: f32) -> bool {
        self.rules.iter().any(|rule| !rule.upright && (rule.at - y).abs() < NEAR && rule.from - NEAR < x && x < rule.to + NEAR)
    }

    fn row(&self, n: usize, cells: &mut [Vec<Run>]) -> Option<Line> {
        let filled = cells.iter().rposition(|cell| !cell.is_empty())? + 1;
        let size = cells.iter().flatten().map(|run| run.size).fold(1.0, f32::max);
        let bold = cells.iter().flatten().all(|run| run.bold);
        let texts: Vec<String> =
            cells[..filled].iter_mut().enumerate().map(|(m, cell)| self.text(m, std::mem::take(cell))).collect();
        let (left, right) = (self.xs[0], self.xs[self.xs.len() - 1]);
        let text = texts.join("\t");
        Some(Line {
            text,
            kind: Kind::Row,
            left,
            right,
            base: self.ys[n] - 1.0,
            size,
            bold,
            column: (left, right),
            page: 0,
            cell: None,
            apart: false,
            runs: Vec::new(),
        })
    }

    /// The lines of a cell as one: a line that is full goes on in the next without a blank.
    fn text(&self, column: usize, runs: Vec<Run>) -> String {
        let lines = line::build(runs);
        let right = lines.iter().map(|line| line.right).fold(self.xs[column], f32::max);
        let mut out = String::new();
        let mut full = true;
        for line in lines {
            let words = line.text.replace('\t', " ");
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if !out.is_empty() && (!full || latin(out.chars().last()) && latin(words.chars().next())) {
                out.push(' ');
            }
            full = line.right > right - 1.2 * line.size && line.right > self.xs[column + 1] - 3.0 * line.size;
            out.push_str(&words);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::tables;
    use crate::page::{Rule, Run};

    fn level(at: f32, from: f32, to: f32) -> Rule {
        Rule { upright: false, at, from, to }
    }

    fn upright(at: f32, from: f32, to: f32) -> Rule {
        Rule { upright: true, at, from, to }
    }

    #[test]
    fn cells_of_a_row_are_divided_by_tabs() {
        let rules: Vec<Rule> =
            [level(700.0, 50.0, 300.0), level(660.0, 50.0, 300.0), level(640.0, 100.0, 300.0), level(620.0, 50.0, 300.0)]
                .into_iter()
                .chain([50.0, 100.0, 300.0].map(|x| upright(x, 620.0, 700.0)))
                .collect();
        let runs = vec![
            Run::sample("区分", 55.0, 685.0, 10.0),
            Run::sample("氏名、住所、電話番号、生年月日、会員番", 105.0, 685.0, 10.0),
            Run::sample("号", 105.0, 670.0, 10.0),
            // One cell over two rows.
            Run::sample("取引先", 55.0, 636.0, 10.0),
            Run::sample("会社名", 105.0, 645.0, 10.0),
            Run::sample("担当者", 105.0, 625.0, 10.0),
            Run::sample("表の外", 50.0, 600.0, 10.0),
        ];
        let (rows, rest) = tables(&rules, runs);
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(texts, ["区分\t氏名、住所、電話番号、生年月日、会員番号", "取引先\t会社名", "\t担当者"]);
        assert_eq!(rest.len(), 1);
    }

    #[test]
    fn a_frame_is_no_table() {
        let rules =
            [level(700.0, 50.0, 300.0), level(600.0, 50.0, 300.0), upright(50.0, 600.0, 700.0), upright(300.0, 600.0, 700.0)];
        let (rows, rest) = tables(&rules, vec![Run::sample("お問い合わせ", 60.0, 650.0, 10.0)]);
        assert!(rows.is_empty() && rest.len() == 1);
    }
}

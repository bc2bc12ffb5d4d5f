//! Columns: text set beside text is read down the one and then down the other. Cells beside cells are read across.

use super::line::{self, Kind, Line};
use crate::page::Run;

/// How wide the gutter between columns is at the least, in ems.
const GUTTER: f32 = 1.0;

/// Fewer lines beside one another than this are no columns.
const LINES: usize = 4;

/// How much of its column a line of running text fills at the least, on average.
const FULL: f32 = 0.55;

/// How many columns may stand beside one another.
const MOST: usize = 4;

/// The lines of a page (from top to bottom) in reading order, each with the edges of its column.
pub(super) fn order(lines: Vec<Line>) -> Vec<Line> {
    part(lines, MOST)
}

fn part(lines: Vec<Line>, most: usize) -> Vec<Line> {
    let mut out = Vec::new();
    let mut rest = lines;
    while let Some(band) = (most > 1).then(|| band(&rest)).flatten() {
        let below = rest.split_off(band.end);
        let columns = rest.split_off(band.start);
        out.extend(edged(rest));
        let (left, right) = divide(columns, band.gutter);
        out.extend(edged(left));
        out.extend(part(right, most - 1));
        rest = below;
    }
    out.extend(edged(rest));
    out
}

/// Lines that have their words on both sides of one gutter.
struct Band {
    start: usize,
    end: usize,
    gutter: f32,
}

/// The first band of columns among the lines.
fn band(lines: &[Line]) -> Option<Band> {
    let mut start = 0;
    while start < lines.len() {
        let (end, gutter) = reach(lines, start);
        if let Some(band) = gutter.and_then(|gutter| trimmed(lines, start, end, gutter)) {
            return Some(band);
        }
        start = end.max(start + 1);
    }
    None
}

/// How far a gutter goes down from a line that has one.
fn reach(lines: &[Line], start: usize) -> (usize, Option<f32>) {
    let Some(mut gutter) = begun(&lines[start], lines.get(start + 1)) else { return (start + 1, None) };
    let mut end = start;
    for line in &lines[start..] {
        let Some(next) = narrowed(line, gutter, GUTTER * line.size) else { break };
        gutter = next;
        end += 1;
    }
    (end, Some((gutter.0 + gutter.1) / 2.0))
}

/// Where a gutter may begin: the widest gap of a line, or that between two lines beside one another. (Headings of one column
/// put its lines between those of the other.)
fn begun(line: &Line, next: Option<&Line>) -> Option<(f32, f32)> {
    if line.kind == Kind::Row {
        return None;
    }
    let width = GUTTER * line.size;
    let widest = line.gaps(width).into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    widest.or_else(|| {
        let next = next.filter(|next| next.kind == Kind::Words && line.base - next.base < 1.3 * line.size)?;
        let (left, right) = if line.left < next.left { (line, next) } else { (next, line) };
        (right.left - left.right >= width).then_some((left.right, right.left))
    })
}

/// The gutter as the line leaves it; nothing if the line stands across. A line with words on one side only leaves it alone.
fn narrowed(line: &Line, (from, to): (f32, f32), width: f32) -> Option<(f32, f32)> {
    if line.kind == Kind::Row {
        return None;
    }
    if line.right <= to - width {
        return Some((from.max(line.right), to));
    }
    if line.left >= from + width {
        return Some((from, to.min(line.left)));
    }
    let shared = line.gaps(width).into_iter().map(|gap| (gap.0.max(from), gap.1.min(to)));
    shared.filter(|gap| gap.1 - gap.0 >= width * 0.8).max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

/// The band if both its sides are running text.
fn trimmed(lines: &[Line], start: usize, end: usize, gutter: f32) -> Option<Band> {
    let of =
        |left: bool| lines[start..end].iter().filter(move |line| if left { line.left < gutter } else { line.right > gutter });
    let lowest = |left: bool| of(left).map(|line| line.base).fold(f32::MAX, f32::min);
    // Both sides go down to here; what stands lower goes on in one column, until more room than a line's parts it.
    let bottom = lowest(true).max(lowest(false));
    let mut stop = start + lines[start..end].iter().take_while(|line| line.base >= bottom).count();
    while stop < end && lines[stop - 1].base - lines[stop].base < 2.2 * lines[stop].size {
        stop += 1;
    }
    let beside = |left: bool| of(left).filter(|line| line.base >= bottom).count();
    if beside(true) < LINES || beside(false) < LINES {
        return None;
    }
    let (left, right) = sides(&lines[start..stop], gutter);
    (fills(&left) && fills(&right)).then_some(Band { start, end: stop, gutter })
}

/// Where the words of lines begin and end.
type Ends = Vec<(f32, f32)>;

fn sides(lines: &[Line], gutter: f32) -> (Ends, Ends) {
    let extent = |runs: &mut dyn Iterator<Item = &Run>| {
        let (from, to) = runs.fold((f32::MAX, f32::MIN), |(from, to), run| (from.min(run.left()), to.max(run.right())));
        (from < to).then_some((from, to))
    };
    let left = lines.iter().filter_map(|line| extent(&mut line.runs.iter().filter(|run| run.left() < gutter)));
    let right = lines.iter().filter_map(|line| extent(&mut line.runs.iter().filter(|run| run.left() >= gutter)));
    (left.collect(), right.collect())
}

/// Whether lines are running text: on average they fill most of their column, and the column holds more than a few words.
fn fills(lines: &[(f32, f32)]) -> bool {
    let (from, to) = lines.iter().fold((f32::MAX, f32::MIN), |(from, to), line| (from.min(line.0), to.max(line.1)));
    let filled: f32 = lines.iter().map(|line| line.1 - line.0).sum();
    let width = to - from;
    lines.len() >= LINES && width > 100.0 && filled / lines.len() as f32 > width * FULL
}

fn divide(lines: Vec<Line>, gutter: f32) -> (Vec<Line>, Vec<Line>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in lines {
        let (before, behind): (Vec<Run>, Vec<Run>) = line.runs.into_iter().partition(|run| run.left() < gutter);
        left.extend(line::line(before));
        right.extend(line::line(behind));
    }
    (left, right)
}

/// The lines with the edges of the column that they make.
fn edged(mut lines: Vec<Line>) -> Vec<Line> {
    let words = || lines.iter().filter(|line| line.kind == Kind::Words);
    let left = words().map(|line| line.left).fold(f32::MAX, f32::min);
    let edges = (left, right_edge(left, words().map(|line| (line.right, line.size)).collect()));
    for line in lines.iter_mut().filter(|line| line.kind == Kind::Words) {
        line.column = edges;
    }
    lines
}

/// Where full lines end: a line that no other comes near may stick out, as long addresses do.
fn right_edge(left: f32, mut ends: Vec<(f32, f32)>) -> f32 {
    ends.sort_by(|a, b| b.0.total_cmp(&a.0));
    let Some(&(farthest, _)) = ends.first() else { return left };
    let shared = ends.windows(2).find(|pair| pair[0].0 - pair[1].0 < 1.6 * pair[0].1).map(|pair| pair[0].0);
    shared.filter(|&right| right - left > 0.85 * (farthest - left)).unwrap_or(farthest)
}

#[cfg(test)]
mod tests {
    use super::super::line::build;
    use super::order;
    use crate::page::Run;

    fn read(runs: Vec<Run>) -> Vec<String> {
        order(build(runs)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn columns_of_text_are_read_one_after_the_other() {
        let mut runs = vec![Run::sample("システム障害について、調査の結果をお知らせいたします（第２報）", 50.0, 800.0, 12.0)];
        for n in 0..5u8 {
            let base = 770.0 - 15.0 * f32::from(n);
            runs.push(Run::sample(&format!("左の段の{n}行目のことばがここに並ぶ"), 50.0, base, 10.0));
            runs.push(Run::sample(&format!("右の段の{n}行目のことばがここに並ぶ"), 260.0, base, 10.0));
        }
        runs.push(Run::sample(
            "本件に関するお問い合わせは、広報室までお願いいたします。よろしくお願いいたします。",
            50.0,
            660.0,
            10.0,
        ));
        let texts = read(runs);
        assert_eq!(texts.len(), 12);
        for n in 0..5 {
            assert!(texts[1 + n].starts_with(&format!("左の段の{n}")), "{texts:?}");
            assert!(texts[6 + n].starts_with(&format!("右の段の{n}")), "{texts:?}");
        }
        assert!(texts[11].starts_with("本件"));
    }

    #[test]
    fn names_beside_values_are_read_across() {
        let mut runs = Vec::new();
        for (n, (name, value)) in
            [("名称", "青葉パーツ"), ("発生日", "6月3日"), ("件数", "2,311件"), ("窓口", "相談室"), ("電話", "03-0000-0000")]
                .iter()
                .enumerate()
        {
            let base = 770.0 - 15.0 * n as f32;
            runs.push(Run::sample(name, 50.0, base, 10.0));
            runs.push(Run::sample(value, 200.0, base, 10.0));
        }
        assert_eq!(read(runs)[1], "発生日\t6月3日");
    }
}

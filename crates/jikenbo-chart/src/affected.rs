//! How many people or cards, by powers of ten.

use crate::{Bound, Count, Figure, Row};

/// The units of a bar, by how their figure was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// Just so.
    pub exact: u64,
    /// 約.
    pub about: u64,
    /// 最大: they may belong further down.
    pub at_most: u64,
    /// 以上: they may belong further up.
    pub at_least: u64,
}

impl Bounds {
    /// All of them.
    #[must_use]
    pub const fn all(self) -> u64 {
        self.exact + self.about + self.at_most + self.at_least
    }

    const fn add(&mut self, bound: Bound) {
        match bound {
            Bound::Exact => self.exact += 1,
            Bound::About => self.about += 1,
            Bound::AtMost => self.at_most += 1,
            Bound::AtLeast => self.at_least += 1,
        }
    }
}

/// A bar: figures of `from` and more, and less than `below`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bin {
    /// The least figure.
    pub from: u64,
    /// The figure that is too large; `None` for the last bar.
    pub below: Option<u64>,
    /// The units in it.
    pub units: Bounds,
}

/// How many people or cards were affected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// The bars: nought, and a power of ten each. Those above the largest figure are left out, and nought where nobody said it.
    pub bins: Vec<Bin>,
    /// The units that tell no figure.
    pub not_told: u64,
    /// The units that tell one.
    pub told: u64,
    /// The median figure of those that tell one, a figure a unit (its largest).
    pub median: Option<u64>,
    /// The largest figure.
    pub largest: Option<u64>,
}

/// The last bar begins here.
const TOP: u64 = 10_000_000;

/// Counts [`crate::sorted`] rows by the size of a figure.
pub fn affected(rows: &[Row], figure: impl Fn(&Row) -> Option<Figure>) -> Affected {
    let mut bins: Vec<(Bin, Count)> = edges().into_iter().map(|(from, below)| (bin(from, below), Count::default())).collect();
    let (mut not_told, mut told) = (Count::default(), Count::default());
    let mut largest: Vec<u64> = Vec::new();
    for row in rows {
        let Some(figure) = figure(row) else {
            not_told.add(row.unit);
            continue;
        };
        match (told.add(row.unit), largest.last_mut()) {
            (false, Some(last)) => *last = (*last).max(figure.value),
            _ => largest.push(figure.value),
        }
        let holds = |bin: &Bin| figure.value >= bin.from && bin.below.is_none_or(|below| figure.value < below);
        if let Some((bin, count)) = bins.iter_mut().find(|(bin, _)| holds(bin))
            && count.add(row.unit)
        {
            bin.units.add(figure.bound);
        }
    }
    let mut bins: Vec<Bin> = bins.into_iter().map(|(bin, _)| bin).collect();
    while bins.last().is_some_and(|bin| bin.units.all() == 0) {
        bins.pop();
    }
    if bins.first().is_some_and(|bin| bin.from == 0 && bin.units.all() == 0) {
        bins.remove(0);
    }
    largest.sort_unstable();
    let median = largest.get(largest.len().saturating_sub(1) / 2).copied();
    Affected { bins, not_told: not_told.get(), told: told.get(), median, largest: largest.last().copied() }
}

const fn bin(from: u64, below: Option<u64>) -> Bin {
    Bin { from, below, units: Bounds { exact: 0, about: 0, at_most: 0, at_least: 0 } }
}

/// 0, 1, 10, 100 … and the last, without an end.
fn edges() -> Vec<(u64, Option<u64>)> {
    let mut edges = vec![(0, Some(1))];
    let mut from = 1;
    while from < TOP {
        edges.push((from, Some(from * 10)));
        from *= 10;
    }
    edges.push((TOP, None));
    edges
}

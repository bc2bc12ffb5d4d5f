//! How many days from one milestone to the next.

use std::collections::HashMap;

use jikenbo_model::Code;

use crate::cross::{ordered, told};
use crate::{Count, Row, Spread};

/// A bar: so many days and more, and less than `below`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayBin {
    /// The fewest days.
    pub from: u32,
    /// The days that are too many; `None` for the last bar.
    pub below: Option<u32>,
    /// The units in it.
    pub units: u64,
}

/// The edges of the bars: the same day, within a week, a month, a quarter, half a year, a year, and longer.
const EDGES: [u32; 9] = [0, 1, 3, 7, 14, 30, 90, 180, 365];

/// How many days something took.
#[derive(Debug, Clone, PartialEq)]
pub struct Lapse {
    /// The bars.
    pub bins: Vec<DayBin>,
    /// The units that do not tell both dates to the day, or tell them in the wrong order.
    pub not_told: u64,
    /// The units that do.
    pub told: u64,
    /// The spread of the days; `None` where nobody tells them.
    pub spread: Option<Spread>,
    /// The same by kind, the kind with most first; "not told" last.
    pub kinds: Vec<(Option<Code>, Spread)>,
}

/// Counts [`crate::sorted`] rows by a length of time. A unit of several rows has the median of theirs in the spread.
pub fn lapse(rows: &[Row], days: impl Fn(&Row) -> Option<u32>) -> Lapse {
    let mut bins = [Count::default(); EDGES.len()];
    let mut not_told = Count::default();
    let mut all = Values::default();
    let mut kinds: HashMap<Option<&Code>, Values> = HashMap::new();
    for row in rows {
        let Some(days) = days(row) else {
            not_told.add(row.unit);
            continue;
        };
        if let Some(count) = bins.get_mut(bin_of(days)) {
            count.add(row.unit);
        }
        all.add(row.unit, days);
        for kind in told(&row.kinds) {
            kinds.entry(kind).or_default().add(row.unit, days);
        }
    }
    let order = ordered(&kinds.iter().map(|(kind, values)| (*kind, values.units)).collect());
    let of_kind = |kind: Option<&Code>| Some((kind.cloned(), kinds.get(&kind)?.spread()?));
    Lapse {
        bins: bins.iter().enumerate().map(|(at, count)| bin(at, count.get())).collect(),
        not_told: not_told.get(),
        told: all.units.get(),
        spread: all.spread(),
        kinds: order.iter().filter_map(|(kind, _)| of_kind(*kind)).collect(),
    }
}

fn bin(at: usize, units: u64) -> DayBin {
    DayBin { from: EDGES[at], below: EDGES.get(at + 1).copied(), units }
}

/// Which bar holds so many days.
fn bin_of(days: u32) -> usize {
    EDGES.iter().rposition(|edge| days >= *edge).unwrap_or(0)
}

/// The values of each unit.
#[derive(Default)]
struct Values {
    units: Count,
    each: Vec<Vec<u32>>,
}

impl Values {
    fn add(&mut self, unit: u32, days: u32) {
        match (self.units.add(unit), self.each.last_mut()) {
            (false, Some(last)) => last.push(days),
            _ => self.each.push(vec![days]),
        }
    }

    /// A value a unit: the middle one of several, the lower of two.
    fn spread(&self) -> Option<Spread> {
        let middle = |values: &Vec<u32>| {
            let mut values = values.clone();
            values.sort_unstable();
            values.get(values.len().saturating_sub(1) / 2).copied()
        };
        Spread::of(self.each.iter().filter_map(middle).collect())
    }
}

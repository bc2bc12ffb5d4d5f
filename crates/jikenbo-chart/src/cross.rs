//! Two keys crossed: sector and cause, data item and kind.

use std::collections::HashMap;

use jikenbo_model::Code;

use crate::{Count, Row};

/// A table of counts. `None` as a head is "not told".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cross {
    /// The heads of the lines, the fullest first; "not told" last.
    pub lines: Vec<Option<Code>>,
    /// The heads of the columns, the fullest first; "not told" last.
    pub columns: Vec<Option<Code>>,
    /// The counts, a line after the other.
    pub cells: Vec<Vec<u64>>,
    /// How many units each line has, each once.
    pub line_totals: Vec<u64>,
    /// How many units each column has, each once.
    pub column_totals: Vec<u64>,
    /// How many units there are.
    pub total: u64,
}

impl Cross {
    /// The fullest cell.
    #[must_use]
    pub fn most(&self) -> u64 {
        self.cells.iter().flatten().copied().max().unwrap_or(0)
    }
}

/// The count of each head.
type Counts<'r> = HashMap<Option<&'r Code>, Count>;

/// Crosses two keys of [`crate::sorted`] rows.
pub fn cross<'r>(rows: &'r [Row], of_line: impl Fn(&'r Row) -> &'r [Code], of_column: impl Fn(&'r Row) -> &'r [Code]) -> Cross {
    let mut cells: HashMap<(Option<&Code>, Option<&Code>), Count> = HashMap::new();
    let (mut lines, mut columns) = (Counts::default(), Counts::default());
    for row in rows {
        let (here, there) = (told(of_line(row)), told(of_column(row)));
        for line in &here {
            lines.entry(*line).or_default().add(row.unit);
            for column in &there {
                cells.entry((*line, *column)).or_default().add(row.unit);
            }
        }
        for column in &there {
            columns.entry(*column).or_default().add(row.unit);
        }
    }
    let (lines, columns) = (ordered(&lines), ordered(&columns));
    let cell = |line, column| cells.get(&(line, column)).map_or(0, |count| count.get());
    Cross {
        cells: lines.iter().map(|(l, _)| columns.iter().map(|(c, _)| cell(*l, *c)).collect()).collect(),
        line_totals: lines.iter().map(|(_, n)| *n).collect(),
        column_totals: columns.iter().map(|(_, n)| *n).collect(),
        lines: lines.into_iter().map(|(code, _)| code.cloned()).collect(),
        columns: columns.into_iter().map(|(code, _)| code.cloned()).collect(),
        total: crate::units(rows),
    }
}

/// The codes, or "not told" where there is none.
pub(crate) fn told(codes: &[Code]) -> Vec<Option<&Code>> {
    if codes.is_empty() { vec![None] } else { codes.iter().map(Some).collect() }
}

/// The fullest first, equals by their code; "not told" last.
pub(crate) fn ordered<'c>(counts: &HashMap<Option<&'c Code>, Count>) -> Vec<(Option<&'c Code>, u64)> {
    let mut all: Vec<_> = counts.iter().map(|(code, count)| (*code, count.get())).collect();
    all.sort_by(|a, b| (a.0.is_none(), b.1, a.0).cmp(&(b.0.is_none(), a.1, b.0)));
    all
}

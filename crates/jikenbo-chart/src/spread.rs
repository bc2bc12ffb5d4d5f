//! How values spread: median, mean, quartiles.

/// So few values are shown one by one instead of as quartiles, which would make them look like more.
pub const FEW: usize = 8;

/// How values spread. Quantiles are interpolated linearly between the two values nearest (the seventh definition of Hyndman
/// and Fan, "Sample quantiles in statistical packages", 1996, which spreadsheets and R use).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spread {
    /// How many values there are.
    pub n: usize,
    /// The least.
    pub least: u32,
    /// A quarter is not above it.
    pub quarter: f64,
    /// Half are not above it.
    pub median: f64,
    /// Three quarters are not above it.
    pub three_quarters: f64,
    /// The most.
    pub most: u32,
    /// The arithmetic mean.
    pub mean: f64,
    /// The values one by one, in order, where there are at most [`FEW`].
    pub values: Vec<u32>,
}

impl Spread {
    /// The spread of values; `None` of none.
    #[must_use]
    pub fn of(mut values: Vec<u32>) -> Option<Self> {
        values.sort_unstable();
        let (least, most) = (*values.first()?, *values.last()?);
        let n = values.len();
        let sum: u64 = values.iter().map(|v| u64::from(*v)).sum();
        Some(Self {
            n,
            least,
            quarter: quantile(&values, 0.25),
            median: quantile(&values, 0.5),
            three_quarters: quantile(&values, 0.75),
            most,
            mean: sum as f64 / n as f64,
            values: if n <= FEW { values } else { Vec::new() },
        })
    }
}

/// Of sorted values.
fn quantile(values: &[u32], share: f64) -> f64 {
    let at = share * values.len().saturating_sub(1) as f64;
    let below = at.floor();
    let value = |index: usize| values.get(index.min(values.len().saturating_sub(1))).map_or(0.0, |v| f64::from(*v));
    let (low, high) = (value(below as usize), value(below as usize + 1));
    low + (high - low) * (at - below)
}

//! A bar: how many units it holds.

/// Counts units once each. Units come in order, so that the last one tells whether the next is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    n: u64,
    last: Option<u32>,
}

impl Count {
    /// Counts a unit; `true` if it was not yet counted.
    pub fn add(&mut self, unit: u32) -> bool {
        let new = self.last != Some(unit);
        self.n += u64::from(new);
        self.last = Some(unit);
        new
    }

    /// How many there are.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.n
    }
}

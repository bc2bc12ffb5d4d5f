//! How many in each month, by kind.

use std::collections::HashMap;

use jikenbo_model::{Code, Date};

use crate::cross::{ordered, told};
use crate::{Count, Row};

/// How long a bar's stretch of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A month.
    Month,
    /// Three months, from January, April, July and October.
    Quarter,
    /// A year.
    Year,
}

impl Step {
    const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The finest step by which the rows' dates need at most `most` bars; years if even those are too many.
    #[must_use]
    pub fn fitting(rows: &[Row], most: usize) -> Self {
        let Some((first, last)) = ends(rows) else { return Self::Month };
        let bars = |step: Self| (last.div_euclid(step.months()) - first.div_euclid(step.months()) + 1).unsigned_abs() as usize;
        [Self::Month, Self::Quarter].into_iter().find(|step| bars(*step) <= most).unwrap_or(Self::Year)
    }
}

/// A bar's stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// The year.
    pub year: i16,
    /// Its first month, 1 to 12.
    pub month: u8,
    /// How long it is.
    pub step: Step,
}

impl Bucket {
    const fn at(index: i32, step: Step) -> Self {
        let first = index * step.months();
        Self { year: first.div_euclid(12) as i16, month: first.rem_euclid(12) as u8 + 1, step }
    }

    /// The last month, 1 to 12.
    #[must_use]
    pub const fn last_month(self) -> u8 {
        self.month + self.step.months() as u8 - 1
    }
}

/// The counts of one kind, or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The kind; `None` where no kind is told.
    pub kind: Option<Code>,
    /// A count for each of [`Months::buckets`].
    pub counts: Vec<u64>,
    /// Those of which only the year is told: they belong to no month.
    pub year_only: u64,
    /// Those without a date.
    pub undated: u64,
    /// How many units, each once.
    pub total: u64,
}

impl Line {
    /// The fullest bucket.
    #[must_use]
    pub fn most(&self) -> u64 {
        self.counts.iter().copied().max().unwrap_or(0)
    }
}

/// How many in each stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Months {
    /// The stretches, without a gap from the first that has a date to the last.
    pub buckets: Vec<Bucket>,
    /// All, whatever their kind.
    pub all: Line,
    /// A line a kind, the fullest first; "not told" last.
    pub kinds: Vec<Line>,
}

/// No more buckets than this are made, whatever years the dates name: the earliest are left out.
const MOST: usize = 2_400;

/// Counts [`crate::sorted`] rows by month, quarter or year of their date, and by kind.
#[must_use]
pub fn months(rows: &[Row], step: Step) -> Months {
    let (first, last) = ends(rows).map_or((0, -1), |(a, b)| (a.div_euclid(step.months()), b.div_euclid(step.months())));
    let first = first.max(last - MOST as i32 + 1);
    let size = (last - first + 1).unsigned_abs() as usize;
    let mut all = Tally::new(size);
    let mut kinds: HashMap<Option<&Code>, Tally> = HashMap::new();
    for row in rows {
        let place = Place::of(row.date, step, first);
        all.add(row.unit, place);
        for kind in told(&row.kinds) {
            kinds.entry(kind).or_insert_with(|| Tally::new(size)).add(row.unit, place);
        }
    }
    let order = ordered(&kinds.iter().map(|(kind, tally)| (*kind, tally.total)).collect());
    Months {
        buckets: (first..=last).map(|index| Bucket::at(index, step)).collect(),
        all: all.line(None),
        kinds: order.iter().filter_map(|(kind, _)| Some(kinds.get(kind)?.line(*kind))).collect(),
    }
}

/// The first and the last month that a date names, counted from the year 0.
fn ends(rows: &[Row]) -> Option<(i32, i32)> {
    let months = rows.iter().filter_map(|row| row.date.and_then(month));
    months.fold(None, |ends, m| Some(ends.map_or((m, m), |(a, b): (i32, i32)| (a.min(m), b.max(m)))))
}

fn month(date: Date) -> Option<i32> {
    Some(i32::from(date.year()) * 12 + i32::from(date.month()?) - 1)
}

/// Where a row is counted.
#[derive(Clone, Copy)]
enum Place {
    Bucket(usize),
    YearOnly,
    Undated,
}

impl Place {
    fn of(date: Option<Date>, step: Step, first: i32) -> Self {
        match (date, date.and_then(month)) {
            (None, _) => Self::Undated,
            (Some(date), None) if step == Step::Year => Self::at(i32::from(date.year()), first),
            (Some(_), None) => Self::YearOnly,
            (Some(_), Some(month)) => Self::at(month.div_euclid(step.months()), first),
        }
    }

    fn at(index: i32, first: i32) -> Self {
        usize::try_from(index - first).map_or(Self::YearOnly, Self::Bucket)
    }
}

/// The counters of a line.
struct Tally {
    counts: Vec<Count>,
    year_only: Count,
    undated: Count,
    total: Count,
}

impl Tally {
    fn new(size: usize) -> Self {
        let none = Count::default();
        Self { counts: vec![none; size], year_only: none, undated: none, total: none }
    }

    fn add(&mut self, unit: u32, place: Place) {
        self.total.add(unit);
        match place {
            Place::Bucket(at) => match self.counts.get_mut(at) {
                Some(count) => count.add(unit),
                None => self.year_only.add(unit),
            },
            Place::YearOnly => self.year_only.add(unit),
            Place::Undated => self.undated.add(unit),
        };
    }

    fn line(&self, kind: Option<&Code>) -> Line {
        Line {
            kind: kind.cloned(),
            counts: self.counts.iter().map(|count| count.get()).collect(),
            year_only: self.year_only.get(),
            undated: self.undated.get(),
            total: self.total.get(),
        }
    }
}

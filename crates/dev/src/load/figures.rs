//! What was measured, as a table.

use std::fmt;
use std::time::Duration;

use super::Sample;
use super::pages::Kind;

/// The figures of one sort of page.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which.
    pub name: &'static str,
    /// Answers, good and bad.
    pub requests: usize,
    /// Answers a second.
    pub rate: f64,
    /// Half were answered within so many milliseconds.
    pub p50: f64,
    /// 99 of 100 were.
    pub p99: f64,
    /// The slowest.
    pub most: f64,
    /// The mean size of an answer, in kilobytes (1,000 bytes).
    pub kilobytes: f64,
    /// Whatever was not 200, or no answer.
    pub errors: usize,
}

/// The figures of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// A line a sort of page, and one for all.
    pub lines: Vec<Line>,
}

impl Figures {
    pub(super) fn of(samples: &[Sample], took: Duration) -> Self {
        let of_kind = |kind: Kind| line(kind.name(), samples.iter().filter(|s| s.kind == kind), took);
        let mut lines: Vec<Line> = Kind::ALL.into_iter().map(of_kind).collect();
        lines.push(line("all", samples.iter(), took));
        Self { lines }
    }

    /// How many answers were not good.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.lines.last().map_or(0, |line| line.errors)
    }
}

fn line<'s>(name: &'static str, samples: impl Iterator<Item = &'s Sample> + Clone, took: Duration) -> Line {
    let mut micros: Vec<u32> = samples.clone().map(|s| s.micros).collect();
    micros.sort_unstable();
    let at = |share: f64| {
        let rank = (share * micros.len() as f64).ceil() as usize;
        micros.get(rank.max(1) - 1).map_or(0.0, |m| f64::from(*m) / 1_000.0)
    };
    let bytes: u64 = samples.clone().map(|s| u64::from(s.bytes)).sum();
    let requests = micros.len();
    Line {
        name,
        requests,
        rate: requests as f64 / took.as_secs_f64(),
        p50: at(0.5),
        p99: at(0.99),
        most: at(1.0),
        kilobytes: bytes as f64 / 1_000.0 / requests.max(1) as f64,
        errors: samples.filter(|s| !s.good).count(),
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "page      requests     /s   p50 ms   p99 ms   max ms      kB  errors")?;
        for l in &self.lines {
            writeln!(
                f,
                "{:<8}{:>10}{:>7.0}{:>9.1}{:>9.1}{:>9.1}{:>8.1}{:>8}",
                l.name, l.requests, l.rate, l.p50, l.p99, l.most, l.kilobytes, l.errors
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_nearest_rank() {
        let sample = |n: u32| Sample { kind: Kind::List, micros: n * 1_000, bytes: 2_000, good: n != 7 };
        let samples: Vec<_> = (1..=200).map(sample).collect();
        let figures = Figures::of(&samples, Duration::from_secs(2));
        let all = figures.lines.last().unwrap();
        assert_eq!((all.p50, all.p99, all.most, all.rate, all.errors), (100.0, 198.0, 200.0, 100.0, 1));
        assert_eq!((figures.lines[1].requests, figures.lines[1].p99, figures.errors()), (0, 0.0, 1));
        assert!(figures.to_string().contains("list"));
    }
}

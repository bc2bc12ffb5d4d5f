//! When an address is asked again: the older what stands there, the seldomer.

use std::time::Duration;

use jiff::Timestamp;

use crate::store::{Outcome, timestamp};

/// A notice that has stood for long is seldom edited: it is asked after a quarter of the time since it was first seen.
const SHARE: u32 = 4;

/// No notice is asked more seldom than this: pages are taken down years later.
const SELDOM: Duration = Duration::from_secs(30 * DAY);

/// A page that is not found may come back, or be found never again.
const MISSING_LEAST: Duration = Duration::from_secs(DAY);

/// After so long without being found it is no longer asked.
const MISSING_MOST: Duration = Duration::from_secs(365 * DAY);

const DAY: u64 = 24 * 60 * 60;

/// What the next time depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    /// What the look showed.
    pub(crate) outcome: Outcome,
    /// When the address was first asked.
    pub(crate) first: Timestamp,
    /// When it last answered well.
    pub(crate) good: Option<Timestamp>,
    /// The source's interval.
    pub(crate) every: Duration,
    /// How long to wait after this many failures, by the back-off.
    pub(crate) after_failure: Duration,
}

/// When to ask again, as the casebook writes it; empty for never.
pub(crate) fn next(now: Timestamp, standing: Standing) -> String {
    let age = since(now, standing.first);
    let wait = match standing.outcome {
        Outcome::New | Outcome::Changed => Some(standing.every),
        Outcome::Same | Outcome::NotModified | Outcome::NoText => {
            Some((age / SHARE).clamp(standing.every, SELDOM.max(standing.every)))
        }
        Outcome::Missing | Outcome::Lost => {
            let gone = since(now, standing.good.unwrap_or(standing.first));
            (gone < MISSING_MOST).then(|| (gone / SHARE).clamp(MISSING_LEAST, SELDOM))
        }
        Outcome::Failed => Some(standing.after_failure),
        Outcome::Index | Outcome::NotANotice => None,
    };
    wait.and_then(|wait| now.checked_add(wait).ok()).map_or_else(String::new, timestamp)
}

fn since(now: Timestamp, then: Timestamp) -> Duration {
    Duration::try_from(now.duration_since(then)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 60 * 60;

    #[test]
    fn the_older_a_notice_the_seldomer_it_is_asked() {
        let first: Timestamp = "2024-06-01T00:00:00Z".parse().unwrap();
        let at = |hours: u64| first.checked_add(Duration::from_secs(hours * HOUR)).unwrap();
        let wait = |outcome, hours: u64, good: Option<u64>| {
            let standing = Standing {
                outcome,
                first,
                good: good.map(at),
                every: Duration::from_secs(HOUR),
                after_failure: Duration::from_secs(2 * HOUR),
            };
            let next = next(at(hours), standing);
            (!next.is_empty()).then(|| since(next.parse().unwrap(), at(hours)).as_secs() / HOUR)
        };
        for (outcome, hours, good, expected) in [
            (Outcome::New, 0, Some(0), Some(1)),
            (Outcome::Same, 1, Some(1), Some(1)),
            (Outcome::Same, 48, Some(48), Some(12)),
            (Outcome::NotModified, 24 * 365, Some(24 * 365), Some(24 * 30)),
            (Outcome::Changed, 24 * 365, Some(24 * 365), Some(1)),
            (Outcome::Missing, 48, Some(47), Some(24)),
            (Outcome::Missing, 24 * 300, Some(0), Some(24 * 30)),
            (Outcome::Lost, 24 * 366, Some(0), None),
            (Outcome::Failed, 48, Some(1), Some(2)),
            (Outcome::NotANotice, 48, Some(48), None),
            (Outcome::Index, 48, Some(48), None),
        ] {
            assert_eq!(wait(outcome, hours, good), expected, "{outcome:?} after {hours} hours");
        }
    }
}

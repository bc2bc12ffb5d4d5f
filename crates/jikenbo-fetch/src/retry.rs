//! When to ask again. Pure: neither clock nor chance of its own.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;

/// How long a Retry-After header asks to wait: a count of seconds, or a time (RFC 9110, 10.2.3). A time that has passed is no wait;
/// a count beyond all numbers is the longest wait. The caller bounds it.
///
/// ```
/// use std::time::Duration;
/// use jikenbo_fetch::retry_after;
///
/// let now = "2026-03-01T00:00:00Z".parse().unwrap();
/// assert_eq!(retry_after("120", now), Some(Duration::from_secs(120)));
/// assert_eq!(retry_after("Sun, 01 Mar 2026 00:01:00 GMT", now), Some(Duration::from_secs(60)));
/// assert_eq!(retry_after("soon", now), None);
/// ```
pub fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let until = httpdate::parse_http_date(value).ok()?;
    Some(until.duration_since(SystemTime::try_from(now).ok()?).unwrap_or(Duration::ZERO))
}

/// Waits that double with each failure, up to a bound, and differ by chance, so that what failed together is not tried together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The wait after the first failure, before chance shortens it.
    pub first: Duration,
    /// The longest wait.
    pub longest: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { first: Duration::from_secs(60), longest: Duration::from_secs(24 * 60 * 60) }
    }
}

impl Backoff {
    /// The wait after `failures` failures in a row: between half of the doubled wait and all of it, by one number from `random`.
    ///
    /// ```
    /// use std::time::Duration;
    /// use jikenbo_fetch::Backoff;
    ///
    /// let backoff = Backoff { first: Duration::from_secs(8), longest: Duration::from_secs(20) };
    /// assert_eq!(backoff.wait(1, &mut || 0), Duration::from_secs(4));
    /// assert_eq!(backoff.wait(1, &mut || u64::MAX), Duration::from_secs(8));
    /// assert_eq!(backoff.wait(9, &mut || u64::MAX), Duration::from_secs(20));
    /// ```
    pub fn wait(&self, failures: u32, random: &mut dyn FnMut() -> u64) -> Duration {
        let Some(doublings) = failures.checked_sub(1) else { return Duration::ZERO };
        let factor = 1u32.checked_shl(doublings).unwrap_or(u32::MAX);
        let whole = self.first.saturating_mul(factor).min(self.longest);
        let half = whole / 2;
        // The upper 32 bits as a share of one: precise enough for a wait.
        let share = (random() >> 32) as f64 / f64::from(u32::MAX);
        half + (whole - half).mul_f64(share)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::{Backoff, retry_after};

    #[test]
    fn retry_after_bounds_its_numbers_and_never_waits_for_the_past() {
        let now = "2026-03-01T00:00:00Z".parse().expect("a time");
        assert_eq!(retry_after("99999999999999999999999", now), Some(Duration::from_secs(u64::MAX)));
        assert_eq!(retry_after("Sun, 01 Mar 2020 00:00:00 GMT", now), Some(Duration::ZERO));
        // The two old forms of a date that RFC 9110, 5.6.7 still has read.
        assert_eq!(retry_after("Sunday, 01-Mar-26 00:00:09 GMT", now), Some(Duration::from_secs(9)));
        assert_eq!(retry_after("Sun Mar  1 00:00:09 2026", now), Some(Duration::from_secs(9)));
        for odd in ["", " ", "-1", "1.5", "12 s", "١٢", "Sun, 99 Mar 2026 00:00:00 GMT"] {
            assert_eq!(retry_after(odd, now), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn a_wait_stays_between_half_and_whole(first in 0u64..10_000_000, longest in 0u64..10_000_000, failures in 0u32..200, random: u64) {
            let backoff = Backoff { first: Duration::from_millis(first), longest: Duration::from_millis(longest) };
            let wait = backoff.wait(failures, &mut || random);
            let doubled = u128::from(first) << failures.saturating_sub(1).min(64);
            let whole = if failures == 0 { 0 } else { doubled.min(u128::from(longest)) };
            prop_assert!(wait.as_micros() <= whole * 1000);
            prop_assert!(wait.as_micros() + 1 >= whole * 1000 / 2);
        }

        #[test]
        fn any_retry_after_is_read_or_left(value: String) {
            let now = "2026-03-01T00:00:00Z".parse().expect("a time");
            retry_after(&value, now);
        }
    }
}

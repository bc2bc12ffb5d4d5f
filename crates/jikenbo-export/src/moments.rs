//! Times and days as other forms want them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jikenbo_model::Date;

/// What stands where no time is known: every form here wants one.
pub(crate) const EPOCH: &str = "2000-01-01T00:00:00.000Z";

/// A time as the casebook writes it.
pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    text.parse().ok()
}

/// The same to the millisecond, with `Z`, as STIX wants it; [`EPOCH`] for what is no time.
pub(crate) fn utc(text: &str) -> String {
    // Years of four digits, and no sign: STIX knows no others.
    instant(text).map(format).filter(|time| time.len() == EPOCH.len()).unwrap_or_else(|| EPOCH.to_owned())
}

/// The beginning of a day in Japan. `None` unless it is told to the day: nobody knows the day of a month that was told.
pub(crate) fn day_in_japan(date: Date) -> Option<String> {
    let midnight = DateTime::from_parts(date.civil()?, jiff::civil::Time::midnight());
    Some(format(Offset::from_hours(9).ok()?.to_timestamp(midnight).ok()?))
}

/// Seconds since 1970; of [`EPOCH`] for what is no time.
pub(crate) fn seconds(text: &str) -> i64 {
    instant(text).or_else(|| instant(EPOCH)).map_or(0, Timestamp::as_second)
}

fn format(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    #[test]
    fn times_have_milliseconds_and_days_begin_in_japan() {
        assert_eq!(utc("2026-01-02T03:04:05Z"), "2026-01-02T03:04:05.000Z");
        assert_eq!(utc("2026-01-02T03:04:05.6789+09:00"), "2026-01-01T18:04:05.678Z");
        assert_eq!(utc("yesterday"), EPOCH);
        assert_eq!(seconds(EPOCH), 946_684_800);
        assert_eq!(seconds(""), seconds(EPOCH));
        assert_eq!(day_in_japan("2024-06-05".parse().unwrap()).unwrap(), "2024-06-04T15:00:00.000Z");
        assert_eq!(day_in_japan("2024-06".parse().unwrap()), None);
    }
}

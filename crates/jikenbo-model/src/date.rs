//! Dates as notices give them: a year, a month or a day, never more than was said.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How much of a [`Date`] was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `YYYY`
    Year,
    /// `YYYY-MM`
    Month,
    /// `YYYY-MM-DD`
    Day,
}

/// A day, a month or a year of the Gregorian calendar. Sorts by time, the less precise first (2022 < 2022-01 < 2022-01-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// Text or numbers that are no date: what was expected and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError(String);

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a date (YYYY, YYYY-MM or YYYY-MM-DD), found {:?}", self.0)
    }
}

impl std::error::Error for DateError {}

impl Date {
    /// A whole year.
    #[must_use]
    pub const fn year_only(year: i16) -> Self {
        Self { year, month: 0, day: 0 }
    }

    /// A month; `None` unless 1 ≤ month ≤ 12.
    #[must_use]
    pub fn month_only(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month, day: 0 })
    }

    /// A day that exists in the calendar.
    #[must_use]
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month (1 to 12), if said.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        (self.month != 0).then_some(self.month)
    }

    /// The day of the month, if said.
    #[must_use]
    pub fn day_of_month(self) -> Option<u8> {
        (self.day != 0).then_some(self.day)
    }

    /// How much was said.
    #[must_use]
    pub const fn precision(self) -> Precision {
        match (self.month, self.day) {
            (0, _) => Precision::Year,
            (_, 0) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// The same day in the calendar library, if a day was said.
    #[must_use]
    pub fn civil(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year, self.month as i8, self.day as i8).ok()
    }

    /// `days` later (or earlier, if negative); `None` unless this is a day, or the result leaves the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let then = self.civil()?.checked_add(jiff::Span::new().try_days(i64::from(days)).ok()?).ok()?;
        Self::day(then.year(), then.month() as u8, then.day() as u8)
    }

    /// Monday 1 … Sunday 7; `None` unless this is a day.
    #[must_use]
    pub fn weekday(self) -> Option<u8> {
        Some(self.civil()?.weekday().to_monday_one_offset() as u8)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision() {
            Precision::Year => write!(f, "{:04}", self.year),
            Precision::Month => write!(f, "{:04}-{:02}", self.year, self.month),
            Precision::Day => write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day),
        }
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let fail = || DateError(text.to_owned());
        let mut parts = text.splitn(3, '-');
        let mut field = |len: usize| -> Result<Option<i16>, DateError> {
            match parts.next() {
                None => Ok(None),
                Some(p) if p.len() == len && p.bytes().all(|b| b.is_ascii_digit()) => p.parse().map(Some).map_err(|_| fail()),
                Some(_) => Err(fail()),
            }
        };
        match (field(4)?, field(2)?, field(2)?) {
            (Some(y), None, None) => Ok(Self::year_only(y)),
            (Some(y), Some(m), None) => Self::month_only(y, m as u8).ok_or_else(fail),
            (Some(y), Some(m), Some(d)) => Self::day(y, m as u8, d as u8).ok_or_else(fail),
            _ => Err(fail()),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A time of day, to the minute, as written (Japan's time unless the notice says otherwise).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// 0 to 24 (notices write 24時 for the end of a day).
    pub hour: u8,
    /// 0 to 59, if said.
    pub minute: Option<u8>,
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minute {
            Some(minute) => write!(f, "{:02}:{minute:02}", self.hour),
            None => write!(f, "{:02}", self.hour),
        }
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let (hour, minute) = text.split_once(':').map_or((text.as_str(), None), |(h, m)| (h, Some(m)));
        let number =
            |t: &str| t.parse::<u8>().map_err(|_| serde::de::Error::custom(format!("expected HH or HH:MM, found {t:?}")));
        Ok(Self { hour: number(hour)?, minute: minute.map(number).transpose()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_days_that_exist() {
        assert!(Date::day(2022, 2, 30).is_none());
        assert!(Date::day(2024, 2, 29).is_some());
        assert_eq!(
            "2022-13".parse::<Date>().unwrap_err().to_string(),
            "expected a date (YYYY, YYYY-MM or YYYY-MM-DD), found \"2022-13\""
        );
        assert!("22-1-1".parse::<Date>().is_err());
    }

    #[test]
    fn days_pass_over_months_and_years() {
        let eve: Date = "2022-12-31".parse().unwrap();
        assert_eq!(eve.plus_days(1).unwrap().to_string(), "2023-01-01");
        assert_eq!(eve.weekday(), Some(6));
        assert_eq!(Date::year_only(2022).plus_days(1), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(y in 1868i16..2100, m in 0u8..=12, d in 1u8..=28) {
            let date = if m == 0 { Date::year_only(y) } else { Date::day(y, m, d).unwrap() };
            prop_assert_eq!(date.to_string().parse::<Date>().unwrap(), date);
        }
    }
}

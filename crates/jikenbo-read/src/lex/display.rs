//! Forms as `explain` prints them: what was said, with `-` where nothing was.

use std::fmt;

use super::{Bound, DateExpr, DayRef, MonthRef, Period, TimeExpr, Value, YearRef};

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Period(Period { start, end }) => {
                let side = |d: &Option<DateExpr>| d.map_or_else(|| "…".to_owned(), |d| d.to_string());
                write!(f, "{} → {}", side(start), side(end))
            }
            Self::Time(time) => write!(f, "{time}"),
            Self::Count(q) => {
                let many = if q.total_of_many { " total" } else { "" };
                write!(f, "{}{} {:?}{many}", sign(q.bound), q.value, q.counter)
            }
            Self::Money(m) => write!(f, "{}{} {}", sign(m.bound), m.amount, m.currency),
            Self::Number => f.write_str("number"),
            Self::Quoted => f.write_str("quoted"),
            Self::Url => f.write_str("url"),
        }
    }
}

const fn sign(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "",
        Bound::AtMost => "≤",
        Bound::AtLeast => "≥",
        Bound::About => "≈",
    }
}

impl fmt::Display for DateExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            YearRef::Unsaid => f.write_str("-")?,
            YearRef::Given(year) => write!(f, "{year}")?,
            other => write!(f, "{other:?}")?,
        }
        match self.month {
            MonthRef::Unsaid => f.write_str("/-")?,
            MonthRef::Given(month) => write!(f, "/{month}")?,
            other => write!(f, "/{other:?}")?,
        }
        match self.day {
            DayRef::Unsaid => f.write_str("/-")?,
            DayRef::Given(day) => write!(f, "/{day}")?,
            other => write!(f, "/{other:?}")?,
        }
        if let Some(part) = self.part {
            write!(f, " {part:?}")?;
        }
        if let Some(day) = self.weekday {
            write!(f, " w{day}")?;
        }
        if let Some(time) = self.time {
            write!(f, " {time}")?;
        }
        f.write_str(if self.about { " about" } else { "" })
    }
}

impl fmt::Display for TimeExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.hour, self.minute) {
            (Some(hour), Some(minute)) => write!(f, "{hour}:{minute:02}"),
            (Some(hour), None) => write!(f, "{hour}:--"),
            _ => f.write_str("sometime"),
        }
    }
}

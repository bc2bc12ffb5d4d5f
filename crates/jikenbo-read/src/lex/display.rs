//! The forms in short, as tests and `explain` print them.
//!
//! A date is `year-month-day`, each as said: figures, or `_` unsaid, `=` same, `>` next, `<` previous, `@` the notice's
//! own, `@<` the last, `@>` the coming; then `/early` …, `(金)`, `T16:01`, `T*` for a part of the day, `~` for 頃.

use std::fmt;

use super::{Bound, Counter, DateExpr, DayRef, MoneyExpr, MonthRef, Part, Period, Quantity, TimeExpr, Value, YearRef};

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Period(period) => period.fmt(f),
            Self::Time(time) => time.fmt(f),
            Self::Count(quantity) => quantity.fmt(f),
            Self::Money(money) => money.fmt(f),
            Self::Number => f.write_str("#"),
            Self::Quoted => f.write_str("「」"),
            Self::Url => f.write_str("url"),
        }
    }
}

impl fmt::Display for YearRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(year) => write!(f, "{year:04}"),
            Self::Unsaid => f.write_str("_"),
            Self::Same => f.write_str("="),
            Self::Next => f.write_str(">"),
            Self::Previous => f.write_str("<"),
            Self::This => f.write_str("@"),
            Self::Last => f.write_str("@<"),
            Self::BeforeLast => f.write_str("@<<"),
            Self::Coming => f.write_str("@>"),
        }
    }
}

impl fmt::Display for MonthRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(month) => write!(f, "{month:02}"),
            Self::Unsaid => f.write_str("_"),
            Self::Same => f.write_str("="),
            Self::Next => f.write_str(">"),
            Self::Previous => f.write_str("<"),
            Self::This => f.write_str("@"),
            Self::Last => f.write_str("@<"),
            Self::Coming => f.write_str("@>"),
        }
    }
}

impl fmt::Display for DayRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(day) => write!(f, "{day:02}"),
            Self::Unsaid => f.write_str("_"),
            Self::Same => f.write_str("="),
            Self::Next => f.write_str(">"),
            Self::AfterNext => f.write_str(">>"),
            Self::Previous => f.write_str("<"),
            Self::BeforePrevious => f.write_str("<<"),
            Self::Today => f.write_str("@"),
            Self::Yesterday => f.write_str("@<"),
            Self::BeforeYesterday => f.write_str("@<<"),
            Self::Tomorrow => f.write_str("@>"),
            Self::After(days) => write!(f, "+{days}"),
        }
    }
}

impl fmt::Display for DateExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = (self.year, self.month, self.day) != Default::default();
        match (self.month, self.day) {
            _ if !said => {}
            (MonthRef::Unsaid, DayRef::Unsaid) => write!(f, "{}", self.year)?,
            (month, DayRef::Unsaid) => write!(f, "{}-{month}", self.year)?,
            (month, day) => write!(f, "{}-{month}-{day}", self.year)?,
        }
        if let Some(part) = self.part {
            write!(f, "/{part}")?;
        }
        if let Some(day) = self.weekday.and_then(|day| "月火水木金土日".chars().nth(usize::from(day).wrapping_sub(1))) {
            write!(f, "({day})")?;
        }
        if let Some(time) = self.time {
            write!(f, "{time}")?;
        }
        f.write_str(if self.about { "~" } else { "" })
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Early => "early",
            Self::Middle => "middle",
            Self::Late => "late",
            Self::End => "end",
        })
    }
}

impl fmt::Display for TimeExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.hour, self.minute) {
            (Some(hour), Some(minute)) => write!(f, "T{hour:02}:{minute:02}"),
            (Some(hour), None) => write!(f, "T{hour:02}"),
            _ => f.write_str("T*"),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        if let Some(start) = self.start {
            write!(f, "{start}")?;
        }
        f.write_str("..")?;
        if let Some(end) = self.end {
            write!(f, "{end}")?;
        }
        f.write_str("]")
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exact => "",
            Self::AtMost => "≤",
            Self::AtLeast => "≥",
            Self::About => "≈",
        })
    }
}

impl fmt::Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::People => "people",
            Self::Records => "records",
            Self::Mails => "mails",
            Self::Accounts => "accounts",
            Self::Organizations => "organizations",
            Self::Times => "times",
            Self::Files => "files",
            Self::Other => "other",
        })
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = if self.total_of_many { "Σ" } else { "" };
        write!(f, "{}{sum}{} {}", self.bound, self.value, self.counter)
    }
}

impl fmt::Display for MoneyExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{} {}", self.bound, self.amount, self.currency)
    }
}

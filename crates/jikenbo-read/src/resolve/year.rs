//! The year of a day that does not tell its own.

use jikenbo_model::Date;

use super::calendar::Walk;
use super::month::months;
use crate::lex::{DateExpr, YearRef};

impl Walk<'_, '_> {
    /// The year that is said, or meant.
    pub(super) fn year(&self, expr: &DateExpr, month: u8, day: Option<u8>, line: usize) -> Option<i16> {
        let last = self.last.map(Date::year);
        let anchor = self.anchor.map(Date::year);
        // 翌年、翌年、…: no year of four digits is passed.
        let by = |year: Option<i16>, years: i16| year?.checked_add(years).filter(|y| (1..=9999).contains(y));
        match expr.year {
            YearRef::Given(year) => Some(year),
            YearRef::Same => last,
            YearRef::Next => by(last, 1),
            YearRef::Previous => by(last, -1),
            YearRef::This => self.this_year(),
            YearRef::Last => by(anchor.or(last), -1),
            YearRef::BeforeLast => by(anchor.or(last), -2),
            YearRef::Coming => by(anchor.or(last), 1),
            YearRef::Unsaid => self.unsaid_year(expr.weekday, month, day, line),
        }
    }

    /// The day of the notice itself, or one near it, where that is known.
    fn own(&self) -> Option<Date> {
        self.published.or(self.text.notice.near)
    }

    /// The year in which the notice was written; a month that it names in full (2015年4月からの1年間の申込書) may lie long before.
    fn this_year(&self) -> Option<i16> {
        let named = |d: &Date| self.own().is_some() || self.latest != Some(*d) || d.day_of_month().is_some();
        self.anchor.filter(named).map(Date::year)
    }

    /// A date without a year: the year its weekday fits; else that of the date told right before it, if it goes on from there;
    /// else the notice's, or the year before if it would lie in the future.
    fn unsaid_year(&self, weekday: Option<u8>, month: u8, day: Option<u8>, line: usize) -> Option<i16> {
        /// How many months ahead of a notice its plans lie at most, unless their year is said.
        const AHEAD: i32 = 4;
        /// How many months before a notice what it tells without a year mostly was.
        const SOON: i32 = 3;
        let anchor = self.anchor.or(self.last)?;
        let date = |year: i16| Date::day(year, month, day.unwrap_or(1));
        if let Some(weekday) = weekday {
            let near = [0, -1, 1, -2, -3].map(|by| anchor.year() + by);
            let fits = |y: &&i16| date(**y).and_then(Date::weekday) == Some(weekday);
            if let Some(year) = near.iter().find(fits) {
                return Some(*year);
            }
        }
        // 9月3日、…と発表した。2011年1月に…: months long past do not tell in what year a report begins.
        if self.last.is_none() && self.own().is_none() && self.latest.is_some_and(|d| d.day_of_month().is_none()) {
            return None;
        }
        // 10月26日に…。機器は2022年8月以降更新していなかった。11月3日に…: the tale goes on from its last day.
        let aside = |last: Date| last.day_of_month().is_none() || self.last_spans;
        let month_before = |tale: &Date| self.last.is_some_and(|last| aside(last) && last.year() < tale.year());
        let tale = self.tale.filter(|(_, at)| *at == line).map(|(date, _)| date).filter(month_before);
        // 2021年10月から公開していた報告書について、2月20日に…, in a notice of 28 February 2023: told soon after.
        let soon = |d: Date| d <= anchor && months(anchor) - months(d) <= SOON;
        if self.last_open && self.own().is_some() && date(anchor.year()).is_some_and(soon) {
            return Some(anchor.year());
        }
        if let Some(last) = tale.or(self.last).filter(|_| self.goes_on(line)).filter(|d| d.month().is_some()) {
            let same = last.year();
            let later = date(same).is_some_and(|d| d >= last);
            // 昨年12月に閉じ、4月に開く予定: months of the notice's own year may lie a little ahead.
            let ahead = same + 1 == anchor.year() && date(same + 1).is_some_and(|d| months(d) - months(anchor) <= 3);
            let next_fits = ahead || date(same + 1).is_some_and(|d| d <= anchor);
            let year = if later || !next_fits { same } else { same + 1 };
            // 12月30日と1月2日に伝えた…。12月29日に…: no tale goes on to what lies far ahead of the notice that tells it.
            let far = self.published.is_some_and(|own| i32::from(month) + 12 * i32::from(year) - months(own) > AHEAD);
            return Some(if far { year - 1 } else { year });
        }
        let ahead = i32::from(month) + 12 * i32::from(anchor.year()) - months(anchor);
        // Where the notice's own day is not known, what the latest day told is followed by may lie far behind that.
        Some(if self.own().is_some() && ahead > AHEAD { anchor.year() - 1 } else { anchor.year() })
    }
}

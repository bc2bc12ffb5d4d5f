//! Dates as said → dates meant, in reading order, as a person does.

use std::cell::Cell;

use jikenbo_model::{Date, Precision, Time};

use super::anchor::{anchor, full, latest};
use super::aside::{ASIDE, is_aside};
use super::ends::{after, not_before};
use super::month::{by_weekday, months};
use crate::clause::coming;
use crate::clause::{Kind, Text};
use crate::lex::{DateExpr, DayRef, MonthRef, Part, Period, TimeExpr, Value, YearRef};

/// A date or period, resolved as far as the text allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct When {
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) start_time: Option<Time>,
    pub(crate) end_time: Option<Time>,
}

/// What every date and period of a notice means.
#[derive(Debug)]
pub(crate) struct Calendar {
    /// By form.
    whens: Vec<When>,
}

impl Calendar {
    /// Resolves the dates of `text`, which was published on `published`, if that is known.
    pub(crate) fn new(text: &Text<'_>, published: Option<Date>) -> Self {
        let mut whens = vec![When::default(); text.lexed.forms.len()];
        let anchor = published.or_else(|| anchor(text));
        let latest = latest(text);
        let mut walk = Walk {
            text,
            published,
            anchor,
            latest,
            named: Cell::new((0, None)),
            last_day: None,
            last: None,
            last_line: 0,
            tale: None,
            head: None,
            last_spans: false,
            last_open: false,
            bulletin: None,
            of_own_month: false,
        };
        let heads: Vec<u32> = text.bulletins.iter().map(|t| text.tokens()[*t as usize].start).collect();
        for (n, form) in text.lexed.forms.iter().enumerate() {
            whens[n] = match form.value {
                Value::Date(expr) => {
                    let when = walk.date(expr, form.start, n);
                    if heads.contains(&form.start) {
                        walk.bulletin = when.start;
                    }
                    when
                }
                Value::Period(period) => walk.period(period, form.start, n),
                _ => continue,
            };
        }
        Self { whens }
    }

    pub(crate) fn when(&self, form: u32) -> When {
        self.whens[form as usize]
    }
}

pub(super) struct Walk<'t, 'n> {
    pub(super) text: &'t Text<'n>,
    pub(super) published: Option<Date>,
    pub(super) anchor: Option<Date>,
    /// The latest day named in full.
    pub(super) latest: Option<Date>,
    /// The form of the date that names a month which was looked for last, and one more; so that no stretch is looked through twice.
    named: Cell<(usize, Option<Date>)>,
    /// The last day named, for 同日 and 翌日.
    last_day: Option<Date>,
    /// The last date named, for 同月, 同年 and days without a month.
    pub(super) last: Option<Date>,
    last_line: usize,
    /// The day and the line of the last day told in full: 2022年8月以降更新していない機器 in between says how old a thing is.
    pub(super) tale: Option<(Date, usize)>,
    /// The last day that headed its line: a tale goes on from it, whatever its sentence named besides.
    head: Option<Date>,
    /// Whether the last date told was the end of a period: such a one only says how long something went on.
    pub(super) last_spans: bool,
    /// Whether it only said since when something had gone on: 2021年10月から公開していた報告書.
    pub(super) last_open: bool,
    /// The day of the bulletin that is read, where the page holds several.
    bulletin: Option<Date>,
    /// Whether a day without a month was that of the notice's own month, as in a report: 青葉銀行は24日、…と発表した.
    of_own_month: bool,
}

impl Walk<'_, '_> {
    fn date(&mut self, expr: DateExpr, at: u32, form: usize) -> When {
        let line = self.text.line_at(at);
        let heads = self.heads_line(at, line);
        if heads {
            self.take_up(&expr);
        }
        let before = self.last;
        let start = self.resolve(&expr, line, form);
        self.last_spans = false;
        self.last_open =
            ["から", "より", "以降"].iter().any(|w| self.text.lexed.slice(at, self.text.lexed.forms[form].end).ends_with(w));
        // 20時15分頃に気づき: of the day told last, be it the end of a period.
        let told = self.text.lexed.forms[form];
        let bare = self.text.lexed.slice(told.start, told.end).starts_with(|c: char| c.is_ascii_digit() || "午正".contains(c));
        let last = self.last.filter(|d| bare && expr.day == DayRef::Same && d.precision() == Precision::Day);
        let start = last.or(start);
        let day = self.last_day;
        let own = |d: Date| start.map(months) == Some(months(d)) && before.is_none_or(|b| b == d);
        self.of_own_month |=
            expr.month == MonthRef::Unsaid && matches!(expr.day, DayRef::Given(_)) && self.published.is_some_and(own);
        self.remember(start, line);
        if heads {
            self.head = start.filter(|d| d.precision() == Precision::Day && start != self.published && self.tells(form));
        }
        // 20日、来年3月に開く祭典の…。19日に…: a month to come is only that of what is spoken of.
        if expr.day == DayRef::Unsaid
            && before.is_some()
            && !self.plans(form)
            && self.published.is_some_and(|own| start > Some(own))
        {
            self.last = before;
        }
        // 「12月1日現在」 tells how things stand: 同日 after it is the day told before.
        let after = &self.text.lexed.text()[self.text.lexed.forms[form].end as usize..];
        // 「19日の送信先」 points back: 同日 after it is the day told before, too.
        let back =
            expr.month == MonthRef::Unsaid && matches!(expr.day, DayRef::Given(_)) && start <= day && after.starts_with('の');
        if back {
            self.last_day = day;
        }
        // 翌日に訪問する家: the day is only that of what is spoken of; 前日の夜に侵入されていた: a tale does not go back to tell on.
        let backward = matches!(expr.day, DayRef::Previous | DayRef::BeforePrevious) && !after.starts_with(['、', ',', 'は']);
        if day.is_some() && (backward || expr.day == DayRef::Next && is_aside(after)) {
            (self.last_day, self.last) = (day, day);
        }
        if day.is_some()
            && expr.day != DayRef::Unsaid
            && (ASIDE.iter().any(|w| after.trim_start().starts_with(w)) || coming(after))
        {
            self.last_day = day;
            self.last = day;
        }
        // 起訴状などによると…1月に盗んだとされる: a tale does not go on from what another matter is told by.
        if self.charged(at) {
            (self.last, self.last_day) = (before, day);
        }
        When { start, start_time: time(expr.time), ..When::default() }
    }

    /// Whether a date's sentence tells what somebody is charged with.
    fn charged(&self, at: u32) -> bool {
        const FAR: u32 = 240;
        let before = self.text.lexed.stretch(at.saturating_sub(FAR), at).rsplit(['。', '\n']).next().unwrap_or("");
        ["起訴状", "冒頭陳述", "検察側の"].iter().any(|w| before.trim_start().starts_with(w))
    }

    /// Whether a date's sentence goes on behind it, so that it is no dateline: 2024年12月4日 5時00分
    fn tells(&self, form: usize) -> bool {
        const SHORT: usize = 20;
        self.sentence(form).chars().count() > SHORT
    }

    /// Goes back to the day that headed an earlier line where 同月, 同日 or 翌日 heads this one and only a day before that was named since:
    /// 9月18日、…を受けました。在職中の4月から6月までの間に複写したことを認めました。⏎同月20日、…
    fn take_up(&mut self, expr: &DateExpr) {
        let points = expr.month == MonthRef::Same || matches!(expr.day, DayRef::Same | DayRef::Next);
        if let Some(head) = self.head.filter(|head| points && self.last_spans && self.last.is_some_and(|last| last < *head)) {
            (self.last, self.last_day) = (Some(head), Some(head));
        }
    }

    fn period(&mut self, period: Period, at: u32, form: usize) -> When {
        let line = self.text.line_at(at);
        let (before, last, tale) = (self.last_day, self.last, self.tale);
        let start = period.start.as_ref().and_then(|e| self.end_of_period(e, line, form));
        if start.is_some() {
            self.last = start;
            self.last_day = start.filter(|d| d.precision() == Precision::Day).or(self.last_day);
            self.last_line = line;
        }
        let end = period.end.as_ref().and_then(|e| {
            let end = start.and_then(|start| after(start, e)).or_else(|| self.end_of_period(e, line, form))?;
            Some(not_before(start, end, e))
        });
        self.remember(end.or(start), line);
        self.last_spans = start.is_some() && end.is_some();
        let aside = !self.heads_line(at, line) && !self.is_said(form, before);
        if period.start.is_some() && period.end.is_some() && start != end && aside {
            // A window (購入された期間) is told aside: 同日 after it is still the day told before it.
            self.last_day = before.or(self.last_day);
            // Nor does it tell in which year the tale goes on.
            self.tale = tale.or(self.tale);
        }
        self.last_open = start.is_some() && end.is_none();
        if period.start.is_none() && period.end.is_some_and(|e| e.day == DayRef::Today) {
            // 今日まで, 本日まで tells how things stand.
            (self.last_day, self.last) = (before.or(self.last_day), last.or(self.last));
        }
        When { start, end, start_time: period.start.and_then(|e| time(e.time)), end_time: period.end.and_then(|e| time(e.time)) }
    }

    /// Whether a period stands at the head of its line: what it tells is the line's own matter.
    fn heads_line(&self, at: u32, line: usize) -> bool {
        const FAR: u32 = 60;
        let line = self.text.lines[line];
        at.saturating_sub(line.body) <= FAR
            && self.text.lexed.slice(line.body.min(at), at).trim_matches(['【', '(', '[', '<', ' ']).is_empty()
    }

    /// Whether a period is what its sentence says (置かれていた期間は3月14日から9月11日までです。), and no day but the notice's own was told before.
    fn is_said(&self, form: usize, before: Option<Date>) -> bool {
        const ENDS: [&str; 6] = ["です。", "でした。", "である。", "だった。", "となります。", "。"];
        let after = &self.text.lexed.text()[self.text.lexed.forms[form].end as usize..];
        (before.is_none() || before == self.published) && ENDS.iter().any(|w| after.starts_with(w))
    }

    /// An end that is only a time has the day of the other end.
    fn end_of_period(&self, expr: &DateExpr, line: usize, form: usize) -> Option<Date> {
        let bare =
            (expr.year, expr.month, expr.day) == (YearRef::Unsaid, MonthRef::Unsaid, DayRef::Unsaid) && expr.part.is_none();
        if bare && expr.time.is_some() { self.last_day } else { self.resolve(expr, line, form) }
    }

    fn remember(&mut self, date: Option<Date>, line: usize) {
        if let Some(date) = date {
            self.last = Some(date);
            self.last_line = line;
            if date.precision() == Precision::Day {
                self.last_day = Some(date);
                self.tale = Some((date, line));
            }
        }
    }

    fn resolve(&self, expr: &DateExpr, line: usize, form: usize) -> Option<Date> {
        match expr.day {
            DayRef::Same => return self.last_day,
            DayRef::Next => {
                return self.last_day.filter(|_| self.last == self.last_day)?.plus_days(1).and_then(|d| self.shifted(d, expr));
            }
            DayRef::AfterNext => return self.last_day?.plus_days(2),
            DayRef::After(days) => return self.told_near(line)?.plus_days(i32::from(days)),
            DayRef::Previous => return self.last_day?.plus_days(-1),
            DayRef::BeforePrevious => return self.last_day?.plus_days(-2),
            DayRef::Today => return self.today(),
            DayRef::Yesterday => return self.today()?.plus_days(-1),
            DayRef::BeforeYesterday => return self.today()?.plus_days(-2),
            DayRef::Tomorrow => return self.today()?.plus_days(1),
            DayRef::Unsaid | DayRef::Given(_) => {}
        }
        let day = if let DayRef::Given(day) = expr.day { Some(day) } else { None };
        let (year, month) = self.month(expr, day, line, form)?;
        match (month, day) {
            // 今月1日に…。31日のうちに…: a day that the month has not is one of the month before.
            (Some(m), Some(d)) if expr.month == MonthRef::Unsaid => {
                Date::day(year, m, d).or_else(|| if m > 1 { Date::day(year, m - 1, d) } else { Date::day(year - 1, 12, d) })
            }
            (Some(m), Some(d)) => Date::day(year, m, d),
            (Some(m), None) => Date::month_only(year, m),
            (None, None) => Some(Date::year_only(year)),
            (None, Some(_)) => None,
        }
    }

    /// The day on which what is read was written: that of the bulletin, where a page holds several.
    const fn today(&self) -> Option<Date> {
        if self.bulletin.is_some() { self.bulletin } else { self.published }
    }

    /// The day told last, unless it stands so far above that 10分後 and 3日後 need not be counted from it.
    fn told_near(&self, line: usize) -> Option<Date> {
        const NEAR: usize = 2;
        self.last_day.filter(|_| line - self.last_line.min(line) <= NEAR)
    }

    /// 翌11月1日: the date it names, if it names one.
    fn shifted(&self, next: Date, expr: &DateExpr) -> Option<Date> {
        match expr.month {
            MonthRef::Given(m) if next.month() != Some(m) => None,
            _ => Some(next),
        }
    }

    /// The year and the month, if one is meant.
    fn month(&self, expr: &DateExpr, day: Option<u8>, line: usize, form: usize) -> Option<(i16, Option<u8>)> {
        let base = |date: Option<Date>, by: i32| {
            let date = date?;
            let month = i32::from(date.year()) * 12 + i32::from(date.month()?) - 1 + by;
            Some((i16::try_from(month.div_euclid(12)).ok()?, Some(month.rem_euclid(12) as u8 + 1)))
        };
        match expr.month {
            MonthRef::Given(month) => {
                Some((self.year(expr, month, day, line).map(|y| self.year_of_plan(expr, month, y, form))?, Some(month)))
            }
            MonthRef::Same => base(self.last, 0),
            MonthRef::Next => base(self.last, 1),
            MonthRef::Previous => base(self.last, -1),
            MonthRef::This => base(self.anchor, 0),
            MonthRef::Last => base(self.anchor, -1),
            MonthRef::Coming => base(self.anchor, 1),
            MonthRef::Unsaid if day.is_some() => {
                let told = self.last.filter(|d| d.month().is_some()).or_else(|| self.following(form));
                let by = i32::from(told.is_some_and(|told| self.turns(told, day))) - i32::from(self.turned(told, day));
                let month = base(self.of_report(day, line, form).or(told).or(self.anchor), by);
                by_weekday(month, day, expr.weekday)
            }
            MonthRef::Unsaid if expr.year == YearRef::Unsaid => base(self.last, 0).filter(|_| expr.part.is_some()),
            MonthRef::Unsaid => {
                let month = (expr.part == Some(Part::End)).then_some(12);
                Some((self.year(expr, 12, None, line)?, month))
            }
        }
    }

    /// Whether the date told last stands so near (same line, or the item before) that this one goes on from it.
    pub(super) fn goes_on(&self, line: usize) -> bool {
        if self.last_line == line {
            return true;
        }
        let between = &self.text.lines[self.last_line.min(line)..=line];
        let items = between.iter().all(|l| matches!(l.kind, Kind::Item | Kind::Row | Kind::Blank));
        items && between.len() <= 4
    }

    /// A report's own day (19日 in one of 2010年2月19日), where only a month long past was told before it: its anchor.
    /// So is it in a new paragraph of one that told of its own days without a month.
    fn of_report(&self, day: Option<u8>, line: usize, form: usize) -> Option<Date> {
        const NEAR: u8 = 2;
        let (last, anchor) = (self.last?, self.published?);
        let since = anchor.day_of_month()?.checked_sub(day?);
        let near = since.is_some_and(|days| days <= NEAR) && last.day_of_month().is_none();
        let goes_on = since.is_some() && self.of_own_month && self.last_line != line;
        // 再公告は7月1日となる。地権者には27日に発送した, in a notice of 28 June: what was done does not lie ahead.
        let back = since.is_some() && months(anchor) < months(last) && !self.plans(form);
        ((near || goes_on) && months(anchor) > months(last) || back).then_some(anchor)
    }

    /// Whether a tale goes on into the next month (29日に使い、2日に気付いた), which the notice itself was written in or after.
    fn turns(&self, told: Date, day: Option<u8>) -> bool {
        const LATE: u8 = 24;
        const EARLY: u8 = 7;
        let late = told.day_of_month().is_some_and(|d| d >= LATE) && day.is_some_and(|d| d <= EARLY);
        let next = |anchor: Date| months(anchor) > months(told) || anchor.year() > told.year();
        late && self.published.is_some_and(next)
    }

    /// Whether a day is that of the month before: 31日 in a report of 1 November that named no other day yet.
    fn turned(&self, told: Option<Date>, day: Option<u8>) -> bool {
        const FAR: u8 = 7;
        const SHORT: u32 = 120;
        // 青葉新聞 2024年5月1日配信: a short line that dates what follows.
        let line = self.text.lines.get(self.last_line).filter(|l| l.end - l.start <= SHORT);
        let dateline = self.anchor.filter(|_| line.is_some() && self.last.is_some());
        let own = self.published.or(dateline).filter(|own| told.is_none_or(|told| told == *own));
        own.and_then(Date::day_of_month).zip(day).is_some_and(|(own, day)| day > own.saturating_add(FAR))
    }

    /// The first date after this one that names a month: a report that begins with 「13日、」 names it later.
    fn following(&self, form: usize) -> Option<Date> {
        let (end, known) = self.named.get();
        let named = if form < end { known } else { self.next_month(form) };
        // 31日、…逮捕した。2022年3月に…、23年10月に…: a report tells of its own month first, and that is the latest.
        named.filter(|named| self.latest.is_none_or(|latest| months(latest) <= months(*named)))
    }

    /// The first date in full from a form on that names a month; it is remembered.
    fn next_month(&self, form: usize) -> Option<Date> {
        let month = |e: DateExpr| full(&e).filter(|d| d.month().is_some());
        let forms = &self.text.lexed.forms;
        let found = forms[form..].iter().enumerate().find_map(|(n, f)| {
            let date = match f.value {
                Value::Date(d) => month(d),
                Value::Period(p) => p.start.and_then(month).or_else(|| p.end.and_then(month)),
                _ => None,
            };
            Some((form + n + 1, date?))
        });
        let (end, date) = found.map_or((forms.len(), None), |(end, date)| (end, Some(date)));
        self.named.set((end, date));
        date
    }
}

/// The time of day, unless only a vague part of the day is told.
fn time(expr: Option<TimeExpr>) -> Option<Time> {
    let expr = expr?;
    expr.hour.map(|hour| Time { hour, minute: expr.minute })
}

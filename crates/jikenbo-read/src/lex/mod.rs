//! The closed forms, lexed by hand: dates, periods, times, numbers, counts, money, quoted names, addresses.
//!
//! Nothing here is resolved: 同日 stays "the same day" until [`crate`]'s resolve stage knows which.

mod attach;
mod bare;
mod bound;
mod count;
mod counter;
mod date;
mod day;
mod display;
mod era;
mod later;
mod money;
mod number;
mod period;
mod quote;
mod refs;
mod ruled;
mod scan;
mod text;
mod time;
mod written;

#[cfg(test)]
mod tests;

/// A closed form, and where it stands in the folded text (byte offsets).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub value: Value,
}

/// What a closed form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// 2022年8月12日, 令和4年11月 9 日(水), 同日, 翌11月1日, 10月末ごろ
    Date(DateExpr),
    /// 2020年9月25日~2022年8月12日の期間, 7月19日から同年7月28日まで, 4月5日以前
    Period(Period),
    /// A time of day alone: 16:01, 午後3時半
    Time(TimeExpr),
    /// A number with a counter: 約1,938件, 最大5521名分
    Count(Quantity),
    /// 約168億円, 1億5493万米ドル
    Money(MoneyExpr),
    /// A number with neither (or with a unit that counts nothing: 20代, 第3, 2.0): kept so that nothing else reads it.
    Number,
    /// 「…」, 『…』, “…”, "…" on one line; the span includes the marks.
    Quoted,
    /// http://… or https://…
    Url,
}

/// A year as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum YearRef {
    /// Not said.
    #[default]
    Unsaid,
    /// 2022年, 令和4年, R4
    Given(i16),
    /// 同年 (or the bare 同 before a month)
    Same,
    /// 翌年
    Next,
    /// 前年
    Previous,
    /// 今年, 本年, 年内, 年末: the notice's year
    This,
    /// 昨年, 去年
    Last,
    /// 一昨年
    BeforeLast,
    /// 来年
    Coming,
}

/// A month as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MonthRef {
    /// Not said.
    #[default]
    Unsaid,
    /// 8月
    Given(u8),
    /// 同月 (or the bare 同 before a day)
    Same,
    /// 翌月
    Next,
    /// 前月
    Previous,
    /// 今月, 本月, 当月: the notice's month
    This,
    /// 先月
    Last,
    /// 来月
    Coming,
}

/// A day as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayRef {
    /// Not said.
    #[default]
    Unsaid,
    /// 12日
    Given(u8),
    /// 同日, 当日, 同時に, 同時刻
    Same,
    /// 翌日
    Next,
    /// 翌々日
    AfterNext,
    /// 3日後, 1週間後: so many days behind the day told last; none for 10分後 and 2時間後
    After(u8),
    /// 前日
    Previous,
    /// 前々日
    BeforePrevious,
    /// 本日, 今日: the notice's day
    Today,
    /// 昨日
    Yesterday,
    /// 一昨日
    BeforeYesterday,
    /// 明日
    Tomorrow,
}

/// A part of a month or year, without a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 上旬, 初め, 初旬
    Early,
    /// 中旬, 半ば
    Middle,
    /// 下旬
    Late,
    /// 末, 月末
    End,
}

/// A date as said, every component for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateExpr {
    /// The year.
    pub year: YearRef,
    /// The month.
    pub month: MonthRef,
    /// The day.
    pub day: DayRef,
    /// 上旬 … 末, if said.
    pub part: Option<Part>,
    /// The time of day, if said with the date.
    pub time: Option<TimeExpr>,
    /// The weekday in brackets, Monday 1 … Sunday 7.
    pub weekday: Option<u8>,
    /// 頃, ごろ, 前後 said after it.
    pub about: bool,
}

/// A time of day as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TimeExpr {
    /// The hour, 0 to 24, if a figure was said (午後3時 is 15, 正午 12).
    pub hour: Option<u8>,
    /// The minute, if said (半 is 30).
    pub minute: Option<u8>,
    /// 未明, 早朝, 朝, 午前, 昼, 午後, 夕, 夕方, 夜, 深夜: said without a figure.
    pub vague: bool,
}

/// A period; at least one end is said. An end that gives only a time (7時02分~13時00分) has the other end's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// から, ~ …, 以降
    pub start: Option<DateExpr>,
    /// … まで, 以前
    pub end: Option<DateExpr>,
}

/// How a figure is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bound {
    /// Said plainly.
    #[default]
    Exact,
    /// 最大, 以下, 未満, 以内
    AtMost,
    /// 少なくとも, 以上, 超, 余り
    AtLeast,
    /// 約, およそ, ほぼ, 程度, 前後, 数十
    About,
}

/// What a counter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// 名, 人, 名様, 名分, 人分 …
    People,
    /// 件, 件分, レコード
    Records,
    /// 通
    Mails,
    /// アカウント, ID
    Accounts,
    /// 社, 団体, 法人, 法人分, 校, 機関, 店舗, 事業者, 自治体
    Organizations,
    /// 回
    Times,
    /// ファイル, 点
    Files,
    /// 台, 先, 枚, 冊, 箱, 箇所, 個, 本, 部 …
    Other,
}

/// A number and what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// The figure. 数十 is 10 and 2万数千 is 21,000 with [`Bound::About`]: the unit stands for its unsaid digit.
    pub value: u64,
    /// How it is bounded, by the words right before and after it. 最大 wins over all; then a limit after the figure
    /// (約1,000件以上 is at least 1,000); then 少なくとも; then 約. Of a range (20~30件) the upper figure, as the most.
    pub bound: Bound,
    /// What it counts.
    pub counter: Counter,
    /// のべ, 延べ said before it.
    pub total_of_many: bool,
}

/// An amount of money as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyExpr {
    /// Whole units of the currency.
    pub amount: u64,
    /// ISO 4217: JPY, USD, EUR …
    pub currency: &'static str,
    /// How it is bounded.
    pub bound: Bound,
}

/// The closed forms of a folded text, in order, none overlapping another (a quoted name may hold others: the name comes
/// first, then what stands in it).
#[must_use]
pub fn lex(folded: &str) -> Vec<Form> {
    scan::Scan::new(folded).run()
}

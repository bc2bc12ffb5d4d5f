//! Dates: 2022年8月12日(金)16:01頃, 令和4年11月 9 日, R4.10.18, 同月24日, 翌11月1日, 先月下旬.

use jikenbo_model::Date;

use super::number::small;
use super::time::{about, time};
use super::{DateExpr, DayRef, MonthRef, Part, YearRef};

/// 年度 is a span of its own, 年間 a duration: no date.
const NOT_YEARS: &[&str] =
    &["度", "間", "前", "後", "目", "以内", "以上", "問題", "版", "生", "代", "制", "ぶり", "ほど", "程度", "余", "未満", "連続"];
const NOT_MONTHS: &[&str] = &["間", "号", "期", "分の給", "以内", "以上", "額", "々"];
const NOT_DAYS: &[&str] = &[
    "間",
    "後",
    "以内",
    "目",
    "前",
    "ほど",
    "程度",
    "あたり",
    "当たり",
    "ぶり",
    "にわた",
    "分の",
    "以上",
    "未満",
    "余",
    "連続",
    "経過",
    "本",
    "数",
    "々",
    "営",
    "に一度",
    "に1",
];

fn blanks(text: &str, at: usize) -> usize {
    at + text[at..].bytes().take_while(|b| *b == b' ').count()
}

/// What follows `word` at `at`, past blanks before it; `None` if it does not stand there or goes on as one of `not`.
fn word(text: &str, at: usize, word: &str, not: &[&str]) -> Option<usize> {
    let at = blanks(text, at);
    let after = text[at..].strip_prefix(word)?;
    (!not.iter().any(|n| after.starts_with(n))).then_some(at + word.len())
}

/// A date being read: what was said so far, and how far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Partial {
    pub(super) expr: DateExpr,
    pub(super) end: usize,
}

/// The date that begins at `at`, with its weekday and time.
pub(super) fn date(text: &str, at: usize) -> Option<Partial> {
    let partial = relative(text, at).or_else(|| compact(text, at)).or_else(|| absolute(text, at))?;
    valid(&partial.expr).then(|| tail(text, partial))
}

/// No 13月, no 2月30日; a year between the first of Meiji and the next century.
fn valid(expr: &DateExpr) -> bool {
    let year = if let YearRef::Given(y) = expr.year { y } else { 2024 };
    let month = if let MonthRef::Given(m) = expr.month { m } else { 1 };
    let day = if let DayRef::Given(d) = expr.day { d } else { 1 };
    (1868..2100).contains(&year) && Date::day(year, month, day).is_some()
}

/// Weekday, time and 頃.
fn tail(text: &str, mut partial: Partial) -> Partial {
    let has_day = partial.expr.day != DayRef::Unsaid;
    if has_day && let Some((day, end)) = weekday(text, partial.end) {
        partial.expr.weekday = Some(day);
        partial.end = end;
    }
    let from = if text[partial.end..].starts_with('の') { partial.end + "の".len() } else { blanks(text, partial.end) };
    if has_day && let Some((expr, end)) = time(text, from) {
        partial.expr.time = Some(expr);
        partial.end = end;
    }
    let (about, end) = about(text, partial.end);
    partial.expr.about = about;
    partial.end = end;
    partial
}

/// (木) (木曜日) (木・祝)
fn weekday(text: &str, at: usize) -> Option<(u8, usize)> {
    let open = blanks(text, at);
    let inner = text[open..].strip_prefix('(')?;
    let day = inner.chars().next()?;
    let number = "月火水木金土日".chars().position(|d| d == day)? as u8 + 1;
    let rest = &inner[day.len_utf8()..];
    let close = rest.find(')').filter(|c| *c <= 12)?;
    let known = ["", "曜", "曜日", "祝", "・祝", "・休", "/祝", "・祝日"].contains(&rest[..close].trim());
    known.then_some((number, open + 1 + day.len_utf8() + close + 1))
}

/// 2022/8/12, 2020.12.07, 2022-08-12, R4.10.18, 8/12(金)
fn compact(text: &str, at: usize) -> Option<Partial> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    let era = match first {
        b'R' | b'r' => 2018,
        b'H' | b'h' => 1988,
        b'S' | b's' => 1925,
        _ => 0,
    };
    let from = at + usize::from(era > 0);
    let (year, end) = small(text, from, 2100).filter(|_| bytes.get(from).is_some_and(u8::is_ascii_digit))?;
    let sep = *bytes.get(end)?;
    if !matches!(sep, b'/' | b'.' | b'-') {
        return None;
    }
    let number = |at: usize, most| small(text, at, most).filter(|(_, e)| bytes[at].is_ascii_digit() && e - at <= 2);
    let (month, end) = number(blanks(text, end + 1), 12)?;
    let given = |year: i16, month: u64, day: u64, end: usize| {
        let expr = DateExpr {
            year: YearRef::Given(year),
            month: MonthRef::Given(month as u8),
            day: DayRef::Given(day as u8),
            ..DateExpr::default()
        };
        Partial { expr, end }
    };
    if bytes.get(end) == Some(&sep) && (era > 0 || year >= 1900) {
        let (day, end) = number(blanks(text, end + 1), 31)?;
        let goes_on =
            bytes.get(end).is_some_and(|b| b.is_ascii_digit() || *b == sep && bytes.get(end + 1).is_some_and(u8::is_ascii_digit));
        let year = if era > 0 { era + year as i16 } else { year as i16 };
        return (!goes_on).then(|| given(year, month, day, end));
    }
    // 8/12 is a date only with its weekday.
    let md = sep == b'/' && era == 0 && year <= 12;
    let expr = DateExpr { month: MonthRef::Given(year as u8), day: DayRef::Given(month as u8), ..DateExpr::default() };
    (md && weekday(text, end).is_some()).then_some(Partial { expr, end })
}

const ERAS: [(&str, i16); 5] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)];

/// 2022年, 令和4年, 令和元年
fn year(text: &str, at: usize) -> Option<(i16, usize)> {
    if let Some((name, before)) = ERAS.iter().find(|(name, _)| text[at..].starts_with(name)) {
        let from = blanks(text, at + name.len());
        let first = text[from..].strip_prefix('元').map(|_| (1, from + "元".len()));
        let (n, end) = first.or_else(|| small(text, from, 99))?;
        return Some((before + n as i16, word(text, end, "年", NOT_YEARS)?));
    }
    let (n, end) = small(text, at, 2100).filter(|(n, _)| *n >= 1868)?;
    Some((n as i16, word(text, end, "年", NOT_YEARS)?))
}

fn absolute(text: &str, at: usize) -> Option<Partial> {
    match year(text, at) {
        Some((year, end)) => Some(after_year(text, YearRef::Given(year), end)),
        None => month_day(text, at, YearRef::Unsaid),
    }
}

/// What may follow a year: の8月, 8月12日, 末 …
fn after_year(text: &str, year: YearRef, end: usize) -> Partial {
    let from = if text[end..].starts_with('の') { end + "の".len() } else { blanks(text, end) };
    month_day(text, from, year).filter(|p| p.expr.month != MonthRef::Unsaid || p.expr.part.is_some()).unwrap_or_else(|| {
        let mut partial = Partial { expr: DateExpr { year, ..DateExpr::default() }, end };
        part_of(text, &mut partial);
        partial
    })
}

/// 8月12日, 8月, 12日, 8月末
fn month_day(text: &str, at: usize, year: YearRef) -> Option<Partial> {
    let kanji = !text.as_bytes().get(at)?.is_ascii_digit();
    let (n, end) = small(text, at, 31)?;
    let Some(after) = word(text, end, "月", NOT_MONTHS).filter(|_| n <= 12 && n > 0) else {
        // A day alone: 25日. In kanji it is more often an amount (一日も早く).
        let end = word(text, end, "日", NOT_DAYS).filter(|_| !kanji && n > 0 && year == YearRef::Unsaid)?;
        return Some(Partial { expr: DateExpr { day: DayRef::Given(n as u8), ..DateExpr::default() }, end });
    };
    let mut partial = Partial { expr: DateExpr { year, month: MonthRef::Given(n as u8), ..DateExpr::default() }, end: after };
    day_of(text, &mut partial);
    let bare = partial.expr.day == DayRef::Unsaid && partial.expr.part.is_none();
    (!(kanji && bare && year == YearRef::Unsaid)).then_some(partial)
}

/// The day, or the part of the month, after a month.
fn day_of(text: &str, partial: &mut Partial) {
    let from = blanks(text, partial.end);
    let from = if text[from..].starts_with("の") { from + "の".len() } else { from };
    let day = small(text, from, 31).filter(|(n, _)| *n > 0).and_then(|(n, end)| Some((n, word(text, end, "日", &["間"])?)));
    if let Some((day, end)) = day {
        partial.expr.day = DayRef::Given(day as u8);
        partial.end = end;
    } else if let Some((first, end)) = shared_day(text, from) {
        partial.expr.day = DayRef::Given(first as u8);
        partial.end = end;
    } else {
        part_of(text, partial);
    }
}

/// 3月16-17日: the first day leaves its 日 to the second.
fn shared_day(text: &str, at: usize) -> Option<(u64, usize)> {
    let (first, end) = small(text, at, 31)?;
    let after = text[end..].strip_prefix(['-', '~'])?;
    let next = text.len() - after.len();
    let (_, stop) = small(text, next, 31)?;
    word(text, stop, "日", &["間"]).map(|_| (first, end))
}

fn part_of(text: &str, partial: &mut Partial) {
    const PARTS: [(&str, Part); 11] = [
        ("上旬", Part::Early),
        ("初旬", Part::Early),
        ("初め", Part::Early),
        ("はじめ", Part::Early),
        ("初頭", Part::Early),
        ("中旬", Part::Middle),
        ("半ば", Part::Middle),
        ("下旬", Part::Late),
        ("末日", Part::End),
        ("末", Part::End),
        ("月末", Part::End),
    ];
    let from = partial.end + if text[partial.end..].starts_with('の') { "の".len() } else { 0 };
    if let Some((name, part)) = PARTS.iter().find(|(name, _)| text[from..].starts_with(name)) {
        partial.expr.part = Some(*part);
        partial.end = from + name.len();
    }
}

/// Words for days, months and years seen from another; the longer first.
fn relative(text: &str, at: usize) -> Option<Partial> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if !"同翌前本今昨去一来年月当即先明".contains(first) {
        return None;
    }
    day_word(text, at).or_else(|| month_word(text, at)).or_else(|| year_word(text, at)).or_else(|| bare(text, at))
}

fn day_word(text: &str, at: usize) -> Option<Partial> {
    const DAYS: [(&str, DayRef, &[&str]); 15] = [
        ("翌々日", DayRef::AfterNext, &[]),
        ("前々日", DayRef::BeforePrevious, &[]),
        ("一昨日", DayRef::BeforeYesterday, &[]),
        ("同日中", DayRef::Same, &[]),
        ("同時刻", DayRef::Same, &[]),
        ("同日", DayRef::Same, &["本"]),
        ("当日", DayRef::Same, &["の予約", "券", "受付"]),
        ("即日", DayRef::Same, &["発送", "配送"]),
        ("翌日", DayRef::Next, &["配送", "以内"]),
        ("前日", DayRef::Previous, &["比"]),
        ("本日", DayRef::Today, &[]),
        ("今日", DayRef::Today, &["の", "的", "で", "に至", "まで"]),
        ("昨日", DayRef::Yesterday, &[]),
        ("明日", DayRef::Tomorrow, &["の", "へ"]),
        ("同時に", DayRef::Same, &[]),
    ];
    let rest = &text[at..];
    let (name, day, not) = DAYS.iter().find(|(name, ..)| rest.starts_with(name))?;
    let after = &rest[name.len()..];
    if not.iter().any(|n| after.starts_with(n)) {
        return None;
    }
    if *name == "同時に" {
        // 「と同時に」「同時に複数の」 are adverbs; at the head of a clause it is the time told before.
        let head = text[..at].chars().next_back().is_none_or(|c| "、。\n )・".contains(c));
        let subject = after.starts_with(['、', '第', '外', '当', '社']);
        return (head && subject).then_some(Partial {
            expr: DateExpr { day: *day, ..DateExpr::default() },
            end: at + "同時に".len() - "に".len() + "に".len(),
        });
    }
    // 前日の10月31日, 本日13日: the date that is written out is the one that is meant.
    let from = at + name.len();
    let from = if text[from..].starts_with('の') { from + "の".len() } else { blanks(text, from) };
    if let Some(exact) = absolute(text, from).filter(|p| matches!(p.expr.day, DayRef::Given(_)) && valid(&p.expr)) {
        return Some(exact);
    }
    Some(Partial { expr: DateExpr { day: *day, ..DateExpr::default() }, end: at + name.len() })
}

fn month_word(text: &str, at: usize) -> Option<Partial> {
    const MONTHS: [(&str, MonthRef); 9] = [
        ("同月", MonthRef::Same),
        ("翌月", MonthRef::Next),
        ("前月", MonthRef::Previous),
        ("先月", MonthRef::Last),
        ("今月", MonthRef::This),
        ("当月", MonthRef::This),
        ("本月", MonthRef::This),
        ("来月", MonthRef::Coming),
        ("月末", MonthRef::Unsaid),
    ];
    let (name, month) = MONTHS.iter().find(|(name, _)| text[at..].starts_with(name))?;
    if *name == "月末" {
        let expr = DateExpr { part: Some(Part::End), ..DateExpr::default() };
        return Some(Partial { expr, end: at + name.len() });
    }
    let after = at + name.len();
    if ["分", "比", "号", "額", "度", "々"].iter().any(|w| text[after..].starts_with(w)) {
        return None;
    }
    let mut partial = Partial { expr: DateExpr { month: *month, ..DateExpr::default() }, end: after };
    day_of(text, &mut partial);
    Some(partial)
}

fn year_word(text: &str, at: usize) -> Option<Partial> {
    const YEARS: [(&str, YearRef); 11] = [
        ("一昨年", YearRef::BeforeLast),
        ("同年", YearRef::Same),
        ("翌年", YearRef::Next),
        ("前年", YearRef::Previous),
        ("今年", YearRef::This),
        ("本年", YearRef::This),
        ("昨年", YearRef::Last),
        ("去年", YearRef::Last),
        ("来年", YearRef::Coming),
        ("年内", YearRef::This),
        ("年末", YearRef::This),
    ];
    let (name, year) = YEARS.iter().find(|(name, _)| text[at..].starts_with(name))?;
    let after = at + name.len();
    if ["度", "代", "齢", "比", "々", "年始"].iter().any(|w| text[after..].starts_with(w))
        || text[..at].ends_with(['数', '半', '周', '毎'])
    {
        return None;
    }
    let expr = DateExpr { year: *year, ..DateExpr::default() };
    match *name {
        "年末" => Some(Partial { expr: DateExpr { part: Some(Part::End), ..expr }, end: after }),
        "年内" => Some(Partial { expr, end: after }),
        _ => Some(after_year(text, *year, after)),
    }
}

/// 同3月17日 (of the same year), 同24日 (of the same month), 翌11月1日, 翌25日
fn bare(text: &str, at: usize) -> Option<Partial> {
    let first = text[at..].chars().next().filter(|c| "同翌".contains(*c))?;
    let mut partial = month_day(text, at + first.len_utf8(), YearRef::Unsaid).filter(|p| valid(&p.expr))?;
    let has_month = partial.expr.month != MonthRef::Unsaid;
    match (first, has_month) {
        ('同', true) => partial.expr.year = YearRef::Same,
        ('同', false) => partial.expr.month = MonthRef::Same,
        // 翌 says that it is the next day: the month and day are written out, the year is that of the day before.
        _ => {}
    }
    Some(partial)
}

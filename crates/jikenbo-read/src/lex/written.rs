//! Dates written with 年, 月 and 日: 2022年8月12日, 令和4年(2022年)11月, 10月15日, 3月16-17日.

use super::date::{Before, Dated, Impossible};
use super::day::bare_day;
use super::era::{self, Era};
use super::number::{Small, is_kanji_number, small};
use super::text::{Text, is_dash};
use super::{DateExpr, DayRef, MonthRef, YearRef};

/// 2022年8月12日, 8月12日, 25日, 2005年.
pub(super) fn written(t: Text, at: usize, before: Before) -> Option<Dated> {
    let mut value = DateExpr::default();
    let Some((year, era, end)) = year(t, at, before) else {
        if let Some(end) = month_day(t, at, &mut value).ok()? {
            let open = is_open(t, end);
            return may_start(t, at).then_some(Dated { open, ..Dated::new(value, end) });
        }
        let free = t.prev_solid(at).is_none_or(|c| !"月年/-.,:".contains(c) && !c.is_ascii_alphanumeric());
        let (day, end) = bare_day(t, at).filter(|_| free || before.ranged)?;
        return Some(Dated::new(DateExpr { day: DayRef::Given(day), ..value }, end));
    };
    value.year = YearRef::Given(year);
    let month_at = t.blanks(t.eat(end, "の").unwrap_or(end));
    let end = match month_day(t, month_at, &mut value).ok()? {
        Some(end) => end,
        None if is_other_year(t, end) => return None,
        None => end,
    };
    Some(Dated { era, open: is_open(t, end), ..Dated::new(value, end) })
}

/// Whether a month may begin here: not the 8月 of 毎年8月 or 懲役9年8月, nor how long somebody is punished (停職3月, 減給10分の1 3月).
fn may_start(t: Text, at: usize) -> bool {
    let solid = t.head(at).trim_end_matches(' ').len();
    // 毎年10月から11月にかけて: the end of a span of every year is no date either.
    let lead = t.head(solid).trim_end_matches(['か', 'ら', '~', '、', 'と', '・']);
    let span = lead.len() < solid
        && lead.strip_suffix('月').is_some_and(|l| {
            let head = l.trim_end_matches(|c: char| c.is_ascii_digit());
            head.len() < l.len() && (head.ends_with("毎年") || head.ends_with("例年"))
        });
    !span && !t.prev_in(solid, "年第") && !t.closes(solid, "停職 減給 謹慎 出勤停止 分の1")
}

/// What is said with a year and is no date: 2018年度, 2022年版, 平成15年法律第57号.
fn is_other_year(t: Text, end: usize) -> bool {
    t.starts(end, "度 版 間 生 物 型 式 製 代 比 産 次 卒 法律 政令 省令 条例 告示 規則 条約 (ワ)")
}

/// A year with its 年, and the same year in brackets: 2022年, 令和4年(2022年), 2022(令和4)年, 22年 before a month.
pub(super) fn year(t: Text, at: usize, before: Before) -> Option<(i16, Option<Era>, usize)> {
    let (year, era, end) = year_number(t, at, before)?;
    if let Some(end) = t.eat(t.blanks(end), "年") {
        let twin = t.eat(end, "(").and_then(|at| year_number(t, at, before));
        let twin = twin.and_then(|(_, _, end)| t.eat(t.eat(t.blanks(end), "年")?, ")"));
        return Some((year, era, twin.unwrap_or(end)));
    }
    if let Some((_, _, end)) = t.eat(end, "(").and_then(|at| year_number(t, at, before)) {
        return Some((year, era, t.eat(end, ")年")?));
    }
    let second = range_end(t, end).filter(|n| n.digits == 4)?;
    t.eat(t.blanks(second.end), "年")?;
    Some((year, era, end))
}

/// A year without its 年.
fn year_number(t: Text, at: usize, before: Before) -> Option<(i16, Option<Era>, usize)> {
    if let Some((year, era, end)) = era::named(t, at).or_else(|| era::lettered(t, at)) {
        return Some((year, Some(era), end));
    }
    let number = small(t, at)?;
    if number.digits == 4 || number.kanji && number.value > 1000 {
        return (1868..=2100).contains(&number.value).then_some((number.value as i16, None, number.end));
    }
    let year = match before.era {
        Some(era) => era.year(number.value)?,
        None if number.digits == 2 && number.value <= 35 && !number.kanji => 2000 + number.value as i16,
        None => return None,
    };
    let month = t.eat(t.blanks(number.end), "年").and_then(|at| month(t, t.blanks(at)).ok().flatten());
    // 懲役15年6月 is a sentence
    (month.is_some() && !t.closes(at, "懲役 禁錮 禁固 拘禁刑")).then_some((year, before.era, number.end))
}

/// A month, and the day after it; gives the end, or `None` if no month stands there.
pub(super) fn month_day(t: Text, at: usize, value: &mut DateExpr) -> Result<Option<usize>, Impossible> {
    let Some((number, end)) = month(t, at)? else { return Ok(None) };
    value.month = MonthRef::Given(number);
    let Some((day, end)) = day(t, t.blanks(end), is_open(t, end))? else { return Ok(Some(end)) };
    value.day = DayRef::Given(day);
    Ok(Some(end))
}

/// 8月, or the 8 of 8~10月.
fn month(t: Text, at: usize) -> Result<Option<(u8, usize)>, Impossible> {
    let Some(number) = small(t, at).filter(|n| n.digits <= 2) else { return Ok(None) };
    let unit = |n: Small| t.eat(t.blanks(n.end), "月");
    let shared = || range_end(t, number.end).and_then(unit).filter(|&end| !is_other_month(t, end)).map(|_| number.end);
    let end = unit(number).or_else(shared);
    match end {
        None => Ok(None),
        Some(end) if (1..=12).contains(&number.value) && !is_other_month(t, end) => Ok(Some((number.value as u8, end))),
        Some(_) => Err(Impossible),
    }
}

/// 月曜, 3月期, 5月号, 4月度, 3月決算, 12月例会.
fn is_other_month(t: Text, end: usize) -> bool {
    t.next_in(end, "曜期号度間額刊次") || t.starts(end, "決算 例会 検診 健診 検針 給与")
}

/// 12日 after its month, or the 16 of 3月16-17日.
fn day(t: Text, at: usize, open_month: bool) -> Result<Option<(u8, usize)>, Impossible> {
    let Some(number) = small(t, at).filter(|n| n.digits <= 2 && !open_month) else { return Ok(None) };
    let unit = |n: Small| t.eat(t.blanks(n.end), "日").filter(|&end| !t.next_in(end, "曜間"));
    let shared = || range_end(t, number.end).or_else(|| list_next(t, number.end)).and_then(unit).map(|_| number.end);
    match unit(number).or_else(shared) {
        None => Ok(None),
        Some(end) if (1..=31).contains(&number.value) => Ok(Some((number.value as u8, end))),
        Some(_) => Err(Impossible),
    }
}

/// The number after a range mark: the 17 of 16-17日.
fn range_end(t: Text, at: usize) -> Option<Small> {
    let counted = |n: &Small| !t.starts(t.blanks(n.end), "日間 か月間 カ月間 ヶ月間 年間");
    let at = t.blanks(at);
    // 1月14から16日
    let end = t.eat(at, "から").or_else(|| t.next(at).filter(|&c| c == '~' || is_dash(c)).map(|mark| at + mark.len_utf8()))?;
    small(t, t.blanks(end)).filter(counted)
}

/// The number after a list mark: the 17 of 16、17日.
fn list_next(t: Text, at: usize) -> Option<Small> {
    let mark = t.next(at).filter(|&c| "、・,".contains(c))?;
    small(t, at + mark.len_utf8())
}

/// Whether a date's last number lacks its unit.
fn is_open(t: Text, end: usize) -> bool {
    t.prev(end).is_some_and(|c| c.is_ascii_digit() || is_kanji_number(c))
}

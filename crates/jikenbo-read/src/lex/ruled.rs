//! Dates written with rules between bare numbers: 2022/8/12, 2022.8.12, 2022-08-12, R4.10.18, 8/12(金).

use super::attach::weekday;
use super::date::{Before, Dated};
use super::era;
use super::number::small;
use super::text::Text;
use super::time::time;
use super::{DateExpr, DayRef, MonthRef, YearRef};
use crate::letter::is_kanji;

/// 2022/8/12, 2022.8.12, 2022-08-12, 2022/8.
pub(super) fn ruled(t: Text, at: usize, before: Before) -> Option<Dated> {
    let year = small(t, at).filter(|n| n.digits == 4 && !n.kanji && (1900..=2100).contains(&n.value))?;
    let glued = t.prev(at).is_some_and(|c| c.is_ascii_alphanumeric() || "._-/@:".contains(c)) && !labelled(t, at);
    if glued && !before.ranged || after_version(t, at) {
        return None;
    }
    ruled_parts(t, year.end, year.value as i16)
}

/// 更新日:2022/8/12, Date:2022/8/12: a label before the colon, and no host's name or number (example.jp:2022).
fn labelled(t: Text, at: usize) -> bool {
    let Some(label) = t.head(at).strip_suffix(':') else { return false };
    let word = |name: &str| {
        label.len().checked_sub(name.len()).and_then(|at| label.get(at..)).is_some_and(|w| w.eq_ignore_ascii_case(name))
    };
    label.chars().next_back().is_some_and(|c| !c.is_ascii_alphanumeric() && !"./:-_".contains(c))
        || ["date", "updated", "update", "published", "posted"].iter().any(|name| word(name))
}

/// 「Ver 2022.8.12」 is no date.
fn after_version(t: Text, at: usize) -> bool {
    let head = t.head(at).trim_end_matches([' ', '.']);
    let named = |name: &str| {
        head.len().checked_sub(name.len()).and_then(|at| head.get(at..)).is_some_and(|w| w.eq_ignore_ascii_case(name))
    };
    ["ver", "version", "build", "バージョン", "ビルド"].iter().any(|name| named(name))
}

/// The month and day after a year and its rule mark.
fn ruled_parts(t: Text, at: usize, year: i16) -> Option<Dated> {
    let mark = *t.rest(t.blanks(at)).as_bytes().first().filter(|mark| b"/.-".contains(mark))?;
    let step = |at: usize| {
        let at = t.blanks(at);
        let number = (t.byte(at) == mark).then(|| small(t, t.blanks(at + 1))).flatten()?;
        (!number.kanji && number.digits <= 2).then_some(number)
    };
    let month = step(at)?;
    let mut value = DateExpr { year: YearRef::Given(year), month: MonthRef::Given(month.value as u8), ..DateExpr::default() };
    let Some(day) = step(month.end) else {
        let alone = mark == b'/' && (1..=12).contains(&month.value) && !goes_on(t, month.end, mark);
        return alone.then(|| Dated { slashed: true, ..Dated::new(value, month.end) });
    };
    value.day = DayRef::Given(day.value as u8);
    (!goes_on(t, day.end, mark)).then(|| Dated { slashed: true, ..Dated::new(value, day.end) })
}

/// Whether a number written with `mark` goes on after `at`: a file name, a longer version, an address.
fn goes_on(t: Text, at: usize, mark: u8) -> bool {
    let (byte, next) = (t.byte(at), t.byte(at + 1));
    let letter = byte.is_ascii_alphanumeric() && !(byte == b'T' && next.is_ascii_digit()) || byte == b'_';
    letter || byte == mark && next.is_ascii_alphanumeric() && mark != b'-' || byte == b'.' && next.is_ascii_alphanumeric()
}

/// R4.10.18, H30/8/20, R4年10月18日, and 令和4.10.18.
pub(super) fn lettered(t: Text, at: usize) -> Option<Dated> {
    let (year, era, end) = era::lettered(t, at).or_else(|| era::named(t, at))?;
    let ruled = matches!(t.byte(end), b'.' | b'/').then(|| ruled_parts(t, end, year)).flatten();
    let ruled = ruled.filter(|dated| dated.value.day != DayRef::Unsaid);
    ruled.map(|dated| Dated { era: Some(era), ..dated })
}

/// Whether 9/13 stands at the head of a line, and words after a blank: a day in a list, not a part of something.
fn heads_line(t: Text, at: usize, end: usize) -> bool {
    let head = t.prev_solid(at).is_none_or(|c| "\n・•●○".contains(c));
    let words = t.blanks(end);
    // The columns of a list stand farther apart than a figure from its counter.
    let column = words > end + 1;
    let next = t.next(words);
    let told = t.starts(words, "日本 人事 名古屋 名簿")
        || next.is_some_and(|c| !"年月日件名人ページ枚回\n".contains(c) && (column || !c.is_ascii()))
        || column && t.rest(words).chars().nth(1).is_some_and(is_kanji);
    head && words > end && told
}

/// Whether 1/16 begins a statement that goes on as after a day (1/16、 1/31に 2/6には), or is the day of an addition (5/19追記).
fn dates_tale(t: Text, at: usize, end: usize) -> bool {
    const DEEDS: &str = "付 追記 更新 追加 完了 実施 公表 発表 判明 発覚 発生 報告 受領 開始 終了";
    let head = t.prev_solid(at).is_none_or(|c| "\n。、・(【):".contains(c)) || t.closes(at, "は 翌 前日の 前々日の 翌日の");
    // 10/13~11/7 and 6/5~ at the head of a line
    let spans = t.prev_solid(at).is_none_or(|c| "\n・•●○。(".contains(c))
        && t.next_in(end, "~")
        && (t.byte(end + 1).is_ascii_digit() || t.byte(end + 1) == b' ');
    let goes_on = || t.starts(end, "、 に には から より の夜 の朝 夜 朝 午 未明") || t.starts(end, DEEDS) || t.next_in(end, ",");
    spans || head && goes_on() || is_said_of_days(t, at, end)
}

/// Whether what follows is said of days alone, and of no part: 9/12までに提出する, 10/31をもって終える, 3/4の早朝 (残高は1/3までに減った).
fn is_said_of_days(t: Text, at: usize, end: usize) -> bool {
    const OF_DAYS: &str = "をもって 以降 付で 付けで の早朝 早朝 の夕方 夕方 の午前 の午後 午前 午後 の深夜 深夜 未明";
    let by = t.eat(end, "までに").is_some_and(|end| !shrinks(t, end) && !t.prev_in(at, PART));
    by || t.starts(end, OF_DAYS)
}

/// Whether what follows tells of something that gets less: 1/20に減った, 1/3に抑えた.
fn shrinks(t: Text, end: usize) -> bool {
    t.next_in(end, "減抑縮圧低削留止制短限な") || t.starts(end, "引き下 落ち 切り詰")
}

/// What stands before a part, and no day: 全体の1/2, 約1/3, 残高の比率1/4.
const PART: &str = "の約ぼ率に";

/// Whether 3/15に is a day wherever it stands: what is told in parts of more than twelve says so (約1/20に減った).
fn is_surely_day(t: Text, at: usize, day: u32, end: usize) -> bool {
    const DAYS: std::ops::RangeInclusive<u32> = 13..=31;
    let part = t.prev_in(at, PART) || t.eat(end, "に").is_some_and(|end| shrinks(t, end));
    let said = "に 、 より から まで 付 及び 頃 ごろ 時点 現在 の夜 の朝 の午 夜 朝 午 未明";
    DAYS.contains(&day) && !part && t.starts(end, said)
}

/// 8/12, only beside a weekday or a time, at the head of a line before a blank, with words that are said of days alone (までに, をもって, の早朝), as a
/// day that no fraction is, or as the end of a period that began with
/// 2022/8/9 or R6.11.30.
pub(super) fn month_slash_day(t: Text, at: usize, before: Before) -> Option<Dated> {
    let number = |at: usize| small(t, at).filter(|n| !n.kanji && n.digits <= 2);
    let month = number(at).filter(|n| (1..=12).contains(&n.value))?;
    let dotted = before.slashed && before.ranged && t.byte(month.end) == b'.';
    let day = (t.byte(month.end) == b'/' || dotted).then(|| number(month.end + 1)).flatten()?;
    let free = before.ranged || t.prev(at).is_none_or(|c| !c.is_ascii_alphanumeric() && !"./-".contains(c));
    let clear = before.slashed
        || heads_line(t, at, day.end)
        || dates_tale(t, at, day.end)
        || is_surely_day(t, at, day.value, day.end)
        || weekday(t, day.end).is_some()
        || time(t, t.blanks(day.end), false).is_some();
    let value =
        DateExpr { month: MonthRef::Given(month.value as u8), day: DayRef::Given(day.value as u8), ..DateExpr::default() };
    (free && clear && !goes_on(t, day.end, b'/')).then(|| Dated { slashed: true, ..Dated::new(value, day.end) })
}

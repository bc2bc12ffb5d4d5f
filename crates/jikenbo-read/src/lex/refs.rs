//! Dates said by pointing: 同日, 翌11月1日, 昨年12月, 前日の10月31日, 年末.
//!
//! The pointing words are in [`words`]; here is what may stand behind each of them.

mod words;

use super::date::{Before, Dated, Impossible, calendar};
use super::day::bare_day;
use super::number::small;
use super::text::Text;
use super::time::time;
use super::written::{month_day, year as calendar_year};
use super::{DateExpr, DayRef, MonthRef, Part, YearRef};
use words::Said;

/// The pointing date at `at`.
pub(super) fn referred(t: Text, at: usize) -> Option<Dated> {
    let (said, end) = words::at(t, at)?;
    match said {
        Said::Year(year) => in_year(t, end, year),
        Said::Month(month) => in_month(t, end, month),
        Said::Day(day) => Some(explicit(t, end).unwrap_or_else(|| Dated::new(DateExpr { day, ..DateExpr::default() }, end))),
        Said::Daytime(day) => daytime(t, end, day),
        Said::SameOf => same_of(t, end).ok().flatten(),
        Said::NextOf => next_of(t, end),
        Said::YearEnd => Some(Dated::new(ending(YearRef::This, MonthRef::Unsaid), end)),
        Said::MonthEnd => Some(Dated::new(ending(YearRef::Unsaid, MonthRef::This), end)),
        Said::AtOnce => at_once(t, at, end),
        Said::Nothing => None,
    }
}

/// 年末 and 月末 mean the last days, and no one of them.
fn ending(year: YearRef, month: MonthRef) -> DateExpr {
    DateExpr { year, month, part: Some(Part::End), ..DateExpr::default() }
}

/// 同年7月28日, 去年の3月, 昨年(2021年)12月, or the year alone.
fn in_year(t: Text, end: usize, year: YearRef) -> Option<Dated> {
    let bracketed = t.eat(end, "(").and_then(|at| calendar_year(t, at, Before::default()));
    let bracketed = bracketed.and_then(|(year, _, end)| Some((YearRef::Given(year), t.eat(end, ")")?)));
    let (year, end) = bracketed.unwrap_or((year, end));
    let mut value = DateExpr { year, ..DateExpr::default() };
    let month_at = t.blanks(t.eat(end, "の").unwrap_or(end));
    let end = month_day(t, month_at, &mut value).ok()?.unwrap_or(end);
    Some(Dated::new(value, end))
}

/// 同月24日, 先月の25日, or the month alone.
fn in_month(t: Text, end: usize, month: MonthRef) -> Option<Dated> {
    let day_at = t.blanks(t.eat(end, "の").unwrap_or(end));
    let value = DateExpr { month, ..DateExpr::default() };
    Some(match bare_day(t, day_at) {
        Some((day, end)) => Dated::new(DateExpr { day: DayRef::Given(day), ..value }, end),
        None => Dated::new(value, end),
    })
}

/// The calendar date that explains a pointing one: 前日の10月31日, 本日13日. It wins.
fn explicit(t: Text, end: usize) -> Option<Dated> {
    const JOINTS: [&str; 4] = ["である", "にあたる", "に当たる", "の"];
    // 本日(2月3日)
    if let Some(inside) = t.eat(end, "(") {
        let dated = calendar(t, inside, Before::default()).filter(|dated| dated.value.day != DayRef::Unsaid)?;
        return t.eat(dated.end, ")").map(|end| Dated { end, ..dated });
    }
    let at = t.blanks(t.any(t.blanks(end), &JOINTS).unwrap_or(end));
    calendar(t, at, Before::default()).filter(|dated| dated.value.day != DayRef::Unsaid)
}

/// 翌朝, 昨夜: the time is in the word.
fn daytime(t: Text, end: usize, day: DayRef) -> Option<Dated> {
    let part = t.prev(end).map_or(end, |c| end - c.len_utf8());
    let timed = time(t, part, true);
    let vague = super::TimeExpr { hour: None, minute: None, vague: true };
    let (time, about, end) = timed.map_or((vague, false, end), |timed| (timed.value, timed.about, timed.end));
    Some(Dated::new(DateExpr { day, time: Some(time), about, ..DateExpr::default() }, end))
}

/// 同3月17日 is in the same year, 同24日 in the same month, 同35分 on the same day.
fn same_of(t: Text, end: usize) -> Result<Option<Dated>, Impossible> {
    let mut value = DateExpr::default();
    if let Some(end) = month_day(t, t.blanks(end), &mut value)? {
        value.year = YearRef::Same;
        return Ok(Some(Dated::new(value, end)));
    }
    if let Some((day, end)) = bare_day(t, t.blanks(end)) {
        let value = DateExpr { month: MonthRef::Same, day: DayRef::Given(day), ..DateExpr::default() };
        return Ok(Some(Dated::new(value, end)));
    }
    Ok(same_time(t, end).or_else(|| same_hour(t, end)))
}

/// 同午後4時45分, 同 夕 is on the day told before.
fn same_time(t: Text, end: usize) -> Option<Dated> {
    let timed = time(t, t.blanks(end), true)?;
    let value = DateExpr { day: DayRef::Same, time: Some(timed.value), about: timed.about, ..DateExpr::default() };
    Some(Dated::new(value, timed.end))
}

/// 同35分 is of the hour told before, so of the same day.
fn same_hour(t: Text, end: usize) -> Option<Dated> {
    let minute = small(t, end).filter(|n| n.value < 60)?;
    let end = t.eat(minute.end, "分")?;
    (!t.next_in(end, "間以")).then(|| Dated::new(DateExpr { day: DayRef::Same, ..DateExpr::default() }, end))
}

/// 翌11月1日 is 11月1日; 翌午前1時 is on the next day.
fn next_of(t: Text, end: usize) -> Option<Dated> {
    let on_next_day = || {
        let timed = time(t, end, true)?;
        let value = DateExpr { day: DayRef::Next, time: Some(timed.value), about: timed.about, ..DateExpr::default() };
        Some(Dated::new(value, timed.end))
    };
    calendar(t, t.blanks(end), Before::default()).or_else(on_next_day)
}

/// 同時に as a clause: at its start, or before a comma. (「…と同時に行う」 says nothing about a day.)
fn at_once(t: Text, at: usize, end: usize) -> Option<Dated> {
    // 同時に接続した利用者: several do the same, and nothing is said of a day.
    const TOGETHER: [&str; 17] = [
        "接続し",
        "接続す",
        "申し込",
        "申込",
        "アクセスし",
        "アクセスす",
        "ログインし",
        "ログインす",
        "利用す",
        "使う",
        "使っ",
        "操作し",
        "操作す",
        "開く",
        "開い",
        "押し",
        "押す",
    ];
    if t.any(end, &TOGETHER).is_some() {
        return None;
    }
    let starts = t.prev_solid(at).is_none_or(|c| "。、\n\t(「・:".contains(c));
    (starts || t.next_in(end, "、,")).then(|| Dated::new(DateExpr { day: DayRef::Same, ..DateExpr::default() }, end))
}

#[cfg(test)]
mod tests {
    use crate::lex::tests::table;

    #[test]
    fn dates_by_pointing() {
        insta::assert_snapshot!(table(&[
            "次の日、警察に",
            "次の日程は",
            "明くる朝、発見し",
            "その前の日の夕方に",
            "以前の日付",
            "前夜に持ち帰り",
            "同日",
            "同日中に",
            "同日のうちに",
            "当日",
            "即日、停止した",
            "同月24日以降",
            "同24日",
            "同年",
            "同年7月28日",
            "同3月17日",
            "同月",
            "翌日",
            "翌々日",
            "翌11月1日01:46",
            "翌25日",
            "翌月",
            "翌年",
            "翌年3月",
            "翌月10日",
            "翌朝",
            "翌午前1時",
            "翌2023年3月",
            "前日",
            "前日の10月31日に",
            "前々日",
            "前月",
            "前年",
            "先月",
            "先月25日",
            "今月",
            "今月上旬から",
            "今月末",
            "来月",
            "今年",
            "今年7月",
            "本年",
            "本年9月",
            "昨年",
            "昨年12月",
            "去年の3月",
            "一昨年",
            "一昨日",
            "本日",
            "本日付で",
            "本日、公表",
            "今日",
            "今朝",
            "昨日",
            "昨夜",
            "明日",
            "来年4月",
            "同時に、調査を始めた",
            "停止と同時に調査を始めた",
            "停止した。同時に調査を始めた",
            "同時刻",
            "年末時点で",
            "年内には",
            "昨年末",
            "同年末",
            "月末",
            "今月5日",
            "同日17:30頃に",
            "同日午後2時半頃には",
            "同日夜",
            "翌日の午前中",
            "当日の12月5日",
            "同日19時45分 遮断",
            "昨年(2021年)12月",
            "翌年(2023年)3月",
            "同20日付",
            "同日以降",
            "今朝9時ごろ",
            "前年12月",
            "本年1月~3月",
            "昨年12月から今年1月まで",
            "同月24日から26日まで",
            "年末年始",
            "年末調整",
            "今年度",
            "毎月末",
            "翌2月",
            "先月の25日",
            "その日のうちに",
            "同35分ごろ、",
            "同午後4時45分",
            "同 夕",
            "同朝刊",
            "月内に",
            "上記日時に送信した",
            "同日時に",
            "翌日である5月29日の午前に",
            "けさ9時ごろ、",
            "警察へは、あす相談に",
            "きのう、発表した",
            "おととし4月から",
            "本日(2月3日)、電話で",
            "受けさせた",
            "東京きょうだい会",
            "その夜、",
            "その夜間",
            "翌晩、",
            "昨夕、",
        ]), @r"
        次の日、警察に → 次の日 _-_->
        次の日程は → 
        明くる朝、発見し → 明くる朝 _-_->T*
        その前の日の夕方に → 前の日の夕方 _-_-<T*
        以前の日付 → 
        前夜に持ち帰り → 前夜 _-_-<T*
        同日 → _-_-=
        同日中に → 同日中 _-_-=
        同日のうちに → 同日 _-_-=
        当日 → _-_-=
        即日、停止した → 即日 _-_-=
        同月24日以降 → [_-=-24..]
        同24日 → _-=-24
        同年 → =
        同年7月28日 → =-07-28
        同3月17日 → =-03-17
        同月 → _-=
        翌日 → _-_->
        翌々日 → _-_->>
        翌11月1日01:46 → _-11-01T01:46
        翌25日 → _-_-25
        翌月 → _->
        翌年 → >
        翌年3月 → >-03
        翌月10日 → _->-10
        翌朝 → _-_->T*
        翌午前1時 → _-_->T01
        翌2023年3月 → 2023-03
        前日 → _-_-<
        前日の10月31日に → 前日の10月31日 _-10-31
        前々日 → _-_-<<
        前月 → _-<
        前年 → <
        先月 → _-@<
        先月25日 → _-@<-25
        今月 → _-@
        今月上旬から → [_-@/early..]
        今月末 → _-@/end
        来月 → _-@>
        今年 → @
        今年7月 → @-07
        本年 → @
        本年9月 → @-09
        昨年 → @<
        昨年12月 → @<-12
        去年の3月 → @<-03
        一昨年 → @<<
        一昨日 → _-_-@<<
        本日 → _-_-@
        本日付で → 本日 _-_-@
        本日、公表 → 本日 _-_-@
        今日 → _-_-@
        今朝 → _-_-@T*
        昨日 → _-_-@<
        昨夜 → _-_-@<T*
        明日 → _-_-@>
        来年4月 → @>-04
        同時に、調査を始めた → 同時に _-_-=
        停止と同時に調査を始めた → 
        停止した。同時に調査を始めた → 同時に _-_-=
        同時刻 → _-_-=
        年末時点で → 年末 @/end
        年内には → 年内 @
        昨年末 → @</end
        同年末 → =/end
        月末 → _-@/end
        今月5日 → _-@-05
        同日17:30頃に → 同日17:30頃 _-_-=T17:30~
        同日午後2時半頃には → 同日午後2時半頃 _-_-=T14:30~
        同日夜 → _-_-=T*
        翌日の午前中 → _-_->T*
        当日の12月5日 → _-12-05
        同日19時45分 遮断 → 同日19時45分 _-_-=T19:45
        昨年(2021年)12月 → 2021-12
        翌年(2023年)3月 → 2023-03
        同20日付 → 同20日 _-=-20
        同日以降 → [_-_-=..]
        今朝9時ごろ → _-_-@T09~
        前年12月 → <-12
        本年1月~3月 → [@-01.._-03]
        昨年12月から今年1月まで → [@<-12..@-01]
        同月24日から26日まで → [_-=-24.._-_-26]
        年末年始 → 
        年末調整 → 
        今年度 → 
        毎月末 → 
        翌2月 → _-02
        先月の25日 → _-@<-25
        その日のうちに → その日 _-_-=
        同35分ごろ、 → 同35分ごろ _-_-=~
        同午後4時45分 → _-_-=T16:45
        同 夕 → _-_-=T*
        同朝刊 → 
        月内に → 月内 _-@
        上記日時に送信した → 上記日時 _-_-=
        同日時に → 同日時 _-_-=
        翌日である5月29日の午前に → 翌日である5月29日の午前 _-05-29T*
        けさ9時ごろ、 → けさ9時ごろ _-_-@T09~
        警察へは、あす相談に → あす _-_-@>
        きのう、発表した → きのう _-_-@<
        おととし4月から → [@<<-04..]
        本日(2月3日)、電話で → 本日(2月3日) _-02-03
        受けさせた → 
        東京きょうだい会 → 
        その夜、 → その夜 _-_-=T*
        その夜間 → 
        翌晩、 → 翌晩 _-_->T*
        昨夕、 → 昨夕 _-_-@<T* 
        ");
    }
}

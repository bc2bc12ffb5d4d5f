//! Periods: 2020年9月25日~2022年8月12日の期間, 7月19日から同年7月28日まで, 4月5日以前; or the date alone.

use super::date::{Before, Dated, date};
use super::number::{Small, small};
use super::text::{Text, is_dash};
use super::time::time;
use super::written::year;
use super::{DateExpr, DayRef, MonthRef, Period, Value, YearRef};

/// The period or date at `at`.
pub(super) fn period_or_date(t: Text, at: usize) -> Option<(Value, usize)> {
    if let Some((period, end)) = fiscal(t, at).or_else(|| two_years(t, at)) {
        return Some((Value::Period(period), end));
    }
    let first = date(t, at, Before::default())?;
    let (period, end) = match tail(t, &first) {
        Some(found) => found,
        None => return Some((Value::Date(first.value), first.end)),
    };
    Some((Value::Period(period), end))
}

/// 2019年度から2024年度まで: from year to year.
fn fiscal(t: Text, at: usize) -> Option<(Period, usize)> {
    let numbered = t.byte(at).is_ascii_digit() || t.next_in(at, "令平昭");
    let (first, era, end) = numbered.then(|| year(t, at, Before::default())).flatten()?;
    let mark = t.blanks(t.any(t.eat(end, "度")?, &["末", "分"]).unwrap_or(end + "度".len()));
    let mark = t.eat(mark, "から").or_else(|| t.next(mark).filter(|c| *c == '~' || is_dash(*c)).map(|c| mark + c.len_utf8()))?;
    let (last, end) = short_fiscal(t, t.blanks(mark), first, era.is_none())
        .or_else(|| year(t, t.blanks(mark), Before { era, slashed: false, ranged: true }).map(|(last, _, end)| (last, end)))?;
    let in_year = |year: i16| DateExpr { year: YearRef::Given(year), ..DateExpr::default() };
    let period = Period { start: Some(in_year(first)), end: Some(in_year(last)) };
    (first <= last).then_some((period, close(t, t.eat(end, "度")?)))
}

/// The 24年度 of 2019年度から24年度まで: a year of the same century.
fn short_fiscal(t: Text, at: usize, first: i16, western: bool) -> Option<(i16, usize)> {
    const CENTURY: i16 = 100;
    let number = small(t, at).filter(|n| western && n.digits == 2 && !n.kanji)?;
    let last = first - first % CENTURY + number.value as i16;
    let end = t.eat(number.end, "年")?;
    (last > first && t.eat(end, "度").is_some()).then_some((last, end))
}

/// 2021年度と2022年度に, 2013年および2014年に: two years on end.
fn two_years(t: Text, at: usize) -> Option<(Period, usize)> {
    let numbered = t.byte(at).is_ascii_digit() || t.next_in(at, "令平昭");
    let (first, era, end) = numbered.then(|| year(t, at, Before::default())).flatten()?;
    let joint = t.any(t.eat(end, "度").unwrap_or(end), &["と", "及び", "および", "・"])?;
    let (last, _, end) = year(t, t.blanks(joint), Before { era, slashed: false, ranged: true })?;
    let end = t.eat(end, "度").unwrap_or(end);
    let in_year = |year: i16| DateExpr { year: YearRef::Given(year), ..DateExpr::default() };
    let period = Period { start: Some(in_year(first)), end: Some(in_year(last)) };
    (first + 1 == last && t.next_in(end, "にの")).then_some((period, end))
}

/// ~8月12日: a period of which only the end is said. `at` is the wave dash.
pub(super) fn until(t: Text, at: usize) -> Option<(Value, usize)> {
    let starts = t.prev_solid(at).is_none_or(|c| "(「、。:\n\t|".contains(c));
    let last = date(t, t.blanks(at + 1), Before::default()).filter(|_| starts)?;
    let exact = last.value.month != MonthRef::Unsaid || last.value.day != DayRef::Unsaid;
    let closed = t.next(last.end).is_none_or(|c| ")、。\n\tのま".contains(c));
    (exact && closed).then(|| (Value::Period(Period { start: None, end: Some(last.value) }), close(t, last.end)))
}

/// What makes a period of the date before it.
fn tail(t: Text, first: &Dated) -> Option<(Period, usize)> {
    // 平成17年10月分~平成18年3月分
    let share = t.eat(first.end, "分").filter(|end| t.next_in(*end, "~"));
    let at = t.blanks(share.or_else(|| remark(t, first.end)).unwrap_or(first.end));
    let mark = t.next(at)?;
    if mark == '~' || is_dash(mark) {
        return ranged(t, first, at + mark.len_utf8(), mark == '~' && !first.open);
    }
    if first.open {
        // 1月14から16日の間
        let (last, end) = second(t, first, t.eat(at, "から")?)?;
        return Some((both(first, last), close(t, end)));
    }
    if let Some(end) = t.eat(at, "から") {
        return Some(since(t, first, end));
    }
    if let Some(end) = t.any(at, &["以降", "以後", "以来"]) {
        // 5月1日以降~3月13日の間
        if let Some(waved) = t.eat(end, "~").and_then(|at| second(t, first, at)) {
            return Some((both(first, waved.0), close(t, waved.1)));
        }
        let last = t.eat(end, "、").and_then(|at| second(t, first, at));
        let closed = last.filter(|(_, end)| t.any(t.blanks(*end), &["まで"]).is_some());
        return Some(closed.map_or((from(first), end), |(last, end)| (both(first, last), close(t, end))));
    }
    if let Some(end) = t.eat(at, "以前") {
        return Some((up_to(first), end));
    }
    if t.any(at, &["まで"]).is_some() {
        return Some((up_to(first), close(t, at)));
    }
    let end = t.eat(at, "より")?;
    let more = t.any(end, &["前", "以前", "も", "早", "遅", "後", "増", "減", "多", "少"]).is_some();
    match second(t, first, end) {
        Some((last, end)) if t.any(t.blanks(end), &["まで", "の間", "の期間", "にかけ"]).is_some() => {
            Some((both(first, last), close(t, end)))
        }
        _ => (!more && first.value.day != DayRef::Unsaid).then(|| (from(first), end)),
    }
}

/// The end of a remark between a date and から or ~: 11時頃(最初の方の入力時)から.
fn remark(t: Text, end: usize) -> Option<usize> {
    let after = bracketed(t, end, 16)?;
    (t.next_in(after, "~") || t.eat(after, "から").is_some()).then_some(after)
}

/// The end of a remark behind the last day: 7月24日(止めた日)まで, 11月21日(閉鎖)に購入した.
fn closing_remark(t: Text, end: usize) -> Option<usize> {
    let after = bracketed(t, end, 20)?;
    (t.any(after, &["まで"]).is_some() || t.next_in(after, "にの")).then_some(after)
}

/// Behind the remark in brackets that begins at `at`, of at most so many letters; never out of the quotation that it stands in.
fn bracketed(t: Text, at: usize, longest: usize) -> Option<usize> {
    let inside = t.eat(at, "(")?;
    let (length, _) = t.rest(inside).char_indices().take(longest).find(|(_, c)| ")(。\n".contains(*c))?;
    let remark = &t.rest(inside)[..length];
    let whole = ['」', '』'].iter().all(|&mark| remark.find(mark).is_none_or(|close| remark[..close].contains(['「', '『'])));
    t.eat(inside + length, ")").filter(|_| whole)
}

/// After a range mark: the end, or (after ~) nothing: a period that goes on.
fn ranged(t: Text, first: &Dated, at: usize, may_stay_open: bool) -> Option<(Period, usize)> {
    match second(t, first, at) {
        Some((last, end)) => Some((both(first, last), close(t, end))),
        None => may_stay_open.then(|| (from(first), at)),
    }
}

/// After から: the end, or a period that goes on.
fn since(t: Text, first: &Dated, at: usize) -> (Period, usize) {
    // 4月下旬から退職日である6月28日までの間
    let apposed = apposed(t, at).and_then(|at| second(t, first, at));
    if let Some((last, end)) = apposed.filter(|(_, end)| t.any(t.blanks(*end), &["まで"]).is_some()) {
        return (both(first, last), close(t, end));
    }
    let after = t.eat(at, "、");
    match second(t, first, after.unwrap_or(at)) {
        // 20時頃から、翌日の8時までの間
        Some((last, end)) if after.is_none() || t.any(t.blanks(end), &["まで", "にかけ"]).is_some() => {
            (both(first, last), close(t, end))
        }
        _ => (from(first), at),
    }
}

/// Behind what a day is called before it is named: 退職日である|6月28日, 退職日の|6月28日
fn apposed(t: Text, at: usize) -> Option<usize> {
    const LONGEST: usize = 24;
    const IS: [&str; 2] = ["である", "の"];
    let rest = t.rest(at);
    let near = &rest[..rest.floor_char_boundary(LONGEST + IS[0].len())];
    let (len, is) = IS.iter().find_map(|is| {
        let len = near.find(is).filter(|len| *len > 0 && near[..*len].ends_with('日'))?;
        Some((len, is.len()))
    })?;
    let called = near[..len].starts_with(|c: char| !c.is_ascii_digit() && c != '同' && c != '翌');
    (called && !near[..len].contains(['、', '。', '\n', 'は'])).then_some(at + len + is)
}

/// The end of a period: a date, or a time of the first date's day.
fn second(t: Text, first: &Dated, at: usize) -> Option<(DateExpr, usize)> {
    let at = t.blanks(at);
    let before = Before { era: first.era, slashed: first.slashed, ranged: true };
    if t.eat(at, "同時").is_some() {
        return None;
    }
    if let Some((day, end)) = open_day(t, first, at) {
        return Some((DateExpr { day: DayRef::Given(day), ..DateExpr::default() }, end));
    }
    if let Some(last) = date(t, at, before) {
        return Some((last.value, last.end));
    }
    if let Some((last, end)) = short_year(t, first, at) {
        return Some((DateExpr { year: YearRef::Given(last), ..DateExpr::default() }, end));
    }
    let timed = time(t, at, true).filter(|_| first.value.day != DayRef::Unsaid)?;
    Some((DateExpr { time: Some(timed.value), about: timed.about, ..DateExpr::default() }, timed.end))
}

/// The 17年 of 2008年~17年: a year of the same century.
fn short_year(t: Text, first: &Dated, at: usize) -> Option<(i16, usize)> {
    const CENTURY: i16 = 100;
    let YearRef::Given(begun) = first.value.year else { return None };
    let number =
        small(t, at).filter(|n| n.digits == 2 && !n.kanji && first.era.is_none() && first.value.month == MonthRef::Unsaid)?;
    let last = begun - begun % CENTURY + number.value as i16;
    // 2005年から15年にわたり is how long it was.
    let waved = t.prev(t.head(at).trim_end_matches(' ').len()).is_some_and(|c| c == '~' || is_dash(c));
    let end = t.eat(number.end, "年").filter(|_| waved)?;
    (last > begun && !t.next_in(end, "間以前後")).then_some((last, end))
}

/// The 12日 of 5月11~12日: what alone would count days.
fn open_day(t: Text, first: &Dated, at: usize) -> Option<(u8, usize)> {
    let day = |n: &Small| first.open && first.value.day != DayRef::Unsaid && (1..=31).contains(&n.value);
    let number = small(t, at).filter(day)?;
    Some((number.value as u8, t.eat(t.blanks(number.end), "日")?))
}

/// The words that close a period: まで, までの間, の期間, にかけて.
fn close(t: Text, end: usize) -> usize {
    let end = closing_remark(t, end).unwrap_or(end);
    let end = t.any(t.blanks(end), &["まで", "にかけて", "に掛けて", "にかけ"]).unwrap_or(end);
    t.any(end, &["の間", "のあいだ", "の期間"]).unwrap_or(end)
}

/// A period whose ends are both told.
fn both(first: &Dated, last: DateExpr) -> Period {
    Period { start: Some(first.value), end: Some(last) }
}

/// A period that is told to begin: 5月1日以降.
fn from(first: &Dated) -> Period {
    Period { start: Some(first.value), end: None }
}

/// A period that is told to end: 5月1日まで.
fn up_to(first: &Dated) -> Period {
    Period { start: None, end: Some(first.value) }
}

#[cfg(test)]
mod tests {
    use crate::lex::tests::table;

    #[test]
    fn periods() {
        insta::assert_snapshot!(table(&[
            "2020年9月25日~2022年8月12日の期間",
            "2022年7月19日から同年7月28日までの間に",
            "3月16-17日",
            "3月16~17日",
            "3月16から17日の間に",
            "5月4日~6月3日",
            "8月9日~11日",
            "10月31日16:01から翌11月1日01:46の間に",
            "2022年3月3日(木)7時02分頃~13時00分頃",
            "2019年4月23日から5月10日にかけて",
            "2005年から2012年まで",
            "令和4年4月~令和5年8月",
            "令和4年4月~5年8月",
            "去年の3月から12月にかけて",
            "2022年4月5日以前に",
            "同月24日以降",
            "4月10日までに",
            "2022年11月15日から、対象の方に",
            "6月7日(金)からは外部の機関が",
            "2022/8/9~8/15",
            "2022/8/9-2022/8/15",
            "2022.8.9~2022.8.15",
            "2022年8~10月",
            "2005~2012年",
            "8~10月に",
            "8月9日~",
            "~2022年8月12日",
            "(~8月12日)",
            "6 月 29 日 ~ 7 月 3 日",
            "8月12日より8月20日まで",
            "8月12日より、電話で",
            "本日から電子メールで",
            "本日より",
            "6月23日の漏えい懸念から今回の案内",
            "年末までに",
            "同12月16日から同12月26日に、",
            "令和3年5月から令和5年10月までに",
            "12月4日(金)19時00分から12月5日(土)18時33分までに",
            "9月1日から3日間",
            "2月14日13時35分ごろに始まり、2月16日の13時30分に",
            "2020年9月25日~現在",
            "8月12日から本日まで",
            "昨年より増加",
            "2021年12月~2022年1月上旬",
            "2022年8月12日 から 2022年8月20日 まで",
            "8月12日18時~翌13日9時",
            "8月12日(金)~15日(月)",
            "8月9日(火)~11日(木)",
            "2022年10月1日(土)0時~10月2日(日)24時",
            "13日午前0時から同日正午まで",
            "10月15日未明から早朝にかけて",
            "2022/8/12 10:00~12:00",
            "2022年8月12日14:00-16:00",
            "9月から",
            "23日までに",
            "1日までに",
            "8月12日10時以降",
            "8月12日以降、8月20日まで",
            "同月24日~30日",
            "15日から3日間",
            "令和5年3月31日まで",
            "8月12日(金)11時頃(最初の入力時)から8月16日17時頃まで",
            "R6.11.30~12.4",
            "昨年8月から11月にかけ、",
            "2019年度から2024年度までに在籍した",
            "2019年度から24年度までに在籍した",
            "(平成28年度~令和5年度)",
            "2018年度の名簿",
            "2021年度と2022年度に申し込んだ",
            "2013年および2014年に送った",
            "2013年と2014年分",
            "2008年~17年の健診",
            "2018年5月1日以降~2022年3月13日の間に",
            "5月27日20時頃から、5月28日20時30分頃までの間に",
            "5月27日から、5月28日に公表した件の",
            "2022年の年末に",
            "平成23年10月(立ち上げた時期)から平成25年7月24日(止めた日)までの間で",
            "『2022年12月31日(』)~",
            "2022年12月1日(「あおば」の開始)から",
            "(平成17年10月分~平成18年3月分)",
            "2013年4月下旬から退職日である6月28日までの間に",
        ]), @r"
        2020年9月25日~2022年8月12日の期間 → [2020-09-25..2022-08-12]
        2022年7月19日から同年7月28日までの間に → 2022年7月19日から同年7月28日までの間 [2022-07-19..=-07-28]
        3月16-17日 → [_-03-16.._-_-17]
        3月16~17日 → [_-03-16.._-_-17]
        3月16から17日の間に → 3月16から17日の間 [_-03-16.._-_-17]
        5月4日~6月3日 → [_-05-04.._-06-03]
        8月9日~11日 → [_-08-09.._-_-11]
        10月31日16:01から翌11月1日01:46の間に → 10月31日16:01から翌11月1日01:46の間 [_-10-31T16:01.._-11-01T01:46]
        2022年3月3日(木)7時02分頃~13時00分頃 → [2022-03-03(木)T07:02~..T13:00~]
        2019年4月23日から5月10日にかけて → [2019-04-23.._-05-10]
        2005年から2012年まで → [2005..2012]
        令和4年4月~令和5年8月 → [2022-04..2023-08]
        令和4年4月~5年8月 → [2022-04..2023-08]
        去年の3月から12月にかけて → [@<-03.._-12]
        2022年4月5日以前に → 2022年4月5日以前 [..2022-04-05]
        同月24日以降 → [_-=-24..]
        4月10日までに → 4月10日まで [.._-04-10]
        2022年11月15日から、対象の方に → 2022年11月15日から [2022-11-15..]
        6月7日(金)からは外部の機関が → 6月7日(金)から [_-06-07(金)..]
        2022/8/9~8/15 → [2022-08-09.._-08-15]
        2022/8/9-2022/8/15 → [2022-08-09..2022-08-15]
        2022.8.9~2022.8.15 → [2022-08-09..2022-08-15]
        2022年8~10月 → [2022-08.._-10]
        2005~2012年 → [2005..2012]
        8~10月に → 8~10月 [_-08.._-10]
        8月9日~ → [_-08-09..]
        ~2022年8月12日 → [..2022-08-12]
        (~8月12日) → ~8月12日 [.._-08-12]
        6 月 29 日 ~ 7 月 3 日 → [_-06-29.._-07-03]
        8月12日より8月20日まで → [_-08-12.._-08-20]
        8月12日より、電話で → 8月12日より [_-08-12..]
        本日から電子メールで → 本日から [_-_-@..]
        本日より → [_-_-@..]
        6月23日の漏えい懸念から今回の案内 → 6月23日 _-06-23
        年末までに → 年末まで [..@/end]
        同12月16日から同12月26日に、 → 同12月16日から同12月26日 [=-12-16..=-12-26]
        令和3年5月から令和5年10月までに → 令和3年5月から令和5年10月まで [2021-05..2023-10]
        12月4日(金)19時00分から12月5日(土)18時33分までに → 12月4日(金)19時00分から12月5日(土)18時33分まで [_-12-04(金)T19:00.._-12-05(土)T18:33]
        9月1日から3日間 → 9月1日から [_-09-01..] | 3日間 #
        2月14日13時35分ごろに始まり、2月16日の13時30分に → 2月14日13時35分ごろ _-02-14T13:35~ | 2月16日の13時30分 _-02-16T13:30
        2020年9月25日~現在 → 2020年9月25日~ [2020-09-25..]
        8月12日から本日まで → [_-08-12.._-_-@]
        昨年より増加 → 昨年 @<
        2021年12月~2022年1月上旬 → [2021-12..2022-01/early]
        2022年8月12日 から 2022年8月20日 まで → [2022-08-12..2022-08-20]
        8月12日18時~翌13日9時 → [_-08-12T18.._-_-13T09]
        8月12日(金)~15日(月) → [_-08-12(金).._-_-15(月)]
        8月9日(火)~11日(木) → [_-08-09(火).._-_-11(木)]
        2022年10月1日(土)0時~10月2日(日)24時 → [2022-10-01(土)T00.._-10-02(日)T24]
        13日午前0時から同日正午まで → [_-_-13T00.._-_-=T12]
        10月15日未明から早朝にかけて → [_-10-15T*..T*]
        2022/8/12 10:00~12:00 → [2022-08-12T10:00..T12:00]
        2022年8月12日14:00-16:00 → [2022-08-12T14:00..T16:00]
        9月から → [_-09..]
        23日までに → 23日まで [.._-_-23]
        1日までに → 1日まで [.._-_-01]
        8月12日10時以降 → [_-08-12T10..]
        8月12日以降、8月20日まで → [_-08-12.._-08-20]
        同月24日~30日 → [_-=-24.._-_-30]
        15日から3日間 → 15日から [_-_-15..] | 3日間 #
        令和5年3月31日まで → [..2023-03-31]
        8月12日(金)11時頃(最初の入力時)から8月16日17時頃まで → [_-08-12(金)T11~.._-08-16T17~]
        R6.11.30~12.4 → [2024-11-30.._-12-04]
        昨年8月から11月にかけ、 → 昨年8月から11月にかけ [@<-08.._-11]
        2019年度から2024年度までに在籍した → 2019年度から2024年度まで [2019..2024]
        2019年度から24年度までに在籍した → 2019年度から24年度まで [2019..2024]
        (平成28年度~令和5年度) → 平成28年度~令和5年度 [2016..2023]
        2018年度の名簿 → 2018年度 #
        2021年度と2022年度に申し込んだ → 2021年度と2022年度 [2021..2022]
        2013年および2014年に送った → 2013年および2014年 [2013..2014]
        2013年と2014年分 → 2013年 2013 | 2014年 2014
        2008年~17年の健診 → 2008年~17年 [2008..2017]
        2018年5月1日以降~2022年3月13日の間に → 2018年5月1日以降~2022年3月13日の間 [2018-05-01..2022-03-13]
        5月27日20時頃から、5月28日20時30分頃までの間に → 5月27日20時頃から、5月28日20時30分頃までの間 [_-05-27T20~.._-05-28T20:30~]
        5月27日から、5月28日に公表した件の → 5月27日から [_-05-27..] | 5月28日 _-05-28
        2022年の年末に → 2022年の年末 2022/end
        平成23年10月(立ち上げた時期)から平成25年7月24日(止めた日)までの間で → 平成23年10月(立ち上げた時期)から平成25年7月24日(止めた日)までの間 [2011-10..2013-07-24]
        『2022年12月31日(』)~ → 『2022年12月31日(』 「」 | 2022年12月31日 2022-12-31
        2022年12月1日(「あおば」の開始)から → [2022-12-01..]
        (平成17年10月分~平成18年3月分) → 平成17年10月分~平成18年3月 [2005-10..2006-03]
        2013年4月下旬から退職日である6月28日までの間に → 2013年4月下旬から退職日である6月28日までの間 [2013-04/late.._-06-28]
        ");
    }
}

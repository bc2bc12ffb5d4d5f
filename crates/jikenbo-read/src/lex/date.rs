//! Dates: 2022年8月12日(金)16:01頃, 令和4年11月, 2022/8/12, R4.10.18, 25日; the pointing ones are in `refs`.

use jikenbo_model::Date;

use super::era::{self, Era};
use super::number::{Small, small};
use super::refs::referred;
use super::text::{Text, is_dash};
use super::time::time;
use super::{DateExpr, DayRef, MonthRef, Part, YearRef};

/// A date as found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    pub(super) value: DateExpr,
    pub(super) end: usize,
    /// The era its year was said in: 令和4年4月~5年3月.
    pub(super) era: Option<Era>,
    /// Written 2022/8/12: the end of its period may be 8/15.
    pub(super) slashed: bool,
    /// Its last unit is said after the next number: 3月16 in 3月16-17日.
    pub(super) open: bool,
}

impl Dated {
    pub(super) fn new(value: DateExpr, end: usize) -> Self {
        Self { value, end, era: None, slashed: false, open: false }
    }
}

/// What the date before it lets a date leave out.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    pub(super) era: Option<Era>,
    pub(super) slashed: bool,
    /// It stands after a range mark, so that 17日 in 16-17日 is no tail of a number.
    pub(super) ranged: bool,
}

/// A date that no calendar has: 13月, 2月30日. What was meant is unknown, so nothing of it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Impossible;

/// The date at `at`, with its weekday, time and vagueness.
pub(super) fn date(t: Text, at: usize, before: Before) -> Option<Dated> {
    let mut dated = calendar(t, at, before).or_else(|| referred(t, at))?;
    if !dated.open {
        finish(t, &mut dated);
    }
    Some(dated)
}

/// A date said by numbers.
pub(super) fn calendar(t: Text, at: usize, before: Before) -> Option<Dated> {
    let dated = ruled(t, at, before).or_else(|| lettered(t, at)).or_else(|| month_slash_day(t, at, before));
    dated.or_else(|| written(t, at, before)).filter(|dated| exists(&dated.value))
}

/// Whether the calendar has such a day (29 February counts if the year is not said).
fn exists(value: &DateExpr) -> bool {
    match (value.year, value.month, value.day) {
        (YearRef::Given(year), MonthRef::Given(month), DayRef::Given(day)) => Date::day(year, month, day).is_some(),
        (_, MonthRef::Given(month), DayRef::Given(day)) => Date::day(2000, month, day).is_some(),
        _ => true,
    }
}

/// 2022/8/12, 2022.8.12, 2022-08-12, 2022/8.
fn ruled(t: Text, at: usize, before: Before) -> Option<Dated> {
    let year = small(t, at).filter(|n| n.digits == 4 && !n.kanji && (1900..=2100).contains(&n.value))?;
    let glued = t.prev(at).is_some_and(|c| c.is_ascii_alphanumeric() || "._-/@:".contains(c));
    if glued && !before.ranged || after_version(t, at) {
        return None;
    }
    ruled_parts(t, year.end, year.value as i16)
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
fn lettered(t: Text, at: usize) -> Option<Dated> {
    let (year, era, end) = era::lettered(t, at).or_else(|| era::named(t, at))?;
    let ruled = matches!(t.byte(end), b'.' | b'/').then(|| ruled_parts(t, end, year)).flatten();
    let ruled = ruled.filter(|dated| dated.value.day != DayRef::Unsaid);
    ruled.map(|dated| Dated { era: Some(era), ..dated })
}

/// 8/12, only beside a weekday or a time, or as the end of a period that began with 2022/8/9.
fn month_slash_day(t: Text, at: usize, before: Before) -> Option<Dated> {
    let number = |at: usize| small(t, at).filter(|n| !n.kanji && n.digits <= 2);
    let month = number(at).filter(|n| (1..=12).contains(&n.value))?;
    let day = (t.byte(month.end) == b'/').then(|| number(month.end + 1)).flatten()?;
    let free = before.ranged || t.prev(at).is_none_or(|c| !c.is_ascii_alphanumeric() && !"./-".contains(c));
    let clear = before.slashed || weekday(t, day.end).is_some() || time(t, t.blanks(day.end), false).is_some();
    let value =
        DateExpr { month: MonthRef::Given(month.value as u8), day: DayRef::Given(day.value as u8), ..DateExpr::default() };
    (free && clear && !goes_on(t, day.end, b'/')).then(|| Dated { slashed: true, ..Dated::new(value, day.end) })
}

/// 2022年8月12日, 8月12日, 25日, 2005年.
fn written(t: Text, at: usize, before: Before) -> Option<Dated> {
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

/// Whether a month may begin here: not the 8月 of 毎年8月 or 懲役9年8月.
fn may_start(t: Text, at: usize) -> bool {
    !t.prev_solid(at).is_some_and(|c| "年第".contains(c))
}

/// What is said with a year and is no date: 2018年度, 2022年版, 平成15年法律第57号.
fn is_other_year(t: Text, end: usize) -> bool {
    t.any(end, &["度", "版", "間", "生", "物", "型", "式", "製", "法律", "政令", "省令", "条例", "告示", "規則", "条約"])
        .is_some()
}

/// A year with its 年, and the same year in brackets: 2022年, 令和4年(2022年), 2022(令和4)年, 22年 before a month.
fn year(t: Text, at: usize, before: Before) -> Option<(i16, Option<Era>, usize)> {
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
    let sentence = ["懲役", "禁錮", "禁固", "拘禁刑"].iter().any(|word| t.ends(at, word).is_some());
    (month.is_some() && !sentence).then_some((year, before.era, number.end))
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

/// 月曜, 3月期, 5月号, 4月度, 3月決算.
fn is_other_month(t: Text, end: usize) -> bool {
    t.next_in(end, "曜期号度間額刊") || t.eat(end, "決算").is_some()
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
    let at = t.blanks(at);
    let mark = t.next(at).filter(|&c| c == '~' || is_dash(c))?;
    small(t, t.blanks(at + mark.len_utf8()))
}

/// The number after a list mark: the 17 of 16、17日.
fn list_next(t: Text, at: usize) -> Option<Small> {
    let mark = t.next(at).filter(|&c| "、・,".contains(c))?;
    small(t, at + mark.len_utf8())
}

/// Whether a date's last number lacks its unit.
fn is_open(t: Text, end: usize) -> bool {
    t.prev(end).is_some_and(|c| c.is_ascii_digit() || super::number::is_kanji_number(c))
}

/// 25日 without its month: only if nothing around it says that days are counted.
pub(super) fn bare_day(t: Text, at: usize) -> Option<(u8, usize)> {
    let number = small(t, at).filter(|n| n.digits <= 2 && (1..=31).contains(&n.value))?;
    let end = t.eat(t.blanks(number.end), "日")?;
    (!counts_days_before(t, at) && !counts_days_after(t, end, number)).then_some((number.value as u8, end))
}

fn counts_days_before(t: Text, at: usize) -> bool {
    let head = t.head(at).trim_end_matches(' ');
    [
        "過去",
        "直近",
        "最大",
        "最短",
        "最長",
        "最低",
        "丸",
        "まる",
        "延べ",
        "のべ",
        "計",
        "毎",
        "残り",
        "少なくとも",
        "約",
        "およそ",
        "半",
        "数",
        "第",
        "累計",
        "連続",
        "わずか",
        "ここ",
    ]
    .iter()
    .any(|word| head.ends_with(word))
}

fn counts_days_after(t: Text, end: usize, number: Small) -> bool {
    const LENGTHS: [&str; 30] = [
        "間",
        "以内",
        "以上",
        "未満",
        "ほど",
        "程度",
        "目",
        "後",
        "前",
        "分",
        "余",
        "近く",
        "あまり",
        "あたり",
        "当たり",
        "当り",
        "おき",
        "置き",
        "ごと",
        "毎",
        "連続",
        "ぶり",
        "遅れ",
        "経",
        "程",
        "曜",
        "かけ",
        "かか",
        "もあ",
        "くらい",
    ];
    let lasts = t.any(end, &LENGTHS).is_some() && t.eat(end, "前後").is_none();
    let place = number.kanji && (number.value == 1 || t.next_in(end, "市町村酔坊"));
    let each =
        number.value == 1 && (t.any(end, &["約", "平均", "最大", "中", "数", "に数", "も早"]).is_some() || is_rate(t, end));
    lasts || place || each
}

/// 「1日3回」, 「1日に3回」: so many a day.
fn is_rate(t: Text, end: usize) -> bool {
    let at = t.eat(end, "に").unwrap_or(end);
    t.byte(at).is_ascii_digit() && time(t, at, true).is_none()
}

/// What follows the calendar part: 上旬, the weekday, the time, 頃, 中.
fn finish(t: Text, dated: &mut Dated) {
    let value = &mut dated.value;
    let whole = value.day == DayRef::Unsaid && value.part.is_none() && value.time.is_none();
    if let Some((part, end)) = part(t, dated.end).filter(|_| whole) {
        (value.part, dated.end) = (Some(part), end);
    }
    if let Some((weekday, end)) = weekday(t, dated.end) {
        (value.weekday, dated.end) = (weekday, end);
    }
    if value.day != DayRef::Unsaid && value.time.is_none() {
        attach_time(t, dated);
    }
    if let Some(end) = t.any(dated.end, &["頃", "ごろ", "ころ", "前後", "過ぎ", "すぎ", "くらい", "ぐらい"]) {
        (dated.value.about, dated.end) = (true, end);
    }
    dated.end = within(t, dated.end).unwrap_or(dated.end);
}

/// 中 after a date, if it ends the word: 同日中に, 10月中。
fn within(t: Text, end: usize) -> Option<usize> {
    let end = t.eat(end, "中")?;
    t.next(end).is_none_or(|c| "にのはをで、。)\n ".contains(c)).then_some(end)
}

/// 上旬, 末 …, after a month or year, with の between or not.
fn part(t: Text, end: usize) -> Option<(Part, usize)> {
    const PARTS: [(&str, Part); 14] = [
        ("上旬", Part::Early),
        ("初旬", Part::Early),
        ("初め", Part::Early),
        ("始め", Part::Early),
        ("はじめ", Part::Early),
        ("初頭", Part::Early),
        ("中旬", Part::Middle),
        ("中頃", Part::Middle),
        ("半ば", Part::Middle),
        ("なかば", Part::Middle),
        ("下旬", Part::Late),
        ("末日", Part::End),
        ("末頃", Part::End),
        ("末", Part::End),
    ];
    let at = t.eat(end, "の").unwrap_or(end);
    let (part, after) = PARTS.iter().find_map(|&(word, part)| Some((part, t.eat(at, word)?)))?;
    if part == Part::End && t.next_in(after, "端尾期裔年") {
        return None;
    }
    Some((part, if t.prev(after) == Some('頃') { after - '頃'.len_utf8() } else { after }))
}

/// (金), (金曜日), (木・祝), (祝), 金曜日: the weekday, if one was named, and the end.
fn weekday(t: Text, at: usize) -> Option<(Option<u8>, usize)> {
    let at = t.blanks(at);
    let day = |at: usize| t.next(at).and_then(|c| "月火水木金土日".chars().position(|day| day == c)).map(|day| day as u8 + 1);
    let Some(open) = t.any(at, &["(", "〔", "[", "<"]) else {
        let end = t.any(at + '月'.len_utf8(), &["曜日", "曜"]);
        return day(at).and_then(|day| Some((Some(day), end?)));
    };
    let inner = t.rest(open);
    let close = inner.char_indices().take(9).find(|(_, c)| ")〕]>".contains(*c)).map(|(at, _)| at)?;
    let words = inner.get(..close)?;
    let known = !words.is_empty() && words.chars().all(|c| "月火水木金土日曜祝休振替・、/ ".contains(c));
    let named = day(open).filter(|_| !words.starts_with("日祝"));
    (known && (named.is_some() || words.contains('祝') || words.contains('休'))).then_some((day(open), open + close + 1))
}

/// The time of day after a date: 16:01, の13時30分, 、午後3時.
fn attach_time(t: Text, dated: &mut Dated) {
    let at = t.blanks(dated.end);
    let joins = ["の", "、", ",", "T", ""];
    for join in joins {
        let Some(after) = t.eat(at, join).map(|at| t.blanks(at)) else { continue };
        let Some(timed) = time(t, after, true) else { continue };
        // a comma before 「夜」 begins another thought
        if timed.value.vague && matches!(join, "、" | ",") || join == "T" && at > dated.end {
            continue;
        }
        dated.value.time = Some(timed.value);
        dated.value.about |= timed.about;
        dated.end = timed.end;
        return;
    }
}

#[cfg(test)]
mod tests {
    use crate::lex::tests::table;

    #[test]
    fn dates_by_number() {
        insta::assert_snapshot!(table(&[
            "2022年8月12日",
            "2022/8/12",
            "2022.8.12",
            "2022-08-12",
            "2020.12.07",
            "2022 / 8 / 12",
            "2022/08",
            "2022-08-12T16:01:33",
            "令和4年11月16日",
            "令和元年5月1日",
            "平成30年8月20日午前6時30分頃",
            "昭和64年1月7日",
            "令和4.11.16",
            "R4.10.18",
            "H30.8.20",
            "R6/5/1",
            "R4年10月18日",
            "二〇二二年八月十二日",
            "令和四年十一月",
            "令和4年11月 9 日",
            "2023 年 7 月 7 日",
            "6 月 29 日の第 92 回定時株主総会",
            "令和6年2月 29 日",
            "令和4年(2022年)8月12日",
            "2022(令和4)年8月12日",
            "2022年12月5日(木)",
            "2022年12月5日(木曜日)、担当課の職員が",
            "2022年12月5日(月・祝)",
            "2023年5月3日(水・祝日)に",
            "2023年5月3日(祝)",
            "8月12日金曜日",
            "10月15日",
            "25日夕、県警から",
            "5日(金)の深夜に",
            "2005年",
            "2005年から",
            "2022年8月",
            "8月、新たに",
            "22年8月に",
            "8月末",
            "10月末ごろ、市内の",
            "2022年8月上旬",
            "8月の下旬から",
            "12月中旬頃",
            "2022年末",
            "2022年末頃",
            "2022年初頭",
            "8月初め",
            "8月半ばに",
            "10月中に",
            "8/12(金)に",
            "8/12 16:01",
            "(8/12)",
            "2022年10月31日16:01に",
            "8月12日16時01分",
            "8月12日 16時",
            "2月16日の13時30分に",
            "8月12日、午後3時半ごろ",
            "8月12日午前10時30分頃",
            "8月12日正午過ぎ",
            "8月12日未明",
            "8月12日の早朝",
            "8月12日朝、社員が",
            "8月12日朝刊",
            "8月12日午前中に",
            "8月12日昼頃",
            "8月12日夕方",
            "8月12日夜",
            "8月12日夜8時ごろ",
            "8月12日24:00",
            "8月12日頃",
            "8月12日前後",
            "8月12日、夜",
            "12月5日20時頃",
            "本日13日15時に",
            "3月16、17日",
            "1.2022年8月12日",
            "2.2022.8.12 公表",
            "Excel2022年8月分",
            "2022年8月12日付",
            "2022年8月12日(金) 9:00~18:00",
            "令和3年改正個人情報保護法",
            "2022年8月12日\n16:01",
        ]), @r"
        2022年8月12日 → 2022-08-12
        2022/8/12 → 2022-08-12
        2022.8.12 → 2022-08-12
        2022-08-12 → 2022-08-12
        2020.12.07 → 2020-12-07
        2022 / 8 / 12 → 2022-08-12
        2022/08 → 2022-08
        2022-08-12T16:01:33 → 2022-08-12T16:01
        令和4年11月16日 → 2022-11-16
        令和元年5月1日 → 2019-05-01
        平成30年8月20日午前6時30分頃 → 2018-08-20T06:30~
        昭和64年1月7日 → 1989-01-07
        令和4.11.16 → 2022-11-16
        R4.10.18 → 2022-10-18
        H30.8.20 → 2018-08-20
        R6/5/1 → 2024-05-01
        R4年10月18日 → 2022-10-18
        二〇二二年八月十二日 → 2022-08-12
        令和四年十一月 → 2022-11
        令和4年11月 9 日 → 2022-11-09
        2023 年 7 月 7 日 → 2023-07-07
        6 月 29 日の第 92 回定時株主総会 → 6 月 29 日 _-06-29 | 92 回 #
        令和6年2月 29 日 → 2024-02-29
        令和4年(2022年)8月12日 → 2022-08-12
        2022(令和4)年8月12日 → 2022-08-12
        2022年12月5日(木) → 2022-12-05(木)
        2022年12月5日(木曜日)、担当課の職員が → 2022年12月5日(木曜日) 2022-12-05(木)
        2022年12月5日(月・祝) → 2022-12-05(月)
        2023年5月3日(水・祝日)に → 2023年5月3日(水・祝日) 2023-05-03(水)
        2023年5月3日(祝) → 2023-05-03
        8月12日金曜日 → _-08-12(金)
        10月15日 → _-10-15
        25日夕、県警から → 25日夕 _-_-25T*
        5日(金)の深夜に → 5日(金)の深夜 _-_-05(金)T*
        2005年 → 2005
        2005年から → [2005..]
        2022年8月 → 2022-08
        8月、新たに → 8月 _-08
        22年8月に → 22年8月 2022-08
        8月末 → _-08/end
        10月末ごろ、市内の → 10月末ごろ _-10/end~
        2022年8月上旬 → 2022-08/early
        8月の下旬から → [_-08/late..]
        12月中旬頃 → _-12/middle~
        2022年末 → 2022/end
        2022年末頃 → 2022/end~
        2022年初頭 → 2022/early
        8月初め → _-08/early
        8月半ばに → 8月半ば _-08/middle
        10月中に → 10月中 _-10
        8/12(金)に → 8/12(金) _-08-12(金)
        8/12 16:01 → _-08-12T16:01
        (8/12) → 8/12 #
        2022年10月31日16:01に → 2022年10月31日16:01 2022-10-31T16:01
        8月12日16時01分 → _-08-12T16:01
        8月12日 16時 → _-08-12T16
        2月16日の13時30分に → 2月16日の13時30分 _-02-16T13:30
        8月12日、午後3時半ごろ → _-08-12T15:30~
        8月12日午前10時30分頃 → _-08-12T10:30~
        8月12日正午過ぎ → _-08-12T12~
        8月12日未明 → _-08-12T*
        8月12日の早朝 → _-08-12T*
        8月12日朝、社員が → 8月12日朝 _-08-12T*
        8月12日朝刊 → 8月12日 _-08-12
        8月12日午前中に → 8月12日午前中 _-08-12T*
        8月12日昼頃 → _-08-12T*~
        8月12日夕方 → _-08-12T*
        8月12日夜 → _-08-12T*
        8月12日夜8時ごろ → _-08-12T20~
        8月12日24:00 → _-08-12T24:00
        8月12日頃 → _-08-12~
        8月12日前後 → _-08-12~
        8月12日、夜 → 8月12日 _-08-12
        12月5日20時頃 → _-12-05T20~
        本日13日15時に → 本日13日15時 _-_-13T15
        3月16、17日 → 3月16 _-03-16 | 17日 _-_-17
        1.2022年8月12日 → 1 # | 2022年8月12日 2022-08-12
        2.2022.8.12 公表 → 2.2022.8.12 #
        Excel2022年8月分 → 2022年8月 2022-08
        2022年8月12日付 → 2022年8月12日 2022-08-12
        2022年8月12日(金) 9:00~18:00 → [2022-08-12(金)T09:00..T18:00]
        令和3年改正個人情報保護法 → 令和3年 2021
        2022年8月12日
        16:01 → 2022年8月12日 2022-08-12 | 16:01 T16:01
        ");
    }
}

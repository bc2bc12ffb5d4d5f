//! Times of day: 16:01, 午後3時半, 正午, 未明.

use super::TimeExpr;
use super::number::small;
use super::text::Text;

/// A time of day as found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timed {
    pub(super) value: TimeExpr,
    pub(super) end: usize,
    /// 頃, ごろ, 過ぎ, 台 said after it.
    pub(super) about: bool,
}

/// A word for a part of the day.
struct DayPart {
    word: &'static str,
    /// The clock hours it turns to the afternoon: 夜8時 is 20.
    late: std::ops::RangeInclusive<u8>,
    /// Whether it says a time without a date beside it (「夜」 alone is too common in names and idioms).
    alone: bool,
    /// Letters that make another word of it.
    not_before: &'static str,
}

/// A row of the table below.
const fn day_part(word: &'static str, late: (u8, u8), alone: bool, not_before: &'static str) -> DayPart {
    DayPart { word, late: late.0..=late.1, alone, not_before }
}

/// No hour.
const NONE: (u8, u8) = (1, 0);

/// The parts of a day; longer words first.
const DAY_PARTS: [DayPart; 20] = [
    day_part("午前中", NONE, true, ""),
    day_part("午前", NONE, true, ""),
    day_part("午後", (0, 11), true, ""),
    day_part("未明", NONE, true, ""),
    day_part("早朝", NONE, true, ""),
    day_part("明け方", NONE, true, ""),
    day_part("朝方", NONE, false, ""),
    day_part("朝", NONE, false, "日刊礼食鮮会市倉廷活"),
    day_part("昼過ぎ", (1, 5), false, ""),
    day_part("昼前", NONE, false, ""),
    day_part("昼間", (1, 5), false, ""),
    day_part("昼", (1, 5), false, "食休夜"),
    day_part("夕方", (3, 7), true, ""),
    day_part("夕刻", (3, 7), true, ""),
    day_part("夕", (3, 7), false, "食刊立張日暮"),
    day_part("深夜", (9, 11), true, ""),
    day_part("夜間", (5, 11), false, ""),
    day_part("夜中", (9, 11), false, ""),
    day_part("夜半", (9, 11), false, ""),
    day_part("夜", (5, 11), false, "景勤店逃会行空"),
];

/// The time of day at `at`; `dated` if a date stands right before it, which lets single letters count.
pub(super) fn time(t: Text, at: usize, dated: bool) -> Option<Timed> {
    let (value, end) = noon(t, at).or_else(|| clock(t, at, dated)).or_else(|| part_of_day(t, at, dated))?;
    let after = t.any(end, &["頃", "ごろ", "ころ", "過ぎ", "すぎ", "前後", "くらい", "ぐらい", "台"]);
    Some(Timed { value, end: after.unwrap_or(end), about: after.is_some() })
}

/// 正午 is the one hour that has a name.
fn noon(t: Text, at: usize) -> Option<(TimeExpr, usize)> {
    Some((TimeExpr { hour: Some(12), minute: None, vague: false }, t.eat(at, "正午")?))
}

/// 午後3時半, 夜8時, 未明.
fn part_of_day(t: Text, at: usize, dated: bool) -> Option<(TimeExpr, usize)> {
    let part = DAY_PARTS.iter().find(|part| t.eat(at, part.word).is_some_and(|end| !t.next_in(end, part.not_before)))?;
    let end = at + part.word.len();
    let hour_at = t.blanks(t.eat(end, "の").unwrap_or(end));
    if let Some((mut value, end)) = clock(t, hour_at, true) {
        value.hour = value.hour.map(|hour| if part.late.contains(&hour) { hour + 12 } else { hour });
        return Some((value, end));
    }
    let vague = TimeExpr { hour: None, minute: None, vague: true };
    (dated || part.alone).then_some((vague, end))
}

/// 16:01, 16:01:33, 16時, 16時01分, 3時半.
fn clock(t: Text, at: usize, said: bool) -> Option<(TimeExpr, usize)> {
    if t.prev(at).is_some_and(|c| c.is_ascii_alphanumeric() && !(said && c == 'T') || c == ':') {
        return None;
    }
    let hour = small(t, at).filter(|hour| hour.value <= 24 && hour.digits <= 2)?;
    let (minute, end) = if t.byte(hour.end) == b':' { digital(t, hour.end + 1)? } else { spoken(t, hour.end)? };
    // 一時 is mostly "for a time"
    let sure = !hour.kanji || minute.is_some() || said && hour.value > 1;
    let fits = hour.value < 24 || minute.unwrap_or(0) == 0;
    (sure && fits).then_some((TimeExpr { hour: Some(hour.value as u8), minute, vague: false }, end))
}

/// The minutes after a colon, and the seconds.
fn digital(t: Text, at: usize) -> Option<(Option<u8>, usize)> {
    let two = |at: usize| small(t, at).filter(|n| n.digits == 2 && n.value < 60 && !n.kanji);
    let minute = two(at)?;
    let seconds = (t.byte(minute.end) == b':').then(|| two(minute.end + 1)).flatten();
    let end = seconds.map_or(minute.end, |seconds| seconds.end);
    let goes_on = t.byte(end) == b':' || t.byte(end).is_ascii_alphanumeric();
    (!goes_on).then_some((Some(minute.value as u8), end))
}

/// 時 after the hour, with minutes or 半, and seconds.
fn spoken(t: Text, at: usize) -> Option<(Option<u8>, usize)> {
    let end = t.eat(t.blanks(at), "時")?;
    if t.next_in(end, "間点代期給短計刻制系価限差空局効") {
        return None;
    }
    if let Some(half) = t.eat(end, "半") {
        return Some((Some(30), half));
    }
    let unit = |at: usize, word: &str| {
        let number = small(t, t.blanks(at)).filter(|number| number.value < 60)?;
        Some((number.value as u8, t.eat(t.blanks(number.end), word)?))
    };
    // 23時台
    let Some((minute, end)) = unit(end, "分") else { return Some((None, t.eat(end, "台").unwrap_or(end))) };
    Some((Some(minute), unit(end, "秒").map_or(end, |(_, end)| end)))
}

#[cfg(test)]
mod tests {
    use super::DAY_PARTS;
    use crate::lex::scan::may_begin;
    use crate::lex::tests::table;

    #[test]
    fn every_word_is_looked_at() {
        assert!(DAY_PARTS.iter().all(|part| part.word == "朝" || may_begin(part.word)) && may_begin("正午"));
    }

    #[test]
    fn times_alone() {
        insta::assert_snapshot!(table(&[
            "16:01",
            "16:01:33",
            "9時",
            "16時01分",
            "午後3時半",
            "午前10時30分頃",
            "午前0時",
            "午後0時30分",
            "正午",
            "未明に",
            "17時23分が500件、17時26分が300件",
            "夜8時に",
            "午後、調査した",
            "23:59",
            "24:00",
            "午後 3 時",
            "午前9時~午後5時",
            "十時三十分",
        ]), @r"
        16:01 → T16:01
        16:01:33 → T16:01
        9時 → T09
        16時01分 → T16:01
        午後3時半 → T15:30
        午前10時30分頃 → T10:30
        午前0時 → T00
        午後0時30分 → T12:30
        正午 → T12
        未明に → 未明 T*
        17時23分が500件、17時26分が300件 → 17時23分 T17:23 | 500件 500 records | 17時26分 T17:26 | 300件 300 records
        夜8時に → 夜8時 T20
        午後、調査した → 午後 T*
        23:59 → T23:59
        24:00 → T24:00
        午後 3 時 → T15
        午前9時~午後5時 → 午前9時 T09 | 午後5時 T17
        十時三十分 → T10:30
        ");
    }
}

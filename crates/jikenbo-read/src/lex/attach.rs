//! What stands after a date and belongs to it: 上旬, (金), 16:01, 頃.

use super::date::Dated;
use super::text::Text;
use super::time::time;
use super::{DayRef, Part};

/// What follows the calendar part: 上旬, the weekday, the time, 頃, 中.
pub(super) fn finish(t: Text, dated: &mut Dated) {
    let value = &mut dated.value;
    let whole = value.day == DayRef::Unsaid && value.part.is_none() && value.time.is_none();
    if let Some((part, end)) = part(t, dated.end).filter(|_| whole) {
        (value.part, dated.end) = (Some(part), end);
    }
    if let Some((weekday, end)) = weekday(t, dated.end).filter(|_| value.day != DayRef::Unsaid) {
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

/// 中 after a date, if it ends the word: 同日中に, 10月中.
fn within(t: Text, end: usize) -> Option<usize> {
    let end = t.eat(end, "中")?;
    t.next(end).is_none_or(|c| "にのはをで、。)\n ".contains(c)).then_some(end)
}

/// 上旬, 末 …, after a month or year, with の between or not.
fn part(t: Text, end: usize) -> Option<(Part, usize)> {
    const PARTS: [(&str, Part); 15] = [
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
        ("年末", Part::End),
        ("末頃", Part::End),
        ("末", Part::End),
    ];
    let at = t.eat(end, "の").unwrap_or(end);
    let (part, after) = PARTS.iter().find_map(|&(word, part)| Some((part, t.eat(at, word)?)))?;
    let other = match part {
        Part::End => "端尾期裔年調",
        _ => "てたまる",
    };
    if t.next_in(after, other) {
        return None;
    }
    Some((part, if t.prev(after) == Some('頃') { after - '頃'.len_utf8() } else { after }))
}

/// (金), (金曜日), (木・祝), (祝), 金曜日: the weekday, if one was named, and the end.
pub(super) fn weekday(t: Text, at: usize) -> Option<(Option<u8>, usize)> {
    let at = t.blanks(at);
    let day = |at: usize| t.next(at).and_then(|c| "月火水木金土日".chars().position(|day| day == c)).map(|day| day as u8 + 1);
    let Some(open) = t.any(at, &["(", "[", "<"]) else {
        let end = t.any(at + '月'.len_utf8(), &["曜日", "曜"]);
        return day(at).and_then(|day| Some((Some(day), end?)));
    };
    let inner = t.rest(open);
    let (close, mark) = inner.char_indices().take(9).find(|(_, c)| ")]>".contains(*c))?;
    let words = inner.get(..close)?;
    let known = !words.is_empty() && words.chars().all(|c| "月火水木金土日曜祝休振替・、/ ".contains(c));
    let holiday = words.contains(['祝', '休']);
    (known && (holiday || day(open).is_some())).then_some((day(open), open + close + mark.len_utf8()))
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
        // 1月29日 夜間の通信を検知: behind a blank another thought begins, too
        if timed.value.vague && after > dated.end && join.is_empty() && t.eat(timed.end, "の").is_some() {
            continue;
        }
        dated.value.time = Some(timed.value);
        dated.value.about |= timed.about;
        dated.end = timed.end;
        return;
    }
}

//! Times of day: 16:01, 午後3時半, 7時02分頃, 正午, 未明.

use super::TimeExpr;
use super::number::small;

/// Parts of the day said without a figure; the longest first.
const VAGUE: &[&str] =
    &["午前中", "明け方", "夕方", "夕刻", "深夜", "早朝", "未明", "午前", "午後", "昼頃", "昼", "朝", "夕", "夜"];

/// The time that begins at `at`, and its end.
pub(super) fn time(text: &str, at: usize) -> Option<(TimeExpr, usize)> {
    let rest = &text[at..];
    if rest.starts_with("正午") {
        return Some((TimeExpr { hour: Some(12), minute: Some(0), vague: false }, at + "正午".len()));
    }
    let half = ["午前", "午後", "AM", "PM"].into_iter().find(|w| rest.starts_with(w));
    let from = at + half.map_or(0, str::len);
    let from = from + text[from..].bytes().take_while(|b| *b == b' ' && half.is_some()).count();
    if let Some((mut expr, end)) = clock(text, from) {
        let later = matches!(half, Some("午後" | "PM"));
        expr.hour = expr.hour.map(|h| if later && h < 12 { h + 12 } else { h });
        return Some((expr, end));
    }
    let word = VAGUE.iter().find(|w| rest.starts_with(**w))?;
    let after = &rest[word.len()..];
    // 朝日, 夜間対応 and 昼食 are no times; 夕刊 neither.
    let word_goes_on = ["日", "刊", "食", "礼", "夕", "勤", "休"].iter().any(|w| after.starts_with(w));
    (!word_goes_on).then_some((TimeExpr { hour: None, minute: None, vague: true }, at + word.len()))
}

/// `16:01`, `16時01分`, `3時半`, `16時`
fn clock(text: &str, at: usize) -> Option<(TimeExpr, usize)> {
    let (hour, end) = small(text, at, 24)?;
    let rest = &text[end..];
    let expr = |minute| TimeExpr { hour: Some(hour as u8), minute, vague: false };
    if let Some(after) = rest.strip_prefix(':') {
        let two = after.bytes().take_while(u8::is_ascii_digit).count() == 2;
        let (minute, stop) = small(text, end + 1, 59).filter(|_| two)?;
        let seconds =
            usize::from(text[stop..].starts_with(':')) * text[stop..].bytes().skip(1).take_while(u8::is_ascii_digit).count();
        return Some((expr(Some(minute as u8)), stop + if seconds == 2 { 3 } else { 0 }));
    }
    let after = rest.trim_start_matches(' ').strip_prefix('時')?;
    if ["間", "点", "期", "代", "刻", "短"].iter().any(|w| after.starts_with(w)) {
        return None;
    }
    let end = text.len() - after.len();
    if after.starts_with('半') {
        return Some((expr(Some(30)), end + "半".len()));
    }
    let blank = after.len() - after.trim_start_matches(' ').len();
    let minute = small(text, end + blank, 59).filter(|(_, e)| text[*e..].trim_start_matches(' ').starts_with('分'));
    Some(match minute {
        Some((minute, e)) => (expr(Some(minute as u8)), e + text[e..].find('分').unwrap_or(0) + "分".len()),
        None => (expr(None), end),
    })
}

/// The end after 頃, ごろ, 前後, or `at` itself.
pub(super) fn about(text: &str, at: usize) -> (bool, usize) {
    let word = ["頃", "ごろ", "ころ", "前後"].into_iter().find(|w| text[at..].starts_with(w));
    (word.is_some(), at + word.map_or(0, str::len))
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times() {
        let read = |t: &str| time(t, 0).map(|(e, end)| (e.hour, e.minute, t[end..].to_owned()));
        let some = |h, m, rest: &str| Some((h, m, rest.to_owned()));
        assert_eq!(read("16:01に"), some(Some(16), Some(1), "に"));
        assert_eq!(read("午後3時半"), some(Some(15), Some(30), ""));
        assert_eq!(read("7時02分頃"), some(Some(7), Some(2), "頃"));
        assert_eq!(read("午前10時"), some(Some(10), None, ""));
        assert_eq!(read("正午"), some(Some(12), Some(0), ""));
        assert_eq!(read("未明、"), some(None, None, "、"));
        assert_eq!(read("24時間体制"), None);
        assert_eq!(read("朝日町"), None);
        assert_eq!(read("24:00"), some(Some(24), Some(0), ""));
    }
}

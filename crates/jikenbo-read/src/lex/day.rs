//! 25日 alone: a day of the month, or so many days?

use super::number::{Small, small};
use super::text::Text;
use super::time::time;

/// 25日 without its month: only if nothing around it says that days are counted.
pub(super) fn bare_day(t: Text, at: usize) -> Option<(u8, usize)> {
    let number = small(t, at).filter(|n| n.digits <= 2 && (1..=31).contains(&n.value))?;
    let end = t.eat(t.blanks(number.end), "日")?;
    // 「1 日時」 is a heading
    let word = t.next_in(end, "時常") && t.eat(end, "時点").is_none();
    let heading = t.byte(number.end) == b' ' && t.next_in(end, "本付時程常々");
    if word || heading {
        return None;
    }
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
    // 2~3日
    || head.strip_suffix('~').is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
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

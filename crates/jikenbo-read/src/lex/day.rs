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
    // 「1 日程」 and 「三 日を追って」 are headings
    let heading = t.byte(number.end) == b' ' && (number.kanji || t.next_in(end, "本付時程常々"));
    if word || heading {
        return None;
    }
    (!counts_days_before(t, at) && !counts_days_after(t, end, number)).then_some((number.value as u8, end))
}

/// Words before a number of days that count them.
const BEFORE: &str = "過去 直近 最大 最短 最長 最低 丸 まる 延べ のべ 計 毎 残り 少なくとも 約 およそ 半 数 第 連続 わずか ここ 泊 \
                      停職 停学 謹慎 出勤停止 登校停止 出校停止 業務停止 営業停止 指名停止";

/// Words after a number of days that count them.
const AFTER: &str = "間 以内 以上 未満 ほど 程度 目 後 前 分 余 近く あまり あたり 当たり 当り おき 置き ごと 毎 連続 ぶり 遅れ \
                     経過 経っ 経て 程 曜 かけ かか もあれ もすれ くらい";

/// Words after 1日 that make it "a day".
const EACH: &str = "約 平均 最大 中 数 に数 も早";

/// Whether the words before 日 say that days are counted, and none is meant.
fn counts_days_before(t: Text, at: usize) -> bool {
    let solid = t.head(at).trim_end_matches(' ').len();
    // 2~3日
    let range = t.ends(solid, "~").is_some_and(|mark| t.prev(mark).is_some_and(|c| c.is_ascii_digit()));
    range || t.closes(solid, BEFORE)
}

/// The same of the words behind it, or that it is a part of another word.
fn counts_days_after(t: Text, end: usize, number: Small) -> bool {
    let span = t.starts(end, AFTER) && t.eat(end, "前後").is_none();
    let place = number.kanji && (number.value == 1 || t.next_in(end, "市町村酔坊"));
    let each = number.value == 1 && (t.starts(end, EACH) || is_rate(t, end));
    span || place || each
}

/// 「1日3回」, 「1日に3回」: so many a day.
fn is_rate(t: Text, end: usize) -> bool {
    let at = t.eat(end, "に").unwrap_or(end);
    t.byte(at).is_ascii_digit() && time(t, at, true).is_none()
}

//! The words that point at a day, month or year, and where they are words of their own.

use crate::letter::is_hiragana;
use crate::letter::is_kanji;
use crate::lex::text::Text;
use crate::lex::{DayRef, MonthRef, YearRef};

/// What a pointing word says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Said {
    Year(YearRef),
    Month(MonthRef),
    Day(DayRef),
    /// 翌朝, 昨夜: a day, and the vague time that the word's last letter names.
    Daytime(DayRef),
    /// 同 before a month or a day.
    SameOf,
    /// 翌 before a date or a time.
    NextOf,
    /// 年末, 月末 standing alone.
    YearEnd,
    MonthEnd,
    /// 同時に: only as a clause of its own.
    AtOnce,
    /// A longer word that is no date and hides the shorter ones below it.
    Nothing,
}

/// A pointing word, and the letters around it that make another word of it.
type Row = (&'static str, Said, &'static str, &'static str);

/// After these, 同 is no "same" (一同, 共同, 協同…).
const SHARED: &str = "一共協合混賛異大会不";
/// After these, 前 is "before" (以前, 3年前).
const BEFORE: &str = "以午数事年月日間時分週目直従";
/// After these, 本 is a part of another word (日本, 基本…).
const BOOK: &str = "日基資見根原脚絵台標写手古文";

/// After these, 前の is no "the one before": 以前の, 目の前の, 名前の, 駅前の.
const ELSEWHERE: &str = "以午数事年月日間時分週目直従名手人駅戸門店";

/// After 次の日 and the like, these make a longer word of 日 (日程, 日時, 日付, 日本).
const NO_DAY: &str = "程時付本曜記誌常産";

/// Longer words first.
const ROWS: [Row; 79] = [
    ("次の日", Said::Day(DayRef::Next), "", NO_DAY),
    ("次の朝", Said::Daytime(DayRef::Next), "", ""),
    ("あくる日", Said::Day(DayRef::Next), "", NO_DAY),
    ("明くる日", Said::Day(DayRef::Next), "", NO_DAY),
    ("あくる朝", Said::Daytime(DayRef::Next), "", ""),
    ("明くる朝", Said::Daytime(DayRef::Next), "", ""),
    ("前の日", Said::Day(DayRef::Previous), ELSEWHERE, NO_DAY),
    ("前の晩", Said::Daytime(DayRef::Previous), ELSEWHERE, ""),
    ("前の夜", Said::Daytime(DayRef::Previous), ELSEWHERE, "景"),
    ("前夜", Said::Daytime(DayRef::Previous), BEFORE, "祭"),
    ("当夜", Said::Daytime(DayRef::Same), "担", ""),
    ("その夜", Said::Daytime(DayRef::Same), "", "間"),
    ("その晩", Said::Daytime(DayRef::Same), "", "年"),
    ("その夕", Said::Daytime(DayRef::Same), "", ""),
    ("上記日時", Said::Day(DayRef::Same), "", ""),
    ("同日時", Said::Day(DayRef::Same), SHARED, ""),
    ("翌々日", Said::Day(DayRef::AfterNext), "", ""),
    ("翌翌日", Said::Day(DayRef::AfterNext), "", ""),
    ("前々日", Said::Day(DayRef::BeforePrevious), BEFORE, ""),
    ("前前日", Said::Day(DayRef::BeforePrevious), BEFORE, ""),
    ("一昨日", Said::Day(DayRef::BeforeYesterday), "", ""),
    ("一昨年", Said::Year(YearRef::BeforeLast), "", "度"),
    ("おととし", Said::Year(YearRef::BeforeLast), "", ""),
    ("おととい", Said::Day(DayRef::BeforeYesterday), "", ""),
    ("きのう", Said::Day(DayRef::Yesterday), "", ""),
    ("ゆうべ", Said::Day(DayRef::Yesterday), "", ""),
    ("きょう", Said::Day(DayRef::Today), "", ""),
    ("けさ", Said::Day(DayRef::Today), "", ""),
    ("あした", Said::Day(DayRef::Tomorrow), "", ""),
    ("あす", Said::Day(DayRef::Tomorrow), "", ""),
    ("同時刻", Said::Day(DayRef::Same), SHARED, ""),
    ("同時に", Said::AtOnce, SHARED, ""),
    ("年末年始", Said::Nothing, "", ""),
    ("同じ日", Said::Day(DayRef::Same), SHARED, "程時"),
    ("この直後", Said::Day(DayRef::Same), "", ""),
    ("その直後", Said::Day(DayRef::Same), "", ""),
    ("同年度", Said::Nothing, "", ""),
    ("翌年度", Said::Nothing, "", ""),
    ("同日", Said::Day(DayRef::Same), SHARED, "程"),
    ("同月", Said::Month(MonthRef::Same), SHARED, "比間額"),
    ("同年", Said::Year(YearRef::Same), SHARED, "度齢代輩同比"),
    ("翌日", Said::Day(DayRef::Next), "", ""),
    ("翌月", Said::Month(MonthRef::Next), "", ""),
    ("翌年", Said::Year(YearRef::Next), "", "度"),
    ("翌朝", Said::Daytime(DayRef::Next), "", ""),
    ("翌晩", Said::Daytime(DayRef::Next), "", ""),
    ("前日", Said::Day(DayRef::Previous), BEFORE, "比程"),
    ("前月", Said::Month(MonthRef::Previous), BEFORE, "比同"),
    ("前年", Said::Year(YearRef::Previous), BEFORE, "度比同並"),
    ("先月", Said::Month(MonthRef::Last), "託引送務配絡求用", "号比"),
    ("今月", Said::Month(MonthRef::This), "", "号比"),
    ("当月", Said::Month(MonthRef::Same), "担該相", "分"),
    ("本月", Said::Month(MonthRef::This), BOOK, ""),
    ("来月", Said::Month(MonthRef::Coming), "以従元由", "号"),
    ("今年", Said::Year(YearRef::This), "", "度"),
    ("ことし", Said::Year(YearRef::This), "", ""),
    ("本年", Said::Year(YearRef::This), BOOK, "度金"),
    ("昨年", Said::Year(YearRef::Last), "", "度比同並来"),
    ("去年", Said::Year(YearRef::Last), "過", "度比同"),
    ("来年", Said::Year(YearRef::Coming), "以従元由", "度"),
    ("本日", Said::Day(DayRef::Today), BOOK, ""),
    ("今日", Said::Day(DayRef::Today), "", "的本"),
    ("昨日", Said::Day(DayRef::Yesterday), "", ""),
    ("昨夜", Said::Daytime(DayRef::Yesterday), "", ""),
    ("昨晩", Said::Daytime(DayRef::Yesterday), "", ""),
    ("昨夕", Said::Daytime(DayRef::Yesterday), "", ""),
    ("今朝", Said::Daytime(DayRef::Today), "", ""),
    ("明日", Said::Day(DayRef::Tomorrow), "", "香"),
    ("当日", Said::Day(DayRef::Same), "担日", "程"),
    ("その日", Said::Day(DayRef::Same), "", "程暮常本にはもがを以限ま"),
    ("〃", Said::Day(DayRef::Same), "", ""),
    ("この日", Said::Day(DayRef::Same), "", "程暮常本にはもがを以限ま"),
    ("即日", Said::Day(DayRef::Same), "", ""),
    ("年内", Said::Year(YearRef::This), "", ""),
    ("月内", Said::Month(MonthRef::This), "", ""),
    ("年末", Said::YearEnd, "", "調"),
    ("月末", Said::MonthEnd, "", ""),
    ("同", Said::SameOf, SHARED, ""),
    ("翌", Said::NextOf, "", ""),
];

/// The pointing word at `at`: what it says, and its end.
pub(super) fn at(t: Text, at: usize) -> Option<(Said, usize)> {
    const FIRST: &[char] = &[
        '〃', '一', '同', '翌', '前', '先', '今', '当', '本', '来', '去', '昨', '明', '即', '年', '月', 'そ', 'こ', '上', 'お',
        'き', 'け', 'あ', 'ゆ', '次',
    ];
    let first = t.next(at).filter(|c| FIRST.contains(c))?;
    // Kana stand everywhere.
    if is_hiragana(first) && !kana_word(t, at) {
        return None;
    }
    let fits = |row: &&Row| {
        t.eat(at, row.0).is_some_and(|end| !t.prev_in(at, row.2) && !t.next_in(end, row.3)) && stands_alone(t, at, row.1, row.0)
    };
    let (word, said, _, _) = ROWS.iter().find(fits)?;
    Some((*said, at + word.len()))
}

/// Whether a pointing word in kana (けさ, きのう) stands by itself: after a particle or mark, and before one.
fn kana_word(t: Text, at: usize) -> bool {
    const WORDS: [&str; 16] = [
        "あくる日",
        "あくる朝",
        "ことし",
        "この日",
        "その日",
        "その夜",
        "その晩",
        "その夕",
        "おととし",
        "おととい",
        "きのう",
        "ゆうべ",
        "きょう",
        "けさ",
        "あした",
        "あす",
    ];
    let Some(end) = t.any(at, &WORDS) else { return false };
    let own = t.any(at, &["ことし", "その日", "この日", "その夜", "その晩", "その夕"]).is_some();
    let before = t.prev(at).is_none_or(|c| !is_hiragana(c) || "はがにをでもの".contains(c));
    let after = t.next(end).is_none_or(|c| !is_hiragana(c) || "のにはもまかで".contains(c));
    own || before && after
}

/// 年内, 年末 and 月末 are dates of their own only at the start of a word: not in 3年内, 毎月末, 学年末.
fn stands_alone(t: Text, at: usize, said: Said, word: &str) -> bool {
    // A ditto mark stands for the day above at the head of its line.
    if word == "〃" {
        return t.prev_solid(at).is_none_or(|c| "\n\t".contains(c));
    }
    let bare = matches!(said, Said::YearEnd | Said::MonthEnd) || matches!(word, "年内" | "月内");
    !bare || t.prev_solid(at).is_none_or(|c| !is_kanji(c) && !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::ROWS;
    use crate::lex::scan::may_begin;

    #[test]
    fn every_word_is_looked_at() {
        assert!(ROWS.iter().all(|row| may_begin(row.0) || row.0 == "同" || row.0 == "翌"));
        assert!(may_begin("同24日") && may_begin("翌11月1日") && may_begin("前日") && !may_begin("前に") && !may_begin("おそれ"));
    }

    #[test]
    fn no_word_is_hidden_by_a_shorter_one_above_it() {
        for (at, row) in ROWS.iter().enumerate() {
            assert!(ROWS[..at].iter().all(|above| !row.0.starts_with(above.0)), "{} is hidden", row.0);
        }
    }
}

//! What changes on a page by itself: dates of the last update, counters, the day's date. Such a change is no new version.

use super::hash::text_hash;

/// Lines that begin so (after folding) tell of the page, not of the incident.
const STAMPS: &[&str] = &[
    "最終更新日",
    "最終更新",
    "更新日",
    "更新日時",
    "ページ更新日",
    "ページ番号",
    "ページid",
    "印刷用ページ",
    "印刷する",
    "このページを印刷",
    "アクセス数",
    "アクセスカウンタ",
    "閲覧数",
    "閲覧回数",
    "pv数",
    "last updated",
    "last modified",
    "シェア",
    "ツイート",
    "いいね",
    "本日の日付",
    "現在時刻",
];

/// The longest line that is taken for a stamp, in letters: a sentence that begins with 更新日 is part of the notice.
const LONGEST: usize = 40;

/// Whether a line is a stamp: short, begins like one, and holds nothing but it, a date, a number or a name of a month.
fn is_stamp(line: &str) -> bool {
    let line = line.trim().trim_start_matches(|c: char| !c.is_alphanumeric());
    if line.chars().count() > LONGEST {
        return false;
    }
    let folded = line.to_lowercase();
    STAMPS.iter().any(|stamp| folded.strip_prefix(stamp).is_some_and(is_value))
}

/// Nothing but figures, signs, and the letters of dates.
fn is_value(rest: &str) -> bool {
    rest.chars().all(|c| {
        c.is_numeric()
            || c.is_whitespace()
            || c.is_ascii_punctuation()
            || "年月日時分秒令和平成元日月火水木金土曜回件人：（）　／．－+jstutcampm".contains(c)
    })
}

/// Whether two texts are the same but for what a page changes by itself.
#[must_use]
pub fn same_substance(one: &str, other: &str) -> bool {
    let substance = |text: &str| {
        let lines: Vec<&str> = text.lines().filter(|line| !is_stamp(line)).collect();
        text_hash(&lines.join("\n"))
    };
    substance(one) == substance(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_only_dates_itself_anew_is_the_same() {
        let page = |stamp: &str| format!("不正アクセスについて\n{stamp}\n100件の個人情報が漏えいしました。");
        for (one, other) in [
            ("最終更新日：2024年6月1日", "最終更新日：2024年7月30日"),
            ("更新日: 令和6年6月1日", "更新日: 令和6年6月2日"),
            ("アクセス数 120回", "アクセス数 4,311回"),
            ("Last updated: 2024-06-01 10:00 JST", "Last updated: 2024-06-03 11:30 JST"),
        ] {
            assert!(same_substance(&page(one), &page(other)), "{one}");
        }
    }

    #[test]
    fn what_the_notice_says_is_never_a_stamp() {
        let page = |line: &str| format!("不正アクセスについて\n{line}");
        for (one, other) in [
            ("更新日以降のデータ100件が対象です。", "更新日以降のデータ200件が対象です。"),
            ("最終更新日：2024年6月1日（対象を100件から200件に訂正）", "最終更新日：2024年6月1日"),
            ("対象は100件です。", "対象は120件です。"),
            ("発覚日：2024年6月1日", "発覚日：2024年6月2日"),
        ] {
            assert!(!same_substance(&page(one), &page(other)), "{one}");
        }
    }
}

//! Names that only point to a service (同システム), and short forms of a longer name (住基ネット, 以下「介護システム」).

use crate::letter::{in_order, is_kanji};

/// Whether the words name nothing but what was told before, or begin with grammar: 同システム, に同サイト, 当該サービス.
pub(super) fn points(name: &str) -> bool {
    const PARTICLES: [&str; 8] = ["では", "には", "は", "に", "を", "が", "で", "も"];
    const POINTING: [&str; 12] = ["当該", "上記", "前記", "これらの", "この", "その", "同じ", "本件", "同", "本", "当", "該"];
    const KINDS: [&str; 17] = [
        "システム",
        "サイト",
        "サービス",
        "アプリ",
        "ストア",
        "ショップ",
        "フォーム",
        "ホームページ",
        "データベース",
        "サーバー",
        "サーバ",
        "ネットワーク",
        "ツール",
        "ページ",
        "アカウント",
        "製品",
        "ソフト",
    ];
    let bare = PARTICLES.iter().find_map(|p| name.strip_prefix(p).filter(|r| POINTING.iter().any(|w| r.starts_with(w))));
    let words = bare.unwrap_or(name);
    let pointed = POINTING.iter().find_map(|w| words.strip_prefix(w));
    bare.is_some() || pointed.is_some_and(|rest| KINDS.contains(&rest))
}

/// Whether `short` is what the text calls `long` for short: in brackets behind it, or by some of its letters in their order.
pub(super) fn is_short(text: &str, long: &str, short: &str) -> bool {
    let fewer = short.chars().count() < long.chars().count();
    fewer && (named_behind(text, long, short) || abbreviates(long, short))
}

/// 青葉介護支援システム(以下「介護システム」という。), 住民基本台帳ネットワーク(住基ネット)
fn named_behind(text: &str, long: &str, short: &str) -> bool {
    const LONGEST: usize = 60;
    text.match_indices(long).take(8).any(|(at, _)| {
        let behind = text[at + long.len()..].trim_start_matches(['」', '』', ' ']);
        let note = behind.strip_prefix('(').and_then(|b| b.split_once(')')).map(|(note, _)| note);
        note.is_some_and(|note| {
            let called = ["以下", "略称", "通称", "愛称", "「"].iter().any(|w| note.starts_with(w)) || note == short;
            note.len() <= LONGEST && called && note.contains(short)
        })
    })
}

/// 住基ネット of 住民基本台帳ネットワークシステム: its letters in order, the first as the first, and a word of katakana that the long one has
/// whole or from its beginning.
fn abbreviates(long: &str, short: &str) -> bool {
    const SHORTEST: usize = 4;
    let katakana = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー');
    let tail = &short[short.trim_end_matches(katakana).len()..];
    let head = &short[..short.len() - tail.len()];
    let kanji = |words: &str| !words.is_empty() && words.chars().all(is_kanji);
    let Some(at) = long.find(tail).filter(|_| !tail.is_empty() && kanji(head)) else { return false };
    let first = long.chars().next() == short.chars().next();
    // Both tell in kanji what they are for: 会員システム is none of 会員向け予約システム.
    short.chars().count() >= SHORTEST && first && kanji(&long[..at]) && in_order(head, &long[..at])
}

#[cfg(test)]
mod tests {
    use super::{is_short, points};

    #[test]
    fn what_only_points_is_no_name() {
        assert!(["同システム", "に同システム", "は同サイト", "本サービス", "当該システム"].iter().all(|name| points(name)));
        assert!(
            !["同窓会システム", "本の森ストア", "はなうたサイト", "当直管理システム", "本人確認システム"]
                .iter()
                .any(|name| points(name))
        );
    }

    #[test]
    fn a_short_form_is_the_same_service() {
        assert!(is_short("", "住民基本台帳ネットワークシステム", "住基ネット"));
        assert!(is_short("", "高齢者福祉情報システム", "高齢福祉システム"));
        assert!(is_short("青葉見守り支援システム(以下「見守りシステム」という。)に", "青葉見守り支援システム", "見守りシステム"));
        assert!(!is_short("", "青葉見守り支援システム", "見守りシステム"));
        assert!(!is_short("", "図書館システム", "会計システム"));
        assert!(!is_short("", "住基ネット", "住民基本台帳ネットワーク"));
    }
}

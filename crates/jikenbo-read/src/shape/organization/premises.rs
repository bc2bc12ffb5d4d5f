//! A public place that the headline names by its site or its mailbox: みなと観光センターホームページの改ざんについて.

use super::{Look, Name};

/// What such a place has that an incident befalls.
const OWNED: [&str; 22] = [
    "公式ホームページ",
    "公式ウェブサイト",
    "公式Webサイト",
    "公式WEBサイト",
    "公式サイト",
    "公式HP",
    "公式アカウント",
    "公式SNS",
    "公式X",
    "ホームページ",
    "ウェブサイト",
    "Webサイト",
    "WEBサイト",
    "HP",
    "サイト",
    "メールアカウント",
    "メールアドレス",
    "メールサーバー",
    "メールサーバ",
    "サーバー",
    "サーバ",
    "予約システム",
];

/// How the names of such places end.
const PLACES: [&str; 24] = [
    "センター",
    "館",
    "園",
    "場",
    "プラザ",
    "ホール",
    "パーク",
    "ランド",
    "の家",
    "の里",
    "の森",
    "の湯",
    "劇場",
    "校",
    "院",
    "会",
    "所",
    "団",
    "隊",
    "クラブ",
    "スクール",
    "アカデミー",
    "アリーナ",
    "ギャラリー",
];

/// みなと観光センターホームページの…, 花の学習館ウェブサイト改ざんの…: the place, unless a firm signs.
pub(super) fn online(look: &Look<'_, '_, '_, '_>) -> Option<Name> {
    // A newspaper names another whose site it is.
    if crate::shape::event::reported(look.shaper) {
        return None;
    }
    let (start, end) = look.title;
    let words = look.slice(start, end);
    let at = OWNED.iter().filter_map(|w| words.find(w)).min()?;
    let bare = words[..at].trim_end_matches(['の', ' ']);
    let name = Name { start, end: start + bare.len() as u32, legal: false };
    let place = PLACES.iter().any(|w| bare.ends_with(w)) && bare.chars().count() >= 4;
    let named = place && !super::headline::bare(bare) && look.plain.surely(&look.text.lexed, name.start, name.end);
    // Whoever runs it may sign; a firm is who it is.
    let firm =
        |n: Name| n.legal && ["株式会社", "有限会社", "合同会社", "(株)", "(有)"].iter().any(|w| look.words(&n).contains(w));
    (named && !super::signature::signature(look).is_some_and(firm)).then_some(name)
}

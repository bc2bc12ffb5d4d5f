//! The site of a body that is itself what was struck: 青葉市ホームページが改ざんされ. Where it only showed something, it is a place and no service.

use super::{FIRST, Found, Look};
use crate::clause::Sentence;
use crate::shape::name::noun::noun_before;
use crate::sought::Sought;

static SITES: Sought = Sought::new(&["ホームページ", "ウェブサイト", "Webサイト", "WEBサイト", "ウェブページ", "公式サイト"]);

/// What befalls a site itself, right behind it.
const STRUCK: [&str; 22] = [
    "が改ざん",
    "の改ざん",
    "が何者かに改ざん",
    "が第三者に改ざん",
    "が第三者により改ざん",
    "が書き換え",
    "が何者かに書き換え",
    "の一部が改ざん",
    "の一部が書き換え",
    "のトップページが",
    "への不正アクセス",
    "への不正なアクセス",
    "に不正アクセス",
    "が不正アクセス",
    "に対する不正アクセス",
    "への攻撃",
    "へのサイバー攻撃",
    "がサイバー攻撃",
    "が攻撃",
    "に侵入",
    "が乗っ取",
    "が閲覧できな",
];

/// The sites, in reading order.
pub(super) fn own_sites(look: &Look<'_, '_, '_, '_>) -> Vec<Found> {
    look.first(FIRST).flat_map(|s| own_site(look, s)).collect()
}

/// The sites of the sentence that something befell, each with whose it is.
fn own_site(look: &Look<'_, '_, '_, '_>, sentence: &Sentence) -> Vec<Found> {
    const MOST: usize = 8;
    const NEAR: usize = 24;
    let words = look.slice(sentence.start, sentence.end);
    let sites = SITES.places(words).filter_map(|at| Some((at, SITES.prefix(&words[at..])?))).take(MOST);
    let struck = sites.filter_map(|(at, site)| {
        let behind = &words[at + site.len()..];
        let near: String = behind.chars().take(NEAR).collect();
        let safe = ["ありません", "ませんでした", "なかった", "なく、", "ではな", "おそれ"].iter().any(|w| near.contains(w));
        let struck = !safe && STRUCK.iter().any(|w| behind.starts_with(w));
        let (before, own) = (&words[..at], whose(&words[..at])?);
        let start = sentence.start + (before.len() - own.len()) as u32;
        struck.then_some(Found { start, end: sentence.start + (at + site.len()) as u32, quoted: false })
    });
    struck.collect()
}

/// The name of a body at the end of the words, with what joins the site to it: 青葉市|, 青葉市観光, 青葉市立図書館の.
fn whose(before: &str) -> Option<&str> {
    const BODIES: [&str; 22] = [
        "市",
        "町",
        "村",
        "区",
        "県",
        "府",
        "都",
        "館",
        "病院",
        "医院",
        "学校",
        "高校",
        "園",
        "大学",
        "センター",
        "協会",
        "組合",
        "機構",
        "財団",
        "公社",
        "連盟",
        "研究所",
    ];
    const WHOSE: [&str; 12] = ["当", "本", "弊", "同", "各", "一部", "旧", "新", "他", "また", "なお", "運営する"];
    let bare =
        ["公式", "観光", "の", "の公式"].iter().filter_map(|w| before.strip_suffix(w)).min_by_key(|b| b.len()).unwrap_or(before);
    let len = noun_before(bare);
    let name = &bare[bare.len() - len..];
    let body = BODIES.iter().find(|w| name.ends_with(**w)).is_some_and(|w| name.chars().count() > w.chars().count() + 1);
    (body && !WHOSE.iter().any(|w| name.starts_with(w))).then(|| &before[bare.len() - len..])
}

#[cfg(test)]
mod tests {
    use super::whose;

    #[test]
    fn a_site_is_named_by_whose_it_is() {
        assert_eq!(whose("3月4日、青葉市"), Some("青葉市"));
        assert_eq!(whose("このたび、みどり美術館の公式"), Some("みどり美術館の公式"));
        assert_eq!(whose("青葉町観光"), Some("青葉町観光"));
        assert!(["当館の", "市", "本市", "弊社", "同センターの"].iter().all(|words| whose(words).is_none()));
    }
}

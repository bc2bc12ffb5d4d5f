//! How something was done: サーバーを直ちに停止し is サーバーを停止し.
//!
//! An adverb of manner between a particle and its verb is left out. It tells nothing that rules ask for, and would part words that pages have
//! as one. 改めて and 厳重に are none: they tell a second act, and a sanction.

use crate::letter::is_noun;

/// The adverbs that are left out.
pub(super) const ADVERBS: [&str; 45] = [
    "直ちに",
    "ただちに",
    "直ぐに",
    "すぐに",
    "速やかに",
    "すみやかに",
    "早急に",
    "至急",
    "即座に",
    "即時に",
    "急遽",
    "急きょ",
    "緊急に",
    "緊急で",
    "すべて",
    "全て",
    "完全に",
    "正式に",
    "徹底的に",
    "詳細に",
    "迅速に",
    "一旦",
    "いったん",
    "念のため",
    "優先的に",
    "一時的に",
    "一律に",
    "逐次",
    "確実に",
    "丁寧に",
    "部分的に",
    "恒久的に",
    "物理的に",
    "予防的に",
    "重点的に",
    "集中的に",
    "抜本的に",
    "根本的に",
    "網羅的に",
    "本格的に",
    "大幅に",
    "手動で",
    "自主的に",
    "自発的に",
    "自ら",
];

/// Behind these, an adverb is told of the verb that follows.
const PARTICLES: &str = "をにがはへも";

/// The adverb at `at` that stands between a particle and the noun or stem that a verb begins with: を直ちに停止, にすぐにご連絡. Both must be there:
/// the words of pages are folded too, and one that begins with an adverb keeps it.
pub(super) fn at(text: &str, at: usize) -> Option<&'static str> {
    let rest = &text[at..];
    let adverb = ADVERBS.into_iter().find(|adverb| rest.starts_with(adverb))?;
    let next = rest[adverb.len()..].chars().next();
    let verb = next.is_some_and(|letter| is_noun(letter) || "おご".contains(letter));
    (verb && text[..at].ends_with(|letter| PARTICLES.contains(letter))).then_some(adverb)
}

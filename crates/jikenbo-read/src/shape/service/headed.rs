//! A service that the headline begins with: AOBAPAY不正アクセスについて, あおばポイント会員情報への不正ログイン

use super::{Found, Look};
use crate::shape::name::noun::Plain;
use crate::shape::name::{is_hiragana, is_name};
use crate::sought::Sought;

/// What follows the name in the headline.
static BEHIND: Sought = Sought::new(&[
    "会員情報",
    "への不正",
    "不正アクセス",
    "不正ログイン",
    "における不正",
    "アカウント",
    "会員様",
    "に不正",
    "をご利用いただ",
    "サイトへの",
]);

/// The service, if the headline begins with its name and the text speaks of its users.
pub(super) fn headed(look: &Look<'_, '_, '_, '_>) -> Option<Found> {
    let text = look.shaper.text;
    let (start, end) = text.title;
    let start = crate::shape::organization::without_labels(text, start, end);
    let words = look.slice(start, end);
    let start = start + (words.len() - words.trim_start_matches("いつも").len()) as u32;
    let words = words.trim_start_matches("いつも");
    let at = BEHIND.find(words).map(|(at, _)| at).filter(|at| *at > 0)?;
    let name = &words[..at];
    let plain = name.split('(').next().unwrap_or(name);
    let bare_end = start + plain.len() as u32;
    let nouns = plain.chars().all(|c| is_name(c) || is_hiragana(c) || c == ' ');
    let proper = plain.chars().any(|c| matches!(c, 'ァ'..='ヺ' | 'A'..='Z' | 'a'..='z'));
    let lexed = &text.lexed;
    let named = nouns && proper && Plain::new(look.shaper.rules).surely(lexed, start, bare_end);
    let owned = !look.own.is_empty() && (look.own.contains(plain) || plain.contains(look.own.as_str()));
    let closed = name.len() == plain.len() || name.ends_with(')');
    let used = ["アカウント", "会員", "にご登録", "をご利用", "をご使用", "(旧", "のログイン", "ID"]
        .iter()
        .any(|w| look.body_has(&format!("{plain}{w}")));
    (named && !owned && closed && used).then_some(Found { start, end: start + at as u32, quoted: true })
}

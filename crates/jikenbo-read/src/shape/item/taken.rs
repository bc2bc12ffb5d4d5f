//! IDs and passwords that were taken: 職員のIDとパスワードを盗まれ. Where somebody only entered them, the cause is told, not the data.

use super::run::Run;
use crate::shape::Shaper;

/// How far behind the items the words stand that say what became of them, in bytes.
const NEAR: u32 = 60;

/// What says that they were taken.
const TAKEN: &[&str] = &[
    "を盗ま",
    "が盗ま",
    "を窃取",
    "が窃取",
    "を詐取",
    "が詐取",
    "を奪わ",
    "を盗み取",
    "が盗み取",
    "をだまし取",
    "を知られ",
    "が知られ",
    "の手に渡",
];

/// What makes it advice, a condition or a denial.
const UNREAL: &[&str] = &["ない", "ません", "ください", "求め", "促", "よう", "場合", "なく", "ずに", "させ", "恐れ", "おそれ"];

/// Whether the items are nothing but a key: the ID and password of somebody.
pub(super) fn is_key(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    run.finds.iter().all(|f| matches!(shaper.rule(f).code.as_str(), "password" | "login_id"))
}

/// 「送受信したメールの記録の一部がなりすましメールに使用されている」: what was used had been read.
pub(super) fn is_used(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    const USED: &[&str] = &["に使用され", "に使われ", "に悪用され", "に利用され", "が悪用され", "を悪用", "に流用され"];
    const FAR: u32 = 75;
    let content = run.finds.iter().all(|f| shaper.rule(f).code.as_str() == "message_content");
    let behind = shaper.text.lexed.stretch(run.end, run.end + FAR);
    let behind = behind.split('。').next().unwrap_or("");
    content && USED.iter().any(|w| behind.contains(w)) && !UNREAL.iter().any(|w| behind.contains(w))
}

/// Whether the items are a key that was taken.
pub(super) fn is_taken(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    if !is_key(shaper, run) || shaper.text.in_title(run.start) {
        return false;
    }
    let last = run.finds.last().map_or(0, |f| f.last());
    let sentence = shaper.around(last, run.start, run.end);
    let before = shaper.text.lexed.slice(sentence.start, run.start);
    let end = shaper.text.lexed.text().floor_char_boundary((run.end + NEAR) as usize) as u32;
    let behind = shaper.text.lexed.slice(run.end, end.min(sentence.end).max(run.end));
    // 「パスワード等のアカウント情報」 is one item.
    if ["等の", "などの", "といった"].iter().any(|w| before.ends_with(w)) {
        return false;
    }
    let says = |list: &[&str]| list.iter().any(|w| behind.contains(w));
    says(TAKEN) && !says(UNREAL)
}

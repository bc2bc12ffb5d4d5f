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

/// 「このページにIDとパスワードを入力されたアカウント」 「IDとパスワードを同僚に教え」: how somebody came in, and no data that leaked.
pub(super) fn is_entered(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    const ENTERED: &[&str] =
        &["を入力", "をご入力", "を打ち込", "を入れて", "を入れた", "を使って", "を使い", "を用いて", "を悪用し"];
    let behind = shaper.text.lexed.stretch(run.end, run.end + NEAR);
    let told = || {
        let sentence = behind.split(['。', '、']).next().unwrap_or("");
        behind.starts_with('を') && ["に教え", "に伝え"].iter().any(|w| sentence.contains(w))
    };
    // 「試行に用いられたID・パスワード」
    let lead = shaper.text.lexed.stretch(run.start.saturating_sub(30), run.start);
    let used = ["に用いられた", "に使われた", "に使用された", "に利用された", "で用いられた", "で使用された"]
        .iter()
        .any(|w| lead.ends_with(w));
    if is_key(shaper, run) && used {
        return true;
    }
    is_key(shaper, run) && run.size > 1 && (ENTERED.iter().any(|w| behind.starts_with(w)) || told())
}

/// 「パソコンがウイルスに感染し、管理画面のIDとパスワードが盗まれた」: the way in, and not whose data leaked.
pub(super) fn is_of_system(shaper: &Shaper<'_, '_, '_>, run: &Run<'_>) -> bool {
    const WAYS: &[&str] = &["感染", "マルウェア", "ウイルス", "脆弱性", "管理者", "管理画面", "更新用", "管理用", "FTP", "VPN"];
    let last = run.finds.last().map_or(0, |f| f.last());
    let start = shaper.around(last, run.start, run.end).start.min(run.start);
    // 「管理者アカウントのIDとパスワードが何らかの方法で窃取され」
    let behind = shaper.text.lexed.stretch(run.end, run.end + 2 * NEAR);
    let behind = behind.split(['。', '、']).next().unwrap_or("");
    let owned =
        ["会員", "お客", "利用者", "顧客", "名の", "名分"].iter().any(|w| shaper.text.lexed.slice(start, run.start).contains(w));
    let stolen = is_key(shaper, run)
        && !owned
        && behind.starts_with(['が', 'を'])
        && ["窃取", "盗", "詐取", "流出"].iter().any(|w| behind.contains(w));
    // 「運用担当者のIDとパスワードが盗まれ、管理画面から侵入された」
    let came_in = shaper.text.lexed.stretch(run.end, run.end + 2 * NEAR);
    let came_in = ["から侵入", "に侵入され", "に不正に接続"].iter().any(|w| came_in.split('。').next().unwrap_or("").contains(w));
    (is_taken(shaper, run) || stolen) && came_in
        || (is_taken(shaper, run) || stolen) && WAYS.iter().any(|w| shaper.text.lexed.slice(start, run.start).contains(w))
}

//! What people are counted as by what befell them: money went in so many goes, accounts were lost, something was sent to them.

use super::passed::{after, before, head, starts};
use super::{Figure, Words};
use crate::shape::{Shaper, has};

/// Whether something is sent behind the figure; 送付先 names a place, and 送信の依頼 only asks.
pub(super) fn is_sent(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure, within: u32) -> bool {
    let end = shaper.around(figure.n, figure.start, figure.end).end.min(figure.end + within);
    let verb = |t: usize| {
        let token = shaper.text.tokens()[t];
        let behind = shaper.text.lexed.stretch(token.end, token.end + 12);
        Some(token.class) == words.sent && !starts(behind, &["先", "元", "者", "用の", "の依頼", "依頼"])
    };
    end > figure.end && shaper.text.lexed.within(figure.end, end).any(verb)
}

/// 「3回にわたり計800万円を犯人の口座に送金」 「90万円ずつ5回」: how often money went.
pub(super) fn is_payment(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const PAID: &[&str] = &[
        "送金",
        "振り込",
        "振込",
        "出金",
        "引き出",
        "引出",
        "着服",
        "横領",
        "口座に",
        "口座へ",
        "だまし取",
        "不正決済",
        "支払わせ",
    ];
    const THROUGH: &[&str] = &["にわた", "に分け", "に渡", "、", "も", "に及", "現金", "送金", "振り込", "引き出", "着服"];
    let near = head(after(shaper, figure), 120);
    let each = before(shaper, figure).trim_end_matches(['、', '計', '約']).ends_with("円ずつ");
    each || starts(near, THROUGH) && near.contains('円') && PAID.iter().any(|w| near.contains(w))
}

/// What is done to accounts by those who are not their owners.
const LOST: &[&str] = &[
    "窃取",
    "盗まれ",
    "盗み取",
    "詐取",
    "乗っ取",
    "不正アクセスを受け",
    "不正ログイン",
    "不正に使用",
    "不正に利用",
    "悪用",
    "侵害",
];

/// 「職員1名のアカウントの認証情報が窃取され」 「教員2名が詐欺の被害に遭い、アカウントを乗っ取られ」
pub(super) fn lost_account(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let said = after(shaper, figure);
    let near = head(said, 240).split('。').next().unwrap_or("");
    if !said.starts_with('の') {
        let fooled = said.starts_with('が') && FOOLED.iter().any(|w| near.contains(w));
        return fooled && near.contains("アカウント") && LOST.iter().any(|w| near.contains(w));
    }
    let Some(at) = LOST.iter().filter_map(|w| near.find(w)).min() else { return false };
    // What follows begins behind the noun for persons.
    let behind = said.as_ptr().addr() - shaper.text.lexed.text().as_ptr().addr();
    let end = (behind + at) as u32;
    let owner = !near[..at].contains(['、', 'を', 'は']);
    owner && (has(shaper, words.account, figure.end, end) || has(shaper, words.credential, figure.end, end))
}

/// 「2名のお客様のカードに不正利用が」 「3名がカード情報を入力」 「うち1名の方には身に覚えのない請求」: whose card came into the wrong hands.
pub(super) fn lost_card(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const NEAR: u32 = 300;
    let near = head(after(shaper, figure), 120).split(['。', '\n']).next().unwrap_or("");
    let card = near.find("カード").map(|at| &near[at..]);
    let entered = |words: &str| ["を入力し", "をご入力", "を登録し", "を入力され", "を打ち込"].iter().any(|w| words.contains(w));
    let denied = ["ない", "ません", "おらず"].iter().any(|w| near.contains(w) && !near.contains("覚えのない"));
    let own = starts(near, &["のカード", "のクレジットカード"])
        && ["不正利用", "不正使用", "不正に", "悪用"].iter().any(|w| near.contains(w));
    let gave = starts(near, &["が", "から", "より"]) && card.is_some_and(entered);
    let told = || has(shaper, words.card, figure.start.saturating_sub(NEAR), figure.start);
    let charged = starts(near, &["に身に覚え", "には身に覚え", "から身に覚え", "に心当たりのない請求"]) && told();
    let reported = super::passed::has_entered(near) && told();
    !denied && (own || gave || charged || reported)
}

/// What befalls those who are fooled: they do nothing themselves.
pub(super) const FOOLED: &[&str] = &["被害を受け", "被害に遭", "被害にあ", "だまされ", "騙され"];

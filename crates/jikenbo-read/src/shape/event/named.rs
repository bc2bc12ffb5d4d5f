//! What a verb only names, or says of something else than its day tells: 送付した資料を回収, 見直した上で再開, 設定を変更したところ….

use crate::apply::Find;
use crate::shape::Shaper;

/// How far behind a verb its sentence is looked at, in bytes.
const FAR: usize = 360;

/// The rest of a sentence, but not more of it than is looked at: a text may have no stop.
fn sentence(after: &str) -> &str {
    after[..after.floor_char_boundary(FAR)].split(['。', '\n']).next().unwrap_or("")
}

/// Whether a verb stands before the thing to which that was done, or is to be: |した資料を, |する書類を; not |した後, |する措置.
pub(super) fn done_to(after: &str) -> bool {
    const NOT_THINGS: [&str; 16] =
        ["後", "際", "時", "上", "旨", "結果", "以降", "以後", "場合", "件", "直後", "段階", "翌", "途端", "事", "当"];
    const PAPERS: [&str; 9] = ["書類", "文書", "資料", "書面", "帳票", "証", "カード", "荷物", "封筒"];
    let noun = |c: char| c.is_ascii_alphabetic() || matches!(c, '一'..='龠' | 'ァ'..='ヴ');
    after.strip_prefix("した").is_some_and(|rest| rest.starts_with(noun) && !NOT_THINGS.iter().any(|w| rest.starts_with(w)))
        || after.strip_prefix("する").is_some_and(|rest| PAPERS.iter().any(|w| rest.starts_with(w)))
}

/// Whether what somebody told was not noticed when he did: 知らせが届いて|いましたが、見落としておりました.
pub(super) fn overlooked(after: &str) -> bool {
    const SHORT: usize = 16;
    const SOON: usize = 24;
    const MISSED: [&str; 10] =
        ["見落と", "見逃", "確認が遅れ", "気づか", "気付か", "気づけ", "気付け", "放置", "目を通して", "読んでおら"];
    let sentence = sentence(after);
    let turned = ["が、", "ものの、"].iter().filter_map(|w| sentence.split_once(w)).min_by_key(|(lead, _)| lead.len());
    turned.is_some_and(|(lead, rest)| {
        let near: String = rest.chars().take(SOON).collect();
        lead.chars().count() <= SHORT && MISSED.iter().any(|w| near.contains(w))
    })
}

/// Whether something is mended so that it goes on in the same breath: 見直し|た上で、再開; 元に|戻し、動作を確認のうえサイトを再開.
pub(super) fn readied(shaper: &Shaper<'_, '_, '_>, find: &Find, after: &str) -> bool {
    const CHANGES: [&str; 6] = ["見直", "設定", "変更", "修正", "更新", "権限"];
    const SO: [&str; 8] = ["した上で", "たうえで", "た上で", "の上", "のうえ", "したうえで", "し、動作", "戻し、動作"];
    const AGAIN: [&str; 4] = ["再開", "復旧", "再稼働", "再公開"];
    let last = shaper.text.tokens()[find.last()];
    let word = shaper.text.lexed.slice(last.start, last.end);
    let sentence = sentence(after);
    // 遮断した上で、復旧に努めた: that was stopped.
    CHANGES.iter().any(|w| word.contains(w))
        && SO.iter().any(|w| sentence.starts_with(w))
        && AGAIN.iter().any(|w| sentence.contains(w))
}

/// Whether others are only asked to do away with what they have: 届いたものは|削除|し、返信しないよう依頼した.
pub(super) fn bidden(word: &str, after: &str) -> bool {
    const AWAY: [&str; 4] = ["削除", "消去", "破棄", "廃棄"];
    const ASKS: [&str; 6] = ["依頼", "お願い", "求め", "要請", "呼びかけ", "促し"];
    let rest = after.strip_prefix("し、").filter(|_| AWAY.iter().any(|w| word.ends_with(w))).unwrap_or("");
    sentence(rest).split_once("よう").is_some_and(|(_, then)| ASKS.iter().any(|w| then.contains(w)))
}

/// Whether a change of how something is set is told as what brought the matter about: 設定を変更したところ, 設定を変更した際に.
pub(super) fn caused(shaper: &Shaper<'_, '_, '_>, find: &Find, after: &str) -> bool {
    const BEFORE: u32 = 30;
    let token = shaper.text.tokens()[find.last()];
    let words = shaper.text.lexed.stretch(token.start.saturating_sub(BEFORE), token.end);
    let change = words.contains("設定") && ["変更", "修正", "切り替え", "切替"].iter().any(|w| words.ends_with(w));
    let so =
        ["したところ", "した際", "したことで", "したことにより", "したことによって", "した結果", "した時", "た際", "たところ"];
    change && so.iter().any(|w| after.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::{bidden, done_to, overlooked};

    #[test]
    fn what_is_only_named_was_not_done() {
        assert!(done_to("した電子データを渡した"));
        assert!(done_to("する書類を封筒に入れた際"));
        assert!(!done_to("する措置を講じた"));
        assert!(!done_to("した後、再び開いた"));
        assert!(!done_to("しました"));
        assert!(bidden("削除", "し、返信もしないよう依頼した。"));
        assert!(!bidden("遮断", "し、再び起きないよう業者に求めた。"));
        assert!(!bidden("削除", "し、通知した。"));
    }

    #[test]
    fn what_nobody_saw_was_not_noticed() {
        assert!(overlooked("くださいましたが、見落としておりました。"));
        assert!(overlooked("ていたものの、担当者が気づかず"));
        assert!(!overlooked("ましたので、すぐに止めました。"));
        assert!(!overlooked("ました。見落としがないか確かめました。"));
    }
}

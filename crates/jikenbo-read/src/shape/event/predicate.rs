//! Whether words tell that something was done.

/// Whether words end in a verb, or, in a list, in a noun for an act.
pub(super) fn is_predicate(words: &str, list: bool) -> bool {
    const VERBS: [&str; 26] = [
        "んだ",
        "いだ",
        "た",
        "す",
        "る",
        "し",
        "り",
        "て",
        "れ",
        "予定",
        "き",
        "け",
        "み",
        "ん",
        "う",
        "く",
        "む",
        "ぶ",
        "い",
        "である",
        "え",
        "め",
        "せ",
        "べ",
        "げ",
        "ち",
    ];
    const ACTS: [&str; 69] = [
        "組成",
        "契約",
        "策定",
        "設定",
        "整備",
        "強化",
        "注意喚起",
        "研修",
        "教育",
        "初期化",
        "更新",
        "見直し",
        "改定",
        "締結",
        "新設",
        "増強",
        "配置",
        "周知",
        "配付",
        "再開",
        "導入",
        "適用",
        "変更",
        "改修",
        "移行",
        "退職",
        "公開",
        "義務化",
        "作成",
        "開始",
        "完了",
        "実施",
        "設置",
        "開催",
        "報告",
        "連絡",
        "依頼",
        "発送",
        "送付",
        "把握",
        "確認",
        "判明",
        "対応",
        "満了",
        "調査",
        "停止",
        "捜索",
        "回答",
        "提出",
        "会議",
        "協議",
        "検討",
        "決定",
        "説明",
        "受領",
        "着手",
        "送信",
        "謝罪",
        "訪問",
        "配布",
        "終了",
        "依頼済み",
        "要請",
        "聴取",
        "精査",
        "聞き取り",
        "お願い",
        "発生",
        "招集",
    ];
    VERBS.iter().any(|v| words.ends_with(v)) || list && (ACTS.iter().any(|a| words.ends_with(a)) || is_act(words))
}

/// Whether words end in a noun with an object before it: 廃棄処分を業者に委託, 対象者へ順次発送.
fn is_act(words: &str) -> bool {
    const STATES: [&str; 9] = ["原因", "必要", "対象", "可能", "不明", "以上", "不可", "中心", "最多"];
    let noun = |c: char| matches!(c, '一'..='龠' | '々' | 'ァ'..='ヴ' | 'ー');
    let before = words.trim_end_matches(noun);
    let said = words[before.len()..].chars().count();
    (2..=10).contains(&said) && before.ends_with(['を', 'へ', 'に', 'が']) && !STATES.iter().any(|s| words.ends_with(s))
}

/// Whether what stands behind a date is where something was settled then: の取締役会において、….
pub(super) fn settled_at(after: &str) -> bool {
    const LONGEST: usize = 16;
    const GATHERINGS: [&str; 8] = ["会", "会議", "総会", "集会", "協議", "会合", "メンテナンス", "研修"];
    let Some(rest) = after.strip_prefix('の') else { return false };
    let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let place = ["において", "にて", "で、"].iter().filter_map(|w| rest[..end].find(w)).min();
    place.is_some_and(|at| !rest[..at].contains(['、', '。']) && GATHERINGS.iter().any(|w| rest[..at].ends_with(w)))
}

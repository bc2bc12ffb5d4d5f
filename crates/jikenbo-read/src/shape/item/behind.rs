//! The words behind items: what rounds them off, what carries them, and what is kept somewhere else.

/// Words between the items and the particle behind them.
const TAILS: &[&str] = &[
    "等",
    "など",
    "の情報",
    "情報",
    "に関する情報",
    "に関する事項",
    "に関するもの",
    "に関する欄",
    "の記録",
    "の内容",
    "の欄",
    "の列",
    "の項目",
    "の部分",
    "の一覧",
    "の記載",
    "そのもの",
    "の類",
    "の写し",
    "番号",
    "」",
    "』",
    "といった情報",
    "などの情報",
    "等の情報",
    "(",
    ")",
];

/// 「件名と本文には、個人名、電話番号は含まれていない」: what holds the items that are denied.
pub(super) fn is_container(after: &str) -> bool {
    let Some(rest) = after.strip_prefix("には") else { return false };
    let said = rest.split('。').next().unwrap_or("");
    let said = &said[..said.floor_char_boundary(180.min(said.len()))];
    ["は含ま", "は記載", "は入って", "は載って", "は記録", "はあり", "はござい", "は保存", "は書かれ"]
        .iter()
        .any(|w| said.contains(w))
        && ["ない", "ません", "おらず", "おりませ"].iter().any(|w| said.contains(w))
}

/// Where 「…ものの」 begins a contrast; 「転送されたものの中には」 is none.
pub(super) fn but(words: &str) -> Option<usize> {
    const NOUNS: &[&str] = &["中", "うち", "内", "一部", "他", "ほか", "数", "件"];
    let though = words.find("ものの").filter(|at| !NOUNS.iter().any(|w| words[at + "ものの".len()..].starts_with(w)));
    // 「件名と本文は案内だけで、書類は含まれていない」
    let only = ["だけで、", "のみで、"].iter().filter_map(|w| words.find(w)).min();
    though.into_iter().chain(only).min()
}

/// The length of what is named besides the items, before the particle that makes all of them the topic: 及び調査書(は).
pub(super) fn rest_of_list(after: &str) -> Option<usize> {
    const JOINTS: &[&str] = &["及び", "および", "並びに", "ならびに", "または", "もしくは", "や", "と", "、", "・", ",", "/"];
    let rest = JOINTS.iter().find_map(|w| after.strip_prefix(w))?;
    let noun = topic_noun(rest)?;
    // 「口座情報や預金の流出はございません」: the leak of all of them is the topic.
    let leak = ["流出", "漏えい", "窃取", "紛失", "閲覧", "持ち出し"].iter().any(|w| noun.ends_with(w));
    let plain = !leak && !noun.contains(['が', 'を', 'に', '。', '\n', '(']) && !SAME.iter().any(|w| noun.ends_with(w));
    (plain && !noun.is_empty()).then(|| after.len() - rest.len() + noun.len())
}

/// The length of a noun that carries the items and is the topic: (振込口座)を記載したメール(は), (電話番号)の載った画面(は).
pub(super) fn carrier(after: &str) -> Option<usize> {
    const CARRY: &[&str] = &[
        "収め",
        "載っ",
        "載せ",
        "記載し",
        "記載の",
        "含む",
        "含ん",
        "保存し",
        "登録し",
        "格納し",
        "保管し",
        "入っ",
        "管理す",
        "管理し",
    ];
    let rest = after.strip_prefix(['を', 'の', 'が'])?;
    let noun = topic_noun(rest)?;
    let carries = CARRY.iter().any(|w| noun.starts_with(w));
    (carries && !noun.contains(['、', '。', '\n'])).then(|| after.len() - rest.len() + noun.len())
}

/// The words before the first particle of a topic, if it is near.
fn topic_noun(words: &str) -> Option<&str> {
    const FAR: usize = 90;
    let near = &words[..words.floor_char_boundary(FAR.min(words.len()))];
    let at = ["は", "も", "については"].iter().filter_map(|w| near.find(w)).min()?;
    let noun = &near[..at];
    Some(noun.strip_suffix("に").unwrap_or(noun))
}

/// 「カード番号は決済代行側だけが持っており」
pub(super) fn is_kept_by_another(words: &str) -> bool {
    const KEEPERS: &[&str] =
        &["決済代行", "決済会社", "代行会社", "代行事業者", "カード会社", "信販会社", "別会社", "別の会社", "決済事業者"];
    KEEPERS.iter().any(|w| words.contains(w)) && words.ends_with(['が', 'で', 'に', 'み'])
}

/// 「別の会員管理システムで管理しており」 「別系統のため」 「別のネットワークにあり」: what was entered does not hold the items.
pub(super) fn is_kept_apart(words: &str) -> bool {
    const APART: &[&str] =
        &["別の", "別系統", "別システム", "別サーバ", "別会社", "異なる", "独立した", "切り離された", "分離された"];
    const PLACES: &[&str] = &[
        "システム",
        "サーバー",
        "サーバ",
        "ネットワーク",
        "データベース",
        "クラウド",
        "系統",
        "環境",
        "基盤",
        "媒体",
        "台帳",
        "場所",
        "会社",
        "サービス",
    ];
    const KEPT: &[&str] = &[
        "で管理",
        "で保管",
        "で保存",
        "で運用",
        "で取り扱",
        "で扱",
        "で処理",
        "に保管",
        "に保存",
        "に格納",
        "に置",
        "にあり",
        "にある",
        "にあっ",
        "上にあ",
        "上で",
        "により管理",
        "のため",
        "であり",
        "になって",
        "となって",
        "です",
        "なので",
    ];
    let Some(at) = APART.iter().filter_map(|w| words.find(w)).min() else { return false };
    let near = &words[at..words.floor_char_boundary((at + 90).min(words.len()))];
    let kept = |place: &&str| near.find(*place).is_some_and(|n| KEPT.iter().any(|w| near[n + place.len()..].starts_with(w)));
    PLACES.iter().any(kept)
}

/// 「患者の氏名などのデータが見られない状態に」: who is locked out of his own data denies no leak.
pub(super) fn is_out_of_use(words: &str) -> bool {
    const CANNOT: &[&str] = &[
        "見られない",
        "閲覧できない",
        "開けない",
        "使えない",
        "利用できない",
        "参照できない",
        "確認できない",
        "復旧できない",
        "読み出せない",
    ];
    const STATE: &[&str] = &["状態に", "状態と", "状態が", "状況に", "状況と", "状況が", "くなっ", "くなり"];
    // 「第三者には閲覧できない状態」
    let owner = |at: usize| words[..at].ends_with('が');
    words.contains("ない")
        && CANNOT
            .iter()
            .any(|w| words.find(w).is_some_and(|at| owner(at) && STATE.iter().any(|s| words[at + w.len()..].starts_with(s))))
}

/// The words behind the items and behind what rounds them off (等, の情報).
pub(super) fn tail(mut words: &str) -> &str {
    for _ in 0..4 {
        // 銀行口座(謝金の振込先)は
        let close = words.find(')').filter(|at| *at <= 90 && words.starts_with('(') && !words[..*at].contains('。'));
        words = close.map_or(words, |at| &words[at + 1..]);
        words = kind(words).unwrap_or(words);
        let Some(rest) = TAILS.iter().find_map(|t| words.strip_prefix(t)) else { break };
        words = rest;
    }
    words
}

/// The words behind what says of which kind the items are: (番号などの)決済情報(は).
fn kind(words: &str) -> Option<&str> {
    const LONG: usize = 30;
    let noun = ["などの", "等の"].iter().find_map(|w| words.strip_prefix(w))?;
    let at = noun.find("情報").filter(|at| *at <= LONG)?;
    let plain = !noun[..at].contains(['は', 'が', 'を', 'に', '、', '。', '\n']);
    plain.then_some(&noun[at + "情報".len()..])
}

/// Nouns that are no new topic: 当社は, 現在は.
pub(super) const SAME: &[&str] =
    &["影響", "社", "店", "校", "院", "学", "在", "ころ", "切", "点", "これら", "それら", "いずれ", "本件", "会", "局"];

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn what_rounds_a_list_off_is_left_out() {
        assert_eq!(tail("等の情報は含まれません"), "は含まれません");
        assert_eq!(tail("が漏えい"), "が漏えい");
    }
}

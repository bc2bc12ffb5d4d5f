//! What somebody did, gave or is quoted for, and did not tell: 外部から閲覧できる, 顧客から預かった端末, 教育委員会によりますと.

use super::super::Shaper;
use crate::apply::Find;

/// What is done from a place, and is no news: 外部から|閲覧できる.
pub(super) const DEEDS: &[&str] = &[
    "閲覧",
    "アクセス",
    "接続",
    "侵入",
    "不正",
    "攻撃",
    "参照",
    "検索",
    "操作",
    "見え",
    "見られ",
    "見る",
    "入れ",
    "誰でも",
    "だれでも",
    "自由に",
    "容易に",
    "ログイン",
    "ダウンロード",
    "も閲覧",
    "も見",
    "の閲覧",
    "のアクセス",
    "の不正",
    "の攻撃",
    "の接続",
    "の侵入",
];

/// Whether what came from there is no news: 外部から|閲覧できる, 海外から|の不正な通信.
pub(super) fn got_in(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let tokens = find.tokens().skip(1).map(|t| shaper.text.tokens()[t]);
    let from = |start: u32, end: u32| {
        let words = shaper.text.lexed.slice(start, end);
        words.ends_with("から") || words.ends_with("より")
    };
    let text = shaper.text.lexed.text();
    let last = shaper.text.tokens()[find.last()].start;
    let mut ends = tokens.filter(|t| from(t.start, t.end)).map(|t| t.end);
    // カード会社より不正利用の疑いがあると連絡: that is what they told, not what they did.
    const NEWS: &[&str] =
        &["疑い", "疑われ", "可能性", "懸念", "おそれ", "恐れ", "について", "に関する", "に関し", "がある", "との", "旨"];
    // 不正利用の件数が多い|と|指摘された: what stands before と is what they said.
    let between = |end: u32| shaper.text.lexed.slice(end.min(last), last);
    let told = |end: u32| NEWS.iter().any(|w| between(end).contains(w)) || between(end).ends_with('と');
    ends.any(|end| DEEDS.iter().any(|deed| text[end as usize..].starts_with(deed)) && !told(end))
}

/// Whether who is named is only whom a report has it from: 教育委員会により|ますと.
pub(super) fn source(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let ends = find.tokens().map(|t| shaper.text.tokens()[t].end as usize);
    let text = shaper.text.lexed.text();
    ends.into_iter().any(|end| text[..end].ends_with("により") && text[end..].starts_with("ますと"))
}

/// Whether what came from somebody was a thing, and what turned out another matter: 顧客から|預かった書類の紛失が判明した.
pub(super) fn handed_over(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const HANDED: &[&str] = &[
        "預か",
        "借り",
        "受け取っ",
        "受領し",
        "回収し",
        "集め",
        "提出され",
        "提出の",
        "引き継い",
        "購入し",
        "譲り受け",
        "取得し",
        "収集し",
        "提供された",
        "提供を受けた",
        "送られた",
        "届いた",
    ];
    const THINGS: &[&str] =
        &["書", "票", "名簿", "メモリ", "媒体", "端末", "カルテ", "資料", "データ", "ファイル", "情報を", "個人情報", "物"];
    let mut tokens = find.tokens().map(|t| shaper.text.tokens()[t]);
    let Some(last) = tokens.next() else { return false };
    let told = shaper.text.lexed.slice(last.start, last.end);
    if !["判明", "分か", "わか", "発覚", "明らか"].iter().any(|w| told.contains(w)) {
        return false;
    }
    let from = shaper.text.lexed.slice(shaper.text.sentence(find.last()).start, last.start);
    let behind = from.rfind("から").or_else(|| from.rfind("より")).map_or("", |at| &from[at..]);
    let handed = HANDED.iter().find_map(|w| behind.find(w).map(|at| &behind[at..]));
    handed.is_some_and(|rest| THINGS.iter().any(|w| rest.contains(w)))
}

//! Figures of which something is denied: 「ほかの12台に感染はありません」, but not 「残る3枚は見つかっていない」.

use super::part::is_hindered;
use super::passed::{after, before, floor, starts};
use super::{Figure, Words};
use crate::rule::classes;
use crate::shape::{Shaper, has};

/// Whether the clause denies what is said of the figure. 「7台で、ほかに被害はありません」 denies something else.
pub(super) fn is_denied(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let denied = shaper.text.clause(figure.n).negated;
    let behind = shaper.text.lexed.slice(figure.end, denied.max(figure.end));
    let other = behind.starts_with("で、") && behind.contains('は') || is_of_another(shaper, figure, behind);
    // 「回収した方408人、回収できなかった方3人」: the next figure's noun is denied.
    let next = || shaper.text.lexed.within(denied, denied + 40).any(|t| shaper.text.tokens()[t].class == classes::COUNT);
    denied > figure.end
        && !is_missing(shaper, figure)
        && !is_uncovered(behind)
        && !is_reason(shaper, figure, denied)
        && !other
        && !is_hindered(shaper, figure)
        && !next()
}

/// 「12件について、住所を改めていなかった結果、旧住所に誤送付した」: what is denied is why it happened.
fn is_reason(shaper: &Shaper<'_, '_, '_>, figure: &Figure, denied: u32) -> bool {
    const WHY: [&str; 6] = ["結果、", "ため、", "ことから、", "ことにより、", "ので、", "まま、"];
    let end = shaper.text.sentence(figure.n).end.max(denied);
    let rest = shaper.text.lexed.stretch(denied, end.min(denied + 360));
    let why = WHY.iter().filter_map(|w| rest.find(w).map(|at| at + w.len())).min().filter(|at| *at <= 60);
    let leak = shaper.rules.names.get("leak");
    why.is_some_and(|at| has(shaper, leak, denied + at as u32, end))
}

/// 「残る3枚は見つかっていない」: it is lost.
fn is_missing(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const LOST: &[&str] = &["見つか", "見当", "発見", "回収", "所在", "行方", "戻", "返却"];
    const STILL: &[&str] = &["いまだに", "いまだ", "まだ", "依然として", "依然", "現在も", "今も", "現時点で", "なお", "、"];
    let Some(mut said) = after(shaper, figure).strip_prefix(['は', 'が']) else { return false };
    while let Some(rest) = STILL.iter().find_map(|w| said.strip_prefix(w)) {
        said = rest;
    }
    starts(said, LOST)
}

/// 「役員11名の氏名が隠れていない」: what should have been hidden lies open.
fn is_uncovered(behind: &str) -> bool {
    const HIDE: &[&str] = &[
        "隠れて",
        "隠されて",
        "隠せて",
        "伏せ",
        "消えて",
        "消されて",
        "黒塗り",
        "マスキング",
        "マスク",
        "暗号化",
        "施錠",
        "非表示",
        "非公開",
        "消去し",
        "消去され",
        "削除し",
        "削除され",
    ];
    let near = &behind[behind.ceil_char_boundary(behind.len().saturating_sub(45))..];
    HIDE.iter().any(|w| near.contains(w))
}

/// 「個人情報は42名分、氏名、年齢で、住所は含まれていない」: something named after the figure is what is denied.
fn is_of_another(shaper: &Shaper<'_, '_, '_>, figure: &Figure, behind: &str) -> bool {
    let (Some(comma), Some(topic)) = (behind.find('、'), behind.find('は')) else { return false };
    let joined = ["及び", "および", "並びに"].iter().any(|w| behind[comma.min(topic)..topic].contains(w));
    let upto = figure.end + topic as u32;
    let counted = shaper.text.lexed.within(figure.end, upto).any(|t| shaper.text.tokens()[t].class == classes::COUNT);
    comma < topic && !joined && !counted
}

/// What a contrast or a denial sets apart from what was affected: 会員は約6万人いるが…影響はない, ほかの11台も…見つかっていない.
pub(super) fn is_rest(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    let end = sentence.end.max(figure.end);
    let after = after(shaper, figure);
    let said_of_it = has(shaper, words.leak, sentence.start, figure.start);
    let contrast = CONTRAST.iter().any(|w| after[..floor(after, 30)].contains(w)) && starts(after, COPULA);
    if contrast && !said_of_it {
        return true;
    }
    if !has(shaper, words.negation, figure.end, end) || said_of_it || is_missing(shaper, figure) {
        return false;
    }
    let others = before(shaper, figure).trim_end_matches(['の', '約']);
    let others = ["ほか", "他", "その他", "それ以外", "残り"].iter().any(|w| others.ends_with(w));
    let topic = shaper.text.lexed.slice(figure.end, end);
    let topic = &topic[..topic.find('、').map_or(topic.len(), |at| at + '、'.len_utf8())];
    let begins = topic.trim_start_matches([')', '分']);
    let topic = starts(begins, &["は"]) && !starts(begins, &["はじめ"])
        || ["は、", "については", "も、", "についても"].iter().any(|w| topic.contains(w));
    let said = |t: usize| {
        let (token, clause) = (shaper.text.tokens()[t], shaper.text.clause(t));
        Some(token.class) == words.leak && clause.negated < token.start
    };
    let affected = shaper.text.lexed.within(figure.end, end).any(said);
    others || topic && !affected && !starts(after, &["が", "の情報", "の個人情報"])
}

/// What says how many there are, before a but.
const COPULA: &[&str] = &[
    "です",
    "である",
    "であ",
    "いる",
    "いま",
    "おり",
    "おら",
    "いらっしゃ",
    "ござい",
    "あり",
    "ある",
    "在籍",
    "でござ",
    "存在",
    "登録",
];

/// What ends a clause whose statement the next one takes back or narrows: 会員は500名いますが、….
const CONTRAST: &[&str] = &["すが", "るが", "るものの", "すものの", "ますが", "だが"];

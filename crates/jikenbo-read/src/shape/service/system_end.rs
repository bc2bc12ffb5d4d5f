//! Where the name of a system ends, and whether the words go on there.

use super::Look;
use crate::shape::name::{is_hiragana, is_name};
use crate::token::Token;

/// A note in brackets that belongs to the name: (旧サイト), (ディレクトリサーバー)
pub(super) fn note(look: &Look<'_, '_, '_, '_>, at: u32, end: u32) -> u32 {
    const LONGEST: usize = 14;
    let rest = look.slice(at, end);
    let inner = rest.strip_prefix('(').and_then(|r| r.split_once(')')).map(|(inner, _)| inner);
    let kept = inner.filter(|i| {
        i.chars().count() <= LONGEST
            && !i.contains('の')
            && ["サイト", "サーバー", "サーバ", "サービス", "システム"].iter().any(|w| i.ends_with(w))
            && !i.contains(['、', '以', '「'])
    });
    kept.map_or(at, |i| at + i.len() as u32 + 2)
}

/// システム担当, サイト内, システム障害: the word goes on, and is none.
pub(super) fn goes_on(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if is_name(c) && c != '・' => {
            let fits = [
                "等",
                "及び",
                "並びに",
                "または",
                "内",
                "上",
                "への",
                "会員",
                "利用者",
                "登録",
                "サーバ",
                "障害",
                "機能",
                "端末",
                "不正",
            ];
            !fits.iter().any(|w| rest.starts_with(w))
        }
        Some(c) => is_hiragana(c) && ["ご担当", "お客", "ください"].iter().any(|w| rest.starts_with(w)),
        None => false,
    }
}

/// What is held about a system that was not struck: it is taught, or yet to come (…の操作研修, …の導入に関する).
const ABOUT: &[&str] = &[
    "導入に関",
    "導入に係",
    "導入に向",
    "導入を検討",
    "説明会",
    "説明資料",
    "操作研修",
    "研修",
    "操作説明",
    "マニュアル",
    "操作手引",
];

/// How a system is sought: …の更新業務の公募, …の委託業者を募る.
const TENDER: &[&str] =
    &["業者を募", "受託者を募", "業者の募集", "業者選定", "入札", "公募", "調達", "仕様書", "見積", "プロポーザル", "構築業務"];

/// What is done with a system that is to help: を導入し, への移行を.
const HELP: &[&str] = &[
    "導入し、",
    "導入します",
    "導入して",
    "導入する",
    "導入等",
    "導入や",
    "導入による",
    "導入により",
    "新たに導入し、",
    "利用せず",
    "利用しな",
    "利用してい",
    "使用せず",
    "使用しな",
    "使わず",
    "使わな",
    "用いず",
    "利用すべき",
    "使用すべき",
    "利用するよう",
    "使用するよう",
    "利用することと",
    "使用することと",
];

/// Whether the words behind a system tell that it is sought, taught or to come, or should have been used: it was not struck.
pub(super) fn only_spoken_of(rest: &str) -> bool {
    let after = |particles: &[&str], words: &[&str]| {
        let behind = particles.iter().filter_map(|p| rest.strip_prefix(p));
        behind.into_iter().any(|behind| words.iter().any(|w| behind.starts_with(w)))
    };
    let sought = || {
        const NEAR: usize = 16;
        let near: String = rest.chars().take(NEAR).take_while(|c| !matches!(c, '、' | '。')).collect();
        ["の", "に関する", "に係る"].iter().any(|p| near.starts_with(p)) && TENDER.iter().any(|w| near.contains(w))
    };
    // を利用していなかった, not を利用していた.
    let used = ["を利用してい", "を使用してい"].iter().find_map(|w| rest.strip_prefix(w)).is_some_and(|r| !r.starts_with("な"));
    sought() || !used && (after(&["の", "に関する", "に係る"], ABOUT) || after(&["を", "の"], HELP))
}

/// Whether a form is only what something was sent by: 問い合わせフォームから送信した. What it showed, or what was wrong with it, the sentence tells.
pub(super) fn only_sent_by(sentence: &str, rest: &str) -> bool {
    const SENT: &[&str] = &["送信", "送っ", "送り", "送ら", "寄せ", "届", "連絡", "投稿", "問い合わせ", "申し", "通報", "入力し"];
    const WRONG: &[&str] = &[
        "閲覧",
        "見え",
        "見られ",
        "表示",
        "公開",
        "設定",
        "不具合",
        "誤り",
        "誤っ",
        "不備",
        "障害",
        "改ざん",
        "不正アクセス",
        "侵入",
        "脆弱",
        "迷惑メール",
        "悪用",
        "不正に",
        "参照",
    ];
    let by = ["から", "より", "に", "へ", "で", "にて", "を通じて", "を通じ、", "を使って", "を利用して", "経由で"];
    let sent = by.iter().filter_map(|p| rest.strip_prefix(p)).any(|r| SENT.iter().any(|w| r.starts_with(w)));
    sent && !WRONG.iter().any(|w| sentence.contains(w))
}

/// The last of the words: no name is longer.
pub(super) fn tail(words: &str) -> &str {
    const LONGEST: usize = 240;
    &words[words.ceil_char_boundary(words.len().saturating_sub(LONGEST))..]
}

/// A name of Latin letters must not be the beginning of a longer one.
pub(super) fn goes_on_latin(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether the word stands in a quote, which is read by itself.
pub(super) fn inside_quote(look: &Look<'_, '_, '_, '_>, token: &Token, start: u32) -> bool {
    let before = tail(look.slice(start, token.start));
    before.matches('「').count() > before.matches('」').count() || before.matches('『').count() > before.matches('』').count()
}

#[cfg(test)]
mod tests {
    use super::{only_sent_by, only_spoken_of};

    #[test]
    fn what_is_sought_taught_or_to_come_was_not_struck() {
        let spoken = [
            "の委託業者を募る",
            "の更新業務の公募の資料に",
            "の操作研修の名簿",
            "を導入し、防ぎます",
            "を使用せず、",
            "を利用していなかった",
        ];
        assert!(spoken.iter().all(|rest| only_spoken_of(rest)));
        let struck = ["の更新の際に", "を利用していた者", "を使って", "に侵入", "の設定を誤り", "が暗号化"];
        assert!(!struck.iter().any(|rest| only_spoken_of(rest)));
    }

    #[test]
    fn a_form_may_only_be_the_way_of_a_message() {
        assert!(only_sent_by("職員が市のフォームに送信し、漏らした", "に送信し、漏らした"));
        assert!(!only_sent_by("フォームから送信された内容が閲覧できた", "から送信された内容が閲覧できた"));
        assert!(!only_sent_by("フォームの不具合で", "の不具合で"));
    }
}

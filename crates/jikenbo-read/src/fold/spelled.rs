//! One word, one spelling: 切替え and 切替 are 切り替え, 御報告致します is ご報告します, ぜい弱性 is 脆弱性.
//!
//! Every office has a spelling of its own, and pages would have to name each word in all of them. So spellings that mean the same wherever
//! they stand are written in one way before anything is read; the words of pages are folded alike. What tells words apart in one
//! place and not in another (上/うえ, 時/とき) stays as it is.

use crate::sought::Sought;

/// A spelling, the one it becomes, what may stand before it, letters one of which must follow (if any are named; the end of the text will
/// do), and letters that must not.
type Row = (&'static str, &'static str, Before, &'static str, &'static str);

/// What may stand before a spelling.
#[derive(Debug, Clone, Copy)]
enum Before {
    Any,
    /// None of these letters.
    Not(&'static str),
    /// One of these letters, or nothing.
    One(&'static str),
}

use Before::{Any, Not, One};

/// Behind these, 致し is no し: 一致し, 合致し, 誘致し, 招致し, 拉致し.
const NO_DOING: &str = "一合誘招拉極筆";
/// What follows 事, 所 or 為 where it is no part of another word.
const PARTICLES: &str = "がをはもに、。とでのや";
/// Behind these, 御 is no word of honour: 制御, 防御, 統御, 崩御.
const NO_HONOUR: Before = Not("制防統崩");
/// Behind these, させて is of a verb whose stem goes on without し: 差し控えさせていただき, 見させていただき.
const DONE: Before = Not("えけてねへめれげぜでべぺ見");
/// What stands behind 無い and the like where a word goes on: 有無いずれ.
const NOTHING: &str = "有";

const ROWS: &[Row] = &[
    ("切替え", "切り替え", Any, "", ""),
    ("切り換え", "切り替え", Any, "", ""),
    ("書換え", "書き換え", Any, "", ""),
    ("書きかえ", "書き換え", Any, "", ""),
    ("書き替え", "書き換え", Any, "", ""),
    ("差替え", "差し替え", Any, "", ""),
    ("入替え", "入れ替え", Any, "", ""),
    ("切離し", "切り離し", Any, "", ""),
    ("切りはなし", "切り離し", Any, "", ""),
    ("持出", "持ち出", Not("支"), "しさ", ""),
    ("持帰", "持ち帰", Any, "りっる", ""),
    ("取違え", "取り違え", Any, "", ""),
    ("置忘れ", "置き忘れ", Any, "", ""),
    ("立上げ", "立ち上げ", Any, "", ""),
    ("引続き", "引き続き", Any, "", ""),
    ("受取っ", "受け取っ", Any, "", ""),
    ("受取り", "受け取り", Any, "", ""),
    ("受取る", "受け取る", Any, "", ""),
    ("受取ら", "受け取ら", Any, "", ""),
    ("見付け", "見つけ", Any, "", ""),
    ("見付か", "見つか", Any, "", ""),
    ("見当ら", "見当たら", Any, "", ""),
    ("申出", "申し出", Any, "", ""),
    ("申込み", "申し込み", Any, "", ""),
    ("届出", "届け出", Any, "", "番書"),
    ("問合せ", "問い合わせ", Any, "", ""),
    ("問合わせ", "問い合わせ", Any, "", ""),
    ("問い合せ", "問い合わせ", Any, "", ""),
    ("打合せ", "打ち合わせ", Any, "", ""),
    ("打合わせ", "打ち合わせ", Any, "", ""),
    ("行な", "行", Any, "わいうえおっ", ""),
    ("ひも付", "紐づ", Any, "けい", ""),
    ("紐付", "紐づ", Any, "けい", ""),
    ("ひもづ", "紐づ", Any, "けい", ""),
    ("漏洩", "漏えい", Any, "", ""),
    ("漏泄", "漏えい", Any, "", ""),
    ("ろうえい", "漏えい", Any, "", ""),
    ("ろう洩", "漏えい", Any, "", ""),
    ("洩れ", "漏れ", Any, "", ""),
    ("洩ら", "漏ら", Any, "", ""),
    ("改竄", "改ざん", Any, "", ""),
    ("改さん", "改ざん", Any, "", ""),
    ("ぜい弱", "脆弱", Any, "", ""),
    ("ぜいじゃく性", "脆弱性", Any, "", ""),
    ("しゃ断", "遮断", Any, "", ""),
    ("隠蔽", "隠ぺい", Any, "", ""),
    ("棄損", "毀損", Any, "", ""),
    ("き損", "毀損", Not("書聞引焼拭弾べ"), "", "じなねうい"),
    ("虞", "おそれ", Any, "", ""),
    ("怖れ", "恐れ", Any, "", ""),
    ("過って", "誤って", Not("通経超"), "", ""),
    ("間違って", "誤って", Not("ちりきいみ"), "", ""),
    ("間違えて", "誤って", Not("ちりきいみ"), "", ""),
    ("まちがって", "誤って", Any, "", ""),
    ("まちがえて", "誤って", Any, "", ""),
    ("出来", "でき", Any, "るなてまたずれ", ""),
    ("無い", "ない", Not(NOTHING), "", ""),
    ("無かっ", "なかっ", Not(NOTHING), "", ""),
    ("無く", "なく", Not(NOTHING), "", ""),
    ("無し", "なし", Not(NOTHING), "", ""),
    ("有りま", "ありま", Any, "", ""),
    ("居りま", "おりま", Any, "", ""),
    ("居らず", "おらず", Any, "", ""),
    ("に送致", "に送致", Any, "", ""),
    ("類送致", "類送致", Any, "", ""),
    ("致し", "し", Not(NO_DOING), "", ""),
    ("致す", "する", Not(NO_DOING), "", ""),
    ("いたし", "し", Not("て"), "まてたなかよつ、。", ""),
    ("させていただきま", "しま", DONE, "", ""),
    ("させていただき", "し", DONE, "、", ""),
    ("させていただきた", "した", DONE, "", ""),
    ("させていただいた", "した", DONE, "", ""),
    ("させていただいて", "して", DONE, "", ""),
    ("させていただく", "する", DONE, "", ""),
    ("させて頂きま", "しま", DONE, "", ""),
    ("させて頂き", "し", DONE, "、", ""),
    ("させて頂きた", "した", DONE, "", ""),
    ("させて頂いた", "した", DONE, "", ""),
    ("させて頂いて", "して", DONE, "", ""),
    ("させて頂く", "する", DONE, "", ""),
    ("させて戴きま", "しま", DONE, "", ""),
    ("させて戴き", "し", DONE, "、", ""),
    ("させて戴きた", "した", DONE, "", ""),
    ("させて戴いた", "した", DONE, "", ""),
    ("させて戴いて", "して", DONE, "", ""),
    ("させて戴く", "する", DONE, "", ""),
    ("頂戴いたし", "いただき", Any, "ま、。", ""),
    ("頂戴致し", "いただき", Any, "ま、。", ""),
    ("頂戴いたし", "いただい", Any, "たて", ""),
    ("頂戴致し", "いただい", Any, "たて", ""),
    ("頂戴する", "いただく", Any, "", ""),
    ("頂戴し", "いただき", Any, "ま、。", ""),
    ("頂戴し", "いただい", Any, "たて", ""),
    ("頂", "いただ", Not("山"), "いきくけ", ""),
    ("下さ", "くださ", Any, "いっり", ""),
    ("迄", "まで", Any, "", ""),
    ("又は", "または", Any, "", ""),
    ("又", "また", Any, "、", ""),
    ("尚", "なお", One("。、」\n "), "、", ""),
    ("事", "こと", One("たるいのな"), PARTICLES, ""),
    ("所", "ところ", One("たる"), "、。でがをは", ""),
    ("為", "ため", One("たるの"), "、。にのでと", ""),
    ("御", "ご", NO_HONOUR, "報連迷心不便利協理案指相質注確家住氏本意対登購自担要遠参応回返寄安尽了", ""),
    ("御", "お", NO_HONOUR, "詫問客知電礼", ""),
    ("御名前", "お名前", NO_HONOUR, "", ""),
    ("御手数", "お手数", NO_HONOUR, "", ""),
    ("御手元", "お手元", NO_HONOUR, "", ""),
    ("御願い", "お願い", NO_HONOUR, "", ""),
    ("御取引", "お取引", NO_HONOUR, "", ""),
    ("お客さま", "お客様", Any, "", ""),
    ("お客さん", "お客様", Any, "", ""),
    ("患者さま", "患者様", Any, "", ""),
    ("皆さま", "皆様", Any, "", ""),
    ("小社", "弊社", Not("大中弱縮最極"), "", "会"),
    ("でございます", "です", Any, "", ""),
    ("でございました", "でした", Any, "", ""),
    ("ございません", "ありません", Any, "", ""),
    ("ございます", "あります", Any, "", ""),
    ("ございました", "ありました", Any, "", ""),
    ("につきまして", "について", Any, "", ""),
    ("におきまして", "において", Any, "", ""),
    ("によりまして", "により", Any, "", ""),
    ("に関しまして", "に関して", Any, "", ""),
    ("に対しまして", "に対して", Any, "", ""),
    ("わかり", "分かり", Any, "", "や"),
    ("わかっ", "分かっ", Any, "", ""),
    ("わから", "分から", Not("が"), "", ""),
    ("セキュリティー", "セキュリティ", Any, "", ""),
    ("E-mail", "Eメール", Any, "", ""),
    ("e-mail", "Eメール", Any, "", ""),
    ("E-Mail", "Eメール", Any, "", ""),
    ("ログオン", "ログイン", Any, "", "ラデ"),
    ("サインイン", "ログイン", Any, "", "クスフ"),
    ("ウエア", "ウェア", Not("・「 、"), "", "ラハ"),
    ("ウィルス", "ウイルス", Any, "", "タテミ"),
    ("クレジット・カード", "クレジットカード", Any, "", ""),
    ("メルアド", "メールアドレス", Any, "", ""),
    ("メアド", "メールアドレス", Any, "", "バベレミ"),
];

/// The spellings alone.
const SPELT: [&str; ROWS.len()] = {
    let mut words = [""; ROWS.len()];
    let mut n = 0;
    while n < ROWS.len() {
        words[n] = ROWS[n].0;
        n += 1;
    }
    words
};

static SPELLINGS: Sought = Sought::new(&SPELT);

/// The words of `source` that are spelt in another way, as byte ranges in order, and how they are spelt.
pub(super) fn words(source: &str) -> Vec<(usize, usize, &'static str)> {
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    for at in SPELLINGS.places(source) {
        if found.last().is_none_or(|(_, end, _)| *end <= at)
            && let Some((spelt, plain, ..)) = ROWS.iter().find(|row| stands(source, at, row))
        {
            found.push((at, at + spelt.len(), plain));
        }
    }
    found
}

/// Whether a row's word stands at `at`, between such letters as it may stand between.
fn stands(source: &str, at: usize, (spelt, _, behind, follow, not_before): &Row) -> bool {
    let Some(rest) = source[at..].strip_prefix(spelt) else { return false };
    let before = source[..at].chars().next_back().map(mark);
    let next = rest.chars().next().map(mark);
    let behind = match behind {
        Any => true,
        Not(letters) => before.is_none_or(|c| !letters.contains(c)),
        One(letters) => before.is_none_or(|c| letters.contains(c)),
    };
    behind && next.is_none_or(|c| follow.is_empty() || follow.contains(c)) && next.is_none_or(|c| !not_before.contains(c))
}

/// A comma or full stop in the place of 、 or 。 parts words as they do.
const fn mark(c: char) -> char {
    match c {
        ',' | '，' => '、',
        '．' => '。',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{ROWS, words};
    use crate::fold::Folded;

    #[test]
    fn one_word_has_one_spelling() {
        let inputs = [
            "問合せを頂き、御報告致します。",
            "御客様に御詫び申し上げます。御中 御社 御前崎市",
            "届出と切替えを行なった。管理番号は届出番号",
            "改竄、漏洩、ぜい弱性、しゃ断",
            "判明した事は、確認した所、行為の為、その為に",
            "事案が発生した事実、食事、事務所で、所在",
            "一致した内容を送付致しました。合致し、検察庁に送致した",
            "閲覧出来る状態で出来事が",
            "間違って送った。宛先が間違っていた。通過って",
            "ランサムウエア、グループウエア、ウエアラブル、コスメアドバイザー、カタログオンライン",
            "アクセス制御、防御対策、書き損じ、縮小社会、御手洗、田中尚、また",
            "Ｅ－ｍａｉｌ、ｳｨﾙｽ、お 問 合 せ、差し控えさせていただきます",
            "有無い 問題無し 含まれて無い",
            "ご連絡を頂戴しました。お電話を頂戴した方",
            "報告させていただきました。停止させて頂いております。公表させていただき、今後も努めさせていただく",
        ];
        let table: Vec<String> = inputs.iter().map(|input| Folded::new(input).text).collect();
        insta::assert_snapshot!(table.join("\n"), @"
        問い合わせをいただき、ご報告します。
        お客様にお詫び申し上げます。御中 御社 御前崎市
        届け出と切り替えを行った。管理番号は届出番号
        改ざん、漏えい、脆弱性、遮断
        判明したことは、確認したところ、行為のため、そのために
        事案が発生した事実、食事、事務所で、所在
        一致した内容を送付しました。合致し、検察庁に送致した
        閲覧できる状態で出来事が
        誤って送った。宛先が誤っていた。通過って
        ランサムウェア、グループウェア、ウエアラブル、コスメアドバイザー、カタログオンライン
        アクセス制御、防御対策、書き損じ、縮小社会、御手洗、田中尚、また
        Eメール、ウイルス、お問い合わせ、差し控えさせていただきます
        有無い 問題なし 含まれてない
        ご連絡をいただきました。お電話をいただいた方
        報告しました。停止しております。公表し、今後も努めさせていただく
        ");
    }

    /// Or folding twice would change what was folded once.
    #[test]
    fn no_plain_spelling_holds_another_one() {
        for (spelt, plain, ..) in ROWS.iter().filter(|row| row.0 != row.1) {
            for around in ["", "た", "。", "ま", "は"] {
                let told = format!("{around}{plain}{around}");
                assert!(words(&told).is_empty(), "{spelt} becomes {plain}, of which {told} is respelt");
            }
        }
    }

    #[test]
    fn what_is_respelt_goes_back_to_its_letters() {
        let source = "御報告致します";
        let folded = Folded::new(source);
        assert_eq!(folded.text, "ご報告します");
        let at = folded.text.find("しま").unwrap_or_default();
        assert_eq!(folded.source(at, at + "しま".len()).of(source), "致しま");
        assert_eq!(folded.source(at, at + 3).of(source), "致し");
    }
}

//! One word, one spelling: 切替え and 切り換え are 切り替え, 御報告致します is ご報告します, ぜい弱性 is 脆弱性.
//!
//! Every office has a spelling of its own, and pages would have to name each word in all of them. So spellings that mean the same wherever
//! they stand are written in one way before anything is read; the words of pages are folded alike. What tells words apart in one
//! place and not in another (上/うえ, 時/とき) stays as it is.

use super::manner;
use crate::sought::Sought;

/// A spelling, the one it becomes, and between which letters it is that word.
#[derive(Debug, Clone, Copy)]
struct Row {
    spelt: &'static str,
    plain: &'static str,
    behind: Letters,
    before: Letters,
}

/// Which letters may stand beside a word. None at all, at either end of the text, will always do.
#[derive(Debug, Clone, Copy)]
enum Letters {
    Any,
    One(&'static str),
    Not(&'static str),
    /// There is such a letter: the end of the text will not do.
    Just(&'static str),
}

use Letters::{Any, Just, Not, One};

impl Letters {
    fn allow(self, letter: Option<char>) -> bool {
        match self {
            Any => true,
            One(letters) => letter.is_none_or(|letter| letters.contains(letter)),
            Not(letters) => letter.is_none_or(|letter| !letters.contains(letter)),
            Just(letters) => letter.is_some_and(|letter| letters.contains(letter)),
        }
    }
}

/// A word that is spelt so wherever it stands.
const fn word(spelt: &'static str, plain: &'static str) -> Row {
    Row { spelt, plain, behind: Any, before: Any }
}

/// How something came to be done by mistake; 職員の手違いで tells whose it was.
const fn slip(adverb: &'static str) -> Row {
    word(adverb, "誤って").behind(Just("、をにがはへ")).before(Not("しすはあな"))
}

impl Row {
    /// It stands behind such letters only.
    const fn behind(self, behind: Letters) -> Self {
        Self { behind, ..self }
    }

    /// It stands before such letters only.
    const fn before(self, before: Letters) -> Self {
        Self { before, ..self }
    }

    /// Whether it stands at `at`.
    fn stands(&self, text: &str, at: usize) -> bool {
        let Some(rest) = text[at..].strip_prefix(self.spelt) else { return false };
        self.behind.allow(text[..at].chars().next_back()) && self.before.allow(rest.chars().next())
    }
}

/// Behind these, 致し is no し: 一致し, 合致し, 誘致し, 招致し, 拉致し.
const NO_DOING: &str = "一合誘招拉極筆";
/// What follows 事, 所 or 為 where it is no part of another word.
const PARTICLES: &str = "がをはもに、。とでのや";
/// Behind these, 御 is no word of honour: 制御, 防御, 統御, 崩御.
const NO_HONOUR: Letters = Not("制防統崩");
/// Behind these, させて is of a verb whose stem goes on without し: 差し控えさせていただき, 見させていただき.
const DONE: Letters = Not("えけてねへめれげぜでべぺ見");
/// What stands behind 無い and the like where a word goes on: 有無いずれ.
const NOTHING: &str = "有";

const ROWS: &[Row] = &[
    // Kana at the end of verbs and the nouns made of them.
    word("切替え", "切り替え"),
    word("切り換え", "切り替え"),
    word("書換え", "書き換え"),
    word("書きかえ", "書き換え"),
    word("書き替え", "書き換え"),
    word("差替え", "差し替え"),
    word("入替え", "入れ替え"),
    word("切離し", "切り離し"),
    word("切りはなし", "切り離し"),
    word("持出", "持ち出").behind(Not("支")).before(One("しさ")),
    word("持帰", "持ち帰").before(One("りっる")),
    word("取違え", "取り違え"),
    word("置忘れ", "置き忘れ"),
    word("立上げ", "立ち上げ"),
    word("引続き", "引き続き"),
    word("受取っ", "受け取っ"),
    word("受取り", "受け取り"),
    word("受取る", "受け取る"),
    word("受取ら", "受け取ら"),
    word("見付け", "見つけ"),
    word("見付か", "見つか"),
    word("見当ら", "見当たら"),
    word("申出", "申し出"),
    word("申込み", "申し込み"),
    word("届出", "届け出").before(Not("番書")),
    word("問合せ", "問い合わせ"),
    word("問合わせ", "問い合わせ"),
    word("問い合せ", "問い合わせ"),
    word("打合せ", "打ち合わせ"),
    word("打合わせ", "打ち合わせ"),
    word("行な", "行").before(One("わいうえおっ")),
    word("ひも付", "紐づ").before(One("けい")),
    word("紐付", "紐づ").before(One("けい")),
    word("ひもづ", "紐づ").before(One("けい")),
    // Letters that are not on the list of those for common use, and kana in their place.
    word("漏洩", "漏えい"),
    word("漏泄", "漏えい"),
    word("ろうえい", "漏えい"),
    word("ろう洩", "漏えい"),
    word("洩れ", "漏れ"),
    word("洩ら", "漏ら"),
    word("改竄", "改ざん"),
    word("改さん", "改ざん"),
    word("ぜい弱", "脆弱"),
    word("ぜいじゃく性", "脆弱性"),
    word("しゃ断", "遮断"),
    word("隠蔽", "隠ぺい"),
    word("棄損", "毀損"),
    word("き損", "毀損").behind(Not("書聞引焼拭弾べ")).before(Not("じなねうい")),
    word("虞", "おそれ"),
    word("怖れ", "恐れ"),
    // By mistake.
    word("過って", "誤って").behind(Not("通経超")),
    word("間違って", "誤って").behind(Not("ちりきいみ")),
    word("間違えて", "誤って").behind(Not("ちりきいみ")),
    word("まちがって", "誤って"),
    word("まちがえて", "誤って"),
    slip("手違いで"),
    slip("手違いにより"),
    slip("不注意で"),
    slip("不注意により"),
    slip("過失により"),
    slip("うっかり"),
    // Who is hired for something; 取扱事業者 and 電気通信事業者 are of the law.
    word("事業者", "業者").behind(Just("門託守送刷査部負棄収注理分")).before(Not("主")),
    word("あて先", "宛先"),
    word("宛て先", "宛先"),
    // Words that help others, written with letters.
    word("出来", "でき").before(One("るなてまたずれ")),
    word("無い", "ない").behind(Not(NOTHING)),
    word("無かっ", "なかっ").behind(Not(NOTHING)),
    word("無く", "なく").behind(Not(NOTHING)),
    word("無し", "なし").behind(Not(NOTHING)),
    word("有りま", "ありま"),
    word("居りま", "おりま"),
    word("居らず", "おらず"),
    // Degrees of politeness. What is sent to a prosecutor (送致) is no polite verb.
    word("に送致", "に送致"),
    word("類送致", "類送致"),
    word("致し", "し").behind(Not(NO_DOING)),
    word("致す", "する").behind(Not(NO_DOING)),
    word("いたし", "し").behind(Not("て")).before(One("まてたなかよつ、。")),
    word("させていただきま", "しま").behind(DONE),
    word("させていただき", "し").behind(DONE).before(One("、")),
    word("させていただきた", "した").behind(DONE),
    word("させていただいた", "した").behind(DONE),
    word("させていただいて", "して").behind(DONE),
    word("させていただく", "する").behind(DONE),
    word("させて頂きま", "しま").behind(DONE),
    word("させて頂き", "し").behind(DONE).before(One("、")),
    word("させて頂きた", "した").behind(DONE),
    word("させて頂いた", "した").behind(DONE),
    word("させて頂いて", "して").behind(DONE),
    word("させて頂く", "する").behind(DONE),
    word("頂戴いたし", "いただき").before(One("ま、。")),
    word("頂戴致し", "いただき").before(One("ま、。")),
    word("頂戴いたし", "いただい").before(One("たて")),
    word("頂戴致し", "いただい").before(One("たて")),
    word("頂戴する", "いただく"),
    word("頂戴し", "いただき").before(One("ま、。")),
    word("頂戴し", "いただい").before(One("たて")),
    word("頂", "いただ").behind(Not("山")).before(One("いきくけ")),
    word("下さ", "くださ").before(One("いっり")),
    // Little words.
    word("迄", "まで"),
    word("又は", "または"),
    word("又", "また").before(One("、")),
    word("尚", "なお").behind(One("。、」\n ")).before(One("、")),
    word("事", "こと").behind(One("たるいのな")).before(One(PARTICLES)),
    word("所", "ところ").behind(One("たる")).before(One("、。でがをは")),
    word("為", "ため").behind(One("たるの")).before(One("、。にのでと")),
    // Words of honour.
    word("御", "ご").behind(NO_HONOUR).before(One("報連迷心不便利協理案指相質注確家住氏本意対登購自担要遠参応回返寄安尽了")),
    word("御", "お").behind(NO_HONOUR).before(One("詫問客知電礼")),
    word("御名前", "お名前").behind(NO_HONOUR),
    word("御手数", "お手数").behind(NO_HONOUR),
    word("御手元", "お手元").behind(NO_HONOUR),
    word("御願い", "お願い").behind(NO_HONOUR),
    word("御取引", "お取引").behind(NO_HONOUR),
    word("お客さま", "お客様"),
    word("お客さん", "お客様"),
    word("患者さま", "患者様"),
    word("皆さま", "皆様"),
    word("小社", "弊社").behind(Not("大中弱縮最極")).before(Not("会")),
    // Degrees of politeness again.
    // 去る5月14日 is 5月14日; 持ち去る is a verb.
    word("去る", "").behind(One("、。はがもをに (「・\n")).before(Just("0123456789")),
    word("したところであります", "したところです"),
    word("でございます", "です"),
    word("でございました", "でした"),
    word("ございません", "ありません"),
    word("ございます", "あります"),
    word("ございました", "ありました"),
    word("につきまして", "について"),
    word("におきまして", "において"),
    word("によりまして", "により"),
    word("に関しまして", "に関して"),
    word("に対しまして", "に対して"),
    // The rest.
    word("わかり", "分かり").before(Not("や")),
    word("わかっ", "分かっ"),
    word("わから", "分から").behind(Not("が")),
    word("セキュリティー", "セキュリティ"),
    word("E-mail", "Eメール"),
    word("e-mail", "Eメール"),
    word("E-Mail", "Eメール"),
    word("ログオン", "ログイン").before(Not("ラデ")),
    word("サインイン", "ログイン").before(Not("クスフ")),
    word("ウエア", "ウェア").behind(Not("・「 、")).before(Not("ラハ")),
    word("ウィルス", "ウイルス").before(Not("タテミ")),
    word("クレジット・カード", "クレジットカード"),
    word("メルアド", "メールアドレス"),
    word("メアド", "メールアドレス").before(Not("バベレミ")),
];

/// The spellings, and the adverbs that are left out, alone.
const SPELT: [&str; ROWS.len() + manner::ADVERBS.len()] = {
    let mut words = [""; ROWS.len() + manner::ADVERBS.len()];
    let mut n = 0;
    while n < words.len() {
        words[n] = if n < ROWS.len() { ROWS[n].spelt } else { manner::ADVERBS[n - ROWS.len()] };
        n += 1;
    }
    words
};

static SPELLINGS: Sought = Sought::new(&SPELT);

/// The words of a text whose letters are folded that are spelt in another way, as byte ranges in order, and how they are spelt.
pub(super) fn words(text: &str) -> Vec<(usize, usize, &'static str)> {
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    for at in SPELLINGS.places(text) {
        if found.last().is_none_or(|(_, end, _)| *end <= at)
            && let Some((spelt, plain)) = word_at(text, at)
        {
            found.push((at, at + spelt.len(), plain));
        }
    }
    found
}

/// The word at `at` that is spelt otherwise or left out, and what it becomes.
fn word_at(text: &str, at: usize) -> Option<(&'static str, &'static str)> {
    let mut rows = SPELLINGS.at(text, at).filter_map(|n| ROWS.get(n));
    let row = rows.find(|row| row.stands(text, at)).map(|row| (row.spelt, row.plain));
    row.or_else(|| manner::at(text, at).map(|adverb| (adverb, "")))
}

#[cfg(test)]
mod tests {
    use super::{ROWS, Row, words};
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
            "サーバーを直ちに停止し、データを全て回収した。直ちに停止し、全ての書類、停止は直ちには、社は全部署に",
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
        サーバーを停止し、データを回収した。直ちに停止し、全ての書類、停止は直ちには、社は全部署に
        ");
    }

    /// Or folding twice would change what was folded once.
    #[test]
    fn no_plain_spelling_holds_another_one() {
        for Row { spelt, plain, .. } in ROWS.iter().filter(|row| row.spelt != row.plain) {
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

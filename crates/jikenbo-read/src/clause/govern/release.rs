//! Where what a date governs ends: its verb has become part of a noun, its tale is over, or another begins.

use crate::sought::Sought;

/// Whether words end what was told of an earlier date: 21日に送付したところ、24日に…との連絡を受けた; but not where what was found
/// out on it follows (調査したところ、前日の31日に…が判明した).
pub(super) fn finished(before: &str) -> bool {
    // 24日に掲載されましたが、職員が28日に気づき: a subject may stand between.
    let before = before.trim_end_matches(' ');
    let before = before.rfind('、').map_or(before, |at| {
        let (told, subject) = before.split_at(at + '、'.len_utf8());
        if !subject.is_empty() && subject.ends_with(['が', 'は']) { told } else { before }
    });
    if ["調査", "調べ", "確認", "解析", "分析", "精査"].iter().any(|w| before.contains(w)) {
        return false;
    }
    ["ところ、", "し、", "ましたが、", "したが、", "たため、", "ので、", "結果、", "したのち、", "した後、"]
        .iter()
        .any(|w| before.ends_with(w))
}

/// Whether words end in a verb that is only followed by the next: 4月1日に始め、|5月10日に….
pub(super) fn chained(before: &str) -> bool {
    let verb = before.trim_end_matches(' ').strip_suffix('、').unwrap_or("");
    let (ends, stem) = (verb.chars().next_back(), verb.chars().rev().nth(1));
    ends.is_some_and(|c| "めけれきりてみせえげべねじちびぎいっ".contains(c))
        && stem.is_some_and(|c| !matches!(c, 'ァ'..='ヴ' | '、'))
}

/// Whether words tell what somebody said, and do so before anything else is over: に他人の名が表示されるとの連絡を受け.
pub(super) fn is_news(after: &str) -> bool {
    let sentence = after.split(['。', '\n']).next().unwrap_or("");
    let said = ["との", "旨の", "といった"].iter().filter_map(|w| sentence.find(w)).min();
    said.is_some_and(|at| !sentence[..at].contains('、') && !released(&sentence[..at], false))
}

/// Where a sentence begins to say what is so today: 15日に注意を促し、記録からは現在のところ異常のないことを確認している.
pub(super) fn today(words: &str) -> Option<usize> {
    static TODAY: Sought = Sought::new(&["現在のところ", "これまでのところ", "今のところ"]);
    TODAY.places(words).next()
}

/// Whether a sentence tells of another time than the one before it: 今後は…へ移行します, 委員会には後日報告した, 侵入は数か月前から続いていた.
pub(super) fn at_another_time(sentence: &str) -> bool {
    static OTHER: Sought = Sought::new(&["後日", "か月前から", "ヶ月前から", "年前から", "以前から"]);
    let words = sentence.trim_start();
    ["今後は", "今後、", "なお、今後"].iter().any(|w| words.starts_with(w)) || OTHER.within(words)
}

/// How many bytes before とおり the word of telling may begin.
pub(super) const NEAR: u32 = 45;

/// Whether words leave what was told before for what is told now: …とお知らせしておりましたが、この度、… …でお知らせしましたとおり、…
pub(super) fn anew<'t>(words: &str, before: impl Fn() -> &'t str) -> bool {
    static AS_TOLD: Sought = Sought::new(&["とおり、", "通り、", "ところですが、", "ように、"]);
    // 23日付でお知らせしましたが、調査の結果…が判明した: that was found since.
    static SINCE: Sought = Sought::new(&["しましたが、", "ておりましたが、", "ていましたが、"]);
    static NOW: Sought = Sought::new(&["が、この度", "が、このたび", "が、今般"]);
    const SHORTEST: usize = "通り、".len();
    // Every one of them holds a comma: most stretches between two words do not, or are too short.
    if words.len() < SHORTEST || !words.contains('、') {
        return false;
    }
    let as_told = || ["知らせ", "公表", "報告", "案内", "発表"].iter().any(|w| before().contains(w));
    AS_TOLD.within(words) && as_told() || SINCE.places(words).any(|at| told_before(&words[..at], &before)) || NOW.within(words)
}

/// Whether what ends in these words is that the readers were told before: お知らせ, ご案内.
fn told_before<'t>(words: &str, before: &impl Fn() -> &'t str) -> bool {
    const TOLD: [&str; 4] = ["知らせ", "公表", "発表", "案内"];
    TOLD.iter().any(|t| words.ends_with(t)) || words.is_empty() && TOLD.iter().any(|t| before().ends_with(t))
}

/// Nouns that a finished verb may stand before without becoming part of a noun: 〜した際, 〜したところ, 〜した結果.
#[rustfmt::skip]
const CONJUNCTIONS: &[&str] = &[
    "際", "後", "時", "結果", "上で", "上、", "場合", "直後", "段階", "旨", "と", "た", "ことから", "ことを受け", "ことに伴", "ことを踏まえ",
];

/// Verbs that tell what a thing holds or is, and not what was done on a day.
const HOLDS: &[&str] = &[
    "入れ",
    "記載し",
    "記し",
    "添付し",
    "同封し",
    "載せ",
    "印刷し",
    "書い",
    "装っ",
    "よそおっ",
    "見せかけ",
    "似せ",
    "模し",
    "騙っ",
    "かたっ",
    "偽っ",
    "称し",
    "題し",
    "対象とし",
    "目的とし",
    "内容とし",
    "中心とし",
    "テーマとし",
    "知らせ",
    "まとめ",
    "記録し",
    "求め",
    "添え",
    "名乗っ",
    "施し",
    "修正し",
    "訂正し",
    "伏せ",
    "除い",
    "塗りつぶし",
    "加工し",
    "被害を受け",
    "影響を受け",
];

/// Whether, in these words, a finished verb has become part of a noun (導入した機器, 送信したこと). A lasting one
/// (攻撃を受けていたこと) does so only where an `outer` date is there to govern what follows.
pub(crate) fn released(words: &str, outer: bool) -> bool {
    let mut from = 0;
    while let Some(at) = words[from..].find('た').map(|a| a + from) {
        let after = &words[at + 'た'.len_utf8()..];
        let before = &words[..at];
        from = at + 'た'.len_utf8();
        let lasting = !outer && (before.ends_with("てい") || before.ends_with("でい")) || before.ends_with("ま");
        // 5日に公表いたしました、… 1日から開始した、…: a past before a comma stands before its noun.
        let noun = after.starts_with("こと")
            || after.strip_prefix('、').is_some_and(|rest| !["と", "との", "という"].iter().any(|w| rest.starts_with(w)))
            || after.starts_with(|c: char| c.is_ascii_digit())
            || after.starts_with("もの")
            || after.starts_with("ほかの")
            || after.starts_with('お')
            || after.starts_with('ご')
            || after.chars().next().is_some_and(is_noun_start);
        // 15日に案内状を入れた封筒を送った: the verb only tells what the thing holds.
        let holds = !outer && before.contains('を') && HOLDS.iter().any(|v| before.ends_with(v));
        // 16日に職員が受信したメールに入力した: the verb has a subject of its own, and the day is more than the mail's.
        let clause = !outer
            && !after.starts_with("こと")
            && !after.starts_with("もの")
            && (has_subject(before) || before.contains('、') || is_teller(after));
        if noun && !lasting && !clause && !holds && !CONJUNCTIONS.iter().any(|c| after.starts_with(c)) && verb_before(before) {
            return true;
        }
    }
    // …したと発表した: what is quoted is over, and the outer date governs again.
    let quoted = ["たと", "ると", "たことを", "旨を", "旨の"].iter().any(|w| words.ends_with(w));
    outer && (quoted || ["ていること", "でいること", "ているとの", "ていると"].iter().any(|w| words.contains(w)))
}

/// 11日に書類を受け取った人から連絡があった: the day is that of the call.
fn is_teller(words: &str) -> bool {
    ["人から", "方から", "者から", "人より", "方より", "お客様から", "住民から", "市民から", "相手から"]
        .iter()
        .any(|w| words.starts_with(w))
}

/// Whether words hold a subject: 職員が, 教員の1人は.
fn has_subject(words: &str) -> bool {
    let noun = |c: char| is_noun_start(c) || matches!(c, ')' | '」' | 'ー');
    words.match_indices(['が', 'は']).any(|(at, _)| words[..at].chars().next_back().is_some_and(noun))
}

/// た as the end of a verb: した, れた, った, いた … and not ため, または, また.
pub(super) fn verb_before(before: &str) -> bool {
    before.chars().next_back().is_some_and(|c| "しれっいえきせけげりみび".contains(c))
}

/// Letters with which nouns begin, and no endings of verbs: what stands before one of them qualifies it.
pub(super) const fn is_noun_start(c: char) -> bool {
    matches!(c, '一'..='龠' | 'ァ'..='ヴ' | '「' | '『' | 'A'..='Z' | 'a'..='z' | '々')
}

#[cfg(test)]
mod tests {
    use super::{chained, is_news, released};

    #[test]
    fn a_verb_before_a_noun_releases_its_date() {
        assert!(released("に導入した機器が", false));
        assert!(!released("に職員が受信したメールに", false));
        assert!(released("に職員が受信したメールに", true));
        assert!(released("に不正ログインがあったことが", false));
        assert!(released("に購入されたお客様", false));
        assert!(!released("に案内状を入れた封筒を", false));
        assert!(!released("に調査したところ", false));
        assert!(!released("に攻撃を受けていたことが", false));
        assert!(!released("に停止いたしました。", false));
        assert!(!released("に発生したため、", false));
        assert!(released("に同教員が迷惑メールを発信していることが", true));
    }

    #[test]
    fn a_chained_verb_is_over_where_news_follow() {
        assert!(chained("に始め、"));
        assert!(chained("に届き、"));
        assert!(!chained("から、"));
        assert!(!chained("調査の結果、"));
        assert!(is_news("に他人の名が表示されるとの連絡を受け"));
        assert!(!is_news("に導入した機器を止めたとの連絡を受け"));
        assert!(!is_news("に止めた。との連絡"));
    }
}

//! Counts and money: a number with what it counts, and the words that bound it.

use super::number::Number;
use super::{Bound, Counter, MoneyExpr, Quantity};

/// Counters, the longer first within a beginning, and how a word goes on that is not the counter (本 in 本人).
const COUNTERS: &[(&str, Counter, &str)] = &[
    ("名様分", Counter::People, ""),
    ("名様", Counter::People, ""),
    ("名分", Counter::People, ""),
    ("名", Counter::People, "称義簿前古刺目残"),
    ("人分", Counter::People, ""),
    ("人様", Counter::People, ""),
    ("人", Counter::People, "目組事員材体格口工称ひ気一"),
    ("件分", Counter::Records, ""),
    ("件", Counter::Records, "名目"),
    ("レコード", Counter::Records, ""),
    ("アカウント", Counter::Accounts, ""),
    ("ユーザー", Counter::Accounts, ""),
    ("ユーザ", Counter::Accounts, ""),
    ("ID", Counter::Accounts, ""),
    ("通", Counter::Mails, "常知信報りじ過貨"),
    ("法人分", Counter::Organizations, ""),
    ("法人", Counter::Organizations, "番"),
    ("団体", Counter::Organizations, ""),
    ("事業者", Counter::Organizations, ""),
    ("事業所", Counter::Organizations, ""),
    ("自治体", Counter::Organizations, ""),
    ("機関", Counter::Organizations, ""),
    ("店舗", Counter::Organizations, ""),
    ("施設", Counter::Organizations, ""),
    ("病院", Counter::Organizations, ""),
    ("組合", Counter::Organizations, ""),
    ("大学", Counter::Organizations, ""),
    ("社", Counter::Organizations, "員会長外内"),
    ("校", Counter::Organizations, "舎長庭務"),
    ("園", Counter::Organizations, "児長"),
    ("回", Counter::Times, "線答収復避目忌"),
    ("ファイル", Counter::Files, ""),
    ("点", Counter::Files, "検数"),
    ("世帯", Counter::Other, ""),
    ("口座", Counter::Other, ""),
    ("台", Counter::Other, "帳風"),
    ("先", Counter::Other, "生日般月頭ほ"),
    ("枚", Counter::Other, ""),
    ("冊", Counter::Other, ""),
    ("箱", Counter::Other, ""),
    ("箇所", Counter::Other, ""),
    ("か所", Counter::Other, ""),
    ("カ所", Counter::Other, ""),
    ("ヶ所", Counter::Other, ""),
    ("ページ", Counter::Other, ""),
    ("頁", Counter::Other, ""),
    ("戸", Counter::Other, "籍"),
    ("組", Counter::Other, "織"),
    ("個", Counter::Other, "人別"),
    ("本", Counter::Other, "人社学件日校部院店会庁市県町年"),
    ("部", Counter::Other, "署局門長分屋"),
];

/// Counters that a number in kanji may take: 一部, 一本化, 一先ず are words of their own.
const WITH_KANJI: &str = "名人件社台通枚校冊箱世か箇カヶ団回";

/// The count whose number is `number`; its span runs from `prefix` to the end given back.
pub(super) fn count(text: &str, number: &Number, at: usize) -> Option<(Quantity, usize, usize)> {
    let (before, bound, total_of_many) = prefixes(text, at);
    let (bound_between, from) = suffix(text, number.end);
    let from = from + usize::from(text[from..].starts_with(' '));
    let (name, counter, _) = COUNTERS.iter().find(|(name, _, not)| {
        text[from..].strip_prefix(name).is_some_and(|after| !after.chars().next().is_some_and(|c| not.contains(c)))
    })?;
    if number.kanji && (!WITH_KANJI.contains(name.chars().next()?) || lone_one(text, at, number, from + name.len()))
        || number.fraction
    {
        return None;
    }
    let (bound_after, end) = suffix(text, from + name.len());
    let several = number.several.then_some(Bound::About);
    let bound = bound_after.or(bound_between).or(bound).or(several).unwrap_or_default();
    Some((Quantity { value: number.value, bound, counter: *counter, total_of_many }, before, end))
}

/// 一人ひとり, 一人一人, 唯一, 一回り: one of a kind, not a count.
fn lone_one(text: &str, at: usize, number: &Number, end: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = &text[end..];
    number.value == 1
        && (after.starts_with("ひとり") || after.starts_with("一人") || before == Some('唯') || after.starts_with("一"))
}

/// Reads the words before a number: where they begin, and what they say.
fn prefixes(text: &str, at: usize) -> (usize, Option<Bound>, bool) {
    const WORDS: &[(&str, Option<Bound>)] = &[
        ("最大で", Some(Bound::AtMost)),
        ("最大", Some(Bound::AtMost)),
        ("最多", Some(Bound::AtMost)),
        ("少なくとも", Some(Bound::AtLeast)),
        ("およそ", Some(Bound::About)),
        ("おおよそ", Some(Bound::About)),
        ("概ね", Some(Bound::About)),
        ("ほぼ", Some(Bound::About)),
        ("約", Some(Bound::About)),
        ("推定", Some(Bound::About)),
        ("延べ", None),
        ("のべ", None),
        ("合計", None),
        ("総数", None),
        ("総計", None),
        ("計", None),
    ];
    let (mut start, mut bound, mut many) = (at, None, false);
    loop {
        let before = text[..start].trim_end_matches(' ');
        let Some((word, says)) = WORDS.iter().find(|(w, _)| before.ends_with(w)) else { break };
        // 集計, 会計, 時計, 統計 end like 計.
        if *word == "計" && before[..before.len() - word.len()].chars().next_back().is_some_and(|c| "集会時統合総設".contains(c))
        {
            break;
        }
        start = before.len() - word.len();
        bound = says.or(bound);
        many |= matches!(*word, "延べ" | "のべ");
    }
    (start, bound, many)
}

/// Reads the words after a number or counter: what they say, and where they end.
fn suffix(text: &str, at: usize) -> (Option<Bound>, usize) {
    const WORDS: &[(&str, Bound, &str)] = &[
        ("以上", Bound::AtLeast, ""),
        ("を超え", Bound::AtLeast, ""),
        ("超", Bound::AtLeast, "過"),
        ("余り", Bound::AtLeast, ""),
        ("あまり", Bound::AtLeast, ""),
        ("余", Bound::AtLeast, "地"),
        ("未満", Bound::AtMost, ""),
        ("以下", Bound::AtMost, "の"),
        ("以内", Bound::AtMost, ""),
        ("弱", Bound::AtMost, "性"),
        ("強", Bound::AtLeast, "化制"),
        ("程度", Bound::About, ""),
        ("前後", Bound::About, ""),
        ("ほど", Bound::About, ""),
        ("位", Bound::About, "置"),
        ("くらい", Bound::About, ""),
    ];
    let rest = &text[at..];
    let found = WORDS
        .iter()
        .find(|(w, _, not)| rest.strip_prefix(w).is_some_and(|after| !after.chars().next().is_some_and(|c| not.contains(c))));
    found.map_or((None, at), |(w, bound, _)| (Some(*bound), at + w.len()))
}

/// 約168億円, 1億5493万米ドル, ¥1,000
pub(super) fn money(text: &str, number: &Number, at: usize) -> Option<(MoneyExpr, usize, usize)> {
    const UNITS: &[(&str, &str)] = &[
        ("円", "JPY"),
        ("米ドル", "USD"),
        ("ドル", "USD"),
        ("USD", "USD"),
        ("ユーロ", "EUR"),
        ("ポンド", "GBP"),
        ("人民元", "CNY"),
        ("ウォン", "KRW"),
        ("豪ドル", "AUD"),
    ];
    let (before, bound, _) = prefixes(text, at);
    let sign = text[..at].chars().next_back().filter(|c| matches!(c, '¥' | '$' | '￥'));
    if let Some(sign) = sign {
        let currency = if sign == '$' { "USD" } else { "JPY" };
        return Some((MoneyExpr { amount: number.value, currency, bound: Bound::Exact }, at - sign.len_utf8(), number.end));
    }
    let from = number.end + usize::from(text[number.end..].starts_with(' '));
    let (name, currency) = UNITS.iter().find(|(name, _)| text[from..].starts_with(name)).filter(|_| !number.fraction)?;
    let (after, end) = suffix(text, from + name.len());
    Some((MoneyExpr { amount: number.value, currency, bound: after.or(bound).unwrap_or_default() }, before, end))
}

//! Amounts of money: 約168億円, 1億5493万米ドル, ¥1,000, $50.

use super::number::{figure, upper};
use super::text::Text;
use super::{MoneyExpr, bound};

/// A currency's word after the figure, its code, and the letters that make another word of it.
const WORDS: [(&str, &str, &str); 14] = [
    ("円", "JPY", "滑形高安卓満周陣熟盤"),
    ("米ドル", "USD", ""),
    ("USドル", "USD", ""),
    ("豪ドル", "AUD", ""),
    ("香港ドル", "HKD", ""),
    ("カナダドル", "CAD", ""),
    ("ドル", "USD", ""),
    ("ユーロ", "EUR", ""),
    ("英ポンド", "GBP", ""),
    ("ポンド", "GBP", ""),
    ("ウォン", "KRW", ""),
    ("スイスフラン", "CHF", ""),
    ("ビットコイン", "BTC", ""),
    ("BTC", "BTC", ""),
];

/// Signs before an amount; the longer first, for US$ ends with $.
const SIGNS: [(&str, &str); 6] = [("¥", "JPY"), ("US$", "USD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₩", "KRW")];

/// An amount as found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub(super) value: MoneyExpr,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The amount whose figure or sign stands at `at`; the words before it reach back to `floor` at most.
pub(super) fn money(t: Text, at: usize, floor: usize) -> Option<Amount> {
    let sign = SIGNS.iter().find_map(|&(sign, code)| Some((code, t.eat(at, sign)?)));
    let first = figure(t, sign.map_or(at, |(_, end)| t.blanks(end)))?;
    let last = upper(t, first);
    let figure = last.unwrap_or(first);
    let mut bounds = bound::before(t, at, floor);
    if last.is_some() {
        bounds.ceil();
    }
    let word_at = bounds.within(t, figure.end);
    let word_at = if figure.kanji { word_at } else { t.blanks(word_at) };
    let (currency, end) = match sign {
        Some((code, _)) => (code, figure.end),
        None if word_at > figure.end && thousands(t, word_at).is_some() => {
            let (unit, end) = thousands(t, word_at)?;
            let value = MoneyExpr { amount: figure.value.checked_mul(unit)?, currency: "JPY", bound: bounds.bound(figure.about) };
            return figure.whole.then_some(Amount { value, start: bounds.start, end: bounds.after(t, end) });
        }
        None => currency(t, word_at).filter(|_| figure.whole && !is_area(figure.kanji, figure.value))?,
    };
    let end = bounds.after(t, end);
    let value = MoneyExpr { amount: figure.value, currency, bound: bounds.bound(figure.about) };
    Some(Amount { value, start: bounds.start, end })
}

/// The unit that stands apart from its figure, as tables write it: 37,420 千円, 52 百万円.
fn thousands(t: Text, at: usize) -> Option<(u64, usize)> {
    [("千円", 1_000), ("百万円", 1_000_000)].iter().find_map(|&(word, unit)| Some((unit, t.eat(at, word)?)))
}

/// 一円 is "the whole area of".
fn is_area(kanji: bool, value: u64) -> bool {
    kanji && value == 1
}

/// The currency whose word stands at `at`: an amount needs it, for 万 alone counts anything.
fn currency(t: Text, at: usize) -> Option<(&'static str, usize)> {
    WORDS.iter().find_map(|&(word, code, not_before)| {
        let end = t.eat(at, word)?;
        (!t.next_in(end, not_before)).then_some((code, end))
    })
}

#[cfg(test)]
mod tests {
    use crate::lex::tests::table;

    #[test]
    fn amounts() {
        insta::assert_snapshot!(table(&[
            "168億円",
            "約168億円",
            "約1億5493万米ドル",
            "1億5493万米ドル(約168億円)",
            "500円",
            "1万円",
            "千円",
            "5百万円",
            "数百万円",
            "¥1,000",
            "$1,000,000",
            "US$50",
            "1.5億ドル",
            "3万ユーロ",
            "最大500円分",
            "500円以上",
            "一円",
            "県内一円で",
            "5円滑",
            "3,000円相当",
            "100ポンド",
            "2.5円",
            "約 3 億円",
            "3~5万円",
            "約3億5,000万円",
            "3億5千万円",
            "計1億2,345万6,789円",
            "数億円規模",
            "10万円余り",
            "1人当たり500円",
            "500万円超",
            "37,420 千円",
            "52 百万円",
        ]), @r"
        168億円 → 16800000000 JPY
        約168億円 → ≈16800000000 JPY
        約1億5493万米ドル → ≈154930000 USD
        1億5493万米ドル(約168億円) → 1億5493万米ドル 154930000 USD | 約168億円 ≈16800000000 JPY
        500円 → 500 JPY
        1万円 → 10000 JPY
        千円 → 1000 JPY
        5百万円 → 5000000 JPY
        数百万円 → ≈1000000 JPY
        ¥1,000 → 1000 JPY
        $1,000,000 → 1000000 USD
        US$50 → 50 USD
        1.5億ドル → 150000000 USD
        3万ユーロ → 30000 EUR
        最大500円分 → 最大500円 ≤500 JPY
        500円以上 → ≥500 JPY
        一円 → 
        県内一円で → 
        5円滑 → 5 #
        3,000円相当 → 3,000円 3000 JPY
        100ポンド → 100 GBP
        2.5円 → 2.5 #
        約 3 億円 → ≈300000000 JPY
        3~5万円 → ≤50000 JPY
        約3億5,000万円 → ≈350000000 JPY
        3億5千万円 → 350000000 JPY
        計1億2,345万6,789円 → 123456789 JPY
        数億円規模 → ≈100000000 JPY
        10万円余り → ≥100000 JPY
        1人当たり500円 → 1 # | 500円 500 JPY
        500万円超 → ≥5000000 JPY
        37,420 千円 → 37420000 JPY
        52 百万円 → 52000000 JPY
        ");
    }
}

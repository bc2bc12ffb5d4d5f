//! What a figure counts is clear from how it is told: cards misused, persons in a bracket, files rewritten, addresses of machines.

use super::Figure;
use super::Words;
use super::passed::{after, before, head, starts};
use crate::lex::Counter;
use crate::shape::Shaper;

/// The subject that is clear, if one is.
pub(super) fn clear(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> Option<&'static str> {
    let counter = figure.quantity.counter;
    let records = counter == Counter::Records;
    if matches!(counter, Counter::Records | Counter::People) && is_misused(shaper, words, figure) {
        return Some("card");
    }
    if records && is_of_cards_behind(shaper, figure) {
        return Some("card");
    }
    if records && let Some(code) = of_news(shaper, figure) {
        return Some(code);
    }
    if records && (is_of_individuals(shaper, figure) || follows_items(shaper, figure)) {
        return Some("personal");
    }
    if records && before(shaper, figure).contains("IPアドレスの数は") {
        return Some("access");
    }
    (counter == Counter::Files && is_rewritten(shaper, figure)).then_some("other")
}

/// 「カードの不正使用が62件」 「不正利用が確認された件数は27件」 「4名のお客様から、カードの不正利用の被害」: of a notice that tells of cards.
pub(super) fn is_misused(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    const MISUSED: &[&str] = &["不正利用", "不正使用", "不正に利用", "不正に使用", "不正な利用"];
    const OTHER: &[&str] = &["ポイント", "アカウント", "ログイン", "マイル", "クーポン", "ID"];
    let lead = before(shaper, figure);
    let lead = &lead[lead.floor_char_boundary(lead.len().saturating_sub(90))..];
    let near = head(after(shaper, figure), 60).split(['。', '\n']).next().unwrap_or("");
    let told = |side: &str| MISUSED.iter().any(|w| side.contains(w));
    let last = MISUSED.iter().filter_map(|w| lead.rfind(w)).max().unwrap_or(0);
    let of_figure = told(lead)
        && !lead[last..].contains('、')
        && (lead.ends_with(['が', 'は', 'り', '約', '計']) || lead.ends_with("より") || lead.ends_with("被害"));
    let of_persons = starts(near, &["から"]) && near.contains("カード") && told(near);
    // 「29件、総額 1,520,000円の不正利用」
    let worth = starts(near, &["、総額", "、合計", "、計", "(総額", "(合計"]) && near.contains('円') && told(near);
    (of_figure || of_persons || worth)
        && !OTHER.iter().any(|w| lead.contains(w) || near.contains(w))
        && !["ない", "ません", "おらず"].iter().any(|w| near.contains(w))
        && words.card.is_some_and(|card| !shaper.text.places.of(card).is_empty())
}

/// 「全310件(期限切れを除くと290件)のクレジットカード情報」: the cards are named behind the bracket.
fn is_of_cards_behind(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const LONG: usize = 120;
    let said = after(shaper, figure);
    let Some(close) = said.find(')').filter(|at| *at <= LONG && said.starts_with('(')) else { return false };
    starts(&said[close + 1..], &["のクレジットカード", "のカード情報", "のカード番号"])
}

/// What is told of a harm that others report, by how often they do: 「感染したとのご連絡を14件」 「同様のお申し出が計9件」 「不審メールを受信したとの連絡が62件」.
pub(super) fn of_news(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> Option<&'static str> {
    const NEWS: [&str; 7] = ["連絡", "相談", "申し出", "申告", "通報", "届け出", "報告"];
    const MAILS: [&str; 6] = ["不審メール", "不審なメール", "迷惑メール", "なりすましメール", "フィッシングメール", "偽メール"];
    const NEAR: usize = 120;
    let lead = before(shaper, figure).trim_end_matches(['約', '計', '、', ' ', 'を', 'が', 'は', 'も']);
    let news = NEWS.iter().find_map(|w| lead.strip_suffix(w)).filter(|_| figure.quantity.counter == Counter::Records)?;
    let news = news.strip_suffix('ご').or_else(|| news.strip_suffix('お')).unwrap_or(news);
    let told = ["との", "という", "旨の", "同様の", "の受信の", "の受信に関する"].iter().find_map(|w| news.strip_suffix(w))?;
    let near = &told[told.ceil_char_boundary(told.len().saturating_sub(NEAR))..];
    let near = near.rsplit(['。', '、']).next().unwrap_or("");
    Some(if MAILS.iter().any(|w| near.contains(w)) { "message" } else { "other" })
}

/// 「約38,600件(個人)」 「4,912件(個人 4,180件、法人 732件)」 「個人 4,180件」
fn is_of_individuals(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let lead = before(shaper, figure).trim_end_matches([' ', ':', '約']);
    let lead = lead.strip_suffix("個人").filter(|rest| rest.ends_with(['(', '、', ' ', ':', '\t']) || rest.is_empty());
    starts(after(shaper, figure), &["(個人)", "(個人 ", "(個人:", "(うち個人"]) || lead.is_some()
}

/// 「配送先の情報(氏名、住所、電話番号)最大約96,000件」: what is known of each stands in the bracket before.
fn follows_items(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const KNOWN: &[&str] = &["氏名", "名前", "住所", "電話番号", "生年月日"];
    let lead = before(shaper, figure).trim_end_matches([' ', '約', '計', ':']);
    let lead = lead.strip_suffix("最大").unwrap_or(lead).trim_end_matches([' ', ':']);
    let parts = lead.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let inner =
        parts.filter(|(thing, _)| !["番号", "メール", "ファイル"].iter().any(|w| thing.ends_with(w))).map(|(_, inner)| inner);
    inner.is_some_and(|inner| inner.len() <= 240 && KNOWN.iter().filter(|w| inner.contains(**w)).count() >= 2)
}

/// 「ファイル7点を書き換えられた」
fn is_rewritten(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const PERSONS: &[&str] = &["名簿", "顧客", "個人", "会員"];
    !PERSONS.iter().any(|w| before(shaper, figure).contains(w))
        && starts(after(shaper, figure), &["を書き換え", "が書き換え", "を改ざん", "が改ざん", "の改ざん", "を改変", "が改変"])
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    /// The subjects of the figures of a notice, by their values.
    fn subjects(words: &str) -> Vec<(u64, String)> {
        let text = format!("青葉堂株式会社 不正アクセスによるカード情報の漏えいについて 2024年6月5日\n\n{words}\n");
        let counts = Reader::embedded().read(&Notice::plain(&text)).record.counts;
        counts.into_iter().map(|c| (c.value.value, c.value.subject.as_str().to_owned())).collect()
    }

    #[test]
    fn misuse_is_counted_by_cards() {
        let card = |value: u64| vec![(value, "card".to_owned())];
        assert_eq!(subjects("クレジットカードの不正使用が62件確認されております。"), card(62));
        assert_eq!(subjects("カード会社の調べでは、クレジットカードの不正利用が確認された件数は27件です。"), card(27));
        assert_eq!(
            subjects("第三者による不正ログインがあり、ポイントの不正利用が31件確認されました。")
                .iter()
                .filter(|(_, s)| s == "card")
                .count(),
            0
        );
    }

    #[test]
    fn brackets_tell_whose_the_records_are() {
        let personal = |value: u64| vec![(value, "personal".to_owned())];
        assert_eq!(subjects("媒体には約38,600件(個人)が記録されていました。"), personal(38_600));
        assert_eq!(subjects("配送先の情報(氏名、住所、電話番号)最大約96,000件が保存されておりました。"), personal(96_000));
    }
}

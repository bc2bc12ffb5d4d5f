//! The JO model's estimate in words, for reports, the terminal and the page of a case: the same rows everywhere.

use jikenbo_export::jo::{CAUTION, Estimate, NAME, WhyNone, why_none};
use jikenbo_search::Facts;

use crate::labels::{Lang, label};

fn pick((ja, en): (&'static str, &'static str), lang: Lang) -> &'static str {
    if lang == Lang::Ja { ja } else { en }
}

/// What it is called.
#[must_use]
pub fn name(lang: Lang) -> &'static str {
    pick(NAME, lang)
}

/// What stands beside it, always.
#[must_use]
pub fn caution(lang: Lang) -> &'static str {
    pick(CAUTION, lang)
}

/// That there is no estimate, and why: the words for a case of which [`jikenbo_export::jo::estimate`] gives none.
#[must_use]
pub fn none(facts: &Facts, lang: Lang) -> &'static str {
    why_none(facts).unwrap_or(WhyNone::NoNumber).told(lang)
}

/// Every factor, what comes of them a person, the persons, the estimate, and what was not counted: the term, its value, and why.
#[must_use]
pub fn rows(estimate: &Estimate, lang: Lang) -> Vec<[String; 3]> {
    let t = |ja: &'static str, en: &'static str| pick((ja, en), lang).to_owned();
    let mut rows: Vec<[String; 3]> =
        estimate.factors.iter().map(|factor| [factor.label(lang).to_owned(), factor.value.told(), factor.why(lang)]).collect();
    rows.push([t("一人当たり", "per person"), estimate.per_person(lang), t("上の五つの積", "the product of the five above")]);
    rows.push([
        t("人数", "persons"),
        estimate.people(lang),
        if estimate.counted == "cards" {
            t("お知らせのカードの数。カード1枚を1名とみなす", "the notice's figure of cards; one card is taken as one person")
        } else {
            t("お知らせの数。件も人とみなす", "the notice's figure; records are taken for persons")
        },
    ]);
    let table = format!("{} JO, data/jo-model.toml {}", "JNSA", estimate.version);
    rows.push([t("推計額", "estimate"), estimate.total(lang), table]);
    if !estimate.left_out.is_empty() {
        let items: Vec<&str> = estimate.left_out.iter().map(|item| label("data_items", item, lang)).collect();
        let items = items.join(if lang == Lang::Ja { "・" } else { ", " });
        rows.push([t("数えていない項目", "not counted"), items, t("表に当たるものがない", "no cell of the table is theirs")]);
    }
    rows
}

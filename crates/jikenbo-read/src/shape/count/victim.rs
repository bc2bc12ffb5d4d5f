//! Persons who are told of only where they are addressed: 「アドレスが表示された49名の方へお詫びを送りました」.

use std::collections::BTreeSet;

use super::passed::{after, before, follows, is_dative};
use super::subject::{made, told_as};
use super::{Figure, Told, Words};
use crate::apply::Find;
use crate::lex::Counter;
use crate::shape::Shaper;

/// What is said of persons whom the incident befell.
const BEFELL: &[&str] = &[
    "対象となる",
    "対象となった",
    "対象になった",
    "対象の",
    "該当する",
    "該当の",
    "当該",
    "該当者",
    "対象者",
    "被害者",
    "流出した",
    "流出してしまった",
    "漏えいした",
    "漏洩した",
    "漏れた",
    "表示された",
    "掲載された",
    "閲覧された",
    "公開された",
    "記載された",
    "影響を受けた",
    "可能性のある",
    "可能性がある",
    "おそれのある",
    "おそれがある",
    "恐れのある",
    "恐れがある",
    "誤送付した",
    "誤って送付した",
];

/// Whether persons whom the incident befell are told of it here, or asked to forgive.
pub(super) fn is_addressed(shaper: &Shaper<'_, '_, '_>, words: &Words, own: &[(u32, Find)], figure: &Figure) -> bool {
    let lead = before(shaper, figure).trim_end_matches([' ', '約', '計']);
    let lead = lead.strip_suffix("方").unwrap_or(lead);
    let none = own.iter().any(|(_, f)| shaper.rule(f).code.as_str() == "none");
    figure.quantity.counter == Counter::People
        && !none
        && BEFELL.iter().any(|w| lead.ends_with(w))
        && is_dative(after(shaper, figure))
        && follows(shaper, words.notified, figure, 150)
}

/// Adds those of whom no other figure tells.
pub(super) fn add(shaper: &Shaper<'_, '_, '_>, addressed: Vec<Figure>, told: &mut Vec<Told>) {
    if addressed.is_empty() {
        return;
    }
    let mut known: BTreeSet<u64> = told.iter().filter(|t| t.unit == "people").map(|t| t.figure.quantity.value).collect();
    for figure in addressed {
        if known.insert(figure.quantity.value) {
            told.extend(made(shaper, "personal", &figure).map(|find| told_as(&figure, find, "personal")));
        }
    }
    told.sort_by_key(|t| t.figure.start);
}

//! Persons who are told of only where they are addressed: 「アドレスが表示された49名の方へお詫びを送りました」.

use std::collections::BTreeSet;

use super::apart::is_set_apart;
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

/// Nouns of those who trust an organisation with their data.
const CUSTOMERS: &[&str] = &[
    "患者",
    "患者様",
    "患者さん",
    "お客様",
    "顧客",
    "利用者",
    "利用者様",
    "会員",
    "会員様",
    "受講者",
    "参加者",
    "生徒",
    "児童",
    "学生",
    "園児",
    "保護者",
    "本人",
    "申請者",
    "申込者",
    "応募者",
    "受験者",
    "世帯",
    "企業",
    "会社",
    "事業者",
    "取引先",
    "法人",
    "団体",
    "加盟店",
    "委託元",
    "契約者",
    "加入者",
    "入居者",
    "入所者",
    "住民",
    "市民",
    "町民",
    "組合員",
    "提出者",
    "当選者",
    "落選者",
    "受賞者",
    "出席者",
    "来場者",
    "来館者",
    "宿泊者",
    "購入者",
    "寄付者",
    "登録者",
    "相談者",
    "出願者",
    "志願者",
    "受験生",
    "卒業生",
];

/// Whether persons whom the incident befell are told of it here, or asked to forgive.
pub(super) fn is_addressed(shaper: &Shaper<'_, '_, '_>, words: &Words, own: &[(u32, Find)], figure: &Figure) -> bool {
    let lead = lead(shaper, figure);
    let befell = BEFELL.iter().any(|w| lead.ends_with(w));
    let none = own.iter().any(|(_, f)| shaper.rule(f).code.as_str() == "none");
    let body = figure.quantity.counter == Counter::Organizations;
    (body || figure.quantity.counter == Counter::People)
        && !none
        && (befell || is_customer(lead))
        && is_dative(after(shaper, figure).trim_start_matches('様'))
        && (follows(shaper, words.notified, figure, 150) || body)
        && !is_set_apart(shaper, words, figure)
}

/// The words before a figure.
fn lead<'t>(shaper: &'t Shaper<'_, '_, '_>, figure: &Figure) -> &'t str {
    let lead = before(shaper, figure).trim_end_matches([' ', '約', '計']);
    lead.strip_suffix("方").unwrap_or(lead)
}

/// Whether the noun before a figure is of customers, of whom nothing more is said: not 「連絡のつかなかったお客様72名」, 「全生徒609人」.
fn is_customer(lead: &str) -> bool {
    let Some(noun) = CUSTOMERS.iter().filter(|w| lead.ends_with(**w)).map(|w| w.len()).max() else { return false };
    let rest = &lead[..lead.len() - noun];
    !rest.ends_with(['た', 'る', 'い', '全', 'の']) && !rest.ends_with("すべて")
}

/// Adds those of whom no other figure tells.
pub(super) fn add(shaper: &Shaper<'_, '_, '_>, addressed: Vec<Figure>, told: &mut Vec<Told>) {
    if addressed.is_empty() {
        return;
    }
    let persons = |t: &Told| matches!(t.unit, "people" | "organizations");
    // 5名の方へ does not hide 5社の方へ.
    let mut known: BTreeSet<(&str, u64)> =
        told.iter().filter(|t| persons(t)).map(|t| (t.unit, t.figure.quantity.value)).collect();
    let any = told.iter().any(|t| persons(t) || t.subject.as_str() == "personal");
    let bodies = told.iter().any(|t| t.unit == "organizations");
    for figure in addressed {
        let code = if figure.quantity.counter == Counter::People { "personal" } else { "other" };
        let befell = || BEFELL.iter().any(|w| lead(shaper, &figure).ends_with(w));
        let unit = if code == "other" { "organizations" } else { "people" };
        let told_of = if code == "other" { bodies } else { any };
        if (befell() || !told_of) && known.insert((unit, figure.quantity.value)) {
            told.extend(made(shaper, code, &figure).map(|find| told_as(&figure, find, code)));
        }
    }
    told.sort_by_key(|t| t.figure.start);
}

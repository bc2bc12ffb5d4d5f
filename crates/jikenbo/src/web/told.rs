//! A case in one line that says it all: who, what happened, how many, which data, and how long nobody noticed.

use jikenbo_model::{Code, Count, Date, Record};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::figures::{Milestones, days, days_between};
use super::orgs::link;
use super::page::{Asked, words};
use super::text;
use crate::labels::{Lang, figure, label};
use crate::store::headline;

/// So many data items are named in a line; the rest are counted.
const ITEMS: usize = 4;
/// So many kinds.
const KINDS: usize = 2;

/// Items that are named before others where a line has no room for all: they open accounts, or cannot be changed.
const TELLING: &[&str] =
    &["card_number", "card_security_code", "card_expiry", "password", "pin", "bank_account", "medical", "message_content"];

/// What a line tells of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Told {
    /// The case's id.
    pub case: String,
    /// The organisation, as the notice writes it.
    pub organization: Option<String>,
    /// Its sector.
    pub sector: Option<Code>,
    /// What happened.
    pub kinds: Vec<Code>,
    /// The figure that tells how large it was; `None` is unknown, never zero.
    pub count: Option<Count>,
    /// The data that was affected.
    pub items: Vec<Code>,
    /// Fewest and most days from the beginning to the day somebody noticed; `None` if the notice does not tell.
    pub unseen: Option<(i64, i64)>,
    /// The date of the notice.
    pub published: Option<Date>,
    /// The notice's headline.
    pub title: Option<String>,
}

impl Told {
    /// What a record tells.
    #[must_use]
    pub(crate) fn of(case: &str, record: &Record, title: Option<&str>) -> Self {
        let organization = record.organization.as_ref();
        let known = Milestones::of(record);
        let affected = record.data_items.iter().filter(|f| &*f.value.state == "affected").map(|f| f.value.item.clone());
        Self {
            case: case.to_owned(),
            organization: organization.and_then(|f| f.value.name.clone()),
            sector: organization.and_then(|f| f.value.sector.clone()),
            kinds: record.kinds.iter().map(|f| f.value.clone()).collect(),
            count: headline(record).cloned(),
            items: affected.collect(),
            unseen: known.began().zip(known.discovered).and_then(|(began, seen)| days_between(began, seen)),
            published: record.published.as_ref().map(|f| f.value),
            title: title.map(str::to_owned),
        }
    }

    /// The items that a line names, in the record's order, and how many others there are.
    fn named_items(&self) -> (Vec<&Code>, usize) {
        let mut at: Vec<usize> = (0..self.items.len()).collect();
        // "Other" says nothing, and is counted only.
        at.retain(|i| *self.items[*i] != *"other");
        at.sort_by_key(|i| !TELLING.contains(&&*self.items[*i]));
        at.truncate(ITEMS);
        at.sort_unstable();
        let named: Vec<_> = at.into_iter().map(|i| &self.items[i]).collect();
        let others = self.items.len() - named.len();
        (named, others)
    }

    /// The parts of the line after the organisation: a class, and the words.
    fn parts(&self, lang: Lang) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        out.push(("what", self.what(lang)));
        out.push((if self.count.is_some() { "count" } else { "unknown" }, self.how_many(lang)));
        out.extend(self.which(lang).map(|words| ("items", words)));
        out.extend(self.unseen.map(|between| ("went-unseen", unseen(between, lang))));
        out
    }

    fn what(&self, lang: Lang) -> String {
        if self.kinds.is_empty() {
            return pick(text::NO_KIND, lang).to_owned();
        }
        let kinds = self.kinds.iter().take(KINDS).map(|kind| label("kinds", kind, lang));
        joined(kinds, self.kinds.len().saturating_sub(KINDS), lang)
    }

    fn how_many(&self, lang: Lang) -> String {
        let Some(count) = &self.count else { return pick(text::NO_COUNT, lang).to_owned() };
        let subject = label("subject", &count.subject, lang);
        // 742アカウント says by itself what it counts.
        let told = *count.subject == *"other" || subject == label("unit", &count.unit, lang);
        let subject = if told { "" } else { subject };
        match (subject.is_empty(), lang) {
            (true, _) => figure(count, lang),
            (_, Lang::Ja) => format!("{subject} {}", figure(count, lang)),
            (_, Lang::En) => format!("{} ({subject})", figure(count, lang)),
        }
    }

    fn which(&self, lang: Lang) -> Option<String> {
        let (named, others) = self.named_items();
        (!named.is_empty()).then(|| joined(named.into_iter().map(|item| label("data_items", item, lang)), others, lang))
    }

    /// The line as plain text.
    #[must_use]
    pub(crate) fn plain(&self, lang: Lang) -> String {
        let (after_name, between) = if lang == Lang::Ja { ("　", "　") } else { (": ", "; ") };
        let parts: Vec<String> = self.parts(lang).into_iter().map(|(_, words)| words).collect();
        let name = self.organization.as_deref().unwrap_or(pick(text::NO_ORG, lang));
        format!("{}{after_name}{}", super::page::bare(name), parts.join(between))
    }

    /// The line's facts, and the line in both languages.
    #[must_use]
    pub(crate) fn as_json(&self) -> Value {
        json!({
            "case": self.case,
            "organization": self.organization,
            "sector": self.sector,
            "kinds": self.kinds,
            "headline": self.count,
            "items": self.items,
            "days_unseen": self.unseen.map(|(fewest, most)| json!({ "fewest": fewest, "most": most })),
            "published": self.published,
            "title": self.title,
            "line": { "ja": self.plain(Lang::Ja), "en": self.plain(Lang::En) },
        })
    }
}

/// The line as markup: the name leads to the organisation's page, the rest to the case.
#[must_use]
pub(crate) fn line(asked: &Asked, told: &Told) -> Markup {
    let (after_name, between) = if asked.lang == Lang::Ja { ("　", "　") } else { (": ", "; ") };
    let parts = told.parts(asked.lang);
    html! {
        span.told {
            (organization(asked, told.organization.as_deref()))
            (after_name)
            a.open href={ "/cases/" (told.case) } {
                @for (at, (class, words)) in parts.iter().enumerate() {
                    @if at > 0 { span.between { (between) } }
                    span.(class) { (words) }
                }
            }
        }
    }
}

/// An organisation's name, which leads to all that is known of it.
#[must_use]
pub(crate) fn organization(asked: &Asked, name: Option<&str>) -> Markup {
    html! {
        @match name {
            Some(name) => a.who href=(link(name)) { bdi lang="ja" { (words(name)) } },
            None => span.who.unknown { (asked.t(text::NO_ORG)) },
        }
    }
}

fn unseen(between: (i64, i64), lang: Lang) -> String {
    match (between, lang) {
        ((0, 0), _) => pick(text::SEEN_AT_ONCE, lang).to_owned(),
        (between, Lang::Ja) => format!("{}気づかれず", days(between, lang)),
        (between, Lang::En) => format!("unseen for {}", days(between, lang)),
    }
}

fn joined<'w>(words: impl Iterator<Item = &'w str>, others: usize, lang: Lang) -> String {
    let words: Vec<&str> = words.collect();
    let more = match (others, lang) {
        (0, _) => String::new(),
        (n, Lang::Ja) => format!("ほか{n}"),
        (n, Lang::En) => format!(" and {n} more"),
    };
    format!("{}{more}", words.join(if lang == Lang::Ja { "・" } else { ", " }))
}

const fn pick(text: text::Text, lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => text.ja,
        Lang::En => text.en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> Told {
        let count = Count { value: 12_000, bound: "at_most".into(), unit: "people".into(), subject: "personal".into() };
        Told {
            organization: Some("青葉商会".to_owned()),
            kinds: vec!["ransomware".into()],
            count: Some(count),
            items: ["name", "address", "card_number"].map(Code::from).to_vec(),
            unseen: Some((45, 45)),
            ..Told::default()
        }
    }

    #[test]
    fn a_line_says_it_all_in_both_languages() {
        assert_eq!(
            told().plain(Lang::Ja),
            "青葉商会　ランサムウェア　個人情報 最大12,000名　氏名・住所・カード番号　45日気づかれず"
        );
        assert_eq!(
            told().plain(Lang::En),
            "青葉商会: ransomware; up to 12,000 people (personal data); name, address, card number; unseen for 45 days"
        );
    }

    #[test]
    fn what_is_not_told_is_unknown_and_never_zero() {
        assert_eq!(Told::default().plain(Lang::Ja), "組織不明　種別不明　規模不明");
        let at_once = Told { unseen: Some((0, 0)), ..told() };
        assert!(at_once.plain(Lang::Ja).ends_with("その日に発覚"));
        let vague = Told { unseen: Some((3, 33)), ..told() };
        assert!(vague.plain(Lang::En).ends_with("unseen for 3–33 days"));
    }

    #[test]
    fn of_many_items_the_telling_ones_are_named() {
        let items = ["name", "address", "phone", "email", "birth_date", "card_number", "password"].map(Code::from).to_vec();
        let line = Told { items, ..told() }.plain(Lang::Ja);
        assert!(line.contains("氏名・住所・カード番号・パスワードほか3"), "{line}");
    }
}

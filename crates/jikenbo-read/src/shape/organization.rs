//! Whose incident it is.

use jikenbo_model::{Code, Fact, Organization, RuleId};

use super::Shaper;
use super::head::Head;
use super::name::{Forms, Name, names};
use crate::apply::Find;
use crate::clause::{Kind, Text};

/// The organisation: named in the headline; else behind 「(以下「当社」)」; else alone on a line near the head or foot; else, in a
/// report, what the first sentence is about.
pub(crate) fn find(shaper: &Shaper<'_, '_, '_>, head: &Head) -> Option<Fact<Organization>> {
    let text = shaper.text;
    let forms = Forms::new(shaper.rules);
    let (start, end) = head.title.unwrap_or((0, 0));
    let way = |rule: &'static str, name: Option<Name>| name.map(|n| (rule, n));
    let named = way("organization/headline", headline(text, forms, start, end))
        .or_else(|| way("organization/headline", first_words(shaper, start, end)))
        .or_else(|| way("organization/called", called(text, forms)))
        .or_else(|| way("organization/signature", signature(text, forms)))
        .or_else(|| way("organization/subject", provider(text, start, end)))
        .or_else(|| way("organization/subject", subject(text, forms)))
        .or_else(|| way("organization/headline", spoken_of(shaper, start, end)));
    match named {
        Some((rule, name)) => {
            let span = text.lexed.source(name.start, name.end);
            let words = span.of(&text.notice.text).to_owned();
            let sector = sector(shaper, Some(&name));
            Some(Fact::new(Organization { name: Some(words), sector: sector.map(|s| s.0) }, span, RuleId::from(rule)))
        }
        None => {
            let (code, span) = sector(shaper, None)?;
            Some(Fact::new(
                Organization { name: None, sector: Some(code.clone()) },
                span?,
                RuleId::from(format!("sector/{code}").as_str()),
            ))
        }
    }
}

/// In a headline the name stands first (青葉大学 不正アクセス…, 青葉堂株式会社:…), or last after the date.
fn headline(text: &Text<'_>, forms: Forms, start: u32, end: u32) -> Option<Name> {
    let mut all = names(&text.lexed, forms, start, end);
    // An authority that announces what it did names the organisation in the same headline.
    let authority = |n: &Name| text.lexed.slice(n.start, n.end).ends_with("委員会");
    if all.iter().any(|n| n.legal && !authority(n)) {
        all.retain(|n| !authority(n));
    }
    let first = all.iter().find(|n| {
        text.lexed
            .slice(start, n.start)
            .trim_matches(['【', '(', ' ', '「', '['])
            .trim_start_matches("個人情報保護委員会")
            .trim()
            .is_empty()
    });
    let last = all.iter().rev().find(|n| text.lexed.slice(n.end, end).trim_matches([' ', ')', '】']).is_empty());
    let free = |n: &&Name| n.legal && !follows_vendor_word(text, n);
    let mut name = *first.or(last).or_else(|| all.iter().find(free))?;
    extend(text, forms, &mut name, end);
    Some(name)
}

/// 医療法人青葉会 青葉病院: two names side by side are one.
fn extend(text: &Text<'_>, forms: Forms, name: &mut Name, end: u32) {
    let next = names(&text.lexed, forms, name.end, end).first().copied();
    if let Some(next) = next.filter(|n| text.lexed.slice(name.end, n.start) == " " && !n.legal) {
        name.end = next.end;
    }
}

/// 委託先である株式会社…, 株式会社…が提供する: another's name.
fn follows_vendor_word(text: &Text<'_>, name: &Name) -> bool {
    let before = text.lexed.slice(text.title.0.min(name.start), name.start);
    ["委託先", "委託", "提供元", "元従業員", "委員会"].iter().any(|w| before.contains(w))
}

/// 株式会社青葉堂(以下「当社」), 青葉会(以下、本会といいます)
fn called(text: &Text<'_>, forms: Forms) -> Option<Name> {
    const SELF: [&str; 16] = [
        "当社",
        "弊社",
        "本学",
        "本会",
        "当会",
        "当機構",
        "本機構",
        "当院",
        "当センター",
        "当協会",
        "当行",
        "当組合",
        "本校",
        "当校",
        "当法人",
        "当グループ",
    ];
    let all = text.lexed.text();
    let mut from = 0;
    while let Some(at) = all[from..].find("(以下").map(|a| a + from) {
        let inner = &all[at..all[at..].find(')').map_or(all.len(), |e| at + e)];
        if SELF.iter().any(|w| inner.contains(w)) {
            let start = text.lines[text.line_at(at as u32)].start;
            return names(&text.lexed, forms, start, at as u32)
                .into_iter()
                .rev()
                .find(|n| n.end as usize == at)
                .map(|n| first_of_group(text, forms, start, n));
        }
        from = at + 1;
    }
    None
}

/// A、B及びC(以下「当グループ」): the first named.
fn first_of_group(text: &Text<'_>, forms: Forms, start: u32, last: Name) -> Name {
    let all = names(&text.lexed, forms, start, last.end);
    let mut name = last;
    for n in all.iter().rev().skip(1) {
        let between = text.lexed.slice(n.end, name.start);
        if !matches!(between, "、" | "及び" | "および" | "・" | "並びに" | "と") {
            break;
        }
        name = *n;
    }
    name
}

/// A line near the head or foot that is only a name (and perhaps a date before it, a representative after it).
fn signature(text: &Text<'_>, forms: Forms) -> Option<Name> {
    let lines: Vec<_> = text.lines.iter().filter(|l| l.kind != Kind::Blank).collect();
    let ends = lines.iter().take(10).chain(lines.iter().rev().take(10));
    ends.filter_map(|l| {
        let mut name = names(&text.lexed, forms, l.start, l.end).first().copied()?;
        extend(text, forms, &mut name, l.end);
        let before = text.lexed.slice(l.start, name.start).trim();
        let after = text.lexed.slice(name.end, l.end).trim();
        let dated = text.lexed.within(l.start, name.start).any(|t| text.tokens()[t].is_when());
        let role = after.is_empty()
            || after.starts_with("代表")
            || after.starts_with("理事長")
            || after.starts_with("学長")
            || after.starts_with("市長")
            || dated_above(text, l.start) && after.chars().count() <= 15 && after.chars().all(noun_char);
        ((before.is_empty() || dated) && role && text.lexed.slice(name.start, name.end).chars().count() <= 40).then_some(name)
    })
    .next()
}

/// Whether the line above is a date: then this one is who signs, with the department (青葉大学 情報基盤センター).
fn dated_above(text: &Text<'_>, start: u32) -> bool {
    let line = text.line_at(start);
    let above = text.lines[..line].iter().rev().find(|l| l.kind != Kind::Blank);
    above.is_some_and(|l| {
        text.lexed.within(l.start, l.end).any(|t| text.tokens()[t].is_when() && text.tokens()[t].end + 1 >= l.end)
    })
}

/// What a report's first sentences are about: 青葉堂は…と発表した, 青葉市が….
fn subject(text: &Text<'_>, forms: Forms) -> Option<Name> {
    text.sentences.iter().filter(|s| !text.in_title(s.start)).take(3).find_map(|s| {
        names(&text.lexed, forms, s.start, s.end)
            .into_iter()
            .map(|mut n| {
                extend(text, forms, &mut n, s.end);
                n
            })
            .find(|n| {
                let after = text.lexed.slice(n.end, s.end);
                let after = after.strip_prefix('(').and_then(|a| a.split_once(')')).map_or(after, |(_, a)| a);
                ["は", "が", "の", "では", "において", "で"].iter().any(|p| after.starts_with(p))
            })
    })
}

/// A name in no known form: the first words of the headline before a blank (楓屋 メール配信の…), if they are nouns alone.
fn first_words(shaper: &Shaper<'_, '_, '_>, start: u32, end: u32) -> Option<Name> {
    const LABELS: [&str; 10] = ["重要", "緊急", "速報", "追記", "更新", "別紙", "報道発表", "報道資料", "プレスリリース", "再掲"];
    let (first, _) = shaper.text.lexed.slice(start, end).split_once([' ', ':'])?;
    (noun(first) && !LABELS.contains(&first) && !headed(shaper, start, first.len())).then(|| Name {
        start,
        end: start + first.len() as u32,
        legal: false,
    })
}

/// Who provides the product that the headline begins with: 青葉360、… 青葉360を提供する青葉堂は….
fn provider(text: &Text<'_>, start: u32, end: u32) -> Option<Name> {
    let headline = text.lexed.slice(start, end);
    let product = &headline[..headline.find(|c: char| !noun_char(c) && !c.is_ascii_digit()).unwrap_or(headline.len())];
    let body = &text.lexed.text()[end as usize..];
    let said = ["を提供する", "を運営する", "を開発する"].map(|w| format!("{product}{w}"));
    let at = said.iter().filter(|_| product.chars().count() >= 3).find_map(|w| Some(body.find(w.as_str())? + w.len()))?;
    let len = body[at..].find(|c: char| !noun_char(c)).unwrap_or(0);
    let from = end + at as u32;
    noun(&body[at..at + len]).then(|| Name { start: from, end: from + len as u32, legal: false })
}

/// What the first sentences speak of, if the headline begins with it (楓屋の通販サイト… 楓屋は…) or it is said to announce.
fn spoken_of(shaper: &Shaper<'_, '_, '_>, start: u32, end: u32) -> Option<Name> {
    let headline = shaper.text.lexed.slice(start, end);
    let mut sentences = shaper.text.sentences.iter().filter(|s| s.start >= end).take(3);
    sentences.find_map(|s| topic(shaper, s.start, s.end, headline))
}

/// Whether the words hold a word of headlines (漏えい, お知らせ): then they name the matter, not the organisation.
fn headed(shaper: &Shaper<'_, '_, '_>, start: u32, len: usize) -> bool {
    let class = shaper.rules.names.get("headline");
    shaper.text.lexed.within(start, start + len as u32).any(|t| Some(shaper.text.tokens()[t].class) == class)
}

/// Kanji, katakana and letters only, as names are that have neither a legal form nor an ending.
fn noun(words: &str) -> bool {
    let plain = |c: char| !matches!(c, 'ぁ'..='ん' | '0'..='9' | '(' | ')' | '「' | '」' | ' ' | '\n' | '、' | '。' | '【' | '】' | '/' | ':' | '\t' | '~');
    (2..=20).contains(&words.chars().count()) && words.chars().all(plain) && !words.is_ascii()
}

fn topic(shaper: &Shaper<'_, '_, '_>, start: u32, end: u32, headline: &str) -> Option<Name> {
    let words = shaper.text.lexed.slice(start, end);
    let said = ["発表", "公表", "明らかに"].iter().any(|w| words.contains(w));
    let mut from = 0;
    for (at, c) in words.char_indices() {
        if noun_char(c) {
            continue;
        }
        let name = &words[from..at];
        from = at + c.len_utf8();
        let topic = matches!(c, 'は' | 'が' | 'の' | '(');
        let begins = start + (at - name.len()) as u32;
        // A name that begins in hiragana (もくれん家事サービス) is cut here, and a word of headlines names the matter.
        let before = words[..at - name.len()].chars().next_back();
        let whole =
            before.is_none_or(|c| !matches!(c, 'ぁ'..='ん') || "のはがをにで".contains(c)) && !headed(shaper, begins, name.len());
        let known = whole && (headline.trim_start_matches('【').starts_with(name) || said && c == 'は');
        if topic && noun(name) && known && !COMMON.contains(&name) {
            let at = start + at as u32;
            return Some(Name { start: at - name.len() as u32, end: at, legal: false });
        }
    }
    None
}

/// Nouns that reports begin with and that name nobody.
const COMMON: [&str; 22] = [
    "当社",
    "弊社",
    "本学",
    "今回",
    "本件",
    "同社",
    "県警",
    "警察",
    "元社員",
    "元従業員",
    "元職員",
    "元教諭",
    "社員",
    "従業員",
    "職員",
    "教員",
    "教諭",
    "男性",
    "女性",
    "顧客",
    "会員",
    "容疑者",
];

fn noun_char(c: char) -> bool {
    matches!(c, '一'..='龠' | '々' | 'ァ'..='ヺ' | 'ー' | 'A'..='Z' | 'a'..='z' | '&' | '・')
}

/// The sector, by words in the name (the first rule of a page); else by what the organisation calls itself (当院, 本学) or
/// runs; a company if it has a company's form.
fn sector(shaper: &Shaper<'_, '_, '_>, name: Option<&Name>) -> Option<(Code, Option<jikenbo_model::Span>)> {
    let tokens = shaper.text.tokens();
    let rank = |code: &str| SECTORS.iter().position(|s| *s == code).unwrap_or(SECTORS.len());
    let of = |f: &&Find| rank(&shaper.rule(f).code);
    let in_name = |f: &&Find| {
        let token = tokens[f.last()];
        // A city is one only at the end of a name: 青葉市, but not 青葉市民生協.
        let ends = |n: &Name| shaper.rule(f).code.as_str() != "local_government" || token.end == n.end;
        shaper.rule(f).place == 0 && name.is_some_and(|n| n.start <= token.start && token.end <= n.end && ends(n))
    };
    let by_name = shaper.under("sector").filter(in_name).min_by_key(of);
    let by_text = || shaper.under("sector").filter(|f| shaper.rule(f).place > 0).min_by_key(|f| (of(f), f.last()));
    let shop = || shaper.under("sector").find(|f| shaper.rule(f).place > 0 && shaper.rule(f).code.as_str() == "retail");
    let special = by_name.filter(|f| shaper.rule(f).code.as_str() != "company");
    match special.or_else(shop).or(by_name).or_else(by_text) {
        Some(find) => Some((shaper.rule(find).code.clone(), Some(shaper.span(find)))),
        // What is named and shows no other sector is nearly always a company.
        None => name.map(|_| ("company".into(), None)),
    }
}

/// Where a name or text shows two: the first of these.
const SECTORS: [&str; 10] = [
    "hospital",
    "university",
    "school",
    "financial",
    "government",
    "local_government",
    "nonprofit",
    "retail",
    "company",
    "other",
];

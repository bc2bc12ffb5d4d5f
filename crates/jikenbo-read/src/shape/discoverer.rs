//! Who noticed first, or told the organisation: the first that the text tells of.

use jikenbo_model::{Code, Fact};

use super::Shaper;
use super::teller::{DOES, FROM, by_head, elsewhere};
use crate::apply::Find;
use crate::rule::{Rule, Take};

/// Who noticed or told. What a weak rule found counts only if no other found anything.
pub(crate) fn discoverer(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let mut best: Option<((bool, u32, u32), Fact<Code>)> = None;
    // Logs are looked at after a loss too, to see that nothing came of it.
    let by_hand = kinds.iter().any(|f| matches!(f.value.as_str(), "loss_or_theft" | "misdelivery"));
    let mut bare_finds = 0;
    for find in shaper.under("discovered_by") {
        let rule = shaper.rule(find);
        if by_hand && rule.code.as_str() == "own_monitoring" {
            continue;
        }
        // Of two that told together, the one named first told first.
        let first = find.tokens().last().map_or(0, |t| shaper.text.tokens()[t].start);
        let place = (rule.weak, shaper.text.tokens()[find.last()].start, first);
        if best.as_ref().is_some_and(|(known, _)| *known <= place) {
            continue;
        }
        // A rule that says only that somebody told: its teller is a firm by name, or known by the head of his words.
        let bare = rule.take == Take::Last;
        bare_finds += usize::from(bare);
        if bare && bare_finds > TRIES {
            continue;
        }
        let fact = match bare {
            true if rule.weak => unnamed(shaper, find, DOES),
            true => named(shaper, find),
            false if !joined(shaper, find) || !agent(shaper, find) || super::itself(shaper, find) => None,
            false => Some(shaper.fact(find, code(rule, kinds))),
        };
        if let Some(fact) = fact {
            best = Some((place, fact));
        } else if bare && !rule.weak {
            let place = (true, place.1, place.2);
            let fact = unnamed(shaper, find, FROM).filter(|_| best.as_ref().is_none_or(|(known, _)| *known > place));
            best = fact.map(|fact| (place, fact)).or(best);
        }
    }
    best.map(|(_, fact)| fact)
}

/// Whether the one of the staff whom a rule names is who noticed: he is not the one told (担任に申し出て), nor of another body.
fn agent(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let Some(first) = find.tokens().last().filter(|_| shaper.rule(find).code.as_str() == "employee") else { return true };
    if find.tokens().count() < 2 {
        return true;
    }
    let token = shaper.text.tokens()[first];
    let sentence = shaper.text.sentence(first).start;
    let words = shaper.text.lexed.text();
    let before = words.ceil_char_boundary(sentence.max(token.start.saturating_sub(TAIL)) as usize);
    let after = &words[token.end as usize..];
    let told = ["に", "へ", "宛", "あて", "を"].iter().any(|particle| after.starts_with(particle));
    // Who was one of the staff is none now: 元|従業員.
    let before = &words[before..token.start as usize];
    !told && !before.ends_with('元') && !elsewhere(before)
}

/// Who told by the head of his words, where no page knows them and no firm is named.
fn unnamed(shaper: &Shaper<'_, '_, '_>, find: &Find, particles: &[&str]) -> Option<Fact<Code>> {
    let rule = shaper.rule(find);
    let (words, start, end) = telling(shaper, find)?;
    let (from, _, teller) = by_head(words, particles)?;
    let span = shaper.text.lexed.source(start + from as u32, shaper.whole(end));
    Some(Fact::new(Code::from(teller.code()), span, rule.id.clone()))
}

/// The words of the sentence before a telling word, with the particle that it may begin with; where they begin, and where it ends.
fn telling<'t>(shaper: &Shaper<'_, 't, '_>, find: &Find) -> Option<(&'t str, u32, u32)> {
    let told = shaper.text.tokens()[find.last()];
    let start = shaper.text.sentence(find.last()).start.max(told.start.saturating_sub(FAR));
    let words = shaper.text.lexed.text();
    let start = words.ceil_char_boundary(start as usize);
    // The telling word may begin with the particle: から入り.
    let particle = if words[told.start as usize..].starts_with(['か', 'よ']) { "から".len() } else { 0 };
    Some((words.get(start..told.start as usize + particle)?, start as u32, told.end))
}

/// Who told, by the page of the rule and by what happened: who has a stranger's letter or page before him and tells of it without a
/// name is one of the customers.
fn code(rule: &Rule, kinds: &[Fact<Code>]) -> Code {
    let at_hand = kinds.iter().any(|f| matches!(f.value.as_str(), "misdelivery" | "product_fault"));
    match rule.weak && at_hand && rule.code.as_str() == "other_outsider" {
        true => Code::from("customer"),
        false => rule.code.clone(),
    }
}

/// Whether the teller of a rule `@words … @by …` is who the particle belongs to: お客様(A様)から, 受講生1名から, not 利用者の端末から.
fn joined(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let mut tokens = find.tokens().rev().map(|t| shaper.text.tokens()[t]);
    let (Some(who), Some(by), Some(_)) = (tokens.next(), tokens.next(), tokens.next()) else { return true };
    let particle = shaper.text.lexed.slice(by.start, by.end);
    if !particle.starts_with("から") && !particle.starts_with("より") {
        return true;
    }
    by.start - who.end.min(by.start) <= TAIL && is_tail(shaper.text.lexed.slice(who.end, by.start))
}

/// The longest words between a teller and its particle, in bytes.
const TAIL: u32 = 120;

/// What may stand behind a teller: a title, who of several, a number.
const TITLES: &[&str] = &[
    "の方々",
    "の方",
    "の皆様",
    "の有志",
    "の関係者",
    "の代表",
    "かた",
    "のかた",
    "のひとり",
    "お一人",
    "のお一人",
    "おひとり",
    "のおひとり",
    "の皆さん",
    "の皆さま",
    "様",
    "さま",
    "さん",
    "殿",
    "氏",
    "の一人",
    "の一部",
    "の担当者",
    "担当者",
    "の担当",
    "複数",
    "等",
    "など",
    "の職員",
    "の社員",
    "の従業員",
    "の事務局",
    "事務局",
    "ご本人",
    "本人",
    "のご家族",
    "の家族",
    "の親族",
    "の保護者",
    "の",
    "名",
    "人",
    "社",
    "件",
    "者",
    "側",
    "数",
    "約",
    "より",
    "からも",
];

/// Whether the words behind a teller are titles, numbers and names in brackets only.
fn is_tail(words: &str) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let closing = match rest.chars().next() {
            Some('(') => Some(')'),
            Some('「') => Some('」'),
            _ => None,
        };
        let next = match closing {
            // A firm by name is looked at by its name.
            Some(closing) => rest.split_once(closing).filter(|(name, _)| !name.contains("会社")).map(|(_, behind)| behind),
            None => TITLES.iter().find_map(|title| rest.strip_prefix(title)).or_else(|| {
                let behind = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == ' ');
                (behind.len() < rest.len()).then_some(behind)
            }),
        };
        match next {
            Some(next) => rest = next,
            None => return false,
        }
    }
    true
}

/// How far before the telling word the name of a firm that told may stand, in bytes.
const FAR: u32 = 600;

/// The fact that a firm whose name stands in the sentence told of it.
fn named(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<Fact<Code>> {
    let rule = shaper.rule(find);
    let (words, start, end) = telling(shaper, find)?;
    let text = shaper.text.lexed.stretch(0, SEARCHED);
    let (from, _) = teller(words, text)?;
    let span = shaper.text.lexed.source(start + from as u32, shaper.whole(end));
    Some(Fact::new(rule.code.clone(), span, rule.id.clone()))
}

/// Where the first firm stands that something comes from: アオゾラ社から, 株式会社青葉システムより.
fn teller(words: &str, text: &str) -> Option<(usize, usize)> {
    let comes = |word: &str| words.match_indices(word).map(|(at, w)| (at, at + w.len())).collect::<Vec<_>>();
    let mut ends: Vec<(usize, usize)> = [comes("から"), comes("より")].concat();
    ends.sort_unstable();
    let named = |at: usize| firm(&words[..at]).or_else(|| known_firm(&words[..at], text));
    // A sentence names few who told.
    ends.into_iter().take(MOST).find_map(|(at, end)| named(at).map(|from| (from, end)))
}

/// Who is no vendor, though the name ends so.
const NO_VENDOR: &[&str] =
    &["当社", "弊社", "自社", "他社", "カード会社", "代行会社", "新聞社", "各社", "クレジット会社", "我が社", "神社"];

/// Where the name of a firm begins that ends these words.
fn firm(before: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let words = before.trim_end_matches(['」', ')', '様', '殿', ' ']);
    let run: usize = words.chars().rev().take(LONGEST).take_while(|c| is_name(*c)).map(char::len_utf8).sum();
    let name = &words[words.len() - run..];
    let formed = ["株式会社", "有限会社", "合同会社", "(株)", "(有)"].iter().any(|form| name.contains(form));
    let called = ["社", "情報センター"].iter().any(|end| name.ends_with(end) && name.len() > end.len());
    // 建設会社から: a firm without a name is no vendor by that.
    let ours = NO_VENDOR.iter().any(|no| name.ends_with(no)) || name.ends_with("会社") && !formed;
    ((formed || called) && !ours).then_some(words.len() - run)
}

/// How many of the words that say only that somebody told are asked for their teller.
const TRIES: usize = 64;

/// How much of the text is searched for the form of a name, in bytes.
const SEARCHED: u32 = 32_768;

/// The most particles of a sentence that are looked at.
const MOST: usize = 8;

/// Where the name begins that ends these words, if the text elsewhere gives it with the form of a company: 「ホタル物流株式会社」 … ホタル物流より.
fn known_firm(before: &str, text: &str) -> Option<usize> {
    const SHORTEST: usize = 3;
    let letters = |c: &char| is_name(*c) && !matches!(c, ' ' | '(' | ')' | '」' | '・');
    let run: usize = before.chars().rev().take(16).take_while(letters).map(char::len_utf8).sum();
    let name = &before[before.len() - run..];
    let formed = || text.match_indices(name).take(4).any(|(at, _)| is_formed(&text[..at], &text[at + name.len()..]));
    let ours = NO_VENDOR.iter().any(|no| name.ends_with(no));
    (name.chars().count() >= SHORTEST && !ours && formed()).then_some(before.len() - run)
}

/// Whether the form of a company stands before or behind a name.
fn is_formed(before: &str, after: &str) -> bool {
    const FORMS: &[&str] = &["株式会社", "有限会社", "合同会社", "(株)", "(有)"];
    // 「イセトー」(本社・京都市)
    let seated = after.trim_start_matches(['」', ' ']).starts_with("(本社");
    seated || FORMS.iter().any(|form| before.trim_end_matches(['「', ' ']).ends_with(form) || after.starts_with(form))
}

/// Letters of names: no hiragana, no comma.
const fn is_name(c: char) -> bool {
    !matches!(c, 'ぁ'..='ん' | '、' | ',' | '。' | '\n' | '「' | '『' | ':')
}

#[cfg(test)]
mod tests {
    use super::{is_tail, teller};

    fn told(words: &str) -> Option<&str> {
        teller(words, "荷を運ぶ「ホタル便株式会社」").map(|(from, to)| &words[from..to])
    }

    #[test]
    fn a_firm_by_name_is_the_teller() {
        assert_eq!(told("7月28日、アオゾラ社から、同社のシステムへの影響から、"), Some("アオゾラ社から"));
        assert_eq!(told("6月4日、ホタル便より"), Some("ホタル便より"));
        assert_eq!(told("決済を担う「株式会社ペイツバキ」より、"), Some("株式会社ペイツバキ」より"));
    }

    #[test]
    fn titles_numbers_and_brackets_stand_behind_a_teller() {
        assert!(["(A様)", "1名", "の方(市内在住)", "の担当者", ""].iter().all(|words| is_tail(words)));
        assert!(!["のアカウント", "の端末", "に送った相手"].iter().any(|words| is_tail(words)));
    }

    #[test]
    fn the_organisation_itself_and_its_days_are_no_tellers() {
        assert_eq!(told("9月1日から、当社から"), None);
        assert_eq!(told("クレジットカード会社から"), None);
    }
}

//! Who noticed first, or told the organisation: the first that the text tells of.

use jikenbo_model::{Code, Fact};

use super::Shaper;
use crate::apply::Find;
use crate::rule::Take;

/// Who noticed or told. What a weak rule found counts only if no other found anything.
pub(crate) fn discoverer(shaper: &Shaper<'_, '_, '_>, kinds: &[Fact<Code>]) -> Option<Fact<Code>> {
    let mut best: Option<((bool, u32, u32), Fact<Code>)> = None;
    // Logs are looked at after a loss too, to see that nothing came of it.
    let by_hand = kinds.iter().any(|f| matches!(f.value.as_str(), "loss_or_theft" | "misdelivery"));
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
        // A rule that says only that somebody told: its teller is a firm by name, or nobody that is known.
        let bare = rule.take == Take::Last;
        let fact = if bare { named(shaper, find) } else { Some(shaper.fact(find, rule.code.clone())) };
        if let Some(fact) = fact {
            best = Some((place, fact));
        }
    }
    best.map(|(_, fact)| fact)
}

/// How far before the telling word the name of a firm that told may stand, in bytes.
const FAR: u32 = 600;

/// The fact that a firm whose name stands in the sentence told of it.
fn named(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<Fact<Code>> {
    let rule = shaper.rule(find);
    let told = shaper.text.tokens()[find.last()];
    let start = shaper.text.sentence(find.last()).start.max(told.start.saturating_sub(FAR));
    let words = shaper.text.lexed.text();
    let start = words.ceil_char_boundary(start as usize);
    // The telling word may begin with the particle: から入り.
    let particle = if words[told.start as usize..].starts_with(['か', 'よ']) { "から".len() } else { 0 };
    let (from, _) = teller(words.get(start..told.start as usize + particle)?)?;
    let span = shaper.text.lexed.source((start + from) as u32, shaper.whole(told.end));
    Some(Fact::new(rule.code.clone(), span, rule.id.clone()))
}

/// Where the first firm stands that something comes from: ショーケース社から, 株式会社青葉システムより.
fn teller(words: &str) -> Option<(usize, usize)> {
    let comes = |word: &str| words.match_indices(word).map(|(at, w)| (at, at + w.len())).collect::<Vec<_>>();
    let mut ends: Vec<(usize, usize)> = [comes("から"), comes("より")].concat();
    ends.sort_unstable();
    ends.into_iter().find_map(|(at, end)| firm(&words[..at]).map(|from| (from, end)))
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
    let ours = NO_VENDOR.iter().any(|no| name.ends_with(no));
    ((formed || called) && !ours).then_some(words.len() - run)
}

/// Letters of names: no hiragana, no comma.
const fn is_name(c: char) -> bool {
    !matches!(c, 'ぁ'..='ん' | '、' | ',' | '。' | '\n' | '「' | '『' | ':')
}

#[cfg(test)]
mod tests {
    use super::teller;

    fn told(words: &str) -> Option<&str> {
        teller(words).map(|(from, to)| &words[from..to])
    }

    #[test]
    fn a_firm_by_name_is_the_teller() {
        assert_eq!(told("7月28日、ショーケース社から、同社のシステムへの影響から、"), Some("ショーケース社から"));
        assert_eq!(told("決済を担う「株式会社ペイツバキ」より、"), Some("株式会社ペイツバキ」より"));
    }

    #[test]
    fn the_organisation_itself_and_its_days_are_no_tellers() {
        assert_eq!(told("9月1日から、当社から"), None);
        assert_eq!(told("クレジットカード会社から"), None);
    }
}

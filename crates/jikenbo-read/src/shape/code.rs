//! Keys whose value is a code: what happened, why, by whom, what was done.

use jikenbo_model::{Code, Fact};

use super::Shaper;

/// Each distinct place of each code: a measure may be taken more than once. Places that overlap are one.
pub(crate) fn every(shaper: &Shaper<'_, '_, '_>, key: &str) -> Vec<Fact<Code>> {
    let mut facts: Vec<Fact<Code>> = Vec::new();
    for find in shaper.under(key) {
        let fact = shaper.fact(find, shaper.rule(find).code.clone());
        let words = fact.evidence.span.of(&shaper.text.notice.text);
        let same = |f: &Fact<Code>| {
            f.value == fact.value
                && (f.evidence.span.end > fact.evidence.span.start && fact.evidence.span.end > f.evidence.span.start
                    || f.evidence.span.of(&shaper.text.notice.text) == words
                    || ONCE.contains(&f.value.as_str()))
        };
        match facts.iter_mut().find(|f| same(f)) {
            Some(known) => known.also.push(fact.evidence),
            None => facts.push(fact),
        }
    }
    facts
}

/// Measures that are one however often they are told.
const ONCE: &[&str] = &["apology", "card_reissue_free", "hotline"];

/// One code, the strongest of those found; among equals the first in the body, then in the headline.
pub(crate) fn strongest(shaper: &Shaper<'_, '_, '_>, key: &str, order: &[&str]) -> Option<Fact<Code>> {
    let rank = |code: &Code| order.iter().position(|o| *o == code.as_str()).unwrap_or(order.len());
    let in_title = |t: usize| shaper.text.in_title(shaper.text.tokens()[t].start);
    let body = shaper.under(key).any(|f| !in_title(f.last()));
    let finds = shaper.under(key).filter(|f| !(body && key == "leak_status" && in_title(f.last())));
    let best = finds.min_by_key(|f| (rank(&shaper.rule(f).code), shaper.rule(f).place, f.last()))?;
    Some(shaper.fact(best, shaper.rule(best).code.clone()))
}

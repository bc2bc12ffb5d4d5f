//! Reports to authorities, and what authorities did.

use jikenbo_model::{Authority, Date, Fact};

use super::Shaper;
use crate::apply::Find;
use crate::rule::Take;

/// One entry per authority and day of a report; one without a day where only that is told.
pub(crate) fn authorities(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<Authority>> {
    let mut facts: Vec<Fact<Authority>> = Vec::new();
    for find in shaper.under("authorities") {
        let rule = shaper.rule(find);
        let reports = rule.take != Take::Last && find.at.iter().filter(|t| **t != crate::clause::NONE).count() > 1;
        let Some(word) = word(shaper, find) else { continue };
        let token = shaper.text.tokens()[word];
        let name = shaper.text.lexed.source(token.start, token.end).of(&shaper.text.notice.text).to_owned();
        let date = reports.then(|| date(shaper, find)).flatten();
        let mut fact = shaper.fact(find, Authority { authority: rule.code.clone(), name, date });
        if let Some(when) = governing(shaper, find).filter(|_| date.is_some()) {
            fact.evidence.span = fact.evidence.span.join(when);
        }
        add(&mut facts, fact);
    }
    facts
}

/// The token of the authority's name: the one of the page's own words.
fn word(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<usize> {
    let own = format!("{}#words", shaper.rule(find).id);
    let class = shaper.rules.names.get(&own)?;
    find.tokens().find(|t| shaper.text.tokens()[*t].class == class)
}

fn date_token(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<usize> {
    let said = find.tokens().find(|t| shaper.text.tokens()[*t].is_when());
    let governor = shaper.text.governor[find.last()];
    said.or_else(|| (governor != crate::clause::NONE).then_some(governor as usize))
}

fn date(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<Date> {
    let when = shaper.calendar.when(shaper.text.tokens()[date_token(shaper, find)?].form?);
    when.start.or(when.end)
}

fn governing(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<jikenbo_model::Span> {
    let token = shaper.text.tokens()[date_token(shaper, find)?];
    Some(shaper.text.lexed.source(token.start, token.end))
}

/// The same authority on the same day is one; an entry without a day gives way to one with a day.
fn add(facts: &mut Vec<Fact<Authority>>, fact: Fact<Authority>) {
    let same = |f: &Fact<Authority>| {
        f.value.authority == fact.value.authority
            && (f.value.name == fact.value.name
                || fact.value.authority.as_str() == "ppc"
                || fact.value.authority.as_str() == "police")
    };
    if let Some(known) = facts.iter_mut().find(|f| same(f) && f.value.date == fact.value.date) {
        known.also.push(fact.evidence);
    } else if fact.value.date.is_none() && facts.iter().any(same) {
        if let Some(known) = facts.iter_mut().find(|f| same(f)) {
            known.also.push(fact.evidence);
        }
    } else if let Some(known) = facts.iter_mut().find(|f| same(f) && f.value.date.is_none()) {
        let also = std::mem::replace(known, fact).evidence;
        known.also.push(also);
    } else {
        facts.push(fact);
    }
}

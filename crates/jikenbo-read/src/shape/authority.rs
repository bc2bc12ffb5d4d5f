//! Reports to authorities, and what authorities did.

use jikenbo_model::{Authority, Date, Fact};

use super::Shaper;
use crate::apply::Find;
use crate::rule::Take;

/// One entry per authority and day of a report; one without a day where only that is told.
pub(crate) fn authorities(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<Authority>> {
    let mut facts: Vec<Fact<Authority>> = headed(shaper);
    for find in shaper.under("authorities").filter(|f| !apart(shaper, f)) {
        let rule = shaper.rule(find);
        let reports = !told_by(shaper, find)
            && rule.take != Take::Last
            && find.at.iter().filter(|t| **t != crate::clause::NONE).count() > 1;
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

/// Dated reports in a list under a heading that names the authority: (1) 経済産業省 … 2022年8月1日 報告書提出.
fn headed(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<Authority>> {
    let reports = shaper.under("timeline").filter(|f| shaper.rule(f).code.as_str() == "authority_report");
    let lone = reports.filter(|f| {
        !f.tokens().any(|t| page_of(shaper, t).is_some())
            && !f.tokens().any(|t| Some(shaper.text.tokens()[t].class) == shaper.rules.names.get("authority"))
    });
    let fact = |find: &Find| {
        let (code, word) = over(shaper, shaper.text.line_at(shaper.text.tokens()[find.last()].start))?;
        let token = shaper.text.tokens()[word];
        let name = shaper.text.lexed.source(token.start, token.end).of(&shaper.text.notice.text).to_owned();
        let value = Authority { authority: code.as_str().into(), name, date: Some(date(shaper, find)?) };
        Some(Fact::new(value, shaper.span(find), format!("authorities/{code}").as_str().into()))
    };
    let mut facts = Vec::new();
    for fact in lone.filter_map(fact) {
        add(&mut facts, fact);
    }
    facts
}

/// The authority named in a heading over a line: its code, and the token of its name.
fn over(shaper: &Shaper<'_, '_, '_>, line: usize) -> Option<(String, usize)> {
    let mut heading = shaper.text.lines[line].heading;
    while let Some(n) = heading {
        let over = shaper.text.lines[n as usize];
        if let Some(found) = shaper.text.lexed.within(over.start, over.end).find_map(|t| Some((page_of(shaper, t)?, t))) {
            return Some(found);
        }
        heading = over.heading;
    }
    None
}

/// The code of the page whose word a token is, if it is an authority.
fn page_of(shaper: &Shaper<'_, '_, '_>, token: usize) -> Option<String> {
    let name = shaper.rules.names.name(shaper.text.tokens()[token].class);
    name.strip_prefix("authorities/")?.strip_suffix("#words").map(str::to_owned)
}

/// Whether the report is another's: between the authority and it stand a report and another authority (委員会に報告し、警察署に相談), or the authority
/// only explains the next one (監督官庁である個人情報保護委員会).
pub(crate) fn apart(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let class = shaper.rules.names.get("authority");
    let report = shaper.rules.names.get("report_to");
    let last = tokens[find.last()];
    if Some(last.class) != report {
        return false;
    }
    let Some(word) =
        find.tokens().find(|t| *t != find.last() && (page_of(shaper, *t).is_some() || Some(tokens[*t].class) == class))
    else {
        return false;
    };
    let end = tokens[word].end;
    let mut reported = false;
    let between = text.within(end, last.start).any(|t| {
        reported |= Some(tokens[t].class) == report && tokens[t].end <= last.start;
        reported && (Some(tokens[t].class) == class || page_of(shaper, t).is_some())
    });
    between || text.text()[end as usize..].starts_with("である")
}

/// Whether the authority is the one that tells (県警から…との連絡): its tip is no report to it.
pub(crate) fn told_by(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let Some(class) = shaper.rules.names.get("authority") else { return false };
    let text = &shaper.text.lexed;
    let source = |t: usize| {
        let token = shaper.text.tokens()[t];
        let after = &text.text()[token.end as usize..];
        let named = shaper.rules.names.name(token.class);
        (token.class == class || named.starts_with("authorities/")) && (after.starts_with("から") || after.starts_with("より"))
    };
    matches!(shaper.rule(find).key.as_str(), "timeline" | "authorities")
        && matches!(shaper.rule(find).code.as_str(), "authority_report" | "ppc" | "police" | "ministry" | "supervisor" | "other")
        && find.tokens().any(source)
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
    } else if fact.value.date.is_none() && facts.iter().any(&same) {
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

//! Dated events.

use jikenbo_model::{Authority, Code, Date, Event, Fact};

use super::{Shaper, authority, join};
use crate::apply::Find;
use crate::clause::Kind;
use crate::resolve::When;
use crate::rule::classes;

/// Events that may happen more than once on one day: each line or sentence tells another.
const EACH: &[&str] = &["certification", "other"];

/// The timeline, by date; the notice's own day is a publication.
pub(crate) fn timeline(
    shaper: &mut Shaper<'_, '_, '_>,
    published: Option<&Fact<Date>>,
    reports: &[Fact<Authority>],
) -> Vec<Fact<Event>> {
    let mut facts: Vec<Fact<Event>> = Vec::new();
    let mut doubts = Vec::new();
    if let Some(published) = published {
        let event = Event { event: "publication".into(), start: published.value, end: None, start_time: None, end_time: None };
        facts.push(Fact::new(event, published.evidence.span, "published/date".into()));
    }
    let finds: Vec<Find> = shaper.under("timeline").copied().collect();
    let finds: Vec<Find> = finds
        .iter()
        .filter(|f| !embedded(shaper, f, &finds) && !authority::told_by(shaper, f) && !authority::apart(shaper, f))
        .copied()
        .collect();
    for find in chosen(shaper, &finds) {
        for date in coordinated(shaper, date_of(shaper, &find)) {
            match event(shaper, &find, date) {
                Some(fact) if EACH.contains(&fact.value.event.as_str()) && !within_other(&facts, &fact) => facts.push(fact),
                Some(fact) if EACH.contains(&fact.value.event.as_str()) => {}
                Some(fact) => join(&mut facts, fact),
                None => doubts.push(shaper.span(&find)),
            }
        }
    }
    each_authority(&mut facts, reports);
    facts.extend(others(shaper, &finds));
    for span in doubts {
        shaper.doubt("timeline", span, "the date cannot be resolved from the text before it");
    }
    settle(shaper, &mut facts, &finds);
    facts.sort_by_key(|f| (f.value.start, f.evidence.span));
    facts
}

/// One report event per day and authority: two authorities told on one day are two.
fn each_authority(facts: &mut Vec<Fact<Event>>, reports: &[Fact<Authority>]) {
    for report in reports {
        let Some(start) = report.value.date else { continue };
        let is = |f: &Fact<Event>| f.value.event.as_str() == "authority_report" && f.value.start == start;
        let told = facts.iter().filter(|f| is(f)).count();
        let due = reports.iter().filter(|r| r.value.date == Some(start)).count();
        if told < due {
            let event = Event { event: "authority_report".into(), start, end: None, start_time: None, end_time: None };
            facts.push(Fact::new(event, report.evidence.span, "timeline/authority_report".into()));
        }
    }
}

/// Dates that govern a finished or planned predicate which no rule knows: something happened, and it is told as it stands.
fn others(shaper: &Shaper<'_, '_, '_>, finds: &[Find]) -> Vec<Fact<Event>> {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let mut used = vec![false; tokens.len()];
    for date in finds.iter().flat_map(|f| coordinated(shaper, date_of(shaper, f))) {
        used[date] = true;
    }
    for date in shaper.all().flat_map(|f| date_of(shaper, f)) {
        used[date] = true;
    }
    let free = |n: &usize| tokens[*n].class == classes::DATE && !text.in_title(tokens[*n].start) && !used[*n];
    let told = |n: usize| {
        let (start, end) = predicate(shaper, n)?;
        let When { start: date, end: last, start_time, .. } = shaper.calendar.when(tokens[n].form?);
        let event = Event { event: "other".into(), start: date.or(last)?, end: None, start_time, end_time: None };
        Some(Fact::new(event, text.lexed.source(start, end), "timeline/other".into()))
    };
    (0..tokens.len()).filter(free).filter_map(told).collect()
}

/// From a date to the end of the clause that it governs, if that ends in a verb or the line is an item of a list.
fn predicate(shaper: &Shaper<'_, '_, '_>, n: usize) -> Option<(u32, u32)> {
    const VERBS: [&str; 12] = ["た", "す", "る", "し", "り", "て", "れ", "予定", "き", "け", "み", "ん"];
    let (text, token) = (shaper.text, shaper.text.tokens()[n]);
    let sentence = text.sentence(n);
    let after = text.lexed.slice(token.end, sentence.end);
    if ["現在", "時点", "の", "付", "以降", "以前", ")", "」", "更新", "から", "まで"].iter().any(|w| after.starts_with(w))
    {
        return None;
    }
    let list = matches!(text.lines[text.line_at(token.start)].kind, Kind::Item | Kind::Row);
    let clause = text
        .clauses
        .iter()
        .filter(|c| c.sentence == text.clause(n).sentence && c.end > token.end && c.start >= text.clause(n).start)
        .min_by_key(|c| c.end)?;
    let words = text.lexed.slice(token.end, clause.end).trim_end_matches(['。', ' ', '、']);
    let long = words.trim_matches(['、', ' ', 'に', 'は']).chars().count() >= 4;
    let verb = VERBS.iter().any(|v| words.ends_with(v)) || list;
    (long && verb).then(|| (token.start, token.end + words.len() as u32))
}

/// Whether an occurrence is only the object of what its date is told of: 「8月11日に不正ログインを確認」 and 「17日、不正アクセスを受けたと
/// 発表」 date the noticing and the telling, not the attack.
fn embedded(shaper: &Shaper<'_, '_, '_>, find: &Find, finds: &[Find]) -> bool {
    const OVER: [&str; 5] = ["discovery", "publication", "authority_report", "individual_notice", "investigation_end"];
    if shaper.rule(find).code.as_str() != "occurrence" {
        return false;
    }
    let (text, date) = (shaper.text, date_of(shaper, find));
    let here = text.tokens()[find.last()];
    let quoted = |to: u32| {
        let between = text.lexed.slice(here.end.min(to), to);
        text.clause_of[find.last()] == text.clause_of_at(to)
            || ["たと", "たこと", "との", "懸念", "旨", "たおそれ", "ると", "疑い"].iter().any(|w| between.contains(w))
    };
    finds.iter().any(|f| {
        let over = text.tokens()[f.last()];
        OVER.contains(&shaper.rule(f).code.as_str())
            && date_of(shaper, f) == date
            && over.start >= here.end
            && text.clause(f.last()).sentence == text.clause(find.last()).sentence
            && quoted(over.start)
    })
}

/// Where one date and one word give two finds of the same event, the rule that stands first on the page; and of one date's
/// finds of one event in one sentence, the first.
fn chosen(shaper: &Shaper<'_, '_, '_>, finds: &[Find]) -> Vec<Find> {
    let mut chosen: Vec<Find> = Vec::new();
    for find in finds {
        let rule = shaper.rule(find);
        let sentence = shaper.text.clause(find.last()).sentence;
        let date = date_of(shaper, find);
        let known = chosen.iter_mut().find(|c| {
            shaper.rule(c).code == rule.code && date_of(shaper, c) == date && shaper.text.clause(c.last()).sentence == sentence
        });
        match known {
            Some(known) if rule.place < shaper.rule(known).place => *known = *find,
            Some(_) => {}
            None => chosen.push(*find),
        }
    }
    chosen
}

/// The date or period token of a find.
fn date_of(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<usize> {
    find.tokens().find(|t| shaper.text.tokens()[*t].is_when())
}

/// A date, and the dates joined to it by と and 、 before it (2月7日と3月16-17日に攻撃の記録).
fn coordinated(shaper: &Shaper<'_, '_, '_>, date: Option<usize>) -> Vec<usize> {
    let Some(date) = date else { return Vec::new() };
    let tokens = shaper.text.tokens();
    let mut all = vec![date];
    let mut right = date;
    for left in (0..date).rev().filter(|t| tokens[*t].is_when()) {
        let between = shaper.text.lexed.slice(tokens[left].end.min(tokens[right].start), tokens[right].start);
        if !["と", "及び", "および", "並びに", "、及び", "と、"].contains(&between.trim()) {
            break;
        }
        all.push(left);
        right = left;
    }
    all.reverse();
    all
}

fn event(shaper: &Shaper<'_, '_, '_>, find: &Find, date: usize) -> Option<Fact<Event>> {
    let token = shaper.text.tokens()[date];
    let When { start, end, start_time, end_time } = shaper.calendar.when(token.form?);
    let rule = shaper.rule(find);
    let keeps_end =
        matches!(rule.code.as_str(), "occurrence" | "exposure_window" | "other" | "individual_notice" | "containment");
    let (start, end) = match (start, end) {
        (Some(start), end) => (start, end.filter(|_| keeps_end)),
        (None, Some(end)) if token.class == classes::DATE => (end, None),
        _ => return None,
    };
    let first = find.tokens().map(|t| shaper.text.tokens()[t].start).min()?.min(token.start);
    let last = find.tokens().map(|t| shaper.text.tokens()[t].end).max()?.max(token.end);
    let event = Event { event: rule.code.clone(), start, end, start_time, end_time: end_time.filter(|_| end.is_some()) };
    Some(Fact::new(event, shaper.text.lexed.source(first, shaper.whole(last)), rule.id.clone()))
}

fn within_other(facts: &[Fact<Event>], fact: &Fact<Event>) -> bool {
    facts.iter().any(|f| f.value.start == fact.value.start && f.evidence.span.start == fact.evidence.span.start)
}

/// Conflicts between events, settled in a fixed order: what a weak rule found yields to an earlier event of the same code that
/// a surer one found, and to the end of an investigation on the same day.
fn settle(shaper: &Shaper<'_, '_, '_>, facts: &mut Vec<Fact<Event>>, finds: &[Find]) {
    let tokens = shaper.text.tokens();
    let weak = |f: &Fact<Event>| {
        let end = f.evidence.span.end;
        let mut here = finds.iter().filter(|x| {
            let last = tokens[x.last()];
            shaper.rule(x).code == f.value.event && shaper.text.lexed.source(last.start, shaper.whole(last.end)).end == end
        });
        here.next().is_some_and(|x| shaper.rule(x).weak) && here.all(|x| shaper.rule(x).weak)
    };
    let weak: Vec<bool> = facts.iter().map(weak).collect();
    let sure: Vec<(Code, Date)> =
        facts.iter().zip(&weak).filter(|(_, weak)| !**weak).map(|(f, _)| (f.value.event.clone(), f.value.start)).collect();
    let mut n = 0;
    facts.retain(|f| {
        n += 1;
        let told = |event: &str| sure.iter().any(|(e, start)| e.as_str() == event && *start == f.value.start);
        let later = sure.iter().any(|(e, start)| *e == f.value.event && *start < f.value.start);
        !(weak[n - 1] && (later || told("investigation_end") || told("publication")))
    });
}

/// A report's own word for the day on which the matter was announced (発表した, 分かった); none in an organisation's own notice.
pub(crate) fn announced(shaper: &Shaper<'_, '_, '_>) -> Option<Fact<Date>> {
    let find = shaper.under("published").next().filter(|_| reported(shaper))?;
    let date = find.tokens().find(|t| shaper.text.tokens()[*t].class == classes::DATE)?;
    let start = shaper.calendar.when(shaper.text.tokens()[date].form?).start?;
    start.day_of_month()?;
    Some(shaper.fact(find, start))
}

/// Whether somebody else tells the matter: nobody says 当社 or apologises, and it is told plainly or as what others said.
fn reported(shaper: &Shaper<'_, '_, '_>) -> bool {
    let text = shaper.text.lexed.text();
    let names = &shaper.rules.names;
    let has = |class: &str| names.get(class).is_some_and(|c| shaper.text.tokens().iter().any(|t| t.class == c));
    let polite = text.matches("ました。").count() + text.matches("ます。").count();
    let plain = text.matches("た。").count() - text.matches("ました。").count() + text.matches("いる。").count();
    let own = has("organization_self") || ["お詫び申し上げ", "お詫びいたし", "申し訳ござい"].iter().any(|w| text.contains(w));
    !own && (plain > polite || has("report"))
}

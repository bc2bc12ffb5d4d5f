//! Dated events.

mod announced;
mod beside;
mod clients;
mod column;
mod coordinated;
mod early;
mod embedded;
mod labelled;
mod lost;
mod meant;
mod named;
mod other;
mod periods;
mod predicate;
mod retold;
mod settle;
mod span;
mod spoken;
mod sure;
mod until;
mod window;

pub(crate) use announced::{announced, hearsay, impersonal, is_told, reported};
pub(crate) use labelled::short as short_label;

use jikenbo_model::{Authority, Code, Date, Event, Fact, Span, Why};

use coordinated::coordinated;

use super::{MOST, PLACES, Shaper, authority, join};
use crate::apply::Find;
use crate::resolve::When;
use crate::rule::classes;

/// Events that may happen more than once on one day: each line or sentence tells another.
const EACH: &[&str] = &["certification", "other"];

/// What is known of the matter before its timeline is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Matter<'m> {
    pub(crate) kinds: &'m [Fact<Code>],
    pub(crate) published: Option<&'m Fact<Date>>,
    pub(crate) reports: &'m [Fact<Authority>],
}

impl Matter<'_> {
    /// Whether the matter is of one of some kinds.
    fn is(&self, kinds: &[&str]) -> bool {
        self.kinds.iter().any(|k| kinds.contains(&k.value.as_str()))
    }
}

/// The timeline, by date; the notice's own day is a publication.
pub(crate) fn timeline(shaper: &mut Shaper<'_, '_, '_>, matter: &Matter<'_>) -> Vec<Fact<Event>> {
    let published = matter.published;
    let labels = labelled::Labels::new(shaper);
    let finds = happening(shaper, published, &labels);
    let (mut facts, doubts) = told(shaper, &finds, published);
    facts.retain(|f| says_when(shaper, f));
    each_authority(&mut facts, matter.reports);
    labelled::add(shaper, &mut facts, &labels);
    window::add(shaper, &mut facts);
    until::upto(shaper, &mut facts);
    until::close(shaper, &mut facts, matter);
    until::once(&mut facts);
    until::restored(shaper, &mut facts, matter);
    let spans = periods::spans(shaper, &finds, matter, &facts);
    facts.extend(spans);
    let times = periods::times(shaper, matter, &facts);
    facts.extend(times);
    let others = other::others(shaper, &finds, published, &facts);
    facts.extend(others);
    for span in doubts {
        shaper.doubt("timeline", span, &Why::NoSuchDate);
    }
    settle::settle(shaper, &mut facts, &finds, matter);
    meant::settle(shaper, &mut facts, matter);
    clients::add(shaper, &mut facts, matter);
    early::found_outside(shaper, &mut facts);
    early::put_out(shaper, &mut facts, matter);
    early::set(shaper, &mut facts, matter);
    until::opened(shaper, &mut facts, matter);
    until::sent(shaper, &mut facts, matter);
    early::lured(shaper, &mut facts, matter);
    early::astray(shaper, &mut facts, matter);
    until::lone(shaper, &mut facts, matter);
    lost::had_back(shaper, &mut facts, matter);
    lost::on_the_way(shaper, &mut facts, matter);
    facts.sort_by_key(|f| (f.value.start, f.evidence.span));
    facts
}

/// The finds that tell of something that happened, and not only what another thing is or whose day it was.
fn happening(shaper: &Shaper<'_, '_, '_>, published: Option<&Fact<Date>>, labels: &labelled::Labels) -> Vec<Find> {
    let finds: Vec<Find> = shaper.under("timeline").filter(|f| beside::dates(shaper, f)).copied().collect();
    let sure = sure::Sure::new(shaper, &finds);
    let free = finds.iter().enumerate().filter(|(n, f)| !embedded::embedded(shaper, f, *n, &finds)).map(|(_, f)| f);
    let free = free.filter(|f| !sure.outdoes(shaper, f) && !sure.ends_before(shaper, f));
    free.filter(|f| {
        !spoken::spoken(shaper, f)
            && !authority::told_by(shaper, f)
            && !authority::apart(shaper, f)
            && !authority::own_board(shaper, f)
    })
    .filter(|f| !own_day(shaper, f, published) && !embedded::attributive(shaper, f))
    .filter(|f| !column::apart(shaper, f, labels) && !authority::of_paper(shaper, f))
    .copied()
    .collect()
}

/// What the finds tell, beside that the notice was published; and the words whose day is none.
fn told(shaper: &Shaper<'_, '_, '_>, finds: &[Find], published: Option<&Fact<Date>>) -> (Vec<Fact<Event>>, Vec<Span>) {
    let (mut facts, mut doubts, mut told_home) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(published) = published {
        let event = Event { event: "publication".into(), start: published.value, end: None, start_time: None, end_time: None };
        facts.push(Fact::new(event, published.evidence.span, published.evidence.rule.clone()));
    }
    for token in &shaper.text.bulletins {
        facts.extend(put_out(shaper, *token as usize, &facts));
    }
    for find in chosen(shaper, finds) {
        if authority::own_house(shaper, &find) {
            told_home.extend(date_of(shaper, &find).filter(|_| authority::from_below(shaper, &find)).map(|d| (find, d)));
            continue;
        }
        let dates = coordinated(shaper, &find);
        let next = span::lasting(shaper, shaper.rule(&find).code.as_str(), &dates);
        for date in dates.into_iter().take(if next.is_some() { 1 } else { MOST }) {
            let Some(mut fact) = event(shaper, &find, date) else {
                doubts.push(shaper.span(&find));
                continue;
            };
            fact.value.end = fact.value.end.or(next);
            if let Some(end) = span::inquiry_end(shaper, &fact, date) {
                join_day(&mut facts, end);
            }
            add(&mut facts, fact);
        }
    }
    for (find, date) in told_home {
        facts.extend(told_first(shaper, &find, date, &facts));
    }
    (facts, doubts)
}

/// The publication of a bulletin, if it is not known of its day.
fn put_out(shaper: &Shaper<'_, '_, '_>, token: usize, known: &[Fact<Event>]) -> Option<Fact<Event>> {
    let token = shaper.text.tokens()[token];
    let start = shaper.calendar.when(token.form?).start?;
    let event = Event { event: "publication".into(), start, end: None, start_time: None, end_time: None };
    let told = known.iter().any(|f| f.value.event == event.event && f.value.start == start);
    (!told).then(|| Fact::new(event, shaper.text.lexed.source(token.start, token.end), "timeline/publication".into()))
}

/// Adds an event that may have happened more than once on its day, or joins it to that of the day.
fn add(facts: &mut Vec<Fact<Event>>, fact: Fact<Event>) {
    if !EACH.contains(&fact.value.event.as_str()) {
        join_day(facts, fact);
    } else if !within_other(facts, &fact) {
        facts.push(fact);
    }
}

/// Whether a day or month is told: a year alone dates what things are, not what was done, unless that lasted or is to be done within it.
fn says_when(shaper: &Shaper<'_, '_, '_>, fact: &Fact<Event>) -> bool {
    let lasted = fact.value.event.as_str() == "occurrence" && fact.value.end.is_some();
    let within = || shaper.text.lexed.said(fact.evidence.span).contains("年内");
    fact.value.start.month().is_some() || lasted || fact.value.event.as_str() == "exposure_window" || within()
}

/// Adds an event; one that happens once is told once a day, at whatever hours.
fn join_day(facts: &mut Vec<Fact<Event>>, fact: Fact<Event>) {
    const ONCE: [&str; 4] = ["discovery", "publication", "investigation_end", "individual_notice"];
    let once = ONCE.contains(&fact.value.event.as_str());
    let struck = fact.value.event.as_str() == "occurrence" && fact.value.end.is_none();
    let same =
        |f: &&mut Fact<Event>| f.value.event == fact.value.event && f.value.start == fact.value.start && f.value.end.is_none();
    match facts.iter_mut().filter(|_| once || struck).find(same) {
        Some(known) if known.also.len() < PLACES => known.also.push(fact.evidence),
        Some(_) => {}
        None => join(facts, fact),
    }
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

/// What somebody told the organisation on a day, if it knew nothing before: センターから市に漏えいの報告.
fn told_first(shaper: &Shaper<'_, '_, '_>, find: &Find, date: usize, facts: &[Fact<Event>]) -> Option<Fact<Event>> {
    let mut fact = event(shaper, find, date)?;
    let known = |f: &Fact<Event>| f.value.event.as_str() == "discovery" && f.value.start <= fact.value.start;
    if facts.iter().any(known) {
        return None;
    }
    (fact.value.event, fact.evidence.rule) = ("discovery".into(), "timeline/discovery".into());
    Some(fact)
}

/// Where one date and one word give two finds of the same event, the rule that stands first on the page; and of one date's
/// finds of one event in one sentence, the first.
fn chosen(shaper: &Shaper<'_, '_, '_>, finds: &[Find]) -> Vec<Find> {
    let mut chosen: Vec<Find> = Vec::new();
    for find in finds {
        let rule = shaper.rule(find);
        let sentence = shaper.text.clause(find.last()).sentence;
        let date = date_of(shaper, find);
        let mut here = chosen.iter_mut().rev().take_while(|c| shaper.text.clause(c.last()).sentence == sentence);
        let known = here.find(|c| shaper.rule(c).code == rule.code && date_of(shaper, c) == date);
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

/// Whether a find takes its date from the line that dates the notice itself.
fn own_day(shaper: &Shaper<'_, '_, '_>, find: &Find, published: Option<&Fact<Date>>) -> bool {
    let (Some(date), Some(published)) = (date_of(shaper, find), published) else { return false };
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let place = text.lexed.source(tokens[date].start, tokens[date].end);
    let span = published.evidence.span;
    // Where the day is told in a sentence (5月30日、…と発表した), what else is told of it is dated by it.
    let lone = published.evidence.rule.as_str() == "published/date";
    let apart = date > find.last() || text.line_at(tokens[date].start) != text.line_at(tokens[find.last()].start);
    lone && apart && place.start < span.end && span.start < place.end
}

/// The event of a find and the date that governs it; only what may last keeps the end of a period.
fn event(shaper: &Shaper<'_, '_, '_>, find: &Find, date: usize) -> Option<Fact<Event>> {
    let token = shaper.text.tokens()[date];
    let When { start, end, start_time, end_time } = shaper.calendar.when(token.form?);
    let rule = shaper.rule(find);
    let keeps_end =
        matches!(rule.code.as_str(), "occurrence" | "exposure_window" | "other" | "individual_notice" | "containment");
    let first = find.tokens().map(|t| shaper.text.tokens()[t].start).min()?.min(token.start);
    let last = find.tokens().map(|t| shaper.text.tokens()[t].end).max()?.max(token.end);
    let last = if find.tokens().count() == 1 { rest_of_item(shaper, last) } else { last };
    let quote = shaper.text.lexed.slice(first, last);
    // 「1月26日から3月31日の間、停止」 says when it was stopped, and no more of that.
    let keeps_end = keeps_end && (rule.code.as_str() != "containment" || quote.contains("回収"));
    let (start, end) = match (start, end) {
        (Some(start), end) => (start, end.filter(|_| keeps_end)),
        (None, Some(end)) if token.class == classes::DATE => (end, None),
        _ => return None,
    };
    let event = Event { event: rule.code.clone(), start, end, start_time, end_time: end_time.filter(|_| end.is_some()) };
    Some(Fact::new(event, shaper.text.lexed.source(first, shaper.whole(last)), rule.id.clone()))
}

/// The end of the line, where it is short: in a list under a label, 2022年5月25日 会費ペイ is one entry.
fn rest_of_item(shaper: &Shaper<'_, '_, '_>, end: u32) -> u32 {
    const SHORT: usize = 40;
    let line = shaper.text.lines[shaper.text.line_at(end.saturating_sub(1))];
    let rest = shaper.text.lexed.slice(end, line.end).trim_end();
    if rest.len() <= 3 * SHORT { end + rest.len() as u32 } else { end }
}

/// Whether the same words tell of the same day under a code of which each is kept.
fn within_other(facts: &[Fact<Event>], fact: &Fact<Event>) -> bool {
    let each = |f: &Fact<Event>| EACH.contains(&f.value.event.as_str());
    facts.iter().any(|f| each(f) && f.value.start == fact.value.start && f.evidence.span.start == fact.evidence.span.start)
}

//! Reports to authorities, and what authorities did.

mod listed;
mod own;
mod paper;

pub(crate) use own::{from_below, of_paper, own_board, own_house};

use jikenbo_model::{Authority, Date, Fact, Organization};

use super::{Shaper, office};
use crate::apply::Find;
use crate::rule::Take;
use crate::token::Lexed;

/// One entry per authority and day of a report; one without a day where only that is told.
pub(crate) fn authorities(shaper: &Shaper<'_, '_, '_>, organization: Option<&Fact<Organization>>) -> Vec<Fact<Authority>> {
    let mut facts: Vec<Fact<Authority>> = headed(shaper);
    listed::rows(shaper, &mut facts);
    listed::list(shaper, &mut facts);
    for find in shaper.under("authorities").filter(|f| {
        let own = own_board(shaper, f) || own_house(shaper, f) || of_paper(shaper, f);
        !apart(shaper, f) && !speaks(shaper, f) && beside(shaper, f) && !own && !paper::sent_there(shaper, f)
    }) {
        let rule = shaper.rule(find);
        let reports =
            !told_by(shaper, find) && rule.take == Take::All && find.at.iter().filter(|t| **t != crate::clause::NONE).count() > 1;
        let Some(word) = word(shaper, find) else { continue };
        let named = called(shaper, word);
        if listed::of_sort(shaper, word)
            || own::another_committee(shaper, word)
            || office::itself(organization, &named)
            || office::arrived(shaper, find, word)
        {
            continue;
        }
        let when = reports.then(|| date_token(shaper, find, Some(word)).or_else(|| paper::also(shaper, word))).flatten();
        let when = when.filter(|when| !over_before(shaper, *when, word, find.last()));
        let date = when.and_then(|when| day(shaper, when));
        let mut fact = shaper.fact(find, Authority { authority: rule.code.clone(), name: named, date });
        if let Some(when) = when.filter(|_| date.is_some()).map(|when| place(shaper, when)) {
            fact.evidence.span = fact.evidence.span.join(when);
        }
        for other in joined(shaper, word).filter(|_| reports) {
            let mut fact = fact.clone();
            let start = shaper.text.lexed.source(shaper.text.tokens()[other].start, shaper.text.tokens()[other].end);
            (fact.value.name, fact.evidence.span) = (called(shaper, other), fact.evidence.span.join(start));
            add(&mut facts, fact);
        }
        add(&mut facts, fact);
    }
    for fact in super::report::reports(shaper) {
        add(&mut facts, fact);
    }
    for fact in office::reports(shaper, organization) {
        let span = fact.evidence.span;
        if !facts.iter().any(|f| {
            f.value.authority.as_str() == "other" && f.evidence.span.start < span.end && span.start < f.evidence.span.end
        }) {
            add(&mut facts, fact);
        }
    }
    // 北海道経済産業局: also seen by the prefecture that its name begins with.
    let known: Vec<Authority> = facts.iter().map(|f| f.value.clone()).collect();
    let twice = |f: &Authority| {
        f.authority.as_str() == "other"
            && known.iter().any(|k| k.authority != f.authority && k.name == f.name && k.date == f.date)
    };
    facts.retain(|f| !twice(&f.value));
    for fact in facts.iter_mut().filter(|f| f.value.authority.as_str() == "other") {
        if paper::overseen(shaper, fact) {
            (fact.value.authority, fact.evidence.rule) = ("supervisor".into(), "authorities/supervisor".into());
        }
    }
    for fact in office::bodies(shaper, organization) {
        if !facts.iter().any(|f| {
            f.evidence.span.start < fact.evidence.span.end
                && fact.evidence.span.start < f.evidence.span.end
                && f.value.authority == fact.value.authority
        }) {
            add(&mut facts, fact);
        }
    }
    for fact in paper::filed(shaper, &facts) {
        add(&mut facts, fact);
    }
    facts
}

/// Whether a report that the day dates ends before the authority is named, and what it is told is true to this day:
/// 14日に委員会に報告し、県警にも相談している.
fn over_before(shaper: &Shaper<'_, '_, '_>, when: usize, word: usize, last: usize) -> bool {
    const STANDS: &[&str] = &["して", "のうえ", "の上", "しながら", "しつつ", "は", "を提供"];
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let stands = STANDS.iter().any(|w| text.lexed.text()[tokens[last].end as usize..].starts_with(w));
    let report = shaper.rules.names.get("report_to");
    let ends = |t: usize| {
        let after = &text.lexed.text()[tokens[t].end as usize..];
        Some(tokens[t].class) == report
            && ["し、", "たほか", "ており、", "するとともに", "、"].iter().any(|w| after.starts_with(w))
    };
    if when < word && since_known(&text.lexed, tokens[when].end, tokens[word].start) {
        return true;
    }
    stands && when < word && text.lexed.within(tokens[when].end, tokens[word].start).take(48).any(ends)
}

/// The authorities of the same page that are listed right before one: 市保健所、内閣サイバーセキュリティセンター、…に連絡.
fn joined<'s>(shaper: &'s Shaper<'_, '_, '_>, word: usize) -> impl Iterator<Item = usize> + 's {
    const MOST: usize = 6;
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let class = tokens[word].class;
    let mut right = word;
    let before = tokens[..word].iter().enumerate().rev().take(40).filter(move |(_, t)| t.class == class);
    before
        .map_while(move |(n, t)| {
            let between = text.slice(t.end.min(tokens[right].start), tokens[right].start);
            // 及び and 並びに begin with kanji that are no part of a name.
            let kanji = |c: char| matches!(c, '一'..='龠' | 'ァ'..='ヴ' | 'ー') && !matches!(c, '及' | '並');
            let joint = between.trim_end_matches(kanji).trim_start_matches(kanji);
            let joins = ["、", "と", "及び", "および", "並びに", "ならびに", "・", "や", "、及び", "、並びに"].contains(&joint);
            right = n;
            joins.then_some(n)
        })
        .take(MOST)
}

/// The name as the text writes it: the page knows 警察署, the text says 汐見警察署.
pub(crate) fn called(shaper: &Shaper<'_, '_, '_>, word: usize) -> String {
    const LONGEST: usize = 10;
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let token = tokens[word];
    let floor = tokens[..word].iter().rev().take(8).filter(|t| t.form.is_some() && t.end <= token.start).map(|t| t.end).max();
    let before = text.slice(floor.unwrap_or(0), token.start);
    let of_name = |c: &char| matches!(c, '一'..='龠' | '々' | 'ヶ' | 'ァ'..='ヴ' | 'ー');
    let more: String = before.chars().rev().take(LONGEST).take_while(of_name).collect();
    // 同警察署, 各監督官庁 and 直接委員会 name no more than 警察署, 監督官庁 and 委員会 do.
    let plain = ["同", "各", "当該", "直接", "即日", "一同", "現在", "後日", "同時"]
        .iter()
        .any(|w| more.chars().rev().collect::<String>().ends_with(w));
    let start = if plain { token.start } else { token.start - more.len() as u32 };
    let named = text.slice(start, token.end).trim_end_matches(['に', 'へ', 'と', 'は', 'も']);
    // 町及び: what joins it to the next one is none of it.
    let named = ["及び", "および", "並びに", "ならびに"].iter().find_map(|w| named.strip_suffix(w)).unwrap_or(named);
    let end = start + named.len() as u32;
    text.source(start, end.max(start)).of(&shaper.text.notice.text).to_owned()
}

/// Dated reports in a list under a heading that names the authority: (1) 経済産業省 … 2022年8月1日 報告書提出.
fn headed(shaper: &Shaper<'_, '_, '_>) -> Vec<Fact<Authority>> {
    let reports = shaper.under("timeline").filter(|f| shaper.rule(f).code.as_str() == "authority_report");
    let lone = reports.filter(|f| {
        !f.tokens().any(|t| page_of(shaper, t).is_some())
            && !f.tokens().any(|t| Some(shaper.text.tokens()[t].class) == shaper.rules.names.get("authority"))
    });
    let named = |find: &&Find| {
        let line = shaper.text.lines[shaper.text.line_at(shaper.text.tokens()[find.last()].start)];
        shaper.text.lexed.within(line.start, line.end).any(|t| page_of(shaper, t).is_some())
    };
    let fact = |find: &Find| {
        let (code, word) = over(shaper, shaper.text.line_at(shaper.text.tokens()[find.last()].start))?;
        let name = called(shaper, word);
        let value = Authority { authority: code.into(), name, date: Some(day(shaper, date_token(shaper, find, None)?)?) };
        Some(Fact::new(value, shaper.span(find), format!("authorities/{code}").as_str().into()))
    };
    let mut facts = Vec::new();
    for fact in lone.filter(|f| !named(f)).filter_map(fact) {
        add(&mut facts, fact);
    }
    facts
}

/// The authority named in a heading over a line: its code, and the token of its name.
fn over<'r>(shaper: &Shaper<'r, '_, '_>, line: usize) -> Option<(&'r str, usize)> {
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
pub(crate) fn page_of<'r>(shaper: &Shaper<'r, '_, '_>, token: usize) -> Option<&'r str> {
    let class = shaper.text.tokens()[token].class;
    if !shaper.rules.names.hiding(class).authority {
        return None;
    }
    let name = shaper.rules.names.name(class);
    let code = name.strip_prefix("authorities/")?;
    code.strip_suffix("#words").or_else(|| code.strip_suffix("#station"))
}

/// Whether the day before an authority is that of the noticing: 22日、不審な動作を認知後、委員会へ報告.
fn since_known(text: &Lexed, day: u32, word: u32) -> bool {
    const KNOWN: [&str; 8] = ["認知後、", "確認後、", "検知後、", "判明後、", "発覚後、", "把握後、", "発見後、", "覚知後、"];
    let since = text.slice(day.min(word), word);
    KNOWN.iter().any(|w| since.contains(w))
}

/// Whether the report is another's: between the authority and it stand a report and another authority (委員会に報告し、警察署に相談), or the authority
/// only explains the next one (監督官庁である個人情報保護委員会).
pub(crate) fn apart(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let (text, tokens) = (&shaper.text.lexed, shaper.text.tokens());
    let report = shaper.rules.names.get("report_to");
    let last = tokens[find.last()];
    if own::visits_another(shaper, find) {
        return true;
    }
    if Some(last.class) != report {
        return false;
    }
    let class = shaper.rules.names.get("authority");
    let Some(word) =
        find.tokens().find(|t| *t != find.last() && (page_of(shaper, *t).is_some() || Some(tokens[*t].class) == class))
    else {
        return false;
    };
    if own::within_word(text, tokens[word].start, tokens[word].end) {
        return true;
    }
    let end = tokens[word].end;
    let mut reported = false;
    let between = text.within(end, last.start).any(|t| {
        reported |= Some(tokens[t].class) == report && tokens[t].end <= last.start;
        reported && (Some(tokens[t].class) == class || page_of(shaper, t).is_some())
    });
    // 所轄警察署にも2024年6月7日に相談: the date between is that of the report, not one before the authority.
    let before = find.tokens().any(|t| tokens[t].is_when() && t < word);
    let dated = before && text.within(end, last.start).any(|t| tokens[t].is_when());
    // 委員会へ報告し、12日までに対象者に説明: the later day is that of what is told after the report.
    let after = find.tokens().filter(|t| tokens[*t].is_when() && *t > word).map(|t| tokens[t].start).min();
    let done = |at: u32| {
        ["し", "いたし", "致し", "を出し", "を提出し", "を行"].iter().any(|w| text.text()[at as usize..].starts_with(w))
    };
    let told = |t: usize, day: u32| Some(tokens[t].class) == report && tokens[t].end <= day && done(tokens[t].end);
    // 委員会には10日に報告し、7日に続報を提出: a further report goes to where the first one went.
    let further = ["続報", "確報", "速報", "最終報告"].iter().any(|w| text.slice(last.start, last.end).starts_with(w));
    let over = !further && after.is_some_and(|day| text.within(end, day).any(|t| told(t, day)));
    let day = find.tokens().filter(|t| tokens[*t].is_when() && *t < word).map(|t| tokens[t].end).max();
    let dated = dated || over || day.is_some_and(|day| since_known(text, day, tokens[word].start));
    let inside = own::inside(text.stretch(end, last.start));
    between || dated || inside || text.text()[end as usize..].starts_with("である")
}

/// Whether the authority is the one that tells (県警から…との連絡): its tip is no report to it.
pub(crate) fn told_by(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let told = matches!(shaper.rule(find).key.as_str(), "timeline" | "authorities")
        && matches!(shaper.rule(find).code.as_str(), "authority_report" | "ppc" | "police" | "ministry" | "supervisor" | "other");
    if !told {
        return false;
    }
    let Some(class) = shaper.rules.names.get("authority") else { return false };
    let text = &shaper.text.lexed;
    let source = |t: usize| {
        let token = shaper.text.tokens()[t];
        let after = &text.text()[token.end as usize..];
        let named = shaper.rules.names.name(token.class);
        // 県に|は: the word holds its particle.
        let to = text.slice(token.start, token.end).ends_with(['に', 'へ']);
        (token.class == class || named.starts_with("authorities/"))
            && !to
            && (["は", "が"].iter().any(|w| after.starts_with(w)) || is_teller(after))
    };
    find.tokens().any(source) || own::brought(shaper, find)
}

/// Whether words after an authority's name make it the one that tells, or that another tells by: …署から, …省の課(略称)から, …署を通じて.
fn is_teller(after: &str) -> bool {
    const LONGEST: usize = 12;
    const TELLS: [&str; 6] = ["から", "より", "を通じ", "を介し", "を経由し", "経由で"];
    let after = after.trim_start_matches(')');
    let tells = |words: &str| TELLS.iter().any(|w| words.starts_with(w));
    let of_name = |c: &char| matches!(c, '一'..='龠' | 'ァ'..='ヴ' | 'ー');
    let rest = |words: &'_ str| words.chars().take(LONGEST).take_while(of_name).map(char::len_utf8).sum::<usize>();
    let office = &after[rest(after)..];
    let short = office.strip_prefix('(').and_then(|inside| inside.char_indices().take(LONGEST).find(|(_, c)| *c == ')'));
    let bracketed = short.is_some_and(|(at, _)| tells(&office['('.len_utf8() + at + ')'.len_utf8()..]));
    tells(after) || tells(office) || bracketed
}

/// Whether the authority is the one that reports or explains (市教委は…と説明): it is told nothing.
fn speaks(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let reports = Some(shaper.text.tokens()[find.last()].class) == shaper.rules.names.get("report_to");
    let subject = |t: usize| {
        let token = shaper.text.tokens()[t];
        let after = &shaper.text.lexed.text()[token.end as usize..];
        let to = shaper.text.lexed.slice(token.start, token.end).ends_with(['に', 'へ']);
        !to && (after.starts_with('は') || after.starts_with('が'))
    };
    reports && word(shaper, find).is_some_and(subject)
}

/// Whether an authority that is only worked with (捜査機関、関係当局等と連携) is named right there, not in another statement before.
fn beside(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const FAR: usize = 60;
    if shaper.rule(find).take != Take::First {
        return true;
    }
    let text = &shaper.text.lexed;
    let Some(word) = word(shaper, find).map(|t| shaper.text.tokens()[t]) else { return false };
    let between = text.slice(word.end, shaper.text.tokens()[find.last()].start);
    let names = ["、", "等", "など", "及び", "および", "や", "と"].iter().any(|w| between.starts_with(w)) || between.len() < FAR;
    names && between.len() < 2 * FAR && !between.contains(['。', 'し', 'り']) && !between.starts_with("である")
}

/// The token of the authority's name: the one of the page's own words.
fn word(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<usize> {
    let page = shaper.rule(find).id.as_str();
    let class = |t: usize| shaper.rules.names.name(shaper.text.tokens()[t].class).strip_prefix(page);
    find.tokens().find(|t| matches!(class(*t), Some("#words" | "#station")))
}

/// The date of a report: the one that the rule names, or that governs it; but where each of several authorities has its own
/// (7月1日に文部科学省、同2日に委員会へ届け出た; 委員会には7月1日、警察には7月2日に報告), that of this one.
fn date_token(shaper: &Shaper<'_, '_, '_>, find: &Find, word: Option<usize>) -> Option<usize> {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let governor = |t: usize| Some(text.governor[t] as usize).filter(|_| text.governor[t] != crate::clause::NONE);
    if let Some(said) = find.tokens().find(|t| tokens[*t].is_when()) {
        return Some(said);
    }
    let last = find.last();
    if let Some(noted) = paper::noted(shaper, last) {
        return Some(noted);
    }
    if let Some(word) = word {
        let between = text.lexed.within(tokens[word].end, tokens[last].start).find(|t| tokens[*t].is_when());
        let own = between.map(|t| {
            let joint = text.lexed.slice(tokens[word].end, tokens[t].start);
            let follows = joint.chars().count() <= 4 && !joint.contains('、') || joint.trim_end_matches('、').ends_with('は');
            let another = text.lexed.within(tokens[t].end, tokens[last].start).any(|t| page_of(shaper, t).is_some());
            // 捜査課 6月6日に相談、14日に被害届を提出: the later day is that of what was done on it.
            let later = governor(last).filter(|g| *g > t && tokens[*g].start < tokens[last].start && !another);
            if follows { later.or(Some(t)) } else { governor(word).filter(|_| another) }
        });
        if let Some(own) = own.flatten() {
            return Some(own);
        }
    }
    governor(last)
}

/// The day of a date, or the last of a period that only has an end (7月12日までに).
pub(crate) fn day(shaper: &Shaper<'_, '_, '_>, token: usize) -> Option<Date> {
    let when = shaper.calendar.when(shaper.text.tokens()[token].form?);
    when.start.or(when.end)
}

/// Where a token stands in the source.
fn place(shaper: &Shaper<'_, '_, '_>, token: usize) -> jikenbo_model::Span {
    let token = shaper.text.tokens()[token];
    shaper.text.lexed.source(token.start, token.end)
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

//! The report of one case: everything that its notices tell, with the words that prove it.

use jikenbo_export::{Case, Imported, Notice, Options};
use jikenbo_model::labels::KEYS;
use jikenbo_search::Facts;

use super::block::{Block, Line, Row, Run, one_line, own, row, said, soft};
use super::candidates::candidates;
use super::said::{self as told, organization};
use super::{pick, text};
use crate::changes::{facts_told, told as in_words};
use crate::estimate;
use crate::labels::{Lang, figure, key_label, label};
use crate::web::case::cite::{self, NAMING};
use crate::web::case::to_the_second;
use crate::web::charts::text as chart_text;
use crate::web::data::{Origin, Version};
use crate::web::figures::{Milestones, date, days, days_between};
use crate::web::marked::Numbers;
use crate::web::page::Asked;
use crate::web::timeline;

/// So many notices of a case are told whole; the newest come first.
pub(super) const NOTICES: usize = 20;
/// So many figures stand in the overview; the record tells all of them.
const FIGURES: usize = 5;
/// The width of a timeline: what A4 has between its margins.
const WIDTH: f64 = 670.0;

/// The whole report of a case.
pub(super) fn whole(case: &Case, options: &Options) -> Vec<Block> {
    let t = |text| pick(text, options.language);
    let mut out = vec![Block::Title(title(case, options.language)), Block::Small(made(options))];
    if !options.chosen && !options.query.is_empty() {
        out.push(Block::Small(vec![
            own(format!("{}: ", t(text::BY_WHAT))),
            Run::Code(options.query.clone()),
            own(" "),
            own(t(text::ONLY)),
        ]));
    }
    out.push(heading(2, t(text::HEAD)));
    out.push(Block::Terms(head(case, options)));
    out.extend(case.imported.iter().flat_map(|imported| taken_over(imported, &case.facts, options.language)));
    for (at, notice) in case.notices.iter().take(NOTICES).enumerate() {
        out.extend(one_notice(case, notice, at, options));
    }
    if case.notices.len() > NOTICES {
        out.push(Block::Small(vec![own(format!("{}{}", case.notices.len() - NOTICES, t(text::MORE_NOTICES)))]));
    }
    out.extend(untold(case, options.language));
    out.extend(candidates(case, options.language));
    if options.estimate {
        out.extend(estimated(&case.facts, options.language, 2));
    }
    out.extend(sources(case, options));
    out
}

/// A case in short: for a report of many.
pub(super) fn short(case: &Case, options: &Options) -> Vec<Block> {
    let mut terms = head(case, options);
    terms.extend(source(case, options.language));
    let mut out = vec![Block::Heading(3, title(case, options.language)), Block::Terms(terms)];
    if options.estimate {
        out.extend(estimated(&case.facts, options.language, 4));
    }
    out
}

pub(super) fn heading(level: u8, words: &str) -> Block {
    Block::Heading(level, vec![own(words)])
}

/// When it was made.
pub(super) fn made(options: &Options) -> Line {
    let when = if options.now.is_empty() {
        String::new()
    } else {
        format!(" · {} {}", pick(text::MADE, options.language), to_the_second(&options.now))
    };
    vec![own(format!("{}{when}", pick(crate::web::text::SITE, options.language)))]
}

fn title(case: &Case, lang: Lang) -> Line {
    let title = one_line(&case.facts.title);
    vec![if title.is_empty() { soft(pick(crate::web::text::NO_TITLE, lang)) } else { said(&told::short(&title)) }]
}

/// Who, what, how many, since when; what is not told is said to be so.
fn head(case: &Case, options: &Options) -> Vec<(String, Line)> {
    let (facts, lang) = (&case.facts, options.language);
    let t = |text| pick(text, lang).to_owned();
    let untold = || vec![soft(t(chart_text::NOT_TOLD))];
    let codes = |key: &str, codes: &[jikenbo_model::Code]| match codes {
        [] => untold(),
        codes => vec![own(labels(key, codes.iter().map(|code| &**code), lang))],
    };
    let mut what = codes("kinds", &facts.kinds);
    for (name, key, code) in
        [(text::LEAK, "leak_status", &facts.leak_status), (crate::web::text::MISUSE, "secondary_damage", &facts.secondary_damage)]
    {
        what.extend(code.iter().map(|code| own(format!(" · {}: {}", pick(name, lang), label(key, code, lang)))));
    }
    let mut terms = vec![
        (t(text::ORGANIZATION), organization(facts.organization.as_deref(), facts.sector.as_ref(), lang)),
        (t(text::WHAT), what),
        (t(text::HOW_MANY), how_many(case, lang).unwrap_or_else(untold)),
    ];
    terms.extend(when(case, lang));
    terms.push((t(text::CAUSES), codes("causes", &facts.causes)));
    terms.push((t(text::DATA), codes("data_items", &facts.items)));
    terms.push((t(text::MEASURES), codes("measures", &facts.measures)));
    let id = match &options.address {
        Some(site) => vec![Run::Code(case.id.clone()), own(" "), Run::Address(format!("{site}/cases/{}", case.id))],
        None => vec![Run::Code(case.id.clone())],
    };
    terms.push((t(text::CASE), id));
    terms
}

pub(super) fn labels<'c>(key: &str, codes: impl Iterator<Item = &'c str>, lang: Lang) -> String {
    codes.map(|code| label(key, code, lang)).collect::<Vec<_>>().join(if lang == Lang::Ja { "・" } else { ", " })
}

/// Every figure of the notice that tells the largest, with its bound; of an imported case what is known of it.
fn how_many(case: &Case, lang: Lang) -> Option<Line> {
    let told = |count: &jikenbo_model::Count| format!("{} ({})", figure(count, lang), label("subject", &count.subject, lang));
    let headline = case.facts.headline.as_ref();
    let mut figures: Vec<String> = headline.map(told).into_iter().collect();
    for count in case.notices.first().into_iter().flat_map(|notice| &notice.reading.record.counts) {
        let told = told(&count.value);
        if !figures.contains(&told) {
            figures.push(told);
        }
    }
    let (first, rest) = figures.split_first()?;
    let more = rest.iter().take(FIGURES - 1).map(|figure| own(format!(" · {figure}")));
    let left = rest.len().saturating_sub(FIGURES - 1);
    let left = (left > 0).then(|| soft(format!(" +{left}")));
    Some([Run::Strong(first.clone())].into_iter().chain(more).chain(left).collect())
}

/// When it began, was noticed and published, and the days between. Of several notices, those that tell it first.
fn when(case: &Case, lang: Lang) -> Vec<(String, Line)> {
    let facts = &case.facts;
    let exposed = case.notices.first().is_some_and(|notice| {
        let known = Milestones::of(&notice.reading.record);
        known.occurred.is_none() && known.exposed.is_some()
    });
    let published = case.notices.iter().filter_map(|notice| Milestones::of(&notice.reading.record).published).min();
    let published = published.or(facts.published);
    let began = if exposed { text::EXPOSED } else { text::OCCURRED };
    let steps = [
        (began, facts.occurred, None),
        (text::DISCOVERED, facts.discovered, facts.occurred),
        (text::PUBLISHED, published, facts.discovered.or(facts.occurred)),
    ];
    let step = |(name, day, before): (_, Option<jikenbo_model::Date>, Option<jikenbo_model::Date>)| {
        let line = match day {
            None => vec![soft(pick(chart_text::NOT_TOLD, lang))],
            Some(day) => {
                let since = before.and_then(|before| days_between(before, day)).filter(|since| since.1 > 0);
                let since = since.map(|since| soft(format!(" (+{})", days(since, lang))));
                [own(date(day, lang))].into_iter().chain(since).collect()
            }
        };
        (pick(name, lang).to_owned(), line)
    };
    steps.into_iter().map(step).collect()
}

/// Where it is from: its newest notice, or the collection that it was taken over from.
fn source(case: &Case, lang: Lang) -> Option<(String, Line)> {
    if let Some(imported) = &case.imported {
        return Some(collection(imported, lang));
    }
    let notice = case.notices.first()?;
    Some((pick(text::SOURCE, lang).to_owned(), vec![Run::Address(place(notice))]))
}

/// What a notice tells: the record with its words, the newest with its timeline drawn.
fn one_notice(case: &Case, notice: &Notice, at: usize, options: &Options) -> Vec<Block> {
    let lang = options.language;
    let t = |text| pick(text, lang);
    let numbers = Numbers::of(&notice.reading);
    let facts = told::Facts { lang, text: &notice.text.text, numbers: (at == 0).then_some(&numbers) };
    let mut out = Vec::new();
    if case.notices.len() > 1 {
        let published = notice
            .reading
            .record
            .published
            .as_ref()
            .map_or_else(|| t(crate::web::text::NO_DATE).to_owned(), |fact| date(fact.value, lang));
        let stage = notice
            .reading
            .record
            .stage
            .as_ref()
            .map(|stage| format!(" {}", label("stage", &stage.value, lang)))
            .unwrap_or_default();
        out.push(heading(2, &format!("{} {}: {published}{stage}", t(text::NOTICE), case.notices.len() - at)));
    }
    let level = if case.notices.len() > 1 { 3 } else { 2 };
    if at == 0 {
        out.extend(drawn(notice, &numbers, lang, level));
    }
    let rows = facts.rows(&notice.reading.record);
    if !rows.is_empty() {
        out.push(heading(level, t(text::RECORD)));
        out.push(Block::Small(vec![own(t(text::RECORD_HOW))]));
        out.push(Block::Table("facts", heads(&[text::KEY, text::FACT, text::WORDS], lang), rows));
    }
    let doubts = facts.doubts(&notice.reading);
    if !doubts.is_empty() {
        out.push(heading(level, t(text::DOUBTS)));
        out.push(Block::Small(vec![own(t(text::DOUBTS_HOW))]));
        out.push(Block::Table("facts", heads(&[text::KEY, text::WHY, text::WORDS], lang), doubts));
    }
    out
}

fn heads(all: &[crate::web::text::Text], lang: Lang) -> Vec<String> {
    all.iter().map(|text| pick(*text, lang).to_owned()).collect()
}

fn drawn(notice: &Notice, numbers: &Numbers, lang: Lang, level: u8) -> Vec<Block> {
    let record = &notice.reading.record;
    let Some(plan) = timeline::plan(record, numbers, lang, WIDTH) else { return Vec::new() };
    let drawing = timeline::draw(&plan, &Asked::nobody(lang), "paper");
    let event = |(event, _): &(jikenbo_model::Event, usize)| {
        row(vec![vec![own(crate::web::figures::period(event, lang))], vec![own(label("timeline", &event.event, lang))]])
    };
    let events: Vec<Row> = timeline::events(record, numbers).iter().map(event).collect();
    let table = Block::Table("events", heads(&[text::WHEN, text::EVENT], lang), events);
    vec![heading(level, pick(text::TIMELINE, lang)), Block::Drawing(drawing), Block::Instead(vec![table])]
}

/// The keys of which no notice says anything, nor the record that was taken over.
fn untold(case: &Case, lang: Lang) -> Vec<Block> {
    let told = |key: &str| {
        let facts = &case.facts;
        let records = || case.notices.iter().map(|notice| &notice.reading.record);
        match key {
            "title" => !facts.title.is_empty(),
            "organization" => facts.organization.is_some(),
            "published" => facts.published.is_some(),
            "stage" => facts.stage.is_some(),
            "services" => !facts.services.is_empty(),
            "kinds" => !facts.kinds.is_empty(),
            "causes" => !facts.causes.is_empty(),
            "actor" => facts.actor.is_some(),
            "discovered_by" => facts.discovered_by.is_some(),
            "timeline" => {
                facts.occurred.is_some() || facts.discovered.is_some() || records().any(|record| !record.timeline.is_empty())
            }
            "counts" => facts.headline.is_some(),
            "data_items" => !facts.items.is_empty() || records().any(|record| !record.data_items.is_empty()),
            "leak_status" => facts.leak_status.is_some(),
            "secondary_damage" => facts.secondary_damage.is_some(),
            "authorities" => !facts.authorities.is_empty(),
            "third_parties" => !facts.parties.is_empty(),
            "money" => records().any(|record| !record.money.is_empty()),
            "measures" => !facts.measures.is_empty(),
            _ => true,
        }
    };
    let untold: Vec<&str> = KEYS.iter().map(|(key, ..)| *key).filter(|key| !told(key)).map(|key| key_label(key, lang)).collect();
    if untold.is_empty() {
        return Vec::new();
    }
    let keys = untold.join(if lang == Lang::Ja { "・" } else { ", " });
    vec![
        heading(2, pick(text::UNTOLD, lang)),
        Block::Small(vec![own(pick(if case.imported.is_some() { text::UNTOLD_TAKEN } else { text::UNTOLD_HOW }, lang))]),
        Block::Words(vec![Run::Strong(keys), own(format!(": {}", pick(chart_text::NOT_TOLD, lang)))]),
    ]
}

/// The estimate, or that there is none; always under its name and with its caution.
fn estimated(facts: &Facts, lang: Lang, level: u8) -> Vec<Block> {
    let mut out = vec![heading(level, estimate::name(lang))];
    let Some(made) = jikenbo_export::jo::estimate(facts) else {
        out.push(Block::Words(vec![soft(estimate::none(facts, lang))]));
        return out;
    };
    out.push(Block::Small(vec![own(estimate::caution(lang))]));
    let rows = estimate::rows(&made, lang).into_iter();
    let rows = rows.map(|[term, value, why]| row(vec![vec![own(term)], vec![Run::Strong(value)], vec![own(why)]])).collect();
    out.push(Block::Table("estimate", heads(&[text::FACTOR, text::VALUE, text::WHY], lang), rows));
    out
}

/// From which collection, and what it is there.
fn collection(imported: &Imported, lang: Lang) -> (String, Line) {
    (pick(text::COLLECTION, lang).to_owned(), vec![said(&imported.collection), own(" "), Run::Code(imported.key.clone())])
}

/// What is known of a case that was taken over from elsewhere: whence it is, and what the record there tells.
fn taken_over(imported: &Imported, facts: &Facts, lang: Lang) -> Vec<Block> {
    let t = |text| pick(text, lang);
    let mut terms = vec![collection(imported, lang)];
    if !imported.references.is_empty() {
        let links = imported.references.iter().enumerate();
        let links = links.flat_map(|(at, link)| [own(if at > 0 { " " } else { "" }), Run::Address(link.clone())]).collect();
        terms.push((t(text::REFERENCES).to_owned(), links));
    }
    let mut out = vec![Block::Small(vec![own(t(text::NO_PROOF))]), Block::Terms(terms)];
    let all = facts_told(facts);
    let rows: Vec<Row> = KEYS
        .iter()
        .flat_map(|(key, ..)| all.iter().filter(move |(known, _)| known == key))
        .map(|(key, fact)| row(vec![vec![own(key_label(key, lang))], vec![said(&in_words(key, &fact.value, lang))]]))
        .collect();
    if !rows.is_empty() {
        out.push(heading(2, t(text::RECORD)));
        out.push(Block::Small(vec![own(t(text::RECORD_TAKEN))]));
        out.push(Block::Table("events", heads(&[text::KEY, text::FACT], lang), rows));
    }
    out
}

/// Where each notice stood, when it was captured, which bytes these were, and how it is cited.
fn sources(case: &Case, options: &Options) -> Vec<Block> {
    let lang = options.language;
    let t = |text: crate::web::text::Text| pick(text, lang).to_owned();
    if case.notices.is_empty() {
        return Vec::new();
    }
    let mut out = vec![heading(2, &t(text::SOURCES))];
    for notice in case.notices.iter().take(NOTICES) {
        let capture = &notice.capture;
        let mut terms = vec![
            (t(text::NOTICE), vec![Run::Code(notice.id.clone())]),
            (t(text::ADDRESS), vec![Run::Address(place(notice))]),
            (t(text::CAPTURED), vec![own(to_the_second(&capture.captured_at)), own(" · "), said(&capture.media_type)]),
            (t(text::SHA), vec![Run::Code(capture.sha256.clone())]),
        ];
        terms.push((t(text::CITATION), vec![said(&citation(case, notice, options))]));
        out.push(Block::Terms(terms));
    }
    out
}

/// Where a notice stands; of a file its name alone: a report goes to others, whom the folders of this machine do not concern.
fn place(notice: &Notice) -> String {
    let source = &notice.capture.source;
    let is_web = |address: &str| address.contains("://");
    let file = || if is_web(source) { source.as_str() } else { source.rsplit(['/', '\\']).next().unwrap_or(source) };
    notice.address().map_or_else(|| file().to_owned(), str::to_owned)
}

fn citation(case: &Case, notice: &Notice, options: &Options) -> String {
    let capture = &notice.capture;
    let source = if capture.address.is_empty() { &capture.source } else { &capture.address };
    let origin = Origin { source: source.clone(), clipped: capture.captured_at.clone(), sha256: capture.sha256.clone() };
    let version = Version { notice: notice.text.clone(), reading: notice.reading.clone(), origin, ..Version::default() };
    let named = capture.sha256.get(..NAMING).unwrap_or(&capture.sha256);
    // Without an address, the id stands for it: whoever has the casebook finds the case by it.
    let address =
        options.address.as_ref().map_or_else(|| case.id.clone(), |site| format!("{site}/cases/{}?capture={named}", case.id));
    let cited = cite::of(&version, &address);
    if options.language == Lang::Ja { cited.ja } else { cited.en }
}

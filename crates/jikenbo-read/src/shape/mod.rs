//! Finds to typed facts: a shape for each sort of key.

pub(crate) mod authority;
pub(crate) mod cause;
pub(crate) mod code;
pub(crate) mod count;
pub(crate) mod discoverer;
mod doubt;
pub(crate) mod event;
pub(crate) mod head;
pub(crate) mod item;
pub(crate) mod kind;
pub(crate) mod leak;
pub(crate) mod measure;
pub(crate) mod name;
mod office;
pub(crate) mod organization;
pub(crate) mod party;
pub(crate) mod promise;
pub(crate) mod report;
pub(crate) mod service;
mod teller;

use std::cell::OnceCell;

use jikenbo_model::{Code, Date, Doubt, Evidence, Fact, Organization, Reading, Record, RuleId, Span, Why};

use crate::apply::{self, Find};
use crate::clause::{Sentence, Text};
use crate::resolve::Calendar;
use crate::rule::{Class, Rule, Rules, Take};
use crate::sought::Sought;

/// How far from a figure or an item its sentence is looked at, in bytes.
const REACH: u32 = 1_200;

/// What every shape works on.
pub(crate) struct Shaper<'r, 't, 'n> {
    pub(crate) rules: &'r Rules,
    pub(crate) text: &'t Text<'n>,
    /// What the rules found, by the number of its key, in order of the words where they woke.
    finds: Vec<Vec<Find>>,
    pub(crate) calendar: Calendar,
    pub(crate) doubts: Vec<Doubt>,
    /// Whether the organisation speaks itself, or of another that works for it; known once it is asked for.
    speaks: OnceCell<bool>,
    /// Whether it tells the matter itself, and whether somebody else does: [`event::impersonal`], [`event::reported`].
    own: OnceCell<bool>,
    reported: OnceCell<bool>,
    /// The organisation's name, once it is found.
    pub(crate) house: Option<String>,
}

impl<'r> Shaper<'r, '_, '_> {
    pub(crate) fn rule(&self, find: &Find) -> &'r Rule {
        &self.rules.rules[find.rule as usize]
    }

    /// The finds under a key, in order of the words where they woke.
    pub(crate) fn under(&self, key: &str) -> std::slice::Iter<'_, Find> {
        let key = self.rules.terms.keys().iter().position(|k| k == key);
        key.map(|key| self.finds[key].iter()).unwrap_or_default()
    }

    /// Where the words of a find begin and where they end.
    pub(crate) fn ends(&self, find: &Find) -> (u32, u32) {
        let tokens = self.text.tokens();
        find.tokens().map(|t| tokens[t]).fold((u32::MAX, 0), |(first, last), t| (first.min(t.start), last.max(t.end)))
    }

    /// The words that a find takes as its quote.
    pub(crate) fn span(&self, find: &Find) -> Span {
        let tokens = self.text.tokens();
        let (first, last) = match self.rule(find).take {
            Take::All => self.ends(find),
            Take::First => find.tokens().last().map_or((0, 0), |t| (tokens[t].start, tokens[t].end)),
            Take::Last => (tokens[find.last()].start, tokens[find.last()].end),
        };
        self.text.lexed.source(first, self.whole(last))
    }

    /// The end of the word that `end` stands in: a rule's word may be a stem (第一報を公, 連絡があ), but no quote is cut in mid-word.
    pub(crate) fn whole(&self, end: u32) -> u32 {
        const LONGEST: usize = 4;
        let text = self.text.lexed.text();
        let (before, after) = (&text[..end as usize], &text[end as usize..]);
        // A rule's word may hold the comma by which it is known (運んでおり、): no quote needs it.
        if before.ends_with('、') {
            return end - '、'.len_utf8() as u32;
        }
        let kanji = |c: char| matches!(c, '一'..='龠' | '々') && c != '及';
        if before.ends_with(kanji) {
            let run: usize = after.chars().take(LONGEST).take_while(|c| kanji(*c)).map(char::len_utf8).sum();
            return end + run as u32;
        }
        let stem = before.ends_with("があ") && after.starts_with(['り', 'っ', 'る']);
        end + if stem { 'り'.len_utf8() as u32 } else { 0 }
    }

    /// The sentence of `token`, but not more of it than [`REACH`] bytes before `start` and behind `end`, so that reading stays linear
    /// in texts without full stops.
    pub(crate) fn around(&self, token: usize, start: u32, end: u32) -> Sentence {
        let words = self.text.lexed.text();
        let sentence = *self.text.sentence(token);
        let from = words.floor_char_boundary(start.saturating_sub(REACH) as usize) as u32;
        let to = words.floor_char_boundary((end + REACH) as usize) as u32;
        Sentence { start: sentence.start.max(from).min(start), end: sentence.end.min(to).max(end), ..sentence }
    }

    pub(crate) fn fact<T>(&self, find: &Find, value: T) -> Fact<T> {
        Fact::new(value, self.span(find), self.rule(find).id.clone())
    }

    pub(crate) fn doubt(&mut self, key: &str, span: Span, why: &Why) {
        self.doubts.push(Doubt { key: Code::from(key), span, why: why.to_string() });
    }
}

/// The most finds of one key that are made facts of: many times what the longest notice has. Facts are compared with one another, so that
/// a page of nothing else would hold up the reader.
pub(crate) const MOST: usize = 1000;

/// The most further places that a fact keeps: its value is proved by the first.
const PLACES: usize = 24;

/// Keys that tell of this matter alone.
const OF_NOW: &[&str] = &["kinds", "causes", "discovered_by", "leak_status", "secondary_damage", "measures"];

/// Which sentences begin by saying that they tell of an earlier matter: 2022年にも別の職員が….
#[derive(Debug, Default)]
struct Earlier {
    /// The sentence that was asked for last, and where the first words end that say so.
    last: Option<(u32, Option<u32>)>,
}

impl Earlier {
    /// Whether the sentence of a find says so before its last word.
    fn tells(&mut self, text: &Text<'_>, find: &Find) -> bool {
        let sentence = text.clause(find.last()).sentence;
        let said = match self.last {
            Some((known, said)) if known == sentence => said,
            _ => said_early(text, sentence),
        };
        self.last = Some((sentence, said));
        said.is_some_and(|end| end <= text.tokens()[find.last()].start)
    }
}

/// Where the first words of a sentence end that tell of an earlier matter.
fn said_early(text: &Text<'_>, sentence: u32) -> Option<u32> {
    const OPENING: u32 = 120;
    static BEFORE: Sought = Sought::new(&[
        "年にも",
        "過去にも",
        "以前にも",
        "これまでにも",
        "昨年も",
        "去年も",
        "前回も",
        "年前にも",
        "か月前にも",
        MONTH,
    ]);
    const MONTH: &str = "月にも";
    let sentence = text.sentences[sentence as usize];
    let words = text.lexed.stretch(sentence.start, sentence.start + OPENING);
    // 去年6月にも is past, 来月にも is not.
    let past = |at: usize| words[..at].contains('年') && !words[..at].contains('来');
    let said = BEFORE.places(words).filter_map(|at| Some((at, BEFORE.prefix(&words[at..])?)));
    let ends = said.filter(|(at, word)| *word != MONTH || past(*at)).map(|(at, word)| at + word.len());
    ends.min().map(|end| sentence.start + end as u32)
}

/// Reads a text that has its structure into facts.
pub(crate) fn read(rules: &Rules, mut text: Text<'_>) -> Reading {
    let head = head::find(rules, &text);
    text.title = head.title.unwrap_or((0, 0));
    let keys = rules.terms.keys();
    let of_now: Vec<bool> = keys.iter().map(|key| OF_NOW.contains(&key.as_str())).collect();
    let mut finds: Vec<Vec<Find>> = vec![Vec::new(); keys.len()];
    let mut left_out = None;
    let mut earlier = Earlier::default();
    for find in apply::apply(rules, &text) {
        let key = rules.terms.key(find.rule);
        if of_now[key] && earlier.tells(&text, &find) {
            continue;
        }
        if finds[key].len() < MOST {
            finds[key].push(find);
        } else {
            left_out = left_out.or(Some((keys[key].as_str(), find.last())));
        }
    }
    let calendar = Calendar::new(&text, head.published.map(|(date, ..)| date));
    let mut shaper = Shaper {
        rules,
        text: &text,
        finds,
        calendar,
        doubts: Vec::new(),
        speaks: OnceCell::new(),
        own: OnceCell::new(),
        reported: OnceCell::new(),
        house: None,
    };
    // A newspaper's own date line is not the day of the matter, if the report tells that day.
    let dated = head.published.map(|(date, start, end)| published_fact(&shaper, date, start, end));
    let in_title = head.published.is_some_and(|(_, start, _)| text.in_title(start));
    let announced = event::announced(&shaper);
    // A day in the headline is that of the notice, whenever the matter came to light.
    let announced = announced.filter(|f| !in_title || event::is_told(&text, f));
    let published = if in_title { announced.or(dated) } else { announced.or(dated.filter(|_| !event::hearsay(&shaper))) };
    if let Some(fact) = published.as_ref().filter(|f| head.published.is_none_or(|(date, ..)| date != f.value)) {
        shaper.calendar = Calendar::new(&text, Some(fact.value));
    }
    if let Some((key, token)) = left_out {
        let token = text.tokens()[token];
        shaper.doubt(key, text.lexed.source(token.start, token.end), &Why::TooMany { read: MOST });
    }
    let record = record(&mut shaper, &head, published);
    doubt::second_readings(&mut shaper, &record);
    Reading { record, doubts: shaper.doubts }
}

/// The day of publication as a fact.
fn published_fact(shaper: &Shaper<'_, '_, '_>, date: Date, start: u32, end: u32) -> Fact<Date> {
    Fact::new(date, shaper.text.lexed.source(start, end), RuleId::from("published/date"))
}

/// The whole record. The order matters: kinds and reports are asked for by what comes after them.
fn record(shaper: &mut Shaper<'_, '_, '_>, head: &head::Head, published: Option<Fact<Date>>) -> Record {
    let organization = organization::find(shaper, head);
    // 本県: a notice that gives no name may still call itself something.
    let called = |o: &Fact<Organization>| o.evidence.span.of(&shaper.text.notice.text).to_owned();
    shaper.house = organization.as_ref().map(|o| o.value.name.clone().unwrap_or_else(|| called(o)));
    let kinds = kind::kinds(shaper);
    let discovered_by = discoverer::discoverer(shaper, &kinds);
    let causes = cause::causes(shaper, &cause::Matter { kinds: &kinds, discovered_by: discovered_by.as_ref() });
    let authorities = authority::authorities(shaper, organization.as_ref());
    Record {
        title: head::title_fact(shaper.text),
        timeline: event::timeline(shaper, &event::Matter { kinds: &kinds, published: published.as_ref(), reports: &authorities }),
        counts: count::counts(shaper),
        data_items: item::items(shaper),
        authorities,
        third_parties: party::parties(shaper, organization.as_ref()),
        services: service::services(shaper, organization.as_ref()),
        stage: head::stage(shaper),
        causes,
        actor: kind::actor(shaper, &kinds),
        discovered_by,
        leak_status: leak::status(shaper, &kinds),
        secondary_damage: leak::damage(shaper, &kinds),
        money: count::money(shaper),
        measures: measure::measures(shaper, &measure::Matter { kinds: &kinds, dated: published.is_some() }),
        kinds,
        organization,
        published,
    }
}

/// Whether a find stands in a sentence that goes on to ask the readers for something: 添付ファイルを開かないようお願いいたします.
pub(crate) fn asked(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let Some(class) = shaper.rules.names.get("request") else { return false };
    let tokens = shaper.text.tokens();
    let token = tokens[find.last()];
    let end = shaper.around(find.last(), token.start, token.end).end;
    shaper.text.lexed.within(token.end, end).any(|t| tokens[t].class == class)
}

/// Whether 同社, which a find begins with, is the organisation itself: in a report that speaks of nobody else it is.
pub(crate) fn itself(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const SPEAKERS: &[&str] = &[
        "当社",
        "弊社",
        "本学",
        "当院",
        "本院",
        "本市",
        "当市",
        "本校",
        "当会",
        "本会",
        "当協会",
        "当行",
        "当店",
        "私ども",
        "委託",
        "提供元",
    ];
    let first = find.tokens().last().unwrap_or(find.last());
    let text = shaper.text.lexed.text();
    let speaks = || *shaper.speaks.get_or_init(|| SPEAKERS.iter().any(|word| text.contains(word)));
    text[shaper.text.tokens()[first].start as usize..].starts_with("同社") && !speaks()
}

/// Whether a word of a lexicon begins within `start..end`.
pub(crate) fn has(shaper: &Shaper<'_, '_, '_>, class: Option<Class>, start: u32, end: u32) -> bool {
    class.is_some_and(|c| shaper.text.has(c, start, end))
}

/// Adds a fact, or, if an equal one is there, its evidence to that one.
pub(crate) fn join<T: PartialEq>(facts: &mut Vec<Fact<T>>, fact: Fact<T>) {
    match facts.iter_mut().find(|f| f.value == fact.value) {
        Some(known) if known.evidence.span != fact.evidence.span => {
            let evidence: Evidence = fact.evidence;
            if known.also.len() < PLACES && !known.also.contains(&evidence) {
                known.also.push(evidence);
            }
        }
        Some(_) => {}
        None => facts.push(fact),
    }
}

//! What is known of a case by those who search, list and chart.

use jikenbo_model::{Authority, Code, Count, Date, Notice, Party, Reading, Record};
use serde::{Deserialize, Serialize};

/// Where a case comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Its notices were clipped.
    #[default]
    Clipped,
    /// It was taken over from another collection.
    Imported,
}

impl Origin {
    /// `clipped` or `imported`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Clipped => "clipped",
            Self::Imported => "imported",
        }
    }
}

/// What one notice tells, or all notices of a case together. What is not told is `None` or empty, never zero.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// The headline; the first line where none was read.
    pub title: String,
    /// Whose incident it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// A code of `organization.sector`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<Code>,
    /// First notice or follow-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<Code>,
    /// What happened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Code>,
    /// What made it possible.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Code>,
    /// Which data were affected (not those that the notice excludes).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Code>,
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<Code>,
    /// Who noticed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discovered_by: Option<Code>,
    /// Whether data leaked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leak_status: Option<Code>,
    /// Whether they were misused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secondary_damage: Option<Code>,
    /// What was done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Code>,
    /// Reports to authorities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<Authority>,
    /// Other organisations that are named, with their roles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// Affected sites, systems and products.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// The date of the notice, if it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// The date it is sorted and filtered by: `published`, else a day near it known from the page, else its first event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// When it began: the first occurrence, else the first day of the exposure window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Date>,
    /// When somebody noticed first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discovered: Option<Date>,
    /// The figure that tells how large it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<Count>,
    /// The largest number of people, or of records about people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// How that number was said: a code of `bound`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people_bound: Option<Code>,
    /// The largest number of payment cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cards: Option<u64>,
    /// How that number was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cards_bound: Option<Code>,
    /// Days from occurrence to discovery, where both are told to the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_unseen: Option<u32>,
    /// Days from discovery to publication, where both are told to the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_silent: Option<u32>,
}

/// A notice of a case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Line {
    /// Its id.
    pub notice: String,
    /// When it came into the casebook (UTC).
    pub clipped_at: String,
    /// When its newest version was first seen (UTC).
    pub changed_at: String,
    /// What it tells.
    pub facts: Facts,
}

/// What is searched, and not kept with a hit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// The notices' texts, newest versions.
    pub notices: Vec<String>,
}

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub case: String,
    /// What its notices tell together: of a single value the newest notice that tells it, of lists everything.
    pub facts: Facts,
    /// Its notices, the newest first.
    pub notices: Vec<Line>,
    /// When its first notice came into the casebook (UTC).
    pub clipped_at: String,
    /// When anything of it came in last (UTC).
    pub changed_at: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The collection that it was taken over from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collection: Option<String>,
    /// What is searched.
    #[serde(skip)]
    pub texts: Texts,
}

impl Facts {
    /// What a notice tells.
    #[must_use]
    pub fn of(notice: &Notice, reading: &Reading) -> Self {
        let record = &reading.record;
        let code = |fact: &Option<jikenbo_model::Fact<Code>>| fact.as_ref().map(|f| f.value.clone());
        let codes = |facts: &[jikenbo_model::Fact<Code>]| distinct(facts.iter().map(|f| f.value.clone()));
        let organization = record.organization.as_ref().map(|f| &f.value);
        let published = record.published.as_ref().map(|f| f.value);
        let (occurred, discovered) = (began(record), first(record, "discovery"));
        let people = most(record, |c| *c.subject == *"personal" && (*c.unit == *"people" || *c.unit == *"records"));
        let cards = most(record, |c| *c.subject == *"card");
        let announced = first(record, "publication").into_iter().chain(published).min();
        Self {
            title: title(notice, record),
            organization: organization.and_then(|o| o.name.clone()),
            sector: organization.and_then(|o| o.sector.clone()),
            stage: code(&record.stage),
            kinds: codes(&record.kinds),
            causes: codes(&record.causes),
            items: distinct(record.data_items.iter().filter(|f| *f.value.state != *"excluded").map(|f| f.value.item.clone())),
            actor: code(&record.actor),
            discovered_by: code(&record.discovered_by),
            leak_status: code(&record.leak_status),
            secondary_damage: code(&record.secondary_damage),
            measures: codes(&record.measures),
            authorities: distinct(record.authorities.iter().map(|f| f.value.clone())),
            parties: distinct(record.third_parties.iter().map(|f| f.value.clone())),
            services: distinct(record.services.iter().map(|f| f.value.name.clone())),
            published,
            date: published.or(notice.near).or_else(|| record.timeline.iter().map(|f| f.value.start).min()),
            occurred,
            discovered,
            headline: headline(record).cloned(),
            people: people.map(|c| c.value),
            people_bound: people.map(|c| c.bound.clone()),
            cards: cards.map(|c| c.value),
            cards_bound: cards.map(|c| c.bound.clone()),
            days_unseen: days(occurred, discovered),
            days_silent: days(discovered, announced),
        }
    }

    /// What several notices tell together, the newest first.
    fn together(all: &[&Self]) -> Self {
        let Some(newest) = all.first() else { return Self::default() };
        if all.len() == 1 {
            return (*newest).clone();
        }
        fn told<T: Clone>(all: &[&Facts], get: impl Fn(&Facts) -> &Option<T>) -> Option<T> {
            all.iter().find_map(|f| get(f).clone())
        }
        fn every<T: Clone + PartialEq>(all: &[&Facts], get: impl Fn(&Facts) -> &Vec<T>) -> Vec<T> {
            distinct(all.iter().flat_map(|f| get(f).iter().cloned()))
        }
        let occurred = all.iter().filter_map(|f| f.occurred).min();
        let discovered = all.iter().filter_map(|f| f.discovered).min();
        let announced = all.iter().filter_map(|f| f.published).min();
        Self {
            title: newest.title.clone(),
            organization: told(all, |f| &f.organization),
            sector: told(all, |f| &f.sector),
            stage: told(all, |f| &f.stage),
            kinds: every(all, |f| &f.kinds),
            causes: every(all, |f| &f.causes),
            items: every(all, |f| &f.items),
            actor: told(all, |f| &f.actor),
            discovered_by: told(all, |f| &f.discovered_by),
            leak_status: told(all, |f| &f.leak_status),
            secondary_damage: told(all, |f| &f.secondary_damage),
            measures: every(all, |f| &f.measures),
            authorities: every(all, |f| &f.authorities),
            parties: every(all, |f| &f.parties),
            services: every(all, |f| &f.services),
            published: told(all, |f| &f.published),
            date: told(all, |f| &f.date),
            occurred,
            discovered,
            headline: told(all, |f| &f.headline),
            people: told(all, |f| &f.people),
            people_bound: all.iter().find(|f| f.people.is_some()).and_then(|f| f.people_bound.clone()),
            cards: told(all, |f| &f.cards),
            cards_bound: all.iter().find(|f| f.cards.is_some()).and_then(|f| f.cards_bound.clone()),
            days_unseen: days(occurred, discovered),
            days_silent: days(discovered, announced).or_else(|| all.iter().rev().find_map(|f| f.days_silent)),
        }
    }
}

impl Entry {
    /// A case of its notices, each with its text. Their order does not matter.
    #[must_use]
    pub fn new(case: &str, notices: Vec<(Line, String)>) -> Self {
        let mut notices = notices;
        notices.sort_by(|(a, _), (b, _)| {
            let key = |line: &Line| (line.facts.date, line.clipped_at.clone());
            key(b).cmp(&key(a)).then_with(|| a.notice.cmp(&b.notice))
        });
        let (lines, texts): (Vec<Line>, Vec<String>) = notices.into_iter().unzip();
        let facts = Facts::together(&lines.iter().map(|line| &line.facts).collect::<Vec<_>>());
        Self {
            case: case.to_owned(),
            facts,
            clipped_at: lines.iter().map(|l| l.clipped_at.clone()).min().unwrap_or_default(),
            changed_at: lines.iter().map(|l| l.changed_at.clone()).max().unwrap_or_default(),
            notices: lines,
            origin: Origin::Clipped,
            collection: None,
            texts: Texts { notices: texts },
        }
    }

    /// A case that was taken over from another collection: it has no notice. `words` are searched beside what it tells.
    #[must_use]
    pub fn imported((case, collection): (&str, &str), facts: Facts, words: String, imported_at: &str, changed_at: &str) -> Self {
        Self {
            case: case.to_owned(),
            facts,
            notices: Vec::new(),
            clipped_at: imported_at.to_owned(),
            changed_at: changed_at.to_owned(),
            origin: Origin::Imported,
            collection: Some(collection.to_owned()),
            texts: Texts { notices: vec![words] },
        }
    }

    /// Everything that a word is looked for in: titles, names, texts.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &str> {
        let facts = self.notices.iter().map(|line| &line.facts).chain([&self.facts]);
        let named = facts.flat_map(|f| {
            let names = f.authorities.iter().map(|a| &a.name).chain(f.parties.iter().map(|p| &p.name)).chain(&f.services);
            [Some(&f.title), f.organization.as_ref()].into_iter().flatten().chain(names)
        });
        self.texts.notices.iter().chain(named).map(String::as_str).filter(|part| !part.is_empty())
    }
}

fn distinct<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut out: Vec<T> = Vec::new();
    for one in all {
        if !out.contains(&one) {
            out.push(one);
        }
    }
    out
}

/// The headline as read; else as the page marks it; else the first line that says anything.
fn title(notice: &Notice, record: &Record) -> String {
    let read = record.title.as_ref().map(|f| f.value.clone());
    let marked = || notice.title.map(|span| span.of(&notice.text).to_owned()).filter(|t| !t.is_empty());
    let first = || notice.text.lines().map(str::trim).find(|l| !l.is_empty()).map(|l| l.chars().take(200).collect());
    read.or_else(marked).or_else(first).unwrap_or_default()
}

fn first(record: &Record, event: &str) -> Option<Date> {
    record.timeline.iter().filter(|f| *f.value.event == *event).map(|f| f.value.start).min()
}

fn began(record: &Record) -> Option<Date> {
    first(record, "occurrence").or_else(|| first(record, "exposure_window"))
}

/// Whole days from one day to a later one; `None` unless both are told to the day and in this order.
fn days(from: Option<Date>, to: Option<Date>) -> Option<u32> {
    let (from, to) = (from?.civil()?, to?.civil()?);
    u32::try_from(from.until(to).ok()?.get_days()).ok()
}

fn most(record: &Record, wanted: impl Fn(&Count) -> bool) -> Option<&Count> {
    record.counts.iter().map(|f| &f.value).filter(|c| wanted(c)).max_by_key(|c| c.value)
}

/// The figure that tells how large an incident was: the largest number of people or records, else of whatever is counted.
#[must_use]
pub fn headline(record: &Record) -> Option<&Count> {
    let weight = |c: &Count| {
        let subject = match c.subject.as_str() {
            "card" | "personal" => 3,
            "email_address" | "account" | "message" => 2,
            "access" => 0,
            _ => 1,
        };
        let unit = u8::from(c.unit.as_str() == "people");
        (subject, c.value, unit)
    };
    record.counts.iter().map(|f| &f.value).max_by_key(|c| weight(c))
}

/// A date as a number that sorts like it: 20240603, 20240600, 20240000.
pub(crate) fn date_key(date: Date) -> u64 {
    let part = |n: Option<u8>| u64::from(n.unwrap_or(0));
    date.year().max(0).unsigned_abs() as u64 * 10_000 + part(date.month()) * 100 + part(date.day_of_month())
}

/// The date of a key.
pub(crate) fn date_from_key(key: u64) -> Option<Date> {
    let year = i16::try_from(key / 10_000).ok()?;
    match ((key / 100 % 100) as u8, (key % 100) as u8) {
        (0, _) => Some(Date::year_only(year)),
        (month, 0) => Date::month_only(year, month),
        (month, day) => Date::day(year, month, day),
    }
}

/// The first and the last day that a date can mean, as numbers that sort (31 stands for the last day of any month).
pub(crate) fn day_keys(date: Date) -> (u64, u64) {
    let key = |month: u8, day: u8| {
        let (month, day) = (date.month().unwrap_or(month), date.day_of_month().unwrap_or(day));
        date.year().max(0).unsigned_abs() as u64 * 10_000 + u64::from(month) * 100 + u64::from(day)
    };
    (key(1, 1), key(12, 31))
}

/// A time as the casebook writes it, to any precision, as a number that sorts like it: its digits, to the millisecond.
pub(crate) fn time_key(time: &str) -> u64 {
    let digits = time.bytes().filter(u8::is_ascii_digit).chain(std::iter::repeat(b'0')).take(17);
    digits.fold(0, |key, digit| key * 10 + u64::from(digit - b'0'))
}

/// A case id as a number that sorts like it: its first eight characters without the hyphen, which is all of an id.
pub(crate) fn case_key(case: &str) -> u64 {
    let bytes = case.bytes().filter(|b| *b != b'-').chain(std::iter::repeat(0)).take(8);
    bytes.fold(0, |key, byte| key << 8 | u64::from(byte))
}

/// The month of a date, as facets and charts name it: `2024-06`, or the year where no month is told.
pub(crate) fn month_of(date: Date) -> String {
    date.month().map_or_else(|| format!("{:04}", date.year()), |month| format!("{:04}-{month:02}", date.year()))
}

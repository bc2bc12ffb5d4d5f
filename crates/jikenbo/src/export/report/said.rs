//! Facts in words: what each key of a record says, with the words that prove it.

use jikenbo_model::{Code, Evidence, Fact, Reading, Record};

use super::block::{Line, Row, Run, one_line, own, said, soft};
use crate::labels::{Lang, figure, key_label, label};
use crate::web::figures::{date, money, period};
use crate::web::marked::Numbers;

/// The longest quote that a report tells; the casebook holds all of it.
const QUOTE: usize = 300;

/// The facts of a notice as rows: key, fact, words. `text` is what the words are cut from.
pub(super) struct Facts<'r> {
    pub(super) lang: Lang,
    pub(super) text: &'r str,
    pub(super) numbers: Option<&'r Numbers>,
}

impl Facts<'_> {
    /// Every fact, in the order of the record.
    pub(super) fn rows(&self, record: &Record) -> Vec<Row> {
        let lang = self.lang;
        let mut rows = Vec::new();
        let mut put = |all: Vec<Row>| rows.extend(all);
        put(self.of("title", record.title.as_slice(), |title| vec![said(title)]));
        put(self.of("organization", record.organization.as_slice(), |o| organization(o.name.as_deref(), o.sector.as_ref(), lang)));
        put(self.of("published", record.published.as_slice(), |day| vec![own(date(*day, lang))]));
        put(self.codes("stage", record.stage.as_slice()));
        put(self.of("services", &record.services, |service| {
            let mut line = vec![said(&service.name)];
            line.extend(service.url.iter().flat_map(|url| [own(" "), Run::Address(url.clone())]));
            line
        }));
        put(self.codes("kinds", &record.kinds));
        put(self.codes("causes", &record.causes));
        put(self.codes("actor", record.actor.as_slice()));
        put(self.codes("discovered_by", record.discovered_by.as_slice()));
        put(self.of("timeline", &record.timeline, |event| {
            vec![own(label("timeline", &event.event, lang)), own(" "), Run::Strong(period(event, lang))]
        }));
        put(self.of("counts", &record.counts, |count| {
            vec![Run::Strong(figure(count, lang)), own(" "), own(label("subject", &count.subject, lang))]
        }));
        put(self.of("data_items", &record.data_items, |item| {
            let mut line = vec![own(label("data_items", &item.item, lang))];
            if &*item.state == "excluded" {
                line.extend([own(" "), soft(format!("({})", label("state", &item.state, lang)))]);
            }
            line
        }));
        put(self.codes("leak_status", record.leak_status.as_slice()));
        put(self.codes("secondary_damage", record.secondary_damage.as_slice()));
        put(self.of("authorities", &record.authorities, |authority| {
            let day = authority.date.map(|day| own(format!(" {}", date(day, lang))));
            [said(&authority.name)].into_iter().chain(day).collect()
        }));
        put(self.of("third_parties", &record.third_parties, |party| {
            vec![said(&party.name), own(" "), soft(format!("({})", label("third_parties", &party.role, lang)))]
        }));
        put(self.of("money", &record.money, |amount| vec![own(money(amount, lang))]));
        put(self.codes("measures", &record.measures));
        rows
    }

    fn codes(&self, key: &'static str, facts: &[Fact<Code>]) -> Vec<Row> {
        self.of(key, facts, |code| vec![own(label(key, code, self.lang))])
    }

    fn of<T>(&self, key: &'static str, facts: &[Fact<T>], value: impl Fn(&T) -> Line) -> Vec<Row> {
        let row = |(at, fact): (usize, &Fact<T>)| Row {
            number: self.numbers.map(|numbers| numbers.number(key, at)),
            cells: vec![vec![own(key_label(key, self.lang))], value(&fact.value), vec![self.quote(&fact.evidence)]],
        };
        facts.iter().enumerate().map(row).collect()
    }

    pub(super) fn quote(&self, evidence: &Evidence) -> Run {
        Run::Quote(short(&one_line(evidence.span.of(self.text))))
    }

    /// What was seen and not made a fact.
    pub(super) fn doubts(&self, reading: &Reading) -> Vec<Row> {
        let row = |doubt: &jikenbo_model::Doubt| {
            let why = crate::doubts::why(doubt, self.lang).map_or_else(|| said(&doubt.why), own);
            let quote = Run::Quote(short(&one_line(doubt.span.of(self.text))));
            Row { number: None, cells: vec![vec![own(crate::doubts::key(doubt, self.lang))], vec![why], vec![quote]] }
        };
        reading.doubts.iter().map(row).collect()
    }
}

/// Words that are not too long for a report.
pub(super) fn short(words: &str) -> String {
    let cut = words.char_indices().nth(QUOTE).map_or(words.len(), |(at, _)| at);
    if cut < words.len() { format!("{}…", &words[..cut]) } else { words.to_owned() }
}

/// An organisation and its sector.
pub(super) fn organization(name: Option<&str>, sector: Option<&Code>, lang: Lang) -> Line {
    let name = name.map_or_else(|| soft(super::pick(super::text::NO_NAME, lang)), said);
    let sector = sector.map(|sector| soft(format!(" ({})", label("sector", sector, lang))));
    [name].into_iter().chain(sector).collect()
}

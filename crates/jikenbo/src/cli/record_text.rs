//! A record as a person reads it on a terminal: Japanese labels, and beside every fact the words that prove it.

use std::fmt::Write;

use jikenbo_model::{Authority, Code, Event, Evidence, Fact, Notice, Organization, Reading, Time};

use super::terminal::line;
use crate::doubts;
use crate::labels::{Lang, figure, grouped, key_label, label};

const JA: Lang = Lang::Ja;

/// The record as text, under its headline.
pub(super) fn record_text(notice: &Notice, reading: &Reading) -> String {
    let mut page = Page { text: &notice.text, out: String::new() };
    page.head(notice, reading);
    page.what(reading);
    page.timeline(reading);
    page.figures(reading);
    page.parties(reading);
    page.doubts(reading);
    page.out
}

struct Page<'t> {
    text: &'t str,
    out: String,
}

impl Page<'_> {
    fn head(&mut self, notice: &Notice, reading: &Reading) {
        let record = &reading.record;
        let first = || notice.text.lines().find(|l| !l.trim().is_empty()).unwrap_or("").to_owned();
        let title = record.title.as_ref().map_or_else(first, |f| f.value.clone());
        let _ = writeln!(self.out, "{}", line(title.trim()));
        if let Some(url) = &notice.url {
            let _ = writeln!(self.out, "{}", line(url));
        }
        self.facts("organization", record.organization.as_slice(), organization);
        self.facts("published", record.published.as_slice(), ToString::to_string);
        self.facts("stage", record.stage.as_slice(), |c| coded("stage", c));
    }

    fn what(&mut self, reading: &Reading) {
        let record = &reading.record;
        self.facts("services", &record.services, |s| {
            s.url.as_ref().map_or_else(|| line(&s.name), |url| format!("{} {}", line(&s.name), line(url)))
        });
        self.facts("kinds", &record.kinds, |c| coded("kinds", c));
        self.facts("causes", &record.causes, |c| coded("causes", c));
        self.facts("actor", record.actor.as_slice(), |c| coded("actor", c));
        self.facts("discovered_by", record.discovered_by.as_slice(), |c| coded("discovered_by", c));
    }

    fn timeline(&mut self, reading: &Reading) {
        let mut events: Vec<_> = reading.record.timeline.iter().collect();
        events.sort_by_key(|f| (f.value.start, f.value.start_time, f.evidence.span));
        self.list("timeline", &events, |e| format!("{}  {}", when(e), label("timeline", &e.event, JA)));
    }

    fn figures(&mut self, reading: &Reading) {
        let record = &reading.record;
        self.facts("counts", &record.counts, |c| format!("{} {}", figure(c, JA), label("subject", &c.subject, JA)));
        for state in ["affected", "excluded"] {
            let items: Vec<_> = record.data_items.iter().filter(|f| f.value.state.as_str() == state).collect();
            let head = format!("{}({})", key_label("data_items", JA), label("state", state, JA));
            self.list_under(&head, &items, |i| coded("data_items", &i.item));
        }
        self.facts("leak_status", record.leak_status.as_slice(), |c| coded("leak_status", c));
        self.facts("secondary_damage", record.secondary_damage.as_slice(), |c| coded("secondary_damage", c));
        self.facts("money", &record.money, |m| format!("{} {}", grouped(m.amount), line(&m.currency)));
    }

    fn parties(&mut self, reading: &Reading) {
        let record = &reading.record;
        self.facts("authorities", &record.authorities, authority);
        self.facts("third_parties", &record.third_parties, |p| {
            format!("{}({})", line(&p.name), label("third_parties", &p.role, JA))
        });
        self.facts("measures", &record.measures, |c| coded("measures", c));
    }

    fn doubts(&mut self, reading: &Reading) {
        if reading.doubts.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\n{}", key_label("doubts", JA));
        for doubt in &reading.doubts {
            let words = line(doubt.span.of(self.text));
            let why = doubts::why(doubt, JA).unwrap_or_else(|| doubt.why.clone());
            let _ = writeln!(self.out, "  {} 「{words}」 {}", doubts::key(doubt, JA), line(&why));
        }
    }

    fn facts<T>(&mut self, key: &str, facts: &[Fact<T>], value: impl Fn(&T) -> String) {
        self.list(key, &facts.iter().collect::<Vec<_>>(), value);
    }

    fn list<T>(&mut self, key: &str, facts: &[&Fact<T>], value: impl Fn(&T) -> String) {
        self.list_under(key_label(key, JA), facts, value);
    }

    fn list_under<T>(&mut self, head: &str, facts: &[&Fact<T>], value: impl Fn(&T) -> String) {
        if facts.is_empty() {
            return;
        }
        let _ = writeln!(self.out, "\n{head}");
        for fact in facts {
            let _ = writeln!(self.out, "  {}  {}", value(&fact.value), self.quote(&fact.evidence));
        }
    }

    fn quote(&self, evidence: &Evidence) -> String {
        format!("「{}」", line(evidence.span.of(self.text)))
    }
}

fn coded(key: &str, code: &Code) -> String {
    line(label(key, code, JA))
}

fn organization(organization: &Organization) -> String {
    let sector = organization.sector.as_ref().map(|s| format!("({})", label("sector", s, JA))).unwrap_or_default();
    format!("{}{sector}", line(organization.name.as_deref().unwrap_or("名称不明")))
}

fn authority(authority: &Authority) -> String {
    let date = authority.date.map(|d| format!(" {d}")).unwrap_or_default();
    let kind = label("authorities", &authority.authority, JA);
    let kind = if kind == authority.name { String::new() } else { format!("({kind})") };
    format!("{}{kind}{date}", line(&authority.name))
}

fn when(event: &Event) -> String {
    let time = |t: Option<Time>| t.map(|t| format!(" {t}")).unwrap_or_default();
    let start = format!("{}{}", event.start, time(event.start_time));
    match event.end {
        Some(end) => format!("{start} – {end}{}", time(event.end_time)),
        None => start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::{Count, DataItem, Doubt, Money, Party, Record, Service, Span};

    const TEXT: &str = "架空堂より\n2024年6月3日、検知。氏名。3名。あおば技研。";

    fn fact<T>(value: T, words: &str) -> Fact<T> {
        let start = TEXT.find(words).unwrap();
        Fact::new(value, Span::new(start, start + words.len()), "a/b".into())
    }

    fn reading() -> Reading {
        let event = |event: &str, day: &str| Event {
            event: event.into(),
            start: day.parse().unwrap(),
            end: Some("2024-06-30".parse().unwrap()).filter(|_| event == "occurrence"),
            start_time: Some(Time { hour: 9, minute: Some(5) }).filter(|_| event == "discovery"),
            end_time: None,
        };
        let count = Count { value: 3, bound: "about".into(), unit: "people".into(), subject: "personal".into() };
        let item = |state: &str| DataItem { item: "name".into(), state: state.into() };
        let record = Record {
            organization: Some(fact(Organization { name: Some("架空堂".into()), sector: Some("retail".into()) }, "架空堂")),
            services: vec![fact(Service { name: "店\u{1b}".into(), url: None }, "架空堂")],
            timeline: vec![
                fact(event("discovery", "2024-06-03"), "2024年6月3日、検知"),
                fact(event("occurrence", "2024-05"), "検知"),
            ],
            counts: vec![fact(count, "3名")],
            data_items: vec![fact(item("excluded"), "氏名"), fact(item("affected"), "氏名")],
            third_parties: vec![fact(Party { name: "あおば技研".into(), role: "forensics".into() }, "あおば技研")],
            money: vec![fact(Money { amount: 1_000_000, currency: "JPY".into() }, "3名")],
            ..Record::default()
        };
        let doubt = Doubt { key: "timeline".into(), span: Span::new(0, 9), why: "no year".into() };
        Reading { record, doubts: vec![doubt] }
    }

    #[test]
    fn a_record_is_read_in_japanese_with_its_words() {
        let expected = "架空堂より

組織
  架空堂(小売・通販)  「架空堂」

サービス・システム
  店   「架空堂」

経過
  2024-05 – 2024-06-30  発生  「検知」
  2024-06-03 09:05  発覚  「2024年6月3日、検知」

件数
  約3名 個人情報  「3名」

情報の項目(漏えい)
  氏名  「氏名」

情報の項目(対象外)
  氏名  「氏名」

金額
  1,000,000 JPY  「3名」

関係する会社
  あおば技研(調査会社)  「あおば技研」

保留
  経過 「架空堂」 no year
";
        assert_eq!(record_text(&Notice::plain(TEXT), &reading()), expected);
    }
}

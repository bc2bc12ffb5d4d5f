//! The JSON of a reading: the keys and codes of `docs/record.md`, and on every fact its `quote`, its `span` (Unicode code
//! points of the notice's text, end exclusive) and the `rule` that found it.
//!
//! Keys that hold a plain value (`title`, `published`, `stage`, `kinds`, `actor`, `discovered_by`, `leak_status`,
//! `secondary_damage`) have their quotes under `evidence`, by key; those of `kinds` in the same order.

mod points;

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{Doubt, Evidence, Fact, Reading, Record, RuleId, Span};
use points::Points;

/// JSON that is no reading of the text it was given with.
#[derive(Debug)]
pub enum WireError {
    /// A key's value has another shape than the record's.
    Shape(String, serde_json::Error),
    /// A span that does not cut its quote out of the text.
    Span {
        /// The key.
        key: String,
        /// The quote that was expected there.
        quote: String,
    },
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(key, error) => write!(f, "{key}: {error}"),
            Self::Span { key, quote } => write!(f, "{key}: expected the span to cut out {quote:?}, found other words there"),
        }
    }
}

impl std::error::Error for WireError {}

#[derive(Serialize, Deserialize)]
struct WireEvidence {
    quote: String,
    span: [u32; 2],
    rule: RuleId,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    also: Vec<WireEvidence>,
}

#[derive(Serialize, Deserialize)]
struct WireFact<T> {
    #[serde(flatten)]
    value: T,
    #[serde(flatten)]
    evidence: WireEvidence,
}

#[derive(Serialize, Deserialize)]
struct WireCode {
    code: crate::Code,
}

#[derive(Serialize, Deserialize)]
struct WireDoubt {
    key: crate::Code,
    quote: String,
    span: [u32; 2],
    why: String,
}

impl Points<'_> {
    fn wire(&self, evidence: &Evidence) -> WireEvidence {
        WireEvidence {
            quote: self.quote(evidence.span),
            span: self.span(evidence.span),
            rule: evidence.rule.clone(),
            also: Vec::new(),
        }
    }

    fn quote(&self, span: Span) -> String {
        span.of(self.text).to_owned()
    }

    fn span(&self, span: Span) -> [u32; 2] {
        [self.point(span.start), self.point(span.end)]
    }

    fn fact<T>(&self, fact: &Fact<T>) -> WireEvidence {
        WireEvidence { also: fact.also.iter().map(|e| self.wire(e)).collect(), ..self.wire(&fact.evidence) }
    }

    fn cut(&self, key: &str, span: [u32; 2], quote: &str) -> Result<Span, WireError> {
        let found = self.byte(span[0]).zip(self.byte(span[1])).filter(|(start, end)| start <= end);
        found
            .map(|(start, end)| Span { start, end })
            .filter(|span| span.of(self.text) == quote)
            .ok_or_else(|| WireError::Span { key: key.to_owned(), quote: quote.to_owned() })
    }

    fn evidence(&self, key: &str, wire: WireEvidence) -> Result<(Evidence, Vec<Evidence>), WireError> {
        let span = self.cut(key, wire.span, &wire.quote)?;
        let also = wire.also.into_iter().map(|w| Ok(self.evidence(key, w)?.0)).collect::<Result<_, WireError>>()?;
        Ok((Evidence { span, rule: wire.rule }, also))
    }
}

/// The JSON of a reading of `text`. The keys come in the order of `docs/record.md`; empty keys are left out.
#[must_use]
pub fn to_json(reading: &Reading, text: &str) -> Value {
    let mut writer = Writer { points: Points::new(text), out: Map::new(), evidence: Map::new() };
    let r = &reading.record;
    writer.one("title", r.title.as_ref());
    writer.object("organization", r.organization.as_ref());
    writer.one("published", r.published.as_ref());
    writer.one("stage", r.stage.as_ref());
    writer.list("services", &r.services);
    writer.codes("kinds", &r.kinds);
    writer.coded("causes", &r.causes);
    writer.one("actor", r.actor.as_ref());
    writer.one("discovered_by", r.discovered_by.as_ref());
    writer.list("timeline", &r.timeline);
    writer.list("counts", &r.counts);
    writer.list("data_items", &r.data_items);
    writer.one("leak_status", r.leak_status.as_ref());
    writer.one("secondary_damage", r.secondary_damage.as_ref());
    writer.list("authorities", &r.authorities);
    writer.list("third_parties", &r.third_parties);
    writer.list("money", &r.money);
    writer.coded("measures", &r.measures);
    writer.finish(&reading.doubts)
}

struct Writer<'t> {
    points: Points<'t>,
    out: Map<String, Value>,
    evidence: Map<String, Value>,
}

impl Writer<'_> {
    fn one<T: Serialize>(&mut self, key: &str, fact: Option<&Fact<T>>) {
        if let Some(fact) = fact {
            self.out.insert(key.to_owned(), json!(fact.value));
            self.evidence.insert(key.to_owned(), json!(self.points.fact(fact)));
        }
    }

    fn object<T: Serialize>(&mut self, key: &str, fact: Option<&Fact<T>>) {
        if let Some(fact) = fact {
            self.out.insert(key.to_owned(), self.full(fact));
        }
    }

    fn full<T: Serialize>(&self, fact: &Fact<T>) -> Value {
        json!(WireFact { value: &fact.value, evidence: self.points.fact(fact) })
    }

    fn list<T: Serialize>(&mut self, key: &str, facts: &[Fact<T>]) {
        if !facts.is_empty() {
            self.out.insert(key.to_owned(), facts.iter().map(|f| self.full(f)).collect());
        }
    }

    fn codes(&mut self, key: &str, facts: &[Fact<crate::Code>]) {
        if !facts.is_empty() {
            self.out.insert(key.to_owned(), facts.iter().map(|f| json!(f.value)).collect());
            self.evidence.insert(key.to_owned(), facts.iter().map(|f| json!(self.points.fact(f))).collect());
        }
    }

    fn coded(&mut self, key: &str, facts: &[Fact<crate::Code>]) {
        if !facts.is_empty() {
            let full = |f: &Fact<crate::Code>| {
                json!(WireFact { value: WireCode { code: f.value.clone() }, evidence: self.points.fact(f) })
            };
            self.out.insert(key.to_owned(), facts.iter().map(full).collect());
        }
    }

    fn finish(mut self, doubts: &[Doubt]) -> Value {
        if !self.evidence.is_empty() {
            self.out.insert("evidence".to_owned(), Value::Object(self.evidence));
        }
        if !doubts.is_empty() {
            let wire = |d: &Doubt| {
                json!(WireDoubt {
                    key: d.key.clone(),
                    quote: self.points.quote(d.span),
                    span: self.points.span(d.span),
                    why: d.why.clone()
                })
            };
            self.out.insert("doubts".to_owned(), doubts.iter().map(wire).collect());
        }
        Value::Object(self.out)
    }
}

/// Reads back what [`to_json`] wrote about `text`. Unknown keys are ignored.
///
/// # Errors
///
/// A key of another shape, or a span whose words in `text` are not its quote.
pub fn from_json(json: &Value, text: &str) -> Result<Reading, WireError> {
    let reader = ReaderOf { points: Points::new(text), json };
    let record = Record {
        title: reader.one("title")?,
        organization: reader.object("organization")?,
        published: reader.one("published")?,
        stage: reader.one("stage")?,
        services: reader.list("services")?,
        kinds: reader.codes("kinds")?,
        causes: reader.coded("causes")?,
        actor: reader.one("actor")?,
        discovered_by: reader.one("discovered_by")?,
        timeline: reader.list("timeline")?,
        counts: reader.list("counts")?,
        data_items: reader.list("data_items")?,
        leak_status: reader.one("leak_status")?,
        secondary_damage: reader.one("secondary_damage")?,
        authorities: reader.list("authorities")?,
        third_parties: reader.list("third_parties")?,
        money: reader.list("money")?,
        measures: reader.coded("measures")?,
    };
    Ok(Reading { record, doubts: reader.doubts()? })
}

struct ReaderOf<'t> {
    points: Points<'t>,
    json: &'t Value,
}

impl ReaderOf<'_> {
    fn parse<T: DeserializeOwned>(key: &str, value: &Value) -> Result<T, WireError> {
        T::deserialize(value).map_err(|error| WireError::Shape(key.to_owned(), error))
    }

    fn get(&self, key: &str) -> Option<&Value> {
        self.json.get(key).filter(|v| !v.is_null())
    }

    fn proved<T>(&self, key: &str, value: T, wire: WireEvidence) -> Result<Fact<T>, WireError> {
        let (evidence, also) = self.points.evidence(key, wire)?;
        Ok(Fact { value, evidence, also })
    }

    fn one<T: DeserializeOwned>(&self, key: &str) -> Result<Option<Fact<T>>, WireError> {
        let Some(value) = self.get(key) else { return Ok(None) };
        let wire = Self::parse(key, &self.json["evidence"][key])?;
        self.proved(key, Self::parse(key, value)?, wire).map(Some)
    }

    fn full<T: DeserializeOwned>(&self, key: &str, value: &Value) -> Result<Fact<T>, WireError> {
        let wire: WireFact<T> = Self::parse(key, value)?;
        self.proved(key, wire.value, wire.evidence)
    }

    fn object<T: DeserializeOwned>(&self, key: &str) -> Result<Option<Fact<T>>, WireError> {
        self.get(key).map(|v| self.full(key, v)).transpose()
    }

    fn rows(&self, key: &str) -> impl Iterator<Item = &Value> {
        self.get(key).and_then(Value::as_array).into_iter().flatten()
    }

    fn list<T: DeserializeOwned>(&self, key: &str) -> Result<Vec<Fact<T>>, WireError> {
        self.rows(key).map(|row| self.full(key, row)).collect()
    }

    fn codes(&self, key: &str) -> Result<Vec<Fact<crate::Code>>, WireError> {
        let evidence = &self.json["evidence"][key];
        let fact = |(i, row)| self.proved(key, Self::parse(key, row)?, Self::parse(key, &evidence[i])?);
        self.rows(key).enumerate().map(fact).collect()
    }

    fn coded(&self, key: &str) -> Result<Vec<Fact<crate::Code>>, WireError> {
        let fact =
            |row| self.full::<WireCode>(key, row).map(|f| Fact { value: f.value.code, evidence: f.evidence, also: f.also });
        self.rows(key).map(fact).collect()
    }

    fn doubts(&self) -> Result<Vec<Doubt>, WireError> {
        let doubt = |row| {
            let wire: WireDoubt = Self::parse("doubts", row)?;
            Ok(Doubt { span: self.points.cut("doubts", wire.span, &wire.quote)?, key: wire.key, why: wire.why })
        };
        self.rows("doubts").map(doubt).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, Count, Event, Organization};

    fn sample(text: &str) -> Reading {
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let rule = || Code::from("timeline/discovery");
        let event = Event {
            event: "discovery".into(),
            start: "2024-06-03".parse().unwrap(),
            end: None,
            start_time: None,
            end_time: None,
        };
        let mut record = Record {
            title: Some(Fact::new("お知らせ".to_owned(), at("お知らせ"), rule())),
            organization: Some(Fact::new(Organization { name: Some("青葉堂".to_owned()), sector: None }, at("青葉堂"), rule())),
            kinds: vec![Fact::new("malware".into(), at("検知"), rule())],
            causes: vec![Fact::new("unknown".into(), at("検知"), rule())],
            timeline: vec![Fact::new(event, at("2024年6月3日に検知"), rule())],
            counts: vec![Fact::new(
                Count { value: 3, bound: "exact".into(), unit: "people".into(), subject: "personal".into() },
                at("3名"),
                rule(),
            )],
            ..Record::default()
        };
        record.counts[0].also.push(Evidence { span: at("三名"), rule: rule() });
        Reading {
            record, doubts: vec![Doubt { key: "timeline".into(), span: at("同日"), why: "no date before it".to_owned() }]
        }
    }

    const TEXT: &str = "青葉堂 お知らせ\n同日、2024年6月3日に検知。3名(三名)。";

    #[test]
    fn a_reading_comes_back_from_its_json() {
        let reading = sample(TEXT);
        let json = to_json(&reading, TEXT);
        assert_eq!(json["timeline"][0]["span"], json!([12, 24]));
        assert_eq!(json["timeline"][0]["quote"], "2024年6月3日に検知");
        assert_eq!(json["kinds"], json!(["malware"]));
        assert_eq!(json["evidence"]["kinds"][0]["quote"], "検知");
        assert!(json.get("services").is_none());
        assert_eq!(from_json(&json, TEXT).unwrap(), reading);
    }

    #[test]
    fn a_span_that_cuts_other_words_is_refused() {
        let json = to_json(&sample(TEXT), TEXT);
        let error = from_json(&json, &format!("→{TEXT}")).unwrap_err();
        assert_eq!(error.to_string(), "title: expected the span to cut out \"お知らせ\", found other words there");
    }
}

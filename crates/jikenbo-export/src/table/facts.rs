//! The columns of a fact: its value taken apart, and the words that prove it.

use jikenbo_model::labels::{KEYS, key_label, label};
use jikenbo_model::{BlockKind, Date, to_json};
use serde_json::{Map, Value};

use super::Kind::{Code, Date as Day, Integer, Json, Rows, Text};
use super::{Column, Where, day, fields, maybe, parts, precision, rows, text, told};
use crate::{Case, Notice};

/// A fact of a notice.
#[derive(Debug, Clone, PartialEq)]
pub struct FactRow {
    /// The case's id.
    pub case: String,
    /// Whose incident it is, as the case has it.
    pub organization: Option<String>,
    /// The notice's id.
    pub notice: String,
    /// The notice's version.
    pub version: i64,
    /// Where the notice stands.
    pub address: Option<String>,
    /// The original's SHA-256.
    pub sha256: String,
    /// Its number among the facts of the notice, from 1.
    pub n: usize,
    /// The key of the record.
    pub key: &'static str,
    /// The value as the record's JSON has it, without its evidence.
    pub value: Value,
    /// `quote`, `span`, `rule` and `also`.
    pub evidence: Value,
    /// The heading above it, where the page marks one.
    pub section: Option<String>,
}

/// Every fact of a notice, in the order of the record's keys.
#[must_use]
pub fn facts(case: &Case, notice: &Notice) -> Vec<FactRow> {
    let json = to_json(&notice.reading, &notice.text.text);
    let headings = headings(notice);
    let mut all = Vec::new();
    for (key, ..) in KEYS.iter().filter(|(key, ..)| *key != "doubts") {
        for (value, evidence) in of_key(&json, key) {
            let at = evidence["span"][0].as_u64().unwrap_or(0);
            all.push(FactRow {
                case: case.id.clone(),
                organization: case.facts.organization.clone(),
                notice: notice.id.clone(),
                version: notice.version,
                address: notice.address().map(str::to_owned),
                sha256: notice.capture.sha256.clone(),
                n: all.len() + 1,
                key,
                value,
                evidence,
                section: headings.iter().take_while(|(start, _)| *start <= at).last().map(|(_, words)| words.clone()),
            });
        }
    }
    all
}

/// The headings that the page marks, with the code point at which each begins.
fn headings(notice: &Notice) -> Vec<(u64, String)> {
    let whole = &notice.text.text;
    let (mut points, mut from) = (0, 0);
    let mut all = Vec::new();
    for block in notice.text.blocks.iter().filter(|block| block.kind == BlockKind::Heading) {
        let start = block.span.start as usize;
        let Some(between) = whole.get(from..start) else { continue };
        points += between.chars().count() as u64;
        from = start;
        let words = block.span.of(whole).trim();
        if !words.is_empty() {
            all.push((points, words.to_owned()));
        }
    }
    all
}

/// The values of a key with their evidence, in whichever of its shapes the JSON of the record has them.
fn of_key(json: &Value, key: &str) -> Vec<(Value, Value)> {
    let beside = &json["evidence"][key];
    match json.get(key) {
        None => Vec::new(),
        Some(Value::Object(object)) => vec![apart(object)],
        Some(Value::Array(all)) => all.iter().enumerate().map(|(n, one)| part(one, &beside[n])).collect(),
        Some(plain) => vec![part(plain, beside)],
    }
}

fn part(one: &Value, beside: &Value) -> (Value, Value) {
    one.as_object().map_or_else(|| (one.clone(), beside.clone()), apart)
}

fn apart(object: &Map<String, Value>) -> (Value, Value) {
    let is_evidence = |name: &str| matches!(name, "quote" | "span" | "rule" | "also");
    let (evidence, value): (Map<_, _>, Map<_, _>) = object.clone().into_iter().partition(|(name, _)| is_evidence(name));
    (Value::Object(value), Value::Object(evidence))
}

/// The group of `docs/record.md` that the code of a key belongs to.
fn group(key: &str) -> &str {
    match key {
        "organization" => "sector",
        "counts" => "subject",
        key => key,
    }
}

impl FactRow {
    fn part(&self, name: &str) -> Option<&Value> {
        self.value.get(name)
    }

    fn words(&self, name: &str) -> Option<&str> {
        self.part(name).and_then(Value::as_str)
    }

    /// The code that tells what the fact is.
    fn code(&self) -> Option<&str> {
        match self.key {
            "title" | "published" | "services" | "money" => None,
            "organization" => self.words("sector"),
            "timeline" => self.words("event"),
            "counts" => self.words("subject"),
            "data_items" => self.words("item"),
            "authorities" => self.words("authority"),
            "third_parties" => self.words("role"),
            "causes" | "measures" => self.words("code"),
            _ => self.value.as_str(),
        }
    }

    fn name(&self) -> Option<&str> {
        if self.key == "title" { self.value.as_str() } else { self.words("name") }
    }

    fn number(&self) -> Value {
        let number = self.part("value").or_else(|| self.part("amount"));
        number.and_then(Value::as_i64).map_or(Value::Null, Value::from)
    }

    fn date(&self) -> Option<Date> {
        let words = match self.key {
            "published" => self.value.as_str(),
            "timeline" => self.words("start"),
            _ => self.words("date"),
        };
        words.and_then(|words| words.parse().ok())
    }

    fn end(&self) -> Option<Date> {
        self.words("end").and_then(|words| words.parse().ok())
    }
}

/// A fact of a notice.
pub const FACTS: &[Column<FactRow>] = &[
    Column::<FactRow>::new("case_id", Text, ("事案のID", "the case's id"), |f, _| f.case.as_str().into()).required(),
    Column::<FactRow>::new("organization", Text, ("組織", "whose incident it is"), |f, _| maybe(f.organization.as_deref()))
        .at(Where::Csv),
    Column::<FactRow>::new("notice_id", Text, ("告知のID", "the notice's id"), |f, _| f.notice.as_str().into()).required(),
    Column::<FactRow>::new("notice_version", Integer, ("告知の版", "the notice's version"), |f, _| f.version.into())
        .at(Where::Csv),
    Column::<FactRow>::new(
        "n",
        Integer,
        ("告知の中での番号（1から）", "its number among the notice's facts, from 1"),
        |f, _| f.n.into(),
    )
    .required(),
    Column::<FactRow>::new("key", Text, ("項目", "the key of the record (`counts`, `timeline` …)"), |f, _| f.key.into())
        .required(),
    Column::<FactRow>::new("key_label", Text, ("項目の名前", "the key in the language asked for"), |f, o| {
        key_label(f.key, o.language).into()
    })
    .at(Where::Csv),
    Column::<FactRow>::new(
        "code",
        Text,
        (
            "符号（業種・できごと・何の数か・情報の項目・機関・役割など）",
            "the code under the key: of `organization` its sector, of `timeline` the event, of `counts` the subject, of `data_items` \
             the item, of `authorities` the sort, of `third_parties` the role; null for `title`, `published`, `services`, `money`",
        ),
        |f, _| maybe(f.code()),
    ),
    Column::<FactRow>::new("code_label", Text, ("符号の名前", "the code in the language asked for"), |f, o| {
        maybe(f.code().map(|code| label(group(f.key), code, o.language)))
    })
    .at(Where::Csv),
    Column::<FactRow>::new("name", Text, ("名称・標題", "a name, or the headline"), |f, _| maybe(f.name())),
    Column::<FactRow>::new("url", Text, ("サービスのアドレス", "a service's address"), |f, _| maybe(f.words("url"))),
    Column::<FactRow>::new("number", Integer, ("数・金額", "the figure of `counts`, the amount of `money`"), |f, _| {
        f.number()
    }),
    Column::<FactRow>::new("bound", Code("bound"), ("最大・約など", "how the figure was said"), |f, _| {
        maybe(f.words("bound"))
    }),
    Column::<FactRow>::new("unit", Code("unit"), ("単位", "the figure's unit"), |f, _| maybe(f.words("unit"))),
    Column::<FactRow>::new("currency", Text, ("通貨", "the amount's currency (ISO 4217)"), |f, _| maybe(f.words("currency"))),
    Column::<FactRow>::new(
        "state",
        Code("state"),
        ("漏えい・対象外の別", "whether the data were affected, or said not to be"),
        |f, _| maybe(f.words("state")),
    ),
    Column::<FactRow>::new("date", Day, ("日（日まで述べられた場合）", "the day, where told to the day"), |f, _| {
        day(f.date())
    }),
    Column::<FactRow>::new(
        "date_told",
        Text,
        ("述べられたままの日付（2024-06など）", "the date as told (`2024-06`)"),
        |f, _| told(f.date()),
    ),
    Column::<FactRow>::new("date_precision", Text, ("日付の精度", "`day`, `month` or `year`"), |f, _| precision(f.date())),
    Column::<FactRow>::new("time", Text, ("時刻", "the time of day (`13` or `13:05`), where the notice stands"), |f, _| {
        maybe(f.words("start_time"))
    }),
    Column::<FactRow>::new("end_date", Day, ("終わりの日", "the last day, where told to the day"), |f, _| day(f.end())),
    Column::<FactRow>::new("end_told", Text, ("述べられたままの終わり", "the end as told"), |f, _| told(f.end())),
    Column::<FactRow>::new("end_precision", Text, ("終わりの精度", "`day`, `month` or `year`"), |f, _| precision(f.end())),
    Column::<FactRow>::new("end_time", Text, ("終わりの時刻", "the time of day of the end"), |f, _| {
        maybe(f.words("end_time"))
    }),
    Column::<FactRow>::new(
        "value",
        Json,
        ("値そのもの（JSON）", "the value whole, as JSON: what it is where no column above can hold it"),
        |f, _| f.value.to_string().into(),
    )
    .required(),
    Column::<FactRow>::new("quote", Text, ("根拠の引用", "the words that prove it, to the letter"), |f, _| {
        f.evidence["quote"].clone()
    })
    .required(),
    Column::<FactRow>::new(
        "span_start",
        Integer,
        ("引用の始まり", "where they begin in the notice's text, in Unicode code points"),
        |f, _| f.evidence["span"][0].clone(),
    )
    .required(),
    Column::<FactRow>::new("span_end", Integer, ("引用の終わり", "where they end, exclusive"), |f, _| {
        f.evidence["span"][1].clone()
    })
    .required(),
    Column::<FactRow>::new("rule", Text, ("規則", "the rule that found it; `person` where a person put it right"), |f, _| {
        f.evidence["rule"].clone()
    })
    .required(),
    Column::<FactRow>::new(
        "also",
        Rows(|| fields(parts::PLACES)),
        ("同じことを述べる他の箇所", "further places that say the same"),
        |f, o| rows(parts::PLACES, f.evidence["also"].as_array().into_iter().flatten(), o),
    ),
    Column::<FactRow>::new(
        "section",
        Text,
        ("上にある見出し", "the heading above it, where the page marks one"),
        |f, _| maybe(f.section.as_deref()),
    ),
    Column::<FactRow>::new("address", Text, ("告知のアドレス", "where the notice stands"), |f, _| {
        maybe(f.address.as_deref())
    })
    .at(Where::Csv),
    Column::<FactRow>::new("capture_sha256", Text, ("原本のSHA-256", "the SHA-256 of the original's bytes"), |f, _| {
        text(&f.sha256)
    })
    .at(Where::Csv),
];

//! What a notice tells, fact by fact, for forms whose readers are people: in words, in codes, and with the words that prove it.

use jikenbo_model::labels::{Lang, figure, grouped, key_label, label};
use jikenbo_model::{Count, to_json};
use jikenbo_search::Facts;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::Notice;

/// A fact.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    /// Its key (`counts`).
    pub(crate) key: String,
    /// What is said, in codes, as in the record's JSON.
    pub(crate) value: Value,
    /// The places that prove it, the best first; none for a case without a text.
    pub(crate) proofs: Vec<Proof>,
}

/// A place that proves a fact.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Proof {
    /// The words.
    pub(crate) quote: String,
    /// Where they stand: code points of the notice's text, the end exclusive.
    pub(crate) span: [u64; 2],
    /// The page of the rule that found them.
    pub(crate) rule: String,
    #[serde(default)]
    also: Vec<Self>,
}

/// The facts of a notice, in the order of its record.
pub(crate) fn of_notice(notice: &Notice) -> Vec<Told> {
    let record = to_json(&notice.reading, &notice.text.text);
    let Value::Object(keys) = &record else { return Vec::new() };
    let mut all = Vec::new();
    for (key, value) in keys.iter().filter(|(key, _)| *key != "evidence" && *key != "doubts") {
        let evidence = &record["evidence"][key];
        match value {
            Value::Array(values) => all.extend(values.iter().enumerate().map(|(n, value)| fact(key, value, &evidence[n]))),
            value => all.push(fact(key, value, evidence)),
        }
    }
    all
}

/// The facts of a case without a text, which nothing proves here.
pub(crate) fn of_facts(facts: &Facts) -> Vec<Told> {
    let mut all: Vec<(&str, Value)> = vec![("title", json!(facts.title))];
    let mut organization = Map::new();
    organization.extend(facts.organization.as_ref().map(|name| ("name".to_owned(), json!(name))));
    organization.extend(facts.sector.as_ref().map(|sector| ("sector".to_owned(), json!(sector))));
    if !organization.is_empty() {
        all.push(("organization", Value::Object(organization)));
    }
    all.extend(facts.published.map(|date| ("published", json!(date))));
    all.extend(facts.services.iter().map(|name| ("services", json!({ "name": name }))));
    all.extend(facts.kinds.iter().map(|code| ("kinds", json!(code))));
    all.extend(facts.causes.iter().map(|code| ("causes", json!({ "code": code }))));
    let single = [
        ("stage", &facts.stage),
        ("actor", &facts.actor),
        ("discovered_by", &facts.discovered_by),
        ("leak_status", &facts.leak_status),
        ("secondary_damage", &facts.secondary_damage),
    ];
    all.extend(single.into_iter().filter_map(|(key, code)| Some((key, json!(code.as_ref()?)))));
    all.extend(facts.occurred.map(|date| ("timeline", json!({ "event": "occurrence", "start": date }))));
    all.extend(facts.discovered.map(|date| ("timeline", json!({ "event": "discovery", "start": date }))));
    all.extend(figures(facts).into_iter().map(|count| ("counts", count)));
    all.extend(facts.items.iter().map(|item| ("data_items", json!({ "item": item, "state": "affected" }))));
    all.extend(facts.authorities.iter().map(|one| ("authorities", json!(one))));
    all.extend(facts.parties.iter().map(|one| ("third_parties", json!(one))));
    all.extend(facts.measures.iter().map(|code| ("measures", json!({ "code": code }))));
    all.into_iter().map(|(key, value)| Told { key: key.to_owned(), value, proofs: Vec::new() }).collect()
}

/// The figures of a case without a text. What `people` and `cards` count in is not told there, so that no unit stands with them.
fn figures(facts: &Facts) -> Vec<Value> {
    let mut all: Vec<Value> = facts.headline.iter().map(|count| json!(count)).collect();
    let headline = facts.headline.as_ref().map(|count| count.value);
    let more = [(facts.people, &facts.people_bound, "personal"), (facts.cards, &facts.cards_bound, "card")];
    for (value, bound, subject) in more {
        if let Some(value) = value.filter(|value| Some(*value) != headline) {
            let bound = bound.as_ref().map_or("exact", |bound| bound.as_str());
            all.push(json!({ "value": value, "bound": bound, "unit": "other", "subject": subject }));
        }
    }
    all
}

/// A fact of its JSON: the words that prove it stand in it, or beside it.
fn fact(key: &str, value: &Value, evidence: &Value) -> Told {
    let (value, proof) = match value {
        Value::Object(fields) => {
            let said = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "quote" | "span" | "rule" | "also"));
            (said.map(|(name, value)| (name.clone(), value.clone())).collect(), value)
        }
        plain => (plain.clone(), evidence),
    };
    let mut proofs: Vec<Proof> = Proof::deserialize(proof).into_iter().collect();
    if let Some(also) = proofs.first_mut().map(|proof| std::mem::take(&mut proof.also)) {
        proofs.extend(also);
    }
    Told { key: key.to_owned(), value, proofs }
}

impl Told {
    /// What is said, as people read it: `最大1,234名（個人情報）`.
    pub(crate) fn words(&self, lang: Lang) -> String {
        let text = |name: &str| self.value[name].as_str().unwrap_or("");
        let code = |key: &str, name: &str| label(key, text(name), lang).to_owned();
        let with = |main: String, beside: String| match (main.is_empty(), beside.is_empty(), lang) {
            (true, ..) => beside,
            (_, true, _) => main,
            (.., Lang::Ja) => format!("{main}（{beside}）"),
            (.., Lang::En) => format!("{main} ({beside})"),
        };
        match self.key.as_str() {
            "organization" => with(text("name").to_owned(), code("sector", "sector")),
            "services" => with(text("name").to_owned(), text("url").to_owned()),
            "causes" | "measures" => code(&self.key, "code"),
            "timeline" => format!("{} {}", code("timeline", "event"), self.period(lang)),
            "counts" => with(self.figure(lang), code("subject", "subject")),
            "data_items" => with(code("data_items", "item"), code("state", "state")),
            "authorities" => with(text("name").to_owned(), text("date").to_owned()),
            "third_parties" => with(text("name").to_owned(), code("third_parties", "role")),
            "money" => format!("{} {}", grouped(self.value["amount"].as_u64().unwrap_or(0)), text("currency")),
            key => label(key, self.value.as_str().unwrap_or(""), lang).to_owned(),
        }
    }

    /// What it is called.
    pub(crate) fn name(&self, lang: Lang) -> &str {
        key_label(&self.key, lang)
    }

    /// What is said, in codes: `counts: value=1234, bound=at_most, unit=people, subject=personal`.
    pub(crate) fn codes(&self) -> String {
        let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let said = match &self.value {
            Value::Object(fields) => {
                fields.iter().map(|(name, value)| format!("{name}={}", plain(value))).collect::<Vec<_>>().join(", ")
            }
            value => plain(value),
        };
        format!("{}: {said}", self.key)
    }

    fn figure(&self, lang: Lang) -> String {
        Count::deserialize(&self.value).map_or_else(|_| self.value.to_string(), |count| figure(&count, lang))
    }

    /// `2024-05-20 10:30〜2024-05-21`, `2024-05-20 16時`
    fn period(&self, lang: Lang) -> String {
        let time = |time: &str| match (time.contains(':'), lang) {
            (true, _) => time.to_owned(),
            (_, Lang::Ja) => format!("{time}時"),
            (_, Lang::En) => format!("{time}h"),
        };
        let part = |date: &str, at: &str| {
            let date = self.value[date].as_str()?;
            Some(self.value[at].as_str().map_or_else(|| date.to_owned(), |at| format!("{date} {}", time(at))))
        };
        let end = part("end", "end_time").map_or_else(String::new, |end| format!("〜{end}"));
        format!("{}{end}", part("start", "start_time").unwrap_or_default())
    }
}

impl Proof {
    /// `「3名」 [12–14] counts/personal`
    pub(crate) fn words(&self) -> String {
        format!("「{}」 [{}–{}] {}", self.quote, self.span[0], self.span[1], self.rule)
    }
}

/// One of two texts.
pub(crate) const fn say<'t>(lang: Lang, ja: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// A file without its folders, which are nobody's business but its owner's: what is exported here is passed on. Addresses stay.
pub(crate) fn file_name(source: &str) -> &str {
    if source.contains("://") { source } else { source.rsplit(['/', '\\']).next().unwrap_or(source) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_told_in_words_and_in_codes() {
        let told = |key: &str, value: Value| Told { key: key.to_owned(), value, proofs: Vec::new() };
        for (fact, ja, en, codes) in [
            (
                told("counts", json!({ "value": 1234, "bound": "at_most", "unit": "people", "subject": "personal" })),
                "最大1,234名（個人情報）",
                "up to 1,234 people (personal data)",
                "counts: value=1234, bound=at_most, unit=people, subject=personal",
            ),
            (
                told("timeline", json!({ "event": "discovery", "start": "2024-05-20", "start_time": "16", "end": "2024-06" })),
                "発覚 2024-05-20 16時〜2024-06",
                "discovery 2024-05-20 16h〜2024-06",
                "timeline: event=discovery, start=2024-05-20, start_time=16, end=2024-06",
            ),
            (told("organization", json!({ "sector": "hospital" })), "医療機関", "hospital", "organization: sector=hospital"),
            (
                told("money", json!({ "amount": 1000, "currency": "JPY" })),
                "1,000 JPY",
                "1,000 JPY",
                "money: amount=1000, currency=JPY",
            ),
            (told("kinds", json!("a_code_of_tomorrow")), "a_code_of_tomorrow", "a_code_of_tomorrow", "kinds: a_code_of_tomorrow"),
        ] {
            assert_eq!((fact.words(Lang::Ja).as_str(), fact.words(Lang::En).as_str(), fact.codes().as_str()), (ja, en, codes));
        }
    }

    #[test]
    fn folders_are_left_out() {
        assert_eq!(file_name("/home/x/a.html"), "a.html");
        assert_eq!(file_name("C:\\x\\a.html"), "a.html");
        assert_eq!(file_name("https://a.example.jp/b/c"), "https://a.example.jp/b/c");
    }
}

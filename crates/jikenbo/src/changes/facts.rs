//! The facts that a new version added, changed or withdrew.

use jikenbo_model::{Count, Reading, to_json};
use jikenbo_search::Facts;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// What a version says under a key.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said {
    /// The fact's value, in the shape of the record's JSON, without its evidence.
    pub value: Value,
    /// The words that prove it.
    pub quote: String,
}

/// A fact that is not the same in both versions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactChange {
    /// The key of the record.
    pub key: String,
    /// What the older version says; `None` if the fact is new.
    pub before: Option<Said>,
    /// What the newer version says; `None` if the fact was withdrawn.
    pub after: Option<Said>,
}

/// What names a fact among those of its key: two facts of which only the rest differs are one fact that changed.
const IDENTITY: &[(&str, &[&str])] = &[
    ("services", &["name"]),
    ("timeline", &["event"]),
    ("counts", &["unit", "subject"]),
    ("data_items", &["item"]),
    ("authorities", &["authority"]),
    ("third_parties", &["name"]),
    ("money", &["currency"]),
    ("causes", &["code"]),
    ("measures", &["code"]),
    ("kinds", &["code"]),
];

/// The differences of two readings, in the record's order. The order of facts within a version does not matter.
#[must_use]
pub fn facts(before: (&Reading, &str), after: (&Reading, &str)) -> Vec<FactChange> {
    let (old, new) = (facts_of(before), facts_of(after));
    let mut keys: Vec<&str> = old.iter().chain(&new).map(|(key, _)| key.as_str()).collect();
    keys.sort_by_key(|key| crate::labels::KEYS.iter().position(|(k, ..)| k == key));
    keys.dedup();
    keys.into_iter().flat_map(|key| changes(key, under(&old, key), under(&new, key))).collect()
}

fn under(facts: &[(String, Said)], key: &str) -> Vec<Said> {
    facts.iter().filter(|(k, _)| k == key).map(|(_, said)| said.clone()).collect()
}

/// First what is equal is set aside, then what has the same name is paired, in order; the rest was withdrawn or is new.
fn changes(key: &str, mut old: Vec<Said>, mut new: Vec<Said>) -> Vec<FactChange> {
    take_pairs(&mut old, &mut new, |a, b| a.value == b.value);
    let named = |said: &Said| name(key, &said.value);
    let changed = take_pairs(&mut old, &mut new, |a, b| named(a) == named(b));
    let change = |before, after| FactChange { key: key.to_owned(), before, after };
    let mut out: Vec<_> = changed.into_iter().map(|(a, b)| change(Some(a), Some(b))).collect();
    out.extend(old.into_iter().map(|a| change(Some(a), None)));
    out.extend(new.into_iter().map(|b| change(None, Some(b))));
    out
}

/// Takes out the pairs that fit together, each fact at most once.
fn take_pairs(old: &mut Vec<Said>, new: &mut Vec<Said>, fit: impl Fn(&Said, &Said) -> bool) -> Vec<(Said, Said)> {
    let mut pairs = Vec::new();
    let mut rest = Vec::new();
    for before in old.drain(..) {
        match new.iter().position(|after| fit(&before, after)) {
            Some(at) => pairs.push((before, new.remove(at))),
            None => rest.push(before),
        }
    }
    *old = rest;
    pairs
}

/// The parts that name a fact; nothing for a key that holds one fact, so that it pairs with any other.
fn name(key: &str, value: &Value) -> Value {
    let parts = IDENTITY.iter().find(|(k, _)| *k == key).map_or(&[][..], |(_, parts)| *parts);
    parts.iter().map(|part| value.get(*part).cloned().unwrap_or(Value::Null)).collect()
}

/// The facts of a reading: key, value, words.
#[must_use]
pub fn facts_of((reading, text): (&Reading, &str)) -> Vec<(String, Said)> {
    let Value::Object(record) = to_json(reading, text) else { return Vec::new() };
    let evidence = record.get("evidence").cloned().unwrap_or_default();
    let mut out = Vec::new();
    for (key, value) in record {
        match value {
            _ if key == "evidence" || key == "doubts" => {}
            Value::Array(all) => {
                for (at, one) in all.into_iter().enumerate() {
                    out.push((key.clone(), said(one, &evidence[&key][at])));
                }
            }
            one => out.push((key.clone(), said(one, &evidence[&key]))),
        }
    }
    out
}

/// What a case without a text tells, in the same form: without words that prove it.
#[must_use]
pub fn facts_told(facts: &Facts) -> Vec<(String, Said)> {
    let mut out = Vec::new();
    let mut say = |key: &str, value: Value| out.push((key.to_owned(), Said { value, quote: String::new() }));
    let code = |code: &str| json!({ "code": code });
    if !facts.title.is_empty() {
        say("title", code(&facts.title));
    }
    if facts.organization.is_some() || facts.sector.is_some() {
        say("organization", organization(facts));
    }
    facts.published.iter().for_each(|day| say("published", code(&day.to_string())));
    facts.stage.iter().for_each(|stage| say("stage", code(stage)));
    facts.services.iter().for_each(|name| say("services", json!({ "name": name })));
    facts.kinds.iter().for_each(|kind| say("kinds", code(kind)));
    facts.causes.iter().for_each(|cause| say("causes", code(cause)));
    facts.actor.iter().for_each(|actor| say("actor", code(actor)));
    facts.discovered_by.iter().for_each(|by| say("discovered_by", code(by)));
    for (event, day) in [("occurrence", facts.occurred), ("discovery", facts.discovered)] {
        day.iter().for_each(|day| say("timeline", json!({ "event": event, "start": day })));
    }
    figures(facts).into_iter().for_each(|count| say("counts", json!(count)));
    facts.items.iter().for_each(|item| say("data_items", json!({ "item": item, "state": "affected" })));
    facts.leak_status.iter().for_each(|status| say("leak_status", code(status)));
    facts.secondary_damage.iter().for_each(|damage| say("secondary_damage", code(damage)));
    facts.authorities.iter().for_each(|authority| say("authorities", json!(authority)));
    facts.parties.iter().for_each(|party| say("third_parties", json!(party)));
    facts.measures.iter().for_each(|measure| say("measures", code(measure)));
    out
}

fn organization(facts: &Facts) -> Value {
    let mut value = Map::new();
    value.extend(facts.organization.iter().map(|name| ("name".to_owned(), json!(name))));
    value.extend(facts.sector.iter().map(|sector| ("sector".to_owned(), json!(sector))));
    Value::Object(value)
}

/// The figures that are told, each once. Of how many people and cards there were, it is not known in which unit that was said.
fn figures(facts: &Facts) -> Vec<Count> {
    let mut out: Vec<Count> = facts.headline.iter().cloned().collect();
    let told = [("personal", facts.people, &facts.people_bound), ("card", facts.cards, &facts.cards_bound)];
    for (subject, value, bound) in told {
        let Some(value) = value else { continue };
        if !out.iter().any(|known| known.value == value && *known.subject == *subject) {
            let bound = bound.clone().unwrap_or_else(|| "exact".into());
            out.push(Count { value, bound, unit: "other".into(), subject: subject.into() });
        }
    }
    out
}

const EVIDENCE: [&str; 4] = ["quote", "span", "rule", "also"];

/// Parts a fact's value from its words, which stand in it or beside it.
fn said(value: Value, beside: &Value) -> Said {
    let words = |of: &Value| of.get("quote").and_then(Value::as_str).unwrap_or("").to_owned();
    match value {
        Value::Object(mut parts) => {
            let quote = words(&Value::Object(parts.clone()));
            parts.retain(|part, _| !EVIDENCE.contains(&part.as_str()));
            Said { value: Value::Object(parts), quote }
        }
        plain => Said { value: Value::Object(Map::from_iter([("code".to_owned(), json!(plain))])), quote: words(beside) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::Notice;
    use jikenbo_read::Reader;

    fn told(before: &str, after: &str) -> Vec<String> {
        let reader = Reader::embedded();
        let read = |text: &str| reader.read(&Notice::plain(text));
        let line = |said: &Option<Said>| said.as_ref().map_or_else(|| "-".to_owned(), |s| format!("{} 「{}」", s.value, s.quote));
        let all = facts((&read(before), before), (&read(after), after));
        all.into_iter().map(|c| format!("{}: {} → {}", c.key, line(&c.before), line(&c.after))).collect()
    }

    const HEAD: &str = "不正アクセスによる個人情報漏えいに関するお詫び\n2024年6月5日\n株式会社あおばつばめ\n";

    #[test]
    fn a_figure_that_rose_is_a_fact_that_changed() {
        let text = |n: &str| format!("{HEAD}お客様の個人情報{n}件が漏えいしました。");
        let changes = told(&text("1,200"), &text("2,311"));
        assert_eq!(changes.len(), 1, "{changes:?}");
        let (before, after) = changes[0].split_once(" → ").unwrap();
        assert!(before.starts_with(r#"counts: {"value":1200,"#) && before.ends_with("1,200件」"), "{before}");
        assert!(after.starts_with(r#"{"value":2311,"#) && after.ends_with("2,311件」"), "{after}");
        assert_eq!(told(&text("1,200"), &text("1,200")), [] as [&str; 0]);
    }

    #[test]
    fn what_was_added_and_withdrawn_is_told_with_its_words() {
        let text = |items: &str| format!("{HEAD}漏えいした情報は、{items}です。");
        let changes = told(&text("氏名、住所"), &text("氏名、電話番号"));
        assert_eq!(changes.len(), 2, "{changes:?}");
        assert!(changes[0].contains("address") && changes[0].ends_with("→ -"), "{changes:?}");
        assert!(changes[1].starts_with("data_items: - →") && changes[1].contains("電話番号"), "{changes:?}");
    }
}

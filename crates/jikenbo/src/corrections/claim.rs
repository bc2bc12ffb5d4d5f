//! Facts as single things, apart from the record they stand in: what a person points at.

use jikenbo_model::{Reading, to_json};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::keys;
use crate::store::sha256;

/// A fact's identity: what is said, and in which words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The key of the record.
    pub key: String,
    /// The value, in the shape of the record's JSON, without its evidence.
    pub value: Value,
    /// The words that prove it.
    pub quote: String,
    /// Where they stand: Unicode code points of the version's text, end exclusive.
    pub span: [u32; 2],
    /// The version of the notice whose text is meant, counted from 1.
    #[serde(default)]
    pub n: i64,
}

impl Claim {
    /// A short name for addresses: the same for the same words and value under the same key.
    #[must_use]
    pub fn id(&self) -> String {
        let all = json!([self.key, self.value, squeezed(&self.quote), self.span]).to_string();
        sha256(all.as_bytes())[..16].to_owned()
    }

    /// Whether two claims are of the same fact. Between versions the words may have moved, but are the same.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        let moved = self.n != other.n || self.span == other.span;
        moved && self.key == other.key && self.value == other.value && squeezed(&self.quote) == squeezed(&other.quote)
    }

    /// Whether the words of two claims on the same text share a character.
    #[must_use]
    pub fn meets(&self, span: [u32; 2]) -> bool {
        self.span[0] < span[1] && span[0] < self.span[1]
    }
}

/// Words without their blanks: a line broken elsewhere is no other word.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A fact of a record: what it claims, who found it, and where else it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it says, and in which words.
    pub claim: Claim,
    /// The rule page that found it, or [`super::PERSON`].
    pub rule: String,
    /// Other places that say the same, in the shape of the record's JSON.
    pub also: Vec<Value>,
}

const EVIDENCE: [&str; 4] = ["quote", "span", "rule", "also"];

/// The facts of a reading of version `n`, in the record's order.
#[must_use]
pub fn items(reading: &Reading, text: &str, n: i64) -> Vec<Item> {
    let record = to_json(reading, text);
    let mut out = Vec::new();
    for key in keys::KEYS {
        let Some(value) = record.get(key.name) else { continue };
        let beside = &record["evidence"][key.name];
        if key.single {
            out.extend(item(key, value, beside, n));
        } else {
            let rows = value.as_array().into_iter().flatten().enumerate();
            out.extend(rows.filter_map(|(at, row)| item(key, row, &beside[at], n)));
        }
    }
    out
}

fn item(key: &keys::Key, value: &Value, beside: &Value, n: i64) -> Option<Item> {
    let evidence = if key.plain { beside } else { value };
    let span = [evidence["span"][0].as_u64()?, evidence["span"][1].as_u64()?];
    let bare = match value {
        Value::Object(parts) => {
            let kept = parts.iter().filter(|(part, _)| !EVIDENCE.contains(&part.as_str()));
            Value::Object(kept.map(|(part, value)| (part.clone(), value.clone())).collect())
        }
        plain => plain.clone(),
    };
    let claim = Claim {
        key: key.name.to_owned(),
        value: bare,
        quote: evidence["quote"].as_str()?.to_owned(),
        span: [u32::try_from(span[0]).ok()?, u32::try_from(span[1]).ok()?],
        n,
    };
    let also = evidence["also"].as_array().cloned().unwrap_or_default();
    Some(Item { claim, rule: evidence["rule"].as_str()?.to_owned(), also })
}

/// What stands beside a value as its evidence.
pub(super) fn evidence(item: &Item) -> Map<String, Value> {
    let claim = &item.claim;
    let mut out = Map::new();
    out.insert("quote".to_owned(), json!(claim.quote));
    out.insert("span".to_owned(), json!(claim.span));
    out.insert("rule".to_owned(), json!(item.rule));
    if !item.also.is_empty() {
        out.insert("also".to_owned(), json!(item.also));
    }
    out
}

/// The record of facts, in the shape that [`jikenbo_model::from_json`] reads: the inverse of [`items`].
pub(super) fn record(items: &[Item], doubts: Value) -> Value {
    let mut out = Map::new();
    let mut beside = Map::new();
    for key in keys::KEYS {
        let mut rows = Vec::new();
        let mut proofs = Vec::new();
        for item in items.iter().filter(|item| item.claim.key == key.name) {
            let proof = evidence(item);
            let mut value = item.claim.value.clone();
            match value.as_object_mut() {
                Some(parts) if !key.plain => parts.extend(proof),
                _ => proofs.push(Value::Object(proof)),
            }
            rows.push(value);
        }
        if rows.is_empty() {
            continue;
        }
        let one = |mut all: Vec<Value>| if key.single { all.swap_remove(0) } else { Value::Array(all) };
        if !proofs.is_empty() {
            beside.insert(key.name.to_owned(), one(proofs));
        }
        out.insert(key.name.to_owned(), one(rows));
    }
    out.insert("evidence".to_owned(), Value::Object(beside));
    out.insert("doubts".to_owned(), doubts);
    Value::Object(out)
}

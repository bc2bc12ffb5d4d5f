//! A casebook of hand-made readings: fictional notices, their facts marked by quoting, for looking at the pages and for
//! testing them apart from the reader.

use jikenbo::web::data::{Case, Filed, Origin, Version};
use jikenbo_model::{Block, BlockKind, Notice, Span, from_json};
use serde_json::{Map, Value, json};

macro_rules! source {
    ($name:literal) => {
        (include_str!(concat!("cases/", $name, ".txt")), include_str!(concat!("cases/", $name, ".json")))
    };
}

/// The casebook.
pub(crate) fn cases() -> Vec<Case> {
    let single = |id: &str, source| case(id, vec![vec![version(source, "2025-02-20T09:30:00+09:00")]]);
    let follow_up = || version(source!("factory"), "2025-02-15T08:00:00+09:00");
    let first = || version(source!("factory-first"), "2025-02-01T08:00:00+09:00");
    let mut edited = first();
    edited.origin.clipped = "2025-01-31T19:00:00+09:00".to_owned();
    vec![
        single("minato", source!("shop")),
        single("gakuen", source!("university")),
        single("yaesuno", source!("city")),
        single("tsukuyomi", source!("hospital")),
        single("odd", source!("hostile")),
        single("blank", source!("blank")),
        case("kita", vec![vec![follow_up()], vec![first(), edited]]),
    ]
}

/// The casebook, and as many more copies of its cases as fill several pages.
pub(crate) fn many(n: usize) -> Vec<Case> {
    let mut all = cases();
    for i in 0..n {
        let mut copy = all[i % 4].clone();
        copy.id = format!("copy-{i}");
        all.push(copy);
    }
    all
}

fn case(id: &str, notices: Vec<Vec<Version>>) -> Case {
    let filed = |(n, versions)| Filed { id: format!("{id}-{}", n + 1), versions, ..Filed::default() };
    Case { id: id.to_owned(), notices: notices.into_iter().enumerate().map(filed).collect(), ..Case::default() }
}

fn version((text, facts): (&str, &str), clipped: &str) -> Version {
    let mut facts: Value = serde_json::from_str(facts).expect("the facts as JSON");
    let mut notice = Notice::plain(text);
    notice.url = facts.get("url").and_then(Value::as_str).map(str::to_owned);
    notice.blocks = rows(&notice.text, facts.get("rows"));
    prove(&mut facts, &notice.text);
    let reading = from_json(&facts, &notice.text).expect("facts that stand in the text");
    let origin = Origin {
        source: notice.url.clone().unwrap_or_else(|| "切り抜き.html".to_owned()),
        clipped: clipped.to_owned(),
        sha256: "8f14e45fceea167a5a36dedd4bea2543a4f1d2b5c3e6f7089a1b2c3d4e5f6071".to_owned(),
    };
    Version { notice, reading, origin, ..Version::default() }
}

fn rows(text: &str, rows: Option<&Value>) -> Vec<Block> {
    let rows = rows.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let block = |row: &str| {
        let start = text.find(row).expect("the row stands in the text");
        Block { span: Span::new(start, start + row.len()), kind: BlockKind::Row }
    };
    rows.map(block).collect()
}

/// Puts a span and a rule beside every quote.
fn prove(facts: &mut Value, text: &str) {
    let Some(keys) = facts.as_object_mut() else { return };
    let quotes = keys.remove("evidence").unwrap_or(json!({}));
    let mut evidence = Map::new();
    for (key, quote) in quotes.as_object().into_iter().flatten() {
        let proved = match quote {
            Value::Array(quotes) => {
                quotes.iter().enumerate().map(|(i, q)| proof(q, &code_rule(key, &keys[key][i]), text)).collect()
            }
            quote => proof(quote, &code_rule(key, &keys[key]), text),
        };
        evidence.insert(key.clone(), proved);
    }
    for (key, value) in keys.iter_mut() {
        let facts: Vec<&mut Value> = match value {
            Value::Array(all) => all.iter_mut().collect(),
            one => vec![one],
        };
        for fact in facts.into_iter().filter_map(Value::as_object_mut) {
            let code = ["event", "item", "authority", "role", "code", "subject"].iter().find_map(|k| fact.get(*k)).cloned();
            let rule = code_rule(key, &code.unwrap_or(Value::Null));
            let quote = fact.get("quote").cloned().expect("a quote for every fact");
            let also = fact.get("also").and_then(Value::as_array).cloned().unwrap_or_default();
            fact.extend(proof(&quote, &rule, text).as_object().cloned().unwrap_or_default());
            fact.insert("also".to_owned(), also.iter().map(|q| proof(q, &rule, text)).collect());
        }
    }
    keys.insert("evidence".to_owned(), Value::Object(evidence));
}

fn code_rule(key: &str, code: &Value) -> String {
    format!("{key}/{}", code.as_str().filter(|c| c.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).unwrap_or("name"))
}

fn proof(quote: &Value, rule: &str, text: &str) -> Value {
    let quote = quote.as_str().expect("a quote is words");
    let byte = text.find(quote).unwrap_or_else(|| panic!("the quote {quote:?} stands in the text"));
    let start = text[..byte].chars().count();
    json!({ "quote": quote, "span": [start, start + quote.chars().count()], "rule": rule })
}

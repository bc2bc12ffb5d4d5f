//! What an incident says, as a set of paths: `action.malware.variety.Ransomware`. Writing collects them and builds the incident from
//! them; reading takes an incident apart into them.

use std::collections::BTreeSet;

use serde_json::Value;

/// An incident nests no deeper than this; what does is not looked at.
const DEEPEST: usize = 8;
/// An incident has no more words than this; what has more is not looked at to its end.
const MOST: usize = 5_000;
/// No enumeration is longer than this, in bytes.
const LONGEST: usize = 200;

/// Paths that are said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(BTreeSet<String>);

impl Words {
    pub(super) fn add(&mut self, path: &str) {
        self.0.insert(path.to_owned());
    }

    /// Whether a path is said, or anything under it.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.contains(path) || self.under(path).next().is_some()
    }

    /// What stands under a path, to its end (`Ransomware` under `action.malware.variety`).
    pub(super) fn under<'w>(&'w self, path: &str) -> impl Iterator<Item = &'w str> {
        let from = format!("{path}.");
        let length = from.len();
        let begins = from.clone();
        self.0.range(from..).take_while(move |word| word.starts_with(&begins)).filter_map(move |word| word.get(length..))
    }

    /// The values of a field: without Unknown where anything else is told, and `default` where nothing is.
    pub(super) fn values(&self, path: &str, default: &str) -> Vec<String> {
        let told: Vec<&str> = self.under(path).collect();
        let known: Vec<String> = told.iter().filter(|word| **word != "Unknown").map(|word| (*word).to_owned()).collect();
        match (known.is_empty(), told.is_empty()) {
            (false, _) => known,
            (true, false) => vec!["Unknown".to_owned()],
            (true, true) => vec![default.to_owned()],
        }
    }

    /// Takes a part of an incident apart. Lists of texts, single texts and lists of objects with a `variety` are words alike.
    pub(super) fn gather(&mut self, path: &str, value: &Value) {
        self.go(path, value, 0);
    }

    fn go(&mut self, path: &str, value: &Value, depth: usize) {
        if depth > DEEPEST || self.0.len() >= MOST {
            return;
        }
        match value {
            Value::String(word) if word.len() <= LONGEST && !word.trim().is_empty() => {
                self.add(&format!("{path}.{}", word.trim()))
            }
            // Only `discovery_method` and old `data_disclosure` have truths for words.
            Value::Bool(word) => self.add(&format!("{path}.{word}")),
            Value::Array(all) => all.iter().for_each(|one| self.go(path, one, depth + 1)),
            Value::Object(all) => {
                self.add(path);
                for (key, value) in all.iter().filter(|(key, _)| key.len() <= LONGEST && !key.ends_with("notes")) {
                    self.go(&format!("{path}.{key}"), value, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// Gives old names today's names.
    pub(super) fn rename(&mut self, names: &std::collections::BTreeMap<String, String>) {
        for (old, new) in names {
            if self.0.remove(old) {
                self.add(new);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_incident_comes_apart_into_its_words() {
        let mut words = Words::default();
        let action =
            json!({ "malware": { "variety": ["Ransomware"], "notes": "not a word" }, "malware-like": {}, "unknown": {} });
        words.gather("action", &action);
        words.gather("attribute", &json!({ "confidentiality": { "data": [{ "variety": "Payment", "amount": 3 }] } }));
        assert!(words.has("action.malware") && words.has("action.unknown") && !words.has("action.hacking"));
        assert!(words.has("attribute.confidentiality.data.variety.Payment"));
        assert_eq!(words.under("action.malware.variety").collect::<Vec<_>>(), ["Ransomware"]);
        assert!(!words.has("action.malware.notes"));
    }

    #[test]
    fn unknown_is_said_only_where_nothing_else_is() {
        let mut words = Words::default();
        assert_eq!(words.values("a.b", "NA"), ["NA"]);
        words.add("a.b.Unknown");
        assert_eq!(words.values("a.b", "NA"), ["Unknown"]);
        words.add("a.b.Loss");
        assert_eq!(words.values("a.b", "NA"), ["Loss"]);
    }

    #[test]
    fn what_is_too_deep_or_too_much_is_left() {
        let mut deep = json!("end");
        for _ in 0..200 {
            deep = json!({ "a": deep });
        }
        let mut words = Words::default();
        words.gather("x", &deep);
        assert!(words.0.len() <= DEEPEST + 2);
        let many: Vec<String> = (0..20_000).map(|n| n.to_string()).collect();
        words.gather("y", &json!(many));
        assert!(words.0.len() <= MOST);
    }
}

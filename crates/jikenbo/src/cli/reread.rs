//! `jikenbo reread`: the archive, read again with today's rules.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jikenbo_model::to_json;
use jikenbo_read::Reader;
use serde_json::Value;

use super::{Context, Outcome};
use crate::capture::read_all;
use crate::store::{Id, NoticeId, Reread, Stale, Store, rules_fingerprint};

/// Read the archive again with today's rules, and tell what changed
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jikenbo reread              everything
  jikenbo reread C7GH-2WMX    one case

Ids, originals and corrections stay as they are.")]
pub(super) struct Args {
    /// Ids of cases or notices; everything if none is given
    #[arg(value_name = "ID")]
    ids: Vec<Id>,
}

/// So many notices are read in one go.
const BATCH: u32 = 500;

impl Args {
    pub(super) fn run(&self, context: &Context) -> Outcome {
        let place = context.place();
        let store = context.open_existing()?.ok_or_else(|| format!("there is no casebook at {place} yet"))?;
        let reader = Reader::embedded();
        let rules = rules_fingerprint(reader.rules());
        let mut told = Told::default();
        for only in self.notices(context, &store)? {
            let mut after = 0;
            loop {
                let stale = context.wait(store.stale(after, BATCH, only.as_ref()))?;
                let Some(last) = stale.last() else { break };
                after = last.seq;
                told.batch(context, &store, &reader, &rules, &stale)?;
            }
        }
        let waits: i64 = context.wait(store.waiting())?.iter().filter(|w| w.kind != "doubt").map(|w| w.many).sum();
        context.wait(store.close());
        if waits > 0 {
            writeln!(io::stdout(), "{waits} disagreements with what persons said wait for a decision: /review in the browser")?;
        }
        told.end()
    }

    /// The notices that are meant; `None` is all of them.
    fn notices(&self, context: &Context, store: &Store) -> Outcome<Vec<Option<NoticeId>>> {
        let mut notices = Vec::new();
        for id in &self.ids {
            match id {
                Id::Notice(id) => {
                    context.wait(store.resolve(Id::Notice(*id)))?;
                    notices.push(Some(*id));
                }
                Id::Case(id) => notices.extend(context.wait(store.notices_of(id))?.into_iter().map(Some)),
            }
        }
        Ok(if notices.is_empty() { vec![None] } else { notices })
    }
}

#[derive(Default)]
struct Told {
    read: usize,
    changed: usize,
    added: usize,
    withdrawn: usize,
}

impl Told {
    fn batch(&mut self, context: &Context, store: &Store, reader: &Reader, rules: &str, stale: &[Stale]) -> Outcome {
        let read = read_all(reader, stale.iter().map(|s| s.notice.clone()).collect());
        let new: Vec<_> = stale.iter().zip(read).map(|(of, (_, reading))| Reread { of, reading }).collect();
        context.wait(store.put_readings(&new, rules))?;
        for Reread { of, reading } in new.iter().filter(|r| r.of.newest) {
            self.read += 1;
            let changes = changes(&of.record_json, &to_json(reading, &of.notice.text));
            if changes.is_empty() {
                continue;
            }
            self.changed += 1;
            let mut words = Vec::new();
            for (key, (added, withdrawn)) in changes {
                self.added += added;
                self.withdrawn += withdrawn;
                words.push(format!("{key} +{added} -{withdrawn}"));
            }
            let _ = writeln!(io::stdout(), "changed {}  {}", of.id, words.join(", "));
        }
        Ok(())
    }

    fn end(&self) -> Outcome {
        let Self { read, changed, added, withdrawn } = self;
        let mut out = io::stdout().lock();
        Ok(writeln!(out, "read again {read}, changed {changed} (facts added {added}, withdrawn {withdrawn})")?)
    }
}

/// By key: how many facts were added and how many withdrawn. A fact is its value and its words; where another rule finds
/// the same, nothing has changed.
fn changes(old: &Value, new: &Value) -> BTreeMap<String, (usize, usize)> {
    let (old, new) = (facts(old), facts(new));
    let mut changes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (fact, n) in &new {
        let more = n.saturating_sub(old.get(fact).copied().unwrap_or(0));
        changes.entry(fact.0.clone()).or_default().0 += more;
    }
    for (fact, n) in &old {
        let more = n.saturating_sub(new.get(fact).copied().unwrap_or(0));
        changes.entry(fact.0.clone()).or_default().1 += more;
    }
    changes.retain(|_, (added, withdrawn)| *added + *withdrawn > 0);
    changes
}

/// Every fact of a record by key, as text, with how often it stands there.
fn facts(record: &Value) -> BTreeMap<(String, String), usize> {
    let mut facts = BTreeMap::new();
    for (key, value) in record.as_object().into_iter().flatten().filter(|(key, _)| !matches!(key.as_str(), "evidence" | "doubts"))
    {
        let many = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for (n, fact) in many.iter().enumerate() {
            let evidence = &record["evidence"][key];
            let quote = if value.is_array() { &evidence[n]["quote"] } else { &evidence["quote"] };
            *facts.entry((key.clone(), format!("{} {quote}", bare(fact)))).or_default() += 1;
        }
    }
    facts
}

/// A fact without what may differ while it stays the same.
fn bare(fact: &Value) -> Value {
    let mut fact = fact.clone();
    if let Some(fields) = fact.as_object_mut() {
        fields.retain(|field, _| !matches!(field.as_str(), "span" | "rule" | "also"));
    }
    fact
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_changed_is_told_by_key() {
        let event = |start: &str, rule: &str| json!({"event": "discovery", "start": start, "quote": "検知", "span": [0, 2], "rule": rule});
        let evidence = |quote: &str| json!({"kinds": [{"quote": quote, "span": [0, 1], "rule": "r"}]});
        let old =
            json!({"timeline": [event("2024", "a"), event("2023", "a")], "kinds": ["malware"], "evidence": evidence("感染")});
        let same =
            json!({"timeline": [event("2023", "b"), event("2024", "b")], "kinds": ["malware"], "evidence": evidence("感染")});
        let new = json!({"timeline": [event("2024", "a"), event("2022", "a"), event("2021", "a")], "kinds": ["malware"],
            "evidence": evidence("ウイルス"), "stage": "first"});
        assert_eq!(changes(&old, &same), BTreeMap::new());
        let told = changes(&old, &new);
        let told: Vec<_> = told.iter().map(|(key, change)| (key.as_str(), *change)).collect();
        assert_eq!(told, [("kinds", (1, 1)), ("stage", (1, 0)), ("timeline", (2, 1))]);
        assert_eq!(changes(&Value::Null, &json!({})), BTreeMap::new());
    }
}

//! Precision, recall and F1 of readings by key.
//!
//! A fact matches when the fields named in [`FIELDS`] are equal; each expected fact is matched once. Names compare without
//! width, case, blanks and legal forms.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::corpus::Set;

/// How a field's facts are taken from a record.
type Facts = fn(&Value) -> Vec<String>;

/// The fields, in the order of the table. Those marked `false` do not count into the sum: they look at another field's facts.
pub const FIELDS: &[(&str, bool, Facts)] = &[
    ("title", false, |r| one(r, "title")),
    ("organization", true, |r| r.get("organization").map(|o| fold(&o["name"])).into_iter().collect()),
    ("sector", true, |r| r.get("organization").map(|o| plain(&o["sector"])).into_iter().collect()),
    ("published", true, |r| one(r, "published")),
    ("stage", true, |r| one(r, "stage")),
    ("services", true, |r| names(r, "services")),
    ("kinds", true, |r| rows(r, "kinds", plain)),
    ("causes", true, |r| set(rows(r, "causes", |v| plain(&v["code"])))),
    ("actor", true, |r| one(r, "actor")),
    ("discovered_by", true, |r| one(r, "discovered_by")),
    ("timeline", true, |r| rows(r, "timeline", |v| fields(v, &["event", "start", "end"]))),
    ("timeline dates", false, |r| {
        let dates = |v: &Value| ["start", "end"].map(|k| plain(&v[k])).into_iter().filter(|d| d != "-").collect::<Vec<_>>();
        set(r["timeline"].as_array().into_iter().flatten().flat_map(dates).collect())
    }),
    ("counts", true, |r| rows(r, "counts", |v| fields(v, &["value", "bound", "unit", "subject"]))),
    ("count values", false, |r| rows(r, "counts", |v| plain(&v["value"]))),
    ("data_items", true, |r| {
        let items = r["data_items"].as_array().into_iter().flatten().filter(|v| v["item"] != "other");
        set(items.map(|v| fields(v, &["item", "state"])).collect())
    }),
    ("leak_status", true, |r| one(r, "leak_status")),
    ("secondary_damage", true, |r| one(r, "secondary_damage")),
    ("authorities", true, |r| rows(r, "authorities", |v| fields(v, &["authority", "date"]))),
    ("third_parties", true, |r| names(r, "third_parties")),
    ("money", true, |r| rows(r, "money", |v| fields(v, &["amount", "currency"]))),
    ("measures", true, |r| set(rows(r, "measures", |v| plain(&v["code"])))),
];

/// The keys whose facts carry a quote of their own.
const QUOTED: &[&str] = &["causes", "timeline", "counts", "data_items", "authorities", "third_parties", "money", "measures"];

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(s) => s.clone(),
        other => other.to_string(),
    }
}

fn fold(value: &Value) -> String {
    const FORMS: &[&str] = &[
        "株式会社",
        "有限会社",
        "合同会社",
        "国立大学法人",
        "公立大学法人",
        "学校法人",
        "公益財団法人",
        "一般財団法人",
        "公益社団法人",
        "一般社団法人",
        "独立行政法人",
        "(株)",
    ];
    let text = jikenbo_read::fold::Folded::new(&plain(value)).text.to_lowercase();
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    FORMS.iter().fold(text, |t, form| t.replace(form, ""))
}

fn fields(row: &Value, names: &[&str]) -> String {
    names.iter().map(|n| plain(&row[*n])).collect::<Vec<_>>().join(" ")
}

fn one(record: &Value, key: &str) -> Vec<String> {
    record.get(key).filter(|v| !v.is_null() && *v != "").map(plain).into_iter().collect()
}

fn rows(record: &Value, key: &str, fact: fn(&Value) -> String) -> Vec<String> {
    record[key].as_array().into_iter().flatten().map(fact).collect()
}

fn names(record: &Value, key: &str) -> Vec<String> {
    rows(record, key, |v| fold(&v["name"]))
}

fn set(mut facts: Vec<String>) -> Vec<String> {
    facts.sort();
    facts.dedup();
    facts
}

/// Expected, found and matched facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Facts that a person wrote.
    pub gold: usize,
    /// Facts that the program read.
    pub found: usize,
    /// Facts that agree.
    pub matched: usize,
}

impl Tally {
    /// Of what was found, how much is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.matched, self.found)
    }

    /// Of what should be found, how much was.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.matched, self.gold)
    }

    /// The harmonic mean of both; 1 where there is nothing to find and nothing was found.
    #[must_use]
    pub fn f1(self) -> f64 {
        if self.gold + self.found == 0 { 1.0 } else { ratio(2 * self.matched, self.gold + self.found) }
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.matched += other.matched;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The score of a set.
#[derive(Debug, Default)]
pub struct Score {
    /// By field, in the order of [`FIELDS`], then `ALL`.
    pub fields: Vec<(&'static str, Tally)>,
    /// Quoted facts found, and those whose quote stands in the notice.
    pub evidence: (usize, usize),
    /// Case, field, `missed` or `wrong`, fact.
    pub misses: Vec<[String; 4]>,
}

impl Score {
    /// The tally of a field, or of `ALL`.
    #[must_use]
    pub fn field(&self, name: &str) -> Tally {
        self.fields.iter().find(|(f, _)| *f == name).map(|(_, t)| *t).unwrap_or_default()
    }

    /// The share of quoted facts whose quote stands in the notice.
    #[must_use]
    pub fn evidence(&self) -> f64 {
        if self.evidence.0 == 0 { 1.0 } else { ratio(self.evidence.1, self.evidence.0) }
    }
}

/// Scores every case of a set.
#[must_use]
pub fn score(set: &Set) -> Score {
    let mut score = Score::default();
    let mut all = Tally::default();
    for (field, counted, facts) in FIELDS {
        let mut tally = Tally::default();
        for case in &set.cases {
            let (want, have) = (facts(&case.expected), facts(&case.found));
            let (matched, missed, wrong) = compare(&want, &have);
            tally.add(Tally { gold: want.len(), found: have.len(), matched });
            for (label, rest) in [("missed", missed), ("wrong", wrong)] {
                score.misses.extend(rest.into_iter().map(|f| [case.name.clone(), (*field).to_owned(), label.to_owned(), f]));
            }
        }
        if *counted {
            all.add(tally);
        }
        score.fields.push((field, tally));
    }
    score.fields.push(("ALL", all));
    score.evidence = evidence(set);
    score
}

/// How many facts agree, which were missed, which are wrong; each is matched once.
pub(crate) fn compare(want: &[String], have: &[String]) -> (usize, Vec<String>, Vec<String>) {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for fact in want {
        *left.entry(fact).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for fact in have {
        match left.get_mut(fact.as_str()).filter(|n| **n > 0) {
            Some(n) => *n -= 1,
            None => wrong.push(fact.clone()),
        }
    }
    let missed: Vec<String> = left.iter().flat_map(|(f, n)| std::iter::repeat_n((*f).to_owned(), *n)).collect();
    (have.len() - wrong.len(), missed, wrong)
}

fn evidence(set: &Set) -> (usize, usize) {
    let mut tally = (0, 0);
    for case in &set.cases {
        for row in QUOTED.iter().flat_map(|k| case.found[*k].as_array().into_iter().flatten()) {
            let quote = row["quote"].as_str().unwrap_or("");
            tally.0 += 1;
            tally.1 += usize::from(
                !quote.is_empty() && case.notice.text.contains(quote) && cut(case.notice.text.as_str(), row) == quote,
            );
        }
    }
    tally
}

/// What a row's span cuts out of the text.
fn cut(text: &str, row: &Value) -> String {
    let at = |n: usize| row["span"][n].as_u64().unwrap_or(0) as usize;
    text.chars().skip(at(0)).take(at(1).saturating_sub(at(0))).collect()
}

/// The score as JSON: by field, and the share of true quotes.
#[must_use]
pub fn json(cases: usize, score: &Score) -> Value {
    let fields = score.fields.iter().map(|(field, t)| {
        let tally = json!({"expected": t.gold, "found": t.found, "matched": t.matched,
            "precision": t.precision(), "recall": t.recall(), "f1": t.f1()});
        ((*field).to_owned(), tally)
    });
    json!({"notices": cases, "fields": fields.collect::<serde_json::Map<_, _>>(), "evidence": score.evidence()})
}

/// The score as a table.
#[must_use]
pub fn table(name: &str, cases: usize, score: &Score) -> String {
    let mut out = format!(
        "{name}: {cases} notices\n{:<18}{:>6}{:>7}{:>7}{:>7}{:>7}{:>7}\n",
        "field", "gold", "found", "match", "prec", "rec", "F1"
    );
    for (field, t) in &score.fields {
        let row = format!(
            "{field:<18}{:>6}{:>7}{:>7}{:>7.3}{:>7.3}{:>7.3}",
            t.gold,
            t.found,
            t.matched,
            t.precision(),
            t.recall(),
            t.f1()
        );
        let _ = writeln!(out, "{row}");
    }
    let _ =
        writeln!(out, "evidence: {} of {} quotes are cut out of the notice by their spans", score.evidence.1, score.evidence.0);
    out
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn each_expected_fact_is_matched_once() {
        let facts = |t: &str| t.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (matched, missed, wrong) = compare(&facts("a a b"), &facts("a b b"));
        assert_eq!((matched, missed, wrong), (2, facts("a"), facts("b")));
    }
}

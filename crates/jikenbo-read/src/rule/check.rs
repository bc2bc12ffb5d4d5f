//! Pages checked against their own examples.

use jikenbo_model::{Fact, Notice, Reading, Span};

use crate::Reader;

/// An example of a page that the reader reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The page's file.
    pub file: String,
    /// Line of the example's input, 1-based.
    pub line: usize,
    /// The example's input.
    pub input: String,
    /// What the page says should be found, one fact a line.
    pub expected: Vec<String>,
    /// What was found.
    pub found: Vec<String>,
}

/// Reads every example of every page and tells which do not give what the page expects. An example tells only of the facts
/// of its own page.
#[must_use]
pub fn check(reader: &Reader) -> Vec<Failure> {
    let mut failures = Vec::new();
    for page in reader.rules().pages() {
        for example in &page.examples {
            let notice =
                Notice { text: example.input.clone(), title: Some(title(page.key(), &example.input)), ..Notice::default() };
            let name = page.id.replace('/', ".");
            let found: Vec<String> =
                lines(&reader.read(&notice), &notice.text).into_iter().filter(|l| l.split(' ').next() == Some(&name)).collect();
            if found != example.expected {
                failures.push(Failure {
                    file: page.file.clone(),
                    line: example.line,
                    input: example.input.clone(),
                    expected: example.expected.clone(),
                    found,
                });
            }
        }
    }
    failures
}

/// Examples have no headline, but those of the keys that are read from it.
fn title(key: &str, input: &str) -> Span {
    let headed = matches!(key, "title" | "organization" | "published" | "sector");
    let first = input.lines().next().unwrap_or("");
    if headed { Span::new(0, first.len()) } else { Span::default() }
}

/// The facts of a reading, one a line, as pages and `explain` write them: `timeline.discovery 2024-06-03 「…」`.
#[must_use]
pub fn lines(reading: &Reading, text: &str) -> Vec<String> {
    let r = &reading.record;
    let mut out = Lines { text, all: Vec::new() };
    out.one("title", r.title.as_ref(), |_| ("headline".into(), String::new()));
    if let Some(fact) = &r.organization {
        let rule = fact.evidence.rule.split('/').nth(1).unwrap_or("").to_owned();
        out.push("organization", &rule, fact.value.name.as_deref().unwrap_or("-"), fact);
        if let Some(sector) = &fact.value.sector {
            out.push("sector", sector, "", fact);
        }
    }
    out.one("published", r.published.as_ref(), |d| ("date".into(), d.to_string()));
    out.one("stage", r.stage.as_ref(), |c| (c.to_string(), String::new()));
    out.many("services", &r.services, |s| {
        ("name".into(), format!("{}{}", s.name, s.url.as_ref().map(|u| format!(" {u}")).unwrap_or_default()))
    });
    out.many("kinds", &r.kinds, |c| (c.to_string(), String::new()));
    out.many("causes", &r.causes, |c| (c.to_string(), String::new()));
    out.one("actor", r.actor.as_ref(), |c| (c.to_string(), String::new()));
    out.one("discovered_by", r.discovered_by.as_ref(), |c| (c.to_string(), String::new()));
    out.many("timeline", &r.timeline, |e| (e.event.to_string(), period(e)));
    out.many("counts", &r.counts, |c| (c.subject.to_string(), format!("{} {} {}", c.value, c.bound, c.unit)));
    out.many("data_items", &r.data_items, |d| (d.item.to_string(), d.state.to_string()));
    out.one("leak_status", r.leak_status.as_ref(), |c| (c.to_string(), String::new()));
    out.one("secondary_damage", r.secondary_damage.as_ref(), |c| (c.to_string(), String::new()));
    out.many("authorities", &r.authorities, |a| {
        (a.authority.to_string(), format!("{}{}", a.name, a.date.map(|d| format!(" {d}")).unwrap_or_default()))
    });
    out.many("third_parties", &r.third_parties, |p| (p.role.to_string(), p.name.clone()));
    out.many("money", &r.money, |m| ("amount".into(), format!("{} {}", m.amount, m.currency)));
    out.many("measures", &r.measures, |c| (c.to_string(), String::new()));
    out.all
}

/// The day of an event, or its two ends, as examples have them.
fn period(event: &jikenbo_model::Event) -> String {
    event.end.map_or_else(|| event.start.to_string(), |end| format!("{} {end}", event.start))
}

struct Lines<'t> {
    text: &'t str,
    all: Vec<String>,
}

impl Lines<'_> {
    fn push<T>(&mut self, key: &str, code: &str, value: &str, fact: &Fact<T>) {
        let value = if value.is_empty() { String::new() } else { format!(" {value}") };
        let quote = fact.evidence.span.of(self.text).replace('\n', "⏎");
        self.all.push(format!("{key}.{code}{value} 「{quote}」"));
    }

    fn one<T>(&mut self, key: &str, fact: Option<&Fact<T>>, say: impl Fn(&T) -> (String, String)) {
        self.many(key, fact.map(std::slice::from_ref).unwrap_or_default(), say);
    }

    fn many<T>(&mut self, key: &str, facts: &[Fact<T>], say: impl Fn(&T) -> (String, String)) {
        for fact in facts {
            let (code, value) = say(&fact.value);
            self.push(key, &code, &value, fact);
        }
    }
}

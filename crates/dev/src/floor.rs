//! The floors that scores must not fall below: `corpus/floor.toml`. They only rise.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::score::Score;

/// The name under which the share of true quotes stands among the fields.
pub const EVIDENCE: &str = "evidence";

const HEAD: &str = "\
# The score (F1) that each key must reach on each half of the corpus. A test fails where a score falls below its floor.
# `cargo dev score --raise` writes the scores of today where they are higher, and never lowers one.
";

/// Floors by set and field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Floors(BTreeMap<String, BTreeMap<String, f64>>);

impl Floors {
    /// The floors of `corpus/floor.toml`.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or a line in it that is no floor.
    pub fn load(root: &Path) -> Result<Self, String> {
        let path = root.join("corpus/floor.toml");
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Self::parse(&text).map_err(|(line, what)| format!("{}:{line}: {what}", path.display()))
    }

    /// Tables named by sets, a `"field" = score` a line.
    fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut floors = Self::default();
        let mut set = None;
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
            let fail = || (n + 1, format!("expected [\"set\"] or \"field\" = 0.5, found {line}"));
            if let Some(name) = line.strip_prefix("[\"").and_then(|l| l.strip_suffix("\"]")) {
                set = Some(floors.0.entry(name.to_owned()).or_default());
                continue;
            }
            let (field, floor) = line.split_once(" = ").ok_or_else(fail)?;
            let field = field.strip_prefix('"').and_then(|f| f.strip_suffix('"')).ok_or_else(fail)?;
            let floor: f64 = floor.parse().map_err(|_| fail())?;
            set.as_mut().ok_or_else(fail)?.insert(field.to_owned(), floor);
        }
        Ok(floors)
    }

    /// Raises each floor to the score, where that is higher; gives how many rose. Scores are cut, not rounded, so that a floor
    /// is never above the score that made it.
    pub fn raise(&mut self, set: &str, score: &Score) -> usize {
        let floors = self.0.entry(set.to_owned()).or_default();
        let mut raised = 0;
        for (field, now) in scores(score) {
            let now = (now * 1000.0).floor() / 1000.0;
            let floor = floors.entry(field.to_owned()).or_insert(-1.0);
            if now > *floor {
                *floor = now;
                raised += 1;
            }
        }
        raised
    }

    /// What fell below its floor, a line each; a field without a floor is told too.
    #[must_use]
    pub fn fallen(&self, set: &str, score: &Score) -> Vec<String> {
        let floors = self.0.get(set);
        let tell = |(field, now): (&str, f64)| match floors.and_then(|f| f.get(field)) {
            Some(floor) if now < *floor => Some(format!("{set}: {field} scores {now:.3}, below its floor of {floor:.3}")),
            Some(_) => None,
            None => Some(format!("{set}: {field} has no floor")),
        };
        scores(score).filter_map(tell).collect()
    }

    /// Writes `corpus/floor.toml`.
    ///
    /// # Errors
    ///
    /// What keeps it from being written.
    pub fn save(&self, root: &Path) -> Result<(), String> {
        let path = root.join("corpus/floor.toml");
        fs::write(&path, self.text()).map_err(|e| format!("{}: {e}", path.display()))
    }

    fn text(&self) -> String {
        let mut out = HEAD.to_owned();
        for (set, floors) in &self.0 {
            let _ = writeln!(out, "\n[\"{set}\"]");
            for (field, floor) in floors {
                let _ = writeln!(out, "\"{field}\" = {floor:.3}");
            }
        }
        out
    }
}

fn scores(score: &Score) -> impl Iterator<Item = (&str, f64)> {
    let fields = score.fields.iter().map(|(field, tally)| (*field, tally.f1()));
    fields.chain([(EVIDENCE, score.evidence())])
}

#[cfg(test)]
mod tests {
    use super::{EVIDENCE, Floors};
    use crate::score::{Score, Tally};

    fn score(matched: usize) -> Score {
        Score { fields: vec![("title", Tally { gold: 3, found: 3, matched })], evidence: (4, 4), misses: Vec::new() }
    }

    #[test]
    fn floors_rise_and_never_fall() {
        let mut floors = Floors::default();
        assert_eq!(floors.raise("corpus", &score(2)), 2);
        assert_eq!(floors.raise("corpus", &score(1)), 0);
        assert_eq!(floors.fallen("corpus", &score(2)), Vec::<String>::new());
        assert_eq!(floors.fallen("corpus", &score(1)), ["corpus: title scores 0.333, below its floor of 0.666"]);
        assert_eq!(floors.fallen("other", &score(3)), ["other: title has no floor", &format!("other: {EVIDENCE} has no floor")]);
        assert_eq!(Floors::parse(&floors.text()).unwrap(), floors);
    }

    #[test]
    fn a_line_that_is_no_floor_is_told() {
        assert_eq!(Floors::parse("[\"a\"]\n\"title\" = much").unwrap_err().0, 2);
        assert_eq!(Floors::parse("\"title\" = 0.5").unwrap_err().0, 1);
    }
}

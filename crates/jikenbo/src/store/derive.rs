//! What the list needs of a notice, made from its reading: never stored alone, always made again.

use jikenbo_model::{Notice, Reading};
use jikenbo_read::Rules;
use jikenbo_search::Facts;
pub use jikenbo_search::headline;

use super::hash::sha256;
use super::name::Named;

/// The columns of `list_rows`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListRow {
    pub(super) published: Option<String>,
    pub(super) sort_day: String,
    pub(super) organization: Option<String>,
    pub(super) sector: Option<String>,
    /// Codes with a blank on both sides of each: ` malware ransomware `.
    pub(super) kinds: String,
    pub(super) headline: Option<String>,
    pub(super) title: String,
    pub(super) names: Vec<Named>,
}

impl ListRow {
    /// The same that the search knows of the notice.
    pub(super) fn new(notice: &Notice, reading: &Reading) -> Self {
        let facts = Facts::of(notice, reading);
        Self {
            published: facts.published.map(|d| d.to_string()),
            sort_day: facts.date.map(|d| d.to_string()).unwrap_or_default(),
            organization: facts.organization,
            sector: facts.sector.map(|code| code.to_string()),
            kinds: facts.kinds.iter().fold(" ".to_owned(), |all, code| all + code + " "),
            headline: facts.headline.and_then(|c| serde_json::to_string(&c).ok()),
            title: facts.title,
            names: Named::of(&reading.record),
        }
    }
}

/// What tells one set of rules from another: the pages and the program's version.
#[must_use]
pub fn rules_fingerprint(rules: &Rules) -> String {
    let mut all = env!("CARGO_PKG_VERSION").to_owned();
    for page in rules.pages() {
        all.push_str(&page.id);
        all.push('\0');
        all.push_str(&page.source);
    }
    all.push_str(&rules.words().join(" "));
    sha256(all.as_bytes())[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_model::{Count, Fact, Record, Span};

    fn count(value: u64, unit: &str, subject: &str) -> Fact<Count> {
        let count = Count { value, bound: "exact".into(), unit: unit.into(), subject: subject.into() };
        Fact::new(count, Span::new(0, 0), "counts/figure".into())
    }

    #[test]
    fn the_headline_is_the_largest_number_of_people_or_records() {
        let mut record = Record::default();
        assert_eq!(headline(&record), None);
        record.counts = vec![count(90_000, "times", "access"), count(7, "emails", "message")];
        assert_eq!(headline(&record).unwrap().value, 7);
        record.counts.extend([count(3, "people", "personal"), count(5, "records", "card"), count(5, "people", "card")]);
        assert_eq!((headline(&record).unwrap().value, headline(&record).unwrap().unit.as_str()), (5, "people"));
    }

    #[test]
    fn a_notice_without_facts_still_has_a_line() {
        let row = ListRow::new(&Notice::plain("\n 青葉堂より\n本文"), &Reading::default());
        assert_eq!((row.title.as_str(), row.sort_day.as_str(), row.kinds.as_str()), ("青葉堂より", "", " "));
    }
}

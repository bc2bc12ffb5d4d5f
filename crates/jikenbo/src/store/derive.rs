//! What the list needs of a notice, made from its reading: never stored alone, always made again.

use jikenbo_model::{Date, Notice, Reading, Record};
use jikenbo_read::Rules;
pub use jikenbo_search::headline;

use super::fold::{for_search, sha256};
use super::name::Named;

/// The columns of `list_rows`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListRow {
    pub(super) published: Option<String>,
    pub(super) sort_day: String,
    pub(super) first_day: String,
    pub(super) last_day: String,
    pub(super) organization: Option<String>,
    pub(super) organization_folded: String,
    pub(super) sector: Option<String>,
    /// Codes with a blank on both sides of each: ` malware ransomware `.
    pub(super) kinds: String,
    pub(super) headline: Option<String>,
    pub(super) title: String,
    pub(super) folded: String,
    pub(super) names: Vec<Named>,
}

impl ListRow {
    pub(super) fn new(notice: &Notice, reading: &Reading) -> Self {
        let record = &reading.record;
        let published = record.published.as_ref().map(|f| f.value);
        let day = published.or(notice.near).or_else(|| record.timeline.iter().map(|f| f.value.start).min());
        let organization = record.organization.as_ref().and_then(|f| f.value.name.clone());
        let title = title(notice, record);
        let organization_folded = for_search(organization.as_deref().unwrap_or(""));
        Self {
            published: published.map(|d| d.to_string()),
            sort_day: day.map(|d| d.to_string()).unwrap_or_default(),
            first_day: day.map(first_day).unwrap_or_default(),
            last_day: day.map(last_day).unwrap_or_default(),
            sector: record.organization.as_ref().and_then(|f| f.value.sector.as_ref().map(ToString::to_string)),
            kinds: record.kinds.iter().fold(" ".to_owned(), |all, f| all + &f.value + " "),
            headline: headline(record).and_then(|c| serde_json::to_string(c).ok()),
            folded: [&*for_search(&title), &*organization_folded, &*for_search(&notice.text)].join("\u{1f}"),
            names: Named::of(record),
            organization,
            organization_folded,
            title,
        }
    }
}

/// The headline as read; else as the page marks it; else the first line that says anything.
fn title(notice: &Notice, record: &Record) -> String {
    let read = record.title.as_ref().map(|f| f.value.clone());
    let marked = || notice.title.map(|span| span.of(&notice.text).to_owned()).filter(|t| !t.is_empty());
    let first = || notice.text.lines().map(str::trim).find(|l| !l.is_empty()).map(|l| l.chars().take(200).collect());
    read.or_else(marked).or_else(first).unwrap_or_default()
}

/// The first day that a date can mean, as it sorts.
pub(super) fn first_day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month().unwrap_or(1), date.day_of_month().unwrap_or(1))
}

/// The last day that a date can mean, as it sorts (31 stands for the last of any month).
pub(super) fn last_day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month().unwrap_or(12), date.day_of_month().unwrap_or(31))
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
    use jikenbo_model::{Count, Fact, Span};

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
        assert_eq!(row.folded, "青葉堂より\u{1f}\u{1f}青葉堂より本文");
    }

    #[test]
    fn a_month_reaches_from_its_first_day_to_its_last() {
        let month = Date::month_only(2024, 2).unwrap();
        assert_eq!((first_day(month).as_str(), last_day(month).as_str()), ("2024-02-01", "2024-02-31"));
    }
}

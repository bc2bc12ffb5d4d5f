//! What a list's address asks for: the filters, the words and the page, each within bounds.

use form_urlencoded::{Serializer, parse};
use jikenbo_model::Date;

use super::error::Error;

/// The longest value that a filter takes, in characters.
pub const LONGEST: usize = 200;
/// The longest query string that is read, in bytes.
pub const LONGEST_QUERY: usize = 4_000;
/// The last page that can be asked for.
pub const LAST_PAGE: usize = 10_000;

/// The filters of a list; an empty one holds every case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Words, all of which must occur.
    pub q: String,
    /// The code of a kind.
    pub kind: String,
    /// The code of a sector.
    pub sector: String,
    /// Part of an organisation's name.
    pub org: String,
    /// Published on this day or later.
    pub since: Option<Date>,
    /// Published on this day or earlier.
    pub until: Option<Date>,
    /// The page, from 1.
    pub page: usize,
}

impl Default for Filter {
    fn default() -> Self {
        let none = String::new;
        Self { q: none(), kind: none(), sector: none(), org: none(), since: None, until: None, page: 1 }
    }
}

impl Filter {
    /// Reads a query string. Empty fields, as a form sends them, and unknown names ask for nothing.
    ///
    /// # Errors
    ///
    /// A value too long, or no date, code or page.
    pub fn read(query: &str) -> Result<Self, Error> {
        if query.len() > LONGEST_QUERY {
            let (ja, en) =
                (format!("{LONGEST_QUERY}バイトまでの問い合わせ"), format!("a query of at most {LONGEST_QUERY} bytes"));
            return Err(Error::bad(ja, en, query.len().to_string()));
        }
        let mut filter = Self::default();
        for (name, value) in parse(query.as_bytes()) {
            let value = value.trim();
            if value.chars().count() > LONGEST {
                let (ja, en) = (format!("{name}は{LONGEST}字まで"), format!("{name} of at most {LONGEST} characters"));
                return Err(Error::bad(ja, en, value.chars().count().to_string()));
            }
            if !value.is_empty() {
                filter.set(&name, value)?;
            }
        }
        Ok(filter)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), Error> {
        match name {
            "q" => value.clone_into(&mut self.q),
            "kind" => self.kind = code(name, value)?,
            "sector" => self.sector = code(name, value)?,
            "org" => value.clone_into(&mut self.org),
            "since" => self.since = Some(date(name, value)?),
            "until" => self.until = Some(date(name, value)?),
            "page" => self.page = page(value)?,
            _ => {}
        }
        Ok(())
    }

    /// The filters that are set: name and value, without the page.
    #[must_use]
    pub fn set_fields(&self) -> Vec<(&'static str, String)> {
        let date = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
        let fields = [
            ("q", self.q.clone()),
            ("kind", self.kind.clone()),
            ("sector", self.sector.clone()),
            ("org", self.org.clone()),
            ("since", date(self.since)),
            ("until", date(self.until)),
        ];
        fields.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The list's address with these filters, at `page`, leaving out the filter named `without`.
    #[must_use]
    pub fn address(&self, base: &str, page: usize, without: &str) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in self.set_fields().iter().filter(|(name, _)| *name != without) {
            query.append_pair(name, value);
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        match query.finish() {
            query if query.is_empty() => base.to_owned(),
            query => format!("{base}?{query}"),
        }
    }

    /// The words of the search.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.q.split_whitespace()
    }
}

fn code(name: &str, value: &str) -> Result<String, Error> {
    let fits = value.len() <= 40 && value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    fits.then(|| value.to_owned())
        .ok_or_else(|| Error::bad(format!("{name}の符号 (a–z、0–9、_)"), format!("{name} as a code (a–z, 0–9, _)"), value))
}

fn date(name: &str, value: &str) -> Result<Date, Error> {
    value.parse().map_err(|_| {
        Error::bad(format!("{name}の日付 (YYYY、YYYY-MM、YYYY-MM-DD)"), format!("{name} as YYYY, YYYY-MM or YYYY-MM-DD"), value)
    })
}

fn page(value: &str) -> Result<usize, Error> {
    let number = value.parse().ok().filter(|page| (1..=LAST_PAGE).contains(page));
    number.ok_or_else(|| Error::bad(format!("1から{LAST_PAGE}までのページ"), format!("a page from 1 to {LAST_PAGE}"), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forms_empty_fields_ask_for_nothing() {
        let filter = Filter::read("q=&kind=&since=+&other=1&page=").unwrap();
        assert_eq!(filter, Filter::default());
        assert_eq!(filter.address("/", 1, ""), "/");
    }

    #[test]
    fn an_address_reads_back_to_its_filter() {
        let filter = Filter::read("q=%E6%BC%8F%E3%81%88%E3%81%84+USB&kind=malware&since=2024-06&page=3").unwrap();
        assert_eq!(filter.words().collect::<Vec<_>>(), ["漏えい", "USB"]);
        let address = filter.address("/", filter.page, "");
        assert_eq!(Filter::read(address.trim_start_matches("/?")).unwrap(), filter);
        assert!(!filter.address("/", 1, "kind").contains("kind"));
    }

    #[test]
    fn what_is_out_of_bounds_is_refused() {
        let long = format!("q={}", "字".repeat(LONGEST + 1));
        let endless = "x".repeat(LONGEST_QUERY + 1);
        for query in ["kind=DROP", "since=yesterday", "until=2024-02-30", "page=0", "page=10001", "page=-1", &long, &endless] {
            assert!(Filter::read(query).is_err(), "{query}");
        }
    }
}

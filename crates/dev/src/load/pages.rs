//! What readers ask for: lists, searches, cases and charts, as people mix them.

use serde_json::Value;

use super::client::Client;
use crate::random::Random;

/// What sort of page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    List,
    Search,
    Case,
    Chart,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::List, Self::Search, Self::Case, Self::Chart];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Search => "search",
            Self::Case => "case",
            Self::Chart => "chart",
        }
    }
}

/// So many of ten requests are of each kind.
const MIX: [Kind; 10] = [
    Kind::List,
    Kind::List,
    Kind::List,
    Kind::Search,
    Kind::Search,
    Kind::Search,
    Kind::Case,
    Kind::Case,
    Kind::Case,
    Kind::Chart,
];

/// Lists: the newest, and in other orders.
const LISTS: &[&str] = &["", "sort=oldest", "sort=largest", "sort=clipped", "sort=newest"];

/// What people look for: words of one letter and more, phrases, fields, figures, dates.
const SEARCHES: &[&str] = &[
    "漏えい",
    "不正アクセス",
    "鍵",
    "USB",
    "委託",
    "「個人情報」",
    "漏えい -訓練",
    "メール OR 郵送",
    "kind:ransomware",
    "kind:misdelivery 大学",
    "sector:hospital",
    "count>1000",
    "people>=100 people<1000",
    "since:2023 until:2023",
    "org:青",
    "カード since:2022-04",
];

/// Queries of charts.
const CHARTS: &[&str] = &["", "kind:unauthorized_access", "since:2024", "漏えい", "sector:company"];

/// The addresses that are asked for.
pub(super) struct Pages {
    cases: Vec<String>,
}

/// So many cases are asked for.
const CASES: usize = 500;

impl Pages {
    /// Asks a server for the cases of its first lists.
    pub(super) async fn of(at: &str) -> Result<Self, String> {
        let mut client = Client::connect(at).await?;
        let mut cases: Vec<String> = Vec::new();
        let mut path = "/cases.json".to_owned();
        while cases.len() < CASES {
            let (status, body) = client.get(&path).await?;
            let list: Value = serde_json::from_slice(&body).map_err(|error| format!("{path}: status {status}, {error}"))?;
            let ids = list["cases"].as_array().into_iter().flatten().filter_map(|case| case["case"].as_str());
            cases.extend(ids.map(str::to_owned));
            // A cursor, or an address: either goes on.
            match list["next"].as_str() {
                Some(next) if next.starts_with('/') => path = next.to_owned(),
                Some(next) => path = format!("/cases.json?after={}", encoded(next)),
                None => break,
            }
        }
        if cases.is_empty() { Err(format!("{at}: expected a casebook with cases, found none")) } else { Ok(Self { cases }) }
    }

    /// The next page that a reader wants.
    pub(super) fn any(&self, random: &mut Random) -> (Kind, String) {
        let kind = random.pick(&MIX).copied().unwrap_or(Kind::List);
        let one = |random: &mut Random, all: &[&'static str]| random.pick(all).copied().unwrap_or_default();
        let path = match kind {
            Kind::List => joined("/cases", one(random, LISTS).to_owned()),
            Kind::Search => joined("/cases", format!("q={}", encoded(one(random, SEARCHES)))),
            Kind::Case => format!("/cases/{}", random.pick(&self.cases).map_or("", String::as_str)),
            Kind::Chart => match one(random, CHARTS) {
                "" => "/charts".to_owned(),
                query => format!("/charts?q={}", encoded(query)),
            },
        };
        (kind, path)
    }
}

fn joined(path: &str, query: String) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// Percent-encoded, for the value of a query's parameter.
fn encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~');
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_and_the_mix_has_every_kind() {
        assert_eq!(encoded("鍵 a>1"), "%E9%8D%B5%20a%3E1");
        let pages = Pages { cases: vec!["C1".to_owned()] };
        let mut random = Random::new(1);
        let asked: Vec<_> = (0..400).map(|_| pages.any(&mut random)).collect();
        for kind in Kind::ALL {
            assert!(asked.iter().any(|(k, _)| *k == kind));
        }
        assert!(asked.iter().all(|(_, path)| path.starts_with('/') && path.is_ascii() && !path.contains(' ')));
    }
}

//! The index of a WACZ: CDXJ, a line for each record, sorted by the address turned round (SURT).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::{Host, Url};

/// The longest index line that is read, in bytes: an address of the longest that servers take, several times over.
const LONGEST: usize = 64 << 10;

/// What an index tells of a record. All values are strings, as other programs expect.
#[derive(Debug, Serialize)]
pub(super) struct Line<'a> {
    pub(super) url: &'a str,
    pub(super) mime: &'a str,
    pub(super) status: String,
    pub(super) digest: String,
    pub(super) length: String,
    pub(super) offset: String,
    /// The WARC's name within `archive/`.
    pub(super) filename: &'a str,
}

impl Line<'_> {
    pub(super) fn written(&self, time: Timestamp) -> Result<String, serde_json::Error> {
        let json = serde_json::to_string(self)?;
        Ok(format!("{} {} {json}\n", surt(self.url), time.strftime("%Y%m%d%H%M%S")))
    }
}

/// What an index line of any program must tell.
#[derive(Debug, Deserialize)]
struct Read {
    url: String,
    filename: String,
    offset: Value,
    length: Value,
}

/// Where a line says that a record stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) address: String,
    pub(super) filename: String,
    pub(super) offset: u64,
    pub(super) length: u64,
}

/// Reads a line: key, time, JSON.
pub(super) fn place(line: &str) -> Option<Place> {
    // JSON takes many times its size once parsed, and no line is longer.
    if line.len() > LONGEST {
        return None;
    }
    let json = line.splitn(3, ' ').nth(2)?;
    let read: Read = serde_json::from_str(json).ok()?;
    let number = |value: &Value| match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64(),
    };
    let (offset, length) = (number(&read.offset)?, number(&read.length)?);
    Some(Place { address: read.url, filename: read.filename, offset, length })
}

/// An address as archives sort them: the host turned round, without scheme, `www`, default port and fragment; path and query in
/// small letters; the query's parts sorted.
pub(super) fn surt(address: &str) -> String {
    let Some(url) = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https")) else {
        return address.to_owned();
    };
    let host = match url.host() {
        Some(Host::Domain(name)) => turned(without_www(name)),
        Some(Host::Ipv4(ip)) => turned(&ip.to_string()),
        Some(Host::Ipv6(ip)) => ip.to_string(),
        None => String::new(),
    };
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    let path: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    let mut query: Vec<&str> = url.query().unwrap_or_default().split('&').filter(|part| !part.is_empty()).collect();
    query.sort_unstable();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("{host}{port})/{}{query}", path.join("/")).to_lowercase()
}

fn turned(host: &str) -> String {
    host.trim_end_matches('.').rsplit('.').collect::<Vec<_>>().join(",")
}

/// `www.`, `www2.` and the like left out.
fn without_www(host: &str) -> &str {
    let Some(rest) = host.strip_prefix("www") else { return host };
    rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('.').filter(|rest| !rest.is_empty()).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::surt;

    /// As the `surt` library of the Internet Archive has them (0.3.1).
    const ADDRESSES: &[(&str, &str)] = &[
        ("http://www.example.co.jp/", "jp,co,example)/"),
        ("https://www2.example.jp/News/?b=2&a=1", "jp,example)/news?a=1&b=2"),
        ("http://192.168.0.1:8080/a/", "1,0,168,192:8080)/a"),
        ("https://example.jp:443/お知らせ/2024.html", "jp,example)/%e3%81%8a%e7%9f%a5%e3%82%89%e3%81%9b/2024.html"),
        ("https://例え.jp/a%E3%81%82?q=あ#x", "jp,xn--r8jz45g)/a%e3%81%82?q=%e3%81%82"),
        ("http://user:pw@Example.JP/A//b/", "jp,example)/a/b"),
        ("http://example.jp", "jp,example)/"),
        ("http://example.jp/?", "jp,example)/"),
        ("urn:text:x", "urn:text:x"),
        ("http://[::1]/a", "::1)/a"),
        ("http://wwwexample.jp/", "jp,wwwexample)/"),
        ("http://www.jp/", "jp)/"),
        ("http://example.jp/a/?x=1", "jp,example)/a?x=1"),
        ("http://example.jp/a;b=1?x&y=&a", "jp,example)/a;b=1?a&x&y="),
    ];

    #[test]
    fn addresses_are_turned_round() {
        for (address, expected) in ADDRESSES {
            assert_eq!(surt(address), *expected, "{address}");
        }
    }
}

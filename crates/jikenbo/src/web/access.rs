//! What is asked of whoever asks: whether to log in, by which address, from where; and what is remembered of who asked how often.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::HeaderMap;
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use jikenbo_fetch::IpNet;
use tokio::sync::Semaphore;
use url::Url;

use crate::users::{Backoff, Hasher, network};

/// The address of the client at the other end of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// The address by which others reach the casebook, such as `https://casebook.example.jp`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Public {
    /// As in an `Origin` header.
    pub origin: String,
    /// As in a `Host` header.
    pub host: String,
    /// Whether it is reached through TLS.
    pub secure: bool,
}

impl Public {
    /// Reads an address: a scheme and a host, and a port where it is not the scheme's.
    ///
    /// # Errors
    ///
    /// What was expected and found.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected an address without a path (https://casebook.example.jp), found {text:?}");
        let url = Url::parse(text.trim()).map_err(|_| wrong())?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        let host = url.host_str().filter(|_| bare && matches!(url.scheme(), "http" | "https")).ok_or_else(wrong)?;
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        Ok(Self { origin: url.origin().ascii_serialization(), host, secure: url.scheme() == "https" })
    }

    /// Whether a `Host` header names it.
    #[must_use]
    pub fn is(&self, host: &str) -> bool {
        let usual = if self.secure { ":443" } else { ":80" };
        host.strip_suffix(usual).unwrap_or(host).eq_ignore_ascii_case(&self.host)
    }
}

/// What a server is told of who may ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Whether everybody must log in.
    pub login: bool,
    /// The address by which others reach it.
    pub public: Option<Public>,
    /// Proxies that are believed about whose requests they forward.
    pub proxies: Vec<IpNet>,
    /// Origins whose scripts may read the JSON.
    pub cors: Vec<String>,
    /// So many requests a minute may a user, a token or an address make; 0 for no limit.
    pub rate: u32,
    /// A session ends when nothing was asked in it for so long.
    pub idle: Duration,
    /// A session ends after so long at the latest.
    pub length: Duration,
}

impl Default for Rules {
    /// Nobody logs in.
    fn default() -> Self {
        let hours = |n: u64| Duration::from_secs(n * 3_600);
        Self {
            login: false,
            public: None,
            proxies: Vec::new(),
            cors: Vec::new(),
            rate: 0,
            idle: hours(24),
            length: hours(24 * 7),
        }
    }
}

/// The rules, and what is remembered.
pub struct Access {
    /// What was told.
    pub rules: Rules,
    /// Hashes passwords.
    pub hasher: Hasher,
    /// Who guessed wrong.
    pub backoff: Backoff,
    /// The turn to write down that a session or token is used.
    pub noting: Arc<Semaphore>,
    rates: Option<Rates>,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").field("rules", &self.rules).finish_non_exhaustive()
    }
}

impl Access {
    /// Begins to remember.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        let rates = NonZeroU32::new(rules.rate).map(Rates::new);
        Self { rates, hasher: Hasher::default(), backoff: Backoff::default(), noting: Arc::new(Semaphore::new(1)), rules }
    }

    /// Counts a request.
    ///
    /// # Errors
    ///
    /// How long to wait, for whoever asks too often.
    pub fn count(&self, who: Asking) -> Result<(), Duration> {
        self.rates.as_ref().map_or(Ok(()), |rates| rates.count(who))
    }

    /// Whether cookies go through TLS only.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.rules.public.as_ref().is_some_and(|public| public.secure)
    }

    /// The name of the session's cookie. With `__Host-` no other host of the same domain can set it.
    #[must_use]
    pub fn cookie(&self) -> &'static str {
        if self.secure() { "__Host-jikenbo_session" } else { "jikenbo_session" }
    }

    /// The client's address: the peer's, or where that is a proxy of ours, the last one that it or the proxies before it did
    /// not add by themselves.
    #[must_use]
    pub fn client(&self, peer: Option<Peer>, headers: &HeaderMap) -> IpAddr {
        let trusted = |ip: &IpAddr| self.rules.proxies.iter().any(|range| range.contains(ip));
        let mut client = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Peer(address)| address.ip().to_canonical());
        let lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
        for hop in hops.iter().rev() {
            if !trusted(&client) {
                break;
            }
            let Some(before) = address(hop.trim()) else { break };
            client = before;
        }
        client
    }
}

/// An address as proxies write it: with or without a port, with or without brackets.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let found = bare.parse().ok().or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))?;
    Some(found.to_canonical())
}

/// For whom a request is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asking {
    /// For a user, by number.
    User(i64),
    /// For a token, by number.
    Token(i64),
    /// For an address whose user is not known.
    Address(IpAddr),
    /// For all that are not remembered one by one.
    Rest,
}

impl Asking {
    /// For whoever has the address.
    #[must_use]
    pub fn from(address: IpAddr) -> Self {
        Self::Address(network(address))
    }
}

/// So many are remembered one by one.
const MOST: usize = 10_000;
/// So often, at most, those who have been quiet are forgotten.
const SWEEP: Duration = Duration::from_secs(5);

struct Rates {
    limiter: RateLimiter<Asking, HashMapStateStore<Asking>, DefaultClock>,
    swept: Mutex<Instant>,
}

impl Rates {
    /// A fifth of a minute's requests may come at once: a page brings its style sheet, script and icon along.
    fn new(a_minute: NonZeroU32) -> Self {
        let at_once = NonZeroU32::new(a_minute.get() / 5).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(a_minute).allow_burst(at_once);
        Self { limiter: RateLimiter::hashmap(quota), swept: Mutex::new(Instant::now()) }
    }

    fn count(&self, who: Asking) -> Result<(), Duration> {
        let who = if self.limiter.len() < MOST || self.made_room() { who } else { Asking::Rest };
        let clock = DefaultClock::default();
        self.limiter.check_key(&who).map_err(|not_until| not_until.wait_time_from(clock.now()))
    }

    fn made_room(&self) -> bool {
        let mut swept = self.swept.lock().unwrap_or_else(PoisonError::into_inner);
        if swept.elapsed() >= SWEEP {
            *swept = Instant::now();
            self.limiter.retain_recent();
        }
        self.limiter.len() < MOST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_is_a_host_and_no_more() {
        let public = Public::parse("https://Casebook.example.jp/").unwrap();
        assert_eq!((public.origin.as_str(), public.secure), ("https://casebook.example.jp", true));
        assert!(public.is("casebook.example.jp") && public.is("CASEBOOK.example.jp:443"));
        assert!(!public.is("casebook.example.jp:8443") && !public.is("example.jp"));
        assert!(Public::parse("http://10.0.0.5:8377").unwrap().is("10.0.0.5:8377"));
        for wrong in ["casebook.example.jp", "https://a.example.jp/x", "ftp://a.example.jp", "https://u@a.example.jp", ""] {
            assert!(Public::parse(wrong).unwrap_err().starts_with("expected an address without a path"), "{wrong}");
        }
    }

    fn client(proxies: &str, peer: &str, forwarded: &[&str]) -> String {
        let proxies = proxies.split(',').filter_map(|range| range.parse().ok()).collect();
        let access = Access::new(Rules { proxies, ..Rules::default() });
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        access.client(Some(Peer(SocketAddr::new(peer.parse().unwrap(), 1))), &headers).to_string()
    }

    #[test]
    fn only_proxies_of_ours_are_believed() {
        assert_eq!(client("", "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(client("127.0.0.0/8", "127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        // What the client itself wrote stands further left.
        assert_eq!(client("127.0.0.0/8", "127.0.0.1", &["10.0.0.1, 198.51.100.7"]), "198.51.100.7");
        assert_eq!(
            client("127.0.0.0/8,10.0.0.0/8", "127.0.0.1", &["203.0.113.5", "198.51.100.7:4711, 10.0.0.2"]),
            "198.51.100.7"
        );
        assert_eq!(client("127.0.0.0/8", "127.0.0.1", &["[2001:db8::1]:80"]), "2001:db8::1");
        assert_eq!(client("127.0.0.0/8", "127.0.0.1", &["unknown"]), "127.0.0.1");
        assert_eq!(client("127.0.0.0/8", "::ffff:127.0.0.1", &["198.51.100.7"]), "198.51.100.7");
    }

    #[test]
    fn whoever_asks_too_often_waits_and_nobody_else_does() {
        let access = Access::new(Rules { rate: 60, ..Rules::default() });
        let one = Asking::from(IpAddr::from([192, 0, 2, 1]));
        let asked = (0..40).take_while(|_| access.count(one).is_ok()).count();
        assert!((12..20).contains(&asked), "{asked}");
        assert!(access.count(one).unwrap_err() <= Duration::from_secs(2));
        assert_eq!(access.count(Asking::User(1)), Ok(()));
        assert_eq!(Access::new(Rules::default()).count(one), Ok(()));
    }

    #[test]
    fn memory_is_bounded_and_the_rest_share_one_count() {
        let access = Access::new(Rules { rate: 60, ..Rules::default() });
        for n in 0..MOST + 100 {
            let _ = access.count(Asking::User(n as i64));
        }
        assert!(access.rates.as_ref().unwrap().limiter.len() <= MOST + 1);
        assert!(access.count(Asking::User(-5)).is_err());
    }
}

//! What a [`Fetcher`](crate::Fetcher) may do, and how far.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use ipnet::IpNet;

use crate::resolve::{Resolve, SystemResolver};

/// What a [`Fetcher`](crate::Fetcher) may do, and how far.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The name that it gives itself, and that robots.txt may speak to: letters, digits, `-` and `_`.
    pub agent: String,
    /// Where its owner can be reached (an address of a page or of a mailbox); stands in the User-Agent header.
    pub contact: Option<String>,
    /// The Accept-Language header.
    pub language: String,
    /// Ranges of one's own network that may be fetched from although they are not public.
    pub open: Vec<IpNet>,
    /// The ports that may be connected to.
    pub ports: Vec<u16>,
    /// Sizes, times and counts.
    pub limits: Limits,
    /// How gently hosts are asked.
    pub pace: Pace,
    /// Fetch also what robots.txt asks not to.
    pub ignore_robots: bool,
    /// How long a robots.txt is taken for current; at most 24 hours (RFC 9309, 2.4).
    pub robots_kept: Duration,
    /// Certificates in PEM of authorities that are trusted beside the public ones, as an intranet's.
    pub authorities: Option<String>,
    /// Looks up names.
    pub resolver: Arc<dyn Resolve>,
}

/// The most that is taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of an address.
    pub address: usize,
    /// Addresses that one name leads to.
    pub answers: usize,
    /// Look-up and connection, with its encryption.
    pub connect: Duration,
    /// From the request to the end of the answer's head.
    pub answer: Duration,
    /// Between bytes of the body.
    pub idle: Duration,
    /// All hops of a fetch together, waiting for one's turn not counted.
    pub total: Duration,
    /// Bytes of an answer's head.
    pub head: usize,
    /// Headers of an answer.
    pub headers: usize,
    /// Bytes of a body as transferred.
    pub encoded: usize,
    /// Bytes of a body once decoded.
    pub decoded: usize,
    /// Redirects one after the other.
    pub redirects: usize,
}

/// How gently hosts are asked. A host is a name: however many ports and addresses it has, it is asked as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// The least time between the end of a request to a host and the begin of the next.
    pub delay: Duration,
    /// Requests to one host at a time.
    pub per_host: usize,
    /// Requests at a time, to all hosts.
    pub overall: usize,
    /// The longest delay that a site's robots.txt (Crawl-delay) may ask for; longer ones are cut to it.
    pub max_crawl_delay: Duration,
    /// The longest that Retry-After may ask for; longer ones are cut to it.
    pub max_retry_after: Duration,
    /// How long a fetch waits where a host asked to be left alone; beyond, it fails with [`Kind::Later`](crate::Kind::Later).
    pub max_wait: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            agent: "jikenbo".to_owned(),
            contact: None,
            language: "ja".to_owned(),
            open: Vec::new(),
            ports: vec![80, 443, 8080, 8443],
            limits: Limits::default(),
            pace: Pace::default(),
            ignore_robots: false,
            robots_kept: Duration::from_secs(24 * 60 * 60),
            authorities: None,
            resolver: Arc::new(SystemResolver),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            // RFC 9110, 4.1 asks for at least 8000.
            address: 8192,
            answers: 64,
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            idle: Duration::from_secs(20),
            total: Duration::from_secs(120),
            head: 64 << 10,
            headers: 100,
            encoded: 32 << 20,
            decoded: 64 << 20,
            redirects: 5,
        }
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            delay: Duration::from_secs(1),
            per_host: 1,
            overall: 64,
            max_crawl_delay: Duration::from_secs(60),
            max_retry_after: Duration::from_secs(24 * 60 * 60),
            max_wait: Duration::from_secs(60),
        }
    }
}

/// Why no fetcher can be made of the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SettingsError {
    /// The name is no word that robots.txt could speak to.
    Agent(String),
    /// A setting cannot stand in a header: its name, what was found.
    Header(&'static str, String),
    /// A count that must be at least one.
    Zero(&'static str),
    /// The authorities' certificates cannot be read (what the library says).
    Authorities(String),
    /// The library of encryption refuses its own defaults (what it says).
    Tls(String),
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Agent(found) => write!(f, "expected an agent of letters, digits, - and _, found {found:?}"),
            Self::Header(name, found) => write!(f, "expected a {name} of printable characters, found {found:?}"),
            Self::Zero(name) => write!(f, "expected {name} to be at least 1, found 0"),
            Self::Authorities(why) => write!(f, "expected certificates in PEM, found what is none: {why}"),
            Self::Tls(why) => write!(f, "expected encryption to be at hand, found an error: {why}"),
        }
    }
}

impl std::error::Error for SettingsError {}

impl Settings {
    /// The User-Agent header: the name, the version of the program, and the contact if there is one.
    pub fn user_agent(&self) -> String {
        let program = format!("{}/{}", self.agent, env!("CARGO_PKG_VERSION"));
        match &self.contact {
            Some(contact) => format!("{program} (+{contact})"),
            None => program,
        }
    }

    /// An error if a setting makes no sense.
    pub(crate) fn check(&self) -> Result<(), SettingsError> {
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if self.agent.is_empty() || !self.agent.chars().all(word) {
            return Err(SettingsError::Agent(self.agent.clone()));
        }
        for (name, text) in [("contact", self.user_agent()), ("language", self.language.clone())] {
            // What a mail address or a page's address has; a closing bracket would end the comment.
            if HeaderValue::from_str(&text).is_err() || !text.is_ascii() || text.matches(')').count() > 1 {
                return Err(SettingsError::Header(name, text));
            }
        }
        let counts = [("per_host", self.pace.per_host), ("overall", self.pace.overall), ("headers", self.limits.headers)];
        match counts.iter().find(|(_, count)| *count == 0) {
            Some((name, _)) => Err(SettingsError::Zero(name)),
            None => Ok(()),
        }
    }
}

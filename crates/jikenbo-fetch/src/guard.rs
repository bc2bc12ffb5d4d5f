//! Which addresses may be fetched from at all.
//!
//! The guard looks three times: at the address as it is written, at every answer of the look-up, and at the address that the
//! connection was really made to. One parser serves all (`url`, the one that browsers' rules describe), so that no two disagree on
//! what the host is; what it would silently read as something else (a backslash, a tab within the name, 0x7f.1) is refused.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use ipnet::IpNet;
use url::{Host, Url};

use crate::ranges;

/// Names that mean one's own machine or network, with everything below them: RFC 6761 (localhost), RFC 6762 (local), RFC 8375
/// (home.arpa), what ICANN keeps for private use (internal), and what systems put into their table of hosts.
const LOCAL_NAMES: &[&str] =
    &["home.arpa", "internal", "ip6-localhost", "ip6-loopback", "local", "localdomain", "localhost", "localhost6"];

/// Which addresses may be fetched from.
#[derive(Debug, Clone)]
pub struct Guard {
    open: Vec<IpNet>,
    ports: Vec<u16>,
    max_length: usize,
}

/// Why an address may not be fetched from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// Longer than any real address.
    TooLong {
        /// Bytes found.
        found: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not an address at all (what the parser says).
    Unreadable(String),
    /// A control character or a backslash: parsers disagree about them.
    Character(char),
    /// Neither http nor https.
    Scheme(String),
    /// A name or a password before the host.
    UserInfo,
    /// An IP address in a notation that hides it: octal, hexadecimal, one number, percent signs, other digits.
    OddNotation {
        /// The host as written.
        written: String,
        /// The address that it means.
        means: Ipv4Addr,
    },
    /// A host that ends in a dot.
    TrailingDot(String),
    /// A name of one's own machine or network.
    LocalName(String),
    /// A port that no setting names.
    Port {
        /// The port found.
        found: u16,
        /// The ports allowed.
        allowed: Vec<u16>,
    },
    /// An IP address in a range that no page of the world stands in.
    Range {
        /// The address.
        ip: IpAddr,
        /// What the range is for, and by which source.
        range: &'static str,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { found, limit } => {
                write!(f, "expected an address of at most {limit} bytes, found {found}")
            }
            Self::Unreadable(why) => write!(f, "expected an address, found one that cannot be read: {why}"),
            Self::Character(found) => {
                write!(f, "expected an address without control characters and backslashes, found {found:?}")
            }
            Self::Scheme(found) => write!(f, "expected http:// or https://, found {found}"),
            Self::UserInfo => write!(f, "expected an address without a user, found one before the host"),
            Self::OddNotation { written, means } => {
                write!(f, "expected an IP address in its usual notation, found {written}, which means {means}")
            }
            Self::TrailingDot(host) => write!(f, "expected a host without a dot at its end, found {host}"),
            Self::LocalName(host) => write!(f, "expected a host of the public network, found the local name {host}"),
            Self::Port { found, allowed } => write!(f, "expected a port of {allowed:?}, found {found}"),
            Self::Range { ip, range } => write!(f, "expected an IP address of the public network, found {ip} ({range})"),
        }
    }
}

impl std::error::Error for Refused {}

impl Guard {
    /// A guard that lets through the public network and the `open` ranges, on the `ports`; addresses have at most `max_length` bytes.
    pub fn new(open: Vec<IpNet>, ports: Vec<u16>, max_length: usize) -> Self {
        Self { open, ports, max_length }
    }

    /// The address as it will be fetched: parsed, without its fragment. What a name leads to is not looked at yet.
    ///
    /// # Errors
    ///
    /// See [`Refused`].
    ///
    /// ```
    /// use jikenbo_fetch::{Guard, Refused};
    ///
    /// let guard = Guard::new(Vec::new(), vec![80, 443], 8192);
    /// assert_eq!(guard.address("https://aoba.example/news#top").unwrap().as_str(), "https://aoba.example/news");
    /// assert!(matches!(guard.address("http://0x7f.1/"), Err(Refused::OddNotation { .. })));
    /// ```
    pub fn address(&self, text: &str) -> Result<Url, Refused> {
        self.resolve(None, text)
    }

    /// The address that a redirect leads to from `base`.
    ///
    /// # Errors
    ///
    /// See [`Refused`].
    pub fn redirect(&self, base: &Url, location: &str) -> Result<Url, Refused> {
        self.resolve(Some(base), location)
    }

    fn resolve(&self, base: Option<&Url>, text: &str) -> Result<Url, Refused> {
        let text = text.trim_matches(' ');
        if text.len() > self.max_length {
            return Err(Refused::TooLong { found: text.len(), limit: self.max_length });
        }
        if let Some(odd) = text.chars().find(|&c| c.is_control() || c == '\\') {
            return Err(Refused::Character(odd));
        }
        let unreadable = |error: url::ParseError| Refused::Unreadable(error.to_string());
        let mut url = Url::options().base_url(base).parse(text).map_err(unreadable)?;
        url.set_fragment(None);
        check_written(text, &url)?;
        self.check(&url)?;
        // Percent signs make it longer than it was written.
        if url.as_str().len() > self.max_length {
            return Err(Refused::TooLong { found: url.as_str().len(), limit: self.max_length });
        }
        Ok(url)
    }

    fn check(&self, url: &Url) -> Result<(), Refused> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refused::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refused::UserInfo);
        }
        match url.host() {
            None => return Err(Refused::Unreadable("no host".to_owned())),
            Some(Host::Domain(name)) => self.check_name(name)?,
            Some(Host::Ipv4(ip)) => drop(self.ip(ip.into())?),
            Some(Host::Ipv6(ip)) => drop(self.ip(ip.into())?),
        }
        match url.port_or_known_default() {
            Some(port) if self.ports.contains(&port) => Ok(()),
            port => Err(Refused::Port { found: port.unwrap_or(0), allowed: self.ports.clone() }),
        }
    }

    fn check_name(&self, name: &str) -> Result<(), Refused> {
        if name.ends_with('.') {
            return Err(Refused::TrailingDot(name.to_owned()));
        }
        // In an intranet local names are the usual ones. What they lead to must lie in the ranges opened, see `answers`.
        if self.open.is_empty() && is_local(name) {
            return Err(Refused::LocalName(name.to_owned()));
        }
        Ok(())
    }

    /// All answers to a look-up of `host`, as they may be connected to: IPv4 addresses in IPv6 unwrapped, each once.
    ///
    /// # Errors
    ///
    /// If any of them may not be fetched from; so a name that answers with a public and a private address is refused, whichever
    /// would have been tried first. See [`Refused`].
    pub fn answers(&self, host: &str, answers: &[IpAddr]) -> Result<Vec<IpAddr>, Refused> {
        let mut all = Vec::with_capacity(answers.len());
        for &answer in answers {
            let ip = self.ip(answer)?;
            if is_local(host) && !self.is_open(ip) {
                return Err(Refused::LocalName(host.to_owned()));
            }
            if !all.contains(&ip) {
                all.push(ip);
            }
        }
        Ok(all)
    }

    /// The IP address as it may be connected to: an IPv4 address in IPv6 is unwrapped where it is only another way to write it.
    ///
    /// # Errors
    ///
    /// [`Refused::Range`].
    pub fn ip(&self, ip: IpAddr) -> Result<IpAddr, Refused> {
        if self.is_open(ip) {
            return Ok(ip);
        }
        if let IpAddr::V6(v6) = ip
            && let Some(v4) = ranges::embedded(v6)
        {
            let inside = self.ip(v4.into())?;
            return Ok(if v6.to_ipv4_mapped().is_some() { inside } else { ip });
        }
        ranges::closed(ip).map_or(Ok(ip), |range| Err(Refused::Range { ip, range }))
    }

    fn is_open(&self, ip: IpAddr) -> bool {
        self.open.iter().any(|net| net.contains(&ip))
    }
}

/// Whether the name means one's own machine or network. A name without a dot is completed by the machine's search list.
fn is_local(name: &str) -> bool {
    let below = |local: &str| name.strip_suffix(local).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    !name.contains('.') && name.parse::<IpAddr>().is_err() || LOCAL_NAMES.iter().any(|local| below(local))
}

/// An error if an IPv4 address is written in another way than it is read.
fn check_written(text: &str, url: &Url) -> Result<(), Refused> {
    let Some(authority) = written_authority(text)? else { return Ok(()) };
    if authority.contains('@') {
        return Err(Refused::UserInfo);
    }
    let Some(Host::Ipv4(means)) = url.host() else { return Ok(()) };
    let written = authority.split(':').next().unwrap_or_default();
    if written != means.to_string() {
        return Err(Refused::OddNotation { written: written.to_owned(), means });
    }
    Ok(())
}

/// The part between `//` and the path; none in a relative address. After a scheme `//` and a host must follow: browsers take
/// `http:/host` and `http:///host` too, other parsers do not.
fn written_authority(text: &str) -> Result<Option<&str>, Refused> {
    let rest = match text.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => rest,
        _ if text.starts_with("//") => text,
        _ => return Ok(None),
    };
    let after = rest.strip_prefix("//").unwrap_or_default();
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.is_empty() {
        return Err(Refused::Unreadable("expected // and a host".to_owned()));
    }
    Ok(Some(authority))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

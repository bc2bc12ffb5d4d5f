//! Fetches pages: one after another along redirects, each hop guarded, allowed and in its turn.

use std::collections::HashSet;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, HeaderMap, HeaderValue, InvalidHeaderValue, USER_AGENT};
use jiff::Timestamp;
use tokio::time::{Instant, timeout};
use url::Url;

use crate::connect::Connector;
use crate::decode::decode_prefix;
use crate::exchange::{Plan, run};
use crate::fetched::{Exchange, Fetched};
use crate::pace::{Later, Pacer};
use crate::retry::retry_after;
use crate::robots::{self, Robots, Rules, Site};
use crate::{Error, Guard, Kind, Request, Settings, SettingsError};

/// Fetches pages. Cheap to clone; clones share pace and memory, so a program has one.
///
/// ```no_run
/// # async fn page() -> Result<(), Box<dyn std::error::Error>> {
/// use jikenbo_fetch::{Fetcher, Request, Settings};
///
/// let settings = Settings { contact: Some("https://aoba.example/contact".to_owned()), ..Settings::default() };
/// let fetched = Fetcher::new(settings)?.fetch(&Request::new("https://aoba.example/news/")).await?;
/// println!("{} from {}: {} bytes", fetched.address(), fetched.exchange.remote, fetched.decoded()?.len());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Fetcher(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: Settings,
    connector: Connector,
    pacer: Pacer,
    robots: Robots,
    headers: HeaderMap,
}

/// What is done with a chain of redirects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// A page: robots.txt is asked first, and too long a body is an error.
    Page,
    /// A robots.txt: it is not asked about itself, and is cut.
    Robots,
}

impl Fetcher {
    /// A fetcher with its own pace and memory.
    ///
    /// # Errors
    ///
    /// If a setting makes no sense; see [`SettingsError`].
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        settings.check()?;
        let headers = headers(&settings).map_err(|error| SettingsError::Header("contact", error.to_string()))?;
        Ok(Self(Arc::new(Inner {
            connector: Connector::new(&settings)?,
            pacer: Pacer::new(settings.pace.clone()),
            robots: Robots::new(settings.robots_kept),
            headers,
            settings,
        })))
    }

    /// Fetches a page: waits for the host's turn, follows redirects, and gives the last answer whatever its status is.
    ///
    /// Must be called within a tokio runtime with its timer and network. Dropping the future ends the connection.
    ///
    /// # Errors
    ///
    /// If there is no whole answer within the limits, or it may not be fetched; see [`Kind`].
    pub async fn fetch(&self, request: &Request) -> Result<Fetched, Error> {
        self.0.chain(request, Sort::Page).await
    }

    /// The rules of the site that an address belongs to, fetched unless they are known. They name the site's maps, too.
    ///
    /// # Errors
    ///
    /// If the address may not be fetched from, or the rules cannot be had; see [`Kind`].
    pub async fn robots(&self, address: &str) -> Result<Arc<Rules>, Error> {
        let failed = |kind| Error::new(address, kind);
        let url = self.0.connector.guard.address(address).map_err(|refused| failed(refused.into()))?;
        match self.0.site(&url).await.map_err(failed)? {
            Site::Known(rules) => Ok(rules),
            Site::Unknown(why) => Err(failed(Kind::RobotsUnknown(why))),
        }
    }

    /// The guard that the fetcher goes by, to check an address before anything is fetched.
    pub fn guard(&self) -> &Guard {
        &self.0.connector.guard
    }

    /// The settings that the fetcher goes by.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }
}

fn headers(settings: &Settings) -> Result<HeaderMap, InvalidHeaderValue> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, HeaderValue::from_str(&settings.user_agent())?);
    headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_str(&settings.language)?);
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br, zstd"));
    Ok(headers)
}

impl Inner {
    async fn chain(&self, request: &Request, sort: Sort) -> Result<Fetched, Error> {
        let guard = &self.connector.guard;
        let mut url = guard.address(&request.address).map_err(|refused| Error::new(&request.address, refused))?;
        let (mut redirects, mut seen, mut spent) = (Vec::new(), HashSet::new(), Duration::ZERO);
        loop {
            let exchange = self.hop(&url, request, sort, &mut spent).await.map_err(|kind| Error::new(url.as_str(), kind))?;
            let Some(location) = location(&exchange).filter(|_| request.post.is_none()) else {
                return Ok(Fetched { exchange, redirects, max_decoded: self.settings.limits.decoded });
            };
            seen.insert(url.clone());
            let next = guard.redirect(&url, &location).map_err(|refused| Error::new(&location, refused))?;
            if seen.contains(&next) {
                return Err(Error::new(next.as_str(), Kind::RedirectLoop));
            }
            if redirects.len() == self.settings.limits.redirects {
                return Err(Error::new(next.as_str(), Kind::RedirectsMany { limit: redirects.len() }));
            }
            redirects.push(exchange);
            url = next;
        }
    }

    /// One request in its turn; adds the time that it took to what was spent.
    async fn hop(&self, url: &Url, request: &Request, sort: Sort, spent: &mut Duration) -> Result<Exchange, Kind> {
        if sort == Sort::Page && request.post.is_none() && !self.settings.ignore_robots {
            self.ask_robots(url).await?;
        }
        let limits = &self.settings.limits;
        let max_encoded = if sort == Sort::Robots { robots::MAX_BYTES } else { request.max_encoded.unwrap_or(limits.encoded) };
        let plan = Plan { request, headers: self.headers.clone(), limits, max_encoded, cut: sort == Sort::Robots };
        let host = url.host_str().unwrap_or_default();
        let turn = self.pacer.turn(host).await.map_err(later)?;
        let start = Instant::now();
        let answer = timeout(limits.total.saturating_sub(*spent), run(&self.connector, url, &plan)).await;
        *spent += start.elapsed();
        let exchange = answer.unwrap_or(Err(Kind::TotalSlow { limit: limits.total }))?;
        if let Some(wish) = exchange.head.get("retry-after").filter(|_| matches!(exchange.head.status, 429 | 503)) {
            retry_after(&wish, exchange.ended).into_iter().for_each(|wish| self.pacer.rest(host, wish));
        }
        drop(turn);
        Ok(exchange)
    }

    async fn ask_robots(&self, url: &Url) -> Result<(), Kind> {
        match self.site(url).await? {
            Site::Known(rules) if rules.allows(url.as_str()) => Ok(()),
            Site::Known(_) => Err(Kind::Robots),
            Site::Unknown(why) => Err(Kind::RobotsUnknown(why)),
        }
    }

    /// What is known of the site, asked for where nothing is, or no longer. An error is what the page itself would meet.
    async fn site(&self, url: &Url) -> Result<Site, Kind> {
        let slot = self.robots.slot(&url.origin().ascii_serialization());
        let mut known = slot.lock().await;
        if let Some((site, until)) = known.as_ref()
            && *until > Instant::now()
        {
            return Ok(site.clone());
        }
        let site = self.fetch_robots(url).await?;
        if let Site::Known(rules) = &site
            && let (Some(wish), Some(host)) = (rules.crawl_delay(), url.host_str())
        {
            self.pacer.set_delay(host, wish);
        }
        *known = Some((site.clone(), self.robots.until(&site)));
        Ok(site)
    }

    /// Boxed, because a future that contains itself has no size.
    fn fetch_robots<'a>(&'a self, url: &'a Url) -> Pin<Box<dyn Future<Output = Result<Site, Kind>> + Send + 'a>> {
        let request = Request::new(format!("{}/robots.txt", url.origin().ascii_serialization()));
        Box::pin(async move {
            match self.chain(&request, Sort::Robots).await {
                Ok(fetched) => Ok(self.read_robots(&fetched)),
                // RFC 9309, 2.3.1.2: more redirects than are followed count as no robots.txt.
                Err(Error { kind: Kind::RedirectsMany { .. } | Kind::RedirectLoop, .. }) => Ok(Site::Known(Arc::default())),
                Err(Error { kind, .. }) if before_answer(&kind) => Err(kind),
                Err(error) => Ok(Site::Unknown(error.kind.to_string())),
            }
        })
    }

    /// RFC 9309, 2.3.1: rules where there are some, none where the site has none (4xx), and nothing may be fetched where it fails.
    fn read_robots(&self, fetched: &Fetched) -> Site {
        let exchange = &fetched.exchange;
        match exchange.head.status {
            200..=299 => {
                // What can be decoded of a file that was cut is read.
                let (text, _) = decode_prefix(&exchange.encodings(), &exchange.payload, robots::MAX_BYTES);
                Site::Known(Arc::new(Rules::parse(&self.settings.agent, &text)))
            }
            300..=499 => Site::Known(Arc::default()),
            status => Site::Unknown(format!("status {status}")),
        }
    }
}

/// Whether it failed before anything of HTTP was said: the page would fail the same way, and for the better known reason.
fn before_answer(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Refused(_)
            | Kind::Name(_)
            | Kind::AnswersMany { .. }
            | Kind::Connect(_)
            | Kind::ConnectSlow { .. }
            | Kind::Tls(_)
            | Kind::Later { .. }
    )
}

fn later(Later(wait): Later) -> Kind {
    let now = Timestamp::now();
    Kind::Later {
        until: jiff::SignedDuration::try_from(wait).ok().and_then(|wait| now.checked_add(wait).ok()).unwrap_or(Timestamp::MAX),
    }
}

/// Where a redirect leads to, with bytes that are no UTF-8 as percent signs, as browsers send them.
fn location(exchange: &Exchange) -> Option<String> {
    if !matches!(exchange.head.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let header = exchange.head.headers.iter().find(|header| header.name.eq_ignore_ascii_case("location"))?;
    let escape = |byte: &u8| if byte.is_ascii() { char::from(*byte).to_string() } else { format!("%{byte:02X}") };
    Some(String::from_utf8(header.value.clone()).unwrap_or_else(|_| header.value.iter().map(escape).collect()))
}

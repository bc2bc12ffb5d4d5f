//! What a site asks of visiting programs in its robots.txt (RFC 9309).

use std::collections::HashMap;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::Duration;

use texting_robots::Robot;
use tokio::sync::Mutex;
use tokio::time::Instant;

/// Bytes of a robots.txt that are read; what follows is left out (RFC 9309, 2.5 asks for at least 500 KiB).
pub(crate) const MAX_BYTES: usize = 500 << 10;

/// How long a robots.txt that cannot be had keeps everything from being fetched before it is asked for again.
const UNKNOWN_KEPT: Duration = Duration::from_secs(10 * 60);

/// Sites that are remembered.
const MAX_SITES: usize = 10_000;

/// Lines that are read. Each becomes a rule that every address is compared with.
const MAX_LINES: usize = 20_000;

/// Bytes of a line that is read.
const MAX_LINE: usize = 2048;

/// Lines with a `$` that are read, and how long and how starry each may be: each is compiled into a small automaton.
const MAX_ANCHORED: usize = 500;
const MAX_ANCHORED_LINE: usize = 256;
const MAX_ANCHORED_STARS: usize = 8;

/// The rules of a site.
#[derive(Debug, Default)]
pub struct Rules(Option<Robot>);

impl Rules {
    /// The rules for the program `agent` in the text of a robots.txt. Whatever cannot be read is left out, as are lines beyond any
    /// real file's.
    pub fn parse(agent: &str, text: &[u8]) -> Self {
        let parsed = Robot::new(agent, &bounded(text, MAX_ANCHORED));
        // A pattern that cannot be compiled spoils the whole file; those without `$` are not compiled.
        Self(parsed.or_else(|_| Robot::new(agent, &bounded(text, 0))).ok())
    }

    /// Whether an address may be fetched.
    pub fn allows(&self, address: &str) -> bool {
        self.0.as_ref().is_none_or(|robot| robot.allowed(address))
    }

    /// The time between requests that the site asks for.
    pub fn crawl_delay(&self) -> Option<Duration> {
        let seconds = self.0.as_ref()?.delay?;
        Some(Duration::try_from_secs_f32(seconds).unwrap_or(Duration::MAX))
    }

    /// The addresses of the site's maps, as written.
    pub fn sitemaps(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |robot| &robot.sitemaps)
    }
}

/// The lines that may be parsed without fear for time and memory.
fn bounded(text: &[u8], mut anchored: usize) -> Vec<u8> {
    let mut kept = Vec::new();
    let lines = text[..text.len().min(MAX_BYTES)].split(|byte| matches!(byte, b'\n' | b'\r' | b'\0'));
    for line in lines.filter(|line| !line.is_empty() && line.len() <= MAX_LINE).take(MAX_LINES) {
        if line.contains(&b'$') {
            let stars = line.iter().filter(|&&byte| byte == b'*').count();
            if anchored == 0 || line.len() > MAX_ANCHORED_LINE || stars > MAX_ANCHORED_STARS {
                continue;
            }
            anchored -= 1;
        }
        kept.extend_from_slice(line);
        kept.push(b'\n');
    }
    kept
}

/// What is known of a site.
#[derive(Debug, Clone)]
pub(crate) enum Site {
    /// Its rules.
    Known(Arc<Rules>),
    /// Nothing, and why: nothing may be fetched for now.
    Unknown(String),
}

/// Remembers the rules of sites. A site is a scheme, a host and a port.
#[derive(Debug)]
pub(crate) struct Robots {
    kept: Duration,
    sites: StdMutex<HashMap<String, Slot>>,
}

/// What is known of one site, and until when. Whoever holds it asks; others wait for the answer.
pub(crate) type Slot = Arc<Mutex<Option<(Site, Instant)>>>;

impl Robots {
    /// Remembers for `kept`, at most a day.
    pub(crate) fn new(kept: Duration) -> Self {
        Self { kept: kept.min(Duration::from_secs(24 * 60 * 60)), sites: StdMutex::default() }
    }

    pub(crate) fn slot(&self, site: &str) -> Slot {
        let mut sites = self.sites.lock().unwrap_or_else(PoisonError::into_inner);
        if sites.len() >= MAX_SITES && !sites.contains_key(site) {
            // Those that are being asked for stay; the others are asked for again when they are needed.
            sites.retain(|_, slot| Arc::strong_count(slot) > 1);
        }
        Arc::clone(sites.entry(site.to_owned()).or_default())
    }

    /// Until when to remember.
    pub(crate) fn until(&self, site: &Site) -> Instant {
        let kept = if matches!(site, Site::Unknown(_)) { self.kept.min(UNKNOWN_KEPT) } else { self.kept };
        Instant::now() + kept
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Rules;

    #[test]
    fn the_longest_rule_of_ones_own_group_decides() {
        let text =
            b"User-agent: *\nDisallow: /\n\nUser-agent: Jikenbo\nDisallow: /news/\nAllow: /news/2026/\nDisallow: /*.pdf$\n\
            Crawl-delay: 2.5\nSitemap: https://aoba.example/map.xml";
        let rules = Rules::parse("jikenbo", text);
        let allowed = |path: &str| rules.allows(&format!("https://aoba.example{path}"));
        assert!(allowed("/") && allowed("/news/2026/1.html") && allowed("/a.pdf?x") && allowed("/robots.txt"));
        assert!(!allowed("/news/1.html") && !allowed("/a.pdf"));
        assert_eq!(rules.crawl_delay(), Some(Duration::from_millis(2500)));
        assert_eq!(rules.sitemaps(), ["https://aoba.example/map.xml"]);
        assert!(!Rules::parse("other", text).allows("https://aoba.example/"));
    }

    #[test]
    fn nonsense_allows_everything_and_costs_little() {
        let hostile = [
            "User-agent: *\nDisallow: /*$\n".repeat(30_000),
            format!("User-agent: *\nDisallow: /{}$\nDisallow: /no", "*a".repeat(120)),
            format!("User-agent: *\nDisallow: /{}", "*a".repeat(400_000)),
            "\u{feff}<html>".to_owned(),
            "Crawl-delay: inf\nCrawl-delay: 1e300".to_owned(),
        ];
        for text in hostile {
            let rules = Rules::parse("jikenbo", text.as_bytes());
            assert!(rules.allows("https://aoba.example/yes") || text.starts_with("User-agent: *\nDisallow: /*$"));
            assert!(rules.crawl_delay().is_none_or(|delay| delay == Duration::MAX));
        }
        assert!(!Rules::parse("jikenbo", b"User-agent: *\nDisallow: /*a*a*a*a*a*a*a*a*a$\nDisallow: /no").allows("/no"));
    }
}

//! One look at an address: ask, keep what came, read it, and store what is new.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jikenbo_fetch::{Backoff, Exchange, Fetched, Fetcher, Outcome as Answer, Request, Validators};
use jikenbo_model::{Notice, Reading};
use jikenbo_read::{Reader, Verdict, verdict};
use url::Url;

use super::schedule::{Standing, next};
use crate::capture::{Found, Given, Lead, find, read_all};
use crate::store::{
    Capture, Clipped, Fate, Ids, Next, Outcome, PageState, Prepared, Store, Visit, head_text, rules_fingerprint, sha256,
    timestamp,
};

/// Looks at addresses for a casebook.
#[derive(Debug, Clone)]
pub struct Gatherer {
    store: Arc<Store>,
    reader: Arc<Reader>,
    fetcher: Fetcher,
    rules: Arc<str>,
    options: jikenbo_page::Options,
}

/// What a look is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The source that led to the address.
    pub source: Option<i64>,
    /// The least time to the next look; `None` if the address is not to be asked again by itself.
    pub every: Option<Duration>,
    /// Take in pages that do not read like a notice, too.
    pub any: bool,
    /// The address is a source itself: its schedule is the source's.
    pub is_source: bool,
}

/// What a look showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The address.
    pub url: String,
    /// What it showed.
    pub outcome: Outcome,
    /// Why, where the outcome does not say it all.
    pub detail: String,
    /// What became of each notice: its ids, and the organisation and headline.
    pub notices: Vec<(Fate, Ids, Option<String>, String)>,
    /// Where the page leads.
    pub leads: Vec<Lead>,
    /// It is a feed or a map of a site: its leads are meant to be followed.
    pub feed: bool,
    /// The next older page of a feed in pages.
    pub older: Option<String>,
    /// Until when the host asked to be left alone.
    pub not_before: Option<Timestamp>,
    /// When the address last answered well before this look; empty for never.
    pub last_good: String,
}

/// How the address stood before the look.
#[derive(Debug, Clone, Copy)]
struct Before {
    /// Notices were found there.
    held: bool,
    /// They were not there at the last look.
    lost: bool,
}

/// What was made of an answer before it is stored.
struct Taken {
    prepared: Option<Prepared>,
    titles: Vec<(Option<String>, String)>,
    outcome: Outcome,
    detail: String,
    leads: Vec<Lead>,
    feed: bool,
    older: Option<String>,
}

impl Gatherer {
    /// For a casebook, with a way to the network.
    #[must_use]
    pub fn new(store: Arc<Store>, reader: Arc<Reader>, fetcher: Fetcher, options: jikenbo_page::Options) -> Self {
        let rules = rules_fingerprint(reader.rules()).into();
        Self { store, reader, fetcher, rules, options }
    }

    /// The casebook.
    #[must_use]
    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// Looks at an address. What came is stored before this returns: whatever is told after it cannot be lost.
    ///
    /// # Errors
    ///
    /// The store's. That an address does not answer is no error but an outcome.
    pub async fn look(&self, url: &str, plan: &Plan) -> Result<Look, crate::store::Error> {
        let known = self.store.page(url).await?;
        let look = Begun { gatherer: self, url, plan, known: known.as_ref() };
        let fetched = self.fetcher.fetch(&look.request()).await;
        match fetched {
            Ok(fetched) => match fetched.outcome() {
                Answer::Found => look.found(fetched).await,
                Answer::NotModified => look.bare(&fetched, Outcome::NotModified, String::new(), None).await,
                Answer::NotFound => look.bare(&fetched, Outcome::Missing, String::new(), None).await,
                _ => look.refused(&fetched).await,
            },
            Err(error) => look.failed(&error).await,
        }
    }
}

/// A look under way.
struct Begun<'a> {
    gatherer: &'a Gatherer,
    url: &'a str,
    plan: &'a Plan,
    known: Option<&'a PageState>,
}

impl Begun<'_> {
    /// Validators go along only where the page was good: a page that answered with an error before is wanted whole.
    fn request(&self) -> Request {
        let validators = self.known.filter(|page| page.outcome.is_good() && !page.address.is_empty()).map(|page| Validators {
            address: page.address.clone(),
            etag: Some(page.etag.clone()).filter(|etag| !etag.is_empty()),
            last_modified: Some(page.last_modified.clone()).filter(|time| !time.is_empty()),
        });
        Request { validators, ..Request::new(self.url) }
    }

    async fn failed(&self, error: &jikenbo_fetch::Error) -> Result<Look, crate::store::Error> {
        let until = if let jikenbo_fetch::Kind::Later { until } = error.kind { Some(until) } else { None };
        let why = if error.address == self.url { error.kind.to_string() } else { error.to_string() };
        let visit = Visit::failed(self.url, Timestamp::now(), &why);
        self.keep(visit, Next::default(), until).await
    }

    /// An answer that is neither the page nor says that there is none.
    async fn refused(&self, fetched: &Fetched) -> Result<Look, crate::store::Error> {
        let head = &fetched.exchange.head;
        let now = fetched.exchange.ended;
        let wait = head.get("retry-after").and_then(|value| jikenbo_fetch::retry_after(&value, now));
        let longest = self.gatherer.fetcher.settings().pace.max_retry_after;
        let until = wait.and_then(|wait| now.checked_add(wait.min(longest)).ok());
        self.bare(fetched, Outcome::Failed, format!("expected a page, found the status {}", head.status), until).await
    }

    /// An answer of which only the head matters.
    async fn bare(
        &self,
        fetched: &Fetched,
        outcome: Outcome,
        detail: String,
        until: Option<Timestamp>,
    ) -> Result<Look, crate::store::Error> {
        let kept = self.known.map(|page| (page.etag.clone(), page.last_modified.clone())).unwrap_or_default();
        let (etag, last_modified) = validators(fetched, kept);
        let visit = Visit { outcome, detail, ..seen(self.url, fetched) };
        self.keep(visit, Next { etag, last_modified, ..Next::default() }, until).await
    }

    async fn keep(&self, visit: Visit, next: Next, until: Option<Timestamp>) -> Result<Look, crate::store::Error> {
        let next = Next { source: self.plan.source, at: self.next_at(visit.outcome, until), ..next };
        self.gatherer.store.visited(&visit, &next).await?;
        Ok(Look { not_before: until, ..self.told(visit.outcome, visit.detail) })
    }

    fn told(&self, outcome: Outcome, detail: String) -> Look {
        let last_good = self.known.map(|page| page.good_at.clone()).unwrap_or_default();
        Look {
            url: self.url.to_owned(),
            outcome,
            detail,
            notices: Vec::new(),
            leads: Vec::new(),
            feed: false,
            older: None,
            not_before: None,
            last_good,
        }
    }

    fn next_at(&self, outcome: Outcome, until: Option<Timestamp>) -> String {
        let (Some(every), false) = (self.plan.every, self.plan.is_source) else { return String::new() };
        let now = Timestamp::now();
        let parsed = |time: &str| time.parse::<Timestamp>().ok();
        let failures = self.known.map_or(0, |page| page.failures) + 1;
        let at = next(
            now,
            Standing {
                outcome,
                first: self.known.and_then(|page| parsed(&page.first_at)).unwrap_or(now),
                good: self.known.and_then(|page| parsed(&page.good_at)),
                every,
                after_failure: Backoff::default().wait(u32::try_from(failures).unwrap_or(u32::MAX), &mut chance),
            },
        );
        until.map(timestamp).filter(|until| !at.is_empty() && *until > at).unwrap_or(at)
    }

    async fn found(&self, fetched: Fetched) -> Result<Look, crate::store::Error> {
        let (gatherer, plan, url) = (self.gatherer.clone(), *self.plan, self.url.to_owned());
        let before = Before {
            held: self.known.is_some_and(|page| page.held),
            lost: self.known.is_some_and(|page| page.outcome == Outcome::Lost),
        };
        let fetched = Arc::new(fetched);
        let shared = Arc::clone(&fetched);
        // Reading is work for a core, not for the thread that answers the network.
        let taken = tokio::task::spawn_blocking(move || take(&gatherer, &url, &shared, &plan, before)).await;
        let mut taken = match taken {
            Ok(Ok(taken)) => taken,
            Ok(Err(why)) => return self.bare(&fetched, Outcome::Failed, why, None).await,
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        };
        let visit = Visit { outcome: taken.outcome, detail: taken.detail.clone(), ..seen(self.url, &fetched) };
        let (etag, last_modified) = validators(&fetched, (String::new(), String::new()));
        let next = Next { source: self.plan.source, etag, last_modified, at: self.next_at(taken.outcome, None) };
        let clipped = match taken.prepared.take() {
            Some(prepared) => self.store_all(prepared.visited(visit, next)).await?,
            None => {
                self.gatherer.store.visited(&visit, &next).await?;
                Clipped::default()
            }
        };
        Ok(self.ended(taken, &clipped))
    }

    async fn store_all(&self, prepared: Prepared) -> Result<Clipped, crate::store::Error> {
        let prepared = if self.plan.source.is_some() { prepared.only_news() } else { prepared };
        let mut all = self.gatherer.store.clip_all(&[prepared]).await?;
        Ok(all.pop().unwrap_or_default())
    }

    fn ended(&self, taken: Taken, clipped: &Clipped) -> Look {
        let (mut new, mut changed, mut known) = (clipped.new.iter(), clipped.changed.iter(), clipped.known.iter());
        let mut of = |fate: Fate| match fate {
            Fate::New => new.next(),
            Fate::Changed => changed.next(),
            Fate::Known => known.next(),
        };
        let notices = clipped.fates.iter().zip(taken.titles);
        let notices = notices.filter_map(|(fate, (org, title))| Some((*fate, *of(*fate)?, org, title))).collect();
        Look {
            notices,
            leads: taken.leads,
            feed: taken.feed,
            older: taken.older,
            ..self.told(clipped.outcome(taken.outcome), taken.detail)
        }
    }
}

/// Finds, reads and judges what came. In words what is wrong with it, if it is of no form that is read.
fn take(gatherer: &Gatherer, url: &str, fetched: &Fetched, plan: &Plan, before: Before) -> Result<Taken, String> {
    let bytes = fetched.decoded().map_err(|error| error.kind.to_string())?;
    let address = Url::parse(fetched.address()).map_err(|error| error.to_string())?;
    let content_type = fetched.exchange.head.get("content-type").unwrap_or_default();
    let found = find(&Given { bytes: &bytes, address: Some(&address), content_type: &content_type }, &gatherer.options)?;
    let Found { media_type, notices, leads, feed, older, no_text } = found;
    let all = notices.len();
    let (kept, why) = judged(read_all(&gatherer.reader, notices), plan.any || feed);
    let (outcome, detail) = match (kept.is_empty(), no_text) {
        (false, _) => (Outcome::New, String::new()),
        (true, Some(why)) => (Outcome::NoText, why),
        (true, None) if feed || (all == 0 || plan.is_source) && !leads.is_empty() => (Outcome::Index, String::new()),
        (true, None) if before.held => (Outcome::Lost, why),
        (true, None) => (Outcome::NotANotice, why),
    };
    // What is no notice is not kept, but for a document that cannot be read and a page when it first lost its notice.
    let keep = matches!(outcome, Outcome::New | Outcome::NoText) || outcome == Outcome::Lost && !before.lost;
    let prepared = keep.then(|| prepare(gatherer, url, fetched, &media_type, &kept)).transpose()?;
    let titles =
        prepared.iter().flat_map(Prepared::titles).map(|(org, title)| (org.map(str::to_owned), title.to_owned())).collect();
    Ok(Taken { prepared, titles, outcome, detail, leads, feed, older })
}

/// The notices among the texts, and why the first of the others is none; all of them, if `any`. A page that is mostly of notices
/// is a collection: whoever made it chose each of its posts, and all are kept.
#[must_use]
pub fn judged(read: Vec<(Notice, Reading)>, any: bool) -> (Vec<(Notice, Reading)>, String) {
    let verdicts: Vec<Verdict> = read.iter().map(|(notice, reading)| verdict(notice, reading)).collect();
    let others = verdicts.iter().filter(|v| matches!(v, Verdict::Other(_))).count();
    if !read.is_empty() && (any || others * 2 < read.len()) {
        return (read, String::new());
    }
    let why = verdicts.iter().find_map(|v| if let Verdict::Other(reason) = v { Some(reason.clone()) } else { None });
    let is_notice = |v: &Verdict| !matches!(v, Verdict::Other(_));
    let kept = read.into_iter().zip(&verdicts).filter(|(_, v)| is_notice(v)).map(|(one, _)| one).collect();
    (kept, why.unwrap_or_else(|| "expected a notice, found no text that could be one".to_owned()))
}

fn prepare(
    gatherer: &Gatherer,
    url: &str,
    fetched: &Fetched,
    media_type: &str,
    kept: &[(Notice, Reading)],
) -> Result<Prepared, String> {
    let exchange = &fetched.exchange;
    let capture = Capture {
        bytes: exchange.payload.to_vec(),
        media_type: media_type.to_owned(),
        source: url.to_owned(),
        coding: exchange.encodings().join(", "),
        charset: charset(&exchange.head.get("content-type").unwrap_or_default()).unwrap_or_default(),
        address: fetched.address().to_owned(),
        options: "{}".to_owned(),
        captured_at: exchange.ended,
    };
    Prepared::new(&capture, kept, &gatherer.rules).map_err(|error| error.to_string())
}

/// The charset that a `Content-Type` names.
pub(crate) fn charset(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1).filter_map(|part| part.split_once('='));
    let named = parameters
        .map(|(name, value)| (name.trim(), value.trim().trim_matches(['"', '\''])))
        .find(|(name, _)| name.eq_ignore_ascii_case("charset"));
    named.map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty())
}

/// A good answer's own validators; those known before if it names none (as a 304 may).
fn validators(fetched: &Fetched, before: (String, String)) -> (String, String) {
    let own = fetched.validators();
    let own = own.map(|v| (v.etag.unwrap_or_default(), v.last_modified.unwrap_or_default()));
    own.unwrap_or(before)
}

/// What was asked and what came, as evidence.
fn seen(url: &str, fetched: &Fetched) -> Visit {
    let exchange = &fetched.exchange;
    let hop = |hop: &Exchange| {
        serde_json::json!({
            "address": hop.address,
            "remote": hop.remote.to_string(),
            "status": hop.head.status,
            "at": timestamp(hop.ended),
            "request": head_text(&hop.request),
            "response": head_text(&hop.head_bytes()),
        })
    };
    Visit {
        url: url.to_owned(),
        at: timestamp(exchange.ended),
        outcome: Outcome::Same,
        status: exchange.head.status,
        address: fetched.address().to_owned(),
        remote: exchange.remote.to_string(),
        request_head: head_text(&exchange.request),
        response_head: head_text(&exchange.head_bytes()),
        hops: serde_json::Value::from_iter(fetched.redirects.iter().map(hop)).to_string(),
        sha256: sha256(&exchange.payload),
        detail: String::new(),
    }
}

/// A number by chance, to keep what failed together from being tried together.
pub(crate) fn chance() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charset_is_read_from_the_header() {
        for (header, expected) in [
            ("text/html; charset=Shift_JIS", Some("Shift_JIS")),
            ("text/html;CHARSET=\"utf-8\"; x=y", Some("utf-8")),
            ("text/html; charset=", None),
            ("text/html", None),
        ] {
            assert_eq!(charset(header).as_deref(), expected, "{header}");
        }
    }
}

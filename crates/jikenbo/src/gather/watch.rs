//! Watching: looks at the sources and pages whose time has come.

use std::time::Duration;

use jiff::Timestamp;
use jikenbo_fetch::Backoff;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::crawl::{Bounds, Rest};
use super::look::{Gatherer, Look, Plan, chance};
use crate::store::{Error, Looked, Outcome, Source, timestamp};

/// How a watch run goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watching {
    /// Sources at a time.
    pub at_once: usize,
    /// New pages that are followed from one source in one run; the others wait for the next.
    pub pages: usize,
    /// Pages of a feed in pages that are walked from one source in one run.
    pub older: usize,
    /// Known pages that are asked again in one run.
    pub again: u32,
    /// Failures one after another from which a source is reported.
    pub report_after: i64,
    /// Look at every source now, whether it is due or not.
    pub all: bool,
}

impl Default for Watching {
    fn default() -> Self {
        Self { at_once: 16, pages: 50, older: 20, again: 1_000, report_after: 3, all: false }
    }
}

/// Something a watch run tells.
#[derive(Debug, Clone)]
pub enum News {
    /// A page was looked at, and what it showed is stored.
    Look(Look),
    /// A source has failed as often as it takes to be reported: how often, and why.
    Failing(Source, i64, String),
    /// A source that was reported works again.
    Recovered(Source),
}

/// While a source is looked at it is put off by so long: if the program is killed, another run takes it up then.
const LEASE: Duration = Duration::from_secs(600);

impl Gatherer {
    /// Looks once at everything that is due, and tells what it saw as soon as it is stored.
    ///
    /// # Errors
    ///
    /// The store's. What does not answer is told as news.
    pub async fn watch(&self, watching: Watching, mut tell: impl FnMut(News)) -> Result<usize, Error> {
        let now = timestamp(Timestamp::now());
        let due = self.store().sources().await?.into_iter().filter(|s| !s.paused && (watching.all || s.next_at <= now));
        let mut waiting: Vec<Source> = due.collect();
        waiting.reverse();
        let (send, mut news) = unbounded_channel();
        let mut running = tokio::task::JoinSet::new();
        let mut looked = 0;
        loop {
            while running.len() < watching.at_once.max(1) {
                let Some(source) = waiting.pop() else { break };
                let (gatherer, send) = (self.clone(), send.clone());
                running.spawn(async move { gatherer.watch_source(&source, watching, &send).await });
            }
            if running.is_empty() {
                break;
            }
            tokio::select! {
                Some(told) = news.recv() => tell(told),
                Some(done) = running.join_next() => {
                    looked += done.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))?;
                }
            }
        }
        while let Ok(told) = news.try_recv() {
            tell(told);
        }
        Ok(looked + self.watch_pages(&now, watching, tell).await?)
    }

    /// Looks at a source, at the new pages that it leads to, and a stretch further into its past.
    async fn watch_source(&self, source: &Source, watching: Watching, send: &UnboundedSender<News>) -> Result<usize, Error> {
        let lease = Timestamp::now().checked_add(LEASE).unwrap_or(Timestamp::MAX);
        if !self.store().claim(source, &timestamp(lease)).await? {
            return Ok(0);
        }
        let plan = plan(source);
        let bounds = Bounds {
            depth: u32::try_from(source.follow).unwrap_or(0),
            pages: watching.pages,
            at_once: 4,
            only_unknown: true,
            older: if source.backfill.is_empty() { 0 } else { watching.older },
        };
        let mut from = vec![(source.url.clone(), plan)];
        from.extend((!source.backfill.is_empty() && source.backfill != source.url).then(|| (source.backfill.clone(), plan)));
        let mut first = None;
        let mut oldest = None;
        let rest = self
            .crawl(&from, bounds, |look| {
                if look.url == source.url {
                    first = Some(look.clone());
                } else if look.url == source.backfill {
                    oldest = Some(look.outcome);
                }
                let _ = send.send(News::Look(look.clone()));
            })
            .await?;
        let backfill = backfill(source, &rest, oldest);
        self.ended(source, first.as_ref(), backfill, watching, send).await?;
        Ok(rest.looked)
    }

    async fn ended(
        &self,
        source: &Source,
        first: Option<&Look>,
        backfill: Option<String>,
        watching: Watching,
        send: &UnboundedSender<News>,
    ) -> Result<(), Error> {
        let now = Timestamp::now();
        let every = Duration::from_secs(source.every_seconds.unsigned_abs());
        let error = first.filter(|look| !look.outcome.is_good()).map(why);
        let failures = if error.is_some() { source.failures + 1 } else { 0 };
        let back_off = Backoff { first: every.min(Backoff::default().first), ..Backoff::default() };
        let wait = if failures == 0 { every } else { back_off.wait(u32::try_from(failures).unwrap_or(u32::MAX), &mut chance) };
        let next = now.checked_add(wait).unwrap_or(now).max(first.and_then(|look| look.not_before).unwrap_or(now));
        let looked = Looked { at: timestamp(now), next_at: timestamp(next), error: error.clone(), backfill };
        self.store().looked(source.id, &looked).await?;
        if let Some(why) = error.filter(|_| failures == watching.report_after) {
            let _ = send.send(News::Failing(source.clone(), failures, why));
        } else if failures == 0 && source.failures >= watching.report_after {
            let _ = send.send(News::Recovered(source.clone()));
        }
        Ok(())
    }

    /// Looks again at the pages whose time has come.
    async fn watch_pages(&self, now: &str, watching: Watching, mut tell: impl FnMut(News)) -> Result<usize, Error> {
        let sources = self.store().sources().await?;
        let every = |id: Option<i64>| id.and_then(|id| sources.iter().find(|s| s.id == id)).map_or(3600, |s| s.every_seconds);
        let due = self.store().due_pages(now, watching.again).await?;
        let pages: Vec<_> = due
            .into_iter()
            .map(|page| {
                let every = Some(Duration::from_secs(every(page.source).unsigned_abs()));
                (page.url, Plan { source: page.source, every, any: false, is_source: false })
            })
            .collect();
        let bounds = Bounds { depth: 0, pages: pages.len(), at_once: watching.at_once, only_unknown: true, older: 0 };
        Ok(self.crawl(&pages, bounds, |look| tell(News::Look(look.clone()))).await?.looked)
    }
}

fn plan(source: &Source) -> Plan {
    let every = Some(Duration::from_secs(source.every_seconds.unsigned_abs()));
    Plan { source: Some(source.id), every, any: false, is_source: true }
}

fn why(look: &Look) -> String {
    match look.outcome {
        Outcome::Missing => "expected a page, found none there (404 or 410)".to_owned(),
        _ => look.detail.clone(),
    }
}

/// Where the walk into a feed's past goes on; `None` leaves it where it is, since what failed must be tried again.
fn backfill(source: &Source, rest: &Rest, oldest: Option<Outcome>) -> Option<String> {
    if source.backfill.is_empty() || oldest.is_some_and(|outcome| !outcome.is_good()) {
        return None;
    }
    // Pages that were left for the bound are taken up again from the same place.
    if rest.left > 0 { None } else { Some(rest.older.clone().unwrap_or_default()) }
}

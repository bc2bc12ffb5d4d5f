//! Several looks: a page and what it leads to, within bounds.

use std::collections::{HashSet, VecDeque};

use tokio::task::JoinSet;

use super::look::{Gatherer, Look, Plan};
use crate::store::Error;

/// How far links are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Links deep from where it began; what a feed names is followed even at 0.
    pub depth: u32,
    /// Pages in all.
    pub pages: usize,
    /// Pages looked at at a time.
    pub at_once: usize,
    /// Leave out pages that were looked at before: their own time comes.
    pub only_unknown: bool,
    /// Pages of a feed in pages that are walked.
    pub older: usize,
}

/// What a crawl left undone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rest {
    /// Pages that were looked at.
    pub looked: usize,
    /// Leads that were not followed because of the bound on pages.
    pub left: usize,
    /// The next older page of a feed that is still to be walked.
    pub older: Option<String>,
}

/// A page that is to be looked at.
#[derive(Debug, Clone)]
struct Step {
    url: String,
    plan: Plan,
    depth: u32,
    /// How many pages of a feed in pages led here.
    older: usize,
}

impl Gatherer {
    /// Looks at pages and at what they lead to, and tells each look as soon as it is stored.
    ///
    /// # Errors
    ///
    /// The store's.
    pub async fn crawl(&self, from: &[(String, Plan)], bounds: Bounds, mut tell: impl FnMut(&Look)) -> Result<Rest, Error> {
        let first = |(url, plan): &(String, Plan)| Step { url: url.clone(), plan: *plan, depth: 0, older: 0 };
        let mut crawl = Crawl {
            gatherer: self,
            bounds,
            seen: from.iter().map(|(url, _)| url.clone()).collect(),
            waiting: from.iter().map(first).collect(),
            rest: Rest::default(),
        };
        let mut running: JoinSet<(Step, Result<Look, Error>)> = JoinSet::new();
        loop {
            while running.len() < bounds.at_once.max(1) {
                let Some(step) = crawl.waiting.pop_front() else { break };
                let gatherer = self.clone();
                running.spawn(async move {
                    let look = gatherer.look(&step.url, &step.plan).await;
                    (step, look)
                });
            }
            let Some(done) = running.join_next().await else { return Ok(crawl.rest) };
            let (step, look) = done.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()));
            let look = look?;
            crawl.rest.looked += 1;
            tell(&look);
            crawl.follow(&step, &look).await?;
        }
    }
}

struct Crawl<'a> {
    gatherer: &'a Gatherer,
    bounds: Bounds,
    seen: HashSet<String>,
    waiting: VecDeque<Step>,
    rest: Rest,
}

impl Crawl<'_> {
    async fn follow(&mut self, step: &Step, look: &Look) -> Result<(), Error> {
        if look.feed || step.depth < self.bounds.depth {
            let mut leads: Vec<String> = look.leads.iter().map(|lead| lead.address.clone()).collect();
            leads.retain(|url| !self.seen.contains(url));
            if self.bounds.only_unknown {
                leads = self.gatherer.store().unknown(&leads).await?;
            }
            let plan = Plan { is_source: false, any: false, ..step.plan };
            leads.into_iter().for_each(|url| self.add(Step { url, plan, depth: step.depth + 1, older: 0 }));
        }
        if let Some(older) = &look.older {
            let next = Step { url: older.clone(), older: step.older + 1, ..step.clone() };
            if next.older <= self.bounds.older { self.add(next) } else { self.rest.older = Some(older.clone()) }
        }
        Ok(())
    }

    fn add(&mut self, step: Step) {
        if self.seen.contains(&step.url) {
            return;
        }
        // Pages of the feed itself are no pages that it leads to.
        if step.older == 0 && self.seen.len() >= self.bounds.pages {
            self.rest.left += 1;
            return;
        }
        self.seen.insert(step.url.clone());
        self.waiting.push_back(step);
    }
}

//! Whose turn it is: so many requests to a host at a time, so long between them, so many in all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

use crate::settings::Pace;

/// Hosts that are remembered before those are forgotten that could be asked at once.
const MAX_HOSTS: usize = 10_000;

/// Further than anybody waits; a time beyond what the clock can hold becomes this.
const FAR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Keeps the pace.
#[derive(Debug)]
pub(crate) struct Pacer {
    pace: Pace,
    all: Arc<Semaphore>,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug)]
struct Host {
    gate: Arc<Semaphore>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// No request begins before.
    next: Instant,
    /// The least time between requests.
    delay: Duration,
}

/// A turn at a host. The next may begin some time after this is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    host: Arc<Host>,
    _gate: Option<OwnedSemaphorePermit>,
    _all: Option<OwnedSemaphorePermit>,
}

/// The host asks to be left alone for longer than is waited: how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Later(pub(crate) Duration);

impl Pacer {
    pub(crate) fn new(pace: Pace) -> Self {
        Self { all: Arc::new(Semaphore::new(pace.overall.min(Semaphore::MAX_PERMITS))), hosts: Mutex::default(), pace }
    }

    /// Waits for a turn at a host.
    pub(crate) async fn turn(&self, name: &str) -> Result<Turn, Later> {
        let host = self.host(name);
        // A semaphore that is never closed gives a permit always.
        let gate = Arc::clone(&host.gate).acquire_owned().await.ok();
        loop {
            let next = host.state().next;
            let wait = next.saturating_duration_since(Instant::now());
            if wait > self.pace.max_wait.max(host.state().delay) {
                return Err(Later(wait));
            }
            sleep_until(next).await;
            // Only who could begin at once takes of what is for all, so that a slow host holds up no other.
            let all = Arc::clone(&self.all).acquire_owned().await.ok();
            if host.begin() {
                return Ok(Turn { host, _gate: gate, _all: all });
            }
        }
    }

    /// A site's wish for time between requests, bounded by the settings.
    pub(crate) fn set_delay(&self, name: &str, wish: Duration) {
        let delay = self.pace.delay.max(wish.min(self.pace.max_crawl_delay));
        let host = self.host(name);
        let mut state = host.state();
        state.delay = delay;
        state.next = state.next.max(later(delay));
    }

    /// A host's wish to be left alone, bounded by the settings.
    pub(crate) fn rest(&self, name: &str, wish: Duration) {
        let host = self.host(name);
        let mut state = host.state();
        state.next = state.next.max(later(wish.min(self.pace.max_retry_after)));
    }

    fn host(&self, name: &str) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= MAX_HOSTS && !hosts.contains_key(name) {
            let now = Instant::now();
            hosts.retain(|_, host| Arc::strong_count(host) > 1 || host.state().next > now);
        }
        let new = || {
            let gate = Arc::new(Semaphore::new(self.pace.per_host.min(Semaphore::MAX_PERMITS)));
            Arc::new(Host { gate, state: Mutex::new(State { next: Instant::now(), delay: self.pace.delay }) })
        };
        Arc::clone(hosts.entry(name.to_owned()).or_insert_with(new))
    }
}

impl Host {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a request may begin now; then the next may not, for a while.
    fn begin(&self) -> bool {
        let mut state = self.state();
        let may = state.next <= Instant::now();
        if may {
            state.next = later(state.delay);
        }
        may
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = self.host.state();
        state.next = state.next.max(later(state.delay));
    }
}

fn later(wait: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(wait.min(FAR)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::time::{Instant, sleep};

    use super::{Later, Pacer};
    use crate::settings::Pace;

    const SECOND: Duration = Duration::from_secs(1);

    // The clock of these tests stands still but for what is slept: they take no time, and their times are exact.

    async fn begin(pacer: &Pacer, host: &str, start: Instant, busy: Duration) -> Duration {
        let turn = pacer.turn(host).await.expect("a turn");
        let began = start.elapsed();
        sleep(busy).await;
        drop(turn);
        began
    }

    #[tokio::test(start_paused = true)]
    async fn one_host_is_asked_one_after_the_other_with_the_delay_between() {
        let pacer = Arc::new(Pacer::new(Pace::default()));
        let start = Instant::now();
        let tasks = (0..3).map(|_| {
            tokio::spawn({
                let pacer = Arc::clone(&pacer);
                async move { begin(&pacer, "aoba.example", start, SECOND / 2).await }
            })
        });
        let mut begins = Vec::new();
        for task in tasks.collect::<Vec<_>>() {
            begins.push(task.await.expect("no panic").as_millis());
        }
        begins.sort_unstable();
        // The timer's grain is a millisecond.
        let about: Vec<_> = begins.iter().map(|ms| ms / 100 * 100).collect();
        assert_eq!(about, [0, 1500, 3000], "{begins:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn hosts_do_not_wait_for_each_other_but_for_the_bound_of_all() {
        let pacer = Arc::new(Pacer::new(Pace { overall: 2, ..Pace::default() }));
        let start = Instant::now();
        let tasks: Vec<_> = (0..4)
            .map(|n| {
                tokio::spawn({
                    let pacer = Arc::clone(&pacer);
                    async move { begin(&pacer, &format!("h{n}.example"), start, SECOND).await.as_secs() }
                })
            })
            .collect();
        let mut begins = Vec::new();
        for task in tasks {
            begins.push(task.await.expect("no panic"));
        }
        begins.sort_unstable();
        assert_eq!(begins, [0, 0, 1, 1]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_that_rests_longer_than_is_waited_gives_no_turn() {
        let pacer = Pacer::new(Pace { max_retry_after: 100 * SECOND, ..Pace::default() });
        let start = Instant::now();
        pacer.rest("a.example", 10 * SECOND);
        assert!(begin(&pacer, "a.example", start, SECOND).await >= 10 * SECOND);
        pacer.rest("b.example", Duration::MAX);
        assert_eq!(pacer.turn("b.example").await.map(drop), Err(Later(100 * SECOND)), "the wish is bounded");
    }

    #[tokio::test(start_paused = true)]
    async fn a_crawl_delay_slows_down_and_is_bounded() {
        let pacer = Pacer::new(Pace::default());
        for (wish, least) in [(Duration::ZERO, 1), (5 * SECOND, 5), (Duration::MAX, 60)] {
            let host = format!("h{least}.example");
            pacer.set_delay(&host, wish);
            begin(&pacer, &host, Instant::now(), SECOND).await;
            let waited = begin(&pacer, &host, Instant::now(), SECOND).await;
            assert_eq!(waited.as_secs(), least, "{host}");
        }
    }
}

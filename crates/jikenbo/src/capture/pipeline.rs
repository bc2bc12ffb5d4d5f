//! Work shared over the cores, its results taken in the order of the work.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

pub(super) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Results in the order of their inputs, as they become ready.
pub struct InOrder<T> {
    ready: Receiver<(usize, T)>,
    /// Those that came before their turn.
    early: BTreeMap<usize, T>,
    next: usize,
}

impl<T> InOrder<T> {
    /// The next result if it is ready now; `None` if waiting for it would take time, or none is left.
    pub fn at_once(&mut self) -> Option<T> {
        while !self.early.contains_key(&self.next) {
            let (n, done) = self.ready.try_recv().ok()?;
            self.early.insert(n, done);
        }
        self.take()
    }

    fn take(&mut self) -> Option<T> {
        let done = self.early.remove(&self.next)?;
        self.next += 1;
        Some(done)
    }
}

impl<T> Iterator for InOrder<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        while !self.early.contains_key(&self.next) {
            let (n, done) = self.ready.recv().ok()?;
            self.early.insert(n, done);
        }
        self.take()
    }
}

/// Does `work` on every input, over all cores, while `take` takes the results in the order of the inputs. Workers
/// stop while many results wait to be taken, so that memory does not grow with the number of inputs.
pub fn in_order<I: Sync, T: Send, R>(inputs: &[I], work: impl Fn(&I) -> T + Sync, take: impl FnOnce(&mut InOrder<T>) -> R) -> R {
    let next = AtomicUsize::new(0);
    let (send, ready) = sync_channel(32);
    std::thread::scope(|scope| {
        for _ in 0..cores().min(inputs.len()) {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let Some(input) = inputs.get(n) else { break };
                    if send.send((n, work(input))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        take(&mut InOrder { ready, early: BTreeMap::new(), next: 0 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let inputs: Vec<u64> = (0..500).collect();
        let slow = |n: &u64| {
            std::thread::sleep(std::time::Duration::from_micros((n * 7919) % 300));
            *n
        };
        assert_eq!(in_order(&inputs, slow, |all| all.collect::<Vec<_>>()), inputs);
        assert_eq!(in_order(&inputs, slow, |all| all.next()), Some(0));
        assert_eq!(in_order(&[] as &[u64], slow, |all| all.next()), None);
    }
}

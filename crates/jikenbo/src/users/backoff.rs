//! Guessing is made slow: after some failures in a row an account and an address wait, each failure twice as long.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::fold;

/// So many failures in a row cost nothing: people mistype.
const FREE: u32 = 5;
/// The longest wait of an account: whoever guesses from many addresses gets a try a minute, and can keep its owner out for
/// no longer than that at a time.
const ACCOUNT: Duration = Duration::from_secs(60);
/// The longest wait of an address.
const ADDRESS: Duration = Duration::from_secs(900);
/// Failures are forgotten after so long without another.
const FORGET: Duration = Duration::from_secs(3_600);
/// So many accounts and addresses are remembered; then the ones that were quiet for longest are forgotten.
const MOST: usize = 20_000;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Account(String),
    Address(IpAddr),
}

#[derive(Debug, Clone, Copy)]
struct Tries {
    count: u32,
    last: Instant,
    until: Instant,
}

/// Who failed how often, in this process's memory.
#[derive(Debug, Default)]
pub struct Backoff(Mutex<HashMap<Key, Tries>>);

impl Backoff {
    /// Counts a try before it is made, so that many at once are counted too; whether it may be made.
    ///
    /// # Errors
    ///
    /// How long to wait.
    pub fn attempt(&self, account: &str, address: IpAddr) -> Result<(), Duration> {
        let now = Instant::now();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = [(Key::Account(fold(account)), ACCOUNT), (Key::Address(network(address)), ADDRESS)];
        let wait = keys.iter().filter_map(|(key, _)| all.get(key)?.until.checked_duration_since(now)).max();
        if let Some(wait) = wait.filter(|wait| !wait.is_zero()) {
            return Err(wait);
        }
        make_room(&mut all, now);
        for (key, longest) in keys {
            let tries = all.entry(key).or_insert(Tries { count: 0, last: now, until: now });
            tries.count = if now.duration_since(tries.last) > FORGET { 1 } else { tries.count.saturating_add(1) };
            tries.last = now;
            if tries.count > FREE {
                tries.until = now + longest.min(Duration::from_secs(1 << (tries.count - FREE - 1).min(16)));
            }
        }
        Ok(())
    }

    /// The try was good: nothing is held against the account, and this try not against the address. What was held against
    /// the address stays, or whoever has an account could guess another's for ever.
    pub fn forgive(&self, account: &str, address: IpAddr) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&Key::Account(fold(account)));
        if let Some(tries) = all.get_mut(&Key::Address(network(address))) {
            tries.count = tries.count.saturating_sub(1);
            tries.until = tries.last;
        }
    }
}

fn make_room(all: &mut HashMap<Key, Tries>, now: Instant) {
    if all.len() < MOST {
        return;
    }
    all.retain(|_, tries| now.duration_since(tries.last) < FORGET);
    if all.len() >= MOST {
        // A tenth at once, so that this is not done for each.
        let mut times: Vec<Instant> = all.values().map(|tries| tries.last).collect();
        times.sort_unstable();
        let oldest = times.get(MOST / 10).copied().unwrap_or(now);
        all.retain(|_, tries| tries.last > oldest);
    }
}

/// What one party has for itself: an IPv4 address, the first half of an IPv6 address (RFC 6177).
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn there(n: u16) -> IpAddr {
        IpAddr::from([0x2001, 0xdb8, 0, n, 0, 0, 0, 9])
    }

    #[test]
    fn an_account_waits_wherever_the_tries_come_from() {
        let backoff = Backoff::default();
        for n in 0..=FREE {
            assert_eq!(backoff.attempt("aoi", there(n as u16)), Ok(()));
        }
        assert!(backoff.attempt("ＡＯＩ", there(99)).unwrap_err() <= Duration::from_secs(1));
        assert_eq!(backoff.attempt("another", there(99)), Ok(()));
        backoff.forgive("Aoi", there(99));
        assert_eq!(backoff.attempt("aoi", there(98)), Ok(()));
    }

    #[test]
    fn an_address_waits_whatever_it_tries() {
        let backoff = Backoff::default();
        for n in 0..=FREE {
            assert_eq!(backoff.attempt(&format!("user{n}"), HERE), Ok(()));
        }
        assert!(backoff.attempt("fresh", HERE).is_err());
        assert_eq!(network("2001:db8:0:5::1".parse().unwrap()), network("2001:db8:0:5:ffff::2".parse().unwrap()));
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), HERE);
    }

    #[test]
    fn memory_is_bounded() {
        let backoff = Backoff::default();
        for n in 0..MOST {
            let _ = backoff.attempt(&format!("user{n}"), IpAddr::from((n as u32).to_be_bytes()));
        }
        assert!(backoff.0.lock().unwrap().len() <= MOST + 2);
    }
}

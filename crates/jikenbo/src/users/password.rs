//! Passwords: which are good enough, and argon2id, at most so many at once.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use super::fold;

/// The shortest password, in characters.
pub const SHORTEST: usize = 12;
/// The longest password, in characters: a passphrase has room, and nobody can make the program hash a book.
pub const LONGEST: usize = 1_024;

/// Memory in KiB, passes and lanes of one hash: OWASP's Password Storage Cheat Sheet, "Argon2id with a minimum configuration
/// of 19 MiB of memory, an iteration count of 2, and 1 degree of parallelism" (2024).
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// So many hashes are made at once: 38 MiB, and two cores.
const AT_ONCE: usize = 2;
/// So many wait for their turn; whoever comes then is asked to come again.
const WAITING: usize = 32;

/// Long enough, and tried first by everybody (folded). Shorter ones are refused by their length.
const COMMON: &[&str] = &[
    "password1234",
    "password12345",
    "passwordpassword",
    "password123456",
    "qwertyuiop123",
    "qwertyuiopasdf",
    "qwertyuiopasdfghjkl",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "zaq12wsxcde3",
    "abcdefghijkl",
    "abcdefghijklm",
    "abcd1234abcd",
    "administrator",
    "administrator1",
    "changemechangeme",
    "letmeinletmein",
    "iloveyouiloveyou",
    "correcthorsebatterystaple",
    "correct horse battery staple",
    "welcome12345",
    "kojinjouhou1",
    "himitsuhimitsu",
];

/// Why a password is not good enough. It never holds the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weak {
    /// Too few characters: how many.
    Short(usize),
    /// Too many.
    Long,
    /// Too few different characters: how many.
    Alike(usize),
    /// Hardly more than the user's name.
    Name,
    /// Among the first that are tried.
    Common,
}

impl fmt::Display for Weak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = format_args!("expected a password of {SHORTEST} to {LONGEST} characters, found ").to_string();
        match self {
            Self::Short(found) => write!(f, "{size}{found}"),
            Self::Long => write!(f, "{size}more"),
            Self::Alike(found) => write!(f, "expected a password of at least {DIFFERENT} different characters, found {found}"),
            Self::Name => f.write_str("expected a password that is not the user's name, found hardly more than it"),
            Self::Common => f.write_str("expected a password that is not among the first that are tried, found one of these"),
        }
    }
}

impl std::error::Error for Weak {}

/// So many different characters has a password at least.
pub const DIFFERENT: usize = 5;

/// Whether a password is good enough for a user. No classes of letters are demanded (NIST SP 800-63B, 3.1.1.2): length
/// counts, and that it is not what everybody tries first.
///
/// # Errors
///
/// [`Weak`].
pub fn check(password: &str, name: &str) -> Result<(), Weak> {
    let long = password.chars().take(LONGEST + 1).count();
    if long < SHORTEST {
        return Err(Weak::Short(long));
    }
    if long > LONGEST {
        return Err(Weak::Long);
    }
    let different: BTreeSet<char> = password.chars().collect();
    if different.len() < DIFFERENT {
        return Err(Weak::Alike(different.len()));
    }
    let folded: String = password.nfkc().flat_map(char::to_lowercase).collect();
    let name = fold(name);
    if !name.is_empty() && folded.contains(&name) && folded.replacen(&name, "", 1).chars().count() < SHORTEST / 2 {
        return Err(Weak::Name);
    }
    if COMMON.contains(&folded.as_str()) || is_run(&folded) {
        return Err(Weak::Common);
    }
    Ok(())
}

/// Letters or digits one after another, up or down, all along: 123456789012.
fn is_run(text: &str) -> bool {
    let letters: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let step = |a: &[i64]| a[1] - a[0];
    let all = |by: i64| letters.windows(2).all(|pair| step(pair) == by || (step(pair) == -9 * by && by != 0));
    all(1) || all(-1)
}

/// As it is hashed: composed, so that a keyboard's way to write it does not matter.
fn composed(password: &str) -> String {
    password.chars().take(LONGEST + 1).nfkc().collect()
}

/// Too many passwords wait to be hashed, or the hash of one failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Busy {
    /// Come again in a moment.
    Full,
    /// Why it failed.
    Failed(String),
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => write!(f, "expected at most {WAITING} passwords to be checked at a time, found more: try again"),
            Self::Failed(why) => write!(f, "expected a password hash, found {why}"),
        }
    }
}

impl std::error::Error for Busy {}

/// Hashes passwords, off the threads that answer, at most so many at once. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hasher {
    cost: (u32, u32, u32),
    turns: Arc<Semaphore>,
    room: Arc<Semaphore>,
    /// A hash of no password, for users that do not exist.
    nobodys: Arc<OnceLock<String>>,
}

impl Default for Hasher {
    fn default() -> Self {
        Self {
            cost: COST,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            room: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            nobodys: Arc::default(),
        }
    }
}

impl Hasher {
    /// The hash of a password, as a PHC string with its own salt.
    ///
    /// # Errors
    ///
    /// [`Busy`].
    pub async fn hash(&self, password: &str) -> Result<String, Busy> {
        let (password, cost) = (composed(password), self.cost);
        self.turn(move || hash(cost, &password)).await?
    }

    /// Whether a password has this hash. Where there is no such user (`None`) as much work is done all the same, so that the
    /// time of an answer does not tell.
    ///
    /// # Errors
    ///
    /// [`Busy`].
    pub async fn verify(&self, password: &str, kept: Option<String>) -> Result<bool, Busy> {
        let (password, cost, nobodys) = (composed(password), self.cost, Arc::clone(&self.nobodys));
        self.turn(move || {
            let real = kept.filter(|kept| !kept.is_empty());
            let is_real = real.is_some();
            let against = match real {
                Some(kept) => kept,
                None => nobodys.get_or_init(|| hash(cost, "nobody's password").unwrap_or_default()).clone(),
            };
            Argon2::default().verify_password(password.as_bytes(), against.as_str()).is_ok() && is_real
        })
        .await
    }

    async fn turn<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Busy> {
        let _room = self.room.try_acquire().map_err(|_| Busy::Full)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|error| Busy::Failed(error.to_string()))?;
        // The turn is kept by the work itself: it goes on where whoever asked has gone.
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        });
        done.await.map_err(|error| Busy::Failed(error.to_string()))
    }
}

fn hash((memory, passes, lanes): (u32, u32, u32), password: &str) -> Result<String, Busy> {
    let failed = |error: &dyn fmt::Display| Busy::Failed(error.to_string());
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| failed(&error))?;
    let params = Params::new(memory, passes, lanes, None).map_err(|error| failed(&error))?;
    let hashed = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_with_salt(password.as_bytes(), &salt);
    Ok(hashed.map_err(|error| failed(&error))?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_what_everybody_tries() {
        for good in ["朝の切り抜きは珈琲とともに", "tram-copper-lattice", "a long walk by the river", "Kq3#vv9!x.Tz"]
        {
            assert_eq!(check(good, "aoi"), Ok(()), "{good}");
        }
        let long = "ab cd ef gh".repeat(100);
        for (bad, says) in [
            ("short-one", "expected a password of 12 to 1024 characters, found 9"),
            (long.as_str(), "12 to 1024 characters, found more"),
            ("aaaaaaaaaaaab", "at least 5 different characters, found 2"),
            ("Password1234", "not among the first that are tried"),
            ("123456789012", "not among the first that are tried"),
            ("lkjihgfedcba", "not among the first that are tried"),
            ("hanako.tanaka", "not the user's name"),
            ("hanako.tanaka99", "not the user's name"),
        ] {
            let error = check(bad, "hanako.tanaka").unwrap_err().to_string();
            assert!(error.contains(says) && !error.contains(bad), "{bad}: {error}");
        }
    }

    #[tokio::test]
    async fn a_hash_is_argon2id_and_knows_its_password_alone() {
        let hasher = Hasher::default();
        let kept = hasher.hash("朝の切り抜きは珈琲とともに").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert_ne!(kept, hasher.hash("朝の切り抜きは珈琲とともに").await.unwrap(), "each has its own salt");
        assert_eq!(hasher.verify("朝の切り抜きは珈琲とともに", Some(kept.clone())).await, Ok(true));
        // か and a voicing mark, as some keyboards write が.
        let with_ga = hasher.hash("おおきながんばりやさんです").await.unwrap();
        assert_eq!(hasher.verify("おおきなか\u{3099}んばりやさんです", Some(with_ga)).await, Ok(true));
        for (password, kept) in [("another", Some(kept)), ("nobody's password", None), ("", Some(String::new()))] {
            assert_eq!(hasher.verify(password, kept).await, Ok(false));
        }
    }

    #[tokio::test]
    async fn whoever_comes_when_too_many_wait_is_asked_to_come_again() {
        let hasher = Hasher::default();
        let _all = hasher.room.acquire_many((AT_ONCE + WAITING) as u32).await.unwrap();
        assert_eq!(hasher.verify("x", None).await, Err(Busy::Full));
    }
}

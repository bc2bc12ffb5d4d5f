//! Secrets that the program makes: the value of a session's cookie, an API token, a first password. Of the first two only the
//! hash is kept; they have 256 random bits, so that a plain SHA-256 is as good as a slow one.

use std::io;

use crate::store::sha256;

/// What a token begins with, so that programs that look for secrets in files know it.
pub const TOKEN: &str = "jikenbo_";

/// A secret and its hash. It is shown once; `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// The secret itself.
    pub text: String,
    /// SHA-256 of it, in hexadecimal.
    pub hash: String,
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new value for a session's cookie.
    ///
    /// # Errors
    ///
    /// The system gives no random numbers.
    pub fn session() -> io::Result<Self> {
        Self::new("")
    }

    /// A new API token.
    ///
    /// # Errors
    ///
    /// The system gives no random numbers.
    pub fn token() -> io::Result<Self> {
        Self::new(TOKEN)
    }

    fn new(before: &str) -> io::Result<Self> {
        let digits: String = random::<32>()?.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = format!("{before}{digits}");
        Ok(Self { hash: hash(&text), text })
    }
}

/// The hash under which a secret is kept. It is looked up by an index: how long that takes tells of the hash only, from
/// which nobody comes to a secret.
#[must_use]
pub fn hash(secret: &str) -> String {
    sha256(secret.as_bytes())
}

/// Letters that are not taken for one another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password to begin with, which its owner must change: 20 letters of 32, which are 100 bits.
///
/// # Errors
///
/// The system gives no random numbers.
pub fn password() -> io::Result<String> {
    let letters = random::<20>()?.map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(format!("the system gives no random numbers: {error}")))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_hide_themselves() {
        let (one, two) = (Secret::token().unwrap(), Secret::token().unwrap());
        assert_ne!(one.text, two.text);
        assert_eq!((one.text.len(), one.hash.as_str()), (TOKEN.len() + 64, hash(&one.text).as_str()));
        assert!(!format!("{one:?}").contains(&one.text));
        assert!(crate::users::check(&password().unwrap(), "aoi").is_ok());
    }
}

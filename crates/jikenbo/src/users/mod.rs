//! Who may use a casebook that others can reach: roles, names, passwords and secrets. Nothing here asks the store or the network.

mod backoff;
mod password;
mod secret;

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

pub use backoff::{Backoff, network};
pub use password::{Busy, DIFFERENT, Hasher, LONGEST, SHORTEST, Weak, check};
pub use secret::{Secret, TOKEN, hash, password};

/// What a user may do: each role may do all that the ones before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Nobody in particular: the pages that everybody may see, such as the one to log in.
    Nobody,
    /// Reads the casebook.
    Reader,
    /// Reads, and confirms, corrects, joins and splits.
    Reviewer,
    /// All of it, and the users.
    Administrator,
}

impl Role {
    /// The roles that a user can have.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Reviewer, Self::Administrator];

    /// Its name, for machines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Reader => "reader",
            Self::Reviewer => "reviewer",
            Self::Administrator => "administrator",
        }
    }

    /// The name of the scope by which a token may do what the role may.
    #[must_use]
    pub const fn scope(self) -> &'static str {
        match self {
            Self::Nobody => "none",
            Self::Reader => "read",
            Self::Reviewer => "review",
            Self::Administrator => "admin",
        }
    }

    /// The role of a scope's name.
    ///
    /// # Errors
    ///
    /// What was expected and found.
    pub fn of_scope(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|role| role.scope() == text);
        found.ok_or_else(|| format!("expected a scope (read, review or admin), found {text:?}"))
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|role| role.name() == text);
        found.ok_or_else(|| format!("expected a role (reader, reviewer or administrator), found {text:?}"))
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 64;

/// Names that stand for something else where it is kept who did what.
const TAKEN: [&str; 2] = ["local", "nobody"];

/// A user's name as it is kept: composed (NFKC), of letters and digits of any script, and `. _ - @` between them.
///
/// # Errors
///
/// What was expected and found.
pub fn name(text: &str) -> Result<String, String> {
    // The longest name can only grow so much; more is not even looked at.
    let name: String = text.chars().take(LONGEST_NAME * 4).nfkc().collect();
    let letters = name.chars().all(|c| c.is_alphanumeric() || "._-@".contains(c));
    let ends = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = ends(name.chars().next()) && name.chars().count() <= LONGEST_NAME;
    if letters && whole && !TAKEN.contains(&fold(&name).as_str()) {
        return Ok(name);
    }
    let shown: String = text.chars().take(LONGEST_NAME + 1).collect();
    Err(format!("expected a name of 1 to {LONGEST_NAME} letters, digits or . _ - @ (not local or nobody), found {shown:?}"))
}

/// A name as it is compared: two users' names differ in more than case and width.
#[must_use]
pub fn fold(name: &str) -> String {
    name.chars().take(LONGEST_NAME * 4).nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_letters_of_any_script() {
        for (text, kept) in [("aoi", "aoi"), ("田中.花子", "田中.花子"), ("ａｏｉ", "aoi"), ("a@example.jp", "a@example.jp")]
        {
            assert_eq!(name(text), Ok(kept.to_owned()));
        }
        let long = "あ".repeat(65);
        for text in ["", " ", "a b", "local", "LOCAL", "-a", "a\u{202e}b", "a/b", "<b>", long.as_str()] {
            assert!(name(text).unwrap_err().starts_with("expected a name of 1 to 64 letters"), "{text}");
        }
        assert_eq!(fold("Ａｏｉ"), fold("aOI"));
    }

    #[test]
    fn roles_and_scopes_are_read_as_they_are_written() {
        for role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
            assert_eq!(Role::of_scope(role.scope()), Ok(role));
        }
        assert!("nobody".parse::<Role>().is_err() && Role::of_scope("none").is_err());
        assert!(Role::Reader < Role::Reviewer && Role::Reviewer < Role::Administrator);
    }
}

//! Where a casebook is.

use std::fmt;
use std::path::PathBuf;

/// The place of a casebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Casebook {
    /// A file of its own.
    File(PathBuf),
    /// A PostgreSQL database, by its `postgres://` address.
    Postgres(String),
}

impl From<&str> for Casebook {
    /// A `postgres://` address, or the path of a file.
    fn from(place: &str) -> Self {
        if place.starts_with("postgres://") || place.starts_with("postgresql://") {
            Self::Postgres(place.to_owned())
        } else {
            Self::File(PathBuf::from(place))
        }
    }
}

impl fmt::Display for Casebook {
    /// The place, without a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Postgres(url) => write!(f, "{}", without_password(url)),
        }
    }
}

fn without_password(url: &str) -> String {
    let hidden = || {
        let (scheme, rest) = url.split_once("://")?;
        let (login, place) = rest.rsplit_once('@')?;
        let (user, _) = login.split_once(':')?;
        Some(format!("{scheme}://{user}:…@{place}"))
    };
    hidden().unwrap_or_else(|| url.to_owned())
}

impl Casebook {
    /// The address the database driver takes. The whole path is escaped, so that no part of it is taken for a parameter.
    pub(super) fn url(&self) -> Option<String> {
        match self {
            Self::Postgres(url) => Some(url.clone()),
            Self::File(path) => {
                let path = std::path::absolute(path).ok()?;
                let escaped: String = path.to_str()?.bytes().map(|b| format!("%{b:02X}")).collect();
                Some(format!("sqlite:{escaped}?mode=rwc"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(Casebook::from("postgres://ken:se:c@ret@db/book").to_string(), "postgres://ken:…@db/book");
        assert_eq!(Casebook::from("postgres://db/book").to_string(), "postgres://db/book");
        assert_eq!(Casebook::from("a/b.db"), Casebook::File("a/b.db".into()));
    }
}

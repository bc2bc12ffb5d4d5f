//! Who asks, and what each may do.

pub use crate::users::Role;

use crate::store::Doer;

/// How somebody proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Nobody did.
    Nothing,
    /// By sitting at this machine, where nobody else is answered.
    Machine,
    /// By a session of this number.
    Session(i64),
    /// By an API token of this number.
    Token(i64),
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The name that is kept with what they change.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The client's address, for the audit log.
    pub from: String,
    /// How we know.
    pub by: By,
}

impl User {
    /// Whoever sits at this machine, where nobody else is answered and nobody need log in.
    #[must_use]
    pub fn local() -> Self {
        Self { name: "local".to_owned(), role: Role::Administrator, from: "127.0.0.1".to_owned(), by: By::Machine }
    }

    /// Somebody who has not said who they are.
    #[must_use]
    pub fn nobody(from: String) -> Self {
        Self { name: "nobody".to_owned(), role: Role::Nobody, from, by: By::Nothing }
    }

    /// The user, for what keeps who changed something.
    #[must_use]
    pub fn doer(&self) -> Doer<'_> {
        Doer { name: &self.name, from: &self.from }
    }
}

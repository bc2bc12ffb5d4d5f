//! Who asks, and what each may do.

/// What a user may do: each role may do all that the ones before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The name that is kept with what they change.
    pub name: String,
    /// What they may do.
    pub role: Role,
}

impl User {
    /// Whoever sits at this machine, where nobody else is answered and nobody need log in.
    #[must_use]
    pub fn local() -> Self {
        Self { name: "local".to_owned(), role: Role::Administrator }
    }
}

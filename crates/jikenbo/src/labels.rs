//! Provisional.

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

/// The code itself.
#[must_use]
pub fn label(_key: &str, code: &str, _lang: Lang) -> String {
    code.to_owned()
}

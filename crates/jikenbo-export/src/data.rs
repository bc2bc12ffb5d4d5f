//! The tables of `data/`, which are built into the program: how each of them is read, and what all of them tell of themselves.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

/// Where the parts of a table come from, by the part's name.
pub type Sources = BTreeMap<String, String>;

/// Reads a table.
///
/// # Errors
///
/// What TOML says of it, with the line.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, toml::de::Error> {
    toml::from_str(text)
}

/// A table that is built in. A test reads each of them: one that could not be read would be empty, and all else would stand.
pub(crate) fn built_in<T: DeserializeOwned + Default>(text: &str) -> T {
    read(text).unwrap_or_default()
}

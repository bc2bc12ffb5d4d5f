//! The public contract as `docs/record.md` writes it: the keys of the record and the codes under them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Codes and their Japanese names.
pub type Codes = Vec<(String, String)>;

/// The headings of `docs/record.md` that name a key or a part of one, with the codes of the table below each.
///
/// # Errors
///
/// A page that cannot be read.
pub fn contract(root: &Path) -> Result<BTreeMap<String, Codes>, String> {
    let path = root.join("docs/record.md");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut keys: BTreeMap<String, Codes> = BTreeMap::new();
    let mut key = String::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
            key = ticked(heading).unwrap_or_default().to_owned();
            if !key.is_empty() {
                keys.entry(key.clone()).or_default();
            }
        } else if let (Some(row), false) = (line.strip_prefix("| "), key.is_empty()) {
            let mut cells = row.split(" | ");
            if let (Some(code), Some(name)) = (cells.next().and_then(ticked), cells.next()) {
                keys.entry(key.clone()).or_default().push((code.to_owned(), name.to_owned()));
            }
        }
    }
    Ok(keys)
}

/// `` `code` …`` → `code`
fn ticked(text: &str) -> Option<&str> {
    text.strip_prefix('`')?.split_once('`').map(|(code, _)| code)
}

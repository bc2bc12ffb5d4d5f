//! Notices with the facts that should be read from them.

use std::fs;
use std::path::Path;

use jikenbo_model::{Notice, to_json};
use jikenbo_page::{Options, notices};
use jikenbo_read::Reader;
use serde_json::Value;

/// A notice, what should be read from it, and what is.
#[derive(Debug)]
pub struct Case {
    /// Its folder or number.
    pub name: String,
    /// The notice.
    pub notice: Notice,
    /// The record that a person wrote.
    pub expected: Value,
    /// The record that the program reads.
    pub found: Value,
}

/// A set of cases that is scored together.
#[derive(Debug)]
pub struct Set {
    /// `corpus (seen)`, `corpus (held)` …
    pub name: String,
    /// The cases, by name.
    pub cases: Vec<Case>,
}

/// Every set that is here: both halves of the corpus, and the shared gold where it exists.
///
/// # Errors
///
/// A file that cannot be read, with its path.
pub fn sets(reader: &Reader, root: &Path) -> Result<Vec<Set>, String> {
    let mut sets = halves(reader, &root.join("corpus"))?;
    let gold = root.join("../shared/gold");
    if gold.exists() {
        sets.push(Set { name: "gold (scrapbook)".to_owned(), cases: scrapbook(reader, &gold)? });
        sets.push(Set { name: "gold (incidents)".to_owned(), cases: labelled(reader, &gold.join("incidents"))? });
    }
    Ok(sets)
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn json(path: &Path) -> Result<Value, String> {
    serde_json::from_str(&text(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

fn names(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut names: Vec<_> = entries.filter_map(|e| e.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

fn case(reader: &Reader, name: String, notice: Notice, expected: Value) -> Case {
    let found = to_json(&reader.read(&notice), &notice.text);
    Case { name, notice, expected, found }
}

/// The corpus, in its two halves: `seen`, which rules were written by, and `held`, which they were not.
fn halves(reader: &Reader, corpus: &Path) -> Result<Vec<Set>, String> {
    let mut sets = ["seen", "held"].map(|half| Set { name: format!("corpus ({half})"), cases: Vec::new() });
    for name in names(corpus)? {
        let folder = corpus.join(&name);
        if !folder.join("expected.json").exists() {
            continue;
        }
        let held = text(&folder.join("ORIGIN.md"))?.lines().any(|l| l.trim() == "half: held");
        let expected = json(&folder.join("expected.json"))?;
        sets[usize::from(held)].cases.push(case(reader, name, source(&folder)?, expected));
    }
    Ok(sets.into())
}

fn source(folder: &Path) -> Result<Notice, String> {
    let path = ["source.txt", "source.html"].map(|n| folder.join(n)).into_iter().find(|p| p.exists());
    let path = path.ok_or_else(|| format!("{}: expected source.txt or source.html", folder.display()))?;
    one(&path)
}

fn one(path: &Path) -> Result<Notice, String> {
    let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let options = Options { one: true, ..Options::default() };
    let mut all = notices(&bytes, &options).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(all.swap_remove(0))
}

fn scrapbook(reader: &Reader, gold: &Path) -> Result<Vec<Case>, String> {
    let path = gold.join("scrapbook.txt");
    let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let all = notices(&bytes, &Options::default()).map_err(|e| format!("{}: {e}", path.display()))?;
    let facts = names(&gold.join("facts"))?;
    if all.len() != facts.len() {
        return Err(format!("{}: expected {} notices, found {}", path.display(), facts.len(), all.len()));
    }
    facts
        .into_iter()
        .zip(all)
        .map(|(name, notice)| {
            let expected = json(&gold.join("facts").join(&name))?;
            Ok(case(reader, name, notice, expected))
        })
        .collect()
}

/// The notices of a folder: NAME.txt, with the facts in it in NAME.json.
///
/// # Errors
///
/// A file that cannot be read, with its path.
pub fn labelled(reader: &Reader, folder: &Path) -> Result<Vec<Case>, String> {
    let files = names(folder)?.into_iter().filter(|n| n.ends_with(".json"));
    files
        .map(|name| {
            let notice = one(&folder.join(name.replace(".json", ".txt")))?;
            let expected = json(&folder.join(&name))?;
            Ok(case(reader, name, notice, expected))
        })
        .collect()
}

//! Writes what is found into the examples of rule pages, to be read in the diff.

use std::fs;
use std::path::Path;

use jikenbo_read::rule::{Rules, check};
use jikenbo_read::{Failure, Reader};

/// The rule pages and lexicons of a folder, as [`Rules::load`] takes them.
///
/// # Errors
///
/// A file or folder that cannot be read, with its path.
pub fn files(root: &Path) -> Result<Vec<(String, String)>, String> {
    let mut all = Vec::new();
    for folder in ["rules", "lexicon"] {
        walk(&root.join(folder), &mut all)?;
    }
    all.sort();
    Ok(all)
}

fn walk(folder: &Path, all: &mut Vec<(String, String)>) -> Result<(), String> {
    let fail = |e: std::io::Error| format!("{}: {e}", folder.display());
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            walk(&path, all)?;
        } else if path.extension().is_some_and(|e| e == "md" || e == "txt") {
            let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            all.push((path.display().to_string(), text));
        }
    }
    Ok(())
}

/// A reader that goes by the pages as they are on disk now.
///
/// # Errors
///
/// What is wrong with the pages, a line each.
pub fn reader(root: &Path) -> Result<Reader, String> {
    let rules = Rules::load(&files(root)?);
    rules.map(Reader::new).map_err(|e| e.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// Rewrites the examples that fail; gives the files changed.
///
/// # Errors
///
/// A page that cannot be loaded, read or written.
pub fn bless(root: &Path) -> Result<usize, String> {
    let failures = check(&reader(root)?);
    let mut files: Vec<&str> = failures.iter().map(|f| f.file.as_str()).collect();
    files.dedup();
    for file in &files {
        let mut here: Vec<&Failure> = failures.iter().filter(|f| f.file == *file).collect();
        here.sort_by_key(|f| std::cmp::Reverse(f.line));
        let text = fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for failure in here {
            let start = failure.line - 1 + failure.input.lines().count();
            let end = start
                + lines[start..].iter().take_while(|l| !l.is_empty() && !l.starts_with("```") && !l.starts_with('>')).count();
            lines.splice(start..end, failure.found.iter().cloned());
        }
        fs::write(file, lines.join("\n") + "\n").map_err(|e| format!("{file}: {e}"))?;
    }
    Ok(files.len())
}

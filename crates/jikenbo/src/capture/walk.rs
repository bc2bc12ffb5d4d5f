//! Folders: every file below them, in the order of their names.

use std::path::{Path, PathBuf};

/// The most files of a folder.
const MOST: usize = 1_000_000;

/// How deep folders are gone into.
const DEPTH: usize = 64;

/// What stands below a folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Walked {
    /// The files.
    pub files: Vec<PathBuf>,
    /// What could not be looked into, and why.
    pub failed: Vec<(PathBuf, String)>,
}

/// The files below a folder. Hidden ones are left out, and links are not followed: one may lead anywhere, or round in a circle.
#[must_use]
pub fn walk(folder: &Path) -> Walked {
    let mut walked = Walked::default();
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((path, depth)) = open.pop() {
        if path.is_dir() {
            match below(&path) {
                Ok(_) if depth == DEPTH => walked.failed.push((path, format!("expected folders up to {DEPTH} deep"))),
                // The last is taken first.
                Ok(found) => open.extend(found.into_iter().rev().map(|path| (path, depth + 1))),
                Err(error) => walked.failed.push((path, super::plain(&error))),
            }
        } else if walked.files.len() == MOST {
            walked.failed.push((folder.to_owned(), format!("more than {MOST} files; the others were left out")));
            break;
        } else {
            walked.files.push(path);
        }
    }
    walked
}

fn below(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && !entry.file_type()?.is_symlink() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_files_in_order_and_follows_no_link() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("b/c")).unwrap();
        for name in ["b/c/2.txt", "b/1.txt", "a.txt", ".hidden", "z.html"] {
            std::fs::write(at(name), "x").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), at("b/loop")).unwrap();
        let walked = walk(folder.path());
        assert_eq!(walked.files, ["a.txt", "b/1.txt", "b/c/2.txt", "z.html"].map(at));
        assert_eq!(walked.failed, []);
    }
}

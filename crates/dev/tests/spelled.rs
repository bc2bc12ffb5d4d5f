//! Words that the reader's own lists look for are spelt as the fold spells them: any other spelling would never be found.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};

use jikenbo_read::fold::Folded;

/// Lists that look at the notice's own letters: how humbly one speaks is levelled in the fold.
const OF_THE_SOURCE: [&str; 4] = ["いたし", "させていただ", "させて頂", "致し"];

/// The Rust files of a folder, but not those of the fold itself.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, here): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let below = folders.iter().filter(|path| !path.ends_with("fold")).flat_map(|path| files(path));
    here.into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs") && !path.ends_with("fold.rs"))
        .chain(below)
        .collect()
}

/// The words among the string literals of a source, without its tests and remarks. Lists of letters have blanks in them, and what a letter
/// becomes hangs on those beside it.
fn literals(source: &str) -> Vec<&str> {
    let program = source.split("#[cfg(test)]").next().unwrap_or("");
    let lines = program.lines().map(|line| line.split("//").next().unwrap_or(""));
    lines.flat_map(|line| line.split('"').skip(1).step_by(2)).filter(is_word).collect()
}

fn is_word(word: &&str) -> bool {
    !word.is_ascii() && !word.contains(' ') && word.chars().nth(1).is_some()
}

#[test]
fn the_words_of_lists_are_spelt_as_the_fold_spells_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../jikenbo-read/src");
    let (mut looked_at, mut dead) = (0, Vec::new());
    for path in files(&source) {
        let text = fs::read_to_string(&path).unwrap();
        for word in literals(&text) {
            looked_at += 1;
            let folded = Folded::new(word).text;
            if folded != word && !OF_THE_SOURCE.contains(&word) {
                dead.push(format!("{}: {word} is {folded} in a folded text", path.strip_prefix(&source).unwrap().display()));
            }
        }
    }
    assert!(looked_at > 2000, "{looked_at}");
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

//! A folder per page: `source.html` or `source.txt`, and the notices it must give in `expected.txt`, divided by a line
//! `=====`. Where no notice is expected, `expected.txt` is `error: ` and the message.

// A test that cannot read its page has failed.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use jikenbo_page::{Options, notices};

fn folders() -> Vec<PathBuf> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut folders: Vec<PathBuf> = pages.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn found(folder: &Path) -> String {
    let source = ["source.html", "source.txt"].iter().find_map(|name| std::fs::read(folder.join(name)).ok());
    match notices(&source.unwrap(), &Options::default()) {
        Ok(notices) => notices.iter().map(|notice| notice.text.as_str()).collect::<Vec<_>>().join("\n=====\n"),
        Err(error) => format!("error: {error}"),
    }
}

#[test]
fn pages_give_the_notices_expected() {
    let folders = folders();
    assert!(folders.len() >= 8);
    let mut wrong = Vec::new();
    for folder in folders {
        let expected = std::fs::read_to_string(folder.join("expected.txt")).unwrap();
        let found = found(&folder);
        if found != expected.trim_end() {
            wrong.push(format!(
                "{}
--- expected
{expected}
--- found
{found}",
                folder.display()
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.join(
            "

"
        )
    );
}

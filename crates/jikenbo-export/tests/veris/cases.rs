//! Cases for the tests: the corpus and the samples, as the real reader reads them, and small ones of our own.

use std::fs;
use std::path::{Path, PathBuf};

use jikenbo_export::{Capture, Case, Notice};
use jikenbo_model::Notice as Text;
use jikenbo_page::{Options, notices};
use jikenbo_read::Reader;
use jikenbo_search::{Entry, Facts, Line};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file that stands beside the repository; `None`, plainly said, where it does not.
pub(crate) fn shared(name: &str) -> Option<Value> {
    let path = root().join("../shared/veris").join(name);
    let text = fs::read_to_string(path).ok();
    if text.is_none() {
        eprintln!("skipped: there is no ../shared/veris/{name} beside this repository");
    }
    text.map(|text| serde_json::from_str(&text).unwrap())
}

/// A case of texts, the newest last, each clipped a day after the other.
pub(crate) fn case(reader: &Reader, n: usize, texts: Vec<Text>) -> Case {
    let id = format!("C{n:03}-TEST");
    let mut all = Vec::new();
    for (at, text) in texts.into_iter().enumerate() {
        let reading = reader.read(&text);
        let facts = Facts::of(&text, &reading);
        let clipped_at = format!("2026-03-{:02}T00:00:00.000Z", at + 1);
        let id = format!("N{n:03}-{at:04}");
        let line = Line { notice: id.clone(), clipped_at: clipped_at.clone(), changed_at: clipped_at.clone(), facts };
        let capture = Capture { sha256: format!("{n:064x}"), media_type: "text/html".to_owned(), ..Capture::default() };
        let notice = Notice { id, version: 1, changed_at: clipped_at.clone(), clipped_at, capture, text, reading };
        all.push((line, notice));
    }
    let entry = Entry::new(&id, all.iter().map(|(line, _)| (line.clone(), String::new())).collect());
    let mut notices: Vec<Notice> = all.into_iter().map(|(_, notice)| notice).collect();
    notices.sort_by_key(|notice| entry.notices.iter().position(|line| line.notice == notice.id));
    let created = "2026-03-01T00:00:00.000Z".to_owned();
    Case { id, changed: entry.changed_at.clone(), created, facts: entry.facts, notices, imported: None }
}

/// Every notice of the corpus and the samples as a case, and some neighbours as cases of several notices.
pub(crate) fn all() -> Vec<Case> {
    let reader = Reader::embedded();
    let mut texts = Vec::new();
    let mut folders: Vec<PathBuf> = fs::read_dir(root().join("corpus")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let source = ["source.txt", "source.html"].map(|name| folder.join(name)).into_iter().find(|path| path.exists());
        if let Some(source) = source {
            texts.extend(notices(&fs::read(source).unwrap(), &Options { one: true, ..Options::default() }).unwrap());
        }
    }
    let mut samples: Vec<PathBuf> = fs::read_dir(root().join("samples")).unwrap().map(|entry| entry.unwrap().path()).collect();
    samples.sort();
    for sample in samples.iter().filter(|path| path.extension().is_some_and(|end| end != "md")) {
        texts.extend(notices(&fs::read(sample).unwrap(), &Options::default()).unwrap());
    }
    let mut cases: Vec<Case> = texts.iter().enumerate().map(|(n, text)| case(&reader, n, vec![text.clone()])).collect();
    assert!(cases.len() > 150, "{}", cases.len());
    for (n, some) in texts.chunks(3).enumerate().step_by(7) {
        cases.push(case(&reader, 500 + n, some.to_vec()));
    }
    cases
}

/// A case of one plain text.
pub(crate) fn plain(text: &str) -> Case {
    case(&Reader::embedded(), 0, vec![Text::plain(text)])
}

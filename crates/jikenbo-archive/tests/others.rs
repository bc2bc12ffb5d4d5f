//! What others make of our files, and we of theirs: warcio and py-wacz, of the Webrecorder project, installed from PyPI into a
//! folder of the build.
//!
//! `JIKENBO_TEST_ARCHIVE_PYTHON` names a Python that has both already. Where neither can be had, the test says so and checks
//! nothing.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{about, again, mail, page, pdf, wacz};
use jikenbo_archive::{Limits, Producer, WaczCandidates, WarcWriter, verify};

const PACKAGES: &[&str] = &["warcio==1.8.1", "wacz==0.6.0"];

/// A Python with the packages, if there is or can be one.
fn python() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("JIKENBO_TEST_ARCHIVE_PYTHON") {
        return Some(path.into());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archive-python");
    let python = folder.join("bin/python");
    let has = |python: &Path| succeeds(Command::new(python).args(["-c", "import warcio, wacz"]));
    if has(&python) {
        return Some(python);
    }
    succeeds(Command::new("python3").arg("-m").arg("venv").arg(&folder));
    succeeds(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES));
    has(&python).then_some(python)
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn run(python: &Path, module: &str, args: &[&str], file: &Path) -> (bool, String) {
    let Output { status, stdout, stderr } = Command::new(python).args(["-m", module]).args(args).arg(file).output().unwrap();
    let text = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    (status.success(), text)
}

#[test]
fn warcio_and_py_wacz_and_we_agree() {
    let Some(python) = python() else {
        println!("skipped: there is no Python with {}, and none could be installed", PACKAGES.join(", "));
        return;
    };
    let folder = tempfile::tempdir().unwrap();

    let producer = Producer { software: "jikenbo-test 1", operator: None, time: about().created };
    let mut writer = WarcWriter::new(Vec::new(), &producer).unwrap();
    for capture in [page(), pdf(), mail(), again()] {
        writer.add(&capture).unwrap();
    }
    let warc = folder.path().join("data.warc.gz");
    std::fs::write(&warc, writer.finish().unwrap()).unwrap();
    let (holds, text) = run(&python, "warcio.cli", &["check", "--verbose"], &warc);
    assert!(holds, "{text}");
    // warcinfo, response, request, response, resource; the revisit's body stands elsewhere.
    assert_eq!(text.matches("digest pass").count(), 5, "{text}");
    assert_eq!(text.matches("not checked (revisit)").count(), 1, "{text}");
    let (_, text) = run(&python, "warcio.cli", &["index", "--fields", "offset,warc-type,warc-target-uri"], &warc);
    assert_eq!(text.lines().count(), 6, "{text}");

    let theirs = folder.path().join("theirs.wacz");
    let pages = folder.path().join("pages.jsonl");
    std::fs::write(&pages, &common::files(&wacz(None))[2].1).unwrap();
    let create = ["create", "--copy-pages", "-p", pages.to_str().unwrap(), "-o", theirs.to_str().unwrap()];
    let (_, text) = run(&python, "wacz.main", &create, &warc);
    let report = verify(File::open(&theirs).unwrap(), &Limits::default()).unwrap();
    assert!(report.holds() && report.records == 6 && report.pages == 2, "{text}\n{report:?}");
    let found = WaczCandidates::open(File::open(&theirs).unwrap(), &Limits::default()).unwrap();
    assert_eq!(found.map(Result::unwrap).count(), 3);

    let package = folder.path().join("case.wacz");
    std::fs::write(&package, wacz(Some(b"token"))).unwrap();
    let (holds, text) = validated(&python, &package);
    assert!(holds && text.contains("Validation succeeded"), "{text}");
    // And that it looks at all.
    let mut files = common::files(&wacz(None));
    files[2].1.push(b' ');
    std::fs::write(&package, common::zipped(&files)).unwrap();
    let (holds, text) = validated(&python, &package);
    assert!(!holds, "{text}");
}

/// The module run as such forgets its exit code, so it is asked for.
fn validated(python: &Path, package: &Path) -> (bool, String) {
    let script = "import sys; from wacz.main import main; sys.exit(main())";
    let Output { status, stdout, .. } =
        Command::new(python).args(["-c", script, "validate", "-f"]).arg(package).output().unwrap();
    (status.success(), String::from_utf8_lossy(&stdout).into_owned())
}

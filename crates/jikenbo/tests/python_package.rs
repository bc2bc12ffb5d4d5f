//! The Python package (`python/`): its wheel is built, installed in a fresh environment, and tested there, against the records that the
//! program prints.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;
#[path = "common/python.rs"]
mod python;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::Book;
use python::{skipped, with_maturin};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What the package's own tests need, beside it.
const TOOLS: [&str; 3] = ["pandas==2.3.3", "pytest==8.4.2", "mypy==1.18.2"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Runs a command to its end, and gives what it printed; what it says of a failure is the test's.
fn run(command: &mut Command) -> String {
    let output = command.env("PYTHONDONTWRITEBYTECODE", "1").env_remove("PYTHONPATH").output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?}\n{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// Whether the crates of the package's own lock are at hand, or can be fetched: they are others than the program's.
fn has_crates() -> bool {
    let mut fetch = Command::new("cargo");
    fetch.args(["fetch", "--locked", "--quiet", "--manifest-path"]).arg(root().join("python/Cargo.toml"));
    let why = match fetch.output() {
        Ok(output) if output.status.success() => return true,
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => error.to_string(),
    };
    assert!(!why.contains("--locked"), "python/Cargo.lock does not fit python/Cargo.toml: {why}");
    skipped(&format!("the crates of python/Cargo.lock could not be fetched: {why}"));
    false
}

/// The wheel, built in the package's own target folder.
fn wheel(maturin: &Path, folder: &Path) -> PathBuf {
    let package = root().join("python");
    let mut build = Command::new(maturin);
    build.args(["-m", "maturin", "build", "--release", "--locked", "--quiet", "--out"]).arg(folder).current_dir(&package);
    // The flags of the build around this one would have everything built anew.
    run(build.env("CARGO_TARGET_DIR", package.join("target")).env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS"));
    let mut files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let wheel = files.next().unwrap();
    assert!(files.next().is_none() && wheel.to_string_lossy().contains("cp39-abi3"), "one wheel for all: {}", wheel.display());
    wheel
}

/// What the program prints of files.
fn printed(flags: &[&str], files: &[String]) -> Value {
    let words: Vec<&str> = [&["read", "--json"], flags].concat();
    let paths: Vec<String> = files.iter().map(|file| root().join(file).to_str().unwrap().to_owned()).collect();
    let words: Vec<&str> = words.into_iter().chain(paths.iter().map(String::as_str)).collect();
    let said = Book::new().run(&words, 0).out;
    let records: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    json!({ "files": files, "records": records })
}

/// The notices of the corpus, by their places in the repository.
fn corpus(ending: &[&str]) -> Vec<String> {
    let folders = fs::read_dir(root().join("corpus")).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<String> = folders
        .filter_map(|folder| Some(format!("corpus/{}", folder.file_name().to_str()?)))
        .flat_map(|folder| ending.iter().map(move |ending| format!("{folder}/source.{ending}")))
        .filter(|file| root().join(file).is_file())
        .collect();
    files.sort();
    files
}

#[test]
fn the_wheel_works_in_a_fresh_environment() {
    let Some(maturin) = with_maturin() else { return };
    if !has_crates() {
        return;
    }
    let folder = TempDir::new().unwrap();
    let wheel = wheel(&maturin, &folder.path().join("wheels"));
    let place = folder.path().join("fresh");
    run(Command::new(&maturin).args(["-m", "venv"]).arg(&place));
    let bin = |name: &str| place.join("bin").join(name);
    let pip = |words: &[&str]| {
        let mut command = Command::new(bin("python"));
        command.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(words);
        command
    };
    run(&mut pip(&["--no-index", wheel.to_str().unwrap()]));
    let alone = "import jikenbo; print(jikenbo.__version__, jikenbo.read('ランサムウェアに感染しました。')['kinds'])";
    let said = run(Command::new(bin("python")).args(["-c", alone]).current_dir(folder.path()));
    assert_eq!(
        said.trim(),
        format!("{} ['ransomware']", env!("CARGO_PKG_VERSION")),
        "nothing but the wheel, and the project's version"
    );

    if !pip(&TOOLS).output().unwrap().status.success() {
        return skipped(&format!("{} could not be installed; the wheel alone was tested", TOOLS.join(", ")));
    }
    let records = folder.path().join("records.json");
    let made = json!({ "read": printed(&[], &corpus(&["txt", "html"])), "one": printed(&["--one"], &corpus(&["txt"])) });
    fs::write(&records, made.to_string()).unwrap();
    let (tests, readme) = (root().join("python/tests"), root().join("python/README.md"));
    let mut pytest = Command::new(bin("pytest"));
    pytest.args(["-q", "-ra", "-p", "no:cacheprovider", "--doctest-glob=README.md", "--strict-markers"]);
    let said = run(pytest.arg(tests).arg(readme).current_dir(folder.path()).env("JIKENBO_TEST_RECORDS", &records));
    assert!(said.contains(" passed") && !said.contains("skipped"), "{said}");
    let said = run(Command::new(bin("pytest"))
        .args(["-q", "-p", "no:cacheprovider", "--doctest-modules", "--pyargs", "jikenbo"])
        .current_dir(folder.path()));
    assert!(said.contains(" passed"), "{said}");
    run(Command::new(bin("mypy"))
        .args(["--strict", "--disable-error-code=import-untyped", "--package", "jikenbo"])
        .current_dir(folder.path()));
}

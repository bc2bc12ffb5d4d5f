//! Python with the tools of the Webrecorder project, which judge what is written here.

use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGES: &[&str] = &["warcio==1.8.1", "wacz==0.6.0", "surt==0.3.1"];

/// A Python with the packages: the one that `JIKENBO_TEST_ARCHIVE_PYTHON` names, or one in a folder of the build.
pub(crate) fn python() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("JIKENBO_TEST_ARCHIVE_PYTHON") {
        return Some(path.into());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("archive-python");
    let python = folder.join("bin/python");
    let succeeds = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    let has = || succeeds(Command::new(&python).args(["-c", "import warcio, wacz, surt"]));
    if has() {
        return Some(python);
    }
    succeeds(Command::new("python3").arg("-m").arg("venv").arg(&folder));
    succeeds(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES));
    if has() {
        return Some(python);
    }
    println!("skipped: there is no Python with {}, and none could be installed", PACKAGES.join(", "));
    None
}

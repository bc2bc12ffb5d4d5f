//! Python with the tools of others, which judge what is written here: of the Webrecorder project, schemathesis, of STIX and of MISP, and
//! readers of tables.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A Python with some packages.
struct Tools {
    /// The variable that names one which has them.
    variable: &'static str,
    /// Otherwise it is made in this folder of the build.
    folder: &'static str,
    packages: &'static [&'static str],
    modules: &'static str,
}

const ARCHIVE: Tools = Tools {
    variable: "JIKENBO_TEST_ARCHIVE_PYTHON",
    folder: "archive-python",
    packages: &["warcio==1.8.1", "wacz==0.6.0", "surt==0.3.1"],
    modules: "warcio, wacz, surt",
};

const API: Tools = Tools {
    variable: "JIKENBO_TEST_API_PYTHON",
    folder: "api-python",
    packages: &["schemathesis==4.32.5"],
    modules: "schemathesis",
};

const STIX: Tools = Tools {
    variable: "JIKENBO_TEST_STIX_PYTHON",
    folder: "stix-python",
    packages: &["stix2-validator==3.3.2", "stix2==3.0.2"],
    modules: "stix2validator, stix2",
};

const MISP: Tools = Tools {
    variable: "JIKENBO_TEST_MISP_PYTHON",
    folder: "misp-python",
    packages: &["pymisp==2.5.34.4", "pytaxonomies==2.1.2"],
    modules: "pymisp, pytaxonomies",
};

const TABLES: Tools = Tools {
    variable: "JIKENBO_TEST_TABLES_PYTHON",
    folder: "tables-python",
    packages: &["duckdb==2.0.1", "pandas==3.1.1", "pyarrow==26.0.1", "datasette==0.65.5"],
    modules: "duckdb, pandas, pyarrow, datasette",
};

const WHEEL: Tools =
    Tools { variable: "JIKENBO_TEST_WHEEL_PYTHON", folder: "wheel-python", packages: &["maturin==1.16.0"], modules: "maturin" };

/// A Python with maturin, which builds wheels.
pub(crate) fn with_maturin() -> Option<PathBuf> {
    WHEEL.python()
}

/// A Python with the tools for archives.
pub(crate) fn python() -> Option<PathBuf> {
    ARCHIVE.python()
}

/// A Python with schemathesis.
pub(crate) fn with_schemathesis() -> Option<PathBuf> {
    API.python()
}

/// A Python with the validator and the library of STIX.
pub(crate) fn with_stix() -> Option<PathBuf> {
    STIX.python()
}

/// A Python with PyMISP, its templates and the taxonomies.
pub(crate) fn with_misp() -> Option<PathBuf> {
    MISP.python()
}

/// A Python with DuckDB, pandas and Datasette.
pub(crate) fn with_tables() -> Option<PathBuf> {
    TABLES.python()
}

/// Says plainly what is not tested, and why. Where the variable `CI` is set, nothing may be: what others rely on would be tested by nobody.
pub(crate) fn skipped(why: &str) {
    assert!(std::env::var_os("CI").is_none(), "{why}; CI is set, and there this is a failure");
    println!("skipped: {why}");
}

impl Tools {
    /// The Python that the variable names, or one in a folder of the build.
    fn python(&self) -> Option<PathBuf> {
        if let Some(path) = std::env::var_os(self.variable) {
            return Some(path.into());
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(self.folder);
        let python = folder.join("bin/python");
        let succeeds = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
        let has = || succeeds(Command::new(&python).args(["-c", &format!("import {}", self.modules)]));
        if has() {
            return Some(python);
        }
        succeeds(Command::new("python3").arg("-m").arg("venv").arg(&folder));
        succeeds(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(self.packages));
        if has() {
            return Some(python);
        }
        skipped(&format!("there is no Python with {}, and none could be installed", self.packages.join(", ")));
        None
    }
}

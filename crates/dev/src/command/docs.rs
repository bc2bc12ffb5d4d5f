//! `cargo dev docs`: the test that compares the generated docs with the program also writes them.

use std::process::Command;

use dev::root;

use super::{Outcome, cargo, unknown};

pub(super) fn run(args: &[&str]) -> Outcome {
    let write = match args {
        [] => true,
        ["--check"] => false,
        _ => return Err(unknown("docs")),
    };
    let mut command = Command::new(cargo());
    command.args(["test", "--quiet", "--workspace", "--test", "docs"]).current_dir(root());
    if write {
        command.env("JIKENBO_DOCS", "write");
    }
    let status = command.status().map_err(|e| format!("cargo test: {e}"))?;
    if status.success() { Ok(()) } else { Err("the docs are not current: `cargo dev docs` writes them".to_owned()) }
}

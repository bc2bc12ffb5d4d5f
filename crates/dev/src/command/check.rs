//! `cargo dev check`: what CI checks, but for the browser.

use std::process::{Command, Stdio};
use std::time::Instant;

use dev::root;

use super::{Outcome, cargo, unknown};

/// One thing that is checked.
struct Step {
    name: &'static str,
    /// What Cargo is asked to do.
    args: &'static [&'static str],
    env: Option<(&'static str, &'static str)>,
    /// The Cargo subcommand that may not be there; then the step is skipped, and said to be.
    needs: Option<&'static str>,
}

const fn step(name: &'static str, args: &'static [&'static str]) -> Step {
    Step { name, args, env: None, needs: None }
}

/// Rule pages' examples, floors and generated docs are among the tests.
const STEPS: &[Step] = &[
    step("format", &["fmt", "--all", "--check"]),
    step("format of fuzz/", &["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]),
    step("format of python/", &["fmt", "--manifest-path", "python/Cargo.toml", "--check"]),
    step("lint", &["clippy", "--locked", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"]),
    Step {
        env: Some(("RUSTDOCFLAGS", "--deny warnings")),
        ..step("API docs", &["doc", "--locked", "--workspace", "--no-deps", "--quiet"])
    },
    step("doc tests", &["test", "--locked", "--workspace", "--doc", "--quiet"]),
    Step { needs: Some("deny"), ..step("dependencies (deny.toml)", &["deny", "--workspace", "check"]) },
];

/// The tests, with the faster runner where it is there.
const NEXTEST: Step = step("tests", &["nextest", "run", "--locked", "--workspace", "--no-fail-fast", "--status-level", "fail"]);
const PLAIN: Step =
    step("tests", &["test", "--locked", "--workspace", "--lib", "--bins", "--tests", "--examples", "--no-fail-fast", "--quiet"]);

#[derive(Debug, PartialEq, Eq)]
enum Result {
    Passed,
    Failed,
    Skipped,
}

pub(super) fn run(args: &[&str]) -> Outcome {
    if !args.is_empty() {
        return Err(unknown("check"));
    }
    let tests = if there("nextest") { NEXTEST } else { PLAIN };
    let done: Vec<_> = STEPS.iter().chain([&tests]).map(|step| (step, timed(step))).collect();
    println!("\nchecked");
    for (step, (result, seconds)) in &done {
        let why =
            step.needs.filter(|_| *result == Result::Skipped).map_or(String::new(), |n| format!(" (there is no cargo {n})"));
        println!("  {:<26}{:<8}{seconds:>5} s{why}", step.name, format!("{result:?}").to_lowercase());
    }
    let failed: Vec<_> = done.iter().filter(|(_, (result, _))| *result == Result::Failed).map(|(step, _)| step.name).collect();
    if failed.is_empty() { Ok(()) } else { Err(format!("failed: {}", failed.join(", "))) }
}

fn timed(step: &Step) -> (Result, u64) {
    let start = Instant::now();
    if step.needs.is_some_and(|needs| !there(needs)) {
        return (Result::Skipped, 0);
    }
    println!("\n{}: cargo {}", step.name, step.args.join(" "));
    let mut command = Command::new(cargo());
    command.args(step.args).current_dir(root()).stdin(Stdio::null()).envs(step.env);
    let passed = command.status().is_ok_and(|status| status.success());
    (if passed { Result::Passed } else { Result::Failed }, start.elapsed().as_secs())
}

/// Whether Cargo has a subcommand.
fn there(subcommand: &str) -> bool {
    let mut command = Command::new(cargo());
    command.args([subcommand, "--version"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

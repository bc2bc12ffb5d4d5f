//! The commands: one file each, all in [`COMMANDS`].

mod bench;
mod bless;
mod check;
mod docs;
mod generate;
mod load;
mod long;
mod new;
mod reword;
mod score;
mod verdicts;

use std::ffi::OsString;
use std::fmt::Write as _;

/// What a command gives back: nothing, or why it failed.
type Outcome = Result<(), String>;

/// A command of `cargo dev`.
struct Command {
    name: &'static str,
    args: &'static str,
    doc: &'static str,
    run: fn(&[&str]) -> Outcome,
}

/// Every command, in the order of the help.
const COMMANDS: &[Command] = &[
    Command { name: "check", args: "", doc: "everything that CI checks but the browser", run: check::run },
    Command {
        name: "docs",
        args: "[--check]",
        doc: "write the generated docs, or tell whether they are current",
        run: docs::run,
    },
    Command { name: "bless", args: "", doc: "write what is found into the examples of rule pages", run: bless::run },
    Command {
        name: "score",
        args: "[--in FOLDER] [--misses [FIELD]] [--held] [--json] [--raise]",
        doc: "precision, recall and F1 by key; raise the floors",
        run: score::run,
    },
    Command {
        name: "reword",
        args: "[--in FOLDER] OLD NEW | TABLE",
        doc: "what is read otherwise when notices say NEW for OLD",
        run: reword::run,
    },
    Command {
        name: "verdicts",
        args: "[--in FOLDER]",
        doc: "how well notices are told from other pages (not-notices/)",
        run: verdicts::run,
    },
    Command { name: "new", args: "rule KEY.CODE", doc: "begin a rule page", run: new::run },
    Command {
        name: "generate",
        args: "N DIR|-",
        doc: "write N made-up notices, a file each, or all to standard output",
        run: generate::run,
    },
    Command {
        name: "load",
        args: "[N] [--connections C] [--seconds S] [--at HOST:PORT]",
        doc: "many readers at once, of N made-up notices (100000) or of a server that runs",
        run: load::run,
    },
    Command {
        name: "bench",
        args: "[--json]",
        doc: "the reader's speed beside a plain scan for the same words",
        run: bench::run,
    },
];

/// Runs a command with its arguments.
pub(crate) fn run(words: &[&str]) -> Outcome {
    match words {
        [] | ["help" | "--help" | "-h"] => {
            print!("{}", usage());
            Ok(())
        }
        [name, rest @ ..] => match COMMANDS.iter().find(|c| c.name == *name) {
            Some(command) => (command.run)(rest),
            None => Err(format!("expected a command, found {name}\n\n{}", usage())),
        },
    }
}

fn usage() -> String {
    let mut out = "usage: cargo dev COMMAND\n\n".to_owned();
    for c in COMMANDS {
        let _ = writeln!(out, "  {:<46}{}", format!("{} {}", c.name, c.args), c.doc);
    }
    out
}

/// The Cargo that runs this command.
fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// What to say to arguments that a command does not know.
fn unknown(name: &str) -> String {
    let args = COMMANDS.iter().find(|c| c.name == name).map_or("", |c| c.args);
    format!("usage: cargo dev {name} {args}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, run, usage};

    #[test]
    fn commands_are_told_and_refuse_what_they_do_not_know() {
        for command in COMMANDS {
            assert!(usage().contains(command.doc));
            let error = run(&[command.name, "--surely-no-argument"]).unwrap_err();
            assert!(error.starts_with(&format!("usage: cargo dev {}", command.name)), "{error}");
        }
        assert!(run(&["polish"]).unwrap_err().starts_with("expected a command, found polish"));
    }
}

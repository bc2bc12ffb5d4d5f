//! `cargo dev …`

use std::process::ExitCode;

use dev::{bless, corpus, root, score};

const USAGE: &str = "usage: cargo dev score [--misses [FIELD]] | bless";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["score", rest @ ..] => run_score(rest),
        ["bless"] => bless::bless(&root()).map(|n| println!("{n} pages rewritten: read the diff")),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run_score(rest: &[&str]) -> Result<(), String> {
    let (misses, field) = match rest {
        [] => (false, None),
        ["--misses"] => (true, None),
        ["--misses", field] => (true, Some(*field)),
        _ => return Err(USAGE.to_owned()),
    };
    let reader = bless::reader(&root())?;
    for set in corpus::sets(&reader, &root())? {
        let result = score::score(&set);
        for miss in result.misses.iter().filter(|m| misses && !set.name.contains("held") && field.is_none_or(|f| m[1] == f)) {
            println!("{}", miss.join("\t"));
        }
        println!("{}", score::table(&set.name, set.cases.len(), &result));
    }
    Ok(())
}

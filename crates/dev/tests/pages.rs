//! One test per rule page: its examples hold.

use std::process::ExitCode;
use std::sync::Arc;

use dev::{bless, root};
use jikenbo_read::rule::check;
use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let reader = match bless::reader(&root()) {
        Ok(reader) => reader,
        Err(errors) => {
            eprintln!("{errors}");
            return ExitCode::FAILURE;
        }
    };
    let failures = Arc::new(check(&reader));
    let trials = reader.rules().pages().iter().map(|page| {
        let (file, failures) = (page.file.clone(), Arc::clone(&failures));
        Trial::test(page.id.clone(), move || {
            let told: Vec<String> = failures.iter().filter(|f| f.file == file).map(tell).collect();
            if told.is_empty() { Ok(()) } else { Err(told.concat().into()) }
        })
    });
    libtest_mimic::run(&args, trials.collect()).exit_code()
}

fn tell(failure: &jikenbo_read::Failure) -> String {
    let lines = |all: &[String]| if all.is_empty() { "nothing".to_owned() } else { all.join("\n    ") };
    format!(
        "\n{}:{}: {}\n  expected\n    {}\n  found\n    {}\n  (if what was found is right, `cargo dev bless` writes it)\n",
        failure.file,
        failure.line,
        failure.input,
        lines(&failure.expected),
        lines(&failure.found)
    )
}

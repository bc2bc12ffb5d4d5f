//! `cargo dev bless`

use dev::{bless, root};

use super::{Outcome, unknown};

pub(super) fn run(args: &[&str]) -> Outcome {
    if !args.is_empty() {
        return Err(unknown("bless"));
    }
    let pages = bless::bless(&root())?;
    println!("{pages} pages rewritten: read the diff");
    Ok(())
}

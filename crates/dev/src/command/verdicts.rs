//! `cargo dev verdicts`

use dev::verdicts::{all, folder};
use dev::{bless, root};

use super::{Outcome, unknown};

/// What was taken for something else is named, but never in a held half.
pub(super) fn run(args: &[&str]) -> Outcome {
    let reader = bless::reader(&root())?;
    let sets = match args {
        [] => all(&reader, &root())?,
        ["--in", path] => vec![folder(&reader, std::path::Path::new(path))?],
        _ => return Err(unknown("verdicts")),
    };
    for texts in sets {
        let (right, of) = (texts.right(), texts.judged.len());
        println!("{:<24} {right} of {of} right ({:.3})", texts.name, right as f64 / of.max(1) as f64);
        let wrong = texts.judged.iter().filter(|one| one.refused.is_none() != texts.notices);
        for one in wrong.filter(|_| !texts.name.contains("held")) {
            println!("  {}: {}", one.name, one.refused.as_deref().unwrap_or("taken for a notice"));
        }
    }
    Ok(())
}

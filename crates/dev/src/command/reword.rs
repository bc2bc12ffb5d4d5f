//! `cargo dev reword`

use std::fs;
use std::path::Path;

use dev::reword::{Pair, Texts, pairs};
use dev::{bless, root};

use super::{Outcome, unknown};

pub(super) fn run(args: &[&str]) -> Outcome {
    let reader = bless::reader(&root())?;
    let (texts, rest) = match args {
        ["--in", folder, rest @ ..] => (Texts::folder(&reader, Path::new(folder))?, rest),
        rest if rest.iter().any(|word| word.starts_with('-')) => return Err(unknown("reword")),
        rest => (Texts::corpus(&reader, &root())?, rest),
    };
    match rest {
        [table] => {
            let text = fs::read_to_string(table).map_err(|e| format!("{table}: {e}"))?;
            let pairs = pairs(&text).map_err(|e| format!("{table}, {e}"))?;
            pairs.iter().for_each(|pair| tell(&texts, pair));
        }
        [old, new] => tell(&texts, &Pair::new(old, new)?),
        _ => return Err(unknown("reword")),
    }
    Ok(())
}

fn tell(texts: &Texts<'_>, pair: &Pair) {
    let found = texts.reword(pair);
    println!("{pair}: stands in {} notices, of which {} are read otherwise", found.notices, found.differ);
    found.changes.iter().for_each(|change| println!("  {}", change.join("\t")));
}

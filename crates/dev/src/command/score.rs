//! `cargo dev score`

use dev::corpus::{Set, sets};
use dev::floor::Floors;
use dev::score::{Score, json, score, table};
use dev::{bless, root};

use super::{Outcome, unknown};

pub(super) fn run(args: &[&str]) -> Outcome {
    let sets = || sets(&bless::reader(&root())?, &root());
    match args {
        [] => show(&open(sets()?)),
        ["--held"] => show(&sets()?),
        ["--misses"] => misses(&open(sets()?), None),
        ["--misses", field] if !field.starts_with('-') => misses(&open(sets()?), Some(field)),
        ["--json"] => {
            let all = sets()?.iter().map(|set| (set.name.clone(), json(set.cases.len(), &score(set)))).collect();
            println!("{:#}", serde_json::Value::Object(all));
            Ok(())
        }
        ["--raise"] => raise(&sets()?),
        ["--in", folder] => show(&[folder_set(folder)?]),
        ["--in", folder, "--misses"] => misses(&[folder_set(folder)?], None),
        ["--in", folder, "--misses", field] => misses(&[folder_set(folder)?], Some(field)),
        _ => Err(unknown("score")),
    }
}

/// A folder of notices (NAME.txt) and the facts in them (NAME.json): a person's own, of any origin.
fn folder_set(folder: &str) -> Result<Set, String> {
    let cases = dev::corpus::labelled(&bless::reader(&root())?, std::path::Path::new(folder))?;
    Ok(Set { name: folder.to_owned(), cases })
}

/// The sets that may be steered by: whoever writes rules need not see even the totals of the held half.
fn open(sets: Vec<Set>) -> Vec<Set> {
    sets.into_iter().filter(|set| !set.name.contains("held")).collect()
}

fn show(sets: &[Set]) -> Outcome {
    for set in sets {
        println!("{}", table(&set.name, set.cases.len(), &score(set)));
    }
    Ok(())
}

/// What is missed and wrong, but never in the held half: rules that are written by it would only seem to be right.
fn misses(sets: &[Set], field: Option<&str>) -> Outcome {
    let wanted = |score: &Score| score.misses.iter().filter(|m| field.is_none_or(|f| m[1] == f)).cloned().collect::<Vec<_>>();
    for set in sets.iter().filter(|set| !set.name.contains("held")) {
        wanted(&score(set)).iter().for_each(|miss| println!("{}", miss.join("\t")));
    }
    show(sets)
}

fn raise(sets: &[Set]) -> Outcome {
    let mut floors = Floors::load(&root()).unwrap_or_default();
    let halves = sets.iter().filter(|set| set.name.starts_with("corpus"));
    let raised: usize = halves.map(|set| floors.raise(&set.name, &score(set))).sum();
    floors.save(&root())?;
    println!("{raised} floors rose");
    Ok(())
}

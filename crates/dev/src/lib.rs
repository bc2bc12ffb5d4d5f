//! The developer commands of jikenbo: check, docs, bless, score, reword, new rule, generate, bench. Not published, not part of the
//! program.

pub mod bless;
pub mod contract;
pub mod corpus;
pub mod floor;
pub mod fuzz;
pub mod generate;
pub mod load;
pub mod manual;
pub mod mutate;
pub mod random;
pub mod reword;
pub mod score;
pub mod verdicts;

use std::path::{Path, PathBuf};

/// The folder of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    crates.and_then(Path::parent).unwrap_or(Path::new(".")).to_owned()
}

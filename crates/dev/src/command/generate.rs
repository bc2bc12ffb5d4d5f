//! `cargo dev generate`

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use dev::generate::notice;

use super::{Outcome, unknown};

pub(super) fn run(args: &[&str]) -> Outcome {
    let [count, place] = args else { return Err(unknown("generate")) };
    let Ok(count) = count.parse::<u64>() else { return Err(unknown("generate")) };
    if *place == "-" {
        let mut out = io::stdout().lock();
        return (0..count).try_for_each(|n| writeln!(out, "{}", notice(n))).map_err(|e| e.to_string());
    }
    let folder = Path::new(place);
    fs::create_dir_all(folder).map_err(|e| format!("{place}: {e}"))?;
    for n in 0..count {
        let path = folder.join(format!("{:06}.txt", n + 1));
        fs::write(&path, notice(n)).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

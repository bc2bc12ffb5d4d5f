//! Notices are told from other pages, at least so well.

#![allow(clippy::unwrap_used, reason = "a test")]

use dev::verdicts::all;
use dev::{bless, root};

#[test]
fn notices_are_kept_and_other_pages_are_not() {
    let sets = all(&bless::reader(&root()).unwrap(), &root()).unwrap();
    assert!(sets.iter().filter(|set| set.notices).map(|set| set.judged.len()).sum::<usize>() >= 60);
    assert!(sets.iter().filter(|set| !set.notices).map(|set| set.judged.len()).sum::<usize>() >= 60);
    for set in sets.into_iter().filter(|set| !set.judged.is_empty()) {
        // Losing a notice is worse than keeping another page.
        let least = if set.notices { 0.97 } else { 0.65 };
        let share = set.right() as f64 / set.judged.len() as f64;
        assert!(share >= least, "{}: {share:.3} are right, expected {least}: `cargo dev verdicts`", set.name);
    }
}

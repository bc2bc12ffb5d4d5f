//! Queries and folding for search.

use jikenbo_search::{Engine, Entry, Facts, Line, Needle, PlainCodes, Query, Scan, fold, fold_with_map};

/// Queries: an error or conditions that are written as they are read; folding leads back to whole characters; what is looked for is
/// found in itself.
pub fn query(bytes: &[u8]) {
    let source = String::from_utf8_lossy(bytes);
    let folded = fold_with_map(&source);
    assert_eq!(folded.text, fold(&source), "the map changes nothing");
    for (at, c) in folded.text.char_indices() {
        let (start, end) = folded.source(at, at + c.len_utf8());
        assert!(source.get(start..end).is_some(), "{start}..{end} is no stretch of {source:?}");
    }
    let word: String = source.chars().take(40).collect();
    if let Some(needle) = Needle::word(&word) {
        assert!(needle.is_in(&fold(&word)), "{word:?} is not in itself: {needle:?}");
    }
    let Ok(query) = Query::parse(&source, &PlainCodes) else { return };
    let written = query.to_string();
    assert_eq!(Query::parse(&written, &PlainCodes).as_ref(), Ok(&query), "{source:?} is written {written:?}");
    let line = Line { facts: Facts { title: source.chars().take(100).collect(), ..Facts::default() }, ..Line::default() };
    let scan = Scan::new(vec![Entry::new("C000-0000", vec![(line, source.into_owned())])]);
    assert!(scan.count(&query).is_ok_and(|n| n <= 1));
}

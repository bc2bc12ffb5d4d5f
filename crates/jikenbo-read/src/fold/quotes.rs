//! One pair of quotation marks: 『あさひ』, “あさひ” and "あさひ" are 「あさひ」, unless they stand within other marks, where they tell the inner from the outer.

use super::letters::is_japanese;

/// The marks, each with the one that closes it.
const PAIRS: [(char, char); 3] = [('「', '」'), ('『', '』'), ('“', '”')];

/// What is quoted is no longer than this many bytes: a mark that was never closed counts no further.
const LONGEST: usize = 400;

/// A mark that stands open.
struct Open {
    at: usize,
    mark: char,
    /// Others stand within it.
    nested: bool,
}

/// The marks that are written otherwise than 「 and 」, in no order: where each begins and ends, and what it is instead.
pub(super) fn marks(source: &str) -> Vec<(usize, usize, &'static str)> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (at, c) in source.char_indices().filter(|(_, c)| is_mark(*c)) {
        open.retain(|o| at - o.at <= LONGEST);
        if PAIRS.iter().any(|(first, _)| *first == c) {
            open.iter_mut().for_each(|o| o.nested = true);
            open.push(Open { at, mark: c, nested: false });
            continue;
        }
        let Some(n) = open.iter().rposition(|o| PAIRS.contains(&(o.mark, c))) else { continue };
        let whole = n == 0 && n + 1 == open.len() && !open[n].nested && c != '」';
        if whole {
            let first = open[n].at;
            found.extend([(first, first + c.len_utf8(), "「"), (at, at + c.len_utf8(), "」")]);
        }
        open.truncate(n);
    }
    found.extend(straight(source));
    found
}

/// The straight marks of lines that hold pairs of them around Japanese words and no other marks: where "…" opens, its like closes.
fn straight(source: &str) -> Vec<(usize, usize, &'static str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let at: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
        let words = |pair: &[usize]| line[pair[0] + 1..pair[1]].chars().next().is_some_and(is_japanese);
        if !at.is_empty() && at.len().is_multiple_of(2) && !line.contains(is_mark) && at.chunks(2).all(words) {
            found.extend(at.iter().enumerate().map(|(n, at)| (start + at, start + at + 1, if n % 2 == 0 { "「" } else { "」" })));
        }
        start += line.len();
    }
    found
}

const fn is_mark(c: char) -> bool {
    matches!(c, '「' | '」' | '『' | '』' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use crate::fold::Folded;

    #[test]
    fn marks_are_one_but_within_others() {
        let folded = |source: &str| Folded::new(source).text;
        assert_eq!(folded("通販『あさひ』と“みなと”の"), "通販「あさひ」と「みなと」の");
        assert_eq!(folded("「通販『あさひ』の件」"), "「通販『あさひ』の件」");
        assert_eq!(folded("『通販「あさひ」の件』"), "『通販「あさひ」の件』");
        assert_eq!(folded("通販\"あさひ\"の15\"画面"), "通販\"あさひ\"の15\"画面");
        assert_eq!(folded("通販\"あさひ\"の画面"), "通販「あさひ」の画面");
        assert_eq!(folded("『閉じない"), "『閉じない");
        assert_eq!(folded("』から『あさひ』へ"), "』から「あさひ」へ");
    }
}

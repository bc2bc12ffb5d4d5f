//! Where the words of a search stand: the sentence to show, and its parts to mark.

use jikenbo_search::{Needle, fold_with_map};

/// How many characters of a sentence are shown around its first match.
const AROUND: usize = 60;

/// The matches of any of `needles` in `text`, as byte ranges in order, none overlapping another.
fn matches(text: &str, needles: &[Needle]) -> Vec<(usize, usize)> {
    if needles.is_empty() {
        return Vec::new();
    }
    let folded = fold_with_map(text);
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    while let Some((start, end)) =
        needles.iter().filter_map(|n| n.find(&folded.text, from)).min_by_key(|(start, end)| (*start, usize::MAX - *end))
    {
        let (a, b) = folded.source(start, end);
        match out.last_mut() {
            // A letter of the source can stand for several folded ones, which then meet.
            Some(last) if last.1 > a => last.1 = last.1.max(b),
            _ => out.push((a, b)),
        }
        from = end.max(start + 1);
        while from < folded.text.len() && !folded.text.is_char_boundary(from) {
            from += 1;
        }
    }
    out
}

/// `text` cut at its matches: each part, and whether it is one.
#[must_use]
pub(super) fn parts<'t>(text: &'t str, needles: &[Needle]) -> Vec<(&'t str, bool)> {
    let mut out = Vec::new();
    let mut from = 0;
    for (start, end) in matches(text, needles) {
        out.push((&text[from..start], false));
        out.push((&text[start..end], true));
        from = end;
    }
    out.push((&text[from..], false));
    out.retain(|(part, _)| !part.is_empty());
    out
}

/// The sentence of `text` that holds the most of `needles`, shortened around its first match. The title is passed over: it is
/// shown anyway.
#[must_use]
pub(super) fn sentence(text: &str, needles: &[Needle], title: &str) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for sentence in text.split_inclusive(['。', '\n']).map(str::trim).filter(|s| !s.is_empty() && *s != title) {
        let folded = fold_with_map(sentence);
        let n = needles.iter().filter(|needle| needle.is_in(&folded.text)).count();
        if n > best.map_or(0, |(most, _)| most) {
            best = Some((n, sentence));
        }
        if n == needles.len() {
            break;
        }
    }
    best.map(|(_, sentence)| shortened(sentence, needles))
}

fn shortened(sentence: &str, needles: &[Needle]) -> String {
    let first = matches(sentence, needles).first().map_or(0, |(start, _)| *start);
    let before = sentence[..first].chars().count();
    let skip = before.saturating_sub(AROUND / 2);
    let shown: String = sentence.chars().skip(skip).take(2 * AROUND).collect();
    let cut_after = sentence.chars().count() > skip + 2 * AROUND;
    format!("{}{shown}{}", if skip > 0 { "…" } else { "" }, if cut_after { "…" } else { "" })
}

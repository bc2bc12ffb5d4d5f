//! Where words stand in a text: those that a person gives, and those of an older version.

use std::collections::BTreeMap;

use super::claim::Claim;
use crate::changes::{self, Side};

/// A place where words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// In Unicode code points, end exclusive.
    pub span: [u32; 2],
    /// The words as they stand there: their blanks may differ from those that were looked for.
    pub words: String,
}

/// So many places are told; a word that stands more often proves nothing.
const MOST: usize = 200;

/// Every place where words stand in a text: to the letter, or else with other blanks (a line that is broken elsewhere).
#[must_use]
pub fn occurrences(text: &str, words: &str) -> Vec<Place> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    // Counts code points only once from place to place.
    let (mut byte, mut point) = (0, 0);
    for (at, _) in text.match_indices(words).take(MOST) {
        point += count(text, byte, at);
        byte = at;
        found.push(Place { span: [point, point + words.chars().count() as u32], words: words.to_owned() });
    }
    if found.is_empty() { loosely(text, words) } else { found }
}

fn count(text: &str, from: usize, to: usize) -> u32 {
    text.get(from..to).map_or(0, |t| t.chars().count()) as u32
}

/// The same without blanks on both sides.
fn loosely(text: &str, words: &str) -> Vec<Place> {
    let letters: Vec<(u32, char)> = (0..).zip(text.chars()).filter(|(_, c)| !c.is_whitespace()).collect();
    let squeezed: String = letters.iter().map(|(_, c)| c).collect();
    let wanted = super::claim::squeezed(words);
    let length = wanted.chars().count();
    let (mut byte, mut letter) = (0, 0);
    let mut found = Vec::new();
    for (at, _) in squeezed.match_indices(wanted.as_str()).take(MOST) {
        letter += count(&squeezed, byte, at) as usize;
        byte = at;
        let ends = letters.get(letter).zip(letters.get(letter + length - 1));
        if let Some(((start, _), (last, _))) = ends {
            found.push(Place { span: [*start, last + 1], words: cut(text, [*start, last + 1]) });
        }
    }
    found
}

/// The words at a span of code points.
pub(super) fn cut(text: &str, span: [u32; 2]) -> String {
    text.chars().skip(span[0] as usize).take(span[1].saturating_sub(span[0]) as usize).collect()
}

/// Finds claims on other versions again in one text.
pub(super) struct Places<'t> {
    text: &'t str,
    n: i64,
    /// By version: stretches that stand in both texts, as (start there, start here, length), in code points.
    kept: BTreeMap<i64, Vec<(u32, u32, u32)>>,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str, n: i64, texts: &BTreeMap<i64, String>) -> Self {
        let others = texts.iter().filter(|(other, _)| **other != n);
        Self { text, n, kept: others.map(|(other, old)| (*other, kept(old, text))).collect() }
    }

    /// The words of a claim in the text; `None` if they no longer stand there.
    pub(super) fn find(&self, claim: &Claim) -> Option<Place> {
        let here = |span| Place { span, words: cut(self.text, span) };
        let is = |place: &Place| super::claim::squeezed(&place.words) == super::claim::squeezed(&claim.quote);
        let [start, end] = claim.span;
        let moved = if claim.n == self.n { Some(start) } else { self.moved(claim.n, start) };
        let straight = moved.map(|at| here([at, at + end.saturating_sub(start)])).filter(|p| is(p) && p.span[1] > p.span[0]);
        straight.or_else(|| {
            let near = moved.unwrap_or(start);
            occurrences(self.text, &claim.quote).into_iter().min_by_key(|place| place.span[0].abs_diff(near))
        })
    }

    /// Where a place of another version is now, or near where it would be.
    fn moved(&self, n: i64, at: u32) -> Option<u32> {
        let stretches = self.kept.get(&n)?;
        let before = stretches.iter().rev().find(|(there, ..)| *there <= at)?;
        Some(before.1 + (at - before.0).min(before.2))
    }
}

fn kept(old: &str, new: &str) -> Vec<(u32, u32, u32)> {
    let (mut there, mut here) = (0, 0);
    let mut out = Vec::new();
    for piece in changes::words(old, new) {
        let length = piece.text.chars().count() as u32;
        match piece.side {
            Side::Both => {
                out.push((there, here, length));
                there += length;
                here += length;
            }
            Side::Removed => there += length,
            Side::Added => here += length,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_found_at_every_place_and_over_a_broken_line() {
        let spans = |text, words| occurrences(text, words).into_iter().map(|p| (p.span, p.words)).collect::<Vec<_>>();
        assert_eq!(spans("𠮷野の氏名、氏名", "氏名"), [([3, 5], "氏名".to_owned()), ([6, 8], "氏名".to_owned())]);
        assert_eq!(spans("個人\n　情報の", "個人情報"), [([0, 6], "個人\n　情報".to_owned())]);
        assert_eq!(spans("氏名", "住所"), []);
        assert_eq!(spans("氏名", " "), []);
    }

    #[test]
    fn words_move_with_the_text_around_them() {
        let (old, new) = ("氏名。氏名を含みます。", "続報です。氏名。さらに氏名を含みます。");
        let places = Places::new(new, 2, &BTreeMap::from([(1, old.to_owned())]));
        let claim = |quote: &str, span| Claim { key: "data_items".into(), value: json!({}), quote: quote.into(), span, n: 1 };
        assert_eq!(places.find(&claim("氏名", [0, 2])).map(|p| p.span), Some([5, 7]));
        assert_eq!(places.find(&claim("氏名", [3, 5])).map(|p| p.span), Some([11, 13]));
        assert_eq!(places.find(&claim("住所", [3, 5])), None);
    }
}

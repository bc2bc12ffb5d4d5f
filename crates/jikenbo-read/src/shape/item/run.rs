//! Items that are named side by side: 氏名、住所及び電話番号; ・氏名 ⏎ ・住所; ①氏名 ②住所.

use crate::apply::Find;
use crate::shape::Shaper;

/// Items side by side.
#[derive(Debug)]
pub(super) struct Run<'f> {
    /// One find for each item, in reading order.
    pub(super) finds: &'f [Find],
    /// Where the first begins and the last ends.
    pub(super) start: u32,
    pub(super) end: u32,
    /// How many different items.
    pub(super) size: usize,
    /// Where the list's next line begins, if it is no part of this run: nothing behind it speaks of these items.
    pub(super) limit: u32,
}

/// The runs of items among the finds, which stand in reading order. A list over several sentences (its lines) gives a run for each, all
/// of the whole list's size.
pub(super) fn runs<'f>(shaper: &Shaper<'_, '_, '_>, finds: &'f [Find]) -> Vec<Run<'f>> {
    let token = |f: &Find| shaper.text.tokens()[f.last()];
    let mut runs = Vec::new();
    let mut from = 0;
    for n in 0..finds.len() {
        let end = token(&finds[n]).end;
        let goes_on = finds.get(n + 1).is_some_and(|next| {
            let start = token(next).start;
            start <= end || joins(shaper.text.lexed.slice(end, start))
        });
        if !goes_on {
            split(shaper, &finds[from..=n], &mut runs);
            from = n + 1;
        }
    }
    runs
}

/// A run for each sentence of a list.
fn split<'f>(shaper: &Shaper<'_, '_, '_>, list: &'f [Find], runs: &mut Vec<Run<'f>>) {
    let token = |f: &Find| shaper.text.tokens()[f.last()];
    // What stands in brackets has a verdict of its own: メールアドレス(電話番号は含まれない).
    let depth = |f: &Find| shaper.text.clause_of[f.last()];
    let sentence = |f: &Find| shaper.text.clause(f.last()).sentence;
    let size = size(shaper, list);
    let broken = |a: &Find, b: &Find| breaks(shaper.text.lexed.slice(token(a).end, token(b).start));
    let chunks = list.chunk_by(|a, b| sentence(a) == sentence(b) && depth(a) == depth(b) && !broken(a, b));
    let mut rest = list;
    for finds in chunks {
        rest = &rest[finds.len()..];
        let next = finds.last().zip(rest.first()).filter(|(a, b)| broken(a, b));
        let limit = next.map_or(u32::MAX, |(_, b)| token(b).start);
        let start = finds.first().map_or(0, |f| token(f).start);
        let end = finds.iter().map(|f| token(f).end).max().unwrap_or(start);
        runs.push(Run { finds, start, end, size, limit });
    }
}

/// Whether the list's line ends between two items, and is not broken in the midst: 、 or 及び would go on.
fn breaks(between: &str) -> bool {
    let Some((first, last)) = between.split_once('\n') else { return false };
    let (first, last) = (first.trim(), last.trim());
    let goes_on = |c: char| matches!(c, '、' | '・' | ',' | '/');
    !(first.ends_with(goes_on)
        || last.starts_with(['、', ','])
        || JOINTS.iter().any(|w| first.ends_with(w) || last.starts_with(w)))
}

/// How many different items there are. Few are named twice, so comparing each with the eight before it is enough.
fn size(shaper: &Shaper<'_, '_, '_>, list: &[Find]) -> usize {
    let token = |n: usize| shaper.text.tokens()[list[n].last()];
    let code = |n: usize| shaper.rule(&list[n]).code.as_str();
    let apart = |m: usize, n: usize| token(m).end <= token(n).start;
    let new = |n: &usize| (n.saturating_sub(8)..*n).all(|m| apart(m, *n) && (code(m) != code(*n) || code(m) == "other"));
    (0..list.len()).filter(new).count()
}

/// The most characters between two items of a list.
const APART: usize = 26;

/// What ends a list: a predicate, or the particle before one.
const ENDS: &[&str] = &["は", "が", "を", "により", "には", "ます", "です", "ない", "から", "について", "し、", "で、", "にて"];

/// Predicates that end a list, but not where they stand before its next item: 、暗号化されたパスワード.
const PREDICATES: &[&str] = &["した", "して", "され"];

/// Words that join the items of a list.
const JOINTS: &[&str] = &["や", "と", "及び", "および", "並びに", "ならびに", "または", "もしくは", "のほか"];

/// Marks that join them, or with which a line of a list begins.
const fn is_mark(c: char) -> bool {
    matches!(c, '、' | '・' | ',' | '/' | '\n' | ' ' | '\t' | '」' | '①'..='⑳' | '(' | ')' | '|' | '│' | '+' | '▽' | '▼' | '◇')
}

/// What joins the items of a list: 氏名、住所及び電話番号, 氏名・住所, 氏名や住所, 氏名 住所.
fn joins(between: &str) -> bool {
    if is_of(between) {
        return true;
    }
    if !adjoins(between) {
        return false;
    }
    let joint = between.contains(is_mark) || JOINTS.iter().any(|w| between.contains(w));
    let short = between.char_indices().nth(APART).is_none();
    if !short || !joint || between.contains('。') || between.contains("\n\n\n") {
        return false;
    }
    // または is no topic.
    let or = between.contains("または").then(|| between.replace("または", "、"));
    let between = or.as_deref().unwrap_or(between);
    // 「氏名が41件(187人分)、住所が12件」: a figure stands between.
    let counted = between.contains(['件', '人', '名']) && between.bytes().any(|b| b.is_ascii_digit());
    let before = between.find(is_mark).map_or(between, |at| &between[..at]);
    counted || !ENDS.iter().any(|w| between.contains(w)) && !PREDICATES.iter().any(|w| before.contains(w))
}

/// 届け先の氏名, 履修科目の成績: one item of a list as well as two words.
fn is_of(between: &str) -> bool {
    const LONGEST: usize = 5;
    let noun = |c: char| matches!(c, '一'..='龠' | 'ァ'..='ヴ' | 'ー');
    between.strip_suffix('の').is_some_and(|word| word.chars().all(noun) && word.chars().nth(LONGEST).is_none())
}

/// Whether no line with words of its own stands between, and little on the lines of the items.
fn adjoins(between: &str) -> bool {
    let mut lines = between.split('\n').map(str::trim);
    let (first, last) = (lines.next(), lines.next_back());
    let Some(last) = last else { return true };
    let little = |words: &str| words.char_indices().nth(12).is_none();
    first.is_none_or(little) && little(last) && lines.all(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::joins;

    #[test]
    fn items_of_a_list_are_joined() {
        assert!(joins("、"));
        assert!(joins("及び"));
        assert!(joins("\n・"));
        assert!(joins("科目の"));
        assert!(!joins("を受けたときの"));
        assert!(joins("(漢字、カタカナ) ②"));
        assert!(!joins("は含まれず、"));
        assert!(!joins("。"));
        assert!(joins("、暗号化された"));
        assert!(joins("が41件(187人分)、"));
        assert!(!joins("した"));
        assert!(!joins("\n2 当課の対応\n・誤った"));
    }
}

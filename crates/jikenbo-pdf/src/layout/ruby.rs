//! Furigana: small kana set above the kanji they tell how to read. Between the lines they would stand as words of their own.

use crate::page::Run;

/// Furigana are half the size of their words, or a little more.
const SMALL: f32 = 0.65;

/// The runs without furigana.
pub(crate) fn without(runs: Vec<Run>) -> Vec<Run> {
    // Only few sizes are small enough: pages without any are left as they are.
    let mut bases: Vec<(f32, f32, f32, f32)> = runs.iter().map(|run| (run.base, run.left(), run.right(), run.size)).collect();
    bases.sort_by(|a, b| a.0.total_cmp(&b.0));
    let annotates = |run: &Run| {
        // What it stands over is at most a line and a half below.
        let from = bases.partition_point(|base| base.0 < run.base - 4.0 * run.size);
        bases[from..].iter().take_while(|base| base.0 < run.base).any(|&(base, left, right, size)| {
            let above = run.base - base;
            let beside = (run.left() + run.right()) / 2.0;
            run.size <= size * SMALL && above > 0.6 * size && above < 1.5 * size && left - size < beside && beside < right + size
        })
    };
    let keep: Vec<bool> = runs.iter().map(|run| !(is_kana(run) && annotates(run))).collect();
    runs.into_iter().zip(keep).filter_map(|(run, keep)| keep.then_some(run)).collect()
}

fn is_kana(run: &Run) -> bool {
    run.glyphs.iter().all(|glyph| matches!(glyph.char, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・' | ' ' | '\u{3000}'))
}

#[cfg(test)]
mod tests {
    use super::without;
    use crate::page::Run;

    #[test]
    fn small_kana_above_words_go_and_all_else_stays() {
        let runs = vec![
            Run::sample("脆弱性を悪用した", 100.0, 700.0, 10.0),
            Run::sample("ぜいじゃくせい", 97.0, 709.0, 5.0),
            Run::sample("注１", 150.0, 709.0, 5.0),
            Run::sample("ぜい", 300.0, 709.0, 5.0),
            Run::sample("かな", 100.0, 650.0, 5.0),
        ];
        let kept: Vec<String> = without(runs).iter().map(Run::text).collect();
        assert_eq!(kept, ["脆弱性を悪用した", "注１", "ぜい", "かな"]);
    }
}

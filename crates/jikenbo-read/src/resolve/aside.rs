//! Dates that are named aside: 同日 after them is the day told before.

/// What follows a date that is named aside: how things stand (12月1日現在), or what is held then (3月8日に開催予定の交流会).
pub(super) const ASIDE: [&str; 9] =
    ["現在", "時点", "現時点", "開催", "に開催", "に開かれる", "に行われる予定", "に予定", "実施予定"];

/// Whether words say what is to be done on a day, as what a thing is: に訪問する家, の授業で使う.
pub(super) fn is_aside(after: &str) -> bool {
    const FAR: usize = 12;
    let noun = |c: char| matches!(c, '一'..='龠' | 'ァ'..='ヴ' | '「');
    let Some(words) = after.strip_prefix('に').or_else(|| after.strip_prefix('の')) else { return false };
    let mut before = ' ';
    for (at, c) in words.char_indices().take(FAR) {
        if matches!(before, 'る' | 'う' | 'す' | 'く') && noun(c) && at > 0 {
            return true;
        }
        if matches!(c, '、' | '。' | '\n' | 'を' | 'た') {
            return false;
        }
        before = c;
    }
    false
}

//! What stands in somebody's words: in 「6月3日、業者から、サーバーを止めたとの報告があった」 the day is that of the report, and tells of no stop.

use super::date_of;
use crate::apply::Find;
use crate::shape::Shaper;

/// How far from a find the teller and the telling are looked for, in bytes.
const FAR: u32 = 300;

/// What somebody tells.
const NEWS: [&str; 15] = [
    "報告",
    "連絡",
    "通報",
    "説明",
    "回答",
    "情報",
    "指摘",
    "申告",
    "申し出",
    "問い合わせ",
    "一報",
    "第一報",
    "返信",
    "知らせ",
    "電話",
];

/// What makes the words before it those of somebody.
const SAID: [&str; 5] = ["との", "旨の", "という", "といった", "とする"];

/// Whether a find is only what somebody told on its day: the teller stands right behind the day, or behind what he told.
pub(super) fn told(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let (text, tokens) = (shaper.text, shaper.text.tokens());
    let Some(date) = date_of(shaper, find).map(|d| tokens[d]) else { return false };
    let first = find.tokens().filter(|t| !tokens[*t].is_when()).map(|t| tokens[t].start).min().unwrap_or(date.end);
    if first < date.end || first - date.end > FAR {
        return false;
    }
    // 受け取った方から、削除したとの返事があった: it is gone, whoever says so.
    let deleted = ["削除", "消去", "破棄", "廃棄", "返却", "回収"];
    let word = text.lexed.slice(tokens[find.last()].start, tokens[find.last()].end);
    if shaper.rule(find).code.as_str() == "containment" && deleted.iter().any(|w| word.contains(w)) {
        return false;
    }
    let sentence = text.sentence(find.last());
    let last = tokens[find.last()].end;
    let after = text.lexed.stretch(last, sentence.end.min(last + FAR)).split(['。', '\n']).next().unwrap_or("");
    let before = text.lexed.slice(date.end, first);
    told_by(before) && says(after) || then_teller(after)
}

/// Whether words begin with who tells: 、委託先から、; 事業者より「.
fn told_by(words: &str) -> bool {
    const LONGEST: usize = 30;
    let words = words.trim_start_matches(['、', ',', ' ', ':', 'に', 'は', '頃', '\t', '|']);
    let teller = ["から", "より"].iter().filter_map(|w| words.find(w).map(|at| (at, at + w.len()))).min();
    teller.is_some_and(|(at, end)| {
        let name = &words[..at];
        let named = !name.is_empty() && name.chars().count() <= LONGEST && !name.contains(['。', '、', 'を', 'が']);
        named && words[end..].starts_with(['、', ',', '「', 'は'])
    })
}

/// Whether words go on, before another teller or day, to say that they were told: …との報告があった.
fn says(after: &str) -> bool {
    let told = |at: usize, word: &str| {
        let rest = &after[at + word.len()..];
        let rest = rest.trim_start_matches(['ご', 'お', '御']);
        NEWS.iter().any(|w| rest.starts_with(w))
    };
    SAID.iter().any(|w| after.match_indices(w).any(|(at, _)| told(at, w)))
}

/// Whether who told stands right behind what was told: …が見つかったと警察から連絡があった.
fn then_teller(after: &str) -> bool {
    const LONGEST: usize = 20;
    let Some(rest) = ["たと", "ていると", "ったと"].iter().find_map(|w| after.strip_prefix(w)) else { return false };
    let rest = rest.trim_start_matches('、');
    let teller = ["から", "より"].iter().filter_map(|w| rest.find(w).map(|at| (at, at + w.len()))).min();
    teller.is_some_and(|(at, end)| {
        let told = rest[end..].trim_start_matches(['、', 'の', 'も', 'ご', 'お']);
        at > 0 && rest[..at].chars().count() <= LONGEST && !rest[..at].contains('、') && NEWS.iter().any(|w| told.starts_with(w))
    })
}

/// Whether somebody looked, before a deed is told, and found it: 13日、窓口で確認したところ、別の書面を送付したことが判明.
pub(super) fn looked_up(shaper: &Shaper<'_, '_, '_>, find: &Find, deed: u32) -> bool {
    const LOOKED: [&str; 7] = [
        "確認したところ",
        "調べたところ",
        "調査したところ",
        "問い合わせたところ",
        "照合したところ",
        "尋ねたところ",
        "聞き取ったところ",
    ];
    let head = shaper.text.lexed.slice(shaper.text.sentence(find.last()).start.min(deed), deed);
    LOOKED.iter().any(|w| head.contains(w))
}

/// Whether nobody but the public is asked to forgive: 14日に事実を公表し|謝罪し.
pub(super) fn told_all(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const TOLD: [&str; 6] = ["公表し", "発表し", "公表して", "発表して", "公表の上", "公表した上で"];
    const REGRET: [&str; 4] = ["謝罪", "お詫び", "おわび", "陳謝"];
    let token = shaper.text.tokens()[find.last()];
    let before = &shaper.text.lexed.text()[..token.start as usize];
    let word = shaper.text.lexed.slice(token.start, token.end);
    TOLD.iter().any(|w| before.trim_end_matches('、').ends_with(w)) && REGRET.iter().any(|w| word.starts_with(w))
}

/// Whether it is told that a call came in, and not that somebody was told: 別の住所に届いたという|連絡|がありました.
pub(super) fn came_in(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const SAID: [&str; 4] = ["という", "との", "旨の", "といった"];
    const CAME: [&str; 5] = ["があ", "を受け", "が入", "が寄せ", "をいただ"];
    let (text, token) = (&shaper.text.lexed, shaper.text.tokens()[find.last()]);
    let (before, after) = (&text.text()[..token.start as usize], &text.text()[token.end as usize..]);
    SAID.iter().any(|w| before.trim_end_matches('ご').ends_with(w)) && CAME.iter().any(|w| after.starts_with(w))
}

/// Whether all that somebody told is that he did away with what he had: 削除したとの|返信を受けた.
pub(super) fn undone_there(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    const BEFORE: u32 = 60;
    const AWAY: [&str; 7] = ["削除", "消去", "破棄", "廃棄", "裁断", "返送", "開封せず"];
    let token = shaper.text.tokens()[find.last()];
    let words = shaper.text.lexed.stretch(token.start.saturating_sub(BEFORE), token.end);
    let said =
        ["したとの", "した旨", "したという", "済みとの", "済みである旨", "したと"].iter().filter_map(|w| words.rfind(w)).max();
    said.is_some_and(|at| AWAY.iter().any(|w| words[..at].ends_with(w)))
}

/// Whether a deed only names what was then undone on the day that is told: 10日、誤って公開したページを削除した.
pub(super) fn undone(shaper: &Shaper<'_, '_, '_>, find: &Find, later: &[Find]) -> bool {
    const MOST: usize = 100;
    let (text, date) = (shaper.text, date_of(shaper, find));
    let here = text.tokens()[find.last()];
    let sentence = text.clause(find.last()).sentence;
    let same = |f: &&Find| {
        let by = text.tokens()[f.last()];
        shaper.rule(f).code.as_str() == "containment"
            && date_of(shaper, f) == date
            && by.start >= here.end
            && text.clause_of_at(here.start) == text.clause_of_at(by.start)
    };
    let mut after = later.iter().take(MOST).take_while(|f| text.clause(f.last()).sentence == sentence).filter(same);
    after.next().is_some() && super::embedded::is_attribute(shaper, here)
}

#[cfg(test)]
mod tests {
    use super::{says, then_teller, told_by};

    #[test]
    fn what_somebody_told_is_known_by_the_teller_and_the_telling() {
        assert!(told_by("、委託先から、"));
        assert!(told_by("、保守会社より「"));
        assert!(!told_by("、委託先からの連絡を受け、"));
        assert!(!told_by("、社内の機器を止め、委託先から、"));
        assert!(says("したが、流出はないとの報告がありました"));
        assert!(says("した旨のご連絡を受けた"));
        assert!(!says("したとのことです"));
        assert!(then_teller("たと警察署から連絡があった"));
        assert!(!then_teller("たと発表した"));
    }
}

//! Figures that a measure, a heading or an exception sets apart from what was affected: 全職員(約900名)に周知, ■影響を受けていないもの,
//! 公表済みの23件を除く.

use super::passed::{after, before, starts};
use super::{Figure, Words};
use crate::shape::{Shaper, has};
use crate::sought::Sought;

/// Whether the figure is set apart from what was affected.
pub(super) fn is_set_apart(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    is_excepted(shaper, figure) || is_sweep(shaper, words, figure) || is_spared(shaper, figure)
}

/// 「公表済みのもの23件を除く」
fn is_excepted(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let said = after(shaper, figure).trim_start_matches([')', '分', ' ']);
    // 「204件(県による確認作業の2件を含む)」: what those counted themselves who looked into it.
    let own = ["確認作業の", "確認作業による", "職員による", "確認のための", "調査による", "調査のための"]
        .iter()
        .any(|w| before(shaper, figure).ends_with(w));
    starts(said, &["を除", "は除", "以外は", "以外に"]) || own && starts(said, &["を含", "も含"])
}

/// What is done to all there are, and not what was done to them.
static WORK: Sought = Sought::new(&[
    "徹底",
    "周知",
    "研修",
    "教育",
    "訓練",
    "点検",
    "調べ",
    "確認",
    "調査",
    "検査",
    "診断",
    "導入",
    "適用",
    "見直",
    "配布",
    "配備",
    "配り",
    "指導",
    "求め",
    "注意",
    "呼びかけ",
    "呼び掛け",
    "変更",
    "更新",
    "交換",
    "設定",
    "強化",
    "初期化",
    "聞き取り",
    "聴取",
    "監視",
    "搭載",
    "拡大",
    "展開",
    "義務",
    "禁止",
    "面談",
    "講習",
    "監査",
    "調整",
    "アンケート",
    "ヒアリング",
    "洗い出",
    "知らせ",
    "通知",
    "伝え",
    "指示",
]);

/// 「全営業職員(約4,300名)に規則を改めて徹底」 「社内にある全フォルダー(約4,200個)の共有範囲を総点検」: all there are, and not those affected.
fn is_sweep(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    let all = shaper.text.lexed.slice(figure.start, figure.end).starts_with('全');
    if !all && !of_all(before(shaper, figure)) || has(shaper, words.leak, sentence.start, figure.start) {
        return false;
    }
    let said = after(shaper, figure).trim_start_matches([')', ' ']);
    let behind = starts(said, &["に", "を", "の", "で", "へ", "が", "は", "も"]);
    let work = WORK.places(said).next().map(|at| figure.end.max(sentence.end - (said.len() - at) as u32));
    behind && work.is_some_and(|at| !has(shaper, words.leak, figure.end, at))
}

/// Whether the noun before a figure is said to be all there are: 全職員(, すべての端末 約, 各課の文書主任(.
fn of_all(lead: &str) -> bool {
    static ALL: Sought =
        Sought::new(&["全", "すべての", "各課", "各部", "各校", "各店", "各拠点", "各支", "各所属", "各園", "各施設", "各学校"]);
    const BEFORE: &[&str] = &["安", "完", "健", "保", "万"];
    const BEHIND: &[&str] = &["国", "体", "部", "額", "般", "角", "文", "日"];
    let lead = lead.trim_end_matches(['(', ' ', '約', '計', '、', '現', '在']);
    let from = lead.rfind(['、', '。', '\n', ')', 'は', 'が', 'に', '・', '「']).map_or(0, |at| at + 1);
    let phrase = &lead[lead.ceil_char_boundary(from)..];
    // No word of the list begins another.
    let begins = |at: usize| {
        let rest = ALL.prefix(&phrase[at..]).map_or("", |word| &phrase[at + word.len()..]);
        !rest.is_empty() && !starts(rest, BEHIND) && !BEFORE.iter().any(|other| phrase[..at].ends_with(other))
    };
    phrase.len() <= 120 && ALL.places(phrase).any(begins)
}

/// Headings that say of what stands under them that nothing befell it.
static SPARED: Sought = Sought::new(&[
    "受けていない",
    "影響のない",
    "影響がない",
    "影響はない",
    "影響なし",
    "影響のなかった",
    "影響がなかった",
    "対象外",
    "対象とならない",
    "対象にならない",
    "対象ではない",
    "対象でない",
    "含まれない",
    "含まれていない",
    "該当しない",
    "流出していない",
    "漏えいしていない",
    "被害のない",
    "被害がない",
    "被害なし",
    "被害のなかった",
    "問題のない",
    "異常のない",
    "異常なし",
]);

/// Whether the figure stands under a heading that says that nothing befell what it counts.
fn is_spared(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const DEEP: usize = 4;
    const LONG: u32 = 90;
    let lines = &shaper.text.lines;
    let mut at = lines[shaper.text.line_at(figure.start)].heading;
    for _ in 0..DEEP {
        let Some(line) = at.map(|n| lines[n as usize]) else { return false };
        let words = if line.end - line.body <= LONG { shaper.text.lexed.slice(line.body, line.end) } else { "" };
        // 2.流出した情報(カード情報は含まれない): a remark spares only what it names.
        let words = words.split('(').find(|part| !part.trim().is_empty()).unwrap_or("");
        let leaked = |before: &str| ["流出", "漏えい", "対象となる"].iter().any(|w| before.contains(w));
        if SPARED.places(words).next().is_some_and(|at| !leaked(&words[..at])) {
            return true;
        }
        at = line.heading;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::of_all;

    #[test]
    fn all_there_are() {
        assert!(of_all("全営業職員(約"));
        assert!(of_all("なお、社内にある全フォルダー("));
        assert!(of_all("各課の文書主任("));
        assert!(!of_all("安全運転の講習を受けた職員("));
        assert!(!of_all("全国の会員"));
        assert!(!of_all("流出した名簿の会員"));
    }
}

//! Persons and organisations that saw the data or got it: 閲覧した従業員 63名, 受け取ったのは所長6人, 部外者が3人閲覧し, お客様宛 233件.

use super::Figure;
use super::passed::{after, before, starts};
use crate::shape::Shaper;
use crate::sought::Sought;

/// What those do who see the data.
static LOOKED: Sought = Sought::new(&[
    "閲覧した",
    "閲覧していた",
    "閲覧できた",
    "見た",
    "見ていた",
    "見られた",
    "見ることができた",
    "見ることのできた",
    "開いた",
    "開いていた",
    "開封した",
    "目にした",
    "目にされた",
    "ご覧になった",
    "受け取った",
    "受け取られた",
    "受信した",
    "受信された",
    "入手した",
    "表示した",
    "ダウンロードした",
    "アクセスした",
    "アクセスできた",
    "共有を受けた",
    "見られる立場にあった",
    "閲覧できる立場にあった",
    "の情報を閲覧された",
    "の情報をご覧になった",
]);

/// What comes to those who then have the data: 届いたのは.
const CAME: &[&str] = &["届いた", "届いていた", "届いてしまった", "渡った", "渡っていた", "渡ってしまった"];

/// What persons, and firms, are called behind a verb of looking: only with such a noun the figure counts those who looked.
const NOUNS: &[&str] =
    &["方", "かた", "者", "人", "人数", "数", "員", "生", "生徒", "客様", "客さま", "会社", "企業", "業者", "会員"];

/// 「閲覧した委託先の従業員 63名」 「一覧を開いたかたは4名」 「受け取ったのは所長6人」: the persons are those who looked.
pub(super) fn looked(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let lead = before(shaper, figure).trim_end_matches([' ', ':', 'は', 'が', '、', '(', '\t', '約', '計']);
    let lead = lead.strip_suffix("最大").unwrap_or(lead).trim_end_matches([' ', ':', 'は', '\t']);
    named(undated(lead)) || is_cleft(before(shaper, figure), after(shaper, figure)) || floats(shaper, figure)
}

/// Without the day as of which they are counted: 「開いた方は、7月10日現在(で9名)」.
fn undated(lead: &str) -> &str {
    let end = ["現在で", "現在", "時点で"].iter().find_map(|w| lead.strip_suffix(w));
    let day = end.map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit() || "年月日時分令和同 ".contains(c)));
    day.map_or(lead, |rest| rest.trim_end_matches(['は', 'が', '、', ' ']))
}

/// 「閲覧した委託先の従業員」
fn named(lead: &str) -> bool {
    let last = |w: &&str| lead.rfind(*w).map(|at| at + w.len());
    let end = LOOKED.within(lead).then(|| LOOKED.words().iter().filter_map(last).max()).flatten();
    let Some(end) = end else { return false };
    let noun = &lead[end..];
    // 「見たと答えた方が5組」
    let noun = [
        "と答えた",
        "とお答えになった",
        "とお答えいただいた",
        "と回答した",
        "とご回答いただいた",
        "と申し出た",
        "と申告した",
        "とみられる",
        "と思われる",
        "と考えられる",
    ]
    .iter()
    .find_map(|w| noun.strip_prefix(w))
    .unwrap_or(noun);
    noun.len() <= 60 && NOUNS.iter().any(|w| noun.ends_with(w)) && !noun.contains(['、', 'は', 'が', 'を', 'に', '。', '\t'])
}

/// 「受け取ったのは所長6人と、取引のない会社の方1人です」
fn is_cleft(lead: &str, behind: &str) -> bool {
    const FAR: usize = 240;
    let from = lead.ceil_char_boundary(lead.len().saturating_sub(FAR));
    let near = &lead[from..];
    let topic =
        |w: &&&str| near.find(**w).is_some_and(|at| starts(&near[at + w.len()..], &["のは", "ものは", "方は", "人は", "者は"]));
    let said = starts(behind.trim_start_matches('分'), &["。", "で", "だ", "と", "、", "の計", "のみ", "だけ", ")"]);
    said && LOOKED.words().iter().chain(CAME).any(|w| topic(&w))
}

/// 「部外者が3人閲覧していました」: the figure stands between the viewers and what they do.
fn floats(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const DO: &[&str] = &["閲覧し", "見て", "開いて", "開封し", "受信し", "ダウンロードし", "アクセスし", "受け取"];
    let lead = before(shaper, figure);
    let lead = lead.strip_suffix("約").or_else(|| lead.strip_suffix("計")).unwrap_or(lead);
    lead.ends_with('が') && starts(after(shaper, figure).trim_start_matches(['ほ', 'ど', '、']), DO)
}

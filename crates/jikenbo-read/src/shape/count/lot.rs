//! Figures that say how many there are at all, how much data, or how often: they are affected only where that is said.

use super::passed::{after, before, floor, starts};
use super::{Figure, Words};
use crate::lex::Counter;
use crate::shape::{Shaper, has};
use crate::sought::Sought;

/// 「通知書994件を発送したところ、うち1件を別の方に」: all that were sent, of which a part went wrong.
pub(super) fn is_lot(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const SENT: &[&str] = &["発送した", "送付した", "郵送した", "配布した", "交付した", "送信した", "通知した"];
    let (lead, after) = (before(shaper, figure), after(shaper, figure));
    let total = lead.trim_end_matches(['は', ' ', '、', '約']).ends_with("総数") && !lead.contains('誤');
    if total && SENT.iter().any(|w| lead.contains(w)) || after.starts_with("の一部で、") && after.contains(['名', '人', '件'])
    {
        return true;
    }
    if is_all_sent(shaper, figure) {
        return true;
    }
    let Some(at) = after.find("したところ").filter(|at| *at <= 150) else { return false };
    let (sent, rest) = after.split_at(at);
    let rest = &rest[..floor(rest, 250)];
    ["発送", "郵送", "送付", "交付", "配布"].iter().any(|w| sent.ends_with(w))
        && ["うち", "氏分", "様分", "名分", "人分", "件分", "一部", "氏の分"].iter().any(|w| rest.contains(w))
}

/// 「通知書を494通郵送した。その際、…別の方の1通を」
fn is_all_sent(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const SENT: &[&str] = &[
        "郵送した。",
        "発送した。",
        "送付した。",
        "配布した。",
        "交付した。",
        "発送しました。",
        "送付しました。",
        "郵送しました。",
        "配布しました。",
    ];
    let next = shaper.text.lexed.stretch(figure.end, figure.end + 90);
    let next = next.trim_start_matches(['を', ' ']);
    let Some(rest) = SENT.iter().find_map(|w| next.strip_prefix(w)) else { return false };
    starts(rest.trim_start(), &["その際", "このうち", "そのうち", "その中", "ところが"]) && !before(shaper, figure).contains('誤')
}

/// 「サーバー22台のうち17台が暗号化」: of the whole nothing is said, unless it was affected itself (流出した1,200件のうち).
pub(super) fn is_whole(shaper: &Shaper<'_, '_, '_>, words: &Words, figure: &Figure) -> bool {
    let after = after(shaper, figure);
    // 「暗号化されたサーバー14台(保有38台のうち)」
    if starts(after, &["のうち)", "の内)", "中)"]) && before(shaper, figure).contains('(') {
        return true;
    }
    // 「端末18台中2台に」
    let among = after.strip_prefix('中').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // 「全校生徒310人中12人」
    let all = || before(shaper, figure).rsplit(['、', '。', 'は', 'が']).next().is_some_and(|noun| noun.starts_with('全'));
    let machine = matches!(figure.quantity.counter, Counter::Other | Counter::Organizations);
    // 「約1300台の端末のうち、およそ530台」
    let noun = after.strip_prefix('の').and_then(|rest| rest.find("のうち").map(|at| &rest[..at]));
    let noun = noun.is_some_and(|noun| noun.len() <= 36 && !noun.contains(['、', '。', 'が', 'を', 'は', 'に']));
    let of_things = noun && figure.quantity.counter == Counter::Other;
    if !(among && (machine || all())) && !of_things && !starts(after, &["のうち", "の内、", "中、", "中の"])
        || starts(after, &["のうちの一部", "のうち一部"])
    {
        return false;
    }
    let sentence = shaper.around(figure.n, figure.start, figure.end);
    // 「暗号化されたサーバーは、保有する41台のうち17台」
    let owned =
        ["保有する", "所有する", "設置する", "設置している", "稼働する", "稼働している", "使用する", "使用している", "ある"];
    let owned = owned.iter().any(|w| before(shaper, figure).trim_end_matches(['全', '約', '計']).ends_with(w));
    let told_before = has(shaper, words.leak, sentence.start, figure.start) && !owned;
    // 「手続きをした5250人のうち、600人分について、別の方の証明書を封筒に入れて発送した」
    let amiss = ["誤", "別の", "別人", "取り違え"].iter().any(|w| after.contains(w)) && after.contains("分について");
    let told_after = amiss || has(shaper, words.leak, figure.end, sentence.end);
    !told_before && (machine || told_after || among)
}

/// Pages and questions are how long something is, not how much was affected.
pub(super) fn counts_nothing(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let said = shaper.text.lexed.slice(figure.start, figure.end);
    // 一社研修, 一部署: a word that only begins as a figure does.
    let behind = &shaper.text.lexed.text()[figure.end as usize..];
    let kanji = |c: char| matches!(c, '一'..='龠');
    // 「1つのIDで複数のサービスに」
    if said.starts_with("1つの")
        || said.starts_with("一つの")
        || figure.quantity.counter == Counter::Times && is_rate(shaper, figure)
    {
        return true;
    }
    if is_number_of_heading(shaper, figure) || before(shaper, figure).ends_with('×') {
        return true;
    }
    if said.starts_with('一') && behind.starts_with(kanji) && !starts(behind, &["様", "分", "件", "中", "程", "以"]) {
        return true;
    }
    if VOLUMES.iter().any(|w| said.ends_with(w)) {
        return !is_taken(shaper, figure);
    }
    figure.quantity.counter == Counter::Other
        && !is_rewritten(shaper, figure)
        && !after(shaper, figure).starts_with("のIPアドレス")
        && !is_out_of_service(shaper, figure)
        && ["問", "ページ", "頁", "回線", "か所", "カ所", "ヶ所", "箇所"].iter().any(|w| said.ends_with(w))
}

/// 「影響範囲⏎ご契約のお客様 約11,400回線⏎公共施設 18か所」: lines and places without a service.
pub(super) fn is_out_of_service(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const SHORT: u32 = 90;
    let text = shaper.text;
    let line = text.lines[text.line_at(figure.start)];
    let label = text.lexed.stretch(line.body, figure.start.min(line.body + SHORT).max(line.body));
    let heading = line.heading.map_or("", |n| {
        let heading = text.lines[n as usize];
        text.lexed.slice(heading.body, heading.end.min(heading.body + SHORT).max(heading.body))
    });
    let said = text.lexed.slice(figure.start, figure.end);
    let told = |words: &str| {
        ["影響範囲", "影響の範囲", "影響を受けた", "影響があった", "影響のあった", "影響回線", "障害の範囲", "停止した"]
            .iter()
            .any(|w| words.contains(w))
    };
    ["回線", "か所", "カ所", "ヶ所", "箇所"].iter().any(|w| said.ends_with(w))
        && !label.contains('。')
        && (told(label) || told(heading))
}

/// 「Q7 サイトはいつ再開しますか」 「3 会員の情報」: a number before a heading or an answer, and not how many there are.
fn is_number_of_heading(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let said = shaper.text.lexed.slice(figure.start, figure.end);
    let Some((number, unit)) = said.split_once(' ') else { return false };
    let line = shaper.text.lines[shaper.text.line_at(figure.start)];
    let lead = shaper.text.lexed.slice(line.start.min(figure.start), figure.start).trim();
    let heads = lead.is_empty() || matches!(lead, "Q" | "A" | "問" | "答" | "第" | "(" | "Q." | "A." | "図" | "表");
    let counter = ["件", "名", "人", "社", "通", "枚", "台", "回", "冊", "部", "個", "点", "校", "店", "世帯"];
    heads
        && number.len() <= 2
        && number.bytes().all(|b| b.is_ascii_digit())
        && !counter.iter().any(|c| unit.trim_end_matches('分') == *c)
}

/// 「2ページが改ざんされ」 「3か所書き換えられ」 「書き換えられたのは7ページ」
pub(super) fn is_rewritten(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const DONE: &[&str] = &["改ざん", "書き換え", "書き足", "改変"];
    let behind = after(shaper, figure).trim_start_matches([')', 'が', 'の', 'を', 'で', 'も', 'に']);
    let lead = before(shaper, figure).trim_end_matches(['計', '全', '約', '、', ' ']);
    let told = ["されたのは", "られたのは", "されたページは", "られたページは"].iter().any(|w| lead.ends_with(w));
    // 「トップなど計23ページに、不正なサイトへ誘導する命令が埋め込まれ」
    let put = || {
        const PUT: &[&str] = &["埋め込ま", "挿入され", "追加され", "書き込ま", "仕込ま", "仕掛けら", "書き足され", "差し込ま"];
        let near = behind.split('。').next().unwrap_or("");
        let near = &near[..floor(near, 150)];
        after(shaper, figure).trim_start_matches(')').starts_with('に') && PUT.iter().any(|w| near.contains(w))
    };
    let said = shaper.text.lexed.slice(figure.start, figure.end);
    let places = said.ends_with(['ジ', '頁', '所']);
    places && (starts(behind, DONE) || told && DONE.iter().any(|w| lead.contains(w)) || !said.ends_with('所') && put())
}

/// How much data: 310GB.
pub(super) const VOLUMES: &[&str] = &["GB", "TB", "ギガバイト", "テラバイト"];

/// 「約310GBが外部へ送られた」, but not 「16GBのUSBメモリ」: how much data went out.
fn is_taken(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    static WENT: Sought = Sought::new(&[
        "送ら",
        "送信",
        "転送",
        "持ち出",
        "持ち去",
        "流出",
        "流れ出",
        "漏えい",
        "窃取",
        "盗",
        "外部へ",
        "外部に",
        "外へ",
        "外に",
        "ダウンロード",
        "アップロード",
        "抜き取",
        "抜き出",
        "取得され",
        "奪",
        "掲載",
        "公開",
    ]);
    let after = after(shaper, figure).trim_start_matches(['分', '相', '当', '以', '上', '超']);
    let data = starts(
        after,
        &[
            "のデータ",
            "のファイル",
            "の情報",
            "の通信",
            "のアーカイブ",
            "が",
            "を",
            "に及",
            "にのぼ",
            "に上",
            "。",
            "、",
            ")",
            "も",
        ],
    );
    data && (WENT.within(&after[..floor(after, 150)]) || WENT.within(before(shaper, figure)))
}

/// 「教育を年2回行う」
fn is_rate(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let lead = before(shaper, figure).trim_end_matches([' ', '約', 'に', '最', '大']);
    let span = ["年", "月", "週", "日", "毎年", "毎月", "毎週", "毎日"].iter().find_map(|w| lead.strip_suffix(w));
    span.is_some_and(|lead| {
        !lead.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '同' | '元' | '当' | '前' | '翌' | '今' | '本'))
    })
}

/// 「500ポイントを進呈」 「1ポイント=1円」: points that are given or explained.
pub(super) fn is_gift(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let points = shaper.text.lexed.slice(figure.start, figure.end).ends_with("ポイント");
    let after = after(shaper, figure);
    let near = &after[..floor(after, 45)];
    points
        && (["進呈", "付与", "プレゼント", "贈呈", "もらえ", "獲得"].iter().any(|w| near.contains(w))
            || starts(near, &["=", "あたり"]))
}

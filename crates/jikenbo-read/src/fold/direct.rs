//! What was done is said straight: サーバーの停止を行いました is サーバーを停止しました.
//!
//! Japanese may say any act by its noun and a verb that means nothing (を行う, を実施する, するに至る), may leave its ending out
//! (サーバーを停止、通信を遮断) or hang a noun that means nothing on its end (停止したところです). Each of them would double the words of every page. They are
//! undone here only behind nouns that tell what is done to a thing, and where the thing stands before them: 専門家の研修を行い stays. So does
//! 流出の確認を行い, which asks whether there was a leak, where 流出を確認し tells that there was.

use crate::letter::{is_kanji, is_noun};
use crate::sought::Sought;

/// Nouns that tell what is done to a thing, beside those of [`ENDS`], [`EFFORT`] and [`FOUND`]; longer ones end with one of them, too.
static DONE_TO: Sought = Sought::new(&[
    "休止",
    "中止",
    "中断",
    "封鎖",
    "分離",
    "凍結",
    "是正",
    "改定",
    "改訂",
    "改正",
    "抹消",
    "返却",
    "返還",
    "点検",
    "調査",
    "解析",
    "分析",
    "検証",
    "精査",
    "検査",
    "監査",
    "設定",
    "実装",
    "構築",
    "再建",
    "復旧",
    "復元",
    "再開",
    "公開",
    "公表",
    "発表",
    "通知",
    "提出",
    "送付",
    "送信",
    "発送",
    "発行",
    "配布",
    "配信",
    "交付",
    "掲載",
    "依頼",
    "要請",
    "解約",
    "終了",
    "廃止",
    "制限",
    "禁止",
    "移行",
    "制定",
    "策定",
    "開始",
    "閲覧",
    "取得",
    "操作",
    "登録",
    "投稿",
    "処分",
    "郵送",
    "投函",
    "採用",
    "新設",
    "暗号化",
    "非公開化",
]);

/// Nouns made of native verbs: 見直し is done as it stands, 見直す as a verb.
static NATIVE: Sought =
    Sought::new(&["見直し", "切り離し", "取り消し", "洗い出し", "切り替え", "差し替え", "入れ替え", "呼びかけ"]);

/// What somebody looks for when he does it, and has found when he is said to have done it.
static FOUND: Sought = Sought::new(&["確認", "把握", "特定", "発見", "検知", "紛失", "窃取"]);

/// What goes on once it is begun: an effort to do it (体制の強化に努め) is it. 復旧に努め may come to nothing.
static EFFORT: Sought = Sought::new(&["強化", "徹底", "改善", "整備", "周知", "見直し", "厳格化", "最新化", "増強"]);

/// Verbs that only say that the noun before them is done, and what is left of them behind a noun that tells what is done.
const LIGHT: &[(&str, &str)] = &[
    ("を行い", "し"),
    ("を行っ", "し"),
    ("を行う", "する"),
    ("を実施し", "し"),
    ("を実施する", "する"),
    ("が行われました", "されました"),
    ("が実施されました", "されました"),
    ("に踏み切りました", "しました"),
    ("に踏み切った", "した"),
    ("に踏み切り、", "し、"),
];

/// Verbs of effort, behind nouns of [`EFFORT`].
const TRY: &[(&str, &str)] = &[
    ("を図り", "し"),
    ("を図っ", "し"),
    ("を図る", "する"),
    ("に努めま", "しま"),
    ("に努め、", "し、"),
    ("に努めて", "して"),
    ("に努める", "する"),
];

/// Verbs that say that it is over, too: behind nouns of [`ENDS`] it makes no difference. 調査が完了し is another event.
const OVER: &[(&str, &str)] = &[
    ("が完了しました", "しました"),
    ("を完了しました", "しました"),
    ("を完了し、", "し、"),
    ("を終えました", "しました"),
    ("を終え、", "し、"),
];

/// What is done at one stroke.
static ENDS: Sought = Sought::new(&[
    "停止",
    "遮断",
    "切断",
    "隔離",
    "削除",
    "消去",
    "破棄",
    "廃棄",
    "回収",
    "変更",
    "更新",
    "修正",
    "訂正",
    "改修",
    "適用",
    "交換",
    "初期化",
    "無効化",
    "解除",
    "撤去",
    "閉鎖",
    "導入",
    "設置",
]);

/// Roundabout ways behind a verb, and what they come to.
const ROUND: &[(&str, &str)] = &[
    ("したところです。", "しました。"),
    ("したところである。", "した。"),
    ("た次第です。", "た。"),
    ("するに至りました", "しました"),
    ("するに至った", "した"),
    ("するに至り、", "し、"),
    ("するなどしました", "しました"),
    ("するなどした", "した"),
    ("するなどし、", "し、"),
];

/// What joins an act to the next, without telling how they hang together.
const JOINT: &[(&str, &str)] = &[
    ("、", "し、"),
    ("した後、", "し、"),
    ("した後に、", "し、"),
    ("したのち、", "し、"),
    ("するとともに、", "し、"),
    ("すると共に、", "し、"),
    ("するほか、", "し、"),
    ("したほか、", "し、"),
];

/// Ways to say that it has been done (停止済みです), and how it is said then.
const DONE: &[(&str, &str)] =
    &[("済みです", "しました"), ("済みである", "した"), ("済みであり", "してあり"), ("済み。", "した。")];

/// Before の, these tell when, how or whose, not what.
static NO_THING: Sought = Sought::new(&[
    "今後",
    "以下",
    "上記",
    "次",
    "前記",
    "下記",
    "後",
    "前",
    "時",
    "日",
    "月",
    "週",
    "定期",
    "回",
    "度",
    "ごと",
    "他",
    "別",
    "個別",
    "緊急",
    "当面",
    "一定",
    "所要",
    "必要",
    "外部",
    "第三者",
    "専門家",
    "専門機関",
    "専門業者",
    "専門会社",
    "独自",
    "一連",
    "同様",
    "追加",
    "以外",
    "偽",
    "最終",
    "最後",
    "最初",
    "初回",
    "都度",
    "全般",
]);

/// A change: where, and what stands there then.
type Change = (usize, usize, &'static str);

static LIGHTS: Sought = Sought::new(&[
    "を行",
    "を実施",
    "が行われま",
    "が実施されま",
    "を図",
    "に努め",
    "に踏み切",
    "が完了し",
    "を完了し",
    "を終え",
]);
static ROUNDS: Sought = Sought::new(&["したところで", "た次第です。", "するに至", "するなどし"]);

/// The changes of a text whose words have one spelling, in order.
pub(super) fn changes(text: &str) -> Vec<Change> {
    let light = LIGHTS.places(text).filter_map(|at| light(text, at)).flatten();
    let round = ROUNDS.places(text).filter_map(|at| told(text, at, ROUND));
    let bare = text.match_indices('を').filter_map(|(at, wo)| bare(text, at + wo.len()));
    let mut all: Vec<Change> = light.chain(round).chain(bare).collect();
    all.sort_unstable();
    all.dedup_by(|next, last| next.0 < last.1);
    all
}

/// The change that is told by words at `at`.
fn told(text: &str, at: usize, table: &[(&str, &'static str)]) -> Option<Change> {
    let (words, plain) = table.iter().find(|(words, _)| text[at..].starts_with(words))?;
    Some((at, at + words.len(), plain))
}

/// What becomes of the verb at `at`, and of the の before its noun.
fn light(text: &str, at: usize) -> Option<[Change; 2]> {
    let over = || told(text, at, OVER).filter(|_| ENDS.end(&text[..at]));
    let tried = || told(text, at, TRY).filter(|_| EFFORT.end(&text[..at]));
    let (start, end, plain) = told(text, at, LIGHT).or_else(tried).or_else(over).filter(|_| !FOUND.end(&text[..at]))?;
    let of = of_thing(&text[..at])?;
    // 見直しを行い is 見直し; what is done is 見直す, of which no noun is left to see.
    let plain = if !NATIVE.end(&text[..at]) { plain } else { (plain == "し").then_some("")? };
    let particle = if text[at..].starts_with("が行われ") || text[at..].starts_with("が実施") { "が" } else { "を" };
    Some([(of, of + "の".len(), particle), (start, end, plain)])
}

/// What a verb behind を comes to that has no ending of a verb (サーバーを停止、通信を) or hangs together with the next (停止した後、).
fn bare(text: &str, at: usize) -> Option<Change> {
    const LONGEST: usize = 6;
    let act = text[at..].char_indices().take(LONGEST).find(|(_, c)| !is_kanji(*c)).map(|(len, _)| &text[at..at + len])?;
    if let Some(noun) = act.strip_suffix('済') {
        return told(text, at + noun.len(), DONE).filter(|_| is_done_to(noun));
    }
    told(text, at + act.len(), JOINT).filter(|_| is_done_to(act))
}

/// Whether words end with a noun that tells what is done to a thing.
fn is_done_to(words: &str) -> bool {
    [&DONE_TO, &ENDS, &EFFORT, &FOUND].iter().any(|nouns| nouns.end(words))
}

/// The の between a thing and the noun at the end of `words` that tells what is done to it: サイト の 一斉点検.
fn of_thing(words: &str) -> Option<usize> {
    const LONGEST: usize = 6;
    let noun = is_done_to(words) || NATIVE.end(words);
    let (of, _) = words.char_indices().rev().take(LONGEST).find(|(_, c)| *c == 'の').filter(|_| noun)?;
    let (thing, act) = (&words[..of], &words[of + "の".len()..]);
    let whole = NATIVE.words().contains(&act) || act.chars().all(is_kanji);
    let named = thing.ends_with(|c: char| is_noun(c) || c.is_ascii_digit() || "」』)".contains(c));
    (whole && named && !NO_THING.end(thing)).then_some(of)
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::fold::Folded;

    #[test]
    fn what_was_done_is_said_straight() {
        let inputs = [
            "サーバーの停止を行いました。パスワードの一斉変更を実施した。手順の見直しを行い、",
            "専門家の調査を行い、今後の点検を行う。全職員の研修を実施した。その確認を行った。お客様への通知を行い、",
            "点検が行われた。サイトの点検が行われました。「青葉」の監視を行っております。契約の解除を終えました。",
            "サイトを停止したところです。公表するに至りました。お知らせした次第でございます。遮断するなどし、",
            "サーバーを停止。パスワードを変更、通信を一斉遮断\nデータを削除済みです。鍵を交換済み。安全性の向上に努める。体制の強化に努めます。",
            "サーバーを停止するとともに、通信を遮断した後、原因を調査。電源を停止中、変更の適用を完了しました。原因の調査を完了しました。",
            "流出の確認を行いました。業務の復旧に努めましたが、書類の発見に努め、受付の再開を図ったものの",
        ];
        let table: Vec<String> = inputs.iter().map(|input| Folded::new(input).text).collect();
        insta::assert_snapshot!(table.join("\n"), @r"
        サーバーを停止しました。パスワードを一斉変更した。手順を見直し、
        専門家の調査を行い、今後の点検を行う。全職員の研修を実施した。その確認を行った。お客様への通知を行い、
        点検が行われた。サイトが点検されました。「青葉」の監視を行っております。契約を解除しました。
        サイトを停止しました。公表しました。お知らせした。遮断し、
        サーバーを停止。パスワードを変更し、通信を一斉遮断
        データを削除しました。鍵を交換した。安全性の向上に努める。体制を強化します。
        サーバーを停止し、通信を遮断し、原因を調査。電源を停止中、変更を適用しました。原因の調査を完了しました。
        流出の確認を行いました。業務の復旧に努めましたが、書類の発見に努め、受付の再開を図ったものの
        ");
        assert!(table.iter().all(|told| changes(told).is_empty()));
    }
}

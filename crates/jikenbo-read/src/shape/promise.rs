//! What is promised in words that no rule knows: under a heading of prevention, or in a sentence that speaks of the days to come,
//! each clause tells a deed. If no rule found a measure in it, it changes how work is done, or what a system lets be done.

use jikenbo_model::{Code, Fact};

use super::Shaper;
use crate::apply::Find;
use crate::clause::{Clause, Kind, Text};
use crate::rule::Class;
use crate::sought::Sought;

/// Words with which a sentence begins to speak of the days to come: 今後は, 以後、, 7月からは.
static COMING: Sought = Sought::new(&[
    "今後は",
    "今後、",
    "今後の",
    "以後、",
    "以後は",
    "これからは",
    "次回から",
    "次回以降",
    "次回の",
    "からは、",
    "月から、",
    "月からは",
    "年度から",
    "今後も",
    "今後、",
    "今後当",
    "これより",
    "対策として",
    "二度と",
    "を機に",
    "教訓に",
    "踏まえ、",
    "件を受け",
    "案を受け",
    "態を受け",
    "摘を受け",
    "果を受け",
    "再発防止のため",
    "再発を防ぐため",
    "再発防止として",
    "再発防止策として",
    "繰り返さないため",
]);

/// Words of what is no deed of its own: a bare promise, the matter's further course, what others are told or given.
static GENERAL: Sought = Sought::new(&[
    "再発",
    "防止",
    "未然",
    "努め",
    "取り組",
    "取組",
    "信頼",
    "信用",
    "全力",
    "万全",
    "講じ",
    "お詫び",
    "おわび",
    "詫び",
    "申し訳",
    "迷惑",
    "心配",
    "公表",
    "知らせ",
    "報告",
    "連絡",
    "通知",
    "説明",
    "補償",
    "協力",
    "再開",
    "復旧",
    "検討",
    "支援",
    "調査",
    "捜査",
    "相談",
    "判明",
    "被害",
    "ください",
    "下さい",
    "お願い",
    "対応",
    "対策",
    "真摯",
    "重く",
    "厳粛",
    "反省",
    "原因",
    "発表",
    "方針",
    "提供",
    "次のとおり",
    "以下",
    "下記",
    "見通し",
    "見込み",
    "思い",
    "存じ",
    "考え",
    "可能性",
    "恐れ",
    "おそれ",
    "漏えい",
    "流出",
    "不十分",
    "なかった",
    "ていな",
    "でした",
    "誤",
    "怠",
    "必要が",
    "目的",
    "販売",
    "ご利用",
    "確報",
    "速報",
    "業績",
    "影響",
    "稼働",
    "研修",
    "勉強会",
    "講習",
    "教育",
    "訓練",
    "注意",
    "事態",
    "受け止め",
    "今回",
    "である",
    "※",
    "参考",
    "廃止",
    "情報管理を徹底",
    "メールをお送り",
    "お送りし",
    "送付し",
    "郵送し",
    "既に",
    "すでに",
    "済み",
    "実施してい",
    "実施しており",
    "運用して",
    "中です",
    "いたと",
    "聞きます",
    "おります",
    "しています",
    "している",
    "ようです",
    "再び",
]);

/// Words of what a system does or is: a deed with them is none of office work.
static TECHNICAL: Sought = Sought::new(&[
    "システム",
    "機能",
    "ソフト",
    "ツール",
    "装置",
    "機器",
    "設定",
    "自動",
    "暗号",
    "アプリ",
    "サーバ",
    "ネットワーク",
    "通信",
    "画面",
    "機械",
    "端末",
    "パソコン",
    "製品",
    "れないよう",
    "せないよう",
    "えないよう",
    "できないよう",
    "入り口で",
    "サービスを",
    "検知",
    "EDR",
    "WAF",
    "ファイアウォール",
    "バックアップ",
]);

/// Words of office work, which stays that if a system is its object: サーバーを棚卸しし.
static OFFICE: Sought = Sought::new(&[
    "棚卸",
    "手続",
    "ルール",
    "規程",
    "届出",
    "承認",
    "申請",
    "許可",
    "二人",
    "複数",
    "台帳",
    "点検",
    "職員",
    "社員",
    "担当",
    "教員",
    "課が",
]);

/// How many characters a clause has at least that tells a deed.
const SHORTEST: usize = 8;

/// Facts of the promises that no find of `finds` (by their last words) touches.
pub(crate) fn promises(shaper: &Shaper<'_, '_, '_>, finds: &[&Find]) -> Vec<Fact<Code>> {
    let text = shaper.text;
    let prevention = shaper.rules.names.get("prevention_heading");
    let mut facts = Vec::new();
    for clause in &text.clauses {
        if facts.len() >= MOST {
            break;
        }
        let words = bare(text.lexed.slice(clause.start, clause.end));
        let act = deed(words) || item(text, clause, words);
        if !act || text.in_title(clause.start) || told(text, finds, clause) || !promised(text, clause, prevention) {
            continue;
        }
        let code = if TECHNICAL.within(words) && !OFFICE.within(words) { "other" } else { "process_review" };
        let start = clause.start + text.lexed.slice(clause.start, clause.end).find(words).unwrap_or(0) as u32;
        let end = start + words.len() as u32;
        let start = start.max(text.lines[text.line_at(start)].body);
        let span = text.lexed.source(start, end);
        facts.push(Fact::new(code.into(), span, format!("measures/{code}").as_str().into()));
    }
    facts
}

/// The most facts that are made of promises.
const MOST: usize = 24;

fn bare(words: &str) -> &str {
    words.trim().trim_end_matches(['。', '、', '」', ',', '.'])
}

/// Whether a rule found a measure in the clause.
fn told(text: &Text<'_>, finds: &[&Find], clause: &Clause) -> bool {
    let at = |find: &&Find| text.tokens()[find.last()].start;
    let from = finds.partition_point(|f| at(f) < clause.start);
    finds.get(from).is_some_and(|f| at(f) < clause.end)
}

/// Whether words end with what is done or will be, and tell more than a general promise.
fn deed(words: &str) -> bool {
    const ENDS: &[&str] = &[
        "ます",
        "る",
        "う",
        "く",
        "す",
        "つ",
        "む",
        "ぶ",
        "ぐ",
        "ました",
        "した",
        "った",
        "めた",
        "えた",
        "し",
        "り",
        "め",
        "え",
        "せ",
        "ず",
        "て",
        "けた",
    ];
    words.chars().count() >= SHORTEST && ENDS.iter().any(|e| words.ends_with(e)) && !GENERAL.within(words)
}

/// Nouns of what is done in an office, with which an item ends that is no sentence: 検品記録の提出義務の明記.
const NOUNS: &[&str] = &[
    "明記",
    "明示",
    "記載",
    "記録",
    "登録",
    "保管",
    "施錠",
    "確認",
    "点検",
    "照合",
    "検査",
    "検証",
    "監査",
    "承認",
    "許可",
    "届出",
    "制限",
    "限定",
    "禁止",
    "分離",
    "区分",
    "分別",
    "整理",
    "整備",
    "整頓",
    "作成",
    "策定",
    "制定",
    "改定",
    "改訂",
    "改正",
    "変更",
    "見直し",
    "強化",
    "統一",
    "標準化",
    "一元化",
    "一本化",
    "明確化",
    "厳格化",
    "義務化",
    "義務付け",
    "ルール化",
    "マニュアル化",
    "配置",
    "増員",
    "選任",
    "設置",
    "徹底",
    "使用",
    "運用",
    "保存",
    "返却",
    "携行",
    "電子化",
    "簡素化",
    "定期化",
    "明文化",
];

/// Whether a clause is an item that names what is done.
fn item(text: &Text<'_>, clause: &Clause, words: &str) -> bool {
    let line = text.lines[text.line_at(clause.start)];
    let whole = clause.start <= line.body && clause.end + 4 >= line.end;
    let listed = matches!(line.kind, Kind::Item | Kind::Row | Kind::Heading(_));
    listed && whole && words.chars().count() >= SHORTEST && NOUNS.iter().any(|n| words.ends_with(n)) && !GENERAL.within(words)
}

/// Whether the clause stands under a heading of prevention, or its sentence speaks of the days to come.
fn promised(text: &Text<'_>, clause: &Clause, prevention: Option<Class>) -> bool {
    const LONGEST: u32 = 600;
    let sentence = text.sentences[clause.sentence as usize];
    if prevention.is_some_and(|class| text.under(text.line_at(clause.start), class)) {
        return true;
    }
    let from = sentence.start.max(clause.end.saturating_sub(LONGEST));
    let last = bare(text.lexed.stretch(sentence.start.max(sentence.end.saturating_sub(60)), sentence.end));
    let planned = ["ます", "る", "う", "く", "す"].iter().any(|e| last.ends_with(e));
    planned && COMING.within(text.lexed.stretch(from, clause.end))
}

#[cfg(test)]
mod tests {
    use super::{bare, deed};

    #[test]
    fn a_deed_is_told_by_a_verb_and_is_no_bare_promise() {
        assert!(deed("今後は黒塗りした紙を読み取ったものを載せる"));
        assert!(deed("校外に持ち出す書類を地図だけとし"));
        assert!(!deed("再発の防止に努めてまいります"));
        assert!(!deed("二要素認証の全面的な展開"));
        assert!(!deed("する"));
    }

    #[test]
    fn a_clause_is_bare_of_its_stops() {
        assert_eq!(bare(" 手作業を廃します。」"), "手作業を廃します");
    }
}

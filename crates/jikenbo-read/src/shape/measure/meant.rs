//! What a measure's words are in truth: a duty that was not kept, a thought, a closing phrase; or another measure than they seem.

use crate::apply::Find;
use crate::clause::Text;
use crate::shape::Shaper;

/// How far the words around a find are looked at, in bytes.
const NEAR: u32 = 240;

/// Whether the find tells of no measure after all.
pub(super) fn nothing(shaper: &Shaper<'_, '_, '_>, find: &Find) -> bool {
    let code = shaper.rule(find).code.as_str();
    let (before, words, after) = around(shaper.text, find);
    duty(after)
        || weighed(after)
        || gone(code, before, words)
        || occasion(code, after)
        || suffered(words, after)
        || of_others(code, before, words, after)
        || state(words, after)
        || defined(before, after)
}

/// 閲覧は規則により禁止|されている, 制限|が外れたまま, アクセス権を限定|したサーバで, 暗号化を|施しており: how things stand, or stood.
fn state(words: &str, after: &str) -> bool {
    const STANDS: [(&str, &[&str]); 5] = [
        ("禁止", &["されている", "されてい", "されており"]),
        ("非表示と", &["なってい"]),
        ("制限", &["が外れ", "が外され", "が解除され"]),
        ("限定", &["したサーバ", "したフォルダ", "した領域", "した場所", "されたサーバ"]),
        ("暗号化を", &["施しており", "施してい", "施されて"]),
    ];
    STANDS.iter().any(|(end, behind)| words.ends_with(end) && behind.iter().any(|w| after.starts_with(w)))
}

/// 「ランサムウェア」とは、…を使えなくし、…プログラムのことです: what a word means.
fn defined(before: &str, after: &str) -> bool {
    const ENDS: [&str; 6] = ["のことです", "のことをい", "をいいます", "を指します", "のことである", "のこと。"];
    let end = after.split(['。', '\n']).next().unwrap_or("");
    let told = ENDS.iter().any(|w| end.ends_with(w.trim_end_matches('。')) || end.contains(w));
    told && ["」とは", "とは、", "』とは"].iter().any(|w| before.contains(w))
}

/// 文書を廃棄|するときは…, パソコンから抜き|忘れ, 昨年に交換|したもの: when, or what was not done, or how a thing came to be.
fn occasion(code: &str, after: &str) -> bool {
    const THEN: [&str; 7] = ["するときは", "するときに", "する際", "忘れ", "したものです", "したものであ", "たものであ"];
    // 機器の入れ替え|において設定を誤り: in the course of it.
    let course = code == "system_replaced" && ["において", "に際し"].iter().any(|w| after.starts_with(w));
    course || THEN.iter().any(|w| after.starts_with(w))
}

/// サービスが停止|しており, 機能を止める|サイバー攻撃: what befell, and what an attack does.
fn suffered(words: &str, after: &str) -> bool {
    let stopped = words.trim_end_matches('し').ends_with("が停止");
    let halted = stopped && ["、", "しており", "している", "しま", "した"].iter().any(|w| after.starts_with(w));
    let rest = after.trim_start_matches("しまう").trim_start_matches('る');
    halted || ["サイバー攻撃", "攻撃"].iter().any(|w| rest.starts_with(w))
}

/// 開発元より修正プログラムが公開|され, 修正プログラムの適用|までの手順を定め, ソフトを最新の状態|にして検査するよう呼びかけ: the maker's, a rule's and the readers' part.
fn of_others(code: &str, before: &str, words: &str, after: &str) -> bool {
    const RULES: [&str; 6] = ["までの手順", "の手順", "ルール", "状況の", "状況を", "の有無"];
    const MAKERS: [&str; 5] = ["開発元", "製造元", "提供元", "メーカー", "販売元"];
    if code != "patched" {
        return false;
    }
    let asked = after.split(['。', '\n']).next().is_some_and(|s| ["よう呼びかけ", "よう呼び掛け"].iter().any(|w| s.contains(w)));
    let maker = words.ends_with("公開") && MAKERS.iter().any(|w| before.contains(w) || words.contains(w));
    asked || maker || RULES.iter().any(|w| after.starts_with(w))
}

/// The words of the sentence before the find, its own, and those behind.
fn around<'t>(text: &'t Text<'_>, find: &Find) -> (&'t str, &'t str, &'t str) {
    let (sentence, last) = (text.sentence(find.last()), text.tokens()[find.last()]);
    let first = find.tokens().map(|t| text.tokens()[t].start).min().unwrap_or(last.start);
    let before = text.lexed.stretch(sentence.start.max(first.saturating_sub(NEAR)).min(first), first);
    let after = text.lexed.stretch(last.end, sentence.end.min(last.end + NEAR).max(last.end));
    (before, text.lexed.slice(first.min(last.end), last.end), after)
}

/// 契約では…データを消去|することとしていたが、同社は消去せず: what was to be done, and was not.
fn duty(after: &str) -> bool {
    const DUTY: [&str; 4] = ["ことと", "ことに", "決まりと", "取り決めと"];
    const SET: [&str; 12] = [
        "していた",
        "していまし",
        "しておりまし",
        "されていた",
        "されていまし",
        "されておりまし",
        "定めていた",
        "定めていまし",
        "定めておりまし",
        "なっていた",
        "なっていまし",
        "なっておりまし",
    ];
    let head = &after[..after.floor_char_boundary(60)];
    if !head.contains(['こ', '決']) {
        return false;
    }
    let Some(at) = DUTY.iter().filter_map(|w| head.find(w).map(|at| at + w.len())).min() else { return false };
    let rest = &after[at..];
    let near = &rest[..rest.floor_char_boundary(45)];
    SET.iter().any(|w| near.contains(w))
}

/// 別のシステムに切り替える|ことを含めて検討しております: nothing is decided.
fn weighed(after: &str) -> bool {
    // No other verb stands between.
    let near = after.split('、').next().unwrap_or("");
    ["ことを含めて検討", "ことも含めて検討", "ことを含め検討", "ことも含め検討", "ことも視野に", "ことを視野に"]
        .iter()
        .any(|w| near.contains(w))
}

/// パソコンは初期化して使用を取りやめ: it is no service, and no firm.
fn gone(code: &str, before: &str, words: &str) -> bool {
    const THINGS: [&str; 4] = ["パソコンは", "端末は", "PCは", "機器は"];
    words.contains("取りやめ")
        && matches!(code, "service_stopped" | "vendor_dropped" | "process_review")
        && THINGS.iter().any(|w| before.rfind(w).is_some_and(|at| !before[at..].contains(['。', '、'])))
}

/// The code that the words of a find mean, where it is not that of its page: 不正ファイルの削除 deletes no data of anybody, アクセス権限の見直し closes
/// no leak.
pub(super) fn code(shaper: &Shaper<'_, '_, '_>, find: &Find) -> Option<&'static str> {
    const MALICIOUS: [&str; 10] = [
        "不正ファイル",
        "不正なファイル",
        "不正プログラム",
        "不正なプログラム",
        "不正スクリプト",
        "バックドア",
        "改ざんされたプログラム",
        "改ざんされたファイル",
        "改ざんされたページ",
        "不正なコード",
    ];
    let (before, words, after) = around(shaper.text, find);
    let opened = before.contains("閲覧できる状態") || after.contains("できないよう");
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(45))..];
    let near = near.rsplit(['、', '。', '・', '\n']).next().unwrap_or("");
    match shaper.rule(find).code.as_str() {
        "data_deleted" if MALICIOUS.iter().any(|w| format!("{near}{words}").contains(w)) => Some("other"),
        // 契約業者に対して|厳重に注意: who works for the house is no part of it.
        "discipline" if ["業者", "委託先", "受託者", "事業者"].iter().any(|w| near.ends_with(w)) => Some("other"),
        "discipline" if words.contains("指名停止") => Some("vendor_dropped"),
        "access_closed" if !opened && words.contains("権限") && words.contains("見直") => Some("process_review"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    fn measures(words: &str) -> Vec<String> {
        let text = format!("青葉堂株式会社 不正アクセスについて 2024年6月5日\n\n{words}\n");
        Reader::embedded().read(&Notice::plain(&text)).record.measures.iter().map(|m| m.value.as_str().to_owned()).collect()
    }

    #[test]
    fn a_duty_that_was_not_kept_is_no_measure() {
        assert_eq!(
            measures("契約では、業務の終了後にデータを消去することとしていましたが、同社は消去していませんでした。"),
            [""; 0]
        );
        assert!(measures("今後は、業務の終了後にデータを消去することとしました。").contains(&"data_deleted".to_owned()));
    }

    #[test]
    fn what_befell_and_what_others_do_is_no_measure() {
        assert_eq!(measures("攻撃者はサーバーの機能を止めるサイバー攻撃を行いました。"), [""; 0]);
        assert_eq!(measures("同社のシステムに不正アクセスがあり、サービスが停止しております。"), [""; 0]);
        assert!(!measures("文書を廃棄するときは、役席者2名が照らし合わせます。").contains(&"data_deleted".to_owned()));
        assert_eq!(measures("当該ソフトは、1月に開発元より修正プログラムが公開されていました。"), [""; 0]);
        assert!(measures("契約業者に対して厳重に注意しました。").contains(&"other".to_owned()));
        assert!(measures("当該職員に対して厳重に注意しました。").contains(&"discipline".to_owned()));
    }

    #[test]
    fn what_was_put_in_is_no_data_of_anybody() {
        assert_eq!(measures("サーバーに置かれた不正ファイルを削除しました。"), ["other"]);
    }
}

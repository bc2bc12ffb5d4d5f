//! Figures that count nothing which was affected: rates, what a rule allows, and those who did the work.

use super::Figure;
use super::passed::{after, before, head, starts};
use crate::lex::Counter;
use crate::shape::Shaper;

/// Whether the figure is one of these.
pub(super) fn is_aside(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    is_rate(shaper, figure) || is_allowed(shaper, figure) || has_worked(shaper, figure) || is_base(shaper, figure)
}

/// 「1人800円」 「1公演につき1人2枚まで」 「お一人あたり」: so much for each.
fn is_rate(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const EACH: [&str; 5] = ["につき", "あたり", "当たり", "当り", "ごとに"];
    const ONE: [&str; 8] = ["1人", "一人", "1名", "一名", "1世帯", "1件", "1口", "1回線"];
    let (lead, said) = (before(shaper, figure), after(shaper, figure));
    let digits = said.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let priced = digits.len() < said.len() && starts(digits, &["円", "万円", "千円", "枚まで", "点まで", "個まで", "本まで"]);
    let one = figure.quantity.value == 1;
    // 200名分を1組として; 1ポイントは1円に相当します; 1枚の用紙に複数の口座
    let unit = starts(said, &["として", "は1円"]) || said.starts_with('の') && head(said, 45).contains("に複数の");
    // ご注文履歴(直近10件まで)
    let latest = lead.ends_with("直近") && said.starts_with("まで");
    one && (priced || unit || starts(said, &EACH)) || latest || ends(lead, &EACH) || ends(lead, &ONE) && said.starts_with("まで")
}

fn ends(words: &str, list: &[&str]) -> bool {
    list.iter().any(|w| words.ends_with(w))
}

/// 「宛先が10件を超える送信は、承認を経て行うことといたします」 「1日100本を超える取得を禁じており」: what a rule allows.
fn is_allowed(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const OVER: [&str; 5] = ["を超える", "を超えて", "を上回る", "以上を", "以上の"];
    const RULED: [&str; 8] = ["こととし", "ことといた", "こととする", "ことにし", "禁じ", "義務付け", "を上限", "制限し"];
    const FAR: usize = 150;
    let words = shaper.text.lexed.slice(figure.start, figure.end);
    let said = after(shaper, figure);
    let over = starts(said, &OVER) || ["超える", "以上"].iter().any(|w| words.ends_with(w));
    let near = head(said, FAR).split(['。', '\n']).next().unwrap_or("");
    let always = ["する場合は", "する際は", "するときは"].iter().any(|w| near.contains(w));
    over && (always || RULED.iter().any(|w| near.contains(w)))
}

/// 「従事した職員は6名」 「職員14人が巡回して確かめました」 「業者2社が担当しており」 「調査委員会(委員4名)」: those who did the work.
fn has_worked(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    const STAFF: [&str; 8] = ["職員", "社員", "従業員", "教職員", "担当者", "業者", "者", "委員"];
    const DID: [&str; 7] = ["従事した", "当たった", "あたった", "担当した", "作業した", "立ち会った", "点検した"];
    const DOES: [&str; 10] = ["巡回", "捜索", "捜し", "探し", "点検", "手分け", "確かめ", "担当して", "従事", "対応に当た"];
    const FAR: usize = 60;
    let (lead, said) = (before(shaper, figure).trim_end_matches(['約', '計', ' ']), after(shaper, figure));
    let lead = lead.strip_suffix("延べ").unwrap_or(lead);
    let board = lead.strip_suffix("(委員").is_some_and(|b| b.ends_with("委員会")) && said.starts_with(')');
    let topic = lead.strip_suffix('は').unwrap_or(lead);
    // 生徒15名からの聞き取り: they were only asked.
    if starts(said, &["からの聞き取り", "への聞き取り", "から聞き取り", "からの聴取", "への聴取"]) {
        return true;
    }
    // 「2名による宛先の確認を怠った」 「担当者1名のみで行い」 「1名が不在であった」: how the work is done.
    let hands = head(said, FAR).split(['。', '、', '\n']).next().unwrap_or("");
    let done = starts(hands, &["による"]) && ["確認", "点検", "照合", "チェック", "読み合わせ"].iter().any(|w| hands.contains(w));
    let absent = starts(hands, &["が不在", "が休暇", "が欠勤", "のみで行", "だけで行", "のみで作業", "だけで作業"]);
    if figure.quantity.counter == Counter::People && (done || absent) {
        return true;
    }
    let Some(noun) = STAFF.iter().find_map(|w| topic.strip_suffix(w)) else { return board };
    let did = DID.iter().any(|w| noun.ends_with(w)) && topic.len() < lead.len();
    let near = head(said, FAR).split(['。', '、', '\n']).next().unwrap_or("");
    board || did || starts(said, &["が", "で", "により"]) && DOES.iter().any(|w| near.contains(w)) && !near.contains("情報")
}

/// 「全有権者1,806人のうち7.1%」 「職員1,044人のうち1,039人が受講し」: what a share is taken of, and how many were taught.
fn is_base(shaper: &Shaper<'_, '_, '_>, figure: &Figure) -> bool {
    let said = after(shaper, figure);
    let share = |rest: &str| {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '約');
        digits.len() < rest.len() && starts(digits, &["%", "割", "パーセント"])
    };
    let taught = |words: &str| starts(words, &["が受講", "が修了", "の受講"]);
    let part = said.strip_prefix("のうち").unwrap_or("");
    let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '約' | ',' | '名' | '人'));
    share(part) || taught(said) || rest.len() < part.len() && taught(rest)
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    fn values(words: &str) -> Vec<u64> {
        let text = format!("青葉市 書類の誤送付について 2024年6月5日\n\n{words}\n");
        Reader::embedded().read(&Notice::plain(&text)).record.counts.iter().map(|c| c.value.value).collect()
    }

    #[test]
    fn what_is_for_each_counts_nobody() {
        assert_eq!(values("対象の11人の方の写真代(1人800円)は市が負担いたします。"), [11]);
        assert_eq!(values("チケットは1公演につき1人2枚までです。34名様の個人情報を別の方に送付しました。"), [34]);
        assert_eq!(values("会員1人の名簿を紛失しました。"), [1]);
        assert_eq!(values("118名分の証明書を別の方に送付しました。名簿の束を1組として印刷しておりました。"), [118]);
        assert_eq!(values("ご注文履歴(直近10件まで)が58名の方の画面に表示されました。"), [58]);
    }

    #[test]
    fn what_a_rule_allows_befell_nobody() {
        assert_eq!(values("今後は、宛先が10件を超える一斉送信は承認を経てから行うこととします。"), [0_u64; 0]);
        assert_eq!(values("50名以上の方へ一斉に送信する場合は、専用のシステムを使います。"), [0_u64; 0]);
        assert_eq!(values("10件を超えるメールを別の方に誤って送信しました。"), [10]);
    }

    #[test]
    fn those_who_did_the_work_are_not_affected() {
        assert_eq!(values("当日の封入作業に従事した職員は6名、点検に当たった職員は2名でした。"), [0_u64; 0]);
        assert_eq!(values("名簿がすべてあることを、職員14人が巡回して確かめました。"), [0_u64; 0]);
        assert_eq!(values("該当する高校の生徒15名からの聞き取りを行いました。"), [0_u64; 0]);
        assert_eq!(values("職員14人の個人情報を別の方に送付しました。"), [14]);
    }

    #[test]
    fn what_a_share_is_taken_of_is_not_affected() {
        assert_eq!(values("誤って送付した129人分は、全有権者1,806人のうち7.1%に当たります。"), [129]);
        assert_eq!(values("研修は全職員1,044人のうち1,039人が受講しておりました。"), [0_u64; 0]);
    }
}

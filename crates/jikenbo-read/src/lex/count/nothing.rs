//! Figures with a counter that count nothing: a rate's unit, a part of a name or of another word, a heading's mark.

use crate::lex::text::Text;

/// Counters that make a count of the kanji 一 alone: 一部, 一本, 一点, 一回, 一通 are mostly other words.
const OF_ONE: &str = "件名人社校台冊";

/// Microsoft 365 アカウント: the figure belongs to the product's name.
pub(super) fn is_product(t: Text, at: usize) -> bool {
    t.head(at).trim_end_matches(' ').ends_with(['t', 'e', 's', 'M'])
        && t.closes(t.head(at).trim_end_matches(' ').len(), "Microsoft Office Windows M")
}

/// 3年2組: a class of a school.
pub(super) fn is_class(t: Text, at: usize, counter_at: usize) -> bool {
    t.eat(counter_at, "組").is_some() && t.ends(at, "年").is_some()
}

/// 百十四銀行, 七十七銀行; 八戸, 二戸: a town; 八束町, 五箱山
pub(super) fn is_name(t: Text, at: usize, counter_at: usize) -> bool {
    let town = t.eat(counter_at, "戸").is_some() && t.next_in(at, "一二三五六七八九") && counter_at == at + '八'.len_utf8();
    t.eat(counter_at, "銀行").is_some() || town && t.eat(counter_at, "戸分").is_none() || is_place(t, counter_at)
}

/// 八束野市: kanji that hang together with the kanji of a town behind them.
fn is_place(t: Text, counter_at: usize) -> bool {
    const LONG: usize = 3;
    let Some(rest) = ["束", "箱", "袋", "冊", "枚", "台", "本", "組", "部", "社"].iter().find_map(|w| t.eat(counter_at, w))
    else {
        return false;
    };
    let kanji = |c: char| matches!(c, '一'..='龠' | '々');
    let run: String = t.rest(rest).chars().take(LONG + 1).take_while(|c| kanji(*c)).collect();
    let end = run.find(['市', '町', '村', '区', '郡', '県']).filter(|at| *at > 0);
    end.is_some_and(|at| !["の", "全"].iter().any(|w| run[..at].contains(w)))
}

/// 1件当たり, 1人につき: a rate's unit.
pub(super) fn is_each(t: Text, end: usize) -> bool {
    t.any(end, &["当たり", "あたり", "当り", "につき", "ごと", "毎"]).is_some()
}

/// 「次の3点」 are points, not files.
pub(super) fn is_point(t: Text, start: usize, counter_at: usize) -> bool {
    t.eat(counter_at, "点").is_some() && t.any(counter_at, &["点の"]).is_none() && t.ends(start, "の").is_some()
}

/// 「2 機関リポジトリ」 at the head of a line is a heading's mark and its first word; 「5 件」 in a table's cell is not.
pub(super) fn is_heading(t: Text, at: usize, end: usize) -> bool {
    let heads = t.prev_solid(at).is_none_or(|c| c == '\n');
    heads && t.next(end).is_some_and(|c| !"のがをはにでともや、。)/(\n\t 以程超未".contains(c))
}

/// 一件, 一名, 一人: but not 一人一人, 一人ひとり, 一件落着.
pub(super) fn is_one(t: Text, at: usize, counter_at: usize, end: usize) -> bool {
    let legal_form = t.eat(counter_at, "社").is_some() && t.prev(at) == Some('(');
    // 今回の一件で: the affair
    let affair = t.eat(counter_at, "件").is_some() && t.closes(at, "今回の この その あの 先の 例の 度の たびの 上記の 前記の");
    !legal_form
        && !affair
        && t.next_in(counter_at, OF_ONE)
        && t.ends(at, "一人").is_none()
        && t.any(end, &["一", "ひ", "お一", "おひ", "落着", "当", "息", "前"]).is_none()
}

#[cfg(test)]
mod tests {
    use crate::lex::tests::table;

    #[test]
    fn figures_that_count_nothing() {
        insta::assert_snapshot!(table(&[
            "一人一人",
            "一人ひとり",
            "一部",
            "一部の",
            "一本化",
            "一度",
            "一回",
            "一点",
            "万一",
            "万が一",
            "一旦",
            "一切",
            "十分に",
            "十分な",
            "四半期",
            "二次被害",
            "第三者",
            "一般社団法人",
            "一層",
            "唯一",
            "千葉県八戸市五十嵐三菱",
            "3人目",
            "2人組",
            "3件名",
            "第3回",
            "第 92 回",
            "2回目",
            "3回目的",
            "12社員",
            "3部門",
            "20代",
            "33歳",
            "5営業日",
            "3か月",
            "3ヶ月",
            "2週間",
            "10分間",
            "2時間",
            "3日間",
            "2.5件",
            "3案件",
            "第2報",
            "1件当たり",
            "1人につき",
            "次の3点",
            "2 機関リポジトリ",
            "1 件数",
            "1 人数",
            "2 本件の経緯",
            "1社員",
            "百十四銀行",
            "八戸高等支援学校",
            "今回の一件で",
        ]), @r"
        一人一人 → 
        一人ひとり → 
        一部 → 
        一部の → 
        一本化 → 
        一度 → 
        一回 → 
        一点 → 
        万一 → 
        万が一 → 
        一旦 → 
        一切 → 
        十分に → 
        十分な → 
        四半期 → 
        二次被害 → 
        第三者 → 
        一般社団法人 → 
        一層 → 
        唯一 → 
        千葉県八戸市五十嵐三菱 → 
        3人目 → 3 #
        2人組 → 2 #
        3件名 → 3 #
        第3回 → 3回 #
        第 92 回 → 92 回 #
        2回目 → #
        3回目的 → 3回目 #
        12社員 → 12 #
        3部門 → 3 #
        20代 → #
        33歳 → #
        5営業日 → #
        3か月 → #
        3ヶ月 → #
        2週間 → #
        10分間 → #
        2時間 → #
        3日間 → #
        2.5件 → 2.5 #
        3案件 → 3 #
        第2報 → 2 #
        1件当たり → 1 #
        1人につき → 1 #
        次の3点 → 3 #
        2 機関リポジトリ → 2 #
        1 件数 → 1 #
        1 人数 → 1 #
        2 本件の経緯 → 2 #
        1社員 → 1 #
        百十四銀行 → 
        八戸高等支援学校 → 
        今回の一件で → 
        ");
    }
}

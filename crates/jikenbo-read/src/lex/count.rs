//! Counts: 約1,938件, 最大で延べ6万1977件, 三名, 数十社.
//!
//! Figures with a counter that count nothing (1件当たり, 一人一人, 百十四銀行) are in [`nothing`].

mod nothing;

use super::counter::counter;
use super::number::{figure, upper};
use super::text::Text;
use super::{Counter, Quantity, bound};

/// A count as found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    pub(super) value: Quantity,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The count whose figure stands at `at`; the words before it reach back to `floor` at most.
pub(super) fn count(t: Text, at: usize, floor: usize) -> Option<Counted> {
    let first = figure(t, at).filter(|figure| figure.whole && t.prev_solid(at) != Some('第'))?;
    if nothing::is_product(t, at) {
        return None;
    }
    let last = upper(t, first);
    let figure = last.unwrap_or(first);
    let mut bounds = bound::before(t, at, floor);
    if last.is_some() {
        bounds.ceil();
    }
    let near = bounds.within(t, figure.end);
    let counter_at = if figure.kanji { near } else { t.blanks(near) };
    if nothing::is_class(t, at, counter_at) || figure.kanji && nothing::is_name(t, at, counter_at) {
        return None;
    }
    let (counter, end) = counter(t, counter_at).or_else(|| labelled(t, at, figure.end))?;
    let of_one = figure.kanji && figure.value == 1 && !figure.about;
    if of_one && !nothing::is_one(t, at, counter_at, end)
        || nothing::is_each(t, end)
        || nothing::is_point(t, bounds.start, counter_at)
    {
        return None;
    }
    if counter_at > near && bounds.start == at && nothing::is_heading(t, at, end) {
        return None;
    }
    let end = bounds.after(t, end);
    let bound = bounds.bound(figure.about);
    let value = Quantity { value: figure.value, bound, counter, total_of_many: bounds.many };
    Some(Counted { value, start: bounds.start, end })
}

/// 「漏えい人数 154」: a number that ends its line, and whose label says what it counts.
fn labelled(t: Text, at: usize, end: usize) -> Option<(Counter, usize)> {
    const LABELS: [(&str, Counter); 9] = [
        ("人数", Counter::People),
        ("者数", Counter::People),
        ("会員数", Counter::People),
        ("客様数", Counter::People),
        ("件数", Counter::Records),
        ("アカウント数", Counter::Accounts),
        ("ID数", Counter::Accounts),
        ("企業数", Counter::Organizations),
        ("社数", Counter::Organizations),
    ];
    let lone = matches!(t.next(t.blanks(end)), None | Some('\n' | '\t'));
    let label = t.head(at).trim_end_matches([' ', ':', '\t', '約', '計']);
    let own = t.byte(at).is_ascii_digit() && label.len() < at;
    let (_, counter) = LABELS.iter().find(|(word, _)| label.ends_with(word)).filter(|_| lone && own)?;
    Some((*counter, end))
}

#[cfg(test)]
mod tests {
    use crate::lex::tests::table;

    #[test]
    fn counts() {
        insta::assert_snapshot!(table(&[
            "1,938件",
            "1,938 件",
            "約1,938件",
            "最大5521名分",
            "最大で延べ6万1977件",
            "のべ17件",
            "延べ6万1008件",
            "147万545件",
            "1.5万件",
            "1万4127人",
            "481万5,399件",
            "合計481万5,399件",
            "総数500件",
            "合わせて3,152件",
            "お問い合わせて10件",
            "ざっと300人",
            "多くて40名",
            "40名足らず",
            "全228名",
            "計2人",
            "会計2件",
            "契約1,000件",
            "約2,407人",
            "少なくとも30台",
            "約1,000件以上",
            "最大1,000件以上",
            "1,000件超",
            "1,000件余り",
            "100余名",
            "500人未満",
            "500件以下",
            "3名以下のとおり",
            "500件程度",
            "500件前後",
            "500件ほど",
            "三名",
            "十二件",
            "百五十社",
            "数十件",
            "数百名",
            "数千件",
            "数万件",
            "十数件",
            "数十万件",
            "10数名",
            "30法人分",
            "6人分",
            "21世帯",
            "475万329件",
            "6,186アカウント",
            "20,957件のIDで",
            "20 IDが",
            "30口座",
            "2通",
            "23団体",
            "11機関",
            "12社",
            "3校",
            "4回に分けて",
            "4,220,382回に及び",
            "16ファイル",
            "3点",
            "15 台のうち 11 台",
            "73枚",
            "3箇所",
            "3か所",
            "1件",
            "一件",
            "一名",
            "一人",
            "件数:45件",
            "1,595人",
            "3台、ノート型",
            "約 20 人",
            "2万人超",
            "8,483名(最大)",
            "延べ人数1,200名",
            "生徒の1人は",
            "メールアドレス5527件です.",
            "134万8,361件も",
            "約5千件",
            "20~30件",
            "約20~30名",
            "2万数千件",
            "百数十名",
            "3点のファイル",
            "5 件",
            "3,500メール",
            "500メールアドレス",
            "2取引先",
            "3小学校",
            "1万会員",
            "30件以上50件未満",
            "20名弱",
            "三件以上",
            "計5社",
            "30件を超える",
            "5件です。",
            "1,200件\t35 名\n2 施設の",
            "小計5件",
            "100件を超える",
            "最大 5,521 件",
            "113の個人と",
            "漏えい人数 154\n対象件数:1,200\n1,300",
            "6つのアカウントが",
            "2, 533名分",
            "表1, 200件",
            "一戸の家",
            "11代理店",
        ]), @r"
        1,938件 → 1938 records
        1,938 件 → 1938 records
        約1,938件 → ≈1938 records
        最大5521名分 → ≤5521 people
        最大で延べ6万1977件 → ≤Σ61977 records
        のべ17件 → Σ17 records
        延べ6万1008件 → Σ61008 records
        147万545件 → 1470545 records
        1.5万件 → 15000 records
        1万4127人 → 14127 people
        481万5,399件 → 4815399 records
        合計481万5,399件 → 4815399 records
        総数500件 → 500 records
        合わせて3,152件 → 3152 records
        お問い合わせて10件 → 10件 10 records
        ざっと300人 → ≈300 people
        多くて40名 → ≤40 people
        40名足らず → ≤40 people
        全228名 → 228 people
        計2人 → 2 people
        会計2件 → 2件 2 records
        契約1,000件 → 1,000件 1000 records
        約2,407人 → ≈2407 people
        少なくとも30台 → ≥30 other
        約1,000件以上 → ≥1000 records
        最大1,000件以上 → ≤1000 records
        1,000件超 → ≥1000 records
        1,000件余り → ≥1000 records
        100余名 → ≥100 people
        500人未満 → ≤500 people
        500件以下 → ≤500 records
        3名以下のとおり → 3名 3 people
        500件程度 → ≈500 records
        500件前後 → ≈500 records
        500件ほど → ≈500 records
        三名 → 3 people
        十二件 → 12 records
        百五十社 → 150 organizations
        数十件 → ≈10 records
        数百名 → ≈100 people
        数千件 → ≈1000 records
        数万件 → ≈10000 records
        十数件 → ≈10 records
        数十万件 → ≈100000 records
        10数名 → ≈10 people
        30法人分 → 30 organizations
        6人分 → 6 people
        21世帯 → 21 other
        475万329件 → 4750329 records
        6,186アカウント → 6186 accounts
        20,957件のIDで → 20,957件 20957 records
        20 IDが → 20 ID 20 accounts
        30口座 → 30 accounts
        2通 → 2 mails
        23団体 → 23 organizations
        11機関 → 11 organizations
        12社 → 12 organizations
        3校 → 3 organizations
        4回に分けて → 4回 4 times
        4,220,382回に及び → 4,220,382回 4220382 times
        16ファイル → 16 files
        3点 → 3 files
        15 台のうち 11 台 → 15 台 15 other | 11 台 11 other
        73枚 → 73 other
        3箇所 → 3 other
        3か所 → 3 other
        1件 → 1 records
        一件 → 1 records
        一名 → 1 people
        一人 → 1 people
        件数:45件 → 45件 45 records
        1,595人 → 1595 people
        3台、ノート型 → 3台 3 other
        約 20 人 → ≈20 people
        2万人超 → ≥20000 people
        8,483名(最大) → ≤8483 people
        延べ人数1,200名 → Σ1200 people
        生徒の1人は → 1人 1 people
        メールアドレス5527件です. → 5527件 5527 records
        134万8,361件も → 134万8,361件 1348361 records
        約5千件 → ≈5000 records
        20~30件 → ≤30 records
        約20~30名 → ≤30 people
        2万数千件 → ≈21000 records
        百数十名 → ≈110 people
        3点のファイル → 3点 3 files
        5 件 → 5 records
        3,500メール → 3500 mails
        500メールアドレス → 500 records
        2取引先 → 2 organizations
        3小学校 → 3 organizations
        1万会員 → 10000 people
        30件以上50件未満 → 30件以上 ≥30 records | 50件未満 ≤50 records
        20名弱 → ≈20 people
        三件以上 → ≥3 records
        計5社 → 5 organizations
        30件を超える → ≥30 records
        5件です。 → 5件 5 records
        1,200件	35 名
        2 施設の → 1,200件 1200 records | 35 名 35 people | 2 施設 2 organizations
        小計5件 → 5 records
        100件を超える → ≥100 records
        最大 5,521 件 → ≤5521 records
        113の個人と → 113の個人 113 people
        漏えい人数 154
        対象件数:1,200
        1,300 → 154 154 people | 1,200 1200 records | 1,300 #
        6つのアカウントが → 6つのアカウント 6 accounts
        2, 533名分 → 2533 people
        表1, 200件 → 1 # | 200件 200 records
        一戸の家 → 
        11代理店 → 11 organizations
        ");
    }
}

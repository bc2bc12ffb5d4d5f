//! So long after what was told last: 10分後, 2時間半後, 3日後, 1週間後.

use super::date::Dated;
use super::number::small;
use super::text::Text;
use super::{DateExpr, DayRef};

/// What stands between the unit and 後: 10分ほど後, 1時間余り後.
const ABOUT: [&str; 7] = ["ほど", "程度", "くらい", "ぐらい", "余り", "あまり", "半"];

/// The moment so long after another at `at`. Hours are taken only as far as a tale stays on its day.
pub(super) fn later(t: Text, at: usize) -> Option<Dated> {
    const SAME_DAY: u32 = 6;
    let number = small(t, at).filter(|n| n.value > 0)?;
    let unit = t.blanks(number.end);
    let value = number.value;
    let (days, end) = if let Some(end) = t.eat(unit, "分") {
        (0, end)
    } else if let Some(end) = t.eat(unit, "時間") {
        (value <= SAME_DAY).then_some((0, end))?
    } else if let Some(end) = t.eat(unit, "日") {
        (value, end)
    } else {
        (value.checked_mul(7)?, t.any(unit, &["週間", "週"])?)
    };
    let end = t.eat(t.any(end, &ABOUT).unwrap_or(end), "後")?;
    // 受信から30日後に: counted from what may be any day.
    let from = days > 0 && t.closes(at, "から より");
    (stands_alone(t, at, end) && !from).then_some(())?;
    let days = u8::try_from(days).ok()?;
    Some(Dated::new(DateExpr { day: DayRef::After(days), ..DateExpr::default() }, end))
}

/// Whether it dates a clause: 30分後に, 3日後、; not 退会から30日後のデータ, 30分後以降, 公開2日後方.
fn stands_alone(t: Text, at: usize, end: usize) -> bool {
    let time = t.next_in(end, "、,") || t.any(end, &["に", "の午", "の夜", "の朝", "の夕"]).is_some();
    let each = t.closes(t.head(at).trim_end_matches(' ').len(), "毎 最大 最長 各 過去 第 平均");
    time && !each
}

#[cfg(test)]
mod tests {
    use crate::lex::tests::table;

    #[test]
    fn so_long_after() {
        insta::assert_snapshot!(table(&[
            "10分後、職員が気づき",
            "約20分後に削除した",
            "2時間半後に復旧",
            "3時間ほど後に復旧",
            "12時間後に復旧",
            "3日後に届け出た",
            "その2日後の午後3時に",
            "1週間後、届け出た",
            "五日後に届け出た",
            "30分後以降は",
            "最大30日後に消える",
            "公開3日後の状況",
            "300日後に",
            "受信から30日後に",
            "受信から30分後に",
        ]), @r"
        10分後、職員が気づき → 10分後 _-_-+0
        約20分後に削除した → 20分後 _-_-+0
        2時間半後に復旧 → 2時間半後 _-_-+0
        3時間ほど後に復旧 → 3時間ほど後 _-_-+0
        12時間後に復旧 → 12時間後 #
        3日後に届け出た → 3日後 _-_-+3
        その2日後の午後3時に → 2日後の午後3時 _-_-+2T15
        1週間後、届け出た → 1週間後 _-_-+7
        五日後に届け出た → 五日後 _-_-+5
        30分後以降は → 30分後 #
        最大30日後に消える → 30日後 #
        公開3日後の状況 → 3日後 #
        300日後に → 300日後 #
        受信から30日後に → 30日後 #
        受信から30分後に → 30分後 _-_-+0
        ");
    }
}

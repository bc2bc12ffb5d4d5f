//! Numbers that count nothing: versions, telephone numbers, articles of law, ages, durations.

use super::date;
use super::number::figure;
use super::text::Text;
use crate::sought::Sought;

/// The units of numbers that count nothing here, so that nothing else reads them: durations, ages, ordinals.
static UNITS: Sought = Sought::new(&[
    "年度",
    "年",
    "か月",
    "カ月",
    "ヶ月",
    "ケ月",
    "ヵ月",
    "箇月",
    "週間",
    "営業日",
    "日",
    "時間",
    "分",
    "秒",
    "歳",
    "才",
    "世代",
    "代",
    "条",
    "項",
    "号",
    "章",
    "版",
    "桁",
    "倍",
    "割",
    "位",
    "番",
    "次",
    "%",
    "パーセント",
    "回",
    "つ",
    "丁目",
    "か国",
    "カ国",
    "種類",
]);

/// The end of a number that is no other form: its digits with what is glued to them (a version, a telephone number, an
/// address), and its unit. Kanji numerals are left alone: they are mostly words.
pub(super) fn bare(t: Text, at: usize) -> Option<usize> {
    t.byte(at).is_ascii_digit().then_some(())?;
    let token = token(t, at);
    let end = if t.byte(token) == b'.' { token } else { figure(t, at).map_or(at, |figure| figure.end).max(token) };
    let unit_at = t.blanks(end);
    let Some(unit) = UNITS.prefix(t.rest(unit_at)).map(|unit| unit_at + unit.len()) else { return Some(end) };
    Some(t.any(unit, &["間", "目", "前", "後"]).unwrap_or(unit))
}

/// The end of the ASCII run at `at`, marks between its letters included.
fn token(t: Text, at: usize) -> usize {
    let mut end = at;
    loop {
        let (byte, next) = (t.byte(end), t.byte(end + 1));
        if byte.is_ascii_alphanumeric() {
            end += 1;
        } else if b".,:/-_@+".contains(&byte) && next.is_ascii_alphanumeric() && !is_list_mark(t, at, end) {
            end += 2;
        } else {
            return end;
        }
    }
}

/// Whether `at..dot` numbers a list item that begins with a date: 「2.2022年8月12日」, 「1:2022年8月12日」.
fn is_list_mark(t: Text, at: usize, dot: usize) -> bool {
    matches!(t.byte(dot), b'.' | b':') && dot - at <= 2 && date::date(t, dot + 1, date::Before::default()).is_some()
}

#[cfg(test)]
mod tests {
    use crate::lex::tests::table;

    #[test]
    fn numbers_that_are_nothing_else() {
        insta::assert_snapshot!(table(&[
            "Ver 3.2.1",
            "Ver 2022.8.12",
            "v2.0.1",
            "3.2.1",
            "2.0",
            "03-1234-5678",
            "0120-123-456",
            "192.168.10.1",
            "第147条",
            "第26条第1項",
            "法第22条",
            "〒100-0001",
            "12.5%",
            "24時間365日",
            "1日あたり",
            "1日3回",
            "1日に3回",
            "3日間",
            "10日ほど",
            "5営業日",
            "二日目",
            "30日以内",
            "3年間",
            "5年前",
            "2018年度",
            "令和4年度分",
            "令和4年度末",
            "2022年3月期",
            "13月5日",
            "2月30日",
            "2022年2月30日",
            "2022年13月5日",
            "2022/13/45",
            "2022/2/30",
            "平成15年法律第57号",
            "log_2022-08-12.txt",
            "20220812.pdf",
            "2022-08-12.txt",
            "www.example.jp/2022/8/12",
            "1/2",
            "全体の8/12に",
            "ISO27001",
            "セキュア360、",
            "1.経緯",
            "(2)対応",
            "毎年8月",
            "毎月25日",
            "第1月曜日",
            "一日も早い",
            "四日市市",
            "十日町市",
            "懲役9年6月",
            "停職3月",
            "約10日",
            "過去30日",
            "前年同月比",
            "前日比",
            "日本日報",
            "日本年金機構",
            "今日的",
            "同様",
            "同社",
            "同意",
            "以前日程",
            "20220812",
            "1:2",
            "2001:db8::1",
            "1 万一の場合",
            "99999999999999999999件",
            "365日",
            "0日",
            "〇日",
            "三日坊主",
            "1 日時 令和4年8月12日",
            "1 日付",
            "2 月次報告",
            "1 時系列",
            "2 時点",
            "TEL:03-1234-5678(9:00~17:30)",
            "(03)1234-5678",
            "500GB",
            "R2.1.0",
            "S3.2.1",
            "H2 2.1",
            "令和元年度",
            "R4年度",
            "平成30年度",
            "3日後",
            "2日前",
            "数日後",
            "15日ぶり",
            "第9時限",
            "100日",
            "2~3日",
            "A-1 B2",
            "令和4年(ワ)第123号",
            "3日もあれば",
            "25日経理部",
            "1日も早く",
            "第2四半期",
        ]), @r"
        Ver 3.2.1 → 3.2.1 #
        Ver 2022.8.12 → 2022.8.12 #
        v2.0.1 → 2.0.1 #
        3.2.1 → #
        2.0 → #
        03-1234-5678 → #
        0120-123-456 → #
        192.168.10.1 → #
        第147条 → 147条 #
        第26条第1項 → 26条 # | 1項 #
        法第22条 → 22条 #
        〒100-0001 → 100-0001 #
        12.5% → #
        24時間365日 → 24時間 # | 365日 #
        1日あたり → 1日 #
        1日3回 → 1日 # | 3回 3 times
        1日に3回 → 1日 # | 3回 3 times
        3日間 → #
        10日ほど → 10日 #
        5営業日 → #
        二日目 → 
        30日以内 → 30日 #
        3年間 → #
        5年前 → #
        2018年度 → #
        令和4年度分 → 4年度 #
        令和4年度末 → 4年度 #
        2022年3月期 → 2022年 # | 3 #
        13月5日 → 13 # | 5日 #
        2月30日 → 2 # | 30日 #
        2022年2月30日 → 2022年 # | 2 # | 30日 #
        2022年13月5日 → 2022年 # | 13 # | 5日 #
        2022/13/45 → #
        2022/2/30 → #
        平成15年法律第57号 → 15年 # | 57号 #
        log_2022-08-12.txt → 2022-08-12.txt #
        20220812.pdf → #
        2022-08-12.txt → #
        www.example.jp/2022/8/12 → 2022/8/12 #
        1/2 → #
        全体の8/12に → 8/12 #
        ISO27001 → 27001 #
        セキュア360、 → 360 #
        1.経緯 → 1 #
        (2)対応 → 2 #
        毎年8月 → 8 #
        毎月25日 → 25日 #
        第1月曜日 → 1 #
        一日も早い → 
        四日市市 → 
        十日町市 → 
        懲役9年6月 → 9年 # | 6 #
        停職3月 → 3 #
        約10日 → 10日 #
        過去30日 → 30日 #
        前年同月比 → 
        前日比 → 
        日本日報 → 
        日本年金機構 → 
        今日的 → 
        同様 → 
        同社 → 
        同意 → 
        以前日程 → 
        20220812 → #
        1:2 → #
        2001:db8::1 → 2001:db8 # | 1 #
        1 万一の場合 → 1 #
        99999999999999999999件 → 99999999999999999999 #
        365日 → #
        0日 → #
        〇日 → 
        三日坊主 → 
        1 日時 令和4年8月12日 → 1 日 # | 令和4年8月12日 2022-08-12
        1 日付 → 1 日 #
        2 月次報告 → 2 #
        1 時系列 → 1 #
        2 時点 → 2 #
        TEL:03-1234-5678(9:00~17:30) → 03-1234-5678 # | 9:00 T09:00 | 17:30 T17:30
        (03)1234-5678 → 03 # | 1234-5678 #
        500GB → 500 other
        R2.1.0 → 2.1.0 #
        S3.2.1 → 3.2.1 #
        H2 2.1 → 2 # | 2.1 #
        令和元年度 → 
        R4年度 → 4年度 #
        平成30年度 → 30年度 #
        3日後 → #
        2日前 → #
        数日後 → 
        15日ぶり → 15日 #
        第9時限 → 9 #
        100日 → #
        2~3日 → 2 # | 3日 #
        A-1 B2 → 1 # | 2 #
        令和4年(ワ)第123号 → 4年 # | 123号 #
        3日もあれば → 3日 #
        25日経理部 → 25日 _-_-25
        1日も早く → 1日 #
        第2四半期 → 2 #
        ");
    }
}

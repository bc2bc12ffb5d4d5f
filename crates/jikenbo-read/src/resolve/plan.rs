//! Whether a month lies ahead of its notice or behind it: what is promised for it, and what was done in it.

use jikenbo_model::Date;

use super::calendar::Walk;
use super::month::months;
use crate::lex::{DateExpr, DayRef, YearRef};

/// How a sentence ends that tells what was noticed or what befell.
const DONE: [&str; 20] = [
    "見つけた",
    "見つけました",
    "見つかった",
    "見つかりました",
    "発見した",
    "発見しました",
    "気付いた",
    "気付きました",
    "判明した",
    "判明しました",
    "発覚した",
    "発覚しました",
    "分かった",
    "分かりました",
    "侵入された",
    "侵入されました",
    "感染した",
    "感染しました",
    "紛失した",
    "紛失しました",
];

impl Walk<'_, '_> {
    /// The year after, for a month that lies long behind a notice of the year's end which tells what it is going to do then: 1月から改める.
    pub(super) fn year_of_plan(&self, expr: &DateExpr, month: u8, year: i16, form: usize) -> i16 {
        const AHEAD: i32 = 4;
        // 9月から導入いたします, in a notice of April: a month alone that is promised.
        const PROMISED: i32 = 8;
        let own = self.published.filter(|_| expr.year == YearRef::Unsaid);
        let next = |own: Date| i32::from(month) + 12 * (i32::from(year) + 1) - months(own);
        let promised =
            || expr.day == DayRef::Unsaid && ["します", "予定", "予定です"].iter().any(|w| self.sentence(form).ends_with(w));
        let turns = own.is_some_and(|own| (1..=AHEAD).contains(&next(own)) || (1..=PROMISED).contains(&next(own)) && promised());
        // 11月下旬に見つけた, in a report of September: what was done does not lie ahead.
        let ahead = own.is_some_and(|own| year == own.year() && own.month().is_some_and(|m| month > m)) && self.was_done(form);
        if turns && self.plans(form) { year + 1 } else { year - i16::from(ahead) }
    }

    /// Whether the sentence of a date tells what was done, and nothing of what is to come.
    fn was_done(&self, form: usize) -> bool {
        const TO_COME: [&str; 16] = [
            "予定",
            "こと",
            "見込",
            "見通し",
            "方針",
            "決定",
            "決め",
            "計画",
            "目途",
            "めど",
            "目処",
            "目標",
            "延期",
            "まで",
            "以降",
            "から",
        ];
        let words = self.sentence(form);
        let told = DONE.iter().any(|w| words.ends_with(w));
        told && !TO_COME.iter().any(|w| words.contains(w))
    }

    /// The words from behind a date to the end of its sentence.
    pub(super) fn sentence(&self, form: usize) -> &str {
        const FAR: usize = 360;
        let rest = &self.text.lexed.text()[self.text.lexed.forms[form].end as usize..];
        let rest = &rest[..rest.floor_char_boundary(FAR.min(rest.len()))];
        rest.split(['。', '\n']).next().unwrap_or("")
    }

    /// Whether the sentence of a date ends in what is going to be done.
    pub(super) fn plans(&self, form: usize) -> bool {
        let words = self.sentence(form);
        let as_it_is = ["ています", "ている", "おります", "ておる", "といいます", "という"].iter().any(|w| words.ends_with(w));
        // 2月1日に侵入され、漏えいした可能性があります; 2月3日に公表したとおり、お知らせします
        const TOLD: [&str; 11] = ["ており、", "した", "いた", "れた", "った", "んだ", "きた", "可能性", "おそれ", "恐れ", "疑い"];
        // What a notice itself is.
        const NOTICE: [&str; 4] = ["報告", "知らせ", "詫び", "おわび"];
        let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
        // 3月末までに報告書を公表する予定です
        let planned =
            ["予定", "予定です", "予定である", "予定としています", "見込み", "見込みです"].iter().any(|w| words.ends_with(w));
        if planned {
            return !has(&TOLD);
        }
        !as_it_is && !has(&TOLD) && !has(&NOTICE) && ["ます", "る", "く", "む", "う", "す"].iter().any(|w| words.ends_with(w))
    }
}

#[cfg(test)]
mod tests {
    use jikenbo_model::Notice;

    use crate::Reader;

    /// The starts of the events of a notice but its own day.
    fn starts(head: &str, words: &str) -> Vec<String> {
        let text = format!("{head}\n\n{words}\n");
        let timeline = Reader::embedded().read(&Notice::plain(&text)).record.timeline;
        let events = timeline.into_iter().filter(|e| e.value.event.as_str() != "publication");
        events.map(|e| e.value.start.to_string()).collect()
    }

    #[test]
    fn what_is_promised_lies_ahead() {
        let april = "青葉大学 不正アクセスについて 2017年4月21日";
        assert_eq!(starts(april, "学内システムの多要素認証を、9月から導入いたします。"), ["2017-09"]);
        let december = "青葉病院 サイバー攻撃について 2021年12月28日";
        assert_eq!(starts(december, "調査委員会を1月中に設置する予定です。"), ["2022-01"]);
    }

    #[test]
    fn what_was_done_lies_behind() {
        let september = "青葉精機株式会社 設計データの持ち出しについて 2021年9月9日";
        assert_eq!(starts(september, "当社は11月下旬に大量の複製の記録を見つけた。"), ["2020-11"]);
    }

    #[test]
    fn a_tale_goes_on_from_its_last_day() {
        let head = "青葉ハーネス株式会社 ランサムウェア感染被害について 2023年12月22日";
        let told = "2023年10月26日に社内に侵入されました。当該機器は、2022年8月以降更新されておりませんでした。11月4日に全サーバーを停止しました。";
        assert!(starts(head, told).contains(&"2023-11-04".to_owned()));
        let head = "株式会社青葉カート 情報の持ち出しについて 2013年10月7日";
        let told = "2013年9月18日、取引先から顧客リストについてのご連絡をいただきました。元従業員は、在職中の2013年4月1日から6月28日までの間にデータを複写したことを\
                    認めました。\n\n同月20日、当該データを消去いたしました。";
        assert!(starts(head, told).contains(&"2013-09-20".to_owned()));
        let head = "取材者のアドレスが流出 青葉県\n2019/11/20 20:03";
        let told = "青葉県は20日、来年3月に県内で開く祭典の取材を申し込んだ担当者のアドレスを流出させたと発表した。19日午後、職員がメールを一斉送信した際、\
                    宛先を誤った。";
        assert!(starts(head, told).contains(&"2019-11-19".to_owned()));
    }
}

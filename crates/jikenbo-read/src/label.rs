//! Labels: lines that only say what the line below them tells (発生日時, 対象者数, 漏えいした項目). Pages lay their facts out as lists of
//! definitions; copied as text, a label and its answer are two lines.

/// No label is longer, in characters.
const LONGEST: usize = 20;

/// Words for what is told by a day: 発覚日, 公表年月日. What stands alone (日時, 月日) heads a table of days and is no one's.
const DAYS: [&str; 7] = ["日時", "年月日", "期間", "時期", "時刻", "時間", "日"];

/// The heads of tables of days, and days that are data of persons.
const NO_DAYS: [&str; 14] =
    ["日時", "年月日", "月日", "日付", "期日", "期間", "時期", "時刻", "時間", "生年月日", "本日", "当日", "同日", "翌日"];

/// Words for what is told by a figure: 対象者数, 漏えい件数.
const FIGURES: [&str; 9] = ["件数", "人数", "者数", "名数", "世帯数", "通数", "枚数", "台数", "アカウント数"];

/// Words for a place or a person, which short lines tell.
const PLACES: [&str; 8] = ["場所", "所属", "所管課", "担当課", "対象者", "対象の方", "部署", "対象"];

/// Words for what lines of text tell.
const MATTERS: [&str; 20] = [
    "概要",
    "原因",
    "要因",
    "経緯",
    "経過",
    "二次被害",
    "二次被害の有無",
    "対応",
    "対応状況",
    "再発防止",
    "再発防止策",
    "発生理由",
    "項目",
    "情報の内容",
    "情報の種類",
    "情報の項目",
    "データの項目",
    "紛失物",
    "漏えいした情報",
    "流出した情報",
];

/// Data of persons: where a list of them has a line each, they stand where labels might.
const DATA: [&str; 14] = [
    "氏名",
    "住所",
    "電話番号",
    "生年月日",
    "メール",
    "性別",
    "年齢",
    "電話",
    "連絡先",
    "口座",
    "パスワード",
    "勤務先",
    "学年",
    "学籍番号",
];

/// Whether a line begins with a word for data of persons.
pub(crate) fn begins_data(line: &str) -> bool {
    DATA.iter().any(|w| line.starts_with(w))
}

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    Day,
    Figure,
    Place,
    Matter,
}

/// What a line asks for, if it is a label: a noun of one of some endings, and no more than its mark beside it.
pub(crate) fn asks(line: &str) -> Option<Asks> {
    let words = bare(line);
    let ends = |list: &[&str]| list.iter().any(|w| words.ends_with(w));
    let noun = !words.is_empty()
        && words.chars().nth(LONGEST).is_none()
        && !words.contains(|c: char| c.is_ascii_digit() || "。、「」()?:\t".contains(c))
        && !["を", "は", "し、"].iter().any(|w| words.contains(w));
    match () {
        () if !noun => None,
        () if ends(&DAYS) && !NO_DAYS.contains(&words) => Some(Asks::Day),
        () if ends(&FIGURES) => Some(Asks::Figure),
        () if ends(&PLACES) => Some(Asks::Place),
        () if ends(&MATTERS) => Some(Asks::Matter),
        () => None,
    }
}

/// Whether a line begins with a label and goes on with its answer: 対象者:…, 発生日時 令和5年12月5日
pub(crate) fn answered(line: &str) -> bool {
    let line = line.trim_start();
    let Some((at, mark)) = line.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ':' | '：' | '\t' | ' ' | '\u{3000}'))
    else {
        return false;
    };
    let (label, answer) = (&line[..at], line[at + mark.len_utf8()..].trim_start());
    let noun = !label.is_empty() && !label.contains(|c: char| c.is_ascii() || "。、「」".contains(c));
    noun && !answer.is_empty() && (matches!(mark, ':' | '：') || asks(label).is_some())
}

/// A line without its number, mark and brackets: (1) 発生日時, 【発覚日】, ■対象者:
pub(crate) fn bare(line: &str) -> &str {
    const MARKS: &str = "【】<>〈〉《》[]■◆●◎▼▽□◇★○〇◯▶►・•-:|. \u{3000}\t";
    let words = line.trim_matches(|c| MARKS.contains(c));
    let unnumbered =
        words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '①'..='⑳' | '(' | ')' | '.' | '、' | ' '));
    unnumbered.trim_matches(|c| MARKS.contains(c))
}

#[cfg(test)]
mod tests {
    use super::{Asks, answered, asks};

    #[test]
    fn labels_say_what_they_ask_for() {
        let day = ["発生日時", "【発覚日】", "■公表年月日:", "(2) 誤送信日時", "サイト停止日", "3 調査完了日"];
        assert!(day.iter().all(|w| asks(w) == Some(Asks::Day)));
        assert!(["件数", "対象者数:", "3.影響人数"].iter().all(|w| asks(w) == Some(Asks::Figure)));
        assert!(["発生場所", "対象者"].iter().all(|w| asks(w) == Some(Asks::Place)));
        assert!(["漏えいした項目", "<二次被害>", "原因"].iter().all(|w| asks(w) == Some(Asks::Matter)));
    }

    #[test]
    fn a_label_may_have_its_answer_beside_it() {
        let told = ["発生日時 令和5年12月5日", "対象者:会員", "サービス停止：5月10日", "件数\t12件"];
        assert!(told.iter().all(|w| answered(w)));
        assert!(["対象者:", "当社では、次の対応:調査", "会員 12名", "10:30 検知"].iter().all(|w| !answered(w)));
    }

    #[test]
    fn data_sentences_and_days_are_no_labels() {
        let others = ["氏名", "生年月日", "日時", "本日", "5月1日", "発生日は次のとおり", "件数:12", "当社は調査中、公表日", ""];
        assert!(others.iter().all(|w| asks(w).is_none()), "{others:?}");
    }

    #[test]
    fn items_of_a_list_of_data_are_no_labels_for_each_other() {
        let text = "個人情報の漏えいについて\n\n漏えいした情報\n氏名\n所属\n電話番号\n受診日\nメールアドレス\n住所\n";
        let record = crate::Reader::embedded().read(&jikenbo_model::Notice::plain(text)).record;
        let items: Vec<&str> = record.data_items.iter().map(|f| f.value.item.as_str()).collect();
        assert!(["name", "employer", "phone", "email", "address"].iter().all(|item| items.contains(item)), "{items:?}");
    }
}

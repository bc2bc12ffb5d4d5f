//! What holds for the reading of any text: see [`dev::fuzz::check_reading`].

use std::sync::LazyLock;

use dev::fuzz::check_reading;
use jikenbo_model::{Date, Notice, Span};
use jikenbo_read::Reader;
use proptest::prelude::*;

static READER: LazyLock<Reader> = LazyLock::new(Reader::embedded);

/// Words of the rules, closed forms and the marks between them, in any order.
fn notice_like() -> impl Strategy<Value = String> {
    let words = READER.rules().words();
    let form = "(20[0-9]{2}年)?(1[0-2]|[1-9]|１２)月([1-3]?[0-9]日)?|同日|翌日|同月[0-9]{1,2}日|令和[0-9]年|[0-9]{1,2}時半?";
    let figure = "(約|最大|のべ)?[0-9０-９]{1,4}(,[0-9]{3})?(万|億)?(件|名|人|通|円|社)(以上|分)?";
    let mark = prop::sample::select(vec![
        "、", "。", "\n", "に", "が", "を", "の", "は、", "から", "まで", "\n・", "\n1. ", "(", ")", "「", "」",
    ]);
    let part = prop_oneof![
        4 => prop::sample::select(words),
        2 => form,
        2 => figure,
        4 => mark.prop_map(str::to_owned),
        1 => "[ぁ-んァ-ヶ一-龠ａ-ｚｱ-ﾝ]{1,6}",
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_notice_is_read_with_whole_evidence(text in notice_like(), headed: bool, year in 1990_i16..2100) {
        let mut notice = Notice::plain(&text);
        let first = notice.text.lines().next().map_or(0, str::len);
        notice.title = (headed && first > 0).then(|| Span::new(0, first));
        notice.near = Some(Date::year_only(year));
        check_reading(&READER, &notice);
    }

    #[test]
    fn any_text_at_all_is_read(text in "\\PC{0,80}|(.|\n){0,60}") {
        check_reading(&READER, &Notice::plain(&text));
    }
}

/// Figures and years at the end of their range: doubled, added to or counted on, they must not overflow.
#[test]
fn figures_and_years_at_the_end_of_their_range_are_read() {
    let head = "青葉堂 情報100件が漏えい 2024年6月5日\n";
    let figures =
        ["会員9999999999999999999人と、9999999999999999999人の氏名が漏えいした。", "情報2000000000000000000件が漏えいした。"];
    let years = ["翌年、", "前年、"].map(|word| format!("2020年に、{}", word.repeat(40_000)));
    for words in figures.map(str::to_owned).into_iter().chain(years) {
        check_reading(&READER, &Notice::plain(&format!("{head}{words}")));
    }
}

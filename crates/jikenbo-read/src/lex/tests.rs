//! The whole lexer: tables of its forms, and what holds for any text.

use jikenbo_model::Date;
use proptest::prelude::*;

use super::{DateExpr, DayRef, MonthRef, Period, Value, YearRef, lex};
use crate::fold::Folded;

/// One line for `text`: every form's words and what they say, or only what they say if they are the whole.
pub(super) fn line(text: &str) -> String {
    let show = |form: &super::Form| {
        let words = &text[form.start as usize..form.end as usize];
        if words == text { form.value.to_string() } else { format!("{words} {}", form.value) }
    };
    let forms: Vec<String> = lex(text).iter().map(show).collect();
    format!("{text} → {}", forms.join(" | "))
}

/// A table of such lines.
pub(super) fn table(texts: &[&str]) -> String {
    texts.iter().map(|text| line(text)).collect::<Vec<_>>().join("\n")
}

/// The promise of [`lex`]: on letters, in order, and apart, unless in a quoted name.
fn check(text: &str) -> Result<(), TestCaseError> {
    let (mut quotes, mut last) = (Vec::new(), 0);
    for form in lex(text) {
        let (start, end) = (form.start as usize, form.end as usize);
        prop_assert!(start < end && text.get(start..end).is_some(), "{form:?} is no slice");
        quotes.retain(|&close| close > start);
        prop_assert!(start >= last, "{form:?} begins before {last}");
        prop_assert!(quotes.iter().all(|&close| end <= close), "{form:?} leaves its quotation");
        if form.value == Value::Quoted {
            quotes.push(end);
            last = start + 1;
        } else {
            last = end;
        }
    }
    Ok(())
}

/// Text of the letters and words that forms are made of.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "2022",
        "12",
        "8",
        "31",
        "1,938",
        "3.5",
        "年",
        "月",
        "日",
        "時",
        "分",
        "~",
        "から",
        "まで",
        "以降",
        "同",
        "翌",
        "前日",
        "本日",
        "の",
        "、",
        "(金)",
        "令和",
        "元",
        "R4",
        ".",
        "/",
        "-",
        ":",
        "午後",
        "未明",
        "夜",
        "末",
        "上旬",
        "頃",
        "約",
        "最大",
        "延べ",
        "第",
        "件",
        "名",
        "人",
        "社",
        "円",
        "ドル",
        "万",
        "億",
        "数",
        "十",
        "百",
        "一",
        "三",
        "〇",
        "以上",
        "余",
        "超",
        "間",
        "度",
        "目",
        "「",
        "」",
        "『",
        "』",
        "“",
        "”",
        "\"",
        " ",
        "\n",
        "\t",
        "https://",
        "a",
        "Z9",
        "¥",
        "$",
        "𠮷",
        "ー",
        "点",
        "中",
        "年末",
        "同時に",
        "昨年",
        "(",
        ")",
        "当たり",
        "で",
    ]);
    prop::collection::vec(words, 0..24).prop_map(|words| words.concat())
}

/// A day written in one of the styles of notices; some with full-width figures, some with blanks.
fn written(date: Date, style: u8, wide: bool, spaced: bool) -> String {
    let (y, m, d) = (date.year(), date.month().unwrap_or(1), date.day_of_month().unwrap_or(1));
    let era = if y >= 2020 { ("令和", "R", y - 2018) } else { ("平成", "H", y - 1988) };
    let text = match style {
        0 => format!("{y}年{m}月{d}日"),
        1 => format!("{y}年{m:02}月{d:02}日"),
        2 => format!("{y}/{m}/{d}"),
        3 => format!("{y}.{m:02}.{d:02}"),
        4 => format!("{y}-{m:02}-{d:02}"),
        5 => format!("{}{}年{m}月{d}日", era.0, era.2),
        6 => format!("{}{}.{m}.{d}", era.1, era.2),
        7 => format!("{}{}年({y}年){m}月{d}日", era.0, era.2),
        _ => format!("{}年{}月{}日", positional(y as u32), numeral(m), numeral(d)),
    };
    let spaced =
        if spaced && style < 2 { text.chars().flat_map(|c| [c, ' ']).collect::<String>().replace("0 ", "0") } else { text };
    // blanks go between numbers and units, never into a number
    let spaced = close_digits(&spaced);
    if !wide {
        return spaced;
    }
    spaced.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c }).collect()
}

fn close_digits(text: &str) -> String {
    let letters: Vec<char> = text.trim_end().chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let kept = |at: usize| !(letters[at] == ' ' && at > 0 && digit(at - 1) && digit(at + 1));
    (0..letters.len()).filter(|&at| kept(at)).map(|at| letters[at]).collect()
}

fn positional(number: u32) -> String {
    number.to_string().bytes().filter_map(|b| "〇一二三四五六七八九".chars().nth(usize::from(b - b'0'))).collect()
}

fn numeral(number: u8) -> String {
    let digit = |n: u8| if n == 0 { String::new() } else { positional(u32::from(n)) };
    match number {
        0..=9 => digit(number),
        10..=19 => format!("十{}", digit(number % 10)),
        _ => format!("{}十{}", digit(number / 10), digit(number % 10)),
    }
}

fn said(date: Date) -> DateExpr {
    DateExpr {
        year: YearRef::Given(date.year()),
        month: date.month().map_or(MonthRef::Unsaid, MonthRef::Given),
        day: date.day_of_month().map_or(DayRef::Unsaid, DayRef::Given),
        ..DateExpr::default()
    }
}

fn day() -> impl Strategy<Value = Date> {
    (2000i16..2060, 1u8..=12, 1u8..=31).prop_filter_map("no such day", |(y, m, d)| Date::day(y, m, d))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn forms_stand_in_order_and_apart(text in text()) {
        check(&text)?;
    }

    #[test]
    fn any_text_can_be_lexed(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn a_written_date_reads_back(date in day(), style in 0u8..9, wide: bool, spaced: bool, around in 0usize..4) {
        let (before, after) = [("", ""), ("当社は、", "、お知らせ"), ("(", ")"), ("経緯 ", "に判明")][around];
        let source = format!("{before}{}{after}", written(date, style, wide, spaced));
        let folded = Folded::new(&source);
        let forms = lex(&folded.text);
        prop_assert_eq!(forms.len(), 1, "{} → {:?}", folded.text, forms);
        prop_assert_eq!(forms[0].value, Value::Date(said(date)), "{}", folded.text);
        let span = folded.source(forms[0].start as usize, forms[0].end as usize);
        prop_assert_eq!(span.of(&source), written(date, style, wide, spaced));
    }

    #[test]
    fn a_written_period_reads_back(a in day(), b in day(), style in 0u8..9, join in 0usize..3) {
        let (between, after) = [("~", ""), ("から", "まで"), (" ~ ", "の期間")][join];
        let text = format!("{}{between}{}{after}", written(a, style, false, false), written(b, style, false, false));
        let period = Period { start: Some(said(a)), end: Some(said(b)) };
        let forms = lex(&text);
        prop_assert_eq!(forms.len(), 1, "{} → {:?}", text, forms);
        prop_assert_eq!(forms[0].value, Value::Period(period));
        prop_assert_eq!(forms[0].end as usize, text.len());
    }

    #[test]
    fn a_written_count_reads_back(value in 0u64..10_000_000_000, commas: bool, man: bool) {
        let figure = match (commas, man) {
            (_, true) if value >= 10_000 => {
                let rest = if value % 10_000 == 0 { String::new() } else { (value % 10_000).to_string() };
                format!("{}万{rest}", value / 10_000)
            }
            (true, _) => grouped(value),
            _ => value.to_string(),
        };
        let text = format!("約{figure}件");
        let shown: Vec<String> = lex(&text).iter().map(|form| form.value.to_string()).collect();
        prop_assert_eq!(shown, [format!("≈{value} records")]);
    }
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

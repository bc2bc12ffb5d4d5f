//! `cargo dev bench --long`: whether the time grows with the length of a text alone, also for hostile texts.
//!
//! Each hostile text is compared with ordinary text of the same length, read in the same run.

use std::hint::black_box;
use std::time::{Duration, Instant};

use jikenbo_model::Notice;
use jikenbo_read::Reader;

use super::bench::processor;

/// Bytes of a hostile text.
const SIZE: usize = 1_000_000;

/// Words of the texts of growing length; a word of a notice has about two characters.
const WORDS: [usize; 6] = [500, 1_000, 2_000, 5_000, 10_000, 20_000];
const BYTES_OF_A_WORD: usize = 6;

/// What a page may hold to hold up its reader: one piece over and over.
const HOSTILE: &[(&str, &str)] = &[
    ("digits", "1234567890"),
    ("full-width digits", "１２３４５６７８９０"),
    ("kanji numerals", "一二三千百万"),
    ("open brackets", "("),
    ("open quotes", "「"),
    ("quotes", "\""),
    ("closing brackets", ")」』"),
    ("同日", "同日"),
    ("同日、", "同日、"),
    ("a date over and over", "2024年6月3日"),
    ("dates in lines", "6月3日\n"),
    ("dates without an end", "6月3日から"),
    ("one clause without a stop", "不正アクセスによる個人情報の漏えいの可能性に関するお客様の氏名と住所と電話番号の"),
    ("commas", "、"),
    ("た", "た"),
    ("verbs without an end", "検知し調査し停止し報告し"),
    ("counts", "最大1,000件"),
    ("counts in brackets", "(100件"),
    ("legal forms", "株式会社"),
    ("names", "青葉株式会社及び"),
    ("cities", "青葉市"),
    ("one long name", "青葉"),
    ("hiragana", "あ"),
    ("blanks", " "),
    ("empty lines", "\n"),
    ("headings", "■原因\n"),
    ("items", "・氏名\n"),
    ("numbered headings", "1.原因\n(1)対象\n①項目\n"),
    ("table cells", "氏名\t"),
    ("addresses", "https://example.jp/"),
    ("(以下", "青葉株式会社(以下"),
    ("authorities", "個人情報保護委員会に報告し、警察署に相談し、"),
    ("items in a row", "氏名、住所、電話番号、"),
    ("negations", "含まれておりません"),
    ("quoted names", "「青葉」サイト"),
    ("labels", "発生日時\n対象者\n"),
    ("labels beside days", "【停止日】6月3日\n"),
    ("rows of days", "2024年6月3日\t2024年6月4日\n"),
    ("authorities and days", "個人情報保護委員会(6月3日)、"),
    ("breakdowns", "内訳\n会員 12名\n"),
    ("what was handed in", "拾って警察署に届け、"),
    ("days with points", "2024.5.14 "),
    ("labels and points", "復旧 2024.5.14 2024.5.14\n"),
    ("days in brackets", "【3月18日】\n"),
    ("counts and items", "最大12件の氏名と"),
    ("forms and hiragana", "株式会社しずはまに"),
    ("offices that act", "建築指導課が"),
    ("averages", "1日平均500人で、うち"),
    ("names joined", "印刷会社と青葉市は"),
    ("drawn tables", "|青葉支店|12名|\n"),
    ("lines that go back", "同月3日、調査を行った。\n"),
    ("notes within a line", "番号 ※注 "),
    ("what is said", "5月3日「停止する」との連絡 "),
];

/// Pieces that differ each time, by their number: many facts instead of one fact many times.
type Growing = (&'static str, fn(usize) -> String);

const GROWING: &[Growing] = &[
    ("authorities by day", |n| format!("警視庁 {}年6月{}日\n", 1990 + n / 28 % 40, n % 28 + 1)),
    ("labels and days", |n| format!("発覚日\n{}年{}月{}日\n", 1990 + n / 336 % 40, n / 28 % 12 + 1, n % 28 + 1)),
    ("counts that differ", |n| format!("お客様{n}名の氏名が漏えいしました。")),
    ("companies that differ", |n| format!("委託先の株式会社青葉{n}が調査した。")),
    ("services that differ", |n| format!("「青葉{n}」サイトへの不正アクセス。")),
];

/// Prints both tables, a line as soon as it is known; of the hostile texts those whose name holds `name`.
pub(super) fn run(reader: &Reader, notices: &[Notice], name: &str) {
    let text = ordinary(notices, SIZE);
    println!("{:<28}{:>10}{:>12}", "text of 1 MB", "MB/s", "time/ordinary");
    let usual = seconds(reader, &text);
    for (name, piece) in HOSTILE.iter().filter(|(known, _)| known.contains(name)) {
        let hostile = piece.repeat(SIZE / piece.len());
        let took = seconds(reader, &hostile);
        println!("{name:<28}{:>10.1}{:>12.2}", SIZE as f64 / took / 1e6, took / usual);
    }
    for (name, piece) in GROWING.iter().filter(|(known, _)| known.contains(name)) {
        let mut hostile = String::with_capacity(SIZE + 100);
        (0..)
            .map(piece)
            .take_while(|p| {
                hostile.push_str(p);
                hostile.len() < SIZE
            })
            .for_each(drop);
        let took = seconds(reader, &hostile);
        println!("{name:<28}{:>10.1}{:>12.2}", SIZE as f64 / took / 1e6, took / usual);
    }
    println!("{:<28}{:>10.1}{:>12.2}\n", "ordinary text", SIZE as f64 / usual / 1e6, 1.0);
    println!("{:<28}{:>10}{:>12}", "words of one notice", "MB/s", "µs/1000 words");
    for words in WORDS {
        let text = ordinary(notices, words * BYTES_OF_A_WORD);
        let took = seconds(reader, &text);
        println!("{words:<28}{:>10.1}{:>12.0}", text.len() as f64 / took / 1e6, took * 1e9 / words as f64);
    }
}

/// The corpus's notices one after another, over and over, as one text of about `size` bytes.
fn ordinary(notices: &[Notice], size: usize) -> String {
    let mut text = String::with_capacity(size + 4096);
    for notice in notices.iter().cycle().take_while(|n| !n.text.is_empty()) {
        if text.len() >= size {
            break;
        }
        text.push_str(&notice.text);
        text.push('\n');
    }
    text.truncate(text.floor_char_boundary(size));
    text
}

/// The processor time of one reading: the shortest of several.
fn seconds(reader: &Reader, text: &str) -> f64 {
    let notice = Notice::plain(text);
    let first = once(reader, &notice);
    let more = if first > 2.0 { 0 } else { 4 };
    (0..more).map(|_| once(reader, &notice)).fold(first, f64::min)
}

/// Time that is measured at least: the system counts a program's time when it looks at it, some hundred times a second.
const ENOUGH: Duration = Duration::from_millis(100);

/// The processor time of one reading, of as many as it takes to measure it; the time of the day's clock where the system tells no other.
fn once(reader: &Reader, notice: &Notice) -> f64 {
    let begin = Instant::now();
    let clock = || processor().unwrap_or_else(|| begin.elapsed());
    let start = clock();
    let mut passes = 0_u32;
    loop {
        drop(black_box(reader.read(notice)));
        passes += 1;
        let took = clock().saturating_sub(start);
        if took >= ENOUGH {
            return took.as_secs_f64() / f64::from(passes);
        }
    }
}

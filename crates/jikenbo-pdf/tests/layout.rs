//! What layout does to text, on documents of our own drawing.

#![allow(clippy::unwrap_used, reason = "a test")]

mod support;

use std::fmt::Write as _;

use jikenbo_model::BlockKind;
use jikenbo_pdf::{Document, Error, Limits, read};
use support::{NOTICE, Words, content, document, drawn, notice};

const CMAP: &str = "UniJIS-UTF16-H";

fn opened(bytes: &[u8]) -> Document {
    read(bytes, &Limits::default()).unwrap()
}

#[test]
fn a_notice_has_its_headline_and_blocks() {
    let document = opened(&document(CMAP, &[notice()]));
    let notice = &document.notice;
    assert_eq!(notice.text, NOTICE);
    assert_eq!(notice.title.unwrap().of(&notice.text), "不正アクセスに関するお詫びとお知らせ");
    let lines: Vec<&str> = notice.text.split('\n').collect();
    let blocks: Vec<&str> = notice.blocks.iter().map(|block| block.span.of(&notice.text)).collect();
    assert_eq!(blocks, lines);
    assert_eq!(notice.blocks.last().unwrap().kind, BlockKind::Item);
}

#[test]
fn sentences_go_on_over_pages_and_running_heads_go() {
    let page = |n: usize, body: Vec<Words<'static>>| {
        let mut words = vec![(70.0, 815.0, 8.0, "青葉精機株式会社　報道発表資料"), (290.0, 25.0, 9.0, ["1", "2", "3"][n])];
        words.extend(body);
        words
    };
    let first = page(
        0,
        vec![
            (70.0, 120.0, 10.0, "当社は、この事態を重く受け止め、再発の防止に向けて監視の体制を強める"),
            (70.0, 104.0, 10.0, "とともに、すべての従業員に対して、情報の取り扱いについての教育をあら"),
        ],
    );
    let second = page(1, vec![(70.0, 760.0, 10.0, "ためて行います。"), (70.0, 744.0, 10.0, "以上")]);
    let third = page(2, vec![(70.0, 760.0, 10.0, "別紙　お問い合わせについては相談室までお願いします。")]);
    let document = opened(&document(CMAP, &[first, second, third]));
    assert_eq!(
        document.notice.text,
        "青葉精機株式会社　報道発表資料\n\n当社は、この事態を重く受け止め、再発の防止に向けて監視の体制を強めるとともに、すべての従業員に対して、情報の取り扱いについての教育をあらためて行います。\n以上\n別紙　お問い合わせについては相談室までお願いします。"
    );
    assert_eq!(document.pages, 3);
}

#[test]
fn ruled_tables_are_rows_and_furigana_go() {
    let mut page = String::new();
    for y in [700, 680, 640] {
        let _ = writeln!(page, "70 {y} m 520 {y} l S");
    }
    for x in [70, 170, 520] {
        let _ = writeln!(page, "{x} 640 m {x} 700 l S");
    }
    page += &content(
        CMAP,
        &[
            (70.0, 760.0, 10.0, "脆弱性を悪用されたサーバーにある情報については、次の表のとおりです。"),
            (68.0, 770.5, 5.0, "ぜいじゃくせい"),
            (75.0, 686.0, 10.0, "区分"),
            (175.0, 686.0, 10.0, "項目"),
            (75.0, 666.0, 10.0, "会員"),
            (175.0, 666.0, 10.0, "氏名、住所、電話番号、メールアドレス、生年月日、会員番号、購入さ"),
            (175.0, 650.0, 10.0, "れた商品"),
        ],
    );
    let document = opened(&drawn(&page));
    assert_eq!(
        document.notice.text,
        "脆弱性を悪用されたサーバーにある情報については、次の表のとおりです。\n\n区分\t項目\n会員\t氏名、住所、電話番号、メールアドレス、生年月日、会員番号、購入された商品"
    );
    let kinds: Vec<BlockKind> = document.notice.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Line, BlockKind::Line, BlockKind::Row, BlockKind::Row]);
}

#[test]
fn pages_without_text_are_told() {
    let picture = "q 595 0 0 842 0 0 cm 0.9 g 0 0 1 1 re f Q";
    assert_eq!(read(&drawn(picture), &Limits::default()), Err(Error::NoText { pages: 1 }));
    let mut words = notice();
    words.truncate(9);
    let document = opened(&document(CMAP, &[words, vec![]]));
    assert_eq!((document.pages, document.blank_pages), (2, 1));
}

#[test]
fn radicals_become_the_kanji_they_stand_for() {
    let words = vec![(70.0, 700.0, 10.0, "⽴⼤⼈の⻑は、⼭⽥⽒であることが分かりましたのでお知らせします。")];
    assert_eq!(opened(&document(CMAP, &[words])).notice.text, "立大人の長は、山田氏であることが分かりましたのでお知らせします。");
}

#[test]
fn vertical_text_is_read_from_right_to_left_and_told() {
    let columns = ["お詫びとお知らせ", "このたび、当社のサーバーが不正アクセスを受け", "たことが判明しました。"];
    let words: Vec<Words<'_>> =
        columns.iter().enumerate().map(|(n, text)| (500.0 - 24.0 * n as f32, 800.0, 12.0, *text)).collect();
    let document = opened(&document("UniJIS-UTF16-V", &[words]));
    assert!(document.vertical);
    assert_eq!(document.notice.text, "お詫びとお知らせ\nこのたび、当社のサーバーが不正アクセスを受けたことが判明しました。");
}

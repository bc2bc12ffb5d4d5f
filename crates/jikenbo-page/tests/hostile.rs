//! Whatever comes in: never a panic, and what comes out holds together.

// A test that cannot read its page has failed.
#![allow(clippy::unwrap_used)]

mod blog;

use jikenbo_model::{Notice, Span};
use jikenbo_page::{Error, Format, Options, notices};
use proptest::prelude::*;

/// Asserts what every reader relies on.
fn holds_together(notice: &Notice) {
    let text = &notice.text;
    let fits = |span: Span| text.get(span.start as usize..span.end as usize).is_some();
    assert!(!text.trim().is_empty() && !text.ends_with('\n'));
    assert!(notice.title.is_none_or(|title| fits(title) && !title.is_empty()));
    let lines: Vec<&str> = text.split('\n').collect();
    let blocks: Vec<&str> = notice.blocks.iter().map(|block| block.span.of(text)).collect();
    assert!(notice.blocks.iter().all(|block| fits(block.span)));
    assert!(notice.blocks.is_empty() || blocks == lines, "{lines:?} {blocks:?}");
    assert!(notice.blocks.windows(2).all(|pair| pair[0].span.end + 1 == pair[1].span.start));
}

fn try_all(bytes: &[u8]) {
    for format in [None, Some(Format::Html), Some(Format::Text)] {
        for one in [false, true] {
            match notices(bytes, &Options { format, one, ..Options::default() }) {
                Ok(found) => {
                    assert!(!found.is_empty() && (!one || found.len() == 1));
                    found.iter().for_each(holds_together);
                }
                Err(error) => assert!(!error.to_string().ends_with('.')),
            }
        }
    }
}

/// Pieces of pages in any order.
fn piece() -> impl Strategy<Value = String> {
    const TAGS: &[&str] = &[
        "div", "p", "article", "h1", "h2", "ul", "ol", "li", "table", "tr", "td", "th", "dl", "dt", "dd", "pre", "br", "b", "a",
        "ruby", "rt", "section", "main", "header", "footer", "nav", "template", "svg", "form", "select",
    ];
    let tag = || proptest::sample::select(TAGS);
    let class = proptest::sample::select(
        &["", " class=post", " class=entry-content", " class=hentry", " class=nav", " class=post-title"][..],
    );
    prop_oneof![
        (tag(), class).prop_map(|(tag, class)| format!("<{tag}{class}>")),
        tag().prop_map(|tag| format!("</{tag}>")),
        "[ \n\t\u{a0}\u{3000}。、「」（）第0-9年月日a-z<>&;!'\"-]{0,12}",
        prop_oneof![
            Just("青葉精機株式会社 不正アクセスについて 2023年4月5日".to_owned()),
            Just("2023年4月5日水曜日\n".to_owned()),
            Just("\n\n\n".to_owned()),
            Just("----\n".to_owned()),
            Just("記\n".to_owned()),
            Just("以上\n".to_owned()),
            Just("利用者の情報が漏えいしました。".to_owned()),
            Just("次の投稿 前の投稿 ホーム\n".to_owned()),
            Just("<meta charset=shift_jis>".to_owned()),
        ],
    ]
}

proptest! {
    // A failure is mended at once and its page goes into the tests; no file of seeds is kept.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        try_all(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        try_all(text.as_bytes());
    }

    #[test]
    fn any_page(pieces in proptest::collection::vec(piece(), 0..60)) {
        try_all(pieces.concat().as_bytes());
    }
}

#[test]
fn limits_have_errors_of_their_own() {
    let error = |page: &str, options: &Options| notices(page.as_bytes(), options).unwrap_err();
    let small = Options { max_bytes: 10, ..Options::default() };
    assert_eq!(error("12345678901", &small), Error::TooLarge { found: 11, limit: 10 });
    assert_eq!(error(&"<div>".repeat(100_000), &Options::default()), Error::TooDeep { limit: 512 });
    assert_eq!(error(" \n　", &Options::default()), Error::Empty);
    assert_eq!(error("", &Options::default()), Error::Empty);
    assert_eq!(error("<html><script>1</script>", &Options::default()), Error::NoNotice);
    assert_eq!(error("ホーム\n次の投稿 前の投稿 ホーム\n", &Options::default()), Error::NoNotice);
}

#[test]
fn slow_shapes_end_soon() {
    let nested = "<div class=nav>".repeat(480);
    let shapes = [
        format!("{nested}{}<h1>a</h1>", "<i>x</i>".repeat(30_000)),
        format!("{}{}", "<div><h2>株式会社青葉 流出について</h2>".repeat(400), "<p>漏えいしました。</p>".repeat(15_000)),
        "<div class=hentry><h2>a</h2>漏えいした情報の一覧を公表しました。</div>".repeat(8_000),
        "青葉商店の会員情報が第三者に閲覧された可能性\n\n\n漏えいしました。\n\n\n".repeat(6_000),
        "令和5年4月5日水曜日\n\n".repeat(20_000),
        "「".repeat(1_000_000),
        "1".repeat(1_000_000),
    ];
    for shape in shapes {
        let start = std::time::Instant::now();
        let _ = notices(shape.as_bytes(), &Options::default());
        let head: String = shape.chars().take(40).collect();
        println!("{:?} {head}", start.elapsed());
        assert!(start.elapsed().as_secs() < 20, "{head}");
    }
}

#[test]
fn a_page_of_our_own_as_a_blog_gives_the_same_posts() {
    let page = include_str!("pages/plain-scrapbook/source.txt");
    blog::gives_the_same(&notices(page.as_bytes(), &Options::default()).unwrap());
}

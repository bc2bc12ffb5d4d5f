//! A blog's listing made of plain notices: what was divided by blank lines must be found again by structure.

use std::fmt::Write;

use jikenbo_model::Notice;
use jikenbo_page::{Options, notices};

/// Asserts that a listing of the notices gives their headlines and bodies again, blank lines and indents aside.
pub(crate) fn gives_the_same(plain: &[Notice]) {
    let page = listing(plain);
    let found = notices(page.as_bytes(), &Options::default()).expect("a listing");
    let titles = |notices: &[Notice]| -> Vec<String> {
        notices.iter().map(|notice| notice.title.map_or("", |title| title.of(&notice.text)).trim().to_owned()).collect()
    };
    assert_eq!(titles(&found), titles(plain));
    for (found, plain) in found.iter().zip(plain) {
        assert_eq!(lines(&found.text), lines(&plain.text));
        assert!(found.near.is_some() && found.url.is_some());
    }
    let one = notices(page.as_bytes(), &Options { one: true, ..Options::default() }).expect("one notice");
    assert_eq!(one.len(), 1);
    assert!(plain.iter().all(|plain| lines(&plain.text).iter().all(|line| one[0].text.contains(line.as_str()))));
}

/// The lines that say something; runs of blanks are one, as browsers show them.
fn lines(text: &str) -> Vec<String> {
    let bare = |line: &str| line.split([' ', '　', '\t']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    text.lines().map(bare).filter(|line| !line.is_empty()).collect()
}

fn listing(plain: &[Notice]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang='ja'><head><title>切り抜き帳</title></head><body>\n\
         <div id='header'><h1 class='title'><a href='/'>切り抜き帳</a></h1></div>\n\
         <div class='main section' id='main'><div class='widget Blog' id='Blog1'><div class='blog-posts hfeed'>\n\
         <div class='status-msg-body'>ラベル 記録 の投稿を表示しています。 <a href='/'>すべての投稿を表示</a></div>\n",
    );
    for (n, notice) in plain.iter().enumerate() {
        post(&mut page, n, &notice.text);
    }
    page + "</div><div class='blog-pager'><a href='#'>次の投稿</a> <a href='/'>ホーム</a></div></div></div>\n\
        <div class='sidebar section'><h2>アーカイブ</h2><ul><li><a href='/2022'>2022</a></li></ul><p>このブログの説明。</p></div>\n\
        <div class='footer'>Powered by <a href='#'>Blogger</a>.</div></body></html>"
}

/// A post in one of three habits: paragraphs, line breaks, or an editor's empty blocks.
fn post(page: &mut String, n: usize, text: &str) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let (title, body) = text.split_once('\n').unwrap_or((&text, ""));
    let body: String = match n % 3 {
        0 => body.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("<p>{line}</p>\n") }).collect(),
        1 => body.replace('\n', "<br />\n"),
        _ => body.lines().map(|line| format!("<div>{}</div>", if line.is_empty() { "<br>" } else { line })).collect(),
    };
    let day = n % 28 + 1;
    let _ = write!(
        page,
        "<div class='date-outer'><h2 class='date-header'>2022年11月{day}日火曜日</h2><div class='post-outer'>\
         <div class='post hentry'><h3 class='post-title entry-title'><a href='/{n}.html'>{title}</a></h3>\n\
         <div class='post-body entry-content'>\n{body}\n<div style='clear: both;'></div></div>\n\
         <div class='post-footer'>投稿者 <span class='fn'>係</span> 時刻: <a class='timestamp-link' href='/{n}.html' rel='bookmark'>\
         <abbr class='published' title='2022-11-{day:02}T09:00:00+09:00'>9:00</abbr></a> 0 件のコメント:</div></div></div></div>\n"
    );
}

//! HTML to notices: the posts of a listing, or the main content of a page.

mod chrome;
mod content;
mod dom;
mod inline;
mod links;
mod listing;
mod lists;
mod meta;
mod page;
mod parse;
mod render;
mod site;
mod tables;

use jikenbo_model::{Block, BlockKind, Notice, Span};

pub(crate) use self::links::links;
use self::page::Page;
use self::render::Row;
use crate::split::{self, Line, Post};
use crate::{Error, Options};

/// The notices of a page.
pub(crate) fn notices(text: &str, options: &Options) -> Result<Vec<Notice>, Error> {
    let page = Page::new(parse::parse(text, options)?);
    let head = meta::head(page.root());
    let posts = listing::posts(&page);
    let found = if posts.len() >= 2 && !options.one {
        posts.iter().filter_map(|post| listing::notice(&page, post, &head)).collect()
    } else {
        let content = content::main(&page, &posts);
        let notice = content::notice(&page, &content, &head).ok_or(Error::NoNotice)?;
        let mut found = if options.one { vec![notice] } else { divide(notice) };
        // The owner of a page of several posts tells of others.
        if let ([only], [] | [_]) = (found.as_mut_slice(), posts.as_slice()) {
            let headline = only.title.map_or("", |title| title.of(&only.text)).to_owned();
            sign(only, &site::lines(&page, &head, &headline, &only.text));
        }
        found
    };
    if found.is_empty() { Err(Error::NoNotice) } else { Ok(found) }
}

/// A notice of a title line and the lines below it.
fn notice(title: Option<String>, mut rows: Vec<Row>) -> Option<Notice> {
    let titled = title.as_deref().is_some_and(|title| !title.is_empty());
    if let Some(title) = title.filter(|_| titled) {
        // Some pages say their title twice.
        let again = rows.first().is_some_and(|row| row.text == title);
        rows.drain(..usize::from(again));
        let start = rows.iter().position(|row| !row.text.is_empty()).unwrap_or(rows.len());
        rows.drain(..start);
        if !rows.is_empty() {
            rows.insert(0, Row { text: String::new(), kind: BlockKind::Line });
        }
        rows.insert(0, Row { text: title, kind: BlockKind::Heading });
    }
    (!rows.is_empty()).then(|| assemble(&rows, titled))
}

/// Writes below the text whose page it is.
fn sign(notice: &mut Notice, lines: &[String]) {
    for (n, line) in lines.iter().enumerate() {
        if n == 0 {
            notice.text.push('\n');
            notice.blocks.push(Block { span: Span::new(notice.text.len(), notice.text.len()), kind: BlockKind::Line });
        }
        notice.text.push('\n');
        let start = notice.text.len();
        notice.text.push_str(line);
        notice.blocks.push(Block { span: Span::new(start, notice.text.len()), kind: BlockKind::Site });
    }
}

fn assemble(rows: &[Row], titled: bool) -> Notice {
    let mut notice = Notice::default();
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            notice.text.push('\n');
        }
        let start = notice.text.len();
        notice.text.push_str(&row.text);
        notice.blocks.push(Block { span: Span::new(start, notice.text.len()), kind: row.kind });
    }
    notice.title = titled.then(|| notice.blocks[0].span);
    notice
}

/// Posts that stand one after the other in one part of the page, told only by their headlines.
fn divide(notice: Notice) -> Vec<Notice> {
    let kinds: Vec<BlockKind> = notice.blocks.iter().map(|block| block.kind).collect();
    let lines: Vec<Line<'_>> = notice
        .blocks
        .iter()
        .map(|block| Line { text: block.span.of(&notice.text), heading: block.kind == BlockKind::Heading })
        .collect();
    let Some(posts) = split::posts(&lines) else { return vec![notice] };
    let rows = |post: &Post| -> Vec<Row> {
        (post.first..=post.last).map(|n| Row { text: lines[n].text.to_owned(), kind: kinds[n] }).collect()
    };
    posts.iter().map(|post| Notice { near: post.near, ..assemble(&rows(post), post.title.is_some()) }).collect()
}

#[cfg(test)]
mod tests {
    use jikenbo_model::{BlockKind, Notice};

    use super::notices;
    use crate::Options;

    fn read(page: &str) -> Vec<Notice> {
        notices(page, &Options::default()).unwrap()
    }

    #[test]
    fn blocks_say_what_the_markup_says() {
        use BlockKind::{Heading, Item, Line, Row};
        let page = include_str!("../../tests/pages/corporate-table/source.html");
        let notice = &read(page)[0];
        let kind = |line: &str| notice.blocks.iter().find(|block| block.span.of(&notice.text) == line).map(|block| block.kind);
        for (line, expected) in [
            ("ランサムウェア被害のお知らせ（第2報）", Heading),
            ("対応の経過", Heading),
            ("日時\t内容", Row),
            ("対象", Item),
            ("　・多要素認証を必須にする", Item),
            ("お問い合わせ窓口", Heading),
            ("白波運輸株式会社", Line),
            ("", Line),
        ] {
            assert_eq!(kind(line), Some(expected), "{line}");
        }
        assert_eq!(notice.title.unwrap().of(&notice.text), "ランサムウェア被害のお知らせ（第2報）");
    }

    #[test]
    fn a_page_gives_its_address_and_day() {
        let notice = &read(include_str!("../../tests/pages/wordpress-single/source.html"))[0];
        assert_eq!(notice.url.as_deref(), Some("https://hanakago.example/news/20230612/"));
        assert_eq!(notice.near.map(|day| day.to_string()).as_deref(), Some("2023-06-12"));
    }

    #[test]
    fn posts_give_theirs() {
        let found = read(include_str!("../../tests/pages/blogger-listing/source.html"));
        let urls: Vec<_> = found.iter().map(|notice| notice.url.as_deref().unwrap()).collect();
        let site = "https://kirinuki.example/2023/04/";
        assert_eq!(urls, ["aoba", "midorino", "kitahama"].map(|name| format!("{site}{name}.html")));
        let days: Vec<_> = found.iter().map(|notice| notice.near.unwrap().to_string()).collect();
        assert_eq!(days, ["2023-04-06", "2023-04-04", "2023-04-04"]);
        let relative = read(
            "<div class=hentry><h2><a href=/a>会員情報の流出について</a></h2>会員の情報が第三者に閲覧されたことが分かりました。</div>\
             <div class=hentry><h2><a href=/b>名簿の紛失について</a></h2>顧客の名簿が見当たらないことが分かりました。</div>",
        );
        assert_eq!(relative[1].url.as_deref(), Some("/b"));
    }
}

//! Where a page leads: the links of its content, each with the words that stand around it.

use super::content;
use super::dom::{Node, attr, tag, walk, within};
use super::listing;
use super::meta;
use super::page::Page;
use crate::{Error, Link, Options};

/// The most links that are told of a page.
const MOST: usize = 2_000;

/// The longest text that is kept of a link, in letters.
const LONGEST: usize = 300;

/// The links of a page that lead to other pages, in page order, each address once; feeds that its head names come first.
pub(crate) fn links(text: &str, options: &Options) -> Result<Vec<Link>, Error> {
    let page = Page::new(super::parse::parse(text, options)?);
    let head = meta::head(page.root());
    let posts = listing::posts(&page);
    let root = content::main(&page, &posts).root();
    let mut out: Vec<Link> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for node in walk(page.root(), |_| true) {
        let Some(href) = attr(node, "href").map(str::trim).filter(|href| leads(href)) else { continue };
        let feed = tag(node) == "link" && is_feed(node);
        if !(tag(node) == "a" || feed) || !seen.insert(href.to_owned()) || out.len() == MOST {
            continue;
        }
        let (text, around) = if feed { (String::new(), String::new()) } else { (words(&page, node), around(&page, node)) };
        let content = !feed && within(node, root) && !node.ancestors().any(|above| page.is_out(above));
        out.push(Link { address: head.against_base(href), text, around, content, feed });
    }
    // Stable: the order of the page within each.
    out.sort_by_key(|link| !link.feed);
    Ok(out)
}

/// Whether an address leads to another page: not into the same page, and not to a program.
fn leads(href: &str) -> bool {
    let scheme = href.split(['/', '?', '#']).next().unwrap_or("");
    let other = scheme.contains(':') && !["http:", "https:"].iter().any(|ours| scheme.eq_ignore_ascii_case(ours));
    !href.is_empty() && !href.starts_with('#') && !other && href.len() <= 2_000
}

fn is_feed(node: Node<'_>) -> bool {
    let kinds = ["application/rss+xml", "application/atom+xml", "application/feed+json"];
    attr(node, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case("alternate")))
        && attr(node, "type").is_some_and(|kind| kinds.iter().any(|k| kind.eq_ignore_ascii_case(k)))
}

/// The words of a node, as many as are kept: a block may hold the whole page, and each of its links asks.
fn words(page: &Page, node: Node<'_>) -> String {
    let mut out = String::new();
    for text in page.shown(node).filter_map(|below| below.value().as_text()) {
        for word in text.split_whitespace() {
            out.push_str(if out.is_empty() { "" } else { " " });
            out.push_str(word);
        }
        if out.len() > LONGEST * 4 {
            break;
        }
    }
    out.chars().take(LONGEST).collect()
}

/// The row, item or paragraph that a link stands in: a list of news has the date and the headline beside a bare 詳細.
fn around(page: &Page, node: Node<'_>) -> String {
    let block = |above: &Node<'_>| matches!(tag(*above), "li" | "tr" | "dd" | "p" | "article" | "td" | "div");
    let mut above = node.ancestors();
    let Some(holder) = above.find(block) else { return String::new() };
    // A term stands beside its description.
    let term = if tag(holder) == "dd" { holder.prev_siblings().find(|before| tag(*before) == "dt") } else { None };
    let term = term.map(|term| words(page, term) + " ").unwrap_or_default();
    term + &words(page, holder)
}

#[cfg(test)]
mod tests {
    use super::links;
    use crate::Options;

    const PAGE: &str = "<!DOCTYPE html><base href=https://www.example.jp/news/><title>お知らせ</title>\
        <link rel=alternate type=application/atom+xml href=/feed.xml><link rel=stylesheet href=x.css>\
        <nav><a href=/>ホーム</a><a href=/company/>会社案内</a></nav><main><h1>お知らせ一覧</h1>\
        <ul><li>2024.6.1 不正アクセスに関するお詫び <a href=20240601.html>詳細</a></li>\
        <li><a href='20240501.html#top'>2024.5.1 <b>夏季休業</b>のお知らせ</a></li></ul>\
        <dl><dt>2024.4.1</dt><dd><a href=https://other.example/a.pdf>メールの誤送信について (PDF)</a></dd></dl>\
        <a href=#top>上へ</a><a href='javascript:alert(1)'>印刷</a><a href=mailto:a@example.jp>問い合わせ</a>\
        <a href=20240601.html>もう一度</a></main>";

    #[test]
    fn a_page_tells_where_it_leads_and_in_which_words() {
        let told = links(PAGE, &Options::default()).unwrap();
        let shown: Vec<_> = told.iter().map(|l| (l.address.as_str(), l.text.as_str(), l.content)).collect();
        assert_eq!(
            shown,
            [
                ("https://www.example.jp/feed.xml", "", false),
                ("https://www.example.jp/", "ホーム", false),
                ("https://www.example.jp/company/", "会社案内", false),
                ("https://www.example.jp/news/20240601.html", "詳細", true),
                ("https://www.example.jp/news/20240501.html#top", "2024.5.1 夏季休業 のお知らせ", true),
                ("https://other.example/a.pdf", "メールの誤送信について (PDF)", true),
            ]
        );
        assert!(told[0].feed && told[3].around.contains("不正アクセスに関するお詫び"), "{told:?}");
        assert!(told[5].around.starts_with("2024.4.1 "), "{told:?}");
    }
}

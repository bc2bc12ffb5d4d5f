//! Whose page it is: the name that a page's `<title>`, head or foot gives where the text leaves it out.

use super::dom::{Node, attr, classes, tag, walk};
use super::meta::{self, Head};
use super::page::Page;
use crate::split::words::{self, ORG_STARTS};

/// No name of a site has more characters.
const LONGEST: usize = 40;

/// At most so many lines are kept.
const MOST: usize = 3;

/// What divides the parts of a title.
const DIVIDERS: [char; 10] = ['|', '｜', '／', '»', '«', '：', '∣', '‖', '>', '＞'];

/// Parts of titles that name a section and not the site.
const SECTIONS: &str = "
    お知らせ 重要なお知らせ 大切なお知らせ ニュース 新着情報 新着 トップ トップページ ホーム HOME Home TOP ニュースルーム
    ニュースリリース プレスリリース リリース 報道発表 報道発表資料 記者発表 記者発表資料 IR情報 企業情報 会社情報 NEWS News
    トピックス 広報 更新情報 最新情報 インフォメーション Information INFORMATION よくあるご質問 よくある質問 お問い合わせ
    プレス 緊急情報 記事 ブログ
";

/// Classes and ids of the element that holds the site's name.
const NAMES: &str = "
    logo site sitename site-name site-title sitetitle site-logo sitelogo header-logo headerlogo brand siteName site_name
    site_title headerLogo
";

/// The lines that name the site, but for names with which the text signs.
pub(super) fn lines(page: &Page, head: &Head, headline: &str, text: &str) -> Vec<String> {
    // The name alone on a line, or with a day or department, is known already.
    const ROOM: usize = 14;
    let lines: Vec<String> = text.lines().map(bare).filter(|l| l.chars().count() <= LONGEST + ROOM).collect();
    let mut kept: Vec<String> = Vec::new();
    let mut keep = |words: &str| {
        let name = bare(words);
        let most = name.chars().count() + ROOM;
        let signed = lines.iter().any(|l| l.contains(&name) && l.chars().count() <= most);
        let known = signed || kept.iter().any(|k| bare(k).contains(&name));
        if name.chars().count() >= 2 && words.chars().count() <= LONGEST && !known && kept.len() < MOST {
            kept.push(words.to_owned());
        }
    };
    of_title(&head.title, headline).iter().for_each(|part| keep(part));
    head.site.iter().for_each(|name| keep(name.trim()));
    if let Some(name) = logo(page) {
        keep(&name);
    }
    foot(page).iter().for_each(|name| keep(name));
    kept
}

/// The parts of a page's title beside the headline: … | 青葉市, 青葉堂 - お知らせ
fn of_title<'t>(title: &'t str, headline: &str) -> Vec<&'t str> {
    // So many letters of its beginning show that a part is the headline.
    const TELLING: usize = 6;
    let headline = bare(headline);
    let parts: Vec<&str> = title.split(DIVIDERS).flat_map(|part| part.split(" - ")).flat_map(|p| p.split(" – ")).collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let name = |part: &&str| {
        let begin: String = bare(part).chars().take(TELLING).collect();
        !begin.is_empty() && !headline.contains(&begin) && !words::any(SECTIONS, |section| section == *part)
    };
    parts.into_iter().map(str::trim).filter(name).collect()
}

/// The words of the link home, or of the element that is called after the site.
fn logo(page: &Page) -> Option<String> {
    let home = |node: Node<'_>| {
        tag(node) == "a" && attr(node, "href").is_some_and(|href| matches!(href.trim(), "/" | "./" | "../" | "/index.html"))
    };
    let called = |node: Node<'_>| {
        let id = attr(node, "id").into_iter();
        classes(node).chain(id).any(|name| words::any(NAMES, |n| n == name))
    };
    let all = walk(page.root(), |_| true).filter(|node| home(*node) || called(*node));
    all.filter_map(shown).find(|name| !words::any(SECTIONS, |section| section == name))
}

/// The words below a node, or those that stand for its picture.
fn shown(node: Node<'_>) -> Option<String> {
    let words = meta::words(node);
    let picture = || walk(node, |_| true).find_map(|below| attr(below, "alt").filter(|_| tag(below) == "img"));
    let name = if words.is_empty() { picture().unwrap_or("").trim().to_owned() } else { words };
    (2..=LONGEST).contains(&name.chars().count()).then_some(name)
}

/// The firms that the page's foot names: Copyright 株式会社青葉堂, 株式会社青葉堂 青葉市…
fn foot(page: &Page) -> Vec<String> {
    let foot = |node: &Node<'_>| {
        let id = attr(*node, "id").into_iter();
        tag(*node) == "footer" || classes(*node).chain(id).any(|name| name.eq_ignore_ascii_case("footer"))
    };
    let Some(foot) = walk(page.root(), |_| true).filter(foot).last() else { return Vec::new() };
    let words = meta::words(foot);
    let parts = words.split([' ', '\u{3000}', '©', '|', '｜', '〒', '(', '（', '/', '／', ',', '、', '。', '・', '：', ':']);
    let firm = |part: &&str| {
        let form = ORG_STARTS.split_ascii_whitespace().find(|form| part.contains(form));
        form.is_some_and(|form| part.chars().count() >= form.chars().count() + 2)
    };
    parts.filter(firm).take(1).map(str::to_owned).collect()
}

/// The words without blanks and quotation marks.
fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && !"「」『』【】".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::of_title;

    #[test]
    fn a_title_names_its_site_beside_the_headline() {
        let headline = "「あおばナビ」の不具合について";
        assert_eq!(of_title("「あおばナビ」の不具合について | 青葉市", headline), ["青葉市"]);
        assert_eq!(of_title("青葉堂：お知らせ：あおばナビの不具合について（第2報）", headline), ["青葉堂"]);
        assert_eq!(of_title("「あおばナビ」の不具合について", headline), [""; 0]);
        assert_eq!(of_title("重要なお知らせ - Aoba-Works", headline), ["Aoba-Works"]);
    }
}

//! Pages of several posts, told by their structure.

use std::collections::HashMap;

use jikenbo_model::{Date, Notice};

use super::dom::{Node, attr, has_class, is_heading, tag, walk, within};
use super::meta::{self, Head};
use super::page::Page;
use super::render;
use crate::split::headline;

/// A post of a listing.
#[derive(Debug, Clone)]
pub(super) struct Post<'a> {
    pub(super) root: Node<'a>,
    pub(super) title: Option<Node<'a>>,
    bodies: Vec<Node<'a>>,
    /// The day the listing sets above it.
    day: Option<Date>,
}

/// What marks a post, the surest first; a later mark counts only where the earlier ones find fewer than two.
const MARKS: &[fn(Node<'_>) -> bool] = &[
    |node| has_class(node, &["hentry", "h-entry"]),
    |node| tag(node) == "article",
    |node| {
        let kind = attr(node, "itemtype").unwrap_or("");
        attr(node, "itemprop") == Some("blogPost") || ["BlogPosting", "NewsArticle"].iter().any(|end| kind.ends_with(end))
    },
    |node| {
        has_class(node, &["post", "entry", "blog-post", "post-item", "entry-item", "news-item", "article", "o-noteContentHeader"])
    },
];

/// How many of the marks are the makers' own and need no second look at the titles.
const SURE_MARKS: usize = 1;

/// The posts of a page; one or none if it is no listing.
pub(super) fn posts(page: &Page) -> Vec<Post<'_>> {
    for (n, mark) in MARKS.iter().enumerate() {
        let nodes = outermost(page, page.root(), mark);
        let posts = main_posts(page, nodes.filter_map(|node| post(page, node)).collect());
        let alone = posts.len() < 2;
        let sure = n < SURE_MARKS || posts.iter().filter(|post| titled_as_post(page, post)).count() * 2 > posts.len();
        if !alone && sure {
            return posts;
        }
        // One post by the makers' own mark: this is its page.
        if posts.len() == 1 && n < SURE_MARKS {
            return posts;
        }
    }
    siblings(page)
}

/// The notice of a post.
pub(super) fn notice(page: &Page, post: &Post<'_>, head: &Head) -> Option<Notice> {
    let title = post.title.map(|title| render::line(page, title));
    let skip = |node: Node<'_>| post.title.is_some_and(|title| title.id() == node.id());
    let mut rows = Vec::new();
    for body in &post.bodies {
        rows.extend(render::render(page, *body, &skip));
    }
    let notice = super::notice(title, rows)?;
    let url = meta::permalink(post.root, post.title).map(|href| head.resolve(&href));
    Some(Notice { url, near: meta::post_day(post.root).or(post.day), ..notice })
}

/// The title of a post or page part: by its maker's mark, else the first heading.
pub(super) fn title<'a>(page: &'a Page, root: Node<'a>) -> Option<Node<'a>> {
    const CLASSES: &[&str] =
        &["post-title", "entry-title", "p-name", "article-title", "blog-title-post", "o-noteContentHeader__title"];
    let marked = |node: &Node<'_>| has_class(*node, CLASSES) || attr(*node, "itemprop") == Some("headline");
    let filled = |node: &Node<'_>| !render::line(page, *node).is_empty();
    let with_mark = page.shown(root).filter(marked).find(filled);
    with_mark.or_else(|| page.shown(root).filter(|node| is_heading(*node)).find(filled))
}

/// The shown nodes with a mark that stand in no other of the kind.
fn outermost<'a>(page: &'a Page, root: Node<'a>, mark: impl Fn(Node<'a>) -> bool + Copy) -> impl Iterator<Item = Node<'a>> {
    let out = move |node: Node<'a>| node.id() != root.id() && page.is_out(node);
    walk(root, move |node| !out(node) && !mark(node)).filter(move |node| !out(*node) && mark(*node))
}

fn post<'a>(page: &'a Page, root: Node<'a>) -> Option<Post<'a>> {
    const BODIES: &[&str] = &[
        "post-body",
        "entry-content",
        "e-content",
        "entry-body",
        "post-content",
        "article-body",
        "note-common-styles__textnote-body",
    ];
    let title = title(page, root);
    let is_body = |node: Node<'_>| has_class(node, BODIES) || attr(node, "itemprop") == Some("articleBody");
    // A body that holds the title is a frame around the whole post.
    let holds_title = |node: Node<'_>| title.is_some_and(|title| within(title, node));
    let found = |node: Node<'_>| is_body(node) && !holds_title(node);
    let mut bodies: Vec<Node<'_>> = outermost(page, root, &found).collect();
    if bodies.is_empty() {
        bodies.push(root);
    }
    let post = Post { root, title, bodies, day: date_header(root) };
    (prose(page, &post) >= 20 || (title.is_some() && prose(page, &post) >= 8)).then_some(post)
}

/// Letters of the bodies that are in no link and not of the title.
fn prose(page: &Page, post: &Post<'_>) -> usize {
    let skip = |node: Node<'_>| tag(node) == "a" || post.title.is_some_and(|title| title.id() == node.id());
    let into = |node: Node<'_>| !skip(node) && !page.is_out(node);
    let texts = post.bodies.iter().flat_map(|body| walk(*body, |node| node.id() == body.id() || into(node)));
    texts.filter_map(|node| node.value().as_text()).map(|text| text.chars().filter(|c| !c.is_whitespace()).count()).sum()
}

/// A page's own article among cards that lead to others is no listing.
fn main_posts<'a>(page: &'a Page, posts: Vec<Post<'a>>) -> Vec<Post<'a>> {
    let sizes: Vec<usize> = posts.iter().map(|post| prose(page, post)).collect();
    let heads = |post: &Post<'_>| post.title.is_some_and(|title| tag(title) == "h1");
    let longest = (0..posts.len()).max_by_key(|&n| sizes[n]);
    match longest {
        Some(longest) if heads(&posts[longest]) && posts.iter().filter(|post| heads(post)).count() == 1 => {
            let rest = sizes.iter().enumerate().filter(|(n, _)| *n != longest).map(|(_, size)| *size).max().unwrap_or(0);
            if sizes[longest] >= 3 * rest { posts.into_iter().skip(longest).take(1).collect() } else { posts }
        }
        _ => posts,
    }
}

/// Whether the title reads like a post's, or leads to the post's own page, and not like a section's.
fn titled_as_post(page: &Page, post: &Post<'_>) -> bool {
    let Some(title) = post.title else { return false };
    let signs = headline::signs(&render::line(page, title));
    let leads = meta::permalink(post.root, Some(title)).is_some();
    signs.is_some_and(|signs| signs.score >= 3 || (leads && signs.score >= 0) || meta::post_day(post.root).is_some())
}

/// How deep containers are looked for; each level is a look at the whole page.
const DEPTH: usize = 24;

/// Containers of one kind side by side, each with a headline of its own.
fn siblings(page: &Page) -> Vec<Post<'_>> {
    for parent in page.shown(page.root()).filter(|node| node.has_children() && node.ancestors().nth(DEPTH).is_none()) {
        let Some(group) = largest_group(parent) else { continue };
        let headed = |node: &Node<'_>| !page.is_out(*node) && walk(*node, |_| true).take(200).any(is_heading);
        let posts: Vec<Post<'_>> = group.into_iter().filter(headed).filter_map(|node| post(page, node)).collect();
        let titled = posts.iter().filter(|post| titled_as_post(page, post) && names_itself(page, post)).count();
        if titled >= 2 && titled * 5 >= posts.len() * 3 {
            return posts;
        }
    }
    Vec::new()
}

/// The children of one name and class that are the most, if there are two.
fn largest_group(parent: Node<'_>) -> Option<Vec<Node<'_>>> {
    let mut groups: HashMap<(&str, &str), Vec<Node<'_>>> = HashMap::new();
    for child in parent.children().filter(|child| matches!(tag(*child), "div" | "section" | "li" | "dd" | "td")) {
        groups.entry((tag(child), attr(child, "class").unwrap_or(""))).or_default().push(child);
    }
    groups.into_values().filter(|group| group.len() >= 2).max_by_key(|group| (group.len(), group[0].id()))
}

/// Whether the headline names who or when, or the post has a day and a link of its own.
fn names_itself(page: &Page, post: &Post<'_>) -> bool {
    let Some(title) = post.title else { return false };
    let named = headline::signs(&render::line(page, title)).is_some_and(|signs| signs.named && signs.score >= 3);
    named || (meta::post_day(post.root).is_some() && meta::permalink(post.root, Some(title)).is_some())
}

/// How far before a post its date header is looked for.
const NEAR: usize = 8;

/// The day in the header above the posts of a day, as Blogger sets it.
fn date_header(post: Node<'_>) -> Option<Date> {
    let mut at = post;
    for _ in 0..4 {
        for before in at.prev_siblings().filter(|node| node.value().is_element()).take(NEAR) {
            if has_class(before, &["date-header"]) {
                return meta::day(&meta::words(before));
            }
        }
        at = at.parent()?;
    }
    None
}

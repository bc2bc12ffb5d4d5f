//! The main content of a page that is one notice.

use std::collections::HashMap;

use ego_tree::NodeId;
use jikenbo_model::Notice;

use super::dom::{Node, Visit, attr, has_class, is_heading, tag, visit, walk, within};
use super::listing::{self, Post};
use super::meta::{self, Head};
use super::page::Page;
use super::render;
use crate::split::headline;

/// What part of a page is its content.
pub(super) struct Content<'a> {
    root: Node<'a>,
    /// Blocks of links that no name marks as navigation: only looked for where nothing marks the content either.
    menus: Vec<NodeId>,
}

impl<'a> Content<'a> {
    /// The element that holds it.
    pub(super) fn root(&self) -> Node<'a> {
        self.root
    }
}

/// How much an element holds, the page's own parts aside.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    letters: usize,
    linked: usize,
    links: usize,
    stops: usize,
}

impl Weight {
    fn prose(self) -> usize {
        self.letters - self.linked
    }

    fn is_menu(self) -> bool {
        self.links >= 2 && self.stops == 0 && self.linked * 10 >= self.letters * 6
    }
}

/// What marks the content, the surest first.
const MARKS: &[fn(Node<'_>) -> bool] = &[
    |node| tag(node) == "article",
    |node| tag(node) == "main" || attr(node, "role") == Some("main"),
    |node| has_class(node, &["hentry", "h-entry"]) || attr(node, "itemprop") == Some("mainEntityOfPage"),
    |node| {
        ["content", "contents", "main", "main-content", "mainContent", "maincontent"]
            .iter()
            .any(|id| attr(node, "id") == Some(id))
    },
    |node| {
        has_class(node, &["main-content", "l-main", "article", "article-body", "news-detail", "newsDetail", "main", "contents"])
    },
    |node| {
        has_class(node, &["entry-content", "post-body", "entry-body", "post-content", "e-content"])
            || attr(node, "itemprop") == Some("articleBody")
    },
];

/// The content: around all posts if the page is a listing that is wanted as one, else by marks, else the densest block.
pub(super) fn main<'a>(page: &'a Page, posts: &[Post<'a>]) -> Content<'a> {
    let root = page.root();
    let body = walk(root, |_| true).find(|node| tag(*node) == "body").unwrap_or(root);
    if let [first, rest @ ..] = posts {
        let around = std::iter::once(first.root).chain(first.root.ancestors());
        let common = around.into_iter().find(|node| rest.iter().all(|post| within(post.root, *node)));
        return Content { root: common.unwrap_or(body), menus: Vec::new() };
    }
    let weights = weigh(page, body);
    let total = weights.get(&body.id()).copied().unwrap_or_default().prose();
    let weight = |node: Node<'a>| weights.get(&node.id()).copied().unwrap_or_default();
    for mark in MARKS {
        let heaviest = walk(body, |_| true).filter(|node| mark(*node)).max_by_key(|node| weight(*node).prose());
        if let Some(root) =
            heaviest.filter(|node| weight(*node).prose() >= 40.min(total) && weight(*node).prose() * 10 >= total * 3)
        {
            return Content { root, menus: Vec::new() };
        }
    }
    let root = densest(body, &weight);
    let block = |node: &Node<'_>| {
        matches!(tag(*node), "div" | "ul" | "ol" | "dl" | "section" | "p" | "table" | "td" | "header" | "footer")
    };
    let menus = walk(root, |_| true).filter(block).filter(|node| weight(*node).is_menu()).map(|node| node.id()).collect();
    Content { root, menus }
}

/// Goes down while one child holds every sentence and nothing beside it looks like the notice's head or date.
fn densest<'a>(body: Node<'a>, weight: &dyn Fn(Node<'a>) -> Weight) -> Node<'a> {
    let mut at = body;
    loop {
        let all = weight(at);
        let child = at.children().find(|child| all.stops > 0 && weight(*child).stops == all.stops && child.value().is_element());
        let head =
            |node: Node<'a>| weight(node).letters > 0 && walk(node, |_| true).any(|below| is_heading(below) || is_dated(below));
        match child {
            Some(child) if !at.children().any(|other| other.id() != child.id() && head(other)) => at = child,
            _ => return at,
        }
    }
}

fn is_dated(node: Node<'_>) -> bool {
    node.value().as_text().is_some_and(|text| meta::day(text).is_some())
}

/// The notice of the content.
pub(super) fn notice<'a>(page: &'a Page, content: &Content<'a>, head: &Head) -> Option<Notice> {
    let title = title(page, content.root, head);
    let skip = |node: Node<'_>| title.is_some_and(|title| title.id() == node.id()) || content.menus.contains(&node.id());
    let rows = render::render(page, content.root, &skip);
    let said: usize = rows.iter().map(|row| row.text.chars().count()).sum();
    let sentence = rows.iter().any(|row| row.text.contains('。'));
    let linked = weigh(page, content.root).get(&content.root.id()).copied().unwrap_or_default();
    if rows.is_empty() || (!sentence && (said < 30 || linked.is_menu())) {
        return None;
    }
    let notice = super::notice(title.map(|title| render::line(page, title)), rows)?;
    let near = head.published.or_else(|| meta::post_day(content.root));
    Some(Notice { url: head.canonical.clone(), near, ..notice })
}

/// The title: in the content, else above it, else the heading that begins the content.
fn title<'a>(page: &'a Page, content: Node<'a>, head: &Head) -> Option<Node<'a>> {
    let main = |node: &Node<'a>| tag(*node) == "h1" || has_class(*node, &["entry-title", "post-title", "article-title"]);
    let told = |node: &Node<'a>| {
        let words = render::line(page, *node);
        !words.is_empty() && head.title.starts_with(&words)
    };
    let shown = |root: Node<'a>| page.shown(root).filter(main);
    let filled = |node: &Node<'a>| !render::line(page, *node).is_empty();
    let inside = shown(content).find(told).or_else(|| shown(content).find(filled));
    // The site's name is an h1 too on many sites; it does not begin the page's <title>, and the content has its own head.
    let opening = opening(page, content);
    let above =
        || shown(page.root()).find(|node| told(node)).or_else(|| shown(page.root()).find(filled).filter(|_| opening.is_none()));
    inside.or_else(above).or(opening)
}

/// The heading that stands before any sentence of the content, if it reads like a title.
fn opening<'a>(page: &'a Page, content: Node<'a>) -> Option<Node<'a>> {
    for node in page.shown(content) {
        if node.value().as_text().is_some_and(|text| text.contains('。')) {
            return None;
        }
        if is_heading(node) && headline::signs(&render::line(page, node)).is_some_and(|signs| signs.score >= 1) {
            return Some(node);
        }
    }
    listing::title(page, content).filter(|node| has_class(*node, &["p-name"]))
}

/// Weighs every element in one pass.
fn weigh(page: &Page, root: Node<'_>) -> HashMap<NodeId, Weight> {
    let mut scale = Scale { page, root: root.id(), weights: HashMap::new(), open: Vec::new(), links: 0 };
    visit(root, &mut scale);
    scale.weights
}

struct Scale<'p> {
    page: &'p Page,
    root: NodeId,
    weights: HashMap<NodeId, Weight>,
    open: Vec<Weight>,
    links: usize,
}

impl<'a> Visit<'a> for Scale<'_> {
    fn open(&mut self, node: Node<'a>) -> bool {
        if let Some(text) = node.value().as_text() {
            let letters = text.chars().filter(|c| !c.is_whitespace()).count();
            if let Some(weight) = self.open.last_mut() {
                weight.letters += letters;
                weight.linked += if self.links > 0 { letters } else { 0 };
                weight.stops += text.matches('。').count();
            }
            return false;
        }
        if node.id() != self.root && self.page.is_out(node) {
            return false;
        }
        self.links += usize::from(tag(node) == "a");
        self.open.push(Weight { links: usize::from(tag(node) == "a"), ..Weight::default() });
        true
    }

    fn close(&mut self, node: Node<'a>) {
        let Some(weight) = self.open.pop() else { return };
        self.links -= usize::from(tag(node) == "a");
        if let Some(above) = self.open.last_mut() {
            above.letters += weight.letters;
            above.linked += weight.linked;
            above.links += weight.links;
            above.stops += weight.stops;
        }
        self.weights.insert(node.id(), weight);
    }
}

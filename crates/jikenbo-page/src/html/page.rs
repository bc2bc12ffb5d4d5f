//! A page's tree, and which of its parts are the page's own. Settled once: every later pass asks.

use std::collections::HashSet;

use ego_tree::NodeId;

use super::chrome::{self, Holds};
use super::dom::{Node, Tree, Visit, has_class, is_heading, tag, visit, walk};

/// A page.
pub(super) struct Page {
    tree: Tree,
    out: HashSet<NodeId>,
}

impl Page {
    /// Looks through the tree for what is no text of a notice.
    pub(super) fn new(tree: Tree) -> Self {
        let mut survey = Survey::default();
        visit(tree.root(), &mut survey);
        Self { out: survey.out, tree }
    }

    /// The whole page.
    pub(super) fn root(&self) -> Node<'_> {
        self.tree.root()
    }

    /// Whether the node is not shown, or is the page's own part: navigation, footer, share buttons.
    pub(super) fn is_out(&self, node: Node<'_>) -> bool {
        self.out.contains(&node.id())
    }

    /// What is shown of `root` and below, in page order; `root` even if it would be left out elsewhere.
    pub(super) fn shown<'a>(&'a self, root: Node<'a>) -> impl Iterator<Item = Node<'a>> {
        let part = move |node: Node<'a>| node.id() == root.id() || !self.is_out(node);
        walk(root, part).filter(move |node| part(*node))
    }
}

/// Goes through the page from the leaves up, so that what a part holds is known when the part is judged.
#[derive(Default)]
struct Survey {
    out: HashSet<NodeId>,
    open: Vec<Holds>,
    headings: usize,
    contents: usize,
}

fn is_content(node: Node<'_>) -> bool {
    matches!(tag(node), "main" | "article" | "section")
}

impl<'a> Visit<'a> for Survey {
    fn open(&mut self, node: Node<'a>) -> bool {
        if matches!(tag(node), "a" | "img") && self.headings > 0 {
            self.open.iter_mut().next_back().into_iter().for_each(|holds| holds.linked_heading = true);
        }
        if chrome::is_unshown(node) {
            self.out.insert(node.id());
            return false;
        }
        if let (Some(text), Some(holds)) = (node.value().as_text(), self.open.last_mut()) {
            holds.stops += text.matches('。').count();
            return false;
        }
        self.headings += usize::from(is_heading(node));
        self.contents += usize::from(is_content(node));
        self.open.push(Holds::default());
        true
    }

    fn close(&mut self, node: Node<'a>) {
        let Some(holds) = self.open.pop() else { return };
        self.headings -= usize::from(is_heading(node));
        self.contents -= usize::from(is_content(node));
        if chrome::is_chrome(node, holds, self.contents > 0) {
            self.out.insert(node.id());
        }
        if let Some(above) = self.open.last_mut() {
            let post = has_class(node, &["hentry", "h-entry", "entry-content", "post-body", "blog-posts"]);
            above.post |= holds.post || post || matches!(tag(node), "h1" | "main" | "article");
            above.heading |= holds.heading || is_heading(node);
            above.linked_heading |= holds.linked_heading;
            above.nav |= holds.nav || tag(node) == "nav";
            above.stops += holds.stops;
        }
    }
}

//! Small questions to the tree. Nothing here or above recurses: the tree is as deep as the page's author liked.

use scraper::Node as Value;

/// The tree of a page.
pub(super) type Tree = ego_tree::Tree<Value>;
/// A node of it.
pub(super) type Node<'a> = ego_tree::NodeRef<'a, Value>;

/// The element's name in lower case; empty for what is no element.
pub(super) fn tag(node: Node<'_>) -> &str {
    node.value().as_element().map_or("", |element| element.name())
}

/// An attribute's value.
pub(super) fn attr<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    node.value().as_element()?.attr(name)
}

/// The element's classes.
pub(super) fn classes(node: Node<'_>) -> impl Iterator<Item = &str> {
    attr(node, "class").unwrap_or("").split_ascii_whitespace()
}

/// Whether the element has one of the classes.
pub(super) fn has_class(node: Node<'_>, names: &[&str]) -> bool {
    classes(node).any(|class| names.iter().any(|name| class.eq_ignore_ascii_case(name)))
}

/// Whether the node is a heading of the page's or a post's level.
pub(super) fn is_heading(node: Node<'_>) -> bool {
    matches!(tag(node), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The nodes below `root` in page order, `root` first; below a node for which `into` is false it does not look.
pub(super) fn walk<'a>(root: Node<'a>, into: impl Fn(Node<'a>) -> bool) -> impl Iterator<Item = Node<'a>> {
    let mut next = Some(root);
    std::iter::from_fn(move || {
        let node = next?;
        let below = if into(node) { node.first_child() } else { None };
        next = below.or_else(|| after(node, root));
        Some(node)
    })
}

/// The next node in page order that is not below `node`, within `root`.
fn after<'a>(node: Node<'a>, root: Node<'a>) -> Option<Node<'a>> {
    let mut at = node;
    while at.id() != root.id() {
        if let Some(sibling) = at.next_sibling() {
            return Some(sibling);
        }
        at = at.parent()?;
    }
    None
}

/// What is done on the way through a tree.
pub(super) trait Visit<'a> {
    /// On entering a node; whether to look below it. A node not looked into is not left either.
    fn open(&mut self, node: Node<'a>) -> bool;
    /// On leaving a node that was entered.
    fn close(&mut self, node: Node<'a>);
}

/// Goes through `root` and all below it in page order.
pub(super) fn visit<'a>(root: Node<'a>, visitor: &mut impl Visit<'a>) {
    let mut node = root;
    loop {
        let into = visitor.open(node);
        if let Some(child) = node.first_child().filter(|_| into) {
            node = child;
            continue;
        }
        if into {
            visitor.close(node);
        }
        loop {
            if node.id() == root.id() {
                return;
            }
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
            visitor.close(node);
        }
    }
}

/// Whether `node` is `root` or below it.
pub(super) fn within(node: Node<'_>, root: Node<'_>) -> bool {
    node.id() == root.id() || node.ancestors().any(|above| above.id() == root.id())
}

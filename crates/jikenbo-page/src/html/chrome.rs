//! What of a page is not the notice: scripts, hidden parts, navigation, footers, share buttons.

use super::dom::{Node, attr, classes, has_class, is_heading, tag, walk};

/// Elements that browsers do not show as text, or that hold controls.
const UNSHOWN: &[&str] = &[
    "head", "script", "style", "template", "noscript", "iframe", "svg", "canvas", "audio", "video", "object", "embed", "map",
    "input", "button", "select", "textarea", "option", "datalist", "img", "picture", "rt", "rp", "dialog", "math", "progress",
    "meter",
];

/// Parts of classes and ids (divided by `-`, `_` and capitals) that name the page's own parts.
const PARTS: &[&str] = &[
    "nav",
    "navi",
    "gnav",
    "gnavi",
    "globalnav",
    "navigation",
    "menu",
    "sidebar",
    "sidenav",
    "breadcrumb",
    "breadcrumbs",
    "pankuzu",
    "topicpath",
    "share",
    "sharing",
    "sns",
    "social",
    "sharedaddy",
    "addtoany",
    "related",
    "relatedposts",
    "comments",
    "respond",
    "pager",
    "pagination",
    "paging",
    "cookie",
    "consent",
    "copyright",
    "widget",
    "pagetop",
    "totop",
    "skip",
    "advertisement",
    "ads",
    "adsense",
    "recommend",
    "ranking",
    "trackback",
    "footer",
    "search",
    "searchbox",
];

/// Whole classes and ids of the same kind.
const WHOLE: &[&str] = &[
    "post-footer",
    "entry-footer",
    "post-footer-line",
    "post-author",
    "post-timestamp",
    "post-comment-link",
    "post-icons",
    "post-labels",
    "blog-feeds",
    "post-feeds",
    "jump-link",
    "status-msg-wrap",
    "status-msg-body",
    "date-header",
    "entry-categories",
    "cat-links",
    "tags-links",
    "tag-links",
    "byline",
    "author",
    "vcard",
    "posted-by",
    "entry-utility",
    "post-edit-link",
    "edit-link",
    "comment-box",
    "comment-form",
    "comments-area",
    "comments-link",
    "customized-footer",
    "hatena-module",
    "o-noteAction",
    "screen-reader-text",
    "sr-only",
    "visually-hidden",
    "side",
    "sub",
    "page-top",
    "back-to-top",
    "blog-pager",
    "prev-next",
    "post-navigation",
    "wp-block-latest-posts",
    "aside",
    "pr",
    "share-button",
    "post-share-buttons",
    "more-link",
    "entry-header-menu",
    "header-menu",
    "link-list-nav",
    "language",
    "lang-switch",
];

/// Whether nothing of the element is ever text of a notice.
pub(super) fn is_unshown(node: Node<'_>) -> bool {
    let Some(element) = node.value().as_element() else { return false };
    UNSHOWN.contains(&element.name())
        || element.attr("hidden").is_some()
        || attr(node, "aria-hidden") == Some("true")
        || styled_away(node)
}

fn styled_away(node: Node<'_>) -> bool {
    let style = attr(node, "style").unwrap_or("");
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let (name, value) = (name.trim(), value.trim());
        let value = value.trim_end_matches("!important").trim_end();
        (name.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none"))
            || (name.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
    })
}

/// Whether the element is one of the page's own parts, by its name, role, class or id.
pub(super) fn is_chrome(node: Node<'_>) -> bool {
    match tag(node) {
        "" | "html" | "body" | "main" | "article" => false,
        "nav" | "aside" => true,
        // A footer may sign a post; what it holds is hardly ever said in the text.
        "footer" => !holds_content(node),
        "header" => is_site_header(node),
        _ if names_site_header(node) => !holds_prose(node),
        _ => by_role(node) || (by_name(node) && !holds_content(node)),
    }
}

/// A header that holds no heading, or outside of the content one that holds the site's name (a link) and its menu.
fn is_site_header(node: Node<'_>) -> bool {
    let below = |test: fn(Node<'_>) -> bool| walk(node, |n| !is_unshown(n)).any(test);
    let inside = node.ancestors().any(|above| matches!(tag(above), "main" | "article" | "section"));
    let linked = |n: Node<'_>| is_heading(n) && walk(n, |_| true).any(|part| matches!(tag(part), "a" | "img"));
    !below(is_heading) || (!inside && (below(linked) || below(|n| tag(n) == "nav")))
}

/// Names of the part with the site's name and menu; its `h1` is no title of a notice.
const SITE_HEADERS: &[&str] = &[
    "header",
    "site-header",
    "siteHeader",
    "masthead",
    "globalHeader",
    "global-header",
    "globalheader",
    "page-header-wrap",
    "l-header",
    "blog-title",
    "site-title",
    "site-branding",
    "blogtitle",
    "Header",
];

fn names_site_header(node: Node<'_>) -> bool {
    let id = attr(node, "id").into_iter();
    let inside = || node.ancestors().any(|above| matches!(tag(above), "main" | "article"));
    tag(node) == "div" && classes(node).chain(id).any(|name| SITE_HEADERS.contains(&name)) && !inside()
}

fn by_role(node: Node<'_>) -> bool {
    let roles = ["navigation", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alertdialog"];
    attr(node, "role").is_some_and(|role| roles.contains(&role))
}

fn by_name(node: Node<'_>) -> bool {
    let id = attr(node, "id").into_iter();
    // Spans are words of a sentence, whatever they are called.
    classes(node)
        .chain(id)
        .any(|name| WHOLE.contains(&name) || (!matches!(tag(node), "span" | "p" | "td" | "tr") && names_part(name)))
}

/// `global-nav` and `side_menu` name a part; `has-sidebar` and `no-sidebar` speak of the whole page.
fn names_part(name: &str) -> bool {
    let mut words = name.split(['-', '_']).map(str::to_ascii_lowercase).peekable();
    if words.peek().is_some_and(|word| matches!(word.as_str(), "has" | "no" | "with" | "is" | "main" | "content" | "layout")) {
        return false;
    }
    words.any(|word| PARTS.contains(&word.as_str()))
}

/// Whether the part holds what no menu holds: the main heading, a post, or long prose.
fn holds_content(node: Node<'_>) -> bool {
    let post = |n: Node<'_>| {
        matches!(tag(n), "h1" | "main" | "article")
            || has_class(n, &["hentry", "h-entry", "entry-content", "post-body", "blog-posts"])
    };
    walk(node, |n| !is_unshown(n)).skip(1).any(post) || holds_prose(node)
}

/// More sentences than menus and footers have.
fn holds_prose(node: Node<'_>) -> bool {
    let texts = walk(node, |n| !is_unshown(n)).filter_map(|below| below.value().as_text());
    texts.map(|text| text.matches('。').count()).sum::<usize>() >= 8
}

/// Whether the walker that renders text goes round this node.
pub(super) fn is_left_out(node: Node<'_>) -> bool {
    is_unshown(node) || is_chrome(node)
}

//! What of a page is not the notice: scripts, hidden parts, navigation, footers, share buttons.

use super::dom::{Node, attr, classes, tag};

/// Elements that browsers do not show as text, or that hold controls.
const UNSHOWN: &str = "
    head script style template noscript iframe svg canvas audio video object embed map input button select textarea
    option datalist img picture rt rp dialog math progress meter
";

/// Parts of classes and ids (divided by `-`, `_` and capitals) that name the page's own parts.
const PARTS: &str = "
    nav navi gnav gnavi globalnav navigation sidebar sidenav breadcrumb breadcrumbs pankuzu topicpath share sharing sns
    social sharedaddy addtoany related relatedposts comments respond pager pagination paging cookie consent copyright
    pagetop totop skip advertisement adsense recommend trackback
";

/// Parts that also name a block of a notice (its contacts, its links) when they stand in the content.
const PARTS_OUTSIDE: &str = "
    footer widget menu search searchbox ranking ads sub side pr language aside
";

/// Whole classes and ids of the same kind.
const WHOLE: &str = "
    post-footer entry-footer post-footer-line post-author post-timestamp post-comment-link post-icons post-labels
    blog-feeds post-feeds jump-link status-msg-wrap status-msg-body date-header entry-categories cat-links tags-links
    tag-links byline author vcard posted-by entry-utility post-edit-link edit-link comment-box comment-form
    comments-area comments-link customized-footer hatena-module o-noteAction screen-reader-text sr-only visually-hidden
    page-top back-to-top blog-pager prev-next post-navigation wp-block-latest-posts share-button post-share-buttons
    more-link entry-header-menu header-menu link-list-nav lang-switch
";

/// Whether nothing of the element is ever text of a notice.
pub(super) fn is_unshown(node: Node<'_>) -> bool {
    let Some(element) = node.value().as_element() else { return false };
    // On a block aria-hidden is often a closed accordion, whose text is the notice's; on a word it is decoration.
    let decorative = matches!(element.name(), "span" | "i" | "em" | "b" | "a");
    lists(UNSHOWN, element.name())
        || element.attr("hidden").is_some_and(|until| until != "until-found")
        || (decorative && attr(node, "aria-hidden") == Some("true"))
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

/// What a part of the page holds.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Holds {
    /// A main heading, an article or a post.
    pub(super) post: bool,
    pub(super) heading: bool,
    /// A heading with a link or picture in it: the site's name.
    pub(super) linked_heading: bool,
    pub(super) nav: bool,
    /// Ends of sentences.
    pub(super) stops: usize,
}

impl Holds {
    /// More sentences than menus and footers have.
    fn prose(self) -> bool {
        self.stops >= 8
    }

    /// What no menu holds: a post or long prose.
    fn content(self) -> bool {
        self.post || self.prose()
    }
}

/// Whether the element is one of the page's own parts, by its name, role, class or id. `inside` says that it stands in an
/// element for content.
pub(super) fn is_chrome(node: Node<'_>, holds: Holds, inside: bool) -> bool {
    match tag(node) {
        "" | "html" | "body" | "main" | "article" => false,
        "nav" | "aside" => true,
        // A footer may hold the page's text on pages of careless make.
        "footer" => !holds.content(),
        // A header without a heading, or one outside of the content with the site's name and menu.
        "header" => !holds.heading || (!inside && (holds.linked_heading || holds.nav)),
        _ if !inside && names_site_header(node) => !holds.prose(),
        _ => by_role(node) || (by_name(node, inside) && !holds.content()),
    }
}

/// Names of the part with the site's name and menu; its `h1` is no title of a notice.
const SITE_HEADERS: &str = "
    header site-header siteHeader masthead globalHeader global-header globalheader page-header-wrap l-header blog-title
    site-title site-branding blogtitle Header
";

fn names_site_header(node: Node<'_>) -> bool {
    let id = attr(node, "id").into_iter();
    tag(node) == "div" && classes(node).chain(id).any(|name| lists(SITE_HEADERS, name))
}

fn by_role(node: Node<'_>) -> bool {
    let roles = ["navigation", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alertdialog"];
    attr(node, "role").is_some_and(|role| roles.contains(&role))
}

fn by_name(node: Node<'_>, inside: bool) -> bool {
    let id = attr(node, "id").into_iter();
    // Paragraphs, rows and words of a sentence are text, whatever they are called.
    let text = matches!(tag(node), "span" | "p" | "td" | "tr");
    classes(node).chain(id).any(|name| lists(WHOLE, name) || (!text && names_part(name, inside)))
}

/// `global-nav` and `side_menu` name a part; `has-sidebar` and `no-sidebar` speak of the whole page.
fn names_part(name: &str, inside: bool) -> bool {
    let mut words = name.split(['-', '_']).map(str::to_ascii_lowercase).peekable();
    if words.peek().is_some_and(|word| lists("has no with is main content layout", word)) {
        return false;
    }
    words.any(|word| lists(PARTS, &word) || (!inside && lists(PARTS_OUTSIDE, &word)))
}

/// Whether the word is in the list.
fn lists(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

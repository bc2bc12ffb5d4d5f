//! What a page says of itself outside its text: addresses and days.

use jikenbo_model::Date;

use super::dom::{Node, attr, has_class, tag, walk};
use crate::dates;

/// The addresses of a page.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Its own lasting address.
    pub(super) canonical: Option<String>,
    /// What relative addresses are relative to.
    base: Option<String>,
    /// The day it says it was published.
    pub(super) published: Option<Date>,
    /// The text of `<title>`.
    pub(super) title: String,
    /// The name that it gives its site.
    pub(super) site: Option<String>,
}

/// Reads `<head>` (and what of it stands elsewhere).
pub(super) fn head(root: Node<'_>) -> Head {
    let mut head = Head::default();
    let mut open_graph = None;
    for node in walk(root, |_| true) {
        match tag(node) {
            "base" => head.base = head.base.or_else(|| attr(node, "href").map(str::to_owned)),
            "link" if attr(node, "rel") == Some("canonical") => head.canonical = attr(node, "href").map(str::to_owned),
            "meta" => match attr(node, "property").or_else(|| attr(node, "name")).or_else(|| attr(node, "itemprop")) {
                Some("og:site_name") => head.site = head.site.or_else(|| attr(node, "content").map(str::to_owned)),
                Some("og:url") => open_graph = attr(node, "content"),
                Some("article:published_time" | "datePublished" | "date") => {
                    head.published = head.published.or_else(|| attr(node, "content").and_then(day));
                }
                _ => {}
            },
            "title" if head.title.is_empty() => head.title = words(node),
            _ => {}
        }
    }
    head.canonical = head.canonical.or_else(|| open_graph.map(str::to_owned)).filter(|url| !url.trim().is_empty());
    head
}

impl Head {
    /// The address made absolute by the page's `<base>`, as browsers do; whoever fetched the page knows the rest.
    pub(super) fn against_base(&self, href: &str) -> String {
        let base = self.base.as_deref().filter(|base| base.contains("://"));
        base.and_then(|base| join(base, href.trim())).unwrap_or_else(|| href.trim().to_owned())
    }

    /// The address made absolute, if the page says what it is relative to.
    pub(super) fn resolve(&self, href: &str) -> String {
        let base = self.base.as_deref().filter(|base| base.contains("://")).or(self.canonical.as_deref());
        base.and_then(|base| join(base, href.trim())).unwrap_or_else(|| href.trim().to_owned())
    }
}

/// `href` as seen from `base`; `None` if `base` is not absolute.
fn join(base: &str, href: &str) -> Option<String> {
    if href.contains("://") {
        return Some(href.to_owned());
    }
    let (scheme, rest) = base.split_once("://")?;
    if let Some(host) = href.strip_prefix("//") {
        return Some(format!("{scheme}://{host}"));
    }
    let base = &base[..base.find(['?', '#']).unwrap_or(base.len())];
    let host_end = rest.find(['/', '?', '#']).map_or(base.len(), |at| scheme.len() + 3 + at).min(base.len());
    let (host, path) = base.split_at(host_end);
    if href.starts_with('/') {
        return Some(format!("{host}{href}"));
    }
    if href.is_empty() || href.starts_with(['?', '#']) {
        return Some(format!("{base}{href}"));
    }
    let mut steps: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    steps.pop();
    for step in href.split('/') {
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    Some(format!("{host}/{}", steps.join("/")))
}

/// The day a post was published, from its own marks.
pub(super) fn post_day(post: Node<'_>) -> Option<Date> {
    let stamped = |node: Node<'_>| -> Option<Date> {
        let published =
            has_class(node, &["published", "dt-published", "updated", "date"]) || attr(node, "itemprop") == Some("datePublished");
        match tag(node) {
            "time" => attr(node, "datetime").and_then(day).or_else(|| day(&words(node))),
            "abbr" | "meta" | "span" if published => {
                ["title", "content", "datetime"].iter().find_map(|name| attr(node, name)).and_then(day)
            }
            _ => None,
        }
    };
    walk(post, |_| true).find_map(stamped)
}

/// The day in a text: an ISO time stamp, or as written in Japanese.
pub(super) fn day(text: &str) -> Option<Date> {
    dates::first(text).map(|found| found.date)
}

/// The lasting address of a post.
pub(super) fn permalink<'a>(post: Node<'a>, title: Option<Node<'a>>) -> Option<String> {
    let marked = |node: &Node<'_>| {
        has_class(*node, &["timestamp-link", "u-url", "entry-title-link", "permalink"])
            || attr(*node, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "bookmark"))
    };
    let of_title = title.and_then(|title| walk(title, |_| true).find_map(link).or_else(|| title.parent().and_then(link)));
    of_title.or_else(|| walk(post, |_| true).filter(marked).find_map(link)).map(str::to_owned)
}

fn link(node: Node<'_>) -> Option<&str> {
    attr(node, "href").filter(|href| tag(node) == "a" && is_address(href))
}

fn is_address(href: &str) -> bool {
    let href = href.trim();
    !href.is_empty() && !href.starts_with('#') && !href.to_ascii_lowercase().starts_with("javascript:")
}

/// All text below a node, blanks collapsed.
pub(super) fn words(node: Node<'_>) -> String {
    let text: String = walk(node, |_| true).filter_map(|below| below.value().as_text()).map(|text| &**text).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn addresses_join() {
        let base = "https://example.jp/news/2023/list.html?p=2#top";
        for (href, expected) in [
            ("https://a.example/", "https://a.example/"),
            ("//cdn.example/x", "https://cdn.example/x"),
            ("/a/b", "https://example.jp/a/b"),
            ("05.html", "https://example.jp/news/2023/05.html"),
            ("../05.html", "https://example.jp/news/05.html"),
            ("?p=3", "https://example.jp/news/2023/list.html?p=3"),
        ] {
            assert_eq!(join(base, href).as_deref(), Some(expected), "{href}");
        }
        assert_eq!(join("https://example.jp", "a").as_deref(), Some("https://example.jp/a"));
        assert_eq!(join("/news/", "a"), None);
    }
}

//! HTML to a tree, within bounds.
//!
//! html5ever takes any page, but some cost it quadratic time: elements nested a hundred thousand deep, formatting
//! elements that are opened anew in every paragraph, tags with a million attributes. It is fed in small pieces, and what
//! each piece has made is measured before the next.

use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

use super::dom::Tree;
use crate::{Error, Options};

/// Small enough that what one piece can cost stays small, large enough that measuring costs nothing.
const PIECE: usize = 1024;

/// Attributes compare with one another, so their cost is quadratic; real tags have a few dozen.
const MAX_ATTRIBUTES: usize = 512;

/// The tree of a page.
pub(super) fn parse(text: &str, options: &Options) -> Result<Tree, Error> {
    check_tags(text)?;
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = text;
    let mut seen = 0;
    while !rest.is_empty() {
        let (piece, next) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(StrTendril::from_slice(piece));
        rest = next;
        seen = check_growth(&parser.tokenizer.sink.sink.0.borrow().tree, seen, options)?;
    }
    let tree = parser.finish().tree;
    check_growth(&tree, seen, options)?;
    Ok(tree)
}

/// How many nodes the tree has, if it and the nodes made since `seen` are within bounds.
fn check_growth(tree: &Tree, seen: usize, options: &Options) -> Result<usize, Error> {
    let made = tree.nodes().len();
    if made > options.max_nodes {
        return Err(Error::TooManyNodes { limit: options.max_nodes });
    }
    // The deepest node of any branch has no children, and lies as deep as the first of its siblings.
    let tips = tree.nodes().rev().take(made.saturating_sub(seen)).filter(|n| !n.has_children() && n.prev_sibling().is_none());
    for node in tips {
        if node.ancestors().nth(options.max_depth).is_some() {
            return Err(Error::TooDeep { limit: options.max_depth });
        }
    }
    Ok(made)
}

/// Elements whose content is not markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noframes", "plaintext"];

/// A look at the tags alone, before the parser: no tag with more attributes than [`MAX_ATTRIBUTES`], and not that many
/// `<html>` and `<body>` tags, whose attributes are all gathered on one element.
fn check_tags(text: &str) -> Result<(), Error> {
    let mut rest = text;
    let mut roots = 0;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name = rest.find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest, |end| &rest[..end]);
        let tag = tag_length(rest)?;
        roots += usize::from(name.eq_ignore_ascii_case("body") || name.eq_ignore_ascii_case("html"));
        if roots > MAX_ATTRIBUTES {
            return Err(Error::TooManyAttributes { limit: MAX_ATTRIBUTES });
        }
        rest = &rest[tag..];
        if RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            rest = after_raw(rest, name);
        }
    }
    Ok(())
}

/// The length of a tag up to its `>`; quoted values may hold any character.
fn tag_length(tag: &str) -> Result<usize, Error> {
    let mut attributes = 0;
    let mut quote = None;
    let mut previous = b' ';
    for (at, byte) in tag.bytes().enumerate() {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Ok(at),
            None if matches!(byte, b'"' | b'\'') && previous == b'=' => {
                quote = Some(byte);
                attributes += 1;
            }
            None if byte.is_ascii_whitespace() || byte == b'/' => attributes += usize::from(previous != byte),
            None => {}
        }
        // Blanks and quotes each may end one: twice the bound is surely more than it.
        if attributes > 2 * MAX_ATTRIBUTES {
            return Err(Error::TooManyAttributes { limit: MAX_ATTRIBUTES });
        }
        // `= "` opens a quoted value too.
        if !(byte.is_ascii_whitespace() && previous == b'=') {
            previous = byte;
        }
    }
    Ok(tag.len())
}

/// What follows the end tag of a raw element, or all if it has none (then the parser decides).
fn after_raw<'a>(rest: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        from += at + 2;
        if rest.get(from..from + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return &rest[from..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::parse;
    use crate::{Error, Options};

    fn error(page: &str) -> Option<Error> {
        let start = Instant::now();
        let error = parse(page, &Options::default()).err();
        // Generous for a busy machine without optimisation; unguarded, these pages take minutes.
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        error
    }

    #[test]
    fn deep_pages_are_refused_soon() {
        assert_eq!(error(&"<div>".repeat(100_000)), Some(Error::TooDeep { limit: 512 }));
        let formatting: String = (0..100_000).map(|n| format!("<b id={n}>")).collect();
        assert_eq!(error(&formatting), Some(Error::TooDeep { limit: 512 }));
        assert_eq!(error(&"<table><tr><td>".repeat(50_000)), Some(Error::TooDeep { limit: 512 }));
        assert_eq!(error(&"<div></body><!---->".repeat(50_000)), Some(Error::TooDeep { limit: 512 }));
    }

    #[test]
    fn pages_that_grow_without_end_are_refused_soon() {
        let formatting: String = (0..400).map(|n| format!("<b id={n}>")).collect();
        let page = format!("<p>{formatting}</p>{}", "<p>a".repeat(100_000));
        assert_eq!(error(&page), Some(Error::TooManyNodes { limit: 500_000 }));
        assert_eq!(error(&"<br>a".repeat(600_000)), Some(Error::TooManyNodes { limit: 500_000 }));
    }

    #[test]
    fn tags_with_endless_attributes_are_refused_soon() {
        let limit = Some(Error::TooManyAttributes { limit: 512 });
        let attributes: String = (0..500_000).map(|n| format!(" a{n}")).collect();
        assert_eq!(error(&format!("<p{attributes}>")), limit);
        let quoted: String = (0..500_000).map(|n| format!("a{n}=''")).collect();
        assert_eq!(error(&format!("<p {quoted}>")), limit);
        let bodies: String = (0..500_000).map(|n| format!("<body a{n}>")).collect();
        assert_eq!(error(&bodies), limit);
        let in_vain = format!("<script>if (a<b {attributes}</script><p data-a='{attributes}'>");
        assert_eq!(error(&in_vain), None);
    }
}

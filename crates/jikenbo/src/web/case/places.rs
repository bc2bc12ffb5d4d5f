//! On the page of a capture: which notices it shows, and where in the original the words of their facts stand.

use maud::{Markup, html};

use super::text;
use crate::labels::key_label;
use crate::web::data::{Version, title};
use crate::web::marked::Numbers;
use crate::web::page::{Asked, clipped};

/// So many facts of a notice are listed.
const FACTS: usize = 200;
/// The longest words that are looked for in an original, in characters: what is longer is found by its beginning.
const LONGEST: usize = 120;

/// A notice that a capture shows: the address of its case, and the version that the capture shows.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::web) struct Shows {
    /// `/cases/C7GH-2WMX?capture=…`
    pub(in crate::web) case: String,
    /// What it shows.
    pub(in crate::web) version: Version,
}

/// The section; nothing where a capture shows no notice. `original` is where the original stands.
pub(in crate::web) fn section(asked: &Asked, original: &str, all: &[Shows], more: usize) -> Markup {
    html! {
        @if !all.is_empty() {
            section.places aria-labelledby="places-h" {
                h2 #places-h { (asked.t(text::PLACES)) }
                p.small { (asked.t(text::PLACES_ABOUT)) }
                @for shows in all { (notice(asked, original, shows)) }
                @if more > 0 { p.small { "+" (more) } }
            }
        }
    }
}

fn notice(asked: &Asked, original: &str, shows: &Shows) -> Markup {
    let version = &shows.version;
    let places = Numbers::of(&version.reading).places();
    html! {
        h3 { a href=(shows.case) { (clipped(title(version).unwrap_or(asked.t(crate::web::text::NO_TITLE)))) } }
        ul {
            @for (key, span) in places.iter().take(FACTS) {
                @let words = looked_for(span.of(&version.notice.text));
                @if !words.is_empty() {
                    li {
                        span.term { (key_label(key, asked.lang)) }
                        // A frame of its own, so that a browser may scroll to the words; nothing of the original can reach this page.
                        a href={ (original) "#:~:text=" (fragment(&words)) } target="_blank" rel="noopener" { q lang="ja" { (clipped(&words)) } }
                    }
                }
            }
        }
    }
}

/// The words as a browser may find them in a page: those of one line.
fn looked_for(quote: &str) -> String {
    let line = quote.trim().split(['\n', '\t']).next().unwrap_or_default();
    line.trim().chars().take(LONGEST).collect()
}

/// Words in a text fragment, where `-`, `,` and `&` mean something (WICG, "URL Fragment Text Directives").
fn fragment(words: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~');
    words.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_for_as_they_stand_in_a_line() {
        assert_eq!(looked_for(" 一行目\n二行目"), "一行目");
        assert_eq!(fragment("a-b, 件&"), "a%2Db%2C%20%E4%BB%B6%26");
    }
}

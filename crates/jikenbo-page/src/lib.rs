//! Bytes to notices: what a captured page is, and which notices it holds.
//!
//! ```text
//! bytes → detect → decode → html/ (listing, or the main content) ─┐
//!                         → text ── split (headlines) ────────────┴→ Notices
//! ```
//!
//! The crate is pure: no network, no clock, no files. It takes whatever it is given: broken pages give notices or a
//! typed [`Error`], never a panic and never an endless run.

mod dates;
mod decode;
mod detect;
mod error;
mod html;
mod split;
mod text;

use jikenbo_model::Notice;

pub use error::Error;

/// A form of page that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// HTML.
    Html,
    /// Plain text.
    Text,
}

/// What is known of a page from outside, and what is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The form, if the user says it; found from the bytes otherwise.
    pub format: Option<Format>,
    /// The page holds one notice: do not split it.
    pub one: bool,
    /// The most bytes a page may have.
    pub max_bytes: usize,
    /// How deep elements may nest.
    pub max_depth: usize,
    /// How many nodes (elements, texts, comments) a page may have.
    pub max_nodes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, one: false, max_bytes: 16 << 20, max_depth: 512, max_nodes: 500_000 }
    }
}

/// Where a page leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address; relative if the page tells no base and the link is so written.
    pub address: String,
    /// The link's own words.
    pub text: String,
    /// The words of the item, row or paragraph that it stands in.
    pub around: String,
    /// Whether it stands in the page's content: not in a menu or footer.
    pub content: bool,
    /// Whether it is a feed that the page's head names.
    pub feed: bool,
}

/// The links of an HTML page, in page order, feeds first; none in other forms.
///
/// # Errors
///
/// See [`Error`].
pub fn links(bytes: &[u8], options: &Options) -> Result<Vec<Link>, Error> {
    if bytes.len() > options.max_bytes {
        return Err(Error::TooLarge { found: bytes.len(), limit: options.max_bytes });
    }
    detect::refuse_binary(bytes)?;
    let text = decode::decode(bytes)?;
    match options.format.map_or_else(|| detect::format(&text), Ok)? {
        Format::Html => html::links(&text, options),
        Format::Text => Ok(Vec::new()),
    }
}

/// The notices of a page, in page order; at least one.
///
/// # Errors
///
/// See [`Error`].
///
/// ```
/// let page = "青葉機械株式会社\n\n社内サーバーへの不正アクセスについて\n\n調査を続けております。";
/// let notices = jikenbo_page::notices(page.as_bytes(), &jikenbo_page::Options::default()).unwrap();
/// assert_eq!(notices.len(), 1);
/// assert_eq!(notices[0].text, page);
/// ```
pub fn notices(bytes: &[u8], options: &Options) -> Result<Vec<Notice>, Error> {
    if bytes.len() > options.max_bytes {
        return Err(Error::TooLarge { found: bytes.len(), limit: options.max_bytes });
    }
    detect::refuse_binary(bytes)?;
    let text = decode::decode(bytes)?;
    if text.chars().all(char::is_whitespace) {
        return Err(Error::Empty);
    }
    match options.format.map_or_else(|| detect::format(&text), Ok)? {
        Format::Html => html::notices(&text, options),
        Format::Text => text::notices(&text, options),
    }
}

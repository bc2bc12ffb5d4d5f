//! Bytes to notices: what a captured page is, and which notices it holds.
//!
//! ```text
//! bytes → detect → decode → html/ (listing, or the main content) ─┐
//!                         → text ── split (headlines) ────────────┼→ Notices
//!                → mail/ → its text, or its HTML ─────────────────┘
//! ```
//!
//! A PDF document is told ([`format()`]) but read by `jikenbo-pdf`, whose library takes longer to compile than all of this.
//!
//! The crate is pure: no network, no clock, no files. It takes whatever it is given: broken pages give notices or a
//! typed [`Error`], never a panic and never an endless run.

mod dates;
mod decode;
mod detect;
mod error;
mod html;
pub mod mail;
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
    /// An e-mail (RFC 5322): read by [`mail`].
    Mail,
    /// A PDF document: read by `jikenbo-pdf`.
    Pdf,
}

/// What is known of a page from outside, and what is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The form, if the user says it; found from the bytes otherwise.
    pub format: Option<Format>,
    /// The `Content-Type` header, if a server said it: `text/html; charset=Shift_JIS`. Its charset is tried before the page's
    /// own; its media type tells the form where the bytes do not.
    pub media_type: Option<String>,
    /// The name of the file. Its ending tells the form where neither the bytes nor the media type do.
    pub name: Option<String>,
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
        Self { format: None, media_type: None, name: None, one: false, max_bytes: 16 << 20, max_depth: 512, max_nodes: 500_000 }
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
    within(bytes, options)?;
    match format(bytes, options)? {
        Format::Html => html::links(&text(bytes, options)?, options),
        Format::Text | Format::Mail | Format::Pdf => Ok(Vec::new()),
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
    within(bytes, options)?;
    match format(bytes, options)? {
        Format::Html => html::notices(&text(bytes, options)?, options),
        Format::Text => text::notices(&text(bytes, options)?, options),
        Format::Mail => mail::read(bytes, options)?.notices(),
        Format::Pdf => Err(Error::Binary("a PDF document".to_owned())),
    }
}

/// The form of the bytes: what the user says, else what the bytes show, else what the media type says, else the name. Plain
/// text if nothing tells.
///
/// # Errors
///
/// [`Error::Binary`] for bytes of a form that is not read; [`Error::Empty`].
///
/// ```
/// use jikenbo_page::{Format, Options, format};
/// assert_eq!(format(b"%PDF-1.7", &Options::default()), Ok(Format::Pdf));
/// ```
pub fn format(bytes: &[u8], options: &Options) -> Result<Format, Error> {
    match options.format {
        Some(said) => Ok(said),
        None => detect::format(bytes, options),
    }
}

fn within(bytes: &[u8], options: &Options) -> Result<(), Error> {
    if bytes.len() > options.max_bytes {
        return Err(Error::TooLarge { found: bytes.len(), limit: options.max_bytes });
    }
    Ok(())
}

/// The bytes as text, by the encoding that header, byte order mark, declaration or the bytes themselves tell: for forms that other
/// crates read.
///
/// # Errors
///
/// [`Error::TooLarge`], [`Error::Binary`] for bytes that are no text, [`Error::Empty`].
pub fn decoded(bytes: &[u8], options: &Options) -> Result<String, Error> {
    within(bytes, options)?;
    text(bytes, options)
}

/// The bytes as text; not blanks alone.
fn text(bytes: &[u8], options: &Options) -> Result<String, Error> {
    detect::refuse_binary(bytes)?;
    let charset = options.media_type.as_deref().and_then(decode::charset_of);
    let text = decode::decode(bytes, charset)?;
    if text.chars().all(char::is_whitespace) { Err(Error::Empty) } else { Ok(text) }
}

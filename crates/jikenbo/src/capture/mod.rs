//! Files and standard input to captures, notices and readings.

mod pipeline;

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jikenbo_model::{Notice, Reading};
use jikenbo_page::Format;
use jikenbo_read::Reader;

use crate::store::Capture;

pub use pipeline::in_order;

/// How pages are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The form, if the user says it.
    pub format: Option<Format>,
    /// Every input is a single notice.
    pub one: bool,
    /// The largest page in bytes.
    pub max_size: u64,
}

/// Where bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, written `-`.
    Stdin,
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Self {
        if path == Path::new("-") { Self::Stdin } else { Self::File(path.to_owned()) }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Stdin => write!(f, "-"),
        }
    }
}

/// Why an input gave nothing.
#[derive(Debug)]
pub enum Error {
    /// The file could not be read.
    Io(io::Error),
    /// A directory stands there.
    Directory,
    /// More bytes than are allowed.
    TooLarge(u64),
    /// The bytes hold no notice.
    Page(jikenbo_page::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{}", plain(error)),
            Self::Directory => write!(f, "is a directory; expected a file"),
            Self::TooLarge(limit) => write!(f, "larger than {limit} bytes; --max-size allows more"),
            Self::Page(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {}

/// An input and output error in plain words, without its number.
#[must_use]
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory; expected a file".to_owned(),
        _ => error.to_string(),
    }
}

/// A page as it was found, split into its notices.
#[derive(Debug)]
pub struct Opened {
    /// The page.
    pub capture: Capture,
    /// Its notices, in page order; at least one.
    pub notices: Vec<Notice>,
}

/// Takes in an input and splits it into its notices.
///
/// # Errors
///
/// See [`Error`].
pub fn open(input: &Input, options: &Options) -> Result<Opened, Error> {
    let bytes = bytes(input, options.max_size)?;
    split(bytes, &input.to_string(), options)
}

/// Splits bytes that are at hand already.
///
/// # Errors
///
/// [`Error::Page`].
pub fn split(bytes: Vec<u8>, source: &str, options: &Options) -> Result<Opened, Error> {
    let max_bytes = usize::try_from(options.max_size).unwrap_or(usize::MAX);
    let page = jikenbo_page::Options { format: options.format, one: options.one, max_bytes, ..jikenbo_page::Options::default() };
    let notices = jikenbo_page::notices(&bytes, &page).map_err(Error::Page)?;
    let capture = Capture {
        media_type: media_type(&bytes, options.format).to_owned(),
        source: source.to_owned(),
        options: said(options),
        captured_at: jiff::Timestamp::now(),
        bytes,
        ..Capture::default()
    };
    Ok(Opened { capture, notices })
}

fn bytes(input: &Input, max_size: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    match input {
        Input::Stdin => io::stdin().lock().take(max_size + 1).read_to_end(&mut bytes).map_err(Error::Io)?,
        Input::File(path) => {
            if path.is_dir() {
                return Err(Error::Directory);
            }
            File::open(path).and_then(|file| file.take(max_size + 1).read_to_end(&mut bytes)).map_err(Error::Io)?
        }
    };
    if bytes.len() as u64 > max_size { Err(Error::TooLarge(max_size)) } else { Ok(bytes) }
}

/// HTML if the user says so, or if the first thing in it is a tag; plain text otherwise.
pub(crate) fn media_type(bytes: &[u8], format: Option<Format>) -> &'static str {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let tag = bytes.first() == Some(&b'<') && bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'?'));
    match format {
        Some(Format::Html) => "text/html",
        Some(Format::Text) => "text/plain",
        Some(Format::Mail) => "message/rfc822",
        Some(Format::Pdf) => "application/pdf",
        None if tag => "text/html",
        None => "text/plain",
    }
}

/// What the user said of the page, as it is kept beside the capture.
fn said(options: &Options) -> String {
    let mut said = serde_json::Map::new();
    if let Some(format) = options.format {
        said.insert("as".to_owned(), if format == Format::Html { "html" } else { "text" }.into());
    }
    if options.one {
        said.insert("one".to_owned(), true.into());
    }
    serde_json::Value::Object(said).to_string()
}

/// Bytes as they were before they were coded for the way (`gzip`, `br` …).
///
/// # Errors
///
/// A coding that is not known, or bytes that are not in it.
pub fn unpacked(bytes: &[u8], coding: &str) -> Result<Vec<u8>, String> {
    let codings: Vec<String> = coding.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    if codings.is_empty() {
        return Ok(bytes.to_vec());
    }
    jikenbo_fetch::decode(&codings, bytes, MOST_UNPACKED).map_err(|error| error.to_string())
}

/// No capture is larger once it is unpacked: what is larger was refused when it was fetched.
const MOST_UNPACKED: usize = 1 << 30;

/// Reads notices, over all cores where there are many. In the same order.
#[must_use]
pub fn read_all(reader: &Reader, notices: Vec<Notice>) -> Vec<(Notice, Reading)> {
    if notices.len() < 64 {
        let read = |n: Notice| {
            let reading = reader.read(&n);
            (n, reading)
        };
        return notices.into_iter().map(read).collect();
    }
    let share = notices.len().div_ceil(pipeline::cores());
    let read = |part: &[Notice]| part.iter().map(|n| reader.read(n)).collect::<Vec<_>>();
    let readings: Vec<Reading> = std::thread::scope(|scope| {
        let threads: Vec<_> = notices.chunks(share).map(|part| scope.spawn(move || read(part))).collect();
        threads.into_iter().flat_map(|t| t.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    notices.into_iter().zip(readings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_media_type_is_what_the_page_begins_with() {
        for (bytes, expected) in [
            (&b"\xEF\xBB\xBF \n<!DOCTYPE html>"[..], "text/html"),
            (b"<p>x", "text/html"),
            (b"< 3", "text/plain"),
            (b"", "text/plain"),
        ] {
            assert_eq!(media_type(bytes, None), expected);
        }
        assert_eq!(media_type(b"<p>", Some(Format::Text)), "text/plain");
    }

    #[test]
    fn many_notices_come_back_in_order() {
        let reader = Reader::embedded();
        let notices: Vec<_> = (0..200).map(|n| Notice::plain(&n.to_string())).collect();
        let read = read_all(&reader, notices.clone());
        assert_eq!(read.into_iter().map(|(n, _)| n).collect::<Vec<_>>(), notices);
    }
}

//! Whether a file is an archive, by its first bytes.

use std::io::Read;

use flate2::read::GzDecoder;

/// A form of archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A WARC file, compressed by gzip or not.
    Warc,
    /// A zip archive: perhaps a WACZ, which [`WaczCandidates::open`](crate::WaczCandidates::open) finds out.
    Zip,
}

/// What a file is, by its first bytes; some hundred are enough. Names and headers are often wrong.
///
/// ```
/// use jikenbo_archive::{Form, form};
///
/// assert_eq!(form(b"WARC/1.1\r\n"), Some(Form::Warc));
/// assert_eq!(form(b"<html>"), None);
/// ```
#[must_use]
pub fn form(start: &[u8]) -> Option<Form> {
    let mut inflated = [0; 5];
    match start {
        _ if start.starts_with(b"WARC/") => Some(Form::Warc),
        _ if start.starts_with(b"PK\x03\x04") => Some(Form::Zip),
        _ if start.starts_with(b"\x1f\x8b") => {
            GzDecoder::new(start).read_exact(&mut inflated).ok().filter(|()| &inflated == b"WARC/").map(|()| Form::Warc)
        }
        _ => None,
    }
}

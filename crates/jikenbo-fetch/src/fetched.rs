//! What came back, kept as it came.

use std::borrow::Cow;
use std::net::SocketAddr;

use bytes::Bytes;
use jiff::Timestamp;

use crate::head::Head;
use crate::{Error, Validators, decode};

/// A request and its answer, to the byte.
///
/// The three forms of a body: [`response`](Self::response) has it as it went over the wire, with the marks of chunks, for a WARC
/// response record; [`payload`](Self::payload) is without these, still compressed; [`Fetched::decoded`] is what a reader reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The address asked, without fragment.
    pub address: String,
    /// Where the connection really went.
    pub remote: SocketAddr,
    /// Before the look-up.
    pub began: Timestamp,
    /// After the last byte.
    pub ended: Timestamp,
    /// The request as it was sent.
    pub request: Bytes,
    /// The answer as it came: status line, headers, empty line, body. Interim answers (100 to 199) before it are left out.
    pub response: Bytes,
    /// How many bytes of the answer are its head, with the empty line.
    pub head_length: usize,
    /// The head, read.
    pub head: Head,
    /// The body without the marks of chunks, in the content-coding that the head names.
    pub payload: Bytes,
}

impl Exchange {
    /// The head as it came, with the empty line.
    pub fn head_bytes(&self) -> Bytes {
        self.response.slice(..self.head_length)
    }

    /// The body as it went over the wire.
    pub fn body_bytes(&self) -> Bytes {
        self.response.slice(self.head_length..)
    }

    /// The content-codings that the payload is in, the first applied first.
    pub fn encodings(&self) -> Vec<String> {
        let listed: Vec<String> = self.head.all("content-encoding").collect();
        let names = listed.iter().flat_map(|list| list.split(',')).map(|name| name.trim().to_ascii_lowercase());
        names.filter(|name| !name.is_empty() && name != "identity").collect()
    }
}

/// What an answer means for whoever keeps the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The page (2xx).
    Found,
    /// It is as it was (304).
    NotModified,
    /// No page there (404, 410).
    NotFound,
    /// Not for us (401, 402, 403, 407, 451).
    Forbidden,
    /// Not now (408, 425, 429, 5xx).
    Unavailable,
    /// Anything else, as a redirect that does not say where to.
    Other,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The last answer.
    pub exchange: Exchange,
    /// The answers that led there, the first first; each a redirect.
    pub redirects: Vec<Exchange>,
    /// Bytes that the decoded body may have.
    pub(crate) max_decoded: usize,
}

impl Fetched {
    /// What the answer means.
    pub fn outcome(&self) -> Outcome {
        match self.exchange.head.status {
            200..=299 => Outcome::Found,
            304 => Outcome::NotModified,
            404 | 410 => Outcome::NotFound,
            401..=403 | 407 | 451 => Outcome::Forbidden,
            408 | 425 | 429 | 500..=599 => Outcome::Unavailable,
            _ => Outcome::Other,
        }
    }

    /// The final address.
    pub fn address(&self) -> &str {
        &self.exchange.address
    }

    /// The body as its author wrote it, without content-coding. It is decoded anew at each call, which for a large page takes a
    /// moment.
    ///
    /// # Errors
    ///
    /// [`Kind::EncodingsMany`](crate::Kind), `EncodingUnknown`, `EncodingBroken` and `DecodedLarge`. The exchange is good evidence
    /// nevertheless.
    pub fn decoded(&self) -> Result<Cow<'_, [u8]>, Error> {
        let encodings = self.exchange.encodings();
        if encodings.is_empty() || self.exchange.payload.is_empty() {
            return Ok(Cow::Borrowed(&self.exchange.payload));
        }
        let decoded = decode(&encodings, &self.exchange.payload, self.max_decoded);
        decoded.map(Cow::Owned).map_err(|kind| Error::new(self.address(), kind))
    }

    /// What the answer said about itself, for the next request.
    pub fn validators(&self) -> Option<Validators> {
        let head = &self.exchange.head;
        let (etag, last_modified) = (head.get("etag"), head.get("last-modified"));
        let known = etag.is_some() || last_modified.is_some();
        known.then(|| Validators { address: self.address().to_owned(), etag, last_modified })
    }

    /// Whether a redirect led from https to http: from there on, whoever carried the bytes could change them.
    pub fn was_downgraded(&self) -> bool {
        let addresses = self.redirects.iter().chain([&self.exchange]).map(|exchange| exchange.address.as_str());
        let secure: Vec<bool> = addresses.map(|address| address.starts_with("https:")).collect();
        secure.windows(2).any(|pair| pair[0] && !pair[1])
    }
}

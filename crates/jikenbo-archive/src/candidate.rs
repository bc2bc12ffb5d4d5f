//! The pages in an archive: every response or resource that may hold a notice.

use std::io::{BufRead, Read};
use std::net::IpAddr;

use jiff::Timestamp;

use crate::http::{self, Head};
use crate::warc::{RecordHead, RecordKind, Records};
use crate::{Error, Limits};

/// What a candidate is, by its media type, or by its first bytes where that says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// HTML or XHTML.
    Html,
    /// PDF.
    Pdf,
    /// Plain text.
    Text,
}

/// A page from an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The address it was captured from: http or https.
    pub address: String,
    /// When it was captured.
    pub time: Option<Timestamp>,
    /// What it is.
    pub kind: Kind,
    /// Its Content-Type, as sent.
    pub content_type: Option<String>,
    /// The charset that the Content-Type names.
    pub charset: Option<String>,
    /// The status of the response; nothing for a resource.
    pub status: Option<u16>,
    /// The head of the response as it stands in the archive; empty for a resource.
    pub head: Vec<u8>,
    /// The body, freed of transfer and content codings.
    pub body: Vec<u8>,
    /// The address of the machine that answered, if the archive knows it.
    pub ip: Option<IpAddr>,
    /// The id of the record.
    pub record: Option<String>,
}

/// Records that were passed over, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Passed {
    /// Requests, metadata, and the like: never a page.
    pub no_content: u64,
    /// Revisits: the body stands in another record.
    pub revisit: u64,
    /// Responses with a status outside 200 to 299, or 206 (a part).
    pub status: u64,
    /// Images, scripts and other media.
    pub media: u64,
    /// Addresses that are not http or https.
    pub address: u64,
    /// Responses whose HTTP head cannot be read.
    pub malformed: u64,
}

impl std::ops::Add for Passed {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            no_content: self.no_content + other.no_content,
            revisit: self.revisit + other.revisit,
            status: self.status + other.status,
            media: self.media + other.media,
            address: self.address + other.address,
            malformed: self.malformed + other.malformed,
        }
    }
}

/// The candidates of a WARC file, in its order, with memory for one at a time.
///
/// An error of one body ([`Error::BodyTooLarge`], [`Error::BadBody`], [`Error::TooManyLayers`]) is given in its place, and the
/// next candidate follows; after any other error the iterator ends, since nothing behind it can be trusted.
#[derive(Debug)]
pub struct Candidates<R> {
    records: Records<R>,
    limits: Limits,
    passed: Passed,
    ended: bool,
}

impl<R: BufRead> Candidates<R> {
    /// Begins to read a WARC file, compressed by gzip or not.
    pub fn new(input: R, limits: &Limits) -> Self {
        Self { records: Records::new(input, limits), limits: limits.clone(), passed: Passed::default(), ended: false }
    }

    /// What was passed over so far.
    #[must_use]
    pub fn passed(&self) -> Passed {
        self.passed
    }

    fn step(&mut self) -> Result<Option<Candidate>, Error> {
        while let Some(head) = self.records.next_record()? {
            let found = match head.kind {
                RecordKind::Response => self.response(&head)?,
                RecordKind::Resource => self.resource(&head)?,
                RecordKind::Revisit => {
                    self.passed.revisit += 1;
                    None
                }
                _ => {
                    self.passed.no_content += 1;
                    None
                }
            };
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn response(&mut self, record: &RecordHead) -> Result<Option<Candidate>, Error> {
        let Some(address) = self.address(record) else { return Ok(None) };
        let start = self.http_head()?;
        let Some(end) = http::body_start(&start) else {
            self.passed.malformed += 1;
            return Ok(None);
        };
        let Some(head) = Head::parse(&start[..end]) else {
            self.passed.malformed += 1;
            return Ok(None);
        };
        if !(200..300).contains(&head.status) || head.status == 206 {
            self.passed.status += 1;
            return Ok(None);
        }
        let content_type = head.field("Content-Type").map(str::to_owned);
        if settled(content_type.as_deref()) == Media::Other {
            self.passed.media += 1;
            return Ok(None);
        }
        let body = self.body(start[end..].to_vec(), &address)?;
        let body = http::body::decoded(body, &head, &address, &self.limits)?;
        let head_bytes = start[..end].to_vec();
        Ok(self.candidate(record, address, content_type, Some(head.status), head_bytes, body))
    }

    fn resource(&mut self, record: &RecordHead) -> Result<Option<Candidate>, Error> {
        let Some(address) = self.address(record) else { return Ok(None) };
        let content_type = record.field("Content-Type").map(str::to_owned);
        if settled(content_type.as_deref()) == Media::Other {
            self.passed.media += 1;
            return Ok(None);
        }
        let body = self.body(Vec::new(), &address)?;
        Ok(self.candidate(record, address, content_type, None, Vec::new(), body))
    }

    fn candidate(
        &mut self,
        record: &RecordHead,
        address: String,
        content_type: Option<String>,
        status: Option<u16>,
        head: Vec<u8>,
        body: Vec<u8>,
    ) -> Option<Candidate> {
        let kind = match settled(content_type.as_deref()) {
            Media::Is(kind) => Some(kind),
            Media::Unsaid => sniffed(&body),
            Media::Other => None,
        };
        let Some(kind) = kind else {
            self.passed.media += 1;
            return None;
        };
        let charset = content_type.as_deref().and_then(|value| http::media_type(value).1);
        let ip = record.field("WARC-IP-Address").and_then(|ip| ip.parse().ok());
        let (time, record) = (record.time(), record.field("WARC-Record-ID").map(str::to_owned));
        Some(Candidate { address, time, kind, content_type, charset, status, head, body, ip, record })
    }

    /// The address, if a page may stand there.
    fn address(&mut self, record: &RecordHead) -> Option<String> {
        let address = record.address().unwrap_or_default();
        let web = ["http://", "https://"]
            .iter()
            .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
        if web {
            return Some(address.to_owned());
        }
        self.passed.address += 1;
        None
    }

    /// The block as far as the HTTP head goes, and what was read behind it. Without an empty line within the limit, all that was read.
    fn http_head(&mut self) -> Result<Vec<u8>, Error> {
        let mut start = Vec::new();
        let mut step = 16 << 10;
        while start.len() <= self.limits.http_head {
            let read = self.records.block().take(step).read_to_end(&mut start)?;
            if read == 0 || http::body_start(&start).is_some() {
                return Ok(start);
            }
            // Searched anew each time, so the steps grow.
            step = start.len() as u64;
        }
        Err(Error::HeadTooLarge { which: "HTTP head", limit: self.limits.http_head })
    }

    /// The rest of the block, behind what was read of it.
    fn body(&mut self, mut body: Vec<u8>, address: &str) -> Result<Vec<u8>, Error> {
        let room = (self.limits.body + 1).saturating_sub(body.len()) as u64;
        self.records.block().take(room).read_to_end(&mut body)?;
        if body.len() > self.limits.body {
            return Err(Error::BodyTooLarge { address: address.to_owned(), limit: self.limits.body });
        }
        Ok(body)
    }
}

impl<R: BufRead> Iterator for Candidates<R> {
    type Item = Result<Candidate, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let step = self.step();
        self.ended = match &step {
            Ok(found) => found.is_none(),
            Err(Error::BodyTooLarge { .. } | Error::BadBody { .. } | Error::TooManyLayers { .. }) => false,
            // The head alone is odd; the record's end is known.
            Err(Error::HeadTooLarge { which, .. }) => *which != "HTTP head",
            Err(_) => true,
        };
        step.transpose()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Media {
    Is(Kind),
    Other,
    Unsaid,
}

/// What a Content-Type says.
fn settled(content_type: Option<&str>) -> Media {
    let name = content_type.map(|value| http::media_type(value).0).unwrap_or_default();
    match name.as_str() {
        "text/html" | "application/xhtml+xml" => Media::Is(Kind::Html),
        "application/pdf" | "application/x-pdf" => Media::Is(Kind::Pdf),
        "text/plain" => Media::Is(Kind::Text),
        "" | "application/octet-stream" | "binary/octet-stream" | "application/unknown" | "unknown/unknown" => Media::Unsaid,
        _ => Media::Other,
    }
}

/// What the first bytes say: PDF or HTML, nothing else.
fn sniffed(body: &[u8]) -> Option<Kind> {
    let head = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii_start();
    if head.starts_with(b"%PDF-") {
        return Some(Kind::Pdf);
    }
    let head = head[..head.len().min(14)].to_ascii_lowercase();
    (head.starts_with(b"<!doctype html") || head.starts_with(b"<html")).then_some(Kind::Html)
}

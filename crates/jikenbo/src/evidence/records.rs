//! Captures as records: what was asked and what came, to the byte, as far as it was kept.
//!
//! The casebook keeps heads as they came, and a body without the marks of chunks. Where a head says that its body comes in chunks,
//! the body is written as one chunk, so that both agree (docs/evidence.md). The bodies of redirects were not kept, and their records end after the head.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Seek, Write};
use std::net::SocketAddr;

use jiff::Timestamp;
use jikenbo_archive::{Capture, Content, Digest, Page, WaczWriter};

use super::Error;
use super::plan::{Kept, time};
use crate::store::{CaptureMeta, Hop, Visit};

/// Where and when a capture stands in a package: the look that brought it first, or the file.
pub(super) fn place(kept: &Kept) -> Result<(String, Timestamp), Error> {
    match kept.visits.first() {
        Some(visit) => Ok((visit.address.clone(), time(&visit.at)?)),
        None => Ok((file_address(&kept.meta), time(&kept.meta.captured_at)?)),
    }
}

/// Whether a look's answer can be written as it came: its head is whole, and nothing in its address would break a record.
pub(super) fn fits(visit: &Visit) -> bool {
    bytes(&visit.response_head).is_some_and(|head| is_whole(&head)) && is_address(&visit.address) && time(&visit.at).is_ok()
}

/// Whether a look's head tells of the bytes as they are kept. What was clipped out of another archive was decoded, and its head may
/// still name the coding; under such a head nobody could read it.
pub(super) fn agrees(visit: &Visit, meta: &CaptureMeta) -> bool {
    let fields = fields(&visit.response_head, "content-encoding");
    let mut codings = fields.iter().flat_map(|value| value.split(',')).map(str::trim);
    codings.any(|coding| !matches!(coding, "" | "identity")) != meta.coding.is_empty()
}

/// Writes a capture: a response for each look that brought it, with the redirects before it; a resource if none did.
pub(super) fn add<W: Write + Seek>(to: &mut WaczWriter<W>, kept: &Kept, body: &[u8], page: Page<'_>) -> Result<(), Error> {
    if kept.visits.is_empty() {
        return file(to, &kept.meta, body, page);
    }
    // The same body again is told by its digest, and not written again.
    let mut before: HashMap<Digest, (&str, Timestamp)> = HashMap::new();
    let mut page = Some(page);
    for visit in &kept.visits {
        hops(to, visit)?;
        let (Some(head), at) = (bytes(&visit.response_head), time(&visit.at)?) else { continue };
        let framed = framed(&visit.response_head, body);
        let digest = Digest::of(&framed);
        let content = match before.get(&digest) {
            Some((address, time)) => Content::Revisit { head: &head, body: digest, address, time: *time },
            None => Content::Response { head: &head, body: &framed },
        };
        let request = bytes(&visit.request_head).filter(|request| is_whole(request));
        let (address, ip) = (visit.address.as_str(), ip(&visit.remote));
        to.add(&Capture { address, time: at, ip, request: request.as_deref(), content }, page.take())?;
        before.entry(digest).or_insert((address, at));
    }
    Ok(())
}

/// A capture that no look brought: a file, or what came by other means.
fn file<W: Write + Seek>(to: &mut WaczWriter<W>, meta: &CaptureMeta, body: &[u8], page: Page<'_>) -> Result<(), Error> {
    let plain = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    let charset = Some(meta.charset.as_str()).filter(plain).map_or(String::new(), |charset| format!("; charset={charset}"));
    let media_type = Some(meta.media_type.as_str()).filter(plain).unwrap_or("application/octet-stream").to_owned() + &charset;
    let content = Content::Resource { media_type: &media_type, body };
    let address = file_address(meta);
    let capture = Capture { address: &address, time: time(&meta.captured_at)?, ip: None, request: None, content };
    Ok(to.add(&capture, Some(page))?)
}

/// What came from an address by other means than a look (out of another archive) keeps it. Files are named by their digest: their
/// paths are the business of whoever clipped them. So is what is coded, of which a resource could not say so.
fn file_address(meta: &CaptureMeta) -> String {
    let web = meta.address.starts_with("https://") || meta.address.starts_with("http://");
    if web && is_address(&meta.address) && meta.coding.is_empty() {
        return meta.address.clone();
    }
    format!("urn:sha256:{}", meta.sha256)
}

fn hops<W: Write + Seek>(to: &mut WaczWriter<W>, visit: &Visit) -> Result<(), Error> {
    let hops: Vec<Hop> = serde_json::from_str(&visit.hops).unwrap_or_default();
    for hop in hops {
        let (Some(head), Ok(at)) = (bytes(&hop.response).filter(|head| is_whole(head)), time(&hop.at)) else { continue };
        if !is_address(&hop.address) {
            continue;
        }
        let request = bytes(&hop.request).filter(|request| is_whole(request));
        let content = Content::Response { head: &head, body: b"" };
        to.add(&Capture { address: &hop.address, time: at, ip: ip(&hop.remote), request: request.as_deref(), content }, None)?;
    }
    Ok(())
}

/// The bytes that the casebook keeps as letters of ISO 8859-1.
fn bytes(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect()
}

/// Whether a head ends with its first empty line. Otherwise readers would take a part of it for the body.
fn is_whole(head: &[u8]) -> bool {
    let mut lines = head.split_inclusive(|byte| *byte == b'\n');
    let empty = |line: &&[u8]| matches!(*line, b"\r\n" | b"\n");
    head.len() > 2 && lines.find(empty).is_some() && lines.next().is_none()
}

fn is_address(address: &str) -> bool {
    !address.is_empty() && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

fn ip(remote: &str) -> Option<std::net::IpAddr> {
    remote.parse::<SocketAddr>().map(|remote| remote.ip()).or_else(|_| remote.parse()).ok()
}

/// The body as the head says that it comes.
fn framed<'a>(head: &str, body: &'a [u8]) -> Cow<'a, [u8]> {
    if !is_chunked(head) {
        return Cow::Borrowed(body);
    }
    let mut out = Vec::with_capacity(body.len() + 32);
    // A chunk without bytes would be the last one.
    if !body.is_empty() {
        out.extend_from_slice(format!("{:x}\r\n", body.len()).as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"0\r\n\r\n");
    Cow::Owned(out)
}

/// Whether the last transfer coding is `chunked` (RFC 9112, 6.1).
fn is_chunked(head: &str) -> bool {
    fields(head, "transfer-encoding").last().is_some_and(|value| value.ends_with("chunked"))
}

/// The values of a field, in small letters. A line that begins with a blank goes on with the one before.
fn fields(head: &str, name: &str) -> Vec<String> {
    let unfolded = head.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    let all = unfolded.lines().filter_map(|line| line.split_once(':'));
    let named = all.filter(|(found, _)| found.trim().eq_ignore_ascii_case(name));
    named.map(|(_, value)| value.trim().to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_written_as_its_head_says() {
        for (head, expected) in [
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"),
            ("HTTP/1.1 200 OK\r\ntransfer-encoding : gzip,\r\n Chunked\r\n\r\n", "3\r\nabc\r\n0\r\n\r\n"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX: Transfer-Encoding: chunked\r\n\r\n", "abc"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n", "abc"),
        ] {
            assert_eq!(framed(head, b"abc"), expected.as_bytes(), "{head}");
        }
        assert_eq!(&*framed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b""), b"0\r\n\r\n");
    }

    #[test]
    fn a_head_that_names_a_coding_which_was_taken_off_is_left_out() {
        let meta = |coding: &str| CaptureMeta {
            sha256: String::new(),
            media_type: String::new(),
            source: String::new(),
            captured_at: String::new(),
            size: 0,
            coding: coding.to_owned(),
            charset: String::new(),
            address: String::new(),
        };
        let look = |fields: &str| Visit {
            response_head: format!("HTTP/1.1 200 OK\r\n{fields}\r\n"),
            ..Visit::failed("https://a.example/", Timestamp::UNIX_EPOCH, "")
        };
        let coded = look("content-encoding: GZIP\r\n");
        assert!(agrees(&coded, &meta("gzip")) && !agrees(&coded, &meta("")));
        for plain in [look(""), look("Content-Encoding: identity\r\n"), look("Content-Encoding:\r\n")] {
            assert!(agrees(&plain, &meta("")) && !agrees(&plain, &meta("gzip")));
        }
    }

    #[test]
    fn heads_come_back_to_the_byte_or_not_at_all() {
        let head: Vec<u8> = b"HTTP/1.1 200 OK\r\nX: ".iter().copied().chain(0x80..=0xff).chain(*b"\r\n\r\n").collect();
        let kept: String = head.iter().map(|byte| char::from(*byte)).collect();
        assert_eq!(bytes(&kept), Some(head.clone()));
        assert!(is_whole(&head) && is_whole(b"HTTP/1.0 200 OK\n\n"));
        assert_eq!(bytes("日"), None);
        for broken in
            [&b""[..], b"\r\n", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\nX: y\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nbody"]
        {
            assert!(!is_whole(broken), "{}", broken.escape_ascii());
        }
    }
}

//! The head of an answer, read from its bytes without losing order, case or values; and where a chunked body ends.

use httparse::{EMPTY_HEADER, ParserConfig, Response, Status};

/// A header as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The name, in the case that it was sent in.
    pub name: String,
    /// The value, without the blanks around it.
    pub value: Vec<u8>,
}

/// The head of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The minor version of HTTP/1: 0 or 1.
    pub minor_version: u8,
    /// The status.
    pub status: u16,
    /// The words after the status; often empty.
    pub reason: String,
    /// The headers in the order that they were sent in, repeated ones too.
    pub headers: Vec<Header>,
}

impl Head {
    /// The first value of a header, with characters that are no UTF-8 replaced. Names differ in no case.
    pub fn get(&self, name: &str) -> Option<String> {
        self.all(name).next()
    }

    /// All values of a header, as [`get`](Self::get) gives them.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        let named = self.headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
        named.map(|header| String::from_utf8_lossy(&header.value).into_owned())
    }
}

/// What real servers get wrong and browsers overlook. One connection carries one answer, so nothing can be smuggled by it.
pub(crate) fn leniency() -> ParserConfig {
    let mut config = ParserConfig::default();
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true);
    config
}

/// The head that stands in the bytes after those of interim answers (100 to 199), and where it begins and ends. None if it is not
/// whole, or no head, or has more than `max_headers`.
pub(crate) fn parse(bytes: &[u8], max_headers: usize) -> Option<(Head, usize, usize)> {
    let mut start = 0;
    loop {
        start += stray(&bytes[start..]);
        let (head, length) = one(&bytes[start..], max_headers).ok()??;
        if !(100..200).contains(&head.status) || head.status == 101 {
            return Some((head, start, start + length));
        }
        start += length;
    }
}

/// Whether a head stands in the bytes, whole or not, that has more than `max_headers`.
pub(crate) fn has_many(bytes: &[u8], max_headers: usize) -> bool {
    let mut start = 0;
    loop {
        start += stray(&bytes[start..]);
        match one(&bytes[start..], max_headers) {
            Ok(Some((_, length))) => start += length,
            Ok(None) => return false,
            Err(error) => return error == httparse::Error::TooManyHeaders,
        }
    }
}

/// Line ends before a head are overlooked (RFC 9112, 2.2), and are not part of it.
fn stray(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

/// The head that the bytes begin with and its length; none if it is not whole.
fn one(bytes: &[u8], max_headers: usize) -> Result<Option<(Head, usize)>, httparse::Error> {
    let mut headers = vec![EMPTY_HEADER; max_headers];
    let mut response = Response::new(&mut headers);
    let Status::Complete(length) = leniency().parse_response(&mut response, bytes)? else { return Ok(None) };
    let (Some(minor_version), Some(status)) = (response.version, response.code) else { return Ok(None) };
    let kept = response.headers.iter().map(|header| Header { name: header.name.to_owned(), value: header.value.to_vec() });
    let reason = response.reason.unwrap_or_default().to_owned();
    Ok(Some((Head { minor_version, status, reason, headers: kept.collect() }, length)))
}

/// How many of the bytes are a chunked body: up to the empty line after its last chunk and its trailers. None if it has no end.
pub(crate) fn chunked_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let Ok(Status::Complete((line, size))) = httparse::parse_chunk_size(bytes.get(at..)?) else { return None };
        at += line;
        if size == 0 {
            return Some(at + trailers_length(&bytes[at..])?);
        }
        // The line end after a chunk.
        at = at.checked_add(usize::try_from(size).ok()?)?.checked_add(2)?;
    }
}

/// How many bytes the lines up to the first empty one have, with it.
fn trailers_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let line = bytes.get(at..)?.iter().position(|&byte| byte == b'\n')?;
        let empty = matches!(&bytes[at..at + line], b"" | b"\r");
        at += line + 1;
        if empty {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{chunked_length, parse};

    #[test]
    fn order_case_and_repetition_of_headers_are_kept() {
        let bytes = b"HTTP/1.1 200 \r\nb: 1\r\nA-b: x\r\nB:  2 \r\n\r\nbody";
        let (head, start, end) = parse(bytes, 8).expect("a head");
        let pairs: Vec<_> = head.headers.iter().map(|h| (h.name.as_str(), h.value.as_slice())).collect();
        assert_eq!(pairs, [("b", &b"1"[..]), ("A-b", b"x"), ("B", b"2")]);
        assert_eq!(
            (head.status, head.reason.as_str(), &bytes[start..end][end - 4..], &bytes[end..]),
            (200, "", &b"\r\n\r\n"[..], &b"body"[..])
        );
        assert_eq!(head.all("B").collect::<Vec<_>>(), ["1", "2"]);
    }

    #[test]
    fn interim_answers_are_passed_over() {
        let bytes = b"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n\r\nHTTP/1.0 404 Not Found\r\n\r\n";
        let (head, start, end) = parse(bytes, 8).expect("a head");
        assert_eq!((head.status, head.minor_version, head.reason.as_str()), (404, 0, "Not Found"));
        assert!(bytes[start..end].starts_with(b"HTTP/1.0"));
    }

    #[test]
    fn what_is_not_whole_or_has_too_many_headers_is_no_head() {
        assert_eq!(parse(b"HTTP/1.1 200 OK\r\na: b\r\n", 8), None);
        assert_eq!(parse(b"HTTP/1.1 200 OK\r\na: b\r\nc: d\r\n\r\n", 1), None);
        assert_eq!(parse(b"SSH-2.0-x\r\n\r\n", 8), None);
    }

    #[test]
    fn a_chunked_body_ends_after_its_trailers() {
        let body = b"3;x=y\r\nabc\r\n0\r\nDigest: z\r\n\r\n";
        let longer = [&body[..], b"HTTP/1.1"].concat();
        assert_eq!(chunked_length(&longer), Some(body.len()));
        for cut in 0..body.len() {
            assert_eq!(chunked_length(&body[..cut]), None, "{cut}");
        }
        assert_eq!(chunked_length(b"ffffffffffffffff\r\nabc"), None);
    }
}

//! What is asked for.

use bytes::Bytes;
use http::HeaderValue;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use url::Url;

/// What is asked for.
///
/// ```
/// use jikenbo_fetch::Request;
///
/// let mut request = Request::new("https://aoba.example/news/");
/// request.kinds = vec!["text/html".to_owned(), "application/pdf".to_owned()];
/// request.max_encoded = Some(1 << 20);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The address.
    pub address: String,
    /// What is known from an earlier answer; a page that did not change then answers 304.
    pub validators: Option<Validators>,
    /// The kinds of content that are wanted (`text/html`, `text/*`), the most wanted first; any if empty. An answer of status 2xx
    /// that names another kind is an error, before its body is read.
    pub kinds: Vec<String>,
    /// Bytes of the body as transferred, instead of [`Limits::encoded`](crate::Limits::encoded).
    pub max_encoded: Option<usize>,
    /// What is sent there, for services that answer questions, as a time-stamping authority. Such a request is not a visit to a page:
    /// robots.txt is not asked, and a redirect is not followed but given back.
    pub post: Option<Post>,
}

/// What is sent with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its kind of content, as `application/timestamp-query`.
    pub kind: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// What an answer said about itself, to ask later whether it still holds. It is only shown to the address that it came from: to
/// another, the same words could mean another text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    /// The address that answered.
    pub address: String,
    /// Its ETag header.
    pub etag: Option<String>,
    /// Its Last-Modified header.
    pub last_modified: Option<String>,
}

impl Request {
    /// Whatever stands at the address.
    pub fn new(address: impl Into<String>) -> Self {
        Self { address: address.into(), ..Self::default() }
    }

    /// The headers that depend on what is asked for, for the hop to `url`.
    pub(crate) fn headers(&self, url: &Url) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let kinds = if self.kinds.is_empty() { "*/*".to_owned() } else { self.kinds.join(", ") };
        let mut put = |name, value: &str| {
            // Validators came from outside: what cannot stand in a header is left out, and the page fetched anew.
            HeaderValue::from_bytes(value.as_bytes()).map(|value| headers.insert(name, value)).ok();
        };
        put(ACCEPT, &kinds);
        self.post.iter().for_each(|post| put(CONTENT_TYPE, &post.kind));
        if let Some(known) = self.validators.as_ref().filter(|known| known.address == url.as_str()) {
            known.etag.iter().for_each(|etag| put(IF_NONE_MATCH, etag));
            known.last_modified.iter().for_each(|time| put(IF_MODIFIED_SINCE, time));
        }
        headers
    }

    /// Whether a Content-Type is wanted.
    pub(crate) fn wants(&self, content_type: &str) -> bool {
        let found = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let wants = |kind: &String| match kind.strip_suffix('*') {
            Some("*/") => true,
            Some(family) => found.starts_with(&family.to_ascii_lowercase()),
            None => found == kind.to_ascii_lowercase(),
        };
        self.kinds.is_empty() || self.kinds.iter().any(wants)
    }
}

#[cfg(test)]
mod tests {
    use super::Request;

    #[test]
    fn kinds_match_whole_or_by_family() {
        let request = Request { kinds: vec!["text/*".into(), "application/PDF".into()], ..Request::default() };
        for wanted in ["text/html; charset=Shift_JIS", "TEXT/plain", "application/pdf"] {
            assert!(request.wants(wanted), "{wanted}");
        }
        for unwanted in ["", "image/png", "application/pdfx", "textual/html"] {
            assert!(!request.wants(unwanted), "{unwanted}");
        }
        assert!(Request::new("x").wants("image/png"));
    }
}

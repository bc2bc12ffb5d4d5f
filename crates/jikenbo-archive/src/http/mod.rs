//! The HTTP message that a record keeps: its head, and its body freed of what the transport put around it.

pub(crate) mod body;
pub(crate) mod chunked;

use httparse::ParserConfig;

/// More header fields than any server sends.
const FIELDS: usize = 256;

/// The head of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) status: u16,
    fields: Vec<(String, String)>,
}

impl Head {
    /// The first field of a name, whatever its case.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(have, _)| have.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The values of all fields of a name that hold lists, divided, lower case.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let fields = self.fields.iter().filter(|(have, _)| have.eq_ignore_ascii_case(name));
        let values = fields.flat_map(|(_, value)| value.split(','));
        values.map(|value| value.trim().to_ascii_lowercase()).filter(|value| !value.is_empty()).collect()
    }

    pub(crate) fn chunked(&self) -> bool {
        self.list("transfer-encoding").iter().any(|coding| coding == "chunked")
    }

    /// Reads a head that ends with its empty line. Nothing if it is none.
    pub(crate) fn parse(head: &[u8]) -> Option<Self> {
        // Programs also keep HTTP/2 and HTTP/3 answers, in the clothes of HTTP/1.
        let rest = &head[head.iter().position(|&byte| byte == b' ')?..];
        head.starts_with(b"HTTP/").then_some(())?;
        let as_http1 = [b"HTTP/1.1", rest].concat();
        let mut fields = vec![httparse::EMPTY_HEADER; FIELDS];
        let mut response = httparse::Response::new(&mut fields);
        let mut config = ParserConfig::default();
        config.allow_spaces_after_header_name_in_responses(true);
        config.allow_obsolete_multiline_headers_in_responses(true);
        config.ignore_invalid_headers_in_responses(true);
        config.parse_response(&mut response, &as_http1).ok()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        let fields = response.headers.iter().map(|field| (field.name.to_owned(), text(field.value))).collect();
        Some(Self { status: response.code?, fields })
    }
}

/// Where the body begins: after the first empty line.
pub(crate) fn body_start(message: &[u8]) -> Option<usize> {
    let mut line = 0;
    loop {
        let end = line + message[line..].iter().position(|&byte| byte == b'\n')? + 1;
        if matches!(&message[line..end], b"\r\n" | b"\n") {
            return Some(end);
        }
        line = end;
    }
}

/// The media type of a Content-Type, lower case, and its charset.
pub(crate) fn media_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.filter_map(|part| part.split_once('=')).find(|(key, _)| key.trim().eq_ignore_ascii_case("charset"));
    let charset = charset.map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned()).filter(|value| !value.is_empty());
    (name, charset)
}

#[cfg(test)]
mod tests {
    use super::{Head, body_start, media_type};

    #[test]
    fn heads_of_every_version() {
        for version in ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3"] {
            let text = format!("{version} 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip, br\r\n\r\n");
            let head = Head::parse(text.as_bytes()).unwrap();
            assert_eq!((head.status, head.field("content-type")), (200, Some("text/html")), "{version}");
            assert_eq!(head.list("Content-Encoding"), ["gzip", "br"]);
        }
        for text in ["", "HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", " \r\n\r\n"] {
            assert_eq!(Head::parse(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn a_body_begins_after_the_empty_line() {
        assert_eq!(body_start(b"a\r\nb\r\n\r\nc"), Some(8));
        assert_eq!(body_start(b"a\n\nc"), Some(3));
        assert_eq!(body_start(b"a\r\nb\r\n"), None);
        assert_eq!(body_start(b""), None);
    }

    #[test]
    fn media_types_have_charsets() {
        let of = |value| media_type(value);
        assert_eq!(of("Text/HTML; Charset=\"Shift_JIS\""), ("text/html".into(), Some("Shift_JIS".into())));
        assert_eq!(of("application/pdf"), ("application/pdf".into(), None));
        assert_eq!(of("text/plain;charset="), ("text/plain".into(), None));
    }
}

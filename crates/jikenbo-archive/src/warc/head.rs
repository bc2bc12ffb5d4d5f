//! The head of a WARC record: its version and named fields.

use jiff::Timestamp;

use crate::Error;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RecordKind {
    /// What the file is and which program wrote it.
    Warcinfo,
    /// A request as it was sent.
    Request,
    /// A response as it was received.
    Response,
    /// A thing by itself, without the conversation that brought it.
    Resource,
    /// A response whose body stands in an earlier record.
    Revisit,
    /// Something else: metadata, conversion, continuation.
    Other,
}

impl RecordKind {
    fn of(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "warcinfo" => Self::Warcinfo,
            "request" => Self::Request,
            "response" => Self::Response,
            "resource" => Self::Resource,
            "revisit" => Self::Revisit,
            _ => Self::Other,
        }
    }

    /// Its name in a record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Warcinfo => "warcinfo",
            Self::Request => "request",
            Self::Response => "response",
            Self::Resource => "resource",
            Self::Revisit => "revisit",
            Self::Other => "other",
        }
    }
}

/// The head of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordHead {
    /// What the record is.
    pub kind: RecordKind,
    /// Bytes of the block that follows.
    pub length: u64,
    /// Where the record begins in the file, in bytes; nothing where it stands inside a gzip member with others, so that no byte of
    /// the file is its begin.
    pub offset: Option<u64>,
    fields: Vec<(String, String)>,
}

impl RecordHead {
    /// The first field of a name, whatever its case.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(have, _)| have.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The address that the record is about, without the angle brackets that some programs write.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.field("WARC-Target-URI").map(|uri| uri.trim_start_matches('<').trim_end_matches('>'))
    }

    /// When it was captured.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        self.field("WARC-Date").and_then(time)
    }

    /// Reads the lines of a head, after the version line.
    pub(crate) fn parse(lines: &[u8], offset: Option<u64>, at: u64) -> Result<Self, Error> {
        let fields = fields(lines);
        let bad = |expected, found: &str| Error::BadHead { expected, found: shown(found.as_bytes()), at };
        let mut lengths = fields.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-length")).map(|(_, value)| value);
        let stated = lengths.next().ok_or_else(|| bad("a Content-Length", "none"))?;
        // Two lengths are two records to two readers.
        if let Some(other) = lengths.find(|other| *other != stated) {
            return Err(bad("one Content-Length", other));
        }
        if stated.is_empty() || !stated.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(bad("a Content-Length in figures", stated));
        }
        let length = stated.parse().map_err(|_| bad("a Content-Length below 2^64", stated))?;
        let kind = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case("warc-type"));
        let kind = kind.map(|(_, value)| RecordKind::of(value)).ok_or_else(|| bad("a WARC-Type", "none"))?;
        Ok(Self { kind, length, offset, fields })
    }
}

/// Named fields, a line each; a line that begins with a blank goes on with the one before.
fn fields(lines: &[u8]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in lines.split(|&byte| byte == b'\n') {
        let line = String::from_utf8_lossy(line);
        let line = line.trim_end_matches('\r');
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = all.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            all.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    all
}

/// A WARC-Date. WARC/1.1 allows a year, a month, a day or a minute alone, after W3CDTF.
pub(crate) fn time(text: &str) -> Option<Timestamp> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time);
    }
    let text = text.strip_suffix('Z').unwrap_or(text);
    let rest = "0000-01-01T00:00:00".get(text.len().max(4)..)?;
    format!("{text}{rest}Z").parse().ok()
}

/// A time as WARC/1.1 writes it, to the microsecond.
pub(crate) fn written(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string()
}

/// The beginning of some bytes, for a message.
pub(crate) fn shown(bytes: &[u8]) -> String {
    if bytes.starts_with(b"\x1f\x8b") {
        return "gzip data".to_owned();
    }
    let head: String = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).chars().take(40).collect();
    format!("{head:?}")
}

#[cfg(test)]
mod tests {
    use super::{time, written};

    #[test]
    fn dates_may_be_short() {
        for (text, expected) in [
            ("2024-05-01T10:20:30Z", "2024-05-01T10:20:30.000000Z"),
            ("2024-05-01T10:20:30.123456789Z", "2024-05-01T10:20:30.123456Z"),
            ("2024-05-01T10:20Z", "2024-05-01T10:20:00.000000Z"),
            ("2024-05-01", "2024-05-01T00:00:00.000000Z"),
            ("2024-05", "2024-05-01T00:00:00.000000Z"),
            ("2024", "2024-01-01T00:00:00.000000Z"),
        ] {
            assert_eq!(time(text).map(written).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "Z", "2024-13", "昨日", "2024-05-01T10:20:30.1234567890123456789"] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}

//! Writing WARC/1.1: one gzip member for each record, digests, and ids that follow from what is written.

use std::io::Write;
use std::net::IpAddr;

use flate2::{Compression, GzBuilder};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::head::{RecordKind, written};
use crate::digest::{Digest, Hashing};
use crate::{Error, http};

/// One look at an address, as the caller kept it.
#[derive(Debug, Clone, Copy)]
pub struct Capture<'a> {
    /// The address that was asked for in the end, after redirects.
    pub address: &'a str,
    /// When, in UTC. Kept to the microsecond.
    pub time: Timestamp,
    /// The address of the machine that answered.
    pub ip: Option<IpAddr>,
    /// The request as it was sent: its line, its fields, the empty line, and a body if it had one.
    pub request: Option<&'a [u8]>,
    /// What came.
    pub content: Content<'a>,
}

/// What a look brought.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// An HTTP response.
    Response {
        /// Its head, status line to empty line.
        head: &'a [u8],
        /// Its body, as on the wire: in the codings that the head names.
        body: &'a [u8],
    },
    /// A thing that came by other means than HTTP.
    Resource {
        /// Its media type.
        media_type: &'a str,
        /// Its bytes.
        body: &'a [u8],
    },
    /// A response whose body is the same as that of an earlier capture in the same collection, which alone holds it.
    Revisit {
        /// The head of this response.
        head: &'a [u8],
        /// The digest of the body, as on the wire.
        body: Digest,
        /// The address of the earlier capture.
        address: &'a str,
        /// When it was made.
        time: Timestamp,
    },
}

/// Who writes the file, and of what.
#[derive(Debug, Clone, Copy)]
pub struct Producer<'a> {
    /// The program, with its version.
    pub software: &'a str,
    /// Whom to ask, if anyone.
    pub operator: Option<&'a str>,
    /// When the file is made.
    pub time: Timestamp,
}

/// A record that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its id, `<urn:uuid:…>`.
    pub id: String,
    /// Where its gzip member begins in the file, in bytes.
    pub offset: u64,
    /// Bytes of its gzip member.
    pub length: u64,
    /// The digest of its payload.
    pub payload: Option<Digest>,
}

/// Writes a WARC file.
///
/// The same captures give the same bytes: ids are made from what a record says, and no clock is looked at.
#[derive(Debug)]
pub struct WarcWriter<W> {
    out: W,
    position: u64,
}

impl<W: Write> WarcWriter<W> {
    /// Begins a file with its `warcinfo` record.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] of the writer.
    pub fn new(out: W, producer: &Producer<'_>) -> Result<Self, Error> {
        let mut writer = Self { out, position: 0 };
        let mut block = format!("software: {}\r\nformat: WARC File Format 1.1\r\n", one_line(producer.software));
        block += "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
        if let Some(operator) = producer.operator {
            block += &format!("operator: {}\r\n", one_line(operator));
        }
        let mut head = Fields::new(RecordKind::Warcinfo, producer.time);
        head.add("Content-Type", "application/warc-fields");
        writer.record(head, &[block.as_bytes()], None)?;
        Ok(writer)
    }

    /// Writes a capture: its response (or resource, or revisit) and then its request. The first is given back.
    ///
    /// # Errors
    ///
    /// [`Error::BadField`] for an address or media type that would break the record; [`Error::Io`] of the writer.
    pub fn add(&mut self, capture: &Capture<'_>) -> Result<Written, Error> {
        clean("WARC-Target-URI", capture.address)?;
        let main = match capture.content {
            Content::Response { head, body } => self.response(capture, head, body)?,
            Content::Resource { media_type, body } => self.resource(capture, media_type, body)?,
            Content::Revisit { head, body, address, time } => self.revisit(capture, head, body, address, time)?,
        };
        if let Some(request) = capture.request {
            let mut fields = Fields::of(RecordKind::Request, capture);
            fields.add("WARC-Concurrent-To", &main.id);
            fields.add("Content-Type", "application/http; msgtype=request");
            let body = &request[http::body_start(request).unwrap_or(request.len())..];
            self.record(fields, &[request], Some(Digest::of(body)))?;
        }
        Ok(main)
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] of the writer.
    pub fn finish(mut self) -> Result<W, Error> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn response(&mut self, capture: &Capture<'_>, head: &[u8], body: &[u8]) -> Result<Written, Error> {
        whole_head(head)?;
        let mut fields = Fields::of(RecordKind::Response, capture);
        fields.add("Content-Type", "application/http; msgtype=response");
        self.record(fields, &[head, body], Some(Digest::of(body)))
    }

    fn resource(&mut self, capture: &Capture<'_>, media_type: &str, body: &[u8]) -> Result<Written, Error> {
        if media_type.chars().any(char::is_control) {
            return Err(Error::BadField { name: "Content-Type", found: media_type.to_owned() });
        }
        let mut fields = Fields::of(RecordKind::Resource, capture);
        fields.add("Content-Type", media_type);
        self.record(fields, &[body], Some(Digest::of(body)))
    }

    fn revisit(
        &mut self,
        capture: &Capture<'_>,
        head: &[u8],
        body: Digest,
        address: &str,
        time: Timestamp,
    ) -> Result<Written, Error> {
        clean("WARC-Refers-To-Target-URI", address)?;
        whole_head(head)?;
        let mut fields = Fields::of(RecordKind::Revisit, capture);
        fields.add("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest");
        fields.add("WARC-Refers-To-Target-URI", address);
        fields.add("WARC-Refers-To-Date", &written(time));
        fields.add("Content-Type", "application/http; msgtype=response");
        self.record(fields, &[head], Some(body))
    }

    fn record(&mut self, mut fields: Fields, block: &[&[u8]], payload: Option<Digest>) -> Result<Written, Error> {
        let mut hash = Hashing::new(std::io::sink());
        for part in block {
            hash.write_all(part)?;
        }
        let (length, digest) = hash.sum();
        if let Some(payload) = payload {
            fields.add("WARC-Payload-Digest", &payload.to_string());
        }
        fields.add("WARC-Block-Digest", &digest.to_string());
        let id = fields.id();
        fields.add("WARC-Record-ID", &id);
        fields.add("Content-Length", &length.to_string());

        // No time and no name in the member's head, so that the same record gives the same bytes.
        let mut member = Hashing::new(&mut self.out);
        let mut gzip = GzBuilder::new().write(&mut member, Compression::default());
        gzip.write_all(fields.text.as_bytes())?;
        gzip.write_all(b"\r\n")?;
        for part in block {
            gzip.write_all(part)?;
        }
        gzip.write_all(b"\r\n\r\n")?;
        gzip.finish()?;
        let (length, _) = member.sum();
        let offset = self.position;
        self.position += length;
        Ok(Written { id, offset, length, payload })
    }
}

/// The named fields of a record, as text.
struct Fields {
    text: String,
}

impl Fields {
    fn new(kind: RecordKind, time: Timestamp) -> Self {
        let mut fields = Self { text: "WARC/1.1\r\n".to_owned() };
        fields.add("WARC-Type", kind.name());
        fields.add("WARC-Date", &written(time));
        fields
    }

    fn of(kind: RecordKind, capture: &Capture<'_>) -> Self {
        let mut fields = Self::new(kind, capture.time);
        fields.add("WARC-Target-URI", capture.address);
        if let Some(ip) = capture.ip {
            fields.add("WARC-IP-Address", &ip.to_string());
        }
        fields
    }

    fn add(&mut self, name: &str, value: &str) {
        self.text.push_str(&format!("{name}: {value}\r\n"));
    }

    /// An id made from all fields, the block's digest among them (a UUID of version 8, RFC 9562: made by a rule of our own).
    fn id(&self) -> String {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&Sha256::digest(self.text.as_bytes())[..16]);
        format!("<urn:uuid:{}>", uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// An address goes into a record's head as it is: nothing in it may end the line, or the word.
fn clean(name: &'static str, address: &str) -> Result<(), Error> {
    if address.is_empty() || address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(Error::BadField { name, found: address.to_owned() });
    }
    Ok(())
}

/// A head that does not end where it says would take the body for fields.
fn whole_head(head: &[u8]) -> Result<(), Error> {
    if http::body_start(head) == Some(head.len()) {
        return Ok(());
    }
    Err(Error::BadField { name: "an HTTP head that ends with its empty line", found: super::head::shown(head) })
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

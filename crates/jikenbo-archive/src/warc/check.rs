//! Hashing a record's block and payload as they pass, and comparing them with what the record states.

use std::io::{BufRead, Read};

use super::head::{RecordHead, RecordKind};
use super::read::Records;
use crate::digest::{Hash, Stated};
use crate::http::chunked::Chunked;
use crate::http::{self, Head};
use crate::{Error, Limits};

/// What came of comparing a record with its digests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Checked {
    /// A digest of the block that is not the block's.
    pub(crate) block_differs: bool,
    /// A digest of the payload that is not the payload's.
    pub(crate) payload_differs: bool,
    /// No digest that proves anything, of block or payload.
    pub(crate) unproved: bool,
}

/// Reads the block of a record and compares.
pub(crate) fn check<R: BufRead>(records: &mut Records<R>, head: &RecordHead, limits: &Limits) -> Result<Checked, Error> {
    let stated = |name| head.field(name).and_then(Stated::parse);
    let (block, payload) = (stated("WARC-Block-Digest"), stated("WARC-Payload-Digest"));
    // A revisit states the digest of a payload that stands elsewhere.
    let own_payload = payload.clone().filter(|_| head.kind != RecordKind::Revisit);
    let mut whole = block.as_ref().map(|stated| Hash::new(stated.algorithm));
    let mut inner = own_payload.as_ref().map(|stated| Payload::new(stated, head, limits));
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = records.block().read(&mut buffer)?;
        if read == 0 {
            break;
        }
        if let Some(hash) = &mut whole {
            hash.update(&buffer[..read]);
        }
        if let Some(payload) = &mut inner {
            payload.feed(&buffer[..read]);
        }
    }
    Ok(Checked {
        block_differs: block.zip(whole).is_some_and(|(stated, hash)| !stated.is(&hash)),
        payload_differs: own_payload.zip(inner).is_some_and(|(stated, payload)| !payload.is(&stated)),
        unproved: whole_unproved(head),
    })
}

fn whole_unproved(head: &RecordHead) -> bool {
    ["WARC-Block-Digest", "WARC-Payload-Digest"].iter().all(|name| head.field(name).and_then(Stated::parse).is_none())
}

/// The payload of a record: what follows the HTTP head, if there is one.
struct Payload {
    /// The head as far as it came; nothing once it has ended, or if there is none.
    head: Option<Vec<u8>>,
    limit: usize,
    plain: Hash,
    /// The payload without chunks: the standard means this one, many programs the other.
    joined: Hash,
    chunks: Option<Chunked>,
}

impl Payload {
    fn new(stated: &Stated, head: &RecordHead, limits: &Limits) -> Self {
        let is_http = head.field("Content-Type").is_some_and(|value| value.to_ascii_lowercase().starts_with("application/http"));
        let hash = Hash::new(stated.algorithm);
        Self { head: is_http.then(Vec::new), limit: limits.http_head, plain: hash.clone(), joined: hash, chunks: None }
    }

    fn feed(&mut self, bytes: &[u8]) {
        let Some(head) = &mut self.head else { return self.body(bytes) };
        // An empty line may be divided between two pieces, so the head is searched as a whole: it is short.
        head.extend_from_slice(bytes);
        let Some(start) = http::body_start(head) else {
            if head.len() > self.limit {
                let all = std::mem::take(head);
                self.head = None;
                self.body(&all);
            }
            return;
        };
        let head = self.head.take().unwrap_or_default();
        if Head::parse(&head[..start]).is_some_and(|head| head.chunked()) {
            self.chunks = Some(Chunked::new());
        }
        self.body(&head[start..]);
    }

    fn body(&mut self, bytes: &[u8]) {
        self.plain.update(bytes);
        if let Some(chunks) = &mut self.chunks {
            chunks.feed(bytes, |piece| self.joined.update(piece));
        }
    }

    fn is(&self, stated: &Stated) -> bool {
        stated.is(&self.plain) || (self.chunks.as_ref().is_some_and(Chunked::held) && stated.is(&self.joined))
    }
}

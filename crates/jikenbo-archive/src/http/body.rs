//! A body, freed of transfer and content codings.

use std::io::{Cursor, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::{Head, chunked};
use crate::{Error, Limits};

/// The largest window that a zstd body may ask for, as browsers allow (RFC 9659): 8 MiB.
const ZSTD_WINDOW_LOG: u32 = 23;

/// The body as its sender meant it. Many programs keep a body decoded and leave the headers as they were: so a coding whose bytes
/// do not begin like it is passed over.
pub(crate) fn decoded(body: Vec<u8>, head: &Head, address: &str, limits: &Limits) -> Result<Vec<u8>, Error> {
    let mut body = if head.chunked() { chunked::without(body) } else { body };
    let mut codings = head.list("content-encoding");
    codings.retain(|coding| coding != "identity");
    if codings.len() > limits.layers {
        return Err(Error::TooManyLayers { address: address.to_owned(), found: codings.len(), limit: limits.layers });
    }
    for coding in codings.iter().rev() {
        body = match undo(coding, &body, limits.body) {
            Undone::Body(inner) => inner,
            Undone::AsItIs => body,
            Undone::TooLarge => return Err(Error::BodyTooLarge { address: address.to_owned(), limit: limits.body }),
            Undone::Bad(found) => {
                return Err(Error::BadBody { address: address.to_owned(), encoding: coding.clone(), found });
            }
        };
    }
    Ok(body)
}

enum Undone {
    Body(Vec<u8>),
    AsItIs,
    TooLarge,
    Bad(String),
}

fn undo(coding: &str, body: &[u8], limit: usize) -> Undone {
    let input = Cursor::new(body);
    match coding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => read(MultiGzDecoder::new(input), limit),
        "deflate" => match read(ZlibDecoder::new(input.clone()), limit) {
            // Old servers send it without the zlib frame that the standard asks for.
            Undone::Bad(_) => or_text(read(DeflateDecoder::new(input), limit), body),
            done => done,
        },
        "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => match zstd::stream::read::Decoder::with_buffer(input) {
            Ok(mut decoder) => match decoder.window_log_max(ZSTD_WINDOW_LOG) {
                Ok(()) => read(decoder, limit),
                Err(error) => Undone::Bad(error.to_string()),
            },
            Err(error) => Undone::Bad(error.to_string()),
        },
        "br" => or_text(read(brotli_decompressor::Decompressor::new(input, 4096), limit), body),
        _ => Undone::AsItIs,
    }
}

/// Nothing marks the begin of these codings: bytes that do not decode, but look like a page, are one that was decoded before.
fn or_text(undone: Undone, body: &[u8]) -> Undone {
    let text = body.trim_ascii_start().starts_with(b"<") || std::str::from_utf8(body).is_ok();
    if matches!(undone, Undone::Bad(_)) && text { Undone::AsItIs } else { undone }
}

fn read(decoder: impl Read, limit: usize) -> Undone {
    let mut out = Vec::new();
    match decoder.take(limit as u64 + 1).read_to_end(&mut out) {
        Ok(read) if read > limit => Undone::TooLarge,
        Ok(_) => Undone::Body(out),
        Err(error) => Undone::Bad(error.to_string()),
    }
}

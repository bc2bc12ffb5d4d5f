//! From a compressed body to what was compressed, within bounds.
//!
//! A bomb is a small body that unpacks to a large one, or one coding within another whose middle is large and whose end is small.
//! So every layer counts what it gives, not only the last.

use std::cell::Cell;
use std::io::{self, Cursor, Read};
use std::rc::Rc;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::Kind;
use crate::error::{causes, tell};

/// The most content-codings, one within the other. Real servers use one; two come about when a server compresses a compressed file.
pub const MAX_ENCODINGS: usize = 2;

/// The window that a zstd body may ask for, as a power of two: 8 MiB, the most that RFC 9659 lets a content-coding have.
const ZSTD_WINDOW: u32 = 23;

/// Bytes read at a time.
const BUFFER: usize = 32 << 10;

/// The body without the `encodings` (the first was applied first); `limit` is the most bytes that may come out, of each.
///
/// # Errors
///
/// [`Kind::EncodingsMany`], [`Kind::EncodingUnknown`], [`Kind::EncodingBroken`], [`Kind::DecodedLarge`].
///
/// ```
/// # use jikenbo_fetch::{Kind, decode};
/// let gzip = |name: &str| [name.to_owned()];
/// assert_eq!(decode(&[], b"abc", 3), Ok(b"abc".to_vec()));
/// assert!(matches!(decode(&gzip("gzip"), b"abc", 3), Err(Kind::EncodingBroken { .. })));
/// assert!(matches!(decode(&gzip("sdch"), b"abc", 3), Err(Kind::EncodingUnknown(_))));
/// ```
pub fn decode(encodings: &[String], payload: &[u8], limit: usize) -> Result<Vec<u8>, Kind> {
    let (decoded, end) = decode_prefix(encodings, payload, limit);
    end.map(|()| decoded)
}

/// What of the body can be decoded, up to the first fault or the limit, and the fault.
pub(crate) fn decode_prefix(encodings: &[String], payload: &[u8], limit: usize) -> (Vec<u8>, Result<(), Kind>) {
    let mut decoded = Vec::new();
    let end = decode_into(&mut decoded, encodings, payload, limit);
    (decoded, end)
}

fn decode_into(decoded: &mut Vec<u8>, encodings: &[String], payload: &[u8], limit: usize) -> Result<(), Kind> {
    if encodings.len() > MAX_ENCODINGS {
        return Err(Kind::EncodingsMany { found: encodings.len(), limit: MAX_ENCODINGS });
    }
    let over = Rc::new(Cell::new(false));
    let broken = |error: io::Error| {
        if over.get() {
            return Kind::DecodedLarge { limit };
        }
        Kind::EncodingBroken { encoding: encodings.join(", "), found: causes(&error) }
    };
    let bounded = |reader| Box::new(Bounded { reader, left: limit, over: Rc::clone(&over) });
    let mut reader: Box<dyn Read> = Box::new(payload);
    if encodings.is_empty() {
        reader = bounded(reader);
    }
    for encoding in encodings.iter().rev() {
        let start = |reader: &mut dyn Read| first_two(reader).map_err(broken);
        reader = bounded(match encoding.as_str() {
            "gzip" | "x-gzip" => Box::new(MultiGzDecoder::new(reader)),
            "br" => brotli(start(&mut reader)?, reader).map_err(broken)?,
            "zstd" => zstd(reader).map_err(broken)?,
            "deflate" => deflate(start(&mut reader)?, reader),
            other => return Err(Kind::EncodingUnknown(tell(other))),
        });
    }
    copy(&mut reader, decoded).map_err(broken)
}

fn first_two(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::with_capacity(2);
    reader.take(2).read_to_end(&mut start)?;
    Ok(start)
}

/// The decoder also takes brotli's larger windows, of up to a gigabyte, which no content-coding has (RFC 7932, 9.1): they begin with
/// the seven bits that are no window there.
fn brotli<'a>(start: Vec<u8>, rest: Box<dyn Read + 'a>) -> io::Result<Box<dyn Read + 'a>> {
    if start.first().is_some_and(|byte| byte & 0x7f == 0x11) {
        return Err(io::Error::other("a window larger than brotli has"));
    }
    Ok(Box::new(brotli_decompressor::Decompressor::new(Cursor::new(start).chain(rest), BUFFER)))
}

fn zstd<'a>(reader: Box<dyn Read + 'a>) -> io::Result<Box<dyn Read + 'a>> {
    let mut decoder = zstd::Decoder::new(reader)?;
    decoder.window_log_max(ZSTD_WINDOW)?;
    Ok(Box::new(decoder))
}

/// By its definition a zlib stream (RFC 9110, 8.4.1.2); some servers send the bare one.
fn deflate<'a>(start: Vec<u8>, rest: Box<dyn Read + 'a>) -> Box<dyn Read + 'a> {
    let is_zlib = matches!(start[..], [a, b] if a & 0x0f == 8 && u16::from_be_bytes([a, b]) % 31 == 0);
    let whole = Cursor::new(start).chain(rest);
    if is_zlib { Box::new(ZlibDecoder::new(whole)) } else { Box::new(DeflateDecoder::new(whole)) }
}

fn copy(reader: &mut dyn Read, into: &mut Vec<u8>) -> io::Result<()> {
    let mut buffer = vec![0; BUFFER];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => into.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// A reader that fails, and says so in `over`, when more comes than is left. What fits still comes.
struct Bounded<R> {
    reader: R,
    left: usize,
    over: Rc<Cell<bool>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !buffer.is_empty() {
            let more = self.reader.read(&mut buffer[..1])?;
            self.over.set(more > 0);
            return if more > 0 { Err(io::Error::other("more than may come out")) } else { Ok(0) };
        }
        let most = buffer.len().min(self.left);
        let count = self.reader.read(&mut buffer[..most])?;
        self.left -= count;
        Ok(count)
    }
}

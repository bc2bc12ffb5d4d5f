//! The bytes of a WARC file, inflated gzip member by gzip member.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use crate::{Error, Limits};

const GZIP: &[u8] = b"\x1f\x8b";

/// A reader that counts what is taken out of it.
#[derive(Debug)]
struct Counted<R> {
    inner: R,
    count: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.count += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.inner.consume(amount);
    }
}

#[derive(Debug)]
enum State<R> {
    /// Before the first byte, or between two gzip members.
    Between(Counted<R>),
    Plain(Counted<R>),
    Gzip(Box<GzDecoder<Counted<R>>>),
    /// Only while one state becomes another.
    Moving,
}

/// Reads to the end of a member, and no further until [`advance`](Self::advance). A file without gzip is one member.
#[derive(Debug)]
pub(crate) struct Members<R> {
    state: State<R>,
    ratio: u64,
    ratio_from: u64,
    /// Where the member begins in the file.
    start: u64,
    inflated: u64,
}

impl<R: BufRead> Members<R> {
    pub(crate) fn new(inner: R, limits: &Limits) -> Self {
        let state = State::Between(Counted { inner, count: 0 });
        Self { state, ratio: limits.ratio, ratio_from: limits.ratio_from, start: 0, inflated: 0 }
    }

    /// Goes on to the next member; false at the end of the file. To be called at the end of a member only.
    pub(crate) fn advance(&mut self) -> Result<bool, Error> {
        let mut source = match std::mem::replace(&mut self.state, State::Moving) {
            State::Between(source) => source,
            State::Gzip(decoder) => decoder.into_inner(),
            plain => {
                self.state = plain;
                return Ok(false);
            }
        };
        let head = source.fill_buf()?;
        let (empty, gzip) = (head.is_empty(), head.starts_with(&GZIP[..head.len().min(2)]));
        self.start = source.count;
        self.inflated = 0;
        self.state = match () {
            () if empty => State::Between(source),
            () if gzip => State::Gzip(Box::new(GzDecoder::new(source))),
            () => State::Plain(source),
        };
        Ok(!empty)
    }

    /// Bytes taken out of the file.
    pub(crate) fn position(&self) -> u64 {
        match &self.state {
            State::Between(source) | State::Plain(source) => source.count,
            State::Gzip(decoder) => decoder.get_ref().count,
            State::Moving => self.start,
        }
    }

    /// Where the member begins, if it is one of gzip.
    pub(crate) fn gzip_start(&self) -> Option<u64> {
        matches!(self.state, State::Gzip(_)).then_some(self.start)
    }

    fn inflate(&mut self, out: &mut [u8]) -> Result<usize, Error> {
        let State::Gzip(decoder) = &mut self.state else { return Ok(0) };
        let read = decoder.read(out);
        let position = decoder.get_ref().count;
        let read = read.map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Error::Truncated { expected: "the rest of a gzip member", at: position },
            // What the decoder calls invalid; anything else is the file's own failure.
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                Error::BadCompression { found: error.to_string(), at: position }
            }
            _ => error.into(),
        })?;
        self.inflated += read as u64;
        let compressed = position - self.start;
        if self.inflated > self.ratio_from && self.inflated / self.ratio.max(1) > compressed {
            return Err(Error::Bomb { inflated: self.inflated, compressed, limit: self.ratio });
        }
        Ok(read)
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match &mut self.state {
            State::Plain(source) => source.read(out),
            _ => Ok(self.inflate(out)?),
        }
    }
}

/// The inflated bytes of a gzip file, members joined, within the ratio.
pub(crate) fn inflated<R: BufRead>(input: R, limits: &Limits) -> impl Read {
    Joined(Members::new(input, limits))
}

struct Joined<R>(Members<R>);

impl<R: BufRead> Read for Joined<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.0.read(out)?;
            if read > 0 || out.is_empty() || !self.0.advance()? {
                return Ok(read);
            }
        }
    }
}

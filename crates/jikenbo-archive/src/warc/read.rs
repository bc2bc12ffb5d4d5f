//! Reading a WARC file record by record, with memory that does not grow with the file.

use std::io::{self, BufRead, BufReader, Read};

use super::head::{RecordHead, shown};
use super::member::Members;
use crate::{Error, Limits};

/// Line ends that may stand after a record's block. The format has two; some programs write none or more.
const LINE_ENDS: u64 = 64;

/// A version line has a dozen bytes.
const VERSION: u64 = 64;

/// The records of a WARC file, compressed (a gzip member for each record, or all in one) or not.
///
/// ```
/// let warc = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n";
/// let mut records = jikenbo_archive::Records::new(&warc[..], &jikenbo_archive::Limits::default());
/// let head = records.next_record().unwrap().unwrap();
/// assert_eq!((head.length, head.offset), (3, Some(0)));
/// assert_eq!(records.next_record(), Ok(None));
/// ```
#[derive(Debug)]
pub struct Records<R> {
    input: BufReader<Members<R>>,
    limits: Limits,
    /// Records and members begun.
    count: u64,
    /// Bytes of the block that are not yet read.
    left: u64,
    within: bool,
    /// Whether the member holds a record already.
    shared: bool,
    /// Where the last record ends.
    end: Option<u64>,
}

impl<R: BufRead> Records<R> {
    /// Begins to read.
    pub fn new(input: R, limits: &Limits) -> Self {
        let input = BufReader::with_capacity(64 << 10, Members::new(input, limits));
        Self { input, limits: limits.clone(), count: 0, left: 0, within: false, shared: false, end: None }
    }

    /// The head of the next record; nothing at the end of the file. What is left of the block before is passed over.
    ///
    /// # Errors
    ///
    /// Bytes that are no WARC, a record that is cut off, and what goes over the limits. None can be read past.
    pub fn next_record(&mut self) -> Result<Option<RecordHead>, Error> {
        self.finish()?;
        while self.input.fill_buf()?.is_empty() {
            self.counted()?;
            if !self.input.get_mut().advance()? {
                return Ok(None);
            }
            self.shared = false;
        }
        self.counted()?;
        let (gzip, at) = (self.input.get_ref().gzip_start(), self.position());
        let offset = if gzip.is_some() { gzip.filter(|_| !self.shared) } else { Some(at) };
        let head = self.head(offset, gzip.unwrap_or(at))?;
        self.shared = true;
        self.within = true;
        self.left = head.length;
        self.end = None;
        Ok(Some(head))
    }

    /// The block of the record, or what is left of it.
    pub fn block(&mut self) -> Block<'_, R> {
        Block { records: self }
    }

    /// Passes over the rest of the record and the line ends after it.
    fn finish(&mut self) -> Result<(), Error> {
        if !self.within {
            return Ok(());
        }
        self.within = false;
        while self.left > 0 {
            let have = self.input.fill_buf()?.len() as u64;
            if have == 0 {
                return Err(Error::Truncated { expected: "the rest of a record", at: self.position() });
            }
            let step = have.min(self.left);
            self.input.consume(usize::try_from(step).unwrap_or(usize::MAX));
            self.left -= step;
        }
        for _ in 0..LINE_ENDS {
            match self.input.fill_buf()?.first() {
                Some(b'\r' | b'\n') => self.input.consume(1),
                _ => break,
            }
        }
        let ends = self.input.get_ref().gzip_start().is_none() || self.input.fill_buf()?.is_empty();
        self.end = ends.then(|| self.position());
        Ok(())
    }

    /// Passes over the rest of the record, and tells where it ends in the file, if anywhere.
    pub(crate) fn end(&mut self) -> Result<Option<u64>, Error> {
        self.finish()?;
        Ok(self.end)
    }

    fn counted(&mut self) -> Result<(), Error> {
        self.count += 1;
        if self.count > self.limits.records.saturating_mul(2) {
            return Err(Error::TooManyRecords { limit: self.limits.records });
        }
        Ok(())
    }

    /// The place in the file. In a gzip member, what is buffered counts as read.
    fn position(&self) -> u64 {
        let members = self.input.get_ref();
        let ahead = if members.gzip_start().is_none() { self.input.buffer().len() as u64 } else { 0 };
        members.position() - ahead
    }

    fn head(&mut self, offset: Option<u64>, at: u64) -> Result<RecordHead, Error> {
        let mut version = Vec::new();
        self.input.by_ref().take(VERSION).read_until(b'\n', &mut version)?;
        if !version.starts_with(b"WARC/") || !version.ends_with(b"\n") {
            return Err(Error::NotWarc { found: shown(&version), at });
        }
        let mut lines = Vec::new();
        loop {
            let before = lines.len();
            self.line(&mut lines)?;
            if matches!(&lines[before..], b"\r\n" | b"\n") {
                return RecordHead::parse(&lines[..before], offset, at);
            }
        }
    }

    /// Adds a line with its end; the head as a whole stays within its limit.
    fn line(&mut self, lines: &mut Vec<u8>) -> Result<(), Error> {
        let room = self.limits.record_head.saturating_sub(lines.len()) as u64;
        let read = self.input.by_ref().take(room).read_until(b'\n', lines)? as u64;
        match lines.last() {
            Some(b'\n') if read > 0 => Ok(()),
            _ if read == room => Err(Error::HeadTooLarge { which: "WARC head", limit: self.limits.record_head }),
            _ => Err(Error::Truncated { expected: "the rest of a WARC head", at: self.position() }),
        }
    }
}

/// What is left of a record's block.
#[derive(Debug)]
pub struct Block<'a, R> {
    records: &'a mut Records<R>,
}

impl<R: BufRead> Read for Block<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let records = &mut *self.records;
        let most = usize::try_from(records.left).unwrap_or(usize::MAX).min(out.len());
        if most == 0 {
            return Ok(0);
        }
        let read = records.input.read(&mut out[..most])?;
        if read == 0 {
            return Err(Error::Truncated { expected: "the rest of a record", at: records.position() }.into());
        }
        records.left -= read as u64;
        Ok(read)
    }
}

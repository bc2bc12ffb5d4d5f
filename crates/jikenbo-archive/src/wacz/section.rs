//! One file, read at several places by turns.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use crate::Error;

#[derive(Debug)]
struct Source<R> {
    reader: R,
    /// Bytes that may still be read, while the directory of entries is.
    left: Option<u64>,
    ran_out: bool,
}

/// A file that several readers share.
#[derive(Debug)]
pub(super) struct Shared<R>(Arc<Mutex<Source<R>>>);

impl<R> Clone for Shared<R> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<R: Read + Seek> Shared<R> {
    /// Shares a reader, of which no more than `budget` bytes are read until [`unbind`](Self::unbind).
    pub(super) fn new(reader: R, budget: u64) -> Self {
        Self(Arc::new(Mutex::new(Source { reader, left: Some(budget), ran_out: false })))
    }

    /// Lifts the bound; tells whether it was reached.
    pub(super) fn unbind(&self) -> bool {
        self.with(|source| {
            source.left = None;
            source.ran_out
        })
    }

    fn with<T>(&self, run: impl FnOnce(&mut Source<R>) -> T) -> T {
        // A reader that panicked elsewhere has moved the place at most, and every reader here seeks first.
        run(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl<R: Read> Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let Some(left) = self.left else { return self.reader.read(out) };
        if left == 0 && !out.is_empty() {
            self.ran_out = true;
            return Err(io::Error::other("a directory of entries larger than the limit"));
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(out.len());
        let read = self.reader.read(&mut out[..most])?;
        self.left = Some(left - read as u64);
        Ok(read)
    }
}

impl<R: Read + Seek> Read for Shared<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.with(|source| source.read(out))
    }
}

impl<R: Read + Seek> Seek for Shared<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.with(|source| source.reader.seek(to))
    }
}

/// Some bytes in the middle of a shared file.
#[derive(Debug)]
pub(super) struct Section<R> {
    shared: Shared<R>,
    at: u64,
    end: u64,
}

impl<R> Section<R> {
    pub(super) fn new(shared: Shared<R>, at: u64, length: u64) -> Self {
        Self { shared, at, end: at.saturating_add(length) }
    }
}

impl<R: Read + Seek> Read for Section<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(out.len());
        if most == 0 {
            return Ok(0);
        }
        let read = self.shared.with(|source| {
            source.reader.seek(SeekFrom::Start(self.at))?;
            source.read(&mut out[..most])
        })?;
        if read == 0 {
            return Err(Error::Truncated { expected: "the rest of an entry", at: self.at }.into());
        }
        self.at += read as u64;
        Ok(read)
    }
}

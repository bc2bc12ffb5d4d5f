//! Where among the letters of a file something stands.

use std::fmt;
use std::io::{self, BufRead, Read};

/// A line and a column, both from 1; columns are letters, as editors count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The line.
    pub line: u64,
    /// The column.
    pub column: u64,
}

impl Default for Spot {
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

impl Spot {
    /// The spot behind `bytes`, which begin here.
    #[must_use]
    pub fn behind(self, bytes: &[u8]) -> Self {
        let ends = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        let last = bytes.iter().rposition(|byte| *byte == b'\n').map_or(bytes, |at| &bytes[at + 1..]);
        // Every letter of UTF-8 has one byte that is no continuation.
        let letters = last.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
        Self { line: self.line + ends, column: letters + if ends == 0 { self.column } else { 1 } }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// A source that knows how far it was read.
pub(super) struct Followed<'a> {
    from: &'a mut dyn BufRead,
    pub(super) spot: Spot,
}

impl<'a> Followed<'a> {
    pub(super) fn new(from: &'a mut dyn BufRead) -> Self {
        Self { from, spot: Spot::default() }
    }

    /// Goes over what is no letter: a byte order mark.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.from.consume(bytes);
    }
}

impl Read for Followed<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Followed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        // What is consumed stands in the buffer: to look at it reads nothing.
        if let Ok(buffer) = self.from.fill_buf() {
            self.spot = self.spot.behind(&buffer[..bytes.min(buffer.len())]);
        }
        self.from.consume(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::Spot;

    #[test]
    fn letters_are_counted_and_not_bytes() {
        let here = Spot::default();
        assert_eq!(here.behind("青葉".as_bytes()), Spot { line: 1, column: 3 });
        assert_eq!(here.behind("青\n葉市".as_bytes()).behind(b"x"), Spot { line: 2, column: 4 });
    }
}

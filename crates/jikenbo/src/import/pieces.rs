//! A stream of bytes in pieces of JSON: the lines of JSON Lines, the elements of a list, or the whole. No more than one piece is in
//! memory, and none is larger than its limit.

use std::io::{self, BufRead};

use super::spot::Followed;
use super::{At, Found, LARGEST_LINE, LARGEST_RECORD, Piece, Place, Spot, strange};

const BOM: &[u8] = b"\xef\xbb\xbf";

/// How large pieces may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Largest {
    pub(super) record: usize,
    pub(super) line: usize,
}

impl Default for Largest {
    fn default() -> Self {
        Self { record: LARGEST_RECORD, line: LARGEST_LINE }
    }
}

/// Hands every piece of `from` to `take`. `lines` says that the name of the file tells of JSON Lines; otherwise the first line does.
///
/// # Errors
///
/// What the source says. What is no JSON is no error: it is handed over as a fault, and the rest is read.
pub fn pieces(from: &mut dyn BufRead, file: &str, lines: bool, take: &mut dyn FnMut(Found)) -> io::Result<()> {
    Pieces { from: Followed::new(from), file, largest: Largest::default(), take }.all(lines)
}

struct Pieces<'a> {
    from: Followed<'a>,
    file: &'a str,
    largest: Largest,
    take: &'a mut dyn FnMut(Found),
}

impl Pieces<'_> {
    fn all(&mut self, lines: bool) -> io::Result<()> {
        if self.from.fill_buf()?.starts_with(BOM) {
            self.from.skip(BOM.len());
        }
        let skipped = self.skip_blank()?;
        match self.peek()? {
            None => self.fault(At::Whole, "expected JSON, found nothing".to_owned()),
            Some(b'[') if !lines => return self.list(),
            Some(_) => return self.lines(lines, skipped),
        }
        Ok(())
    }

    fn fault(&mut self, at: At, why: String) {
        (self.take)(Found::Fault(Place { file: self.file.to_owned(), at }, why));
    }

    /// The same of a fault where the reading is now.
    fn fault_here(&mut self, at: At, why: &str) {
        self.fault(at, format!("{}: {why}", self.from.spot));
    }

    fn piece(&mut self, at: At, start: Spot, bytes: Vec<u8>) {
        (self.take)(Found::Piece(Piece { place: Place { file: self.file.to_owned(), at }, start, bytes }));
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.from.fill_buf()?.first().copied())
    }

    /// Goes over blanks; gives how many lines end among them.
    fn skip_blank(&mut self) -> io::Result<u64> {
        let mut lines = 0;
        loop {
            let buffer = self.from.fill_buf()?;
            let blanks = buffer.iter().take_while(|b| b.is_ascii_whitespace());
            let (n, ends) = blanks.fold((0, 0), |(n, ends), b| (n + 1, ends + u64::from(*b == b'\n')));
            let more = n == buffer.len() && n > 0;
            self.from.consume(n);
            lines += ends;
            if !more {
                return Ok(lines);
            }
        }
    }

    /// The first line, if it is JSON by itself, is followed by others like it; if not, it begins the one document of the file.
    fn lines(&mut self, certain: bool, skipped: u64) -> io::Result<()> {
        let mut n = skipped;
        let mut first = true;
        loop {
            n += 1;
            let (start, mut line) = (self.from.spot, Vec::new());
            let read = self.line(&mut line)?;
            // A bracket alone is no line of JSON Lines, whatever the file is called.
            let begins = || line.trim_ascii() == b"{" || !certain && is_no_json(&line);
            if first && matches!(read, Line::Ended) && begins() {
                return self.whole(start, line);
            }
            first = false;
            match read {
                Line::None => return Ok(()),
                Line::TooLong => {
                    self.fault(At::Line(n), format!("expected a line of at most {} bytes, found a longer one", self.largest.line))
                }
                Line::Ended | Line::Last if line.trim_ascii().is_empty() => {}
                Line::Ended => self.piece(At::Line(n), start, line),
                Line::Last if n == 1 && !certain => self.piece(At::Whole, start, line),
                Line::Last => self.piece(At::Line(n), start, line),
            }
        }
    }

    /// Reads a line; one that is too long is gone over to its end, and not kept.
    fn line(&mut self, line: &mut Vec<u8>) -> io::Result<Line> {
        let (mut any, mut long) = (false, false);
        loop {
            let buffer = self.from.fill_buf()?;
            if buffer.is_empty() {
                let found = if any { Line::Last } else { Line::None };
                return Ok(if long { Line::TooLong } else { found });
            }
            any = true;
            let end = memchr(buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if !long && line.len() + part.len() > self.largest.line {
                long = true;
                *line = Vec::new();
            }
            if !long {
                line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.from.consume(used);
            if end.is_some() {
                return Ok(if long { Line::TooLong } else { Line::Ended });
            }
        }
    }

    /// One document over many lines.
    fn whole(&mut self, start: Spot, mut bytes: Vec<u8>) -> io::Result<()> {
        bytes.push(b'\n');
        loop {
            let buffer = self.from.fill_buf()?;
            let n = buffer.len();
            if n == 0 {
                break;
            }
            if bytes.len() + n > self.largest.record {
                // The same bytes tell of the form, however many of them come at once.
                let room = self.largest.record.saturating_sub(bytes.len());
                bytes.extend_from_slice(&buffer[..room.min(n)]);
                let record = format!("expected a record of at most {} bytes, found a larger one", self.largest.record);
                let other = strange::other(&bytes).map(|other| format!("{start}: expected JSON, found {other}"));
                self.fault(At::Whole, other.unwrap_or(record));
                return Ok(());
            }
            bytes.extend_from_slice(buffer);
            self.from.consume(n);
        }
        self.piece(At::Whole, start, bytes);
        Ok(())
    }

    /// The elements of a list, one after another.
    fn list(&mut self) -> io::Result<()> {
        self.from.consume(1);
        let mut n = 0;
        loop {
            self.skip_blank()?;
            match self.peek()? {
                Some(b']') if n == 0 => break,
                None => {
                    self.fault_here(At::Element(n + 1), "expected an element or the end of the list, found the end of the file");
                    return Ok(());
                }
                Some(_) => {}
            }
            n += 1;
            if !self.element(n)? {
                break;
            }
        }
        if self.peek()? == Some(b']') {
            self.from.consume(1);
        }
        self.skip_blank()?;
        if self.peek()?.is_some() {
            self.fault_here(At::Element(n + 1), "expected the end of the file after the list, found more");
        }
        Ok(())
    }

    /// An element up to the comma behind it; whether there is one. Brackets within texts are letters.
    fn element(&mut self, n: u64) -> io::Result<bool> {
        let (start, mut bytes, mut scan, mut long) = (self.from.spot, Vec::new(), Scan::default(), false);
        loop {
            let buffer = self.from.fill_buf()?;
            if buffer.is_empty() {
                let why = format!("expected the end of the element that begins at {start}, found the end of the file");
                self.fault_here(At::Element(n), &why);
                return Ok(false);
            }
            let end = buffer.iter().position(|b| scan.ends(*b));
            let part = &buffer[..end.unwrap_or(buffer.len())];
            if !long && bytes.len() + part.len() > self.largest.record {
                long = true;
                bytes = Vec::new();
            }
            if !long {
                bytes.extend_from_slice(part);
            }
            let (used, comma) = (part.len(), end.is_some_and(|at| buffer[at] == b','));
            self.from.consume(used + usize::from(comma));
            if end.is_some() {
                if long {
                    self.fault(
                        At::Element(n),
                        format!("expected a record of at most {} bytes, found a larger one", self.largest.record),
                    );
                } else {
                    self.piece(At::Element(n), start, bytes);
                }
                return Ok(comma);
            }
        }
    }
}

enum Line {
    /// There was none.
    None,
    /// Its end was found.
    Ended,
    /// The end of the file was its end.
    Last,
    /// It is longer than it may be.
    TooLong,
}

fn is_no_json(line: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err()
}

fn memchr(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|b| *b == b'\n')
}

/// How deep in brackets, and whether within a text.
#[derive(Default)]
struct Scan {
    depth: u32,
    text: bool,
    escaped: bool,
}

impl Scan {
    /// Whether the element ends before this byte.
    fn ends(&mut self, byte: u8) -> bool {
        if self.text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.text = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.text = true,
            b'{' | b'[' => self.depth = self.depth.saturating_add(1),
            b',' if self.depth == 0 => return true,
            b'}' | b']' if self.depth == 0 => return true,
            b'}' | b']' => self.depth -= 1,
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;
    use proptest::prelude::*;

    /// Reads with a buffer of `at_once` bytes, and limits of 40 bytes.
    fn read(text: &[u8], lines: bool, at_once: usize) -> Vec<(At, Result<String, String>)> {
        let mut out = Vec::new();
        let mut take = |found| {
            out.push(match found {
                Found::Piece(piece) => (piece.place.at, Ok(String::from_utf8_lossy(piece.bytes.trim_ascii()).into_owned())),
                Found::Fault(place, why) | Found::Nothing(place, why) => (place.at, Err(why)),
            });
        };
        let largest = Largest { record: 40, line: 40 };
        let mut from = BufReader::with_capacity(at_once, text);
        Pieces { from: Followed::new(&mut from), file: "f", largest, take: &mut take }.all(lines).unwrap();
        out
    }

    fn good(text: &str) -> Vec<(At, String)> {
        read(text.as_bytes(), false, 3).into_iter().map(|(at, piece)| (at, piece.unwrap())).collect()
    }

    #[test]
    fn lists_lines_and_single_documents_are_told_apart() {
        let all = |at: fn(u64) -> At, pieces: &[(u64, &str)]| {
            pieces.iter().map(|(n, piece)| (at(*n), (*piece).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(
            good("[{\"a\":\"],[\\\"\"}, [1,2] ,3]"),
            all(At::Element, &[(1, "{\"a\":\"],[\\\"\"}"), (2, "[1,2]"), (3, "3")])
        );
        assert_eq!(good("\u{feff}[]\n"), []);
        assert_eq!(good("{\"a\":1}\n\n{\"b\":2}\n"), all(At::Line, &[(1, "{\"a\":1}"), (3, "{\"b\":2}")]));
        assert_eq!(good("{\n \"a\": [1,\n 2]\n}\n"), [(At::Whole, "{\n \"a\": [1,\n 2]\n}".to_owned())]);
        assert_eq!(good("{\"a\":1}"), [(At::Whole, "{\"a\":1}".to_owned())]);
    }

    #[test]
    fn what_is_damaged_or_too_large_is_told_and_the_rest_is_read() {
        let long = "x".repeat(50);
        let text = format!("{{\"a\":1}}\n\"{long}\"\n{{\"b\":\n{{\"c\":3}}");
        let found = read(text.as_bytes(), true, 7);
        assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 2, 3, 4].map(At::Line));
        assert!(found[1].1.as_ref().unwrap_err().contains("at most 40 bytes"));
        assert_eq!((found[2].1.as_deref(), found[3].1.as_deref()), (Ok("{\"b\":"), Ok("{\"c\":3}")), "a line ends where it ends");
        let text = format!("[1,\"{long}\",3");
        let found = read(text.as_bytes(), false, 7);
        assert_eq!(found[0].1.as_deref(), Ok("1"));
        assert!(found[1].1.as_ref().unwrap_err().contains("at most 40 bytes"));
        assert!(found[2].1.as_ref().unwrap_err().contains("end of the file"));
        assert!(read(format!("{{\n{long}").as_bytes(), false, 7)[0].1.as_ref().unwrap_err().contains("at most 40 bytes"));
        assert!(read(b" \n", false, 7)[0].1.as_ref().unwrap_err().contains("found nothing"));
        assert!(read(b"[1] 2", false, 7)[1].1.as_ref().unwrap_err().contains("found more"));
    }

    proptest! {
        #[test]
        fn the_size_of_the_buffer_changes_nothing(bytes in prop::collection::vec(prop_oneof![
            Just(b'['), Just(b']'), Just(b'{'), Just(b'}'), Just(b','), Just(b'"'), Just(b'\\'), Just(b'\n'), Just(b'1'), any::<u8>()
        ], 0..200), lines: bool, at_once in 3..50_usize) {
            prop_assert_eq!(read(&bytes, lines, at_once), read(&bytes, lines, 1000));
        }
    }
}

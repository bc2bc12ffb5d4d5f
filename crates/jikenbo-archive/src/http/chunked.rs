//! Taking the chunked transfer coding off, piece by piece as the bytes come (RFC 9112, section 7.1).

/// More figures of a chunk's size than 2^60 has.
const FIGURES: u32 = 15;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// In the figures of a size; how many there were.
    Size(u32),
    /// Between the size and its line's end.
    Extension,
    /// In the bytes of a chunk.
    Data,
    /// At the line end after a chunk.
    DataEnd,
    /// After the last chunk.
    End,
    /// These bytes are not chunked: a program took the coding off and left the header.
    Not,
}

/// A body in chunks.
#[derive(Debug, Clone)]
pub(crate) struct Chunked {
    state: State,
    left: u64,
}

impl Chunked {
    pub(crate) fn new() -> Self {
        Self { state: State::Size(0), left: 0 }
    }

    /// Gives the bytes inside the chunks to `out`. Trailers are passed over.
    pub(crate) fn feed(&mut self, mut bytes: &[u8], mut out: impl FnMut(&[u8])) {
        while let Some((&byte, rest)) = bytes.split_first() {
            match self.state {
                State::End | State::Not => return,
                State::Data => {
                    let step = usize::try_from(self.left).unwrap_or(usize::MAX).min(bytes.len());
                    out(&bytes[..step]);
                    self.left -= step as u64;
                    bytes = &bytes[step..];
                    if self.left == 0 {
                        self.state = State::DataEnd;
                    }
                    continue;
                }
                _ => self.state = self.step(byte),
            }
            bytes = rest;
        }
    }

    fn step(&mut self, byte: u8) -> State {
        match (self.state, byte) {
            (State::Size(n), _) if byte.is_ascii_hexdigit() && n < FIGURES => {
                self.left = self.left * 16 + u64::from((byte as char).to_digit(16).unwrap_or(0));
                State::Size(n + 1)
            }
            (State::Size(1..) | State::Extension, b'\n') => self.begin(),
            (State::Size(1..), b';' | b'\r' | b' ' | b'\t') => State::Extension,
            (State::Extension, _) => State::Extension,
            (State::DataEnd, b'\r') => State::DataEnd,
            (State::DataEnd, b'\n') => State::Size(0),
            _ => State::Not,
        }
    }

    fn begin(&self) -> State {
        if self.left == 0 { State::End } else { State::Data }
    }

    /// Whether the body was in chunks up to here.
    pub(crate) fn held(&self) -> bool {
        self.state != State::Not
    }
}

/// The bytes inside the chunks; the body as it is, if it is not in chunks after all.
pub(crate) fn without(body: Vec<u8>) -> Vec<u8> {
    let (mut chunked, mut out) = (Chunked::new(), Vec::new());
    chunked.feed(&body, |piece| out.extend_from_slice(piece));
    if chunked.held() { out } else { body }
}

#[cfg(test)]
mod tests {
    use super::{Chunked, without};

    #[test]
    fn chunks_are_joined_however_they_arrive() {
        let body = b"4\r\nabcd\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: 1\r\n\r\n";
        assert_eq!(without(body.to_vec()), b"abcd0123456789");
        let (mut chunked, mut out) = (Chunked::new(), Vec::new());
        for byte in body {
            chunked.feed(&[*byte], |piece| out.extend_from_slice(piece));
        }
        assert_eq!(out, b"abcd0123456789");
    }

    #[test]
    fn what_is_not_in_chunks_stays() {
        for body in ["<html>\n", "", "fffffffffffffffff\r\nabc", "4\r\nabcdef\r\n", "\r\nabc", ";\r\nabc"] {
            let expected = body.as_bytes();
            assert_eq!(without(expected.to_vec()), expected, "{body:?}");
        }
        // Cut off: what came is kept.
        assert_eq!(without(b"ff\r\nabc".to_vec()), b"abc");
    }
}

//! What can be told of a document before it is parsed.

use crate::{Error, Limits};

/// Readers take the mark anywhere in the first 1024 bytes (ISO 32000-1, annex H.3.4.1).
const WINDOW: usize = 1024;

/// An error if the bytes are no document, or one that would cost too much to parse at all.
pub(crate) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    if bytes.len() > limits.max_bytes {
        return Err(Error::TooLarge { found: bytes.len(), limit: limits.max_bytes });
    }
    if !bytes[..bytes.len().min(WINDOW)].windows(5).any(|window| window == b"%PDF-") {
        return Err(Error::NotPdf);
    }
    let objects = count(bytes, b" obj", limits.max_objects);
    if objects > limits.max_objects {
        return Err(Error::TooManyObjects { found: objects, limit: limits.max_objects });
    }
    if nested(bytes) > limits.max_depth {
        return Err(Error::TooDeep { limit: limits.max_depth });
    }
    Ok(())
}

fn count(bytes: &[u8], word: &[u8], limit: usize) -> usize {
    bytes.windows(word.len()).filter(|window| window == &word).take(limit + 1).count()
}

/// How deep arrays and dictionaries nest outside strings and streams. The parser goes down by recursion and has a bound of its
/// own, but not in every place.
fn nested(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'(' => at = after_string(bytes, at),
            b'[' => depth += 1,
            b'<' if bytes.get(at + 1) == Some(&b'<') => {
                depth += 1;
                at += 1;
            }
            b']' => depth = depth.saturating_sub(1),
            b'>' if bytes.get(at + 1) == Some(&b'>') => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            b's' if bytes[at..].starts_with(b"stream") => {
                at = after_stream(bytes, at);
                depth = 0;
            }
            // An object begins anew whatever was left open before it.
            b'e' if bytes[at..].starts_with(b"endobj") => depth = 0,
            _ => {}
        }
        deepest = deepest.max(depth);
        at += 1;
    }
    deepest
}

/// The last byte of the string that begins at `start`; strings nest brackets and escape by `\`.
fn after_string(bytes: &[u8], start: usize) -> usize {
    let mut open = 0usize;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'(' => open += 1,
            b')' => open -= 1,
            // A string that its object does not close ends with it; to look again behind each bracket would never end.
            b'e' if bytes[at..].starts_with(b"endobj") => return at - 1,
            _ => {}
        }
        if open == 0 {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

fn after_stream(bytes: &[u8], start: usize) -> usize {
    let end = bytes[start..].windows(9).position(|window| window == b"endstream");
    end.map_or(bytes.len(), |end| start + end + 8)
}

#[cfg(test)]
mod tests {
    use super::{check, nested};
    use crate::{Error, Limits};

    #[test]
    fn nesting_is_counted_outside_strings_and_streams() {
        assert_eq!(nested(b"1 0 obj << /A [ [ 1 ] ] >> endobj"), 3);
        assert_eq!(nested(b"1 0 obj ([[[(\\)[)) endobj"), 0);
        assert_eq!(nested(b"1 0 obj << >> stream [[[[[[ endstream endobj"), 1);
        assert_eq!(nested(b"[[ endobj [[ endobj"), 2);
        assert_eq!(nested(b"((( [ endobj [["), 2);
    }

    #[test]
    fn what_would_cost_too_much_is_refused_unparsed() {
        let limits = Limits { max_objects: 3, max_depth: 5, max_bytes: 200, ..Limits::default() };
        assert_eq!(check(b"<html>", &limits), Err(Error::NotPdf));
        assert_eq!(check(&[b'%'; 201], &limits), Err(Error::TooLarge { found: 201, limit: 200 }));
        assert_eq!(
            check(b"%PDF-1.4 1 0 obj 2 0 obj 3 0 obj 4 0 obj", &limits),
            Err(Error::TooManyObjects { found: 4, limit: 3 })
        );
        assert_eq!(check(b"%PDF-1.4 1 0 obj [[[[[[", &limits), Err(Error::TooDeep { limit: 5 }));
        assert_eq!(check(b"%PDF-1.4 1 0 obj [[[[[", &limits), Ok(()));
    }
}

//! DER, a level at a time: each value is read with the `der` crate, and opened only where its content is wanted. Nothing calls
//! itself, so no depth of nesting matters.

use der::asn1::{AnyRef, ObjectIdentifier, UintRef};
use der::{Decode, Encode, Reader, SliceReader, Tag, TagNumber, Tagged};

use crate::{Error, MAX_BYTES};

/// The values that stand one after the other in another's content.
pub(crate) struct Values<'a> {
    reader: SliceReader<'a>,
}

impl<'a> Values<'a> {
    pub(crate) fn of(content: &'a [u8]) -> Result<Self, Error> {
        if content.len() > MAX_BYTES {
            return Err(Error::TooLarge { found: content.len(), limit: MAX_BYTES });
        }
        let reader = SliceReader::new(content).map_err(|error| malformed("DER", &error))?;
        Ok(Self { reader })
    }

    /// The content of the next value, which must be of a kind; `expected` is its name.
    pub(crate) fn content(&mut self, tag: Tag, expected: &'static str) -> Result<&'a [u8], Error> {
        Ok(self.value(tag, expected)?.value())
    }

    fn value(&mut self, tag: Tag, expected: &'static str) -> Result<AnyRef<'a>, Error> {
        if self.reader.is_finished() {
            return Err(Error::Malformed { expected, found: "the end".to_owned() });
        }
        let value = AnyRef::decode(&mut self.reader).map_err(|error| malformed(expected, &error))?;
        if value.tag() != tag {
            return Err(Error::Malformed { expected, found: value.tag().to_string() });
        }
        Ok(value)
    }

    /// The values in the next value, which must be a sequence.
    pub(crate) fn sequence(&mut self, expected: &'static str) -> Result<Self, Error> {
        Self::of(self.content(Tag::Sequence, expected)?)
    }

    /// The content of the next value, if it is of a kind.
    pub(crate) fn optional(&mut self, tag: Tag, expected: &'static str) -> Result<Option<&'a [u8]>, Error> {
        if self.peek_is(tag) { self.content(tag, expected).map(Some) } else { Ok(None) }
    }

    /// Whether a value of a kind follows.
    pub(crate) fn peek_is(&self, tag: Tag) -> bool {
        Tag::peek(&self.reader).is_ok_and(|found| found == tag)
    }

    /// All bytes of the next value, its head with it.
    pub(crate) fn whole(&mut self, expected: &'static str) -> Result<&'a [u8], Error> {
        self.reader.tlv_bytes().map_err(|error| malformed(expected, &error))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.reader.is_finished()
    }

    pub(crate) fn oid(&mut self, expected: &'static str) -> Result<ObjectIdentifier, Error> {
        let value = self.value(Tag::ObjectIdentifier, expected)?;
        value.decode_as().map_err(|error: der::Error| malformed(expected, &error))
    }

    /// The bytes of a whole number from 0, the highest first, without zeros before it.
    pub(crate) fn number(&mut self, expected: &'static str) -> Result<&'a [u8], Error> {
        let value = self.value(Tag::Integer, expected)?;
        let number: UintRef<'a> = value.decode_as().map_err(|error: der::Error| malformed(expected, &error))?;
        Ok(number.as_bytes())
    }

    /// A whole number that fits 64 bits.
    pub(crate) fn small(&mut self, expected: &'static str) -> Result<u64, Error> {
        let bytes = self.number(expected)?;
        if bytes.len() > 8 {
            return Err(Error::Malformed { expected, found: format!("a number of {} bytes", bytes.len()) });
        }
        Ok(bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)))
    }

    /// Nothing may follow.
    pub(crate) fn end(&self, expected: &'static str) -> Result<(), Error> {
        if self.is_empty() { Ok(()) } else { Err(Error::Malformed { expected, found: "more after it".to_owned() }) }
    }
}

/// `[n]`, as it stands around another value or in place of its kind.
pub(crate) const fn context(n: u32, constructed: bool) -> Tag {
    Tag::ContextSpecific { constructed, number: TagNumber(n) }
}

/// A value of a kind, with its head.
pub(crate) fn written(tag: Tag, content: &[u8]) -> Result<Vec<u8>, der::Error> {
    AnyRef::new(tag, content)?.to_der()
}

fn malformed(expected: &'static str, error: &der::Error) -> Error {
    Error::Malformed { expected, found: error.to_string() }
}

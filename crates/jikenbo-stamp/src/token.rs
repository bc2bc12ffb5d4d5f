//! What a token says.

use std::time::Duration;

use der::Tag;
use der::asn1::ObjectIdentifier;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::Error;
use crate::values::{Values, context};

/// The digests that are asked for (`id-sha256`, RFC 5754).
pub(crate) const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
/// A signed thing (`id-signedData`, RFC 5652).
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
/// What is signed: a time stamp (`id-ct-TSTInfo`, RFC 3161).
const TIME_STAMP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// What a token (`TimeStampToken`, RFC 3161, 2.4.2) says. That the authority has said it, only its signature proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The SHA-256 that was stamped.
    pub digest: [u8; 32],
    /// When the authority saw it.
    pub time: Timestamp,
    /// By how much the authority's clock may be wrong, if it says so.
    pub accuracy: Option<Duration>,
    /// The token's number with the authority, in hexadecimal.
    pub serial: String,
    /// By which rules the authority works: the object identifier of its policy.
    pub policy: String,
    /// The query's nonce, the highest byte first, without zeros before it.
    pub nonce: Option<Vec<u8>>,
}

impl Token {
    /// Reads a token, as it stands in an answer or in a package. Its signature is not verified.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] and [`Error::Malformed`].
    ///
    /// ```
    /// assert!(jikenbo_stamp::Token::parse(b"\x30\x00").is_err());
    /// ```
    pub fn parse(bytes: &[u8]) -> Result<Self, Error> {
        let mut outer = Values::of(bytes)?;
        let mut content = outer.sequence("a signed thing")?;
        outer.end("a token")?;
        is(content.oid("a signed thing")?, SIGNED_DATA, "a signed thing")?;
        let mut content = Values::of(content.content(context(0, true), "a signed thing")?)?;
        let mut signed = content.sequence("a signed thing")?;
        signed.small("a version")?;
        signed.content(Tag::Set, "digest algorithms")?;
        let mut inner = signed.sequence("a time stamp within the signed thing")?;
        is(inner.oid("a time stamp within the signed thing")?, TIME_STAMP, "a time stamp within the signed thing")?;
        let mut wrapped = Values::of(inner.content(context(0, true), "a time stamp within the signed thing")?)?;
        let info = wrapped.content(Tag::OctetString, "a time stamp within the signed thing")?;
        let mut values = Values::of(info)?;
        let info = values.sequence("a time stamp")?;
        values.end("a time stamp")?;
        Self::info(info)
    }

    /// `TSTInfo`. The authority's name and extensions at its end are not read.
    fn info(mut values: Values<'_>) -> Result<Self, Error> {
        let version = values.small("a version")?;
        if version != 1 {
            return Err(Error::Malformed { expected: "version 1", found: version.to_string() });
        }
        let policy = values.oid("a policy")?.to_string();
        let digest = imprint(values.sequence("a digest with its algorithm")?)?;
        let serial = values.number("a serial number")?.iter().map(|byte| format!("{byte:02x}")).collect();
        let time = time(values.content(Tag::GeneralizedTime, "a time")?)?;
        let accuracy = values.optional(Tag::Sequence, "an accuracy")?.map(accuracy).transpose()?;
        values.optional(Tag::Boolean, "whether stamps are ordered")?;
        let nonce = values.peek_is(Tag::Integer).then(|| values.number("a nonce")).transpose()?;
        Ok(Self { digest, time, accuracy, serial, policy, nonce: nonce.map(<[u8]>::to_vec) })
    }

    /// Whether it is on this SHA-256.
    ///
    /// # Errors
    ///
    /// [`Error::OtherDigest`] if it is not.
    pub fn is_on(&self, digest: &[u8; 32]) -> Result<(), Error> {
        if self.digest == *digest {
            return Ok(());
        }
        Err(Error::OtherDigest { expected: hex(digest), found: hex(&self.digest) })
    }
}

fn is(found: ObjectIdentifier, wanted: ObjectIdentifier, expected: &'static str) -> Result<(), Error> {
    if found == wanted { Ok(()) } else { Err(Error::Malformed { expected, found: found.to_string() }) }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `MessageImprint`.
fn imprint(mut values: Values<'_>) -> Result<[u8; 32], Error> {
    let expected = "a SHA-256";
    is(values.sequence("an algorithm")?.oid("an algorithm")?, SHA_256, expected)?;
    let bytes = values.content(Tag::OctetString, expected)?;
    bytes.try_into().map_err(|_| Error::Malformed { expected, found: format!("{} bytes", bytes.len()) })
}

/// `Accuracy`: seconds, thousandths, millionths, each if it is there.
fn accuracy(content: &[u8]) -> Result<Duration, Error> {
    let mut values = Values::of(content)?;
    let seconds = if values.peek_is(Tag::Integer) { values.small("seconds")? } else { 0 };
    let mut part = |n| -> Result<u64, Error> {
        let Some(bytes) = values.optional(context(n, false), "a part of a second")? else { return Ok(0) };
        match bytes {
            [low] => Ok(u64::from(*low)),
            [high, low] => Ok(u64::from(*high) << 8 | u64::from(*low)),
            _ => Err(Error::Malformed { expected: "1 to 999 parts of a second", found: format!("{} bytes", bytes.len()) }),
        }
    };
    let (thousandths, millionths) = (part(0)?, part(1)?);
    let parts = Duration::from_millis(thousandths).saturating_add(Duration::from_micros(millionths));
    Ok(Duration::from_secs(seconds).saturating_add(parts))
}

/// `GeneralizedTime` as RFC 3161 writes it: `20240501012345Z`, or with a fraction of the second.
fn time(content: &[u8]) -> Result<Timestamp, Error> {
    let text = String::from_utf8_lossy(content);
    let wrong = || Error::Malformed { expected: "a time such as 20240501012345.6Z", found: format!("{text:?}") };
    let local = text.strip_suffix('Z').ok_or_else(wrong)?;
    let (whole, fraction) = local.split_once('.').map_or((local, None), |(whole, fraction)| (whole, Some(fraction)));
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14 || !figures(whole) || fraction.is_some_and(|fraction| !figures(fraction) || fraction.len() > 9) {
        return Err(wrong());
    }
    let pattern = if fraction.is_some() { "%Y%m%d%H%M%S%.f" } else { "%Y%m%d%H%M%S" };
    DateTime::strptime(pattern, local).and_then(|time| TimeZone::UTC.to_timestamp(time)).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::{accuracy, time};

    #[test]
    fn times_may_have_a_fraction() {
        for (text, expected) in [
            ("20240501012345Z", "2024-05-01T01:23:45Z"),
            ("20240501012345.6Z", "2024-05-01T01:23:45.6Z"),
            ("20240501012345.123456Z", "2024-05-01T01:23:45.123456Z"),
        ] {
            assert_eq!(time(text.as_bytes()).unwrap().to_string(), expected, "{text}");
        }
        for text in ["", "Z", "20240501012345", "20240501012345+0900", "20240501012345.Z", "20241301012345Z", "2024050101234５Z"]
        {
            assert!(time(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn an_accuracy_has_up_to_three_parts() {
        let of = |content: &[u8]| accuracy(content).map(|accuracy| accuracy.as_micros());
        assert_eq!(of(b"\x02\x01\x01\x80\x02\x01\xf4\x81\x01\x64"), Ok(1_500_100));
        assert_eq!(of(b"\x80\x02\x01\xf4"), Ok(500_000));
        assert_eq!(of(b""), Ok(0));
        assert!(of(b"\x80\x03\x01\xf4\x00").is_err());
    }
}

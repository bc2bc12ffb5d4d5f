//! Answers of authorities, honest and not. All of them are made here, value by value.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::time::Duration;

use jikenbo_stamp::{Error, MAX_BYTES, Query, Token};
use proptest::prelude::*;

const QUERY: Query = Query { digest: [7; 32], nonce: [0, 0x80, 1, 2, 3, 4, 5, 6] };

/// A value: its kind, its length, its content.
fn value(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    let head = match content.len() {
        0..=127 => vec![tag, length[1]],
        128..=255 => vec![tag, 0x81, length[1]],
        _ => vec![tag, 0x82, length[0], length[1]],
    };
    [head, content].concat()
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    value(0x30, parts)
}

const SHA_256: &[u8] = b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01";
const SHA_1: &[u8] = b"\x06\x05\x2b\x0e\x03\x02\x1a";
const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
const TIME_STAMP: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x04";
const GRANTED: &[u8] = b"\x30\x03\x02\x01\x00";

/// What an authority signs, part by part.
struct Stamp {
    version: u8,
    algorithm: &'static [u8],
    digest: Vec<u8>,
    time: &'static [u8],
    nonce: Option<Vec<u8>>,
}

impl Stamp {
    fn good() -> Self {
        let nonce = Some(b"\x02\x08\x00\x80\x01\x02\x03\x04\x05\x06".to_vec());
        Self { version: 1, algorithm: SHA_256, digest: vec![7; 32], time: b"20240501012345Z", nonce }
    }

    fn token(&self) -> Vec<u8> {
        let imprint = sequence(&[&sequence(&[self.algorithm, b"\x05\x00"]), &value(4, &[&self.digest])]);
        let info = sequence(&[
            &value(2, &[&[self.version]]),
            b"\x06\x03\x2a\x03\x04",
            &imprint,
            b"\x02\x02\x12\x34",
            &value(0x18, &[self.time]),
            b"\x30\x03\x02\x01\x02",
            b"\x01\x01\xff",
            self.nonce.as_deref().unwrap_or_default(),
            // The authority's name.
            b"\xa0\x04\x82\x02tt",
        ]);
        signed(&info)
    }

    fn answer(&self) -> Vec<u8> {
        sequence(&[GRANTED, &self.token()])
    }
}

/// Wraps what is signed; the signature itself is left out.
fn signed(info: &[u8]) -> Vec<u8> {
    let inner = sequence(&[TIME_STAMP, &value(0xa0, &[&value(4, &[info])])]);
    let signed = sequence(&[b"\x02\x01\x03", b"\x31\x00", &inner, b"\x31\x00"]);
    sequence(&[SIGNED_DATA, &value(0xa0, &[&signed])])
}

fn fails(answer: &[u8]) -> Error {
    QUERY.answered(answer).unwrap_err()
}

#[test]
fn a_query_is_as_the_standard_writes_it() {
    let expected = sequence(&[
        b"\x02\x01\x01",
        &sequence(&[&sequence(&[SHA_256, b"\x05\x00"]), &value(4, &[&[7; 32]])]),
        b"\x02\x08\x00\x80\x01\x02\x03\x04\x05\x06",
        b"\x01\x01\xff",
    ]);
    assert_eq!(QUERY.to_der().unwrap(), expected);
}

#[test]
fn an_answer_tells_what_was_stamped_and_when() {
    let stamp = Stamp::good();
    let (bytes, token) = QUERY.answered(&stamp.answer()).unwrap();
    assert_eq!(bytes, stamp.token());
    assert_eq!(token, Token::parse(&bytes).unwrap());
    assert_eq!((token.time.to_string().as_str(), token.digest), ("2024-05-01T01:23:45Z", [7; 32]));
    assert_eq!((token.serial.as_str(), token.policy.as_str()), ("1234", "1.2.3.4"));
    assert_eq!(token.accuracy, Some(Duration::from_secs(2)));
    // Granted with modifications.
    assert!(QUERY.answered(&sequence(&[b"\x30\x03\x02\x01\x01", &stamp.token()])).is_ok());
}

#[test]
fn what_was_not_granted_is_told_in_the_words_of_the_authority() {
    let words = sequence(&[&value(12, &["受け付けません".as_bytes()]), &value(12, &[b"\x1b[31m"])]);
    let answer = sequence(&[&sequence(&[b"\x02\x01\x02", &words, b"\x03\x02\x05\x20"])]);
    assert_eq!(fails(&answer), Error::Refused { status: 2, words: "受け付けません [31m".to_owned() });
    // A token beside a refusal changes nothing.
    let both = sequence(&[b"\x30\x03\x02\x01\x03", &Stamp::good().token()]);
    assert_eq!(fails(&both), Error::Refused { status: 3, words: String::new() });
    assert_eq!(fails(&both).to_string(), "expected a granted time stamp, found the status 3");
}

#[test]
fn another_digest_or_nonce_is_no_answer() {
    let other = Stamp { digest: vec![8; 32], ..Stamp::good() };
    assert_eq!(fails(&other.answer()), Error::OtherDigest { expected: "07".repeat(32), found: "08".repeat(32) });
    let replayed = Stamp { nonce: Some(b"\x02\x01\x05".to_vec()), ..Stamp::good() };
    assert_eq!(fails(&replayed.answer()), Error::OtherNonce);
    let without = Stamp { nonce: None, ..Stamp::good() };
    assert_eq!(fails(&without.answer()), Error::OtherNonce);
    let zero = Query { nonce: [0; 8], ..QUERY };
    assert!(zero.answered(&Stamp { nonce: Some(b"\x02\x01\x00".to_vec()), ..Stamp::good() }.answer()).is_ok());
}

#[test]
fn what_breaks_the_standard_is_named() {
    let malformed = |answer: &[u8]| match fails(answer) {
        Error::Malformed { expected, .. } => expected,
        other => panic!("{other}"),
    };
    assert_eq!(malformed(b""), "an answer");
    assert_eq!(malformed(b"<html>"), "an answer");
    assert_eq!(malformed(&sequence(&[])), "a status");
    assert_eq!(malformed(&sequence(&[GRANTED])), "a token");
    assert_eq!(malformed(&[Stamp::good().answer(), vec![0]].concat()), "an answer");
    assert_eq!(malformed(&sequence(&[GRANTED, &Stamp::good().token(), b"\x05\x00"])), "a token");
    assert_eq!(malformed(&Stamp { version: 2, ..Stamp::good() }.answer()), "version 1");
    assert_eq!(malformed(&Stamp { algorithm: SHA_1, ..Stamp::good() }.answer()), "a SHA-256");
    assert_eq!(malformed(&Stamp { digest: vec![7; 20], ..Stamp::good() }.answer()), "a SHA-256");
    assert_eq!(malformed(&Stamp { time: b"20240501", ..Stamp::good() }.answer()), "a time such as 20240501012345.6Z");
    let other = sequence(&[GRANTED, &sequence(&[SHA_256, &value(0xa0, &[&sequence(&[])])])]);
    assert_eq!(malformed(&other), "a signed thing");
    // A number below 0.
    assert_eq!(malformed(&sequence(&[b"\x30\x03\x02\x01\xff"])), "a status");
}

#[test]
fn large_and_deep_answers_are_refused_at_once() {
    let large = vec![0x30; MAX_BYTES + 1];
    assert_eq!(fails(&large), Error::TooLarge { found: MAX_BYTES + 1, limit: MAX_BYTES });
    let mut deep = vec![];
    for _ in 0..5_000 {
        deep = sequence(&[&deep]);
    }
    assert!(matches!(fails(&deep), Error::Malformed { .. }));
    assert!(matches!(Token::parse(&deep), Err(Error::Malformed { .. })));
    // A length that is not there.
    assert!(matches!(fails(b"\x30\x84\xff\xff\xff\xff\x02"), Error::Malformed { .. }));
    assert!(matches!(fails(b"\x30\x80\x02\x01\x00\x00\x00"), Error::Malformed { .. }));
}

proptest! {
    #[test]
    fn nothing_panics(at in 0_usize..200, byte: u8, cut in 0_usize..300) {
        let mut answer = Stamp::good().answer();
        let at = at % answer.len();
        answer[at] = byte;
        answer.truncate(cut.max(1));
        if let Ok((bytes, token)) = QUERY.answered(&answer) {
            prop_assert_eq!(token.digest, QUERY.digest);
            prop_assert_eq!(Token::parse(&bytes), Ok(token));
        }
    }

    #[test]
    fn any_bytes_are_an_error(bytes: Vec<u8>) {
        prop_assert!(QUERY.answered(&bytes).is_err());
        prop_assert!(Token::parse(&bytes).is_err());
    }
}

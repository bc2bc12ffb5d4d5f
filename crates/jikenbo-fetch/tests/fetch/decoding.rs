//! Compressed bodies: what real servers send, and bombs.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use jikenbo_fetch::{Kind, MAX_ENCODINGS, decode};
use proptest::prelude::*;

use crate::server::{Server, ok};

const TEXT: &str = "社内サーバーへの不正アクセスについて社内サーバーへの不正アクセスについて社内サーバーへの不正アクセスについて";

/// [`TEXT`] in brotli.
const TEXT_BR: &str =
    "1ba100f88d94a9b91ee380ad37026be730cf778f4d19663e8b30a9974fa4184590b9fea688873829c4c160c5f266c38a1b1f5e18a010a003";

/// 200 MiB of zeros in brotli.
const BOMB_BR: &str = "cfffff7ff82700e2b14020f7fe9ffffffff04f00c4610180eefd3fffffffe19f0088c32200ddfb7ffeffffc33f0110870500baf7fffcffff877f02200e0b0074effff9ffff0fff04401c1600e8defff3ffff1ffe0980382c00d0bdffe7ffff3ffc1300715800a07bffcfffff7ff82700e2b00040f7fe9ffffffff04f00c4610180eefd3fffffffe19f0088c30200ddfb7ffeffffc33f0110870500baf7fff9ffff877f02200e0b0074efff00";

/// More than is ever given out here.
const BOMB: usize = 200 << 20;

const LIMIT: usize = 1 << 20;

fn hex(digits: &str) -> Vec<u8> {
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(byte).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// Writes so many zeros.
fn zeros(mut into: impl Write, count: usize) {
    let block = vec![0; 1 << 20];
    for _ in 0..count >> 20 {
        into.write_all(&block).expect("memory");
    }
}

fn names(encodings: &[&str]) -> Vec<String> {
    encodings.iter().map(|&name| name.to_owned()).collect()
}

/// The text in every content-coding that is known, and two within each other.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(TEXT.as_bytes()).expect("memory");
    let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
    bare.write_all(TEXT.as_bytes()).expect("memory");
    let zstd = zstd::encode_all(TEXT.as_bytes(), 3).expect("memory");
    let members = [gzip(&TEXT.as_bytes()[..51]), gzip(&TEXT.as_bytes()[51..])].concat();
    vec![
        ("identity", TEXT.as_bytes().to_vec()),
        ("gzip", gzip(TEXT.as_bytes())),
        ("X-GZip", members),
        ("br", hex(TEXT_BR)),
        ("deflate", zlib.finish().expect("memory")),
        ("deflate", bare.finish().expect("memory")),
        ("gzip, identity, gzip", gzip(&gzip(TEXT.as_bytes()))),
        ("br,gzip", gzip(&hex(TEXT_BR))),
        ("zstd", zstd),
    ]
}

#[tokio::test]
async fn every_coding_is_kept_as_it_came_and_decoded_on_demand() {
    for (name, body) in samples() {
        let answer = ok(&format!("Content-Encoding: {name}\r\n"), &body);
        let server = Server::new(move |_| answer.clone()).await;
        let fetched = server.get("/").await.expect("a page");
        assert_eq!(fetched.exchange.payload, body, "{name}");
        assert_eq!(fetched.decoded().expect("a text"), TEXT.as_bytes(), "{name}");
        assert!(server.asked()[0].head.contains("Accept-Encoding: gzip, br, zstd\r\n"));
    }
}

#[tokio::test]
async fn bombs_are_kept_small_and_not_unpacked() {
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    zeros(&mut gz, BOMB);
    let gz = gz.finish().expect("memory");
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zeros(&mut zlib, BOMB);
    let mut zst = zstd::Encoder::new(Vec::new(), 1).expect("memory");
    zeros(&mut zst, BOMB);
    let twice = gzip(&gz);
    let zlib = zlib.finish().expect("memory");
    let bombs =
        [("gzip, gzip", twice), ("gzip", gz), ("deflate", zlib), ("zstd", zst.finish().expect("memory")), ("br", hex(BOMB_BR))];
    for (name, bomb) in bombs {
        let answer = ok(&format!("Content-Encoding: {name}\r\n"), &bomb);
        let server = Server::new(move |_| answer.clone()).await;
        let fetched = server.get_with("/", |settings| settings.limits.decoded = LIMIT).await.expect("evidence");
        assert_eq!(fetched.exchange.payload, bomb, "{name}");
        assert_eq!(fetched.decoded().expect_err("a bomb").kind, Kind::DecodedLarge { limit: LIMIT }, "{name}");
    }
}

#[test]
fn a_large_middle_between_small_ends_is_a_bomb_too() {
    // Members without content: the middle is 20 bytes for each, the end is empty.
    let members = gzip(b"").repeat(LIMIT / 10);
    assert_eq!(decode(&names(&["gzip"]), &members, LIMIT), Ok(Vec::new()));
    assert_eq!(decode(&names(&["gzip", "gzip"]), &gzip(&members), LIMIT), Err(Kind::DecodedLarge { limit: LIMIT }));
}

#[test]
fn the_limit_itself_is_allowed() {
    for (names, bytes) in [(names(&[]), vec![7; 1000]), (names(&["gzip"]), gzip(&[7; 1000]))] {
        assert_eq!(decode(&names, &bytes, 1000), Ok(vec![7; 1000]));
        assert_eq!(decode(&names, &bytes, 999), Err(Kind::DecodedLarge { limit: 999 }));
    }
}

#[test]
fn windows_larger_than_a_coding_has_are_refused() {
    // Brotli's larger window: seven bits that mark it, then its size, 30 (a gigabyte).
    let brotli = decode(&names(&["br"]), &[0x11, 0x1e, 0, 0, 0], LIMIT);
    assert!(matches!(&brotli, Err(Kind::EncodingBroken { found, .. }) if found.contains("window")), "{brotli:?}");
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).expect("memory");
    encoder.set_parameter(zstd::zstd_safe::CParameter::WindowLog(27)).expect("a window");
    zeros(&mut encoder, 1 << 20);
    let zstd = decode(&names(&["zstd"]), &encoder.finish().expect("memory"), 64 << 20);
    assert!(matches!(zstd, Err(Kind::EncodingBroken { .. })), "{zstd:?}");
}

#[tokio::test]
async fn odd_codings_are_errors_and_the_evidence_stays() {
    let table = [
        ("gzip, gzip, gzip", Kind::EncodingsMany { found: 3, limit: MAX_ENCODINGS }),
        ("sdch", Kind::EncodingUnknown("sdch".to_owned())),
    ];
    for (name, expected) in table {
        let server = Server::new(move |_| ok(&format!("Content-Encoding: {name}\r\n"), b"abc")).await;
        let fetched = server.get("/").await.expect("evidence");
        assert_eq!(fetched.decoded().expect_err("an odd coding").kind, expected);
        assert_eq!(fetched.exchange.payload, &b"abc"[..]);
    }
    let server = Server::new(|_| ok("Content-Encoding: gzip\r\n", b"")).await;
    assert_eq!(server.get("/").await.expect("a page").decoded().expect("nothing"), &b""[..]);
}

#[test]
fn a_body_that_is_cut_or_spoilt_is_an_error_or_the_whole_text() {
    for (name, body) in samples() {
        let encodings: Vec<String> =
            name.split(',').map(|name| name.trim().to_ascii_lowercase()).filter(|name| name != "identity").collect();
        if encodings.is_empty() {
            continue;
        }
        for cut in 1..body.len() {
            let decoded = decode(&encodings, &body[..cut], LIMIT);
            // Between members a cut cannot be seen; nor can one after the inner coding's end, which is not read to.
            let member = |text: &Vec<u8>| name == "X-GZip" && **text == TEXT.as_bytes()[..51];
            let part = decoded.as_ref().is_ok_and(|text| text == TEXT.as_bytes() || member(text));
            assert!(part || matches!(decoded, Err(Kind::EncodingBroken { .. })), "{name} cut at {cut}: {decoded:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_bytes_give_an_error_or_at_most_the_limit(
        bytes: Vec<u8>,
        spoilt in any::<(prop::sample::Index, prop::sample::Index, u8)>(),
        first in prop::sample::select(vec!["gzip", "br", "zstd", "deflate"]),
        second in prop::option::of(prop::sample::select(vec!["gzip", "br", "zstd", "deflate"])),
    ) {
        let all = samples();
        let (_, mut sample) = spoilt.0.get(&all).clone();
        let at = spoilt.1.index(sample.len());
        sample[at] = spoilt.2;
        let encodings: Vec<String> = [Some(first), second].into_iter().flatten().map(str::to_owned).collect();
        for bytes in [bytes, sample] {
            if let Ok(decoded) = decode(&encodings, &bytes, 4096) {
                prop_assert!(decoded.len() <= 4096);
            }
        }
    }
}

//! Digests, and how archives write them: `sha256:` with hex, `sha1:` with base32.

use std::fmt;
use std::io::{self, Write};

use data_encoding::{BASE32, BASE32_NOPAD, BASE64, HEXLOWER, HEXLOWER_PERMISSIVE};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// A SHA-256. Shown as `sha256:` and 64 hexadecimal figures, as WARC and WACZ files of today write it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// 64 hexadecimal figures, without `sha256:`.
    #[must_use]
    pub fn hex(&self) -> String {
        HEXLOWER.encode(&self.0)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", self.hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The algorithms that archives use. What others there are (MD5) prove nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Sha1,
    Sha256,
}

/// A digest as an archive states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    pub(crate) algorithm: Algorithm,
    bytes: Vec<u8>,
}

impl Stated {
    /// `algorithm:value`, the value in hex, base32 or base64: the WARC standard leaves that open, and its length tells.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (name, value) = text.trim().split_once(':')?;
        let (algorithm, length) = match name.to_ascii_lowercase().as_str() {
            "sha1" | "sha-1" => (Algorithm::Sha1, 20),
            "sha256" | "sha-256" => (Algorithm::Sha256, 32),
            _ => return None,
        };
        let value = value.as_bytes();
        let upper = value.to_ascii_uppercase();
        let all = [HEXLOWER_PERMISSIVE.decode(value), BASE32.decode(&upper), BASE32_NOPAD.decode(&upper), BASE64.decode(value)];
        let bytes = all.into_iter().flatten().find(|bytes| bytes.len() == length)?;
        Some(Self { algorithm, bytes })
    }

    /// Whether it is this SHA-256.
    pub(crate) fn equals(&self, digest: &Digest) -> bool {
        self.algorithm == Algorithm::Sha256 && self.bytes == digest.0
    }

    pub(crate) fn is(&self, hash: &Hash) -> bool {
        self.algorithm == hash.algorithm() && hash.value() == self.bytes
    }
}

/// A digest in the making.
#[derive(Debug, Clone)]
pub(crate) enum Hash {
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Hash {
    pub(crate) fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Sha1 => Self::Sha1(Sha1::new()),
            Algorithm::Sha256 => Self::Sha256(Sha256::new()),
        }
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hash) => hash.update(bytes),
            Self::Sha256(hash) => hash.update(bytes),
        }
    }

    fn algorithm(&self) -> Algorithm {
        match self {
            Self::Sha1(_) => Algorithm::Sha1,
            Self::Sha256(_) => Algorithm::Sha256,
        }
    }

    fn value(&self) -> Vec<u8> {
        match self {
            Self::Sha1(hash) => hash.clone().finalize().to_vec(),
            Self::Sha256(hash) => hash.clone().finalize().to_vec(),
        }
    }
}

/// A writer that counts and hashes what passes through it.
#[derive(Debug)]
pub(crate) struct Hashing<W> {
    pub(crate) inner: W,
    hash: Sha256,
    count: u64,
}

impl<W> Hashing<W> {
    pub(crate) fn new(inner: W) -> Self {
        Self { inner, hash: Sha256::new(), count: 0 }
    }

    /// How many bytes have passed, and their digest.
    pub(crate) fn sum(&self) -> (u64, Digest) {
        (self.count, Digest(self.hash.clone().finalize().into()))
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.count += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// A short key for a name that comes from outside: as good as the name for comparing, and always of one size.
pub(crate) type Key = [u8; 16];

/// The key of some texts, one after the other.
pub(crate) fn key(parts: &[&str]) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut key = Key::default();
    key.copy_from_slice(&hash.finalize()[..16]);
    key
}

#[cfg(test)]
mod tests {
    use super::{Algorithm, Digest, Hash, Stated};

    #[test]
    fn a_digest_is_known_in_every_dress() {
        let empty = Hash::new(Algorithm::Sha256);
        let sha1 = Hash::new(Algorithm::Sha1);
        for (text, hash) in [
            ("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", &empty),
            ("SHA-256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", &empty),
            ("sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", &empty),
            ("sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====", &empty),
            ("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", &sha1),
            ("sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709", &sha1),
        ] {
            assert!(Stated::parse(text).unwrap().is(hash), "{text}");
        }
        for text in ["", "sha256:", "md5:d41d8cd98f00b204e9800998ecf8427e", "sha1:AAAA", "sha256:zz"] {
            assert_eq!(Stated::parse(text), None, "{text}");
        }
        assert!(Stated::parse(&Digest::of(b"").to_string()).unwrap().is(&empty));
    }
}

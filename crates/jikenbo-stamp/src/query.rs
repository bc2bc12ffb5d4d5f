//! What an authority is asked, and whether an answer is one to that.

use der::asn1::UintRef;
use der::{Encode, Tag};

use crate::token::SHA_256;
use crate::values::{Values, written};
use crate::{Error, Token};

/// The most characters of an authority's words that are passed on.
const MAX_WORDS: usize = 300;

/// A question to an authority: stamp this digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query {
    /// The SHA-256 that is to be stamped.
    pub digest: [u8; 32],
    /// A number by chance, which the answer repeats: so no answer to another query can be put in its place.
    pub nonce: [u8; 8],
}

impl Query {
    /// The query as it is sent (`TimeStampReq`, RFC 3161, 2.4.1). It asks for the authority's certificate too, so that the token can
    /// be verified when the authority is long gone.
    ///
    /// # Errors
    ///
    /// None that could be met: the writer's own.
    pub fn to_der(&self) -> Result<Vec<u8>, Error> {
        let parts = || -> Result<Vec<u8>, der::Error> {
            let algorithm = [SHA_256.to_der()?, written(Tag::Null, &[])?].concat();
            let imprint = [written(Tag::Sequence, &algorithm)?, written(Tag::OctetString, &self.digest)?].concat();
            let nonce = UintRef::new(&self.nonce)?.to_der()?;
            let all = [1_u8.to_der()?, written(Tag::Sequence, &imprint)?, nonce, true.to_der()?].concat();
            written(Tag::Sequence, &all)
        };
        parts().map_err(|error| Error::Malformed { expected: "a query", found: error.to_string() })
    }

    /// Reads an answer (`TimeStampResp`, RFC 3161, 2.4.2): the token's bytes, and what it says. It was granted, and it is on this
    /// digest with this nonce.
    ///
    /// # Errors
    ///
    /// Every [`Error`].
    pub fn answered(&self, answer: &[u8]) -> Result<(Vec<u8>, Token), Error> {
        let mut outer = Values::of(answer)?;
        let mut values = outer.sequence("an answer")?;
        outer.end("an answer")?;
        granted(values.sequence("a status")?)?;
        if values.is_empty() {
            return Err(Error::Malformed { expected: "a token", found: "the end".to_owned() });
        }
        let bytes = values.whole("a token")?;
        values.end("a token")?;
        let token = Token::parse(bytes)?;
        token.is_on(&self.digest)?;
        let start = self.nonce.iter().take_while(|byte| **byte == 0).count().min(self.nonce.len() - 1);
        if token.nonce.as_deref() != Some(&self.nonce[start..]) {
            return Err(Error::OtherNonce);
        }
        Ok((bytes.to_vec(), token))
    }
}

/// `PKIStatusInfo`: granted (0), or granted with modifications (1).
fn granted(mut status: Values<'_>) -> Result<(), Error> {
    let found = status.small("a status")?;
    if found <= 1 {
        return Ok(());
    }
    let mut words = String::new();
    if let Some(texts) = status.optional(Tag::Sequence, "words")? {
        let mut texts = Values::of(texts)?;
        while words.chars().count() < MAX_WORDS
            && let Some(text) = texts.optional(Tag::Utf8String, "words")?
        {
            let text = String::from_utf8_lossy(text);
            words.extend(text.chars().take(MAX_WORDS).map(|c| if c.is_control() { ' ' } else { c }));
        }
    }
    Err(Error::Refused { status: found, words })
}

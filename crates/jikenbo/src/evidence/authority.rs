//! Asking a time-stamping authority, over HTTP (RFC 3161, 3.4).

use jikenbo_fetch::{Fetcher, Post, Request};
use jikenbo_stamp::{ANSWER_KIND, MAX_BYTES, QUERY_KIND, Query, Token};

use super::Error;

/// A time stamp that was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// The authority's whole answer, as it came.
    pub answer: Vec<u8>,
    /// The token in it.
    pub token: Vec<u8>,
    /// What the token says.
    pub says: Token,
}

/// Asks an authority to stamp a SHA-256. The answer is one to this question: granted, on this digest, with this nonce. Whether the
/// authority is to be trusted, its signature has to show.
///
/// # Errors
///
/// [`Error::Fetch`] if it does not answer or may not be asked, [`Error::Authority`] for another status or kind of content,
/// [`Error::Stamp`] for what is no answer to this question.
pub async fn ask(fetcher: &Fetcher, authority: &str, digest: [u8; 32]) -> Result<Stamped, Error> {
    let mut nonce = [0; 8];
    getrandom::fill(&mut nonce).map_err(|error| Error::Chance(error.to_string()))?;
    let query = Query { digest, nonce };
    let wrong = |error| Error::Stamp { address: authority.to_owned(), error };
    let question = query.to_der().map_err(wrong)?;
    let mut request = Request::new(authority);
    request.kinds = vec![ANSWER_KIND.to_owned()];
    request.max_encoded = Some(MAX_BYTES);
    request.post = Some(Post { kind: QUERY_KIND.to_owned(), bytes: question.into() });
    let fetched = fetcher.fetch(&request).await.map_err(|error| Error::Fetch(Box::new(error)))?;
    let other = |expected, found| Error::Authority { address: authority.to_owned(), expected, found };
    let head = &fetched.exchange.head;
    if head.status != 200 {
        return Err(other("the status 200", head.status.to_string()));
    }
    // Another kind was refused before its body was read.
    if head.get("content-type").is_none() {
        return Err(other("a Content-Type", "none".to_owned()));
    }
    let answer = fetched.decoded().map_err(|error| Error::Fetch(Box::new(error)))?.into_owned();
    let (token, says) = query.answered(&answer).map_err(wrong)?;
    Ok(Stamped { answer, token, says })
}

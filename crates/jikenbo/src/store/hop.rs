//! The redirects on the way to an answer, as a look keeps them: a list in JSON.

use serde::Deserialize;

use super::timestamp;

/// A redirect on the way.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Hop {
    /// The address that answered with it.
    pub address: String,
    /// The network address that was connected to.
    pub remote: String,
    /// When its answer was complete (UTC).
    pub at: String,
    /// The request's head as it was sent, a letter a byte.
    pub request: String,
    /// The answer's head as it came, a letter a byte.
    pub response: String,
}

/// The text, if it is what a look keeps: otherwise the evidence of the redirects would be lost without a word.
pub(super) fn checked_hops(text: String) -> Result<String, String> {
    let hops: Vec<Hop> = serde_json::from_str(&text)
        .map_err(|error| format!("expected a list of redirects in JSON, found another text: {error}"))?;
    let fits = |hop: &&Hop| hop.at.parse().is_ok_and(|at| timestamp(at) == hop.at);
    match hops.iter().find(|hop| !fits(hop)) {
        Some(hop) => Err(format!("expected a time (UTC, to the millisecond), found {:?}", hop.at)),
        None => Ok(text),
    }
}

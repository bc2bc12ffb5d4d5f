//! Time stamps of RFC 3161: an authority signs that it saw a digest at a time.
//!
//! ```text
//! digest + nonce → Query → bytes → (the authority) → bytes → Query::answered → token → Token: of which digest, when
//! ```
//!
//! The crate is pure: whoever uses it asks the authority. It reads what a token says and compares it with what was asked. It does
//! **not** verify the signature, for which certificates, their chains and revocation lists are needed: OpenSSL does that
//! (`openssl ts -verify`).

mod error;
mod query;
mod token;
mod values;

pub use error::Error;
pub use query::Query;
pub use token::Token;

/// The most bytes of an answer, or of a token, that are read. With a chain of certificates they have some 5,000; nobody's has more
/// than a tenth of this.
pub const MAX_BYTES: usize = 256 << 10;

/// The kind of content of a query over HTTP (RFC 3161, 3.4).
pub const QUERY_KIND: &str = "application/timestamp-query";

/// The kind of content of an answer over HTTP (RFC 3161, 3.4).
pub const ANSWER_KIND: &str = "application/timestamp-reply";

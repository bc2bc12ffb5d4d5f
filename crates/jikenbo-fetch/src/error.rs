//! Why a page could not be fetched.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;

use crate::Refused;

/// The longest stretch of another's words in a message, in characters.
const MAX_TOLD: usize = 200;

/// The longest address that is kept with an error, in characters.
const MAX_ADDRESS: usize = 8192;

/// Why a page could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The address that failed; after a redirect not the one that was asked for.
    pub address: String,
    /// What failed.
    pub kind: Kind,
}

/// What failed. Every limit has a kind of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The address may not be fetched from, as written, as looked up, or as connected to.
    Refused(Refused),
    /// The name could not be looked up (what the system says).
    Name(String),
    /// More addresses for one name than any real host has.
    AnswersMany {
        /// Addresses found.
        found: usize,
        /// Addresses allowed.
        limit: usize,
    },
    /// No connection (what the system says).
    Connect(String),
    /// No secure connection: the certificate does not hold, or no common protocol (what the library says).
    Tls(String),
    /// Look-up and connection took too long.
    ConnectSlow {
        /// Time allowed.
        limit: Duration,
    },
    /// The head of the answer was not there in time.
    AnswerSlow {
        /// Time allowed.
        limit: Duration,
        /// Bytes that did come.
        found: usize,
    },
    /// Nothing came for too long within the body.
    BodyIdle {
        /// Time allowed between bytes.
        limit: Duration,
        /// Bytes of the body that did come.
        found: usize,
    },
    /// All hops together took too long, waiting for one's turn not counted.
    TotalSlow {
        /// Time allowed.
        limit: Duration,
    },
    /// The answer's head, or what stands before it, is too large.
    HeadLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// The answer has too many headers.
    HeadersMany {
        /// Headers allowed.
        limit: usize,
    },
    /// The body, as transferred, is too large.
    EncodedLarge {
        /// Bytes that the head announced, if that was already too much.
        announced: Option<u64>,
        /// Bytes allowed.
        limit: usize,
    },
    /// The body is cut into so small chunks that these take more bytes than the body may.
    FramingLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// The body is too large once decoded: a bomb, or a real giant.
    DecodedLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// More content-codings, one within the other, than any real server uses.
    EncodingsMany {
        /// Codings found.
        found: usize,
        /// Codings allowed.
        limit: usize,
    },
    /// A content-coding that was not asked for and is not known.
    EncodingUnknown(String),
    /// The body is not in the content-coding that its head names.
    EncodingBroken {
        /// The coding.
        encoding: String,
        /// What the decoder says.
        found: String,
    },
    /// Too many redirects.
    RedirectsMany {
        /// Redirects allowed.
        limit: usize,
    },
    /// A redirect to an address that was already visited.
    RedirectLoop,
    /// The connection ended before the answer did.
    Truncated {
        /// Bytes that the head announced.
        expected: Option<u64>,
        /// Bytes of the body that came; none if not even the head was whole.
        found: usize,
    },
    /// Not an answer in HTTP/1 (what the parser says).
    Protocol(String),
    /// The connection broke (what the system says).
    Broken(String),
    /// The answer is of another kind than was asked for.
    Unwanted {
        /// The kind that the answer names.
        found: String,
        /// The kinds that were asked for.
        expected: String,
    },
    /// The site's robots.txt asks not to fetch this address.
    Robots,
    /// The site's robots.txt cannot be had, so that nothing may be fetched for now (RFC 9309, 2.3.1.4).
    RobotsUnknown(String),
    /// The host asked to be left alone for longer than is waited.
    Later {
        /// When it may be asked again.
        until: Timestamp,
    },
}

impl Error {
    /// An error at an address, which is cut if it is of no real length.
    pub(crate) fn new(address: &str, kind: impl Into<Kind>) -> Self {
        Self { address: address.chars().take(MAX_ADDRESS).collect(), kind: kind.into() }
    }

    /// Whether the same fetch may succeed later, with nothing changed on this side.
    pub fn is_passing(&self) -> bool {
        matches!(
            self.kind,
            Kind::Name(_)
                | Kind::Connect(_)
                | Kind::ConnectSlow { .. }
                | Kind::AnswerSlow { .. }
                | Kind::BodyIdle { .. }
                | Kind::TotalSlow { .. }
                | Kind::Truncated { .. }
                | Kind::Broken(_)
                | Kind::RobotsUnknown(_)
                | Kind::Later { .. }
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address came from outside: it may hold what moves a terminal's cursor.
        write!(f, "{}: {}", tell(&self.address), self.kind)
    }
}

impl std::error::Error for Error {}

impl From<Refused> for Kind {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => refused.fmt(f),
            Self::Name(why) => write!(f, "expected an address for the name, found none: {why}"),
            Self::AnswersMany { found, limit } => write!(f, "expected at most {limit} addresses for the name, found {found}"),
            Self::Connect(why) => write!(f, "expected a connection, found none: {why}"),
            Self::Tls(why) => write!(f, "expected a secure connection, found none: {why}"),
            Self::Truncated { expected: Some(expected), found } => {
                write!(f, "expected a body of {expected} bytes, found its end after {found}")
            }
            Self::Truncated { expected: None, found } => write!(f, "expected a whole answer, found its end after {found} bytes"),
            Self::Protocol(why) => write!(f, "expected an answer in HTTP/1, found something else: {why}"),
            Self::Broken(why) => write!(f, "expected an answer, found a broken connection: {why}"),
            Self::Unwanted { found, expected } => write!(f, "expected {expected}, found {found}"),
            Self::Robots => write!(f, "expected robots.txt to allow this, found that it does not"),
            Self::RobotsUnknown(why) => write!(f, "expected the site's robots.txt, found none to go by for now: {why}"),
            Self::Later { until } => write!(f, "expected a turn, found that the host asks to be left alone until {until}"),
            Self::ConnectSlow { limit } => write!(f, "expected a connection within {limit:?}, found none"),
            Self::AnswerSlow { limit, found: 0 } => write!(f, "expected an answer within {limit:?}, found none"),
            Self::AnswerSlow { limit, found } => {
                write!(f, "expected the answer's head within {limit:?}, found {found} bytes without its end")
            }
            Self::BodyIdle { limit, found } => {
                write!(f, "expected bytes at least every {limit:?}, found silence after {found} bytes")
            }
            Self::TotalSlow { limit } => write!(f, "expected the whole answer within {limit:?}, found no end"),
            Self::HeadLarge { limit } => write!(f, "expected a head of at most {limit} bytes, found more"),
            Self::HeadersMany { limit } => write!(f, "expected at most {limit} headers, found more"),
            Self::EncodedLarge { announced: Some(found), limit } => {
                write!(f, "expected a body of at most {limit} bytes, found {found} announced")
            }
            Self::EncodedLarge { announced: None, limit } => write!(f, "expected a body of at most {limit} bytes, found more"),
            Self::FramingLarge { limit } => write!(f, "expected at most {limit} bytes with the marks of chunks, found more"),
            Self::DecodedLarge { limit } => write!(f, "expected at most {limit} bytes once decoded, found more"),
            Self::EncodingsMany { found, limit } => write!(f, "expected at most {limit} content-codings, found {found}"),
            Self::EncodingUnknown(found) => write!(f, "expected gzip, br, zstd or deflate, found content-coding {found}"),
            Self::EncodingBroken { encoding, found } => write!(f, "expected a body in {encoding}, found what is none: {found}"),
            Self::RedirectsMany { limit } => write!(f, "expected at most {limit} redirects, found more"),
            Self::RedirectLoop => write!(f, "expected an end of redirects, found an address that was already visited"),
        }
    }
}

/// Another's words as they may stand in a message: escaped, and cut.
pub(crate) fn tell(words: &str) -> String {
    let mut told: String = words.chars().take(MAX_TOLD).flat_map(char::escape_debug).collect();
    if words.chars().nth(MAX_TOLD).is_some() {
        told.push('…');
    }
    told
}

/// What an error of a library says, with its causes.
pub(crate) fn causes(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    for _ in 0..8 {
        let Some(this) = cause else { break };
        let words = this.to_string();
        // Many libraries repeat the cause in their own words.
        if !told.contains(&words) {
            told = format!("{told}: {words}");
        }
        cause = this.source();
    }
    tell(&told)
}

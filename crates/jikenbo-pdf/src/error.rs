//! Why a document gives no notice.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a document gives no notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Error {
    /// Not a PDF document.
    NotPdf,
    /// A PDF document too broken to be read (what the library says).
    Broken(String),
    /// A password is needed to open it.
    Encrypted,
    /// Pages, but no text on them: pictures of a scanned paper.
    NoText {
        /// How many pages.
        pages: usize,
    },
    /// Text, but not of any language: a font that does not say what its glyphs mean.
    Garbage {
        /// Characters that stand in no text.
        odd: usize,
        /// Characters in all.
        total: usize,
    },
    /// A font under a character map that is not read (which).
    Font(String),
    /// Larger than can be read.
    TooLarge {
        /// Bytes found.
        found: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// More pages than can be read.
    TooManyPages {
        /// Pages found.
        found: usize,
        /// Pages allowed.
        limit: usize,
    },
    /// More objects than can be read.
    TooManyObjects {
        /// Objects found.
        found: usize,
        /// Objects allowed.
        limit: usize,
    },
    /// A stream that is larger, decompressed, than can be read.
    StreamTooLarge {
        /// Bytes allowed.
        limit: usize,
    },
    /// Arrays, dictionaries or forms nested deeper than can be read.
    TooDeep {
        /// Depth allowed.
        limit: usize,
    },
    /// More characters or drawn rules than can be read.
    TooManyMarks {
        /// Characters and rules allowed.
        limit: usize,
    },
    /// Reading took longer than it may.
    TooSlow {
        /// Milliseconds allowed.
        limit: u64,
    },
    /// Reading took more memory than it may.
    TooMuchMemory {
        /// Bytes allowed.
        limit: u64,
    },
    /// The process that read it ended without an answer (what is known of its end).
    Crashed(String),
    /// The process that reads could not be started, or spoken with (why).
    Process(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPdf => write!(f, "expected a PDF document, found no \"%PDF-\" at its start"),
            Self::Broken(what) => write!(f, "expected a whole PDF document, found a broken one: {what}"),
            Self::Encrypted => write!(f, "expected a PDF document that opens without a password, found an encrypted one"),
            Self::NoText { pages } => write!(f, "expected text, found {pages} pages that have no text (a scan?)"),
            Self::Garbage { odd, total } => {
                write!(
                    f,
                    "expected readable text, found {odd} of {total} characters that belong to no text: the fonts do not say what their glyphs mean"
                )
            }
            Self::Font(cmap) => write!(f, "expected fonts whose codes can be read, found one under {cmap}"),
            Self::TooLarge { found, limit } => {
                write!(f, "larger than the limit: found {found} bytes, expected at most {limit}")
            }
            Self::TooManyPages { found, limit } => {
                write!(f, "more than the limit: found {found} pages, expected at most {limit}")
            }
            Self::TooManyObjects { found, limit } => {
                write!(f, "more than the limit: found {found} objects, expected at most {limit}")
            }
            Self::StreamTooLarge { limit } => {
                write!(f, "larger than the limit: found a stream of over {limit} bytes when decompressed")
            }
            Self::TooDeep { limit } => {
                write!(f, "deeper than the limit: found objects nested more than {limit} deep")
            }
            Self::TooManyMarks { limit } => {
                write!(f, "more than the limit: found over {limit} characters and rules")
            }
            Self::TooSlow { limit } => write!(f, "slower than the limit: reading took more than {limit} ms"),
            Self::TooMuchMemory { limit } => {
                write!(f, "larger than the limit: reading took more than {limit} bytes of memory")
            }
            Self::Crashed(what) => write!(f, "expected an answer from the process that reads PDF documents, found {what}"),
            Self::Process(what) => write!(f, "the process that reads PDF documents could not be run: {what}"),
        }
    }
}

impl std::error::Error for Error {}

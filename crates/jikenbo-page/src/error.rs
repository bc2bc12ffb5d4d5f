//! Why a page gives no notices.

use std::fmt;

/// Why a page gives no notices.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// No bytes, or only blanks.
    Empty,
    /// Neither HTML nor text (what it looks like).
    Binary(String),
    /// Larger than can be read.
    TooLarge {
        /// Bytes found.
        found: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Elements, or mails in mails, nested deeper than can be read.
    TooDeep {
        /// Depth allowed.
        limit: usize,
    },
    /// More elements and texts than can be read.
    TooManyNodes {
        /// Nodes allowed.
        limit: usize,
    },
    /// More attributes on one element than any real page has.
    TooManyAttributes {
        /// Attributes allowed.
        limit: usize,
    },
    /// More parts in a mail than can be read.
    TooManyParts {
        /// Parts allowed.
        limit: usize,
    },
    /// No header of a mail.
    NotMail,
    /// A mail whose parts do not fit together.
    BrokenMail,
    /// Text, but no notice in it.
    NoNotice,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "expected a page, found nothing but blanks"),
            Self::Binary(what) => write!(f, "expected HTML or plain text, found {what}"),
            Self::TooLarge { found, limit } => {
                write!(f, "larger than the limit: found {found} bytes, expected at most {limit}")
            }
            Self::TooDeep { limit } => {
                write!(f, "deeper than the limit: found parts nested more than {limit} deep")
            }
            Self::TooManyNodes { limit } => {
                write!(f, "more than the limit: found over {limit} elements and texts in one page")
            }
            Self::TooManyAttributes { limit } => {
                write!(f, "more than the limit: found over {limit} attributes on one element")
            }
            Self::TooManyParts { limit } => {
                write!(f, "more than the limit: found over {limit} parts in one mail")
            }
            Self::NotMail => write!(f, "expected an e-mail, found no header of one"),
            Self::BrokenMail => write!(f, "expected a whole e-mail, found one whose parts do not fit together"),
            Self::NoNotice => write!(f, "expected a notice, found a page with only navigation or no text"),
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn messages_say_what_was_expected_and_found() {
        let message = |error: Error| error.to_string();
        assert_eq!(message(Error::Binary("a PDF document".into())), "expected HTML or plain text, found a PDF document");
        assert_eq!(
            message(Error::TooLarge { found: 52_428_800, limit: 16_777_216 }),
            "larger than the limit: found 52428800 bytes, expected at most 16777216"
        );
    }
}

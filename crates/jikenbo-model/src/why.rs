//! Why something that was seen is no fact: every reason there is, so that each can be told in more than one language.

use std::fmt;
use std::str::FromStr;

use crate::Code;

/// Why something that was seen is no fact. As text it is the `why` of a [`Doubt`](crate::Doubt): English, for logs and JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// A figure, and nothing near it says what it counts.
    NothingCounted,
    /// A date that the text before it does not resolve.
    NoSuchDate,
    /// Other words of the same text say something else, and those are kept.
    Other {
        /// What these words say.
        code: Code,
        /// What is kept.
        kept: Code,
        /// By what it was preferred.
        by: Preferred,
    },
    /// What these words say does not fit what else the notice tells.
    DoesNotFit(Code),
    /// More finds of a key than are read.
    TooMany {
        /// So many are read.
        read: usize,
    },
    /// A text longer than what is read of one.
    TooLong {
        /// Bytes of the text.
        bytes: usize,
        /// So many of them, from the beginning, are read.
        read: usize,
    },
}

/// By what one reading was preferred to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preferred {
    /// A word that refers to an earlier notice decides.
    Earlier,
    /// What happened decides.
    Happened,
    /// Who told first is kept.
    First,
    /// The stronger statement is kept.
    Stronger,
}

impl Preferred {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Earlier, Self::Happened, Self::First, Self::Stronger];

    const fn words(self) -> &'static str {
        match self {
            Self::Earlier => "a word that refers to an earlier notice decides",
            Self::Happened => "what happened decides",
            Self::First => "who told first is kept",
            Self::Stronger => "the stronger statement is kept",
        }
    }
}

const NOTHING_COUNTED: &str = "nothing near the figure says what it counts";
const NO_SUCH_DATE: &str = "the date cannot be resolved from the text before it";

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingCounted => f.write_str(NOTHING_COUNTED),
            Self::NoSuchDate => f.write_str(NO_SUCH_DATE),
            Self::Other { code, kept, by } => write!(f, "\"{code}\" by these words, \"{kept}\" by others: {}", by.words()),
            Self::DoesNotFit(code) => {
                write!(f, "\"{code}\" by these words alone; it does not fit what else the notice tells")
            }
            Self::TooMany { read } => write!(f, "only the first {read} finds of this key are read"),
            Self::TooLong { bytes, read } => {
                write!(f, "the text is {bytes} bytes long, and only the first {read} are read")
            }
        }
    }
}

/// A text that is no reason of the reader's, such as one that a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoReason;

impl fmt::Display for NoReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a reason that the reader gives, found other words")
    }
}

impl std::error::Error for NoReason {}

/// A casebook keeps reasons as text: this is how they are known again.
impl FromStr for Why {
    type Err = NoReason;

    fn from_str(text: &str) -> Result<Self, NoReason> {
        let number = |text: &str| text.parse::<usize>().ok();
        let known = match text {
            NOTHING_COUNTED => Some(Self::NothingCounted),
            NO_SUCH_DATE => Some(Self::NoSuchDate),
            _ => None,
        };
        let other = || {
            let (code, rest) = text.strip_prefix('"')?.split_once("\" by these words, \"")?;
            let (kept, by) = rest.split_once("\" by others: ")?;
            let by = Preferred::ALL.into_iter().find(|way| way.words() == by)?;
            Some(Self::Other { code: code.into(), kept: kept.into(), by })
        };
        let unfit = || {
            let code =
                text.strip_prefix('"')?.strip_suffix("\" by these words alone; it does not fit what else the notice tells")?;
            Some(Self::DoesNotFit(code.into()))
        };
        let many = || {
            let read = text.strip_prefix("only the first ")?.strip_suffix(" finds of this key are read")?;
            Some(Self::TooMany { read: number(read)? })
        };
        let long = || {
            let (bytes, read) = text.strip_prefix("the text is ")?.split_once(" bytes long, and only the first ")?;
            Some(Self::TooLong { bytes: number(bytes)?, read: number(read.strip_suffix(" are read")?)? })
        };
        known.or_else(other).or_else(unfit).or_else(many).or_else(long).ok_or(NoReason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_known_again_by_its_words() {
        let mut all = vec![
            Why::NothingCounted,
            Why::NoSuchDate,
            Why::DoesNotFit("malware".into()),
            Why::TooMany { read: 1000 },
            Why::TooLong { bytes: 5_000_000, read: 4_194_304 },
        ];
        all.extend(Preferred::ALL.map(|by| Why::Other { code: "none_found".into(), kept: "confirmed".into(), by }));
        for why in all {
            assert_eq!(why.to_string().parse(), Ok(why));
        }
        for other in ["", "no date before it", "\"x\" by these words", "only the first many finds of this key are read"] {
            assert_eq!(other.parse::<Why>(), Err(NoReason), "{other}");
        }
    }
}

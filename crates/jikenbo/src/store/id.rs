//! Ids of cases and notices: short, permanent, speakable. `docs/ids.md` tells people about them.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Digits and capitals without I, L, O and U: what is mistaken for another is not used.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Kind letter, six letters, check letter.
const LEN: usize = 8;

/// The id of a case: `C7GH-2WMX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId([u8; LEN]);

/// The id of a notice: `N9XW-0RTJ`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoticeId([u8; LEN]);

/// The id of either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Id {
    /// A case.
    Case(CaseId),
    /// A notice.
    Notice(NoticeId),
}

/// A notice and the case it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ids {
    /// The case.
    pub case: CaseId,
    /// The notice.
    pub notice: NoticeId,
}

/// Text that is no id: what was expected and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdError {
    /// Not of an id's form.
    Form(String),
    /// Of an id's form, but the check letter does not fit.
    Check(String),
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(found) => write!(f, "expected the id of a case (like C7GH-2WMX) or of a notice (N…), found {found:?}"),
            Self::Check(found) => write!(f, "{found:?} is no id: its last letter does not fit the others, so it is mistyped"),
        }
    }
}

impl std::error::Error for IdError {}

/// Multiplies by x in GF(32) = GF(2)[x] / (x⁵ + x² + 1).
const fn times_x(a: u8) -> u8 {
    let doubled = a << 1;
    if doubled & 0b10_0000 == 0 { doubled } else { (doubled ^ 0b10_0101) & 0b1_1111 }
}

/// The check value: Σ xⁱ·vᵢ (Horner). Every place has another weight, so a wrong letter and two swapped ones both show.
fn check(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, v| times_x(sum ^ v))
}

fn value(letter: u8) -> u8 {
    LETTERS.iter().position(|l| *l == letter).unwrap_or(0) as u8
}

fn derive(kind: u8, seed: &str, attempt: u32) -> [u8; LEN] {
    let hash = Sha256::digest(format!("{}\n{seed}\n{attempt}", char::from(kind)));
    let mut values = [0; LEN];
    values[0] = value(kind);
    for (to, from) in values[1..LEN - 1].iter_mut().zip(hash.iter()) {
        *to = from & 0b1_1111;
    }
    values[LEN - 1] = check(&values[..LEN - 1]);
    values.map(|v| LETTERS[usize::from(v)])
}

/// Folds what people type: any case, full-width, blanks and hyphens anywhere, O for 0, I and L for 1.
fn letters(text: &str) -> Option<[u8; LEN]> {
    use unicode_normalization::UnicodeNormalization;
    let mut out = [0; LEN];
    let mut n = 0;
    for c in text.nfkc().flat_map(char::to_uppercase).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '−' | 'ー' | '–'))
    {
        let c = match c {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        let byte = u8::try_from(c).ok().filter(|b| LETTERS.contains(b))?;
        *out.get_mut(n)? = byte;
        n += 1;
    }
    (n == LEN).then_some(out)
}

fn parse(text: &str) -> Result<[u8; LEN], IdError> {
    let letters = letters(text).filter(|l| matches!(l[0], b'C' | b'N')).ok_or_else(|| IdError::Form(text.to_owned()))?;
    let values = letters.map(value);
    let fits = check(&values[..LEN - 1]) == values[LEN - 1];
    fits.then_some(letters).ok_or_else(|| IdError::Check(text.to_owned()))
}

fn write(letters: &[u8; LEN], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = String::with_capacity(LEN + 1);
    for (n, letter) in letters.iter().enumerate() {
        if n == LEN / 2 {
            text.push('-');
        }
        text.push(char::from(*letter));
    }
    f.pad(&text)
}

impl CaseId {
    /// The id of a case that begins with the text of this hash; `attempt` counts up where an id is already taken.
    #[must_use]
    pub fn derive(text_hash: &str, attempt: u32) -> Self {
        Self(derive(b'C', text_hash, attempt))
    }
}

impl NoticeId {
    /// The id of a notice whose first text has this hash; `attempt` counts up where an id is already taken.
    #[must_use]
    pub fn derive(text_hash: &str, attempt: u32) -> Self {
        Self(derive(b'N', text_hash, attempt))
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let letters = parse(text)?;
        Ok(if letters[0] == b'C' { Self::Case(CaseId(letters)) } else { Self::Notice(NoticeId(letters)) })
    }
}

impl FromStr for CaseId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.parse()? {
            Id::Case(id) => Ok(id),
            Id::Notice(_) => Err(IdError::Form(text.to_owned())),
        }
    }
}

impl FromStr for NoticeId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.parse()? {
            Id::Notice(id) => Ok(id),
            Id::Case(_) => Err(IdError::Form(text.to_owned())),
        }
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(&self.0, f)
    }
}

impl fmt::Display for NoticeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(&self.0, f)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(id) => id.fmt(f),
            Self::Notice(id) => id.fmt(f),
        }
    }
}

impl serde::Serialize for CaseId {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl serde::Serialize for NoticeId {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_is_read_as_people_type_it() {
        let id = CaseId::derive("seed", 0);
        let text = id.to_string();
        assert_eq!(text.len(), 9);
        for typed in [text.clone(), text.to_lowercase(), text.replace('-', ""), text.replace('-', " "), format!(" {text} ")] {
            assert_eq!(typed.parse::<CaseId>(), Ok(id), "{typed}");
        }
        let wide: String =
            text.chars().map(|c| if c == '-' { '－' } else { char::from_u32(c as u32 + 0xFEE0).unwrap() }).collect();
        assert_eq!(wide.parse::<CaseId>(), Ok(id));
        assert_eq!("C0L1-O0I0".parse::<Id>().is_err(), "C011-0010".parse::<Id>().is_err());
    }

    #[test]
    fn what_is_no_id_is_told_apart_from_a_mistyped_one() {
        assert!(matches!("事件".parse::<Id>(), Err(IdError::Form(_))));
        assert!(matches!("".parse::<Id>(), Err(IdError::Form(_))));
        let id = NoticeId::derive("seed", 0).to_string();
        assert!(matches!(id.parse::<CaseId>(), Err(IdError::Form(_))));
        let other = if id.ends_with('0') { "1" } else { "0" };
        assert!(matches!(format!("{}{other}", &id[..8]).parse::<Id>(), Err(IdError::Check(_))));
    }

    proptest! {
        #[test]
        fn one_wrong_letter_or_two_swapped_are_seen(seed in ".{0,8}", at in 0usize..8, to in 0usize..8, letter in 0usize..32) {
            let id = NoticeId::derive(&seed, 0).0;
            let refused = |letters: [u8; LEN]| letters == id || parse(std::str::from_utf8(&letters).unwrap()).is_err();
            let mut wrong = id;
            wrong[at] = LETTERS[letter];
            prop_assert!(refused(wrong));
            let mut swapped = id;
            swapped.swap(at, to);
            prop_assert!(refused(swapped));
        }
    }
}

//! The years of the Japanese eras: 令和4年, 平成元年, R4.10.18.

use super::number::small;
use super::text::Text;

/// An era of modern Japan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    Reiwa,
    Heisei,
    Showa,
    Taisho,
    Meiji,
}

/// An era, its name, and its letter if dates are still written by it.
const ERAS: [(Era, &str, Option<u8>); 5] = [
    (Era::Reiwa, "令和", Some(b'R')),
    (Era::Heisei, "平成", Some(b'H')),
    (Era::Showa, "昭和", Some(b'S')),
    (Era::Taisho, "大正", None),
    (Era::Meiji, "明治", None),
];

impl Era {
    /// The Gregorian year of the era's year `year`. Heisei is let run on: papers of its time name 平成32年.
    pub(super) fn year(self, year: u32) -> Option<i16> {
        let (before, most) = match self {
            Self::Reiwa => (2018, 80),
            Self::Heisei => (1988, 40),
            Self::Showa => (1925, 64),
            Self::Taisho => (1911, 15),
            Self::Meiji => (1867, 45),
        };
        (1..=most).contains(&year).then(|| before + year as i16)
    }
}

/// Whether an era's name may begin with `c`.
pub(super) fn begins(c: char) -> bool {
    matches!(c, '令' | '平' | '昭' | '大' | '明')
}

/// An era's year without its 年: 令和4, 平成元.
pub(super) fn named(t: Text, at: usize) -> Option<(i16, Era, usize)> {
    let (era, end) = ERAS.iter().find_map(|&(era, name, _)| Some((era, t.eat(at, name)?)))?;
    numbered(t, era, t.blanks(end))
}

/// The same by its letter: R4.
pub(super) fn lettered(t: Text, at: usize) -> Option<(i16, Era, usize)> {
    let era = ERAS.iter().find(|(_, _, letter)| *letter == Some(t.byte(at))).map(|(era, _, _)| *era)?;
    let apart = t.prev(at).is_none_or(|c| !c.is_ascii_alphanumeric() && c != '_');
    // S3.2.1 is a version sooner than a day of 1928
    numbered(t, era, at + 1).filter(|(year, _, _)| apart && *year > 1944)
}

/// The year of an era by its number; the first is written 元.
fn numbered(t: Text, era: Era, at: usize) -> Option<(i16, Era, usize)> {
    if let Some(end) = t.eat(at, "元") {
        return Some((era.year(1)?, era, end));
    }
    let number = small(t, at).filter(|number| number.value < 100)?;
    Some((era.year(number.value)?, era, number.end))
}

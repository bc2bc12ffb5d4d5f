//! Checking a package, whoever made it.

use std::io::{Read, Seek};

use jikenbo_archive::{Limits, Report};
use jikenbo_stamp::Token;

use super::Error;

/// What checking a package found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What its files, records and lists say of each other.
    pub report: Report,
    /// What its time stamp says, if it has one: it is on the digest of `datapackage.json`. Its signature is not verified by this.
    pub stamp: Option<Token>,
    /// What does not hold, in words; further faults of the report are only counted there.
    pub faults: Vec<String>,
}

impl Checked {
    /// Whether everything holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && self.report.unnamed == 0
    }
}

/// Makes every digest of a package anew, follows everything that points at something, and reads its time stamp.
///
/// # Errors
///
/// [`Error::Archive`] for what cannot be read at all. What does not hold is no error: it is in the result.
pub fn check<R: Read + Seek>(package: R) -> Result<Checked, Error> {
    let report = jikenbo_archive::verify(package, &Limits::default())?;
    let mut faults: Vec<String> = report.faults.iter().map(ToString::to_string).collect();
    let mut stamp = None;
    if let Some(bytes) = &report.time_stamp {
        let read = Token::parse(bytes).and_then(|token| match &report.digest {
            Some(digest) => token.is_on(&digest.0).map(|()| token),
            None => Ok(token),
        });
        match read {
            Ok(token) => stamp = Some(token),
            Err(error) => faults.push(format!("datapackage-digest.json: {error}")),
        }
    }
    Ok(Checked { report, stamp, faults })
}

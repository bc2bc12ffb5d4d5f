//! The pages in a WACZ.

use std::io::{BufReader, Read, Seek};

use super::package::{Opened, Package};
use crate::{Candidate, Candidates, Error, Limits, Passed};

/// The candidates of a WACZ, WARC by WARC, with memory for one at a time.
///
/// Of an error that ends one WARC, the next WARC goes on.
#[derive(Debug)]
pub struct WaczCandidates<R> {
    package: Package<R>,
    limits: Limits,
    /// The next entry.
    at: usize,
    current: Option<Candidates<BufReader<Opened<R>>>>,
    passed: Passed,
}

impl<R: Read + Seek> WaczCandidates<R> {
    /// Opens a WACZ.
    ///
    /// # Errors
    ///
    /// No zip archive, one that different readers would read differently, one over the limits, or one without a WARC.
    pub fn open(reader: R, limits: &Limits) -> Result<Self, Error> {
        let mut package = Package::open(reader, limits)?;
        if !package.unsound.is_empty() {
            return Err(package.unsound.swap_remove(0));
        }
        if !package.entries.iter().any(super::package::Entry::is_warc) {
            return Err(Error::NoWarc);
        }
        Ok(Self { package, limits: limits.clone(), at: 0, current: None, passed: Passed::default() })
    }

    /// What was passed over so far.
    #[must_use]
    pub fn passed(&self) -> Passed {
        self.current.as_ref().map_or(self.passed, |current| self.passed + current.passed())
    }

    /// Opens the next WARC; false if there is none.
    fn advance(&mut self) -> Result<bool, Error> {
        self.passed = self.passed();
        self.current = None;
        while let Some(entry) = self.package.entries.get(self.at) {
            self.at += 1;
            if entry.is_warc() {
                self.current = Some(Candidates::new(self.package.read(entry)?, &self.limits));
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl<R: Read + Seek> Iterator for WaczCandidates<R> {
    type Item = Result<Candidate, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self.current.as_mut().and_then(Iterator::next) {
                return Some(found);
            }
            match self.advance() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

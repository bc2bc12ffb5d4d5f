//! WARC and WACZ files: each page in them, as if it had been fetched when it was captured there.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use jikenbo_archive::{Candidate, Candidates, Form, Kind, Limits, WaczCandidates, form};
use jikenbo_page::Options;
use url::Url;

use super::Opened;
use super::found::{Given, find};
use crate::store::{Capture, Outcome, Visit, head_text, sha256, timestamp};

/// Whether a file is an archive of web pages, by its first bytes.
#[must_use]
pub fn is_archive(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(512).read_to_end(&mut start));
    read.is_ok() && form(&start).is_some()
}

/// A page in an archive.
#[derive(Debug)]
pub struct Archived {
    /// Its address.
    pub address: String,
    candidate: Candidate,
}

/// The pages of an archive, one after the other; an error in the place of a page that cannot be read.
///
/// # Errors
///
/// In words: a file that cannot be opened, or is no archive.
pub fn candidates(path: &Path) -> Result<Box<dyn Iterator<Item = Result<Archived, String>>>, String> {
    let open = || File::open(path).map_err(|error| super::plain(&error));
    let mut start = Vec::new();
    open()?.take(512).read_to_end(&mut start).map_err(|error| super::plain(&error))?;
    let limits = Limits::default();
    let page = |found: Result<Candidate, jikenbo_archive::Error>| match found {
        Ok(candidate) => Ok(Archived { address: candidate.address.clone(), candidate }),
        Err(error) => Err(error.to_string()),
    };
    match form(&start) {
        Some(Form::Warc) => Ok(Box::new(Candidates::new(BufReader::new(open()?), &limits).map(page))),
        Some(Form::Zip) => {
            let all = WaczCandidates::open(open()?, &limits).map_err(|error| error.to_string())?;
            Ok(Box::new(all.map(page)))
        }
        None => Err("expected a WARC or WACZ file".to_owned()),
    }
}

impl Archived {
    /// Looks into the page.
    ///
    /// # Errors
    ///
    /// In words: a page of no form that is read.
    pub fn open(&self) -> Result<Opened, String> {
        let Candidate { address, body, content_type, time, kind, .. } = &self.candidate;
        let url = Url::parse(address).map_err(|error| error.to_string())?;
        let given = Given { bytes: body, address: Some(&url), content_type: content_type.as_deref().unwrap_or("") };
        let found = find(&given, &Options { max_bytes: body.len().max(1), ..Options::default() })?;
        let media_type = match kind {
            Kind::Pdf => "application/pdf".to_owned(),
            _ => found.media_type,
        };
        let capture = Capture {
            bytes: body.clone(),
            media_type,
            source: address.clone(),
            address: address.clone(),
            charset: self.candidate.charset.clone().unwrap_or_default(),
            options: "{}".to_owned(),
            captured_at: time.unwrap_or_else(jiff::Timestamp::now),
            ..Capture::default()
        };
        Ok(Opened { capture, notices: found.notices, no_text: found.no_text })
    }

    /// The look by which whoever made the archive saw the page.
    #[must_use]
    pub fn visit(&self, capture: &Capture) -> Visit {
        Visit {
            at: timestamp(capture.captured_at),
            outcome: Outcome::New,
            status: self.candidate.status.unwrap_or(0),
            address: self.address.clone(),
            remote: self.candidate.ip.map(|ip| ip.to_string()).unwrap_or_default(),
            response_head: head_text(&self.candidate.head),
            sha256: sha256(&capture.bytes),
            detail: self.candidate.record.as_deref().map(|id| format!("from the archive's record {id}")).unwrap_or_default(),
            ..Visit::failed(&self.address, capture.captured_at, "")
        }
    }
}

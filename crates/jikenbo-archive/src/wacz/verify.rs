//! Verifying a WACZ, whoever made it: every digest is made anew, and what points at something is followed.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Read, Seek};

use data_encoding::BASE64;
use serde::Deserialize;

use super::contents::Contents;
use super::package::{Entry, Package};
use super::report::{Fault, Note, Report};
use super::{DIGEST, MANIFEST, PAGES};
use crate::digest::{Hashing, Stated};
use crate::warc::inflated;
use crate::{Digest, Error, Limits};

#[derive(Debug, Deserialize)]
struct Manifest {
    #[serde(default)]
    resources: Vec<Resource>,
}

#[derive(Debug, Deserialize)]
struct Resource {
    path: String,
    #[serde(default)]
    hash: String,
    #[serde(default)]
    bytes: Option<u64>,
}

#[derive(Debug, Deserialize)]
struct PackageDigest {
    path: String,
    hash: String,
    #[serde(default, rename = "timeStampToken")]
    token: Option<String>,
}

/// Reads a whole WACZ, and tells what of it does not hold.
///
/// Compared are: each file with the size and digest in `datapackage.json`; that file with `datapackage-digest.json`; each record
/// with its block and payload digests; index and records, both ways; each page with the records. A signature or time stamp is not
/// verified here.
///
/// # Errors
///
/// What cannot be read at all: no zip archive, too many entries, more records than can be compared, or a failure of the reader.
pub fn verify<R: Read + Seek>(reader: R, limits: &Limits) -> Result<Report, Error> {
    let mut package = Package::open(reader, limits)?;
    let mut report = Report { files: package.entries.len() as u64, ..Report::default() };
    let mut verifier = Verifier { limits, report: &mut report };
    for error in std::mem::take(&mut package.unsound) {
        verifier.fault(Fault::Ambiguous(error));
    }
    if let Some(found) = package.odd.take() {
        verifier.fault(Fault::Headers { found });
    }
    verifier.names(&package);
    verifier.manifest(&package)?;
    let mut contents = Contents::new(limits);
    contents.records(&package, &mut verifier)?;
    contents.indexes(&package, &mut verifier)?;
    contents.pages(&package, &mut verifier)?;
    Ok(report)
}

/// What goes along through all steps.
pub(super) struct Verifier<'a> {
    pub(super) limits: &'a Limits,
    pub(super) report: &'a mut Report,
}

impl Verifier<'_> {
    pub(super) fn fault(&mut self, fault: Fault) {
        self.report.fault(fault, self.limits.faults);
    }

    /// Names an error of one file as a fault, unless it is the reader's own or a bound of the whole.
    pub(super) fn unreadable(&mut self, name: &str, error: Error) -> Result<(), Error> {
        if matches!(error, Error::Io { .. } | Error::TooManyRecords { .. }) && !from_decoder(&error) {
            return Err(error);
        }
        self.fault(Fault::Unreadable { name: name.to_owned(), error });
        Ok(())
    }

    fn names<R>(&mut self, package: &Package<R>) {
        for entry in &package.entries {
            let name = entry.name.clone();
            if leads_out(&name) {
                self.fault(Fault::Name { name });
            } else if !entry.stored() && (entry.is_warc() || name.ends_with(".gz")) {
                self.fault(Fault::Deflated { name });
            }
        }
        let has = |test: &dyn Fn(&Entry) -> bool| package.entries.iter().any(test);
        let needed: [(&str, bool); 3] = [
            ("a WARC in archive/", has(&Entry::is_warc)),
            ("an index in indexes/", has(&|entry| entry.name.starts_with("indexes/"))),
            (PAGES, has(&|entry| entry.name == PAGES)),
        ];
        for (name, _) in needed.into_iter().filter(|(_, there)| !there) {
            self.fault(Fault::Missing { name: name.to_owned() });
        }
    }

    fn manifest<R: Read + Seek>(&mut self, package: &Package<R>) -> Result<(), Error> {
        let Some(bytes) = self.whole(package, MANIFEST)? else {
            self.fault(Fault::Missing { name: MANIFEST.to_owned() });
            return Ok(());
        };
        let digest = Digest::of(&bytes);
        self.report.digest = Some(digest);
        self.package_digest(package, &digest)?;
        match serde_json::from_slice::<Manifest>(&bytes) {
            Ok(manifest) => self.listed(package, &manifest.resources),
            Err(_) => {
                let expected = "a data package in JSON, with resources";
                self.fault(Fault::Malformed { name: MANIFEST.to_owned(), line: 0, expected });
                Ok(())
            }
        }
    }

    fn package_digest<R: Read + Seek>(&mut self, package: &Package<R>, found: &Digest) -> Result<(), Error> {
        let name = || DIGEST.to_owned();
        let Some(bytes) = self.whole(package, DIGEST)? else {
            self.report.notes.push(Note::NoPackageDigest);
            return Ok(());
        };
        let Ok(stated) = serde_json::from_slice::<PackageDigest>(&bytes) else {
            self.fault(Fault::Malformed { name: name(), line: 0, expected: "path and hash in JSON" });
            return Ok(());
        };
        if stated.path != MANIFEST {
            self.fault(Fault::Malformed { name: name(), line: 0, expected: "the path datapackage.json" });
        }
        if stated.hash != found.to_string() {
            self.fault(Fault::Hash { name: MANIFEST.to_owned(), listed: stated.hash, found: *found });
        }
        if let Some(token) = stated.token {
            self.report.time_stamp = BASE64.decode(token.as_bytes()).ok();
            if self.report.time_stamp.is_none() {
                self.fault(Fault::Malformed { name: name(), line: 0, expected: "a time stamp in base64" });
            }
        }
        Ok(())
    }

    /// Compares the list of files with the files, both ways.
    fn listed<R: Read + Seek>(&mut self, package: &Package<R>, resources: &[Resource]) -> Result<(), Error> {
        let entries: HashMap<&str, &Entry> = package.entries.iter().map(|entry| (entry.name.as_str(), entry)).collect();
        let mut listed = HashSet::from([MANIFEST, DIGEST]);
        for resource in resources {
            if !listed.insert(&resource.path) {
                let expected = "each file listed once";
                self.fault(Fault::Malformed { name: MANIFEST.to_owned(), line: 0, expected });
                continue;
            }
            match entries.get(resource.path.as_str()) {
                Some(entry) => self.resource(package, entry, resource)?,
                None => self.fault(Fault::Missing { name: resource.path.clone() }),
            }
        }
        for entry in package.entries.iter().filter(|entry| !listed.contains(entry.name.as_str())) {
            self.fault(Fault::Unlisted { name: entry.name.clone() });
        }
        Ok(())
    }

    fn resource<R: Read + Seek>(&mut self, package: &Package<R>, entry: &Entry, listed: &Resource) -> Result<(), Error> {
        let mut sink = Hashing::new(std::io::sink());
        let copied = package.read(entry).and_then(|mut input| Ok(std::io::copy(&mut input, &mut sink)?));
        if let Err(error) = copied {
            return self.unreadable(&entry.name, error);
        }
        let (found, hash) = sink.sum();
        let name = || entry.name.clone();
        if let Some(listed) = listed.bytes.filter(|listed| *listed != found) {
            self.fault(Fault::Size { name: name(), listed, found });
        }
        if !Stated::parse(&listed.hash).is_some_and(|stated| stated.equals(&hash)) {
            self.fault(Fault::Hash { name: name(), listed: listed.hash.clone(), found: hash });
        }
        Ok(())
    }

    /// A small file as a whole.
    fn whole<R: Read + Seek>(&mut self, package: &Package<R>, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(entry) = package.entries.iter().find(|entry| entry.name == name) else { return Ok(None) };
        let limit = self.limits.manifest;
        let mut bytes = Vec::new();
        let read = package.read(entry).and_then(|input| Ok(input.take(limit as u64 + 1).read_to_end(&mut bytes)?));
        if let Err(error) = read {
            self.unreadable(name, error)?;
        } else if bytes.len() > limit {
            self.fault(Fault::Unreadable { name: name.to_owned(), error: Error::FileTooLarge { name: name.to_owned(), limit } });
        }
        bytes.truncate(limit);
        Ok(Some(bytes))
    }

    /// Calls `each` with every line of a text file, and its number from 1.
    pub(super) fn lines<R: Read + Seek>(
        &mut self,
        package: &Package<R>,
        entry: &Entry,
        mut each: impl FnMut(&mut Self, u64, &str),
    ) -> Result<(), Error> {
        let input = match package.read(entry) {
            Ok(input) => input,
            Err(error) => return self.unreadable(&entry.name, error),
        };
        // A compressed list is bound like a WARC's members.
        let read = if entry.name.ends_with(".gz") {
            self.each_line(BufReader::new(inflated(input, self.limits)), entry, &mut each)
        } else {
            self.each_line(input, entry, &mut each)
        };
        read.or_else(|error| self.unreadable(&entry.name, error))
    }

    fn each_line(
        &mut self,
        mut input: impl BufRead,
        entry: &Entry,
        each: &mut impl FnMut(&mut Self, u64, &str),
    ) -> Result<(), Error> {
        let limit = self.limits.manifest;
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            if input.by_ref().take(limit as u64).read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            if line.len() >= limit {
                return Err(Error::FileTooLarge { name: entry.name.clone(), limit });
            }
            let text = String::from_utf8_lossy(&line);
            if !text.trim().is_empty() {
                each(self, number, text.trim());
            }
        }
        Ok(())
    }
}

/// Decoders report what is wrong with the data as a failure of the reader of these kinds.
fn from_decoder(error: &Error) -> bool {
    use std::io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error, Error::Io { kind: InvalidData | InvalidInput | UnexpectedEof, .. })
}

/// Whether a name, taken for a path, would lead out of the folder or into a device.
fn leads_out(name: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '\\' | ':');
    name.starts_with('/') || name.contains(odd) || name.split('/').any(|part| matches!(part, ".." | "." | ""))
}

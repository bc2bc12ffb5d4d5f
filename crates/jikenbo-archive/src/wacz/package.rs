//! The zip archive: which entries it holds, and where.
//!
//! The directory is read with the `zip` crate. Names are compared, and never used as names of files.

use std::io::{BufReader, Read, Seek};

use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::section::{Section, Shared};
use crate::{Error, Limits};

/// Behind the directory stand its end records and a comment of up to 64 KiB, which are read as well.
const END_RECORDS: u64 = 256 << 10;

/// A file in the archive.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    start: u64,
    compressed: u64,
    form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    Stored,
    Deflated,
    Other(String),
}

impl Entry {
    pub(super) fn is_warc(&self) -> bool {
        self.name.starts_with("archive/") && (self.name.ends_with(".warc") || self.name.ends_with(".warc.gz"))
    }

    pub(super) fn stored(&self) -> bool {
        self.form == Form::Stored
    }
}

/// A zip archive.
#[derive(Debug)]
pub(super) struct Package<R> {
    source: Shared<R>,
    limits: Limits,
    /// Its files, in the order of the directory; folders left out.
    pub(super) entries: Vec<Entry>,
    /// What makes readers see different archives in it.
    pub(super) unsound: Vec<Error>,
    /// What else is odd about its headers.
    pub(super) odd: Option<String>,
}

impl<R: Read + Seek> Package<R> {
    /// Reads the directory.
    pub(super) fn open(reader: R, limits: &Limits) -> Result<Self, Error> {
        let source = Shared::new(reader, limits.directory.saturating_add(END_RECORDS));
        let opened = ZipArchive::new(source.clone());
        if source.unbind() {
            return Err(Error::TooManyEntries { found: None, limit: limits.entries });
        }
        let mut zip = opened.map_err(|error| Error::NotZip { found: error.to_string() })?;
        if zip.len() > limits.entries {
            return Err(Error::TooManyEntries { found: Some(zip.len()), limit: limits.entries });
        }
        let mut unsound = Vec::new();
        if zip.has_duplicate_names() {
            unsound.push(Error::DuplicateNames);
        }
        let (entries, overlap) = entries(&mut zip)?;
        unsound.extend(overlap.map(|name| Error::Overlap { name }));
        let odd = if unsound.is_empty() { zip.validate_header_consistency().err().map(|e| e.to_string()) } else { None };
        Ok(Self { source, limits: limits.clone(), entries, unsound, odd })
    }

    /// An entry's content.
    pub(super) fn read(&self, entry: &Entry) -> Result<BufReader<Opened<R>>, Error> {
        let section = Section::new(self.source.clone(), entry.start, entry.compressed);
        let form = match &entry.form {
            Form::Stored => Bytes::Stored(section),
            Form::Deflated => Bytes::Deflated(Box::new(DeflateDecoder::new(section))),
            Form::Other(found) => {
                return Err(Error::UnreadableEntry { name: entry.name.clone(), found: found.clone() });
            }
        };
        let (limits, compressed) = (&self.limits, entry.compressed);
        let most = compressed.saturating_mul(limits.ratio).max(limits.ratio_from);
        let opened = Opened { form, read: 0, most, compressed, limit: limits.ratio };
        Ok(BufReader::with_capacity(64 << 10, opened))
    }
}

/// The entries, and one that shares bytes with another.
fn entries<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<(Vec<Entry>, Option<String>), Error> {
    let mut entries = Vec::new();
    let mut ranges = Vec::new();
    let directory = zip.central_directory_start();
    for index in 0..zip.len() {
        let bad = |error: zip::result::ZipError| Error::NotZip { found: error.to_string() };
        let file = zip.by_index_raw(index).map_err(bad)?;
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let form = match file.compression() {
            _ if file.encrypted() => Form::Other("an encrypted one".to_owned()),
            CompressionMethod::Stored => Form::Stored,
            // The crate is built without decoders, so it names this method by its number (APPNOTE 4.4.5).
            method if method == CompressionMethod::DEFLATE => Form::Deflated,
            method => Form::Other(format!("compression {method:?}")),
        };
        let (header, compressed) = (file.header_start(), file.compressed_size());
        let start = file.data_start().ok_or_else(|| Error::NotZip { found: "an entry without data".to_owned() })?;
        ranges.push((header, start.saturating_add(compressed), name.clone()));
        if !file.is_dir() {
            entries.push(Entry { name, start, compressed, form });
        }
    }
    ranges.sort_unstable();
    let beyond = ranges.iter().find(|(_, end, _)| *end > directory);
    let overlap = ranges.windows(2).find(|pair| pair[0].1 > pair[1].0).map(|pair| &pair[1]).or(beyond);
    Ok((entries, overlap.map(|(_, _, name)| name.clone())))
}

#[derive(Debug)]
enum Bytes<R> {
    Stored(Section<R>),
    Deflated(Box<DeflateDecoder<Section<R>>>),
}

/// An entry that is being read.
#[derive(Debug)]
pub(super) struct Opened<R> {
    form: Bytes<R>,
    read: u64,
    most: u64,
    compressed: u64,
    limit: u64,
}

impl<R: Read + Seek> Read for Opened<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let read = match &mut self.form {
            Bytes::Stored(section) => section.read(out)?,
            Bytes::Deflated(decoder) => decoder.read(out)?,
        };
        self.read += read as u64;
        if self.read > self.most {
            let (inflated, compressed, limit) = (self.read, self.compressed, self.limit);
            return Err(Error::Bomb { inflated, compressed, limit }.into());
        }
        Ok(read)
    }
}

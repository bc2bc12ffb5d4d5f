//! Writing a WACZ, deterministic: the same captures and the same time of making give the same bytes.

use std::collections::HashSet;
use std::io::{Seek, Write};

use data_encoding::BASE64;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::index::Line;
use super::{DIGEST, INDEX, MANIFEST, PAGES, WARC, WARC_NAME};
use crate::digest::{Hashing, Key, key};
use crate::http::{Head, media_type};
use crate::warc::head::written;
use crate::{Capture, Content, Digest, Error, Producer, WarcWriter, Written};

/// What a package says of itself.
#[derive(Debug, Clone)]
pub struct About {
    /// What it is, in a line.
    pub title: String,
    /// More of it, in Markdown.
    pub description: Option<String>,
    /// The program that makes it, with its version.
    pub software: String,
    /// When it is made. The caller's clock: here is none.
    pub created: Timestamp,
    /// The page to be shown first: its address, and when it was captured.
    pub main_page: Option<(String, Timestamp)>,
}

/// What the list of pages tells of a capture.
#[derive(Debug, Clone, Copy, Default)]
pub struct Page<'a> {
    /// Its headline.
    pub title: Option<&'a str>,
    /// Its text, for searching.
    pub text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct PageLine<'a> {
    id: String,
    url: &'a str,
    ts: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Resource {
    name: &'static str,
    path: &'static str,
    hash: String,
    bytes: u64,
}

/// Writes a WACZ: `add` each capture, `seal`, and `finish`.
#[derive(Debug)]
pub struct WaczWriter<W: Write + Seek> {
    warc: WarcWriter<Hashing<ZipWriter<W>>>,
    about: About,
    index: Vec<String>,
    pages: Vec<u8>,
    have: HashSet<Key>,
}

impl<W: Write + Seek> WaczWriter<W> {
    /// Begins a package.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] of the writer.
    pub fn new(out: W, about: About) -> Result<Self, Error> {
        let mut zip = ZipWriter::new(out).set_auto_large_file();
        start(&mut zip, WARC)?;
        let producer = Producer { software: &about.software, operator: None, time: about.created };
        let warc = WarcWriter::new(Hashing::new(zip), &producer)?;
        let pages = json!({"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": true});
        let pages = format!("{pages}\n").into_bytes();
        Ok(Self { warc, about, index: Vec::new(), pages, have: HashSet::new() })
    }

    /// Adds a capture, and lists it as a page if it is one. The same capture again changes nothing.
    ///
    /// # Errors
    ///
    /// [`Error::BadField`] for an address, media type or HTTP head that would break the record; [`Error::Io`] of the writer.
    pub fn add(&mut self, capture: &Capture<'_>, page: Option<Page<'_>>) -> Result<(), Error> {
        let (kind, digest) = match capture.content {
            Content::Response { body, .. } => ("response", Digest::of(body)),
            Content::Resource { body, .. } => ("resource", Digest::of(body)),
            Content::Revisit { body, .. } => ("revisit", body),
        };
        let time = written(capture.time);
        if !self.have.insert(key(&[kind, capture.address, &time, &digest.hex()])) {
            return Ok(());
        }
        let record = self.warc.add(capture)?;
        self.index.push(indexed(capture, &record, &digest)?);
        if let Some(page) = page {
            let id = Digest::of(format!("{time} {}", capture.address).as_bytes()).hex()[..16].to_owned();
            let line = PageLine { id, url: capture.address, ts: time, title: page.title, text: page.text };
            serde_json::to_writer(&mut self.pages, &line).map_err(std::io::Error::from)?;
            self.pages.push(b'\n');
        }
        Ok(())
    }

    /// Closes the list of files. What is left is to finish, with a time stamp on the digest if one is wanted.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] of the writer.
    pub fn seal(mut self) -> Result<Sealed<W>, Error> {
        let warc = self.warc.finish()?;
        let mut resources = vec![resource(WARC_NAME, WARC, warc.sum())];
        let mut zip = warc.inner;
        self.index.sort_unstable();
        resources.push(put(&mut zip, "index.cdx", INDEX, self.index.concat().as_bytes())?);
        resources.push(put(&mut zip, "pages.jsonl", PAGES, &self.pages)?);
        let manifest = manifest(&self.about, &resources);
        Ok(Sealed { zip, digest: Digest::of(&manifest), manifest })
    }
}

/// A package whose content stands.
#[derive(Debug)]
pub struct Sealed<W: Write + Seek> {
    zip: ZipWriter<W>,
    manifest: Vec<u8>,
    digest: Digest,
}

impl<W: Write + Seek> Sealed<W> {
    /// The digest of `datapackage.json`, which holds the digests of everything else: what a time stamp is asked for.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Ends the file. A time-stamp token (RFC 3161, DER) on [`digest`](Self::digest) is put into `datapackage-digest.json`.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] of the writer.
    pub fn finish(mut self, time_stamp: Option<&[u8]>) -> Result<W, Error> {
        put(&mut self.zip, "datapackage.json", MANIFEST, &self.manifest)?;
        let mut digest = json!({"path": MANIFEST, "hash": self.digest.to_string()});
        if let Some(token) = time_stamp {
            digest["timeStampToken"] = json!(BASE64.encode(token));
        }
        put(&mut self.zip, "datapackage-digest.json", DIGEST, format!("{digest:#}\n").as_bytes())?;
        self.zip.finish().map_err(from_zip)
    }
}

fn indexed(capture: &Capture<'_>, record: &Written, digest: &Digest) -> Result<String, Error> {
    let head = match capture.content {
        Content::Response { head, .. } | Content::Revisit { head, .. } => Head::parse(head),
        Content::Resource { .. } => None,
    };
    let named = head.as_ref().and_then(|head| head.field("Content-Type")).map(|value| media_type(value).0);
    let mime = match capture.content {
        Content::Revisit { .. } => "warc/revisit".to_owned(),
        Content::Resource { media_type: named, .. } => media_type(named).0,
        Content::Response { .. } => named.filter(|name| !name.is_empty()).unwrap_or_else(|| "unk".to_owned()),
    };
    let line = Line {
        url: capture.address,
        mime: &mime,
        status: head.map_or(200, |head| head.status).to_string(),
        digest: digest.to_string(),
        length: record.length.to_string(),
        offset: record.offset.to_string(),
        filename: WARC_NAME,
    };
    Ok(line.written(capture.time).map_err(std::io::Error::from)?)
}

fn manifest(about: &About, resources: &[Resource]) -> Vec<u8> {
    let created = about.created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let mut all = json!({"profile": "data-package", "wacz_version": "1.1.1", "title": about.title});
    if let Some(description) = &about.description {
        all["description"] = json!(description);
    }
    all["created"] = json!(created);
    all["modified"] = json!(created);
    all["software"] = json!(about.software);
    if let Some((address, time)) = &about.main_page {
        all["mainPageUrl"] = json!(address);
        all["mainPageDate"] = json!(written(*time));
    }
    all["resources"] = json!(resources);
    format!("{all:#}\n").into_bytes()
}

fn resource(name: &'static str, path: &'static str, (bytes, hash): (u64, Digest)) -> Resource {
    Resource { name, path, hash: hash.to_string(), bytes }
}

fn put<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &'static str, path: &'static str, bytes: &[u8]) -> Result<Resource, Error> {
    start(zip, path)?;
    zip.write_all(bytes)?;
    Ok(resource(name, path, (bytes.len() as u64, Digest::of(bytes))))
}

/// Begins an entry: stored, since the WARC is compressed already and readers want parts of it; always of the same time, the
/// earliest that the format knows.
fn start<W: Write + Seek>(zip: &mut ZipWriter<W>, path: &str) -> Result<(), Error> {
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::DEFAULT)
        .unix_permissions(0o644);
    zip.start_file(path, options).map_err(from_zip)
}

fn from_zip(error: zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        other => Error::Io { kind: std::io::ErrorKind::Other, message: other.to_string() },
    }
}

//! Files, folders, compressed files and archives to streams of pieces.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use flate2::read::{DeflateDecoder, MultiGzDecoder};
use zip::{CompressionMethod, ZipArchive};

use super::{At, Found, MOST_ENTRIES, MOST_UNPACKED, Place, pieces};
use crate::capture::{Input, plain, walk};

/// The endings of names that are looked into where a folder or an archive is gone through.
const ENDINGS: [&str; 3] = [".json", ".jsonl", ".ndjson"];
/// The endings of compressed files.
const PACKED: [&str; 2] = [".gz", ".zip"];

/// What one argument means: a file, or all files of a folder that may hold records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs {
    /// What is read, in order.
    pub files: Vec<Input>,
    /// Bytes of these files, as far as known.
    pub bytes: u64,
    /// What could not be looked into, and why.
    pub failed: Vec<(PathBuf, String)>,
    /// A name for what comes from here: of the folder, or of the file without its ending.
    pub name: String,
}

impl Inputs {
    /// The files of an argument.
    #[must_use]
    pub fn new(input: Input) -> Self {
        let Input::File(path) = input else { return Self { files: vec![input], name: "imported".to_owned(), ..Self::default() } };
        let name = name(&path);
        let mut inputs = Self { name, ..Self::default() };
        if path.is_dir() {
            let walked = walk(&path);
            inputs.failed = walked.failed;
            inputs.files = walked.files.into_iter().filter(|file| may_hold_records(file)).map(Input::File).collect();
        } else {
            inputs.files.push(Input::File(path));
        }
        let size = |input: &Input| match input {
            Input::File(path) => path.metadata().map_or(0, |meta| meta.len()),
            Input::Stdin => 0,
        };
        inputs.bytes = inputs.files.iter().map(size).sum();
        inputs
    }
}

fn name(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = whole.file_name().unwrap_or(whole.as_os_str()).to_string_lossy().into_owned();
    if path.is_dir() { name } else { stem(&name).to_owned() }
}

/// A file's name without the endings that tell of its form.
pub(super) fn stem(name: &str) -> &str {
    let name = PACKED.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

fn may_hold_records(file: &Path) -> bool {
    let name = file.to_string_lossy().to_ascii_lowercase();
    name.ends_with(".zip") || is_json(name.strip_suffix(".gz").unwrap_or(&name))
}

fn is_json(name: &str) -> bool {
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

fn tells_of_lines(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.ends_with(".jsonl") || name.ends_with(".ndjson")
}

/// Hands every piece of an input to `take`; `told` hears of the bytes that were read. What cannot be read is handed over as a fault.
pub fn each(input: &Input, take: &mut dyn FnMut(Found), told: &dyn Fn(u64)) {
    let file = input.to_string();
    let fault = |why: String| Found::Fault(Place { file: file.clone(), at: At::Whole }, why);
    let read = match input {
        Input::Stdin => stream(BufReader::new(io::stdin().lock()), &file, tells_of_lines(&file), take),
        Input::File(path) => match File::open(path) {
            Ok(opened) => of_file(opened, &file, take, told),
            Err(error) => Err(error),
        },
    };
    if let Err(error) = read {
        take(fault(plain(&error)));
    }
}

fn of_file(mut opened: File, file: &str, take: &mut dyn FnMut(Found), told: &dyn Fn(u64)) -> io::Result<()> {
    let mut magic = [0; 4];
    let n = opened.read(&mut magic)?;
    opened.rewind()?;
    if magic[..n] == *b"PK\x03\x04" {
        return archive(opened, file, take, told);
    }
    stream(BufReader::new(Told { from: opened, told }), file, tells_of_lines(file), take)
}

/// A stream, which is unpacked if it is gzip.
fn stream(mut from: impl BufRead, file: &str, lines: bool, take: &mut dyn FnMut(Found)) -> io::Result<()> {
    if from.fill_buf()?.starts_with(b"\x1f\x8b") {
        let unpacked = Bounded { from: MultiGzDecoder::new(from), left: MOST_UNPACKED };
        return pieces(&mut BufReader::new(unpacked), file, lines, take);
    }
    pieces(&mut from, file, lines, take)
}

/// The entries of a ZIP archive, each as a file of its own. What shares bytes with another is read all the same: each is bounded.
fn archive(opened: File, file: &str, take: &mut dyn FnMut(Found), told: &dyn Fn(u64)) -> io::Result<()> {
    let mut zip = ZipArchive::new(BufReader::new(opened)).map_err(io::Error::other)?;
    if zip.len() > MOST_ENTRIES {
        return Err(io::Error::other(format!("expected at most {MOST_ENTRIES} entries, found {}", zip.len())));
    }
    let mut left = MOST_UNPACKED;
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(io::Error::other)?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        told(entry.compressed_size());
        let lower = name.to_ascii_lowercase();
        if entry.is_dir() || !is_json(lower.strip_suffix(".gz").unwrap_or(&lower)) {
            continue;
        }
        let (method, encrypted) = (entry.compression(), entry.encrypted());
        let named = format!("{file}/{name}");
        let lines = tells_of_lines(&name);
        let read = if encrypted {
            Err(io::Error::other("expected an entry that is not encrypted"))
        } else if method == CompressionMethod::Stored {
            bounded(entry, &named, lines, take, &mut left)
        } else if method == CompressionMethod::DEFLATE {
            bounded(DeflateDecoder::new(entry), &named, lines, take, &mut left)
        } else {
            Err(io::Error::other(format!("expected an entry that is stored or deflated, found {method:?}")))
        };
        if let Err(error) = read {
            take(Found::Fault(Place { file: named, at: At::Whole }, plain(&error)));
        }
    }
    Ok(())
}

fn bounded(from: impl Read, file: &str, lines: bool, take: &mut dyn FnMut(Found), left: &mut u64) -> io::Result<()> {
    let mut from = Bounded { from, left: *left };
    let read = stream(BufReader::new(&mut from), file, lines, take);
    *left = from.left;
    read
}

/// Ends with an error after so many bytes: what unpacks to more is no collection.
struct Bounded<R> {
    from: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(out)?;
        self.left = self
            .left
            .checked_sub(n as u64)
            .ok_or_else(|| io::Error::other(format!("expected at most {MOST_UNPACKED} bytes when unpacked, found more")))?;
        Ok(n)
    }
}

/// Tells of the bytes that were read.
struct Told<'a> {
    from: File,
    told: &'a dyn Fn(u64),
}

impl Read for Told<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(out)?;
        (self.told)(n as u64);
        Ok(n)
    }
}

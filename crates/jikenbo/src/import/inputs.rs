//! Files, folders, compressed files and archives to streams of pieces.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

use flate2::CrcReader;
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
    // What a pipe is called says nothing of what comes out of it.
    if path.metadata().is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
        return "imported".to_owned();
    }
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

/// What begins a ZIP archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// A file, which may also be a pipe that has a name: of that, the first bytes cannot be read again.
fn of_file(mut opened: File, file: &str, take: &mut dyn FnMut(Found), told: &dyn Fn(u64)) -> io::Result<()> {
    let mut start = Vec::new();
    opened.by_ref().take(ZIP.len() as u64).read_to_end(&mut start)?;
    if start == ZIP && opened.rewind().is_ok() {
        return archive(opened, file, take, told);
    }
    let from = Told { from: start.as_slice().chain(opened), told };
    stream(BufReader::new(from), file, tells_of_lines(file), take)
}

/// A stream, which is unpacked if it is gzip.
fn stream(mut from: impl BufRead, file: &str, lines: bool, take: &mut dyn FnMut(Found)) -> io::Result<()> {
    let start = from.fill_buf()?;
    if start.starts_with(ZIP) {
        let why = "expected JSON, found a ZIP archive: it is read from a file, not from a pipe or another archive";
        return Err(io::Error::other(why));
    }
    if start.starts_with(b"\x1f\x8b") {
        let unpacked = Bounded { from: MultiGzDecoder::new(from), left: MOST_UNPACKED };
        return pieces(&mut BufReader::new(unpacked), file, lines, take);
    }
    pieces(&mut from, file, lines, take)
}

type Zip = ZipArchive<BufReader<File>>;

/// The entries of a ZIP archive, each as a file of its own. What shares bytes with another is read all the same: each is bounded.
fn archive(opened: File, file: &str, take: &mut dyn FnMut(Found), told: &dyn Fn(u64)) -> io::Result<()> {
    let mut zip = ZipArchive::new(BufReader::new(opened)).map_err(io::Error::other)?;
    if zip.len() > MOST_ENTRIES {
        return Err(io::Error::other(format!("expected at most {MOST_ENTRIES} entries, found {}", zip.len())));
    }
    let mut left = Left { checked: MOST_UNPACKED, taken: MOST_UNPACKED };
    let (mut any, mut office) = (false, false);
    for index in 0..zip.len() {
        let found = zip.by_index_raw(index).map_err(io::Error::other)?;
        let name = String::from_utf8_lossy(found.name_raw()).into_owned();
        told(found.compressed_size());
        office |= name == "[Content_Types].xml";
        let lower = name.to_ascii_lowercase();
        if found.is_dir() || !is_json(lower.strip_suffix(".gz").unwrap_or(&lower)) {
            continue;
        }
        drop(found);
        any = true;
        let named = format!("{file}/{name}");
        if let Err(error) = entry(&mut zip, index, &named, take, &mut left) {
            take(Found::Fault(Place { file: named, at: At::Whole }, plain(&error)));
        }
    }
    if !any {
        let found = if office { "an office document (.xlsx, .docx)" } else { "an archive without any" };
        let why = format!("expected JSON, or a ZIP archive with files of JSON (.json, .jsonl, .gz), found {found}");
        take(Found::Nothing(Place { file: file.to_owned(), at: At::Whole }, why));
    }
    Ok(())
}

/// How many bytes an archive may still unpack to, each time that it is gone through.
struct Left {
    checked: u64,
    taken: u64,
}

/// An entry of an archive. That it is what was packed is known at its end only: it is read to there first, and nothing of a damaged
/// one is taken.
fn entry(zip: &mut Zip, index: usize, named: &str, take: &mut dyn FnMut(Found), left: &mut Left) -> io::Result<()> {
    let (crc, from) = unpacked(zip, index)?;
    check(from, crc, &mut left.checked)?;
    let (_, from) = unpacked(zip, index)?;
    bounded(from, named, tells_of_lines(named), take, &mut left.taken)
}

/// What an entry of an archive unpacks to, and the CRC-32 that this is to have.
fn unpacked(zip: &mut Zip, index: usize) -> io::Result<(u32, Box<dyn Read + '_>)> {
    let entry = zip.by_index_raw(index).map_err(io::Error::other)?;
    let (crc, method) = (entry.crc32(), entry.compression());
    if entry.encrypted() {
        return Err(io::Error::other("expected an entry that is not encrypted"));
    }
    let from: Box<dyn Read + '_> = if method == CompressionMethod::Stored {
        Box::new(entry)
    } else if method == CompressionMethod::DEFLATE {
        Box::new(DeflateDecoder::new(entry))
    } else {
        return Err(io::Error::other(format!("expected an entry that is stored or deflated, found {method:?}")));
    };
    Ok((crc, from))
}

/// Reads to the end, and keeps nothing.
fn check(from: impl Read, expected: u32, left: &mut u64) -> io::Result<()> {
    let mut from = CrcReader::new(Bounded { from, left: *left });
    let read = io::copy(&mut from, &mut io::sink());
    let found = from.crc().sum();
    *left = from.into_inner().left;
    read?;
    if found == expected {
        return Ok(());
    }
    Err(io::Error::other(format!("expected the CRC-32 {expected:08x}, found {found:08x}: the entry is damaged")))
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
struct Told<'a, R> {
    from: R,
    told: &'a dyn Fn(u64),
}

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(out)?;
        (self.told)(n as u64);
        Ok(n)
    }
}

//! The folder of an index: opening what is there, and beginning anew.

use std::path::Path;

use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexSettings, TantivyError};

use super::Index;
use super::schema::Fields;
use crate::engine::Error;

/// What is in a folder.
pub(super) enum Loaded {
    /// No index.
    Nothing,
    /// An index, every file of which is as it was written.
    Whole(Box<Index>),
    /// Files that are no index any more.
    Damaged(String),
}

pub(super) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

fn directory(folder: &Path) -> Result<MmapDirectory, Error> {
    let place = |error: String| Error::Place(format!("{}: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(|error| place(error.to_string()))?;
    MmapDirectory::open(folder).map_err(|error| place(error.to_string()))
}

pub(super) fn load(folder: &Path) -> Result<Loaded, Error> {
    let directory = directory(folder)?;
    match tantivy::Index::exists(&directory) {
        Ok(true) => {}
        Ok(false) => return Ok(Loaded::Nothing),
        Err(error) => return Ok(Loaded::Damaged(error.to_string())),
    }
    if let Some(broken) = broken_off(folder) {
        return Ok(Loaded::Damaged(format!("{broken} is broken off")));
    }
    let index = match tantivy::Index::open(directory) {
        Ok(index) => index,
        Err(error) => return Ok(Loaded::Damaged(error.to_string())),
    };
    let (schema, fields) = Fields::new();
    if index.schema() != schema {
        return Ok(Loaded::Damaged("its fields are not those of this program".to_owned()));
    }
    let whole = Index::of(index, fields, Some(folder.to_owned())).and_then(|index| index.verify().map(|()| index));
    Ok(match whole {
        Ok(index) => Loaded::Whole(Box::new(index)),
        Err(error) => Loaded::Damaged(match error {
            Error::Damaged(what) | Error::Place(what) => what,
            other => other.to_string(),
        }),
    })
}

/// A file of a segment that is too short for the end that every such file has: the library would stop at it.
fn broken_off(folder: &Path) -> Option<String> {
    const ENDINGS: [&str; 7] = ["idx", "pos", "term", "store", "fast", "fieldnorm", "del"];
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let short = |file: &std::fs::DirEntry| {
        let is_segment = file.path().extension().is_some_and(|e| ENDINGS.iter().any(|ending| e == *ending));
        is_segment && file.metadata().is_ok_and(|m| m.len() < SHORTEST)
    };
    files.filter(short).map(|file| file.file_name().to_string_lossy().into_owned()).next()
}

/// The two numbers at the end of every file of a segment, in bytes.
const SHORTEST: u64 = 8;

/// An index with nothing in it. The writer's lock is held meanwhile, so that no other process writes what is thrown away.
pub(super) fn anew(folder: &Path) -> Result<Index, Error> {
    let directory = directory(folder)?;
    let lock = directory.acquire_lock(&INDEX_WRITER_LOCK).map_err(|error| TantivyError::LockFailure(error, None))?;
    let place = |error: std::io::Error| Error::Place(format!("{}: {error}", folder.display()));
    for file in std::fs::read_dir(folder).map_err(place)? {
        let file = file.map_err(place)?;
        let is_ours = file.file_type().is_ok_and(|kind| kind.is_file());
        if is_ours && !file.file_name().to_string_lossy().ends_with(".lock") {
            std::fs::remove_file(file.path()).map_err(place)?;
        }
    }
    let (schema, fields) = Fields::new();
    let index = tantivy::Index::create(directory, schema, settings())?;
    drop(lock);
    Index::of(index, fields, Some(folder.to_owned()))
}

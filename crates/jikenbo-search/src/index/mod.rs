//! The index: finding without looking at the texts, the same cases as [`crate::Scan`] finds.
//!
//! A folder, written by one process at a time and read by any number. It holds nothing that could not be made again from
//! the casebook; its last commit says up to which change of which casebook it has come.

mod collect;
mod exclude;
mod find;
mod grams;
mod lower;
mod memory;
mod place;
mod schema;
mod write;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError};

use schema::{Fields, LAYOUT};
pub use write::{Effort, Writer};

use crate::engine::Error;
use crate::fold::FOLD_VERSION;

/// Up to where an index has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    layout: u32,
    fold: u32,
    /// Which casebook it was made from.
    pub casebook: String,
    /// The last of its changes that was taken in; 0 if none was.
    pub seq: i64,
}

impl Stamp {
    /// The stamp of this program for a casebook.
    #[must_use]
    pub fn new(casebook: &str, seq: i64) -> Self {
        Self { layout: LAYOUT, fold: FOLD_VERSION, casebook: casebook.to_owned(), seq }
    }

    /// Why an index with this stamp is of no use for a casebook; `None` if it is.
    fn unfit(&self, casebook: &str) -> Option<String> {
        if (self.layout, self.fold) != (LAYOUT, FOLD_VERSION) {
            return Some("it was made by another version of the program".to_owned());
        }
        (self.casebook != casebook).then(|| "it was made from another casebook".to_owned())
    }
}

/// An index that is open.
pub struct Index {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    place: Option<PathBuf>,
    /// When the file that lists the segments was last seen to change.
    seen: Mutex<Option<SystemTime>>,
    /// Facets that were counted already.
    memory: memory::Memory,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index of a casebook in a folder, and makes it if there is none. One that is damaged, or was made from
    /// another casebook or by another version of the program, is thrown away; why, is told beside the new, empty one.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if another process is making it just now; [`Error::Place`] if the folder cannot be used.
    pub fn open(folder: &Path, casebook: &str) -> Result<(Self, Option<String>), Error> {
        let mut loaded = place::load(folder)?;
        if matches!(loaded, place::Loaded::Damaged(_)) {
            // A writer that tidies up may have taken a file away between the list and the look at it: a second look tells.
            std::thread::sleep(std::time::Duration::from_millis(100));
            loaded = place::load(folder)?;
        }
        match loaded {
            place::Loaded::Whole(index) => match index.stamp()?.map_or(Some(None), |stamp| stamp.unfit(casebook).map(Some)) {
                None => Ok((*index, None)),
                Some(why) => {
                    drop(index);
                    Ok((Self::anew(folder, casebook)?, why))
                }
            },
            place::Loaded::Nothing => Ok((Self::anew(folder, casebook)?, None)),
            place::Loaded::Damaged(why) => Ok((Self::anew(folder, casebook)?, Some(format!("it is damaged: {why}")))),
        }
    }

    /// An empty index in place of whatever is in the folder.
    ///
    /// # Errors
    ///
    /// As [`Index::open`].
    pub fn anew(folder: &Path, casebook: &str) -> Result<Self, Error> {
        let index = place::anew(folder)?;
        let mut writer = index.writer(Effort::Small)?;
        writer.commit(&Stamp::new(casebook, 0))?;
        writer.finish()?;
        Ok(index)
    }

    /// An empty index in memory.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], which would be a fault of this program.
    pub fn in_memory(casebook: &str) -> Result<Self, Error> {
        let (schema, fields) = Fields::new();
        let index = tantivy::Index::builder().schema(schema).settings(place::settings()).create_in_ram()?;
        let index = Self::of(index, fields, None)?;
        let mut writer = index.writer(Effort::Small)?;
        writer.commit(&Stamp::new(casebook, 0))?;
        writer.finish()?;
        Ok(index)
    }

    fn of(index: tantivy::Index, fields: Fields, place: Option<PathBuf>) -> Result<Self, Error> {
        Fields::register(index.tokenizers());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let index = Self { index, reader, fields, place, seen: Mutex::new(None), memory: memory::Memory::default() };
        *index.seen.lock().unwrap_or_else(PoisonError::into_inner) = index.changed();
        Ok(index)
    }

    /// Up to where it has come; `None` for one that was never committed by this program.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`].
    pub fn stamp(&self) -> Result<Option<Stamp>, Error> {
        let metas = self.index.load_metas()?;
        Ok(metas.payload.as_deref().and_then(|payload| serde_json::from_str(payload).ok()))
    }

    /// The bytes that it takes on the disk.
    #[must_use]
    pub fn size(&self) -> u64 {
        let Some(place) = &self.place else { return 0 };
        let files = std::fs::read_dir(place).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).map(|m| m.len()).sum()
    }

    /// Reads every file and compares it with its checksum.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`] with what does not fit.
    pub fn verify(&self) -> Result<(), Error> {
        let mut wrong: Vec<_> = self.index.validate_checksum()?.into_iter().map(|file| file.display().to_string()).collect();
        wrong.sort();
        if wrong.is_empty() { Ok(()) } else { Err(Error::Damaged(format!("{} is not as it was written", wrong.join(", ")))) }
    }

    /// When the list of segments changed last, where it is a file.
    fn changed(&self) -> Option<SystemTime> {
        std::fs::metadata(self.place.as_ref()?.join("meta.json")).ok()?.modified().ok()
    }

    /// What there is to search now, whoever wrote it.
    fn searcher(&self) -> Result<Searcher, Error> {
        let now = self.changed();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if self.place.is_some() && *seen != now {
            self.reader.reload()?;
            *seen = now;
        }
        drop(seen);
        Ok(self.reader.searcher())
    }
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(..) => Self::Busy,
            TantivyError::IoError(error) => Self::Place(error.to_string()),
            TantivyError::OpenDirectoryError(error) => Self::Place(error.to_string()),
            TantivyError::OpenWriteError(error) => Self::Place(error.to_string()),
            other => Self::Damaged(other.to_string()),
        }
    }
}

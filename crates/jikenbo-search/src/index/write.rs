//! Writing to the index: one process at a time.

use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::{Index, Stamp};
use crate::engine::Error;
use crate::entry::Entry;

/// How much of the machine writing may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// One thread and 32 MB, for a few changes.
    Small,
    /// Every core up to four, and 256 MB, for a whole casebook.
    Whole,
}

/// The only writer of an index. What is not committed is not seen, and is lost if the process ends.
pub struct Writer<'i> {
    index: &'i Index,
    writer: IndexWriter<TantivyDocument>,
}

impl std::fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("index", self.index).finish_non_exhaustive()
    }
}

impl Index {
    /// Takes the place of the writer.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if somebody has it.
    pub fn writer(&self, effort: Effort) -> Result<Writer<'_>, Error> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
        let writer: IndexWriter<TantivyDocument> = match effort {
            Effort::Small => self.index.writer_with_num_threads(1, 32_000_000)?,
            Effort::Whole => self.index.writer_with_num_threads(cores, 256_000_000)?,
        };
        match effort {
            Effort::Small => writer.set_merge_policy(Box::new(LogMergePolicy::default())),
            Effort::Whole => writer.set_merge_policy(Box::new(NoMergePolicy)),
        }
        Ok(Writer { index: self, writer })
    }
}

impl Writer<'_> {
    /// Puts a case in, in place of what was known of it.
    ///
    /// # Errors
    ///
    /// The index's.
    pub fn put(&mut self, entry: &Entry) -> Result<(), Error> {
        self.remove(&entry.case);
        self.add(entry)
    }

    /// Puts a case in that is not there: what [`Writer::put`] does, without looking for it.
    ///
    /// # Errors
    ///
    /// The index's.
    pub fn add(&mut self, entry: &Entry) -> Result<(), Error> {
        self.writer.add_document(self.index.fields.document(entry))?;
        Ok(())
    }

    /// Takes a case out.
    pub fn remove(&mut self, case: &str) {
        self.writer.delete_term(Term::from_field_text(self.index.fields.case, case));
    }

    /// Takes every case out.
    ///
    /// # Errors
    ///
    /// The index's.
    pub fn clear(&mut self) -> Result<(), Error> {
        self.writer.delete_all_documents()?;
        Ok(())
    }

    /// Makes everything put in and taken out be seen, together with how far it reaches: all of it or, after a crash, nothing.
    ///
    /// # Errors
    ///
    /// The index's.
    pub fn commit(&mut self, stamp: &Stamp) -> Result<(), Error> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&serde_json::to_string(stamp).unwrap_or_default());
        commit.commit()?;
        self.index.reader.reload()?;
        Ok(())
    }

    /// Joins all segments to one, which is searched faster and takes less room.
    ///
    /// # Errors
    ///
    /// The index's.
    pub fn join(&mut self) -> Result<(), Error> {
        let segments = self.index.index.searchable_segment_ids()?;
        if segments.len() > 1 {
            self.writer.merge(&segments).wait()?;
            self.writer.garbage_collect_files().wait()?;
        }
        self.index.reader.reload()?;
        Ok(())
    }

    /// Ends writing, after the joining of segments that is under way.
    ///
    /// # Errors
    ///
    /// The index's.
    pub fn finish(self) -> Result<(), Error> {
        let Self { index, writer } = self;
        writer.wait_merging_threads()?;
        index.reader.reload()?;
        Ok(())
    }
}

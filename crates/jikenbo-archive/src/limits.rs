//! How much of an archive is taken in before it is refused.

/// What an archive may ask of the machine. Every bound has an [`Error`](crate::Error) of its own.
///
/// The defaults are several times what honest archives hold: heads are seldom over 16 KiB, pages
/// over 10 MB, and text seldom shrinks to less than a sixtieth. They are small against a laptop's memory.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of a WARC record's own head.
    pub record_head: usize,
    /// The most bytes of the HTTP head in a record.
    pub http_head: usize,
    /// The most bytes of a body, as it stands in the archive and also after decoding. Larger ones are told and passed over.
    pub body: usize,
    /// The most records (and empty gzip members) of one WARC file.
    pub records: u64,
    /// How many times larger than its compressed bytes a gzip member or zip entry may become. Counted from
    /// [`ratio_from`](Self::ratio_from) on, since short runs of blanks shrink more than any text.
    pub ratio: u64,
    /// Inflated bytes below which the ratio is not looked at.
    pub ratio_from: u64,
    /// How many content encodings may lie upon one another.
    pub layers: usize,
    /// The most entries of a WACZ.
    pub entries: usize,
    /// The most bytes of a WACZ's directory of entries.
    pub directory: u64,
    /// The most bytes of `datapackage.json`, and of one line of a page list or index.
    pub manifest: usize,
    /// The most records that [`verify`](crate::verify) keeps in mind, to compare them with index and pages.
    pub indexed: usize,
    /// How many faults [`verify`](crate::verify) names; further ones are counted.
    pub faults: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            record_head: 64 << 10,
            http_head: 256 << 10,
            body: 64 << 20,
            records: 10_000_000,
            ratio: 200,
            ratio_from: 16 << 20,
            layers: 3,
            entries: 10_000,
            directory: 8 << 20,
            manifest: 16 << 20,
            indexed: 1_000_000,
            faults: 1_000,
        }
    }
}

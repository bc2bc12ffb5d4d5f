//! What a document may cost.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a document may cost. The defaults are several times what the longest real notice needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// The most bytes a document may have.
    pub max_bytes: usize,
    /// The most pages. Investigation reports of a hundred pages are published; a few have two hundred.
    pub max_pages: usize,
    /// The most objects.
    pub max_objects: usize,
    /// The most bytes of one stream, decompressed; in whole mebibytes, and at least one.
    pub max_stream: usize,
    /// How deep arrays, dictionaries and forms may nest.
    pub max_depth: usize,
    /// The most characters of text on a page, and drawn rules.
    pub max_marks: usize,
    /// The most characters of text in all.
    pub max_chars: usize,
    /// The time that reading may take, by the clock. Kept by the parent, so only where the document is read in a child.
    pub time: Duration,
    /// The memory that reading may take, in bytes of address space. Kept by the child for itself.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 32 << 20,
            max_pages: 300,
            max_objects: 200_000,
            max_stream: 64 << 20,
            max_depth: 64,
            max_marks: 100_000,
            max_chars: 1_000_000,
            time: Duration::from_secs(30),
            memory: 1 << 30,
        }
    }
}

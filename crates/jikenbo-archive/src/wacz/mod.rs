//! WACZ 1.1.1: a zip archive of WARC files with their index, a list of pages, and digests of all
//! (<https://specs.webrecorder.net/wacz/1.1.1/>).

mod contents;
mod index;
mod package;
mod read;
mod report;
mod section;
mod verify;
mod write;

pub use read::WaczCandidates;
pub use report::{Fault, Note, Report};
pub use verify::verify;
pub use write::{About, Page, Sealed, WaczWriter};

/// The files of a package, where this program puts them.
const WARC: &str = "archive/data.warc.gz";
/// The WARC's name in the index, which is relative to `archive/`.
const WARC_NAME: &str = "data.warc.gz";
/// Plain rather than compressed: ReplayWeb.page passes over a compressed index that has no second-level index beside it.
const INDEX: &str = "indexes/index.cdx";
const PAGES: &str = "pages/pages.jsonl";
const MANIFEST: &str = "datapackage.json";
const DIGEST: &str = "datapackage-digest.json";

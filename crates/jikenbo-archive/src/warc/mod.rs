//! WARC: the file format in which web archives keep what was sent and received (ISO 28500:2017, WARC/1.1).

pub(crate) mod check;
pub(crate) mod head;
mod member;
mod read;
mod write;

pub(crate) use member::inflated;

pub use head::{RecordHead, RecordKind};
pub use read::{Block, Records};
pub use write::{Capture, Content, Producer, WarcWriter, Written};

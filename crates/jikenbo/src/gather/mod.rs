//! Notices from where they really are: addresses are asked, what came is kept as evidence, read, and stored if it is new.

mod crawl;
mod look;
mod schedule;
mod watch;

pub use crawl::{Bounds, Rest};
pub use look::{Gatherer, Look, Plan, judged};
pub use watch::{News, Watching};

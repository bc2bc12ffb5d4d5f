//! Notices from where they really are: addresses are asked, what came is kept as evidence, read, and stored if it is new.

mod crawl;
mod feeds;
mod found;
mod leads;
mod look;
mod mails;
mod schedule;
mod watch;

pub use crawl::{Bounds, Rest};
pub use found::{Found, Given, addressed, find};
pub use leads::{Lead, absolute, leads, same_site};
pub use look::{Gatherer, Look, Plan, judged};
pub use watch::{News, Watching};

//! Feeds and sitemaps: which addresses a site announces, when, and what a feed itself brings of them.
//!
//! ```text
//! text → feed    → Feed    (RSS 0.9 to 2.0, Atom, JSON Feed): entries with address, days, content; the next page of the feed
//!      → sitemap → Sitemap (urlset, index, plain list): addresses with the day of their last change
//! ```
//!
//! The crate is pure: no network, no clock, no files. Text comes in decoded; [`declared_encoding`] tells a decoder what an XML
//! declaration says. Everything read is hostile: [`Limits`] bound it, each with an [`Error`] of its own, entities are never
//! expanded, and no address but one of http or https comes out.

mod address;
mod date;
mod encoding;
mod error;
mod feed;
mod limits;
mod scan;
mod sitemap;
mod walk;

pub use date::parse as parse_date;
pub use encoding::declared_encoding;
pub use error::Error;
pub use feed::{Content, Entry, Feed, FeedKind, feed};
pub use limits::Limits;
pub use sitemap::{Listed, Sitemap, sitemap};

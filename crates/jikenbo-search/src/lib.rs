//! Finding cases: what is known of each ([`Entry`]), what is asked ([`Query`], [`Ask`]) and what is found ([`Found`]).
//!
//! Two engines answer the same questions: [`Scan`] goes over every text and is the truth; the index gives the same
//! without looking at the texts. Nothing here knows a database or a page.

mod ask;
mod compare;
mod engine;
mod entry;
mod field;
mod fold;
mod index;
mod number;
mod query;
mod scan;
mod similar;
mod variants;

pub use ask::{Ask, By, Cursor, Facet, Found, Hit, Light, Sort};
pub use engine::{Engine, Error};
pub use entry::{Entry, Facts, Line, Origin, Texts, headline};
pub use field::{Field, Figure, Labels, PlainCodes};
pub use fold::{Folded, fold, fold_with_map};
pub use index::{Effort, Index, Stamp, Writer};
pub use query::{How, Node, Op, Query, QueryError};
pub use scan::Scan;
pub use similar::{Shared, Similar, similar};
pub use variants::Needle;

//! What changed from one version of a notice to the next: in its words, and in its facts.

mod facts;
mod told;
mod words;

pub use facts::{FactChange, Said, facts, facts_of, facts_told};
pub use told::told;
pub use words::{Piece, Side, count, words};

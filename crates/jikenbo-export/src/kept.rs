//! What a casebook keeps beside what is exported of a case: for a form that gives the casebook back whole.

use serde_json::Value;

/// Something that a casebook keeps. It comes before the first case that needs it, and once.
#[derive(Debug, Clone, PartialEq)]
pub enum Kept {
    /// A line of its own, as an object.
    Line(Value),
    /// An original: what is known of it, and its bytes.
    Original(Value, Vec<u8>),
    /// More of each notice of the case that comes next, by the notice's id.
    Notices(Value),
}

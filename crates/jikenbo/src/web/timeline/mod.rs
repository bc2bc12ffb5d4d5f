//! A case's timeline, drawn to scale: `layout` finds the places, `svg` draws them.

mod layout;
mod svg;

pub use layout::plan;
pub use svg::draw;

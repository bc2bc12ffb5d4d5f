//! A case's timeline, drawn to scale: `layout` finds the places, `svg` draws them.

mod layout;
mod svg;

pub(crate) use layout::plan;
pub(crate) use svg::draw;
